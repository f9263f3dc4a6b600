/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-forgery-test-case.h"

#include "ns3/ipv6-route.h"
#include "ns3/mip6-extension-headers.h"
#include "ns3/mip6-mobility-header.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

/**
 * @file
 * @ingroup mip6-tests
 * What may come out of a tunnel, what may carry a Home Address option or a type 2 routing header,
 * and packets that are too big for a tunnel.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Packets into the two tunnel ends.
class TunnelCheckTestCase : public ForgeryTestCase
{
  public:
    TunnelCheckTestCase()
        : ForgeryTestCase("A tunnelled packet is let out only from the right outer address and for "
                          "the right inner address.")
    {
    }

  private:
    void DoRun() override
    {
        RunWith(Seconds(10), [this] {
            const Ipv6Address careOf = GetCareOfAddress();
            const Ipv6Address other("2001:1:0:9::77");
            // To the home agent: a stranger with the home address inside; the care-of address with
            // a strange address inside.
            Send(MakePacket(HOME_ADDRESS, other), other, HOME_AGENT, IPV6);
            Send(MakePacket(other, HOME_ADDRESS), careOf, HOME_AGENT, IPV6);
            // To the mobile node: a stranger; the home agent with a strange address inside.
            Send(MakePacket(other, HOME_ADDRESS), other, careOf, IPV6);
            Send(MakePacket(other, "2001:1:0:1::101"), HOME_AGENT, careOf, IPV6);
            // No IPv6 packet inside.
            Send(Create<Packet>(8), careOf, HOME_AGENT, IPV6);
            Send(Create<Packet>(60), careOf, HOME_AGENT, IPV6);
        });
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::TUNNEL_SOURCE], 2, "outer address");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::TUNNEL_INNER_ADDRESS], 2, "inner");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::MALFORMED], 2, "no packet inside");
    }
};

/// Home Address options and type 2 routing headers from strangers.
class ExtensionCheckTestCase : public ForgeryTestCase
{
  public:
    ExtensionCheckTestCase()
        : ForgeryTestCase(
              "A Home Address option without a binding and a type 2 routing header with "
              "a foreign address are discarded.")
    {
    }

  private:
    void DoRun() override
    {
        RunWith(Seconds(10), [this] {
            Mip6HomeAddressHeader option;
            option.Set(UDP, HOME_ADDRESS);
            auto packet = Create<Packet>(PAYLOAD_OCTETS);
            packet->AddHeader(option);
            Send(packet, "2001:1:0:9::77", HOME_AGENT, DESTINATION);

            Mip6Type2RoutingHeader routing;
            routing.Set(UDP, "2001:1:0:1::101");
            packet = Create<Packet>(PAYLOAD_OCTETS);
            packet->AddHeader(routing);
            Send(packet, HOME_AGENT, GetCareOfAddress(), ROUTING);

            // Segments Left is 2.
            const uint8_t octets[] = {UDP, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0,
                                      0,   0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            packet = Create<Packet>(octets, sizeof(octets));
            Send(packet, HOME_AGENT, GetCareOfAddress(), ROUTING);
        });
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::NO_BINDING], 1, "option");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::FOREIGN_HOME_ADDRESS], 1, "routing");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::MALFORMED], 1, "segments left");
    }
};

/// Mobility Headers that must be discarded.
class MobilityHeaderCheckTestCase : public ForgeryTestCase
{
  public:
    MobilityHeaderCheckTestCase()
        : ForgeryTestCase("Mobility Headers with a wrong checksum, of unknown types, cut off, or "
                          "from the wrong sender change nothing.")
    {
    }

  private:
    void DoRun() override
    {
        RunWith(Seconds(10), [this] {
            SendMessage(MakeAcknowledgement(), "2001:1:0:9::77", true);
            SendMessage(MakeAcknowledgement(), "2001:1:0:9::77", false);
            SendMessage(UnknownMobilityMessage{200, Bytes(10)}, HOME_AGENT, true);
            Send(Create<Packet>(7), HOME_AGENT, GetCareOfAddress(), MOBILITY);
        });
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::UNEXPECTED_MESSAGE],
                              2,
                              "a wrong sender, and the answer to the unknown type");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::BAD_CHECKSUM], 2, "two checksums");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::UNKNOWN_MESSAGE], 1, "type");
    }

    /// @return an acknowledgement that refuses what the mobile node has sent
    BindingAcknowledgement MakeAcknowledgement() const
    {
        BindingAcknowledgement acknowledgement;
        acknowledgement.status = BindingStatus::NOT_HOME_SUBNET;
        acknowledgement.sequence = recorder.GetLast("Binding Acknowledgement").sequence.value_or(0);
        return acknowledgement;
    }

    /// @param message to send @param source of it @param right whether the checksum is
    void SendMessage(const MobilityMessage& message, const Ipv6Address& source, bool right)
    {
        const Ipv6Address destination = GetCareOfAddress();
        Mip6MobilityHeader header;
        header.SetMessage(message, {source, right ? HOME_ADDRESS : HOME_AGENT, MOBILITY});
        auto packet = Create<Packet>();
        packet->AddHeader(header);
        Mip6Type2RoutingHeader routing;
        routing.Set(MOBILITY, HOME_ADDRESS);
        packet->AddHeader(routing);
        Send(packet, source, destination, ROUTING);
    }
};

/// A Binding Update in a Destination Options header that holds more than the Home Address option.
class OptionBesideTestCase : public ForgeryTestCase
{
  public:
    OptionBesideTestCase()
        : ForgeryTestCase("Options beside the Home Address option are processed as well.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(15)));
        Simulator::Schedule(Seconds(10), [this] { SendWithOption(); });
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAnswers(0), 2, "the second update was accepted, too");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("ha", Mip6BindingEvent::UPDATED), 1, "bound");
    }

    /// Send the mobile node's next update, with an option to be skipped in front.
    void SendWithOption()
    {
        const Ipv6Address careOf = GetCareOfAddress();
        BindingUpdate update;
        update.acknowledge = true;
        update.homeRegistration = true;
        update.lifetime = Seconds(400);
        update.sequence = static_cast<uint16_t>(
            recorder.GetLast("Binding Acknowledgement").sequence.value_or(0) + 1);
        Mip6MobilityHeader header;
        header.SetMessage(update, {HOME_ADDRESS, HOME_AGENT, MOBILITY});
        auto packet = Create<Packet>();
        packet->AddHeader(header);
        // An option of type 0x1e (skip if unknown) with 6 octets, Pad1 twice... to 8n+6, the
        // option.
        Bytes octets{MOBILITY, 3, 0x1e, 6, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0xc9, 16};
        octets.resize(32);
        HOME_ADDRESS.GetBytes(&octets[16]);
        Mip6OctetsHeader options;
        options.Set(octets);
        packet->AddHeader(options);
        Send(packet, careOf, HOME_AGENT, DESTINATION);
    }
};

/// Big packets in both directions.
class PacketTooBigTestCase : public NetworkTestCase
{
  public:
    /// @param narrow whether a link inside the tunnel has a smaller MTU
    explicit PacketTooBigTestCase(bool narrow)
        : NetworkTestCase(std::string("Packets of 1400 octets pass the tunnel in both directions") +
                          (narrow ? " over a link of 1300 octets." : ".")),
          m_narrow(narrow)
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(30));
        description.traffic = {MakeFlow("cn", "mn"), MakeFlow("mn", "cn")};
        for (Traffic& traffic : description.traffic)
        {
            traffic.packet = 1400;
            traffic.rate = DataRate("112kbps"); // 10 packets per second
        }
        Build(description);
        if (m_narrow)
        {
            MakeNarrow();
        }
        Run();
        const auto registered = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(registered.size(), 1, "registered");
        for (std::size_t flow = 0; flow < 2; ++flow)
        {
            const auto sent = recorder.CountSent(flow, registered[0], Seconds(29));
            NS_TEST_EXPECT_MSG_GT(sent, 150, "packets sent");
            // One or two packets are lost while a Packet Too Big comes back, then none.
            const auto lost = recorder.CountNotOnce(flow, registered[0], Seconds(29));
            NS_TEST_EXPECT_MSG_LT(lost, 4, "flow " << flow << " at first");
            const Time settled = registered[0] + Seconds(1);
            NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(flow, settled, Seconds(29)),
                                  0,
                                  "flow " << flow << " later");
        }
    }

    /// Lower the MTU of the link between r1 and ar1.
    void MakeNarrow()
    {
        auto ar1 = GetNode("ar1");
        for (uint32_t i = 0; i < ar1->GetNDevices(); ++i)
        {
            if (ar1->GetDevice(i)->IsPointToPoint())
            {
                auto channel = ar1->GetDevice(i)->GetChannel();
                channel->GetDevice(0)->SetMtu(1300);
                channel->GetDevice(1)->SetMtu(1300);
            }
        }
    }

    bool m_narrow; //!< whether a link inside the tunnel has a smaller MTU
};

/// Hop limits inside and outside.
class HopLimitTestCase : public NetworkTestCase
{
  public:
    HopLimitTestCase()
        : NetworkTestCase("A tunnel counts as one hop of the packet inside, and has a hop limit of "
                          "its own.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(15)));
        using Sink =
            Callback<void, Ptr<const Packet>, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>>;
        GetLink("ar1")->TraceConnectWithoutContext(
            "FrameReceived",
            Sink(
                [this](Ptr<const Packet> packet, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>) {
                    Note(packet);
                }));
        for (const uint8_t hopLimit : {17, 255})
        {
            Simulator::Schedule(Seconds(10), [this, hopLimit] {
                auto socket = Socket::CreateSocket(GetNode("cn"), UdpSocketFactory::GetTypeId());
                socket->Bind6();
                socket->SetIpv6HopLimit(hopLimit);
                socket->SendTo(Create<Packet>(10), 0, Inet6SocketAddress(HOME_ADDRESS, 7000));
            });
        }
        Run();
        NS_TEST_ASSERT_MSG_EQ(m_inner.size(), 2, "datagrams");
        // RFC 2473 section 3.1: one hop at r1, one at the entry of the tunnel, none inside.
        NS_TEST_EXPECT_MSG_EQ(+m_inner[0], 15, "inside");
        NS_TEST_EXPECT_MSG_EQ(+m_inner[1], 253, "inside");
        // Two routers behind the home agent.
        NS_TEST_EXPECT_MSG_EQ(+m_outer[0], 62, "outside");
        NS_TEST_EXPECT_MSG_EQ(+m_outer[1], 62, "outside");
    }

    /// @param packet that the mobile node receives
    void Note(const Ptr<const Packet>& packet)
    {
        constexpr std::size_t NEXT_HEADER_AT = 6;
        constexpr std::size_t HOP_LIMIT_AT = 7;
        constexpr std::size_t INNER_AT = 40;
        std::vector<uint8_t> octets(packet->GetSize());
        packet->CopyData(octets.data(), packet->GetSize());
        const bool isDatagram = octets.size() > 2 * INNER_AT && octets[NEXT_HEADER_AT] == IPV6 &&
                                octets[INNER_AT + NEXT_HEADER_AT] == 17;
        if (isDatagram)
        {
            m_outer.push_back(octets[HOP_LIMIT_AT]);
            m_inner.push_back(octets[INNER_AT + HOP_LIMIT_AT]);
        }
    }

    std::vector<uint8_t> m_outer; //!< of the tunnel
    std::vector<uint8_t> m_inner; //!< of the datagrams
};

/// The suite.
class TunnelTestSuite : public TestSuite
{
  public:
    TunnelTestSuite()
        : TestSuite("mip6-tunnel")
    {
        AddTestCase(new TunnelCheckTestCase);
        AddTestCase(new ExtensionCheckTestCase);
        AddTestCase(new MobilityHeaderCheckTestCase);
        AddTestCase(new OptionBesideTestCase);
        AddTestCase(new PacketTooBigTestCase(false));
        AddTestCase(new PacketTooBigTestCase(true));
        AddTestCase(new HopLimitTestCase);
    }
};

TunnelTestSuite g_tunnelTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/callback.h"
#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/udp-socket-factory.h"

#include <array>

/**
 * @file
 * @ingroup mip6-tests
 * Errors from inside the tunnel come to the sockets whose packets are in it.
 */

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address HOME_ADDRESS("2001:1:0:1::100"); //!< of the mobile node
constexpr uint16_t PORT = 7000;                    //!< of receivers
/// Of the narrow link.
constexpr uint16_t NARROW_MTU = 1400;
/// Fits into the virtual device, but not with the tunnel's header into the narrow link.
constexpr uint32_t LARGE_OCTETS = 1372;
/// An ICMPv6 type (RFC 4443 section 3.1).
constexpr uint8_t UNREACHABLE = 1;
/// An ICMPv6 type (RFC 4443 section 3.2).
constexpr uint8_t TOO_BIG = 2;

/// What a socket was told.
struct ToldError
{
    uint8_t type{0};  //!< ICMPv6
    uint8_t code{0};  //!< of the type
    uint32_t info{0}; //!< MTU
};

/// Sends UDP packets and counts errors about them.
class Sender
{
  public:
    /// @param from sender @param to receiver @param address of the receiver
    Sender(const Ptr<Node>& from, const Ptr<Node>& to, const Ipv6Address& address)
        : m_destination(address, PORT),
          m_sink(Socket::CreateSocket(to, UdpSocketFactory::GetTypeId())),
          m_source(Socket::CreateSocket(from, UdpSocketFactory::GetTypeId()))
    {
        m_sink->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
        m_sink->SetRecvCallback(Callback<void, Ptr<Socket>>([this](Ptr<Socket> socket) {
            while (socket->Recv())
            {
                ++received;
            }
        }));
        m_source->Bind6();
        using Told = Callback<void, Ipv6Address, uint8_t, uint8_t, uint8_t, uint32_t>;
        m_source->SetAttribute(
            "IcmpCallback6",
            CallbackValue(
                Told([this](Ipv6Address, uint8_t, uint8_t type, uint8_t code, uint32_t info) {
                    told.push_back({type, code, info});
                })));
    }

    /// @param at when to send one packet @param octets of it
    void SendAt(Time at, uint32_t octets)
    {
        Simulator::Schedule(at, [this, octets] {
            m_source->SendTo(Create<Packet>(octets), 0, m_destination);
        });
    }

    uint32_t received{0};        //!< packets that arrived
    std::vector<ToldError> told; //!< errors

  private:
    Inet6SocketAddress m_destination; //!< of the packets
    Ptr<Socket> m_sink;               //!< receives
    Ptr<Socket> m_source;             //!< sends
};

/// A network one link of which has a small MTU.
class TunnelErrorTestCase : public NetworkTestCase
{
  public:
    using NetworkTestCase::NetworkTestCase;

  protected:
    /// Make the link between two routers narrow, at its first end.
    /// @param router that has to pass packets on @param next hop
    void Narrow(const std::string& router, const std::string& next)
    {
        for (const auto& entry : network.devices)
        {
            const auto channel = entry.device->GetChannel();
            for (std::size_t i = 0; entry.node == router && i < channel->GetNDevices(); ++i)
            {
                if (channel->GetDevice(i)->GetNode() == GetNode(next))
                {
                    entry.device->SetMtu(NARROW_MTU);
                }
            }
        }
    }

    /// @param sender whose socket must have learnt the MTU
    void ExpectTooBig(const Sender& sender)
    {
        NS_TEST_ASSERT_MSG_EQ(sender.told.size(), 1, "errors");
        NS_TEST_EXPECT_MSG_EQ(+sender.told.front().type, +TOO_BIG, "type");
        NS_TEST_EXPECT_MSG_EQ(sender.told.front().info, NARROW_MTU - 40, "MTU");
        NS_TEST_EXPECT_MSG_EQ(sender.received, 2, "what was sent with the right size");
    }
};

/// Behind the home agent.
class HomeAgentTooBigTestCase : public TunnelErrorTestCase
{
  public:
    HomeAgentTooBigTestCase()
        : TunnelErrorTestCase("A correspondent learns the MTU of the path inside the home agent's "
                              "tunnel, less the tunnel's header.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(15)));
        Narrow("r1", "ar1");
        Sender sender(GetNode("cn"), network.mobiles.front().node, HOME_ADDRESS);
        sender.SendAt(Seconds(10), 100);
        sender.SendAt(Seconds(11), LARGE_OCTETS);
        sender.SendAt(Seconds(12), LARGE_OCTETS);
        Run();
        ExpectTooBig(sender);
    }
};

/// Behind the mobile node.
class MobileNodeTooBigTestCase : public TunnelErrorTestCase
{
  public:
    MobileNodeTooBigTestCase()
        : TunnelErrorTestCase("A socket of the mobile node learns the MTU of the path inside the "
                              "reverse tunnel, less the tunnel's header.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(15)));
        Narrow("ar1", "r1");
        const auto ipv6 = GetNode("cn")->GetObject<Ipv6>();
        Sender sender(network.mobiles.front().node,
                      GetNode("cn"),
                      ipv6->GetAddress(1, 1).GetAddress());
        sender.SendAt(Seconds(10), 100);
        sender.SendAt(Seconds(11), LARGE_OCTETS);
        sender.SendAt(Seconds(12), LARGE_OCTETS);
        Run();
        ExpectTooBig(sender);
    }
};

/// Errors of an access router about packets of the home agent's tunnel.
class RelayTestCase : public TunnelErrorTestCase
{
  public:
    RelayTestCase()
        : TunnelErrorTestCase("A correspondent learns that the home address cannot be reached "
                              "while the tunnel exists, but not ever so often.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}, {Seconds(20), "ar2"}}, Seconds(30)));
        using Sink = Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>;
        GetNode("ha")->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "Tx",
            Sink([this](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) { Note(packet); }));
        Sender sender(GetNode("cn"), network.mobiles.front().node, HOME_ADDRESS);
        sender.SendAt(Seconds(10), 100);
        const auto icmpv6 = GetNode("ar1")->GetObject<Icmpv6L4Protocol>();
        const Ipv6Address homeAgent = GetHomeAgent()->GetAddress();
        const auto reportUnreachable = [=] {
            icmpv6->SendErrorDestinationUnreachable(m_tunnelled->Copy(), homeAgent, 0);
        };
        Simulator::Schedule(Seconds(11), reportUnreachable);
        Simulator::Schedule(Seconds(12), [=] {
            icmpv6->SendErrorTimeExceeded(m_tunnelled->Copy(), homeAgent, 0);
        });
        for (int i = 0; i < 3 * BURST; ++i)
        {
            Simulator::Schedule(Seconds(13), reportUnreachable);
        }
        // About a care-of address that is not bound any more.
        Simulator::Schedule(Seconds(29), reportUnreachable);
        Run();
        NS_TEST_EXPECT_MSG_EQ(sender.received, 1, "it was reachable all the same");
        NS_TEST_EXPECT_MSG_EQ(sender.told.size(), 2 + BURST, "errors");
        for (const auto& error : sender.told)
        {
            NS_TEST_EXPECT_MSG_EQ(+error.type, +UNREACHABLE, "type");
            NS_TEST_EXPECT_MSG_EQ(+error.code, 3, "code");
        }
    }

    /// @param packet that the home agent sends
    void Note(const Ptr<const Packet>& packet)
    {
        constexpr std::size_t NEXT_HEADER_AT = 6;
        constexpr std::size_t INNER_NEXT_HEADER_AT = 46;
        std::array<uint8_t, INNER_NEXT_HEADER_AT + 1> octets{};
        packet->CopyData(octets.data(), octets.size());
        if (octets[NEXT_HEADER_AT] == IPV6 && octets[INNER_NEXT_HEADER_AT] == UDP)
        {
            m_tunnelled = packet->Copy();
        }
    }

    static constexpr int BURST = 10;    //!< errors that a node sends at once
    static constexpr uint8_t IPV6 = 41; //!< Next Header
    static constexpr uint8_t UDP = 17;  //!< Next Header
    Ptr<const Packet> m_tunnelled;      //!< datagram in the tunnel
};

/// The suite.
class TunnelErrorsTestSuite : public TestSuite
{
  public:
    TunnelErrorsTestSuite()
        : TestSuite("mip6-tunnel-errors")
    {
        AddTestCase(new HomeAgentTooBigTestCase);
        AddTestCase(new MobileNodeTooBigTestCase);
        AddTestCase(new RelayTestCase);
    }
};

TunnelErrorsTestSuite g_tunnelErrorsTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

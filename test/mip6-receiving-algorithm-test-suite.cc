/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-datagram-test-case.h"

#include "ns3/ipv6-route.h"
#include "ns3/mip6-extension-headers.h"
#include "ns3/tcp-socket-factory.h"

#include <algorithm>

/**
 * @file
 * @ingroup mip6-tests
 * The decisions of a node with Mobile IPv6 that receives a packet, one after the other: is the
 * destination its own, is there a type 2 routing header, was the packet tunnelled, is there a Home
 * Address option, is there a protocol and a port (RFC 6275 sections 9.3.1, 11.3.3 and 11.7.2).
 */

namespace ns3::mip6::tests
{

namespace
{

const Time MOVE_AT = Seconds(4);          //!< of mn1
const Time SECOND_AT = Seconds(5);        //!< move of mn2
const Time AWAY_AT = Seconds(10);         //!< both are registered with the home agent
const Time PROBE_AT = Seconds(15);        //!< the packet that is judged
const Time STOP = Seconds(17);            //!< end of a run
constexpr uint16_t FIRST = 5000;          //!< port of the datagram before
constexpr uint16_t PROBE = 5001;          //!< port of the datagram that is judged
constexpr uint8_t UNKNOWN_PROTOCOL = 200; //!< that no node has

const std::vector<Move> MOVE_ONE{{MOVE_AT, "ar1", "mn1"}};                             //!< moves
const std::vector<Move> MOVE_BOTH{{MOVE_AT, "ar1", "mn1"}, {SECOND_AT, "ar2", "mn2"}}; //!< moves

/// A tunnelled datagram, and the Home Test after it.
class TunnelledTestCase : public DatagramTestCase
{
  public:
    TunnelledTestCase()
        : DatagramTestCase("A tunnelled datagram begins a registration; the tunnelled Home Test "
                           "that follows is used and begins none.")
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MOVE_ONE, STOP);
        Send({AWAY_AT, "cn", "mn1", FIRST});
        Run();
        ExpectTrail(FIRST, "r1 plain, ha plain, r1 tunnel, ar1 tunnel, mn1 tunnel", "cn");
        const Time arrived = AWAY_AT + CN_TO_HA + AR1_TO_HA;
        const Ipv6Address cn = GetAddress("cn");
        NS_TEST_EXPECT_MSG_EQ(CountStarts(1, cn, {arrived, arrived + TOLERANCE}), 1, "begun");
        NS_TEST_EXPECT_MSG_EQ(CountAllStarts(), 1, "once");
        NS_TEST_EXPECT_MSG_EQ(GetExchange("mn1", cn, {AWAY_AT, STOP}), "1 1 1 1 1 1 ", "done");
        const auto test =
            std::find_if(packets.begin(), packets.end(), [](const WirePacket& packet) {
                return packet.node == "mn1" &&
                       packet.GetMobility() == static_cast<int>(MobilityType::HOME_TEST);
            });
        NS_TEST_EXPECT_MSG_EQ((test != packets.end() ? test->GetForm() : ""),
                              "tunnel",
                              "Home Test");
        NS_TEST_EXPECT_MSG_EQ(GetRole(1)->GetDirectPathCount(), 1, "paths");
    }
};

/// Tunnelled datagrams of a node that does not know Mobile IPv6.
class IncapableTestCase : public DatagramTestCase
{
  public:
    IncapableTestCase()
        : DatagramTestCase("Tunnelled datagrams of a node that has not answered begin nothing.")
    {
    }

  private:
    void DoRun() override
    {
        const Time failed = AWAY_AT + Seconds(16);
        Prepare(MOVE_ONE, failed + Seconds(10));
        Send({AWAY_AT, "old", "mn1", FIRST});
        for (uint16_t i = 0; i < 80; ++i)
        {
            Send({failed + MilliSeconds(100) * i, "old", "mn1", static_cast<uint16_t>(PROBE + i)});
        }
        Run();
        const Ipv6Address old = GetAddress("old");
        NS_TEST_EXPECT_MSG_EQ(CountStarts(1, old, {Time(), failed}), 4, "tried");
        NS_TEST_EXPECT_MSG_EQ(CountStarts(1, old, {failed, scenario.stop}), 0, "and given up");
        for (uint16_t i = 0; i < 80; ++i)
        {
            ExpectTrail(PROBE + i, "r1 plain, ha plain, r1 tunnel, ar1 tunnel, mn1 tunnel", "old");
        }
    }
};

/// A Home Address option inside the tunnel.
class TunnelledOptionTestCase : public DatagramTestCase
{
  public:
    TunnelledOptionTestCase()
        : DatagramTestCase("A Home Address option inside the tunnel becomes the source, and a "
                           "registration begins with the home address in it, not with the "
                           "care-of address.")
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MOVE_BOTH, STOP);
        // The first two datagrams come before mn2 is bound here and after it.
        GetRole(1)->SetAttribute("RouteOptimizationThreshold", UintegerValue(2));
        Send({AWAY_AT, "mn2", "mn1", FIRST});
        Send({PROBE_AT - Seconds(1), "mn2", "mn1", PROBE});
        Send({PROBE_AT, "mn2", "mn1", PROBE + 1});
        GetRole(1)->SetAttribute("RouteOptimizationInterval", TimeValue(Seconds(5)));
        Run();
        const std::string trail =
            "ar2 option, r1 option, ha option, r1 tunnel option, ar1 tunnel option, "
            "mn1 tunnel option";
        ExpectTrail(PROBE, trail, "mn2");
        const Ipv6Address peer = GetAddress("mn2");
        NS_TEST_EXPECT_MSG_EQ(CountStarts(1, peer, {PROBE_AT - Seconds(1), STOP}), 1, "begun");
        NS_TEST_EXPECT_MSG_EQ(recorder.Count("mn1", Mip6Direction::SENT, "Home Test Init"),
                              1,
                              "with nobody else");
        NS_TEST_EXPECT_MSG_EQ(GetRole(1)->GetDirectPathCount(), 1, "paths");
    }
};

/// Packets that end at no socket.
class ClosedTestCase : public DatagramTestCase
{
  public:
    /// What is missing.
    enum Missing
    {
        PROTOCOL, //!< of the Next Header
        UDP_PORT, //!< nobody listens
        TCP_PORT, //!< nobody listens
    };

    /// @param sentence what must hold @param missing what is @param isBound whether the peer has a
    /// binding
    ClosedTestCase(const std::string& sentence, Missing missing, bool isBound)
        : DatagramTestCase(sentence + (isBound ? " directly." : " through the tunnel.")),
          m_missing(missing),
          m_isBound(isBound)
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MOVE_ONE, STOP);
        if (m_isBound)
        {
            Send({AWAY_AT, "cn", "mn1", FIRST});
        }
        else
        {
            GetRole(1)->SetAttribute("RouteOptimization", BooleanValue(false));
        }
        Simulator::Schedule(PROBE_AT, [this] { Probe(); });
        Run();
        const Ipv6Address home = GetAddress("mn1");
        std::vector<WirePacket> answers;
        for (const WirePacket& packet : packets)
        {
            const uint8_t protocol = m_missing == TCP_PORT ? TCP : NEXT_HEADER_ICMPV6;
            if (packet.node == "cn" && packet.at >= PROBE_AT && packet.layout.protocol == protocol)
            {
                answers.push_back(packet);
            }
        }
        // Stock ns-3 addresses the Parameter Problem to the node that sends it.
        NS_TEST_EXPECT_MSG_EQ(answers.size(), (m_missing == PROTOCOL ? 0 : 1), "answers");
        if (answers.empty())
        {
            return;
        }
        const WirePacket& answer = answers.front();
        NS_TEST_EXPECT_MSG_EQ(answer.GetOption().value_or(answer.source), home, "source");
        NS_TEST_EXPECT_MSG_EQ(answer.destination, GetAddress("cn"), "destination");
        CheckAnswer(answer);
    }

    /// Send what ends at no socket.
    void Probe()
    {
        const Ipv6Address home = GetAddress("mn1");
        const auto node = GetNode("cn");
        if (m_missing == TCP_PORT)
        {
            auto socket = Socket::CreateSocket(node, TcpSocketFactory::GetTypeId());
            socket->Bind6();
            socket->Connect(Inet6SocketAddress(home, PROBE));
        }
        else if (m_missing == UDP_PORT)
        {
            auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
            socket->Bind6();
            socket->SendTo(Create<Packet>(uint32_t{100}), 0, Inet6SocketAddress(home, PROBE));
        }
        else
        {
            node->GetObject<Ipv6>()->Send(Create<Packet>(uint32_t{100}),
                                          GetAddress("cn"),
                                          home,
                                          UNKNOWN_PROTOCOL,
                                          nullptr);
        }
    }

    /// @param answer of the mobile node
    void CheckAnswer(const WirePacket& answer)
    {
        const std::size_t at = answer.layout.upper;
        if (m_missing == TCP_PORT)
        {
            NS_TEST_EXPECT_MSG_NE((answer.octets[at + 13] & 4), 0, "RST");
            NS_TEST_EXPECT_MSG_EQ(answer.GetForm(), (m_isBound ? "option" : "plain"), "way");
            return;
        }
        NS_TEST_EXPECT_MSG_EQ(+answer.octets[at], 1, "Destination Unreachable");
        NS_TEST_EXPECT_MSG_EQ(+answer.octets[at + 1], 4, "port");
    }

    Missing m_missing; //!< what is
    bool m_isBound;    //!< whether the peer has a binding
};

/// Packets for addresses of others.
class ForeignTestCase : public DatagramTestCase
{
  public:
    ForeignTestCase()
        : DatagramTestCase("A packet for an address that is not the node's own is discarded, "
                           "in silence where it is in a type 2 header or in the tunnel.")
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MOVE_ONE, STOP);
        Simulator::Schedule(PROBE_AT - Seconds(1), [this] { Forge(); });
        // One that is the node's own shows that the way is right.
        Simulator::Schedule(PROBE_AT, [this] { SendType2(GetAddress("mn1")); });
        Listen("mn1", PROBE);
        Run();
        NS_TEST_EXPECT_MSG_EQ(arrivals[PROBE].size(), 1, "of the right one");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::FOREIGN_HOME_ADDRESS], 2, "type 2");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::TUNNEL_INNER_ADDRESS], 1, "tunnel");
        std::string sent;
        for (const WirePacket& packet : packets)
        {
            const bool isAnswer = packet.node == "ar1" && packet.at >= PROBE_AT - Seconds(1) &&
                                  packet.source == GetRole(1)->GetCareOfAddress();
            sent += isAnswer ? std::to_string(packet.octets[packet.layout.upper]) + " " : "";
        }
        // Stock ns-3 says that it has no route, even where it is no router.
        NS_TEST_EXPECT_MSG_EQ(sent, "1 ", "what goes back");
    }

    /// Send to addresses of others.
    void Forge()
    {
        SendType2("2001:1:0:1::123");
        SendType2(GetAddress("cn"));
        // The access router takes the mobile node for the next hop to some address.
        const Ipv6Address other("2001:1:0:2::abc");
        auto frame = MakeDatagram(GetAddress("cn"), other);
        AddHeader(frame, GetAddress("cn"), other, UDP);
        GetStation("ar1")->Send(frame,
                                network.mobiles.front().device->GetAddress(),
                                Ipv6L3Protocol::PROT_NUMBER);
        // The home agent's tunnel with what is for somebody else.
        auto inner = MakeDatagram(GetAddress("cn"), other);
        AddHeader(inner, GetAddress("cn"), other, UDP);
        GetNode("ha")->GetObject<Ipv6>()->Send(inner,
                                               network.mobiles.front().homeAgent,
                                               *GetRole(1)->GetCareOfAddress(),
                                               NEXT_HEADER_IPV6,
                                               nullptr);
    }

    /// @param packet without its header @param source of it @param destination of it
    /// @param next header that follows
    static void AddHeader(const Ptr<Packet>& packet,
                          const Ipv6Address& source,
                          const Ipv6Address& destination,
                          uint8_t next)
    {
        Ipv6Header header;
        header.SetSource(source);
        header.SetDestination(destination);
        header.SetNextHeader(next);
        header.SetHopLimit(64);
        header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
        packet->AddHeader(header);
    }

    /// @param source for the checksum @param destination likewise @return a UDP datagram
    static Ptr<Packet> MakeDatagram(const Ipv6Address& source, const Ipv6Address& destination)
    {
        auto packet = Create<Packet>(uint32_t{100});
        UdpHeader header;
        header.SetSourcePort(PROBE);
        header.SetDestinationPort(PROBE);
        header.EnableChecksums();
        header.InitializeChecksum(source, destination, UDP);
        packet->AddHeader(header);
        return packet;
    }

    /// @param homeAddress in the header of a packet to the care-of address
    void SendType2(const Ipv6Address& homeAddress)
    {
        auto packet = MakeDatagram(GetAddress("cn"), homeAddress);
        Mip6Type2RoutingHeader routing;
        routing.Set(UDP, homeAddress);
        packet->AddHeader(routing);
        GetNode("cn")->GetObject<Ipv6>()->Send(packet,
                                               GetAddress("cn"),
                                               *GetRole(1)->GetCareOfAddress(),
                                               NEXT_HEADER_ROUTING,
                                               nullptr);
    }
};

/// The suite.
class ReceivingAlgorithmTestSuite : public TestSuite
{
  public:
    ReceivingAlgorithmTestSuite()
        : TestSuite("mip6-receiving-algorithm", SYSTEM)
    {
        AddTestCase(new TunnelledTestCase);
        AddTestCase(new IncapableTestCase);
        AddTestCase(new TunnelledOptionTestCase);
        for (const bool isBound : {false, true})
        {
            AddTestCase(new ClosedTestCase("An unknown protocol: nothing, as in ns-3, to a peer "
                                           "that is heard",
                                           ClosedTestCase::PROTOCOL,
                                           isBound));
            AddTestCase(new ClosedTestCase("A closed UDP port: a Port Unreachable of the home "
                                           "address to a peer that is heard",
                                           ClosedTestCase::UDP_PORT,
                                           isBound));
            AddTestCase(new ClosedTestCase("A closed TCP port: a reset of the home address to a "
                                           "peer that is heard",
                                           ClosedTestCase::TCP_PORT,
                                           isBound));
        }
        AddTestCase(new ForeignTestCase);
    }
};

ReceivingAlgorithmTestSuite g_receivingAlgorithmTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

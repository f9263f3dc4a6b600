/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-datagram-test-case.h"

#include <functional>

/**
 * @file
 * @ingroup mip6-tests
 * The decisions of a node with Mobile IPv6 that sends a packet, one after the other: is the
 * destination bound, is the sender away, is the sender bound there, does the destination know
 * Mobile IPv6, has a registration begun (RFC 6275 sections 9.3.2, 11.3.1 and 11.7.2).
 */

namespace ns3::mip6::tests
{

namespace
{

const Time MOVE_AT = Seconds(4);   //!< of mn1
const Time SECOND_AT = Seconds(5); //!< move of mn2
const Time AWAY_AT = Seconds(10);  //!< both are registered with the home agent
const Time PROBE_AT = Seconds(15); //!< the datagram that is judged
const Time STOP = Seconds(17);     //!< end of a run
constexpr uint16_t FIRST = 5000;   //!< port of the datagram before
constexpr uint16_t PROBE = 5001;   //!< port of the datagram that is judged
const Span PROBED{PROBE_AT, STOP}; //!< what follows from it

/// One path through the algorithm.
struct Branch
{
    std::string sentence;                      //!< what must hold
    std::vector<Move> moves;                   //!< of the mobile nodes
    std::pair<std::string, std::string> first; //!< a datagram before, empty names for none
    std::pair<std::string, std::string> probe; //!< the datagram that is judged
    std::string trail;                         //!< of it
    std::size_t starts;                        //!< Home Test Inits that follow
};

/// @param one mobile node that moves to ar1 @return its move
std::vector<Move>
MoveOne(const std::string& one)
{
    return {{MOVE_AT, "ar1", one}};
}

const std::vector<Move> MOVE_BOTH{{MOVE_AT, "ar1", "mn1"}, {SECOND_AT, "ar2", "mn2"}}; //!< moves

/// A path through the algorithm.
class BranchTestCase : public DatagramTestCase
{
  public:
    /// @param branch to take
    explicit BranchTestCase(const Branch& branch)
        : DatagramTestCase(branch.sentence),
          m_branch(branch)
    {
    }

  private:
    void DoRun() override
    {
        Prepare(m_branch.moves, STOP);
        if (!m_branch.first.first.empty())
        {
            Send({AWAY_AT, m_branch.first.first, m_branch.first.second, FIRST});
        }
        Send({PROBE_AT, m_branch.probe.first, m_branch.probe.second, PROBE});
        Run();
        ExpectTrail(PROBE, m_branch.trail, m_branch.probe.first);
        std::size_t starts = 0;
        for (const std::size_t number : {1, 2})
        {
            for (const NetworkNode& node : network.nodes)
            {
                starts += CountStarts(number, node.address, PROBED);
            }
        }
        NS_TEST_EXPECT_MSG_EQ(starts, m_branch.starts, "registrations begun");
    }

    Branch m_branch; //!< to take
};

/// A mobile node that is bound at another one, which keeps to its tunnel.
class TunnelledType2TestCase : public DatagramTestCase
{
  public:
    TunnelledType2TestCase()
        : DatagramTestCase("Destination bound, sender away without an entry: type 2 header inside "
                           "the tunnel.")
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MOVE_BOTH, STOP);
        GetRole(2)->SetAttribute("RouteOptimization", BooleanValue(false));
        Send({AWAY_AT, "mn1", "mn2", FIRST});
        Send({PROBE_AT, "mn2", "mn1", PROBE});
        Run();
        ExpectTrail(PROBE,
                    "ar2 tunnel type2, r1 tunnel type2, ha tunnel type2, r1 type2, ar1 type2, "
                    "mn1 type2",
                    "mn2");
        NS_TEST_EXPECT_MSG_EQ(CountAllStarts(), 1, "of the other one");
    }
};

/// A correspondent that does not answer.
class UnknownTestCase : public DatagramTestCase
{
  public:
    UnknownTestCase()
        : DatagramTestCase("Sender away without an entry: the tunnel, and one registration, which "
                           "later datagrams do not begin again while it runs; none when it has "
                           "failed.")
    {
    }

  private:
    void DoRun() override
    {
        const Time failed = AWAY_AT + Seconds(1 + 2 + 4 + 8);
        Prepare(MoveOne("mn1"), failed + Seconds(10));
        const Ipv6Address old = GetAddress("old");
        uint16_t port = FIRST;
        for (Time at = AWAY_AT; at < failed + Seconds(9); at += MilliSeconds(100))
        {
            Send({at, "mn1", "old", port++});
        }
        Run();
        for (uint16_t sent = FIRST; sent < port; ++sent)
        {
            ExpectTrail(sent, "ar1 tunnel, r1 tunnel, ha tunnel, r1 plain, old plain", "mn1");
        }
        // RFC 6275 section 11.8: doubling, four times in all.
        const std::vector<Time> expected{AWAY_AT,
                                         AWAY_AT + Seconds(1),
                                         AWAY_AT + Seconds(3),
                                         AWAY_AT + Seconds(7)};
        const Span all{Time(), scenario.stop};
        for (const std::string name : {"Home Test Init", "Care-of Test Init"})
        {
            const auto sent = FindSignals("mn1", Mip6Direction::SENT, name, all);
            NS_TEST_EXPECT_MSG_EQ((sent == expected), true, name << " " << sent.size());
        }
        NS_TEST_EXPECT_MSG_EQ(CountStarts(1, old, all), 4, "all to that node");
    }
};

/// A socket that is bound to the care-of address.
class CareOfSocketTestCase : public DatagramTestCase
{
  public:
    CareOfSocketTestCase()
        : DatagramTestCase("A socket bound to the care-of address talks directly, without any "
                           "header, and begins no registration.")
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MoveOne("mn1"), STOP);
        Listen("cn", PROBE);
        Simulator::Schedule(MOVE_AT - Seconds(1), [this] {
            auto socket = Socket::CreateSocket(GetNode("mn1"), UdpSocketFactory::GetTypeId());
            NS_TEST_EXPECT_MSG_EQ(GetRole(1)->BindToCareOfAddress(socket), false, "at home");
        });
        Simulator::Schedule(PROBE_AT, [this] { Ask(); });
        Run();
        NS_TEST_EXPECT_MSG_EQ(GetTrail(PROBE), "ar1 plain, r1 plain, cn plain", "request");
        NS_TEST_EXPECT_MSG_EQ(arrivals[PROBE].size(), 1, "requests");
        const auto careOf = GetRole(1)->GetCareOfAddress();
        for (const Arrival& arrival : arrivals[PROBE])
        {
            NS_TEST_EXPECT_MSG_EQ((arrival.source == careOf), true, "source");
        }
        NS_TEST_EXPECT_MSG_EQ(m_answers, 1, "answers");
        NS_TEST_EXPECT_MSG_EQ(GetTrail(m_port), "r1 plain, ar1 plain, mn1 plain", "answer");
        NS_TEST_EXPECT_MSG_EQ(CountAllStarts(), 0, "registrations");
    }

    /// Send a datagram from the care-of address, and let it be answered.
    void Ask()
    {
        auto socket = Socket::CreateSocket(GetNode("mn1"), UdpSocketFactory::GetTypeId());
        NS_TEST_EXPECT_MSG_EQ(GetRole(1)->BindToCareOfAddress(socket), true, "away");
        socket->SetRecvCallback(Callback<void, Ptr<Socket>>([this](Ptr<Socket> receiver) {
            receiver->Recv();
            ++m_answers;
        }));
        Address local;
        socket->GetSockName(local);
        m_port = Inet6SocketAddress::ConvertFrom(local).GetPort();
        const Inet6SocketAddress asker = Inet6SocketAddress::ConvertFrom(local);
        socket->SendTo(Create<Packet>(uint32_t{100}),
                       0,
                       Inet6SocketAddress(GetAddress("cn"), PROBE));
        auto answerer = Socket::CreateSocket(GetNode("cn"), UdpSocketFactory::GetTypeId());
        answerer->Bind6();
        Simulator::Schedule(MilliSeconds(100), [answerer, asker] {
            answerer->SendTo(Create<Packet>(uint32_t{100}), 0, asker);
        });
    }

    uint32_t m_answers{0}; //!< received
    uint16_t m_port{0};    //!< of the socket
};

/// Packets that never leave a link.
class LinkLocalTestCase : public DatagramTestCase
{
  public:
    LinkLocalTestCase()
        : DatagramTestCase("A datagram to a link-local neighbor has no header, and no message of "
                           "Neighbor Discovery has one, whatever is bound.")
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MoveOne("mn1"), STOP);
        for (const NetworkDevice& device : network.devices)
        {
            device.device->GetNode()->RegisterProtocolHandler(
                MakeCallback(&LinkLocalTestCase::Note, this),
                Ipv6L3Protocol::PROT_NUMBER,
                device.device);
        }
        Send({AWAY_AT, "mn1", "cn", FIRST});
        Send({PROBE_AT - Seconds(1), "mn1", "cn", FIRST + 1});
        Simulator::Schedule(PROBE_AT, [this] { Ask(); });
        Run();
        ExpectTrail(FIRST + 1, "ar1 option, r1 option, cn option", "mn1");
        NS_TEST_EXPECT_MSG_EQ(m_arrived, 1, "datagrams at the neighbor");
        NS_TEST_EXPECT_MSG_GT(m_solicitations, 0, "Neighbor Discovery");
        NS_TEST_EXPECT_MSG_EQ(m_wrapped, 0, "behind another header");
    }

    /// Send a datagram to the router that was heard last.
    void Ask()
    {
        auto socket = Socket::CreateSocket(GetNode("mn1"), UdpSocketFactory::GetTypeId());
        socket->BindToNetDevice(network.mobiles.front().device);
        socket->SendTo(Create<Packet>(uint32_t{100}), 0, Inet6SocketAddress(m_router, PROBE));
    }

    /// See a packet. @param device that received it @param packet from its IPv6 header on
    // NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
    void Note(Ptr<NetDevice> device,
              Ptr<const Packet> packet,
              uint16_t,
              const Address&,
              const Address&,
              NetDevice::PacketType)
    {
        Bytes octets(packet->GetSize());
        packet->CopyData(octets.data(), packet->GetSize());
        const PacketLayout layout = FindHeaders(octets);
        const Ipv6Address source = ReadAddress(octets, SOURCE_AT);
        if (layout.protocol == UDP)
        {
            m_arrived += source.IsLinkLocal() && octets.size() == IPV6_OCTETS + 8 + 100 &&
                         ReadAddress(octets, DESTINATION_AT) == m_router;
        }
        else if (layout.protocol == NEXT_HEADER_ICMPV6 &&
                 IsNeighborDiscovery(layout.GetType(octets)))
        {
            const uint8_t type = layout.GetType(octets);
            m_wrapped += octets[NEXT_HEADER_AT] != NEXT_HEADER_ICMPV6;
            m_solicitations += type == ICMPV6_NEIGHBOR_SOLICITATION;
            if (type == ICMPV6_ROUTER_ADVERTISEMENT && device->GetNode() == GetNode("mn1"))
            {
                m_router = source;
            }
        }
    }

    Ipv6Address m_router;        //!< link-local address of the router that mn1 heard last
    uint32_t m_arrived{0};       //!< datagrams for that address as they must be
    uint32_t m_solicitations{0}; //!< of neighbors
    uint32_t m_wrapped{0};       //!< messages of Neighbor Discovery with extension headers
};

/// What the user allows.
class PolicyTestCase : public DatagramTestCase
{
  public:
    /// An attribute and its value.
    using Setting = std::pair<std::string, std::string>;

    /// @param sentence what must hold @param setting to make
    /// @param starts Home Test Inits for ten datagrams to each of two correspondents
    PolicyTestCase(const std::string& sentence,
                   Setting setting,
                   std::map<std::string, std::size_t> starts)
        : DatagramTestCase(sentence),
          m_setting(std::move(setting)),
          m_starts(std::move(starts))
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MoveOne("mn1"), STOP);
        GetRole(1)->SetAttribute(m_setting.first, StringValue(m_setting.second));
        for (int i = 0; i < 10; ++i)
        {
            const Time at = AWAY_AT + MilliSeconds(50) * i;
            Send({at, "mn1", "cn", static_cast<uint16_t>(FIRST + i)});
            Send({at, "mn2", "mn1", static_cast<uint16_t>(FIRST + 20 + i)});
        }
        Run();
        const Span all{Time(), STOP};
        for (const auto& [name, count] : m_starts)
        {
            NS_TEST_EXPECT_MSG_EQ(CountStarts(1, GetAddress(name), all), count, name);
        }
        for (const auto& [port, received] : arrivals)
        {
            NS_TEST_EXPECT_MSG_EQ(received.size(), 1, "datagram " << port);
        }
        NS_TEST_EXPECT_MSG_EQ(arrivals.size(), 20, "datagrams");
    }

    Setting m_setting;                           //!< to make
    std::map<std::string, std::size_t> m_starts; //!< by correspondent
};

/// From how many datagrams on.
class ThresholdTestCase : public DatagramTestCase
{
  public:
    ThresholdTestCase()
        : DatagramTestCase("A threshold of five lets four datagrams pass, in either direction, "
                           "and begins a registration with the fifth; a pause begins anew.")
    {
    }

  private:
    void DoRun() override
    {
        Prepare(MoveOne("mn1"), Seconds(40));
        GetRole(1)->SetAttribute("RouteOptimizationThreshold", UintegerValue(5));
        SendFour(AWAY_AT, FIRST);
        SendFour(AWAY_AT + Seconds(11), FIRST + 10);
        const Time fifth = AWAY_AT + Seconds(12);
        Send({fifth, "mn1", "cn", PROBE + 100});
        Run();
        const Ipv6Address cn = GetAddress("cn");
        NS_TEST_EXPECT_MSG_EQ(CountStarts(1, cn, {Time(), fifth}), 0, "before the fifth");
        NS_TEST_EXPECT_MSG_EQ(CountStarts(1, cn, {fifth, fifth + MilliSeconds(1)}), 1, "with it");
        NS_TEST_EXPECT_MSG_EQ(CountStarts(1, cn, {Time(), scenario.stop}), 1, "in all");
    }

    /// @param at when @param port of the first one
    void SendFour(Time at, uint16_t port)
    {
        for (int i = 0; i < 4; ++i)
        {
            const bool isOut = i % 2 == 0;
            Send({at + MilliSeconds(10) * i,
                  isOut ? "mn1" : "cn",
                  isOut ? "cn" : "mn1",
                  static_cast<uint16_t>(port + i)});
        }
    }
};

const std::string THROUGH_TUNNEL = "ar1 tunnel, r1 tunnel, ha tunnel, r1 plain, cn plain"; //!< up

/// @return paths through the algorithm
std::vector<Branch>
ListBranches()
{
    return {
        {"No binding, sender not mobile: plain.",
         {},
         {"", ""},
         {"cn", "mn1"},
         "r1 plain, ha plain, mn1 plain",
         0},
        {"Sender at home: plain, and no registration.",
         {},
         {"", ""},
         {"mn1", "cn"},
         "ha plain, r1 plain, cn plain",
         0},
        {"Destination bound, sender not mobile: type 2 header.",
         MoveOne("mn1"),
         {"cn", "mn1"},
         {"cn", "mn1"},
         "r1 type2, ar1 type2, mn1 type2",
         0},
        {"Destination bound, sender at home: type 2 header.",
         MoveOne("mn1"),
         {"mn2", "mn1"},
         {"mn2", "mn1"},
         "ha type2, r1 type2, ar1 type2, mn1 type2",
         0},
        {"Destination bound, sender away with an entry: both headers.",
         MOVE_BOTH,
         {"mn1", "mn2"},
         {"mn1", "mn2"},
         "ar1 type2 option, r1 type2 option, ar2 type2 option, mn2 type2 option",
         0},
        {"Sender away with an entry: Home Address option.",
         MoveOne("mn1"),
         {"mn1", "cn"},
         {"mn1", "cn"},
         "ar1 option, r1 option, cn option",
         0},
        {"Sender away without an entry: tunnel, and a registration.",
         MoveOne("mn1"),
         {"", ""},
         {"mn1", "cn"},
         THROUGH_TUNNEL,
         1},
        {"Sender away, registered with another correspondent only: tunnel, and a registration.",
         MoveOne("mn1"),
         {"mn1", "mn2"},
         {"mn1", "cn"},
         THROUGH_TUNNEL,
         1},
        {"Tunnelled datagram of a node that does not answer: a registration, tried again.",
         MoveOne("mn1"),
         {"cn", "mn1"},
         {"old", "mn1"},
         "r1 plain, ha plain, r1 tunnel, ar1 tunnel, mn1 tunnel",
         2},
    };
}

/// The suite.
class SendingAlgorithmTestSuite : public TestSuite
{
  public:
    SendingAlgorithmTestSuite()
        : TestSuite("mip6-sending-algorithm", SYSTEM)
    {
        for (const Branch& branch : ListBranches())
        {
            AddTestCase(new BranchTestCase(branch));
        }
        AddTestCase(new TunnelledType2TestCase);
        AddTestCase(new UnknownTestCase);
        AddTestCase(new CareOfSocketTestCase);
        AddTestCase(new LinkLocalTestCase);
        AddPolicies();
        AddTestCase(new ThresholdTestCase);
    }

  private:
    /// Add the cases about what the user allows.
    void AddPolicies()
    {
        AddTestCase(new PolicyTestCase("RouteOptimization false: nobody is told.",
                                       {"RouteOptimization", "false"},
                                       {{"cn", 0}, {"mn2", 0}}));
        AddTestCase(new PolicyTestCase("RouteOptimizationAllow: nobody else is told.",
                                       {"RouteOptimizationAllow", "2001:1:0:1::/64"},
                                       {{"cn", 0}, {"mn2", 1}}));
        AddTestCase(new PolicyTestCase("RouteOptimizationDeny: everybody else is told.",
                                       {"RouteOptimizationDeny", "2001:1:0:1::/64"},
                                       {{"cn", 1}, {"mn2", 0}}));
        AddTestCase(new PolicyTestCase("RouteOptimizationThreshold above the traffic: nobody.",
                                       {"RouteOptimizationThreshold", "11"},
                                       {{"cn", 0}, {"mn2", 0}}));
    }
};

SendingAlgorithmTestSuite g_sendingAlgorithmTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

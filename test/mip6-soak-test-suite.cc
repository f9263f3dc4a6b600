/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-soak-measures.h"
#include "mip6-test-network.h"

#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/test.h"

#include <algorithm>
#include <unistd.h>

/**
 * @file
 * @ingroup mip6-tests
 * A thousand moves under loss, without route optimization and with it: nothing is left behind.
 */

namespace ns3::mip6::tests
{

namespace
{

/// What must not grow.
struct Footprint
{
    uint32_t devices{0};   //!< of mobile node, home agent and correspondent
    uint32_t addresses{0}; //!< of all three
    uint32_t routes{0};    //!< of all three
    std::size_t bound{0};  //!< bindings, tunnels and proxied addresses of the home agent
    std::size_t listed{0}; //!< entries of the Binding Update List
    std::size_t direct{0}; //!< bindings and paths of the correspondent, paths of the mobile node
    int64_t events{0};     //!< least number of pending events in a while
    int64_t pages{0};      //!< of resident memory
};

/// The soak.
class SoakTestCase : public NetworkTestCase
{
  public:
    /// @param isOptimized whether the mobile node uses route optimization
    explicit SoakTestCase(bool isOptimized)
        : NetworkTestCase(std::string("After 1,000 moves under 5 % loss, ") +
                          (isOptimized ? "with" : "without") +
                          " route optimization, the mobile node is registered, TCP and UDP live, "
                          "and nothing has grown since the tenth move."),
          m_isOptimized(isOptimized)
    {
    }

  private:
    static constexpr uint32_t MOVES = 1002; //!< the last one to ar2, as the tenth
    /// From move to move. The longest wait of TCP, 60 s, is no multiple of it: its retransmissions
    /// must not fall into the same part of each visit.
    static constexpr int64_t MOVE_SECONDS = 7;
    static constexpr int64_t REST_SECONDS = 120; //!< after the tenth and the last move

    void DoRun() override
    {
        CountingScheduler::Begin();
        Scenario soak = MakeSoak();
        soak.protocol.routeOptimization = m_isOptimized;
        Build(soak);
        const Time tenth = MilliSeconds(1000) + GetMoveTime(10);
        ObserveFrom(tenth + Seconds(REST_SECONDS - 30), m_early);
        ObserveFrom(GetMoveTime(MOVES) + Seconds(REST_SECONDS - 30), m_late);
        const Time end = GetMoveTime(MOVES) + Seconds(REST_SECONDS - 1);
        Simulator::Schedule(end, [this] { CheckAlive(); });
        Run();
        CheckEnd();
    }

    void DoTeardown() override
    {
        NetworkTestCase::DoTeardown();
        CountingScheduler::End();
    }

    /// @param n number of a move, from 1 @return when it happens; the tenth is followed by a rest
    static Time GetMoveTime(uint32_t n)
    {
        return Seconds(10 + (n - 1) * MOVE_SECONDS + (n > 10 ? REST_SECONDS : 0));
    }

    /// @return home, ar1, ar2, ar1, home, ... and home at last
    static Scenario MakeSoak()
    {
        static const char* const LINKS[] = {"home", "ar1", "ar2", "ar1"};
        std::vector<Move> moves;
        for (uint32_t n = 1; n <= MOVES; ++n)
        {
            moves.push_back({GetMoveTime(n), LINKS[n % 4]});
        }
        const Time home = GetMoveTime(MOVES) + Seconds(REST_SECONDS);
        moves.push_back({home, "home"});
        Scenario soak = MakeScenario(moves, home + Seconds(60));
        soak.access.loss = 0.05;
        soak.protocol.raIntervalMin = MilliSeconds(200);
        soak.protocol.raIntervalMax = MilliSeconds(400);
        soak.protocol.lifetime = Seconds(40);
        Traffic tcp = MakeFlow("cn", "mn");
        tcp.kind = TrafficKind::TCP;
        tcp.window = 2144;
        Traffic udp = MakeFlow("cn", "mn");
        udp.rate = DataRate("2560bps"); // 2 packets per second
        Traffic up = udp;
        std::swap(up.from, up.to);
        soak.traffic = {tcp, udp, up};
        // As many retransmissions as common hosts try: with two seconds in five lost, the six of
        // ns-3 are soon used up.
        soak.attributes = {{"ns3::TcpSocket::DataRetries", "15"}};
        return soak;
    }

    /// Watch for 20 s. @param from when to begin @param footprint to fill
    void ObserveFrom(Time from, Footprint& footprint)
    {
        Simulator::Schedule(from, [this, &footprint] { Measure(footprint); });
        for (int64_t i = 0; i < 200; ++i)
        {
            Simulator::Schedule(from + MilliSeconds(100 * i), [&footprint] {
                footprint.events = std::min(footprint.events, CountingScheduler::g_events);
            });
        }
    }

    /// @param footprint to fill
    void Measure(Footprint& footprint)
    {
        Ipv6StaticRoutingHelper helper;
        for (const std::string name : {"mn", "ha", "cn"})
        {
            const auto node = GetNode(name);
            auto ipv6 = node->GetObject<Ipv6>();
            footprint.devices += node->GetNDevices();
            for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
            {
                footprint.addresses += ipv6->GetNAddresses(i);
            }
            footprint.routes += helper.GetStaticRouting(ipv6)->GetNRoutes();
        }
        footprint.bound = GetHomeAgent()->GetBindingCount() + GetHomeAgent()->GetProxyCount() +
                          GetHomeAgent()->GetTunnelCount();
        footprint.listed = GetMobile()->GetBindingUpdateListSize();
        footprint.direct = CountDirect();
        footprint.events = CountingScheduler::g_events;
        footprint.pages = GetResidentPages();
        m_tcpOctets.push_back(DynamicCast<PacketSink>(network.flows.front().sink)->GetTotalRx());
    }

    /// @return bindings and paths of the correspondent, paths of the mobile node
    std::size_t CountDirect() const
    {
        std::size_t count = GetMobile()->GetDirectPathCount();
        for (const auto& [name, role] : network.correspondents)
        {
            count += role->GetBindingCount() + role->GetDirectPathCount();
        }
        return count;
    }

    /// At the end of the last rest.
    void CheckAlive()
    {
        NS_TEST_EXPECT_MSG_EQ((GetMobile()->GetState() == Mip6MobileNodeState::REGISTERED),
                              true,
                              "registered");
        const auto octets = DynamicCast<PacketSink>(network.flows.front().sink)->GetTotalRx();
        NS_TEST_EXPECT_MSG_GT(octets, m_tcpOctets.back(), "TCP delivers");
        NS_TEST_EXPECT_MSG_GT(m_tcpOctets.back(), 10 * m_tcpOctets.front(), "and has all along");
        CheckStream();
        const Time from = Simulator::Now() - Seconds(60);
        const Time until = Simulator::Now() - Seconds(1);
        for (std::size_t flow = 1; flow < recorder.flows.size(); ++flow)
        {
            const auto sent = recorder.CountSent(flow, from, until);
            const auto lost = recorder.CountNotOnce(flow, from, until);
            NS_TEST_EXPECT_MSG_GT(sent, 100, "UDP is sent");
            NS_TEST_EXPECT_MSG_LT(lost, sent / 5, "and most of it arrives");
        }
    }

    /// Every piece of the TCP stream has come, once and in order.
    void CheckStream()
    {
        uint32_t expected = 0;
        Time last;
        for (const auto& [sequence, copies] : recorder.flows.front().received)
        {
            NS_TEST_ASSERT_MSG_EQ(sequence, expected++, "no piece is missing");
            NS_TEST_ASSERT_MSG_EQ(copies.size(), 1, "piece " << sequence << " came once");
            NS_TEST_ASSERT_MSG_GT_OR_EQ(copies.front(), last, "piece " << sequence << " in order");
            last = copies.front();
        }
        NS_TEST_EXPECT_MSG_GT(expected, 1000, "pieces");
    }

    /// At home, after everything.
    void CheckEnd()
    {
        NS_TEST_EXPECT_MSG_EQ(m_late.devices, m_early.devices, "devices");
        NS_TEST_EXPECT_MSG_EQ(m_late.addresses, m_early.addresses, "addresses");
        NS_TEST_EXPECT_MSG_EQ(m_late.routes, m_early.routes, "routes");
        NS_TEST_EXPECT_MSG_EQ(m_early.bound, 3, "one binding, one tunnel, one proxied address");
        NS_TEST_EXPECT_MSG_EQ(m_late.bound, m_early.bound, "tables of the home agent");
        NS_TEST_EXPECT_MSG_EQ(m_early.listed, (m_isOptimized ? 2 : 1), "Binding Update List");
        NS_TEST_EXPECT_MSG_EQ(m_late.listed, m_early.listed, "Binding Update List");
        NS_TEST_EXPECT_MSG_EQ(m_early.direct, (m_isOptimized ? 3 : 0), "bindings and paths");
        NS_TEST_EXPECT_MSG_EQ(m_late.direct, m_early.direct, "bindings and paths");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(m_late.events, m_early.events, "pending events");
        CheckMemory();
        auto ipv6 = GetNode("ha")->GetObject<Ipv6L3Protocol>();
        const auto interface =
            static_cast<uint32_t>(ipv6->GetInterfaceForAddress(GetHomeAgent()->GetAddress()));
        const auto group = Ipv6Address::MakeSolicitedAddress("2001:1:0:1::100");
        NS_TEST_EXPECT_MSG_EQ(ipv6->IsRegisteredMulticastAddress(group, interface),
                              false,
                              "as often left as joined");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 0, "no binding");
        NS_TEST_EXPECT_MSG_EQ(CountDirect(), 0, "no binding of the correspondent, no path");
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetBindingUpdateListSize(), 1, "home agent only");
    }

    /// The recorder of this test itself keeps a record of each message and packet; what is beyond
    /// that would be a leak of some octets per move and some pages in a thousand moves.
    void CheckMemory()
    {
#if !defined(__SANITIZE_ADDRESS__)
        std::size_t octets = recorder.messages.size() * 2 * sizeof(Recorder::Message) +
                             recorder.changes.size() * 2 * sizeof(Recorder::Change);
        for (const auto& flow : recorder.flows)
        {
            octets += (flow.sent.size() + flow.received.size()) * 160;
        }
        for (const auto& entry : recorder.phases)
        {
            octets += entry.second.size() * 2 * sizeof(Time);
        }
        const int64_t own = static_cast<int64_t>(octets) / sysconf(_SC_PAGESIZE) + 1;
        NS_TEST_EXPECT_MSG_LT_OR_EQ(m_late.pages, m_early.pages + own, "resident memory");
#endif
    }

    bool m_isOptimized;                //!< whether there is route optimization
    Footprint m_early;                 //!< after the tenth move
    Footprint m_late;                  //!< after the last one
    std::vector<uint64_t> m_tcpOctets; //!< received by then
};

/// The suite.
class SoakTestSuite : public TestSuite
{
  public:
    SoakTestSuite()
        : TestSuite("mip6-soak")
    {
        AddTestCase(new SoakTestCase(false));
        AddTestCase(new SoakTestCase(true));
    }
};

SoakTestSuite g_soakTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-soak-measures.h"
#include "nemo-test-network.h"

#include "ns3/test.h"

#include <algorithm>
#include <unistd.h>

/**
 * @file
 * @ingroup mip6-tests
 * A thousand moves of twenty mobile routers, up to three deep: nothing is left behind.
 */

namespace ns3::mip6::tests
{

namespace
{

constexpr std::size_t ROUTERS = 20;     //!< each with a network
constexpr uint16_t FIXED_NODES = 50;    //!< in the network of the first
constexpr std::size_t DEEPEST = 3;      //!< mobile routers around one node
constexpr std::size_t FIRST_MOVES = 20; //!< before the first measurement
constexpr std::size_t MOVES = 1000;     //!< before the second one, in all
constexpr int64_t MOVE_SECONDS = 5;     //!< from move to move
constexpr int64_t REST_SECONDS = 120;   //!< before each measurement

/// Where each mobile router is, by script.
class Tree
{
  public:
    /// No mobile router: home or an access link.
    static constexpr std::size_t NONE = ROUTERS;

    Tree()
        : m_parents(ROUTERS, NONE)
    {
    }

    /// @param router any @return mobile routers around its egress interface
    std::size_t GetDepth(std::size_t router) const
    {
        std::size_t depth = 0;
        for (std::size_t i = m_parents[router]; i != NONE; i = m_parents[i])
        {
            ++depth;
        }
        return depth;
    }

    /// @param router any @return levels of mobile routers in its network
    std::size_t GetHeight(std::size_t router) const
    {
        std::size_t height = 0;
        for (std::size_t i = 0; i < ROUTERS; ++i)
        {
            height = m_parents[i] == router ? std::max(height, GetHeight(i) + 1) : height;
        }
        return height;
    }

    /// @param router any @param other another one @return whether it may go into the other's
    /// network
    bool MayEnter(std::size_t router, std::size_t other) const
    {
        for (std::size_t i = other; i != NONE; i = m_parents[i])
        {
            if (i == router)
            {
                return false;
            }
        }
        return GetDepth(other) + 1 + GetHeight(router) < DEEPEST;
    }

    /// @param router that moves @param parent whose network it goes into, or NONE
    void Move(std::size_t router, std::size_t parent)
    {
        m_parents[router] = parent;
    }

  private:
    std::vector<std::size_t> m_parents; //!< by mobile router
};

/// What must not grow.
struct Footprint
{
    std::size_t devices{0};   //!< of all nodes
    std::size_t addresses{0}; //!< likewise
    std::size_t routes{0};    //!< likewise
    std::size_t tables{0};    //!< of the home agent
    std::size_t waiting{0};   //!< packets in mobile routers
    int64_t pages{0};         //!< of resident memory
};

class NemoSoakCase : public TestCase
{
  public:
    NemoSoakCase()
        : TestCase("After 1,000 moves of 20 mobile routers, up to 3 deep and one of them with 50 "
                   "fixed nodes, nothing has grown and every network is reached")
    {
    }

  private:
    void DoRun() override
    {
        m_network = std::make_unique<NemoNetwork>(Seconds(1), MilliSeconds(1500));
        Build();
        Time at = Seconds(10);
        at = MoveAll(at, FIRST_MOVES);
        MeasureAt(at, m_early);
        at = MoveAll(at + Seconds(10), MOVES - FIRST_MOVES - ROUTERS);
        MeasureAt(at, m_late);
        m_network->Run(at + Seconds(10));
        Check(at);
    }

    void DoTeardown() override
    {
        m_network.reset();
    }

    /// Add routers, fixed nodes and flows to them.
    void Build()
    {
        const Time end = Seconds(10 + (MOVES + ROUTERS) * MOVE_SECONDS + 2 * REST_SECONDS + 20);
        for (std::size_t i = 0; i < ROUTERS; ++i)
        {
            NemoRouter& router = m_network->AddRouter(m_network->home);
            NemoNetwork::Route(m_network->ha, router.prefix, 64, router.homeAddress);
            const auto node = m_network->AddFixedNode(router);
            m_network->AddFlow(
                {m_network->cn, m_network->cnAddress, node, NemoNetwork::GetFixedAddress(router)},
                // Apart, since stock ns-3 keeps no more than three packets while it probes a
                // neighbor.
                Seconds(3) + MilliSeconds(200 * i),
                end,
                Seconds(5));
        }
        for (uint16_t host = 3; host < FIXED_NODES + 2; ++host)
        {
            m_network->AddFixedNode(*m_network->routers[0], host);
        }
    }

    /**
     * Script moves, and let all return home in the end.
     * @param at the first one
     * @param moves how many, before the return
     * @return end of a rest behind them
     */
    Time MoveAll(Time at, std::size_t moves)
    {
        Tree tree;
        for (std::size_t i = 0; i < moves; ++i, at += Seconds(MOVE_SECONDS))
        {
            const std::size_t router = Draw(ROUTERS);
            const std::size_t other = Draw(ROUTERS);
            if (Draw(3) > 0 && tree.MayEnter(router, other))
            {
                tree.Move(router, other);
                Move(router, at, m_network->routers[other]->network);
                continue;
            }
            tree.Move(router, Tree::NONE);
            Move(router, at, i % 2 == 0 ? m_network->ar1 : m_network->ar2);
        }
        for (std::size_t i = 0; i < ROUTERS; ++i, at += Seconds(MOVE_SECONDS))
        {
            Move(i, at, m_network->home);
        }
        return at + Seconds(REST_SECONDS);
    }

    /// @param router that moves @param at when @param link that it goes to
    void Move(std::size_t router, Time at, const Ptr<Mip6AccessChannel>& link)
    {
        m_network->MoveAt(*m_network->routers[router], at, link);
    }

    /// @param count how many @return one of them, 0 the first
    std::size_t Draw(std::size_t count)
    {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(m_state >> 33) % count;
    }

    /// @param at end of a rest @param footprint to fill
    void MeasureAt(Time at, Footprint& footprint)
    {
        Simulator::Schedule(at, [this, &footprint] { Measure(footprint); });
    }

    /// @param footprint to fill
    void Measure(Footprint& footprint)
    {
        Ipv6StaticRoutingHelper helper;
        for (uint32_t i = 0; i < NodeList::GetNNodes(); ++i)
        {
            const auto node = NodeList::GetNode(i);
            const auto ipv6 = node->GetObject<Ipv6>();
            footprint.devices += node->GetNDevices();
            footprint.routes += helper.GetStaticRouting(ipv6)->GetNRoutes();
            for (uint32_t j = 0; j < ipv6->GetNInterfaces(); ++j)
            {
                footprint.addresses += ipv6->GetNAddresses(j);
            }
        }
        const auto agent = m_network->ha->GetObject<Mip6HomeAgent>();
        footprint.tables = agent->GetBindingCount() + agent->GetProxyCount() +
                           agent->GetTunnelCount() + agent->GetNetworkCount() +
                           agent->GetMembershipCount();
        for (const auto& router : m_network->routers)
        {
            footprint.waiting += router->role->GetQueueSize();
        }
        footprint.pages = GetResidentPages();
    }

    /// @param end of the last rest
    void Check(Time end)
    {
        NS_TEST_EXPECT_MSG_EQ(m_late.devices, m_early.devices, "devices");
        NS_TEST_EXPECT_MSG_EQ(m_late.addresses, m_early.addresses, "addresses");
        NS_TEST_EXPECT_MSG_EQ(m_late.routes, m_early.routes, "routes");
        NS_TEST_EXPECT_MSG_EQ(m_early.tables, 0, "all at home");
        NS_TEST_EXPECT_MSG_EQ(m_late.tables, 0, "all at home");
        NS_TEST_EXPECT_MSG_EQ(m_late.waiting, 0, "packets that wait");
        std::size_t updates = 0;
        for (std::size_t i = 0; i < ROUTERS; ++i)
        {
            const NemoRouter& router = *m_network->routers[i];
            updates += router.record.Count(Mip6Direction::SENT, "Binding Update");
            NS_TEST_EXPECT_MSG_EQ((router.role->GetState() == Mip6MobileNodeState::AT_HOME),
                                  true,
                                  "router " << i << " is at home");
            const NemoFlow& flow = *m_network->flows[i];
            NS_TEST_EXPECT_MSG_EQ(flow.CountLost(end - Seconds(REST_SECONDS - 10), end),
                                  0,
                                  "network " << i << " is reached at home");
            NS_TEST_EXPECT_MSG_LT(flow.CountLost(Time(), end),
                                  flow.sent.size() / 2,
                                  "and was reached before");
        }
        NS_TEST_EXPECT_MSG_GT(updates, MOVES * 3 / 4, "moves to another link have led to updates");
        NS_TEST_EXPECT_MSG_LT(updates, 3 * MOVES, "but not to a storm of them");
        CheckMemory();
    }

    /// The records of this test grow, which it takes off.
    void CheckMemory()
    {
#if !defined(__SANITIZE_ADDRESS__)
        std::size_t octets = m_network->haRecord.messages.size() * 2 * sizeof(m_network->haRecord);
        for (const auto& router : m_network->routers)
        {
            octets += router->record.messages.size() * 2 * sizeof(router->record.messages[0]);
        }
        for (const auto& flow : m_network->flows)
        {
            octets += flow->sent.size() * 320;
        }
        const int64_t own = static_cast<int64_t>(octets) / sysconf(_SC_PAGESIZE) + 1;
        NS_TEST_EXPECT_MSG_LT_OR_EQ(m_late.pages, m_early.pages + own, "resident memory");
#endif
    }

    std::unique_ptr<NemoNetwork> m_network; //!< under test
    uint64_t m_state{1};                    //!< of Draw
    Footprint m_early;                      //!< after the first moves
    Footprint m_late;                       //!< after the last ones
};

class NemoSoakTestSuite : public TestSuite
{
  public:
    NemoSoakTestSuite()
        : TestSuite("nemo-soak")
    {
        AddTestCase(new NemoSoakCase);
    }
};

NemoSoakTestSuite g_nemoSoakTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

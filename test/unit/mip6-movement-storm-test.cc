/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-fixture.h"
#include "mip6-named-row.h"

#include <gtest/gtest.h>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Many advertisements of two links, and how many Binding Updates come of them (RFC 6275 section
 * 11.8).
 */

namespace ns3::mip6::tests
{

namespace
{

/// A policy and the links that it has the mobile node arrive on within the storm.
struct StormRow : NamedRow
{
    MovementPolicy policy; //!< of the mobile node
    std::size_t links;     //!< arrivals
};

class StormTable : public testing::TestWithParam<StormRow>
{
};

/// What twenty advertisements a second lead to.
struct Storm
{
    std::size_t links{0};      //!< arrivals
    std::vector<Time> updates; //!< when Binding Updates left
};

/// Lets a mobile node live through advertisements of two links in turn.
class StormRun
{
  public:
    /// @param policy of the mobile node
    explicit StormRun(const MovementPolicy& policy)
        : m_mobile(MakeConfig(policy))
    {
    }

    /// @return what came of ten seconds
    Storm Run()
    {
        Note(Time(), m_mobile.machine.HandleLinkUp(Time()));
        for (int tick = 0; tick < 200; ++tick)
        {
            const Time at = MilliSeconds(50 * tick);
            Wait(at);
            const auto input = tick % 2 == 0 ? MakeAdvertisementA() : MakeAdvertisementB();
            Note(at, m_mobile.machine.HandleRouterAdvertisement(at, input));
        }
        return m_storm;
    }

  private:
    /// @param policy of the mobile node @return its configuration
    static MobileNodeConfig MakeConfig(const MovementPolicy& policy)
    {
        MobileNodeConfig config = MakeMobileNodeConfig();
        config.movement.policy = policy;
        return config;
    }

    /// @param end of the time without an advertisement
    void Wait(Time end)
    {
        auto& machine = m_mobile.machine;
        for (auto at = machine.GetNextDeadline(); at && *at <= end; at = machine.GetNextDeadline())
        {
            Note(*at, machine.HandleDeadline(*at));
        }
    }

    /// Care-of addresses are ready and routers answer probes at once.
    /// @param at when @param actions of the machine
    void Note(Time at, const Actions& actions)
    {
        m_storm.updates.insert(m_storm.updates.end(), CountActions<SendMessage>(actions), at);
        for (const auto& probe : FindActions<ProbeRouter>(actions))
        {
            NeighborAdvertisementInput answer;
            answer.source = probe.router;
            answer.advertisement.target = probe.target;
            answer.advertisement.router = true;
            answer.advertisement.solicited = true;
            Note(at, m_mobile.machine.HandleNeighborAdvertisement(at, answer));
        }
        for (const auto& configure : FindActions<ConfigureLink>(actions))
        {
            ++m_storm.links;
            const bool isA = configure.attachment.prefix == PREFIX_A;
            const Ipv6Address careOfAddress = isA ? CARE_OF_A : CARE_OF_B;
            Note(at, m_mobile.machine.HandleCareOfAddressReady(at, careOfAddress));
        }
    }

    MobileNode m_mobile; //!< under test
    Storm m_storm;       //!< so far
};

TEST_P(StormTable, HomeAgentGetsThreeUpdatesASecondAtMost)
{
    const Storm storm = StormRun(GetParam().policy).Run();
    EXPECT_EQ(storm.links, GetParam().links);
    ASSERT_GE(storm.updates.size(), 1U);
    for (std::size_t i = MAX_UPDATE_RATE; i < storm.updates.size(); ++i)
    {
        EXPECT_GE(storm.updates[i] - storm.updates[i - MAX_UPDATE_RATE], UPDATE_RATE_INTERVAL) << i;
    }
}

INSTANTIATE_TEST_SUITE_P(MovementStorm,
                         StormTable,
                         testing::Values(StormRow{{"Lazy"}, MoveLazily, 1},
                                         StormRow{{"Eager"}, MoveEagerly, 2},
                                         StormRow{{"Unreachability"}, MoveWhenUnreachable, 1},
                                         StormRow{{"LinkLayer"}, MoveByLinkLayer, 1},
                                         StormRow{{"Advertisements"}, MoveByAdvertisements, 1},
                                         StormRow{{"Restless"}, // switches with every advertisement
                                                  [](const MovementEvidence&) {
                                                      return MovementVerdict::SWITCH;
                                                  },
                                                  200}),
                         [](const auto& instance) { return instance.param.name; });

} // namespace

} // namespace ns3::mip6::tests

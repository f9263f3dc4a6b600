/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"

#include "ns3/mip6-movement-policy.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

using Event = MovementEvent;
using Verdict = MovementVerdict;

/// What a policy makes of each event, on a link that is not doubted and on one that is.
struct PolicyRow : NamedRow
{
    MovementPolicy policy;        //!< under test
    std::vector<Verdict> calm;    //!< in the order of the events
    std::vector<Verdict> doubted; //!< likewise
};

/// Short, for the table.
constexpr Verdict STAY = Verdict::STAY;
constexpr Verdict DOUBT = Verdict::DOUBT;   //!< likewise
constexpr Verdict PROBE = Verdict::PROBE;   //!< likewise
constexpr Verdict SWITCH = Verdict::SWITCH; //!< likewise

/// All events, in the order of the columns.
const std::vector<Event> EVENTS{Event::LINK_UP,
                                Event::NEW_LINK_HEARD,
                                Event::OTHER_LINK_HEARD,
                                Event::ADVERTISEMENTS_MISSED,
                                Event::ROUTER_WITHDRAWN,
                                Event::ROUTER_UNREACHABLE,
                                Event::ROUTER_REACHABLE,
                                Event::PREFIX_ENDED};

/// RFC 6275 section 11.5.1.
class PolicyTable : public testing::TestWithParam<PolicyRow>
{
};

/**
 * @param policy to ask
 * @param doubted whether the present link is
 * @return its verdicts on all events
 */
std::vector<Verdict>
AskAll(const MovementPolicy& policy, bool doubted)
{
    std::vector<Verdict> verdicts;
    for (const Event event : EVENTS)
    {
        const Verdict heard = policy({event, doubted, true});
        EXPECT_EQ(heard, policy({event, doubted, false}));
        verdicts.push_back(heard);
    }
    return verdicts;
}

TEST_P(PolicyTable, EveryEventHasItsVerdict)
{
    EXPECT_EQ(AskAll(GetParam().policy, false), GetParam().calm);
    EXPECT_EQ(AskAll(GetParam().policy, true), GetParam().doubted);
}

// clang-format off: one column an event
INSTANTIATE_TEST_SUITE_P(
    MovementPolicy,
    PolicyTable,
    testing::Values(
        //                 up,    new,    other,  missed, gone,   silent, reach, ended
        PolicyRow{{"Lazy"},
                  MoveLazily,
                  {DOUBT, STAY, STAY, DOUBT, DOUBT, DOUBT, STAY, DOUBT},
                  {DOUBT, SWITCH, SWITCH, DOUBT, DOUBT, DOUBT, STAY, DOUBT}},
        PolicyRow{{"Eager"},
                  MoveEagerly,
                  {DOUBT, SWITCH, STAY, SWITCH, SWITCH, SWITCH, STAY, SWITCH},
                  {DOUBT, SWITCH, SWITCH, SWITCH, SWITCH, SWITCH, STAY, SWITCH}},
        PolicyRow{{"Unreachability"},
                  MoveWhenUnreachable,
                  {PROBE, PROBE, STAY, PROBE, SWITCH, SWITCH, STAY, SWITCH},
                  {PROBE, SWITCH, SWITCH, PROBE, SWITCH, SWITCH, STAY, SWITCH}},
        PolicyRow{{"LinkLayer"},
                  MoveByLinkLayer,
                  {DOUBT, STAY, STAY, STAY, DOUBT, STAY, STAY, DOUBT},
                  {DOUBT, SWITCH, SWITCH, STAY, DOUBT, STAY, STAY, DOUBT}},
        PolicyRow{{"Advertisements"},
                  MoveByAdvertisements,
                  {STAY, STAY, STAY, SWITCH, SWITCH, STAY, STAY, SWITCH},
                  {STAY, SWITCH, SWITCH, SWITCH, SWITCH, STAY, STAY, SWITCH}}),
    [](const auto& instance) { return instance.param.name; });
// clang-format on

} // namespace

} // namespace ns3::mip6::tests

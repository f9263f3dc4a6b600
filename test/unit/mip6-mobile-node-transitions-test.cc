/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-fixture.h"
#include "mip6-named-row.h"

#include <gtest/gtest.h>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

/// One transition.
struct TransitionRow : NamedRow
{
    State before;                  //!< reached first
    Actions (*cause)(MobileNode&); //!< what happens then
    State after;                   //!< expected
};

/// The states of a mobile node.
class TransitionTable : public testing::TestWithParam<TransitionRow>
{
};

TEST_P(TransitionTable, LeadsToTheStateAndReportsEachChangeOnce)
{
    const TransitionRow& row = GetParam();
    MobileNode mobile;
    mobile.Reach(row.before);
    ASSERT_EQ(mobile.machine.GetState(), row.before);
    const auto reports = FindActions<ReportState>(row.cause(mobile));
    EXPECT_EQ(mobile.machine.GetState(), row.after);
    ASSERT_EQ(reports.size(), row.before == row.after ? 0U : 1U);
    if (!reports.empty())
    {
        EXPECT_EQ(reports[0].before, row.before);
        EXPECT_EQ(reports[0].after, row.after);
    }
}

INSTANTIATE_TEST_SUITE_P(
    MobileNodeMachine,
    TransitionTable,
    testing::Values(
        TransitionRow{"StartsAtHome", State::DETACHED, GoHome, State::AT_HOME},
        TransitionRow{"StartsAway", State::DETACHED, GoToA, State::CONFIGURING},
        TransitionRow{"StaysDetachedInSilence", State::DETACHED, WaitForExpiry, State::DETACHED},
        TransitionRow{"LeavesHome", State::AT_HOME, GoToA, State::CONFIGURING},
        TransitionRow{"StaysAtHome", State::AT_HOME, GoHome, State::AT_HOME},
        TransitionRow{"HomePrefixEnds", State::AT_HOME, WaitForPrefixEnd, State::DETACHED},
        TransitionRow{"AddressReady", State::CONFIGURING, GetReady, State::REGISTERING},
        TransitionRow{"AddressDuplicate", State::CONFIGURING, LoseAddress, State::CONFIGURING},
        TransitionRow{"MovesUnconfigured", State::CONFIGURING, GoToB, State::CONFIGURING},
        TransitionRow{"ReturnsUnregistered", State::CONFIGURING, GoHome, State::AT_HOME},
        TransitionRow{"PrefixEnds", State::CONFIGURING, WaitForPrefixEnd, State::DETACHED},
        TransitionRow{"Accepted", State::REGISTERING, BeAccepted, State::REGISTERED},
        TransitionRow{"Refused", State::REGISTERING, BeRefused, State::REGISTERING},
        TransitionRow{"NoAnswer", State::REGISTERING, WaitForExpiry, State::REGISTERING},
        TransitionRow{"MovesUnanswered", State::REGISTERING, GoToB, State::CONFIGURING},
        TransitionRow{"LateDuplicate", State::REGISTERING, LoseAddress, State::CONFIGURING},
        TransitionRow{"ReturnsUnanswered", State::REGISTERING, GoHome, State::RETURNING},
        TransitionRow{"Moves", State::REGISTERED, GoToB, State::CONFIGURING},
        TransitionRow{"StaysOnLink", State::REGISTERED, GoToA, State::REGISTERED},
        TransitionRow{"AddressRemoved", State::REGISTERED, LoseAddress, State::CONFIGURING},
        TransitionRow{"Expires", State::REGISTERED, WaitForExpiry, State::REGISTERING},
        TransitionRow{"Returns", State::REGISTERED, GoHome, State::RETURNING},
        TransitionRow{"Deleted", State::RETURNING, BeDeleted, State::AT_HOME},
        TransitionRow{"DeletionUnanswered", State::RETURNING, WaitForExpiry, State::RETURNING},
        TransitionRow{"LeavesAgain", State::RETURNING, GoToB, State::CONFIGURING}),
    [](const auto& instance) { return instance.param.name; });

} // namespace

} // namespace ns3::mip6::tests

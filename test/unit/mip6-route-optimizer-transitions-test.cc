/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-route-optimizer-fixture.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// Time of what interrupts: the home token of the first registration is still fresh.
const Time INTERRUPTION = Seconds(5);

// ---- states of a correspondent registration

/// @param mobile away @return actions of waiting for both Tests, nothing being bound
Actions
BeTesting(OptimizerFixture& mobile)
{
    return mobile.Begin(Time());
}

/// @param mobile away @return actions of waiting for the first acknowledgement
Actions
BeUpdating(OptimizerFixture& mobile)
{
    mobile.Begin(Time());
    return mobile.AnswerTests(Time());
}

/// @param mobile away @return actions of being bound
Actions
BeBound(OptimizerFixture& mobile)
{
    BeUpdating(mobile);
    return mobile.Accept(Time());
}

/// @param mobile away @return actions of waiting for both Tests, while bound
Actions
BeRefreshing(OptimizerFixture& mobile)
{
    BeBound(mobile);
    return mobile.See(mobile.optimizer.HandleRefreshRequest(Seconds(1), CORRESPONDENT));
}

/// @param mobile away @return actions of having no care-of address, while bound
Actions
BeDetached(OptimizerFixture& mobile)
{
    BeBound(mobile);
    return mobile.optimizer.HandleDetached();
}

/// @param mobile away @return actions of waiting for the acknowledgement of a deletion
Actions
BeDeleting(OptimizerFixture& mobile)
{
    BeDetached(mobile);
    return mobile.See(mobile.optimizer.HandleAtHome(Seconds(2)));
}

// ---- what interrupts

/// @param mobile in any state @return actions of moving to the second foreign link
Actions
Move(OptimizerFixture& mobile)
{
    Actions actions = mobile.optimizer.HandleDetached();
    Append(actions, mobile.MoveTo(INTERRUPTION, CARE_OF_B));
    return actions;
}

/// @param mobile in any state @return actions of being deregistered at home
Actions
GoHome(OptimizerFixture& mobile)
{
    Actions actions = mobile.optimizer.HandleDetached();
    Append(actions, mobile.See(mobile.optimizer.HandleAtHome(INTERRUPTION)));
    return actions;
}

/// @param mobile in any state @return actions of losing the care-of address
Actions
Lose(OptimizerFixture& mobile)
{
    return mobile.optimizer.HandleDetached();
}

/// @param mobile in any state @return actions of half an hour in silence
Actions
Wait(OptimizerFixture& mobile)
{
    return mobile.ServeUntil(Minutes(30));
}

/// A state and what happens in it.
struct TransitionRow : NamedRow
{
    Actions (*reach)(OptimizerFixture&);     //!< leads into the state
    Actions (*interrupt)(OptimizerFixture&); //!< happens then
    Lines messages;                          //!< that leave; of a silence only the first two
    bool closes;                             //!< whether a direct path closes
    bool isListed; //!< whether the correspondent node is listed afterwards
};

/// See TransitionRow.
class OptimizerTransition : public testing::TestWithParam<TransitionRow>
{
};

TEST_P(OptimizerTransition, SendsAndKeepsWhatTheRowTells)
{
    AwayFixture mobile;
    GetParam().reach(mobile);
    const Actions actions = GetParam().interrupt(mobile);
    Lines names = NameMessages(actions);
    names.resize(std::min<std::size_t>(names.size(), 2));
    EXPECT_EQ(names, GetParam().messages);
    EXPECT_EQ(CountActions<CloseDirectPath>(actions), GetParam().closes ? 1U : 0U);
    EXPECT_EQ(CountActions<OpenDirectPath>(actions), 0U);
    EXPECT_EQ(mobile.list.Find(CORRESPONDENT) != nullptr, GetParam().isListed);
}

const Lines NOTHING;                             //!< no message
const Lines TESTS{"HoTI", "CoTI"};               //!< both Test Inits
const Lines CARE_OF_TEST{"CoTI"};                //!< one of them
const Lines DELETION{"BU 102 0"};                //!< with a home token that is fresh
const Lines UPDATES{"BU 102 420", "BU 103 420"}; //!< repeated
const Lines DELETIONS{"BU 103 0", "BU 104 0"};   //!< repeated

INSTANTIATE_TEST_SUITE_P(
    Testing,
    OptimizerTransition,
    testing::Values(TransitionRow{{"Move"}, BeTesting, Move, TESTS, false, true},
                    TransitionRow{{"GoHome"}, BeTesting, GoHome, NOTHING, false, false},
                    TransitionRow{{"Lose"}, BeTesting, Lose, NOTHING, false, true},
                    TransitionRow{{"Wait"}, BeTesting, Wait, TESTS, false, false}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Updating,
    OptimizerTransition,
    testing::Values(TransitionRow{{"Move"}, BeUpdating, Move, CARE_OF_TEST, false, true},
                    TransitionRow{{"GoHome"}, BeUpdating, GoHome, DELETION, false, true},
                    TransitionRow{{"Lose"}, BeUpdating, Lose, NOTHING, false, true},
                    TransitionRow{{"Wait"}, BeUpdating, Wait, UPDATES, false, false}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Bound,
    OptimizerTransition,
    testing::Values(TransitionRow{{"Move"}, BeBound, Move, CARE_OF_TEST, true, true},
                    TransitionRow{{"GoHome"}, BeBound, GoHome, DELETION, true, true},
                    TransitionRow{{"Lose"}, BeBound, Lose, NOTHING, true, true},
                    TransitionRow{{"Wait"}, BeBound, Wait, NOTHING, true, false}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Refreshing,
    OptimizerTransition,
    testing::Values(TransitionRow{{"Move"}, BeRefreshing, Move, TESTS, true, true},
                    TransitionRow{{"GoHome"}, BeRefreshing, GoHome, {"HoTI"}, true, true},
                    TransitionRow{{"Lose"}, BeRefreshing, Lose, NOTHING, true, true},
                    TransitionRow{{"Wait"}, BeRefreshing, Wait, TESTS, true, false}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Detached,
    OptimizerTransition,
    testing::Values(TransitionRow{{"Move"}, BeDetached, Move, CARE_OF_TEST, false, true},
                    TransitionRow{{"GoHome"}, BeDetached, GoHome, DELETION, false, true},
                    TransitionRow{{"Lose"}, BeDetached, Lose, NOTHING, false, true},
                    TransitionRow{{"Wait"}, BeDetached, Wait, NOTHING, false, false}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Deleting,
    OptimizerTransition,
    testing::Values(TransitionRow{{"Move"}, BeDeleting, Move, CARE_OF_TEST, false, true},
                    TransitionRow{{"GoHome"}, BeDeleting, GoHome, {"BU 103 0"}, false, true},
                    TransitionRow{{"Lose"}, BeDeleting, Lose, NOTHING, false, true},
                    TransitionRow{{"Wait"}, BeDeleting, Wait, DELETIONS, false, false}),
    [](const auto& info) { return info.param.name; });

} // namespace

} // namespace ns3::mip6::tests

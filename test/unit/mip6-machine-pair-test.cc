/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-machine-pair.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

using State = Mip6MobileNodeState;

/**
 * Both sides agree that the mobile node is away.
 * @param pair after it has settled
 * @param careOfAddress of the mobile node
 */
void
ExpectBound(const MachinePair& pair, const Ipv6Address& careOfAddress)
{
    EXPECT_EQ(pair.GetMobile().GetState(), State::REGISTERED);
    EXPECT_EQ(pair.GetMobileTunnel(), careOfAddress);
    EXPECT_EQ(pair.GetAgentTunnel(), careOfAddress);
    EXPECT_TRUE(pair.IsDefended());
    ASSERT_EQ(pair.GetAgent().GetBindingCache().GetSize(), 1U);
    EXPECT_EQ(pair.GetAgent().GetBindingCache().Find(HOME_ADDRESS)->careOfAddress, careOfAddress);
    EXPECT_EQ(GetList(pair.GetMobile()).Find(HOME_AGENT)->careOfAddress, careOfAddress);
}

/**
 * Both sides agree that there is no binding.
 * @param pair after it has settled
 * @param state of the mobile node
 */
void
ExpectUnbound(const MachinePair& pair, State state)
{
    EXPECT_EQ(pair.GetMobile().GetState(), state);
    EXPECT_EQ(pair.GetMobileTunnel(), std::nullopt);
    EXPECT_EQ(pair.GetAgentTunnel(), std::nullopt);
    EXPECT_FALSE(pair.IsDefended());
    EXPECT_EQ(pair.GetAgent().GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(pair.GetAgent().GetPendingCount(), 0U);
}

/**
 * @param lines any
 * @param part to look for
 * @return how many lines contain it
 */
std::size_t
Count(const Lines& lines, const std::string& part)
{
    return static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(), [&part](const std::string& line) {
            return line.find(part) != std::string::npos;
        }));
}

/**
 * @param step distance
 * @return every so many-th message number, enough for hours
 */
std::set<std::size_t>
MakeEvery(std::size_t step)
{
    std::set<std::size_t> numbers;
    for (std::size_t number = step; number <= 10000; number += step)
    {
        numbers.insert(number);
    }
    return numbers;
}

TEST(MachinePair, FirstRegistrationTakesOneUpdateAndOneAcknowledgement)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    EXPECT_EQ(pair.GetMessages(),
              (Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 101 AH 420"
                     " alternate 2001:db8:a::10",
                     "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 101 status 0 420"}));
    ExpectBound(pair, CARE_OF_A);
}

TEST(MachinePair, FirstRegistrationEndsOneSecondAndOneRoundTripAfterTheAddressIsReady)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Seconds(2.02) - TimeStep(1));
    EXPECT_EQ(pair.GetMobile().GetState(), State::REGISTERING);
    pair.Run(TimeStep(1));
    EXPECT_EQ(pair.GetMobile().GetState(), State::REGISTERED);
}

TEST(MachinePair, SecondRegistrationIsNotDelayedByProbing)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.MoveToB();
    pair.Run(Seconds(1.02));
    ExpectBound(pair, CARE_OF_B);
    EXPECT_EQ(pair.GetMessages().size(), 4U);
}

TEST(MachinePair, LostUpdateIsRepeated)
{
    PairConfig config;
    config.lost = {1};
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Minutes(1));
    ExpectBound(pair, CARE_OF_A);
    EXPECT_EQ(pair.GetMessages().size(), 3U);
    EXPECT_EQ(Count(pair.GetMessages(), "BA 102 status 0 420"), 1U);
}

TEST(MachinePair, LostAcknowledgementIsRepeatedWithoutProbingAgain)
{
    PairConfig config;
    config.lost = {2};
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Seconds(2.52)); // the update is repeated at 2.5 s
    ExpectBound(pair, CARE_OF_A);
    EXPECT_EQ(pair.GetBindingEvents(),
              (Lines{"Cache added 2001:db8::10 at 2001:db8:a::10 420",
                     "Cache updated 2001:db8::10 at 2001:db8:a::10 420",
                     "List added 2001:db8::10 at 2001:db8:a::10 419.98"}));
}

TEST(MachinePair, UpdateThatIsRepeatedWhileTheAddressIsProbedIsAnsweredOnce)
{
    PairConfig config;
    config.mobile.initialTimeoutFirst = Seconds(0.6);
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Minutes(1));
    ExpectBound(pair, CARE_OF_A);
    EXPECT_EQ(Count(pair.GetMessages(), " BU "), 2U);
    EXPECT_EQ(Count(pair.GetMessages(), " BA "), 1U);
    EXPECT_EQ(Count(pair.GetMessages(), "BA 102 status 0 420"), 1U);
}

TEST(MachinePair, LongRoundTripIsMasteredAlthoughEachExchangeIsRepeated)
{
    PairConfig config;
    config.delay = Seconds(5);
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Hours(1));
    ExpectBound(pair, CARE_OF_A);
    EXPECT_EQ(Count(pair.GetBindingEvents(), "expired"), 0U);
    EXPECT_EQ(Count(pair.GetMessages(), "status 135"), 0U);
}

TEST(MachinePair, RefreshesGoOnForHoursWithEveryThirdMessageLost)
{
    PairConfig config;
    config.lost = MakeEvery(3);
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Hours(6));
    ExpectBound(pair, CARE_OF_A);
    EXPECT_EQ(Count(pair.GetBindingEvents(), "expired"), 0U);
    EXPECT_EQ(Count(pair.GetBindingEvents(), "Cache added"), 1U);
    EXPECT_GE(Count(pair.GetBindingEvents(), "List updated"), 60U); // about every 315 s
}

TEST(MachinePair, LossFreeRefreshTakesOneUpdateAndOneAcknowledgement)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Seconds(1) + 100 * Seconds(315) + Seconds(1));
    EXPECT_EQ(pair.GetMessages().size(), 202U);
    EXPECT_EQ(Count(pair.GetMessages(), "status 0 420"), 101U);
}

TEST(MachinePair, BothSidesExpireWhenEachRefreshIsLost)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.Lose(MakeEvery(1));
    pair.Run(Minutes(10));
    ExpectUnbound(pair, State::REGISTERING);
    EXPECT_EQ(Count(pair.GetBindingEvents(), "List expired"), 1U);
    EXPECT_EQ(Count(pair.GetBindingEvents(), "Cache expired"), 1U);
}

TEST(MachinePair, ExpiredRegistrationComesBackByItself)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.Lose(MakeEvery(1));
    pair.Run(Minutes(10));
    pair.Lose({});
    pair.Run(Seconds(34)); // one wait at the ceiling, then probing
    ExpectBound(pair, CARE_OF_A);
}

TEST(MachinePair, ReturnHomeDeletesTheBinding)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.MoveHome();
    pair.Run(Seconds(1));
    ExpectUnbound(pair, State::AT_HOME);
    EXPECT_EQ(pair.GetMessages().size(), 4U);
    EXPECT_EQ(pair.GetMessages().back(), "Send 2001:db8::1 > 2001:db8::10 BA 102 status 0 0");
}

TEST(MachinePair, ReturnHomeWithALostAcknowledgementIsAcknowledgedAgain)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.Lose({2});
    pair.MoveHome();
    pair.Run(Seconds(2));
    ExpectUnbound(pair, State::AT_HOME);
    EXPECT_EQ(pair.GetMessages().back(), "Send 2001:db8::1 > 2001:db8::10 BA 103 status 0 0");
}

TEST(MachinePair, ReturnHomeWhileTheHomeAddressIsProbedLeavesNothingBehind)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Seconds(1.5));
    pair.MoveHome();
    pair.Run(Minutes(1));
    ExpectUnbound(pair, State::AT_HOME);
}

TEST(MachinePair, NothingIsSentAtHome)
{
    MachinePair pair;
    pair.MoveHome();
    pair.Run(Days(1));
    ExpectUnbound(pair, State::AT_HOME);
    EXPECT_TRUE(pair.GetMessages().empty());
}

TEST(MachinePair, HundredMovesEndWhereTheLastOneLed)
{
    MachinePair pair;
    for (int move = 0; move < 100; ++move)
    {
        SCOPED_TRACE(move);
        pair.MoveHome();
        pair.Run(Seconds(5));
        ExpectUnbound(pair, State::AT_HOME);
        pair.MoveToA();
        pair.Run(Seconds(5));
        ExpectBound(pair, CARE_OF_A);
        pair.MoveToB();
        pair.Run(Seconds(5));
        ExpectBound(pair, CARE_OF_B);
    }
    EXPECT_EQ(Count(pair.GetMessages(), "status 0"), 299U); // no deletion the first time
}

TEST(MachinePair, HundredHastyMovesSettleOnTheLastLink)
{
    MachinePair pair;
    for (int move = 0; move < 100; ++move)
    {
        pair.MoveToA();
        pair.Run(MilliSeconds(700 + 17 * move)); // before, during and after the registration
        pair.MoveHome();
        pair.Run(MilliSeconds(3 * move));
        pair.MoveToB();
        pair.Run(MilliSeconds(1700 - 17 * move));
    }
    pair.Run(Minutes(2));
    ExpectBound(pair, CARE_OF_B);
}

TEST(MachinePair, HastyReturnSettlesAtHome)
{
    for (int offset = 0; offset < 400; ++offset)
    {
        SCOPED_TRACE(offset);
        MachinePair pair;
        pair.MoveToA();
        pair.Run(MilliSeconds(10 * offset));
        pair.MoveHome();
        pair.Run(Minutes(1));
        ExpectUnbound(pair, State::AT_HOME);
    }
}

TEST(MachinePair, LinkUpOnTheSameLinkKeepsTheRegistration)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.MoveToA();
    pair.Run(Minutes(1));
    ExpectBound(pair, CARE_OF_A);
    EXPECT_EQ(pair.GetMessages().size(), 2U);
}

TEST(MachinePair, RestartedHomeAgentLearnsTheBindingWithTheNextRefresh)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.RestartAgent();
    pair.Run(Minutes(10));
    ExpectBound(pair, CARE_OF_A);
    EXPECT_EQ(Count(pair.GetBindingEvents(), "Cache added"), 2U);
    EXPECT_EQ(Count(pair.GetMessages(), "status 135"), 0U);
}

TEST(MachinePair, RestartedHomeAgentLearnsTheBindingWithTheNextMovement)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.RestartAgent();
    pair.MoveToB();
    pair.Run(Seconds(10));
    ExpectBound(pair, CARE_OF_B);
}

TEST(MachinePair, RestartedHomeAgentDoesNotHinderTheReturn)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.RestartAgent();
    pair.MoveHome();
    pair.Run(Seconds(1));
    ExpectUnbound(pair, State::AT_HOME);
}

TEST(MachinePair, HomeAgentThatRestartsWhileProbingIsAskedAgain)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Seconds(1.5));
    pair.RestartAgent();
    pair.Run(Seconds(10));
    ExpectBound(pair, CARE_OF_A);
}

TEST(MachinePair, RestartedMobileNodeResynchronisesItsSequenceNumbers)
{
    MachinePair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.RestartMobile([] { return 50; });
    pair.MoveToB();
    pair.Run(Seconds(1.04)); // two round trips after the address is ready
    ExpectBound(pair, CARE_OF_B);
    EXPECT_EQ(Count(pair.GetMessages(), "BU 51 "), 1U);
    EXPECT_EQ(Count(pair.GetMessages(), "BA 101 status 135 0"), 1U);
    EXPECT_EQ(Count(pair.GetMessages(), "BA 102 status 0 420"), 1U);
}

TEST(MachinePair, SequenceNumbersWrapAroundUnnoticed)
{
    PairConfig config;
    config.random = [] { return 65533; };
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Hours(1));
    ExpectBound(pair, CARE_OF_A);
    EXPECT_EQ(Count(pair.GetMessages(), "BU 65535 "), 1U);
    EXPECT_EQ(Count(pair.GetMessages(), "BU 0 "), 1U);
    EXPECT_EQ(Count(pair.GetMessages(), "status 135"), 0U);
}

TEST(MachinePair, RefreshAdviceOfTheHomeAgentIsFollowed)
{
    PairConfig config;
    config.agent.refreshAdvice = Seconds(40);
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Seconds(1) + 10 * Seconds(40) + Seconds(1));
    EXPECT_EQ(Count(pair.GetMessages(), " BU "), 11U);
}

TEST(MachinePair, JitterDelaysButLosesNothing)
{
    PairConfig config;
    config.mobile.updateJitter = Seconds(1);
    config.random = [] { return 123456789; };
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Hours(1));
    ExpectBound(pair, CARE_OF_A);
    pair.MoveHome();
    pair.Run(Seconds(2));
    ExpectUnbound(pair, State::AT_HOME);
}

} // namespace

} // namespace ns3::mip6::tests

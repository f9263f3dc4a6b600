/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-retransmission.h"

#include <gtest/gtest.h>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @return an exchange that began at 10 s
Retransmission
MakeStarted()
{
    Retransmission retransmission;
    retransmission.Start(Seconds(10), Seconds(1), Seconds(32));
    return retransmission;
}

TEST(Retransmission, WaitDoublesUpToTheCeilingAndStaysThere)
{
    Retransmission retransmission = MakeStarted();
    Time now = Seconds(10);
    std::vector<double> waits;
    for (int i = 0; i < 9; ++i)
    {
        const Time retryAt = retransmission.GetRetryAt().value();
        waits.push_back((retryAt - now).GetSeconds());
        now = retryAt;
        retransmission.Repeat(now);
    }
    EXPECT_EQ(waits, (std::vector<double>{1, 2, 4, 8, 16, 32, 32, 32, 32}));
}

TEST(Retransmission, CeilingThatIsNoPowerOfTwoIsNotExceeded)
{
    Retransmission retransmission;
    retransmission.Start(Time(), Seconds(3), Seconds(10));
    retransmission.Repeat(Seconds(3));
    EXPECT_EQ(retransmission.GetRetryAt(), Seconds(9));
    retransmission.Repeat(Seconds(9));
    EXPECT_EQ(retransmission.GetRetryAt(), Seconds(19));
}

TEST(Retransmission, WaitCountsFromTheRepetitionAndNotFromTheDeadline)
{
    Retransmission retransmission = MakeStarted();
    retransmission.Repeat(Seconds(15));
    EXPECT_EQ(retransmission.GetRetryAt(), Seconds(17));
}

TEST(Retransmission, IsNotDueBeforeItsTime)
{
    const Retransmission retransmission = MakeStarted();
    EXPECT_FALSE(retransmission.IsDue(Seconds(11) - TimeStep(1)));
}

TEST(Retransmission, IsDueFromItsTimeOn)
{
    const Retransmission retransmission = MakeStarted();
    EXPECT_TRUE(retransmission.IsDue(Seconds(11)));
    EXPECT_TRUE(retransmission.IsDue(Seconds(100)));
}

TEST(Retransmission, WithoutAnExchangeIsNeverDue)
{
    const Retransmission retransmission;
    EXPECT_FALSE(retransmission.IsDue(Days(1000)));
    EXPECT_EQ(retransmission.GetRetryAt(), std::nullopt);
}

TEST(Retransmission, StoppedIsNeverDue)
{
    Retransmission retransmission = MakeStarted();
    retransmission.Stop();
    EXPECT_FALSE(retransmission.IsDue(Days(1000)));
    EXPECT_EQ(retransmission.GetRetryAt(), std::nullopt);
}

TEST(Retransmission, StartedAgainBeginsWithTheFirstWait)
{
    Retransmission retransmission = MakeStarted();
    retransmission.Repeat(Seconds(11));
    retransmission.Start(Seconds(12), Seconds(1), Seconds(32));
    EXPECT_EQ(retransmission.GetRetryAt(), Seconds(13));
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-update-history.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

TEST(UpdateHistory, EmptyOneKnowsNothingAndAllowsAnything)
{
    const UpdateHistory history;
    EXPECT_TRUE(history.IsEmpty());
    EXPECT_EQ(history.FindSentAt(0), std::nullopt);
    EXPECT_EQ(history.GetAllowedAt(Time()), Time());
    EXPECT_EQ(history.GetAllowedAt(Seconds(5)), Seconds(5));
}

TEST(UpdateHistory, TellsWhenEachUpdateOfTheExchangeWasSent)
{
    UpdateHistory history;
    history.Note(Time(), 101);
    history.Note(Seconds(1), 102);
    EXPECT_FALSE(history.IsEmpty());
    EXPECT_EQ(history.FindSentAt(101), Time());
    EXPECT_EQ(history.FindSentAt(102), Seconds(1));
    EXPECT_EQ(history.FindSentAt(100), std::nullopt);
    EXPECT_EQ(history.FindSentAt(103), std::nullopt);
}

TEST(UpdateHistory, NewExchangeForgetsTheUpdatesButNotTheirRate)
{
    UpdateHistory history;
    history.Note(Time(), 101);
    history.Note(Time(), 102);
    history.Note(Time(), 103);
    history.BeginExchange();
    EXPECT_TRUE(history.IsEmpty());
    EXPECT_EQ(history.FindSentAt(103), std::nullopt);
    EXPECT_EQ(history.GetAllowedAt(Time()), Seconds(1));
}

TEST(UpdateHistory, AllowsThreeUpdatesInAnySecond)
{
    UpdateHistory history;
    history.Note(Time(), 101);
    history.Note(MilliSeconds(400), 102);
    EXPECT_EQ(history.GetAllowedAt(MilliSeconds(500)), MilliSeconds(500));
    history.Note(MilliSeconds(500), 103);
    EXPECT_EQ(history.GetAllowedAt(MilliSeconds(600)), Seconds(1));
    EXPECT_EQ(history.GetAllowedAt(Seconds(1)), Seconds(1));
    history.Note(Seconds(1), 104);
    EXPECT_EQ(history.GetAllowedAt(Seconds(1)), MilliSeconds(1400));
    EXPECT_EQ(history.GetAllowedAt(Seconds(9)), Seconds(9));
}

TEST(UpdateHistory, RemembersTheLastEightUpdates)
{
    UpdateHistory history;
    for (uint16_t i = 0; i < 9; ++i)
    {
        history.Note(Seconds(i), static_cast<uint16_t>(65530 + i));
    }
    EXPECT_EQ(history.FindSentAt(65530), std::nullopt);
    EXPECT_EQ(history.FindSentAt(65531), Seconds(1));
    EXPECT_EQ(history.FindSentAt(2), Seconds(8)); // modulo 2^16
}

} // namespace

} // namespace ns3::mip6::tests

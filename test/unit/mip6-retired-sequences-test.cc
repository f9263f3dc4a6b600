/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-protocol-makers.h"

#include "ns3/mip6-retired-sequences.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

TEST(RetiredSequences, IsKnownUntilTheNoncesAreTooOld)
{
    RetiredSequences retired(10, MAX_NONCE_LIFETIME);
    EXPECT_EQ(retired.Put(Seconds(150), {HOME_ADDRESS, 7, Seconds(100)}), std::nullopt);
    EXPECT_EQ(retired.Find(Seconds(150), HOME_ADDRESS), 7);
    EXPECT_EQ(retired.Find(Seconds(340) - NanoSeconds(1), HOME_ADDRESS), 7);
    EXPECT_EQ(retired.Find(Seconds(340), HOME_ADDRESS), std::nullopt);
    EXPECT_EQ(retired.Find(Seconds(150), CARE_OF_A), std::nullopt);
}

TEST(RetiredSequences, OldOneIsNotRemembered)
{
    RetiredSequences retired(0, MAX_NONCE_LIFETIME);
    EXPECT_EQ(retired.Put(Seconds(340), {HOME_ADDRESS, 7, Seconds(100)}), std::nullopt);
    EXPECT_EQ(retired.Find(Seconds(340), HOME_ADDRESS), std::nullopt);
}

TEST(RetiredSequences, LaterOneReplaces)
{
    RetiredSequences retired(1, MAX_NONCE_LIFETIME);
    retired.Put(Seconds(100), {HOME_ADDRESS, 7, Seconds(100)});
    EXPECT_EQ(retired.Put(Seconds(200), {HOME_ADDRESS, 8, Seconds(200)}), std::nullopt);
    EXPECT_EQ(retired.Find(Seconds(439), HOME_ADDRESS), 8);
    EXPECT_EQ(retired.Find(Seconds(440), HOME_ADDRESS), std::nullopt);
}

TEST(RetiredSequences, RemovedOneIsUnknown)
{
    RetiredSequences retired(10, MAX_NONCE_LIFETIME);
    retired.Put(Seconds(100), {HOME_ADDRESS, 7, Seconds(100)});
    retired.Remove(HOME_ADDRESS);
    retired.Remove(CARE_OF_A);
    EXPECT_EQ(retired.Find(Seconds(101), HOME_ADDRESS), std::nullopt);
}

TEST(RetiredSequences, WhenFullTheOldestIsForgottenAndNamed)
{
    RetiredSequences retired(2, MAX_NONCE_LIFETIME);
    retired.Put(Seconds(100), {HOME_ADDRESS, 1, Seconds(95)});
    retired.Put(Seconds(100), {CARE_OF_A, 2, Seconds(90)});
    EXPECT_EQ(retired.Put(Seconds(100), {CARE_OF_B, 3, Seconds(100)}), Seconds(90));
    EXPECT_EQ(retired.Find(Seconds(100), HOME_ADDRESS), 1);
    EXPECT_EQ(retired.Find(Seconds(100), CARE_OF_A), std::nullopt);
    EXPECT_EQ(retired.Find(Seconds(100), CARE_OF_B), 3);
}

TEST(RetiredSequences, EndedOnesMakeRoom)
{
    RetiredSequences retired(1, MAX_NONCE_LIFETIME);
    retired.Put(Seconds(100), {HOME_ADDRESS, 1, Seconds(100)});
    EXPECT_EQ(retired.Put(Seconds(340), {CARE_OF_A, 2, Seconds(340)}), std::nullopt);
    EXPECT_EQ(retired.Find(Seconds(340), CARE_OF_A), 2);
}

} // namespace

} // namespace ns3::mip6::tests

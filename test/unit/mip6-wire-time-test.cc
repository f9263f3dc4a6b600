/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-nd-options.h"
#include "ns3/mip6-wire-time.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

TEST(WireTime, FourSecondUnitsRoundDown)
{
    EXPECT_EQ(ToFourSecondUnits(Seconds(0)), 0);
    EXPECT_EQ(ToFourSecondUnits(NanoSeconds(3999999999)), 0);
    EXPECT_EQ(ToFourSecondUnits(Seconds(4)), 1);
    EXPECT_EQ(ToFourSecondUnits(NanoSeconds(7999999999)), 1);
    EXPECT_EQ(ToFourSecondUnits(Seconds(262140)), 65535);
}

TEST(WireTime, FourSecondUnitsAreClamped)
{
    EXPECT_EQ(ToFourSecondUnits(Seconds(262144)), 65535);
    EXPECT_EQ(ToFourSecondUnits(Time::Max()), 65535);
    EXPECT_EQ(ToFourSecondUnits(Seconds(-4)), 0);
    EXPECT_EQ(ToFourSecondUnits(Time::Min()), 0);
}

TEST(WireTime, FourSecondUnitsSurviveARoundTrip)
{
    EXPECT_EQ(FromFourSecondUnits(65535), Seconds(262140));
    for (uint32_t units = 0; units <= 65535; units += 257)
    {
        const auto field = static_cast<uint16_t>(units);
        EXPECT_EQ(ToFourSecondUnits(FromFourSecondUnits(field)), field);
    }
}

TEST(WireTime, SecondsRoundDownAndAreClamped)
{
    EXPECT_EQ(ToSeconds16(MilliSeconds(1999)), 1);
    EXPECT_EQ(ToSeconds16(Seconds(65536)), 65535);
    EXPECT_EQ(ToSeconds16(Seconds(-1)), 0);
    EXPECT_EQ(ToSeconds32(MilliSeconds(1999)), 1U);
    EXPECT_EQ(ToSeconds32(Time::Max()), 0xFFFFFFFFU);
}

TEST(WireTime, MillisecondsRoundDownAndAreClamped)
{
    EXPECT_EQ(ToMilliseconds32(MicroSeconds(1999)), 1U);
    EXPECT_EQ(ToMilliseconds32(Time::Max()), 0xFFFFFFFFU);
    EXPECT_EQ(ToMilliseconds32(MilliSeconds(-1)), 0U);
    EXPECT_EQ(FromMilliseconds(0xFFFFFFFF), MilliSeconds(0xFFFFFFFF));
}

TEST(WireTime, AllOnesAreTheInfiniteLifetime)
{
    EXPECT_EQ(FromSeconds(0xFFFFFFFF), ND_INFINITE_LIFETIME);
    EXPECT_EQ(ToSeconds32(ND_INFINITE_LIFETIME), 0xFFFFFFFFU);
}

} // namespace

} // namespace ns3::mip6::tests

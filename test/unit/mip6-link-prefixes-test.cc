/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-advertisement-makers.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-link-prefixes.h"

#include <gtest/gtest.h>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @param preferred lifetime @param valid lifetime @return the home prefix with constant lifetimes
LinkPrefix
MakeConstant(Time preferred, Time valid)
{
    return {HOME_AGENT, 64, true, true, {preferred, {}}, {valid, {}}};
}

/// @param preferredUntil end @param validUntil end @return the home prefix, counting down
LinkPrefix
MakeEnding(Time preferredUntil, Time validUntil)
{
    return {HOME_AGENT, 64, true, true, {{}, preferredUntil}, {{}, validUntil}};
}

/// @param preferred lifetime @param valid lifetime @return what is advertised of the home prefix
PrefixInformation
MakeInformation(Time preferred, Time valid)
{
    PrefixInformation information;
    information.prefix = HOME_AGENT;
    information.routerAddress = true;
    information.preferredLifetime = preferred;
    information.validLifetime = valid;
    return information;
}

using Informations = std::vector<PrefixInformation>;

TEST(LinkPrefixes, LifetimesOfAPrefixThatNobodyHasSetAreThoseOfRfc4861)
{
    LinkPrefixes prefixes;
    LinkPrefix prefix;
    prefix.address = HOME_AGENT;
    prefixes.Set(Time(), prefix);
    EXPECT_EQ(prefixes.GetInformation(Time(), true),
              Informations{MakeInformation(Seconds(604800), Seconds(2592000))});
}

TEST(LinkPrefixes, ConstantLifetimesStayAndOthersCountDown)
{
    LinkPrefixes prefixes;
    prefixes.Set(Time(), MakeConstant(Seconds(100), Seconds(200)));
    EXPECT_EQ(prefixes.GetInformation(Days(1), true),
              Informations{MakeInformation(Seconds(100), Seconds(200))});
    prefixes.Set(Time(), MakeEnding(Seconds(100), Seconds(200)));
    EXPECT_EQ(prefixes.GetPrefixes().size(), 1U);
    EXPECT_EQ(prefixes.GetInformation(MilliSeconds(60500), true),
              Informations{MakeInformation(Seconds(39), Seconds(139))});
    EXPECT_EQ(prefixes.GetInformation(Seconds(150), true),
              Informations{MakeInformation(Seconds(0), Seconds(50))});
    EXPECT_EQ(prefixes.GetInformation(Seconds(250), true),
              Informations{MakeInformation(Seconds(0), Seconds(0))});
}

TEST(LinkPrefixes, InfiniteLifetimeIsAdvertisedAsSuch)
{
    LinkPrefixes prefixes;
    prefixes.Set(Time(), MakeConstant(ND_INFINITE_LIFETIME, ND_INFINITE_LIFETIME));
    EXPECT_EQ(prefixes.GetInformation(Days(100), true),
              Informations{MakeInformation(ND_INFINITE_LIFETIME, ND_INFINITE_LIFETIME)});
    EXPECT_EQ(prefixes.GetNextDeadline(), std::nullopt);
}

TEST(LinkPrefixes, PreferredLifetimeIsNotLongerThanTheValidOne)
{
    LinkPrefixes prefixes;
    prefixes.Set(Time(), MakeConstant(Seconds(300), Seconds(200)));
    EXPECT_EQ(prefixes.GetInformation(Time(), true),
              Informations{MakeInformation(Seconds(200), Seconds(200))});
}

TEST(LinkPrefixes, WithoutTheRouterAddressHostBitsAreZeroAndFlagsAreAsSet)
{
    LinkPrefixes prefixes;
    LinkPrefix prefix = MakeConstant(Seconds(100), Seconds(200));
    prefix.onLink = false;
    prefix.autonomous = false;
    prefixes.Set(Time(), prefix);
    PrefixInformation information = MakeInformation(Seconds(100), Seconds(200));
    information.prefix = HOME_PREFIX;
    information.routerAddress = false;
    information.onLink = false;
    information.autonomous = false;
    EXPECT_EQ(prefixes.GetInformation(Time(), false), Informations{information});
}

TEST(LinkPrefixes, EndedOneIsAdvertisedForTwoHoursAndThenGone)
{
    LinkPrefixes prefixes;
    prefixes.Set(Seconds(10), MakeEnding(Seconds(100), Seconds(200)));
    EXPECT_EQ(prefixes.GetNextDeadline(), Seconds(7400));
    prefixes.HandleDeadline(Seconds(7400) - TimeStep(1));
    EXPECT_EQ(prefixes.GetPrefixes().size(), 1U);
    prefixes.HandleDeadline(Seconds(7400));
    EXPECT_TRUE(prefixes.GetPrefixes().empty());
    EXPECT_EQ(prefixes.GetNextDeadline(), std::nullopt);
}

TEST(LinkPrefixes, LifetimeZeroWithdraws)
{
    LinkPrefixes prefixes;
    prefixes.Set(Time(), MakeConstant(Seconds(100), Seconds(200)));
    prefixes.Set(Seconds(10), MakeConstant(Seconds(0), Seconds(0)));
    EXPECT_EQ(prefixes.GetInformation(Seconds(20), true),
              Informations{MakeInformation(Seconds(0), Seconds(0))});
    EXPECT_EQ(prefixes.GetNextDeadline(), Seconds(7210));
}

TEST(LinkPrefixes, EntryIsFoundByRangeAndTheLongestByAddress)
{
    LinkPrefixes prefixes;
    LinkPrefix wide = MakeConstant(Seconds(1), Seconds(2));
    wide.length = 48;
    prefixes.Set(Time(), wide);
    prefixes.Set(Time(), MakeConstant(Seconds(100), Seconds(200)));
    EXPECT_EQ(prefixes.Find(HOME_ADDRESS)->length, 64);
    EXPECT_EQ(prefixes.Find(Ipv6Address("2001:db8:0:1::1"))->length, 48);
    EXPECT_EQ(prefixes.Find(CARE_OF_A), nullptr);
    EXPECT_EQ(prefixes.FindRange({HOME_PREFIX, 48})->length, 48);
    EXPECT_EQ(prefixes.FindRange({HOME_PREFIX, 63}), nullptr);
    prefixes.Remove({HOME_PREFIX, 64});
    prefixes.Remove({HOME_PREFIX, 63});
    EXPECT_EQ(prefixes.Find(HOME_ADDRESS)->length, 48);
}

TEST(LinkPrefixes, PassingOfTimeMakesNoDifferenceAndChangesDo)
{
    const LinkPrefix ending = MakeEnding(Seconds(100), Seconds(200));
    EXPECT_TRUE(ending == MakeEnding(Seconds(100), Seconds(200)));
    EXPECT_FALSE(ending == MakeEnding(Seconds(100), Seconds(201)));
    EXPECT_FALSE(ending == MakeEnding(Seconds(99), Seconds(200)));
    EXPECT_FALSE(ending == MakeConstant(Seconds(100), Seconds(200)));
    LinkPrefix other = ending;
    other.autonomous = false;
    EXPECT_FALSE(ending == other);
    other = ending;
    other.onLink = false;
    EXPECT_FALSE(ending == other);
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-advertisement-makers.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-home-prefixes.h"
#include "ns3/mip6-prefix-lifetime.h"

#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

constexpr auto LINK = PrefixOrigin::LINK;
constexpr auto AGENT = PrefixOrigin::HOME_AGENT;

/// @param end absolute @return as text
std::string
Write(const std::optional<Time>& end)
{
    std::ostringstream text;
    end ? text << end->GetSeconds() : text << "never";
    return text.str();
}

/// @param changes of a list @return one line for each
Lines
Describe(const HomePrefixChanges& changes)
{
    static const std::vector<std::string> EVENTS{"added",
                                                 "lengthened",
                                                 "shortened",
                                                 "deprecated",
                                                 "ended"};
    Lines lines;
    for (const HomePrefixChange& change : changes)
    {
        const HomePrefix& prefix = change.prefix;
        std::ostringstream text;
        text << EVENTS.at(static_cast<std::size_t>(change.event)) << ' ' << prefix.range.network
             << '/' << static_cast<int>(prefix.range.prefixLength) << ' '
             << Write(prefix.preferredUntil) << ' ' << Write(prefix.validUntil)
             << (prefix.onLink ? "" : " off-link") << (prefix.autonomous ? "" : " manual")
             << (prefix.deprecated ? " deprecated" : "");
        lines.push_back(text.str());
    }
    return lines;
}

/// @param preferred lifetime @param valid lifetime @return the home prefix with them, the router's
/// full address in it
PrefixInformation
MakeHome(Time preferred, Time valid)
{
    PrefixInformation information = MakePrefix(HOME_AGENT);
    information.preferredLifetime = preferred;
    information.validLifetime = valid;
    return information;
}

TEST(PrefixLifetime, AllOnesNeverEnd)
{
    EXPECT_EQ(GetLifetimeEnd(Seconds(5), ND_INFINITE_LIFETIME), std::nullopt);
    EXPECT_EQ(GetLifetimeEnd(Seconds(5), ND_INFINITE_LIFETIME - Seconds(1)),
              Seconds(5) + ND_INFINITE_LIFETIME - Seconds(1));
}

TEST(PrefixLifetime, UnauthenticatedShorteningStopsAtTwoHours)
{
    const Time now = Hours(10);
    // More than two hours, or more than is left: as announced.
    EXPECT_EQ(RenewUnauthenticated(now, Hours(20), Hours(2) + Seconds(1)), Hours(12) + Seconds(1));
    EXPECT_EQ(RenewUnauthenticated(now, Hours(11), Minutes(90)), now + Minutes(90));
    EXPECT_EQ(RenewUnauthenticated(now, std::nullopt, Hours(3)), Hours(13));
    EXPECT_EQ(RenewUnauthenticated(now, Hours(11), ND_INFINITE_LIFETIME), std::nullopt);
    // At most two hours are left: no change.
    EXPECT_EQ(RenewUnauthenticated(now, Hours(12), Seconds(0)), Hours(12));
    EXPECT_EQ(RenewUnauthenticated(now, Hours(11), Minutes(30)), Hours(11));
    // More is left: two hours.
    EXPECT_EQ(RenewUnauthenticated(now, Hours(12) + Seconds(1), Seconds(0)), Hours(12));
    EXPECT_EQ(RenewUnauthenticated(now, Hours(20), Hours(2)), Hours(12));
    EXPECT_EQ(RenewUnauthenticated(now, std::nullopt, Seconds(5)), Hours(12));
}

TEST(HomePrefixes, NewPrefixIsAddedWithItsEnds)
{
    HomePrefixList list;
    EXPECT_EQ(Describe(list.Update(Seconds(10), {MakeHome(Seconds(20), Seconds(30))}, LINK)),
              Lines{"added 2001:db8::/64 30 40"});
    EXPECT_EQ(list.GetNextDeadline(), Seconds(30));
    ASSERT_EQ(list.GetRanges().size(), 1U);
    EXPECT_EQ(list.GetRanges()[0].network, HOME_PREFIX);
    EXPECT_EQ(list.GetRanges()[0].prefixLength, 64);
}

TEST(HomePrefixes, FlagsAreKept)
{
    HomePrefixList list;
    PrefixInformation information = MakeHome(ND_INFINITE_LIFETIME, ND_INFINITE_LIFETIME);
    information.onLink = false;
    information.autonomous = false;
    EXPECT_EQ(Describe(list.Update(Time(), {information}, LINK)),
              Lines{"added 2001:db8::/64 never never off-link manual"});
    EXPECT_EQ(list.GetNextDeadline(), std::nullopt);
    information.onLink = true;
    EXPECT_TRUE(list.Update(Time(), {information}, LINK).empty());
    EXPECT_TRUE(list.GetPrefixes()[0].onLink);
}

TEST(HomePrefixes, UnusableInformationIsIgnored)
{
    HomePrefixList list;
    PrefixInformation linkLocal = MakePrefix(Ipv6Address("fe80::"));
    PrefixInformation multicast = MakePrefix(Ipv6Address("ff0e::"));
    EXPECT_TRUE(list.Update(Time(),
                            {linkLocal,
                             multicast,
                             MakeHome(Seconds(31), Seconds(30)),
                             MakeHome(Seconds(0), Seconds(0))},
                            AGENT)
                    .empty());
    EXPECT_TRUE(list.GetPrefixes().empty());
}

TEST(HomePrefixes, RepeatedAdvertisementLengthensAndCountsDownChangesNothing)
{
    HomePrefixList list;
    list.Update(Seconds(10), {MakeHome(Hours(7), Hours(8))}, LINK);
    EXPECT_EQ(Describe(list.Update(Seconds(20), {MakeHome(Hours(7), Hours(8))}, LINK)),
              Lines{"lengthened 2001:db8::/64 25220 28820"});
    EXPECT_TRUE(
        list.Update(Seconds(30), {MakeHome(Hours(7) - Seconds(10), Hours(8) - Seconds(10))}, LINK)
            .empty());
}

TEST(HomePrefixes, ShorteningByARouterStopsAtTwoHoursAndByTheHomeAgentDoesNot)
{
    HomePrefixList list;
    list.Update(Time(), {MakeHome(Hours(7), Hours(8))}, LINK);
    EXPECT_EQ(Describe(list.Update(Time(), {MakeHome(Seconds(5), Seconds(6))}, LINK)),
              Lines{"shortened 2001:db8::/64 5 7200"});
    EXPECT_EQ(Describe(list.Update(Time(), {MakeHome(Seconds(5), Seconds(6))}, AGENT)),
              Lines{"shortened 2001:db8::/64 5 6"});
}

TEST(HomePrefixes, PreferredLifetimeAloneCanChange)
{
    HomePrefixList list;
    list.Update(Time(), {MakeHome(Hours(1), Hours(8))}, AGENT);
    EXPECT_EQ(Describe(list.Update(Time(), {MakeHome(Hours(2), Hours(8))}, AGENT)),
              Lines{"lengthened 2001:db8::/64 7200 28800"});
    EXPECT_EQ(Describe(list.Update(Time(), {MakeHome(Seconds(0), Hours(8))}, AGENT)),
              (Lines{"shortened 2001:db8::/64 0 28800 deprecated",
                     "deprecated 2001:db8::/64 0 28800 deprecated"}));
    EXPECT_TRUE(
        list.Update(Seconds(10), {MakeHome(Seconds(0), Hours(8) - Seconds(10))}, AGENT).empty());
    EXPECT_EQ(
        Describe(list.Update(Seconds(20), {MakeHome(Hours(1), Hours(8) - Seconds(20))}, AGENT)),
        Lines{"lengthened 2001:db8::/64 3620 28800"});
}

TEST(HomePrefixes, TimeDeprecatesAndEnds)
{
    HomePrefixList list;
    list.Update(Time(), {MakeHome(Seconds(20), Seconds(30)), MakePrefix(PREFIX_B)}, LINK);
    EXPECT_TRUE(list.HandleDeadline(Seconds(20) - TimeStep(1)).empty());
    EXPECT_EQ(Describe(list.HandleDeadline(Seconds(20))),
              Lines{"deprecated 2001:db8::/64 20 30 deprecated"});
    EXPECT_EQ(list.GetNextDeadline(), Seconds(30));
    EXPECT_EQ(Describe(list.HandleDeadline(Seconds(30))),
              Lines{"ended 2001:db8::/64 20 30 deprecated"});
    EXPECT_EQ(list.GetNextDeadline(), Days(7));
    EXPECT_EQ(list.GetPrefixes().size(), 1U);
}

TEST(HomePrefixes, LateDeadlineEndsAtOnce)
{
    HomePrefixList list;
    list.Update(Time(), {MakeHome(Seconds(20), Seconds(30))}, LINK);
    EXPECT_EQ(Describe(list.HandleDeadline(Days(1))),
              Lines{"ended 2001:db8::/64 20 30 deprecated"});
    EXPECT_TRUE(list.HandleDeadline(Days(1)).empty());
}

TEST(HomePrefixes, HomeAgentEndsAPrefixByLifetimeZero)
{
    HomePrefixList list;
    list.Update(Time(), {MakeHome(Hours(7), Hours(8))}, LINK);
    EXPECT_EQ(Describe(list.Update(Seconds(1), {MakeHome(Seconds(0), Seconds(0))}, AGENT)),
              Lines{"ended 2001:db8::/64 1 1 deprecated"});
    EXPECT_TRUE(list.GetRanges().empty());
}

TEST(HomePrefixes, ConfiguredOneNeverEndsUntilItIsAdvertised)
{
    HomePrefixList list;
    list.Configure({HOME_PREFIX, 64});
    list.Configure({HOME_PREFIX, 64});
    EXPECT_EQ(list.GetPrefixes().size(), 1U);
    EXPECT_EQ(list.GetNextDeadline(), std::nullopt);
    EXPECT_EQ(Describe(list.Update(Time(), {MakeHome(Seconds(5), Seconds(6))}, LINK)),
              Lines{"shortened 2001:db8::/64 5 7200"});
}

TEST(HomePrefixes, ConfiguredHomeAddressStandsForItsPrefix)
{
    HomePrefixList list;
    list.Configure({HOME_ADDRESS, 64});
    list.Update(Time(), {MakeHome(Seconds(5), Seconds(6))}, AGENT);
    EXPECT_EQ(list.GetPrefixes().size(), 1U);
    EXPECT_EQ(list.Find(HOME_ADDRESS)->validUntil, Seconds(6));
}

TEST(HomePrefixes, LongestPrefixOfAnAddressIsFound)
{
    HomePrefixList list;
    list.Configure({Ipv6Address("2001:db8::"), 48});
    list.Configure({HOME_PREFIX, 64});
    EXPECT_EQ(list.Find(HOME_ADDRESS)->range.prefixLength, 64);
    EXPECT_EQ(list.Find(Ipv6Address("2001:db8:0:1::10"))->range.prefixLength, 48);
    EXPECT_EQ(list.Find(CARE_OF_A), nullptr);
}

} // namespace

} // namespace ns3::mip6::tests

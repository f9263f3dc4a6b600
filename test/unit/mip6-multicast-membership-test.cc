/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"

#include "ns3/mip6-multicast-membership.h"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Two listeners and two groups.
const Ipv6Address NODE_A("2001:db8:1::a");
const Ipv6Address NODE_B("2001:db8:1::b");
const Ipv6Address GROUP("ff0e::1");
const Ipv6Address OTHER_GROUP("ff0e::2");

/// Listeners of a group.
using Listeners = MulticastMembership::Listeners;
/// Groups.
using Groups = std::vector<Ipv6Address>;
/// Listener and group of a query; the group is unspecified in a General Query.
using Asked = std::vector<std::pair<Ipv6Address, Ipv6Address>>;

/// @param result of the machine @return whom it asks for what
Asked
GetAsked(const MulticastMembershipResult& result)
{
    Asked asked;
    for (const auto& query : result.queries)
    {
        asked.emplace_back(query.listener, query.message.group);
    }
    return asked;
}

/// The unspecified address.
const Ipv6Address ALL_GROUPS;

/// Memberships with the timers of RFC 2710.
class MulticastMembershipTest : public testing::Test
{
  protected:
    MulticastMembership members{MulticastQuerierConfig()}; //!< under test

    /// @param listener whose tunnel opens at 100 s, and who answers the first query
    void Open(const Ipv6Address& listener)
    {
        members.HandleLink(Seconds(100), listener);
        members.HandleDeadline(Seconds(100));
        members.HandleReport(Seconds(101), listener, GROUP);
    }
};

TEST_F(MulticastMembershipTest, NewTunnelIsQueriedAtOnceThenSoonThenPeriodically)
{
    EXPECT_EQ(members.GetNextDeadline(), std::nullopt);
    members.HandleLink(Seconds(100), NODE_A);
    const Time expected[] = {Seconds(100),
                             Seconds(100) + MilliSeconds(31250),
                             Seconds(225) + MilliSeconds(31250),
                             Seconds(350) + MilliSeconds(31250)};
    for (const Time& at : expected)
    {
        ASSERT_EQ(members.GetNextDeadline(), at);
        EXPECT_TRUE(members.HandleDeadline(at - NanoSeconds(1)).queries.empty());
        const auto result = members.HandleDeadline(at);
        ASSERT_EQ(GetAsked(result), (Asked{{NODE_A, ALL_GROUPS}}));
        EXPECT_EQ(result.queries[0].message.maximumResponseDelay, Seconds(10));
    }
}

TEST_F(MulticastMembershipTest, TunnelWithANewEndIsQueriedAtOnceAndKeepsItsMemberships)
{
    Open(NODE_A);
    members.HandleLink(Seconds(110), NODE_A);
    EXPECT_EQ(GetAsked(members.HandleDeadline(Seconds(110))), (Asked{{NODE_A, ALL_GROUPS}}));
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_A});
}

TEST_F(MulticastMembershipTest, ReportMakesAMember)
{
    members.HandleLink(Seconds(100), NODE_A);
    EXPECT_EQ(members.HandleReport(Seconds(101), NODE_A, GROUP).joined, Groups{GROUP});
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_A});
    EXPECT_TRUE(members.GetListeners(OTHER_GROUP).empty());
    EXPECT_EQ(members.GetSize(), 1U);
    EXPECT_TRUE(members.HandleReport(Seconds(102), NODE_A, GROUP).joined.empty());
    EXPECT_EQ(members.GetSize(), 1U);
}

TEST_F(MulticastMembershipTest, ReportWithoutATunnelMakesNone)
{
    EXPECT_TRUE(members.HandleReport(Seconds(1), NODE_A, GROUP).joined.empty());
    EXPECT_TRUE(members.GetListeners(GROUP).empty());
    EXPECT_EQ(members.GetNextDeadline(), std::nullopt);
}

TEST_F(MulticastMembershipTest, ReportThroughTheTunnelOfOneNodeIsNoneOfAnother)
{
    members.HandleLink(Seconds(100), NODE_A);
    members.HandleLink(Seconds(100), NODE_B);
    members.HandleReport(Seconds(101), NODE_A, GROUP);
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_A});
    EXPECT_TRUE(members.HandleDone(Seconds(102), NODE_B, GROUP).queries.empty());
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_A});
}

/// A group and the least scope that it is served with.
struct ScopeRow : NamedRow
{
    const char* group;  //!< reported
    uint8_t leastScope; //!< configured
    bool isMember;      //!< expected
};

/// Scopes (RFC 6275 section 10.4.2).
class MulticastScopeTable : public testing::TestWithParam<ScopeRow>
{
};

TEST_P(MulticastScopeTable, DecidesWhetherAGroupIsServed)
{
    MulticastQuerierConfig config;
    config.leastScope = GetParam().leastScope;
    MulticastMembership members(config);
    members.HandleLink(Seconds(100), NODE_A);
    const auto result = members.HandleReport(Seconds(101), NODE_A, GetParam().group);
    EXPECT_EQ(result.joined.size(), GetParam().isMember ? 1U : 0U);
    EXPECT_EQ(members.GetSize(), GetParam().isMember ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(All,
                         MulticastScopeTable,
                         testing::Values(ScopeRow{{"Global"}, "ff0e::1", 14, true},
                                         ScopeRow{{"GlobalOfAPrefix"}, "ff3e::1", 14, true},
                                         ScopeRow{{"Organization"}, "ff08::1", 14, false},
                                         ScopeRow{{"Site"}, "ff05::1", 14, false},
                                         ScopeRow{{"Link"}, "ff02::9", 14, false},
                                         ScopeRow{{"Interface"}, "ff01::9", 14, false},
                                         ScopeRow{{"SiteIfWanted"}, "ff05::1", 5, true},
                                         ScopeRow{{"LinkEvenIfWanted"}, "ff02::9", 0, false},
                                         ScopeRow{{"Unicast"}, "2001:db8::1", 0, false}),
                         [](const auto& row) { return row.param.name; });

TEST_F(MulticastMembershipTest, MembershipEndsWithTheListenerInterval)
{
    Open(NODE_A);
    // RFC 2710 section 7.4: 2 * 125 s + 10 s after the last report.
    members.HandleReport(Seconds(150), NODE_A, GROUP);
    EXPECT_TRUE(members.HandleDeadline(Seconds(410) - NanoSeconds(1)).left.empty());
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_A});
    EXPECT_EQ(members.GetNextDeadline(), Seconds(410));
    EXPECT_EQ(members.HandleDeadline(Seconds(410)).left, Groups{GROUP});
    EXPECT_TRUE(members.GetListeners(GROUP).empty());
    EXPECT_EQ(members.GetSize(), 0U);
}

TEST_F(MulticastMembershipTest, DoneAsksTwiceAndThenEndsTheMembership)
{
    Open(NODE_A);
    const auto first = members.HandleDone(Seconds(110), NODE_A, GROUP);
    ASSERT_EQ(GetAsked(first), (Asked{{NODE_A, GROUP}}));
    EXPECT_EQ(first.queries[0].message.maximumResponseDelay, Seconds(1));
    EXPECT_TRUE(members.HandleDone(Seconds(110), NODE_A, GROUP).queries.empty());
    EXPECT_EQ(members.GetNextDeadline(), Seconds(111));
    EXPECT_EQ(GetAsked(members.HandleDeadline(Seconds(111))), (Asked{{NODE_A, GROUP}}));
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_A});
    const auto last = members.HandleDeadline(Seconds(112));
    EXPECT_TRUE(last.queries.empty());
    EXPECT_EQ(last.left, Groups{GROUP});
    EXPECT_TRUE(members.GetListeners(GROUP).empty());
}

TEST_F(MulticastMembershipTest, ReportAfterADoneKeepsTheMembership)
{
    Open(NODE_A);
    members.HandleDone(Seconds(110), NODE_A, GROUP);
    EXPECT_TRUE(members.HandleReport(Seconds(110), NODE_A, GROUP).joined.empty());
    EXPECT_TRUE(members.HandleDeadline(Seconds(112)).left.empty());
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_A});
}

TEST_F(MulticastMembershipTest, DoneOfAStrangerOrOfAnotherGroupAsksNobody)
{
    Open(NODE_A);
    EXPECT_TRUE(members.HandleDone(Seconds(110), NODE_B, GROUP).queries.empty());
    EXPECT_TRUE(members.HandleDone(Seconds(110), NODE_A, OTHER_GROUP).queries.empty());
}

TEST_F(MulticastMembershipTest, DoneNeverProlongsAMembership)
{
    Open(NODE_A);
    members.HandleDeadline(Seconds(360));
    members.HandleDone(Seconds(360), NODE_A, GROUP);
    EXPECT_EQ(members.HandleDeadline(Seconds(361)).left, Groups{GROUP});
}

TEST_F(MulticastMembershipTest, ClosedTunnelEndsEverythingOfItsListenerOnly)
{
    Open(NODE_A);
    Open(NODE_B);
    members.HandleReport(Seconds(102), NODE_A, OTHER_GROUP);
    EXPECT_EQ(members.GetSize(), 3U);
    EXPECT_EQ(members.HandleLinkEnd(NODE_A).left, Groups{OTHER_GROUP});
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_B});
    EXPECT_EQ(members.HandleLinkEnd(NODE_B).left, Groups{GROUP});
    EXPECT_EQ(members.GetSize(), 0U);
    EXPECT_EQ(members.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(members.HandleLinkEnd(NODE_A).left.empty());
}

TEST_F(MulticastMembershipTest, MembersOfAGroupAreThoseOfManyListeners)
{
    for (uint8_t i = 0; i < 100; ++i)
    {
        uint8_t octets[16] = {0x20, 0x01};
        octets[15] = i;
        const auto listener = Ipv6Address::Deserialize(octets);
        members.HandleLink(Seconds(100), listener);
        members.HandleReport(Seconds(100), listener, i % 2 == 0 ? GROUP : OTHER_GROUP);
    }
    EXPECT_EQ(members.GetListeners(GROUP).size(), 50U);
    EXPECT_EQ(members.HandleDeadline(Seconds(100)).queries.size(), 100U);
}

TEST_F(MulticastMembershipTest, ReportsBeyondTheLimitAreIgnoredAndTheOthersKeptUp)
{
    MulticastQuerierConfig config;
    config.groupLimit = 2;
    MulticastMembership limited(config);
    limited.HandleLink(Seconds(100), NODE_A);
    limited.HandleLink(Seconds(100), NODE_B);
    limited.HandleReport(Seconds(101), NODE_A, GROUP);
    limited.HandleReport(Seconds(101), NODE_A, OTHER_GROUP);
    EXPECT_TRUE(limited.HandleReport(Seconds(102), NODE_A, "ff0e::3").joined.empty());
    EXPECT_EQ(limited.HandleReport(Seconds(102), NODE_B, "ff0e::3").joined.size(), 1U);
    EXPECT_EQ(limited.GetSize(), 3U);
    limited.HandleReport(Seconds(200), NODE_A, GROUP);
    EXPECT_EQ(limited.HandleDeadline(Seconds(361)).left, Groups{OTHER_GROUP});
    EXPECT_EQ(limited.HandleReport(Seconds(361), NODE_A, "ff0e::4").joined, Groups{"ff0e::4"});
}

// ----- several routers of a link

/// A router on the same link whose address is lower than that of this one, NODE_B.
const Ipv6Address LOWER = NODE_A;
/// A General Query.
const MulticastListenerQuery GENERAL_QUERY{Seconds(10), {}};

TEST_F(MulticastMembershipTest, RouterWithALowerAddressTakesOverForTheOtherQuerierInterval)
{
    Open(NODE_B);
    EXPECT_TRUE(members.IsQuerier(NODE_B));
    members.HandleQuery(Seconds(110), NODE_B, LOWER, GENERAL_QUERY);
    EXPECT_FALSE(members.IsQuerier(NODE_B));
    members.HandleReport(Seconds(300), NODE_B, GROUP);
    // RFC 2710 section 7.5: 2 * 125 s + 10 s / 2.
    EXPECT_TRUE(members.HandleDeadline(Seconds(365) - NanoSeconds(1)).queries.empty());
    EXPECT_FALSE(members.IsQuerier(NODE_B));
    EXPECT_EQ(GetAsked(members.HandleDeadline(Seconds(365))), (Asked{{NODE_B, ALL_GROUPS}}));
    EXPECT_TRUE(members.IsQuerier(NODE_B));
    EXPECT_EQ(members.GetListeners(GROUP), Listeners{NODE_B});
    EXPECT_EQ(GetAsked(members.HandleDeadline(Seconds(490))), (Asked{{NODE_B, ALL_GROUPS}}));
}

TEST_F(MulticastMembershipTest, EachQueryOfTheOtherRouterProlongsItsTime)
{
    Open(NODE_B);
    members.HandleQuery(Seconds(110), NODE_B, LOWER, GENERAL_QUERY);
    members.HandleQuery(Seconds(235), NODE_B, LOWER, GENERAL_QUERY);
    EXPECT_TRUE(members.HandleDeadline(Seconds(489)).queries.empty());
    EXPECT_EQ(GetAsked(members.HandleDeadline(Seconds(490))), (Asked{{NODE_B, ALL_GROUPS}}));
}

TEST_F(MulticastMembershipTest, RouterWithAHigherOrTheSameAddressTakesNothingOver)
{
    Open(NODE_A);
    members.HandleQuery(Seconds(110), NODE_A, NODE_B, GENERAL_QUERY);
    members.HandleQuery(Seconds(110), NODE_A, NODE_A, GENERAL_QUERY);
    EXPECT_TRUE(members.IsQuerier(NODE_A));
    EXPECT_EQ(members.HandleDone(Seconds(111), NODE_A, GROUP).queries.size(), 1U);
}

TEST_F(MulticastMembershipTest, QueryOnAnUnknownLinkIsIgnored)
{
    members.HandleQuery(Seconds(110), NODE_B, LOWER, GENERAL_QUERY);
    EXPECT_FALSE(members.IsQuerier(NODE_B));
    EXPECT_EQ(members.GetNextDeadline(), std::nullopt);
}

TEST_F(MulticastMembershipTest, WhoIsNotTheQuerierFollowsItsQueriesForAGroup)
{
    Open(NODE_B);
    members.HandleReport(Seconds(101), NODE_B, OTHER_GROUP);
    members.HandleQuery(Seconds(110), NODE_B, LOWER, GENERAL_QUERY);
    // RFC 2710 section 5: a Done is for the querier, whose query shortens the membership.
    EXPECT_TRUE(members.HandleDone(Seconds(120), NODE_B, GROUP).queries.empty());
    EXPECT_TRUE(members.HandleDeadline(Seconds(125)).left.empty());
    members.HandleQuery(Seconds(130), NODE_B, LOWER, {Seconds(1), GROUP});
    EXPECT_EQ(members.GetNextDeadline(), Seconds(132));
    EXPECT_EQ(members.HandleDeadline(Seconds(132)).left, Groups{GROUP});
    EXPECT_EQ(members.GetListeners(OTHER_GROUP), Listeners{NODE_B});
}

TEST_F(MulticastMembershipTest, WhoIsNotTheQuerierAnyMoreAsksForNoGroup)
{
    Open(NODE_B);
    members.HandleDone(Seconds(110), NODE_B, GROUP);
    members.HandleQuery(Seconds(110), NODE_B, LOWER, GENERAL_QUERY);
    EXPECT_TRUE(members.HandleDeadline(Seconds(111)).queries.empty());
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"

#include "ns3/mip6-multicast-listener.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <optional>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Two groups, and those that nobody is told of.
const Ipv6Address GROUP("ff0e::1");
const Ipv6Address OTHER_GROUP("ff0e::2");
const Ipv6Address LINK_GROUP("ff02::9");
const Ipv6Address ALL_NODES("ff02::1");
const Ipv6Address INTERFACE_GROUP("ff01::9");

/// @param group a group @return what tells that it is listened to
MulticastListenerMessages
Report(const Ipv6Address& group)
{
    return {MulticastListenerReport{group}};
}

/// @param group a group @return what tells that it is not listened to any more
MulticastListenerMessages
Done(const Ipv6Address& group)
{
    return {MulticastListenerDone{group}};
}

/// A listener whose random delays are known: half of the longest, rounded down.
class MulticastListenerTest : public testing::Test
{
  protected:
    /// @param isQueryNeeded as at the end of a tunnel @return a listener
    static MulticastListener Make(bool isQueryNeeded)
    {
        MulticastListenerConfig config;
        config.isQueryNeeded = isQueryNeeded;
        return MulticastListener(config, [] { return HALF_OF_TEN_SECONDS; });
    }

    /// Of a longest delay of 10 s, in nanoseconds; of other ones the remainder.
    static constexpr uint64_t HALF_OF_TEN_SECONDS = 5'000'000'000;

    MulticastListener link{Make(false)};  //!< on a link
    MulticastListener tunnel{Make(true)}; //!< in a tunnel
};

TEST_F(MulticastListenerTest, NewGroupIsReportedAtOnceAndOnceAgainWithinTheInterval)
{
    EXPECT_TRUE(link.HandleLinkUp(Seconds(1)).empty());
    EXPECT_EQ(link.Join(Seconds(2), GROUP), Report(GROUP));
    EXPECT_EQ(link.GetNextDeadline(), Seconds(7));
    EXPECT_TRUE(link.HandleDeadline(Seconds(6)).empty());
    EXPECT_EQ(link.HandleDeadline(Seconds(7)), Report(GROUP));
    EXPECT_EQ(link.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(link.HandleDeadline(Seconds(100)).empty());
}

TEST_F(MulticastListenerTest, RobustnessOneReportsOnce)
{
    MulticastListenerConfig config;
    config.robustness = 1;
    MulticastListener once(config, [] { return uint64_t{0}; });
    once.HandleLinkUp(Seconds(1));
    EXPECT_EQ(once.Join(Seconds(2), GROUP), Report(GROUP));
    EXPECT_EQ(once.GetNextDeadline(), std::nullopt);
}

TEST_F(MulticastListenerTest, GroupOfALinkThatIsDownIsReportedWhenItComesUp)
{
    EXPECT_TRUE(link.Join(Seconds(1), GROUP).empty());
    EXPECT_TRUE(link.Join(Seconds(1), OTHER_GROUP).empty());
    EXPECT_EQ(link.GetNextDeadline(), std::nullopt);
    const MulticastListenerMessages both{MulticastListenerReport{GROUP},
                                         MulticastListenerReport{OTHER_GROUP}};
    EXPECT_EQ(link.HandleLinkUp(Seconds(2)), both);
}

TEST_F(MulticastListenerTest, GroupIsReportedAgainOnTheNextLink)
{
    link.HandleLinkUp(Seconds(1));
    link.Join(Seconds(1), GROUP);
    link.HandleLinkDown();
    EXPECT_EQ(link.GetNextDeadline(), std::nullopt);
    EXPECT_EQ(link.HandleLinkUp(Seconds(3)), Report(GROUP));
}

TEST_F(MulticastListenerTest, GroupThatIsJoinedAlreadyIsNotReported)
{
    link.HandleLinkUp(Seconds(1));
    link.Join(Seconds(1), GROUP);
    EXPECT_TRUE(link.Join(Seconds(2), GROUP).empty());
    EXPECT_TRUE(link.Has(GROUP));
    EXPECT_FALSE(link.Has(OTHER_GROUP));
}

TEST_F(MulticastListenerTest, LinkScopeIsReportedButNeitherAllNodesNorInterfaceScope)
{
    link.HandleLinkUp(Seconds(1));
    EXPECT_EQ(link.Join(Seconds(1), LINK_GROUP), Report(LINK_GROUP));
    EXPECT_TRUE(link.Join(Seconds(1), ALL_NODES).empty());
    EXPECT_TRUE(link.Join(Seconds(1), INTERFACE_GROUP).empty());
    link.HandleDeadline(Seconds(20));
    link.HandleQuery(Seconds(30), {Time(), {}});
    EXPECT_TRUE(link.Leave(ALL_NODES).empty());
    EXPECT_TRUE(link.Leave(INTERFACE_GROUP).empty());
}

/// A query and when its answer is due.
struct QueryRow : NamedRow
{
    MulticastListenerQuery query;       //!< at 100 s
    std::optional<Time> expectedReport; //!< of GROUP
};

/// Queries of an idle listener.
class ListenerQueryTable : public testing::TestWithParam<QueryRow>
{
};

TEST_P(ListenerQueryTable, IsAnsweredAfterARandomDelay)
{
    MulticastListener listener(MulticastListenerConfig(), [] { return uint64_t{5'000'000'000}; });
    listener.HandleLinkUp(Seconds(1));
    listener.Join(Seconds(1), GROUP);
    listener.HandleDeadline(Seconds(50));
    EXPECT_TRUE(listener.HandleQuery(Seconds(100), GetParam().query).empty());
    EXPECT_EQ(listener.GetNextDeadline(), GetParam().expectedReport);
    if (GetParam().expectedReport)
    {
        EXPECT_EQ(listener.HandleDeadline(*GetParam().expectedReport), Report(GROUP));
        EXPECT_EQ(listener.GetNextDeadline(), std::nullopt) << "one report a query";
    }
}

INSTANTIATE_TEST_SUITE_P(
    All,
    ListenerQueryTable,
    testing::Values(QueryRow{{"General"}, {Seconds(10), {}}, Seconds(105)},
                    QueryRow{{"Specific"}, {Seconds(6), GROUP}, Seconds(105)},
                    QueryRow{{"ShortDelay"},
                             {MilliSeconds(4), {}},
                             Seconds(100) + NanoSeconds(5'000'000'000 % 4'000'001)},
                    QueryRow{{"OfAnotherGroup"}, {Seconds(10), OTHER_GROUP}, std::nullopt}),
    [](const auto& row) { return row.param.name; });

TEST_F(MulticastListenerTest, QueryWithoutDelayIsAnsweredAtOnce)
{
    link.HandleLinkUp(Seconds(1));
    link.Join(Seconds(1), GROUP);
    link.HandleDeadline(Seconds(50));
    EXPECT_EQ(link.HandleQuery(Seconds(100), {Time(), {}}), Report(GROUP));
}

TEST_F(MulticastListenerTest, ListenerThatIsNeverSilentTellsThatItLeaves)
{
    MulticastListenerConfig config;
    config.isSilentUnlessLast = false;
    MulticastListener talkative(config, [] { return uint64_t{1}; });
    talkative.HandleLinkUp(Seconds(1));
    talkative.Join(Seconds(1), GROUP);
    talkative.HandleReport(GROUP);
    EXPECT_EQ(talkative.Leave(GROUP), Done(GROUP));
    talkative.Join(Seconds(1), ALL_NODES);
    EXPECT_TRUE(talkative.Leave(ALL_NODES).empty());
}

TEST_F(MulticastListenerTest, QueryInAGreaterHurryReplacesTheTimer)
{
    link.HandleLinkUp(Seconds(1));
    link.Join(Seconds(1), GROUP);
    link.HandleDeadline(Seconds(50));
    link.HandleQuery(Seconds(100), {Seconds(10), {}});
    link.HandleQuery(Seconds(101), {Seconds(10), {}});
    EXPECT_EQ(link.GetNextDeadline(), Seconds(105)) << "4 s are left";
    link.HandleQuery(Seconds(101), {Seconds(4), GROUP});
    EXPECT_EQ(link.GetNextDeadline(), Seconds(105)) << "as much as that";
    link.HandleQuery(Seconds(101), {Seconds(3), GROUP});
    // The source of random numbers gives 5 s, modulo 3 s and a step.
    EXPECT_EQ(link.GetNextDeadline(), Seconds(103) - NanoSeconds(1));
}

TEST_F(MulticastListenerTest, ReportOfAnotherIsEnoughForTheLink)
{
    link.HandleLinkUp(Seconds(1));
    link.Join(Seconds(1), GROUP);
    link.HandleReport(OTHER_GROUP);
    EXPECT_EQ(link.GetNextDeadline(), Seconds(6));
    link.HandleReport(GROUP);
    EXPECT_EQ(link.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(link.Leave(GROUP).empty()) << "the other one was the last to report";
}

TEST_F(MulticastListenerTest, ReportOfAnotherWhileNoTimerRunsChangesNothing)
{
    link.HandleLinkUp(Seconds(1));
    link.Join(Seconds(1), GROUP);
    link.HandleDeadline(Seconds(6));
    link.HandleReport(GROUP);
    EXPECT_EQ(link.Leave(GROUP), Done(GROUP));
}

TEST_F(MulticastListenerTest, LastReporterTellsThatItLeaves)
{
    link.HandleLinkUp(Seconds(1));
    link.Join(Seconds(1), GROUP);
    EXPECT_EQ(link.Leave(GROUP), Done(GROUP));
    EXPECT_FALSE(link.Has(GROUP));
    EXPECT_EQ(link.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(link.Leave(GROUP).empty());
}

TEST_F(MulticastListenerTest, NobodyIsToldWhileTheLinkIsDown)
{
    link.HandleLinkUp(Seconds(1));
    link.Join(Seconds(1), GROUP);
    link.HandleLinkDown();
    EXPECT_TRUE(link.HandleQuery(Seconds(2), {Seconds(1), {}}).empty());
    EXPECT_EQ(link.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(link.Leave(GROUP).empty());
}

TEST_F(MulticastListenerTest, TunnelIsSilentUpToTheFirstQuery)
{
    EXPECT_TRUE(tunnel.Join(Seconds(1), GROUP).empty());
    EXPECT_TRUE(tunnel.HandleLinkUp(Seconds(2)).empty());
    EXPECT_TRUE(tunnel.Join(Seconds(3), OTHER_GROUP).empty());
    EXPECT_TRUE(tunnel.Leave(OTHER_GROUP).empty());
    EXPECT_EQ(tunnel.GetNextDeadline(), std::nullopt);
    EXPECT_EQ(tunnel.HandleQuery(Seconds(4), {Seconds(10), {}}), Report(GROUP));
    EXPECT_EQ(tunnel.GetNextDeadline(), Seconds(9));
    EXPECT_EQ(tunnel.Join(Seconds(5), OTHER_GROUP), Report(OTHER_GROUP)) << "no query needed";
}

TEST_F(MulticastListenerTest, QueryThatOvertakesTheAcknowledgementCounts)
{
    tunnel.Join(Seconds(1), GROUP);
    EXPECT_TRUE(tunnel.HandleQuery(Seconds(2), {Seconds(10), {}}).empty());
    EXPECT_EQ(tunnel.HandleLinkUp(Seconds(3)), Report(GROUP));
}

TEST_F(MulticastListenerTest, TunnelThatMovesKeepsItsMemberships)
{
    tunnel.Join(Seconds(1), GROUP);
    tunnel.HandleLinkUp(Seconds(2));
    tunnel.HandleQuery(Seconds(2), {Seconds(10), {}});
    tunnel.HandleLinkDown();
    EXPECT_TRUE(tunnel.Join(Seconds(3), OTHER_GROUP).empty());
    EXPECT_EQ(tunnel.HandleLinkUp(Seconds(4)), Report(OTHER_GROUP)) << "the new one only";
    EXPECT_EQ(tunnel.HandleDeadline(Seconds(9)), Report(OTHER_GROUP));
    EXPECT_TRUE(tunnel.HandleQuery(Seconds(50), {Seconds(10), GROUP}).empty());
    EXPECT_EQ(tunnel.HandleDeadline(Seconds(55)), Report(GROUP));
}

TEST_F(MulticastListenerTest, TunnelOfANewBindingWaitsForAQueryAgain)
{
    tunnel.Join(Seconds(1), GROUP);
    tunnel.HandleLinkUp(Seconds(2));
    tunnel.HandleQuery(Seconds(2), {Seconds(10), {}});
    tunnel.HandleLinkDown();
    tunnel.HandleQuerierLost();
    EXPECT_TRUE(tunnel.HandleLinkUp(Seconds(3)).empty());
    EXPECT_EQ(tunnel.HandleQuery(Seconds(4), {Seconds(10), {}}), Report(GROUP));
}

} // namespace

} // namespace ns3::mip6::tests

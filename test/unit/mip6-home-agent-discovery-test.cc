/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-protocol-makers.h"

#include "ns3/mip6-home-agent-discovery.h"
#include "ns3/mip6-home-agents-anycast.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// A second home agent.
const Ipv6Address OTHER_HOME_AGENT("2001:db8::2");

using Addresses = std::vector<Ipv6Address>;

/// The first request of a round that is started below.
const std::string REQUEST_101 = "Send 2001:db8:a::10 > 2001:db8::fdff:ffff:ffff:fffe discovery "
                                "request 101";

/// A discovery whose identifiers count up from 101, started abroad at 10 s.
struct StartedDiscovery
{
    /// @param config of the discovery
    explicit StartedDiscovery(HomeAgentDiscoveryConfig config = {})
        : discovery(config, [this] { return ++bits; }),
          first(discovery.Start(Seconds(10), {CARE_OF_A, HOME_PREFIX, 64}))
    {
    }

    /// @param identifier of a reply @param homeAgents that it lists @return what it brings
    std::optional<Addresses> Reply(uint16_t identifier, const Addresses& homeAgents)
    {
        return discovery.HandleReply(
            Seconds(11),
            {HOME_AGENT, CARE_OF_A, HomeAgentAddressDiscoveryReply{identifier, false, homeAgents}});
    }

    uint64_t bits{100};           //!< last random bits
    HomeAgentDiscovery discovery; //!< under test
    Actions first;                //!< of Start
};

TEST(HomeAgentsAnycast, SixtyFourBitPrefixHasALocalInterfaceIdentifier)
{
    EXPECT_EQ(MakeHomeAgentsAnycast(HOME_PREFIX, 64), Ipv6Address("2001:db8::fdff:ffff:ffff:fffe"));
    EXPECT_EQ(MakeHomeAgentsAnycast(HOME_AGENT, 64), Ipv6Address("2001:db8::fdff:ffff:ffff:fffe"));
}

TEST(HomeAgentsAnycast, OtherPrefixesHaveAllOnesAndTheIdentifier)
{
    const Ipv6Address prefix("2001:db8:1:2:3:4:5:6");
    EXPECT_EQ(MakeHomeAgentsAnycast(prefix, 48),
              Ipv6Address("2001:db8:1:ffff:ffff:ffff:ffff:fffe"));
    EXPECT_EQ(MakeHomeAgentsAnycast(prefix, 63), Ipv6Address("2001:db8:1:3:ffff:ffff:ffff:fffe"));
    EXPECT_EQ(MakeHomeAgentsAnycast(prefix, 96), Ipv6Address("2001:db8:1:2:3:4:ffff:fffe"));
    EXPECT_EQ(MakeHomeAgentsAnycast(prefix, 121), Ipv6Address("2001:db8:1:2:3:4:5:7e"));
    EXPECT_EQ(MakeHomeAgentsAnycast(prefix, 128), prefix);
    EXPECT_EQ(MakeHomeAgentsAnycast(prefix, 0),
              Ipv6Address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe"));
}

TEST(HomeAgentDiscovery, NewOneWaitsForNothing)
{
    HomeAgentDiscovery discovery({}, MakeRandom());
    EXPECT_FALSE(discovery.IsRunning());
    EXPECT_EQ(discovery.GetNextDeadline(), std::nullopt);
    EXPECT_FALSE(discovery.HandleDeadline(Days(1)).failed);
    EXPECT_FALSE(discovery.HandleReply(Seconds(1), {HOME_AGENT, Ipv6Address(), {0, false, {}}}));
}

TEST(HomeAgentDiscovery, MN51111005RequestAbroadLeavesFromTheCareOfAddress)
{
    const StartedDiscovery started;
    EXPECT_EQ(Describe(started.first), Lines{REQUEST_101});
    EXPECT_TRUE(started.discovery.IsRunning());
}

TEST(HomeAgentDiscovery, MN51111001RequestAtHomeLeavesFromTheHomeAddress)
{
    StartedDiscovery started;
    EXPECT_EQ(Describe(started.discovery.Start(Seconds(20), {HOME_ADDRESS, HOME_PREFIX, 64})),
              Lines{"Send 2001:db8::10 > 2001:db8::fdff:ffff:ffff:fffe discovery request 102"});
}

TEST(HomeAgentDiscovery, SameRequestIsRepeatedFourTimesWithDoublingWaitsThenTheRoundFails)
{
    StartedDiscovery started;
    std::vector<double> times;
    DiscoveryResult result;
    while (const auto at = started.discovery.GetNextDeadline())
    {
        EXPECT_TRUE(started.discovery.HandleDeadline(*at - TimeStep(1)).actions.empty());
        result = started.discovery.HandleDeadline(*at);
        times.push_back(at->GetSeconds());
        EXPECT_EQ(Describe(result.actions), times.size() <= 4 ? Lines{REQUEST_101} : Lines{});
        EXPECT_EQ(result.failed, times.size() == 5);
    }
    EXPECT_EQ(times, (std::vector<double>{13, 19, 31, 55, 103}));
    EXPECT_FALSE(started.discovery.IsRunning());
}

TEST(HomeAgentDiscovery, ConfiguredNumbersHold)
{
    StartedDiscovery started({MilliSeconds(500), 1});
    EXPECT_EQ(started.discovery.GetNextDeadline(), MilliSeconds(10500));
    EXPECT_FALSE(started.discovery.HandleDeadline(MilliSeconds(10500)).failed);
    EXPECT_EQ(started.discovery.GetNextDeadline(), MilliSeconds(11500));
    EXPECT_TRUE(started.discovery.HandleDeadline(MilliSeconds(11500)).failed);
}

TEST(HomeAgentDiscovery, ManyRetriesDoNotOverflow)
{
    StartedDiscovery started({INITIAL_DHAAD_TIMEOUT, 100});
    Time last = Seconds(10);
    for (int i = 0; i < 100; ++i)
    {
        const Time at = started.discovery.GetNextDeadline().value();
        ASSERT_GT(at, last);
        ASSERT_FALSE(started.discovery.HandleDeadline(at).failed);
        last = at;
    }
    EXPECT_TRUE(started.discovery.HandleDeadline(last + Days(1)).failed);
}

TEST(HomeAgentDiscovery, MN51121026ReplyBringsTheAddressesInItsOrderAndEndsTheRound)
{
    StartedDiscovery started;
    const Addresses listed{OTHER_HOME_AGENT, HOME_AGENT};
    EXPECT_EQ(started.Reply(101, listed), listed);
    EXPECT_FALSE(started.discovery.IsRunning());
    EXPECT_EQ(started.discovery.GetNextDeadline(), std::nullopt);
    EXPECT_EQ(started.Reply(101, listed), std::nullopt);
}

TEST(HomeAgentDiscovery, ReplyAfterARetransmissionCounts)
{
    StartedDiscovery started;
    started.discovery.HandleDeadline(Seconds(13));
    EXPECT_EQ(started.Reply(101, {HOME_AGENT}), Addresses{HOME_AGENT});
}

TEST(HomeAgentDiscovery, ReplyWithAnotherIdentifierOrToAnotherAddressIsNone)
{
    StartedDiscovery started;
    EXPECT_FALSE(started.Reply(100, {HOME_AGENT}));
    EXPECT_FALSE(
        started.discovery.HandleReply(Seconds(11),
                                      {HOME_AGENT, CARE_OF_B, {101, false, {HOME_AGENT}}}));
    EXPECT_TRUE(started.discovery.IsRunning());
}

TEST(HomeAgentDiscovery, ReplyOfAnEarlierRoundIsNone)
{
    StartedDiscovery started;
    started.discovery.Start(Seconds(11), {CARE_OF_A, HOME_PREFIX, 64});
    EXPECT_FALSE(started.Reply(101, {HOME_AGENT}));
    EXPECT_TRUE(started.Reply(102, {HOME_AGENT}));
}

TEST(HomeAgentDiscovery, NewRoundCountsAnew)
{
    StartedDiscovery started;
    for (int second : {13, 19, 31})
    {
        started.discovery.HandleDeadline(Seconds(second));
    }
    started.discovery.Start(Seconds(40), {CARE_OF_B, HOME_PREFIX, 64});
    EXPECT_EQ(started.discovery.GetNextDeadline(), Seconds(43));
    for (int second : {43, 49, 61, 85})
    {
        EXPECT_EQ(started.discovery.HandleDeadline(Seconds(second)).actions.size(), 1U) << second;
    }
    EXPECT_TRUE(started.discovery.HandleDeadline(Seconds(133)).failed);
}

TEST(HomeAgentDiscovery, DMN18ReplyWithoutAddressesIsNoAnswer)
{
    StartedDiscovery started;
    EXPECT_FALSE(started.Reply(101, {}));
    EXPECT_EQ(started.discovery.GetNextDeadline(), Seconds(13));
    EXPECT_EQ(Describe(started.discovery.HandleDeadline(Seconds(13)).actions), Lines{REQUEST_101});
}

TEST(HomeAgentDiscovery, UnusableAddressesAreLeftOutAndEachCountsOnce)
{
    StartedDiscovery started;
    const Ipv6Address anycast("2001:db8::fdff:ffff:ffff:fffe");
    const Addresses bad{Ipv6Address("::"), Ipv6Address("ff02::1"), ROUTER_HOME, CARE_OF_B, anycast};
    EXPECT_FALSE(started.Reply(101, bad));
    Addresses mixed = bad;
    mixed.insert(mixed.end(), {OTHER_HOME_AGENT, HOME_AGENT, OTHER_HOME_AGENT});
    EXPECT_EQ(started.Reply(101, mixed), (Addresses{OTHER_HOME_AGENT, HOME_AGENT}));
}

TEST(HomeAgentDiscovery, StoppedRoundIsSilent)
{
    StartedDiscovery started;
    started.discovery.Stop();
    EXPECT_EQ(started.discovery.GetNextDeadline(), std::nullopt);
    EXPECT_FALSE(started.discovery.HandleDeadline(Days(1)).failed);
    EXPECT_FALSE(started.Reply(101, {HOME_AGENT}));
}

} // namespace

} // namespace ns3::mip6::tests

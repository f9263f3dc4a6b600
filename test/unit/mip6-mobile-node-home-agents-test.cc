/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-fixture.h"
#include "mip6-named-row.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * How a mobile node finds a home agent and another one (RFC 6275 section 11.4.1), and what it makes
 * of refusals. Names of rows are those of the public conformance suites.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Another home agent on the home link.
const Ipv6Address OTHER_AGENT("2001:db8::2");
/// Where requests go.
const std::string ANYCAST = "2001:db8::fdff:ffff:ffff:fffe";

/// @param homeAgents in the order of the reply
/// @return a reply to the first request
DiscoveryReplyInput
MakeReply(const std::vector<Ipv6Address>& homeAgents)
{
    DiscoveryReplyInput input;
    input.source = HOME_AGENT;
    input.destination = CARE_OF_A;
    input.message.identifier = RANDOM_BITS;
    input.message.homeAgents = homeAgents;
    return input;
}

/// @return a mobile node that knows no home agent
MobileNodeConfig
MakeSeeker()
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.homeAgent = Ipv6Address::GetAny();
    return config;
}

/// @param actions of a machine @return destinations of the Binding Updates among them
std::vector<Ipv6Address>
FindDestinations(const Actions& actions)
{
    std::vector<Ipv6Address> destinations;
    for (const Action& action : actions)
    {
        if (const auto* send = std::get_if<SendMessage>(&action))
        {
            destinations.push_back(send->destination);
        }
    }
    return destinations;
}

/// Short for comparisons.
using Addresses = std::vector<Ipv6Address>;

TEST(MobileNodeHomeAgents, UnknownHomeAgentIsAskedForFromTheCareOfAddress) // MN-5-1-1-1-005
{
    MobileNode mobile(MakeSeeker());
    mobile.Reach(State::CONFIGURING);
    EXPECT_EQ(Describe(mobile.Ready(CARE_OF_A)),
              (Lines{"Phase address ready 2001:db8:a::10",
                     "State configuring > registering",
                     "Send 2001:db8:a::10 > " + ANYCAST + " discovery request 100"}));
}

TEST(MobileNodeHomeAgents, FirstOfTheReplyIsRegisteredWith) // MN-5-1-2-1-016, MN-5-1-2-1-026
{
    MobileNode mobile(MakeSeeker());
    mobile.Reach(State::REGISTERING);
    const Actions actions =
        mobile.machine.HandleDiscoveryReply(mobile.now, MakeReply({OTHER_AGENT, HOME_AGENT}));
    EXPECT_EQ(FindDestinations(actions), (Addresses{OTHER_AGENT}));
    EXPECT_EQ(mobile.machine.GetHomeAddresses().Find(HOME_ADDRESS)->GetHomeAgent(), OTHER_AGENT);
}

TEST(MobileNodeHomeAgents, ReplyWithoutAddressesBindsNobody) // D-MN-18
{
    MobileNode mobile(MakeSeeker());
    mobile.Reach(State::REGISTERING);
    EXPECT_EQ(
        CountActions<SendMessage>(mobile.machine.HandleDiscoveryReply(mobile.now, MakeReply({}))),
        0U);
    // 3, 6, 12 and 24 s after one another, the wait that follows is 48 s.
    EXPECT_EQ(CountActions<SendIcmpv6>(mobile.Wait(mobile.now + Seconds(92))), 4U);
}

TEST(MobileNodeHomeAgents, SilentHomeLinkIsAskedAgainLater)
{
    MobileNode mobile(MakeSeeker());
    mobile.Reach(State::REGISTERING);
    mobile.Wait(mobile.now + Seconds(94)); // the round ends after 3 + 6 + 12 + 24 + 48 s
    EXPECT_EQ(CountActions<SendIcmpv6>(mobile.Wait(mobile.now + Seconds(30))), 0U);
    EXPECT_EQ(CountActions<SendIcmpv6>(mobile.Wait(mobile.now + Seconds(2))), 1U);
}

TEST(MobileNodeHomeAgents, ReplyThatNobodyAskedForIsDiscarded)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    EXPECT_EQ(Describe(mobile.machine.HandleDiscoveryReply(mobile.now, MakeReply({OTHER_AGENT}))),
              (Lines{"Drop unexpected message"}));
}

TEST(MobileNodeHomeAgents, RefusalLeadsToTheNextOneNotBeforeTheFirstWait) // MN-5-1-2-1-029
{
    MobileNode mobile(MakeSeeker());
    mobile.Reach(State::REGISTERING);
    const Time begin = mobile.now;
    mobile.machine.HandleDiscoveryReply(begin, MakeReply({HOME_AGENT, OTHER_AGENT}));
    const Actions refused = mobile.machine.HandleBindingAcknowledgement(
        begin + MilliSeconds(100),
        MakeAcknowledgementInput(MakeRefusal(101, BindingStatus::INSUFFICIENT_RESOURCES)));
    EXPECT_EQ(FindDestinations(refused), Addresses());
    EXPECT_EQ(FindDestinations(mobile.Wait(begin + MilliSeconds(1499))), Addresses());
    EXPECT_EQ(FindDestinations(mobile.Wait(begin + MilliSeconds(1500))), (Addresses{OTHER_AGENT}));
}

TEST(MobileNodeHomeAgents, RefusalByTheOnlyOneLeadsToDiscovery) // MN-5-1-2-1-028
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.discovery = true;
    MobileNode mobile(config);
    mobile.Reach(State::REGISTERING);
    const Actions refused = mobile.Receive(MakeRefusal(101, BindingStatus::INSUFFICIENT_RESOURCES));
    EXPECT_EQ(CountActions<SendIcmpv6>(refused), 1U);
    mobile.now += Seconds(1);
    const Actions chosen =
        mobile.machine.HandleDiscoveryReply(mobile.now, MakeReply({HOME_AGENT, OTHER_AGENT}));
    EXPECT_EQ(FindDestinations(chosen), (Addresses{OTHER_AGENT}));
}

TEST(MobileNodeHomeAgents, SilentHomeAgentGivesWayWhenTheWaitHasComeToItsCeiling)
{
    MobileNode mobile(MakeSeeker());
    mobile.Reach(State::REGISTERING);
    mobile.machine.HandleDiscoveryReply(mobile.now, MakeReply({HOME_AGENT, OTHER_AGENT}));
    // Updates after 1.5, 3, 6 and 12 s; after another 24 s the wait is 32 s.
    const Time end = mobile.now + MilliSeconds(46500);
    EXPECT_EQ(FindDestinations(mobile.Wait(end - MilliSeconds(1))), Addresses(4, HOME_AGENT));
    const Addresses last = FindDestinations(mobile.Wait(end));
    ASSERT_FALSE(last.empty());
    EXPECT_EQ(last.back(), OTHER_AGENT);
}

TEST(MobileNodeHomeAgents, OnlyHomeAgentIsAskedForEver)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    // 1.5 + 3 + 6 + 12 + 24 s, then every 32 s.
    const Actions actions = mobile.Wait(mobile.now + Seconds(47 + 10 * 32));
    EXPECT_EQ(FindDestinations(actions), Addresses(15, HOME_AGENT));
    EXPECT_EQ(CountActions<SendIcmpv6>(actions), 0U);
}

TEST(MobileNodeHomeAgents, TransferDeletesTheBindingThatTheOldOneDefends)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.discovery = true;
    MobileNode mobile(config);
    mobile.Reach(State::REGISTERED);
    mobile.Wait(mobile.now + Seconds(320)); // a refresh is under way
    mobile.Receive(MakeRefusal(102, BindingStatus::ADMINISTRATIVELY_PROHIBITED));
    mobile.now += Seconds(2);
    const Actions actions =
        mobile.machine.HandleDiscoveryReply(mobile.now, MakeReply({OTHER_AGENT}));
    EXPECT_EQ(FindDestinations(actions), (Addresses{HOME_AGENT, OTHER_AGENT}));
    EXPECT_EQ(CountActions<CloseTunnel>(actions), 1U);
}

TEST(MobileNodeHomeAgents, AtHomeItIsKnownFromItsAdvertisement)
{
    MobileNode mobile(MakeSeeker());
    RouterAdvertisementInput home = MakeHomeAdvertisement();
    home.advertisement.homeAgent = true;
    mobile.Arrive(home);
    EXPECT_EQ(CountActions<SendIcmpv6>(mobile.Wait(mobile.now + Seconds(10))), 0U);
    GoToA(mobile);
    EXPECT_EQ(FindDestinations(mobile.Ready(CARE_OF_A)), (Addresses{HOME_AGENT}));
}

TEST(MobileNodeHomeAgents, AtHomeItIsAskedForFromTheHomeAddress) // MN-5-1-1-1-001
{
    MobileNode mobile(MakeSeeker());
    mobile.Arrive(MakeHomeAdvertisement());
    const Actions actions = mobile.Wait(mobile.now + Seconds(1));
    EXPECT_EQ(Describe({FindAction<SendIcmpv6>(actions)}),
              (Lines{"Send 2001:db8::10 > " + ANYCAST + " discovery request 100"}));
    DiscoveryReplyInput reply = MakeReply({OTHER_AGENT}); // MN-5-1-2-1-002
    reply.destination = HOME_ADDRESS;
    mobile.machine.HandleDiscoveryReply(mobile.now, reply);
    GoToA(mobile);
    EXPECT_EQ(FindDestinations(mobile.Ready(CARE_OF_A)), (Addresses{OTHER_AGENT}));
}

TEST(MobileNodeHomeAgents, HomeAgentThatHasLostTheBindingGetsItAnew)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    BindingError error;
    error.status = BindingErrorStatus::UNKNOWN_BINDING;
    error.homeAddress = HOME_ADDRESS;
    EXPECT_EQ(FindDestinations(mobile.machine.HandleBindingError(mobile.now + Seconds(1),
                                                                 {HOME_AGENT, CARE_OF_A},
                                                                 error)),
              (Addresses{HOME_AGENT}));
}

TEST(MobileNodeHomeAgents, LinkLocalAddressOfTheSameIdentifierIsToBeDefended) // MN-2-1-1-1-002
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    for (const bool isSame : {false, true})
    {
        config.linkLocalAddress = Ipv6Address(isSame ? "fe80::10" : "fe80::11");
        MobileNode mobile(config);
        mobile.Reach(State::CONFIGURING);
        EXPECT_EQ(FindUpdate(mobile.Ready(CARE_OF_A)).linkLocal, isSame);
    }
}

/// A refusal and what the mobile node does on the same link, without another home agent.
struct RefusalRow : NamedRow
{
    uint8_t status;   //!< of the acknowledgement
    std::size_t more; //!< Binding Updates within 40 s
};

/// For each status.
class MobileNodeRefusal : public ::testing::TestWithParam<RefusalRow>
{
};

TEST_P(MobileNodeRefusal, IsNotRegisteredAndNumbersGrow)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    mobile.Receive(MakeRefusal(101, static_cast<BindingStatus>(GetParam().status)));
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERING);
    const Actions later = mobile.Wait(mobile.now + Seconds(40));
    EXPECT_EQ(FindDestinations(later).size(), GetParam().more);
    GoToB(mobile);
    const Actions moved = mobile.Ready(CARE_OF_B);
    // RFC 6275 section 11.7.1: with 134 the home address is not registered any more.
    const bool isBarred = GetParam().status == 134;
    EXPECT_EQ(FindDestinations(moved).size(), isBarred ? 0U : 1U);
    if (!isBarred)
    {
        EXPECT_EQ(FindUpdate(moved).sequence, 102U + GetParam().more);
    }
}

INSTANTIATE_TEST_SUITE_P(Conformance,
                         MobileNodeRefusal,
                         ::testing::Values(RefusalRow{{"MN_2_2_1_1_003_128"}, 128, 1},
                                           RefusalRow{{"MN_2_2_1_1_004_129"}, 129, 0},
                                           RefusalRow{{"MN_2_2_1_1_005_130"}, 130, 1},
                                           RefusalRow{{"MN_2_2_1_1_006_131"}, 131, 0},
                                           RefusalRow{{"MN_2_2_1_1_007_132"}, 132, 0},
                                           RefusalRow{{"MN_2_2_1_1_008_133"}, 133, 0},
                                           RefusalRow{{"MN_2_2_1_1_009_134"}, 134, 0},
                                           RefusalRow{{"Status139"}, 139, 0},
                                           RefusalRow{{"D_MN_26_174"}, 174, 0},
                                           RefusalRow{{"MN_2_2_1_1_035_255"}, 255, 0}),
                         [](const auto& info) { return info.param.name; });

// ---- the way back

/// @return an advertisement of the home link by a router that is no home agent
RouterAdvertisementInput
MakePlainHomeAdvertisement()
{
    return MakeAdvertisement(Ipv6Address("fe80::9"), MakePrefix(HOME_PREFIX));
}

TEST(MobileNodeHomeAgents, HomeAgentIsResolvedWithoutTheHomeAddressBeforeTheDeletion)
{
    MobileNode mobile; // MN-2-1-3-1-007
    mobile.Reach(State::REGISTERED);
    const Actions arrival = mobile.Arrive(MakePlainHomeAdvertisement());
    EXPECT_EQ(CountActions<SendMessage>(arrival), 0U);
    EXPECT_EQ(CountActions<ReleaseHeldPackets>(arrival), 0U);
    EXPECT_EQ(FindAction<ResolveHomeAgent>(arrival).homeAgent, HOME_AGENT);
    NeighborAdvertisementInput answer;
    answer.advertisement.target = HOME_ADDRESS;
    EXPECT_EQ(Describe(mobile.machine.HandleNeighborAdvertisement(mobile.now + Seconds(1), answer)),
              (Lines{"Send 2001:db8::10 > 2001:db8::1 BU 102 AH 0 alternate 2001:db8::10",
                     "Phase binding update sent 2001:db8::10",
                     "ReleaseHeldPackets"}));
}

TEST(MobileNodeHomeAgents, HomeAgainAfterTheEndOfTheBindingIsLikeThere) // MN-3-4-1-1-002
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    mobile.Lose(CARE_OF_A);
    mobile.Wait(Seconds(500));
    const Actions arrival = GoHome(mobile);
    EXPECT_EQ(CountActions<SendMessage>(arrival), 0U);
    EXPECT_TRUE(FindAction<PlaceHomeAddress>(arrival).detectDuplicates);
    EXPECT_EQ(mobile.machine.GetState(), State::AT_HOME);
}

TEST(MobileNodeHomeAgents, UnresolvedHomeAgentGetsTheDeletionAfterThreeSolicitations)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    mobile.Arrive(MakePlainHomeAdvertisement());
    const Time begin = mobile.now;
    const Actions before = mobile.Wait(begin + MilliSeconds(2999));
    EXPECT_EQ(CountActions<ResolveHomeAgent>(before), 2U);
    EXPECT_EQ(CountActions<SendMessage>(before), 0U);
    EXPECT_EQ(FindDestinations(mobile.Wait(begin + Seconds(3))), (Addresses{HOME_AGENT}));
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "nemo-makers.h"

#include <algorithm>
#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * The rows of the conformance list of mobile routers that are about messages, with the numbers of
 * that list.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Where discovery requests go.
const std::string ANYCAST = "2001:db8::fdff:ffff:ffff:fffe";
/// The request of a mobile router on the first foreign link.
const std::string REQUEST = "Send 2001:db8:a::10 > " + ANYCAST + " discovery request 100 R";
/// The options of a registration there.
const std::string OPTIONS = " 420 alternate 2001:db8:a::10 network 2001:db8:100::/64";

/// @param actions of a mobile router @return destinations of the Binding Updates among them
std::vector<Ipv6Address>
FindDestinations(const Actions& actions)
{
    std::vector<Ipv6Address> destinations;
    for (const SendMessage& send : FindActions<SendMessage>(actions))
    {
        destinations.push_back(send.destination);
    }
    return destinations;
}

/// Short for comparisons.
using Addresses = std::vector<Ipv6Address>;

/// @return a mobile router that knows no home agent
RouterSetup
MakeSeeker()
{
    RouterSetup setup;
    setup.config.homeAgent = Ipv6Address::GetAny();
    return setup;
}

/// @param message from the second home agent @return as the mobile router receives it
BindingAcknowledgementInput
FromSecond(const BindingAcknowledgement& message)
{
    return {SECOND_HOME_AGENT, HOME_ADDRESS, message};
}

// ----- whole life and sending

TEST(NemoMobileRouterConformance, FlagIsInEveryUpdateOfALife) // NEMO-MR-0-0-0-1-001, 2-1-2-1-001
{
    MobileRouter router;
    Actions all = router.Register();
    Append(all, router.Wait(Seconds(318)));
    router.Receive(MakeRouterAcknowledgement(102));
    Append(all, GoToB(router));
    Append(all, router.Ready(CARE_OF_B));
    router.Receive(MakeRouterAcknowledgement(103));
    Append(all, GoHome(router));
    const Actions deleted = router.Receive(MakeRouterAcknowledgement(104, Time()));
    std::vector<uint16_t> sequences;
    for (const SendMessage& send : FindActions<SendMessage>(all))
    {
        const auto& update = std::get<BindingUpdate>(send.message);
        EXPECT_TRUE(update.acknowledge && update.homeRegistration && update.mobileRouter);
        sequences.push_back(update.sequence);
    }
    // The first one was sent before Register returned its last actions.
    EXPECT_EQ(sequences, (std::vector<uint16_t>{102, 103, 104}));
    EXPECT_EQ(Select(deleted, "Announce"), (Lines{"AnnounceHomeAddress"})); // 3-4-1-1-001
    EXPECT_EQ(router.machine.GetState(), State::AT_HOME);
}

TEST(NemoMobileRouterConformance, FirstUpdate) // NEMO-MR-2-1-1-1-001, 3-2-1-1-001, D-MR-1
{
    MobileRouter router({NemoMode::EXPLICIT, {NETWORK_1, NETWORK_2}});
    const auto send = FindAction<SendMessage>(router.Ask());
    EXPECT_EQ(Describe({send}),
              (Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 101 AHR" + OPTIONS +
                     " network 2001:db8:101::/64"}));
    const Bytes octets = EncodeMobilityMessage(send.message);
    // Type 6, 18 octets, Reserved 0, 64 bits, at 8n + 4.
    const Bytes begin{6, 18, 0, 64, 0x20, 0x01, 0x0D, 0xB8, 0x01};
    for (const std::size_t at : {36U, 60U})
    {
        ASSERT_GE(octets.size(), at + 20);
        EXPECT_TRUE(std::equal(begin.begin(), begin.end(), octets.begin() + at)) << at;
    }
    EXPECT_EQ(octets.size(), 80U);
}

TEST(NemoMobileRouterConformance, LinkLocalAddressIsDefendedToo) // NEMO-MR-2-1-1-1-002
{
    RouterSetup setup;
    setup.config.linkLocalAddress = Ipv6Address("fe80::10");
    MobileRouter router(setup);
    const BindingUpdate update = FindUpdate(router.Ask());
    EXPECT_TRUE(update.linkLocal && update.mobileRouter);
    EXPECT_FALSE(update.keyManagement); // NEMO-MR-2-1-1-1-004
}

TEST(NemoMobileRouterConformance, LifetimeEndsWithTheCareOfAddress) // NEMO-MR-2-1-1-1-006
{
    MobileRouter router;
    auto input = MakeAdvertisementA();
    GetPrefix(input.advertisement).validLifetime = Seconds(100);
    GetPrefix(input.advertisement).preferredLifetime = Seconds(100);
    router.Arrive(input);
    const BindingUpdate update = FindUpdate(GetReady(router));
    EXPECT_LE(update.lifetime, Seconds(100));
    EXPECT_TRUE(update.mobileRouter);
}

TEST(NemoMobileRouterConformance, UnansweredUpdateIsRepeatedWithDoublingWaits) // 2-1-1-1-013
{
    MobileRouter router;
    router.Ask();
    const Time begin = router.now;
    std::vector<double> waits;
    uint16_t sequence = 101;
    while (waits.size() < 6)
    {
        const Time before = router.now;
        Actions sent;
        while (CountActions<SendMessage>(sent) == 0)
        {
            sent = router.Wait(*router.machine.GetNextDeadline());
        }
        EXPECT_EQ(FindUpdate(sent).sequence, ++sequence);
        EXPECT_TRUE(FindUpdate(sent).mobileRouter);
        EXPECT_EQ(CountActions<OpenTunnel>(sent), 0U);
        waits.push_back((router.now - before).GetSeconds());
    }
    EXPECT_EQ(waits, (std::vector<double>{1.5, 3, 6, 12, 24, 32}));
    EXPECT_EQ((router.now - begin).GetSeconds(), 78.5);
}

// ----- acknowledgements

TEST(NemoMobileRouterConformance, AcceptedWithTheFlagOpensTheTunnel) // NEMO-MR-2-2-1-1-001
{
    MobileRouter router;
    EXPECT_EQ(Select(router.Register(), "OpenTunnel"),
              (Lines{"OpenTunnel 2001:db8::10: 2001:db8:a::10 > 2001:db8::1"}));
    EXPECT_EQ(router.machine.GetState(), State::REGISTERED);
}

TEST(NemoMobileRouterConformance, RefreshAdviceIsFollowed) // NEMO-MR-2-2-1-1-026
{
    MobileRouter router;
    router.Ask();
    const Time sent = router.now;
    BindingAcknowledgement accepted = MakeRouterAcknowledgement(101);
    accepted.options.emplace_back(BindingRefreshAdvice{Seconds(100)});
    router.Receive(accepted);
    EXPECT_EQ(CountActions<SendMessage>(router.Wait(sent + Seconds(99))), 0U);
    EXPECT_TRUE(FindUpdate(router.Wait(sent + Seconds(100))).mobileRouter);
}

TEST(NemoMobileRouterConformance, AcceptedWithoutTheFlagLeadsToAnother) // NEMO-MR-2-2-1-1-060
{
    MobileRouter router;
    router.Ask();
    EXPECT_EQ(Select(router.Receive(MakeAcknowledgement(101)), "Send"),
              (Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 102 AHR 0 alternate "
                     "2001:db8:a::10",
                     REQUEST}));
    Actions chosen = router.Discover({SECOND_HOME_AGENT});
    Append(chosen, router.Wait(router.now + Seconds(1)));
    EXPECT_EQ(
        Select(chosen, "Send"),
        (Lines{"Send 2001:db8:a::10 > 2001:db8::2 option 2001:db8::10 BU 101 AHR" + OPTIONS}));
    EXPECT_EQ(Select(router.machine.HandleBindingAcknowledgement(
                         router.now + MilliSeconds(20),
                         FromSecond(MakeRouterAcknowledgement(101))),
                     "OpenTunnel"),
              (Lines{"OpenTunnel 2001:db8::10: 2001:db8:a::10 > 2001:db8::2"}));
}

TEST(NemoMobileRouterConformance, RefreshAcceptedWithoutTheFlagEndsTheTunnel)
{
    MobileRouter router;
    router.Register();
    router.Wait(Seconds(320));
    const Actions actions = router.Receive(MakeAcknowledgement(102));
    EXPECT_EQ(CountActions<CloseTunnel>(actions), 1U);
    EXPECT_EQ(router.machine.GetState(), State::REGISTERING);
    EXPECT_EQ(Select(actions, "List"), (Lines{"List removed 2001:db8::10 at 2001:db8:a::10 0"}));
}

TEST(NemoMobileRouterConformance, AcknowledgementOfNothingIsIgnored) // NEMO-MR-2-2-1-1-017
{
    MobileRouter router;
    router.Ask();
    EXPECT_EQ(Describe(router.Receive(MakeRouterAcknowledgement(55))),
              (Lines{"Drop unexpected message"}));
    EXPECT_EQ(FindUpdate(router.Wait(router.now + Seconds(1))).sequence, 102);
    EXPECT_EQ(router.machine.GetState(), State::REGISTERING);
}

/// A refusal by the only home agent.
struct RefusalRow : NamedRow
{
    NemoMode mode; //!< of the mobile router
    int status;    //!< of the acknowledgement
    bool isFinal;  //!< whether it is never asked again; else not before 30 s
};

/// RFC 3963 section 5.4, RFC 6275 section 11.7.3.
class RouterRefusalTable : public testing::TestWithParam<RefusalRow>
{
};

TEST_P(RouterRefusalTable, NothingIsForwardedAndNobodyAskedAgain)
{
    const RefusalRow& row = GetParam();
    MobileRouter router({row.mode, {NETWORK_1}});
    router.Ask();
    Actions actions = router.Receive(MakeRouterRefusal(101, row.status));
    Append(actions, router.Wait(router.now + Seconds(30)));
    EXPECT_EQ(CountActions<SendMessage>(actions), 0U);
    EXPECT_EQ(CountActions<OpenTunnel>(actions), 0U);
    EXPECT_EQ(router.machine.GetState(), State::REGISTERING);
}

TEST_P(RouterRefusalTable, MovementBringsAnotherUpdateUnlessItIsFinal)
{
    const RefusalRow& row = GetParam();
    MobileRouter router({row.mode, {NETWORK_1}});
    router.Ask();
    router.Receive(MakeRouterRefusal(101, row.status));
    GoToB(router);
    const Actions actions = router.Ready(CARE_OF_B);
    EXPECT_EQ(CountActions<SendMessage>(actions), row.isFinal || row.status == 134 ? 0U : 1U);
    EXPECT_EQ(Select(actions, "Send 2001:db8:b::10 > " + ANYCAST).size(), row.isFinal ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(
    NemoMobileRouter,
    RouterRefusalTable,
    testing::Values(RefusalRow{{"NEMO_MR_2_2_1_1_003"}, NemoMode::EXPLICIT, 128, false},
                    RefusalRow{{"NEMO_MR_2_2_1_1_004"}, NemoMode::EXPLICIT, 129, false},
                    RefusalRow{{"NEMO_MR_2_2_1_1_005"}, NemoMode::EXPLICIT, 130, false},
                    RefusalRow{{"NEMO_MR_2_2_1_1_006"}, NemoMode::EXPLICIT, 131, false},
                    RefusalRow{{"NEMO_MR_2_2_1_1_009"}, NemoMode::EXPLICIT, 134, false},
                    RefusalRow{{"NEMO_MR_2_2_1_1_035"}, NemoMode::EXPLICIT, 255, false},
                    RefusalRow{{"NEMO_MR_2_2_1_1_043_Implicit"}, NemoMode::IMPLICIT, 140, true},
                    RefusalRow{{"NEMO_MR_2_2_1_1_043_Explicit"}, NemoMode::EXPLICIT, 140, true},
                    RefusalRow{{"NEMO_MR_2_2_1_1_045"}, NemoMode::IMPLICIT, 141, true},
                    RefusalRow{{"Explicit141"}, NemoMode::EXPLICIT, 141, true},
                    RefusalRow{{"NEMO_MR_2_2_1_1_050"}, NemoMode::IMPLICIT, 142, true},
                    RefusalRow{{"Explicit142"}, NemoMode::EXPLICIT, 142, true},
                    RefusalRow{{"NEMO_MR_2_2_1_1_055"}, NemoMode::IMPLICIT, 143, true},
                    RefusalRow{{"Explicit143"}, NemoMode::EXPLICIT, 143, true},
                    RefusalRow{{"Host140"}, NemoMode::HOST, 140, false}),
    [](const auto& instance) { return instance.param.name; });

/// A refusal by the first of two home agents.
class TwoAgentsTable : public testing::TestWithParam<RefusalRow>
{
  protected:
    TwoAgentsTable()
        : m_router({GetParam().mode, {NETWORK_1}})
    {
        m_router.Ask();
        m_refused = m_router.Receive(MakeRouterRefusal(101, GetParam().status));
    }

    MobileRouter m_router; //!< refused by the first one
    Actions m_refused;     //!< of the refusal
};

TEST_P(TwoAgentsTable, OtherOneIsLookedForAndAsked)
{
    EXPECT_EQ(Select(m_refused, "Send"), Lines{REQUEST});
    Actions chosen = m_router.Discover({HOME_AGENT, SECOND_HOME_AGENT});
    Append(chosen, m_router.Wait(m_router.now + Seconds(1)));
    EXPECT_EQ(FindDestinations(chosen), Addresses{SECOND_HOME_AGENT});
    EXPECT_TRUE(FindUpdate(chosen).mobileRouter);
    m_router.machine.HandleBindingAcknowledgement(m_router.now,
                                                  FromSecond(MakeRouterAcknowledgement(101)));
    EXPECT_EQ(m_router.machine.GetState(), State::REGISTERED);
    GoToB(m_router);
    EXPECT_EQ(FindDestinations(m_router.Ready(CARE_OF_B)), Addresses{SECOND_HOME_AGENT});
}

TEST_P(TwoAgentsTable, IfAllRefuseNoneIsAskedAgain)
{
    m_router.Discover({HOME_AGENT, SECOND_HOME_AGENT});
    m_router.Wait(m_router.now + Seconds(1));
    m_router.machine.HandleBindingAcknowledgement(
        m_router.now,
        FromSecond(MakeRouterRefusal(101, GetParam().status)));
    Actions later = m_router.Discover({SECOND_HOME_AGENT, HOME_AGENT});
    Append(later, m_router.Wait(m_router.now + Seconds(40)));
    EXPECT_GT(CountActions<SendIcmpv6>(later), 0U);
    Append(later, m_router.Discover({HOME_AGENT, SECOND_HOME_AGENT}));
    EXPECT_EQ(CountActions<SendMessage>(later), 0U);
}

TEST_P(TwoAgentsTable, ChangeOfTheNetworksIsANewBeginning)
{
    EXPECT_EQ(FindDestinations(m_router.SetMode(
                  GetParam().mode == NemoMode::IMPLICIT ? NemoMode::EXPLICIT : NemoMode::IMPLICIT)),
              Addresses{HOME_AGENT});
}

INSTANTIATE_TEST_SUITE_P(
    NemoMobileRouter,
    TwoAgentsTable,
    testing::Values(RefusalRow{{"Implicit140"}, NemoMode::IMPLICIT, 140, true},
                    RefusalRow{{"Explicit140"}, NemoMode::EXPLICIT, 140, true},
                    RefusalRow{{"Explicit141"}, NemoMode::EXPLICIT, 141, true},
                    RefusalRow{{"NEMO_MR_2_2_1_1_053"}, NemoMode::EXPLICIT, 142, true},
                    RefusalRow{{"Implicit143"}, NemoMode::IMPLICIT, 143, true}),
    [](const auto& instance) { return instance.param.name; });

TEST(NemoMobileRouterConformance, RefusedRefreshLeavesTheTunnelUntilTheBindingEnds)
{
    MobileRouter router;
    router.Register();
    router.Wait(Seconds(320));
    EXPECT_EQ(CountActions<CloseTunnel>(router.Receive(MakeRouterRefusal(102, 142))), 0U);
    EXPECT_EQ(router.machine.GetState(), State::REGISTERED);
    EXPECT_EQ(CountActions<CloseTunnel>(router.Wait(Seconds(424))), 1U);
    EXPECT_EQ(router.machine.GetState(), State::REGISTERING);
}

// ----- returning home

TEST(NemoMobileRouterConformance, DeletionFromHome) // NEMO-MR-2-1-3-1-001
{
    MobileRouter router;
    router.Register();
    EXPECT_EQ(Select(GoHome(router), "Send"),
              (Lines{"Send 2001:db8::10 > 2001:db8::1 BU 102 AHR 0 alternate 2001:db8::10"}));
}

TEST(NemoMobileRouterConformance, HomeAgentIsResolvedBeforeTheDeletion) // NEMO-MR-2-1-3-1-007
{
    MobileRouter router(MakeSeeker());
    router.Ask();
    router.Discover({HOME_AGENT});
    router.Receive(MakeRouterAcknowledgement(101));
    auto input = MakeHomeAdvertisement();
    RemoveOptions<SourceLinkLayerAddress>(input.advertisement);
    const Actions arrived = router.Arrive(input);
    EXPECT_EQ(Select(arrived, "ResolveHomeAgent"), (Lines{"ResolveHomeAgent 2001:db8::1"}));
    EXPECT_EQ(CountActions<SendMessage>(arrived), 0U);
    NeighborAdvertisementInput answer;
    answer.advertisement.target = HOME_ADDRESS;
    const BindingUpdate update =
        FindUpdate(router.machine.HandleNeighborAdvertisement(router.now, answer));
    EXPECT_TRUE(update.mobileRouter && update.lifetime.IsZero());
}

TEST(NemoMobileRouterConformance, RefusedDeletionIsTheEndOfIt) // NEMO-MR-2-2-2-1-008
{
    MobileRouter router;
    router.Register();
    GoHome(router);
    router.Receive(MakeRouterRefusal(102, 133));
    EXPECT_EQ(router.machine.GetState(), State::AT_HOME);
    EXPECT_EQ(CountActions<SendMessage>(router.Wait(router.now + Seconds(100))), 0U);
}

TEST(NemoMobileRouterConformance, NothingIsDeletedAfterExpiry) // NEMO-MR-3-4-1-1-002
{
    MobileRouter router;
    router.Register();
    LoseAddress(router);
    router.Wait(Seconds(500));
    const Actions home = router.Arrive(MakeHomeAdvertisement());
    EXPECT_EQ(CountActions<SendMessage>(home), 0U);
    EXPECT_EQ(Select(home, "PlaceHomeAddress"), (Lines{"PlaceHomeAddress link detect"}));
}

TEST(NemoMobileRouterConformance, HomeAfterARefusalIsAPlainAttachment)
{
    MobileRouter router;
    router.Ask();
    router.Receive(MakeAcknowledgement(101)); // without the flag: deleted at once
    const Actions home = GoHome(router);
    EXPECT_EQ(CountActions<SendMessage>(home), 0U);
    EXPECT_EQ(Select(home, "PlaceHomeAddress"), (Lines{"PlaceHomeAddress link detect"}));
    EXPECT_EQ(router.machine.GetState(), State::AT_HOME);
}

// ----- home agent discovery

TEST(NemoMobileRouterConformance, RequestAbroadHasTheFlag) // NEMO-MR-5-1-1-1-005
{
    MobileRouter router(MakeSeeker());
    EXPECT_EQ(Select(router.Ask(), "Send"), Lines{REQUEST});
}

TEST(NemoMobileRouterConformance, RequestAtHomeHasTheFlag) // NEMO-MR-5-1-1-1-001, 5-1-2-1-002
{
    MobileRouter router(MakeSeeker());
    GoHome(router);
    EXPECT_EQ(Select(router.Wait(router.now + Seconds(2)), "Send"),
              (Lines{"Send 2001:db8::10 > " + ANYCAST + " discovery request 100 R"}));
    router.machine.HandleDiscoveryReply(router.now,
                                        {HOME_AGENT, HOME_ADDRESS, {100, true, {HOME_AGENT}}});
    const Actions first = router.Ask();
    EXPECT_EQ(FindDestinations(first), Addresses{HOME_AGENT});
    EXPECT_TRUE(FindUpdate(first).mobileRouter);
}

TEST(NemoMobileRouterConformance, HostAsksWithoutTheFlag)
{
    RouterSetup setup = MakeSeeker();
    setup.mode = NemoMode::HOST;
    MobileRouter router(setup);
    EXPECT_EQ(Select(router.Ask(), "Send"),
              (Lines{"Send 2001:db8:a::10 > " + ANYCAST + " discovery request 100"}));
    EXPECT_EQ(FindDestinations(router.Discover({HOME_AGENT}, false)), Addresses{HOME_AGENT});
}

TEST(NemoMobileRouterConformance, FirstOfTheReplyIsAsked) // NEMO-MR-5-1-2-1-016, 5-1-2-1-026
{
    MobileRouter router(MakeSeeker());
    router.Ask();
    const Actions chosen = router.Discover({HOME_AGENT, SECOND_HOME_AGENT});
    EXPECT_EQ(FindDestinations(chosen), Addresses{HOME_AGENT});
    EXPECT_TRUE(FindUpdate(chosen).mobileRouter);
}

TEST(NemoMobileRouterConformance, NextOfTheReplyIsAskedAfterTheFirstWait) // NEMO-MR-5-1-2-1-029
{
    MobileRouter router(MakeSeeker());
    router.Ask();
    router.Discover({HOME_AGENT, SECOND_HOME_AGENT});
    const Time begin = router.now;
    const Actions refused = router.machine.HandleBindingAcknowledgement(
        begin + MilliSeconds(100),
        MakeAcknowledgementInput(MakeRouterRefusal(101, 130)));
    EXPECT_EQ(FindDestinations(refused), Addresses());
    EXPECT_EQ(FindDestinations(router.Wait(begin + MilliSeconds(1499))), Addresses());
    EXPECT_EQ(FindDestinations(router.Wait(begin + MilliSeconds(1500))),
              Addresses{SECOND_HOME_AGENT});
}

TEST(NemoMobileRouterConformance, ReplyWithoutTheFlagIsNotFollowed) // D-MR-8
{
    MobileRouter router(MakeSeeker());
    router.Ask();
    EXPECT_EQ(CountActions<SendMessage>(router.Discover({HOME_AGENT}, false)), 0U);
    EXPECT_EQ(FindDestinations(router.Discover({HOME_AGENT})), Addresses{HOME_AGENT});
}

TEST(NemoMobileRouterConformance, NodeWithoutMobileIpv6IsLeftAlone) // NEMO-MR-6-2-2-1-001
{
    MobileRouter router;
    router.Ask();
    Icmpv6Error error;
    error.type = ICMPV6_PARAMETER_PROBLEM;
    error.code = PARAMETER_PROBLEM_UNKNOWN_NEXT_HEADER;
    error.packet.source = CARE_OF_A;
    error.packet.destination = HOME_AGENT;
    error.packet.nextHeader = NEXT_HEADER_MOBILITY;
    error.packet.optionHomeAddress = HOME_ADDRESS;
    router.machine.HandleIcmpv6Error(router.now, HOME_AGENT, error);
    EXPECT_EQ(CountActions<SendMessage>(router.Wait(router.now + Seconds(60))), 0U);
}

} // namespace

} // namespace ns3::mip6::tests

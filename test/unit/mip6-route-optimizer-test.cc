/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-route-optimizer-fixture.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// @param threshold of packets @return the usual mobile node with it
MobileNodeConfig
MakeConfigWith(uint32_t threshold)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.optimization.threshold = threshold;
    return config;
}

/// @param number of a correspondent node @return its address
Ipv6Address
MakePeerAddress(int number)
{
    return Ipv6Address(("2001:db8:ff:" + std::to_string(1000 + number) + "::1").c_str());
}

/// @param status of a Binding Error @param address in it @return the message
BindingError
MakeError(BindingErrorStatus status, const Ipv6Address& address = HOME_ADDRESS)
{
    BindingError error;
    error.status = status;
    error.homeAddress = address;
    return error;
}

// ---- with whom

/// A node that packets are exchanged with through the tunnel.
struct PeerRow : NamedRow
{
    const char* address;    //!< of the node
    bool isOptimized;       //!< whether it is worth a registration
    const char* allow = ""; //!< network of the only range that is allowed, of 48 bits
    const char* deny = "";  //!< network of a range that is denied, of 48 bits
};

/// See PeerRow.
class OptimizedPeer : public testing::TestWithParam<PeerRow>
{
};

TEST_P(OptimizedPeer, IsUnicastRoutableAndAllowed)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    if (*GetParam().allow != '\0')
    {
        config.optimization.allow.push_back({GetParam().allow, 48});
    }
    if (*GetParam().deny != '\0')
    {
        config.optimization.deny.push_back({GetParam().deny, 48});
    }
    AwayFixture mobile(config);
    EXPECT_EQ(mobile.optimizer.NoteTunnelled(Time(), GetParam().address), GetParam().isOptimized);
}

INSTANTIATE_TEST_SUITE_P(
    Addresses,
    OptimizedPeer,
    testing::Values(
        PeerRow{{"Usual"}, "2001:db8:c::1", true},
        PeerRow{{"MN2122004HomeAgent"}, "2001:db8::1", false},
        PeerRow{{"OwnHomeAddress"}, "2001:db8::10", false},
        PeerRow{{"OwnCareOfAddress"}, "2001:db8:a::10", false},
        PeerRow{{"LinkLocal"}, "fe80::1", false},
        PeerRow{{"Multicast"}, "ff0e::1", false},
        PeerRow{{"Unspecified"}, "::", false},
        PeerRow{{"Loopback"}, "::1", false},
        PeerRow{{"Allowed"}, "2001:db8:c::1", true, "2001:db8:c::"},
        PeerRow{{"NotAllowed"}, "2001:db8:d::1", false, "2001:db8:c::"},
        PeerRow{{"MN2112016Denied"}, "2001:db8:c::1", false, "", "2001:db8:c::"},
        PeerRow{{"NotDenied"}, "2001:db8:d::1", true, "", "2001:db8:c::"},
        PeerRow{{"AllowedAndDenied"}, "2001:db8:c::1", false, "2001:db8:c::", "2001:db8:c::"}),
    [](const auto& info) { return info.param.name; });

TEST(RouteOptimizer, DMN23DisabledOneTunnelsEverything)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.optimization.enabled = false;
    AwayFixture mobile(config);
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT));
}

TEST(RouteOptimizer, NothingBeginsWithoutAHomeRegistration)
{
    OptimizerFixture mobile;
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT));
    EXPECT_EQ(Describe(mobile.Begin(Time())), Lines());
    EXPECT_EQ(mobile.list.GetSize(), 0U);
}

TEST(RouteOptimizer, ThresholdCountsThePacketsOfEachPeerByItself)
{
    AwayFixture mobile(MakeConfigWith(3));
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT));
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT_B));
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT));
    EXPECT_TRUE(mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT));
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT_B));
}

TEST(RouteOptimizer, LongPauseBeginsTheCountAnew)
{
    AwayFixture mobile(MakeConfigWith(3));
    mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT);
    mobile.optimizer.NoteTunnelled(Seconds(10), CORRESPONDENT); // not longer than the interval
    const Time later = Seconds(20) + TimeStep(1);
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(later, CORRESPONDENT));
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(later, CORRESPONDENT));
    EXPECT_TRUE(mobile.optimizer.NoteTunnelled(later, CORRESPONDENT));
}

TEST(RouteOptimizer, ManyCandidatesAreForgottenOnceTheyArePast)
{
    AwayFixture mobile(MakeConfigWith(2));
    for (int i = 0; i < 2000; ++i)
    {
        EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Time(), MakePeerAddress(i)));
    }
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Seconds(11), CORRESPONDENT));
    EXPECT_TRUE(mobile.optimizer.NoteTunnelled(Seconds(12), CORRESPONDENT));
}

// ---- one correspondent node

TEST(RouteOptimizer, MN2112001StrangerIsTestedAndListed)
{
    AwayFixture mobile;
    EXPECT_EQ(NameMessages(mobile.Begin(Time())), (Lines{"HoTI", "CoTI"}));
    EXPECT_NE(mobile.list.Find(CORRESPONDENT), nullptr);
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Time(), CORRESPONDENT));
    EXPECT_EQ(Describe(mobile.Begin(Time())), Lines());
}

TEST(RouteOptimizer, PathOpensBeforeTheBindingIsReported)
{
    AwayFixture mobile;
    mobile.Begin(Time());
    mobile.AnswerTests(Time());
    EXPECT_EQ(Describe(mobile.Accept(Time())),
              (Lines{"OpenPath 2001:db8:c::1: 2001:db8:a::10 > 2001:db8:c::1",
                     "List added 2001:db8::10 at 2001:db8:a::10 420",
                     "Phase correspondent binding accepted 2001:db8:c::1"}));
}

TEST(RouteOptimizer, RefreshKeepsThePath)
{
    OptimizedFixture mobile;
    mobile.usedAt = Seconds(1);
    EXPECT_EQ(NameMessages(mobile.ServeUntil(Seconds(315))), (Lines{"HoTI", "CoTI"}));
    mobile.AnswerTests(Seconds(315));
    EXPECT_EQ(Describe(mobile.Accept(Seconds(315))),
              Lines{"List updated 2001:db8::10 at 2001:db8:a::10 420"});
}

TEST(RouteOptimizer, MN3212018PathClosesWithTheBindingAndTrafficBeginsAnew)
{
    OptimizedFixture mobile;
    EXPECT_EQ(Describe(mobile.ServeUntil(Seconds(420))),
              (Lines{"ClosePath 2001:db8:c::1", "List expired 2001:db8::10 at 2001:db8:a::10 0"}));
    EXPECT_EQ(mobile.list.GetSize(), 0U);
    EXPECT_EQ(mobile.optimizer.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(mobile.optimizer.NoteTunnelled(Seconds(420), CORRESPONDENT));
    EXPECT_EQ(NameMessages(mobile.Begin(Seconds(420))), (Lines{"HoTI", "CoTI"}));
}

TEST(RouteOptimizer, SilentNodeRestsAndIsTriedAgainByLaterTraffic)
{
    AwayFixture mobile;
    mobile.Begin(Time());
    mobile.ServeUntil(Seconds(100)); // given up at 15 s
    EXPECT_EQ(mobile.list.GetSize(), 0U);
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Seconds(315) - TimeStep(1), CORRESPONDENT));
    EXPECT_TRUE(mobile.optimizer.NoteTunnelled(Seconds(315), CORRESPONDENT));
    EXPECT_EQ(NameMessages(mobile.Begin(Seconds(315))), (Lines{"HoTI", "CoTI"}));
}

TEST(RouteOptimizer, MN4222002UnsupportedTestInitLetsTheNodeRest)
{
    AwayFixture mobile;
    mobile.Begin(Time());
    EXPECT_EQ(Describe(mobile.optimizer.HandleUnsupported(Time(), CORRESPONDENT)), Lines());
    EXPECT_EQ(mobile.list.GetSize(), 0U);
    EXPECT_EQ(mobile.optimizer.GetNextDeadline(), std::nullopt);
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Seconds(299), CORRESPONDENT));
    EXPECT_TRUE(mobile.optimizer.NoteTunnelled(Seconds(300), CORRESPONDENT));
}

TEST(RouteOptimizer, MN3312001UnknownTypeAfterAnUpdateLetsTheNodeRest)
{
    AwayFixture mobile;
    mobile.Begin(Time());
    mobile.AnswerTests(Time());
    mobile.optimizer.HandleBindingError(Time(),
                                        CORRESPONDENT,
                                        MakeError(BindingErrorStatus::UNKNOWN_MOBILITY_TYPE));
    EXPECT_EQ(mobile.optimizer.GetNextDeadline(), std::nullopt);
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Seconds(32), CORRESPONDENT));
}

TEST(RouteOptimizer, MN3312004UnknownBindingClosesThePath)
{
    OptimizedFixture mobile;
    const Actions actions =
        mobile.optimizer.HandleBindingError(Seconds(1),
                                            CORRESPONDENT,
                                            MakeError(BindingErrorStatus::UNKNOWN_BINDING));
    EXPECT_EQ(Describe(actions),
              (Lines{"ClosePath 2001:db8:c::1", "List removed 2001:db8::10 at 2001:db8:a::10 0"}));
    EXPECT_EQ(mobile.list.GetSize(), 0U);
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(MilliSeconds(1999), CORRESPONDENT));
    EXPECT_TRUE(mobile.optimizer.NoteTunnelled(Seconds(2), CORRESPONDENT));
}

TEST(RouteOptimizer, BindingErrorAboutAnotherHomeAddressIsIgnored)
{
    OptimizedFixture mobile;
    const Actions actions = mobile.optimizer.HandleBindingError(
        Seconds(1),
        CORRESPONDENT,
        MakeError(BindingErrorStatus::UNKNOWN_BINDING, Ipv6Address("2001:db8::11")));
    EXPECT_EQ(Describe(actions), Lines{"Drop unexpected message"});
    EXPECT_EQ(mobile.list.Find(CORRESPONDENT)->expiresAt, Seconds(420));
}

TEST(RouteOptimizer, BindingErrorOfAnUndefinedStatusIsIgnored)
{
    OptimizedFixture mobile;
    const Actions actions =
        mobile.optimizer.HandleBindingError(Seconds(1),
                                            CORRESPONDENT,
                                            MakeError(static_cast<BindingErrorStatus>(3)));
    EXPECT_EQ(Describe(actions), Lines{"Drop unexpected message"});
}

TEST(RouteOptimizer, DMN15MessagesOfStrangersAreIgnored)
{
    OptimizedFixture mobile;
    const Lines drop{"Drop unexpected message"};
    RouteOptimizer& optimizer = mobile.optimizer;
    const auto unknown = MakeError(BindingErrorStatus::UNKNOWN_BINDING);
    const auto type = MakeError(BindingErrorStatus::UNKNOWN_MOBILITY_TYPE);
    const PlayedCorrespondent& peer = mobile.GetPeer();
    EXPECT_EQ(Describe(optimizer.HandleBindingError(Time(), CORRESPONDENT_B, unknown)), drop);
    EXPECT_EQ(Describe(optimizer.HandleBindingError(Time(), CORRESPONDENT_B, type)), drop);
    EXPECT_EQ(Describe(optimizer.HandleUnsupported(Time(), CORRESPONDENT_B)), Lines());
    EXPECT_EQ(Describe(optimizer.HandleRefreshRequest(Time(), CORRESPONDENT_B)), drop);
    EXPECT_EQ(Describe(optimizer.HandleHomeTest(Time(), CORRESPONDENT_B, peer.MakeHomeTest())),
              drop);
    EXPECT_EQ(Describe(optimizer.HandleCareOfTest(Time(), CORRESPONDENT_B, peer.MakeCareOfTest())),
              drop);
    EXPECT_EQ(Describe(mobile.Receive(Time(), CORRESPONDENT_B, peer.Accept())), drop);
    EXPECT_EQ(mobile.list.GetSize(), 1U);
}

TEST(RouteOptimizer, MN3412001RefreshRequestOfABoundNodeTestsAgain)
{
    OptimizedFixture mobile;
    EXPECT_EQ(NameMessages(mobile.optimizer.HandleRefreshRequest(Seconds(1), CORRESPONDENT)),
              (Lines{"HoTI", "CoTI"}));
}

// ---- movement

TEST(RouteOptimizer, LostCareOfAddressClosesThePathAndSendsNothing)
{
    OptimizedFixture mobile;
    EXPECT_EQ(Describe(mobile.optimizer.HandleDetached()), Lines{"ClosePath 2001:db8:c::1"});
    EXPECT_EQ(Describe(mobile.optimizer.HandleDetached()), Lines());
    EXPECT_FALSE(mobile.optimizer.NoteTunnelled(Seconds(1), CORRESPONDENT_B));
    EXPECT_EQ(NameMessages(mobile.ServeUntil(Seconds(419))), Lines());
}

TEST(RouteOptimizer, NewCareOfAddressIsBoundAndGetsThePath)
{
    OptimizedFixture mobile;
    mobile.optimizer.HandleDetached();
    EXPECT_EQ(NameMessages(mobile.MoveTo(Seconds(5), CARE_OF_B)), Lines{"CoTI"});
    mobile.See(mobile.optimizer.HandleCareOfTest(Seconds(5),
                                                 CORRESPONDENT,
                                                 mobile.GetPeer().MakeCareOfTest()));
    EXPECT_EQ(Describe(mobile.Accept(Seconds(5))).front(),
              "OpenPath 2001:db8:c::1: 2001:db8:b::10 > 2001:db8:c::1");
}

TEST(RouteOptimizer, RefreshOfTheHomeRegistrationLengthensNothingAtOnce)
{
    OptimizedFixture mobile;
    EXPECT_EQ(Describe(mobile.MoveTo(Seconds(5), CARE_OF_A)), Lines());
    EXPECT_EQ(mobile.list.Find(CORRESPONDENT)->expiresAt, Seconds(420));
}

TEST(RouteOptimizer, ReturnDeletesWhatIsBoundAndForgetsTheRest)
{
    OptimizedFixture mobile;
    mobile.Begin(Time(), CORRESPONDENT_B); // nothing but tests so far
    mobile.optimizer.HandleDetached();
    EXPECT_EQ(NameMessages(mobile.optimizer.HandleAtHome(Seconds(5))), Lines{"BU 102 0"});
    EXPECT_EQ(mobile.list.GetSize(), 1U);
}

TEST(RouteOptimizer, AcknowledgedDeletionLeavesAnEmptyList)
{
    OptimizedFixture mobile;
    mobile.optimizer.HandleDetached();
    mobile.See(mobile.optimizer.HandleAtHome(Seconds(5)));
    EXPECT_EQ(Describe(mobile.Accept(Seconds(5))),
              (Lines{"List removed 2001:db8::10 at 2001:db8::10 0",
                     "Phase correspondent binding accepted 2001:db8:c::1"}));
    EXPECT_EQ(mobile.list.GetSize(), 0U);
    EXPECT_EQ(mobile.optimizer.GetNextDeadline(), std::nullopt);
}

TEST(RouteOptimizer, LeavingDuringADeletionBindsInstead)
{
    OptimizedFixture mobile;
    mobile.optimizer.HandleDetached();
    mobile.optimizer.HandleAtHome(Seconds(5));
    mobile.optimizer.HandleDetached();
    EXPECT_EQ(NameMessages(mobile.MoveTo(Seconds(6), CARE_OF_A)), Lines{"BU 103 420"});
    EXPECT_EQ(Describe(mobile.Accept(Seconds(6))).front(),
              "OpenPath 2001:db8:c::1: 2001:db8:a::10 > 2001:db8:c::1");
}

// ---- many correspondent nodes

TEST(RouteOptimizer, TwoCorrespondentNodesDoNotMixUpTheirTests)
{
    AwayFixture mobile;
    mobile.Begin(Time());
    mobile.Begin(Time(), CORRESPONDENT_B);
    const HomeTest other = mobile.GetPeer(CORRESPONDENT_B).MakeHomeTest();
    EXPECT_EQ(Describe(mobile.optimizer.HandleHomeTest(Time(), CORRESPONDENT, other)),
              Lines{"Drop unexpected message"});
    mobile.AnswerTests(Time(), CORRESPONDENT_B);
    EXPECT_EQ(CountActions<OpenDirectPath>(mobile.Accept(Time(), CORRESPONDENT_B)), 1U);
    EXPECT_EQ(mobile.list.Find(CORRESPONDENT)->expiresAt, std::nullopt);
    EXPECT_EQ(mobile.list.Find(CORRESPONDENT_B)->expiresAt, Seconds(420));
}

TEST(RouteOptimizer, DeadlinesOfAThousandAreServedInOrder)
{
    AwayFixture mobile;
    for (int i = 0; i < 1000; ++i)
    {
        mobile.optimizer.HandleCorrespondent(MilliSeconds(i), MakePeerAddress(i));
    }
    std::size_t inits = 0;
    Time last;
    for (auto at = mobile.optimizer.GetNextDeadline(); at; at = mobile.optimizer.GetNextDeadline())
    {
        EXPECT_GE(*at, last);
        last = *at;
        inits += CountActions<SendMessage>(mobile.optimizer.HandleDeadline(*at));
    }
    EXPECT_EQ(inits, 6000U); // three repetitions of both
    EXPECT_EQ(last, Seconds(15) + MilliSeconds(999));
    EXPECT_EQ(mobile.list.GetSize(), 0U);
}

TEST(RouteOptimizer, MoveTestsEachOfAThousandOnceInTheOrderOfTheirAddresses)
{
    AwayFixture mobile;
    for (int i = 0; i < 1000; ++i)
    {
        mobile.optimizer.HandleCorrespondent(Time(), MakePeerAddress(999 - i));
    }
    mobile.optimizer.HandleDetached();
    const auto sent =
        FindActions<SendMessage>(mobile.optimizer.HandleRegistered(Seconds(1), {CARE_OF_B, {}}));
    ASSERT_EQ(sent.size(), 2000U);
    for (int i = 0; i < 2000; ++i)
    {
        EXPECT_EQ(sent.at(i).destination, MakePeerAddress(i / 2));
        EXPECT_EQ(std::holds_alternative<HomeTestInit>(sent.at(i).message), i % 2 == 0);
    }
}

} // namespace

} // namespace ns3::mip6::tests

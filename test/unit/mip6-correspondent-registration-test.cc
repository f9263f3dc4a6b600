/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-registration-fixture.h"
#include "mip6-named-row.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

using Event = CorrespondentEvent;
using Phase = CorrespondentState;

/// @param acknowledge A bit @return the usual mobile node with it
MobileNodeConfig
MakeConfigWith(bool acknowledge)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.optimization.acknowledge = acknowledge;
    return config;
}

TEST(CorrespondentRegistration, NewOneIsSuspendedAndListed)
{
    CorrespondentRegistrationFixture mobile;
    EXPECT_EQ(mobile.registration.GetState(), Phase::SUSPENDED);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), std::nullopt);
    EXPECT_EQ(mobile.GetEntry().sequence, 100);
    EXPECT_EQ(mobile.GetEntry().expiresAt, std::nullopt);
}

TEST(CorrespondentRegistration, MN2112001RegistrationBeginsWithBothTestInits)
{
    CorrespondentRegistrationFixture mobile;
    const auto result = mobile.Register(Time());
    EXPECT_EQ(result.event, Event::NONE);
    EXPECT_EQ(NameMessages(result.actions), (Lines{"HoTI", "CoTI"}));
    EXPECT_EQ(mobile.registration.GetState(), Phase::TESTING);
}

TEST(CorrespondentRegistration, MN2132001UpdateLeavesWithTheHomeTestThatCameSecond)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    EXPECT_EQ(Describe(mobile.AnswerCareOf(Time()).actions), Lines());
    EXPECT_EQ(NameMessages(mobile.AnswerHome(Time()).actions), Lines{"BU 101 420"});
    EXPECT_EQ(mobile.registration.GetState(), Phase::UPDATING);
}

TEST(CorrespondentRegistration, MN2132007UpdateLeavesWithTheCareOfTestThatCameSecond)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    EXPECT_EQ(Describe(mobile.AnswerHome(Time()).actions), Lines());
    EXPECT_EQ(NameMessages(mobile.AnswerCareOf(Time()).actions), Lines{"BU 101 420"});
}

TEST(CorrespondentRegistration, MN3112001UpdateCarriesTheIndicesAndABitAndNothingOfAHomeAgent)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    const auto result = mobile.AnswerTests(Time());
    const SendMessage send = FindAction<SendMessage>(result.actions);
    const BindingUpdate& update = FindUpdate(result.actions);
    EXPECT_EQ(send.source, CARE_OF_A);
    EXPECT_EQ(send.destination, CORRESPONDENT);
    EXPECT_EQ(send.homeAddressOption, HOME_ADDRESS);
    EXPECT_TRUE(update.acknowledge);
    EXPECT_FALSE(update.homeRegistration || update.linkLocal || update.keyManagement);
    ASSERT_EQ(update.options.size(), 2U);
    EXPECT_EQ(std::get<NonceIndices>(update.options[0]).homeNonceIndex, 7);
    EXPECT_EQ(std::get<NonceIndices>(update.options[0]).careOfNonceIndex, 9);
    EXPECT_EQ(Describe({result.actions.front()}),
              Lines{"Phase return routability complete 2001:db8:c::1"});
}

TEST(CorrespondentRegistration, MN3112002UpdateWithoutABitBindsAtOnce)
{
    CorrespondentRegistrationFixture mobile(MakeConfigWith(false));
    mobile.Register(Time());
    const auto result = mobile.AnswerTests(Time());
    EXPECT_FALSE(FindUpdate(result.actions).acknowledge);
    EXPECT_EQ(result.event, Event::BOUND);
    EXPECT_EQ(mobile.registration.GetState(), Phase::BOUND);
    EXPECT_EQ(mobile.GetEntry().expiresAt, Seconds(420));
    EXPECT_EQ(mobile.ServeUntil(Seconds(419)), Lines());
}

TEST(CorrespondentRegistration, MN3212001AcceptanceBinds)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerTests(Seconds(1));
    const auto result = mobile.Accept(Seconds(3));
    EXPECT_EQ(result.event, Event::BOUND);
    EXPECT_EQ(Describe(result.actions),
              (Lines{"List added 2001:db8::10 at 2001:db8:a::10 418",
                     "Phase correspondent binding accepted 2001:db8:c::1"}));
    EXPECT_EQ(mobile.registration.GetState(), Phase::BOUND);
    EXPECT_EQ(mobile.GetEntry().expiresAt, Seconds(421));
    EXPECT_EQ(mobile.GetEntry().careOfAddress, CARE_OF_A);
    EXPECT_EQ(mobile.GetEntry().sequence, 101);
}

// ---- retransmission

TEST(CorrespondentRegistration, MN2112010SilenceRepeatsTheTestInitsThreeTimesThenEnds)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    EXPECT_EQ(mobile.ServeUntil(Seconds(100)),
              (Lines{"1 HoTI", "1 CoTI", "3 HoTI", "3 CoTI", "7 HoTI", "7 CoTI", "15 ended"}));
}

TEST(CorrespondentRegistration, NodeThatNeverAnsweredRestsForTheRetryInterval)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.ServeUntil(Seconds(7));
    EXPECT_EQ(mobile.registration.HandleDeadline(Seconds(15)).restUntil, Seconds(315));
}

TEST(CorrespondentRegistration, NodeThatAnsweredOneTestRestsForTheLongestWait)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerHome(Time());
    EXPECT_EQ(mobile.ServeUntil(Seconds(7)), (Lines{"1 CoTI", "3 CoTI", "7 CoTI"}));
    EXPECT_EQ(mobile.registration.HandleDeadline(Seconds(15)).restUntil, Seconds(47));
}

TEST(CorrespondentRegistration, UnansweredUpdateIsRepeatedWithGreaterSequenceNumbers)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerTests(Time());
    EXPECT_EQ(mobile.ServeUntil(Seconds(15)),
              (Lines{"1 BU 102 420", "3 BU 103 420", "7 BU 104 420", "15 BU 105 420"}));
}

TEST(CorrespondentRegistration, AcknowledgementOfAnEarlierTransmissionCounts)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerTests(Time());
    const BindingAcknowledgement first = mobile.peer.Accept();
    mobile.ServeUntil(Seconds(1));
    EXPECT_EQ(mobile.Receive(Seconds(2), first).event, Event::BOUND);
    EXPECT_EQ(mobile.GetEntry().expiresAt, Seconds(420));
    EXPECT_EQ(mobile.GetEntry().sequence, 102);
}

TEST(CorrespondentRegistration, RebindingIsTriedUntilTheOldBindingIsOver)
{
    BoundRegistrationFixture mobile;
    mobile.Register(Seconds(215), CARE_OF_B);
    const Lines lines = mobile.ServeUntil(Seconds(1000));
    ASSERT_GE(lines.size(), 4U);
    EXPECT_EQ(lines[0], "216 HoTI");
    EXPECT_EQ(lines[lines.size() - 2], "420 lost");
    EXPECT_EQ(lines.back(), "438 ended"); // the wait that had begun before 420 s
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "246 CoTI"), 1);
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "406 CoTI"), 1);
}

TEST(CorrespondentRegistration, DMN22SequenceNumbersWrap)
{
    CorrespondentRegistrationFixture mobile;
    BindingUpdateEntry entry = mobile.GetEntry();
    entry.sequence = 65533;
    mobile.list.Put(CORRESPONDENT, entry);
    mobile.Register(Time());
    EXPECT_EQ(NameMessages(mobile.AnswerTests(Time()).actions).back(), "BU 65534 420");
    EXPECT_EQ(mobile.ServeUntil(Seconds(3)), (Lines{"1 BU 65535 420", "3 BU 0 420"}));
    EXPECT_EQ(mobile.Accept(Seconds(4)).event, Event::BOUND);
}

TEST(CorrespondentRegistration, DMN1NoMoreThanThreeUpdatesInAnySecond)
{
    BoundRegistrationFixture mobile; // the first at 0 s
    Lines sent;
    for (int i = 1; i <= 19; ++i)
    {
        const Time at = MilliSeconds(50 * i);
        const Lines lines = Stamp(at, NameMessages(mobile.Register(at).actions));
        sent.insert(sent.end(), lines.begin(), lines.end());
    }
    EXPECT_EQ(sent, (Lines{"0.05 BU 102 420", "0.1 BU 103 420"}));
    EXPECT_EQ(mobile.ServeUntil(Seconds(1)), Lines{"1 BU 104 420"});
}

TEST(CorrespondentRegistration, SequenceNumbersGoOnWhereTheFormerRegistrationEnded)
{
    CorrespondentRegistrationFixture mobile;
    BindingUpdateEntry entry;
    entry.sequence = 7;
    mobile.list.Put(CORRESPONDENT, entry);
    mobile.list.Remove(CORRESPONDENT);
    const CorrespondentRegistration next(mobile.context, CORRESPONDENT);
    EXPECT_EQ(mobile.GetEntry().sequence, 7);
}

TEST(CorrespondentRegistration, NoMoreThanThreeTestInitsOfAKindInAnySecond)
{
    CorrespondentRegistrationFixture mobile;
    Lines sent;
    for (int i = 0; i < 19; ++i)
    {
        const Time at = MilliSeconds(50 * i);
        const auto result = mobile.Register(at, i % 2 == 0 ? CARE_OF_A : CARE_OF_B);
        const Lines lines = Stamp(at, NameMessages(result.actions));
        sent.insert(sent.end(), lines.begin(), lines.end());
    }
    EXPECT_EQ(sent, (Lines{"0 HoTI", "0 CoTI", "0.05 HoTI", "0.05 CoTI", "0.1 HoTI", "0.1 CoTI"}));
    EXPECT_EQ(mobile.ServeUntil(Seconds(1)), (Lines{"1 HoTI", "1 CoTI"}));
}

// ---- lifetime

/// What limits a binding.
struct LifetimeRow : NamedRow
{
    Time configured;                //!< lifetime to request
    std::optional<Time> validUntil; //!< of the home registration or care-of address
    Time requested;                 //!< expected, at 10 s
};

/// See LifetimeRow.
class CorrespondentLifetime : public testing::TestWithParam<LifetimeRow>
{
};

TEST_P(CorrespondentLifetime, IsTheShortestOfAllLimits)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.lifetime = GetParam().configured;
    CorrespondentRegistrationFixture mobile(config);
    mobile.See(mobile.registration.Register(Seconds(10), {CARE_OF_A, GetParam().validUntil}));
    mobile.AnswerTests(Seconds(10));
    EXPECT_EQ(mobile.peer.GetUpdate().lifetime, GetParam().requested);
}

INSTANTIATE_TEST_SUITE_P(
    Limits,
    CorrespondentLifetime,
    testing::Values(LifetimeRow{{"Usual"}, Seconds(420), std::nullopt, Seconds(420)},
                    LifetimeRow{{"Configured"}, Seconds(40), std::nullopt, Seconds(40)},
                    LifetimeRow{{"ReturnRoutability"}, Hours(2), std::nullopt, Seconds(420)},
                    LifetimeRow{{"CareOfAddress"}, Seconds(420), Seconds(110), Seconds(100)},
                    LifetimeRow{{"WholeUnits"}, Seconds(420), Seconds(113), Seconds(100)},
                    LifetimeRow{{"OneUnit"}, Seconds(420), Seconds(14), Seconds(4)}),
    [](const auto& info) { return info.param.name; });

TEST(CorrespondentRegistration, LifetimeBelowOneUnitWaitsForItsExtension)
{
    CorrespondentRegistrationFixture mobile;
    mobile.See(mobile.registration.Register(Time(), {CARE_OF_A, Seconds(3)}));
    EXPECT_EQ(NameMessages(mobile.AnswerTests(Time()).actions), Lines());
    EXPECT_EQ(mobile.ServeUntil(Seconds(1)), Lines());
    mobile.registration.SetValidUntil(Seconds(102));
    EXPECT_EQ(mobile.ServeUntil(Seconds(2)), Lines{"2 BU 101 100"});
}

TEST(CorrespondentRegistration, GrantAboveTheRequestCountsAsTheRequest)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerTests(Time());
    BindingAcknowledgement more = mobile.peer.Accept();
    more.lifetime = Seconds(4000);
    mobile.Receive(Time(), mobile.peer.AuthorizeAnswer(more));
    EXPECT_EQ(mobile.GetEntry().expiresAt, Seconds(420));
}

TEST(CorrespondentRegistration, GrantBelowTheRequestCounts)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerTests(Time());
    BindingAcknowledgement less = mobile.peer.Accept();
    less.lifetime = Seconds(40);
    mobile.Receive(Time(), mobile.peer.AuthorizeAnswer(less));
    EXPECT_EQ(mobile.GetEntry().expiresAt, Seconds(40));
}

// ---- refreshing

TEST(CorrespondentRegistration, MN3122006UsedBindingIsRefreshedBeforeItEnds)
{
    BoundRegistrationFixture mobile;
    mobile.usedAt = Seconds(300);
    EXPECT_EQ(mobile.ServeUntil(Seconds(315)), (Lines{"315 HoTI", "315 CoTI"}));
    EXPECT_EQ(NameMessages(mobile.AnswerTests(Seconds(315)).actions), Lines{"BU 102 420"});
    const auto result = mobile.Accept(Seconds(315));
    EXPECT_EQ(Describe(result.actions),
              Lines{"List updated 2001:db8::10 at 2001:db8:a::10 420"}); // no handover, no phase
    EXPECT_EQ(mobile.GetEntry().expiresAt, Seconds(735));
}

TEST(CorrespondentRegistration, ShortBindingIsRefreshedWithTheTokensThatAreThere)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.lifetime = Seconds(100);
    BoundRegistrationFixture mobile(config);
    mobile.usedAt = Seconds(1);
    EXPECT_EQ(mobile.ServeUntil(Seconds(75)), Lines{"75 BU 102 100"});
}

TEST(CorrespondentRegistration, MN3212018UnusedBindingEndsWithItsLifetime)
{
    BoundRegistrationFixture mobile;
    EXPECT_EQ(mobile.ServeUntil(Seconds(1000)), Lines{"420 ended"});
}

TEST(CorrespondentRegistration, UseBeforeTheBindingIsNoUse)
{
    CorrespondentRegistrationFixture mobile;
    mobile.usedAt = Seconds(9);
    mobile.Bind(Seconds(10));
    EXPECT_EQ(mobile.ServeUntil(Seconds(1000)), Lines{"430 ended"});
}

TEST(CorrespondentRegistration, UseAtTimeZeroIsAUse)
{
    BoundRegistrationFixture mobile;
    mobile.usedAt = Time();
    EXPECT_EQ(mobile.ServeUntil(Seconds(315)), (Lines{"315 HoTI", "315 CoTI"}));
}

TEST(CorrespondentRegistration, ExpiryReportsTheBindingThatEnds)
{
    BoundRegistrationFixture mobile;
    mobile.Register(Seconds(215), CARE_OF_B);
    mobile.ServeUntil(Seconds(420) - TimeStep(1));
    const auto result = mobile.registration.HandleDeadline(Seconds(420));
    EXPECT_EQ(result.event, Event::LOST);
    EXPECT_EQ(Describe(result.actions), Lines{"List expired 2001:db8::10 at 2001:db8:a::10 0"});
}

// ---- moving

TEST(CorrespondentRegistration, MN2112009NewCareOfAddressNeedsNoHomeTestWhileItsTokenIsFresh)
{
    BoundRegistrationFixture mobile;
    EXPECT_EQ(NameMessages(mobile.Register(Seconds(10), CARE_OF_B).actions), Lines{"CoTI"});
    EXPECT_EQ(NameMessages(mobile.AnswerCareOf(Seconds(10)).actions), Lines{"BU 102 420"});
    const auto result = mobile.Accept(Seconds(10));
    EXPECT_EQ(Describe(result.actions),
              (Lines{"List updated 2001:db8::10 at 2001:db8:b::10 420",
                     "Phase correspondent binding accepted 2001:db8:c::1"}));
}

TEST(CorrespondentRegistration, DMN4MoveWithOldTokensTestsBothAddresses)
{
    BoundRegistrationFixture mobile;
    EXPECT_EQ(NameMessages(mobile.Register(Seconds(215), CARE_OF_B).actions),
              (Lines{"HoTI", "CoTI"}));
}

TEST(CorrespondentRegistration, SameCareOfAddressWithFreshTokensNeedsTheUpdateOnly)
{
    BoundRegistrationFixture mobile;
    mobile.registration.Suspend();
    EXPECT_EQ(NameMessages(mobile.Register(Seconds(10)).actions), Lines{"BU 102 420"});
}

TEST(CorrespondentRegistration, TokensThatGetTooOldBetweenTransmissionsAreRenewed)
{
    BoundRegistrationFixture mobile;
    mobile.Register(Seconds(200));
    EXPECT_EQ(
        mobile.ServeUntil(Seconds(215)),
        (Lines{"201 BU 103 420", "203 BU 104 420", "207 BU 105 420", "215 HoTI", "215 CoTI"}));
}

TEST(CorrespondentRegistration, SuspendedOneSendsNothingAndItsBindingExpires)
{
    BoundRegistrationFixture mobile;
    mobile.registration.Suspend();
    EXPECT_EQ(mobile.registration.GetState(), Phase::SUSPENDED);
    EXPECT_EQ(mobile.ServeUntil(Seconds(1000)), Lines{"420 ended"});
}

TEST(CorrespondentRegistration, BindingThatMayExistOutlivesTheOneThatIsKnown)
{
    BoundRegistrationFixture mobile;
    mobile.Register(Seconds(200), CARE_OF_B);
    mobile.AnswerCareOf(Seconds(200)); // its Binding Update has arrived, for all that is known
    mobile.registration.Suspend();
    EXPECT_EQ(mobile.ServeUntil(Seconds(420)), Lines{"420 lost"});
    EXPECT_EQ(NameMessages(mobile.Deregister(Seconds(430)).actions), Lines{"HoTI"});
}

// ---- at home

TEST(CorrespondentRegistration, DeletionNeedsTheHomeTokenOnly)
{
    BoundRegistrationFixture mobile;
    const auto result = mobile.Deregister(Seconds(10));
    const SendMessage send = FindAction<SendMessage>(result.actions);
    EXPECT_EQ(NameMessages(result.actions), Lines{"BU 102 0"});
    EXPECT_EQ(send.source, HOME_ADDRESS);
    EXPECT_FALSE(send.homeAddressOption);
    const auto end = mobile.Accept(Seconds(11));
    EXPECT_EQ(end.event, Event::ENDED);
    EXPECT_EQ(end.restUntil, std::nullopt);
    EXPECT_EQ(Describe(end.actions),
              (Lines{"List removed 2001:db8::10 at 2001:db8::10 0",
                     "Phase correspondent binding accepted 2001:db8:c::1"}));
}

TEST(CorrespondentRegistration, DeletionWithAnOldHomeTokenBeginsWithTheHomeTest)
{
    BoundRegistrationFixture mobile;
    EXPECT_EQ(NameMessages(mobile.Deregister(Seconds(215)).actions), Lines{"HoTI"});
    EXPECT_EQ(NameMessages(mobile.AnswerHome(Seconds(215)).actions), Lines{"BU 102 0"});
    EXPECT_EQ(mobile.Accept(Seconds(215)).event, Event::ENDED);
}

TEST(CorrespondentRegistration, DeletionIsRepeatedWhileTheBindingMayExist)
{
    BoundRegistrationFixture mobile;
    mobile.Deregister(Seconds(10));
    const Lines lines = mobile.ServeUntil(Seconds(1000));
    EXPECT_EQ((Lines(lines.begin(), lines.begin() + 5)),
              (Lines{"11 BU 103 0", "13 BU 104 0", "17 BU 105 0", "25 BU 106 0", "41 BU 107 0"}));
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "420 lost"), 1);
    EXPECT_EQ(lines.back().substr(lines.back().find(' ')), " ended");
}

TEST(CorrespondentRegistration, NothingIsDeletedWhereNothingCanBeBound)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerHome(Time());
    const auto result = mobile.Deregister(Seconds(1));
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(Describe(result.actions), Lines());
}

TEST(CorrespondentRegistration, UpdateThatWasNotAnsweredIsDeletedToo)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerTests(Time());
    EXPECT_EQ(NameMessages(mobile.Deregister(Seconds(10)).actions), Lines{"BU 102 0"});
    const auto end = mobile.Accept(Seconds(10));
    EXPECT_EQ(end.event, Event::ENDED);
    EXPECT_EQ(CountActions<ReportBinding>(end.actions), 0U);
}

TEST(CorrespondentRegistration, DeletionWithoutABitEndsAtOnce)
{
    BoundRegistrationFixture mobile(MakeConfigWith(false));
    const auto result = mobile.Deregister(Seconds(10));
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(NameMessages(result.actions), Lines{"BU 102 0"});
    EXPECT_EQ(CountActions<ReportBinding>(result.actions), 1U);
}

} // namespace

} // namespace ns3::mip6::tests

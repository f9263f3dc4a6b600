/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-registration-fixture.h"

#include <gtest/gtest.h>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

TEST(RegistrationAnswer, AcceptanceCompletesTheRegistration)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    const auto result = mobile.Receive(Seconds(1), MakeAcknowledgement(101));
    EXPECT_EQ(result.event, RegistrationEvent::REGISTERED);
    EXPECT_EQ(Describe(result.actions), (Lines{"List added 2001:db8::10 at 2001:db8:a::10 419"}));
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::REGISTERED);
}

TEST(RegistrationAnswer, SecondAcceptanceIsReportedAsAnUpdate)
{
    RegisteredFixture mobile;
    mobile.registration.Register(Seconds(10), CARE_OF_B, std::nullopt);
    const auto result = mobile.Receive(Seconds(10), MakeAcknowledgement(102));
    EXPECT_EQ(Describe(result.actions), (Lines{"List updated 2001:db8::10 at 2001:db8:b::10 420"}));
}

TEST(RegistrationAnswer, LifetimeCountsFromWhenTheUpdateWasSent)
{
    RegistrationFixture mobile;
    mobile.Register(Seconds(5));
    mobile.Receive(Seconds(6), MakeAcknowledgement(101, Seconds(100)));
    EXPECT_EQ(mobile.list.Find(HOME_AGENT)->expiresAt, Seconds(105));
}

TEST(RegistrationAnswer, AnswerToAnEarlierTransmissionIsAcceptedAndCountsFromIt)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.ServeUntil(Seconds(4.5));
    const auto result = mobile.Receive(Seconds(5), MakeAcknowledgement(102, Seconds(100)));
    EXPECT_EQ(result.event, RegistrationEvent::REGISTERED);
    EXPECT_EQ(mobile.list.Find(HOME_AGENT)->expiresAt, Seconds(101.5));
}

TEST(RegistrationAnswer, AcceptanceStopsRetransmissions)
{
    RegisteredFixture mobile;
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(315));
}

TEST(RegistrationAnswer, AcceptanceStopsAnUpdateThatTheRateLimitDelays)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.initialTimeoutFirst = MilliSeconds(100);
    RegistrationFixture mobile(config);
    mobile.Register(Time());
    mobile.ServeUntil(Seconds(0.7));
    mobile.Receive(Seconds(0.8), MakeAcknowledgement(101));
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(315));
}

TEST(RegistrationAnswer, DeregistrationStopsAnUpdateThatTheRateLimitDelays)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.initialTimeout = MilliSeconds(100);
    RegistrationFixture mobile(config);
    mobile.registration.Deregister(Time());
    mobile.ServeUntil(Seconds(0.7));
    mobile.Receive(Seconds(0.8), MakeAcknowledgement(101, Time()));
    EXPECT_EQ(mobile.registration.GetNextDeadline(), std::nullopt);
}

TEST(RegistrationAnswer, RefreshIsSentAtThreeQuartersOfTheLifetime)
{
    RegisteredFixture mobile;
    const auto result = mobile.registration.HandleDeadline(Seconds(315));
    EXPECT_EQ(Describe(result.actions),
              (Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 102 AH 420"
                     " alternate 2001:db8:a::10",
                     "Phase binding update sent 2001:db8:a::10"}));
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::UPDATING);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(316));
}

/// A Binding Refresh Advice and when the refresh is due.
struct AdviceRow : NamedRow
{
    Time advice;    //!< Refresh Interval
    Time refreshAt; //!< expected, for a lifetime of 420 s from 0 s
};

/// RFC 6275 section 6.2.4.
class RefreshAdviceTable : public testing::TestWithParam<AdviceRow>
{
};

TEST_P(RefreshAdviceTable, SetsTheTimeOfTheRefreshWhereItIsUsable)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    BindingAcknowledgement acknowledgement = MakeAcknowledgement(101);
    acknowledgement.options.emplace_back(BindingRefreshAdvice{GetParam().advice});
    mobile.Receive(Seconds(1), acknowledgement);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), GetParam().refreshAt);
}

INSTANTIATE_TEST_SUITE_P(RegistrationAnswer,
                         RefreshAdviceTable,
                         testing::Values(AdviceRow{"Usable", Seconds(40), Seconds(40)},
                                         AdviceRow{"JustBelow", Seconds(416), Seconds(416)},
                                         AdviceRow{"Zero", Time(), Seconds(315)},
                                         AdviceRow{"EqualToLifetime", Seconds(420), Seconds(315)},
                                         AdviceRow{"AboveLifetime", Seconds(800), Seconds(315)}),
                         [](const auto& instance) { return instance.param.name; });

/// An acknowledgement that fits nothing outstanding.
struct DiscardRow : NamedRow
{
    uint16_t sequence; //!< of the acknowledgement; 102 and 103 are outstanding
};

/// The exchange has the sequence numbers 102 and 103.
class DiscardTable : public testing::TestWithParam<DiscardRow>
{
};

TEST_P(DiscardTable, AcknowledgementIsDiscardedAndTheExchangeGoesOn)
{
    RegisteredFixture mobile;
    mobile.registration.Register(Seconds(10), CARE_OF_B, std::nullopt);
    mobile.ServeUntil(Seconds(11));
    const auto result = mobile.Receive(Seconds(12), MakeAcknowledgement(GetParam().sequence));
    EXPECT_EQ(result.event, RegistrationEvent::DISCARDED);
    EXPECT_TRUE(result.actions.empty());
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::UPDATING);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(13));
}

INSTANTIATE_TEST_SUITE_P(RegistrationAnswer,
                         DiscardTable,
                         testing::Values(DiscardRow{"FormerExchange", 101},
                                         DiscardRow{"NotYetSent", 104},
                                         DiscardRow{"Zero", 0},
                                         DiscardRow{"Unrelated", 40000}),
                         [](const auto& instance) { return instance.param.name; });

TEST(RegistrationAnswer, RepeatedAcceptanceIsDiscarded)
{
    RegisteredFixture mobile;
    const auto result = mobile.Receive(Seconds(2), MakeAcknowledgement(101));
    EXPECT_EQ(result.event, RegistrationEvent::DISCARDED);
}

TEST(RegistrationAnswer, AcceptanceWhileSuspendedIsDiscarded)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.registration.Suspend();
    const auto result = mobile.Receive(Seconds(1), MakeAcknowledgement(101));
    EXPECT_EQ(result.event, RegistrationEvent::DISCARDED);
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::SUSPENDED);
}

TEST(RegistrationAnswer, NothingIsExpectedWhileTheUpdateIsDelayed)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.updateJitter = Seconds(1);
    RegistrationFixture mobile(config);
    mobile.Register(Time());
    const auto outOfWindow = MakeRefusal(7, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
    EXPECT_EQ(mobile.Receive(Time(), outOfWindow).event, RegistrationEvent::DISCARDED);
}

TEST(RegistrationAnswer, OutOfWindowIsAnsweredAtOnceWithTheNumberAfterTheGivenOne)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    const auto refusal = MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
    const auto result = mobile.Receive(Seconds(0.1), refusal);
    EXPECT_EQ(result.event, RegistrationEvent::NONE);
    EXPECT_EQ(FindUpdate(result.actions).sequence, 5001);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(1.6));
}

TEST(RegistrationAnswer, OutOfWindowAtTheLastNumberWrapsAround)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    const auto refusal = MakeRefusal(65535, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
    EXPECT_EQ(FindUpdate(mobile.Receive(Seconds(0.1), refusal).actions).sequence, 0);
}

TEST(RegistrationAnswer, OutOfWindowResynchronisesADeletion)
{
    RegisteredFixture mobile;
    mobile.registration.Deregister(Seconds(10));
    const auto refusal = MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
    const auto result = mobile.Receive(Seconds(10), refusal);
    EXPECT_EQ(FindUpdate(result.actions).sequence, 5001);
    EXPECT_EQ(FindUpdate(result.actions).lifetime, Time());
}

TEST(RegistrationAnswer, OutOfWindowForEverIsRateLimited)
{
    RegistrationFixture mobile;
    std::size_t sent = CountActions<SendMessage>(mobile.Register(Time()));
    for (int i = 1; i < 1000; ++i)
    {
        const Time now = MilliSeconds(10 * i);
        const auto refusal = MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
        sent += CountActions<SendMessage>(mobile.Receive(now, refusal).actions);
        sent += CountActions<SendMessage>(mobile.registration.HandleDeadline(now).actions);
    }
    EXPECT_EQ(sent, 30U);
}

/// A refusal.
struct RefusalRow : NamedRow
{
    int status;     //!< of the acknowledgement
    bool transient; //!< whether asking again can help
};

/// What a mobile node does about each status but 135.
class RefusalTable : public testing::TestWithParam<RefusalRow>
{
};

TEST_P(RefusalTable, RegistrationIsTriedAgainLaterOrGivenUp)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    const auto status = static_cast<BindingStatus>(GetParam().status);
    const auto result = mobile.Receive(Seconds(1), MakeRefusal(101, status));
    // RFC 6275 section 11.7.1: a home address that somebody else uses is not used again.
    const bool isDuplicate = status == BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED;
    EXPECT_EQ(result.event,
              isDuplicate ? RegistrationEvent::DUPLICATE : RegistrationEvent::REFUSED);
    EXPECT_TRUE(result.actions.empty());
    const auto retryAt = GetParam().transient ? std::optional<Time>(Seconds(33)) : std::nullopt;
    EXPECT_EQ(mobile.registration.GetNextDeadline(), retryAt);
    const auto sent = mobile.ServeUntil(Seconds(100));
    EXPECT_EQ(sent.size(), GetParam().transient ? 3U : 0U); // at 33, 65 and 97 s
}

TEST_P(RefusalTable, RegistrationWorksAfterTheNextMovement)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.Receive(Seconds(1), MakeRefusal(101, static_cast<BindingStatus>(GetParam().status)));
    const auto actions = mobile.registration.Register(Seconds(2), CARE_OF_B, std::nullopt);
    EXPECT_EQ(FindUpdate(actions).sequence, 102);
    const auto result = mobile.Receive(Seconds(3), MakeAcknowledgement(102));
    EXPECT_EQ(result.event, RegistrationEvent::REGISTERED);
}

TEST_P(RefusalTable, RefusedDeletionCountsAsDone)
{
    RegisteredFixture mobile;
    mobile.registration.Deregister(Seconds(10));
    const auto status = static_cast<BindingStatus>(GetParam().status);
    const auto result = mobile.Receive(Seconds(10), MakeRefusal(102, status));
    EXPECT_EQ(result.event, RegistrationEvent::DEREGISTERED);
    EXPECT_EQ(Describe(result.actions), (Lines{"List removed 2001:db8::10 at 2001:db8::10 0"}));
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::IDLE);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(RegistrationAnswer,
                         RefusalTable,
                         testing::Values(RefusalRow{"ReasonUnspecified", 128, true},
                                         RefusalRow{"AdministrativelyProhibited", 129, false},
                                         RefusalRow{"InsufficientResources", 130, true},
                                         RefusalRow{"HomeRegistrationNotSupported", 131, false},
                                         RefusalRow{"NotHomeSubnet", 132, false},
                                         RefusalRow{"NotHomeAgent", 133, false},
                                         RefusalRow{"DuplicateAddress", 134, false},
                                         RefusalRow{"RegistrationTypeChange", 139, false},
                                         RefusalRow{"InvalidCareOfAddress", 174, false},
                                         RefusalRow{"Unknown", 200, false}),
                         [](const auto& instance) { return instance.param.name; });

TEST(RegistrationAnswer, RefusalThatFitsNothingIsDiscarded)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    const auto refusal = MakeRefusal(77, BindingStatus::ADMINISTRATIVELY_PROHIBITED);
    EXPECT_EQ(mobile.Receive(Seconds(1), refusal).event, RegistrationEvent::DISCARDED);
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::UPDATING);
}

TEST(RegistrationAnswer, GrantedLifetimeOfZeroRefusesARegistration)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    const auto result = mobile.Receive(Seconds(1), MakeAcknowledgement(101, Time()));
    EXPECT_EQ(result.event, RegistrationEvent::REFUSED);
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::REFUSED);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), std::nullopt);
}

TEST(RegistrationAnswer, RefusedRefreshLeavesTheBindingUntilItsEnd)
{
    RegisteredFixture mobile;
    mobile.ServeUntil(Seconds(315));
    const auto refusal = MakeRefusal(102, BindingStatus::ADMINISTRATIVELY_PROHIBITED);
    mobile.Receive(Seconds(315), refusal);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(420));
    EXPECT_TRUE(mobile.ServeUntil(Seconds(1000)).empty());
    EXPECT_EQ(mobile.expirations, 1);
}

TEST(RegistrationAnswer, AcceptedDeletionIsDoneAndForgotten)
{
    RegisteredFixture mobile;
    mobile.registration.Deregister(Seconds(10));
    const auto result = mobile.Receive(Seconds(10), MakeAcknowledgement(102, Time()));
    EXPECT_EQ(result.event, RegistrationEvent::DEREGISTERED);
    EXPECT_EQ(Describe(result.actions), (Lines{"List removed 2001:db8::10 at 2001:db8::10 0"}));
    EXPECT_FALSE(mobile.registration.MayBeBound(Seconds(3)));
    EXPECT_EQ(mobile.list.Find(HOME_AGENT)->expiresAt, std::nullopt);
}

TEST(RegistrationAnswer, DeletionOfAnUnacknowledgedBindingReportsNoRemoval)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.registration.Deregister(Seconds(1));
    const auto result = mobile.Receive(Seconds(1), MakeAcknowledgement(102, Time()));
    EXPECT_EQ(result.event, RegistrationEvent::DEREGISTERED);
    EXPECT_TRUE(result.actions.empty());
}

TEST(RegistrationAnswer, SequenceNumbersGoOnAfterADeregistration)
{
    RegisteredFixture mobile;
    mobile.registration.Deregister(Seconds(10));
    mobile.Receive(Seconds(10), MakeAcknowledgement(102, Time()));
    EXPECT_EQ(FindUpdate(mobile.Register(Seconds(20))).sequence, 103);
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-registration-fixture.h"

#include <gtest/gtest.h>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param times any
 * @return the same in seconds
 */
std::vector<double>
ToSeconds(const std::vector<Time>& times)
{
    std::vector<double> seconds;
    for (const Time& time : times)
    {
        seconds.push_back(time.GetSeconds());
    }
    return seconds;
}

TEST(HomeRegistration, IdleOneSendsNothing)
{
    RegistrationFixture mobile;
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::IDLE);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), std::nullopt);
    EXPECT_FALSE(mobile.registration.MayBeBound(Seconds(6)));
}

TEST(HomeRegistration, RegistrationSendsACompleteBindingUpdate)
{
    RegistrationFixture mobile;
    EXPECT_EQ(Describe(mobile.Register(Seconds(5))),
              (Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 101 AH 420"
                     " alternate 2001:db8:a::10",
                     "Phase binding update sent 2001:db8:a::10"}));
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::UPDATING);
    EXPECT_TRUE(mobile.registration.MayBeBound(Seconds(6)));
}

TEST(HomeRegistration, ListShowsTheBindingUpdateThatWasSent)
{
    RegistrationFixture mobile;
    mobile.Register(Seconds(5));
    const BindingUpdateEntry* entry = mobile.list.Find(HOME_AGENT);
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->careOfAddress, CARE_OF_A);
    EXPECT_EQ(entry->lifetime, Seconds(420));
    EXPECT_EQ(entry->sequence, 101);
    EXPECT_EQ(entry->expiresAt, std::nullopt);
}

TEST(HomeRegistration, DeregistrationLeavesFromTheHomeAddressWithoutHomeAddressOption)
{
    RegisteredFixture mobile;
    EXPECT_EQ(Describe(mobile.registration.Deregister(Seconds(10))),
              (Lines{"Send 2001:db8::10 > 2001:db8::1 BU 102 AH 0 alternate 2001:db8::10",
                     "Phase binding update sent 2001:db8::10"}));
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::DEREGISTERING);
}

TEST(HomeRegistration, FirstRegistrationWaitsForDuplicateAddressDetection)
{
    RegistrationFixture mobile;
    mobile.Register(Seconds(5));
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(6.5));
}

TEST(HomeRegistration, RegistrationOverAnAcknowledgedBindingWaitsOneSecond)
{
    RegisteredFixture mobile;
    mobile.registration.Register(Seconds(10), CARE_OF_B, std::nullopt);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(11));
}

TEST(HomeRegistration, SecondRegistrationWithoutAnAcknowledgementStillWaitsAsTheFirst)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.registration.Register(Seconds(1), CARE_OF_B, std::nullopt);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(2.5));
}

TEST(HomeRegistration, RegistrationAfterExpiryWaitsAsTheFirst)
{
    RegisteredFixture mobile;
    mobile.registration.Suspend();
    mobile.ServeUntil(Seconds(420));
    mobile.Register(Seconds(500));
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(501.5));
}

TEST(HomeRegistration, RegistrationAfterADeregistrationWaitsAsTheFirst)
{
    RegisteredFixture mobile;
    mobile.registration.Deregister(Seconds(10));
    mobile.Receive(Seconds(10), MakeAcknowledgement(102, Time()));
    mobile.Register(Seconds(20));
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(21.5));
}

TEST(HomeRegistration, DeregistrationWaitsOneSecond)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.registration.Deregister(Seconds(1));
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(2));
}

TEST(HomeRegistration, ConfiguredTimeoutsReplaceTheConstants)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.initialTimeoutFirst = Seconds(3);
    config.maxTimeout = Seconds(5);
    RegistrationFixture mobile(config);
    mobile.Register(Time());
    EXPECT_EQ(ToSeconds(mobile.ServeUntil(Seconds(20))), (std::vector<double>{3, 8, 13, 18}));
}

TEST(HomeRegistration, RetransmissionHasAGreaterSequenceAndIsOtherwiseTheSame)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    EXPECT_EQ(Describe(mobile.registration.HandleDeadline(Seconds(1.5)).actions),
              (Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 102 AH 420"
                     " alternate 2001:db8:a::10",
                     "Phase binding update sent 2001:db8:a::10"}));
}

TEST(HomeRegistration, RetransmissionsDoubleTheWaitAndGoOnAtTheCeiling)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    // Waits of 1.5, 3, 6, 12, 24, 32, 32 and 32 s.
    EXPECT_EQ(ToSeconds(mobile.ServeUntil(Seconds(150))),
              (std::vector<double>{1.5, 4.5, 10.5, 22.5, 46.5, 78.5, 110.5, 142.5}));
}

TEST(HomeRegistration, HandleDeadlineBeforeItsTimeDoesNothing)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    const auto result = mobile.registration.HandleDeadline(Seconds(1.499));
    EXPECT_EQ(result.event, RegistrationEvent::NONE);
    EXPECT_TRUE(result.actions.empty());
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(1.5));
}

TEST(HomeRegistration, RequestedLifetimeEndsWithTheCareOfAddress)
{
    RegistrationFixture mobile;
    const auto actions = mobile.registration.Register(Seconds(5), CARE_OF_A, Seconds(105));
    EXPECT_EQ(FindUpdate(actions).lifetime, Seconds(100));
}

TEST(HomeRegistration, LongerCareOfLifetimeDoesNotLengthenTheRequest)
{
    RegistrationFixture mobile;
    const auto actions = mobile.registration.Register(Seconds(5), CARE_OF_A, Days(1));
    EXPECT_EQ(FindUpdate(actions).lifetime, Seconds(420));
}

TEST(HomeRegistration, RefreshedCareOfLifetimeCountsForTheNextUpdate)
{
    RegistrationFixture mobile;
    mobile.registration.Register(Time(), CARE_OF_A, Seconds(100));
    mobile.registration.SetCareOfValidUntil(Seconds(200));
    const auto result = mobile.registration.HandleDeadline(Seconds(1.5));
    EXPECT_EQ(FindUpdate(result.actions).lifetime, Seconds(198.5));
}

TEST(HomeRegistration, DeregistrationIgnoresTheLifetimeOfTheFormerCareOfAddress)
{
    RegistrationFixture mobile;
    mobile.registration.Register(Time(), CARE_OF_A, Seconds(100));
    EXPECT_EQ(FindUpdate(mobile.registration.Deregister(Seconds(1))).lifetime, Time());
}

TEST(HomeRegistration, NoMoreThanThreeUpdatesLeaveInOneSecond)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.registration.Register(Seconds(0.1), CARE_OF_B, std::nullopt);
    mobile.Register(Seconds(0.2));
    const auto fourth = mobile.registration.Register(Seconds(0.3), CARE_OF_B, std::nullopt);
    EXPECT_TRUE(fourth.empty());
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(1));
    const auto delayed = mobile.registration.HandleDeadline(Seconds(1));
    EXPECT_EQ(FindAction<SendMessage>(delayed.actions).source, CARE_OF_B);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), Seconds(2.5));
}

TEST(HomeRegistration, SuspendStopsRetransmissions)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.registration.Suspend();
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::SUSPENDED);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(mobile.registration.MayBeBound(Seconds(6)));
}

TEST(HomeRegistration, SuspendStopsRefreshesButTheBindingExpires)
{
    RegisteredFixture mobile;
    mobile.registration.Suspend();
    EXPECT_TRUE(mobile.ServeUntil(Seconds(1000)).empty());
    EXPECT_EQ(mobile.expirations, 1);
}

TEST(HomeRegistration, HomeAgentHasForgottenTheBindingWhenItsLifetimeIsOver)
{
    RegistrationFixture mobile;
    mobile.Register(Time());
    mobile.registration.Suspend();
    EXPECT_TRUE(mobile.registration.MayBeBound(Seconds(421)));
    EXPECT_FALSE(mobile.registration.MayBeBound(Seconds(422)));
}

TEST(HomeRegistration, SuspendStopsADelayedUpdate)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.updateJitter = Seconds(1);
    RegistrationFixture mobile(config);
    mobile.Register(Time());
    mobile.registration.Suspend();
    EXPECT_EQ(mobile.registration.GetNextDeadline(), std::nullopt);
    EXPECT_FALSE(mobile.registration.MayBeBound(Seconds(6)));
}

TEST(HomeRegistration, SuspendOfAnIdleOneChangesNothing)
{
    RegistrationFixture mobile;
    mobile.registration.Suspend();
    EXPECT_EQ(mobile.registration.GetState(), RegistrationState::IDLE);
}

TEST(HomeRegistration, ExpiryIsReportedOnceWithItsCareOfAddress)
{
    RegisteredFixture mobile;
    mobile.registration.Suspend();
    const auto result = mobile.registration.HandleDeadline(Seconds(420));
    EXPECT_EQ(result.event, RegistrationEvent::EXPIRED);
    EXPECT_EQ(Describe(result.actions), (Lines{"List expired 2001:db8::10 at 2001:db8:a::10 0"}));
    EXPECT_EQ(mobile.registration.HandleDeadline(Seconds(421)).event, RegistrationEvent::NONE);
}

TEST(HomeRegistration, UnrefreshedBindingExpiresAndUpdatesGoOn)
{
    RegisteredFixture mobile;
    // Refresh at 315 s, then waits of 1, 2, 4, 8, 16, 32, 32, 32 s.
    EXPECT_EQ(ToSeconds(mobile.ServeUntil(Seconds(450))),
              (std::vector<double>{315, 316, 318, 322, 330, 346, 378, 410, 442}));
    EXPECT_EQ(mobile.expirations, 1);
}

/// Jitter: the random bits and the delay that they lead to.
struct JitterRow : NamedRow
{
    uint64_t bits; //!< from the random source
    int64_t delay; //!< in time steps
};

/// A largest delay of 1000 time steps.
class JitterTable : public testing::TestWithParam<JitterRow>
{
};

TEST_P(JitterTable, DelaysTheUpdateByAtMostTheConfiguredTime)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.updateJitter = TimeStep(1000);
    RegistrationFixture mobile(config, [] { return GetParam().bits; });
    EXPECT_TRUE(mobile.Register(Seconds(5)).empty());
    const Time sendAt = Seconds(5) + TimeStep(GetParam().delay);
    EXPECT_EQ(mobile.registration.GetNextDeadline(), sendAt);
    const auto result = mobile.registration.HandleDeadline(sendAt);
    EXPECT_EQ(FindUpdate(result.actions).lifetime, Seconds(420));
    EXPECT_EQ(mobile.registration.GetNextDeadline(), sendAt + Seconds(1.5));
}

INSTANTIATE_TEST_SUITE_P(HomeRegistration,
                         JitterTable,
                         testing::Values(JitterRow{"None", 0, 0},
                                         JitterRow{"Some", 437, 437},
                                         JitterRow{"Largest", 1000, 1000},
                                         JitterRow{"BeyondTheLargest", 1001, 0},
                                         JitterRow{"AllOnes", UINT64_MAX, 15}),
                         [](const auto& instance) { return instance.param.name; });

} // namespace

} // namespace ns3::mip6::tests

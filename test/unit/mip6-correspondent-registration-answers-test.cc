/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-registration-fixture.h"
#include "mip6-named-row.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

using Event = CorrespondentEvent;
using Phase = CorrespondentState;

/// The first Binding Update, Sequence # 101, waits for its acknowledgement since 0 s.
class UpdatingRegistrationFixture : public CorrespondentRegistrationFixture
{
  public:
    /// @param mobileConfig of the mobile node
    explicit UpdatingRegistrationFixture(
        const MobileNodeConfig& mobileConfig = MakeMobileNodeConfig())
        : CorrespondentRegistrationFixture(mobileConfig)
    {
        Register(Time());
        AnswerTests(Time());
    }

    /// @param status of an acknowledgement @return what it leads to, at 1 ms
    CorrespondentResult BeRefused(BindingStatus status)
    {
        return Receive(MilliSeconds(1), peer.Refuse(status));
    }
};

/**
 * An acknowledgement changes nothing.
 * @param mobile waits for the answer to Sequence # 101
 * @param message received
 */
void
ExpectDiscarded(UpdatingRegistrationFixture& mobile, const BindingAcknowledgement& message)
{
    const auto result = mobile.Receive(MilliSeconds(1), message);
    EXPECT_EQ(result.event, Event::NONE);
    EXPECT_EQ(Describe(result.actions), DescribeDrop());
    EXPECT_EQ(mobile.registration.GetState(), Phase::UPDATING);
    EXPECT_EQ(mobile.GetEntry().expiresAt, std::nullopt);
    EXPECT_EQ(mobile.ServeUntil(Seconds(1)), Lines{"1 BU 102 420"});
}

// ---- what does not count

TEST(CorrespondentAnswers, MN2132003HomeTestWithAWrongCookieIsIgnored)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerCareOf(Time());
    HomeTest test = mobile.peer.MakeHomeTest();
    test.homeInitCookie[7] ^= 1;
    EXPECT_EQ(Describe(mobile.registration.HandleHomeTest(Time(), test).actions), DescribeDrop());
    EXPECT_EQ(mobile.ServeUntil(Seconds(1)), Lines{"1 HoTI"});
}

TEST(CorrespondentAnswers, CareOfTestWithAWrongCookieIsIgnored)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerHome(Time());
    CareOfTest test = mobile.peer.MakeCareOfTest();
    test.careOfInitCookie[0] ^= 1;
    EXPECT_EQ(Describe(mobile.registration.HandleCareOfTest(Time(), test).actions), DescribeDrop());
    EXPECT_EQ(mobile.ServeUntil(Seconds(1)), Lines{"1 CoTI"});
}

TEST(CorrespondentAnswers, MN2142011UnsolicitedTestsAreIgnored)
{
    BoundRegistrationFixture mobile;
    EXPECT_EQ(Describe(mobile.AnswerCareOf(Seconds(1)).actions), DescribeDrop());
    EXPECT_EQ(Describe(mobile.AnswerHome(Seconds(1)).actions), DescribeDrop());
    EXPECT_EQ(mobile.registration.GetState(), Phase::BOUND);
}

TEST(CorrespondentAnswers, MN3212014WrongSequenceNumberIsIgnored)
{
    UpdatingRegistrationFixture mobile;
    BindingAcknowledgement other = mobile.peer.Accept();
    other.sequence = 100;
    ExpectDiscarded(mobile, mobile.peer.AuthorizeAnswer(other));
}

TEST(CorrespondentAnswers, MN3212024WrongAuthenticatorIsIgnored)
{
    UpdatingRegistrationFixture mobile;
    BindingAcknowledgement wrong = mobile.peer.Accept();
    std::get<BindingAuthorizationData>(wrong.options.back()).authenticator[11] ^= 1;
    ExpectDiscarded(mobile, wrong);
}

TEST(CorrespondentAnswers, AcceptanceWithoutAnAuthenticatorIsIgnored)
{
    UpdatingRegistrationFixture mobile;
    ExpectDiscarded(mobile, MakeAcknowledgement(101));
}

TEST(CorrespondentAnswers, RefusalWithoutAnAuthenticatorIsIgnored)
{
    UpdatingRegistrationFixture mobile;
    ExpectDiscarded(mobile, MakeRefusal(101, BindingStatus::REASON_UNSPECIFIED));
}

TEST(CorrespondentAnswers, SequenceNumberOutOfWindowWithoutAnAuthenticatorIsIgnored)
{
    UpdatingRegistrationFixture mobile;
    ExpectDiscarded(mobile, MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW));
}

TEST(CorrespondentAnswers, ExpiredNonceOfAnotherSequenceNumberIsIgnored)
{
    UpdatingRegistrationFixture mobile;
    ExpectDiscarded(mobile, MakeRefusal(100, BindingStatus::EXPIRED_NONCES));
}

TEST(CorrespondentAnswers, DMN13AcknowledgementWithoutAnUpdateIsIgnored)
{
    BoundRegistrationFixture mobile;
    EXPECT_EQ(Describe(mobile.Accept(Seconds(10)).actions), DescribeDrop());
    EXPECT_EQ(mobile.GetEntry().expiresAt, Seconds(420));
}

TEST(CorrespondentAnswers, AcknowledgementWhileTestingIsIgnored)
{
    BoundRegistrationFixture mobile;
    mobile.Register(Seconds(215), CARE_OF_B);
    EXPECT_EQ(Describe(mobile.Receive(Seconds(215), mobile.peer.Accept()).actions), DescribeDrop());
    EXPECT_EQ(mobile.registration.GetState(), Phase::TESTING);
}

TEST(CorrespondentAnswers, AcknowledgementForTheFormerCareOfAddressIsIgnored)
{
    UpdatingRegistrationFixture mobile;
    const BindingAcknowledgement former = mobile.peer.Accept();
    mobile.Register(Seconds(1), CARE_OF_B);
    mobile.AnswerCareOf(Seconds(1));
    EXPECT_EQ(Describe(mobile.Receive(Seconds(1), former).actions), DescribeDrop());
}

// ---- refusals

/// A refusal that ends the registration.
struct RefusalRow : NamedRow
{
    BindingStatus status; //!< of the acknowledgement
};

/// See RefusalRow.
class CorrespondentRefusal : public testing::TestWithParam<RefusalRow>
{
};

TEST_P(CorrespondentRefusal, EndsTheRegistrationForTheRetryInterval)
{
    UpdatingRegistrationFixture mobile;
    const auto result = mobile.BeRefused(GetParam().status);
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(Describe(result.actions), Lines());
    EXPECT_EQ(result.restUntil, Seconds(300) + MilliSeconds(1));
}

TEST_P(CorrespondentRefusal, OfARefreshReportsTheEndOfTheBinding)
{
    BoundRegistrationFixture mobile;
    mobile.usedAt = Seconds(1);
    mobile.ServeUntil(Seconds(315));
    mobile.AnswerTests(Seconds(315));
    const auto result = mobile.Receive(Seconds(315), mobile.peer.Refuse(GetParam().status));
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(Describe(result.actions), Lines{"List removed 2001:db8::10 at 2001:db8:a::10 0"});
}

INSTANTIATE_TEST_SUITE_P(
    Statuses,
    CorrespondentRefusal,
    testing::Values(RefusalRow{{"MN3212003Status128"}, BindingStatus::REASON_UNSPECIFIED},
                    RefusalRow{{"Status129"}, BindingStatus::ADMINISTRATIVELY_PROHIBITED},
                    RefusalRow{{"Status130"}, BindingStatus::INSUFFICIENT_RESOURCES},
                    RefusalRow{{"Status131"}, BindingStatus::HOME_REGISTRATION_NOT_SUPPORTED},
                    RefusalRow{{"Status132"}, BindingStatus::NOT_HOME_SUBNET},
                    RefusalRow{{"Status139"}, BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED},
                    RefusalRow{{"DMN26Status174"}, BindingStatus::INVALID_CARE_OF_ADDRESS},
                    RefusalRow{{"Status255"}, static_cast<BindingStatus>(255)}),
    [](const auto& info) { return info.param.name; });

TEST(CorrespondentAnswers, AcceptanceForNoTimeEndsTheRegistration)
{
    UpdatingRegistrationFixture mobile;
    EXPECT_EQ(mobile.BeRefused(BindingStatus::ACCEPTED).event, Event::ENDED);
}

/// A refusal after which new tokens help.
struct NonceRow : NamedRow
{
    BindingStatus status; //!< of the acknowledgement
    Lines inits;          //!< that follow
};

/// See NonceRow.
class ExpiredNonce : public testing::TestWithParam<NonceRow>
{
  protected:
    /// Answer the Test Inits that the refusal has led to.
    /// @return messages that follow
    Lines AnswerInits()
    {
        Lines names;
        for (const auto& init : GetParam().inits)
        {
            const auto result = init == "HoTI" ? m_mobile.AnswerHome(Seconds(1))
                                               : m_mobile.AnswerCareOf(Seconds(1));
            names = NameMessages(result.actions);
        }
        return names;
    }

    UpdatingRegistrationFixture m_mobile; //!< waits for the answer to Sequence # 101
};

TEST_P(ExpiredNonce, IsAskedForAgainAndTheUpdateRepeated)
{
    // RFC 6275 section 9.5.4: it comes without an authenticator.
    const auto result = m_mobile.Receive(MilliSeconds(1), MakeRefusal(101, GetParam().status));
    EXPECT_EQ(NameMessages(result.actions), GetParam().inits);
    EXPECT_EQ(m_mobile.registration.GetState(), Phase::TESTING);
    EXPECT_EQ(AnswerInits(), Lines{"BU 102 420"});
    EXPECT_EQ(m_mobile.Accept(Seconds(1)).event, Event::BOUND);
}

INSTANTIATE_TEST_SUITE_P(
    Statuses,
    ExpiredNonce,
    testing::Values(
        NonceRow{{"MN3212011Status136"}, BindingStatus::EXPIRED_HOME_NONCE_INDEX, {"HoTI"}},
        NonceRow{{"Status137"}, BindingStatus::EXPIRED_CARE_OF_NONCE_INDEX, {"CoTI"}},
        NonceRow{{"Status138"}, BindingStatus::EXPIRED_NONCES, {"HoTI", "CoTI"}}),
    [](const auto& info) { return info.param.name; });

TEST(CorrespondentAnswers, ExpiredHomeNonceOfADeletionIsAskedForAgain)
{
    BoundRegistrationFixture mobile;
    mobile.Deregister(Seconds(10));
    const auto result =
        mobile.Receive(Seconds(10), MakeRefusal(102, BindingStatus::EXPIRED_HOME_NONCE_INDEX));
    EXPECT_EQ(NameMessages(result.actions), Lines{"HoTI"});
    EXPECT_EQ(NameMessages(mobile.AnswerHome(Seconds(10)).actions), Lines{"BU 103 0"});
    EXPECT_EQ(mobile.Accept(Seconds(10)).event, Event::ENDED);
}

TEST(CorrespondentAnswers, SequenceNumberOutOfWindowGoesOnBehindTheOneThatWasAccepted)
{
    UpdatingRegistrationFixture mobile;
    const BindingAcknowledgement last =
        MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
    const auto result = mobile.Receive(MilliSeconds(1), mobile.peer.AuthorizeAnswer(last));
    EXPECT_EQ(NameMessages(result.actions), Lines{"BU 5001 420"}); // the tokens are good
    EXPECT_EQ(mobile.Accept(Seconds(1)).event, Event::BOUND);
}

TEST(CorrespondentAnswers, FourthRefusalInARowEndsTheRegistration)
{
    UpdatingRegistrationFixture mobile;
    for (uint16_t i = 0; i < 3; ++i)
    {
        const auto result =
            mobile.Receive(Seconds(i),
                           mobile.peer.AuthorizeAnswer(
                               MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)));
        EXPECT_EQ(NameMessages(result.actions), Lines{"BU 5001 420"});
    }
    const auto result =
        mobile.Receive(Seconds(3),
                       mobile.peer.AuthorizeAnswer(
                           MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)));
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(result.restUntil, Seconds(35));
}

TEST(CorrespondentAnswers, MoveForgetsTheRefusals)
{
    UpdatingRegistrationFixture mobile;
    for (int i = 0; i < 8; ++i)
    {
        const Time at = Seconds(i);
        mobile.Register(at, i % 2 == 0 ? CARE_OF_B : CARE_OF_A);
        mobile.AnswerCareOf(at);
        const auto result =
            mobile.Receive(at,
                           mobile.peer.AuthorizeAnswer(
                               MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)));
        EXPECT_EQ(result.event, Event::NONE);
    }
}

/// A refusal of a Binding Update that did not ask for an acknowledgement.
class UnaskedRefusal : public testing::Test
{
  protected:
    /// @return without the A bit
    static MobileNodeConfig MakeConfig()
    {
        MobileNodeConfig config = MakeMobileNodeConfig();
        config.optimization.acknowledge = false;
        return config;
    }

    UpdatingRegistrationFixture m_mobile{MakeConfig()}; //!< thinks that it is bound
};

TEST_F(UnaskedRefusal, OfANonceTestsAgain)
{
    const auto result =
        m_mobile.Receive(Seconds(1), MakeRefusal(101, BindingStatus::EXPIRED_HOME_NONCE_INDEX));
    EXPECT_EQ(result.event, Event::LOST);
    EXPECT_EQ(NameMessages(result.actions), Lines{"HoTI"});
    EXPECT_EQ(CountActions<ReportBinding>(result.actions), 1U);
    EXPECT_EQ(m_mobile.AnswerHome(Seconds(1)).event, Event::BOUND);
}

TEST_F(UnaskedRefusal, OfTheSequenceNumberGoesOnBehindTheOneThatWasAccepted)
{
    const auto result =
        m_mobile.Receive(Seconds(1),
                         m_mobile.peer.AuthorizeAnswer(
                             MakeRefusal(5000, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)));
    EXPECT_EQ(NameMessages(result.actions), Lines{"BU 5001 420"});
    EXPECT_EQ(result.event, Event::BOUND);
}

TEST_F(UnaskedRefusal, OfAnyOtherKindEndsTheRegistration)
{
    const auto result = m_mobile.BeRefused(BindingStatus::REASON_UNSPECIFIED);
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(CountActions<ReportBinding>(result.actions), 1U);
}

// ---- other messages

TEST(CorrespondentAnswers, MN3412001RefreshRequestTestsBothAddressesThenUpdates)
{
    BoundRegistrationFixture mobile;
    const auto result = mobile.See(mobile.registration.HandleRefreshRequest(Seconds(10)));
    EXPECT_EQ(NameMessages(result.actions), (Lines{"HoTI", "CoTI"}));
    EXPECT_EQ(NameMessages(mobile.AnswerTests(Seconds(10)).actions), Lines{"BU 102 420"});
    EXPECT_EQ(mobile.Accept(Seconds(10)).event, Event::BOUND);
    EXPECT_EQ(mobile.GetEntry().expiresAt, Seconds(430));
}

TEST(CorrespondentAnswers, RefreshRequestWithoutABindingIsIgnored)
{
    UpdatingRegistrationFixture updating;
    EXPECT_EQ(Describe(updating.registration.HandleRefreshRequest(Time()).actions), DescribeDrop());
    CorrespondentRegistrationFixture fresh;
    EXPECT_EQ(Describe(fresh.registration.HandleRefreshRequest(Time()).actions), DescribeDrop());
}

TEST(CorrespondentAnswers, MN3312004UnknownBindingEndsTheRegistration)
{
    BoundRegistrationFixture mobile;
    const auto result = mobile.registration.HandleUnknownBinding(Seconds(10));
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(result.restUntil, Seconds(11));
    EXPECT_EQ(Describe(result.actions), Lines{"List removed 2001:db8::10 at 2001:db8:a::10 0"});
}

TEST(CorrespondentAnswers, UnknownBindingDuringARefreshLetsTheRefreshGoOn)
{
    BoundRegistrationFixture mobile;
    mobile.registration.HandleRefreshRequest(Seconds(10));
    EXPECT_EQ(mobile.registration.HandleUnknownBinding(Seconds(10)).event, Event::LOST);
    EXPECT_EQ(mobile.registration.GetState(), Phase::TESTING);
    EXPECT_EQ(mobile.GetEntry().expiresAt, std::nullopt);
}

TEST(CorrespondentAnswers, UnknownBindingBeforeTheFirstOneIsIgnored)
{
    UpdatingRegistrationFixture mobile;
    EXPECT_EQ(Describe(mobile.registration.HandleUnknownBinding(Time()).actions), DescribeDrop());
    EXPECT_EQ(mobile.registration.GetState(), Phase::UPDATING);
}

TEST(CorrespondentAnswers, MN3312011UnsupportedTestInitEndsTheRegistration)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    const auto result = mobile.registration.HandleUnsupported(Seconds(1));
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(result.restUntil, Seconds(301));
}

TEST(CorrespondentAnswers, MN3312001UnsupportedUpdateEndsTheRegistration)
{
    UpdatingRegistrationFixture mobile;
    const auto result = mobile.registration.HandleUnsupported(Seconds(1));
    EXPECT_EQ(result.event, Event::ENDED);
    EXPECT_EQ(result.restUntil, Seconds(301));
}

TEST(CorrespondentAnswers, NodeThatHasAnsweredATestKnowsMobileIpv6)
{
    CorrespondentRegistrationFixture mobile;
    mobile.Register(Time());
    mobile.AnswerCareOf(MilliSeconds(100));
    EXPECT_EQ(mobile.registration.HandleUnsupported(MilliSeconds(200)).event, Event::NONE);
    EXPECT_EQ(mobile.registration.GetState(), Phase::TESTING);
}

TEST(CorrespondentAnswers, NodeThatHasAcceptedAnUpdateKnowsMobileIpv6)
{
    BoundRegistrationFixture mobile;
    mobile.Register(Seconds(10), CARE_OF_B);
    mobile.AnswerCareOf(Seconds(11));
    ASSERT_EQ(mobile.registration.GetState(), Phase::UPDATING);
    EXPECT_EQ(mobile.registration.HandleUnsupported(Seconds(12)).event, Event::NONE);
    EXPECT_EQ(mobile.registration.GetState(), Phase::UPDATING);
}

TEST(CorrespondentAnswers, UnsupportedMessageOfABoundNodeIsIgnored)
{
    BoundRegistrationFixture mobile;
    EXPECT_EQ(Describe(mobile.registration.HandleUnsupported(Seconds(1)).actions), Lines());
    EXPECT_EQ(mobile.registration.GetState(), Phase::BOUND);
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-fixture.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * The cases of public conformance suites for correspondent nodes that do not need a network, named
 * by their numbers: tests, updates, home registrations and errors.
 */

namespace ns3::mip6::tests
{

namespace
{

/// The usual acceptance of an update with Sequence # 101.
const Lines ACCEPTED = With(ADDED, MakeAnswer("101 status 0 420 authorized"));

/// Starts without a binding.
class CorrespondentNode : public CorrespondentFixture
{
  protected:
    /// @param option skipped by correspondent nodes
    void ExpectOptionIsSkipped(const MobilityOption& option)
    {
        TestBoth();
        Draft draft(101);
        draft.message.options.push_back(option);
        EXPECT_EQ(Send(draft), ACCEPTED);
        EXPECT_EQ(GetBound(), CARE_OF_A);
    }

    /// @param draft discarded silently @param bound binding that stays as it is
    void ExpectSilence(const Draft& draft, std::optional<Ipv6Address> bound)
    {
        EXPECT_EQ(Send(draft), DISCARDED);
        EXPECT_EQ(GetBound(), bound);
    }

    /// @param draft without Nonce Indices and authorization @return what is done
    Lines SendBare(const Draft& draft)
    {
        return Send(Letter{Post(draft, draft.message), {}, {}});
    }
};

/// @param sequence number @return an update with the H bit
Draft
MakeHomeRegistration(uint16_t sequence)
{
    Draft draft(sequence);
    draft.message.homeRegistration = true;
    return draft;
}

/// @param draft to send from elsewhere @param source other address @return the same from there
Draft
From(Draft draft, const char* source)
{
    draft.source = Ipv6Address(source);
    return draft;
}

/// @param draft to change @param homeAddress other address @return the same for that one
Draft
For(Draft draft, const char* homeAddress)
{
    draft.homeAddress = Ipv6Address(homeAddress);
    return draft;
}

/// @param draft to change @param careOfAddress to put in @return the same with the option
Draft
At(Draft draft, const char* careOfAddress)
{
    draft.message.options.emplace_back(AlternateCareOfAddress{Ipv6Address(careOfAddress)});
    return draft;
}

// ---- baseline and tests

TEST_F(CorrespondentNode, ConformanceCn1_1TestsAreAnsweredWithTheirCookies)
{
    TestBoth();
    EXPECT_EQ(m_homeTests[HOME_ADDRESS].homeInitCookie, COOKIE);
    EXPECT_EQ(m_careOfTests[CARE_OF_A].careOfInitCookie, COOKIE);
}

TEST_F(CorrespondentNode, ConformanceCn1_2FirstRegistration)
{
    TestBoth();
    EXPECT_EQ(Send(Draft(101)), ACCEPTED);
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentNode, ConformanceCn2_1_2HomeTestInitWithHomeAddressOption)
{
    TestInitInput input = MakeTestInit(HOME_ADDRESS);
    input.hasHomeAddressOption = true;
    EXPECT_EQ(Describe(m_machine.HandleHomeTestInit(m_now, input)), DISCARDED);
}

TEST_F(CorrespondentNode, ConformanceCn2_2_2CareOfTestInitWithHomeAddressOption)
{
    TestInitInput input = MakeTestInit(CARE_OF_A);
    input.hasHomeAddressOption = true;
    EXPECT_EQ(Describe(m_machine.HandleCareOfTestInit(m_now, input)), DISCARDED);
}

// ---- format of updates

TEST_F(CorrespondentNode, ConformanceCn2_3_1_1RefreshAdviceIsSkipped)
{
    ExpectOptionIsSkipped(BindingRefreshAdvice{Seconds(40)});
}

TEST_F(CorrespondentNode, ConformanceCn2_3_1_2NetworkPrefixIsSkipped)
{
    ExpectOptionIsSkipped(MobileNetworkPrefix{Ipv6Address("2001:db8:a1::"), 64});
}

TEST_F(CorrespondentNode, ConformanceCn2_3_7LinkLocalFlagIsIgnored)
{
    TestBoth();
    Draft draft(101);
    draft.message.linkLocal = true;
    EXPECT_EQ(Send(draft), ACCEPTED);
}

TEST_F(CorrespondentNode, ConformanceCn2_3_8KeyManagementFlagIsIgnored)
{
    TestBoth();
    Draft draft(101);
    draft.message.keyManagement = true;
    EXPECT_EQ(Send(draft), ACCEPTED);
}

TEST_F(CorrespondentNode, ConformanceCn2_3_9ReservedFlagsAreIgnored)
{
    TestBoth();
    Draft draft(101);
    draft.message.mobileRouter = true;
    draft.message.otherFlags = 0x0fff;
    EXPECT_EQ(Send(draft), ACCEPTED);
}

TEST_F(CorrespondentNode, ConformanceCn2_3_10_1NonceIndicesMissingAtRegistration)
{
    TestBoth();
    EXPECT_EQ(Send(Seal(Draft(101))), DISCARDED);
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentNode, ConformanceCn2_3_10_2NonceIndicesMissingAtDeletion)
{
    Bind();
    EXPECT_EQ(Send(Seal(MakeDeletion(102))), DISCARDED);
    EXPECT_EQ(Send(Seal(MakeDeletionFromHome(102))), DISCARDED);
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentNode, ConformanceCn2_3_11AuthorizationMissingOrWrong)
{
    TestBoth();
    Draft draft(101);
    draft.message.options = {GetIndices(draft)};
    EXPECT_EQ(SendBare(draft), DISCARDED);
    draft.message.options.emplace_back(BindingAuthorizationData());
    EXPECT_EQ(SendBare(draft), DISCARDED);
    EXPECT_EQ(GetBound(), std::nullopt);
}

// ---- A flag clear

TEST_F(CorrespondentNode, ConformanceCn2_5_1AcceptedWithoutAcknowledge)
{
    TestBoth();
    Draft draft(101);
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(draft), ADDED);
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentNode, ConformanceCn2_5_2DeletedWithoutAcknowledge)
{
    Bind();
    Draft draft = MakeDeletion(102);
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(draft), REMOVED);
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentNode, ConformanceCn2_5_3OldHomeNonceWithoutAcknowledge)
{
    TestHome();
    Advance(Seconds(240));
    TestCareOf();
    Draft draft(101);
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(draft), (Lines{MakeAnswer("101 status 136 0")}));
}

TEST_F(CorrespondentNode, ConformanceCn2_5_4OldCareOfNonceWithoutAcknowledge)
{
    TestCareOf();
    Advance(Seconds(240));
    TestHome();
    Draft draft(101);
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(draft), (Lines{MakeAnswer("101 status 137 0")}));
}

TEST_F(CorrespondentNode, ConformanceCn2_5_5OldSequenceNumberWithoutAcknowledge)
{
    Bind();
    Draft draft(101);
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(draft), (Lines{MakeAnswer("101 status 135 0 authorized")}));
}

// ---- illegal addresses

TEST_F(CorrespondentNode, ConformanceCn2_6_1SourceAtRegistration)
{
    TestBoth();
    ExpectSilence(From(Draft(101), "ff0e::1"), std::nullopt);
    ExpectSilence(From(Draft(101), "fe80::1"), std::nullopt);
}

TEST_F(CorrespondentNode, ConformanceCn2_6_2HomeAddressAtRegistration)
{
    TestBoth();
    ExpectSilence(For(Draft(101), "ff0e::1"), std::nullopt);
    ExpectSilence(For(Draft(101), "fe80::1"), std::nullopt);
    EXPECT_EQ(m_machine.GetBindingCache().GetSize(), 0U);
}

TEST_F(CorrespondentNode, ConformanceCn2_6_3AlternateCareOfAddressAtRegistration)
{
    TestBoth();
    ExpectSilence(At(Draft(101), "ff0e::1"), std::nullopt);
    ExpectSilence(At(Draft(101), "fe80::1"), std::nullopt);
}

TEST_F(CorrespondentNode, ConformanceCn2_6_4SourceAtDeletion)
{
    Bind();
    for (const char* source : {"ff0e::1", "fe80::1"})
    {
        // Without a Home Address option the source is the home address.
        ExpectSilence(For(From(MakeDeletion(102), source), source), CARE_OF_A);
        ExpectSilence(From(MakeDeletion(102), source), CARE_OF_A);
    }
}

TEST_F(CorrespondentNode, ConformanceCn2_6_5HomeAddressAtDeletion)
{
    Bind();
    ExpectSilence(For(MakeDeletion(102), "ff0e::1"), CARE_OF_A);
    ExpectSilence(For(MakeDeletion(102), "fe80::1"), CARE_OF_A);
}

TEST_F(CorrespondentNode, ConformanceCn2_6_6AlternateCareOfAddressAtDeletion)
{
    Bind();
    ExpectSilence(At(MakeDeletion(102), "ff0e::1"), CARE_OF_A);
    ExpectSilence(At(MakeDeletion(102), "fe80::1"), CARE_OF_A);
}

// ---- home registrations

TEST_F(CorrespondentNode, ConformanceCn5_3_1HomeRegistrationWithoutAnEntry)
{
    EXPECT_EQ(SendBare(MakeHomeRegistration(101)), (Lines{MakeAnswer("101 status 131 0")}));
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentNode, ConformanceCn5_3_2HomeRegistrationWithAnEntry)
{
    Bind();
    EXPECT_EQ(SendBare(MakeHomeRegistration(102)), (Lines{MakeAnswer("102 status 139 0")}));
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentNode, ConformanceCn5_3_3HomeDeletionWithAnEntry)
{
    Bind();
    Draft draft = MakeHomeRegistration(102);
    draft.message.lifetime = Time();
    EXPECT_EQ(SendBare(draft), (Lines{MakeAnswer("102 status 139 0")}));
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentNode, ConformanceCn5_3_4HomeRegistrationWithNonceIndices)
{
    TestBoth();
    ExpectSilence(MakeHomeRegistration(101), std::nullopt);
}

TEST_F(CorrespondentNode, ConformanceCn5_3_5HomeRegistrationWithNonceIndicesAndAnEntry)
{
    Bind();
    Draft draft = MakeHomeRegistration(102);
    draft.message.lifetime = Seconds(4);
    ExpectSilence(draft, CARE_OF_A);
    Advance(Seconds(5));
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentNode, ConformanceCn5_3_6HomeDeletionWithNonceIndices)
{
    Bind();
    Draft draft = MakeHomeRegistration(102);
    draft.message.lifetime = Time();
    ExpectSilence(draft, CARE_OF_A);
}

// ---- replay, circles, errors

TEST_F(CorrespondentNode, ConformanceCn5_4_1Replay)
{
    TestBoth();
    const Letter letter = Write(Draft(101));
    EXPECT_EQ(Send(letter), ACCEPTED);
    EXPECT_EQ(Send(letter), (Lines{MakeAnswer("101 status 135 0 authorized")}));
    Send(MakeDeletion(102));
    EXPECT_EQ(Send(letter), (Lines{MakeAnswer("102 status 135 0 authorized")}));
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentNode, ConformanceCn5_4_2Circle)
{
    Bind();
    TestBoth(CARE_OF_A, HOME_ADDRESS);
    EXPECT_EQ(Send(For(From(Draft(101), "2001:db8::10"), "2001:db8:a::10")), DISCARDED);
    EXPECT_EQ(GetBound(CARE_OF_A), std::nullopt);
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentNode, ConformanceCn6_1UnreachableCareOfAddress)
{
    Bind();
    Lines lines;
    for (uint32_t i = 0; i < UNREACHABLE_LIMIT; ++i)
    {
        EXPECT_TRUE(lines.empty());
        lines = Describe(m_machine.HandleUnreachable(m_now, {HOME_ADDRESS, CARE_OF_A}));
    }
    EXPECT_EQ(lines, REMOVED);
}

TEST_F(CorrespondentNode, ConformanceDerived17UnrelatedError)
{
    Bind();
    for (int i = 0; i < 20; ++i)
    {
        EXPECT_TRUE(m_machine.HandleUnreachable(m_now, {HOME_ADDRESS, CARE_OF_B}).empty());
    }
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

// ---- derived from the RFC

TEST_F(CorrespondentNode, ConformanceDerived1UnknownOptionIsSkipped)
{
    ExpectOptionIsSkipped(UnknownMobilityOption{200, Bytes(4)});
}

TEST_F(CorrespondentNode, ConformanceDerived7TokenIsTheSameWithinANonce)
{
    TestHome();
    const HomeTest first = m_homeTests[HOME_ADDRESS];
    TestInitInput input = MakeTestInit(HOME_ADDRESS);
    input.cookie = {8, 7, 6, 5, 4, 3, 2, 1};
    const auto actions = m_machine.HandleHomeTestInit(m_now + Seconds(1), input);
    HomeTest expected = first;
    expected.homeInitCookie = input.cookie;
    EXPECT_EQ(std::get<HomeTest>(FindAction<SendMessage>(actions).message), expected);
}

TEST_F(CorrespondentNode, ConformanceDerived21IllegalCareOfAddress)
{
    TestBoth();
    ExpectSilence(At(Draft(101), "::"), std::nullopt);
    ExpectSilence(At(Draft(101), "ff02::1"), std::nullopt);
}

TEST_F(CorrespondentNode, ConformanceDerived22AcknowledgementHasNoFlags)
{
    TestBoth();
    Draft draft(101);
    draft.message.keyManagement = true;
    draft.message.mobileRouter = true;
    const auto actions = m_machine.HandleBindingUpdate(m_now, Write(draft).input);
    EXPECT_EQ(GetFlags(FindAcknowledgement(actions)), 0);
}

} // namespace

} // namespace ns3::mip6::tests

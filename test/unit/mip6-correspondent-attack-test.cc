/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-fixture.h"
#include "mip6-golden-packets.h"
#include "mip6-named-row.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// Another mobile node, under the control of an attacker.
const Ipv6Address OTHER_HOME("2001:db8::66");

/**
 * A mobile node is bound since the beginning; an attacker sends messages of its own. What the
 * attacker may know is told by each test.
 */
class CorrespondentAttacks : public CorrespondentFixture
{
  protected:
    void SetUp() override
    {
        Bind();
        m_first = Write(Draft(101));
        m_expiresAt = m_now + Seconds(420);
    }

    /// The binding is what it was. @param sequence number of the last honest update
    void ExpectIntact(uint16_t sequence = 101) const
    {
        EXPECT_EQ(m_machine.GetBindingCache().GetSize(), 1U);
        const Binding* binding = m_machine.GetBindingCache().Find(HOME_ADDRESS);
        ASSERT_NE(binding, nullptr);
        EXPECT_EQ(binding->careOfAddress, CARE_OF_A);
        EXPECT_EQ(binding->sequence, sequence);
        EXPECT_EQ(binding->expiresAt, m_expiresAt);
        EXPECT_EQ(m_machine.GetNextDeadline(), m_expiresAt - Seconds(42));
    }

    /// There is no binding.
    void ExpectNothing() const
    {
        EXPECT_EQ(m_machine.GetBindingCache().GetSize(), 0U);
        EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
    }

    /// @param draft of an update @param tokens that its sender has @return what the machine does
    Lines Forge(Draft draft, const KeygenTokens& tokens)
    {
        draft.message.options.emplace_back(GetIndices(draft));
        return Send(Seal(draft, tokens));
    }

    /// @return a registration of the second care-of address, whose test is done
    Draft MakeTheft()
    {
        TestCareOf(CARE_OF_B);
        Draft draft(102);
        draft.source = CARE_OF_B;
        return draft;
    }

    Letter m_first;   //!< the accepted registration, which the attacker has recorded
    Time m_expiresAt; //!< end of the binding
};

// ---- without a token

TEST_F(CorrespondentAttacks, CareOfTokenAloneRegistersNothing)
{
    const Draft draft = MakeTheft();
    KeygenTokens tokens = GetTokens(draft);
    tokens.home = KeygenToken();
    EXPECT_EQ(Forge(draft, tokens), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, CareOfTokenIsNoHomeToken)
{
    const Draft draft = MakeTheft();
    TestCareOf(HOME_ADDRESS);
    KeygenTokens tokens = GetTokens(draft);
    tokens.home = m_careOfTests[HOME_ADDRESS].careOfKeygenToken;
    EXPECT_EQ(Forge(draft, tokens), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, HomeTokenAloneRegistersNothing)
{
    const Draft draft = MakeTheft();
    KeygenTokens tokens = GetTokens(draft);
    tokens.careOf = KeygenToken();
    EXPECT_EQ(Forge(draft, tokens), DISCARDED);
    // Nor does the key of a deletion.
    Letter letter = Write(draft);
    BindingUpdate message = letter.input.message;
    Authorize(message, ComputeBindingManagementKey(tokens.home), letter.addresses);
    letter.input = Post(draft, message);
    EXPECT_EQ(Send(letter), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, TokenOfAnotherCareOfAddressRegistersNothing)
{
    const Draft draft = MakeTheft();
    KeygenTokens tokens = GetTokens(draft);
    tokens.careOf = m_careOfTests[CARE_OF_A].careOfKeygenToken;
    EXPECT_EQ(Forge(draft, tokens), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, AlternateCareOfAddressNeedsItsOwnToken)
{
    Draft draft(102);
    draft.message.options = {AlternateCareOfAddress{CARE_OF_B}};
    draft.message.options.emplace_back(GetIndices(Draft(102)));
    EXPECT_EQ(Send(Seal(draft, GetTokens(Draft(102)))), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, TokenOfAnotherHomeAddressRegistersNothing)
{
    TestBoth(OTHER_HOME, CARE_OF_B);
    const Draft draft = MakeTheft();
    KeygenTokens tokens = GetTokens(draft);
    tokens.home = m_homeTests[OTHER_HOME].homeKeygenToken;
    EXPECT_EQ(Forge(draft, tokens), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, UpdateForAnotherHomeAddressIsNotAuthorized)
{
    TestBoth(OTHER_HOME, CARE_OF_B);
    Draft draft(102);
    draft.homeAddress = OTHER_HOME;
    draft.source = CARE_OF_B;
    Letter letter = Write(draft);
    letter.input.homeAddress = HOME_ADDRESS;
    EXPECT_EQ(Send(letter), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, DeletionNeedsTheHomeToken)
{
    for (const Draft& draft : {MakeDeletion(102), MakeDeletionFromHome(102)})
    {
        EXPECT_EQ(Forge(draft, KeygenTokens()), DISCARDED);
        EXPECT_EQ(Forge(draft, {m_careOfTests[CARE_OF_A].careOfKeygenToken, KeygenToken()}),
                  DISCARDED);
    }
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, RegistrationBecomesNoDeletion)
{
    // Sent again from the home address, so that it would read as a deletion.
    Letter letter = Write(Draft(102));
    letter.input.source = HOME_ADDRESS;
    EXPECT_EQ(Send(letter), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, UpdateForAnotherCorrespondentIsNotAuthorized)
{
    Letter letter = Write(Draft(102));
    letter.input.destination = Ipv6Address("2001:db8:c::2");
    EXPECT_EQ(Send(letter), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, ChangedOctetsAreNoticed)
{
    const Letter letter = Write(Draft(102));
    const Draft draft(102);
    int sent = 0;
    ForEachSingleOctetChange(letter.input.octets, [&](const Bytes& octets, std::size_t offset) {
        const auto decoded = DecodeMobilityMessage(octets.data(), octets.size());
        const bool isChecksum = offset == 4 || offset == 5;
        if (!decoded || isChecksum || !std::holds_alternative<BindingUpdate>(*decoded.value))
        {
            return;
        }
        Letter changed = letter;
        changed.input.octets = octets;
        changed.input.message = std::get<BindingUpdate>(*decoded.value);
        // Only nonce indices, home registrations and missing options have answers.
        const Lines lines = Send(changed);
        EXPECT_EQ(lines.size(), 1U) << offset;
        EXPECT_EQ(lines.front().find("authorized"), std::string::npos) << offset;
        ++sent;
    });
    EXPECT_GT(sent, 5000);
    ExpectIntact();
}

// ---- played again

/// The answer to an update that is played again.
const Lines PLAYED_AGAIN{MakeAnswer("101 status 135 0 authorized")};

TEST_F(CorrespondentAttacks, UpdatePlayedAgainIsRefused)
{
    EXPECT_EQ(Send(m_first), PLAYED_AGAIN);
    ExpectIntact();
    Advance(Seconds(100));
    EXPECT_EQ(Send(m_first), PLAYED_AGAIN);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, OldUpdatePlayedAgainAfterAMovementIsRefused)
{
    Send(MakeTheft()); // an honest one this time
    EXPECT_EQ(Send(m_first), (Lines{MakeAnswer("102 status 135 0 authorized")}));
    EXPECT_EQ(GetBound(), CARE_OF_B);
}

TEST_F(CorrespondentAttacks, UpdatePlayedAgainFromAnotherAddressIsDiscarded)
{
    Letter letter = m_first;
    letter.input.source = CARE_OF_B;
    EXPECT_EQ(Send(letter), DISCARDED);
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, UpdatePlayedAgainAfterADeletionIsRefused)
{
    Send(MakeDeletionFromHome(102));
    EXPECT_EQ(Send(m_first), (Lines{MakeAnswer("102 status 135 0 authorized")}));
    ExpectNothing();
    Advance(Seconds(240) - TICK);
    EXPECT_EQ(Send(m_first), (Lines{MakeAnswer("102 status 135 0 authorized")}));
    Advance(TICK);
    EXPECT_EQ(Send(m_first), (Lines{MakeAnswer("101 status 138 0")}));
    ExpectNothing();
}

TEST_F(CorrespondentAttacks, DeletionPlayedAgainEndsNoLaterBinding)
{
    TestHome();
    const Letter deletion = Write(MakeDeletionFromHome(102));
    Send(deletion);
    Send(Draft(103));
    EXPECT_EQ(Send(deletion), (Lines{MakeAnswerToHome("103 status 135 0 authorized")}));
    ExpectIntact(103);
}

TEST_F(CorrespondentAttacks, DeletionThatFoundNothingIsRememberedAsWell)
{
    TestBoth(OTHER_HOME);
    Draft draft = MakeDeletion(50);
    draft.homeAddress = OTHER_HOME;
    const Letter deletion = Write(draft);
    Send(deletion);
    draft.message.sequence = 49;
    draft.message.lifetime = Seconds(420);
    EXPECT_EQ(Send(draft).size(), 1U);
    draft.message.sequence = 51;
    EXPECT_EQ(Send(draft).size(), 3U);
    EXPECT_EQ(Send(deletion).size(), 1U);
    EXPECT_EQ(GetBound(OTHER_HOME), CARE_OF_A);
}

TEST_F(CorrespondentAttacks, UpdatePlayedAgainAfterExpiryIsRefused)
{
    Draft draft(102);
    draft.message.lifetime = Seconds(4);
    const Letter letter = Write(draft);
    Send(letter);
    Advance(Seconds(4));
    ExpectNothing();
    for (const Letter& again : {m_first, letter})
    {
        EXPECT_EQ(Send(again), (Lines{MakeAnswer("102 status 135 0 authorized")}));
    }
    ExpectNothing();
}

TEST_F(CorrespondentAttacks, UpdatePlayedAgainAfterErrorsIsRefused)
{
    for (uint32_t i = 0; i < UNREACHABLE_LIMIT; ++i)
    {
        m_machine.HandleUnreachable(m_now, {HOME_ADDRESS, CARE_OF_A});
    }
    ExpectNothing();
    EXPECT_EQ(Send(m_first), PLAYED_AGAIN);
    ExpectNothing();
}

TEST_F(CorrespondentAttacks, UpdateIsRefusedOnceItsNoncesAreTooOld)
{
    Advance(Seconds(240));
    EXPECT_EQ(Send(m_first), (Lines{MakeAnswer("101 status 138 0")}));
    EXPECT_EQ(Send(Draft(102)), (Lines{MakeAnswer("102 status 138 0")}));
    ExpectIntact();
}

TEST_F(CorrespondentAttacks, TokensOfAnotherNonceRegisterNothing)
{
    const KeygenTokens old = GetTokens(Draft(102));
    Advance(Seconds(30));
    TestBoth();
    EXPECT_EQ(Forge(Draft(102), old), DISCARDED);
    Draft draft(102);
    EXPECT_EQ(Forge(draft, {GetTokens(draft).home, old.careOf}), DISCARDED);
    EXPECT_EQ(Forge(draft, {old.home, GetTokens(draft).careOf}), DISCARDED);
    ExpectIntact();
}

/// @return a configuration that remembers the sequence numbers of two ended bindings
CorrespondentNodeConfig
MakeForgetfulConfig()
{
    CorrespondentNodeConfig config;
    config.maxRetired = 2;
    return config;
}

/// A machine with little memory.
class ForgetfulCorrespondent : public CorrespondentFixture
{
  protected:
    ForgetfulCorrespondent()
        : CorrespondentFixture(MakeForgetfulConfig())
    {
    }

    /// Delete a binding that is not there. @param homeAddress any @return the update
    Letter Delete(const char* homeAddress)
    {
        Draft draft = MakeDeletion(101);
        draft.homeAddress = Ipv6Address(homeAddress);
        TestHome(draft.homeAddress);
        const Letter letter = Write(draft);
        EXPECT_NE(Send(letter).at(0).find("status 0 "), std::string::npos);
        return letter;
    }
};

TEST_F(ForgetfulCorrespondent, ForgetsTheNoncesOfWhatItForgets)
{
    const Letter first = Delete("2001:db8::1");
    Advance(Seconds(31));
    const Letter second = Delete("2001:db8::2");
    EXPECT_NE(Send(first).at(0).find("status 135"), std::string::npos);
    Delete("2001:db8::3");
    EXPECT_NE(Send(first).at(0).find("status 136"), std::string::npos);
    EXPECT_NE(Send(second).at(0).find("status 135"), std::string::npos);
}

TEST_F(ForgetfulCorrespondent, BoundMobileNodesTakeNoMemory)
{
    Delete("2001:db8::1");
    Draft draft(102);
    draft.homeAddress = Ipv6Address("2001:db8::1");
    TestCareOf();
    EXPECT_EQ(Send(draft).size(), 3U);
    const Letter second = Delete("2001:db8::2");
    Delete("2001:db8::3");
    EXPECT_NE(Send(second).at(0).find("status 135"), std::string::npos);
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-fixture.h"
#include "mip6-named-row.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// The first care-of address gives way to the second.
const Lines MOVED{"OpenPath 2001:db8::10: 2001:db8:c::1 > 2001:db8:b::10",
                  "Cache updated 2001:db8::10 at 2001:db8:b::10 420"};

/// A machine with the usual configuration.
class CorrespondentUpdates : public CorrespondentFixture
{
};

// ---- acceptance

TEST_F(CorrespondentUpdates, FirstRegistrationIsAccepted)
{
    TestBoth();
    EXPECT_EQ(Send(Draft(101)), With(ADDED, MakeAnswer("101 status 0 420 authorized")));
}

TEST_F(CorrespondentUpdates, AcceptedRegistrationIsInTheCache)
{
    Bind();
    const Binding* binding = m_machine.GetBindingCache().Find(HOME_ADDRESS);
    ASSERT_NE(binding, nullptr);
    EXPECT_EQ(binding->homeAddress, HOME_ADDRESS);
    EXPECT_EQ(binding->careOfAddress, CARE_OF_A);
    EXPECT_EQ(binding->localAddress, CORRESPONDENT);
    EXPECT_EQ(binding->expiresAt, m_now + Seconds(420));
    EXPECT_EQ(binding->sequence, 101);
    EXPECT_FALSE(binding->homeRegistration);
}

TEST_F(CorrespondentUpdates, WithoutTheAcknowledgeBitAcceptanceIsSilent)
{
    TestBoth();
    Draft draft(101);
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(draft), ADDED);
    draft = MakeDeletion(102);
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(draft), REMOVED);
}

TEST_F(CorrespondentUpdates, MovementReplacesTheCareOfAddress)
{
    Bind();
    TestCareOf(CARE_OF_B);
    Draft draft(102);
    draft.source = CARE_OF_B;
    EXPECT_EQ(Send(draft),
              With(MOVED,
                   "Send 2001:db8:c::1 > 2001:db8:b::10 type2 2001:db8::10 BA 102 status 0 420 "
                   "authorized"));
    EXPECT_EQ(GetBound(), CARE_OF_B);
    EXPECT_EQ(m_machine.GetBindingCache().GetSize(), 1U);
}

TEST_F(CorrespondentUpdates, AlternateCareOfAddressIsBoundAndTheSourceIsAnswered)
{
    Bind();
    TestCareOf(CARE_OF_B);
    Draft draft(102);
    draft.message.options = {AlternateCareOfAddress{CARE_OF_B}};
    EXPECT_EQ(Send(draft), With(MOVED, MakeAnswer("102 status 0 420 authorized")));
}

TEST_F(CorrespondentUpdates, TokensServeUntilTheirNoncesAreTooOld)
{
    TestBoth();
    for (uint16_t sequence = 101; sequence < 108; ++sequence)
    {
        Send(Draft(sequence));
        EXPECT_EQ(m_machine.GetBindingCache().Find(HOME_ADDRESS)->sequence, sequence);
        Advance(Seconds(30));
    }
    Advance(Seconds(30));
    EXPECT_EQ(Send(Draft(108)), (Lines{MakeAnswer("108 status 138 0")}));
}

TEST_F(CorrespondentUpdates, MobileNodesDoNotMeddle)
{
    Bind();
    const Ipv6Address other("2001:db8::20");
    TestBoth(other, CARE_OF_B);
    Draft draft(7);
    draft.homeAddress = other;
    draft.source = CARE_OF_B;
    EXPECT_EQ(Send(draft).size(), 3U);
    EXPECT_EQ(GetBound(), CARE_OF_A);
    EXPECT_EQ(GetBound(other), CARE_OF_B);
    Send(MakeDeletion(102));
    EXPECT_EQ(GetBound(), std::nullopt);
    EXPECT_EQ(GetBound(other), CARE_OF_B);
}

// ---- lifetime

/// What is configured and requested, and what is granted.
struct LifetimeRow : NamedRow
{
    Time maximum;   //!< configured
    Time requested; //!< by the mobile node
    Time granted;   //!< expected
};

/// RFC 6275 sections 5.2.6 and 9.5.2.
class LifetimeTable : public testing::TestWithParam<LifetimeRow>
{
};

/// For tests that choose the configuration.
class ConfiguredUpdates : public CorrespondentFixture
{
  public:
    /// @param config of the correspondent node
    explicit ConfiguredUpdates(const CorrespondentNodeConfig& config = CorrespondentNodeConfig())
        : CorrespondentFixture(config)
    {
    }

    /// @param row what to request, twice
    void ExpectGranted(const LifetimeRow& row)
    {
        for (const uint16_t sequence : {101, 102})
        {
            Bind(sequence, row.requested);
            const Binding* binding = m_machine.GetBindingCache().Find(HOME_ADDRESS);
            EXPECT_EQ(binding->expiresAt, m_now + row.granted);
            Draft draft(static_cast<uint16_t>(sequence + 10));
            draft.message.lifetime = row.requested;
            const auto actions = m_machine.HandleBindingUpdate(m_now, Write(draft).input);
            EXPECT_EQ(FindAcknowledgement(actions).lifetime, row.granted);
            Advance(Seconds(1));
            Send(MakeDeletion(static_cast<uint16_t>(sequence + 20)));
            Advance(Seconds(300));
        }
    }

    /// Not used.
    void TestBody() override
    {
    }
};

TEST_P(LifetimeTable, IsTheLeastOfAllLimits)
{
    CorrespondentNodeConfig config;
    config.maxLifetime = GetParam().maximum;
    ConfiguredUpdates(config).ExpectGranted(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    CorrespondentMachine,
    LifetimeTable,
    testing::Values(LifetimeRow{"Shortest", Seconds(420), Seconds(4), Seconds(4)},
                    LifetimeRow{"Requested", Seconds(420), Seconds(40), Seconds(40)},
                    LifetimeRow{"Equal", Seconds(420), Seconds(420), Seconds(420)},
                    LifetimeRow{"Above", Seconds(420), Seconds(424), Seconds(420)},
                    LifetimeRow{"Longest", Seconds(420), Seconds(4 * 65535), Seconds(420)},
                    LifetimeRow{"Configured", Seconds(100), Seconds(420), Seconds(100)},
                    LifetimeRow{"ReturnRoutability", Seconds(1000), Seconds(1000), Seconds(420)}),
    [](const auto& instance) { return instance.param.name; });

// ---- sequence numbers

/// A sequence number that follows another.
struct SequenceRow : NamedRow
{
    uint16_t last;     //!< of the binding
    uint16_t sequence; //!< of the update
    bool accepted;     //!< expected
};

/// RFC 6275 section 9.5.1.
class SequenceTable : public CorrespondentFixture, public testing::WithParamInterface<SequenceRow>
{
  protected:
    /// @return the answer that refuses
    Lines MakeRefusal() const
    {
        return {MakeAnswer(std::to_string(GetParam().last) + " status 135 0 authorized")};
    }
};

TEST_P(SequenceTable, IsComparedWithThatOfTheBinding)
{
    Bind(GetParam().last);
    const Lines actions = Send(Draft(GetParam().sequence));
    EXPECT_EQ(actions == MakeRefusal(), !GetParam().accepted);
    EXPECT_EQ(actions.size(), GetParam().accepted ? 3U : 1U);
    EXPECT_EQ(m_machine.GetBindingCache().Find(HOME_ADDRESS)->sequence,
              GetParam().accepted ? GetParam().sequence : GetParam().last);
}

TEST_P(SequenceTable, IsRefusedAlsoWithoutTheAcknowledgeBit)
{
    Bind(GetParam().last);
    Draft draft(GetParam().sequence);
    draft.message.acknowledge = false;
    const Lines actions = Send(draft);
    EXPECT_EQ(actions == MakeRefusal(), !GetParam().accepted);
    EXPECT_EQ(actions.size(), GetParam().accepted ? 2U : 1U);
}

TEST_P(SequenceTable, IsComparedForADeletionAsWell)
{
    Bind(GetParam().last);
    const Lines actions = Send(MakeDeletion(GetParam().sequence));
    EXPECT_EQ(actions == MakeRefusal(), !GetParam().accepted);
    EXPECT_EQ(GetBound().has_value(), !GetParam().accepted);
}

INSTANTIATE_TEST_SUITE_P(CorrespondentMachine,
                         SequenceTable,
                         testing::Values(SequenceRow{"Equal", 101, 101, false},
                                         SequenceRow{"Next", 101, 102, true},
                                         SequenceRow{"Previous", 101, 100, false},
                                         SequenceRow{"Farthest", 101, 101 + 32767, true},
                                         SequenceRow{"Opposite", 101, 101 + 32768, false},
                                         SequenceRow{"Wraps", 65535, 0, true},
                                         SequenceRow{"WrapsBack", 0, 65535, false}),
                         [](const auto& instance) { return instance.param.name; });

// ---- deletion

/// A de-registration.
struct DeletionRow : NamedRow
{
    bool fromHome;           //!< sent from the home address
    bool alternateIsHome;    //!< with the home address as Alternate Care-of Address
    Time lifetime;           //!< requested
    bool careOfTokenExpired; //!< which does not matter
};

/// RFC 6275 section 9.5.3.
class DeletionTable : public CorrespondentFixture, public testing::WithParamInterface<DeletionRow>
{
  protected:
    /// @return the deletion of the row
    static Draft MakeRowDraft()
    {
        Draft draft(102);
        draft.source = GetParam().fromHome ? HOME_ADDRESS : CARE_OF_A;
        draft.message.lifetime = GetParam().lifetime;
        if (GetParam().alternateIsHome)
        {
            draft.message.options = {AlternateCareOfAddress{HOME_ADDRESS}};
        }
        return draft;
    }

    /// @return its answer
    static std::string MakeRowAnswer()
    {
        const std::string text = "102 status 0 0 authorized";
        return GetParam().fromHome ? MakeAnswerToHome(text) : MakeAnswer(text);
    }

    /// @return the indices of the row
    NonceIndices GetRowIndices()
    {
        NonceIndices indices = GetIndices(MakeRowDraft());
        indices.careOfNonceIndex = GetParam().careOfTokenExpired ? UNKNOWN_INDEX : 0;
        return indices;
    }
};

TEST_P(DeletionTable, EndsTheBinding)
{
    Bind();
    EXPECT_EQ(Send(Write(MakeRowDraft(), GetRowIndices())), With(REMOVED, MakeRowAnswer()));
    EXPECT_EQ(GetBound(), std::nullopt);
    EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
}

TEST_P(DeletionTable, IsAnsweredWithoutABinding)
{
    TestHome();
    EXPECT_EQ(Send(Write(MakeRowDraft(), GetRowIndices())), (Lines{MakeRowAnswer()}));
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_P(DeletionTable, NeedsTheHomeNonce)
{
    Bind();
    NonceIndices indices = GetRowIndices();
    indices.homeNonceIndex = UNKNOWN_INDEX;
    const std::string text = "102 status 136 0";
    EXPECT_EQ(Send(Write(MakeRowDraft(), indices)),
              (Lines{GetParam().fromHome ? MakeAnswerToHome(text) : MakeAnswer(text)}));
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

INSTANTIATE_TEST_SUITE_P(
    CorrespondentMachine,
    DeletionTable,
    testing::Values(DeletionRow{"Abroad", false, false, Time(), false},
                    DeletionRow{"AbroadExpired", false, false, Time(), true},
                    DeletionRow{"AbroadAlternate", false, true, Time(), true},
                    DeletionRow{"AbroadAlternateLifetime", false, true, Seconds(420), true},
                    DeletionRow{"Home", true, false, Time(), false},
                    DeletionRow{"HomeExpired", true, false, Time(), true},
                    DeletionRow{"HomeLifetime", true, false, Seconds(420), true},
                    DeletionRow{"HomeAlternate", true, true, Time(), true},
                    DeletionRow{"HomeAlternateLifetime", true, true, Seconds(420), true}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(CorrespondentUpdates, DeletionFromHomeMayNameACareOfAddress)
{
    Bind();
    Draft draft = MakeDeletionFromHome(102);
    draft.message.options = {AlternateCareOfAddress{CARE_OF_A}};
    EXPECT_EQ(Send(draft), With(REMOVED, MakeAnswerToHome("102 status 0 0 authorized")));
}

TEST_F(CorrespondentUpdates, RegistrationFollowsADeletion)
{
    Bind();
    Send(MakeDeletion(102));
    EXPECT_EQ(Send(Draft(103)), With(ADDED, MakeAnswer("103 status 0 420 authorized")));
}

} // namespace

} // namespace ns3::mip6::tests

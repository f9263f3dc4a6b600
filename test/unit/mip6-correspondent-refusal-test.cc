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

/// A machine with the usual configuration.
class CorrespondentRefusals : public CorrespondentFixture
{
};

// ---- nonces

/// Which indices an update names, and the status that answers it.
struct NonceRow : NamedRow
{
    bool knowsHome;   //!< the home nonce index is good
    bool knowsCareOf; //!< the care-of nonce index is good
    int status;       //!< expected
};

/// RFC 6275 sections 9.5.1 and 9.5.4.
class NonceTable : public CorrespondentFixture, public testing::WithParamInterface<NonceRow>
{
  protected:
    /// @param draft a registration @return it with the indices of the row
    Letter WriteRow(const Draft& draft)
    {
        NonceIndices indices = GetIndices(draft);
        indices.homeNonceIndex = GetParam().knowsHome ? indices.homeNonceIndex : UNKNOWN_INDEX;
        indices.careOfNonceIndex =
            GetParam().knowsCareOf ? indices.careOfNonceIndex : UNKNOWN_INDEX;
        return Write(draft, indices);
    }

    /// @return the answer of the row
    static Lines MakeRowAnswer()
    {
        return {MakeAnswer("102 status " + std::to_string(GetParam().status) + " 0")};
    }
};

TEST_P(NonceTable, UnknownIndicesAreToldWithoutAuthorization)
{
    TestBoth();
    EXPECT_EQ(Send(WriteRow(Draft(102))), MakeRowAnswer());
    EXPECT_EQ(GetBound(), std::nullopt);
    EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
}

TEST_P(NonceTable, UnknownIndicesAreToldAlsoWithoutTheAcknowledgeBit)
{
    Bind();
    Draft draft(102);
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(WriteRow(draft)), MakeRowAnswer());
    EXPECT_EQ(m_machine.GetBindingCache().Find(HOME_ADDRESS)->sequence, 101);
}

TEST_P(NonceTable, OldNoncesAreToldLikeUnknownOnes)
{
    GetParam().knowsHome ? void() : TestHome();
    GetParam().knowsCareOf ? void() : TestCareOf();
    Advance(Seconds(240));
    GetParam().knowsHome ? TestHome() : void();
    GetParam().knowsCareOf ? TestCareOf() : void();
    EXPECT_EQ(Send(Draft(102)), MakeRowAnswer());
    EXPECT_EQ(GetBound(), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(CorrespondentMachine,
                         NonceTable,
                         testing::Values(NonceRow{"Home", false, true, 136},
                                         NonceRow{"CareOf", true, false, 137},
                                         NonceRow{"Both", false, false, 138}),
                         [](const auto& instance) { return instance.param.name; });

// ---- what is discarded silently

/// A Binding Update that is not answered.
struct SilentRow : NamedRow
{
    void (*change)(Draft&); //!< what is wrong
};

/// RFC 6275 sections 6.1.7 and 9.5.1. Everything but the addresses is in order.
class SilentTable : public CorrespondentFixture, public testing::WithParamInterface<SilentRow>
{
};

TEST_P(SilentTable, RegistrationIsDiscarded)
{
    Draft draft(101);
    GetParam().change(draft);
    m_homeTests[draft.homeAddress] = HomeTest();
    TestBoth();
    m_homeTests[draft.homeAddress].homeNonceIndex = m_homeTests[HOME_ADDRESS].homeNonceIndex;
    m_careOfTests[draft.GetCareOfAddress()].careOfNonceIndex =
        m_careOfTests[CARE_OF_A].careOfNonceIndex;
    EXPECT_EQ(Send(draft), DISCARDED);
    EXPECT_EQ(m_machine.GetBindingCache().GetSize(), 0U);
}

TEST_P(SilentTable, DeletionIsDiscarded)
{
    Bind();
    Draft draft = MakeDeletion(102);
    GetParam().change(draft);
    EXPECT_EQ(Send(draft), DISCARDED);
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

/// @param draft to change @param text of its Alternate Care-of Address
void
SetAlternate(Draft& draft, const char* text)
{
    draft.message.options = {AlternateCareOfAddress{Ipv6Address(text)}};
}

INSTANTIATE_TEST_SUITE_P(
    CorrespondentMachine,
    SilentTable,
    testing::Values(
        SilentRow{"MulticastSource", [](auto& draft) { draft.source = Ipv6Address("ff0e::1"); }},
        SilentRow{"LinkLocalSource", [](auto& draft) { draft.source = Ipv6Address("fe80::1"); }},
        SilentRow{"UnspecifiedSource", [](auto& draft) { draft.source = Ipv6Address("::"); }},
        SilentRow{"LoopbackSource", [](auto& draft) { draft.source = Ipv6Address("::1"); }},
        SilentRow{"MulticastSourceWithAlternate",
                  [](auto& draft) {
                      draft.source = Ipv6Address("ff0e::1");
                      SetAlternate(draft, "2001:db8:a::10");
                  }},
        SilentRow{"LinkLocalSourceWithAlternate",
                  [](auto& draft) {
                      draft.source = Ipv6Address("fe80::1");
                      SetAlternate(draft, "2001:db8:a::10");
                  }},
        SilentRow{"MulticastHome", [](auto& draft) { draft.homeAddress = Ipv6Address("ff0e::1"); }},
        SilentRow{"LinkLocalHome", [](auto& draft) { draft.homeAddress = Ipv6Address("fe80::1"); }},
        SilentRow{"UnspecifiedHome", [](auto& draft) { draft.homeAddress = Ipv6Address("::"); }},
        SilentRow{"LoopbackHome", [](auto& draft) { draft.homeAddress = Ipv6Address("::1"); }},
        SilentRow{"MulticastAlternate", [](auto& draft) { SetAlternate(draft, "ff0e::1"); }},
        SilentRow{"LinkLocalAlternate", [](auto& draft) { SetAlternate(draft, "fe80::1"); }},
        SilentRow{"UnspecifiedAlternate", [](auto& draft) { SetAlternate(draft, "::"); }},
        SilentRow{"LoopbackAlternate", [](auto& draft) { SetAlternate(draft, "::1"); }}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(CorrespondentRefusals, UpdateWithARoutingHeaderIsDiscarded)
{
    TestBoth();
    Letter letter = Write(Draft(101));
    letter.input.hasType2Routing = true;
    EXPECT_EQ(Send(letter), DISCARDED);
}

TEST_F(CorrespondentRefusals, UpdateWithoutNonceIndicesIsDiscarded)
{
    Bind();
    EXPECT_EQ(Send(Seal(Draft(102))), DISCARDED);
    EXPECT_EQ(Send(Seal(MakeDeletion(102))), DISCARDED);
    EXPECT_EQ(Send(Seal(MakeDeletionFromHome(102))), DISCARDED);
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentRefusals, UpdateWithoutAuthorizationIsDiscarded)
{
    Bind();
    for (Draft draft : {Draft(102), MakeDeletion(102), MakeDeletionFromHome(102)})
    {
        draft.message.options.emplace_back(GetIndices(draft));
        EXPECT_EQ(Send(Letter{Post(draft, draft.message), {}, {}}), DISCARDED);
        // Not even unknown nonces are told.
        draft.message.options = {NonceIndices{UNKNOWN_INDEX, UNKNOWN_INDEX}};
        EXPECT_EQ(Send(Letter{Post(draft, draft.message), {}, {}}), DISCARDED);
    }
    EXPECT_EQ(m_machine.GetBindingCache().Find(HOME_ADDRESS)->sequence, 101);
}

TEST_F(CorrespondentRefusals, OldSequenceNumberOfAForgeryIsNotTold)
{
    Bind();
    Draft draft(100);
    draft.message.options = {GetIndices(draft)};
    EXPECT_EQ(Send(Seal(draft, KeygenTokens())), DISCARDED);
}

// ---- circles

/// @param number of an address @return an address
Ipv6Address
MakeAddress(int number)
{
    return Ipv6Address(("2001:db8:d::" + std::to_string(number)).c_str());
}

/// RFC 6275 section 6.1.7.
class CorrespondentCircles : public CorrespondentFixture
{
  protected:
    /// @param homeAddress of a mobile node @param careOfAddress to register @return what is done
    Lines BindTo(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress)
    {
        TestBoth(homeAddress, careOfAddress);
        Draft draft(101);
        draft.homeAddress = homeAddress;
        draft.source = careOfAddress;
        return Send(draft);
    }
};

TEST_F(CorrespondentCircles, CircleOfTwoIsDiscarded)
{
    Bind();
    EXPECT_EQ(BindTo(CARE_OF_A, HOME_ADDRESS), DISCARDED);
    EXPECT_EQ(GetBound(CARE_OF_A), std::nullopt);
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentCircles, LongerCircleIsDiscarded)
{
    for (int number = 1; number < 5; ++number)
    {
        EXPECT_EQ(BindTo(MakeAddress(number), MakeAddress(number + 1)).size(), 3U);
    }
    EXPECT_EQ(BindTo(MakeAddress(5), MakeAddress(1)), DISCARDED);
    EXPECT_EQ(BindTo(MakeAddress(6), MakeAddress(1)).size(), 3U);
}

TEST_F(CorrespondentCircles, LongChainIsDiscarded)
{
    for (int number = 9; number > 1; --number)
    {
        EXPECT_EQ(BindTo(MakeAddress(number - 1), MakeAddress(number)).size(), 3U);
    }
    EXPECT_EQ(BindTo(MakeAddress(0), MakeAddress(1)), DISCARDED);
    EXPECT_EQ(BindTo(MakeAddress(0), MakeAddress(2)).size(), 3U);
}

TEST_F(CorrespondentCircles, DeletionMakesNoCircle)
{
    Bind();
    TestBoth(CARE_OF_A, HOME_ADDRESS);
    Draft draft = MakeDeletion(101);
    draft.homeAddress = CARE_OF_A;
    draft.source = HOME_ADDRESS;
    EXPECT_EQ(Send(draft),
              (Lines{"Send 2001:db8:c::1 > 2001:db8::10 type2 2001:db8:a::10 BA 101 status 0 0 "
                     "authorized"}));
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

// ---- home registrations

/// A Binding Update with the H bit.
struct HomeRow : NamedRow
{
    bool bound;        //!< there is a binding
    Time lifetime;     //!< requested
    bool acknowledge;  //!< A bit
    std::string lines; //!< of the answer
};

/// RFC 6275 section 9.5.1.
class HomeTable : public CorrespondentFixture, public testing::WithParamInterface<HomeRow>
{
  protected:
    void SetUp() override
    {
        GetParam().bound ? Bind() : TestBoth();
    }

    /// @return the Binding Update of the row
    static Draft MakeRowDraft()
    {
        Draft draft(102);
        draft.message.homeRegistration = true;
        draft.message.lifetime = GetParam().lifetime;
        draft.message.acknowledge = GetParam().acknowledge;
        return draft;
    }
};

TEST_P(HomeTable, IsRefusedAndChangesNothing)
{
    const Draft draft = MakeRowDraft();
    const Letter letter{Post(draft, draft.message), {}, {}};
    EXPECT_EQ(Send(letter), (Lines{MakeAnswer(GetParam().lines)}));
    EXPECT_EQ(GetBound().has_value(), GetParam().bound);
}

TEST_P(HomeTable, IsDiscardedWithNonceIndices)
{
    EXPECT_EQ(Send(MakeRowDraft()), DISCARDED);
    EXPECT_EQ(GetBound().has_value(), GetParam().bound);
}

TEST_P(HomeTable, IsDiscardedFromAnImproperSource)
{
    Draft draft = MakeRowDraft();
    for (const char* source : {"ff0e::1", "fe80::1", "::", "::1"})
    {
        draft.source = Ipv6Address(source);
        EXPECT_EQ(Send(Letter{Post(draft, draft.message), {}, {}}), DISCARDED);
    }
}

INSTANTIATE_TEST_SUITE_P(
    CorrespondentMachine,
    HomeTable,
    testing::Values(
        HomeRow{"Unbound", false, Seconds(420), true, "102 status 131 0"},
        HomeRow{"UnboundDeletion", false, Time(), true, "102 status 131 0"},
        HomeRow{"UnboundWithoutAcknowledge", false, Seconds(4), false, "102 status 131 0"},
        HomeRow{"Bound", true, Seconds(420), true, "102 status 139 0"},
        HomeRow{"BoundDeletion", true, Time(), true, "102 status 139 0"},
        HomeRow{"BoundWithoutAcknowledge", true, Seconds(4), false, "102 status 139 0"}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(CorrespondentRefusals, HomeAddressWithAHomeRegistrationIsRefused)
{
    TestBoth();
    Letter letter = Write(Draft(101));
    letter.input.isHomeRegistered = true;
    EXPECT_EQ(Send(letter), (Lines{MakeAnswer("101 status 139 0 authorized")}));
    letter = Write(MakeDeletion(102));
    letter.input.isHomeRegistered = true;
    EXPECT_EQ(Send(letter), (Lines{MakeAnswer("102 status 139 0 authorized")}));
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentRefusals, SequenceNumberIsJudgedBeforeTheKindOfRegistration)
{
    Bind();
    Letter letter = Write(Draft(101));
    letter.input.isHomeRegistered = true;
    EXPECT_EQ(Send(letter), (Lines{MakeAnswer("101 status 135 0 authorized")}));
}

} // namespace

} // namespace ns3::mip6::tests

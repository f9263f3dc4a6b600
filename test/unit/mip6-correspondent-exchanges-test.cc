/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-fixture.h"
#include "mip6-named-row.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * The cases of public conformance suites for correspondent nodes that do not need a network, named
 * by their numbers: registrations and de-registrations in time.
 */

namespace ns3::mip6::tests
{

namespace
{

// ---- registration and refresh

/// Starts without a binding.
class CorrespondentExchange : public CorrespondentFixture
{
};

TEST_F(CorrespondentExchange, ConformanceCn3_1_2AlternateCareOfAddressIsTheSource)
{
    TestBoth();
    Draft draft(101);
    draft.message.options = {AlternateCareOfAddress{CARE_OF_A}};
    EXPECT_EQ(Send(draft), With(ADDED, MakeAnswer("101 status 0 420 authorized")));
}

TEST_F(CorrespondentExchange, ConformanceCn3_2_1RefreshAfterNewTests)
{
    Bind();
    Advance(Seconds(35));
    Bind(102, Seconds(4));
    EXPECT_EQ(GetBound(), CARE_OF_A);
    Advance(Seconds(4));
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentExchange, ConformanceCn3_2_2RefreshWithTheSameTokens)
{
    Bind();
    Draft draft(102);
    draft.message.lifetime = Seconds(4);
    EXPECT_EQ(Send(draft).back(), MakeAnswer("102 status 0 4 authorized"));
    Advance(Seconds(4));
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentExchange, ConformanceCn3_2_3RefreshIsAskedFor)
{
    Bind();
    m_uses[HOME_ADDRESS] = m_now + Seconds(370);
    EXPECT_EQ(Advance(Seconds(419)),
              (Lines{"Send 2001:db8:c::1 > 2001:db8::10 message 3b00000000000000"}));
}

TEST_F(CorrespondentExchange, ConformanceCn3_2_4RefreshIsNotAskedForTwice)
{
    Bind();
    m_uses[HOME_ADDRESS] = m_now + Seconds(370);
    EXPECT_EQ(Advance(Seconds(400)).size(), 1U);
    Bind(102);
    m_uses[HOME_ADDRESS] = m_now;
    EXPECT_TRUE(Advance(Seconds(377)).empty());
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentExchange, ConformanceCn3_4_1MovementAfterNewTests)
{
    Bind();
    TestBoth(HOME_ADDRESS, CARE_OF_B);
    Draft draft(102);
    draft.source = CARE_OF_B;
    EXPECT_EQ(Send(draft).size(), 3U);
    EXPECT_EQ(GetBound(), CARE_OF_B);
}

TEST_F(CorrespondentExchange, ConformanceCn3_4_2MovementWithTheSameHomeToken)
{
    Bind();
    TestCareOf(CARE_OF_B);
    Draft draft(102);
    draft.source = CARE_OF_B;
    EXPECT_EQ(Send(draft).size(), 3U);
    EXPECT_EQ(GetBound(), CARE_OF_B);
}

TEST_F(CorrespondentExchange, ConformanceDerived10ExpiryNeedsNoTraffic)
{
    Bind(101, Seconds(4));
    Advance(Seconds(5));
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentExchange, ConformanceDerived19TokensServeTwice)
{
    Bind();
    Draft draft(102);
    draft.message.lifetime = Seconds(80);
    EXPECT_EQ(Send(draft).back(), MakeAnswer("102 status 0 80 authorized"));
}

// ---- de-registration

/// A de-registration.
struct LeaveRow : NamedRow
{
    bool fromHome;        //!< sent from the home address
    bool alternateIsHome; //!< with the home address as Alternate Care-of Address
    Time lifetime;        //!< requested
    bool fresh;           //!< after another test of the home address
};

/// Starts with a binding.
class LeaveTable : public CorrespondentFixture, public testing::WithParamInterface<LeaveRow>
{
};

TEST_P(LeaveTable, EndsTheBinding)
{
    Bind();
    Advance(Seconds(60));
    GetParam().fresh ? TestHome() : void();
    Draft draft(102);
    draft.source = GetParam().fromHome ? HOME_ADDRESS : CARE_OF_A;
    draft.message.lifetime = GetParam().lifetime;
    if (GetParam().alternateIsHome)
    {
        draft.message.options = {AlternateCareOfAddress{HOME_ADDRESS}};
    }
    const std::string text = "102 status 0 0 authorized";
    EXPECT_EQ(Send(draft),
              With(REMOVED, GetParam().fromHome ? MakeAnswerToHome(text) : MakeAnswer(text)));
    EXPECT_EQ(GetBound(), std::nullopt);
}

/// Not a deletion by itself.
const Time LONG = Seconds(420);

// Whether a Home Address option repeats the source makes no difference to the machine.
INSTANTIATE_TEST_SUITE_P(
    CorrespondentExchange,
    LeaveTable,
    testing::Values(LeaveRow{"ConformanceCn3_3_1_1", false, false, Time(), true},
                    LeaveRow{"ConformanceCn3_3_1_2", false, false, Time(), false},
                    LeaveRow{"ConformanceCn3_3_1_3", false, true, Time(), true},
                    LeaveRow{"ConformanceCn3_3_1_4", false, true, Time(), false},
                    LeaveRow{"ConformanceCn3_3_1_5", false, true, LONG, true},
                    LeaveRow{"ConformanceCn3_3_1_6", false, true, LONG, false},
                    LeaveRow{"ConformanceCn3_3_2_1_and_3", true, false, Time(), true},
                    LeaveRow{"ConformanceCn3_3_2_2_and_4", true, false, Time(), false},
                    LeaveRow{"ConformanceCn3_3_2_5_and_7", true, true, Time(), true},
                    LeaveRow{"ConformanceCn3_3_2_6_and_8", true, true, Time(), false},
                    LeaveRow{"ConformanceCn3_3_2_9_and_11", true, false, LONG, true},
                    LeaveRow{"ConformanceCn3_3_2_10_and_12", true, false, LONG, false},
                    LeaveRow{"ConformanceCn3_3_2_13_and_15", true, true, LONG, true},
                    LeaveRow{"ConformanceCn3_3_2_14_and_16", true, true, LONG, false}),
    [](const auto& instance) { return instance.param.name; });

// ---- nonces

/// What is wrong with a nonce.
enum class Flaw : uint8_t
{
    NONE,    //!< nothing
    OLD,     //!< 240 s
    UNKNOWN, //!< index 0xffff
};

/// Which update it is.
enum class Kind : uint8_t
{
    REGISTRATION, //!< the first one
    LEAVE_ABROAD, //!< lifetime 0 from the care-of address
    LEAVE_HOME,   //!< lifetime 0 from the home address
};

/// An update with flawed nonces.
struct FlawRow : NamedRow
{
    Flaw home;   //!< of the home nonce
    Flaw careOf; //!< of the care-of nonce
    Kind kind;   //!< of update
    int status;  //!< expected
};

/// Registrations start without a binding, others with one.
class FlawTable : public CorrespondentFixture, public testing::WithParamInterface<FlawRow>
{
  protected:
    /// @return the update of the row
    static Draft MakeRowDraft()
    {
        Draft draft(102);
        draft.source = GetParam().kind == Kind::LEAVE_HOME ? HOME_ADDRESS : CARE_OF_A;
        draft.message.lifetime = GetParam().kind == Kind::REGISTRATION ? LONG : Time();
        return draft;
    }

    /// Tests that are too old, a pause, and those that are not.
    void Test()
    {
        GetParam().kind == Kind::REGISTRATION ? TestBoth() : Bind();
        if (GetParam().home == Flaw::OLD || GetParam().careOf == Flaw::OLD)
        {
            Advance(Seconds(240));
        }
        GetParam().home == Flaw::OLD ? void() : TestHome();
        GetParam().careOf == Flaw::OLD ? void() : TestCareOf();
    }
};

TEST_P(FlawTable, IsAnsweredWithItsStatus)
{
    Test();
    const Draft draft = MakeRowDraft();
    NonceIndices indices{m_homeTests[HOME_ADDRESS].homeNonceIndex,
                         m_careOfTests[CARE_OF_A].careOfNonceIndex};
    indices.homeNonceIndex =
        GetParam().home == Flaw::UNKNOWN ? UNKNOWN_INDEX : indices.homeNonceIndex;
    indices.careOfNonceIndex =
        GetParam().careOf == Flaw::UNKNOWN ? UNKNOWN_INDEX : indices.careOfNonceIndex;
    const bool accepted = GetParam().status == 0;
    const std::string text =
        "102 status " + std::to_string(GetParam().status) + " 0" + (accepted ? " authorized" : "");
    const std::string answer =
        GetParam().kind == Kind::LEAVE_HOME ? MakeAnswerToHome(text) : MakeAnswer(text);
    EXPECT_EQ(Send(Write(draft, indices)), With(accepted ? REMOVED : Lines(), answer));
    EXPECT_EQ(GetBound().has_value(), !accepted && GetParam().kind != Kind::REGISTRATION);
}

INSTANTIATE_TEST_SUITE_P(
    CorrespondentExchange,
    FlawTable,
    testing::Values(
        FlawRow{"ConformanceCn4_2_1", Flaw::OLD, Flaw::NONE, Kind::REGISTRATION, 136},
        FlawRow{"ConformanceCn4_2_2", Flaw::OLD, Flaw::NONE, Kind::LEAVE_ABROAD, 136},
        FlawRow{"ConformanceCn4_2_3", Flaw::OLD, Flaw::NONE, Kind::LEAVE_HOME, 136},
        FlawRow{"ConformanceCn4_3_1", Flaw::NONE, Flaw::OLD, Kind::REGISTRATION, 137},
        FlawRow{"ConformanceCn4_3_2", Flaw::NONE, Flaw::OLD, Kind::LEAVE_ABROAD, 0},
        FlawRow{"ConformanceCn4_3_3", Flaw::NONE, Flaw::OLD, Kind::LEAVE_HOME, 0},
        FlawRow{"ConformanceCn4_4_1", Flaw::UNKNOWN, Flaw::NONE, Kind::REGISTRATION, 136},
        FlawRow{"ConformanceCn4_4_2", Flaw::UNKNOWN, Flaw::NONE, Kind::LEAVE_ABROAD, 136},
        FlawRow{"ConformanceCn4_4_3", Flaw::UNKNOWN, Flaw::NONE, Kind::LEAVE_HOME, 136},
        FlawRow{"ConformanceCn4_5_1", Flaw::NONE, Flaw::UNKNOWN, Kind::REGISTRATION, 137},
        FlawRow{"ConformanceCn4_5_2", Flaw::NONE, Flaw::UNKNOWN, Kind::LEAVE_ABROAD, 0},
        FlawRow{"ConformanceCn4_5_3", Flaw::NONE, Flaw::UNKNOWN, Kind::LEAVE_HOME, 0},
        FlawRow{"ConformanceCn4_8_1", Flaw::OLD, Flaw::OLD, Kind::REGISTRATION, 138},
        FlawRow{"ConformanceCn4_8_2", Flaw::OLD, Flaw::OLD, Kind::LEAVE_ABROAD, 136},
        FlawRow{"ConformanceCn4_8_3", Flaw::OLD, Flaw::OLD, Kind::LEAVE_HOME, 136},
        FlawRow{"ConformanceCn4_9_1", Flaw::UNKNOWN, Flaw::UNKNOWN, Kind::REGISTRATION, 138},
        FlawRow{"ConformanceCn4_9_2", Flaw::UNKNOWN, Flaw::UNKNOWN, Kind::LEAVE_ABROAD, 136},
        FlawRow{"ConformanceCn4_9_3", Flaw::UNKNOWN, Flaw::UNKNOWN, Kind::LEAVE_HOME, 136}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(CorrespondentExchange, ConformanceCn4_6WrongHomeToken)
{
    TestBoth();
    const KeygenToken right = m_homeTests[HOME_ADDRESS].homeKeygenToken;
    KeygenToken& token = m_homeTests[HOME_ADDRESS].homeKeygenToken;
    token.fill(0xff);
    EXPECT_EQ(Send(Draft(101)), DISCARDED);
    EXPECT_EQ(GetBound(), std::nullopt);
    token = right;
    Send(Draft(101));
    token.fill(0xff);
    EXPECT_EQ(Send(MakeDeletion(102)), DISCARDED);
    EXPECT_EQ(Send(MakeDeletionFromHome(102)), DISCARDED);
    EXPECT_EQ(GetBound(), CARE_OF_A);
}

TEST_F(CorrespondentExchange, ConformanceCn4_7WrongCareOfToken)
{
    TestBoth();
    m_careOfTests[CARE_OF_A].careOfKeygenToken.fill(0xff);
    EXPECT_EQ(Send(Draft(101)), DISCARDED);
    EXPECT_EQ(GetBound(), std::nullopt);
}

TEST_F(CorrespondentExchange, ConformanceCn4_11NoncesAreRenewed)
{
    TestBoth();
    const uint16_t homeIndex = m_homeTests[HOME_ADDRESS].homeNonceIndex;
    const uint16_t careOfIndex = m_careOfTests[CARE_OF_A].careOfNonceIndex;
    Advance(Seconds(30));
    TestBoth();
    EXPECT_EQ(m_homeTests[HOME_ADDRESS].homeNonceIndex, static_cast<uint16_t>(homeIndex + 1));
    EXPECT_EQ(m_careOfTests[CARE_OF_A].careOfNonceIndex, static_cast<uint16_t>(careOfIndex + 1));
}

// ---- sequence numbers

/// Two updates in a row.
struct OrderRow : NamedRow
{
    std::optional<uint16_t> first; //!< Sequence # of the binding
    uint16_t second;               //!< Sequence # of the update
    int status;                    //!< expected
};

/// RFC 6275 section 9.5.1.
class OrderTable : public CorrespondentFixture, public testing::WithParamInterface<OrderRow>
{
};

TEST_P(OrderTable, IsAnsweredWithTheGreatestNumber)
{
    GetParam().first ? Bind(*GetParam().first) : TestBoth();
    const bool accepted = GetParam().status == 0;
    const uint16_t greatest = accepted ? GetParam().second : *GetParam().first;
    EXPECT_EQ(Send(Draft(GetParam().second)).back(),
              MakeAnswer(std::to_string(greatest) + " status " + std::to_string(GetParam().status) +
                         (accepted ? " 420" : " 0") + " authorized"));
}

INSTANTIATE_TEST_SUITE_P(CorrespondentExchange,
                         OrderTable,
                         testing::Values(OrderRow{"ConformanceCn5_1_1_1", 10000, 10001, 0},
                                         OrderRow{"ConformanceCn5_1_1_2", 10000, 32768, 0},
                                         OrderRow{"ConformanceCn5_1_1_3", 10000, 42767, 0},
                                         OrderRow{"ConformanceCn5_1_1_4", 65535, 0, 0},
                                         OrderRow{"ConformanceCn5_1_2_1", 10000, 9999, 135},
                                         OrderRow{"ConformanceCn5_1_2_2", 10000, 10000, 135},
                                         OrderRow{"ConformanceCn5_1_2_3", 10000, 42768, 135},
                                         OrderRow{"ConformanceCn5_1_2_4", 10000, 0, 135},
                                         OrderRow{"ConformanceCn5_1_3_1", std::nullopt, 0, 0},
                                         OrderRow{"ConformanceCn5_1_3_2", std::nullopt, 32768, 0},
                                         OrderRow{"ConformanceCn5_1_3_3", std::nullopt, 65535, 0}),
                         [](const auto& instance) { return instance.param.name; });

// ---- lifetimes

/// What is requested and granted, in units of the wire.
struct UnitsRow : NamedRow
{
    int first;     //!< requested before, 0 for nothing
    int requested; //!< now
    int granted;   //!< expected
};

/// RFC 6275 sections 5.2.6 and 9.5.2.
class UnitsTable : public CorrespondentFixture, public testing::WithParamInterface<UnitsRow>
{
};

TEST_P(UnitsTable, BindingLastsAsLongAsGranted)
{
    GetParam().first > 0 ? Bind(101, Seconds(4 * GetParam().first)) : TestBoth();
    Draft draft(102);
    draft.message.lifetime = Seconds(4 * GetParam().requested);
    const int granted = 4 * GetParam().granted;
    EXPECT_EQ(Send(draft).back(),
              MakeAnswer("102 status 0 " + std::to_string(granted) + " authorized"));
    Advance(Seconds(granted) - TICK);
    EXPECT_EQ(GetBound(), CARE_OF_A);
    Advance(TICK);
    EXPECT_EQ(GetBound(), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(CorrespondentExchange,
                         UnitsTable,
                         testing::Values(UnitsRow{"ConformanceCn5_2_1", 0, 0xffff, 105},
                                         UnitsRow{"ConformanceCn5_2_2", 0, 10, 10},
                                         UnitsRow{"ConformanceCn5_2_3", 0, 106, 105},
                                         UnitsRow{"ConformanceCn5_2_4", 10, 100, 100},
                                         UnitsRow{"ConformanceCn5_2_5", 100, 10, 10},
                                         UnitsRow{"ConformanceCn5_2_6", 10, 0xffff, 105},
                                         UnitsRow{"ConformanceCn5_2_7", 10, 106, 105},
                                         UnitsRow{"ConformanceDerived20", 0, 105, 105}),
                         [](const auto& instance) { return instance.param.name; });

} // namespace

} // namespace ns3::mip6::tests

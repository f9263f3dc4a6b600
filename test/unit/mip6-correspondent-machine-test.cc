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

// ---- return routability

/// Answers of a fresh machine, whose secrets are those of Nonces with the same source.
class CorrespondentTests : public CorrespondentFixture
{
  protected:
    Nonces m_nonces{MakeSource()}; //!< the same as those of the machine
};

TEST_F(CorrespondentTests, HomeTestInitIsAnswered)
{
    const IndexedNonce nonce = m_nonces.GetCurrent(m_now);
    const auto actions = m_machine.HandleHomeTestInit(m_now, MakeTestInit(HOME_ADDRESS));
    ASSERT_EQ(actions.size(), 1U);
    const auto send = FindAction<SendMessage>(actions);
    EXPECT_EQ(send.source, CORRESPONDENT);
    EXPECT_EQ(send.destination, HOME_ADDRESS);
    EXPECT_EQ(send.homeAddressOption, std::nullopt);
    EXPECT_EQ(send.type2HomeAddress, std::nullopt);
    HomeTest expected;
    expected.homeNonceIndex = nonce.index;
    expected.homeInitCookie = COOKIE;
    expected.homeKeygenToken =
        ComputeHomeKeygenToken(m_nonces.GetNodeKey(), HOME_ADDRESS, nonce.nonce);
    EXPECT_EQ(std::get<HomeTest>(send.message), expected);
}

TEST_F(CorrespondentTests, CareOfTestInitIsAnswered)
{
    const IndexedNonce nonce = m_nonces.GetCurrent(m_now);
    const auto actions = m_machine.HandleCareOfTestInit(m_now, MakeTestInit(CARE_OF_A));
    ASSERT_EQ(actions.size(), 1U);
    const auto send = FindAction<SendMessage>(actions);
    EXPECT_EQ(send.source, CORRESPONDENT);
    EXPECT_EQ(send.destination, CARE_OF_A);
    EXPECT_EQ(send.homeAddressOption, std::nullopt);
    EXPECT_EQ(send.type2HomeAddress, std::nullopt);
    CareOfTest expected;
    expected.careOfNonceIndex = nonce.index;
    expected.careOfInitCookie = COOKIE;
    expected.careOfKeygenToken =
        ComputeCareOfKeygenToken(m_nonces.GetNodeKey(), CARE_OF_A, nonce.nonce);
    EXPECT_EQ(std::get<CareOfTest>(send.message), expected);
}

TEST_F(CorrespondentTests, HomeTestTakesNoBinding)
{
    Bind();
    const auto actions = m_machine.HandleHomeTestInit(m_now, MakeTestInit(HOME_ADDRESS));
    const auto send = FindAction<SendMessage>(actions);
    EXPECT_EQ(send.destination, HOME_ADDRESS);
    EXPECT_EQ(send.type2HomeAddress, std::nullopt);
}

TEST_F(CorrespondentTests, TokenOfOneAddressIsNotTheOtherToken)
{
    TestHome(CARE_OF_A);
    TestCareOf(CARE_OF_A);
    EXPECT_NE(m_homeTests[CARE_OF_A].homeKeygenToken, m_careOfTests[CARE_OF_A].careOfKeygenToken);
}

TEST_F(CorrespondentTests, TestsLeaveNoTrace)
{
    for (uint8_t last = 0; last < 255; ++last)
    {
        const std::array<uint8_t, 16> octets{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, last, last};
        const TestInitInput input = MakeTestInit(Ipv6Address::Deserialize(octets.data()));
        EXPECT_EQ(m_machine.HandleHomeTestInit(m_now, input).size(), 1U);
        EXPECT_EQ(m_machine.HandleCareOfTestInit(m_now, input).size(), 1U);
    }
    EXPECT_EQ(m_machine.GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
}

/// A test init that is not answered.
struct ImproperTestRow : NamedRow
{
    void (*change)(TestInitInput&); //!< what is wrong
};

/// RFC 6275 sections 9.4.1 and 9.4.2.
class ImproperTestTable : public CorrespondentFixture,
                          public testing::WithParamInterface<ImproperTestRow>
{
};

TEST_P(ImproperTestTable, IsDiscarded)
{
    TestInitInput input = MakeTestInit(CARE_OF_A);
    GetParam().change(input);
    EXPECT_EQ(Describe(m_machine.HandleHomeTestInit(m_now, input)), DISCARDED);
    EXPECT_EQ(Describe(m_machine.HandleCareOfTestInit(m_now, input)), DISCARDED);
}

INSTANTIATE_TEST_SUITE_P(
    CorrespondentMachine,
    ImproperTestTable,
    testing::Values(
        ImproperTestRow{"HomeAddressOption",
                        [](auto& input) { input.hasHomeAddressOption = true; }},
        ImproperTestRow{"Type2Routing", [](auto& input) { input.hasType2Routing = true; }},
        ImproperTestRow{"LinkLocal", [](auto& input) { input.source = Ipv6Address("fe80::1"); }},
        ImproperTestRow{"Multicast", [](auto& input) { input.source = Ipv6Address("ff0e::1"); }},
        ImproperTestRow{"Unspecified", [](auto& input) { input.source = Ipv6Address("::"); }},
        ImproperTestRow{"Loopback", [](auto& input) { input.source = Ipv6Address("::1"); }}),
    [](const auto& instance) { return instance.param.name; });

// ---- expiry

/// A machine with the usual configuration.
class CorrespondentBindings : public CorrespondentFixture
{
};

TEST_F(CorrespondentBindings, NothingIsDueWithoutABinding)
{
    EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(m_machine.HandleDeadline(Seconds(100000)).empty());
}

TEST_F(CorrespondentBindings, BindingEndsAfterItsLifetime)
{
    Bind(101, Seconds(40));
    EXPECT_TRUE(Advance(Seconds(40) - TICK).empty());
    EXPECT_EQ(GetBound(), CARE_OF_A);
    EXPECT_EQ(m_machine.GetNextDeadline(), m_now + TICK);
    EXPECT_TRUE(m_machine.HandleDeadline(m_now).empty());
    EXPECT_EQ(Advance(TICK),
              (Lines{"ClosePath 2001:db8::10", "Cache expired 2001:db8::10 at 2001:db8:a::10 0"}));
    EXPECT_EQ(GetBound(), std::nullopt);
    EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
}

TEST_F(CorrespondentBindings, RefreshMovesTheEnd)
{
    Bind(101, Seconds(40));
    Advance(Seconds(20));
    Bind(102, Seconds(400));
    EXPECT_TRUE(Advance(Seconds(400) - TICK).empty());
    EXPECT_EQ(Advance(TICK).size(), 2U);
}

TEST_F(CorrespondentBindings, LateDeadlineEndsWithoutAskingForARefresh)
{
    Bind(101, Seconds(40));
    m_uses[HOME_ADDRESS] = m_now + Seconds(39);
    EXPECT_EQ(Describe(m_machine.HandleDeadline(m_now + Seconds(50))),
              (Lines{"ClosePath 2001:db8::10", "Cache expired 2001:db8::10 at 2001:db8:a::10 0"}));
}

// ---- refresh

/// The request to refresh the binding.
const Lines REFRESH{"Send 2001:db8:c::1 > 2001:db8::10 message 3b00000000000000"};

/// When a packet took the path of a binding with a lifetime of 400 s, and whether a refresh is
/// asked for.
struct UseRow : NamedRow
{
    std::optional<Time> usedAt; //!< after the registration
    bool asked;                 //!< expected
};

/// RFC 6275 section 9.5.5.
class UseTable : public CorrespondentFixture, public testing::WithParamInterface<UseRow>
{
};

TEST_P(UseTable, BindingInUseIsToBeRefreshed)
{
    Bind(101, Seconds(400));
    if (GetParam().usedAt)
    {
        m_uses[HOME_ADDRESS] = m_now + *GetParam().usedAt;
    }
    EXPECT_TRUE(Advance(Seconds(360) - TICK).empty());
    EXPECT_EQ(m_machine.GetNextDeadline(), m_now + TICK);
    EXPECT_EQ(Advance(TICK), GetParam().asked ? REFRESH : Lines());
    m_uses[HOME_ADDRESS] = m_now;
    EXPECT_TRUE(Advance(Seconds(40) - TICK).empty());
}

INSTANTIATE_TEST_SUITE_P(CorrespondentMachine,
                         UseTable,
                         testing::Values(UseRow{"Never", std::nullopt, false},
                                         UseRow{"BeforeTheBinding", Seconds(-1), false},
                                         UseRow{"BeforeTheLastQuarter", Seconds(300) - TICK, false},
                                         UseRow{"InTheLastQuarter", Seconds(300), true},
                                         UseRow{"Now", Seconds(360), true}),
                         [](const auto& instance) { return instance.param.name; });

TEST_F(CorrespondentBindings, RefreshedBindingIsAskedForAgainLater)
{
    Bind(101, Seconds(400));
    m_uses[HOME_ADDRESS] = m_now + Seconds(350);
    EXPECT_EQ(Advance(Seconds(370)), REFRESH);
    Bind(102, Seconds(100));
    m_uses[HOME_ADDRESS] = m_now + Seconds(80);
    EXPECT_TRUE(Advance(Seconds(90) - TICK).empty());
    EXPECT_EQ(Advance(TICK), REFRESH);
}

TEST_F(CorrespondentBindings, DeletedBindingIsNotAskedFor)
{
    Bind(101, Seconds(40));
    m_uses[HOME_ADDRESS] = m_now + Seconds(35);
    Send(MakeDeletion(102));
    EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(Advance(Seconds(100)).empty());
}

/// @return a configuration that asks for no refresh
CorrespondentNodeConfig
MakeQuietConfig()
{
    CorrespondentNodeConfig config;
    config.refreshRequests = false;
    return config;
}

/// A machine that asks for no refresh.
class QuietCorrespondent : public CorrespondentFixture
{
  protected:
    QuietCorrespondent()
        : CorrespondentFixture(MakeQuietConfig())
    {
    }
};

TEST_F(QuietCorrespondent, AsksForNoRefresh)
{
    Bind(101, Seconds(400));
    m_uses[HOME_ADDRESS] = m_now + Seconds(350);
    EXPECT_EQ(m_machine.GetNextDeadline(), m_now + Seconds(400));
    EXPECT_TRUE(Advance(Seconds(400) - TICK).empty());
}

// ---- errors

/// How many errors a configuration takes.
struct LimitRow : NamedRow
{
    uint32_t limit; //!< configured
    int survived;   //!< errors that a binding survives, of ten
};

/// RFC 6275 section 9.3.4.
class LimitTable : public testing::TestWithParam<LimitRow>
{
};

/// A correspondent node and its mobile node, for tests that choose the configuration.
class ConfiguredCorrespondent : public CorrespondentFixture
{
  public:
    /// @param config of the correspondent node
    explicit ConfiguredCorrespondent(
        const CorrespondentNodeConfig& config = CorrespondentNodeConfig())
        : CorrespondentFixture(config)
    {
    }

    /// @param homeAddress in the error @param careOfAddress in the error @return what is done
    Lines Fail(const Ipv6Address& homeAddress = HOME_ADDRESS,
               const Ipv6Address& careOfAddress = CARE_OF_A)
    {
        return Describe(m_machine.HandleUnreachable(m_now, {homeAddress, careOfAddress}));
    }

    using CorrespondentFixture::Bind;
    using CorrespondentFixture::GetBound;

    /// Not used.
    void TestBody() override
    {
    }
};

TEST_P(LimitTable, LastErrorEndsTheBinding)
{
    CorrespondentNodeConfig config;
    config.unreachableLimit = GetParam().limit;
    ConfiguredCorrespondent node(config);
    node.Bind();
    for (int i = 0; i < GetParam().survived; ++i)
    {
        EXPECT_TRUE(node.Fail().empty());
        EXPECT_EQ(node.GetBound(), CARE_OF_A);
    }
    if (GetParam().survived < 10)
    {
        EXPECT_EQ(node.Fail(), REMOVED);
        EXPECT_EQ(node.GetBound(), std::nullopt);
        EXPECT_TRUE(node.Fail().empty());
    }
}

INSTANTIATE_TEST_SUITE_P(CorrespondentMachine,
                         LimitTable,
                         testing::Values(LimitRow{"Never", 0, 10},
                                         LimitRow{"First", 1, 0},
                                         LimitRow{"Third", 3, 2}),
                         [](const auto& instance) { return instance.param.name; });

TEST(CorrespondentErrors, OthersDoNotCount)
{
    ConfiguredCorrespondent node;
    EXPECT_TRUE(node.Fail().empty());
    node.Bind();
    for (int i = 0; i < 10; ++i)
    {
        EXPECT_TRUE(node.Fail(HOME_ADDRESS, CARE_OF_B).empty());
        EXPECT_TRUE(node.Fail(CARE_OF_A, CARE_OF_A).empty());
    }
    EXPECT_EQ(node.GetBound(), CARE_OF_A);
}

TEST(CorrespondentErrors, UpdateBeginsTheCountAnew)
{
    ConfiguredCorrespondent node;
    for (uint16_t sequence = 101; sequence < 105; ++sequence)
    {
        node.Bind(sequence);
        EXPECT_TRUE(node.Fail().empty());
        EXPECT_TRUE(node.Fail().empty());
    }
    EXPECT_EQ(node.Fail(), REMOVED);
    node.Bind(105);
    EXPECT_TRUE(node.Fail().empty());
    EXPECT_TRUE(node.Fail().empty());
    EXPECT_EQ(node.Fail(), REMOVED);
}

} // namespace

} // namespace ns3::mip6::tests

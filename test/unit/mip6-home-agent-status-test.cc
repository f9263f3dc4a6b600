/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-home-agent-machine.h"

#include <gtest/gtest.h>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

/// A configuration, a Binding Update and the status that answers it.
struct StatusRow : NamedRow
{
    int status;                                             //!< expected
    void (*arrange)(HomeAgentConfig&, BindingUpdateInput&); //!< what is special
};

/// Everything that is answered at once, without probing the home address.
class AgentRefusalTable : public testing::TestWithParam<StatusRow>
{
};

TEST_P(AgentRefusalTable, IsAnsweredAtOnceAndLeavesNoTrace)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    BindingUpdateInput input = MakeUpdateInput(101);
    GetParam().arrange(config, input);
    HomeAgentMachine agent(config, MakeRandom());
    const auto actions = agent.HandleBindingUpdate(Seconds(1), input);
    ASSERT_EQ(actions.size(), 1U);
    const auto expected = MakeRefusal(101, static_cast<BindingStatus>(GetParam().status));
    EXPECT_EQ(FindAcknowledgement(actions), expected);
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(agent.GetPendingCount(), 0U);
}

TEST_P(AgentRefusalTable, IsAnsweredAlsoWithoutTheAcknowledgeBit)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    BindingUpdateInput input = MakeUpdateInput(101);
    GetParam().arrange(config, input);
    input.message.acknowledge = false;
    HomeAgentMachine agent(config, MakeRandom());
    EXPECT_EQ(CountActions<SendMessage>(agent.HandleBindingUpdate(Seconds(1), input)), 1U);
}

/**
 * @param input whose care-of address is replaced
 * @param careOfAddress new one
 */
void
SetCareOfAddress(BindingUpdateInput& input, const char* careOfAddress)
{
    input.message.options = {AlternateCareOfAddress{Ipv6Address(careOfAddress)}};
}

INSTANTIATE_TEST_SUITE_P(
    HomeAgentMachine,
    AgentRefusalTable,
    testing::Values(
        StatusRow{"Prohibited",
                  129,
                  [](auto& config, auto&) { config.prohibited = {HOME_ADDRESS}; }},
        StatusRow{"NoCapacity", 130, [](auto& config, auto&) { config.maxBindings = 0; }},
        StatusRow{"Disabled", 131, [](auto& config, auto&) { config.enabled = false; }},
        StatusRow{"OtherSubnet", 132, [](auto&, auto& input) { input.homeAddress = CARE_OF_B; }},
        StatusRow{"OtherPrefixLength",
                  132,
                  [](auto& config, auto&) {
                      config.prefixes = MakeLinkPrefixes(Ipv6Address("2001:db8:0:0:8000::"), 65);
                  }},
        StatusRow{"NotServed", 133, [](auto& config, auto&) { config.served = {HOME_AGENT}; }},
        StatusRow{"AddressOfTheHomeAgent",
                  133,
                  [](auto&, auto& input) { input.homeAddress = HOME_AGENT; }},
        StatusRow{"AnycastAddressOfTheHomeAgents",
                  133,
                  [](auto&, auto& input) {
                      input.homeAddress = Ipv6Address("2001:db8::fdff:ffff:ffff:fffe");
                  }},
        StatusRow{"DeletionOfUnknown",
                  133,
                  [](auto&, auto& input) { input.message.lifetime = Time(); }},
        StatusRow{"CareOfEqualsHomeOfUnknown",
                  133,
                  [](auto&, auto& input) { SetCareOfAddress(input, "2001:db8::10"); }},
        StatusRow{"LinkLocalCareOf",
                  174,
                  [](auto&, auto& input) { SetCareOfAddress(input, "fe80::10"); }},
        StatusRow{"MulticastCareOf",
                  174,
                  [](auto&, auto& input) { SetCareOfAddress(input, "ff0e::10"); }},
        StatusRow{"UnspecifiedCareOf",
                  174,
                  [](auto&, auto& input) { SetCareOfAddress(input, "::"); }},
        StatusRow{"LoopbackCareOf",
                  174,
                  [](auto&, auto& input) { SetCareOfAddress(input, "::1"); }}),
    [](const auto& instance) { return instance.param.name; });

/// A Binding Update that is not even answered.
struct SilenceRow : NamedRow
{
    void (*arrange)(BindingUpdateInput&); //!< what is special
};

/// RFC 6275 sections 9.5.1 and 9.5.4.
class SilenceTable : public testing::TestWithParam<SilenceRow>
{
};

TEST_P(SilenceTable, IsDiscardedWithoutAnAnswer)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.prefixes = MakeLinkPrefixes(HOME_AGENT, 0);
    HomeAgentMachine agent(config, MakeRandom());
    BindingUpdateInput input = MakeUpdateInput(101);
    GetParam().arrange(input);
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(1), input)),
              (Lines{std::string("Drop ") + GetName(Mip6DropReason::UNEXPECTED_MESSAGE)}));
    EXPECT_EQ(agent.GetPendingCount(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    HomeAgentMachine,
    SilenceTable,
    testing::Values(
        SilenceRow{"LinkLocalHomeAddress",
                   [](auto& input) { input.homeAddress = Ipv6Address("fe80::10"); }},
        SilenceRow{"MulticastHomeAddress",
                   [](auto& input) { input.homeAddress = Ipv6Address("ff0e::10"); }},
        SilenceRow{"UnspecifiedHomeAddress",
                   [](auto& input) { input.homeAddress = Ipv6Address::GetAny(); }},
        SilenceRow{"LinkLocalSource", [](auto& input) { input.source = Ipv6Address("fe80::10"); }},
        SilenceRow{"UnspecifiedSource", [](auto& input) { input.source = Ipv6Address::GetAny(); }},
        SilenceRow{"MulticastSource", [](auto& input) { input.source = Ipv6Address("ff0e::10"); }},
        SilenceRow{"NonceIndices",
                   [](auto& input) {
                       input.message.options.emplace_back(NonceIndices{1, 2});
                   }}),
    [](const auto& instance) { return instance.param.name; });

TEST(HomeAgentMachine, ServedAddressIsAccepted)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.served = {CARE_OF_B, HOME_ADDRESS};
    HomeAgentMachine agent(config, MakeRandom());
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101))),
              (Lines{"StartDad 2001:db8::10"}));
}

/// An outcome of probing and the status that answers the update.
struct DadRow : NamedRow
{
    DadOutcome outcome; //!< of the probe
    Lines expected;     //!< actions
};

/// RFC 6275 section 10.3.1.
class DadTable : public testing::TestWithParam<DadRow>
{
};

TEST_P(DadTable, OutcomeDecidesAboutTheRegistration)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    EXPECT_EQ(Describe(agent.HandleDadResult(Seconds(2), HOME_ADDRESS, GetParam().outcome)),
              GetParam().expected);
    EXPECT_EQ(agent.GetPendingCount(), 0U);
    EXPECT_EQ(agent.GetBindingCache().GetSize(),
              GetParam().outcome == DadOutcome::UNIQUE ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(
    HomeAgentMachine,
    DadTable,
    testing::Values(
        DadRow{"Unique",
               DadOutcome::UNIQUE,
               {"Defend 2001:db8::10",
                "OpenTunnel 2001:db8::10: 2001:db8::1 > 2001:db8:a::10",
                "Cache added 2001:db8::10 at 2001:db8:a::10 420",
                "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 101 status 0 420"}},
        DadRow{"Duplicate",
               DadOutcome::DUPLICATE,
               {"Release 2001:db8::10",
                "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 101 status 134 0"}},
        DadRow{"Unavailable",
               DadOutcome::UNAVAILABLE,
               {"Release 2001:db8::10",
                "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 101 status 128 0"}}),
    [](const auto& instance) { return instance.param.name; });

/// What is requested, and what is granted.
struct GrantRow : NamedRow
{
    Time requested; //!< by the mobile node
    Time prefix;    //!< lifetime of the home prefix
    int status;     //!< expected
    Time granted;   //!< expected
};

/// RFC 6275 section 10.3.1, with at most 420 s.
class GrantTable : public testing::TestWithParam<GrantRow>
{
};

TEST_P(GrantTable, LifetimeIsTheLeastOfAllLimits)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.prefixes = MakeLinkPrefixes(HOME_AGENT, 64, GetParam().prefix);
    HomeAgentMachine agent(config, MakeRandom());
    BindingUpdateInput input = MakeUpdateInput(101);
    input.message.lifetime = GetParam().requested;
    agent.HandleBindingUpdate(Seconds(1), input);
    const auto actions = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    const auto status = static_cast<BindingStatus>(GetParam().status);
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(101, GetParam().granted, status));
    EXPECT_EQ(agent.GetBindingCache().GetNextExpiry(), Seconds(2) + GetParam().granted);
}

INSTANTIATE_TEST_SUITE_P(
    HomeAgentMachine,
    GrantTable,
    testing::Values(GrantRow{"Requested", Seconds(100), ND_INFINITE_LIFETIME, 0, Seconds(100)},
                    GrantRow{"Maximum", Seconds(1000), ND_INFINITE_LIFETIME, 0, Seconds(420)},
                    GrantRow{"PrefixBelowRequest", Seconds(100), Seconds(60), 1, Seconds(60)},
                    GrantRow{"PrefixBelowMaximum", Seconds(1000), Seconds(60), 1, Seconds(60)},
                    GrantRow{"PrefixEqual", Seconds(100), Seconds(100), 1, Seconds(100)},
                    GrantRow{"PrefixAbove", Seconds(100), Seconds(600), 0, Seconds(100)}),
    [](const auto& instance) { return instance.param.name; });

/// A configured Binding Refresh Advice and whether it is given.
struct GivenAdviceRow : NamedRow
{
    Time advice; //!< configured
    bool given;  //!< expected
};

/// For a lifetime of 420 s.
class GivenAdviceTable : public testing::TestWithParam<GivenAdviceRow>
{
};

TEST_P(GivenAdviceTable, IsGivenOnlyBelowTheLifetime)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.refreshAdvice = GetParam().advice;
    HomeAgentMachine agent(config, MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    const auto actions = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    BindingAcknowledgement expected = MakeAcknowledgement(101);
    if (GetParam().given)
    {
        expected.options.emplace_back(BindingRefreshAdvice{GetParam().advice});
    }
    EXPECT_EQ(FindAcknowledgement(actions), expected);
}

INSTANTIATE_TEST_SUITE_P(HomeAgentMachine,
                         GivenAdviceTable,
                         testing::Values(GivenAdviceRow{"None", Time(), false},
                                         GivenAdviceRow{"Below", Seconds(200), true},
                                         GivenAdviceRow{"Equal", Seconds(420), false},
                                         GivenAdviceRow{"Above", Seconds(800), false}),
                         [](const auto& instance) { return instance.param.name; });

/// A sequence number that follows 101.
struct WindowRow : NamedRow
{
    uint16_t sequence; //!< of the second update
    bool accepted;     //!< expected
};

/// RFC 6275 section 9.5.1.
class WindowTable : public testing::TestWithParam<WindowRow>
{
};

TEST_P(WindowTable, IsComparedWithThatOfTheBinding)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    const auto actions =
        agent.HandleBindingUpdate(Seconds(3), MakeUpdateInput(GetParam().sequence));
    const auto expected = GetParam().accepted
                              ? MakeAcknowledgement(GetParam().sequence)
                              : MakeRefusal(101, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
    EXPECT_EQ(FindAcknowledgement(actions), expected);
}

TEST_P(WindowTable, IsComparedWithThatOfThePendingUpdate)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    const auto actions =
        agent.HandleBindingUpdate(Seconds(2), MakeUpdateInput(GetParam().sequence));
    if (GetParam().accepted)
    {
        EXPECT_TRUE(actions.empty());
        return;
    }
    EXPECT_EQ(FindAcknowledgement(actions),
              MakeRefusal(101, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW));
    EXPECT_EQ(agent.GetPendingCount(), 1U);
}

INSTANTIATE_TEST_SUITE_P(HomeAgentMachine,
                         WindowTable,
                         testing::Values(WindowRow{"Equal", 101, false},
                                         WindowRow{"Next", 102, true},
                                         WindowRow{"Previous", 100, false},
                                         WindowRow{"Farthest", 101 + 32767, true},
                                         WindowRow{"Opposite", 101 + 32768, false}),
                         [](const auto& instance) { return instance.param.name; });

} // namespace

} // namespace ns3::mip6::tests

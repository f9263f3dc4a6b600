/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-protocol-makers.h"

#include "ns3/mip6-home-agent-machine.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// Derived from the usual home address.
const Ipv6Address LINK_LOCAL("fe80::10");
/// Of another home subnet, with the same interface identifier.
const Ipv6Address OTHER_HOME("2001:db8:0:1::10");

/**
 * @param sequence number
 * @param homeAddress of the mobile node
 * @return a registration with the L bit
 */
BindingUpdateInput
MakeCompatible(uint16_t sequence, const Ipv6Address& homeAddress = HOME_ADDRESS)
{
    BindingUpdateInput input = MakeUpdateInput(sequence);
    input.homeAddress = homeAddress;
    input.message.linkLocal = true;
    return input;
}

/// A home agent whose subnet is wide enough for two home addresses of one interface identifier.
struct WideAgent : HomeAgentMachine
{
    WideAgent()
        : HomeAgentMachine(MakeConfig(), MakeRandom())
    {
    }

    /// @return its configuration
    static HomeAgentConfig MakeConfig()
    {
        HomeAgentConfig config = MakeHomeAgentConfig();
        config.prefixes = MakeLinkPrefixes(HOME_AGENT, 48);
        return config;
    }

    /// A mobile node registers with the L bit, and both addresses are its own.
    void Bind()
    {
        HandleBindingUpdate(Seconds(1), MakeCompatible(101));
        HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
        HandleDadResult(Seconds(2), LINK_LOCAL, DadOutcome::UNIQUE);
    }
};

TEST(HomeAgentDad, LinkLocalBitTestsBothAddressesBeforeTheAnswer)
{
    WideAgent agent;
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(1), MakeCompatible(101))),
              (Lines{"StartDad 2001:db8::10", "StartDad fe80::10"}));
    EXPECT_TRUE(agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE).empty());
    EXPECT_EQ(Describe(agent.HandleDadResult(Seconds(2), LINK_LOCAL, DadOutcome::UNIQUE)),
              (Lines{"Defend 2001:db8::10",
                     "Defend fe80::10",
                     "OpenTunnel 2001:db8::10: 2001:db8::1 > 2001:db8:a::10",
                     "Cache added 2001:db8::10 at 2001:db8:a::10 420",
                     "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 101 status 0 420"}));
}

TEST(HomeAgentDad, OrderOfTheResultsDoesNotMatter)
{
    WideAgent agent;
    agent.HandleBindingUpdate(Seconds(1), MakeCompatible(101));
    EXPECT_TRUE(agent.HandleDadResult(Seconds(2), LINK_LOCAL, DadOutcome::UNIQUE).empty());
    const auto actions = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(101));
    EXPECT_EQ(CountActions<DefendAddress>(actions), 2U);
}

TEST(HomeAgentDad, DuplicateOfTheLinkLocalAddressRefusesTheWholeUpdate)
{
    WideAgent agent;
    agent.HandleBindingUpdate(Seconds(1), MakeCompatible(101));
    EXPECT_EQ(Describe(agent.HandleDadResult(Seconds(1.5), LINK_LOCAL, DadOutcome::DUPLICATE)),
              (Lines{"Release 2001:db8::10",
                     "Release fe80::10",
                     "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 101 status 134 0"}));
    EXPECT_TRUE(agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE).empty());
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(agent.GetPendingCount(), 0U);
}

TEST(HomeAgentDad, DuplicateOfTheHomeAddressRefusesAfterTheOtherWasUnique)
{
    WideAgent agent;
    agent.HandleBindingUpdate(Seconds(1), MakeCompatible(101));
    agent.HandleDadResult(Seconds(1.5), LINK_LOCAL, DadOutcome::UNIQUE);
    const auto actions = agent.HandleDadResult(Seconds(1.6), HOME_ADDRESS, DadOutcome::DUPLICATE);
    EXPECT_EQ(FindAcknowledgement(actions),
              MakeRefusal(101, BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED));
    EXPECT_EQ(CountActions<ReleaseAddress>(actions), 2U);
}

TEST(HomeAgentDad, DeletionReleasesBoth)
{
    WideAgent agent;
    agent.Bind();
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(102))),
              (Lines{"CloseTunnel 2001:db8::10",
                     "Release 2001:db8::10",
                     "Release fe80::10",
                     "Cache removed 2001:db8::10 at 2001:db8:a::10 0",
                     "Send 2001:db8::1 > 2001:db8::10 BA 102 status 0 0"}));
}

TEST(HomeAgentDad, ExpiryReleasesBoth)
{
    WideAgent agent;
    agent.Bind();
    EXPECT_EQ(CountActions<ReleaseAddress>(agent.HandleDeadline(Seconds(422))), 2U);
}

TEST(HomeAgentDad, RefreshNeitherTestsNorReleases)
{
    WideAgent agent;
    agent.Bind();
    const auto without = agent.HandleBindingUpdate(Seconds(10), MakeUpdateInput(102));
    EXPECT_EQ(CountActions<ReleaseAddress>(without), 0U);
    EXPECT_EQ(FindAcknowledgement(without), MakeAcknowledgement(102));
    const auto with = agent.HandleBindingUpdate(Seconds(11), MakeCompatible(103));
    EXPECT_EQ(CountActions<StartDad>(with), 0U);
    EXPECT_EQ(FindAcknowledgement(with), MakeAcknowledgement(103));
    EXPECT_EQ(CountActions<ReleaseAddress>(agent.HandleDeadline(Seconds(500))), 2U);
}

TEST(HomeAgentDad, SecondHomeAddressSharesADefendedLinkLocalAddress)
{
    WideAgent agent;
    agent.Bind();
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(3), MakeCompatible(5, OTHER_HOME))),
              (Lines{"StartDad 2001:db8:0:1::10"}));
    const auto actions = agent.HandleDadResult(Seconds(4), OTHER_HOME, DadOutcome::UNIQUE);
    EXPECT_EQ(CountActions<DefendAddress>(actions), 1U);
    EXPECT_EQ(FindAction<DefendAddress>(actions).address, OTHER_HOME);
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(5));
}

TEST(HomeAgentDad, SharedLinkLocalAddressIsReleasedWithTheLastBinding)
{
    WideAgent agent;
    agent.Bind();
    agent.HandleBindingUpdate(Seconds(3), MakeCompatible(5, OTHER_HOME));
    agent.HandleDadResult(Seconds(4), OTHER_HOME, DadOutcome::UNIQUE);
    const auto first = agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(102));
    EXPECT_EQ(CountActions<ReleaseAddress>(first), 1U);
    EXPECT_EQ(FindAction<ReleaseAddress>(first).address, HOME_ADDRESS);
    BindingUpdateInput deletion = MakeCompatible(6, OTHER_HOME);
    deletion.message.lifetime = Time();
    const auto second = agent.HandleBindingUpdate(Seconds(11), deletion);
    EXPECT_EQ(CountActions<ReleaseAddress>(second), 2U);
}

TEST(HomeAgentDad, OneProbeAnswersTwoRegistrations)
{
    WideAgent agent;
    agent.HandleBindingUpdate(Seconds(1), MakeCompatible(101));
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(1.2), MakeCompatible(5, OTHER_HOME))),
              (Lines{"StartDad 2001:db8:0:1::10"}));
    agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    agent.HandleDadResult(Seconds(2.2), OTHER_HOME, DadOutcome::UNIQUE);
    const auto actions = agent.HandleDadResult(Seconds(2.3), LINK_LOCAL, DadOutcome::UNIQUE);
    EXPECT_EQ(CountActions<SendMessage>(actions), 2U);
    EXPECT_EQ(CountActions<DefendAddress>(actions), 3U);
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 2U);
}

TEST(HomeAgentDad, SharedDuplicateRefusesAllThatWait)
{
    WideAgent agent;
    agent.HandleBindingUpdate(Seconds(1), MakeCompatible(101));
    agent.HandleBindingUpdate(Seconds(1.2), MakeCompatible(5, OTHER_HOME));
    const auto actions = agent.HandleDadResult(Seconds(1.5), LINK_LOCAL, DadOutcome::DUPLICATE);
    EXPECT_EQ(CountActions<SendMessage>(actions), 2U);
    EXPECT_EQ(CountActions<ReleaseAddress>(actions), 3U);
    EXPECT_EQ(agent.GetPendingCount(), 0U);
}

TEST(HomeAgentDad, DeletionWhileBothAreTestedEndsBothProbes)
{
    WideAgent agent;
    agent.HandleBindingUpdate(Seconds(1), MakeCompatible(101));
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(1.5), MakeDeletionInput(102))),
              (Lines{"Release 2001:db8::10",
                     "Release fe80::10",
                     "Send 2001:db8::1 > 2001:db8::10 BA 102 status 133 0"}));
    EXPECT_TRUE(agent.HandleDadResult(Seconds(2), LINK_LOCAL, DadOutcome::UNIQUE).empty());
}

TEST(HomeAgentDad, OutcomeOfAnUnknownAddressIsNothing)
{
    HomeAgentDad dad;
    EXPECT_TRUE(dad.HandleResult(HOME_ADDRESS, DadOutcome::UNIQUE).empty());
    EXPECT_TRUE(dad.Release(HOME_ADDRESS).empty());
    EXPECT_FALSE(dad.IsTested(HOME_ADDRESS));
}

} // namespace

} // namespace ns3::mip6::tests

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

/// A home agent that holds a binding: sent with Sequence # 101, accepted at 2 s for 420 s.
struct BoundAgent : HomeAgentMachine
{
    /// @param config of the home agent
    explicit BoundAgent(const HomeAgentConfig& config = MakeHomeAgentConfig())
        : HomeAgentMachine(config, MakeRandom())
    {
        HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
        HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    }
};

/**
 * @param sequence number
 * @param homeAddress another one
 * @return a registration of it
 */
BindingUpdateInput
MakeUpdateInputFor(uint16_t sequence, const Ipv6Address& homeAddress)
{
    BindingUpdateInput input = MakeUpdateInput(sequence);
    input.homeAddress = homeAddress;
    return input;
}

TEST(HomeAgentMachine, FirstRegistrationIsProbedBeforeItIsAnswered)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101))),
              (Lines{"StartDad 2001:db8::10"}));
    EXPECT_EQ(agent.GetPendingCount(), 1U);
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(agent.GetNextDeadline(), std::nullopt);
}

TEST(HomeAgentMachine, AcceptedRegistrationIsInTheCache)
{
    const BoundAgent agent;
    const Binding* binding = agent.GetBindingCache().Find(HOME_ADDRESS);
    ASSERT_NE(binding, nullptr);
    EXPECT_EQ(binding->homeAddress, HOME_ADDRESS);
    EXPECT_EQ(binding->careOfAddress, CARE_OF_A);
    EXPECT_EQ(binding->localAddress, HOME_AGENT);
    EXPECT_EQ(binding->expiresAt, Seconds(422));
    EXPECT_EQ(binding->sequence, 101);
    EXPECT_TRUE(binding->homeRegistration);
}

TEST(HomeAgentMachine, WithoutAlternateCareOfAddressTheSourceIsBound)
{
    BoundAgent agent;
    BindingUpdateInput input = MakeUpdateInput(102);
    input.source = CARE_OF_B;
    input.message.options.clear();
    agent.HandleBindingUpdate(Seconds(3), input);
    EXPECT_EQ(agent.GetBindingCache().Find(HOME_ADDRESS)->careOfAddress, CARE_OF_B);
}

TEST(HomeAgentMachine, AlternateCareOfAddressIsBoundAndTheSourceIsAnswered)
{
    BoundAgent agent;
    BindingUpdateInput input = MakeUpdateInput(102);
    input.source = CARE_OF_B;
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(3), input)),
              (Lines{"OpenTunnel 2001:db8::10: 2001:db8::1 > 2001:db8:a::10",
                     "Cache updated 2001:db8::10 at 2001:db8:a::10 420",
                     "Send 2001:db8::1 > 2001:db8:b::10 type2 2001:db8::10 BA 102 status 0 420"}));
}

TEST(HomeAgentMachine, RefreshIsAnsweredAtOnceWithoutProbing)
{
    BoundAgent agent;
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(100), MakeUpdateInput(102))),
              (Lines{"OpenTunnel 2001:db8::10: 2001:db8::1 > 2001:db8:a::10",
                     "Cache updated 2001:db8::10 at 2001:db8:a::10 420",
                     "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 102 status 0 420"}));
    // A look at the end of the first lifetime finds nothing.
    const Time former = agent.GetNextDeadline().value();
    EXPECT_TRUE(agent.HandleDeadline(former).empty());
    EXPECT_EQ(agent.GetNextDeadline(), Seconds(520));
}

TEST(HomeAgentMachine, RepeatedPendingUpdateIsAnsweredOnceWithTheNewestSequence)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    EXPECT_TRUE(agent.HandleBindingUpdate(Seconds(1.5), MakeUpdateInput(102)).empty());
    EXPECT_TRUE(agent.HandleBindingUpdate(Seconds(1.8), MakeUpdateInput(103)).empty());
    EXPECT_EQ(agent.GetPendingCount(), 1U);
    const auto actions = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(103));
}

TEST(HomeAgentMachine, MovementWhileProbingBindsTheNewCareOfAddress)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    BindingUpdateInput input = MakeUpdateInput(102);
    input.source = CARE_OF_B;
    input.message.options = {AlternateCareOfAddress{CARE_OF_B}};
    agent.HandleBindingUpdate(Seconds(1.5), input);
    const auto actions = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    EXPECT_EQ(FindAction<OpenTunnel>(actions).remote, CARE_OF_B);
    EXPECT_EQ(FindAction<SendMessage>(actions).destination, CARE_OF_B);
}

TEST(HomeAgentMachine, ResultForAnAddressThatIsNotProbedIsIgnored)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    EXPECT_TRUE(agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE).empty());
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
}

TEST(HomeAgentMachine, ResultForAForgottenAddressIsIgnored)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    agent.HandleBindingUpdate(Seconds(1.5), MakeDeletionInput(102));
    EXPECT_TRUE(agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE).empty());
}

TEST(HomeAgentMachine, SecondResultForAnAddressIsIgnored)
{
    BoundAgent agent;
    EXPECT_TRUE(agent.HandleDadResult(Seconds(3), HOME_ADDRESS, DadOutcome::DUPLICATE).empty());
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 1U);
}

TEST(HomeAgentMachine, DeletionFromHomeStopsInterceptionBeforeItIsAnswered)
{
    BoundAgent agent;
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(102))),
              (Lines{"CloseTunnel 2001:db8::10",
                     "Release 2001:db8::10",
                     "Cache removed 2001:db8::10 at 2001:db8:a::10 0",
                     "Send 2001:db8::1 > 2001:db8::10 BA 102 status 0 0"}));
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(agent.GetNextDeadline(), std::nullopt);
}

TEST(HomeAgentMachine, DeletionFromAwayIsAnsweredThroughTheType2RoutingHeader)
{
    BoundAgent agent;
    BindingUpdateInput input = MakeUpdateInput(102);
    input.message.lifetime = Time();
    const auto actions = agent.HandleBindingUpdate(Seconds(10), input);
    EXPECT_EQ(Describe(actions).back(),
              "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 102 status 0 0");
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
}

TEST(HomeAgentMachine, CareOfAddressEqualToTheHomeAddressDeletes)
{
    BoundAgent agent;
    BindingUpdateInput input = MakeDeletionInput(102);
    input.message.lifetime = Seconds(420);
    const auto actions = agent.HandleBindingUpdate(Seconds(10), input);
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(102, Time()));
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
}

TEST(HomeAgentMachine, LifetimeZeroDeletesWhateverTheCareOfAddressIs)
{
    BoundAgent agent;
    BindingUpdateInput input = MakeUpdateInput(102);
    input.message.lifetime = Time();
    input.message.options = {AlternateCareOfAddress{Ipv6Address("fe80::10")}};
    const auto actions = agent.HandleBindingUpdate(Seconds(10), input);
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(102, Time()));
}

TEST(HomeAgentMachine, RepeatedDeletionFindsTheEntryThatStays)
{
    BoundAgent agent;
    agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(102));
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(11), MakeDeletionInput(103))),
              (Lines{"Send 2001:db8::1 > 2001:db8::10 BA 103 status 0 0"}));
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(12), MakeDeletionInput(103))),
              (Lines{"Send 2001:db8::1 > 2001:db8::10 BA 103 status 135 0"}));
}

TEST(HomeAgentMachine, DeletionIsForgottenAfterMaxDeleteBceTimeout)
{
    BoundAgent agent;
    agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(102));
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(20), MakeDeletionInput(103))),
              (Lines{"Send 2001:db8::1 > 2001:db8::10 BA 103 status 133 0"}));
}

TEST(HomeAgentMachine, UpdateSentBeforeADeletionDoesNotBindAgain)
{
    BoundAgent agent;
    agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(103));
    const Time last = Seconds(20) - NanoSeconds(1);
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(last, MakeUpdateInput(102))),
              (Lines{"Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 103 status 135 0"}));
    EXPECT_EQ(agent.GetPendingCount(), 0U);
}

TEST(HomeAgentMachine, RegistrationAfterADeletionIsProbedAnew)
{
    BoundAgent agent;
    agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(102));
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(11), MakeUpdateInput(103))),
              (Lines{"StartDad 2001:db8::10"}));
    EXPECT_EQ(
        FindAcknowledgement(agent.HandleDadResult(Seconds(12), HOME_ADDRESS, DadOutcome::UNIQUE)),
        MakeAcknowledgement(103));
}

TEST(HomeAgentMachine, DeletionsThatAreRememberedAreLimited)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.maxRetired = 0;
    BoundAgent agent(config);
    agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(103));
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(11), MakeUpdateInput(102))),
              (Lines{"StartDad 2001:db8::10"}));
}

TEST(HomeAgentMachine, RestartForgetsBindingsProbesAndDeletions)
{
    BoundAgent agent;
    const Ipv6Address pending("2001:db8::11");
    const Ipv6Address deleted("2001:db8::12");
    agent.HandleBindingUpdate(Seconds(3), MakeUpdateInputFor(7, deleted));
    agent.HandleDadResult(Seconds(4), deleted, DadOutcome::UNIQUE);
    BindingUpdateInput deletion = MakeUpdateInputFor(8, deleted);
    deletion.message.lifetime = Time();
    agent.HandleBindingUpdate(Seconds(5), deletion);
    agent.HandleBindingUpdate(Seconds(5), MakeUpdateInputFor(5, pending));
    EXPECT_EQ(Describe(agent.HandleRestart()),
              (Lines{"CloseTunnel 2001:db8::10",
                     "Release 2001:db8::10",
                     "Cache removed 2001:db8::10 at 2001:db8:a::10 0",
                     "Release 2001:db8::11"}));
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(agent.GetPendingCount(), 0U);
    EXPECT_EQ(agent.GetNextDeadline(), std::nullopt);
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(6), MakeUpdateInputFor(8, deleted))),
              (Lines{"StartDad 2001:db8::12"}));
}

TEST(HomeAgentMachine, OldDeletionIsRefusedAndTheBindingStays)
{
    BoundAgent agent;
    const auto actions = agent.HandleBindingUpdate(Seconds(10), MakeDeletionInput(101));
    EXPECT_EQ(Describe(actions), (Lines{"Send 2001:db8::1 > 2001:db8::10 BA 101 status 135 0"}));
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 1U);
}

TEST(HomeAgentMachine, DeletionWhileProbingEndsTheProbe)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    EXPECT_EQ(
        Describe(agent.HandleBindingUpdate(Seconds(1.5), MakeDeletionInput(102))),
        (Lines{"Release 2001:db8::10", "Send 2001:db8::1 > 2001:db8::10 BA 102 status 133 0"}));
    EXPECT_EQ(agent.GetPendingCount(), 0U);
}

TEST(HomeAgentMachine, AcceptedUpdateIsAnsweredAlsoWithoutTheAcknowledgeBit)
{
    BoundAgent agent;
    BindingUpdateInput input = MakeUpdateInput(102);
    input.message.acknowledge = false;
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(3), input)),
              (Lines{"OpenTunnel 2001:db8::10: 2001:db8::1 > 2001:db8:a::10",
                     "Cache updated 2001:db8::10 at 2001:db8:a::10 420",
                     "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 102 status 0 420"}));
}

TEST(HomeAgentMachine, AcceptedDeletionIsAnsweredAlsoWithoutTheAcknowledgeBit)
{
    BoundAgent agent;
    BindingUpdateInput input = MakeDeletionInput(102);
    input.message.acknowledge = false;
    const auto actions = agent.HandleBindingUpdate(Seconds(3), input);
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(102, Time()));
    EXPECT_EQ(CountActions<ReleaseAddress>(actions), 1U);
}

TEST(HomeAgentMachine, DuplicateIsAnsweredAlsoWithoutTheAcknowledgeBit)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    BindingUpdateInput input = MakeUpdateInput(101);
    input.message.acknowledge = false;
    agent.HandleBindingUpdate(Seconds(1), input);
    const auto actions = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::DUPLICATE);
    EXPECT_EQ(FindAcknowledgement(actions),
              MakeRefusal(101, BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED));
}

TEST(HomeAgentMachine, CapacityCountsPendingRegistrations)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.maxBindings = 2;
    BoundAgent agent(config);
    agent.HandleBindingUpdate(Seconds(3), MakeUpdateInputFor(1, Ipv6Address("2001:db8::11")));
    const auto third = MakeUpdateInputFor(1, Ipv6Address("2001:db8::12"));
    const auto actions = agent.HandleBindingUpdate(Seconds(4), third);
    EXPECT_EQ(FindAcknowledgement(actions), MakeRefusal(1, BindingStatus::INSUFFICIENT_RESOURCES));
}

TEST(HomeAgentMachine, CapacityDoesNotHinderRefreshesAndDeletions)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.maxBindings = 1;
    BoundAgent agent(config);
    const auto refresh = agent.HandleBindingUpdate(Seconds(3), MakeUpdateInput(102));
    EXPECT_EQ(FindAcknowledgement(refresh), MakeAcknowledgement(102));
    const auto deletion = agent.HandleBindingUpdate(Seconds(4), MakeDeletionInput(103));
    EXPECT_EQ(FindAcknowledgement(deletion), MakeAcknowledgement(103, Time()));
}

TEST(HomeAgentMachine, DeletionMakesRoom)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.maxBindings = 1;
    BoundAgent agent(config);
    agent.HandleBindingUpdate(Seconds(3), MakeDeletionInput(102));
    const auto other = MakeUpdateInputFor(1, Ipv6Address("2001:db8::11"));
    EXPECT_EQ(CountActions<StartDad>(agent.HandleBindingUpdate(Seconds(4), other)), 1U);
}

TEST(HomeAgentMachine, ExpiryEndsInterception)
{
    BoundAgent agent;
    EXPECT_EQ(agent.GetNextDeadline(), Seconds(422));
    EXPECT_EQ(Describe(agent.HandleDeadline(Seconds(422))),
              (Lines{"CloseTunnel 2001:db8::10",
                     "Release 2001:db8::10",
                     "Cache expired 2001:db8::10 at 2001:db8:a::10 0"}));
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
}

TEST(HomeAgentMachine, HandleDeadlineBeforeItsTimeDoesNothing)
{
    BoundAgent agent;
    EXPECT_TRUE(agent.HandleDeadline(Seconds(421)).empty());
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 1U);
}

TEST(HomeAgentMachine, ExpiredAddressIsProbedAgain)
{
    BoundAgent agent;
    agent.HandleDeadline(Seconds(422));
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(430), MakeUpdateInput(102))),
              (Lines{"StartDad 2001:db8::10"}));
}

TEST(HomeAgentMachine, MobileNodesDoNotDisturbEachOther)
{
    BoundAgent agent;
    const Ipv6Address other("2001:db8::11");
    agent.HandleBindingUpdate(Seconds(3), MakeUpdateInputFor(5, other));
    agent.HandleDadResult(Seconds(4), other, DadOutcome::UNIQUE);
    agent.HandleBindingUpdate(Seconds(5), MakeDeletionInput(102));
    EXPECT_EQ(agent.GetBindingCache().Find(HOME_ADDRESS), nullptr);
    ASSERT_NE(agent.GetBindingCache().Find(other), nullptr);
    EXPECT_EQ(agent.GetBindingCache().Find(other)->sequence, 5);
}

} // namespace

} // namespace ns3::mip6::tests

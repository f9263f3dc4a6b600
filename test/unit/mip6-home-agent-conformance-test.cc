/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-home-agent-machine.h"

#include <gtest/gtest.h>
#include <optional>

/**
 * @file
 * @ingroup mip6-tests
 * The rows of the conformance list of home agents that are about one Binding Update, with the
 * numbers of that list. A row that differs from another by nothing but the place of the mobile node
 * on the wire is one with it here.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Where a Binding Update comes from.
enum class Place
{
    AWAY, //!< care-of address differs from the home address
    HOME, //!< they are the same
};

/// A Binding Update to a home agent that has, or has not, a binding.
struct UpdateRow : NamedRow
{
    std::optional<uint16_t> bound; //!< Sequence # of the binding, nothing without a binding
    uint16_t sequence;             //!< of the update
    bool acknowledge;              //!< A bit
    Place place;                   //!< where it comes from
    Time lifetime;                 //!< requested; 0 deletes
    int status;                    //!< expected
    uint16_t answered;             //!< expected Sequence # of the answer
    bool isBound;                  //!< expected afterwards
};

/**
 * @param row of the table
 * @return its Binding Update
 */
BindingUpdateInput
MakeRowInput(const UpdateRow& row)
{
    BindingUpdateInput input =
        row.place == Place::AWAY ? MakeUpdateInput(row.sequence) : MakeDeletionInput(row.sequence);
    input.message.acknowledge = row.acknowledge;
    input.message.lifetime = row.lifetime;
    return input;
}

/// RFC 6275 sections 9.5.1, 10.3.1 and 10.3.2.
class HomeAgentUpdateTable : public testing::TestWithParam<UpdateRow>
{
};

TEST_P(HomeAgentUpdateTable, IsAnsweredAsTheListSays)
{
    const UpdateRow& row = GetParam();
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    if (row.bound)
    {
        agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(*row.bound));
        agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    }
    const auto actions = agent.HandleBindingUpdate(Seconds(3), MakeRowInput(row));
    const auto status = static_cast<BindingStatus>(row.status);
    const Time granted = row.isBound && row.status == 0 ? row.lifetime : Time();
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(row.answered, granted, status));
    EXPECT_EQ(agent.GetBindingCache().Find(HOME_ADDRESS) != nullptr, row.isBound);
    // With a type 2 routing header to where it came from, except to the home address itself.
    const auto answer = FindAction<SendMessage>(actions);
    const bool isAway = row.place == Place::AWAY;
    EXPECT_EQ(answer.destination, isAway ? CARE_OF_A : HOME_ADDRESS);
    EXPECT_EQ(answer.type2HomeAddress.has_value(), isAway);
    EXPECT_FALSE(std::get<BindingAcknowledgement>(answer.message).keyManagement);
}

/// Requested where the lifetime is not 0.
const Time LONG = Seconds(420);
/// Deletes.
const Time NONE;

INSTANTIATE_TEST_SUITE_P(
    SequenceWindow,
    HomeAgentUpdateTable,
    testing::Values(UpdateRow{"HA_2_5_1", 15, 16, true, Place::AWAY, LONG, 0, 16, true},
                    UpdateRow{"HA_2_5_2", 15, 32782, true, Place::AWAY, LONG, 0, 32782, true},
                    UpdateRow{"HA_2_5_5", 15, 16, false, Place::AWAY, LONG, 0, 16, true},
                    UpdateRow{"HA_2_5_6", 15, 32782, false, Place::AWAY, LONG, 0, 32782, true},
                    UpdateRow{"HA_2_6_1", 15, 14, true, Place::AWAY, LONG, 135, 15, true},
                    UpdateRow{"HA_2_6_2", 15, 15, true, Place::AWAY, LONG, 135, 15, true},
                    UpdateRow{"HA_2_6_3", 15, 32783, true, Place::AWAY, LONG, 135, 15, true},
                    UpdateRow{"HA_2_6_4", 15, 14, false, Place::AWAY, LONG, 135, 15, true},
                    UpdateRow{"HA_2_6_5", 15, 15, false, Place::AWAY, LONG, 135, 15, true},
                    UpdateRow{"HA_2_6_6", 15, 32783, false, Place::AWAY, LONG, 135, 15, true},
                    UpdateRow{"HA_2_7_1", 32783, 32784, true, Place::AWAY, LONG, 0, 32784, true},
                    UpdateRow{"HA_2_7_2", 32783, 14, true, Place::AWAY, LONG, 0, 14, true},
                    UpdateRow{"HA_2_7_5", 32783, 32784, false, Place::AWAY, LONG, 0, 32784, true},
                    UpdateRow{"HA_2_7_6", 32783, 14, false, Place::AWAY, LONG, 0, 14, true},
                    UpdateRow{"HA_2_8_1", 32783, 32782, true, Place::AWAY, LONG, 135, 32783, true},
                    UpdateRow{"HA_2_8_2", 32783, 32783, true, Place::AWAY, LONG, 135, 32783, true},
                    UpdateRow{"HA_2_8_3", 32783, 15, true, Place::AWAY, LONG, 135, 32783, true},
                    UpdateRow{"HA_2_8_4", 32783, 32782, false, Place::AWAY, LONG, 135, 32783, true},
                    UpdateRow{"HA_2_8_5", 32783, 32783, false, Place::AWAY, LONG, 135, 32783, true},
                    UpdateRow{"HA_2_8_6", 32783, 15, false, Place::AWAY, LONG, 135, 32783, true},
                    UpdateRow{"Wrap", 65535, 0, true, Place::AWAY, LONG, 0, 0, true}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Deregistration,
    HomeAgentUpdateTable,
    testing::Values(UpdateRow{"HA_3_1_1", 15, 16, true, Place::AWAY, NONE, 0, 16, false},
                    UpdateRow{"HA_3_1_2", 15, 16, true, Place::HOME, NONE, 0, 16, false},
                    UpdateRow{"HA_3_1_3", 15, 16, true, Place::HOME, LONG, 0, 16, false},
                    UpdateRow{"HA_3_1_6", 15, 16, false, Place::AWAY, NONE, 0, 16, false},
                    UpdateRow{"HA_3_1_7", 15, 16, false, Place::HOME, NONE, 0, 16, false},
                    UpdateRow{"HA_3_1_8", 15, 16, false, Place::HOME, LONG, 0, 16, false},
                    UpdateRow{"HA_3_2_1", {}, 16, true, Place::AWAY, NONE, 133, 16, false},
                    UpdateRow{"HA_3_2_2", {}, 16, true, Place::HOME, NONE, 133, 16, false},
                    UpdateRow{"HA_3_2_3", {}, 16, true, Place::HOME, LONG, 133, 16, false},
                    UpdateRow{"HA_3_2_6", {}, 16, false, Place::AWAY, NONE, 133, 16, false},
                    UpdateRow{"HA_3_2_7", {}, 16, false, Place::HOME, NONE, 133, 16, false},
                    UpdateRow{"HA_3_2_8", {}, 16, false, Place::HOME, LONG, 133, 16, false},
                    UpdateRow{"HA_3_3_1", 15, 14, true, Place::HOME, NONE, 135, 15, true},
                    UpdateRow{"HA_3_3_4", 15, 14, false, Place::HOME, NONE, 135, 15, true},
                    UpdateRow{"HA_3_3_5", 15, 14, true, Place::HOME, LONG, 135, 15, true},
                    UpdateRow{"HA_3_3_6", 15, 14, false, Place::HOME, LONG, 135, 15, true}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Lifetimes,
    HomeAgentUpdateTable,
    testing::Values(
        UpdateRow{"HA_2_1_2Longer", 15, 16, true, Place::AWAY, Seconds(400), 0, 16, true},
        UpdateRow{"HA_2_1_3Shorter", 15, 16, true, Place::AWAY, Seconds(208), 0, 16, true},
        UpdateRow{"HA_2_1_4Shortest", 15, 16, true, Place::AWAY, Seconds(4), 0, 16, true}),
    [](const auto& instance) { return instance.param.name; });

TEST(HomeAgentConformance, KeyManagementBitIsNeverReturned) // HA_2_1_10, HA_2_1_11
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    BindingUpdateInput input = MakeUpdateInput(101);
    input.message.keyManagement = true;
    agent.HandleBindingUpdate(Seconds(1), input);
    const auto accepted = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    EXPECT_EQ(FindAcknowledgement(accepted), MakeAcknowledgement(101));
    input.message.sequence = 102;
    input.message.lifetime = Time();
    const auto deleted = agent.HandleBindingUpdate(Seconds(3), input);
    EXPECT_EQ(FindAcknowledgement(deleted), MakeAcknowledgement(102, Time()));
}

TEST(HomeAgentConformance, BadHomeAddressesLeaveTheBindingAlone) // HA_2_2_1, HA_2_2_10, HA_2_2_13
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    for (const char* address : {"fe80::10", "ff0e::10"})
    {
        BindingUpdateInput input = MakeUpdateInput(102);
        input.homeAddress = Ipv6Address(address);
        input.source = CARE_OF_B;
        EXPECT_EQ(CountActions<SendMessage>(agent.HandleBindingUpdate(Seconds(3), input)), 0U);
    }
    BindingUpdateInput outside = MakeUpdateInput(102);
    outside.homeAddress = Ipv6Address("2001:db8:ffff::10");
    EXPECT_EQ(FindAcknowledgement(agent.HandleBindingUpdate(Seconds(3), outside)),
              MakeRefusal(102, BindingStatus::NOT_HOME_SUBNET));
    EXPECT_EQ(agent.GetBindingCache().Find(HOME_ADDRESS)->careOfAddress, CARE_OF_A);
}

/// Bits of an update and the address that somebody else has.
struct ConflictRow : NamedRow
{
    bool acknowledge;     //!< A bit
    bool linkLocal;       //!< L bit
    const char* conflict; //!< address that is answered for
};

/// RFC 6275 section 10.3.1.
class ConflictTable : public testing::TestWithParam<ConflictRow>
{
};

TEST_P(ConflictTable, IsAnsweredWith134)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    BindingUpdateInput input = MakeUpdateInput(101);
    input.message.acknowledge = GetParam().acknowledge;
    input.message.linkLocal = GetParam().linkLocal;
    const auto probes = agent.HandleBindingUpdate(Seconds(1), input);
    EXPECT_EQ(CountActions<StartDad>(probes), GetParam().linkLocal ? 2U : 1U);
    const Ipv6Address conflict(GetParam().conflict);
    const auto actions = agent.HandleDadResult(Seconds(1.5), conflict, DadOutcome::DUPLICATE);
    EXPECT_EQ(FindAcknowledgement(actions),
              MakeRefusal(101, BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED));
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
}

INSTANTIATE_TEST_SUITE_P(HomeAgentMachine,
                         ConflictTable,
                         testing::Values(ConflictRow{"HA_2_4_1", true, false, "2001:db8::10"},
                                         ConflictRow{"HA_2_4_2", true, true, "2001:db8::10"},
                                         ConflictRow{"HA_2_4_3", true, true, "fe80::10"},
                                         ConflictRow{"HA_2_4_4", false, false, "2001:db8::10"},
                                         ConflictRow{"HA_2_4_5", false, true, "2001:db8::10"},
                                         ConflictRow{"HA_2_4_6", false, true, "fe80::10"}),
                         [](const auto& instance) { return instance.param.name; });

TEST(HomeAgentConformance, ProbeOfAnotherAddressIsNotStarted) // HA_2_3_1
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    EXPECT_EQ(Describe(agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101))),
              (Lines{"StartDad 2001:db8::10"}));
}

TEST(HomeAgentConformance, DiscoveryIsAnsweredFromTheAddressOfThePrefix) // HA_7_1_1, HA_7_1_3
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.linkLocal = ROUTER_HOME;
    config.addresses = {HOME_AGENT};
    HomeAgentMachine agent(config, MakeRandom());
    const DiscoveryRequestInput input{CARE_OF_A, HOME_AGENT, {0xABCD, true}};
    const auto actions = agent.HandleDiscoveryRequest(Seconds(1), input);
    ASSERT_EQ(actions.size(), 1U);
    const auto send = FindAction<SendIcmpv6>(actions);
    EXPECT_EQ(send.source, HOME_AGENT);
    EXPECT_EQ(send.destination, CARE_OF_A);
    EXPECT_FALSE(send.homeAddressOption || send.type2HomeAddress);
    EXPECT_EQ(std::get<HomeAgentAddressDiscoveryReply>(send.message),
              (HomeAgentAddressDiscoveryReply{0xABCD, false, {HOME_AGENT}}));
}

TEST(HomeAgentConformance, DiscoveryIsNotAnsweredWhereTheServiceIsOff)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.enabled = false;
    HomeAgentMachine agent(config, MakeRandom());
    EXPECT_TRUE(
        agent.HandleDiscoveryRequest(Seconds(1), {CARE_OF_A, HOME_AGENT, {1, false}}).empty());
}

TEST(HomeAgentConformance, AdvertisementsOfOthersEndByTheDeadline) // HA_7_2_10
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.linkLocal = ROUTER_HOME;
    config.addresses = {HOME_AGENT};
    HomeAgentMachine agent(config, MakeRandom());
    RouterAdvertisement advertisement;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(32);
    agent.HandleRouterAdvertisement(Seconds(1), Ipv6Address("fe80::2"), advertisement);
    EXPECT_EQ(agent.GetHomeAgents().GetEntries().size(), 2U);
    EXPECT_EQ(agent.GetNextDeadline(), Seconds(33));
    EXPECT_TRUE(agent.HandleDeadline(Seconds(33)).empty());
    EXPECT_EQ(agent.GetHomeAgents().GetEntries().size(), 1U);
    EXPECT_EQ(agent.GetNextDeadline(), std::nullopt);
}

TEST(HomeAgentConformance, RestartForgetsOtherHomeAgents)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.linkLocal = ROUTER_HOME;
    config.addresses = {HOME_AGENT};
    HomeAgentMachine agent(config, MakeRandom());
    RouterAdvertisement advertisement;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(32);
    agent.HandleRouterAdvertisement(Seconds(1), Ipv6Address("fe80::2"), advertisement);
    agent.HandleRestart();
    ASSERT_EQ(agent.GetHomeAgents().GetEntries().size(), 1U);
    EXPECT_EQ(agent.GetHomeAgents().GetEntries().begin()->first, ROUTER_HOME);
}

} // namespace

} // namespace ns3::mip6::tests

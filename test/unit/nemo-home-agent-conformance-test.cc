/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "nemo-makers.h"

#include <gtest/gtest.h>
#include <optional>

/**
 * @file
 * @ingroup mip6-tests
 * The rows of the conformance list of home agents of mobile routers that are about messages, with
 * the numbers of that list.
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

/// @param input a Binding Update from abroad @param place where it comes from @return it from there
BindingUpdateInput
MoveInput(BindingUpdateInput input, Place place)
{
    if (place == Place::HOME)
    {
        input.source = HOME_ADDRESS;
        std::get<AlternateCareOfAddress>(input.message.options.front()).careOfAddress =
            HOME_ADDRESS;
    }
    return input;
}

/// A Binding Update to a home agent that has, or has not, a binding of a mobile router.
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

/// RFC 6275 sections 9.5.1, 10.3.1 and 10.3.2 with the R flag.
class NemoHomeAgentUpdateTable : public testing::TestWithParam<UpdateRow>
{
};

TEST_P(NemoHomeAgentUpdateTable, IsAnsweredAsTheListSays)
{
    const UpdateRow& row = GetParam();
    RouterHome home;
    if (row.bound)
    {
        home.Bind(Seconds(1), MakeRouterInput(*row.bound, {NETWORK_1}));
    }
    BindingUpdateInput input = MoveInput(MakeRouterInput(row.sequence), row.place);
    input.message.acknowledge = row.acknowledge;
    input.message.lifetime = row.lifetime;
    const auto actions = home.machine.HandleBindingUpdate(Seconds(3), input);
    const Time granted = row.isBound && row.status == 0 ? row.lifetime : Time();
    EXPECT_EQ(
        FindAcknowledgement(actions),
        MakeRouterAcknowledgement(row.answered, granted, static_cast<BindingStatus>(row.status)));
    const Binding* binding = home.machine.GetBindingCache().Find(HOME_ADDRESS);
    EXPECT_EQ(binding != nullptr, row.isBound);
    // An update without a prefix is one of implicit mode.
    const bool isImplicit = row.isBound && row.status == 0;
    EXPECT_EQ(home.machine.GetNetworkCount(), row.isBound ? (isImplicit ? 2U : 1U) : 0U);
    const auto answer = FindAction<SendMessage>(actions);
    const bool isAway = row.place == Place::AWAY;
    EXPECT_EQ(answer.destination, isAway ? CARE_OF_A : HOME_ADDRESS);
    EXPECT_EQ(answer.type2HomeAddress.has_value(), isAway);
}

/// Requested where the lifetime is not 0.
const Time LONG = Seconds(420);
/// Deletes.
const Time NONE;

INSTANTIATE_TEST_SUITE_P(
    Registration,
    NemoHomeAgentUpdateTable,
    testing::Values(
        UpdateRow{{"NEMO_HA_2_1_3"}, 15, 16, true, Place::AWAY, Seconds(208), 0, 16, true},
        UpdateRow{{"NEMO_HA_2_5_1"}, 15, 16, true, Place::AWAY, LONG, 0, 16, true},
        UpdateRow{{"NEMO_HA_2_5_6"}, 15, 32782, false, Place::AWAY, LONG, 0, 32782, true},
        UpdateRow{{"NEMO_HA_2_6_2"}, 15, 15, true, Place::AWAY, LONG, 135, 15, true},
        UpdateRow{{"NEMO_HA_2_6_3"}, 15, 32783, true, Place::AWAY, LONG, 135, 15, true},
        UpdateRow{{"NEMO_HA_2_6_4"}, 15, 14, false, Place::AWAY, LONG, 135, 15, true},
        UpdateRow{{"NEMO_HA_2_7_1"}, 32783, 32784, true, Place::AWAY, LONG, 0, 32784, true},
        UpdateRow{{"NEMO_HA_2_7_6"}, 32783, 14, false, Place::AWAY, LONG, 0, 14, true},
        UpdateRow{{"NEMO_HA_2_8_1"}, 32783, 32782, true, Place::AWAY, LONG, 135, 32783, true},
        UpdateRow{{"NEMO_HA_2_8_3"}, 32783, 15, true, Place::AWAY, LONG, 135, 32783, true},
        UpdateRow{{"NEMO_HA_2_8_5"}, 32783, 32783, false, Place::AWAY, LONG, 135, 32783, true}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Deregistration,
    NemoHomeAgentUpdateTable,
    testing::Values(
        UpdateRow{{"NEMO_HA_3_1_1"}, 15, 16, true, Place::AWAY, NONE, 0, 16, false},
        UpdateRow{{"NEMO_HA_3_1_3_and_6"}, 15, 16, true, Place::HOME, LONG, 0, 16, false},
        UpdateRow{{"NEMO_HA_3_1_5"}, 15, 16, true, Place::HOME, NONE, 0, 16, false},
        UpdateRow{{"NEMO_HA_3_1_7_and_9"}, 15, 16, false, Place::HOME, NONE, 0, 16, false},
        UpdateRow{{"NEMO_HA_3_1_8_and_10"}, 15, 16, false, Place::HOME, LONG, 0, 16, false},
        UpdateRow{{"NEMO_HA_3_2_1"}, {}, 16, true, Place::AWAY, NONE, 133, 16, false},
        UpdateRow{{"NEMO_HA_3_2_2"}, {}, 16, true, Place::HOME, NONE, 133, 16, false},
        UpdateRow{{"NEMO_HA_3_2_3_and_5"}, {}, 16, true, Place::HOME, LONG, 133, 16, false},
        UpdateRow{{"NEMO_HA_3_2_6"}, {}, 16, false, Place::AWAY, NONE, 133, 16, false},
        UpdateRow{{"NEMO_HA_3_2_9"}, {}, 16, false, Place::HOME, NONE, 133, 16, false},
        UpdateRow{{"NEMO_HA_3_2_8_and_10"}, {}, 16, false, Place::HOME, LONG, 133, 16, false},
        UpdateRow{{"NEMO_HA_3_3_2"}, 15, 14, false, Place::HOME, NONE, 135, 15, true},
        UpdateRow{{"NEMO_HA_3_3_3"}, 15, 14, true, Place::HOME, NONE, 135, 15, true},
        UpdateRow{{"NEMO_HA_3_3_5_and_7"}, 15, 14, true, Place::HOME, LONG, 135, 15, true},
        UpdateRow{{"NEMO_HA_3_3_6_and_8"}, 15, 14, false, Place::HOME, LONG, 135, 15, true}),
    [](const auto& instance) { return instance.param.name; });

/// A deletion of the binding of a mobile router.
struct DeletionRow : NamedRow
{
    Place place;      //!< where it comes from
    bool flag;        //!< R
    Networks claimed; //!< by options
};

/// RFC 3963 sections 6.2 and 6.7.
class NemoDeletionTable : public testing::TestWithParam<DeletionRow>
{
};

TEST_P(NemoDeletionTable, FlagAndPrefixesAreDisregarded)
{
    const DeletionRow& row = GetParam();
    RouterHome home;
    home.Bind(Seconds(1), MakeRouterInput(15, {NETWORK_1, NETWORK_2}));
    BindingUpdateInput input = MoveInput(MakeRouterInput(16, row.claimed), row.place);
    input.message.mobileRouter = row.flag;
    input.message.lifetime = Time();
    const Actions actions = home.machine.HandleBindingUpdate(Seconds(3), input);
    BindingAcknowledgement expected = MakeAcknowledgement(16, Time());
    expected.mobileRouter = row.flag;
    EXPECT_EQ(FindAcknowledgement(actions), expected);
    EXPECT_EQ(
        Select(actions, "RemovePrefixRoute"),
        (Lines{"RemovePrefixRoute 2001:db8:100::/64", "RemovePrefixRoute 2001:db8:101::/64"}));
    EXPECT_EQ(home.machine.GetBindingCache().GetSize(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    NemoHomeAgent,
    NemoDeletionTable,
    testing::Values(
        DeletionRow{{"NEMO_HA_3_4_1"}, Place::AWAY, false, {}},
        DeletionRow{{"NEMO_HA_3_4_2"}, Place::AWAY, true, {NETWORK_1}},
        DeletionRow{{"NEMO_HA_3_4_5"}, Place::AWAY, false, {FOREIGN_NETWORK}},
        DeletionRow{{"NEMO_HA_3_4_6_and_11"}, Place::HOME, false, {}},
        DeletionRow{{"NEMO_HA_3_4_12"}, Place::HOME, true, {NETWORK_1}},
        DeletionRow{{"NEMO_HA_3_4_8_and_13"}, Place::HOME, true, {FOREIGN_NETWORK}},
        DeletionRow{{"NEMO_HA_3_4_9_and_14"}, Place::HOME, false, {NETWORK_1}},
        DeletionRow{{"NEMO_HA_3_4_15"}, Place::HOME, false, {FOREIGN_NETWORK}},
        DeletionRow{{"NoPrefixAtAll"}, Place::AWAY, true, {{Ipv6Address("ff02::"), 0}}}),
    [](const auto& instance) { return instance.param.name; });

/// H and R of a Binding Update.
struct Flags
{
    bool home;   //!< H
    bool router; //!< R
};

/// A Binding Update from the second foreign link, with a binding from the first one or without.
struct FlagRow : NamedRow
{
    std::optional<Flags> bound; //!< flags of the binding, nothing without one
    Flags flags;                //!< of the update
    int status;                 //!< expected
    std::size_t networks;       //!< forwarded afterwards
};

/// RFC 3963 section 6.2: statuses 139 and 140.
class NemoFlagTable : public testing::TestWithParam<FlagRow>
{
};

TEST_P(NemoFlagTable, IsAnsweredAsTheListSays)
{
    const FlagRow& row = GetParam();
    RouterHome home;
    if (row.bound)
    {
        BindingUpdateInput input = MakeRouterInput(15);
        input.message.mobileRouter = row.bound->router;
        home.Bind(Seconds(1), input);
    }
    BindingUpdateInput input = MakeRouterInput(16);
    input.source = CARE_OF_B;
    input.message.options = {AlternateCareOfAddress{CARE_OF_B}};
    input.message.homeRegistration = row.flags.home;
    input.message.mobileRouter = row.flags.router;
    const Actions actions = home.machine.HandleBindingUpdate(Seconds(3), input);
    const BindingAcknowledgement answer = FindAcknowledgement(actions);
    EXPECT_EQ(static_cast<int>(answer.status), row.status);
    EXPECT_EQ(answer.mobileRouter, row.flags.router);
    const Binding* binding = home.machine.GetBindingCache().Find(HOME_ADDRESS);
    ASSERT_EQ(binding != nullptr, row.bound.has_value());
    if (binding)
    {
        EXPECT_EQ(binding->careOfAddress, row.status == 0 ? CARE_OF_B : CARE_OF_A);
    }
    EXPECT_EQ(home.machine.GetNetworkCount(), row.networks);
}

INSTANTIATE_TEST_SUITE_P(
    NemoHomeAgent,
    NemoFlagTable,
    testing::Values(FlagRow{{"NEMO_HA_2_10_1"}, {}, {false, true}, 140, 0},
                    FlagRow{{"NEMO_HA_2_10_2"}, Flags{true, false}, {false, true}, 139, 0},
                    FlagRow{{"NEMO_HA_2_10_5"}, Flags{true, true}, {false, true}, 139, 2},
                    FlagRow{{"RouterBecomesNode"}, Flags{true, true}, {true, false}, 0, 0},
                    FlagRow{{"NodeBecomesRouter"}, Flags{true, false}, {true, true}, 0, 2}),
    [](const auto& instance) { return instance.param.name; });

/// Two registrations of a mobile router.
struct PrefixSetRow : NamedRow
{
    Networks before; //!< claimed from the first foreign link
    Networks after;  //!< claimed from the second one
    Lines routes;    //!< expected of the second one
};

/// RFC 3963 sections 6.2 and 6.4.
class NemoPrefixSetTable : public testing::TestWithParam<PrefixSetRow>
{
};

TEST_P(NemoPrefixSetTable, LastUpdateDecides)
{
    const PrefixSetRow& row = GetParam();
    RouterHome home;
    EXPECT_EQ(FindAcknowledgement(home.Bind(Seconds(1), MakeRouterInput(15, row.before))),
              MakeRouterAcknowledgement(15));
    BindingUpdateInput input = MakeRouterInput(16, row.after);
    input.source = CARE_OF_B;
    std::get<AlternateCareOfAddress>(input.message.options.front()).careOfAddress = CARE_OF_B;
    const Actions actions = home.machine.HandleBindingUpdate(Seconds(3), input);
    EXPECT_EQ(FindAcknowledgement(actions), MakeRouterAcknowledgement(16));
    Lines routes = Select(actions, "RemovePrefixRoute");
    for (const std::string& line : Select(actions, "AddPrefixRoute"))
    {
        routes.push_back(line);
    }
    EXPECT_EQ(routes, row.routes);
}

/// What is expected of the first network, whichever way it comes.
const std::string ADD_1 = "AddPrefixRoute 2001:db8:100::/64: 2001:db8::1 > 2001:db8:b::10";
/// The same of the second one.
const std::string ADD_2 = "AddPrefixRoute 2001:db8:101::/64: 2001:db8::1 > 2001:db8:b::10";
/// The end of the first network.
const std::string REMOVE_1 = "RemovePrefixRoute 2001:db8:100::/64";
/// The end of the second one.
const std::string REMOVE_2 = "RemovePrefixRoute 2001:db8:101::/64";

INSTANTIATE_TEST_SUITE_P(
    NemoHomeAgent,
    NemoPrefixSetTable,
    testing::Values(
        PrefixSetRow{{"NEMO_HA_2_9_2"}, {NETWORK_1}, {NETWORK_2}, {REMOVE_1, ADD_2}},
        PrefixSetRow{{"NEMO_HA_2_9_1_and_4"},
                     {NETWORK_1, NETWORK_2},
                     {NETWORK_1, NETWORK_2},
                     {ADD_1, ADD_2}},
        PrefixSetRow{{"Added"}, {NETWORK_1}, {NETWORK_1, NETWORK_2}, {ADD_1, ADD_2}},
        PrefixSetRow{{"Removed"}, {NETWORK_1, NETWORK_2}, {NETWORK_1}, {REMOVE_2, ADD_1}},
        PrefixSetRow{{"OtherOrder"},
                     {NETWORK_1, NETWORK_2},
                     {NETWORK_2, NETWORK_1},
                     {ADD_2, ADD_1}},
        PrefixSetRow{{"Duplicates"}, {NETWORK_1}, {NETWORK_1, NETWORK_1, NETWORK_1}, {ADD_1}},
        PrefixSetRow{{"NEMO_HA_2_12_1"}, {}, {}, {ADD_1, ADD_2}},
        PrefixSetRow{{"ExplicitToImplicit"}, {NETWORK_1}, {}, {ADD_1, ADD_2}},
        PrefixSetRow{{"ImplicitToExplicit"}, {}, {NETWORK_2}, {REMOVE_1, ADD_2}}),
    [](const auto& instance) { return instance.param.name; });

/// A registration that cannot be served.
struct RefusalRow : NamedRow
{
    Networks known;   //!< of the mobile router
    Networks claimed; //!< by it
    int status;       //!< expected
};

/// RFC 3963 section 6.2.
class NemoRefusalTable : public testing::TestWithParam<RefusalRow>
{
};

TEST_P(NemoRefusalTable, NothingIsInstalled)
{
    const RefusalRow& row = GetParam();
    RouterHome home(row.known);
    const Actions actions =
        home.machine.HandleBindingUpdate(Seconds(1), MakeRouterInput(15, row.claimed));
    ASSERT_EQ(actions.size(), 1U);
    EXPECT_EQ(FindAcknowledgement(actions), MakeRouterRefusal(15, row.status));
    EXPECT_EQ(home.machine.GetPendingCount() + home.machine.GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(home.machine.GetNetworkCount(), 0U);
}

TEST_P(NemoRefusalTable, BindingStaysAsItWas)
{
    const RefusalRow& row = GetParam();
    RouterHome home({NETWORK_1});
    home.Bind(Seconds(1), MakeRouterInput(15, {NETWORK_1}));
    if (row.known.empty())
    {
        home.table.Remove(HOME_ADDRESS, NETWORK_1);
    }
    const Actions actions =
        home.machine.HandleBindingUpdate(Seconds(3), MakeRouterInput(16, row.claimed));
    ASSERT_EQ(actions.size(), 1U);
    EXPECT_EQ(FindAcknowledgement(actions), MakeRouterRefusal(16, row.status));
    EXPECT_EQ(home.machine.GetBindingCache().Find(HOME_ADDRESS)->sequence, 15);
    EXPECT_EQ(home.machine.GetNetworkCount(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    NemoHomeAgent,
    NemoRefusalTable,
    testing::Values(
        RefusalRow{{"NEMO_HA_2_11_9"}, {NETWORK_1}, {FOREIGN_NETWORK}, 142},
        RefusalRow{{"OneOfTwo"}, {NETWORK_1}, {NETWORK_1, FOREIGN_NETWORK}, 142},
        RefusalRow{{"HomePrefix"}, {NETWORK_1}, {{HOME_PREFIX, 64}}, 142},
        RefusalRow{{"Wider"}, {NETWORK_1}, {{Ipv6Address("2001:db8:100::"), 48}}, 142},
        RefusalRow{{"D_NHA_11_Length0"}, {NETWORK_1}, {{Ipv6Address("2001:db8:100::"), 0}}, 141},
        RefusalRow{{"D_NHA_11_Length128"},
                   {NETWORK_1},
                   {{Ipv6Address("2001:db8:101::1"), 128}},
                   142},
        RefusalRow{{"Length129"}, {NETWORK_1}, {{Ipv6Address("2001:db8:100::"), 129}}, 141},
        RefusalRow{{"Multicast"}, {NETWORK_1}, {{Ipv6Address("ff0e::"), 64}}, 141},
        RefusalRow{{"LinkLocal"}, {NETWORK_1}, {NETWORK_1, {Ipv6Address("fe80::"), 64}}, 141},
        RefusalRow{{"ImplicitWithoutNetworks"}, {}, {}, 143}),
    [](const auto& instance) { return instance.param.name; });

TEST(NemoHomeAgentConformance, RegistrationOfAMobileRouter) // NEMO-HA_2_1_1, NEMO-HA_2_3_1
{
    RouterHome home;
    EXPECT_EQ(Describe(home.machine.HandleBindingUpdate(Seconds(1), MakeRouterInput(15))),
              (Lines{"StartDad 2001:db8::10"}));
    EXPECT_EQ(Describe(home.machine.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE)),
              (Lines{"Defend 2001:db8::10",
                     "OpenTunnel 2001:db8::10: 2001:db8::1 > 2001:db8:a::10",
                     "Cache added 2001:db8::10 at 2001:db8:a::10 420",
                     "AddPrefixRoute 2001:db8:100::/64: 2001:db8::1 > 2001:db8:a::10",
                     "AddPrefixRoute 2001:db8:101::/64: 2001:db8::1 > 2001:db8:a::10",
                     "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 15 status 0 R 420"}));
}

TEST(NemoHomeAgentConformance, LifetimeEndsWithTheHomePrefix) // NEMO-HA_2_1_9
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.prefixes = MakeLinkPrefixes(HOME_AGENT, 64, Seconds(100));
    config.maxLifetime = MAX_BINDING_LIFETIME_ON_WIRE;
    RouterHome home({NETWORK_1}, config);
    BindingUpdateInput input = MakeRouterInput(15);
    input.message.lifetime = MAX_BINDING_LIFETIME_ON_WIRE;
    const auto answer = FindAcknowledgement(home.Bind(Seconds(1), input));
    EXPECT_TRUE(IsAccepted(answer.status));
    EXPECT_LE(answer.lifetime, Seconds(100));
    EXPECT_GT(answer.lifetime, Seconds(90));
}

TEST(NemoHomeAgentConformance, BadHomeAddressesLeaveTheBindingAlone) // NEMO-HA_2_2_2, 2_2_9, 2_2_13
{
    RouterHome home;
    home.Bind(Seconds(1), MakeRouterInput(15));
    for (const char* address : {"fe80::10", "ff0e::10"})
    {
        BindingUpdateInput input = MakeRouterInput(16);
        input.homeAddress = Ipv6Address(address);
        EXPECT_EQ(CountActions<SendMessage>(home.machine.HandleBindingUpdate(Seconds(3), input)),
                  0U);
    }
    BindingUpdateInput outside = MakeRouterInput(16);
    outside.message.acknowledge = false;
    outside.homeAddress = Ipv6Address("2001:db8:ffff::10");
    EXPECT_EQ(FindAcknowledgement(home.machine.HandleBindingUpdate(Seconds(3), outside)),
              MakeRouterRefusal(16, 132));
    EXPECT_EQ(home.machine.GetBindingCache().GetSize(), 1U);
}

/// An address that somebody else has.
struct ConflictRow : NamedRow
{
    bool acknowledge;     //!< A bit
    bool linkLocal;       //!< L bit
    const char* conflict; //!< address that is answered for
};

/// RFC 6275 section 10.3.1.
class NemoConflictTable : public testing::TestWithParam<ConflictRow>
{
};

TEST_P(NemoConflictTable, IsAnsweredWith134)
{
    RouterHome home;
    BindingUpdateInput input = MakeRouterInput(15);
    input.message.acknowledge = GetParam().acknowledge;
    input.message.linkLocal = GetParam().linkLocal;
    const Actions probes = home.machine.HandleBindingUpdate(Seconds(1), input);
    EXPECT_EQ(CountActions<StartDad>(probes), GetParam().linkLocal ? 2U : 1U); // NEMO-HA_2_3_2
    const Actions actions = home.machine.HandleDadResult(Seconds(1.5),
                                                         Ipv6Address(GetParam().conflict),
                                                         DadOutcome::DUPLICATE);
    EXPECT_EQ(FindAcknowledgement(actions), MakeRouterRefusal(15, 134));
    EXPECT_EQ(home.machine.GetNetworkCount(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    NemoHomeAgent,
    NemoConflictTable,
    testing::Values(ConflictRow{{"NEMO_HA_2_4_1"}, true, false, "2001:db8::10"},
                    ConflictRow{{"NEMO_HA_2_4_3"}, true, true, "fe80::10"},
                    ConflictRow{{"NEMO_HA_2_4_4"}, false, false, "2001:db8::10"},
                    ConflictRow{{"NEMO_HA_2_4_6"}, false, true, "fe80::10"}),
    [](const auto& instance) { return instance.param.name; });

TEST(NemoHomeAgentConformance, ProhibitedMobileRouterIsRefused)
{
    RouterHome home;
    home.table.Prohibit(HOME_ADDRESS);
    for (const Networks& claimed : {Networks(), Networks{NETWORK_1}})
    {
        EXPECT_EQ(FindAcknowledgement(
                      home.machine.HandleBindingUpdate(Seconds(1), MakeRouterInput(15, claimed))),
                  MakeRouterRefusal(15, 140));
    }
}

TEST(NemoHomeAgentConformance, TwoMobileRoutersCannotHaveOnePrefix) // D-NHA-7
{
    RouterHome home;
    home.Bind(Seconds(1), MakeRouterInput(15, {NETWORK_1}));
    BindingUpdateInput other = MakeRouterInput(70, {NETWORK_1});
    other.homeAddress = Ipv6Address("2001:db8::20");
    EXPECT_EQ(FindAcknowledgement(home.machine.HandleBindingUpdate(Seconds(3), other)),
              MakeRouterRefusal(70, 142));
    EXPECT_EQ(home.machine.GetNetworkCount(), 1U);
    EXPECT_EQ(home.machine.GetBindingCache().GetSize(), 1U);
}

TEST(NemoHomeAgentConformance, FlagFollowsEachUpdate) // D-NHA-9
{
    RouterHome home;
    EXPECT_TRUE(FindAcknowledgement(home.Bind(Seconds(1), MakeRouterInput(15))).mobileRouter);
    BindingUpdateInput node = MakeUpdateInput(70);
    node.homeAddress = Ipv6Address("2001:db8::30");
    EXPECT_FALSE(FindAcknowledgement(home.Bind(Seconds(3), node)).mobileRouter);
    EXPECT_EQ(home.machine.GetBindingCache().GetSize(), 2U);
    EXPECT_EQ(home.machine.GetNetworkCount(), 2U);
}

TEST(NemoHomeAgentConformance, PlainHomeAgentAnswersAsToAMobileNode)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeRouterInput(15, {NETWORK_1}));
    const Actions actions = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    EXPECT_EQ(FindAcknowledgement(actions), MakeAcknowledgement(15));
    EXPECT_EQ(CountActions<AddPrefixRoute>(actions), 0U);
}

} // namespace

} // namespace ns3::mip6::tests

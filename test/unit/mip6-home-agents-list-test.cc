/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-home-agents-list.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>
#include <set>

namespace ns3::mip6::tests
{

namespace
{

/// The home agent that has the list.
const Ipv6Address SELF("fe80::1");
/// Another one.
const Ipv6Address FIRST("fe80::2");
/// One more.
const Ipv6Address SECOND("fe80::3");

/// Global address of each.
const Ipv6Address SELF_GLOBAL("2001:db8::1");
/// Global address of each.
const Ipv6Address FIRST_GLOBAL("2001:db8::2");
/// Global address of each.
const Ipv6Address SECOND_GLOBAL("2001:db8::3");

/// Home agents in the order of a reply.
using Order = std::vector<Ipv6Address>;

/**
 * @param address of a router
 * @param validLifetime of its prefix
 * @return its prefix with the full address
 */
PrefixInformation
MakeFullPrefix(const Ipv6Address& address, Time validLifetime = ND_INFINITE_LIFETIME)
{
    PrefixInformation prefix;
    prefix.prefix = address;
    prefix.routerAddress = true;
    prefix.validLifetime = validLifetime;
    prefix.preferredLifetime = validLifetime;
    return prefix;
}

/**
 * @param address global one of the home agent
 * @param preference advertised
 * @param lifetime advertised
 * @return what it advertises
 */
RouterAdvertisement
MakeAgentAdvertisement(const Ipv6Address& address, uint16_t preference, Time lifetime = Hours(1))
{
    RouterAdvertisement advertisement;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(1800);
    advertisement.options = {MakeFullPrefix(address),
                             HomeAgentInformation{preference, lifetime, false}};
    return advertisement;
}

/// A list that knows its own home agent, preference 10.
struct ListWithSelf : HomeAgentsList
{
    ListWithSelf()
    {
        HandleRouterAdvertisement(Time(), SELF, MakeAgentAdvertisement(SELF_GLOBAL, 10));
    }

    /**
     * @param now current time
     * @return the answer to a request
     */
    Order Ask(Time now) const
    {
        return MakeReply(now, {7, false}, MakeRandom()).homeAgents;
    }
};

/// What two other home agents prefer, and the reply.
struct PreferenceRow : NamedRow
{
    uint16_t first;                 //!< preference of the first
    std::optional<uint16_t> second; //!< preference of the second, if there is one
    Order expected;                 //!< expected
};

/// RFC 6275 section 10.5.1; the preference of this home agent is 10.
class PreferenceTable : public testing::TestWithParam<PreferenceRow>
{
};

TEST_P(PreferenceTable, PreferredHomeAgentsComeFirst)
{
    ListWithSelf list;
    list.HandleRouterAdvertisement(Seconds(1),
                                   FIRST,
                                   MakeAgentAdvertisement(FIRST_GLOBAL, GetParam().first));
    if (GetParam().second)
    {
        list.HandleRouterAdvertisement(Seconds(1),
                                       SECOND,
                                       MakeAgentAdvertisement(SECOND_GLOBAL, *GetParam().second));
    }
    EXPECT_EQ(list.Ask(Seconds(2)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    HomeAgentsList,
    PreferenceTable,
    testing::Values(
        PreferenceRow{"HA_7_2_1", 0, {}, {SELF_GLOBAL, FIRST_GLOBAL}},
        PreferenceRow{"HA_7_2_2", 0xFFFF, {}, {FIRST_GLOBAL, SELF_GLOBAL}},
        PreferenceRow{"HA_7_2_3", 1, 0, {SELF_GLOBAL, FIRST_GLOBAL, SECOND_GLOBAL}},
        PreferenceRow{"HA_7_2_4", 0, 1, {SELF_GLOBAL, SECOND_GLOBAL, FIRST_GLOBAL}},
        PreferenceRow{"HA_7_2_5", 0xFFFF, 0, {FIRST_GLOBAL, SELF_GLOBAL, SECOND_GLOBAL}},
        PreferenceRow{"HA_7_2_6", 0, 0xFFFF, {SECOND_GLOBAL, SELF_GLOBAL, FIRST_GLOBAL}},
        PreferenceRow{"HA_7_2_7", 0xFFFF, 0xFFFE, {FIRST_GLOBAL, SECOND_GLOBAL, SELF_GLOBAL}},
        PreferenceRow{"HA_7_2_8", 0xFFFE, 0xFFFF, {SECOND_GLOBAL, FIRST_GLOBAL, SELF_GLOBAL}}),
    [](const auto& instance) { return instance.param.name; });

TEST(HomeAgentsList, ReplyCopiesTheIdentifier)
{
    const ListWithSelf list;
    const auto reply = list.MakeReply(Seconds(1), {0xABCD, false}, MakeRandom());
    EXPECT_EQ(reply, (HomeAgentAddressDiscoveryReply{0xABCD, false, {SELF_GLOBAL}}));
}

TEST(HomeAgentsList, LifetimeRunsOut)
{
    ListWithSelf list;
    list.HandleRouterAdvertisement(Seconds(1),
                                   FIRST,
                                   MakeAgentAdvertisement(FIRST_GLOBAL, 0xFFFF, Seconds(32)));
    EXPECT_EQ(list.GetNextDeadline(), Seconds(33));
    EXPECT_EQ(list.Ask(Seconds(33) - NanoSeconds(1)), (Order{FIRST_GLOBAL, SELF_GLOBAL}));
    EXPECT_EQ(list.Ask(Seconds(33)), (Order{SELF_GLOBAL}));
    list.HandleDeadline(Seconds(33));
    EXPECT_EQ(list.GetEntries().size(), 1U);
}

TEST(HomeAgentsList, DeadlineBeforeItsTimeForgetsNothing)
{
    ListWithSelf list;
    list.HandleDeadline(Hours(1) - NanoSeconds(1));
    EXPECT_EQ(list.GetEntries().size(), 1U);
}

TEST(HomeAgentsList, LaterAdvertisementSetsPreferenceAndLifetimeAnew)
{
    ListWithSelf list;
    const auto first = MakeAgentAdvertisement(FIRST_GLOBAL, 0xFFFF, Seconds(32));
    list.HandleRouterAdvertisement(Seconds(1), FIRST, first);
    const auto second = MakeAgentAdvertisement(FIRST_GLOBAL, 0, Seconds(32));
    list.HandleRouterAdvertisement(Seconds(20), FIRST, second);
    EXPECT_EQ(list.Ask(Seconds(51)), (Order{SELF_GLOBAL, FIRST_GLOBAL}));
    EXPECT_EQ(list.Ask(Seconds(52)), (Order{SELF_GLOBAL}));
}

TEST(HomeAgentsList, LifetimeZeroRemovesAtOnce)
{
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 0xFFFF);
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    // As the decoder hands it on: preference 0xffff, lifetime 0.
    advertisement.options.back() =
        UnknownNdOption{static_cast<uint8_t>(NdOptionType::HOME_AGENT_INFORMATION),
                        Bytes{0, 0, 0xFF, 0xFF, 0, 0}};
    list.HandleRouterAdvertisement(Seconds(2), FIRST, advertisement);
    EXPECT_EQ(list.Ask(Seconds(2)), (Order{SELF_GLOBAL}));
    EXPECT_EQ(list.GetEntries().count(FIRST), 0U);
}

TEST(HomeAgentsList, ClearHomeAgentFlagRemovesAtOnce)
{
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 0xFFFF);
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    advertisement.homeAgent = false;
    list.HandleRouterAdvertisement(Seconds(2), FIRST, advertisement);
    EXPECT_EQ(list.Ask(Seconds(2)), (Order{SELF_GLOBAL}));
}

TEST(HomeAgentsList, WithdrawalOfAnUnknownHomeAgentIsHarmless)
{
    ListWithSelf list;
    list.HandleRouterAdvertisement(Seconds(1), FIRST, RouterAdvertisement());
    EXPECT_EQ(list.GetEntries().size(), 1U);
}

TEST(HomeAgentsList, WithoutInformationPreferenceIsZeroAndLifetimeThatOfTheRouter)
{
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 0xFFFF);
    advertisement.options.pop_back();
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    EXPECT_EQ(list.GetEntries().at(FIRST).preference, 0);
    EXPECT_EQ(list.GetEntries().at(FIRST).expiresAt, Seconds(1801));
    EXPECT_EQ(list.Ask(Seconds(2)), (Order{SELF_GLOBAL, FIRST_GLOBAL}));
}

TEST(HomeAgentsList, WithoutInformationARouterThatIsNoDefaultRouterIsRemoved)
{
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 0xFFFF);
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    advertisement.options.pop_back();
    advertisement.routerLifetime = Time();
    list.HandleRouterAdvertisement(Seconds(2), FIRST, advertisement);
    EXPECT_EQ(list.Ask(Seconds(2)), (Order{SELF_GLOBAL}));
}

TEST(HomeAgentsList, HomeAgentThatIsNoDefaultRouterIsListed)
{
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 20);
    advertisement.routerLifetime = Time();
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    EXPECT_EQ(list.Ask(Seconds(2)), (Order{FIRST_GLOBAL, SELF_GLOBAL}));
}

TEST(HomeAgentsList, GlobalAddressesAreAddedAndStayTogether)
{
    const Ipv6Address other("2001:db8:0:1::2");
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 20);
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    advertisement.options.front() = MakeFullPrefix(other);
    list.HandleRouterAdvertisement(Seconds(2), FIRST, advertisement);
    const Order order = list.Ask(Seconds(2));
    ASSERT_EQ(order.size(), 3U);
    EXPECT_EQ((std::set<Ipv6Address>{order[0], order[1]}),
              (std::set<Ipv6Address>{FIRST_GLOBAL, other}));
    EXPECT_EQ(order[2], SELF_GLOBAL);
}

TEST(HomeAgentsList, GlobalAddressEndsWithItsPrefix)
{
    const Ipv6Address other("2001:db8:0:1::2");
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 20);
    advertisement.options.emplace_back(MakeFullPrefix(other, Seconds(60)));
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    EXPECT_EQ(list.GetNextDeadline(), Seconds(61));
    EXPECT_EQ(list.Ask(Seconds(60)).size(), 3U);
    EXPECT_EQ(list.Ask(Seconds(61)), (Order{FIRST_GLOBAL, SELF_GLOBAL}));
    list.HandleDeadline(Seconds(61));
    EXPECT_EQ(list.GetEntries().at(FIRST).addresses.size(), 1U);
}

TEST(HomeAgentsList, GlobalAddressOfAWithdrawnPrefixGoes)
{
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 20);
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    advertisement.options.front() = MakeFullPrefix(FIRST_GLOBAL, Time());
    list.HandleRouterAdvertisement(Seconds(2), FIRST, advertisement);
    EXPECT_EQ(list.Ask(Seconds(2)), (Order{SELF_GLOBAL}));
    EXPECT_EQ(list.GetEntries().count(FIRST), 1U);
}

TEST(HomeAgentsList, OnlyFullGlobalAddressesCount)
{
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 20);
    PrefixInformation bare = MakeFullPrefix(HOME_PREFIX);
    bare.routerAddress = false;
    advertisement.options = {bare,
                             MakeFullPrefix(FIRST),
                             MakeFullPrefix(Ipv6Address("ff0e::2")),
                             HomeAgentInformation{20, Hours(1), false}};
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    EXPECT_TRUE(list.GetEntries().at(FIRST).addresses.empty());
    EXPECT_EQ(list.Ask(Seconds(2)), (Order{SELF_GLOBAL}));
}

TEST(HomeAgentsList, LinkLocalAddressIsTheKey)
{
    ListWithSelf list;
    const auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 5);
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    list.HandleRouterAdvertisement(Seconds(2), FIRST, advertisement);
    EXPECT_EQ(list.GetEntries().size(), 2U);
    list.HandleRouterAdvertisement(Seconds(2), SECOND, advertisement);
    EXPECT_EQ(list.GetEntries().size(), 3U);
}

TEST(HomeAgentsList, OwnEntryStandsUntilItsOwnAdvertisement)
{
    HomeAgentsList list;
    list.Put(SELF, {0, false, {}, {{SELF_GLOBAL, std::nullopt}}});
    EXPECT_EQ(list.GetNextDeadline(), std::nullopt);
    EXPECT_EQ(list.MakeReply(Hours(1000), {1, false}, MakeRandom()).homeAgents,
              (Order{SELF_GLOBAL}));
    list.HandleRouterAdvertisement(Seconds(1), SELF, MakeAgentAdvertisement(SELF_GLOBAL, 10));
    EXPECT_EQ(list.GetEntries().at(SELF).preference, 10);
    EXPECT_EQ(list.GetEntries().at(SELF).expiresAt, Seconds(3601));
}

TEST(HomeAgentsList, EqualPreferencesAreShuffledForEveryReply)
{
    ListWithSelf list;
    list.HandleRouterAdvertisement(Seconds(1), FIRST, MakeAgentAdvertisement(FIRST_GLOBAL, 20));
    list.HandleRouterAdvertisement(Seconds(1), SECOND, MakeAgentAdvertisement(SECOND_GLOBAL, 20));
    uint64_t state = 1;
    const RandomSource random = [&state] { return state++; };
    std::set<Order> seen;
    for (int i = 0; i < 20; ++i)
    {
        const Order order = list.MakeReply(Seconds(2), {1, false}, random).homeAgents;
        ASSERT_EQ(order.size(), 3U);
        EXPECT_EQ(order.back(), SELF_GLOBAL);
        seen.insert(order);
    }
    EXPECT_EQ(seen.size(), 2U);
}

TEST(HomeAgentsList, ReplyFitsIntoTheLeastMtuWithThePreferredOnes)
{
    ListWithSelf list;
    for (uint16_t i = 0; i < 100; ++i)
    {
        const std::string tail = std::to_string(i + 1000);
        list.HandleRouterAdvertisement(
            Seconds(1),
            Ipv6Address(("fe80::" + tail).c_str()),
            MakeAgentAdvertisement(Ipv6Address(("2001:db8::" + tail).c_str()),
                                   static_cast<uint16_t>(1000 + i)));
    }
    const auto reply = list.MakeReply(Seconds(2), {1, false}, MakeRandom());
    ASSERT_EQ(reply.homeAgents.size(), 77U);
    EXPECT_EQ(EncodeHomeAgentAddressDiscoveryReply(reply).size() + 40, 1280U);
    EXPECT_EQ(reply.homeAgents.front(), Ipv6Address("2001:db8::1099"));
    EXPECT_EQ(reply.homeAgents.back(), Ipv6Address("2001:db8::1023"));
}

TEST(HomeAgentsList, RequestForMobileRoutersNamesThoseThatServeThem)
{
    ListWithSelf list;
    auto advertisement = MakeAgentAdvertisement(FIRST_GLOBAL, 0);
    advertisement.options.back() = HomeAgentInformation{0, Hours(1), true};
    list.HandleRouterAdvertisement(Seconds(1), FIRST, advertisement);
    EXPECT_EQ(list.MakeReply(Seconds(2), {1, true}, MakeRandom()),
              (HomeAgentAddressDiscoveryReply{1, true, {FIRST_GLOBAL}}));
}

TEST(HomeAgentsList, WithoutOneForMobileRoutersTheFlagIsAReservedBit)
{
    const ListWithSelf list;
    EXPECT_EQ(list.MakeReply(Seconds(2), {1, true}, MakeRandom()),
              (HomeAgentAddressDiscoveryReply{1, false, {SELF_GLOBAL}}));
}

TEST(HomeAgentsList, ClearForgetsAll)
{
    ListWithSelf list;
    list.Clear();
    EXPECT_TRUE(list.GetEntries().empty());
    EXPECT_EQ(list.Ask(Seconds(1)), Order());
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-makers.h"

#include <gtest/gtest.h>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * Bindings of mobile routers as a home agent keeps them: home addresses from mobile networks, the
 * ends of bindings, many prefixes.
 */

namespace ns3::mip6::tests
{

namespace
{

/// A home agent whose mobile router has a home address from its own network.
struct InsideFixture
{
    InsideFixture()
    {
        home.table.Add(inside, INSIDE);
        input.homeAddress = inside;
    }

    /// Beside those of the usual mobile router.
    const AddressRange INSIDE{Ipv6Address("2001:db8:300::"), 64};
    const Ipv6Address inside{"2001:db8:300::1"};   //!< home address
    RouterHome home;                               //!< under test
    BindingUpdateInput input{MakeRouterInput(15)}; //!< registration
};

TEST(NemoHomeAgentBindings, HomeAddressFromTheNetworkIsNotProbed) // NEMO-HA_5_2_4, 6_4_4
{
    InsideFixture fixture;
    EXPECT_EQ(
        Describe(fixture.home.machine.HandleBindingUpdate(Seconds(1), fixture.input)),
        (Lines{"OpenTunnel 2001:db8:300::1: 2001:db8::1 > 2001:db8:a::10",
               "Cache added 2001:db8:300::1 at 2001:db8:a::10 420",
               "AddPrefixRoute 2001:db8:300::/64: 2001:db8::1 > 2001:db8:a::10",
               "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8:300::1 BA 15 status 0 R 420"}));
}

TEST(NemoHomeAgentBindings, HomeAddressFromTheNetworkNeedsTheFlag)
{
    InsideFixture fixture;
    fixture.input.message.mobileRouter = false;
    EXPECT_EQ(
        FindAcknowledgement(fixture.home.machine.HandleBindingUpdate(Seconds(1), fixture.input)),
        MakeRefusal(15, BindingStatus::NOT_HOME_SUBNET));
}

TEST(NemoHomeAgentBindings, HomeAddressFromATakenNetworkCanStillBeDeleted)
{
    InsideFixture fixture;
    fixture.home.machine.HandleBindingUpdate(Seconds(1), fixture.input);
    fixture.home.table.Remove(fixture.inside, fixture.INSIDE);
    EXPECT_EQ(Describe(fixture.home.machine.HandleNetworks(fixture.inside)),
              (Lines{"RemovePrefixRoute 2001:db8:300::/64"}));
    fixture.input.message.sequence = 16;
    fixture.input.message.lifetime = Time();
    EXPECT_EQ(
        FindAcknowledgement(fixture.home.machine.HandleBindingUpdate(Seconds(3), fixture.input)),
        MakeRouterAcknowledgement(16, Time()));
    EXPECT_EQ(fixture.home.machine.GetBindingCache().GetSize(), 0U);
}

TEST(NemoHomeAgentBindings, ExpiryEndsTheRoutes)
{
    RouterHome home;
    home.Bind(Seconds(1), MakeRouterInput(15, {NETWORK_1}));
    EXPECT_EQ(home.machine.GetNextDeadline(), Seconds(422));
    EXPECT_EQ(Describe(home.machine.HandleDeadline(Seconds(422))),
              (Lines{"CloseTunnel 2001:db8::10",
                     "RemovePrefixRoute 2001:db8:100::/64",
                     "Release 2001:db8::10",
                     "Cache expired 2001:db8::10 at 2001:db8:a::10 0"}));
    EXPECT_EQ(home.machine.GetNetworkCount(), 0U);
}

TEST(NemoHomeAgentBindings, RestartEndsTheRoutes)
{
    RouterHome home;
    home.Bind(Seconds(1), MakeRouterInput(15));
    EXPECT_EQ(
        Select(home.machine.HandleRestart(), "RemovePrefixRoute"),
        (Lines{"RemovePrefixRoute 2001:db8:100::/64", "RemovePrefixRoute 2001:db8:101::/64"}));
    EXPECT_EQ(home.machine.GetNetworkCount(), 0U);
    EXPECT_EQ(FindAcknowledgement(home.Bind(Seconds(3), MakeRouterInput(15))),
              MakeRouterAcknowledgement(15));
}

TEST(NemoHomeAgentBindings, ManyPrefixesAreForwardedAndEnd)
{
    Networks many;
    for (int number = 0; number < 255; ++number)
    {
        many.push_back({Ipv6Address(("2001:db9:" + std::to_string(number) + "::").c_str()), 48});
    }
    RouterHome home(many);
    EXPECT_EQ(CountActions<AddPrefixRoute>(home.Bind(Seconds(1), MakeRouterInput(15, many))),
              many.size());
    EXPECT_EQ(home.machine.GetNetworkCount(), many.size());
    EXPECT_EQ(CountActions<RemovePrefixRoute>(
                  home.machine.HandleBindingUpdate(Seconds(3), MakeRouterInput(16, {many[7]}))),
              many.size() - 1);
    EXPECT_EQ(home.machine.GetNetworkCount(), 1U);
}

TEST(NemoHomeAgentBindings, PrefixesAreAdvertisedToMobileRouters) // NEMO-HA_8_1_1
{
    RouterHome home;
    home.Bind(Seconds(1), MakeRouterInput(15));
    EXPECT_EQ(Describe(home.machine.HandlePrefixSolicitation(Seconds(5),
                                                             {HOME_ADDRESS, CARE_OF_A, {0xBEEF}})),
              (Lines{"Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 prefix advertisement "
                     "48879 2001:db8::1/64 R 2.592e+06/2.592e+06"}));
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-home-agent-networks.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * What a home agent makes of the R flag and of prefixes, with an authority that is played.
 */

namespace ns3::mip6::tests
{

namespace
{

/// A mobile network.
const AddressRange NETWORK{Ipv6Address("2001:db8:100::"), 64};
/// Another one.
const AddressRange OTHER{Ipv6Address("2001:db8:101::"), 64};

/// Allows what its list has, and nothing else.
struct PlayedAuthority : MobileNetworkAuthority
{
    MobileNetworkVerdict Judge(const Ipv6Address&,
                               const std::vector<AddressRange>& claimed) const override
    {
        if (claimed.empty())
        {
            return {BindingStatus::ACCEPTED, known};
        }
        for (const AddressRange& range : claimed)
        {
            if (std::find(known.begin(), known.end(), range) == known.end())
            {
                return {BindingStatus::NOT_AUTHORIZED_FOR_PREFIX, {}};
            }
        }
        return {BindingStatus::ACCEPTED, claimed};
    }

    bool IsInOwnNetwork(const Ipv6Address& homeAddress) const override
    {
        return Contains(known, homeAddress);
    }

    std::vector<AddressRange> known{NETWORK, OTHER}; //!< allowed
};

/// Networks with their authority.
struct Fixture
{
    PlayedAuthority authority;              //!< may change its mind
    HomeAgentNetworks networks{&authority}; //!< under test
};

/// @param claimed prefixes, none for implicit mode @return an update with the R flag
BindingUpdate
MakeRouterUpdate(const std::vector<AddressRange>& claimed)
{
    BindingUpdate update = MakeBindingUpdate(101);
    update.mobileRouter = true;
    for (const AddressRange& range : claimed)
    {
        update.options.emplace_back(MobileNetworkPrefix{range.network, range.prefixLength});
    }
    return update;
}

/// @param careOfAddress of the mobile router @return its binding
Binding
MakeBinding(const Ipv6Address& careOfAddress = CARE_OF_A)
{
    Binding binding;
    binding.homeAddress = HOME_ADDRESS;
    binding.careOfAddress = careOfAddress;
    binding.localAddress = HOME_AGENT;
    return binding;
}

TEST(HomeAgentNetworks, WithoutAnAuthorityTheFlagIsAReservedBit)
{
    HomeAgentNetworks networks(nullptr);
    EXPECT_FALSE(networks.IsEnabled());
    EXPECT_EQ(networks.Judge(HOME_ADDRESS, MakeRouterUpdate({NETWORK})), std::nullopt);
    EXPECT_TRUE(networks.Accept(MakeBinding(), MakeRouterUpdate({NETWORK})).empty());
    EXPECT_FALSE(networks.HasOwnHomeAddress(HOME_ADDRESS, MakeRouterUpdate({})));
}

TEST(HomeAgentNetworks, PrefixesWithoutTheFlagAreNotForwarded)
{
    Fixture fixture;
    BindingUpdate update = MakeRouterUpdate({{Ipv6Address("2001:db8:999::"), 64}});
    update.mobileRouter = false;
    EXPECT_EQ(fixture.networks.Judge(HOME_ADDRESS, update), std::nullopt);
    EXPECT_TRUE(fixture.networks.Accept(MakeBinding(), update).empty());
    EXPECT_EQ(fixture.networks.GetSize(), 0U);
}

TEST(HomeAgentNetworks, ClaimedPrefixesAreForwarded)
{
    Fixture fixture;
    EXPECT_EQ(Describe(fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({OTHER}))),
              (Lines{"AddPrefixRoute 2001:db8:101::/64: 2001:db8::1 > 2001:db8:a::10"}));
    EXPECT_EQ(fixture.networks.GetSize(), 1U);
}

TEST(HomeAgentNetworks, KnownPrefixesAreForwardedIfNoneIsClaimed)
{
    Fixture fixture;
    EXPECT_EQ(Describe(fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({}))),
              (Lines{"AddPrefixRoute 2001:db8:100::/64: 2001:db8::1 > 2001:db8:a::10",
                     "AddPrefixRoute 2001:db8:101::/64: 2001:db8::1 > 2001:db8:a::10"}));
}

TEST(HomeAgentNetworks, PrefixThatIsNotClaimedAgainIsDropped)
{
    Fixture fixture;
    fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({NETWORK, OTHER}));
    EXPECT_EQ(Describe(fixture.networks.Accept(MakeBinding(CARE_OF_B), MakeRouterUpdate({OTHER}))),
              (Lines{"RemovePrefixRoute 2001:db8:100::/64",
                     "AddPrefixRoute 2001:db8:101::/64: 2001:db8::1 > 2001:db8:b::10"}));
    EXPECT_EQ(fixture.networks.GetSize(), 1U);
}

TEST(HomeAgentNetworks, ClearFlagDropsAllPrefixes)
{
    Fixture fixture;
    fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({NETWORK, OTHER}));
    EXPECT_EQ(
        Describe(fixture.networks.Accept(MakeBinding(), MakeBindingUpdate(102))),
        (Lines{"RemovePrefixRoute 2001:db8:100::/64", "RemovePrefixRoute 2001:db8:101::/64"}));
    EXPECT_EQ(fixture.networks.GetSize(), 0U);
}

TEST(HomeAgentNetworks, EndDropsAllPrefixesOnce)
{
    Fixture fixture;
    fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({NETWORK}));
    EXPECT_EQ(Describe(fixture.networks.End(HOME_ADDRESS)),
              (Lines{"RemovePrefixRoute 2001:db8:100::/64"}));
    EXPECT_TRUE(fixture.networks.End(HOME_ADDRESS).empty());
    EXPECT_EQ(fixture.networks.GetSize(), 0U);
}

TEST(HomeAgentNetworks, NewPrefixOfTheAuthorityIsForwardedAtOnceInImplicitMode)
{
    Fixture fixture;
    fixture.authority.known = {NETWORK};
    fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({}));
    fixture.authority.known = {NETWORK, OTHER};
    EXPECT_EQ(Describe(fixture.networks.Reconsider(MakeBinding())),
              (Lines{"AddPrefixRoute 2001:db8:100::/64: 2001:db8::1 > 2001:db8:a::10",
                     "AddPrefixRoute 2001:db8:101::/64: 2001:db8::1 > 2001:db8:a::10"}));
}

TEST(HomeAgentNetworks, NewPrefixOfTheAuthorityWaitsForItsClaimInExplicitMode)
{
    Fixture fixture;
    fixture.authority.known = {NETWORK};
    fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({NETWORK}));
    fixture.authority.known = {NETWORK, OTHER};
    EXPECT_EQ(Describe(fixture.networks.Reconsider(MakeBinding())),
              (Lines{"AddPrefixRoute 2001:db8:100::/64: 2001:db8::1 > 2001:db8:a::10"}));
}

TEST(HomeAgentNetworks, WithdrawnPrefixIsDroppedAndComesBackWithTheAuthority)
{
    Fixture fixture;
    fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({NETWORK}));
    fixture.authority.known = {OTHER};
    EXPECT_EQ(Describe(fixture.networks.Reconsider(MakeBinding())),
              (Lines{"RemovePrefixRoute 2001:db8:100::/64"}));
    EXPECT_EQ(fixture.networks.GetSize(), 0U);
    fixture.authority.known = {NETWORK};
    EXPECT_EQ(Describe(fixture.networks.Reconsider(MakeBinding())),
              (Lines{"AddPrefixRoute 2001:db8:100::/64: 2001:db8::1 > 2001:db8:a::10"}));
}

TEST(HomeAgentNetworks, MobileNodeIsNotReconsidered)
{
    Fixture fixture;
    fixture.networks.Accept(MakeBinding(), MakeBindingUpdate(101));
    EXPECT_TRUE(fixture.networks.Reconsider(MakeBinding()).empty());
}

TEST(HomeAgentNetworks, HomeAddressInTheNetworkIsOneOfMobileRoutersOnly)
{
    Fixture fixture;
    const Ipv6Address inside("2001:db8:100::10");
    EXPECT_TRUE(fixture.networks.HasOwnHomeAddress(inside, MakeRouterUpdate({})));
    EXPECT_FALSE(fixture.networks.HasOwnHomeAddress(inside, MakeBindingUpdate(101)));
    EXPECT_FALSE(fixture.networks.HasOwnHomeAddress(HOME_ADDRESS, MakeRouterUpdate({})));
}

TEST(HomeAgentNetworks, FlagOfADeletionDoesNotMatter)
{
    Fixture fixture;
    BindingUpdate deletion = MakeBindingUpdate(102);
    deletion.lifetime = Time();
    EXPECT_TRUE(fixture.networks.HasOwnHomeAddress(Ipv6Address("2001:db8:100::10"), deletion));
}

TEST(HomeAgentNetworks, OnlyForwardedNetworksCountAsThoseOfABinding)
{
    Fixture fixture;
    fixture.networks.Accept(MakeBinding(), MakeRouterUpdate({NETWORK}));
    EXPECT_FALSE(fixture.networks.IsInNetwork(HOME_ADDRESS));
    Binding inside = MakeBinding();
    inside.homeAddress = Ipv6Address("2001:db8:100::10");
    EXPECT_FALSE(fixture.networks.IsInNetwork(inside.homeAddress));
    fixture.networks.Accept(inside, MakeRouterUpdate({NETWORK}));
    EXPECT_TRUE(fixture.networks.IsInNetwork(inside.homeAddress));
}

/// A prefix of an option.
struct OptionRow : NamedRow
{
    const char* prefix; //!< on the wire
    int length;         //!< on the wire
    int status;         //!< expected; 0: it is left to the authority
};

/// RFC 3963 section 6.2, status 141.
class OptionTable : public testing::TestWithParam<OptionRow>
{
};

TEST_P(OptionTable, WhatIsNoPrefixIsRefused)
{
    const OptionRow& row = GetParam();
    Fixture fixture;
    const AddressRange range{Ipv6Address(row.prefix), static_cast<uint8_t>(row.length)};
    if (row.status == 0)
    {
        fixture.authority.known = {MakeRange(range.network, range.prefixLength)};
    }
    const auto expected =
        row.status == 0 ? std::nullopt : std::optional(static_cast<BindingStatus>(row.status));
    EXPECT_EQ(fixture.networks.Judge(HOME_ADDRESS, MakeRouterUpdate({range})), expected);
    // One that is none spoils them all.
    fixture.authority.known.push_back(OTHER);
    EXPECT_EQ(fixture.networks.Judge(HOME_ADDRESS, MakeRouterUpdate({OTHER, range})), expected);
}

INSTANTIATE_TEST_SUITE_P(HomeAgentNetworks,
                         OptionTable,
                         testing::Values(OptionRow{{"LengthZero"}, "2001:db8:100::", 0, 141},
                                         OptionRow{{"Length129"}, "2001:db8:100::", 129, 141},
                                         OptionRow{{"Length255"}, "2001:db8:100::", 255, 141},
                                         OptionRow{{"Multicast"}, "ff0e::", 64, 141},
                                         OptionRow{{"LinkLocal"}, "fe80::", 64, 141},
                                         OptionRow{{"Unspecified"}, "::", 64, 141},
                                         OptionRow{{"Loopback"}, "::1", 128, 141},
                                         OptionRow{{"Unknown"}, "2001:db8:999::", 64, 142},
                                         OptionRow{{"HostBits"}, "2001:db8:101::7", 64, 0},
                                         OptionRow{{"Length128"}, "2001:db8:100::7", 128, 0}),
                         [](const auto& instance) { return instance.param.name; });

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-address-rules.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

TEST(AddressRules, GlobalUnicastIsRoutable)
{
    for (const char* text : {"2001:db8::1", "fd00::1", "::2", "fec0::1", "2001::ffff"})
    {
        EXPECT_TRUE(IsUnicastRoutable(text)) << text;
    }
}

TEST(AddressRules, OtherAddressesAreNotRoutable)
{
    for (const char* text : {"::", "::1", "fe80::1", "febf:ffff::1", "ff02::1", "ff0e::1"})
    {
        EXPECT_FALSE(IsUnicastRoutable(text)) << text;
    }
}

TEST(AddressRules, LinkLocalAddressKeepsTheInterfaceIdentifier)
{
    EXPECT_EQ(MakeLinkLocal("2001:db8:1:2:3:4:5:6"), Ipv6Address("fe80::3:4:5:6"));
    EXPECT_EQ(MakeLinkLocal("fe80::1"), Ipv6Address("fe80::1"));
}

TEST(AddressRules, ScopeOfAGroupIsInItsSecondOctet)
{
    EXPECT_EQ(GetMulticastScope("ff01::1"), MULTICAST_SCOPE_INTERFACE);
    EXPECT_EQ(GetMulticastScope("ff02::1"), MULTICAST_SCOPE_LINK);
    EXPECT_EQ(GetMulticastScope("ff3e::1"), MULTICAST_SCOPE_GLOBAL);
}

TEST(AddressRules, GroupsAboveLinkScopeLeaveALink)
{
    for (const char* text : {"ff03::1", "ff05::1", "ff0e::1", "ff3e::1", "ff0f::1"})
    {
        EXPECT_TRUE(IsRoutableMulticast(text)) << text;
    }
    for (const char* text : {"ff00::1", "ff01::1", "ff02::1", "ff12::1", "2001:db8::1", "fe80::1"})
    {
        EXPECT_FALSE(IsRoutableMulticast(text)) << text;
    }
}

} // namespace

} // namespace ns3::mip6::tests

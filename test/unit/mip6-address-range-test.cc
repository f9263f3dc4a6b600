/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"

#include "ns3/mip6-address-range.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// @param address any in it @param length of its prefix @return the range
AddressRange
Range(const char* address, uint8_t length)
{
    return MakeRange(Ipv6Address(address), length);
}

TEST(AddressRange, HostBitsAreCleared)
{
    EXPECT_EQ(Range("2001:db8:1:2:3:4:5:6", 64).network, Ipv6Address("2001:db8:1:2::"));
    EXPECT_EQ(Range("2001:db8:1:2:3:4:5:6", 61).network, Ipv6Address("2001:db8:1::"));
    EXPECT_EQ(Range("2001:db8:1:2:3:4:5:6", 128).network, Ipv6Address("2001:db8:1:2:3:4:5:6"));
    EXPECT_EQ(Range("2001:db8:1:2:3:4:5:6", 0).network, Ipv6Address::GetAny());
}

/// An address and a range.
struct MembershipRow : NamedRow
{
    AddressRange range;  //!< any
    const char* address; //!< any
    bool isInside;       //!< expected
};

/// Which addresses a range has.
class MembershipTable : public testing::TestWithParam<MembershipRow>
{
};

TEST_P(MembershipTable, AddressIsInTheRangeOrNot)
{
    const MembershipRow& row = GetParam();
    EXPECT_EQ(Contains(row.range, Ipv6Address(row.address)), row.isInside);
}

INSTANTIATE_TEST_SUITE_P(
    AddressRange,
    MembershipTable,
    testing::Values(
        MembershipRow{{"First"}, Range("2001:db8:1::", 64), "2001:db8:1::", true},
        MembershipRow{{"Last"},
                      Range("2001:db8:1::", 64),
                      "2001:db8:1:0:ffff:ffff:ffff:ffff",
                      true},
        MembershipRow{{"Behind"}, Range("2001:db8:1::", 64), "2001:db8:1:1::", false},
        MembershipRow{{"Before"}, Range("2001:db8:1::", 64), "2001:db8:0:ffff::1", false},
        MembershipRow{{"OddLength"}, Range("2001:db8:8::", 45), "2001:db8:f:ffff::1", true},
        MembershipRow{{"BehindOddLength"}, Range("2001:db8:8::", 45), "2001:db8:10::1", false},
        MembershipRow{{"WholeSpace"}, Range("::", 0), "ff02::1", true},
        MembershipRow{{"OneAddress"}, Range("2001:db8::1", 128), "2001:db8::1", true},
        MembershipRow{{"NotTheOneAddress"}, Range("2001:db8::1", 128), "2001:db8::", false}),
    [](const auto& instance) { return instance.param.name; });

TEST(AddressRange, ListHasWhatOneOfItHas)
{
    const std::vector<AddressRange> list{Range("2001:db8:1::", 64), Range("2001:db8:2::", 64)};
    EXPECT_TRUE(Contains(list, Ipv6Address("2001:db8:2::1")));
    EXPECT_FALSE(Contains(list, Ipv6Address("2001:db8:3::1")));
    EXPECT_FALSE(Contains(std::vector<AddressRange>(), Ipv6Address("2001:db8:1::1")));
}

/// Two ranges.
struct OverlapRow : NamedRow
{
    AddressRange a; //!< one
    AddressRange b; //!< the other
    bool overlap;   //!< expected, either way round
};

/// Which ranges have an address in common.
class OverlapTable : public testing::TestWithParam<OverlapRow>
{
};

TEST_P(OverlapTable, OrderDoesNotMatter)
{
    const OverlapRow& row = GetParam();
    EXPECT_EQ(Overlap(row.a, row.b), row.overlap);
    EXPECT_EQ(Overlap(row.b, row.a), row.overlap);
}

INSTANTIATE_TEST_SUITE_P(
    AddressRange,
    OverlapTable,
    testing::Values(
        OverlapRow{{"Same"}, Range("2001:db8:1::", 64), Range("2001:db8:1::", 64), true},
        OverlapRow{{"Inside"}, Range("2001:db8:1::", 48), Range("2001:db8:1:7::", 64), true},
        OverlapRow{{"Neighbors"}, Range("2001:db8:1::", 64), Range("2001:db8:1:1::", 64), false},
        OverlapRow{{"SameNetworkOtherLength"},
                   Range("2001:db8:1::", 48),
                   Range("2001:db8:1::", 128),
                   true},
        OverlapRow{{"WholeSpace"}, Range("::", 0), Range("2001:db8::1", 128), true}),
    [](const auto& instance) { return instance.param.name; });

TEST(AddressRange, EqualIfNetworkAndLengthAre)
{
    EXPECT_EQ(Range("2001:db8:1::", 64), Range("2001:db8:1::7", 64));
    EXPECT_NE(Range("2001:db8:1::", 64), Range("2001:db8:1::", 63));
    EXPECT_NE(Range("2001:db8:1::", 64), Range("2001:db8:1:1::", 64));
}

} // namespace

} // namespace ns3::mip6::tests

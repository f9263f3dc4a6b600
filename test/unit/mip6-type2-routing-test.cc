/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// As scapy builds it.
const std::string GOLDEN = "870202010000000020010db8000100000000000000000010";

/**
 * @param hex octets of a routing header
 * @param error why they are refused
 * @param offset of the offending octet
 */
void
ExpectRefused(const std::string& hex, DecodeError error, std::size_t offset)
{
    const Bytes data = FromHex(hex);
    const auto result = DecodeType2RoutingHeader(data.data(), data.size());
    EXPECT_FALSE(result) << hex;
    EXPECT_EQ(result.error, error) << hex;
    EXPECT_EQ(result.offset, offset) << hex;
}

TEST(Type2Routing, EncodesGoldenOctets)
{
    EXPECT_EQ(ToHex(EncodeType2RoutingHeader({NEXT_HEADER_MOBILITY, 1, "2001:db8:1::10"})), GOLDEN);
}

TEST(Type2Routing, DecodesGoldenOctets)
{
    const Bytes data = FromHex(GOLDEN);
    const auto result = DecodeType2RoutingHeader(data.data(), data.size());
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, (Type2RoutingHeader{NEXT_HEADER_MOBILITY, 1, "2001:db8:1::10"}));
}

TEST(Type2Routing, LinuxHeadersDecodeAndEncodeBack)
{
    int headers = 0;
    for (const GoldenPacket& packet : LINUX_MOBILITY_PACKETS)
    {
        const Bytes header = Split(packet).routing;
        if (header.empty())
        {
            continue;
        }
        ++headers;
        const auto result = DecodeType2RoutingHeader(header.data(), header.size());
        ASSERT_TRUE(result) << packet.name;
        EXPECT_EQ(result.value->homeAddress, Ipv6Address("2001:1:0:1::100"));
        EXPECT_EQ(EncodeType2RoutingHeader(*result.value), header);
    }
    EXPECT_EQ(headers, 6);
}

TEST(Type2Routing, ReservedFieldAndWhatFollowsAreIgnored)
{
    const Bytes data = FromHex("87020201ffffffff20010db8000100000000000000000010 3b01");
    const auto result = DecodeType2RoutingHeader(data.data(), data.size());
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value->homeAddress, Ipv6Address("2001:db8:1::10"));
}

TEST(Type2Routing, ForbiddenValuesAreRefusedAtTheirOctet)
{
    const std::string address = "20010db8000100000000000000000010";
    ExpectRefused("8702000100000000" + address, DecodeError::BAD_VALUE, 2);
    ExpectRefused("8704020100000000" + address, DecodeError::BAD_LENGTH, 1);
    ExpectRefused("8702020000000000" + address, DecodeError::BAD_VALUE, 3);
    ExpectRefused("8702020200000000" + address, DecodeError::BAD_VALUE, 3);
    ExpectRefused("8702020100000000ff020000000000000000000000000001", DecodeError::BAD_VALUE, 8);
    ExpectRefused("8702020100000000fe800000000000000000000000000001", DecodeError::BAD_VALUE, 8);
}

TEST(Type2Routing, EveryTruncationIsRefused)
{
    ForEachTruncation(FromHex(GOLDEN), [](const Bytes& cut) {
        const auto result = DecodeType2RoutingHeader(cut.data(), cut.size());
        EXPECT_EQ(result.error, DecodeError::TRUNCATED) << cut.size();
    });
}

TEST(Type2Routing, EverySingleOctetChangeGivesAValueOrAReason)
{
    ForEachSingleOctetChange(FromHex(GOLDEN), [](const Bytes& changed, std::size_t offset) {
        const auto result = DecodeType2RoutingHeader(changed.data(), changed.size());
        EXPECT_EQ(result.value.has_value(), result.error == DecodeError::NONE) << offset;
        // Next Header, Reserved and the address may change, the three octets between may not.
        const bool isFixedOctet = offset >= 1 && offset <= 3;
        EXPECT_TRUE(!isFixedOctet || !result) << offset;
    });
}

} // namespace

} // namespace ns3::mip6::tests

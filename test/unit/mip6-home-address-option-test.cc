/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"

#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param hex octets of a Destination Options header
 * @return what the decoder answers
 */
DecodeResult<DestinationOptions>
Decode(const std::string& hex)
{
    const Bytes data = FromHex(hex);
    return DecodeDestinationOptions(data.data(), data.size());
}

/**
 * @param hex octets of a Destination Options header
 * @param error why they are refused
 * @param offset of the offending octet
 */
void
ExpectRefused(const std::string& hex, DecodeError error, std::size_t offset)
{
    const auto result = Decode(hex);
    EXPECT_FALSE(result) << hex;
    EXPECT_EQ(result.error, error) << hex;
    EXPECT_EQ(result.offset, offset) << hex;
}

/// As scapy builds it.
const std::string GOLDEN = "870201020000c91020010db8000100000000000000000010";

TEST(HomeAddressOption, EncodesGoldenOctets)
{
    EXPECT_EQ(ToHex(EncodeHomeAddressHeader(NEXT_HEADER_MOBILITY, "2001:db8:1::10")), GOLDEN);
}

TEST(HomeAddressOption, DecodesGoldenOctets)
{
    const auto result = Decode(GOLDEN);
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value->nextHeader, NEXT_HEADER_MOBILITY);
    EXPECT_EQ(result.value->octets, HOME_ADDRESS_HEADER_OCTETS);
    EXPECT_EQ(result.value->homeAddress, Ipv6Address("2001:db8:1::10"));
    EXPECT_EQ(result.value->homeAddressOffset, 6U);
    EXPECT_FALSE(result.value->otherOptions);
}

TEST(HomeAddressOption, LinuxHeadersDecodeAndEncodeBack)
{
    int headers = 0;
    for (const GoldenPacket& packet : LINUX_MOBILITY_PACKETS)
    {
        const Bytes header = Split(packet).destinationOptions;
        if (header.empty())
        {
            continue;
        }
        ++headers;
        const auto result = DecodeDestinationOptions(header.data(), header.size());
        ASSERT_TRUE(result) << packet.name;
        EXPECT_EQ(result.value->homeAddress, Ipv6Address("2001:1:0:1::100"));
        EXPECT_EQ(EncodeHomeAddressHeader(NEXT_HEADER_MOBILITY, *result.value->homeAddress),
                  header);
    }
    EXPECT_EQ(headers, 6);
}

TEST(HomeAddressOption, WhatFollowsTheHeaderIsNotRead)
{
    const auto result = Decode(GOLDEN + "3b0105");
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value->octets, HOME_ADDRESS_HEADER_OCTETS);
}

TEST(HomeAddressOption, OtherOptionsAreReportedAndSkipped)
{
    // Router Alert and Jumbo before the Home Address option, as scapy aligns them.
    const auto result =
        Decode("3b03c2040000000005020000 0100 c910 20010db8000000000000000000000001");
    ASSERT_TRUE(result);
    EXPECT_TRUE(result.value->otherOptions);
    EXPECT_EQ(result.value->homeAddress, Ipv6Address("2001:db8::1"));
    EXPECT_EQ(result.value->homeAddressOffset, 14U);
}

TEST(HomeAddressOption, HeaderOfPaddingHasNoHomeAddress)
{
    const auto result = Decode("3b00 00 0101ff 0000");
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value->octets, 8U);
    EXPECT_FALSE(result.value->homeAddress);
    EXPECT_FALSE(result.value->otherOptions);
}

TEST(HomeAddressOption, WrongLengthIsRefusedAtItsOctet)
{
    // scapy's own forced length 9, here in a header.
    ExpectRefused("870201020000c9092001000000000000000000000000ffff", DecodeError::BAD_LENGTH, 7);
    ExpectRefused("870201020000c90f20010db8000100000000000000000000", DecodeError::BAD_LENGTH, 7);
}

TEST(HomeAddressOption, AddressThatIsNotUnicastRoutableIsRefused)
{
    const std::string start = "870201020000c910";
    for (const char* address : {"00000000000000000000000000000000",
                                "00000000000000000000000000000001",
                                "fe800000000000000000000000000001",
                                "ff0e0000000000000000000000000001"})
    {
        ExpectRefused(start + address, DecodeError::BAD_VALUE, 8);
    }
}

TEST(HomeAddressOption, SecondHomeAddressIsRefusedAtItsType)
{
    const std::string option = "c91020010db8000100000000000000000010";
    ExpectRefused("8705 01020000" + option + option + "010400000000", DecodeError::BAD_VALUE, 24);
}

TEST(HomeAddressOption, OptionBeyondTheHeaderIsRefusedAtItsLength)
{
    ExpectRefused("3b00 01050000 0000 0000", DecodeError::TRUNCATED, 3);
    ExpectRefused("3b00 0000 0000 00 c9", DecodeError::TRUNCATED, 8);
}

TEST(HomeAddressOption, EveryTruncationIsRefused)
{
    ForEachTruncation(FromHex(GOLDEN), [](const Bytes& cut) {
        const auto result = DecodeDestinationOptions(cut.data(), cut.size());
        EXPECT_EQ(result.error, DecodeError::TRUNCATED) << cut.size();
        EXPECT_EQ(result.offset, 1U);
    });
}

TEST(HomeAddressOption, EverySingleOctetChangeGivesAValueOrAReason)
{
    ForEachSingleOctetChange(FromHex(GOLDEN), [](const Bytes& changed, std::size_t offset) {
        const auto result = DecodeDestinationOptions(changed.data(), changed.size());
        EXPECT_EQ(result.value.has_value(), result.error == DecodeError::NONE) << offset;
        EXPECT_LE(result.offset, changed.size());
    });
}

} // namespace

} // namespace ns3::mip6::tests

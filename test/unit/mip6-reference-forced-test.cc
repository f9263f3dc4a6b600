/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-packet-maker.h"
#include "mip6-packet-walk.h"
#include "mip6-reference-vectors.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param octets of an option list
 * @return what the decoder answers
 */
DecodeResult<MobilityOptions>
DecodeOptions(const Bytes& octets)
{
    ByteReader reader(octets.data(), octets.size());
    return DecodeMobilityOptions(reader);
}

/// A mobility option with a forced Length octet that tells more than is there.
struct OptionRow : NamedRow
{
    DecodeError withMore{DecodeError::NONE}; //!< the answer if that many octets were there
};

/// @return all rows
std::vector<OptionRow>
GetOptionRows()
{
    return {
        {{"forced-refresh-advice-length"}, DecodeError::BAD_LENGTH},
        {{"forced-nonce-indices-default-length"}, DecodeError::BAD_LENGTH},
        {{"forced-nonce-indices-length"}, DecodeError::BAD_LENGTH},
        {{"forced-authorization-data-default-length"}, DecodeError::BAD_LENGTH},
        {{"forced-authorization-data-length"}, DecodeError::BAD_LENGTH},
        {{"forced-mobile-network-prefix-length"}, DecodeError::BAD_LENGTH},
        // Options without a struct are skipped by their length.
        {{"forced-link-layer-address-length"}, DecodeError::NONE},
        {{"forced-replay-protection-length"}, DecodeError::NONE},
    };
}

TEST(ReferenceForcedOptions, LengthBeyondTheEndIsRefused)
{
    for (const OptionRow& row : GetOptionRows())
    {
        const auto result = DecodeOptions(GetReferenceVectors().at(row.name));
        EXPECT_EQ(result.error, DecodeError::TRUNCATED) << row.name;
        EXPECT_EQ(result.offset, 1U) << row.name;
    }
}

TEST(ReferenceForcedOptions, WrongLengthIsRefusedOrSkippedWhereTheOctetsAreThere)
{
    for (const OptionRow& row : GetOptionRows())
    {
        Bytes octets = GetReferenceVectors().at(row.name);
        octets.resize(2 + std::size_t{octets.at(1)});
        const auto result = DecodeOptions(octets);
        EXPECT_EQ(result.error, row.withMore) << row.name;
        if (result)
        {
            const Bytes data(octets.begin() + 2, octets.end());
            EXPECT_EQ(*result.value, MobilityOptions({UnknownMobilityOption{octets[0], data}}));
        }
        else
        {
            EXPECT_EQ(result.offset, 1U) << row.name;
        }
    }
}

TEST(ReferenceForcedOptions, OctetBehindAShortLinkLayerAddressIsPad1)
{
    const Bytes& octets = GetReferenceVectors().at("forced-link-layer-address-default-length");
    const auto result = DecodeOptions(octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value,
              MobilityOptions({UnknownMobilityOption{7, FromHex("02000000000000")}, Pad1()}));
}

TEST(ReferenceForcedOptions, UnknownTypeIsSkippedByItsLength)
{
    Bytes octets = GetReferenceVectors().at("forced-alternate-care-of-address-type");
    // Of the address only the first half belongs to the option; the rest, taken for options, ends
    // in a PadN without a length.
    const auto whole = DecodeOptions(octets);
    EXPECT_EQ(whole.error, DecodeError::TRUNCATED);
    EXPECT_EQ(whole.offset, octets.size());
    octets.resize(10);
    const auto result = DecodeOptions(octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value,
              MobilityOptions({UnknownMobilityOption{42, FromHex("20010db800000000")}}));
}

TEST(ReferenceForcedOptions, HomeAddressOptionWithAWrongLengthIsRefused)
{
    // The padding of scapy's header before the option.
    Bytes header = FromHex("3b02 01020000");
    const Bytes& option = GetReferenceVectors().at("forced-home-address-length");
    header.insert(header.end(), option.begin(), option.end());
    const auto result = DecodeDestinationOptions(header.data(), header.size());
    EXPECT_EQ(result.error, DecodeError::BAD_LENGTH);
    EXPECT_EQ(result.offset, 7U);
}

TEST(ReferenceForcedOptions, DiscoveryOptionsWithAWrongLengthAreRefused)
{
    for (const char* name :
         {"forced-advertisement-interval-length", "forced-home-agent-information-length"})
    {
        Bytes octets = GetReferenceVectors().at(name);
        // Alone, and with as many octets behind it as its Length tells.
        for (std::size_t size : {octets.size(), 2 * octets.size()})
        {
            octets.resize(size);
            ByteReader reader(octets.data(), octets.size());
            const auto result = DecodeNdOptions(reader);
            EXPECT_EQ(result.error, DecodeError::BAD_LENGTH) << name << " " << size;
            EXPECT_EQ(result.offset, 1U) << name << " " << size;
        }
    }
}

/// A Mobility Header with a forced Reserved octet and a forced checksum.
struct MobilityRow : NamedRow
{
    MobilityMessage message; //!< its value
    uint16_t checksum{0};    //!< what would be right for these octets
};

/// Forced value of the Reserved octet.
constexpr uint8_t FORCED_RESERVED = 0x77;
/// Offset of the Reserved octet of a Mobility Header.
constexpr std::size_t RESERVED_OFFSET = 3;

/// @return all rows
std::vector<MobilityRow>
GetMobilityRows()
{
    Cookie cookie;
    cookie.fill(0xAA);
    KeygenToken token;
    token.fill(0xCC);
    return {
        {{"forced-home-test-init-checksum"}, HomeTestInit{cookie, {}}, 0xBCD0},
        {{"forced-care-of-test-init-checksum"}, CareOfTestInit{cookie, {}}, 0xBBD0},
        {{"forced-home-test-checksum"}, HomeTest{0xAABB, cookie, token, {}}, 0xDCD8},
        {{"forced-care-of-test-checksum"}, CareOfTest{0xAABB, cookie, token, {}}, 0xDBD8},
    };
}

/**
 * Expect that the checksum of a packet is wrong, and which one would be right.
 * @param name of the vector
 * @param offset of the Checksum field
 * @param right checksum
 * @return the message with Checksum 0
 */
Bytes
ExpectWrongChecksum(const std::string& name, std::size_t offset, uint16_t right)
{
    const PacketPart last = WalkPacket(GetReferenceVectors().at(name)).back();
    Bytes message = last.octets;
    EXPECT_NE(ComputeChecksum(last.pseudoHeader, message.data(), message.size()), 0) << name;
    message.at(offset) = message.at(offset + 1) = 0;
    EXPECT_EQ(ComputeChecksum(last.pseudoHeader, message.data(), message.size()), right) << name;
    return message;
}

TEST(ReferenceForcedPackets, ChecksumsOfMobilityHeadersAreWrong)
{
    for (const MobilityRow& row : GetMobilityRows())
    {
        Bytes message = ExpectWrongChecksum(row.name, MOBILITY_CHECKSUM_OFFSET, row.checksum);
        EXPECT_EQ(message.at(RESERVED_OFFSET), FORCED_RESERVED);
        message[RESERVED_OFFSET] = 0;
        EXPECT_EQ(ToHex(EncodeMobilityMessage(row.message)), ToHex(message)) << row.name;
    }
}

TEST(ReferenceForcedPackets, ReservedAndChecksumOfMobilityHeadersAreNotLookedAt)
{
    for (const MobilityRow& row : GetMobilityRows())
    {
        const Bytes message = WalkPacket(GetReferenceVectors().at(row.name)).back().octets;
        const auto result = DecodeMobilityMessage(message.data(), message.size());
        ASSERT_TRUE(result) << row.name;
        EXPECT_EQ(*result.value, row.message) << row.name;
    }
}

/// An ICMPv6 message with a forced checksum.
struct Icmpv6Row : NamedRow
{
    Icmpv6Message message; //!< its value
    uint16_t checksum{0};  //!< what would be right for these octets
};

/// @return all rows
std::vector<Icmpv6Row>
GetIcmpv6Rows()
{
    PrefixInformation prefix;
    prefix.prefix = "2001:db8::1";
    prefix.onLink = false;
    prefix.validLifetime = ND_INFINITE_LIFETIME;
    prefix.preferredLifetime = Seconds(12);
    return {
        {{"forced-mobile-prefix-solicitation-checksum"}, MobilePrefixSolicitation{8}, 0x6DB3},
        {{"forced-mobile-prefix-advertisement-checksum"},
         MobilePrefixAdvertisement{42, false, true, {prefix}},
         0xBB66},
    };
}

TEST(ReferenceForcedPackets, ChecksumsOfIcmpv6MessagesAreWrong)
{
    for (const Icmpv6Row& row : GetIcmpv6Rows())
    {
        const Bytes message = ExpectWrongChecksum(row.name, ICMPV6_CHECKSUM_OFFSET, row.checksum);
        EXPECT_EQ(ToHex(EncodeIcmpv6Message(row.message)), ToHex(message)) << row.name;
        const auto result = DecodeIcmpv6Message(message.data(), message.size());
        ASSERT_TRUE(result) << row.name;
        EXPECT_EQ(*result.value, row.message) << row.name;
    }
}

/// A Mobility Header that is refused though its checksum is right.
struct RefusedRow : NamedRow
{
    DecodeError error{DecodeError::NONE}; //!< why
    std::size_t offset{0};                //!< of the offending octet
};

/// @return all rows
std::vector<RefusedRow>
GetRefusedRows()
{
    return {
        {{"forced-refresh-request-payload-proto"}, DecodeError::BAD_PAYLOAD_PROTO, 0},
        {{"forced-home-test-init-header-len"}, DecodeError::BAD_LENGTH, 1},
    };
}

TEST(ReferenceForcedPackets, WrongCommonHeaderIsRefused)
{
    for (const RefusedRow& row : GetRefusedRows())
    {
        const PacketPart last = WalkPacket(GetReferenceVectors().at(row.name)).back();
        const Bytes& message = last.octets;
        EXPECT_EQ(ComputeChecksum(last.pseudoHeader, message.data(), message.size()), 0);
        const auto result = DecodeMobilityMessage(message.data(), message.size());
        EXPECT_EQ(result.error, row.error) << row.name;
        EXPECT_EQ(result.offset, row.offset) << row.name;
    }
}

TEST(ReferenceForced, AllOfThemHaveAnExpectation)
{
    std::set<std::string> names{"forced-link-layer-address-default-length",
                                "forced-alternate-care-of-address-type",
                                "forced-home-address-length",
                                "forced-advertisement-interval-length",
                                "forced-home-agent-information-length"};
    names.merge(GetRowNames(GetOptionRows()));
    names.merge(GetRowNames(GetMobilityRows()));
    names.merge(GetRowNames(GetIcmpv6Rows()));
    names.merge(GetRowNames(GetRefusedRows()));
    EXPECT_EQ(names.size(), 21U);
    EXPECT_EQ(names, GetReferenceNames(FORCED_PREFIX));
}

} // namespace

} // namespace ns3::mip6::tests

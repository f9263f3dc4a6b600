/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-icmpv6-vectors.h"

#include "ns3/mip6-nd-messages.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Offset of the Checksum field in ICMPv6 (RFC 4443 section 2.1).
constexpr std::size_t ICMPV6_CHECKSUM_OFFSET = 2;
/// A Router Advertisement without options, as octets.
const std::string BARE_ADVERTISEMENT = "86000000 40000708 00000000 00000000";
/// Of the router or neighbor.
const LinkLayerAddress LINK_LAYER{2, 0, 0, 0, 0, 1};

/// @return all packets with a Router Advertisement
std::vector<GoldenPacket>
GetAllPackets()
{
    std::vector<GoldenPacket> packets = LINUX_ADVERTISEMENT_PACKETS;
    packets.push_back(SCAPY_ADVERTISEMENT_PACKET);
    return packets;
}

/// @return what the home agent of the Linux capture says on the home link
RouterAdvertisement
MakeLinuxAdvertisement()
{
    PrefixInformation prefix;
    prefix.prefix = "2001:1:0:1::1";
    prefix.routerAddress = true;
    prefix.validLifetime = Seconds(86400);
    prefix.preferredLifetime = Seconds(14400);
    RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 64;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(4);
    advertisement.options = {
        prefix,
        SourceLinkLayerAddress{LinkLayerAddress{0x3A, 0x33, 0x6B, 0xBC, 0xB2, 0x4B}},
        AdvertisementInterval{MilliSeconds(1500)},
        HomeAgentInformation{10, Seconds(1800), true}};
    return advertisement;
}

/// @return an advertisement with every flag, timer and unusual option
RouterAdvertisement
MakeFullAdvertisement()
{
    RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 255;
    advertisement.managed = true;
    advertisement.otherConfiguration = true;
    advertisement.homeAgent = true;
    advertisement.defaultRouterPreference = RouterPreference::LOW;
    advertisement.proxy = true;
    advertisement.otherFlags = 0x03;
    advertisement.routerLifetime = Seconds(65535);
    advertisement.reachableTime = Seconds(30);
    advertisement.retransTimer = MilliSeconds(0xFFFFFFFF);
    // Recursive DNS server between known options (RFC 8106 section 5.1).
    advertisement.options = {
        HomeAgentInformation{0, Seconds(1), false},
        UnknownNdOption{25, FromHex("0000 00000e10 20010db8000000000000000000000053")},
        MtuOption{1280},
        SourceLinkLayerAddress{LINK_LAYER}};
    return advertisement;
}

/**
 * @param octets a message
 * @param fixedOctets before its options
 * @param size a length
 * @return whether an option, or the fixed part, ends there, by walking over the length octets
 */
bool
IsOptionBoundary(const Bytes& octets, std::size_t fixedOctets, std::size_t size)
{
    std::size_t at = fixedOctets;
    while (at < size)
    {
        at += 8U * octets.at(at + 1);
    }
    return at == size;
}

/**
 * @param row a Neighbor Discovery message
 * @return its octets before the options
 */
std::size_t
GetFixedOctets(const MessageRow& row)
{
    if (std::holds_alternative<RouterSolicitation>(row.message))
    {
        return 8;
    }
    return std::holds_alternative<RouterAdvertisement>(row.message) ? 16 : 24;
}

/// @return legal messages
std::vector<MessageRow>
GetRows()
{
    RouterAdvertisement bare;
    bare.currentHopLimit = 64;
    bare.routerLifetime = Seconds(1800);
    return {
        {{"SolicitationWithoutOptions"}, "8500000000000000", RouterSolicitation{}},
        {{"Solicitation"},
         "8500000000000000 0101020000000001",
         RouterSolicitation{{SourceLinkLayerAddress{LINK_LAYER}}}},
        {{"AdvertisementWithoutOptions"}, BARE_ADVERTISEMENT, bare},
        {{"FullAdvertisement"},
         "86000000 ffffffff 00007530 ffffffff"
         "0801000000000001"
         "1903000000000e1020010db8000000000000000000000053"
         "0501000000000500"
         "0101020000000001",
         MakeFullAdvertisement()},
        {{"DuplicateAddressProbeWithNonce"},
         // RFC 7527 section 4.1: a nonce makes a probe that comes back recognizable.
         "87000000 00000000 20010db8000000000000000000000001 0e01a1a2a3a4a5a6",
         NeighborSolicitation{"2001:db8::1", {UnknownNdOption{14, FromHex("a1a2a3a4a5a6")}}}},
        {{"NeighborSolicitation"},
         "87000000 00000000 20010db8000000000000000000000001 0101020000000001",
         NeighborSolicitation{"2001:db8::1", {SourceLinkLayerAddress{LINK_LAYER}}}},
        {{"NeighborAdvertisement"},
         "88000000 a0000000 20010db8000000000000000000000001 0201020000000001",
         NeighborAdvertisement{true,
                               false,
                               true,
                               "2001:db8::1",
                               {TargetLinkLayerAddress{LINK_LAYER}}}},
        {{"NeighborAdvertisementWithoutOptions"},
         "88000000 40000000 20010db8000000000000000000000001",
         NeighborAdvertisement{false, true, false, "2001:db8::1", {}}},
    };
}

/// Runs once per legal message.
class NdMessageTable : public testing::TestWithParam<MessageRow>
{
};

TEST_P(NdMessageTable, DecodesAndEncodesBackToTheSameOctets)
{
    ExpectRoundTrip(GetParam());
}

TEST_P(NdMessageTable, EveryTruncationInsideAnOptionIsRefused)
{
    const Bytes octets = FromHex(GetParam().hex);
    ExpectTruncationsRefused(GetParam(), [&octets](std::size_t size) {
        return IsOptionBoundary(octets, GetFixedOctets(GetParam()), size);
    });
}

TEST_P(NdMessageTable, EverySingleOctetChangeGivesAStableValueOrAReason)
{
    ExpectChangesJudged(GetParam());
}

INSTANTIATE_TEST_SUITE_P(All, NdMessageTable, testing::ValuesIn(GetRows()), [](const auto& row) {
    return row.param.name;
});

/// Runs once per golden packet.
class GoldenAdvertisement : public testing::TestWithParam<GoldenPacket>
{
  protected:
    /// @return the message with Checksum 0, and its value
    static MessageRow GetRow()
    {
        const Bytes octets = WithoutChecksum(Split(GetParam()).upperLayer, ICMPV6_CHECKSUM_OFFSET);
        auto result = DecodeIcmpv6(octets);
        EXPECT_TRUE(result);
        return {{GetParam().name}, ToHex(octets), result.value.value_or(Icmpv6Message{})};
    }
};

TEST_P(GoldenAdvertisement, DecodesAndEncodesBackToTheSameOctets)
{
    ExpectRoundTrip(GetRow());
}

TEST_P(GoldenAdvertisement, EveryTruncationInsideAnOptionIsRefused)
{
    const MessageRow row = GetRow();
    const Bytes octets = FromHex(row.hex);
    ExpectTruncationsRefused(row, [&octets](std::size_t size) {
        return IsOptionBoundary(octets, 16, size);
    });
}

TEST_P(GoldenAdvertisement, EverySingleOctetChangeGivesAStableValueOrAReason)
{
    ExpectChangesJudged(GetRow());
}

INSTANTIATE_TEST_SUITE_P(All,
                         GoldenAdvertisement,
                         testing::ValuesIn(GetAllPackets()),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(RouterAdvertisement, LinuxHomeLinkHasTheseValues)
{
    const Bytes golden = Split(LINUX_ADVERTISEMENT_PACKETS.front()).upperLayer;
    const auto result = DecodeRouterAdvertisement(golden.data(), golden.size());
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MakeLinuxAdvertisement());
}

TEST(RouterAdvertisement, EveryOctetOfFlagsIsKept)
{
    for (unsigned flags = 0; flags < 256; ++flags)
    {
        Bytes octets = FromHex(BARE_ADVERTISEMENT);
        octets[5] = static_cast<uint8_t>(flags);
        const auto result = DecodeRouterAdvertisement(octets.data(), octets.size());
        ASSERT_TRUE(result);
        EXPECT_EQ(result.value->managed, (flags & 0x80) != 0);
        EXPECT_EQ(result.value->otherConfiguration, (flags & 0x40) != 0);
        EXPECT_EQ(result.value->homeAgent, (flags & 0x20) != 0);
        EXPECT_EQ(result.value->defaultRouterPreference,
                  static_cast<RouterPreference>(flags >> 3 & 3));
        EXPECT_EQ(result.value->proxy, (flags & 0x04) != 0);
        EXPECT_EQ(result.value->otherFlags, flags & 0x03);
        EXPECT_EQ(ToHex(EncodeRouterAdvertisement(*result.value)), ToHex(octets));
    }
}

TEST(RouterAdvertisement, OtherFlagsDoNotReachTheNamedOnes)
{
    RouterAdvertisement advertisement;
    advertisement.otherFlags = 0xFF;
    EXPECT_EQ(EncodeRouterAdvertisement(advertisement).at(5), 0x03);
}

TEST(RouterAdvertisement, TimesAreRoundedDownAndClamped)
{
    RouterAdvertisement advertisement;
    advertisement.routerLifetime = Seconds(100000);
    advertisement.reachableTime = Time::Max();
    advertisement.retransTimer = MicroSeconds(1999);
    EXPECT_EQ(ToHex(EncodeRouterAdvertisement(advertisement)), "860000000000ffffffffffff00000001");
}

/// A message that is not valid.
struct RefusedRow : NamedRow
{
    std::string hex;    //!< from the Type octet on
    DecodeError error;  //!< expected reason
    std::size_t offset; //!< expected offending octet
};

/// Reasons of the decoders.
class NdMessageRefusalTable : public testing::TestWithParam<RefusedRow>
{
};

TEST_P(NdMessageRefusalTable, IsRefused)
{
    ExpectRefused(DecodeIcmpv6(FromHex(GetParam().hex)), GetParam().error, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    NdMessageRefusalTable,
    testing::Values(
        RefusedRow{"SolicitationOfCodeOne", "8501000000000000", DecodeError::BAD_VALUE, 1},
        RefusedRow{"AdvertisementOfCodeOne",
                   "86010000 40000708 00000000 00000000",
                   DecodeError::BAD_VALUE,
                   1},
        RefusedRow{"MulticastTargetOfASolicitation",
                   "87000000 00000000 ff020000000000000000000000000001",
                   DecodeError::BAD_VALUE,
                   8},
        RefusedRow{"MulticastTargetOfAnAdvertisement",
                   "88000000 20000000 ff020000000000000000000000000001",
                   DecodeError::BAD_VALUE,
                   8},
        RefusedRow{"OptionOfLengthZero",
                   BARE_ADVERTISEMENT + "0501000000000500 0100",
                   DecodeError::BAD_LENGTH,
                   25},
        RefusedRow{"OptionCutShort",
                   BARE_ADVERTISEMENT + "0502000000000500",
                   DecodeError::BAD_LENGTH,
                   17},
        RefusedRow{"UnknownOptionCutShort",
                   BARE_ADVERTISEMENT + "1802000000000500",
                   DecodeError::TRUNCATED,
                   17}),
    [](const auto& row) { return row.param.name; });

TEST(NdMessages, DecodersRefuseTheTypeOfAnother)
{
    const Bytes octets(40, 0xFF);
    ExpectRefused(DecodeRouterSolicitation(octets.data(), 40), DecodeError::BAD_VALUE, 0);
    ExpectRefused(DecodeRouterAdvertisement(octets.data(), 40), DecodeError::BAD_VALUE, 0);
    ExpectRefused(DecodeNeighborSolicitation(octets.data(), 40), DecodeError::BAD_VALUE, 0);
    ExpectRefused(DecodeNeighborAdvertisement(octets.data(), 40), DecodeError::BAD_VALUE, 0);
}

TEST(NdMessages, DecodersRefuseNothing)
{
    ExpectRefused(DecodeRouterSolicitation(nullptr, 0), DecodeError::TRUNCATED, 0);
    ExpectRefused(DecodeRouterAdvertisement(nullptr, 0), DecodeError::TRUNCATED, 0);
    ExpectRefused(DecodeNeighborSolicitation(nullptr, 0), DecodeError::TRUNCATED, 0);
    ExpectRefused(DecodeNeighborAdvertisement(nullptr, 0), DecodeError::TRUNCATED, 0);
}

TEST(NeighborAdvertisement, EncodesAndDecodesEveryFlag)
{
    for (int flags = 0; flags < 8; ++flags)
    {
        const NeighborAdvertisement message{(flags & 4) != 0,
                                            (flags & 2) != 0,
                                            (flags & 1) != 0,
                                            "2001:db8::1",
                                            {}};
        const Bytes octets = EncodeNeighborAdvertisement(message);
        EXPECT_EQ(octets.at(4), flags << 5);
        EXPECT_EQ(*DecodeNeighborAdvertisement(octets.data(), octets.size()).value, message);
    }
}

} // namespace

} // namespace ns3::mip6::tests

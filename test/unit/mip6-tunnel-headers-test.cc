/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-named-row.h"
#include "mip6-scapy-vectors.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-tunnel-headers.h"

#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

constexpr std::size_t HEADER = 40; //!< octets of an IPv6 header
constexpr uint8_t UDP = 17;        //!< Next Header

/// @param next header @return an IPv6 header
Bytes
MakeHeader(uint8_t next)
{
    Bytes octets(HEADER);
    octets[0] = 0x60;
    octets[6] = next;
    return octets;
}

/// @param parts of a packet @return the packet
Bytes
Join(const std::vector<Bytes>& parts)
{
    Bytes octets;
    for (const Bytes& part : parts)
    {
        octets.insert(octets.end(), part.begin(), part.end());
    }
    return octets;
}

/// @param octets a packet, in memory that ends with them @return its outermost headers
std::optional<TunnelHeaders>
Decode(const Bytes& octets)
{
    const auto exact = std::make_unique<uint8_t[]>(octets.size());
    std::copy(octets.begin(), octets.end(), exact.get());
    return DecodeTunnelHeaders(exact.get(), octets.size());
}

/// @param octets a packet, in memory that ends with them @return what is in it
NestedPackets
Count(const Bytes& octets)
{
    const auto exact = std::make_unique<uint8_t[]>(octets.size());
    std::copy(octets.begin(), octets.end(), exact.get());
    return CountNestedPackets(exact.get(), octets.size());
}

TEST(TunnelHeaders, LimitIsEncodedAsByScapy)
{
    EXPECT_EQ(ToHex(EncodeEncapsulationLimitHeader(NEXT_HEADER_IPV6, 5)),
              ToHex(GetScapyVectors().at("option-encapsulation-limit")));
}

TEST(TunnelHeaders, LimitIsEncodedAsDrawnInTheRfc)
{
    // RFC 2473 sections 4.1.1 and 5.1: Next Header, 0, type 4, length 1, limit, PadN 1, length 1,
    // 0.
    EXPECT_EQ(ToHex(EncodeEncapsulationLimitHeader(NEXT_HEADER_IPV6, 255)),
              ToHex(FromHex("2900 0401 ff 01 01 00")));
}

TEST(TunnelHeaders, PacketsOfScapyAreReadAsTheyWereMade)
{
    const Bytes& plain = GetScapyVectors().at("tunnel-plain");
    EXPECT_EQ(Decode(plain), (TunnelHeaders{NEXT_HEADER_IPV6, 40, ExtensionsEnd::UPPER_LAYER, {}}));
    EXPECT_EQ(Count(plain), (NestedPackets{2, false}));
    const Bytes& limited = GetScapyVectors().at("tunnel-limit");
    EXPECT_EQ(Decode(limited),
              (TunnelHeaders{NEXT_HEADER_IPV6,
                             48,
                             ExtensionsEnd::UPPER_LAYER,
                             EncapsulationLimit{5, 44}}));
    EXPECT_EQ(Count(limited), (NestedPackets{3, false}));
    EXPECT_EQ(Count(limited).GetTunnels(), 2);
}

/// Extension headers behind an IPv6 header, and what is found in them.
struct ChainRow : NamedRow
{
    uint8_t first{0};                          //!< Next Header of the IPv6 header
    std::string hex;                           //!< what follows it
    uint8_t next{0};                           //!< expected Next Header
    std::size_t octets{0};                     //!< expected octets of extension headers
    ExtensionsEnd end{};                       //!< expected
    std::optional<EncapsulationLimit> limit{}; //!< expected, its offset behind the IPv6 header
};

class TunnelHeaderTable : public testing::TestWithParam<ChainRow>
{
};

TEST_P(TunnelHeaderTable, IsFound)
{
    const ChainRow& row = GetParam();
    const auto headers = Decode(Join({MakeHeader(row.first), FromHex(row.hex)}));
    TunnelHeaders expected{row.next, HEADER + row.octets, row.end, row.limit};
    if (expected.encapsulationLimit)
    {
        expected.encapsulationLimit->offset += HEADER;
    }
    ASSERT_TRUE(headers);
    EXPECT_EQ(headers->nextHeader, expected.nextHeader);
    EXPECT_EQ(headers->octets, expected.octets);
    EXPECT_EQ(headers->end, expected.end);
    EXPECT_EQ(headers->encapsulationLimit, expected.encapsulationLimit);
    EXPECT_EQ(headers->HasInnerPacket(),
              row.next == NEXT_HEADER_IPV6 && row.end == ExtensionsEnd::UPPER_LAYER);
}

constexpr auto UPPER = ExtensionsEnd::UPPER_LAYER;   //!< short for rows
constexpr auto FRAGMENT = ExtensionsEnd::FRAGMENT;   //!< short for rows
constexpr auto TRUNCATED = ExtensionsEnd::TRUNCATED; //!< short for rows
/// Of the option where it is the first one of the first extension header.
const EncapsulationLimit FIRST{7, 4};

INSTANTIATE_TEST_SUITE_P(
    All,
    TunnelHeaderTable,
    testing::Values(
        ChainRow{{"Udp"}, 17, "", 17, 0, UPPER},
        ChainRow{{"Nothing"}, 59, "", 59, 0, UPPER},
        ChainRow{{"Tunnel"}, 41, "", 41, 0, UPPER},
        ChainRow{{"Authentication"}, 51, "2900000000000000", 51, 0, UPPER},
        ChainRow{{"Limit"}, 60, "2900 0401 07 010100", 41, 8, UPPER, FIRST},
        ChainRow{{"LimitBeforeUdp"}, 60, "1100 0401 07 010100", 17, 8, UPPER, FIRST},
        ChainRow{{"LimitBehindPad1"},
                 60,
                 "2900 0000 000401 07",
                 41,
                 8,
                 UPPER,
                 EncapsulationLimit{7, 7}},
        ChainRow{{"LimitBehindAnOption"},
                 60,
                 "2901 1e03 010203 0401 09 0104 00000000",
                 41,
                 16,
                 UPPER,
                 EncapsulationLimit{9, 9}},
        ChainRow{{"FirstOfTwoLimits"}, 60, "2900 0401 07 0401 08", 41, 8, UPPER, FIRST},
        ChainRow{{"SameOptionTypeHopByHop"}, 0, "2900 0401 07 010100", 41, 8, UPPER},
        ChainRow{{"BehindHopByHop"},
                 0,
                 "3c00 0502 0000 0100  2900 0401 07 010100",
                 41,
                 16,
                 UPPER,
                 EncapsulationLimit{7, 12}},
        ChainRow{{"BehindRouting"},
                 43,
                 "3c01 0000 00000000 0000000000000000  2900 0401 07 010100",
                 41,
                 24,
                 UPPER,
                 EncapsulationLimit{7, 20}},
        ChainRow{{"BehindFirstFragment"},
                 44,
                 "3c00 0001 00000001  2900 0401 07 010100",
                 41,
                 16,
                 UPPER,
                 EncapsulationLimit{7, 12}},
        ChainRow{{"LengthOfAFragmentHeaderIsNone"}, 44, "11ff 0001 00000001", 17, 8, UPPER},
        ChainRow{{"LaterFragment"}, 44, "3c00 0008 00000001  2900 0401 07 010100", 60, 8, FRAGMENT},
        ChainRow{{"LaterFragmentOfATunnel"}, 44, "2900 0fa9 00000001", 41, 8, FRAGMENT},
        ChainRow{{"LimitOfNoOctet"}, 60, "2900 0400 01020000", 41, 8, UPPER},
        ChainRow{{"LimitOfTwoOctets"}, 60, "2900 0402 0707 0100", 41, 8, UPPER},
        ChainRow{{"LimitWithoutValue"}, 60, "2900 0102 0000 0401", 41, 8, UPPER},
        ChainRow{{"LimitWithoutLength"}, 60, "2900 0103 000000 04", 41, 8, UPPER},
        ChainRow{{"OptionBeyondTheEnd"}, 60, "2900 1e09 04010700", 41, 8, UPPER},
        ChainRow{{"OneOctet"}, 60, "29", 60, 0, TRUNCATED},
        ChainRow{{"SevenOctets"}, 60, "2900 0401 07 0101", 60, 0, TRUNCATED},
        ChainRow{{"LessThanItsLength"}, 60, "29ff 0401 07 010100", 60, 0, TRUNCATED},
        ChainRow{{"SecondCutShort"}, 60, "2b00 0401 07 010100 29", 43, 8, TRUNCATED, FIRST}),
    [](const auto& row) { return row.param.name; });

TEST(TunnelHeaders, OctetsThatAreNoIpv6HeaderGiveNothing)
{
    EXPECT_FALSE(Decode({}));
    EXPECT_FALSE(Decode(Bytes(39, 0x60)));
    EXPECT_FALSE(Decode(Bytes(40, 0x45)));
    EXPECT_EQ(Count({}), (NestedPackets{0, true}));
    EXPECT_EQ(Count(Bytes(39, 0x60)), (NestedPackets{0, true}));
    EXPECT_EQ(Count(Bytes(40, 0x45)), (NestedPackets{0, false}));
    EXPECT_EQ(Count(Bytes(40, 0x45)).GetTunnels(), 0);
}

TEST(NestedPackets, EveryDepthIsCounted)
{
    Bytes octets = Join({MakeHeader(UDP), Bytes(8)});
    for (std::size_t depth = 0; depth < 300; ++depth)
    {
        ASSERT_EQ(Count(octets), (NestedPackets{depth + 1, false}));
        ASSERT_EQ(Count(octets).GetTunnels(), depth);
        octets = depth % 2 == 0 ? Join({MakeHeader(NEXT_HEADER_IPV6), octets})
                                : Join({MakeHeader(NEXT_HEADER_DESTINATION_OPTIONS),
                                        EncodeEncapsulationLimitHeader(NEXT_HEADER_IPV6, 1),
                                        octets});
    }
}

TEST(NestedPackets, OctetsThatAreNoIpv6HeaderEndTheCount)
{
    EXPECT_EQ(Count(Join({MakeHeader(NEXT_HEADER_IPV6), Bytes(40, 0x45)})),
              (NestedPackets{1, false}));
}

TEST(NestedPackets, LaterFragmentEndsTheCount)
{
    const Bytes fragment = FromHex("29000008 00000001");
    const Bytes inner = MakeHeader(UDP);
    EXPECT_EQ(
        Count(Join(
            {MakeHeader(NEXT_HEADER_IPV6), MakeHeader(NEXT_HEADER_FRAGMENT), fragment, inner})),
        (NestedPackets{2, false}));
}

TEST(NestedPackets, EveryTruncationIsToldFromTheWhole)
{
    // Three headers, the first and the second with an extension header behind them.
    const Bytes octets = Join({MakeHeader(NEXT_HEADER_DESTINATION_OPTIONS),
                               EncodeEncapsulationLimitHeader(NEXT_HEADER_IPV6, 3),
                               MakeHeader(NEXT_HEADER_FRAGMENT),
                               FromHex("29000001 00000001"),
                               MakeHeader(UDP)});
    ASSERT_EQ(octets.size(), 136);
    for (std::size_t size = 0; size <= octets.size(); ++size)
    {
        const Bytes cut(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(size));
        const std::size_t headers = size < 40 ? 0 : size < 88 ? 1 : size < 136 ? 2 : 3;
        EXPECT_EQ(Count(cut), (NestedPackets{headers, size < 136})) << size;
        const auto outer = Decode(cut);
        ASSERT_EQ(outer.has_value(), size >= 40) << size;
        if (outer)
        {
            EXPECT_EQ(outer->end, size < 48 ? TRUNCATED : UPPER) << size;
            EXPECT_EQ(outer->encapsulationLimit.has_value(), size >= 48) << size;
        }
    }
}

TEST(NestedPackets, RandomOctetsNeverLeadOutsideOfThem)
{
    const auto seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    constexpr std::array<uint8_t, 8> NEXT{41, 41, 41, 60, 44, 43, 0, 17};
    for (int round = 0; round < 20000; ++round)
    {
        Bytes octets(random() % 600);
        for (uint8_t& octet : octets)
        {
            // Mostly values that lead on; lengths of 0 among them.
            octet = random() % 3 == 0 ? static_cast<uint8_t>(random()) : NEXT[random() % 8];
        }
        for (std::size_t at = 0; at < octets.size(); at += 8)
        {
            octets[at] = random() % 4 == 0 ? octets[at] : 0x60;
        }
        const NestedPackets nested = Count(octets);
        ASSERT_LE(nested.headers * HEADER, octets.size());
        const auto outer = Decode(octets);
        ASSERT_EQ(outer.has_value(), nested.headers > 0);
        if (outer)
        {
            ASSERT_LE(outer->octets, octets.size());
            ASSERT_TRUE(
                !outer->encapsulationLimit ||
                (outer->encapsulationLimit->offset < outer->octets &&
                 octets[outer->encapsulationLimit->offset] == outer->encapsulationLimit->value));
        }
    }
}

} // namespace

} // namespace ns3::mip6::tests

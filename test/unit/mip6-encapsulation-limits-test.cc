/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"
#include "mip6-named-row.h"

#include "ns3/mip6-encapsulation-limits.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-tunnel-headers.h"

#include <gtest/gtest.h>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

constexpr uint8_t UDP = 17; //!< Next Header

/// @param next header @param rest what follows @return an IPv6 packet
Bytes
Wrap(uint8_t next, const Bytes& rest)
{
    Bytes octets(40);
    octets[0] = 0x60;
    octets[6] = next;
    octets.insert(octets.end(), rest.begin(), rest.end());
    return octets;
}

/// @param depth tunnels @return a UDP packet in so many tunnels
Bytes
MakePacket(std::size_t depth)
{
    Bytes octets = Wrap(UDP, Bytes(8));
    for (std::size_t i = 0; i < depth; ++i)
    {
        octets = Wrap(NEXT_HEADER_IPV6, octets);
    }
    return octets;
}

/// @param limit in the packet @param next header @param rest what follows @return a packet
Bytes
MakeLimited(uint8_t limit, uint8_t next, const Bytes& rest)
{
    Bytes header = EncodeEncapsulationLimitHeader(next, limit);
    header.insert(header.end(), rest.begin(), rest.end());
    return Wrap(NEXT_HEADER_DESTINATION_OPTIONS, header);
}

/// @param verdict about a packet @return it in words
std::string
Describe(const EncapsulationVerdict& verdict)
{
    if (const auto* entry = std::get_if<Encapsulate>(&verdict))
    {
        return entry->limit ? "limit " + std::to_string(*entry->limit) : "no limit";
    }
    const auto& pointer = std::get<RefuseEncapsulation>(verdict).pointer;
    return pointer ? "problem at " + std::to_string(*pointer) : "refused";
}

/// @param octets a whole packet @param limits of the node @return verdict about it
std::string
Judge(const Bytes& octets, const EncapsulationLimits& limits)
{
    return Describe(JudgeEncapsulation({octets.data(), octets.size(), true}, limits));
}

const EncapsulationLimits NO_OPTION{std::nullopt, 16}; //!< the default
const EncapsulationLimits OPTION_FOUR{uint8_t{4}, 16}; //!< as RFC 2473 section 6.6 has it

TEST(EncapsulationLimits, PacketWithoutOptionGetsThatOfTheNode)
{
    EXPECT_EQ(Judge(MakePacket(0), NO_OPTION), "no limit");
    EXPECT_EQ(Judge(MakePacket(3), NO_OPTION), "no limit");
    EXPECT_EQ(Judge(MakePacket(0), OPTION_FOUR), "limit 4");
    EXPECT_EQ(Judge(MakePacket(3), OPTION_FOUR), "limit 4");
    EXPECT_EQ(Judge(MakePacket(0), {uint8_t{0}, 16}), "limit 0");
}

TEST(EncapsulationLimits, OptionCountsDownWhateverTheNodeSays)
{
    const Bytes inner = MakePacket(0);
    for (const auto& limits : {NO_OPTION, OPTION_FOUR})
    {
        EXPECT_EQ(Judge(MakeLimited(255, NEXT_HEADER_IPV6, inner), limits), "limit 254");
        EXPECT_EQ(Judge(MakeLimited(1, NEXT_HEADER_IPV6, inner), limits), "limit 0");
        EXPECT_EQ(Judge(MakeLimited(0, NEXT_HEADER_IPV6, inner), limits), "problem at 44");
        // Of a packet that was in no tunnel yet, likewise.
        EXPECT_EQ(Judge(MakeLimited(2, UDP, Bytes(8)), limits), "limit 1");
        EXPECT_EQ(Judge(MakeLimited(0, UDP, Bytes(8)), limits), "problem at 44");
    }
}

TEST(EncapsulationLimits, OptionOfAPacketInsideIsNotLookedAt)
{
    const Bytes packet = Wrap(NEXT_HEADER_IPV6, MakeLimited(0, NEXT_HEADER_IPV6, MakePacket(0)));
    EXPECT_EQ(Judge(packet, NO_OPTION), "no limit");
}

TEST(EncapsulationLimits, ErrorIsNotAnsweredWithOne)
{
    const Bytes error{ICMPV6_TIME_EXCEEDED, 0, 0, 0};
    const Bytes echo{ICMPV6_FIRST_INFORMATIONAL, 0, 0, 0};
    EXPECT_EQ(Judge(MakeLimited(0, NEXT_HEADER_ICMPV6, error), NO_OPTION), "refused");
    EXPECT_EQ(Judge(MakeLimited(0, NEXT_HEADER_ICMPV6, echo), NO_OPTION), "problem at 44");
    // What might be one.
    EXPECT_EQ(Judge(MakeLimited(0, NEXT_HEADER_ICMPV6, {}), NO_OPTION), "refused");
    EXPECT_EQ(Judge(MakeLimited(0, NEXT_HEADER_ROUTING, {58, 0}), NO_OPTION), "refused");
}

TEST(EncapsulationLimits, DepthIsLimitedWithAndWithoutOption)
{
    for (std::size_t most = 1; most < 20; ++most)
    {
        const EncapsulationLimits limits{std::nullopt, most};
        EXPECT_EQ(Judge(MakePacket(most - 1), limits), "no limit") << most;
        EXPECT_EQ(Judge(MakePacket(most), limits), "refused") << most;
        const Bytes limited = MakeLimited(200, NEXT_HEADER_IPV6, MakePacket(most - 1));
        EXPECT_EQ(Judge(limited, limits), "refused") << most;
    }
}

TEST(EncapsulationLimits, HeadersBeyondTheOctetsAtHandAreRefused)
{
    const Bytes packet = MakePacket(3);
    for (std::size_t size = 0; size <= packet.size(); ++size)
    {
        const auto part = JudgeEncapsulation({packet.data(), size, false}, NO_OPTION);
        const auto whole = JudgeEncapsulation({packet.data(), size, true}, NO_OPTION);
        EXPECT_EQ(Describe(part), size < 40 || size >= 160 ? "no limit" : "refused") << size;
        EXPECT_EQ(Describe(whole), "no limit") << size;
    }
}

} // namespace

} // namespace ns3::mip6::tests

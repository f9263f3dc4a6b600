/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"

#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// Offset of the Checksum field in ICMPv6 (RFC 4443 section 2.1).
constexpr std::size_t ICMPV6_CHECKSUM_OFFSET = 2;

/**
 * @param message an upper-layer packet
 * @param offset of a field
 * @return its 16 bits
 */
uint16_t
ReadField(const Bytes& message, std::size_t offset)
{
    return static_cast<uint16_t>(message.at(offset) << 8 | message.at(offset + 1));
}

/**
 * Check both answers of ComputeChecksum, and PatchChecksum, on a packet whose checksum is right.
 * @param packet a packet
 * @param offset of its Checksum field
 */
void
ExpectGoldenChecksum(const GoldenPacket& packet, std::size_t offset)
{
    SCOPED_TRACE(packet.name);
    const SplitPacket parts = Split(packet);
    const Bytes& message = parts.upperLayer;
    EXPECT_EQ(ComputeChecksum(parts.pseudoHeader, message.data(), message.size()), 0);
    const Bytes zeroed = WithoutChecksum(message, offset);
    EXPECT_EQ(ComputeChecksum(parts.pseudoHeader, zeroed.data(), zeroed.size()),
              ReadField(message, offset));
    Bytes patched = zeroed;
    PatchChecksum(parts.pseudoHeader, offset, patched);
    EXPECT_EQ(ToHex(patched), ToHex(message));
}

TEST(MobilityChecksum, FieldBeyondTheEndIsNotWritten)
{
    const PseudoHeader pseudoHeader{"2001:db8::1", "2001:db8::2", NEXT_HEADER_MOBILITY};
    for (std::size_t size = 0; size < MOBILITY_CHECKSUM_OFFSET + 2; ++size)
    {
        Bytes octets(size);
        PatchChecksum(pseudoHeader, MOBILITY_CHECKSUM_OFFSET, octets);
        EXPECT_EQ(octets, Bytes(size));
    }
}

TEST(MobilityChecksum, AgreesWithLinux)
{
    for (const GoldenPacket& packet : LINUX_MOBILITY_PACKETS)
    {
        ExpectGoldenChecksum(packet, MOBILITY_CHECKSUM_OFFSET);
    }
}

TEST(MobilityChecksum, AgreesWithScapy)
{
    for (const GoldenPacket& packet : SCAPY_MOBILITY_PACKETS)
    {
        ExpectGoldenChecksum(packet, MOBILITY_CHECKSUM_OFFSET);
    }
}

TEST(MobilityChecksum, AgreesWithAdvertisements)
{
    for (const GoldenPacket& packet : LINUX_ADVERTISEMENT_PACKETS)
    {
        ExpectGoldenChecksum(packet, ICMPV6_CHECKSUM_OFFSET);
    }
    ExpectGoldenChecksum(SCAPY_ADVERTISEMENT_PACKET, ICMPV6_CHECKSUM_OFFSET);
}

TEST(MobilityChecksum, SeesEverySingleOctetChange)
{
    for (const GoldenPacket& packet : LINUX_MOBILITY_PACKETS)
    {
        const SplitPacket parts = Split(packet);
        ForEachSingleOctetChange(parts.upperLayer, [&](const Bytes& changed, std::size_t offset) {
            EXPECT_NE(ComputeChecksum(parts.pseudoHeader, changed.data(), changed.size()), 0)
                << packet.name << " octet " << offset;
        });
    }
}

TEST(MobilityChecksum, SeesEveryMemberOfThePseudoHeader)
{
    const SplitPacket parts = Split(LINUX_MOBILITY_PACKETS.front());
    const Bytes& message = parts.upperLayer;
    PseudoHeader other = parts.pseudoHeader;
    other.source = "2001:1:0:1::101";
    EXPECT_NE(ComputeChecksum(other, message.data(), message.size()), 0);
    other = parts.pseudoHeader;
    other.destination = "2001:1:0:1::2";
    EXPECT_NE(ComputeChecksum(other, message.data(), message.size()), 0);
    other = parts.pseudoHeader;
    other.nextHeader = NEXT_HEADER_DESTINATION_OPTIONS;
    EXPECT_NE(ComputeChecksum(other, message.data(), message.size()), 0);
}

TEST(MobilityChecksum, AcceptsOddAndEmptyPackets)
{
    const PseudoHeader pseudoHeader{"::", "::", 0};
    EXPECT_EQ(ComputeChecksum(pseudoHeader, nullptr, 0), 0xFFFF);
    const Bytes odd = FromHex("010203");
    // 0x0102 + 0x0300 + length 3.
    EXPECT_EQ(ComputeChecksum(pseudoHeader, odd.data(), odd.size()), 0xFFFF - 0x0405);
}

TEST(MobilityChecksum, CarriesAreAddedAround)
{
    const PseudoHeader pseudoHeader{"::", "::", 0};
    const Bytes ones(65535, 0xFF);
    // 32767 words of 0xffff and a last octet 0xff00 add up to 0xff00; the length is 0xffff.
    EXPECT_EQ(ComputeChecksum(pseudoHeader, ones.data(), ones.size()), 0xFFFF - 0xFF00);
}

} // namespace

} // namespace ns3::mip6::tests

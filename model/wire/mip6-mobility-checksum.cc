/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-checksum.h"

namespace ns3::mip6
{

namespace
{

/**
 * @param data first octet
 * @param size octets; an odd last one is taken as the high half of a word
 * @return the sum of the 16-bit words, not yet folded
 */
uint64_t
SumWords(const uint8_t* data, std::size_t size)
{
    uint64_t sum = 0;
    for (std::size_t i = 0; i + 1 < size; i += 2)
    {
        sum += static_cast<uint32_t>(data[i] << 8 | data[i + 1]);
    }
    if (size % 2 == 1)
    {
        sum += static_cast<uint32_t>(data[size - 1] << 8);
    }
    return sum;
}

/**
 * @param address an address of the pseudo-header
 * @return the sum of its words
 */
uint64_t
SumAddress(const Ipv6Address& address)
{
    uint8_t octets[16];
    address.GetBytes(octets);
    return SumWords(octets, sizeof(octets));
}

/**
 * @param sum of 16-bit words
 * @return the sum with end-around carry
 */
uint16_t
Fold(uint64_t sum)
{
    while (sum >> 16 != 0)
    {
        sum = (sum & 0xFFFF) + (sum >> 16);
    }
    return static_cast<uint16_t>(sum);
}

} // namespace

uint16_t
ComputeChecksum(const PseudoHeader& pseudoHeader, const uint8_t* data, std::size_t size)
{
    // RFC 8200 section 8.1: source, destination, 32-bit upper-layer length, next header.
    uint64_t sum = SumAddress(pseudoHeader.source) + SumAddress(pseudoHeader.destination);
    sum += size + pseudoHeader.nextHeader;
    sum += SumWords(data, size);
    return static_cast<uint16_t>(~Fold(sum));
}

void
PatchChecksum(const PseudoHeader& pseudoHeader, std::size_t offset, Bytes& octets)
{
    const uint16_t checksum = ComputeChecksum(pseudoHeader, octets.data(), octets.size());
    if (offset + 2 <= octets.size())
    {
        octets[offset] = static_cast<uint8_t>(checksum >> 8);
        octets[offset + 1] = static_cast<uint8_t>(checksum & 0xFF);
    }
}

} // namespace ns3::mip6

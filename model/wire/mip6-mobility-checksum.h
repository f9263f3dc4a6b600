/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_CHECKSUM_H
#define MIP6_MOBILITY_CHECKSUM_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"

#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * The Internet checksum over an IPv6 pseudo-header (RFC 8200 section 8.1; RFC 6275 section 6.1.1).
 */

namespace ns3::mip6
{

/// What the pseudo-header holds besides the length.
struct PseudoHeader
{
    Ipv6Address source;      //!< the home address where a Home Address option is present
    Ipv6Address destination; //!< the final destination where a routing header is present
    uint8_t nextHeader{0};   //!< 135 for a Mobility Header whatever precedes it
};

/**
 * @param pseudoHeader addresses and protocol
 * @param data first octet of the upper-layer packet, its checksum field included
 * @param size octets
 * @return the value that the checksum field takes if it is 0 in data; 0 if the field in data is
 * right
 */
uint16_t ComputeChecksum(const PseudoHeader& pseudoHeader, const uint8_t* data, std::size_t size);

/**
 * Compute the checksum of an upper-layer packet and write it into its checksum field.
 * @param pseudoHeader addresses and protocol
 * @param offset of the checksum field
 * @param octets the upper-layer packet, its checksum field 0
 */
void PatchChecksum(const PseudoHeader& pseudoHeader, std::size_t offset, Bytes& octets);

/// Offset of the Checksum field in an ICMPv6 message (RFC 4443 section 2.1).
constexpr std::size_t ICMPV6_CHECKSUM_OFFSET = 2;

/// Offset of the Checksum field in a Mobility Header (RFC 6275 section 6.1.1).
constexpr std::size_t MOBILITY_CHECKSUM_OFFSET = 4;

} // namespace ns3::mip6

#endif /* MIP6_MOBILITY_CHECKSUM_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_ADDRESS_OPTION_H
#define MIP6_HOME_ADDRESS_OPTION_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-wire
 * Destination Options header with a Home Address option (RFC 6275 section 6.3).
 */

namespace ns3::mip6
{

/// Size of a Destination Options header that holds nothing but a Home Address option.
constexpr std::size_t HOME_ADDRESS_HEADER_OCTETS = 24;

/// What a receiver needs from a Destination Options header.
struct DestinationOptions
{
    uint8_t nextHeader{0};                  //!< of the header
    std::size_t octets{0};                  //!< of the whole header
    std::optional<Ipv6Address> homeAddress; //!< of the Home Address option, if there is one
    std::size_t homeAddressOffset{0};       //!< of that option's Type octet
    bool otherOptions{false};               //!< options besides it and padding are present
};

/**
 * Encode a Destination Options header with one Home Address option at alignment 8n+6.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Next Header  | Hdr Ext Len=2 |   PadN = 1    |  Length = 2   |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |               0               |  Type = 0xC9  |  Length = 16  |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                         Home Address                          |
 *
 * @param nextHeader what follows
 * @param homeAddress of the mobile node
 * @return 24 octets
 */
Bytes EncodeHomeAddressHeader(uint8_t nextHeader, const Ipv6Address& homeAddress);

/**
 * @param data first octet of a Destination Options header
 * @param size octets present
 * @return its content, or why not; a Home Address option must have length 16, stand once, and hold
 * a unicast routable address (RFC 6275 section 9.3.1)
 */
DecodeResult<DestinationOptions> DecodeDestinationOptions(const uint8_t* data, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_HOME_ADDRESS_OPTION_H */

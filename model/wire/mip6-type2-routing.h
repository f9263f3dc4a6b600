/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TYPE2_ROUTING_H
#define MIP6_TYPE2_ROUTING_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"

#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * Type 2 routing header (RFC 6275 section 6.4).
 */

namespace ns3::mip6
{

/// Size of a type 2 routing header.
constexpr std::size_t TYPE2_ROUTING_OCTETS = 24;

/**
 * Type 2 routing header (RFC 6275 section 6.4.1).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Next Header  | Hdr Ext Len=2 | Routing Type=2|Segments Left=1|
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                            Reserved                           |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                         Home Address                          |
 */
struct Type2RoutingHeader
{
    uint8_t nextHeader{0};   //!< what follows
    uint8_t segmentsLeft{1}; //!< 1 on the wire
    Ipv6Address homeAddress; //!< final destination
};

/// @name Equality of values, for tests
/// @{
bool operator==(const Type2RoutingHeader& a, const Type2RoutingHeader& b);
/// @}

/**
 * @param header the values
 * @return 24 octets
 */
Bytes EncodeType2RoutingHeader(const Type2RoutingHeader& header);

/**
 * @param data first octet of a routing header
 * @param size octets present
 * @return its values; refused where the type is not 2, Hdr Ext Len is not 2, Segments Left is not 1
 * or the address is not unicast routable (RFC 6275 sections 6.4 and 6.4.1)
 */
DecodeResult<Type2RoutingHeader> DecodeType2RoutingHeader(const uint8_t* data, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_TYPE2_ROUTING_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ND_RULES_H
#define MIP6_ND_RULES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-decode-result.h"

#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * When a Neighbor Discovery message is valid, besides its options.
 */

namespace ns3::mip6
{

/// The IPv6 header that a message came with.
struct NdPath
{
    Ipv6Address source;      //!< of the IPv6 header
    Ipv6Address destination; //!< of the IPv6 header
};

/**
 * Judge the fields of a Neighbor Discovery message (RFC 4861 sections 6.1.1, 6.1.2, 7.1.1, 7.1.2
 * and 8.1) that the stock ns-3 node does not look at. Hop limit, checksum and options are judged
 * elsewhere.
 * @param path of the packet
 * @param message from the Type octet on
 * @param size octets; fewer than the fixed part of a message are refused with TRUNCATED
 * @return BAD_VALUE and the offset of the offending field, for a wrong address of the IPv6 header
 * that of the Type; NONE for a valid message and for one of another type
 */
Refusal CheckNdFields(const NdPath& path, const uint8_t* message, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_ND_RULES_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ICMPV6_MESSAGES_H
#define MIP6_ICMPV6_MESSAGES_H

#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-discovery-messages.h"
#include "ns3/mip6-nd-messages.h"

#include <cstddef>
#include <cstdint>
#include <variant>

/**
 * @file
 * @ingroup mip6-wire
 * The ICMPv6 messages of this room as one value, chosen by the Type octet (RFC 4443 section 2.1).
 */

namespace ns3::mip6
{

/// Any ICMPv6 message that this room has a struct for.
using Icmpv6Message = std::variant<RouterSolicitation,
                                   RouterAdvertisement,
                                   NeighborSolicitation,
                                   NeighborAdvertisement,
                                   HomeAgentAddressDiscoveryRequest,
                                   HomeAgentAddressDiscoveryReply,
                                   MobilePrefixSolicitation,
                                   MobilePrefixAdvertisement>;

/**
 * @param message a message
 * @return the whole message from the Type octet on, Checksum 0
 */
Bytes EncodeIcmpv6Message(const Icmpv6Message& message);

/**
 * @param data first octet of an ICMPv6 message
 * @param size octets present
 * @return the message, or the reason; BAD_VALUE at 0 for a type that this room has no struct for
 */
DecodeResult<Icmpv6Message> DecodeIcmpv6Message(const uint8_t* data, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_ICMPV6_MESSAGES_H */

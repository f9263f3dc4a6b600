/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TUNNEL_ERRORS_H
#define MIP6_TUNNEL_ERRORS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"

#include <cstddef>
#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * What the source of a packet is told when an error comes back from inside the tunnel that the
 * packet was put into (RFC 2473 section 8; RFC 6275 sections 10.4.2 and 11.3.5).
 */

namespace ns3::mip6
{

/// An ICMPv6 error for the source of a tunnelled packet.
struct TunnelError
{
    Ipv6Address entry;       //!< source of the tunnel: who tells
    Ipv6Address exit;        //!< its other end
    Ipv6Address source;      //!< of the packet inside: who is told
    Ipv6Address destination; //!< of the packet inside
    Bytes message;           //!< from the Type octet on, Checksum 0
};

/**
 * @param data first octet of an ICMPv6 error that has reached the entry of a tunnel
 * @param size octets present
 * @return what to tell; nothing if the error is not about a packet of a tunnel, does not concern
 * who sent the packet inside, or does not quote enough of that packet
 */
std::optional<TunnelError> MakeTunnelError(const uint8_t* data, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_TUNNEL_ERRORS_H */

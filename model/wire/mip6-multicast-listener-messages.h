/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_LISTENER_MESSAGES_H
#define MIP6_MULTICAST_LISTENER_MESSAGES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <variant>

/**
 * @file
 * @ingroup mip6-wire
 * The ICMPv6 messages of Multicast Listener Discovery, version 1 (RFC 2710 section 3), which all
 * have one form. Checksums are not looked at and are written as 0.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |     Type      |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |    Maximum Response Delay     |           Reserved            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                       Multicast Address                       |
 */

namespace ns3::mip6
{

/// Multicast Listener Query (RFC 2710 section 3), type 130.
struct MulticastListenerQuery
{
    Time maximumResponseDelay; //!< reports shall come within it; whole milliseconds, 65.535 s most
    Ipv6Address group;         //!< asked about; unspecified: all groups, a General Query
};

/// Multicast Listener Report (RFC 2710 section 3), type 131.
struct MulticastListenerReport
{
    Ipv6Address group; //!< that the sender listens to
};

/// Multicast Listener Done (RFC 2710 section 3), type 132.
struct MulticastListenerDone
{
    Ipv6Address group; //!< that the sender has stopped listening to
};

/// Any message of Multicast Listener Discovery.
using MulticastListenerMessage =
    std::variant<MulticastListenerQuery, MulticastListenerReport, MulticastListenerDone>;

/// @name Equality of values, for tests
/// @{
bool operator==(const MulticastListenerQuery& a, const MulticastListenerQuery& b);
bool operator==(const MulticastListenerReport& a, const MulticastListenerReport& b);
bool operator==(const MulticastListenerDone& a, const MulticastListenerDone& b);
/// @}

/**
 * @param message a message
 * @return its name in RFC 2710 section 3.1
 */
const char* GetName(const MulticastListenerMessage& message);

/**
 * @param message a message
 * @return where it goes (RFC 2710 section 8): a General Query to all nodes, a Done to all routers,
 * anything else to the group
 */
Ipv6Address GetDestination(const MulticastListenerMessage& message);

/**
 * @param message a message
 * @return the whole message from the Type octet on; Code, Checksum and Reserved 0
 */
Bytes EncodeMulticastListenerMessage(const MulticastListenerMessage& message);

/**
 * Octets behind the fixed part, Code and Reserved are ignored (RFC 2710 sections 3.2, 3.5 and 3.7).
 * @param data first octet of an ICMPv6 message
 * @param size octets present
 * @return the message, or the reason; BAD_VALUE at 0 for another type
 */
DecodeResult<MulticastListenerMessage> DecodeMulticastListenerMessage(const uint8_t* data,
                                                                      std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_MULTICAST_LISTENER_MESSAGES_H */

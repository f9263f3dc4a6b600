/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_QUOTED_PACKET_H
#define MIP6_QUOTED_PACKET_H

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-wire
 * An IPv6 packet and its extension headers, as an ICMPv6 error quotes it: possibly cut short
 * (RFC 4443 section 2.4 c, RFC 8200 section 4).
 */

namespace ns3::mip6
{

/// What the headers of a packet say.
struct QuotedPacket
{
    Ipv6Address source;                           //!< of the IPv6 header
    Ipv6Address destination;                      //!< of the IPv6 header
    std::optional<Ipv6Address> type2HomeAddress;  //!< of a type 2 routing header
    std::optional<Ipv6Address> optionHomeAddress; //!< of a Home Address option
    std::size_t optionOffset{0};                  //!< of that option's Type octet, if there is one
    bool hasFragmentHeader{false};                //!< whether it is a fragment
    uint8_t nextHeader{0};           //!< of the first header that is no extension, or is cut short
    std::size_t nextHeaderOffset{0}; //!< of the Next Header field that names it
};

/// @name Equality of values, for tests
/// @{
bool operator==(const QuotedPacket& a, const QuotedPacket& b);

/// @}

/// An ICMPv6 error (RFC 4443 section 2.1).
struct Icmpv6Error
{
    uint8_t type{0};     //!< below ICMPV6_FIRST_INFORMATIONAL
    uint8_t code{0};     //!< depends on the type
    QuotedPacket packet; //!< that caused it
};

/**
 * Read the IPv6 header and the extension headers that are there in full: Hop-by-Hop Options,
 * Routing, Fragment and Destination Options.
 * @param data first octet of an IPv6 packet
 * @param size octets present
 * @return what they say; nothing without a complete IPv6 header
 */
std::optional<QuotedPacket> DecodeQuotedPacket(const uint8_t* data, std::size_t size);

/**
 * @param data first octet of an ICMPv6 message
 * @param size octets present
 * @return the error; nothing if it is none, or without a complete IPv6 header in it
 */
std::optional<Icmpv6Error> DecodeIcmpv6Error(const uint8_t* data, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_QUOTED_PACKET_H */

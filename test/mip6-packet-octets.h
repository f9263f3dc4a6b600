/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_OCTETS_H
#define MIP6_PACKET_OCTETS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-tests
 * Fields of packets by their offset, for tests that judge and change octets without the formats of
 * the code that is tested.
 */

namespace ns3::mip6::tests
{

/// @name IPv6 header (RFC 8200 section 3)
/// @{
constexpr std::size_t IPV6_OCTETS = 40;
constexpr std::size_t PAYLOAD_LENGTH_AT = 4;
constexpr std::size_t NEXT_HEADER_AT = 6;
constexpr std::size_t HOP_LIMIT_AT = 7;
constexpr std::size_t SOURCE_AT = 8;
constexpr std::size_t DESTINATION_AT = 24;
/// @}

/// @name Next Header values that end a chain of headers this module looks at
/// @{
constexpr uint8_t HOP_BY_HOP = 0;
constexpr uint8_t TCP = 6;
constexpr uint8_t UDP = 17;
constexpr uint8_t FRAGMENT = 44;
/// @}

/// @name Option types under which stock ns-3 looks for Router Alert and Jumbo Payload
/// @{
constexpr uint8_t STOCK_ROUTER_ALERT = 43;
constexpr uint8_t STOCK_JUMBOGRAM = 44;
/// @}

/// Octets of a type 2 routing header, and of a header with nothing but a Home Address option (RFC
/// 6275 sections 6.3 and 6.4).
constexpr std::size_t TYPE2_OCTETS = 24;
/// Octets of an address.
constexpr std::size_t ADDRESS_OCTETS = 16;

/// @param octets of a packet @param at offset, two octets are there @return the number there
inline uint16_t
ReadU16(const Bytes& octets, std::size_t at)
{
    return static_cast<uint16_t>((octets[at] << 8) | octets[at + 1]);
}

/// @param octets of a packet @param at offset, two octets are there @param value to write
inline void
WriteU16(Bytes& octets, std::size_t at, std::size_t value)
{
    octets[at] = static_cast<uint8_t>(value >> 8);
    octets[at + 1] = static_cast<uint8_t>(value);
}

/// @param octets of a packet @param at offset, 16 octets are there @return the address there
inline Ipv6Address
ReadAddress(const Bytes& octets, std::size_t at)
{
    return Ipv6Address::Deserialize(&octets[at]);
}

/// @param octets of a packet @param at offset, 16 octets are there @param address to write
inline void
WriteAddress(Bytes& octets, std::size_t at, const Ipv6Address& address)
{
    address.Serialize(&octets[at]);
}

/// @param octets of a packet; its Payload Length becomes what follows the IPv6 header
inline void
FitPayloadLength(Bytes& octets)
{
    WriteU16(octets, PAYLOAD_LENGTH_AT, octets.size() - IPV6_OCTETS);
}

/// @param address any @return whether it is a unicast address beyond its link (RFC 4291)
inline bool
IsUnicast(const Ipv6Address& address)
{
    return !address.IsMulticast() && !address.IsLinkLocal() && !address.IsAny() &&
           !address.IsLocalhost();
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PACKET_OCTETS_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-tunnel-errors.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-quoted-packet.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// Octets of an ICMPv6 error before the packet that it quotes (RFC 4443 section 2.1).
constexpr std::size_t ERROR_OCTETS = 8;
/// Offset of the MTU in a Packet Too Big message (RFC 4443 section 3.2).
constexpr std::size_t MTU_OFFSET = 4;
/// Octets of an IPv6 header, which is all that a tunnel of Mobile IPv6 adds.
constexpr std::size_t HEADER_OCTETS = 40;
/// Offset of the Payload Length in an IPv6 header (RFC 8200 section 3).
constexpr std::size_t PAYLOAD_LENGTH_OFFSET = 4;
/// Octets of a Fragment header (RFC 8200 section 4.5).
constexpr std::size_t FRAGMENT_OCTETS = 8;
/// Offset of the Fragment Offset in it.
constexpr std::size_t FRAGMENT_OFFSET_OFFSET = 2;
/// Fragment Offset without the flags.
constexpr uint16_t FRAGMENT_OFFSET_MASK = 0xFFF8;
/// Octets behind its IPv6 header by which the source finds who sent the packet: the ports.
constexpr std::size_t UPPER_OCTETS = 8;
/// Least MTU of IPv6, and longest error (RFC 8200 section 5; RFC 4443 section 2.4 c).
constexpr uint32_t MINIMUM_MTU = 1280;

/// @param data octets @param at where @return the number of two octets there
uint16_t
ReadU16(const uint8_t* data, std::size_t at)
{
    return static_cast<uint16_t>(data[at] << 8 | data[at + 1]);
}

/**
 * @param outer headers of the tunnel
 * @param data first octet of the tunnel packet
 * @return offset of the packet inside; nothing if there is none, or not its start
 */
std::optional<std::size_t>
FindInner(const QuotedPacket& outer, const uint8_t* data)
{
    if (outer.nextHeader != NEXT_HEADER_IPV6)
    {
        return std::nullopt;
    }
    if (outer.nextHeaderOffset < HEADER_OCTETS)
    {
        return HEADER_OCTETS;
    }
    // The entry may have cut the tunnel packet into fragments (RFC 2473 section 7.1).
    const bool isFragment = outer.hasFragmentHeader && outer.nextHeaderOffset == HEADER_OCTETS;
    const bool isFirst = isFragment && (ReadU16(data, HEADER_OCTETS + FRAGMENT_OFFSET_OFFSET) &
                                        FRAGMENT_OFFSET_MASK) == 0;
    return isFirst ? std::optional(HEADER_OCTETS + FRAGMENT_OCTETS) : std::nullopt;
}

/**
 * @param inner headers of the packet inside
 * @param data its first octet
 * @param size octets quoted of it
 * @return whether an error about it may be sent
 */
bool
IsAnswerable(const QuotedPacket& inner, const uint8_t* data, std::size_t size)
{
    // RFC 4443 section 2.4 e: to one node only, and not about an error.
    if (inner.source.IsAny() || inner.source.IsMulticast() || inner.source.IsLinkLocal() ||
        inner.destination.IsMulticast())
    {
        return false;
    }
    if (inner.nextHeader != NEXT_HEADER_ICMPV6)
    {
        return true;
    }
    // Behind an extension header its type is not looked for.
    return inner.nextHeaderOffset < HEADER_OCTETS && size > HEADER_OCTETS &&
           data[HEADER_OCTETS] >= ICMPV6_FIRST_INFORMATIONAL;
}

/// The fields of an error.
struct Fields
{
    uint8_t type{0};       //!< of ICMPv6
    uint8_t code{0};       //!< of the type
    uint32_t parameter{0}; //!< four octets whose meaning depends on the type
};

/**
 * @param error from inside the tunnel
 * @param mtu in it, of a Packet Too Big message
 * @param innerSize octets of the packet inside
 * @return what its source is told, if anything
 */
std::optional<Fields>
Translate(const Icmpv6Error& error, uint32_t mtu, std::size_t innerSize)
{
    // RFC 2473 section 8.1: nobody but the entry can do anything about its tunnel; the source
    // learns that the destination cannot be reached. A Parameter Problem counts only if it points
    // to a Tunnel Encapsulation Limit, which tunnels here do not have.
    const bool isHopLimit =
        error.type == ICMPV6_TIME_EXCEEDED && error.code == TIME_EXCEEDED_HOP_LIMIT;
    if (error.type == ICMPV6_DESTINATION_UNREACHABLE || isHopLimit)
    {
        return Fields{ICMPV6_DESTINATION_UNREACHABLE, DESTINATION_UNREACHABLE_ADDRESS, 0};
    }
    // RFC 2473 sections 7.1 and 8.2: what fits into the least MTU gets fragmented by the entry.
    if (error.type == ICMPV6_PACKET_TOO_BIG && innerSize > MINIMUM_MTU)
    {
        const uint32_t room = mtu - std::min<uint32_t>(mtu, HEADER_OCTETS);
        return Fields{ICMPV6_PACKET_TOO_BIG, 0, std::max(MINIMUM_MTU, room)};
    }
    return std::nullopt;
}

} // namespace

std::optional<TunnelError>
MakeTunnelError(const uint8_t* data, std::size_t size)
{
    const auto error = DecodeIcmpv6Error(data, size);
    if (!error)
    {
        return std::nullopt;
    }
    const auto at = FindInner(error->packet, data + ERROR_OCTETS);
    const std::size_t start = ERROR_OCTETS + at.value_or(0);
    if (!at || size < start + HEADER_OCTETS + UPPER_OCTETS)
    {
        return std::nullopt;
    }
    const uint8_t* quote = data + start;
    const std::size_t rest = size - start;
    const auto inner = DecodeQuotedPacket(quote, rest);
    if (!inner || !IsAnswerable(*inner, quote, rest))
    {
        return std::nullopt;
    }
    ByteReader reader(data + MTU_OFFSET, ERROR_OCTETS - MTU_OFFSET);
    const auto fields =
        Translate(*error, reader.ReadU32(), HEADER_OCTETS + ReadU16(quote, PAYLOAD_LENGTH_OFFSET));
    if (!fields)
    {
        return std::nullopt;
    }
    ByteWriter writer;
    writer.WriteU8(fields->type);
    writer.WriteU8(fields->code);
    writer.WriteU16(0);
    writer.WriteU32(fields->parameter);
    Bytes message = writer.Take();
    const std::size_t quoted =
        std::min<std::size_t>(rest, MINIMUM_MTU - HEADER_OCTETS - ERROR_OCTETS);
    message.insert(message.end(), quote, quote + quoted);
    return TunnelError{error->packet.source,
                       error->packet.destination,
                       inner->source,
                       inner->destination,
                       message};
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-tunnel-errors.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-quoted-packet.h"
#include "ns3/mip6-tunnel-headers.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// Octets of an ICMPv6 error before the packet that it quotes (RFC 4443 section 2.1).
constexpr std::size_t ERROR_OCTETS = 8;
/// Offset of the MTU in a Packet Too Big message and of the Pointer in a Parameter Problem (RFC
/// 4443 sections 3.2 and 3.4).
constexpr std::size_t PARAMETER_OFFSET = 4;
/// Octets of an IPv6 header.
constexpr std::size_t HEADER_OCTETS = 40;
/// Offset of the Payload Length in an IPv6 header (RFC 8200 section 3).
constexpr std::size_t PAYLOAD_LENGTH_OFFSET = 4;
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

/// An error from inside a tunnel.
struct InsideError
{
    uint8_t type{0};       //!< of ICMPv6
    uint8_t code{0};       //!< of the type
    uint32_t parameter{0}; //!< MTU of a Packet Too Big, Pointer of a Parameter Problem
    TunnelHeaders outer;   //!< of the tunnel packet
};

/**
 * @param error from inside the tunnel
 * @return whether a packet did not get further than into the tunnel
 */
bool
IsUnreachable(const InsideError& error)
{
    // RFC 2473 section 8.1: nobody but the entry can do anything about its tunnel; the source
    // learns that the destination cannot be reached. A Parameter Problem counts only if it points
    // to the Tunnel Encapsulation Limit.
    const auto& limit = error.outer.encapsulationLimit;
    switch (error.type)
    {
    case ICMPV6_DESTINATION_UNREACHABLE:
        return true;
    case ICMPV6_TIME_EXCEEDED:
        return error.code == TIME_EXCEEDED_HOP_LIMIT;
    case ICMPV6_PARAMETER_PROBLEM:
        return error.code == PARAMETER_PROBLEM_ERRONEOUS_FIELD && limit &&
               error.parameter == limit->offset;
    default:
        return false;
    }
}

/**
 * @param error from inside the tunnel
 * @param innerSize octets of the packet inside
 * @return what its source is told, if anything
 */
std::optional<Fields>
Translate(const InsideError& error, std::size_t innerSize)
{
    if (IsUnreachable(error))
    {
        return Fields{ICMPV6_DESTINATION_UNREACHABLE, DESTINATION_UNREACHABLE_ADDRESS, 0};
    }
    // RFC 2473 sections 7.1 and 8.2: what fits into the least MTU gets fragmented by the entry.
    if (error.type == ICMPV6_PACKET_TOO_BIG && innerSize > MINIMUM_MTU)
    {
        const uint32_t added =
            HEADER_OCTETS +
            (error.outer.encapsulationLimit ? ENCAPSULATION_LIMIT_HEADER_OCTETS : 0);
        const uint32_t room = error.parameter - std::min(error.parameter, added);
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
    const auto outer = DecodeTunnelHeaders(data + ERROR_OCTETS, size - ERROR_OCTETS);
    if (!outer || !outer->HasInnerPacket())
    {
        return std::nullopt;
    }
    const std::size_t start = ERROR_OCTETS + outer->octets;
    if (size < start + HEADER_OCTETS + UPPER_OCTETS)
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
    ByteReader reader(data + PARAMETER_OFFSET, ERROR_OCTETS - PARAMETER_OFFSET);
    const auto fields = Translate({error->type, error->code, reader.ReadU32(), *outer},
                                  HEADER_OCTETS + ReadU16(quote, PAYLOAD_LENGTH_OFFSET));
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

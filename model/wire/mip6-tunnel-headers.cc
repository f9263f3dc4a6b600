/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-tunnel-headers.h"

#include "mip6-numbers.h"

namespace ns3::mip6
{

namespace
{

/// Octets of an IPv6 header (RFC 8200 section 3).
constexpr std::size_t IPV6_HEADER_OCTETS = 40;
/// Offset of the Next Header field in an IPv6 header.
constexpr std::size_t NEXT_HEADER_OFFSET = 6;
/// The IP version in the first octet of an IPv6 header.
constexpr uint8_t IPV6_VERSION = 6;
/// Octets of a Fragment header, and least octets of another extension header.
constexpr std::size_t EXTENSION_UNIT_OCTETS = 8;
/// Offset of Fragment Offset and flags in a Fragment header (RFC 8200 section 4.5).
constexpr std::size_t FRAGMENT_OFFSET_OFFSET = 2;
/// Fragment Offset without the flags.
constexpr uint16_t FRAGMENT_OFFSET_MASK = 0xFFF8;
/// Option Data Len of a Tunnel Encapsulation Limit option (RFC 2473 section 4.1.1).
constexpr uint8_t ENCAPSULATION_LIMIT_LENGTH = 1;

/// @param nextHeader any @return whether that is an extension header that is passed over
bool
IsExtension(uint8_t nextHeader)
{
    return nextHeader == NEXT_HEADER_HOP_BY_HOP_OPTIONS || nextHeader == NEXT_HEADER_ROUTING ||
           nextHeader == NEXT_HEADER_FRAGMENT || nextHeader == NEXT_HEADER_DESTINATION_OPTIONS;
}

/// @param data first octet of a Fragment header that is there @return whether its fragment is not
/// the first
bool
IsLaterFragment(const uint8_t* data)
{
    ByteReader reader(data, EXTENSION_UNIT_OCTETS);
    reader.Skip(FRAGMENT_OFFSET_OFFSET);
    return (reader.ReadU16() & FRAGMENT_OFFSET_MASK) != 0;
}

/**
 * @param nextHeader that names an extension header
 * @param data its first octet
 * @param size octets present
 * @return octets of the header, 0 if they are not all there
 */
std::size_t
GetExtensionOctets(uint8_t nextHeader, const uint8_t* data, std::size_t size)
{
    if (size < EXTENSION_UNIT_OCTETS)
    {
        return 0;
    }
    // RFC 8200 section 4: Hdr Ext Len counts 8-octet units without the first.
    const std::size_t octets = nextHeader == NEXT_HEADER_FRAGMENT
                                   ? EXTENSION_UNIT_OCTETS
                                   : (std::size_t{data[1]} + 1) * EXTENSION_UNIT_OCTETS;
    return octets <= size ? octets : 0;
}

/**
 * @param data first octet of a Destination Options header
 * @param size octets of it
 * @return its first Tunnel Encapsulation Limit option, counted from the header on
 */
std::optional<EncapsulationLimit>
FindOption(const uint8_t* data, std::size_t size)
{
    ByteReader reader(data, size);
    reader.Skip(2);
    while (reader.GetRemaining() > 0)
    {
        const uint8_t type = reader.ReadU8();
        if (type == DESTINATION_PAD1_TYPE)
        {
            continue;
        }
        const uint8_t length = reader.ReadU8();
        if (type == ENCAPSULATION_LIMIT_OPTION_TYPE && length == ENCAPSULATION_LIMIT_LENGTH &&
            reader.GetRemaining() > 0)
        {
            const std::size_t offset = reader.GetOffset();
            return EncapsulationLimit{reader.ReadU8(), offset};
        }
        reader.Skip(length);
        if (reader.HasFailed())
        {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

/**
 * Pass over one extension header.
 * @param headers so far; takes what the header says
 * @param data first octet of the packet
 * @param size octets present
 */
void
ReadExtension(TunnelHeaders& headers, const uint8_t* data, std::size_t size)
{
    const uint8_t* start = data + headers.octets;
    const std::size_t octets = GetExtensionOctets(headers.nextHeader, start, size - headers.octets);
    if (octets == 0)
    {
        headers.end = ExtensionsEnd::TRUNCATED;
        return;
    }
    if (headers.nextHeader == NEXT_HEADER_FRAGMENT && IsLaterFragment(start))
    {
        headers.end = ExtensionsEnd::FRAGMENT;
    }
    if (headers.nextHeader == NEXT_HEADER_DESTINATION_OPTIONS && !headers.encapsulationLimit)
    {
        headers.encapsulationLimit = FindOption(start, octets);
        if (headers.encapsulationLimit)
        {
            headers.encapsulationLimit->offset += headers.octets;
        }
    }
    headers.nextHeader = start[0];
    headers.octets += octets;
}

} // namespace

bool
TunnelHeaders::HasInnerPacket() const
{
    return nextHeader == NEXT_HEADER_IPV6 && end == ExtensionsEnd::UPPER_LAYER;
}

std::size_t
NestedPackets::GetTunnels() const
{
    return headers == 0 ? 0 : headers - 1;
}

bool
operator==(const EncapsulationLimit& a, const EncapsulationLimit& b)
{
    return a.value == b.value && a.offset == b.offset;
}

bool
operator==(const TunnelHeaders& a, const TunnelHeaders& b)
{
    return a.nextHeader == b.nextHeader && a.octets == b.octets && a.end == b.end &&
           a.encapsulationLimit == b.encapsulationLimit;
}

bool
operator==(const NestedPackets& a, const NestedPackets& b)
{
    return a.headers == b.headers && a.isTruncated == b.isTruncated;
}

bool
MayLeadToTunnel(uint8_t nextHeader)
{
    return nextHeader == NEXT_HEADER_IPV6 || IsExtension(nextHeader);
}

std::optional<TunnelHeaders>
DecodeTunnelHeaders(const uint8_t* data, std::size_t size)
{
    if (size < IPV6_HEADER_OCTETS || data[0] >> 4 != IPV6_VERSION)
    {
        return std::nullopt;
    }
    TunnelHeaders headers;
    headers.nextHeader = data[NEXT_HEADER_OFFSET];
    headers.octets = IPV6_HEADER_OCTETS;
    while (headers.end == ExtensionsEnd::UPPER_LAYER && IsExtension(headers.nextHeader))
    {
        ReadExtension(headers, data, size);
    }
    return headers;
}

NestedPackets
CountNestedPackets(const uint8_t* data, std::size_t size)
{
    NestedPackets result;
    std::size_t at = 0;
    while (const auto headers = DecodeTunnelHeaders(data + at, size - at))
    {
        ++result.headers;
        if (!headers->HasInnerPacket())
        {
            result.isTruncated = headers->end == ExtensionsEnd::TRUNCATED;
            return result;
        }
        at += headers->octets;
    }
    // Too few octets for another header, or octets that are none.
    result.isTruncated = size - at < IPV6_HEADER_OCTETS;
    return result;
}

Bytes
EncodeEncapsulationLimitHeader(uint8_t nextHeader, uint8_t limit)
{
    ByteWriter writer;
    writer.Reserve(ENCAPSULATION_LIMIT_HEADER_OCTETS);
    writer.WriteU8(nextHeader);
    writer.WriteU8(ENCAPSULATION_LIMIT_HEADER_OCTETS / 8 - 1);
    writer.WriteU8(ENCAPSULATION_LIMIT_OPTION_TYPE);
    writer.WriteU8(ENCAPSULATION_LIMIT_LENGTH);
    writer.WriteU8(limit);
    writer.WriteU8(DESTINATION_PADN_TYPE);
    writer.WriteU8(1);
    writer.WriteZeros(1);
    return writer.Take();
}

} // namespace ns3::mip6

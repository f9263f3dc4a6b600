/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-encapsulation-limits.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-tunnel-headers.h"

namespace ns3::mip6
{

namespace
{

/**
 * @param packet that is refused
 * @param headers its outermost ones
 * @return whether it is an ICMPv6 error, or might be one
 */
bool
IsError(const PacketStart& packet, const TunnelHeaders& headers)
{
    const bool isSeen = headers.octets < packet.size;
    return headers.end != ExtensionsEnd::UPPER_LAYER ||
           (headers.nextHeader == NEXT_HEADER_ICMPV6 &&
            (!isSeen || packet.data[headers.octets] < ICMPV6_FIRST_INFORMATIONAL));
}

} // namespace

EncapsulationVerdict
JudgeEncapsulation(const PacketStart& packet, const EncapsulationLimits& limits)
{
    const auto headers = DecodeTunnelHeaders(packet.data, packet.size);
    if (!headers)
    {
        return Encapsulate{limits.option};
    }
    const auto& limit = headers->encapsulationLimit;
    // RFC 2473 section 4.1.1: with limit 0 the packet is discarded, and a Parameter Problem to its
    // source points to the limit; RFC 4443 section 2.4 e: unless the packet is an error.
    if (limit && limit->value == 0)
    {
        return IsError(packet, *headers)
                   ? RefuseEncapsulation{}
                   : RefuseEncapsulation{static_cast<uint32_t>(limit->offset)};
    }
    // Also without the option no packet goes round for ever. What hides its headers behind more
    // octets than are looked at is not worth a tunnel either.
    const NestedPackets nested = CountNestedPackets(packet.data, packet.size);
    const bool isUnclear = nested.isTruncated && !packet.isWhole;
    if (nested.GetTunnels() >= limits.maxDepth || isUnclear)
    {
        return RefuseEncapsulation{};
    }
    // RFC 2473 section 4.1.1: the limit of the packet less one; without one, that of the node
    // (section 6.6).
    return Encapsulate{limit ? std::optional(static_cast<uint8_t>(limit->value - 1))
                             : limits.option};
}

} // namespace ns3::mip6

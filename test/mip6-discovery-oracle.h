/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DISCOVERY_ORACLE_H
#define MIP6_DISCOVERY_ORACLE_H

#include "mip6-packet-octets.h"

#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-trace-records.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <set>

/**
 * @file
 * @ingroup mip6-tests
 * Says what is wrong with a Neighbor Discovery message, from its octets alone.
 */

namespace ns3::mip6::tests
{

/// Octets before the options, by ICMPv6 type from 133 to 137 (RFC 4861 section 4).
constexpr std::array<std::size_t, 5> DISCOVERY_FIXED_OCTETS{8, 16, 24, 24, 40};

/// @param type of a Neighbor Discovery option @param units its Length @return whether the format of
/// the option, or the octets that ns-3 has for a link-layer address, allow that length
inline bool
IsDiscoveryOptionLength(uint8_t type, uint8_t units)
{
    switch (static_cast<NdOptionType>(type))
    {
    case NdOptionType::SOURCE_LINK_LAYER_ADDRESS:
    case NdOptionType::TARGET_LINK_LAYER_ADDRESS:
        return units == 1 || units == 2;
    case NdOptionType::PREFIX_INFORMATION: // RFC 4861 section 4.6.2
        return units == 4;
    case NdOptionType::MTU:                    // RFC 4861 section 4.6.4
    case NdOptionType::ADVERTISEMENT_INTERVAL: // RFC 6275 section 7.3
    case NdOptionType::HOME_AGENT_INFORMATION: // RFC 6275 section 7.4
        return units == 1;
    default:
        return units > 0;
    }
}

/// @param octets of a packet @param start of the first option @return whether the options are what
/// RFC 4861 section 4.6 allows and stock ns-3 survives
inline bool
AreDiscoveryOptionsSound(const Bytes& octets, std::size_t start)
{
    std::bitset<256> seen;
    for (std::size_t at = start; at < octets.size(); at += octets[at + 1] * std::size_t{8})
    {
        if (at + 2 > octets.size() || at + octets[at + 1] * std::size_t{8} > octets.size())
        {
            return false;
        }
        const uint8_t type = octets[at];
        const auto kind = static_cast<NdOptionType>(type);
        const bool isOnce =
            kind == NdOptionType::SOURCE_LINK_LAYER_ADDRESS || kind == NdOptionType::MTU;
        if (!IsDiscoveryOptionLength(type, octets[at + 1]) || (isOnce && seen.test(type)) ||
            (kind == NdOptionType::PREFIX_INFORMATION && octets[at + 2] > 128))
        {
            return false;
        }
        seen.set(type);
    }
    return true;
}

/// @param octets a packet with a Neighbor Discovery message, its fixed part is there in full
/// @return whether a field other than checksum, hop limit and lengths makes it invalid
inline bool
BreaksDiscoveryRule(const Bytes& octets)
{
    const uint8_t type = octets[IPV6_OCTETS];
    // RFC 4861 sections 6.1.2 and 8.1: routers use their link-local addresses.
    const bool isFromRouter = type == ICMPV6_ROUTER_ADVERTISEMENT || type == ICMPV6_REDIRECT;
    const bool isFarRouter = isFromRouter && !ReadAddress(octets, SOURCE_AT).IsLinkLocal();
    // RFC 4861 sections 7.1.1 and 7.1.2: about one address; solicited by one node, for that node.
    const bool isAdvertisement = type == ICMPV6_NEIGHBOR_ADVERTISEMENT;
    const bool hasTarget = isAdvertisement || type == ICMPV6_NEIGHBOR_SOLICITATION;
    const bool isMulticastTarget = hasTarget && ReadAddress(octets, IPV6_OCTETS + 8).IsMulticast();
    const bool isSolicitedByAll = isAdvertisement &&
                                  (octets[IPV6_OCTETS + 4] & NA_FLAG_SOLICITED) != 0 &&
                                  ReadAddress(octets, DESTINATION_AT).IsMulticast();
    return octets[IPV6_OCTETS + 1] != 0 || isFarRouter || isMulticastTarget || isSolicitedByAll;
}

/// @param octets a packet that ends with a Neighbor Discovery message without extension headers
/// @return every reason to discard it (RFC 4861 sections 6.1, 7.1 and 8.1), none if it may be valid
inline std::set<Mip6DropReason>
FindDiscoveryFaults(const Bytes& octets)
{
    std::set<Mip6DropReason> faults;
    const PseudoHeader pseudoHeader{ReadAddress(octets, SOURCE_AT),
                                    ReadAddress(octets, DESTINATION_AT),
                                    NEXT_HEADER_ICMPV6};
    const std::size_t size = octets.size() - IPV6_OCTETS;
    if (ComputeChecksum(pseudoHeader, &octets[IPV6_OCTETS], size) != 0)
    {
        faults.insert(Mip6DropReason::BAD_CHECKSUM);
    }
    if (octets[HOP_LIMIT_AT] != 255)
    {
        faults.insert(Mip6DropReason::HOP_LIMIT);
    }
    const uint8_t type = octets[IPV6_OCTETS];
    const std::size_t fixed = DISCOVERY_FIXED_OCTETS[type - ICMPV6_ROUTER_SOLICITATION];
    if (size < fixed || !AreDiscoveryOptionsSound(octets, IPV6_OCTETS + fixed) ||
        BreaksDiscoveryRule(octets))
    {
        faults.insert(Mip6DropReason::MALFORMED);
    }
    return faults;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_DISCOVERY_ORACLE_H */

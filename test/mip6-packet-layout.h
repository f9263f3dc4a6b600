/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_LAYOUT_H
#define MIP6_PACKET_LAYOUT_H

#include "mip6-packet-octets.h"

#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-numbers.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Where the headers and options of a signalling packet are.
 */

namespace ns3::mip6::tests
{

/// Offsets in a packet, from its IPv6 header on.
struct PacketLayout
{
    std::vector<std::size_t> extensions; //!< of the extension headers that are there in full
    std::size_t destination{0};          //!< of a Destination Options header, 0 for none
    std::size_t routing{0};              //!< of a Routing header, 0 for none
    std::size_t upper{IPV6_OCTETS};      //!< of what follows the extension headers
    uint8_t protocol{0};                 //!< which is of this kind
    std::vector<std::size_t> options;    //!< of the options in all of them, but for padding

    /// @param packet that has this layout @return whether its Mobility Header holds a message
    bool IsMobility(const Bytes& packet) const
    {
        return protocol == NEXT_HEADER_MOBILITY && packet.size() >= upper + 12;
    }

    /// @param packet that has this layout @return MH Type, or type of the ICMPv6 message
    uint8_t GetType(const Bytes& packet) const
    {
        return packet[upper + (protocol == NEXT_HEADER_MOBILITY ? 2 : 0)];
    }

    /// @param packet that has this layout @return offset of Sequence #, 0 where there is none
    std::size_t FindSequence(const Bytes& packet) const
    {
        if (!IsMobility(packet))
        {
            return 0;
        }
        switch (static_cast<MobilityType>(GetType(packet)))
        {
        case MobilityType::BINDING_UPDATE:
            return upper + 6;
        case MobilityType::BINDING_ACKNOWLEDGEMENT:
            return upper + 8;
        default:
            return 0;
        }
    }
};

/// @param packet any @return where its extension headers are, as far as they are there in full
inline PacketLayout
FindHeaders(const Bytes& packet)
{
    PacketLayout layout;
    layout.protocol = packet[NEXT_HEADER_AT];
    const auto isExtension = [](uint8_t next) {
        return next == NEXT_HEADER_DESTINATION_OPTIONS || next == NEXT_HEADER_ROUTING;
    };
    while (isExtension(layout.protocol) && layout.upper + 2 <= packet.size())
    {
        const std::size_t size = (std::size_t{packet[layout.upper + 1]} + 1) * 8;
        if (layout.upper + size > packet.size())
        {
            break;
        }
        const bool isRouting = layout.protocol == NEXT_HEADER_ROUTING;
        (isRouting ? layout.routing : layout.destination) = layout.upper;
        layout.extensions.push_back(layout.upper);
        layout.protocol = packet[layout.upper];
        layout.upper += size;
    }
    return layout;
}

/// @param packet well-formed @param range its first option and the end of the options @param unit
/// octets that an option's Length counts @param options takes the offsets
inline void
FindOptions(const Bytes& packet,
            std::pair<std::size_t, std::size_t> range,
            std::size_t unit,
            std::vector<std::size_t>& options)
{
    auto [at, end] = range;
    while (at + 1 < end)
    {
        const bool isDiscovery = unit != 1;
        if (!isDiscovery && packet[at] == DESTINATION_PAD1_TYPE)
        {
            ++at;
            continue;
        }
        if (isDiscovery || packet[at] != DESTINATION_PADN_TYPE)
        {
            options.push_back(at);
        }
        at += packet[at + 1] * unit + (isDiscovery ? 0 : 2);
    }
}

/// @param packet a well-formed signalling packet @return where everything is
inline PacketLayout
FindLayout(const Bytes& packet)
{
    PacketLayout layout = FindHeaders(packet);
    if (layout.destination != 0)
    {
        const std::size_t end =
            layout.destination + (std::size_t{packet[layout.destination + 1]} + 1) * 8;
        FindOptions(packet, {layout.destination + 2, end}, 1, layout.options);
    }
    if (layout.IsMobility(packet))
    {
        // Binding Update and Binding Acknowledgement have 12 octets before the options.
        FindOptions(packet, {layout.upper + 12, packet.size()}, 1, layout.options);
    }
    else
    {
        static constexpr std::size_t FIXED_OCTETS[] = {8, 16, 24, 24, 40};
        const std::size_t fixed = FIXED_OCTETS[layout.GetType(packet) - ICMPV6_ROUTER_SOLICITATION];
        FindOptions(packet, {layout.upper + fixed, packet.size()}, 8, layout.options);
    }
    return layout;
}

/// Make the checksum right again. @param packet changed in any way; what has no checksum field
/// stays
inline void
RepairChecksum(Bytes& packet)
{
    const PacketLayout layout = FindHeaders(packet);
    const bool isMobility = layout.protocol == NEXT_HEADER_MOBILITY;
    const std::size_t field =
        layout.upper + (isMobility ? MOBILITY_CHECKSUM_OFFSET : ICMPV6_CHECKSUM_OFFSET);
    const std::size_t end =
        std::min<std::size_t>(packet.size(), IPV6_OCTETS + ReadU16(packet, PAYLOAD_LENGTH_AT));
    if ((!isMobility && layout.protocol != NEXT_HEADER_ICMPV6) || field + 2 > end)
    {
        return;
    }
    PseudoHeader pseudoHeader{ReadAddress(packet, SOURCE_AT),
                              ReadAddress(packet, DESTINATION_AT),
                              layout.protocol};
    // RFC 6275 section 6.1.1: the home address stands for the address on the wire.
    const auto holdsAddress = [&packet](std::size_t header) {
        return header != 0 && header + TYPE2_OCTETS <= packet.size();
    };
    if (holdsAddress(layout.destination) &&
        packet[layout.destination + 6] == HOME_ADDRESS_OPTION_TYPE)
    {
        pseudoHeader.source = ReadAddress(packet, layout.destination + 8);
    }
    if (holdsAddress(layout.routing) && packet[layout.routing + 2] == ROUTING_TYPE_2)
    {
        pseudoHeader.destination = ReadAddress(packet, layout.routing + 8);
    }
    WriteU16(packet, field, 0);
    WriteU16(packet,
             field,
             ComputeChecksum(pseudoHeader, &packet[layout.upper], end - layout.upper));
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PACKET_LAYOUT_H */

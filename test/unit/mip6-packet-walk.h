/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_WALK_H
#define MIP6_PACKET_WALK_H

#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-mobility-checksum.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Takes IPv6 packets apart into their headers, sharing no code with the codecs under test.
 */

namespace ns3::mip6::tests
{

/// @name Next Header values of the headers that are taken apart (RFC 8200 section 4, RFC 2473)
/// @{
constexpr uint8_t HOP_BY_HOP_HEADER = 0;
constexpr uint8_t INNER_PACKET = 41;
constexpr uint8_t ROUTING_HEADER = 43;
constexpr uint8_t DESTINATION_OPTIONS_HEADER = 60;

/// @}

/// One header of a packet, or what follows the last one.
struct PacketPart
{
    uint8_t nextHeader{0};     //!< what it is: 41 for an IPv6 header
    Bytes octets;              //!< the whole header, or everything that is left
    PseudoHeader pseudoHeader; //!< with home address and final destination put in so far
};

/**
 * @param octets of a Destination Options header
 * @param address replaced by the address of the first Home Address option that is there in full
 */
inline void
TakeHomeAddress(const Bytes& octets, Ipv6Address& address)
{
    for (std::size_t at = 2; at + 18 <= octets.size();)
    {
        if (octets[at] == 0xC9 && octets[at + 1] == 16)
        {
            address = Ipv6Address::Deserialize(&octets[at + 2]);
            return;
        }
        at += octets[at] == 0 ? std::size_t{1} : std::size_t{2} + octets[at + 1];
    }
}

/**
 * Take the extension headers of a packet apart, and then what they lead to.
 * @param part what stands behind the IPv6 header
 * @param parts takes the parts
 */
inline void
WalkExtensionHeaders(PacketPart part, std::vector<PacketPart>& parts)
{
    while (part.nextHeader == HOP_BY_HOP_HEADER || part.nextHeader == ROUTING_HEADER ||
           part.nextHeader == DESTINATION_OPTIONS_HEADER)
    {
        const auto size = static_cast<std::ptrdiff_t>(8 * (part.octets.at(1) + 1));
        if (static_cast<std::size_t>(size) > part.octets.size())
        {
            throw std::invalid_argument("extension header longer than its packet");
        }
        PacketPart header = part;
        header.octets.resize(static_cast<std::size_t>(size));
        part.octets.erase(part.octets.begin(), part.octets.begin() + size);
        if (part.nextHeader == DESTINATION_OPTIONS_HEADER)
        {
            TakeHomeAddress(header.octets, part.pseudoHeader.source);
        }
        if (part.nextHeader == ROUTING_HEADER && header.octets[2] == 2 && header.octets[3] == 1)
        {
            part.pseudoHeader.destination = Ipv6Address::Deserialize(&header.octets.at(8));
        }
        part.nextHeader = header.octets[0];
        part.pseudoHeader.nextHeader = part.nextHeader;
        parts.push_back(header);
    }
    parts.push_back(part);
}

/**
 * Octets behind the end that Payload Length tells are left out, such as padding of the link.
 * @param packet from an IPv6 header on
 * @return its headers in order, those of an inner packet behind those of the outer one; what
 * follows the last header stands last
 */
inline std::vector<PacketPart>
WalkPacket(const Bytes& packet)
{
    std::vector<PacketPart> parts;
    PacketPart rest{INNER_PACKET, packet, {}};
    while (rest.nextHeader == INNER_PACKET)
    {
        const auto header = rest.octets.begin();
        const std::size_t payload = std::size_t{rest.octets.at(4)} << 8 | rest.octets.at(5);
        if (rest.octets.size() < 40 + payload)
        {
            throw std::invalid_argument("packet shorter than its Payload Length");
        }
        PacketPart next;
        next.nextHeader = next.pseudoHeader.nextHeader = header[6];
        next.pseudoHeader.source = Ipv6Address::Deserialize(&header[8]);
        next.pseudoHeader.destination = Ipv6Address::Deserialize(&header[24]);
        next.octets = Bytes(header + 40, header + 40 + static_cast<std::ptrdiff_t>(payload));
        parts.push_back({INNER_PACKET, Bytes(header, header + 40), next.pseudoHeader});
        WalkExtensionHeaders(next, parts);
        rest = parts.back();
        if (rest.nextHeader == INNER_PACKET)
        {
            parts.pop_back();
        }
    }
    return parts;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PACKET_WALK_H */

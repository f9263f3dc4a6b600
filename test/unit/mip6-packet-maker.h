/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_MAKER_H
#define MIP6_PACKET_MAKER_H

#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-icmpv6-messages.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"

#include <cstddef>
#include <optional>

/**
 * @file
 * @ingroup mip6-tests
 * Puts whole IPv6 packets together with the encoders of the wire room.
 */

namespace ns3::mip6::tests
{

/// Offset of the Checksum field in ICMPv6 (RFC 4443 section 2.1).
constexpr std::size_t ICMPV6_CHECKSUM_OFFSET = 2;

/// What stands before the upper-layer packet.
struct PacketPlan
{
    Ipv6Address source;                        //!< of the IPv6 header
    Ipv6Address destination;                   //!< of the IPv6 header
    std::optional<Ipv6Address> homeAddress;    //!< in a Home Address option, if wanted
    std::optional<Ipv6Address> type2RoutingTo; //!< in a type 2 routing header, if wanted
    uint8_t hopLimit{64};                      //!< of the IPv6 header
};

/// What follows the extension headers, its Checksum 0.
struct UpperLayer
{
    uint8_t nextHeader{0};         //!< its number
    Bytes octets;                  //!< all of it
    std::size_t checksumOffset{0}; //!< of its 16-bit Checksum field
};

/**
 * @param message a Mobility Header message
 * @return its octets
 */
inline UpperLayer
ToUpperLayer(const MobilityMessage& message)
{
    return {NEXT_HEADER_MOBILITY, EncodeMobilityMessage(message), MOBILITY_CHECKSUM_OFFSET};
}

/**
 * @param message an ICMPv6 message
 * @return its octets
 */
inline UpperLayer
ToUpperLayer(const Icmpv6Message& message)
{
    return {NEXT_HEADER_ICMPV6, EncodeIcmpv6Message(message), ICMPV6_CHECKSUM_OFFSET};
}

/**
 * @param plan what stands before an upper-layer packet
 * @param nextHeader its number
 * @return the addresses that its checksum is computed over: a Home Address option replaces the
 * source (RFC 6275 section 6.3), a routing header the destination (section 6.4)
 */
inline PseudoHeader
MakePseudoHeader(const PacketPlan& plan, uint8_t nextHeader)
{
    return {plan.homeAddress.value_or(plan.source),
            plan.type2RoutingTo.value_or(plan.destination),
            nextHeader};
}

/**
 * @param plan what stands before the upper-layer packet
 * @param upper the upper-layer packet
 * @return the whole packet: a routing header stands before destination options (RFC 6275
 * section 6.3), traffic class and flow label are 0
 */
inline Bytes
MakePacket(const PacketPlan& plan, UpperLayer upper)
{
    PatchChecksum(MakePseudoHeader(plan, upper.nextHeader), upper.checksumOffset, upper.octets);
    uint8_t nextHeader = upper.nextHeader;
    Bytes options;
    if (plan.homeAddress)
    {
        options = EncodeHomeAddressHeader(nextHeader, *plan.homeAddress);
        nextHeader = NEXT_HEADER_DESTINATION_OPTIONS;
    }
    Bytes routing;
    if (plan.type2RoutingTo)
    {
        routing = EncodeType2RoutingHeader({nextHeader, 1, *plan.type2RoutingTo});
        nextHeader = NEXT_HEADER_ROUTING;
    }
    const std::size_t payload = routing.size() + options.size() + upper.octets.size();
    ByteWriter writer;
    writer.WriteU32(0x60000000);
    writer.WriteU16(static_cast<uint16_t>(payload));
    writer.WriteU8(nextHeader);
    writer.WriteU8(plan.hopLimit);
    writer.WriteAddress(plan.source);
    writer.WriteAddress(plan.destination);
    writer.WriteBytes(routing);
    writer.WriteBytes(options);
    writer.WriteBytes(upper.octets);
    return writer.Take();
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PACKET_MAKER_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_GROUP_PACKET_H
#define MIP6_GROUP_PACKET_H

#include "ns3/ipv6-header.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

#include <cstdint>

/**
 * @file
 * @ingroup mip6-stack
 * The forwarding of packets to multicast groups, which no route of a routing table leads.
 */

namespace ns3
{

class Ipv6L3Protocol;

/**
 * Forward a packet to a group onto a link. Nothing happens if its hop limit ends here.
 * @param ipv6 of the node
 * @param interface on the link
 * @param payload behind the header; taken over
 * @param header as it was received
 */
void SendGroupPacket(const Ptr<Ipv6L3Protocol>& ipv6,
                     uint32_t interface,
                     const Ptr<Packet>& payload,
                     const Ipv6Header& header);

} // namespace ns3

#endif /* MIP6_GROUP_PACKET_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TUNNEL_ENTRY_H
#define MIP6_TUNNEL_ENTRY_H

#include "ns3/mip6-encapsulation-limits.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

namespace ns3
{

/**
 * @ingroup mip6-stack
 * Only packets that are in a tunnel or have extension headers take more than one look.
 * @param packet with its IPv6 header, at the entry of a tunnel
 * @param limits of the node
 * @return what becomes of it
 */
mip6::EncapsulationVerdict JudgeTunnelEntry(const Packet& packet,
                                            const mip6::EncapsulationLimits& limits);

/**
 * @ingroup mip6-stack
 * @param packet that enters a tunnel, gets the Tunnel Encapsulation Limit option if there is to be
 * one
 * @param entry what the tunnel header gets
 * @return Next Header value of the tunnel's IPv6 header
 */
uint8_t AddTunnelOptions(const Ptr<Packet>& packet, const mip6::Encapsulate& entry);

} // namespace ns3

#endif /* MIP6_TUNNEL_ENTRY_H */

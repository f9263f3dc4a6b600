/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_UDP_CHECKSUM_H
#define MIP6_UDP_CHECKSUM_H

#include "ns3/node.h"
#include "ns3/ptr.h"

/**
 * @file
 * @ingroup mip6-helper
 * A repair of stock nodes, from outside.
 */

namespace ns3::mip6
{

/**
 * Let a node send a UDP checksum that computes to 0 as 0xffff, as RFC 8200 section 8.1 demands.
 * Stock ns-3 sends it as 0, which real receivers discard; one datagram in 65536 is concerned.
 * @param node with a stock IPv6 stack
 */
void RepairUdpChecksums(Ptr<Node> node);

} // namespace ns3::mip6

#endif /* MIP6_UDP_CHECKSUM_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HANDOVER_PACKETS_H
#define MIP6_HANDOVER_PACKETS_H

#include "ns3/mip6-mobile-places.h"
#include "ns3/mip6-results-tables.h"

#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * What handovers did to the datagrams.
 */

namespace ns3::mip6
{

/**
 * Fill in the parts of a handover table that come from packets.
 *
 * Only datagrams of flows from or to the mobile node count, and for a mobile router also those from
 * or to the nodes that are behind it when they are sent. A datagram belongs to the handover whose
 * span, from its movement until the next one, contains the moment of its sending (sent), of its
 * loss (lost; the moment of sending where that of the loss is not known), or of its arrival
 * (duplicated, reordered). The last datagram before and the first one after a movement are those
 * that the mobile node, or a node behind it, received.
 *
 * @param handovers changed; the rows of a mobile node follow each other in the order of time
 * @param packets all packets of the run
 * @param places of all nodes in the run
 */
void AddPacketsToHandovers(std::vector<HandoverRow>& handovers,
                           const PacketTable& packets,
                           const MobilePlaces& places);

} // namespace ns3::mip6

#endif /* MIP6_HANDOVER_PACKETS_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SHORTEST_LINKS_H
#define MIP6_SHORTEST_LINKS_H

#include "ns3/mip6-results-tables.h"
#include "ns3/mip6-scenario.h"

/**
 * @file
 * @ingroup mip6-helper
 * Path stretch: how far packets travel, and how far they would have to.
 */

namespace ns3::mip6
{

/**
 * Note for every datagram the number of links on the route between its ends at the moment when it
 * was sent, see MobilePlaces.
 * @param tables of a run; their packets are changed
 * @param scenario that was run
 */
void AddShortestLinks(ResultsTables& tables, const Scenario& scenario);

} // namespace ns3::mip6

#endif /* MIP6_SHORTEST_LINKS_H */

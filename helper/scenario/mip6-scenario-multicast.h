/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_MULTICAST_H
#define MIP6_SCENARIO_MULTICAST_H

#include "ns3/mip6-network-builder.h"
#include "ns3/mip6-scenario.h"

/**
 * @file
 * @ingroup mip6-helper
 * Multicast traffic of a scenario.
 */

namespace ns3::mip6
{

/**
 * Let the multicast packets of all flows find their way to the links of their receivers, and the
 * receivers join.
 * @param scenario that is built
 * @param base its network, with mobile nodes
 */
void AddMulticast(const Scenario& scenario, NetworkBuilder& base);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_MULTICAST_H */

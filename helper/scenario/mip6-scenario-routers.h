/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_ROUTERS_H
#define MIP6_SCENARIO_ROUTERS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-network-builder.h"
#include "ns3/mip6-scenario.h"

/**
 * @file
 * @ingroup mip6-helper
 * Network mobility in a scenario.
 */

namespace ns3::mip6
{

/**
 * Make nodes mobile routers, and let the home agents serve them, if there are any.
 * @param scenario that is built
 * @param base its network, with home agents and mobile nodes
 * @param homeAgent address of the home agent; unspecified if it is discovered
 */
void AddMobileRouters(const Scenario& scenario, NetworkBuilder& base, Ipv6Address homeAgent);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_ROUTERS_H */

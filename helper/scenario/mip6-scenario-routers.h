/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_ROUTERS_H
#define MIP6_SCENARIO_ROUTERS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-network-builder.h"
#include "ns3/mip6-scenario.h"

#include <functional>
#include <optional>
#include <string>

/**
 * @file
 * @ingroup mip6-helper
 * Network mobility in a scenario.
 */

namespace ns3::mip6
{

/// Takes a choice of a home agent as in a scenario and finds its address; unspecified for a home
/// agent that is to be discovered.
using HomeAgentFinder = std::function<Ipv6Address(const std::optional<std::string>&)>;

/**
 * Make nodes mobile routers, and let the home agents serve them, if there are any.
 * @param scenario that is built
 * @param base its network, with home agents and mobile nodes
 * @param findHomeAgent asked for each mobile router
 */
void AddMobileRouters(const Scenario& scenario,
                      NetworkBuilder& base,
                      const HomeAgentFinder& findHomeAgent);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_ROUTERS_H */

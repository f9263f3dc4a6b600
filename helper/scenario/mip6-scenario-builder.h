/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_BUILDER_H
#define MIP6_SCENARIO_BUILDER_H

#include "ns3/mip6-scenario-network.h"
#include "ns3/mip6-scenario.h"

#include <cstdint>

/**
 * @file
 * @ingroup mip6-helper
 * Puts a scenario onto ns-3.
 */

namespace ns3::mip6
{

/// @name First random streams of the parts of a built scenario
/// Fixed numbers keep a run the same whatever else draws random numbers in the process.
/// @{
constexpr int64_t NODE_STREAMS = 1'000'000;    //!< internet stacks, STREAMS_PER_NODE for each node
constexpr int64_t STREAMS_PER_NODE = 100;      //!< room for the stack of a node
constexpr int64_t LOSS_STREAMS = 2'000'000;    //!< error models, one for each station
constexpr int64_t TRAFFIC_STREAMS = 3'000'000; //!< applications, in the order of the flows
constexpr int64_t ROLE_STREAMS = 4'000'000;    //!< Mobile IPv6 roles
/// @}

/**
 * Build nodes, links, addresses, routes, roles, traffic and movements. Simulator::Run may follow.
 *
 * The scenario's ns-3 attributes and its checksum setting apply until Simulator::Destroy, which
 * puts the former defaults back.
 *
 * @param scenario that ValidateScenario finds nothing wrong with
 * @return what was built
 */
ScenarioNetwork BuildScenario(const Scenario& scenario);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_BUILDER_H */

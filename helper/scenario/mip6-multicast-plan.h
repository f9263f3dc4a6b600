/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_PLAN_H
#define MIP6_MULTICAST_PLAN_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-network-plan.h"
#include "ns3/mip6-scenario.h"

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Ways of multicast packets through the network of a scenario, worked out before anything is built.
 *
 * They follow the tree of shortest paths from the sender to the home link, whose home agents are
 * members for mobile nodes and mobile networks that are away; where mobile nodes are members on the
 * links that they visit, to each access link that a receiver goes to; and to correspondents that
 * receive. What a mobile network sends comes from the home link.
 */

namespace ns3::mip6
{

/// One way into or out of a router: a wired link, or its home or access link.
using MulticastPort = std::optional<std::size_t>; //!< number of the wired link, or absent

/// One entry of a multicast routing table.
struct MulticastRoutePlan
{
    std::size_t node{0};             //!< number of the router that has the entry
    Ipv6Address group;               //!< destination
    MulticastPort input;             //!< where packets come from
    std::set<MulticastPort> outputs; //!< where they go
};

/**
 * @param scenario that ValidateScenario finds nothing wrong with
 * @return its multicast routes; one for each router, group and input
 */
std::vector<MulticastRoutePlan> PlanMulticast(const Scenario& scenario);

} // namespace ns3::mip6

#endif /* MIP6_MULTICAST_PLAN_H */

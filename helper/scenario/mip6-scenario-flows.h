/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_FLOWS_H
#define MIP6_SCENARIO_FLOWS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/mip6-scenario.h"
#include "ns3/node.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <functional>
#include <optional>

/**
 * @file
 * @ingroup mip6-helper
 * Applications that make the traffic of a scenario.
 */

namespace ns3::mip6
{

/// The ends of a flow, found.
struct FlowEnds
{
    Ptr<Node> source;        //!< node that sends
    Ptr<Node> sink;          //!< node that receives
    Ipv6Address destination; //!< address of the receiver
    std::optional<Ipv6Address>
        local; //!< address that the sender must use, if not any; ping needs one
    std::function<Ipv6Address()> findDestination{}; //!< asked when the flow starts, if it is there
    std::function<Ipv6Address()> findLocal{};       //!< asked when the flow starts, if it is there
};

/**
 * Put the applications of a flow on its nodes.
 * @param flow with name, description and port; gets the applications
 * @param ends of the flow
 * @param stream first random stream to use
 * @return how many streams are used
 */
int64_t InstallFlow(NetworkFlow& flow, const FlowEnds& ends, int64_t stream);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_FLOWS_H */

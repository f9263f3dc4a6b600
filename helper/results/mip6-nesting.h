/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NESTING_H
#define MIP6_NESTING_H

#include "ns3/mip6-path-summary.h"
#include "ns3/mip6-results-tables.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * What mobile networks cost, by the depth of their nesting. The depth of a datagram is the greatest
 * number of tunnels of mobile routers that it was in at once.
 */

namespace ns3::mip6
{

/// Delivered datagrams of one flow that went one way through one number of tunnels.
struct NestingRow
{
    std::string flow;                           //!< as in ScenarioNetwork
    Traffic traffic;                            //!< its description
    PacketPath path{PacketPath::DIRECT};        //!< which way
    uint8_t depth{0};                           //!< tunnels of mobile routers
    PacketPassage passage{PacketPassage::NONE}; //!< into a mobile network, or out of one
    PathSummary summary;                        //!< the numbers
    std::optional<double> medianDelayMs;        //!< one way, for an echo both ways
    std::optional<double> p95DelayMs;           //!< the same, 95th percentile
};

/**
 * @param packets of a run
 * @return rows of all flows with datagrams that were in a tunnel of a mobile router; also about
 *         those of their datagrams that were in none. By flow, depth and path.
 */
std::vector<NestingRow> MakeNestingTable(const PacketTable& packets);

/// Delivered datagrams of several flows at one depth.
struct DepthSummary
{
    uint8_t depth{0};    //!< tunnels of mobile routers
    PathSummary summary; //!< the numbers
};

/**
 * @param nesting rows of some flows
 * @return the same by depth alone, the least one first; without echoes, whose delays are others
 */
std::vector<DepthSummary> SumDepths(const std::vector<NestingRow>& nesting);

} // namespace ns3::mip6

#endif /* MIP6_NESTING_H */

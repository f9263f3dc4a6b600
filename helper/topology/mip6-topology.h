/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TOPOLOGY_H
#define MIP6_TOPOLOGY_H

#include "ns3/nstime.h"

#include <cstddef>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Shortest paths over the wired part of a scenario.
 */

namespace ns3::mip6
{

/// A link of the graph. Both directions cost the same.
struct TopologyLink
{
    std::size_t from{0}; //!< number of a node
    std::size_t to{0};   //!< number of another node
    Time delay;          //!< cost, 0 or more
};

/**
 * An undirected graph of nodes 0, 1, 2, ... A path is shorter if its delays add up to less, or,
 * with equal delays, if it has fewer links. Where that still leaves a choice, the same graph always
 * gives the same answer.
 */
class Topology
{
  public:
    /**
     * @param nodeCount number of nodes
     * @param links their links; every end is below nodeCount
     */
    Topology(std::size_t nodeCount, std::vector<TopologyLink> links);

    /// @return for each node the number of the separate part that it is in, counted from 0
    std::vector<std::size_t> GetParts() const;

    /// The way from every node to one destination.
    struct Paths
    {
        std::vector<std::optional<std::size_t>>
            nextLink;                           //!< number of the link to take; absent at
                                                //!< the destination and out of reach of it
        std::vector<std::optional<Time>> delay; //!< of the whole path; absent out of reach
    };

    /**
     * @param destination number of a node
     * @return shortest paths from every node to it
     */
    Paths GetPathsTo(std::size_t destination) const;

  private:
    std::size_t m_nodeCount{0};        //!< nodes are numbered below this
    std::vector<TopologyLink> m_links; //!< as given
};

} // namespace ns3::mip6

#endif /* MIP6_TOPOLOGY_H */

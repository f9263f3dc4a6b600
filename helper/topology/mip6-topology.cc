/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-topology.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// What a path costs: first its delay, then its number of links.
struct PathCost
{
    int64_t delay{0}; //!< in the resolution of Time
    uint32_t hops{0}; //!< links

    /// @param other another cost @return whether this one is lower
    bool operator<(const PathCost& other) const
    {
        return std::tie(delay, hops) < std::tie(other.delay, other.hops);
    }
};

/// Cost of a path that does not exist.
const PathCost OUT_OF_REACH{std::numeric_limits<int64_t>::max(),
                            std::numeric_limits<uint32_t>::max()};

/// Adds costs; a path with a missing piece stays out of reach.
struct AddCosts
{
    /// @param a one cost @param b another cost @return their sum
    PathCost operator()(const PathCost& a, const PathCost& b) const
    {
        if (!(a < OUT_OF_REACH) || !(b < OUT_OF_REACH))
        {
            return OUT_OF_REACH;
        }
        return {a.delay + b.delay, a.hops + b.hops};
    }
};

/// What the graph library keeps with an edge.
struct EdgeData
{
    PathCost cost;       //!< of the link
    std::size_t link{0}; //!< its number
};

using Graph = boost::
    adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, EdgeData>;

/// Notes by which link each node was reached.
class LinkRecorder : public boost::dijkstra_visitor<>
{
  public:
    /// @param links filled with the number of the link, by node
    explicit LinkRecorder(std::vector<std::optional<std::size_t>>& links)
        : m_links(&links)
    {
    }

    /// @param edge that shortens the path to its target @param graph the graph
    void edge_relaxed(Graph::edge_descriptor edge, const Graph& graph)
    {
        (*m_links)[boost::target(edge, graph)] = graph[edge].link;
    }

  private:
    std::vector<std::optional<std::size_t>>* m_links; //!< the caller's table
};

/**
 * @param nodeCount number of nodes
 * @param links their links
 * @return the graph
 */
Graph
MakeGraph(std::size_t nodeCount, const std::vector<TopologyLink>& links)
{
    Graph graph(nodeCount);
    for (std::size_t i = 0; i < links.size(); ++i)
    {
        boost::add_edge(links[i].from,
                        links[i].to,
                        EdgeData{{links[i].delay.GetTimeStep(), 1}, i},
                        graph);
    }
    return graph;
}

} // namespace

Topology::Topology(std::size_t nodeCount, std::vector<TopologyLink> links)
    : m_nodeCount(nodeCount),
      m_links(std::move(links))
{
}

std::vector<std::size_t>
Topology::GetParts() const
{
    std::vector<std::size_t> parts(m_nodeCount, 0);
    if (parts.empty())
    {
        return parts;
    }
    const Graph graph = MakeGraph(m_nodeCount, m_links);
    boost::connected_components(graph, parts.data());
    return parts;
}

Topology::Paths
Topology::GetPathsTo(std::size_t destination) const
{
    Paths paths;
    paths.nextLink.resize(m_nodeCount);
    paths.delay.resize(m_nodeCount);

    // Links cost the same both ways, so the tree of shortest paths from the destination is the tree
    // to it, and the link by which a node was reached is the one that it has to take.
    const Graph graph = MakeGraph(m_nodeCount, m_links);
    std::vector<PathCost> costs(m_nodeCount);
    boost::dijkstra_shortest_paths(graph,
                                   destination,
                                   boost::weight_map(boost::get(&EdgeData::cost, graph))
                                       .distance_map(costs.data())
                                       .distance_compare(std::less<PathCost>())
                                       .distance_combine(AddCosts())
                                       .distance_inf(OUT_OF_REACH)
                                       .distance_zero(PathCost())
                                       .visitor(LinkRecorder(paths.nextLink)));
    for (std::size_t node = 0; node < m_nodeCount; ++node)
    {
        if (costs[node] < OUT_OF_REACH)
        {
            paths.delay[node] = TimeStep(static_cast<uint64_t>(costs[node].delay));
        }
    }
    return paths;
}

} // namespace ns3::mip6

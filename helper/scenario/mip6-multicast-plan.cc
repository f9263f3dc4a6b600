/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-plan.h"

#include "mip6-scenario-problems.h"

#include "ns3/mip6-topology.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace ns3::mip6
{

namespace
{

const char* const HOME_LINK = "home"; //!< name of the home link

/// Works out the routes of all groups.
class MulticastPlanner
{
  public:
    /// @param scenario to plan for; must outlive this
    explicit MulticastPlanner(const Scenario& scenario)
        : m_scenario(scenario),
          m_names(GetNodeNames(scenario))
    {
        for (const ScenarioLink& link : scenario.links)
        {
            m_links.push_back({GetIndex(link.from), GetIndex(link.to), link.delay});
        }
    }

    /// @return the routes
    std::vector<MulticastRoutePlan> Plan()
    {
        for (const Traffic& flow : GetFlows(m_scenario))
        {
            if (flow.kind == TrafficKind::MULTICAST)
            {
                AddFlow(flow);
            }
        }
        std::vector<MulticastRoutePlan> routes;
        for (const auto& [key, outputs] : m_outputs)
        {
            const auto& [node, group, input] = key;
            routes.push_back({node, group, input, outputs});
        }
        return routes;
    }

  private:
    /// @param name of a node @return its number
    std::size_t GetIndex(const std::string& name) const
    {
        return static_cast<std::size_t>(std::find(m_names.begin(), m_names.end(), name) -
                                        m_names.begin());
    }

    /// Where packets leave the tree.
    struct Leaf
    {
        std::size_t node{0};  //!< number of a router
        MulticastPort output; //!< its way to the receiver

        /// @param other another one @return whether this one comes first
        bool operator<(const Leaf& other) const
        {
            return std::tie(node, output) < std::tie(other.node, other.output);
        }
    };

    /// @param host number of a correspondent @return how it is reached
    Leaf FindHost(std::size_t host) const
    {
        if (const auto& link = m_scenario.nodes[host].link)
        {
            return {FindLinkRouter(m_scenario, *link), MulticastPort()};
        }
        const auto wire =
            std::find_if(m_links.begin(), m_links.end(), [host](const TopologyLink& link) {
                return link.from == host || link.to == host;
            });
        return {wire->from == host ? wire->to : wire->from,
                static_cast<std::size_t>(wire - m_links.begin())};
    }

    /// @param flow a multicast flow @return where its receiver may hear it
    std::set<Leaf> FindLeaves(const Traffic& flow) const
    {
        const std::size_t receiver = GetIndex(flow.to);
        if (receiver < m_names.size())
        {
            return {FindHost(receiver)};
        }
        std::set<Leaf> leaves{{FindLinkRouter(m_scenario, HOME_LINK), MulticastPort()}};
        if (m_scenario.protocol.multicast == MulticastMode::TUNNEL ||
            !HasName(GetMobileNodeNames(m_scenario), flow.to))
        {
            return leaves;
        }
        for (const Move& move : m_scenario.mobile.attach)
        {
            // Mobile networks are reached through the home link.
            const std::size_t router = FindLinkRouter(m_scenario, move.to);
            if (move.node.value_or(flow.to) == flow.to && router < m_names.size())
            {
                leaves.insert({router, MulticastPort()});
            }
        }
        return leaves;
    }

    /// @param sender name of the sender of a flow @return number of the router of its link, or of
    /// itself on a wired link
    std::size_t FindRoot(const std::string& sender) const
    {
        const std::size_t source = GetIndex(sender);
        if (source == m_names.size())
        {
            // The tunnel of a mobile network ends on the home link.
            return FindLinkRouter(m_scenario, HOME_LINK);
        }
        const auto& link = m_scenario.nodes[source].link;
        return link ? FindLinkRouter(m_scenario, *link) : source;
    }

    /// @param flow a multicast flow whose routes to add
    void AddFlow(const Traffic& flow)
    {
        const std::size_t root = FindRoot(flow.from);
        const Topology::Paths paths = Topology(m_names.size(), m_links).GetPathsTo(root);
        for (const Leaf& leaf : FindLeaves(flow))
        {
            AddBranch({flow.group, root}, paths, leaf);
        }
    }

    /// A tree of routes.
    struct Tree
    {
        Ipv6Address group; //!< destination
        std::size_t root;  //!< number of the sender, or of the router of its link
    };

    /// Add the routes from the root of a tree to a leaf.
    /// @param tree any @param paths to its root @param leaf where packets leave it
    void AddBranch(const Tree& tree, const Topology::Paths& paths, const Leaf& leaf)
    {
        MulticastPort output = leaf.output;
        std::size_t node = leaf.node;
        while (paths.nextLink[node])
        {
            const std::size_t input = *paths.nextLink[node];
            m_outputs[{node, tree.group, input}].insert(output);
            output = input;
            node = m_links[input].from == node ? m_links[input].to : m_links[input].from;
        }
        // A host sends without an entry. On the link of the sender packets are heard anyway.
        if (output && m_scenario.nodes[tree.root].role != NodeRole::CORRESPONDENT)
        {
            m_outputs[{tree.root, tree.group, MulticastPort()}].insert(output);
        }
    }

    /// Router, group, input.
    using Key = std::tuple<std::size_t, Ipv6Address, MulticastPort>;

    const Scenario& m_scenario;                       //!< planned for
    std::vector<std::string> m_names;                 //!< of the nodes
    std::vector<TopologyLink> m_links;                //!< wired links by numbers
    std::map<Key, std::set<MulticastPort>> m_outputs; //!< so far
};

} // namespace

std::vector<MulticastRoutePlan>
PlanMulticast(const Scenario& scenario)
{
    return MulticastPlanner(scenario).Plan();
}

} // namespace ns3::mip6

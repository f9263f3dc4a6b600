/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-link-counter.h"

#include "mip6-network-plan.h"
#include "mip6-scenario-problems.h"

#include "ns3/mip6-topology.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// @param names of all nodes @param name of one of them @return its number
std::size_t
GetIndex(const std::vector<std::string>& names, const std::string& name)
{
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// @param links of the graph @param paths to a destination @return links from every node to it
std::vector<uint32_t>
CountLinks(const std::vector<TopologyLink>& links, const Topology::Paths& paths)
{
    std::vector<uint32_t> counts;
    for (std::size_t start = 0; start < paths.nextLink.size(); ++start)
    {
        uint32_t count = 0;
        for (std::size_t node = start; paths.nextLink[node]; ++count)
        {
            const TopologyLink& link = links[*paths.nextLink[node]];
            node = link.from == node ? link.to : link.from;
        }
        counts.push_back(count);
    }
    return counts;
}

} // namespace

LinkCounter::LinkCounter(const Scenario& scenario)
    : m_scenario(scenario)
{
    const std::vector<std::string> names = GetNodeNames(scenario);
    std::vector<TopologyLink> links;
    for (const ScenarioLink& link : scenario.links)
    {
        links.push_back({GetIndex(names, link.from), GetIndex(names, link.to), link.delay});
    }
    const Topology topology(names.size(), links);
    for (std::size_t node = 0; node < names.size(); ++node)
    {
        m_links.push_back(CountLinks(links, topology.GetPathsTo(node)));
    }
}

std::optional<LinkCounter::Place>
LinkCounter::FindNode(const std::string& name) const
{
    const std::size_t index = GetIndex(GetNodeNames(m_scenario), name);
    if (index == m_scenario.nodes.size())
    {
        return std::nullopt;
    }
    const auto& link = m_scenario.nodes[index].link;
    return link ? FindLink(*link) : Place{index, false};
}

std::optional<LinkCounter::Place>
LinkCounter::FindLink(const std::string& link) const
{
    const std::size_t router = FindLinkRouter(m_scenario, link);
    return router == m_scenario.nodes.size() ? std::nullopt
                                             : std::optional<Place>(Place{router, true});
}

uint32_t
LinkCounter::Count(const Place& from, const Place& to) const
{
    if (from.isOnLink && to.isOnLink && from.router == to.router)
    {
        return 1;
    }
    return m_links.at(to.router).at(from.router) + (from.isOnLink ? 1 : 0) + (to.isOnLink ? 1 : 0);
}

} // namespace ns3::mip6

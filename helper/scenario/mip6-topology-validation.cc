/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nearest-name.h"
#include "mip6-network-plan.h"
#include "mip6-quantity.h"
#include "mip6-scenario-problems.h"

#include "ns3/mip6-topology.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

const std::string NODES = "topology.node"; //!< path of the list of nodes
const std::string LINKS = "topology.link"; //!< path of the list of links

/// @param problems complaints are added @param index of a node
void
ValidateName(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const std::string& name = scenario.nodes[index].name;
    const std::string path = ListPath(NODES, index, "name");
    if (name.empty())
    {
        problems.Add(path, path + " is missing");
    }
    else if (!IsGoodName(name))
    {
        problems.AddValue(path, "may only have a-z, 0-9 and -");
    }
    else if (name == "home" || name == DISCOVERED_HOME_AGENT ||
             HasName(GetMobileNodeNames(scenario), name))
    {
        problems.AddValue(path, "is taken: it means the home link, discovery or a mobile node");
    }
    else if (name == NO_LINK)
    {
        problems.AddValue(path, "is taken: it means no link");
    }
    const std::vector<std::string> names = GetNodeNames(scenario);
    const auto first = std::find(names.begin(), names.end(), name);
    if (!name.empty() && first != names.begin() + static_cast<std::ptrdiff_t>(index))
    {
        problems.AddValue(path, "is the name of another node, too");
    }
}

/// @param problems complaints are added @param index of a node
/// @return whether another node before it has the same prefix; complains then
bool
SharesPrefix(ScenarioProblems& problems, std::size_t index)
{
    const std::vector<ScenarioNode>& nodes = problems.GetScenario().nodes;
    for (std::size_t i = 0; i < index; ++i)
    {
        if (nodes[i].prefix && nodes[i].prefix->network == nodes[index].prefix->network)
        {
            problems.AddValue(ListPath(NODES, index, "prefix"),
                              "is the prefix of " + Quote(nodes[i].name) + ", too");
            return true;
        }
    }
    return false;
}

/// @param problems complaints are added @param index of a node
void
ValidatePrefix(ScenarioProblems& problems, std::size_t index)
{
    const ScenarioNode& node = problems.GetScenario().nodes[index];
    const std::string path = ListPath(NODES, index, "prefix");
    if (!node.prefix)
    {
        return;
    }
    if (node.role == NodeRole::ROUTER)
    {
        problems.AddValue(path,
                          "has no use: only home_agent, home_router, access_router and "
                          "correspondent have a link of their own");
    }
    else if (node.link)
    {
        problems.AddValue(path, "has no use: the link that the node is on has a prefix");
    }
    else if (const auto problem = CheckLinkPrefix(*node.prefix))
    {
        problems.AddValue(path, *problem);
    }
    else
    {
        // Prefixes of one length overlap only if they are equal.
        SharesPrefix(problems, index);
    }
}

/// @param problems complaints are added @param index of a link
void
ValidateEnds(ScenarioProblems& problems, std::size_t index)
{
    const ScenarioLink& link = problems.GetScenario().links[index];
    const std::string path = ListPath(LINKS, index, "between");
    const std::vector<std::string> names = GetNodeNames(problems.GetScenario());
    if (link.from.empty() && link.to.empty())
    {
        problems.Add(path, path + " is missing");
        return;
    }
    for (const std::string& end : {link.from, link.to})
    {
        if (!HasName(names, end))
        {
            problems.Add(path,
                         "link " + Quote(link.from + " -- " + link.to) + ": node " + Quote(end) +
                             " does not exist (nodes: " + JoinNames(names) + ")");
        }
    }
    if (link.from == link.to)
    {
        problems.AddValue(path, "joins a node with itself");
    }
}

/// @param scenario any description @param name of a node @return its number; it must exist
std::size_t
GetIndex(const Scenario& scenario, const std::string& name)
{
    const std::vector<std::string> names = GetNodeNames(scenario);
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// A correspondent is a host: it forwards nothing, and its link takes its prefix. A home agent that
/// the home link connects has no other link.
/// @param problems complaints are added @param index of one of them
void
ValidateOnlyLink(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const ScenarioNode& node = scenario.nodes[index];
    const std::string& name = node.name;
    std::size_t count = node.link ? 1 : 0;
    bool toHost = false;
    for (const ScenarioLink& link : scenario.links)
    {
        if (link.from != name && link.to != name)
        {
            continue;
        }
        const std::string& peer = link.from == name ? link.to : link.from;
        toHost = toHost || scenario.nodes[GetIndex(scenario, peer)].role == NodeRole::CORRESPONDENT;
        ++count;
    }
    const std::string path = ListPath(NODES, index, "role");
    const bool isAgent = node.role == NodeRole::HOME_AGENT;
    const std::string what = (isAgent ? "home agent " : "correspondent ") + Quote(name);
    if (count == 0)
    {
        problems.Add(path,
                     what +
                         " is on no link; add a [[topology.link]] to a router, or its key link "
                         "(links: " +
                         JoinNames(GetLinkNames(scenario)) + ")");
    }
    else if (count > 1 && isAgent)
    {
        problems.Add(path,
                     what + " needs one link; take its [[topology.link]] or its key link away");
    }
    else if (count > 1 || toHost)
    {
        problems.Add(path, what + " needs one link, to a router; it does not forward");
    }
}

/// @param problems complaints are added
void
ValidateReach(ScenarioProblems& problems)
{
    const Scenario& scenario = problems.GetScenario();
    std::vector<TopologyLink> links;
    for (const ScenarioLink& link : scenario.links)
    {
        links.push_back({GetIndex(scenario, link.from), GetIndex(scenario, link.to), link.delay});
    }
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
    {
        if (scenario.nodes[i].link)
        {
            links.push_back({i, FindLinkRouter(scenario, *scenario.nodes[i].link), Time()});
        }
    }
    const std::vector<std::size_t> parts =
        Topology(scenario.nodes.size(), std::move(links)).GetParts();
    const auto other = std::find_if(parts.begin(), parts.end(), [&parts](std::size_t part) {
        return part != parts.front();
    });
    if (other == parts.end())
    {
        return;
    }
    const std::size_t count = *std::max_element(parts.begin(), parts.end()) + 1;
    const auto index = static_cast<std::size_t>(other - parts.begin());
    problems.Add(LINKS,
                 Quote(scenario.nodes.front().name) + " cannot reach " +
                     Quote(scenario.nodes[index].name) + ": the graph has " +
                     std::to_string(count) + " separate parts");
}

} // namespace

void
ValidateTopology(ScenarioProblems& problems)
{
    const Scenario& scenario = problems.GetScenario();
    ValidateHomeLink(problems);
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
    {
        ValidateName(problems, i);
        ValidatePrefix(problems, i);
    }
    for (std::size_t i = 0; i < scenario.links.size(); ++i)
    {
        ValidateEnds(problems, i);
    }
    // With a wrong name or end every further complaint would be its consequence.
    if (problems.HasUnder(LINKS) || problems.HasUnder("topology") || scenario.nodes.empty())
    {
        return;
    }
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
    {
        if (scenario.nodes[i].role == NodeRole::CORRESPONDENT || scenario.nodes[i].link)
        {
            ValidateOnlyLink(problems, i);
        }
    }
    if (!problems.HasUnder(NODES))
    {
        ValidateReach(problems);
    }
}

} // namespace ns3::mip6

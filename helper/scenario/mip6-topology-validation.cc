/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nearest-name.h"
#include "mip6-network-plan.h"
#include "mip6-quantity.h"
#include "mip6-scenario-problems.h"

#include "ns3/mip6-topology.h"

#include <algorithm>
#include <array>

namespace ns3::mip6
{

namespace
{

const std::string NODES = "topology.node"; //!< path of the list of nodes
const std::string LINKS = "topology.link"; //!< path of the list of links

/// A range of addresses that cannot be used, and the reason.
struct ForbiddenRange
{
    const char* network; //!< first address
    uint8_t length;      //!< of the prefix
    const char* reason;  //!< follows "prefix = value "
};

/// @param network any address @return why it cannot be used, or nullptr
const char*
GetForbiddenReason(Ipv6Address network)
{
    static constexpr std::array<ForbiddenRange, 4> RANGES{{
        {"2001:db8::",
         32,
         "is in 2001:db8::/32, the documentation prefix, to which ns-3 forwards no packets; "
         "write for example \"2001:1:0:1::/64\""},
        {"fe80::", 10, "is link-local; a global prefix is needed"},
        {"ff00::", 8, "is multicast; a global prefix is needed"},
        {"::", 8, "is reserved; a global prefix is needed"},
    }};
    for (const ForbiddenRange& range : RANGES)
    {
        if (network.CombinePrefix(Ipv6Prefix(range.length)) == Ipv6Address(range.network))
        {
            return range.reason;
        }
    }
    return nullptr;
}

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
    else if (name == "home" || HasName(GetMobileNames(scenario), name))
    {
        problems.AddValue(path, "is taken: it means the home link or a mobile node");
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
    const Ipv6Address network = node.prefix->network.CombinePrefix(Ipv6Prefix(64));
    if (node.role == NodeRole::ROUTER)
    {
        problems.AddValue(path,
                          "has no use: only home_agent, access_router and correspondent "
                          "have a link of their own");
    }
    else if (node.link)
    {
        problems.AddValue(path, "has no use: the link that the node is on has a prefix");
    }
    else if (node.prefix->prefixLength != 64)
    {
        problems.AddValue(path,
                          "must have the length 64, which stateless address "
                          "autoconfiguration needs");
    }
    else if (network != node.prefix->network)
    {
        problems.AddValue(path,
                          "has bits set behind the prefix; write " +
                              Quote(FormatSubnet({network, 64})));
    }
    else if (const char* reason = GetForbiddenReason(network))
    {
        problems.AddValue(path, reason);
    }
    else
    {
        // Prefixes of one length overlap only if they are equal.
        SharesPrefix(problems, index);
    }
}

/// What only correspondents can have.
/// @param problems complaints are added @param index of a node
void
ValidateCorrespondentKeys(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const ScenarioNode& node = scenario.nodes[index];
    const std::string link = ListPath(NODES, index, "link");
    const std::string rest = "has no use: only a correspondent can have it";
    const bool isCorrespondent = node.role == NodeRole::CORRESPONDENT;
    if (!isCorrespondent && node.mobileIpv6 != MobileIpv6Support::FULL)
    {
        problems.AddValue(ListPath(NODES, index, "mobile_ipv6"), rest);
    }
    if (!isCorrespondent && node.link)
    {
        problems.AddValue(link, rest);
    }
    else if (node.link && !HasName(GetLinkNames(scenario), *node.link))
    {
        problems.AddValue(link, DescribeUnknownLink(scenario, *node.link));
    }
}

/// @param problems complaints are added
void
ValidateHomeAgent(ScenarioProblems& problems)
{
    const std::vector<ScenarioNode>& nodes = problems.GetScenario().nodes;
    if (nodes.empty())
    {
        problems.Add("topology", "the topology has no nodes; add [[topology.node]] tables");
        return;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i)
    {
        count += nodes[i].role == NodeRole::HOME_AGENT ? 1 : 0;
        if (nodes[i].role == NodeRole::HOME_AGENT && count > 1)
        {
            problems.AddValue(ListPath(NODES, i, "role"), "is there already; one is possible");
        }
    }
    if (count == 0)
    {
        problems.Add(NODES,
                     "no node has role \"home_agent\"; set it on one of: " +
                         JoinNames(GetNodeNames(problems.GetScenario())));
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

/// A correspondent is a host: it forwards nothing, and its link takes its prefix.
/// @param problems complaints are added @param index of a correspondent
void
ValidateCorrespondentLink(ScenarioProblems& problems, std::size_t index)
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
    if (count == 0)
    {
        problems.Add(path,
                     "correspondent " + Quote(name) +
                         " is on no link; add a [[topology.link]] to a router, or its key link "
                         "(links: " +
                         JoinNames(GetLinkNames(scenario)) + ")");
    }
    else if (count > 1 || toHost)
    {
        problems.Add(path,
                     "correspondent " + Quote(name) +
                         " needs one link, to a router; it does not forward");
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
    ValidateHomeAgent(problems);
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
    {
        ValidateName(problems, i);
        ValidatePrefix(problems, i);
        ValidateCorrespondentKeys(problems, i);
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
        if (scenario.nodes[i].role == NodeRole::CORRESPONDENT)
        {
            ValidateCorrespondentLink(problems, i);
        }
    }
    if (!problems.HasUnder(NODES))
    {
        ValidateReach(problems);
    }
}

} // namespace ns3::mip6

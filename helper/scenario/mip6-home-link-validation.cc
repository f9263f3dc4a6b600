/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nearest-name.h"
#include "mip6-quantity.h"
#include "mip6-scenario-problems.h"

#include <algorithm>
#include <array>

namespace ns3::mip6
{

namespace
{

const std::string NODES = "topology.node"; //!< path of the list of nodes
const char* const HOME_LINK = "home";      //!< name of the home link

/// A range of addresses that cannot be used, and the reason.
struct ForbiddenRange
{
    const char* network; //!< first address
    uint8_t length;      //!< of the prefix
    const char* reason;  //!< follows "prefix = value "
};

/// @param problems complaints are added @param index of a node
void
ValidateKeys(ScenarioProblems& problems, std::size_t index)
{
    const ScenarioNode& node = problems.GetScenario().nodes[index];
    const bool isCorrespondent = node.role == NodeRole::CORRESPONDENT;
    const bool isAgent = node.role == NodeRole::HOME_AGENT;
    if (!isCorrespondent && node.mobileIpv6 != MobileIpv6Support::FULL)
    {
        problems.AddValue(ListPath(NODES, index, "mobile_ipv6"),
                          "has no use: only a correspondent can have it");
    }
    if (!isAgent && node.preference != 0)
    {
        problems.AddValue(ListPath(NODES, index, "preference"),
                          "has no use: only a home_agent can have it");
    }
    if (node.link && !isCorrespondent && !isAgent)
    {
        problems.AddValue(ListPath(NODES, index, "link"),
                          "has no use: only a correspondent or a home_agent can have it");
    }
}

/// @param problems complaints are added @param index of a node
void
ValidateLinkName(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const ScenarioNode& node = scenario.nodes[index];
    const std::string path = ListPath(NODES, index, "link");
    if (!node.link)
    {
        return;
    }
    const std::vector<std::string> links = GetLinkNames(scenario);
    if (node.role == NodeRole::CORRESPONDENT && !HasName(links, *node.link))
    {
        problems.AddValue(path, DescribeUnknownLink(links, *node.link));
    }
    if (node.role == NodeRole::HOME_AGENT && *node.link != HOME_LINK)
    {
        problems.AddValue(path, "is not the home link; a home agent can only be on \"home\"");
    }
}

/// @param problems complaints are added @param index of a node that is not the first to have the
/// home link @param first name of that one
void
RefuseOwner(ScenarioProblems& problems, std::size_t index, const std::string& first)
{
    const bool isAgent = problems.GetScenario().nodes[index].role == NodeRole::HOME_AGENT;
    problems.AddValue(ListPath(NODES, index, "role"),
                      isAgent ? "has a home link, as " + Quote(first) +
                                    " has; one is possible, write link = \"home\" to put the home "
                                    "agent there"
                              : "has the home link, as " + Quote(first) + " has; one is possible");
}

/// @param problems complaints are added
void
ValidateOwner(ScenarioProblems& problems)
{
    const std::vector<ScenarioNode>& nodes = problems.GetScenario().nodes;
    const ScenarioNode* owner = nullptr;
    for (std::size_t i = 0; i < nodes.size(); ++i)
    {
        if (OwnsHomeLink(nodes[i]) && owner)
        {
            RefuseOwner(problems, i, owner->name);
        }
        owner = OwnsHomeLink(nodes[i]) && !owner ? &nodes[i] : owner;
    }
    if (!owner)
    {
        problems.Add(NODES,
                     "no node has the home link; add one with role \"home_router\", or take the "
                     "key link from one of: " +
                         JoinNames(GetHomeAgentNames(problems.GetScenario())));
    }
}

} // namespace

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

std::optional<std::string>
CheckLinkPrefix(const Subnet& prefix)
{
    const Ipv6Address network = Ipv6Address(prefix.network).CombinePrefix(Ipv6Prefix(64));
    if (prefix.prefixLength != 64)
    {
        return "must have the length 64, which stateless address autoconfiguration needs";
    }
    if (network != prefix.network)
    {
        return "has bits set behind the prefix; write " + Quote(FormatSubnet({network, 64}));
    }
    const char* const reason = GetForbiddenReason(network);
    return reason ? std::optional<std::string>(reason) : std::nullopt;
}

void
ValidateChosenAgent(ScenarioProblems& problems,
                    const std::string& path,
                    const std::optional<std::string>& wanted)
{
    std::vector<std::string> names = GetHomeAgentNames(problems.GetScenario());
    names.emplace_back(DISCOVERED_HOME_AGENT);
    if (wanted && !HasName(names, *wanted))
    {
        problems.AddValue(path,
                          "is not a home agent" + SuggestName(*wanted, names) +
                              " (possible: " + JoinNames(names) + ")");
    }
}

void
ValidateHomeLink(ScenarioProblems& problems)
{
    const Scenario& scenario = problems.GetScenario();
    if (scenario.nodes.empty())
    {
        problems.Add("topology", "the topology has no nodes; add [[topology.node]] tables");
        return;
    }
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
    {
        ValidateKeys(problems, i);
        ValidateLinkName(problems, i);
    }
    if (GetHomeAgentNames(scenario).empty())
    {
        problems.Add(NODES,
                     "no node has role \"home_agent\"; set it on one of: " +
                         JoinNames(GetNodeNames(scenario)));
        return;
    }
    ValidateOwner(problems);
    ValidateChosenAgent(problems, "mobile.home_agent", scenario.mobile.homeAgent);
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nearest-name.h"
#include "mip6-network-plan.h"
#include "mip6-quantity.h"
#include "mip6-scenario-problems.h"

#include <algorithm>
#include <map>

namespace ns3::mip6
{

namespace
{

const std::string ROUTERS = "mobile_router"; //!< path of the list of mobile routers

/// Most mobile routers and most networks that they have. They fit into the subnets to choose from.
constexpr std::size_t MAX_ROUTERS = 50;
constexpr std::size_t MAX_NETWORKS = 100; //!< of all mobile routers

constexpr uint8_t SHORTEST_PREFIX = 48;        //!< of a mobile network
constexpr uint8_t SHORTEST_CHOSEN_PREFIX = 56; //!< of one among the subnets to choose from

/// Subnets that a scenario leaves open are taken from here.
const Subnet CHOICE{"2001:1::", 48};

/// @param entry of the list of mobile routers @return names of its nodes
std::vector<std::string>
GetNamesOf(const MobileRouterSettings& entry)
{
    Scenario alone;
    alone.mobileRouters.push_back(entry);
    std::vector<std::string> names;
    for (const MobileRouterSettings& router : GetMobileRouters(alone))
    {
        names.push_back(router.name);
        for (const std::string& node : GetFixedNodeNames(router))
        {
            names.push_back(node);
        }
    }
    return names;
}

/// @param scenario any description @param index of a mobile router
/// @return names that it must not have: of nodes, mobile nodes and mobile routers before it
std::vector<std::string>
GetTakenNames(const Scenario& scenario, std::size_t index)
{
    std::vector<std::string> taken = GetNodeNames(scenario);
    const std::vector<std::string> mobiles = GetMobileNodeNames(scenario);
    taken.insert(taken.end(), mobiles.begin(), mobiles.end());
    for (std::size_t i = 0; i < index; ++i)
    {
        const std::vector<std::string> names = GetNamesOf(scenario.mobileRouters[i]);
        taken.insert(taken.end(), names.begin(), names.end());
    }
    return taken;
}

/// @param problems complaints are added @param index of a mobile router
void
ValidateName(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const MobileRouterSettings& router = scenario.mobileRouters[index];
    const std::string path = ListPath(ROUTERS, index, "name");
    if (router.name.empty())
    {
        problems.Add(path, path + " is missing");
        return;
    }
    if (!IsGoodName(router.name))
    {
        problems.AddValue(path, "may only have a-z, 0-9 and -");
        return;
    }
    if (router.name == "home" || router.name == NO_LINK || router.name == DISCOVERED_HOME_AGENT)
    {
        problems.AddValue(path, "is taken: it means the home link, no link or discovery");
        return;
    }
    const std::vector<std::string> taken = GetTakenNames(scenario, index);
    for (const std::string& name : GetNamesOf(router))
    {
        if (HasName(taken, name))
        {
            problems.AddValue(path,
                              name == router.name ? "is the name of another node, too"
                                                  : "leads to the name " + Quote(name) +
                                                        ", which another node has");
            return;
        }
    }
}

// ----- networks

/// A subnet and who has it.
struct Owned
{
    Subnet subnet;     //!< any
    std::string owner; //!< name
};

/// @param scenario any description @param index of a mobile router
/// @return subnets that its networks must not overlap with, but for its own
std::vector<Owned>
GetOtherSubnets(const Scenario& scenario, std::size_t index)
{
    std::vector<Owned> others;
    for (const ScenarioNode& node : scenario.nodes)
    {
        if (node.prefix)
        {
            others.push_back({*node.prefix, node.name});
        }
    }
    for (const ScenarioEvent& event : scenario.events)
    {
        if (event.prefix)
        {
            others.push_back({*event.prefix, event.node});
        }
    }
    for (std::size_t i = 0; i < index; ++i)
    {
        for (const Subnet& network : scenario.mobileRouters[i].networks)
        {
            others.push_back({network, scenario.mobileRouters[i].name});
        }
    }
    return others;
}

/// @param network of a mobile router @return what is wrong with it alone, to follow its text
std::optional<std::string>
CheckNetwork(const Subnet& network)
{
    const Ipv6Prefix prefix(network.prefixLength);
    const Ipv6Address start = Ipv6Address(network.network).CombinePrefix(prefix);
    if (network.prefixLength < SHORTEST_PREFIX || network.prefixLength > 64)
    {
        return "must have a length of " + std::to_string(SHORTEST_PREFIX) +
               " to 64: its ingress link takes the first /64 of it";
    }
    if (start != network.network)
    {
        return "has bits set behind the prefix; write " +
               Quote(FormatSubnet({start, network.prefixLength}));
    }
    if (network.prefixLength < SHORTEST_CHOSEN_PREFIX && DoOverlap(network, CHOICE))
    {
        return "takes too much of " + FormatSubnet(CHOICE) +
               ", from which subnets are chosen; there, write a length of " +
               std::to_string(SHORTEST_CHOSEN_PREFIX) + " or more";
    }
    const char* const reason = GetForbiddenReason(network.network);
    return reason ? std::optional<std::string>(reason) : std::nullopt;
}

/// @param problems complaints are added @param index of a mobile router
void
ValidateNetworks(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const MobileRouterSettings& router = scenario.mobileRouters[index];
    const std::string path = ListPath(ROUTERS, index, "networks");
    std::vector<Owned> others = GetOtherSubnets(scenario, index);
    for (const Subnet& network : router.networks)
    {
        const std::string start = path + ": " + FormatSubnet(network) + " ";
        if (const auto problem = CheckNetwork(network))
        {
            problems.Add(path, start + *problem);
            continue;
        }
        const auto other = std::find_if(others.begin(), others.end(), [&](const Owned& owned) {
            return DoOverlap(owned.subnet, network);
        });
        if (other != others.end())
        {
            problems.Add(path,
                         start + "overlaps with " + FormatSubnet(other->subnet) + " of " +
                             Quote(other->owner));
        }
        others.push_back({network, router.name});
    }
}

// ----- where they are

/// @param entry of the list of mobile routers @return names of the links in its networks
std::vector<std::string>
GetOwnLinks(const MobileRouterSettings& entry)
{
    Scenario alone;
    alone.mobileRouters.push_back(entry);
    std::vector<std::string> names;
    for (const MobileRouterSettings& router : GetMobileRouters(alone))
    {
        names.push_back(router.name);
    }
    return names;
}

/// @param scenario any description
/// @return links that mobile routers may go to
std::vector<std::string>
GetRouterLinks(const Scenario& scenario)
{
    std::vector<std::string> links = GetVisitableLinkNames(scenario);
    links.emplace_back(NO_LINK);
    return links;
}

/// @param scenario any description @param entry of the list of mobile routers
/// @return whether its first router begins in a network that is, over others, inside its own
bool
StartsInItself(const Scenario& scenario, const MobileRouterSettings& entry)
{
    std::map<std::string, std::string> starts;
    for (const MobileRouterSettings& router : GetMobileRouters(scenario))
    {
        starts.emplace(router.name, router.start);
    }
    const std::string own = GetOwnLinks(entry).front();
    std::string link = entry.start;
    for (std::size_t steps = 0; link != own && steps < starts.size(); ++steps)
    {
        const auto next = starts.find(link);
        if (next == starts.end())
        {
            return false;
        }
        link = next->second;
    }
    return link == own;
}

/// @param problems complaints are added @param index of a mobile router
void
ValidateStart(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const MobileRouterSettings& router = scenario.mobileRouters[index];
    const std::string path = ListPath(ROUTERS, index, "start");
    const std::vector<std::string> links = GetRouterLinks(scenario);
    if (!HasName(links, router.start))
    {
        problems.AddValue(path, DescribeUnknownLink(links, router.start));
    }
    else if (HasName(GetOwnLinks(router), router.start))
    {
        problems.AddValue(path, "is a network of the mobile router itself");
    }
    else if (StartsInItself(scenario, router))
    {
        problems.AddValue(path, "leads back to the mobile router itself");
    }
}

/// @param index of a mobile router @param move number of its move @param key of a value
/// @return path of that value
std::string
MovePath(std::size_t index, std::size_t move, const std::string& key)
{
    return ListPath(ListPath(ROUTERS, index, "attach"), move, key);
}

/// @param moves of a mobile router @param number of one of them
/// @return when the latest one above it in the list begins that moves the same interface
std::optional<Time>
FindMoveBefore(const std::vector<RouterMove>& moves, std::size_t number)
{
    std::optional<Time> latest;
    for (std::size_t i = 0; i < number; ++i)
    {
        const bool isShared = moves[i].interface == moves[number].interface;
        if (isShared && (!latest || moves[i].at > *latest))
        {
            latest = moves[i].at;
        }
    }
    return latest;
}

/// @param problems complaints are added @param index of a mobile router @param number of its move
void
ValidateMove(ScenarioProblems& problems, std::size_t index, std::size_t number)
{
    const Scenario& scenario = problems.GetScenario();
    const MobileRouterSettings& router = scenario.mobileRouters[index];
    const RouterMove& move = router.attach[number];
    const std::string path = MovePath(index, number, "to");
    const std::vector<std::string> links = GetRouterLinks(scenario);
    if (move.to.empty())
    {
        problems.Add(path, path + " is missing");
    }
    else if (!HasName(links, move.to))
    {
        problems.AddValue(path, DescribeUnknownLink(links, move.to));
    }
    else if (move.to == GetOwnLinks(router).front())
    {
        problems.AddValue(path, "is the network of the mobile router itself");
    }
    if (move.interface > router.egress)
    {
        problems.AddValue(MovePath(index, number, "interface"),
                          "does not exist; egress = " + std::to_string(router.egress));
    }
    ValidateMoveTime(problems,
                     MovePath(index, number, "at"),
                     move.at,
                     FindMoveBefore(router.attach, number));
}

/// @param problems complaints are added
void
ValidateNumbers(ScenarioProblems& problems)
{
    const Scenario& scenario = problems.GetScenario();
    const std::vector<MobileRouterSettings> routers = GetMobileRouters(scenario);
    std::size_t networks = 0;
    for (const MobileRouterSettings& router : routers)
    {
        networks += std::max<std::size_t>(router.networks.size(), 1);
    }
    if (routers.size() > MAX_ROUTERS)
    {
        problems.Add(ROUTERS,
                     "there are " + std::to_string(routers.size()) +
                         " mobile routers; write 50 at most");
    }
    else if (networks > MAX_NETWORKS)
    {
        problems.Add(ROUTERS,
                     "mobile routers have " + std::to_string(networks) +
                         " networks; write 100 at most");
    }
    if (routers.empty() && scenario.mobile.count == 0)
    {
        problems.AddValue("mobile.count",
                          "leaves nothing that moves; write 1 to 50, or add a [[mobile_router]]");
    }
}

} // namespace

void
ValidateMobileRouters(ScenarioProblems& problems)
{
    ValidateNumbers(problems);
    const auto& routers = problems.GetScenario().mobileRouters;
    for (std::size_t i = 0; i < routers.size(); ++i)
    {
        ValidateName(problems, i);
        ValidateNetworks(problems, i);
    }
    // With a wrong name every further complaint would be its consequence.
    if (problems.HasUnder(ROUTERS))
    {
        return;
    }
    for (std::size_t i = 0; i < routers.size(); ++i)
    {
        ValidateStart(problems, i);
        if (routers[i].homeAgent != HOME_AGENTS_IN_TURN)
        {
            ValidateChosenAgent(problems, ListPath(ROUTERS, i, "home_agent"), routers[i].homeAgent);
        }
        for (std::size_t move = 0; move < routers[i].attach.size(); ++move)
        {
            ValidateMove(problems, i, move);
        }
    }
}

} // namespace ns3::mip6

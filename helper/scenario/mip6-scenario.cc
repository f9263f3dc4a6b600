/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario.h"

#include <algorithm>
#include <array>

namespace ns3::mip6
{

std::vector<std::string>
GetMobileNodeNames(const Scenario& scenario)
{
    if (scenario.mobile.count == 1)
    {
        return {"mn"};
    }
    std::vector<std::string> names;
    for (uint32_t i = 1; i <= scenario.mobile.count; ++i)
    {
        names.push_back("mn" + std::to_string(i));
    }
    return names;
}

std::vector<MobileRouterSettings>
GetMobileRouters(const Scenario& scenario)
{
    const std::vector<std::string> agents = GetHomeAgentNames(scenario);
    std::vector<MobileRouterSettings> routers;
    for (const MobileRouterSettings& entry : scenario.mobileRouters)
    {
        // The description may be any; a longer chain is refused when it is checked.
        const uint32_t depth = std::min(entry.depth, MAX_ROUTER_DEPTH);
        MobileRouterSettings router = entry;
        router.depth = 1;
        for (uint32_t i = 1; i <= depth; ++i)
        {
            router.name = depth == 1 ? entry.name : entry.name + std::to_string(i);
            if (entry.homeAgent == HOME_AGENTS_IN_TURN && !agents.empty())
            {
                router.homeAgent = agents[(i - 1) % agents.size()];
            }
            routers.push_back(router);
            // What is said of moves and networks is said of the first one.
            router.start = router.name;
            router.networks.clear();
            router.attach.clear();
        }
    }
    return routers;
}

std::vector<std::string>
GetHomeAgentNames(const Scenario& scenario)
{
    std::vector<std::string> names;
    for (const ScenarioNode& node : scenario.nodes)
    {
        if (node.role == NodeRole::HOME_AGENT)
        {
            names.push_back(node.name);
        }
    }
    return names;
}

std::vector<std::string>
GetFixedNodeNames(const MobileRouterSettings& router)
{
    std::vector<std::string> names;
    for (uint32_t i = 1; i <= std::min(router.nodes, MAX_FIXED_NODES); ++i)
    {
        names.push_back(router.name + "-node" + std::to_string(i));
    }
    return names;
}

std::vector<std::string>
GetMobileNames(const Scenario& scenario)
{
    std::vector<std::string> names = GetMobileNodeNames(scenario);
    for (const MobileRouterSettings& router : GetMobileRouters(scenario))
    {
        names.push_back(router.name);
    }
    return names;
}

std::vector<std::string>
GetEndNames(const Scenario& scenario)
{
    std::vector<std::string> names;
    for (const ScenarioNode& node : scenario.nodes)
    {
        names.push_back(node.name);
    }
    const std::vector<std::string> mobiles = GetMobileNames(scenario);
    names.insert(names.end(), mobiles.begin(), mobiles.end());
    for (const MobileRouterSettings& router : GetMobileRouters(scenario))
    {
        const std::vector<std::string> nodes = GetFixedNodeNames(router);
        names.insert(names.end(), nodes.begin(), nodes.end());
    }
    return names;
}

bool
IsEnd(const std::string& end, const std::string& name)
{
    const std::size_t star = end.find('*');
    if (star == std::string::npos)
    {
        return end == name;
    }
    const std::size_t rest = end.size() - star - 1;
    return name.size() >= star + rest && name.compare(0, star, end, 0, star) == 0 &&
           name.compare(name.size() - rest, rest, end, star + 1, rest) == 0;
}

std::vector<Traffic>
GetFlows(const Scenario& scenario)
{
    const std::vector<std::string> names = GetEndNames(scenario);
    std::vector<Traffic> flows;
    for (const Traffic& entry : scenario.traffic)
    {
        const bool isFrom = entry.from.find('*') != std::string::npos;
        const std::string& end = isFrom ? entry.from : entry.to;
        for (const std::string& name : names)
        {
            if (IsEnd(end, name))
            {
                flows.push_back(entry);
                (isFrom ? flows.back().from : flows.back().to) = name;
            }
        }
    }
    return flows;
}

bool
IsDatagrams(TrafficKind kind)
{
    return kind != TrafficKind::TCP;
}

bool
OwnsHomeLink(const ScenarioNode& node)
{
    return node.role == NodeRole::HOME_ROUTER || (node.role == NodeRole::HOME_AGENT && !node.link);
}

const char*
GetName(NodeRole role)
{
    static constexpr std::array<const char*, 5> NAMES{"home_agent",
                                                      "home_router",
                                                      "access_router",
                                                      "router",
                                                      "correspondent"};
    return NAMES.at(static_cast<std::size_t>(role));
}

const char*
GetName(MobileIpv6Support support)
{
    static constexpr std::array<const char*, 3> NAMES{"full", "answers", "silent"};
    return NAMES.at(static_cast<std::size_t>(support));
}

const char*
GetName(HomeAddressMode mode)
{
    static constexpr std::array<const char*, 2> NAMES{"given", "stateless"};
    return NAMES.at(static_cast<std::size_t>(mode));
}

const char*
GetName(MobileRouterMode mode)
{
    static constexpr std::array<const char*, 3> NAMES{"explicit", "implicit", "host"};
    return NAMES.at(static_cast<std::size_t>(mode));
}

const char*
GetName(DadMode mode)
{
    static constexpr std::array<const char*, 3> NAMES{"standard", "optimistic", "off"};
    return NAMES.at(static_cast<std::size_t>(mode));
}

const char*
GetName(MovementMode mode)
{
    static constexpr std::array<const char*, 5> NAMES{"lazy",
                                                      "eager",
                                                      "unreachability",
                                                      "link_layer",
                                                      "advertisements"};
    return NAMES.at(static_cast<std::size_t>(mode));
}

const char*
GetName(MulticastMode mode)
{
    static constexpr std::array<const char*, 2> NAMES{"tunnel", "local"};
    return NAMES.at(static_cast<std::size_t>(mode));
}

const char*
GetName(CareOfMode mode)
{
    static constexpr std::array<const char*, 2> NAMES{"stateless", "stateful"};
    return NAMES.at(static_cast<std::size_t>(mode));
}

const char*
GetName(TrafficKind kind)
{
    static constexpr std::array<const char*, 4> NAMES{"udp", "tcp", "ping", "multicast"};
    return NAMES.at(static_cast<std::size_t>(kind));
}

const char*
GetName(FlowHomeAddress address)
{
    static constexpr std::array<const char*, 2> NAMES{"first", "preferred"};
    return NAMES.at(static_cast<std::size_t>(address));
}

const char*
GetName(EventKind kind)
{
    static constexpr std::array<const char*, 3> NAMES{"home_agent_fails",
                                                      "home_agent_recovers",
                                                      "prefix"};
    return NAMES.at(static_cast<std::size_t>(kind));
}

} // namespace ns3::mip6

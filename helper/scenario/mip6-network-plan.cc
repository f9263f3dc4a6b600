/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-network-plan.h"

#include "mip6-quantity.h"
#include "mip6-scenario-problems.h"

#include "ns3/mip6-topology.h"

#include <algorithm>
#include <array>
#include <set>

namespace ns3::mip6
{

namespace
{

constexpr uint16_t FIRST_OWN_SUBNET = 0x1;      //!< of home links, access links, correspondents
constexpr uint16_t FIRST_LINK_SUBNET = 0xf000;  //!< of links between routers
constexpr uint16_t FIRST_AGENT_HOST = 0x2;      //!< of home agents that the home link connects
constexpr uint16_t FIRST_GUEST_HOST = 0x200;    //!< of correspondents on home and access links
constexpr uint16_t FIRST_ROUTER_HOST = 0x300;   //!< of mobile routers
constexpr uint16_t FIRST_MOBILE_SUBNET = 0x100; //!< of mobile networks
constexpr uint16_t FIRST_FIXED_HOST = 0x2;      //!< of fixed nodes in mobile networks
const char* const HOME_LINK = "home";           //!< name of the home link

/// Hands out subnets that are not in use.
class SubnetPool
{
  public:
    /// @param scenario whose own subnets are in use
    explicit SubnetPool(const Scenario& scenario)
    {
        for (const ScenarioNode& node : scenario.nodes)
        {
            if (node.prefix)
            {
                m_used.insert(node.prefix->network);
            }
        }
        for (const Subnet& prefix : GetFurtherHomePrefixes(scenario))
        {
            m_used.insert(prefix.network);
        }
        for (const MobileRouterSettings& router : scenario.mobileRouters)
        {
            m_ranges.insert(m_ranges.end(), router.networks.begin(), router.networks.end());
        }
    }

    /// @param first number to try @return the first free subnet from there on, now in use
    Subnet Take(uint16_t first)
    {
        Subnet subnet = MakeSubnet(first);
        for (uint16_t number = first; IsUsed(subnet); ++number)
        {
            subnet = MakeSubnet(number);
        }
        m_used.insert(subnet.network);
        return subnet;
    }

  private:
    /// @param subnet any @return whether it is in use
    bool IsUsed(const Subnet& subnet) const
    {
        return m_used.count(subnet.network) != 0 ||
               std::any_of(m_ranges.begin(), m_ranges.end(), [&subnet](const Subnet& range) {
                   return DoOverlap(range, subnet);
               });
    }

    /// @param number of a subnet @return 2001:1:0:number::/64
    static Subnet MakeSubnet(uint16_t number)
    {
        std::array<uint8_t, 16> octets{0x20, 0x01, 0x00, 0x01};
        octets[6] = static_cast<uint8_t>(number >> 8);
        octets[7] = static_cast<uint8_t>(number & 0xff);
        return {Ipv6Address(octets.data()), 64};
    }

    std::set<Ipv6Address> m_used; //!< networks
    std::vector<Subnet> m_ranges; //!< mobile networks, which may have several subnets each
};

/// Works out a plan.
class Planner
{
  public:
    /// @param scenario to plan for; must outlive this
    explicit Planner(const Scenario& scenario)
        : m_scenario(scenario),
          m_names(GetNodeNames(scenario)),
          m_pool(scenario)
    {
    }

    /// @return the plan
    NetworkPlan Plan()
    {
        PlanSubnets();
        PlanGuests();
        PlanLinks();
        PlanMobileRouters();
        PlanRoutes();
        return m_plan;
    }

  private:
    /// @param name of a node @return its number
    std::size_t GetIndex(const std::string& name) const
    {
        return static_cast<std::size_t>(std::find(m_names.begin(), m_names.end(), name) -
                                        m_names.begin());
    }

    /// @param node its number @return whether it has one link, and does not connect others
    bool IsHost(std::size_t node) const
    {
        const ScenarioNode& description = m_scenario.nodes[node];
        return description.role == NodeRole::CORRESPONDENT || description.link;
    }

    /// Give every node with a link of its own a subnet.
    void PlanSubnets()
    {
        for (const ScenarioNode& node : m_scenario.nodes)
        {
            std::optional<Subnet> subnet = node.prefix;
            if (!subnet && !node.link && node.role != NodeRole::ROUTER)
            {
                subnet = m_pool.Take(FIRST_OWN_SUBNET);
            }
            m_plan.subnets.push_back(subnet);
        }
    }

    /// Give the correspondents and home agents on home and access links addresses.
    void PlanGuests()
    {
        std::vector<uint16_t> nextGuest(m_names.size(), FIRST_GUEST_HOST);
        uint16_t nextAgent = FIRST_AGENT_HOST;
        for (const ScenarioNode& node : m_scenario.nodes)
        {
            std::optional<Ipv6Address> address;
            if (node.link)
            {
                const std::size_t router = FindLinkRouter(m_scenario, *node.link);
                const bool isAgent = node.role == NodeRole::HOME_AGENT;
                const uint16_t host = isAgent ? nextAgent++ : nextGuest[router]++;
                address = MakeHostAddress(*m_plan.subnets[router], host);
            }
            m_plan.guests.push_back(address);
        }
    }

    /// Give every wired link a subnet and its ends addresses.
    void PlanLinks()
    {
        for (const ScenarioLink& link : m_scenario.links)
        {
            const std::size_t from = GetIndex(link.from);
            const std::size_t to = GetIndex(link.to);
            LinkPlan plan;
            plan.subnet = IsHost(from) ? *m_plan.subnets[from]
                          : IsHost(to) ? *m_plan.subnets[to]
                                       : m_pool.Take(FIRST_LINK_SUBNET);
            const bool hostFirst = IsHost(from);
            plan.from = MakeHostAddress(plan.subnet, hostFirst ? 2 : 1);
            plan.to = MakeHostAddress(plan.subnet, hostFirst ? 1 : 2);
            m_plan.links.push_back(plan);
            m_graph.push_back({from, to, link.delay});
        }
    }

    /// Give every mobile router a home address, networks and fixed nodes in the first of them.
    void PlanMobileRouters()
    {
        const Subnet& home = *m_plan.subnets[FindLinkRouter(m_scenario, HOME_LINK)];
        uint16_t host = FIRST_ROUTER_HOST;
        for (const MobileRouterSettings& router : GetMobileRouters(m_scenario))
        {
            MobileRouterPlan plan;
            plan.homeAddress = MakeHostAddress(home, host++);
            plan.networks = router.networks;
            if (plan.networks.empty())
            {
                plan.networks.push_back(m_pool.Take(FIRST_MOBILE_SUBNET));
            }
            for (const Subnet& network : plan.networks)
            {
                plan.links.push_back({network.network, 64});
            }
            for (uint16_t i = 0; i < router.nodes; ++i)
            {
                const auto number = static_cast<uint16_t>(FIRST_FIXED_HOST + i);
                plan.nodes.push_back(MakeHostAddress(plan.links.front(), number));
            }
            m_plan.mobileRouters.push_back(plan);
        }
    }

    /// Fill the routing tables.
    void PlanRoutes()
    {
        const Topology topology(m_names.size(), m_graph);
        std::vector<Topology::Paths> paths;
        for (std::size_t node = 0; node < m_names.size(); ++node)
        {
            paths.push_back(topology.GetPathsTo(node));
        }
        for (std::size_t node = 0; node < m_names.size(); ++node)
        {
            if (IsHost(node))
            {
                AddDefaultRoute(node);
                if (m_scenario.nodes[node].role == NodeRole::HOME_AGENT)
                {
                    AddRoutesToMobileNetworks(node, paths);
                }
                continue;
            }
            AddRoutesToNodes(node, paths);
            AddRoutesToMobileNetworks(node, paths);
            AddRoutesToLinks(node, paths);
        }
    }

    /// @param node that gets the entry @param link to take @param destination to reach
    void AddRoute(std::size_t node, std::size_t link, const std::optional<Subnet>& destination)
    {
        const LinkPlan& plan = m_plan.links[link];
        const Ipv6Address nextHop = m_graph[link].from == node ? plan.to : plan.from;
        m_plan.routes.push_back({node, destination, nextHop, link});
    }

    /// @param node a host
    void AddDefaultRoute(std::size_t node)
    {
        if (const auto& link = m_scenario.nodes[node].link)
        {
            const std::size_t router = FindLinkRouter(m_scenario, *link);
            const Ipv6Address nextHop = MakeHostAddress(*m_plan.subnets[router], 1);
            m_plan.routes.push_back({node, std::nullopt, nextHop, std::nullopt});
        }
        for (std::size_t link = 0; link < m_graph.size(); ++link)
        {
            if (m_graph[link].from == node || m_graph[link].to == node)
            {
                AddRoute(node, link, std::nullopt);
            }
        }
    }

    /// Routes to home and access links.
    /// @param node a router @param paths by destination
    void AddRoutesToNodes(std::size_t node, const std::vector<Topology::Paths>& paths)
    {
        for (std::size_t owner = 0; owner < m_names.size(); ++owner)
        {
            // Links of correspondents are wired links.
            if (m_plan.subnets[owner] && !IsHost(owner) && paths[owner].nextLink[node])
            {
                AddRoute(node, *paths[owner].nextLink[node], m_plan.subnets[owner]);
            }
        }
        const std::size_t home = FindLinkRouter(m_scenario, HOME_LINK);
        for (const Subnet& prefix : GetFurtherHomePrefixes(m_scenario))
        {
            if (paths[home].nextLink[node])
            {
                AddRoute(node, *paths[home].nextLink[node], prefix);
            }
        }
    }

    /// Routes to mobile networks: to the home link, and there to the mobile router, who is at home
    /// or whose home agent answers for it.
    /// @param node a router or home agent @param paths by destination
    void AddRoutesToMobileNetworks(std::size_t node, const std::vector<Topology::Paths>& paths)
    {
        const std::size_t home = FindLinkRouter(m_scenario, HOME_LINK);
        for (std::size_t i = 0; i < m_plan.mobileRouters.size(); ++i)
        {
            const MobileRouterPlan& router = m_plan.mobileRouters[i];
            for (const Subnet& network : router.networks)
            {
                if (!IsHost(node) && paths[home].nextLink[node])
                {
                    AddRoute(node, *paths[home].nextLink[node], network);
                }
                else
                {
                    m_plan.routes.push_back({node, network, router.homeAddress, std::nullopt, i});
                }
            }
        }
    }

    /// Routes to wired links, by the end that is nearer.
    /// @param node a router @param paths by destination
    void AddRoutesToLinks(std::size_t node, const std::vector<Topology::Paths>& paths)
    {
        for (std::size_t link = 0; link < m_graph.size(); ++link)
        {
            const TopologyLink& ends = m_graph[link];
            if (ends.from == node || ends.to == node)
            {
                continue;
            }
            const std::size_t nearer =
                *paths[ends.to].delay[node] < *paths[ends.from].delay[node] ? ends.to : ends.from;
            AddRoute(node, *paths[nearer].nextLink[node], m_plan.links[link].subnet);
        }
    }

    const Scenario& m_scenario;        //!< planned for
    std::vector<std::string> m_names;  //!< of the nodes
    SubnetPool m_pool;                 //!< free subnets
    std::vector<TopologyLink> m_graph; //!< links by numbers
    NetworkPlan m_plan;                //!< so far
};

} // namespace

NetworkPlan
PlanNetwork(const Scenario& scenario)
{
    return Planner(scenario).Plan();
}

std::size_t
FindLinkRouter(const Scenario& scenario, const std::string& link)
{
    const auto router =
        std::find_if(scenario.nodes.begin(),
                     scenario.nodes.end(),
                     [&link](const ScenarioNode& node) {
                         return link == node.name || (link == HOME_LINK && OwnsHomeLink(node));
                     });
    return static_cast<std::size_t>(router - scenario.nodes.begin());
}

std::string
GetLinkName(const Scenario& scenario, const std::string& link)
{
    return FindLinkRouter(scenario, link) == FindLinkRouter(scenario, HOME_LINK) ? HOME_LINK : link;
}

std::vector<Subnet>
GetFurtherHomePrefixes(const Scenario& scenario)
{
    const std::size_t owner = FindLinkRouter(scenario, HOME_LINK);
    std::set<Ipv6Address> known;
    if (owner < scenario.nodes.size() && scenario.nodes[owner].prefix)
    {
        known.insert(scenario.nodes[owner].prefix->network);
    }
    std::vector<Subnet> prefixes;
    for (const ScenarioEvent& event : scenario.events)
    {
        if (event.prefix && known.insert(event.prefix->network).second)
        {
            prefixes.push_back(*event.prefix);
        }
    }
    return prefixes;
}

bool
DoOverlap(const Subnet& a, const Subnet& b)
{
    const Ipv6Prefix shorter(std::min(a.prefixLength, b.prefixLength));
    return Ipv6Address(a.network).CombinePrefix(shorter) ==
           Ipv6Address(b.network).CombinePrefix(shorter);
}

Ipv6Address
MakeHostAddress(const Subnet& subnet, uint16_t host)
{
    std::array<uint8_t, 16> octets{};
    subnet.network.GetBytes(octets.data());
    octets[14] = static_cast<uint8_t>(host >> 8);
    octets[15] = static_cast<uint8_t>(host & 0xff);
    return Ipv6Address(octets.data());
}

Ipv6Address
MoveToSubnet(const Ipv6Address& address, const Subnet& subnet)
{
    std::array<uint8_t, 16> octets{};
    std::array<uint8_t, 16> host{};
    subnet.network.GetBytes(octets.data());
    address.GetBytes(host.data());
    std::copy(host.begin() + 8, host.end(), octets.begin() + 8);
    return Ipv6Address(octets.data());
}

std::string
DescribeRoute(const Scenario& scenario, const RoutePlan& route)
{
    const ScenarioNode& node = scenario.nodes[route.node];
    const std::string destination =
        route.destination ? FormatSubnet(*route.destination) : "default";
    std::string next;
    if (route.router)
    {
        next = GetMobileRouters(scenario)[*route.router].name;
    }
    else if (route.link)
    {
        const ScenarioLink& link = scenario.links[*route.link];
        next = link.from == node.name ? link.to : link.from;
    }
    else
    {
        next = scenario.nodes[FindLinkRouter(scenario, *node.link)].name;
    }
    return node.name + ": " + destination + " via " + FormatAddress(route.nextHop) + " (" + next +
           ")";
}

} // namespace ns3::mip6

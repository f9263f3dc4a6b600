/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NETWORK_PLAN_H
#define MIP6_NETWORK_PLAN_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-scenario.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Addresses and routes of a scenario, worked out before anything is built.
 *
 * The router of a link has ::1, the other end of a wired link ::2, home agents that the home link
 * connects have ::2 and following there, mobile nodes ::100 and following, correspondents on the
 * home link or an access link ::200 and following, mobile routers ::300 and following on the home
 * link. In a mobile network its router has ::1, fixed nodes have ::2 and following. Subnets that
 * the scenario leaves open come from 2001:1::/48: home links, access links and links of
 * correspondents from 2001:1:0:1::/64 on, mobile networks from 2001:1:0:100::/64 on, links between
 * routers from 2001:1:0:f000::/64 on, always the first one that is free.
 */

namespace ns3::mip6
{

/// Addresses of a wired link.
struct LinkPlan
{
    Subnet subnet;    //!< of the link
    Ipv6Address from; //!< of its first end
    Ipv6Address to;   //!< of its second end
};

/// One entry of a routing table.
struct RoutePlan
{
    std::size_t node{0};               //!< number of the node that has the entry
    std::optional<Subnet> destination; //!< absent for the default route
    Ipv6Address nextHop;               //!< global address of the next node
    std::optional<std::size_t> link; //!< number of the wired link to it; absent for a node that is
                                     //!< on a home link or access link
    std::optional<std::size_t> router{}; //!< number of the mobile router that is the next node
};

/// Addresses of a mobile router and its networks.
struct MobileRouterPlan
{
    Ipv6Address homeAddress;        //!< on the home link
    std::vector<Subnet> networks;   //!< mobile network prefixes
    std::vector<Subnet> links;      //!< by network: of its ingress link, the first one in it
    std::vector<Ipv6Address> nodes; //!< of the fixed nodes in the first network
};

/// All addresses and routes.
struct NetworkPlan
{
    std::vector<std::optional<Subnet>> subnets; //!< by node: of its home, access or own link
    std::vector<std::optional<Ipv6Address>>
        guests;                  //!< by node: of a correspondent on a home link or access link,
                                 //!< or of a home agent that the home link connects
    std::vector<LinkPlan> links; //!< by link
    std::vector<MobileRouterPlan> mobileRouters; //!< in the order of GetMobileRouters
    std::vector<RoutePlan> routes;               //!< by node
};

/**
 * @param scenario that ValidateScenario finds nothing wrong with
 * @return its addresses and routes
 */
NetworkPlan PlanNetwork(const Scenario& scenario);

/**
 * @param scenario any description
 * @param link name of a link that mobile nodes may go to
 * @return number of its router; the number of nodes if there is no such link
 */
std::size_t FindLinkRouter(const Scenario& scenario, const std::string& link);

/**
 * @param scenario any description
 * @param link name of a link that mobile nodes may go to
 * @return its name as in traces and tables: "home" also for the name of the home agent
 */
std::string GetLinkName(const Scenario& scenario, const std::string& link);

/**
 * @param scenario any description
 * @return prefixes that events bring to the home link, without the one that its router has from the
 * beginning, where that is given
 */
std::vector<Subnet> GetFurtherHomePrefixes(const Scenario& scenario);

/**
 * @param a any subnet
 * @param b another one
 * @return whether they have addresses in common
 */
bool DoOverlap(const Subnet& a, const Subnet& b);

/**
 * @param subnet with a length of 112 or less
 * @param host number of the host
 * @return address of the host in the subnet
 */
Ipv6Address MakeHostAddress(const Subnet& subnet, uint16_t host);

/**
 * @param address any address
 * @param subnet with the length 64
 * @return address with the same interface identifier in the subnet
 */
Ipv6Address MoveToSubnet(const Ipv6Address& address, const Subnet& subnet);

/**
 * @param scenario that the plan is for
 * @param route an entry of the plan
 * @return it as text, "node: destination via next-hop (name of the next node)"
 */
std::string DescribeRoute(const Scenario& scenario, const RoutePlan& route);

} // namespace ns3::mip6

#endif /* MIP6_NETWORK_PLAN_H */

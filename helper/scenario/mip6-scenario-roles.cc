/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-roles.h"

#include "mip6-quantity.h"

#include "ns3/boolean.h"
#include "ns3/nstime.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <map>

namespace ns3::mip6
{

namespace
{

/// @param subnets any @return them as one text
std::string
JoinSubnets(const std::vector<Subnet>& subnets)
{
    std::string text;
    for (const Subnet& subnet : subnets)
    {
        text += (text.empty() ? "" : " ") + FormatSubnet(subnet);
    }
    return text;
}

/// @param protocol settings @param set called for each attribute of mobile nodes about their links
void
SetHomeLinkAttributes(const ProtocolSettings& protocol, const AttributeSetter& set)
{
    static const std::map<MovementMode, const char*> MOVEMENT_VALUES{
        {MovementMode::LAZY, "Lazy"},
        {MovementMode::EAGER, "Eager"},
        {MovementMode::UNREACHABILITY, "Unreachability"},
        {MovementMode::LINK_LAYER, "LinkLayer"},
        {MovementMode::ADVERTISEMENTS, "Advertisements"},
    };
    const bool isStateful = protocol.careOf == CareOfMode::STATEFUL;
    const bool isLocal = protocol.multicast == MulticastMode::LOCAL;
    set("MovementDetection", StringValue(MOVEMENT_VALUES.at(protocol.movement)));
    set("MissedAdvertisements", UintegerValue(protocol.missedAdvertisements));
    set("AddressConfiguration", StringValue(isStateful ? "Stateful" : "Stateless"));
    set("HomeAgentDiscovery", BooleanValue(protocol.discovery));
    set("HomeAgentAttempts", UintegerValue(protocol.homeAgentAttempts));
    set("MulticastMembership", StringValue(isLocal ? "Local" : "HomeTunnel"));
}

} // namespace

void
SetMobileNodeAttributes(const ProtocolSettings& protocol, const AttributeSetter& set)
{
    static const std::map<DadMode, const char*> DAD_VALUES{
        {DadMode::STANDARD, "Standard"},
        {DadMode::OPTIMISTIC, "Optimistic"},
        {DadMode::OFF, "Off"},
    };
    set("DuplicateAddressDetection", StringValue(DAD_VALUES.at(protocol.dad)));
    set("BindingLifetime", TimeValue(protocol.lifetime));
    set("PendingQueueSize", UintegerValue(protocol.pendingQueue));
    set("RouteOptimization", BooleanValue(protocol.routeOptimization));
    set("RouteOptimizationThreshold", UintegerValue(protocol.optimizationThreshold));
    set("RouteOptimizationAllow", StringValue(JoinSubnets(protocol.optimizeWith)));
    set("RouteOptimizationDeny", StringValue(JoinSubnets(protocol.optimizeWithout)));
    SetHomeLinkAttributes(protocol, set);
}

Mip6Helper
MakeRoleHelper(const ProtocolSettings& protocol)
{
    Mip6Helper roles;
    roles.SetHomeAgentAttribute("MaxBindingLifetime", TimeValue(protocol.maxLifetime));
    roles.SetRouterAdvertiserAttribute("MinInterval", TimeValue(protocol.raIntervalMin));
    roles.SetRouterAdvertiserAttribute("MaxInterval", TimeValue(protocol.raIntervalMax));
    SetMobileNodeAttributes(protocol,
                            [&roles](const std::string& name, const AttributeValue& value) {
                                roles.SetMobileNodeAttribute(name, value);
                            });
    return roles;
}

Mip6Helper
MakeHomeAgentHelper(const Mip6Helper& roles, const ScenarioNode& node)
{
    Mip6Helper own = roles;
    own.SetRouterAdvertiserAttribute("HomeAgentPreference", UintegerValue(node.preference));
    if (node.link)
    {
        // RFC 6275 section 7.4: a home agent need not be a default router.
        own.SetRouterAdvertiserAttribute("RouterLifetime", TimeValue(Time()));
    }
    return own;
}

Mip6Helper
MakeMobileNodeHelper(const Mip6Helper& roles,
                     const MobileSettings& mobile,
                     const Subnet& homePrefix)
{
    Mip6Helper own = roles;
    if (mobile.homeAddress == HomeAddressMode::STATELESS)
    {
        own.SetMobileNodeAttribute("HomePrefix", Ipv6AddressValue(homePrefix.network));
    }
    return own;
}

} // namespace ns3::mip6

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

/// @param roles get attributes of mobile nodes @param protocol settings
void
SetMobileNodeAttributes(Mip6Helper& roles, const ProtocolSettings& protocol)
{
    static const std::map<DadMode, const char*> DAD_VALUES{
        {DadMode::STANDARD, "Standard"},
        {DadMode::OPTIMISTIC, "Optimistic"},
        {DadMode::OFF, "Off"},
    };
    roles.SetMobileNodeAttribute("DuplicateAddressDetection",
                                 StringValue(DAD_VALUES.at(protocol.dad)));
    roles.SetMobileNodeAttribute("BindingLifetime", TimeValue(protocol.lifetime));
    roles.SetMobileNodeAttribute("PendingQueueSize", UintegerValue(protocol.pendingQueue));
    roles.SetMobileNodeAttribute("RouteOptimization", BooleanValue(protocol.routeOptimization));
    roles.SetMobileNodeAttribute("RouteOptimizationThreshold",
                                 UintegerValue(protocol.optimizationThreshold));
    roles.SetMobileNodeAttribute("RouteOptimizationAllow",
                                 StringValue(JoinSubnets(protocol.optimizeWith)));
    roles.SetMobileNodeAttribute("RouteOptimizationDeny",
                                 StringValue(JoinSubnets(protocol.optimizeWithout)));
}

} // namespace

Mip6Helper
MakeRoleHelper(const ProtocolSettings& protocol)
{
    Mip6Helper roles;
    roles.SetHomeAgentAttribute("MaxBindingLifetime", TimeValue(protocol.maxLifetime));
    roles.SetRouterAdvertiserAttribute("MinInterval", TimeValue(protocol.raIntervalMin));
    roles.SetRouterAdvertiserAttribute("MaxInterval", TimeValue(protocol.raIntervalMax));
    SetMobileNodeAttributes(roles, protocol);
    return roles;
}

} // namespace ns3::mip6

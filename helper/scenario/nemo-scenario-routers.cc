/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-roles.h"
#include "mip6-scenario-routers.h"

#include "ns3/nemo-helper.h"
#include "ns3/nstime.h"
#include "ns3/string.h"

#include <map>
#include <string>
#include <vector>

namespace ns3::mip6
{

namespace
{

/// @param scenario that is built @param mode of a mobile router @return installs it
NemoHelper
MakeRouterHelper(const Scenario& scenario, MobileRouterMode mode)
{
    static const std::map<MobileRouterMode, const char*> MODE_VALUES{
        {MobileRouterMode::EXPLICIT, "Explicit"},
        {MobileRouterMode::IMPLICIT, "Implicit"},
        {MobileRouterMode::HOST, "Host"},
    };
    const ProtocolSettings& protocol = scenario.protocol;
    NemoHelper helper;
    SetMobileNodeAttributes(protocol,
                            [&helper](const std::string& name, const AttributeValue& value) {
                                helper.SetMobileRouterAttribute(name, value);
                            });
    // RFC 3963 section 5.7: what a mobile network sends to groups takes the tunnel, and so does
    // what it receives.
    helper.SetMobileRouterAttribute("MulticastMembership", StringValue("HomeTunnel"));
    helper.SetMobileRouterAttribute("Mode", StringValue(MODE_VALUES.at(mode)));
    helper.SetRouterAdvertiserAttribute("MinInterval", TimeValue(protocol.raIntervalMin));
    helper.SetRouterAdvertiserAttribute("MaxInterval", TimeValue(protocol.raIntervalMax));
    return helper;
}

/// @param router a mobile router @param network one of its networks, by the prefix of the link
/// in it so far
void
WidenNetwork(NemoMobileRouter& router, const Subnet& network)
{
    // The ingress interface has told the prefix of its link, which is a part of the network.
    if (network.prefixLength < 64)
    {
        router.RemoveNetwork(network.network, 64);
        router.AddNetwork(network.network, network.prefixLength);
    }
}

/// @param base network of the scenario
void
ServeMobileRouters(NetworkBuilder& base)
{
    for (const auto& [name, role] : base.GetNetwork().homeAgents)
    {
        const Ptr<NemoHomeAgent> table = NemoHelper().InstallHomeAgent(base.FindNode(name));
        for (const NetworkMobileRouter& router : base.GetNetwork().mobileRouters)
        {
            for (const Subnet& network : router.networks)
            {
                table->AddNetwork(router.homeAddress, network.network, network.prefixLength);
            }
        }
    }
}

} // namespace

void
AddMobileRouters(const Scenario& scenario,
                 NetworkBuilder& base,
                 const HomeAgentFinder& findHomeAgent)
{
    const std::vector<MobileRouterSettings> routers = GetMobileRouters(scenario);
    if (routers.empty())
    {
        return;
    }
    ScenarioNetwork& network = base.GetNetwork();
    ServeMobileRouters(base);
    for (std::size_t i = 0; i < routers.size(); ++i)
    {
        NetworkMobileRouter& built = network.mobileRouters[i];
        const Ipv6Address homeAgent = findHomeAgent(routers[i].homeAgent);
        NemoHelper::Interfaces interfaces;
        for (const Ptr<NetDevice>& device : built.egress)
        {
            interfaces.egress.Add(device);
        }
        for (const Ptr<NetDevice>& device : built.ingress)
        {
            interfaces.ingress.Add(device);
        }
        const Ptr<NemoMobileRouter> role =
            MakeRouterHelper(scenario, routers[i].mode)
                .InstallMobileRouter(built.node, interfaces, {built.homeAddress, homeAgent});
        for (const Subnet& subnet : built.networks)
        {
            WidenNetwork(*role, subnet);
        }
        built.role = role;
        built.findEgress = [role]() { return role->GetEgress(); };
        network.mobiles.push_back(
            {built.name, built.node, role, built.egress.front(), built.homeAddress, homeAgent});
    }
}

} // namespace ns3::mip6

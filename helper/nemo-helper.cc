/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-helper.h"

#include "ns3/boolean.h"
#include "ns3/enum.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-router-advertiser.h"

namespace ns3
{

NemoHelper::NemoHelper()
{
    m_mobileRouter.SetTypeId("ns3::NemoMobileRouter");
    m_homeAgent.SetTypeId("ns3::NemoHomeAgent");
    m_advertiser.SetTypeId("ns3::Mip6RouterAdvertiser");
}

void
NemoHelper::SetMobileRouterAttribute(const std::string& name, const AttributeValue& value)
{
    m_mobileRouter.Set(name, value);
}

void
NemoHelper::SetHomeAgentAttribute(const std::string& name, const AttributeValue& value)
{
    m_homeAgent.Set(name, value);
}

void
NemoHelper::SetRouterAdvertiserAttribute(const std::string& name, const AttributeValue& value)
{
    m_advertiser.Set(name, value);
}

void
NemoHelper::EnableDynamicRouting()
{
    m_homeAgent.Set("DynamicRouting", BooleanValue(true));
    m_mobileRouter.Set("DynamicRouting", BooleanValue(true));
    m_mobileRouter.Set("Mode", EnumValue(NemoMobileRouter::IMPLICIT));
}

void
NemoHelper::SetAdvertiseAtHome(bool advertise)
{
    m_advertiseAtHome = advertise;
}

Ptr<NemoHomeAgent>
NemoHelper::InstallHomeAgent(Ptr<Node> node) const
{
    auto homeAgent = m_homeAgent.Create<NemoHomeAgent>();
    homeAgent->Install(node);
    node->AggregateObject(homeAgent);
    const auto device = node->GetObject<Mip6HomeAgent>()->GetDevice();
    if (auto advertiser = Mip6Helper::FindAdvertiser(device))
    {
        advertiser->SetAttribute("MobileRouters", BooleanValue(true));
    }
    return homeAgent;
}

Ptr<NemoMobileRouter>
NemoHelper::InstallMobileRouter(Ptr<Node> node,
                                const Interfaces& interfaces,
                                const Home& home) const
{
    NS_ABORT_MSG_IF(interfaces.egress.GetN() == 0,
                    "NemoHelper: a mobile router needs an interface that moves");
    auto router = m_mobileRouter.Create<NemoMobileRouter>();
    router->SetAttribute("HomeAddress", Ipv6AddressValue(home.homeAddress));
    router->SetAttribute("HomeAgent", Ipv6AddressValue(home.homeAgent));
    router->Install(node, interfaces.egress.Get(0));
    for (uint32_t i = 1; i < interfaces.egress.GetN(); ++i)
    {
        router->AddEgress(interfaces.egress.Get(i));
    }
    for (uint32_t i = 0; i < interfaces.ingress.GetN(); ++i)
    {
        router->AddIngress(interfaces.ingress.Get(i));
        if (Mip6Helper::FindAdvertiser(interfaces.ingress.Get(i)))
        {
            continue; // of a home agent of mobile nodes that live in the network
        }
        auto advertiser = m_advertiser.Create<Mip6RouterAdvertiser>();
        advertiser->SetDevice(interfaces.ingress.Get(i));
        node->AddApplication(advertiser);
    }
    for (uint32_t i = 0; m_advertiseAtHome && i < interfaces.egress.GetN(); ++i)
    {
        auto advertiser = m_advertiser.Create<Mip6RouterAdvertiser>();
        advertiser->SetDevice(interfaces.egress.Get(i));
        node->AddApplication(advertiser);
        router->AdvertiseAtHome(advertiser);
    }
    node->AggregateObject(router);
    if (node->IsInitialized())
    {
        router->Initialize();
    }
    return router;
}

} // namespace ns3

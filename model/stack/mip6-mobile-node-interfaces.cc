/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node.h"
#include "mip6-stack.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/simulator.h"

/**
 * @file
 * @ingroup mip6-stack
 * The interfaces of ns3::Mip6MobileNode that move, one of which is in use.
 */

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MobileNodeInterfaces");

void
Mip6MobileNode::Listen(uint32_t interface)
{
    const auto icmpv6 = GetStack()->GetIcmpv6(interface);
    icmpv6->SetEnforceHopLimit(m_requireHopLimit);
    icmpv6->AddHandler(mip6::ICMPV6_NEIGHBOR_ADVERTISEMENT,
                       [this, interface](const Mip6Icmpv6Input& input) {
                           return interface == m_interface && OnNeighborAdvertisement(input);
                       });
    icmpv6->AddHandler(mip6::ICMPV6_ROUTER_ADVERTISEMENT,
                       [this, interface](const Mip6Icmpv6Input& input) {
                           return interface == m_interface ? OnRouterAdvertisement(input)
                                                           : OnOtherAdvertisement(interface, input);
                       });
    // A host route of a redirect would stay behind on the old link.
    icmpv6->AddHandler(mip6::ICMPV6_REDIRECT, [](const Mip6Icmpv6Input&) { return true; });
    const auto device = GetStack()->GetIpv6()->GetNetDevice(interface);
    device->AddLinkChangeCallback(Callback<void>([this, interface] {
        if (interface == m_interface)
        {
            OnLinkChange();
        }
    }));
}

bool
Mip6MobileNode::OnOtherAdvertisement(uint32_t, const Mip6Icmpv6Input&)
{
    return true;
}

void
Mip6MobileNode::Use(uint32_t interface)
{
    m_interface = interface;
    m_device = GetStack()->GetIpv6()->GetNetDevice(interface);
    m_icmpv6 = GetStack()->GetIcmpv6(interface);
    auto& configuration = m_configurations[interface];
    if (!configuration)
    {
        configuration = MakeConfiguration();
    }
    m_configuration = configuration.get();
}

void
Mip6MobileNode::SwitchTo(uint32_t interface)
{
    NS_LOG_INFO("interface " << interface << " takes over");
    Apply(m_machine->HandleLinkLost(Simulator::Now()));
    for (const auto& home : m_homes)
    {
        if (home->place == mip6::HomeAddressPlace::LINK)
        {
            Unplace(*home);
        }
    }
    Use(interface);
    m_multicast->SetInterface(interface);
    Apply(m_machine->HandleLinkUp(Simulator::Now()));
}

uint32_t
Mip6MobileNode::GetInterface() const
{
    return m_interface;
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-router-routing.h"

#include "mip6-stack.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NemoRouterRouting");

NemoRouterRouting::NemoRouterRouting(Mip6Stack* stack,
                                     Interfaces interfaces,
                                     NemoTunnelDevice::EndsFinder findEnds)
    : m_stack(stack),
      m_interfaces(std::move(interfaces)),
      m_ripng(stack),
      m_device(CreateObject<NemoTunnelDevice>())
{
    NS_ABORT_MSG_IF(!m_ripng.IsPresent(),
                    "NemoMobileRouter: DynamicRouting needs ns3::RipNg on node "
                        << stack->GetNode()->GetId()
                        << "; install it with the internet stack, in an Ipv6ListRouting");
    for (const uint32_t interface : m_interfaces.egress)
    {
        m_ripng.Stop(interface);
        // RIPng makes all its interfaces forward.
        m_stack->GetIpv6()->SetForwarding(interface, false);
    }
    m_device->Install(stack, std::move(findEnds));
}

NemoRouterRouting::~NemoRouterRouting() = default;

void
NemoRouterRouting::HandlePlace(const std::optional<uint32_t>& egress)
{
    if (egress == m_home)
    {
        return;
    }
    if (m_home)
    {
        // RFC 3963 section 8: on a foreign link it must not send routing messages.
        m_ripng.Stop(*m_home);
        m_ripng.Start(m_device->GetInterface());
    }
    m_home = egress;
    if (m_home)
    {
        m_ripng.Stop(m_device->GetInterface());
        m_ripng.Start(*m_home);
        m_ripng.Request(*m_home);
        m_ends.reset();
    }
}

void
NemoRouterRouting::HandleTunnel(const std::optional<Mip6TunnelEnds>& ends)
{
    const bool isNew = ends && !(ends == m_ends);
    m_ends = ends;
    if (isNew)
    {
        // What the home agent has told while there was no tunnel is lost.
        m_ripng.Request(m_device->GetInterface());
    }
}

bool
NemoRouterRouting::IsInside(const Ipv6Address& address) const
{
    const auto device = m_ripng.FindDevice(address);
    const int32_t interface = device ? m_stack->GetIpv6()->GetInterfaceForDevice(device) : -1;
    const auto& ingress = m_interfaces.ingress;
    return interface >= 0 &&
           std::find(ingress.begin(), ingress.end(), static_cast<uint32_t>(interface)) !=
               ingress.end();
}

void
NemoRouterRouting::Inject(const Ptr<Packet>& packet)
{
    m_device->Inject(packet);
}

} // namespace ns3

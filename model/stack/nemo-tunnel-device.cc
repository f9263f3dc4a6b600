/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-tunnel-device.h"

#include "mip6-icmpv6-interface.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mac48-address.h"
#include "ns3/mip6-address-rules.h"
#include "ns3/mip6-numbers.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NemoTunnelDevice");
NS_OBJECT_ENSURE_REGISTERED(NemoTunnelDevice);

namespace
{

/// @param destination any @return whether it has a meaning on one link only
bool
IsLinkScope(const Ipv6Address& destination)
{
    return destination.IsLinkLocal() ||
           (destination.IsMulticast() && !mip6::IsRoutableMulticast(destination));
}

} // namespace

TypeId
NemoTunnelDevice::GetTypeId()
{
    static TypeId tid = TypeId("ns3::NemoTunnelDevice")
                            .SetParent<VirtualNetDevice>()
                            .SetGroupName("Mip6")
                            .AddConstructor<NemoTunnelDevice>();
    return tid;
}

void
NemoTunnelDevice::Install(Mip6Stack* stack, EndsFinder findEnds)
{
    NS_LOG_FUNCTION(this);
    m_stack = stack;
    m_findEnds = std::move(findEnds);
    SetAddress(Mac48Address::Allocate());
    SetSendCallback(MakeCallback(&NemoTunnelDevice::HandleSend, this));
    m_stack->GetNode()->AddDevice(this);
    const auto ipv6 = m_stack->GetIpv6();
    m_interface = ipv6->AddInterface(this);
    // The other end has another address: both are allocated.
    m_stack->GetIcmpv6(m_interface)->SetAttribute("DAD", BooleanValue(false));
    // Before the interface comes up, so that it solicits no routers.
    ipv6->SetForwarding(m_interface, true);
    ipv6->SetUp(m_interface);
}

void
NemoTunnelDevice::DoDispose()
{
    m_findEnds = nullptr;
    m_stack = nullptr;
    VirtualNetDevice::DoDispose();
}

bool
NemoTunnelDevice::IsOnLink(const Ipv6Header& inner)
{
    return IsLinkScope(inner.GetDestination()) && inner.GetSource().IsLinkLocal() &&
           inner.GetNextHeader() != mip6::NEXT_HEADER_ICMPV6 &&
           inner.GetNextHeader() != mip6::NEXT_HEADER_HOP_BY_HOP_OPTIONS;
}

std::optional<Mip6TunnelEnds>
NemoTunnelDevice::FindEnds(const Ipv6Header& inner) const
{
    return m_findEnds ? m_findEnds(inner) : std::nullopt;
}

bool
NemoTunnelDevice::HandleSend(Ptr<Packet> packet, const Address&, const Address&, uint16_t)
{
    Ipv6Header inner;
    packet->PeekHeader(inner);
    const bool isDiscovery = IsLinkScope(inner.GetDestination()) && !IsOnLink(inner);
    if (isDiscovery)
    {
        NS_LOG_LOGIC("nobody to be found here: " << inner);
        return true;
    }
    if (const auto ends = FindEnds(inner))
    {
        // RFC 3963 section 8: routing messages keep their link-local source in the tunnel.
        m_stack->GetVirtualDevice()->SendThroughTunnel(packet, *ends);
    }
    else if (m_stack && !IsOnLink(inner))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::NO_BINDING);
    }
    return true;
}

void
NemoTunnelDevice::Inject(const Ptr<Packet>& packet)
{
    Receive(packet, Ipv6L3Protocol::PROT_NUMBER, GetAddress(), GetAddress(), PACKET_HOST);
}

uint32_t
NemoTunnelDevice::GetInterface() const
{
    return m_interface;
}

uint16_t
NemoTunnelDevice::GetMtu() const
{
    return m_stack ? m_stack->GetVirtualDevice()->GetMtu() : VirtualNetDevice::GetMtu();
}

} // namespace ns3

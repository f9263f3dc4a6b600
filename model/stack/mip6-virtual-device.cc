/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-virtual-device.h"

#include "mip6-extension-headers.h"
#include "mip6-icmpv6-interface.h"
#include "mip6-role.h"
#include "mip6-routing.h"
#include "mip6-stack.h"
#include "mip6-tunnel-entry.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/loopback-net-device.h"
#include "ns3/mac48-address.h"
#include "ns3/mip6-address-rules.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-tunnel-headers.h"
#include "ns3/node.h"
#include "ns3/socket.h"

#include <algorithm>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6VirtualDevice");
NS_OBJECT_ENSURE_REGISTERED(Mip6VirtualDevice);

TypeId
Mip6VirtualDevice::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6VirtualDevice")
                            .SetParent<VirtualNetDevice>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6VirtualDevice>();
    return tid;
}

void
Mip6VirtualDevice::Install(Mip6Stack* stack, Ptr<Node> node)
{
    NS_LOG_FUNCTION(this << node);
    m_stack = stack;
    SetAddress(Mac48Address::Allocate());
    SetSendCallback(MakeCallback(&Mip6VirtualDevice::HandleSend, this));
    node->AddDevice(this);
    auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    m_interface = ipv6->AddInterface(this);
    // No duplicate address detection on a link that has no other station.
    m_stack->GetIcmpv6(m_interface)->SetAttribute("DAD", BooleanValue(false));
    // Forwarding lets a home agent route what it decapsulates, and keeps the node from soliciting
    // routers here; it must be set before the interface comes up.
    ipv6->SetForwarding(m_interface, true);
    ipv6->SetUp(m_interface);
    AdjustMtu();
}

void
Mip6VirtualDevice::DoDispose()
{
    m_stack = nullptr;
    VirtualNetDevice::DoDispose();
}

void
Mip6VirtualDevice::AdjustMtu()
{
    uint16_t least = UINT16_MAX;
    const auto node = GetNode();
    for (uint32_t i = 0; i < node->GetNDevices(); ++i)
    {
        const auto device = node->GetDevice(i);
        if (!DynamicCast<VirtualNetDevice>(device) && !DynamicCast<LoopbackNetDevice>(device))
        {
            least = std::min(least, device->GetMtu());
        }
    }
    const uint32_t headroom = HEADROOM_OCTETS + GetOptionOctets();
    SetMtu(static_cast<uint16_t>(
        std::max<uint32_t>(MINIMUM_MTU, least - std::min<uint32_t>(least, headroom))));
}

uint32_t
Mip6VirtualDevice::GetOptionOctets() const
{
    return m_stack->GetEncapsulationLimits().option ? mip6::ENCAPSULATION_LIMIT_HEADER_OCTETS : 0;
}

void
Mip6VirtualDevice::LimitTunnelMtu(uint32_t mtu)
{
    // RFC 2473 section 7.1: the tunnel MTU is the path MTU less the tunnel header, and never below
    // the least MTU of IPv6; packets up to that are fragmented inside the tunnel instead.
    const uint32_t added = IPV6_HEADER_OCTETS + GetOptionOctets();
    const uint32_t inner = mtu > added ? mtu - added : 0;
    if (inner < GetMtu())
    {
        SetMtu(static_cast<uint16_t>(std::max<uint32_t>(MINIMUM_MTU, inner)));
    }
}

bool
Mip6VirtualDevice::HandleSend(Ptr<Packet> packet, const Address&, const Address&, uint16_t)
{
    packet->PeekHeader(m_inner);
    // A copy: what a role sends while it is asked, or a trace sink, comes back here.
    const Ipv6Header inner = m_inner;
    const bool isOnLinkGroup =
        inner.GetDestination().IsMulticast() && !mip6::IsRoutableMulticast(inner.GetDestination());
    // RFC 6275 section 10.4.2: link-scope packets are never tunnelled. Neighbor Discovery of the
    // device itself is among them.
    if (inner.GetSource().IsLinkLocal() || inner.GetSource().IsAny() ||
        inner.GetDestination().IsLinkLocal() || isOnLinkGroup)
    {
        NS_LOG_LOGIC("link scope, not tunnelled: " << inner);
        if (inner.GetNextHeader() != mip6::NEXT_HEADER_ICMPV6)
        {
            m_stack->ReportDrop(packet, Mip6DropReason::LINK_SCOPE);
        }
        return true;
    }
    Mip6Way way;
    // RFC 6275 section 6.1: Binding Cache and Binding Update List play no part in the sending of a
    // Mobility Header.
    way.isTunnelOnly = IsSignalling(*packet, inner.GetNextHeader());
    const Mip6TunnelVerdict verdict = ChooseWay(packet, inner, way);
    if (verdict == Mip6TunnelVerdict::NOT_MINE)
    {
        m_stack->ReportDrop(packet, Mip6DropReason::NO_BINDING);
    }
    if (verdict != Mip6TunnelVerdict::SEND)
    {
        return true;
    }
    if (way.careOfSource || way.careOfDestination)
    {
        SendOptimized(packet, inner, way);
        return true;
    }
    SendThroughTunnel(packet, *way.tunnel);
    return true;
}

Mip6TunnelVerdict
Mip6VirtualDevice::ChooseWay(const Ptr<Packet>& packet, const Ipv6Header& inner, Mip6Way& way) const
{
    auto result = Mip6TunnelVerdict::NOT_MINE;
    for (const auto& role : m_stack->GetRoles())
    {
        const Mip6TunnelVerdict verdict = role->ChooseWay(packet, inner, way);
        if (verdict == Mip6TunnelVerdict::TAKEN)
        {
            return verdict;
        }
        if (verdict == Mip6TunnelVerdict::SEND)
        {
            result = verdict;
        }
    }
    return result;
}

void
Mip6VirtualDevice::SendOptimized(const Ptr<Packet>& packet,
                                 const Ipv6Header& inner,
                                 const Mip6Way& way)
{
    Ipv6Header header = inner;
    packet->RemoveAtStart(inner.GetSerializedSize());
    std::optional<Ipv6Address> homeAddressOption;
    std::optional<Ipv6Address> type2HomeAddress;
    if (way.careOfSource)
    {
        homeAddressOption = inner.GetSource();
        header.SetSource(*way.careOfSource);
    }
    if (way.careOfDestination)
    {
        type2HomeAddress = inner.GetDestination();
        header.SetDestination(*way.careOfDestination);
    }
    header.SetNextHeader(
        AddOptimizationHeaders(packet, inner.GetNextHeader(), homeAddressOption, type2HomeAddress));
    if (!way.tunnel)
    {
        SendDirect(packet, header);
        return;
    }
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    SendThroughTunnel(packet, *way.tunnel);
}

void
Mip6VirtualDevice::SendDirect(const Ptr<Packet>& packet, const Ipv6Header& header)
{
    NS_LOG_LOGIC("direct " << header.GetSource() << " -> " << header.GetDestination());
    const auto route = RouteOuter(header);
    if (!route)
    {
        m_stack->ReportDrop(packet, Mip6DropReason::NO_BINDING);
        return;
    }
    SocketIpv6HopLimitTag hopLimit;
    hopLimit.SetHopLimit(header.GetHopLimit());
    packet->AddPacketTag(hopLimit);
    SocketIpv6TclassTag trafficClass;
    trafficClass.SetTclass(header.GetTrafficClass());
    packet->AddPacketTag(trafficClass);
    m_stack->GetIpv6()->Send(packet,
                             header.GetSource(),
                             header.GetDestination(),
                             header.GetNextHeader(),
                             route);
}

Ptr<Ipv6Route>
Mip6VirtualDevice::RouteOuter(const Ipv6Header& header) const
{
    // The other end may be in a mobile network that is behind another tunnel of this node.
    return m_stack->GetRouting()->RouteSignalling(
        {header.GetSource(), header.GetDestination(), false, Mip6PacketKind::CARE_OF});
}

void
Mip6VirtualDevice::SendThroughTunnel(const Ptr<Packet>& packet, const Mip6TunnelEnds& ends)
{
    NS_LOG_LOGIC("tunnel " << ends.local << " -> " << ends.remote);
    const auto verdict = JudgeTunnelEntry(*packet, m_stack->GetEncapsulationLimits());
    if (const auto* refusal = std::get_if<mip6::RefuseEncapsulation>(&verdict))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::ENCAPSULATION_LIMIT);
        if (refusal->pointer)
        {
            m_stack->GetErrorSender().AnswerEncapsulationLimit(packet, *refusal->pointer);
        }
        return;
    }
    m_outer.SetSource(ends.local);
    m_outer.SetDestination(ends.remote);
    const auto route = RouteOuter(m_outer);
    if (!route)
    {
        m_stack->ReportDrop(packet, Mip6DropReason::NO_BINDING);
        return;
    }
    const uint8_t nextHeader = AddTunnelOptions(packet, std::get<mip6::Encapsulate>(verdict));
    m_stack->GetIpv6()->Send(packet, ends.local, ends.remote, nextHeader, route);
}

void
Mip6VirtualDevice::Reinject(const Ptr<Packet>& packet)
{
    Receive(packet, Ipv6L3Protocol::PROT_NUMBER, GetAddress(), GetAddress(), PACKET_HOST);
}

uint32_t
Mip6VirtualDevice::GetInterface() const
{
    return m_interface;
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-tunnel-protocol.h"

#include "mip6-role.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/icmpv6-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6TunnelProtocol");
NS_OBJECT_ENSURE_REGISTERED(Mip6TunnelProtocol);

TypeId
Mip6TunnelProtocol::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6TunnelProtocol")
                            .SetParent<IpL4Protocol>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6TunnelProtocol>();
    return tid;
}

void
Mip6TunnelProtocol::Install(Mip6Stack* stack)
{
    m_stack = stack;
}

void
Mip6TunnelProtocol::DoDispose()
{
    m_stack = nullptr;
    m_downTarget.Nullify();
    m_downTarget6.Nullify();
    IpL4Protocol::DoDispose();
}

int
Mip6TunnelProtocol::GetProtocolNumber() const
{
    return mip6::NEXT_HEADER_IPV6;
}

IpL4Protocol::RxStatus
Mip6TunnelProtocol::Receive(Ptr<Packet>, const Ipv4Header&, Ptr<Ipv4Interface>)
{
    return IpL4Protocol::RX_ENDPOINT_UNREACH;
}

IpL4Protocol::RxStatus
Mip6TunnelProtocol::Receive(Ptr<Packet> packet, const Ipv6Header& header, Ptr<Ipv6Interface>)
{
    NS_LOG_FUNCTION(this << packet << header);
    uint8_t first = 0;
    packet->CopyData(&first, 1);
    Ipv6Header& inner = m_inner;
    if (packet->GetSize() < inner.GetSerializedSize() || (first >> 4) != 6)
    {
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return IpL4Protocol::RX_OK;
    }
    packet->PeekHeader(inner);
    if (inner.GetPayloadLength() + inner.GetSerializedSize() > packet->GetSize())
    {
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return IpL4Protocol::RX_OK;
    }
    std::optional<Mip6DropReason> refusal;
    for (const auto& role : m_stack->GetRoles())
    {
        const auto reason = role->CheckTunnelled(header, inner);
        if (!reason)
        {
            const bool isTaken =
                (inner.GetSource().IsLinkLocal() && role->TakeLinkScope(packet, header, inner)) ||
                (inner.GetDestination().IsMulticast() &&
                 role->TakeMulticast(packet, header, inner));
            if (isTaken)
            {
                return IpL4Protocol::RX_OK;
            }
            role->HandleTunnelled(packet, inner);
            m_stack->GetVirtualDevice()->Reinject(packet);
            return IpL4Protocol::RX_OK;
        }
        refusal = refusal.value_or(*reason);
    }
    m_stack->ReportDrop(packet, refusal.value_or(Mip6DropReason::TUNNEL_SOURCE));
    return IpL4Protocol::RX_OK;
}

void
// NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
Mip6TunnelProtocol::ReceiveIcmp(Ipv6Address,
                                uint8_t,
                                uint8_t icmpType,
                                uint8_t,
                                uint32_t icmpInfo,
                                Ipv6Address,
                                Ipv6Address payloadDestination,
                                const uint8_t*)
{
    if (icmpType != Icmpv6Header::ICMPV6_ERROR_PACKET_TOO_BIG)
    {
        return;
    }
    for (const auto& role : m_stack->GetRoles())
    {
        role->HandleTunnelTooBig(payloadDestination, icmpInfo);
    }
}

void
Mip6TunnelProtocol::SetDownTarget(DownTargetCallback callback)
{
    m_downTarget = callback;
}

void
Mip6TunnelProtocol::SetDownTarget6(DownTargetCallback6 callback)
{
    m_downTarget6 = callback;
}

IpL4Protocol::DownTargetCallback
Mip6TunnelProtocol::GetDownTarget() const
{
    return m_downTarget;
}

IpL4Protocol::DownTargetCallback6
Mip6TunnelProtocol::GetDownTarget6() const
{
    return m_downTarget6;
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-group-packet.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"
#include "nemo-mobile-router.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-address-rules.h"
#include "ns3/mip6-numbers.h"
#include "ns3/simulator.h"

#include <algorithm>

/**
 * @file
 * @ingroup mip6-stack
 * Multicast of the mobile networks of ns3::NemoMobileRouter (RFC 4605).
 */

namespace ns3
{

void
NemoMobileRouter::BuildMulticast()
{
    if (!m_multicastProxy)
    {
        return;
    }
    mip6::MulticastQuerierConfig config;
    config.queryInterval = m_multicastQueryInterval;
    config.groupLimit = m_multicastLimit;
    // What of that is tunnelled is for the home agent to say.
    config.leastScope = mip6::MULTICAST_SCOPE_LINK + 1;
    m_proxy = std::make_unique<NemoMulticastProxy>(
        *this,
        GetStack()->GetIpv6(),
        NemoMulticastProxy::Upstream{
            [this](const Ipv6Address& group) { JoinMulticastGroup(group); },
            [this](const Ipv6Address& group) { LeaveMulticastGroup(group); }});
    for (const uint32_t interface : m_ingress)
    {
        m_proxy->AddLink(interface, config);
    }
}

std::size_t
NemoMobileRouter::GetMembershipCount() const
{
    return m_proxy ? m_proxy->GetMembershipCount() : 0;
}

bool
NemoMobileRouter::IsIngress(uint32_t interface) const
{
    return std::find(m_ingress.begin(), m_ingress.end(), interface) != m_ingress.end();
}

bool
NemoMobileRouter::IsLinkSure() const
{
    return !GetMachine()->IsLinkDoubted(Simulator::Now());
}

Mip6TunnelVerdict
NemoMobileRouter::SteerMulticast(const Ptr<const Packet>& packet,
                                 const Ipv6Header& header,
                                 uint32_t interface)
{
    // RFC 4291 sections 2.5.6 and 2.7: link scope stays on its link.
    const Ipv6Address source = header.GetSource();
    if (!m_proxy || header.GetHopLimit() <= 1 || source.IsLinkLocal() || source.IsAny() ||
        !mip6::IsRoutableMulticast(header.GetDestination()))
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    if (IsIngress(interface))
    {
        return SteerGroupOutward(packet, header, interface);
    }
    const bool isCutOff = GetMode() == HOST && IsNetworkAway();
    const bool isSure = interface == GetStack()->GetVirtualDevice()->GetInterface() || IsLinkSure();
    // What was sent in a network comes back from upstream where the network has another router.
    if (!isCutOff && isSure && !IsInNetwork(source) &&
        IsGroupReceived(interface, header.GetDestination()))
    {
        m_proxy->Forward(packet, header, interface);
    }
    return Mip6TunnelVerdict::NOT_MINE;
}

Mip6TunnelVerdict
NemoMobileRouter::SteerGroupOutward(const Ptr<const Packet>& packet,
                                    const Ipv6Header& header,
                                    uint32_t interface)
{
    // Deviation from RFC 4605 section 4.2: upstream, too, as the querier only. What one router of a
    // link sends up, the home agent may bring down through the other one, and round again.
    if (!m_proxy->Serves(interface))
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    if (!IsNetworkSource(header.GetSource()))
    {
        return Discard(packet, Mip6DropReason::INGRESS_SOURCE);
    }
    m_proxy->Forward(packet, header, interface);
    SendGroupUpstream(packet, header);
    return Mip6TunnelVerdict::NOT_MINE;
}

void
NemoMobileRouter::SendGroupUpstream(const Ptr<const Packet>& packet, const Ipv6Header& header)
{
    const auto copy = packet->Copy();
    if (IsNetworkAway())
    {
        // RFC 3963 section 5.5: nothing leaves around the tunnel. While there is none, the packet
        // waits like those to a unicast address.
        Ipv6Header inner = header;
        inner.SetHopLimit(static_cast<uint8_t>(header.GetHopLimit() - 1));
        copy->AddHeader(inner);
        const auto device = GetStack()->GetVirtualDevice();
        device->Send(copy, device->GetAddress(), Ipv6L3Protocol::PROT_NUMBER);
        return;
    }
    const bool isAtHome =
        GetState() == Mip6MobileNodeState::AT_HOME || GetState() == Mip6MobileNodeState::RETURNING;
    if (!isAtHome || !IsLinkSure())
    {
        ReportDrop(packet, Mip6DropReason::NO_BINDING);
        return;
    }
    SendGroupPacket(GetStack()->GetIpv6(), GetInterface(), copy, header);
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-stack.h"
#include "nemo-mobile-router.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"

#include <variant>

/**
 * @file
 * @ingroup mip6-stack
 * What ns3::NemoMobileRouter does for dynamic routing.
 */

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NemoMobileRouterRouting");

void
NemoMobileRouter::StartRouting()
{
    if (m_dynamicRouting)
    {
        m_routing = std::make_unique<NemoRouterRouting>(
            PeekPointer(GetStack()),
            NemoRouterRouting::Interfaces{m_egress, m_ingress},
            [this](const Ipv6Header& inner) { return FindRoutingTunnel(inner); });
    }
}

std::optional<Mip6TunnelEnds>
NemoMobileRouter::FindRoutingTunnel(const Ipv6Header& inner) const
{
    // RFC 3963 section 5.5: what takes the tunnel has a source in a mobile network, or the home
    // address. Outer headers least of all.
    const Ipv6Address source = inner.GetSource();
    const bool isMine = NemoTunnelDevice::IsOnLink(inner) ||
                        source == m_networks.GetHomeAddress() || IsInNetwork(source);
    return isMine && IsNetworkAway() ? GetNetworkTunnel() : std::nullopt;
}

void
NemoMobileRouter::InformRouting(const mip6::Action& action)
{
    if (!m_routing)
    {
        return;
    }
    if (const auto* report = std::get_if<mip6::ReportState>(&action))
    {
        const bool isHome = report->after == Mip6MobileNodeState::AT_HOME ||
                            report->after == Mip6MobileNodeState::RETURNING;
        m_routing->HandlePlace(isHome ? std::optional(GetInterface()) : std::nullopt);
    }
    const auto* open = std::get_if<mip6::OpenTunnel>(&action);
    const auto* close = std::get_if<mip6::CloseTunnel>(&action);
    const Ipv6Address& own = m_networks.GetHomeAddress();
    if ((open && open->homeAddress == own) || (close && close->homeAddress == own))
    {
        m_routing->HandleTunnel(GetNetworkTunnel());
    }
}

Ptr<NetDevice>
NemoMobileRouter::GetSourceDevice(const Ipv6Address& source) const
{
    // Routes that the home agent has told lead through the tunnel, which the outer headers of the
    // tunnel itself and signalling must not enter.
    return m_routing && source == GetCareOfAddress() ? GetEgress() : nullptr;
}

bool
NemoMobileRouter::TakeLinkScope(const Ptr<Packet>& packet,
                                const Ipv6Header&,
                                const Ipv6Header& inner)
{
    if (!m_routing || !NemoTunnelDevice::IsOnLink(inner))
    {
        return false;
    }
    // RFC 3963 section 8: what is of link scope goes no further than this link.
    m_routing->Inject(packet);
    return true;
}

} // namespace ns3

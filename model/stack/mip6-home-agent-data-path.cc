/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent.h"
#include "mip6-stack.h"

#include "ns3/log.h"

/**
 * @file
 * @ingroup mip6-stack
 * What ns3::Mip6HomeAgent does with packets in transit.
 */

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6HomeAgentDataPath");

const Mip6TunnelEnds*
Mip6HomeAgent::FindTunnel(const Ipv6Address& address) const
{
    const auto found = m_tunnels.find(address);
    return found == m_tunnels.end() ? m_networks.Find(address) : &found->second;
}

std::optional<Ipv6Address>
Mip6HomeAgent::SteerOutput(const Mip6RouteRequest& request) const
{
    // Also where a device is chosen: raw sockets name that of the address they are bound to.
    if (request.source.IsLinkLocal())
    {
        return std::nullopt;
    }
    // A care-of address may be in a mobile network, but is not intercepted itself.
    const Mip6TunnelEnds* ends = request.kind == Mip6PacketKind::CARE_OF
                                     ? m_networks.Find(request.destination)
                                     : FindTunnel(request.destination);
    if (!ends)
    {
        return std::nullopt;
    }
    return request.source.IsAny() ? ends->local : request.source;
}

Mip6TunnelVerdict
Mip6HomeAgent::SteerForwarded(const Ptr<const Packet>& packet,
                              const Ipv6Header& header,
                              const Ptr<const NetDevice>& inputDevice)
{
    const Ipv6Address destination = header.GetDestination();
    if (!m_machine)
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    if (m_multicast && destination.IsMulticast())
    {
        m_multicast->Forward(packet, header);
        return Mip6TunnelVerdict::NOT_MINE;
    }
    if (destination.IsLinkLocal())
    {
        return inputDevice == m_device && m_proxy->IsDefended(destination)
                   ? RefuseLinkLocal(packet, header)
                   : Mip6TunnelVerdict::NOT_MINE;
    }
    const bool isServed = FindTunnel(destination) != nullptr;
    if (!isServed && !m_discovery->IsAnycast(destination))
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    // RFC 6275 section 10.4.1: Neighbor Discovery of the home link is answered, not tunnelled.
    if (m_proxy->HandleTransit(packet, header))
    {
        return Mip6TunnelVerdict::TAKEN;
    }
    if (!isServed)
    {
        if (!m_discovery->HandleTransit(packet, header))
        {
            ReportDrop(packet, Mip6DropReason::UNEXPECTED_MESSAGE);
        }
        return Mip6TunnelVerdict::TAKEN;
    }
    // RFC 6275 section 10.4.2: a link-local source has no meaning beyond the home link.
    if (header.GetSource().IsLinkLocal())
    {
        ReportDrop(packet, Mip6DropReason::LINK_SCOPE);
        return Mip6TunnelVerdict::TAKEN;
    }
    return Mip6TunnelVerdict::SEND;
}

Mip6TunnelVerdict
Mip6HomeAgent::RefuseLinkLocal(const Ptr<const Packet>& packet, const Ipv6Header& header)
{
    if (!m_proxy->HandleTransit(packet, header))
    {
        // RFC 6275 section 10.4.2: what is for the link-local address of a mobile node is not
        // tunnelled; its sender is told.
        ReportDrop(packet, Mip6DropReason::LINK_SCOPE);
        GetStack()->GetErrorSender().AnswerUnreachable(packet, header, m_interface);
    }
    return Mip6TunnelVerdict::TAKEN;
}

Mip6TunnelVerdict
Mip6HomeAgent::ChooseWay(const Ptr<Packet>&, const Ipv6Header& inner, Mip6Way& way)
{
    const Mip6TunnelEnds* ends = FindTunnel(inner.GetDestination());
    if (!ends || way.tunnel)
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    way.tunnel = *ends;
    return Mip6TunnelVerdict::SEND;
}

std::optional<Mip6DropReason>
Mip6HomeAgent::CheckTunnelled(const Ipv6Header& outer, const Ipv6Header& inner) const
{
    // RFC 3963 section 6.5: or of the mobile network of the mobile router that has sent it.
    const Mip6TunnelEnds* ends = FindTunnel(inner.GetSource());
    if (!ends)
    {
        return Mip6DropReason::TUNNEL_INNER_ADDRESS;
    }
    // RFC 6275 section 10.4.5: the tunnel's source must be the current care-of address.
    if (outer.GetSource() != ends->remote || outer.GetDestination() != ends->local)
    {
        return Mip6DropReason::TUNNEL_SOURCE;
    }
    return std::nullopt;
}

bool
Mip6HomeAgent::TakeMulticast(const Ptr<const Packet>& packet,
                             const Ipv6Header&,
                             const Ipv6Header& inner)
{
    if (m_multicast)
    {
        m_multicast->HandleTunnelled(packet, inner);
    }
    return m_multicast != nullptr;
}

bool
Mip6HomeAgent::HasBinding(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress) const
{
    const auto found = m_tunnels.find(homeAddress);
    return found != m_tunnels.end() && found->second.remote == careOfAddress;
}

bool
Mip6HomeAgent::HasHomeRegistration(const Ipv6Address& homeAddress) const
{
    return m_tunnels.find(homeAddress) != m_tunnels.end();
}

void
Mip6HomeAgent::HandleTunnelTooBig(const Ipv6Address&, uint32_t)
{
    // One device carries all tunnels, so one narrow path does not shrink it: the stack remembers
    // the path MTU of the care-of address and fragments the outer packets.
}

} // namespace ns3

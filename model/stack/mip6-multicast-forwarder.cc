/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-forwarder.h"

#include "mip6-group-packet.h"
#include "mip6-listener-packet.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-address-rules.h"
#include "ns3/simulator.h"

#include <utility>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MulticastForwarder");

Mip6MulticastForwarder::Mip6MulticastForwarder(Mip6Role& role,
                                               Place place,
                                               const mip6::MulticastQuerierConfig& config)
    : m_role(role),
      m_place(std::move(place)),
      m_members(config),
      m_link(role, m_place.stack, m_place.interface, m_place.random),
      m_deadline([this] { Apply(m_members.HandleDeadline(Simulator::Now())); })
{
    m_link.SetUp(true);
}

void
Mip6MulticastForwarder::HandleTunnel(const Ipv6Address& homeAddress)
{
    m_members.HandleLink(Simulator::Now(), homeAddress);
    m_deadline.Arm(m_members.GetNextDeadline());
}

void
Mip6MulticastForwarder::HandleTunnelEnd(const Ipv6Address& homeAddress)
{
    Apply(m_members.HandleLinkEnd(homeAddress));
}

void
Mip6MulticastForwarder::HandleTunnelled(const Ptr<const Packet>& packet, const Ipv6Header& inner)
{
    if (IsListenerHeader(inner))
    {
        HandleListenerPacket(packet, inner);
        return;
    }
    if (!mip6::IsRoutableMulticast(inner.GetDestination()))
    {
        m_role.ReportDrop(packet, Mip6DropReason::LINK_SCOPE);
        return;
    }
    auto payload = packet->Copy();
    payload->RemoveAtStart(inner.GetSerializedSize());
    SendGroupPacket(m_place.stack->GetIpv6(), m_place.interface, payload, inner);
    // The home link is where the packet comes from: members and multicast routes are found there.
    m_place.stack->Reinject(packet->Copy(), m_place.address);
}

void
Mip6MulticastForwarder::HandleListenerPacket(const Ptr<const Packet>& packet,
                                             const Ipv6Header& inner)
{
    const auto message = ReadListenerPacket(*packet, inner);
    if (!message)
    {
        m_role.ReportDrop(packet, Mip6DropReason::MALFORMED);
        return;
    }
    const Ipv6Address homeAddress = inner.GetSource();
    m_role.TraceSignalling(MakeListenerRecord(Mip6Direction::RECEIVED, *message, homeAddress));
    const Time now = Simulator::Now();
    // RFC 6275 section 10.4.3: the tunnel tells whose message it is.
    if (const auto* report = std::get_if<mip6::MulticastListenerReport>(&*message))
    {
        Apply(m_members.HandleReport(now, homeAddress, report->group));
    }
    else if (const auto* done = std::get_if<mip6::MulticastListenerDone>(&*message))
    {
        Apply(m_members.HandleDone(now, homeAddress, done->group));
    }
}

void
Mip6MulticastForwarder::Apply(const mip6::MulticastMembershipResult& result)
{
    const Ipv6Address source = m_place.stack->GetIpv6()
                                   ->GetInterface(m_place.interface)
                                   ->GetLinkLocalAddress()
                                   .GetAddress();
    for (const auto& query : result.queries)
    {
        const Mip6TunnelEnds* ends = m_place.findTunnel(query.listener);
        if (!ends)
        {
            continue;
        }
        NS_LOG_INFO("query for " << query.listener);
        m_place.stack->GetVirtualDevice()->SendThroughTunnel(
            MakeListenerPacket(query.message, source),
            *ends);
        m_role.TraceSignalling(MakeListenerRecord(Mip6Direction::SENT, query.message, source));
    }
    for (const Ipv6Address& group : result.joined)
    {
        m_link.Join(group);
    }
    for (const Ipv6Address& group : result.left)
    {
        m_link.Leave(group);
    }
    m_deadline.Arm(m_members.GetNextDeadline());
}

void
Mip6MulticastForwarder::Forward(const Ptr<const Packet>& packet, const Ipv6Header& header) const
{
    if (header.GetHopLimit() <= 1 || header.GetSource().IsLinkLocal())
    {
        return;
    }
    const auto& listeners = m_members.GetListeners(header.GetDestination());
    // Of a mobile node, or of the mobile network that the source is in.
    const Mip6TunnelEnds* origin =
        listeners.empty() ? nullptr : m_place.findTunnel(header.GetSource());
    for (const Ipv6Address& homeAddress : listeners)
    {
        const Mip6TunnelEnds* ends = m_place.findTunnel(homeAddress);
        // Nobody hears on a link what it has sent itself.
        if (!ends || (origin && *ends == *origin))
        {
            continue;
        }
        Ipv6Header inner = header;
        inner.SetHopLimit(header.GetHopLimit() - 1);
        auto copy = packet->Copy();
        copy->AddHeader(inner);
        m_place.stack->GetVirtualDevice()->SendThroughTunnel(copy, *ends);
    }
}

std::size_t
Mip6MulticastForwarder::GetMembershipCount() const
{
    return m_members.GetSize();
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-member.h"

#include "mip6-listener-packet.h"
#include "mip6-routing.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-address-rules.h"
#include "ns3/simulator.h"

#include <utility>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MulticastMember");

namespace
{

/// @return as of the listener of a tunnel
mip6::MulticastListenerConfig
MakeTunnelConfig()
{
    mip6::MulticastListenerConfig config;
    config.isQueryNeeded = true;
    return config;
}

} // namespace

Mip6MulticastMember::Mip6MulticastMember(Mip6Role& role,
                                         const Ptr<Mip6Stack>& stack,
                                         uint32_t interface,
                                         const mip6::RandomSource& random)
    : m_role(role),
      m_stack(stack),
      m_interface(interface),
      m_deadline([this] { HandleDeadline(); }),
      m_random(random)
{
    UseLink();
}

void
Mip6MulticastMember::UseLink()
{
    auto& link = m_links[m_interface];
    if (!link)
    {
        link = std::make_unique<Mip6MulticastLink>(m_role, m_stack, m_interface, m_random);
    }
    m_link = link.get();
}

void
Mip6MulticastMember::SetInterface(uint32_t interface)
{
    SetLinkUp(false);
    const std::vector<Ipv6Address> moved = Select(false);
    for (const Ipv6Address& group : moved)
    {
        m_link->Leave(group);
    }
    m_interface = interface;
    UseLink();
    for (const Ipv6Address& group : moved)
    {
        m_link->Join(group);
    }
}

void
Mip6MulticastMember::SetMembership(Membership membership)
{
    m_membership = membership;
}

void
Mip6MulticastMember::Join(const Ipv6Address& group)
{
    if (++m_groups[group] == 1)
    {
        Add(group);
    }
}

void
Mip6MulticastMember::Leave(const Ipv6Address& group)
{
    const auto found = m_groups.find(group);
    if (found != m_groups.end() && --found->second == 0)
    {
        m_groups.erase(found);
        Remove(group);
    }
}

bool
Mip6MulticastMember::IsInTunnel(const Ipv6Address& group) const
{
    return m_isTunnelled && mip6::IsRoutableMulticast(group);
}

void
Mip6MulticastMember::Add(const Ipv6Address& group)
{
    if (!IsInTunnel(group))
    {
        m_link->Join(group);
        return;
    }
    m_stack->GetIpv6()->AddMulticastAddress(group, m_stack->GetVirtualDevice()->GetInterface());
    Send(m_homeAddress, GetTunnel(m_homeAddress).listener.Join(Simulator::Now(), group));
}

void
Mip6MulticastMember::Remove(const Ipv6Address& group)
{
    if (!IsInTunnel(group))
    {
        m_link->Leave(group);
        return;
    }
    m_stack->GetIpv6()->RemoveMulticastAddress(group, m_stack->GetVirtualDevice()->GetInterface());
    Send(m_homeAddress, GetTunnel(m_homeAddress).listener.Leave(group));
}

void
Mip6MulticastMember::Move(bool isTunnelled)
{
    if (m_isTunnelled == isTunnelled)
    {
        return;
    }
    for (const auto& [group, count] : m_groups)
    {
        Remove(group);
    }
    m_isTunnelled = isTunnelled;
    for (const auto& [group, count] : m_groups)
    {
        Add(group);
    }
}

void
Mip6MulticastMember::HandleState(Mip6MobileNodeState state)
{
    switch (state)
    {
    case Mip6MobileNodeState::DETACHED:
        SetLinkUp(false);
        break;
    case Mip6MobileNodeState::CONFIGURING:
        for (auto& [homeAddress, tunnel] : m_tunnels)
        {
            HandleTunnelDown(homeAddress);
        }
        SetLinkUp(false);
        Move(m_membership == HOME_TUNNEL);
        break;
    case Mip6MobileNodeState::REGISTERING:
    case Mip6MobileNodeState::REGISTERED:
        SetLinkUp(true);
        break;
    case Mip6MobileNodeState::RETURNING:
    case Mip6MobileNodeState::AT_HOME:
        m_tunnels.clear();
        Move(false);
        SetLinkUp(true);
        break;
    }
}

void
Mip6MulticastMember::SetLinkUp(bool isUp)
{
    if (std::exchange(m_isLinkUp, isUp) == isUp)
    {
        return;
    }
    m_link->SetUp(isUp);
    const auto routing = m_stack->GetRouting()->GetStaticRouting();
    if (!routing)
    {
        return;
    }
    // RFC 4291 section 2.7: ff00::/8. The default route of stock ns-3 would send these packets to
    // the link-layer address of the router.
    const Ipv6Address groups("ff00::");
    if (isUp)
    {
        routing->AddNetworkRouteTo(groups, Ipv6Prefix(8), m_interface);
        return;
    }
    routing->RemoveRoute(groups, Ipv6Prefix(8), m_interface, Ipv6Address::GetAny());
}

Mip6MulticastMember::Tunnel&
Mip6MulticastMember::GetTunnel(const Ipv6Address& homeAddress)
{
    const auto found = m_tunnels.find(homeAddress);
    if (found != m_tunnels.end())
    {
        return found->second;
    }
    Tunnel tunnel{mip6::MulticastListener(MakeTunnelConfig(), m_random), std::nullopt};
    return m_tunnels.emplace(homeAddress, std::move(tunnel)).first->second;
}

void
Mip6MulticastMember::HandleTunnel(const Ipv6Address& homeAddress, const Mip6TunnelEnds& ends)
{
    Tunnel& tunnel = GetTunnel(homeAddress);
    tunnel.ends = ends;
    Send(homeAddress, tunnel.listener.HandleLinkUp(Simulator::Now()));
}

void
Mip6MulticastMember::HandleTunnelDown(const Ipv6Address& homeAddress)
{
    Tunnel& tunnel = GetTunnel(homeAddress);
    tunnel.ends.reset();
    tunnel.listener.HandleLinkDown();
    Send(homeAddress, {});
}

void
Mip6MulticastMember::HandleTunnelEnd(const Ipv6Address& homeAddress)
{
    if (homeAddress != m_homeAddress)
    {
        m_tunnels.erase(homeAddress);
        return;
    }
    HandleTunnelDown(homeAddress);
    GetTunnel(homeAddress).listener.HandleQuerierLost();
}

std::vector<Ipv6Address>
Mip6MulticastMember::Select(bool isInTunnel) const
{
    std::vector<Ipv6Address> groups;
    for (const auto& [group, count] : m_groups)
    {
        if (IsInTunnel(group) == isInTunnel)
        {
            groups.push_back(group);
        }
    }
    return groups;
}

void
Mip6MulticastMember::Prefer(const Ipv6Address& homeAddress)
{
    const Ipv6Address before = std::exchange(m_homeAddress, homeAddress);
    if (before == homeAddress)
    {
        return;
    }
    for (const Ipv6Address& group : Select(true))
    {
        Send(homeAddress, GetTunnel(homeAddress).listener.Join(Simulator::Now(), group));
        Send(before, GetTunnel(before).listener.Leave(group));
    }
}

bool
Mip6MulticastMember::Accepts(const Ipv6Header& inner) const
{
    const Ipv6Address group = inner.GetDestination();
    return IsForListener(inner) || (m_groups.count(group) > 0 && IsInTunnel(group));
}

bool
Mip6MulticastMember::IsReceivedOn(uint32_t interface, const Ipv6Address& group) const
{
    const uint32_t expected =
        IsInTunnel(group) ? m_stack->GetVirtualDevice()->GetInterface() : m_interface;
    return m_groups.count(group) > 0 && interface == expected;
}

bool
Mip6MulticastMember::IsForListener(const Ipv6Header& inner)
{
    // RFC 2710 section 5: queries come from a link-local address.
    return IsListenerHeader(inner) && inner.GetSource().IsLinkLocal();
}

void
Mip6MulticastMember::HandleQuery(const Ptr<const Packet>& packet,
                                 const Ipv6Header& inner,
                                 const std::vector<Ipv6Address>& homeAddresses)
{
    const auto message = ReadListenerPacket(*packet, inner);
    const auto* query = message ? std::get_if<mip6::MulticastListenerQuery>(&*message) : nullptr;
    if (!query)
    {
        m_role.ReportDrop(packet, Mip6DropReason::MALFORMED);
        return;
    }
    m_role.TraceSignalling(
        MakeListenerRecord(Mip6Direction::RECEIVED, *message, inner.GetSource()));
    for (const Ipv6Address& homeAddress : homeAddresses)
    {
        Send(homeAddress, GetTunnel(homeAddress).listener.HandleQuery(Simulator::Now(), *query));
    }
}

bool
Mip6MulticastMember::IsTunnelled(const Mip6RouteRequest& request) const
{
    // RFC 6275 section 11.3.4: a home address is a source for the tunnel only.
    return mip6::IsRoutableMulticast(request.destination) &&
           (!request.source.IsAny() || m_membership == HOME_TUNNEL);
}

void
Mip6MulticastMember::HandleDeadline()
{
    Send(m_homeAddress, GetTunnel(m_homeAddress).listener.HandleDeadline(Simulator::Now()));
}

void
Mip6MulticastMember::Send(const Ipv6Address& homeAddress,
                          const mip6::MulticastListenerMessages& messages)
{
    for (const auto& message : messages)
    {
        // Deviation from RFC 2710 section 4: not from a link-local address. That of a mobile node
        // says nothing to a home agent, which checks the inner source (RFC 6275 section 10.4.5).
        NS_LOG_INFO(mip6::GetName(message) << " from " << homeAddress);
        m_stack->GetVirtualDevice()->SendThroughTunnel(MakeListenerPacket(message, homeAddress),
                                                       *GetTunnel(homeAddress).ends);
        m_role.TraceSignalling(MakeListenerRecord(Mip6Direction::SENT, message, homeAddress));
    }
    m_deadline.Arm(GetTunnel(m_homeAddress).listener.GetNextDeadline());
}

} // namespace ns3

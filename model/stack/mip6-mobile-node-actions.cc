/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/ndisc-cache.h"
#include "ns3/socket.h"

#include <algorithm>
#include <type_traits>
#include <variant>

/**
 * @file
 * @ingroup mip6-stack
 * How ns3::Mip6MobileNode performs what its machine asks for.
 */

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MobileNodeActions");

void
Mip6MobileNode::Perform(const mip6::Action& action)
{
    std::visit(
        [this](const auto& value) {
            using Kind = std::decay_t<decltype(value)>;
            constexpr bool ours = !std::is_same_v<Kind, mip6::SendMessage> &&
                                  !std::is_same_v<Kind, mip6::SendIcmpv6> &&
                                  !std::is_same_v<Kind, mip6::ReportBinding> &&
                                  !std::is_same_v<Kind, mip6::ReportDrop> &&
                                  !std::is_same_v<Kind, mip6::AddPrefixRoute> &&
                                  !std::is_same_v<Kind, mip6::RemovePrefixRoute> &&
                                  !std::is_same_v<Kind, mip6::StartDad> &&
                                  !std::is_same_v<Kind, mip6::DefendAddress> &&
                                  !std::is_same_v<Kind, mip6::ReleaseAddress>;
            if constexpr (ours)
            {
                Do(value);
            }
        },
        action);
}

void
Mip6MobileNode::Do(const mip6::OpenTunnel& action)
{
    Home& home = GetHome(action.homeAddress);
    home.tunnel = Mip6TunnelEnds{action.local, action.remote};
    m_multicast->HandleTunnel(home.address, *home.tunnel);
    std::deque<Ptr<Packet>> waiting;
    waiting.swap(home.queue);
    for (const auto& packet : waiting)
    {
        Ipv6Header header;
        packet->PeekHeader(header);
        // Of a mobile router, also packets of its networks wait.
        NoteTunnelled(packet, header, {header.GetSource(), header.GetDestination()});
        GetStack()->GetVirtualDevice()->SendThroughTunnel(packet, *home.tunnel);
    }
}

void
Mip6MobileNode::Do(const mip6::CloseTunnel& action)
{
    GetHome(action.homeAddress).tunnel.reset();
    m_multicast->HandleTunnelDown(action.homeAddress);
}

void
Mip6MobileNode::Do(const mip6::OpenDirectPath& action)
{
    NS_LOG_INFO("direct path with " << action.peer << " from " << action.local);
    GetHome(action.homeAddress).paths.Open(action.peer, action.local, action.remote);
}

void
Mip6MobileNode::Do(const mip6::CloseDirectPath& action)
{
    NS_LOG_INFO("no direct path with " << action.peer);
    GetHome(action.homeAddress).paths.Close(action.peer);
}

void
Mip6MobileNode::Do(const mip6::SolicitRouter&)
{
    Solicit(m_interface);
    m_phaseTrace(Mip6HandoverPhase::SOLICITED, GetUsableLinkLocal(m_interface));
}

void
Mip6MobileNode::Solicit(uint32_t interface)
{
    const auto icmpv6 = GetStack()->GetIcmpv6(interface);
    const Ipv6Address source = GetUsableLinkLocal(interface);
    mip6::RouterSolicitation solicitation;
    // RFC 4861 section 4.1: our link-layer address, unless the source is unspecified.
    if (!source.IsAny())
    {
        solicitation.options.emplace_back(
            mip6::SourceLinkLayerAddress{icmpv6->GetLinkLayerAddress()});
    }
    Mip6SignallingRecord record;
    record.message = "Router Solicitation";
    record.source = source;
    record.destination = Ipv6Address::GetAllRoutersMulticast();
    record.octets = icmpv6->SendNd(solicitation, source, record.destination);
    TraceSignalling(record);
}

void
Mip6MobileNode::Do(const mip6::ProbeRouter& action)
{
    const Ipv6Address source = GetUsableLinkLocal(m_interface);
    if (source.IsAny()) // which would make it a probe for duplicates
    {
        return;
    }
    mip6::NeighborSolicitation solicitation;
    solicitation.target = action.target;
    solicitation.options.emplace_back(
        mip6::SourceLinkLayerAddress{m_icmpv6->GetLinkLayerAddress()});
    const auto cache = GetStack()->GetIpv6()->GetInterface(m_interface)->GetNdiscCache();
    auto* entry = cache->Lookup(action.router);
    const bool isKnown = entry && !entry->IsIncomplete();
    Mip6SignallingRecord record;
    record.message = "Neighbor Solicitation";
    record.source = source;
    // RFC 4861 section 7.3.3: unicast, to the link-layer address that is in doubt.
    record.destination = isKnown ? action.router : Ipv6Address::MakeSolicitedAddress(action.target);
    record.octets = m_icmpv6->SendNd(solicitation,
                                     source,
                                     record.destination,
                                     isKnown ? entry->GetMacAddress() : Address());
    TraceSignalling(record);
}

Ipv6Address
Mip6MobileNode::GetUsableLinkLocal(uint32_t interface) const
{
    const auto ipv6 = GetStack()->GetIpv6();
    for (uint32_t i = 0; i < ipv6->GetNAddresses(interface); ++i)
    {
        const Ipv6InterfaceAddress entry = ipv6->GetAddress(interface, i);
        if (entry.GetAddress().IsLinkLocal() && entry.GetState() == Ipv6InterfaceAddress::PREFERRED)
        {
            return entry.GetAddress();
        }
    }
    return Ipv6Address::GetAny();
}

void
Mip6MobileNode::Do(const mip6::ConfigureLink& action)
{
    m_configuration->Configure(action.attachment);
}

void
Mip6MobileNode::Do(const mip6::UseRouter& action)
{
    m_configuration->UseRouter(action.attachment);
}

void
Mip6MobileNode::Do(const mip6::LeaveLink&)
{
    m_configuration->Leave();
}

void
Mip6MobileNode::Do(const mip6::ResolveHomeAgent& action)
{
    // RFC 6275 section 11.5.5: from the unspecified address, for the home address.
    mip6::NeighborSolicitation solicitation;
    solicitation.target = action.homeAddress;
    m_icmpv6->SendNd(solicitation,
                     Ipv6Address::GetAny(),
                     Ipv6Address::MakeSolicitedAddress(action.homeAddress));
}

void
Mip6MobileNode::Do(const mip6::PlaceHomeAddress& action)
{
    Home& home = GetHome(action.homeAddress);
    if (home.place == action.place)
    {
        return;
    }
    Unplace(home);
    home.place = action.place;
    home.prefixLength = action.prefixLength;
    if (action.place == mip6::HomeAddressPlace::LINK)
    {
        m_configuration->AddHomeAddress(home.address, home.prefixLength, action.detectDuplicates);
        return;
    }
    // A host prefix without a route: the home subnet is not on-link here.
    GetStack()->GetIpv6()->AddAddress(GetStack()->GetVirtualDevice()->GetInterface(),
                                      Ipv6InterfaceAddress(home.address, Ipv6Prefix(128)),
                                      false);
}

void
Mip6MobileNode::Unplace(Home& home)
{
    if (home.place == mip6::HomeAddressPlace::LINK)
    {
        m_configuration->RemoveHomeAddress(home.address);
    }
    else if (home.place == mip6::HomeAddressPlace::TUNNEL)
    {
        GetStack()->GetIpv6()->RemoveAddress(GetStack()->GetVirtualDevice()->GetInterface(),
                                             home.address);
    }
    home.place.reset();
}

void
Mip6MobileNode::Do(const mip6::RemoveHomeAddress& action)
{
    Home& home = GetHome(action.homeAddress);
    m_multicast->HandleTunnelEnd(home.address);
    Unplace(home);
    for (const auto& packet : home.queue)
    {
        ReportDrop(packet, Mip6DropReason::NO_BINDING);
    }
    m_homes.erase(std::find_if(m_homes.begin(), m_homes.end(), [&home](const auto& other) {
        return other.get() == &home;
    }));
}

void
Mip6MobileNode::Do(const mip6::PreferHomeAddress& action)
{
    NS_LOG_INFO("new flows begin with " << action.homeAddress);
    m_preferred = action.homeAddress;
    m_multicast->Prefer(m_preferred);
}

void
Mip6MobileNode::Do(const mip6::ReleaseHeldPackets& action)
{
    Home& home = GetHome(action.homeAddress);
    home.tunnel.reset();
    std::deque<Ptr<Packet>> waiting;
    waiting.swap(home.queue);
    for (const auto& packet : waiting)
    {
        Ipv6Header header;
        packet->RemoveHeader(header);
        SocketIpv6HopLimitTag hopLimit;
        hopLimit.SetHopLimit(header.GetHopLimit());
        packet->AddPacketTag(hopLimit);
        GetStack()->GetIpv6()->Send(packet,
                                    header.GetSource(),
                                    header.GetDestination(),
                                    header.GetNextHeader(),
                                    nullptr);
    }
}

void
Mip6MobileNode::Do(const mip6::AnnounceHomeAddress& action)
{
    // RFC 6275 section 11.5.5: to all nodes, S clear, O set.
    mip6::NeighborAdvertisement announcement;
    announcement.override = true;
    // RFC 3963 section 5.8: a mobile router at home is a router.
    announcement.router = GetStack()->GetIpv6()->IsForwarding(m_interface);
    announcement.target = action.homeAddress;
    announcement.options.emplace_back(
        mip6::TargetLinkLayerAddress{m_icmpv6->GetLinkLayerAddress()});
    m_icmpv6->SendNd(announcement, action.homeAddress, Ipv6Address::GetAllNodesMulticast());
}

void
Mip6MobileNode::Do(const mip6::ReportPhase& action)
{
    NS_LOG_INFO(GetName(action.phase) << " " << action.address);
    m_phaseTrace(action.phase, action.address);
}

void
Mip6MobileNode::Do(const mip6::ReportState& action)
{
    NS_LOG_INFO(GetName(action.before) << " -> " << GetName(action.after));
    m_multicast->HandleState(action.after);
    m_stateTrace(action.before, action.after);
}

} // namespace ns3

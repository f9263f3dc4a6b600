/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-neighbor-proxy.h"

#include "mip6-icmpv6-header.h"
#include "mip6-icmpv6-interface.h"
#include "mip6-link-layer.h"
#include "mip6-stack.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/ndisc-cache.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6NeighborProxy");

namespace
{

/// Between two announcements of an address (RFC 4861 sections 7.2.6 and 10).
const Time RETRANS_TIMER = Seconds(1);

} // namespace

Mip6NeighborProxy::Mip6NeighborProxy(Ptr<Mip6Stack> stack,
                                     uint32_t interface,
                                     const Ipv6Address& address,
                                     OutcomeHandler handler)
    : m_stack(stack),
      m_icmpv6(stack->GetIcmpv6(interface)),
      m_interface(interface),
      m_address(address),
      m_handler(std::move(handler))
{
    m_icmpv6->AddHandler(mip6::ICMPV6_NEIGHBOR_SOLICITATION, [this](const Mip6Icmpv6Input& input) {
        return HandleSolicitation(input);
    });
    m_icmpv6->AddHandler(mip6::ICMPV6_NEIGHBOR_ADVERTISEMENT, [this](const Mip6Icmpv6Input& input) {
        return HandleAdvertisement(input);
    });
}

Mip6NeighborProxy::~Mip6NeighborProxy()
{
    for (auto& [target, event] : m_next)
    {
        event.Cancel();
    }
}

void
Mip6NeighborProxy::CancelNext(const Ipv6Address& target)
{
    const auto found = m_next.find(target);
    if (found != m_next.end())
    {
        found->second.Cancel();
        m_next.erase(found);
    }
}

Mip6NeighborProxy::Entry&
Mip6NeighborProxy::Join(const Ipv6Address& target)
{
    const auto [position, isNew] = m_entries.try_emplace(target);
    if (isNew)
    {
        m_stack->GetIpv6()->AddMulticastAddress(Ipv6Address::MakeSolicitedAddress(target),
                                                m_interface);
    }
    return position->second;
}

void
Mip6NeighborProxy::Probe(const Ipv6Address& target)
{
    NS_LOG_FUNCTION(this << target);
    Join(target);
    const bool linkUp = m_stack->GetIpv6()->IsUp(m_interface) &&
                        m_stack->GetIpv6()->GetNetDevice(m_interface)->IsLinkUp();
    const auto outcome = IsOwn(target) ? mip6::DadOutcome::DUPLICATE
                         : linkUp      ? mip6::DadOutcome::UNIQUE
                                       : mip6::DadOutcome::UNAVAILABLE;
    const bool isTested = outcome == mip6::DadOutcome::UNIQUE;
    const Time wait = isTested ? m_icmpv6->GetDadTimeout() : Time();
    m_next[target] = Simulator::Schedule(wait, &Mip6NeighborProxy::EndProbe, this, target, outcome);
    if (isTested)
    {
        // RFC 4862 section 5.4.2: from the unspecified address, without a link-layer option.
        m_icmpv6->SendNd(mip6::NeighborSolicitation{target, {}},
                         Ipv6Address::GetAny(),
                         Ipv6Address::MakeSolicitedAddress(target));
    }
}

void
Mip6NeighborProxy::EndProbe(const Ipv6Address& target, mip6::DadOutcome outcome)
{
    NS_LOG_INFO("probe of " << target << " ended");
    CancelNext(target);
    m_handler(target, outcome);
}

void
Mip6NeighborProxy::Defend(const Ipv6Address& target, uint32_t announcements)
{
    NS_LOG_FUNCTION(this << target << announcements);
    DefendSilently(target);
    Announce(target, announcements);
}

void
Mip6NeighborProxy::DefendSilently(const Ipv6Address& target)
{
    NS_LOG_FUNCTION(this << target);
    Entry& entry = Join(target);
    CancelNext(target);
    entry.defended = true;
}

void
Mip6NeighborProxy::Announce(const Ipv6Address& target, uint32_t announcements)
{
    // RFC 6275 section 10.4.1: to all nodes, R and S clear, O set, our link-layer address.
    mip6::NeighborAdvertisement announcement;
    announcement.override = true;
    announcement.target = target;
    announcement.options.emplace_back(
        mip6::TargetLinkLayerAddress{m_icmpv6->GetLinkLayerAddress()});
    m_icmpv6->SendNd(announcement, m_address, Ipv6Address::GetAllNodesMulticast());
    if (announcements > 1)
    {
        m_next[target] = Simulator::Schedule(RETRANS_TIMER,
                                             &Mip6NeighborProxy::Announce,
                                             this,
                                             target,
                                             announcements - 1);
    }
}

bool
Mip6NeighborProxy::IsOwn(const Ipv6Address& target) const
{
    const auto interface = m_stack->GetIpv6()->GetInterface(m_interface);
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const Ipv6InterfaceAddress entry = interface->GetAddress(i);
        if (entry.GetAddress() == target)
        {
            return entry.GetState() == Ipv6InterfaceAddress::PREFERRED ||
                   entry.GetState() == Ipv6InterfaceAddress::PERMANENT;
        }
    }
    return false;
}

void
Mip6NeighborProxy::AnswerForOwn(const Ipv6Address& target)
{
    // RFC 4861 section 7.2.4: who has no address is answered among all nodes. Stock ns-3 answers to
    // the solicited-node group, of which a mobile node that returns is no member (RFC 6275 section
    // 11.5.5).
    mip6::NeighborAdvertisement answer;
    answer.router = m_stack->GetIpv6()->IsForwarding(m_interface);
    answer.override = true;
    answer.target = target;
    answer.options.emplace_back(mip6::TargetLinkLayerAddress{m_icmpv6->GetLinkLayerAddress()});
    m_icmpv6->SendNd(answer, target, Ipv6Address::GetAllNodesMulticast());
}

void
Mip6NeighborProxy::Release(const Ipv6Address& target)
{
    NS_LOG_FUNCTION(this << target);
    const auto found = m_entries.find(target);
    if (found == m_entries.end())
    {
        return;
    }
    CancelNext(target);
    m_entries.erase(found);
    m_stack->GetIpv6()->RemoveMulticastAddress(Ipv6Address::MakeSolicitedAddress(target),
                                               m_interface);
}

bool
Mip6NeighborProxy::HandleSolicitation(const Mip6Icmpv6Input& input)
{
    const auto decoded =
        mip6::DecodeNeighborSolicitation(input.message.data(), input.message.size());
    if (!decoded)
    {
        return false;
    }
    const Ipv6Address source = input.header.GetSource();
    if (source.IsAny() && IsOwn(decoded.value->target))
    {
        AnswerForOwn(decoded.value->target);
        return true;
    }
    const auto found = m_entries.find(decoded.value->target);
    if (found == m_entries.end())
    {
        return false;
    }
    if (found->second.defended)
    {
        Answer(source, *decoded.value);
    }
    else if (source.IsAny())
    {
        // RFC 4862 section 5.4.3: somebody else probes the same address.
        EndProbe(decoded.value->target, mip6::DadOutcome::DUPLICATE);
    }
    return true;
}

bool
Mip6NeighborProxy::HandleAdvertisement(const Mip6Icmpv6Input& input)
{
    const auto decoded =
        mip6::DecodeNeighborAdvertisement(input.message.data(), input.message.size());
    if (!decoded)
    {
        return false;
    }
    const auto found = m_entries.find(decoded.value->target);
    if (found == m_entries.end() || found->second.defended)
    {
        return false;
    }
    // RFC 4862 section 5.4.4: somebody owns the address.
    EndProbe(decoded.value->target, mip6::DadOutcome::DUPLICATE);
    return true;
}

void
Mip6NeighborProxy::Answer(const Ipv6Address& source, const mip6::NeighborSolicitation& solicitation)
{
    // RFC 6275 section 10.4.1 with RFC 4861 section 7.2.4: R clear, our link-layer address, and O
    // clear because a proxy's answer must not override the owner's.
    mip6::NeighborAdvertisement answer;
    answer.target = solicitation.target;
    answer.options.emplace_back(mip6::TargetLinkLayerAddress{m_icmpv6->GetLinkLayerAddress()});
    answer.solicited = !source.IsAny();
    if (!answer.solicited)
    {
        m_icmpv6->SendNd(answer, m_address, Ipv6Address::GetAllNodesMulticast());
        return;
    }
    Address linkLayer;
    if (const auto* option = mip6::FindOption<mip6::SourceLinkLayerAddress>(solicitation.options))
    {
        linkLayer = ToMac48Address(option->address);
    }
    else if (auto* entry =
                 m_stack->GetIpv6()->GetInterface(m_interface)->GetNdiscCache()->Lookup(source))
    {
        linkLayer = entry->GetMacAddress();
    }
    if (linkLayer.IsInvalid())
    {
        SendResolved(answer, source);
        return;
    }
    m_icmpv6->SendNd(answer, m_address, source, linkLayer);
}

void
Mip6NeighborProxy::SendResolved(const mip6::NeighborAdvertisement& answer,
                                const Ipv6Address& destination)
{
    // RFC 4861 section 7.2.4: who asked without a link-layer address, and is not known, is looked
    // for first.
    Mip6Icmpv6Header icmpv6;
    icmpv6.SetMessage(answer, m_address, destination);
    const auto packet = Create<Packet>();
    packet->AddHeader(icmpv6);
    SocketIpv6HopLimitTag hopLimit;
    hopLimit.SetHopLimit(255);
    packet->AddPacketTag(hopLimit);
    const auto route = Create<Ipv6Route>();
    route->SetSource(m_address);
    route->SetDestination(destination);
    route->SetGateway(Ipv6Address::GetAny());
    route->SetOutputDevice(m_stack->GetIpv6()->GetNetDevice(m_interface));
    m_stack->GetIpv6()->Send(packet, m_address, destination, mip6::NEXT_HEADER_ICMPV6, route);
}

bool
Mip6NeighborProxy::HandleTransit(const Ptr<const Packet>& packet, const Ipv6Header& header)
{
    if (header.GetNextHeader() != mip6::NEXT_HEADER_ICMPV6 || header.GetHopLimit() != 255)
    {
        return false;
    }
    uint8_t type = 0;
    packet->CopyData(&type, 1);
    if (type != mip6::ICMPV6_NEIGHBOR_SOLICITATION && type != mip6::ICMPV6_NEIGHBOR_ADVERTISEMENT)
    {
        return false;
    }
    m_icmpv6->Receive(packet->Copy(), header, m_stack->GetIpv6()->GetInterface(m_interface));
    return true;
}

bool
Mip6NeighborProxy::IsDefended(const Ipv6Address& target) const
{
    const auto found = m_entries.find(target);
    return found != m_entries.end() && found->second.defended;
}

std::size_t
Mip6NeighborProxy::GetSize() const
{
    return m_entries.size();
}

} // namespace ns3

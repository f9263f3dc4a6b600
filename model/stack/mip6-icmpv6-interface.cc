/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-icmpv6-interface.h"

#include "mip6-icmpv6-header.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/mac48-address.h"
#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-nd-rules.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"
#include "ns3/ndisc-cache.h"
#include "ns3/node.h"
#include "ns3/pointer.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6Icmpv6Interface");
NS_OBJECT_ENSURE_REGISTERED(Mip6Icmpv6Interface);

bool
Mip6Icmpv6Input::HasHomeAddressOption() const
{
    return !wire.source.IsAny();
}

bool
Mip6Icmpv6Input::HasType2Routing() const
{
    return !wire.destination.IsAny();
}

Ipv6Address
Mip6Icmpv6Input::GetWireSource() const
{
    return HasHomeAddressOption() ? wire.source : header.GetSource();
}

Ipv6Address
Mip6Icmpv6Input::GetWireDestination() const
{
    return HasType2Routing() ? wire.destination : header.GetDestination();
}

uint32_t
Mip6Icmpv6Input::GetOctets() const
{
    return static_cast<uint32_t>(message.size()) + IPV6_HEADER_OCTETS +
           (HasHomeAddressOption() ? mip6::HOME_ADDRESS_HEADER_OCTETS : 0) +
           (HasType2Routing() ? mip6::TYPE2_ROUTING_OCTETS : 0);
}

TypeId
Mip6Icmpv6Interface::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6Icmpv6Interface")
                            .SetParent<Icmpv6L4Protocol>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6Icmpv6Interface>();
    return tid;
}

void
Mip6Icmpv6Interface::Install(Ptr<Node> node, uint32_t interface)
{
    NS_LOG_FUNCTION(this << node << interface);
    auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    m_base = ipv6->GetIcmpv6();
    NS_ABORT_MSG_IF(!m_base, "Mip6Icmpv6Interface: the node has no ICMPv6");
    // The stack asks these of whichever instance it finds, and they are not virtual.
    SetAttribute("DAD", BooleanValue(m_base->IsAlwaysDad()));
    SetAttribute("DadTimeout", TimeValue(m_base->GetDadTimeout()));
    PointerValue jitter;
    m_base->GetAttribute("SolicitationJitter", jitter);
    SetAttribute("SolicitationJitter", jitter);
    SetNode(node);
    SetDownTarget6(MakeCallback(&Ipv6::Send, DynamicCast<Ipv6>(ipv6)));
    m_device = ipv6->GetNetDevice(interface);
    ipv6->Insert(this, interface);
}

void
Mip6Icmpv6Interface::DoDispose()
{
    m_base = nullptr;
    m_device = nullptr;
    m_handlers.clear();
    m_dadHandler = nullptr;
    m_invalidHandler = nullptr;
    m_wireReader = nullptr;
    Icmpv6L4Protocol::DoDispose();
}

void
Mip6Icmpv6Interface::AddHandler(uint8_t type, Handler handler)
{
    m_handlers[type].push_back(std::move(handler));
}

void
Mip6Icmpv6Interface::SetDadHandler(DadHandler handler)
{
    m_dadHandler = std::move(handler);
}

void
Mip6Icmpv6Interface::SetEnforceHopLimit(bool enforce)
{
    m_enforceHopLimit = enforce;
}

void
Mip6Icmpv6Interface::SetInvalidHandler(InvalidHandler handler)
{
    m_invalidHandler = std::move(handler);
}

void
Mip6Icmpv6Interface::SetWireReader(WireReader reader)
{
    m_wireReader = std::move(reader);
}

std::optional<Mip6DropReason>
Mip6Icmpv6Interface::Judge(const Mip6Icmpv6Input& input) const
{
    // RFC 4861 sections 6.1, 7.1 and 8.1: hop limit 255, a right checksum, and lengths that hold.
    // Discovery of Mobile IPv6 has its checksum whether or not ns-3 computes others.
    const mip6::PseudoHeader pseudoHeader{input.header.GetSource(),
                                          input.header.GetDestination(),
                                          mip6::NEXT_HEADER_ICMPV6};
    if ((Node::ChecksumEnabled() || mip6::IsMobilityDiscovery(input.message.front())) &&
        mip6::ComputeChecksum(pseudoHeader, input.message.data(), input.message.size()) != 0)
    {
        return Mip6DropReason::BAD_CHECKSUM;
    }
    const bool isDiscovery = mip6::IsNeighborDiscovery(input.message.front());
    if (isDiscovery && m_enforceHopLimit && input.header.GetHopLimit() != 255)
    {
        return Mip6DropReason::HOP_LIMIT;
    }
    const mip6::NdPath path{input.header.GetSource(), input.header.GetDestination()};
    if (mip6::CheckNdOptions(input.message.data(), input.message.size()) ||
        mip6::CheckNdFields(path, input.message.data(), input.message.size()))
    {
        return Mip6DropReason::MALFORMED;
    }
    // RFC 4861 section 8.2: a router does not let a Redirect change its routes.
    if (input.message.front() == mip6::ICMPV6_REDIRECT && input.interface->IsForwarding())
    {
        return Mip6DropReason::UNEXPECTED_MESSAGE;
    }
    return std::nullopt;
}

mip6::LinkLayerAddress
Mip6Icmpv6Interface::GetLinkLayerAddress() const
{
    mip6::LinkLayerAddress octets{};
    Mac48Address::ConvertFrom(m_device->GetAddress()).CopyTo(octets.data());
    return octets;
}

uint32_t
Mip6Icmpv6Interface::SendNd(const mip6::Icmpv6Message& message,
                            const Ipv6Address& source,
                            const Ipv6Address& destination,
                            const Address& linkLayer)
{
    Mip6Icmpv6Header icmpv6;
    icmpv6.SetMessage(message, source, destination);
    auto packet = Create<Packet>();
    packet->AddHeader(icmpv6);
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(destination);
    header.SetNextHeader(mip6::NEXT_HEADER_ICMPV6);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    header.SetHopLimit(255);
    packet->AddHeader(header);
    const uint32_t octets = packet->GetSize();
    // Past the IPv6 layer, like the stock Neighbor Advertisement: resolving the destination first
    // would create the very state that these messages are about.
    m_device->Send(packet,
                   linkLayer.IsInvalid() ? m_device->GetMulticast(destination) : linkLayer,
                   Ipv6L3Protocol::PROT_NUMBER);
    return octets;
}

IpL4Protocol::RxStatus
Mip6Icmpv6Interface::Receive(Ptr<Packet> packet,
                             const Ipv6Header& header,
                             Ptr<Ipv6Interface> interface)
{
    NS_LOG_FUNCTION(this << packet << header << interface);
    uint8_t type = 0;
    packet->CopyData(&type, 1);
    const auto found = m_handlers.find(type);
    const bool isHandled = packet->GetSize() > 0 && found != m_handlers.end();
    if (!isHandled && !mip6::IsNeighborDiscovery(type))
    {
        return m_base->Receive(packet, header, interface);
    }
    mip6::Bytes message(packet->GetSize());
    packet->CopyData(message.data(), packet->GetSize());
    const Mip6Icmpv6Input input{message,
                                header,
                                interface,
                                m_wireReader ? m_wireReader(packet) : Mip6WireAddressTag()};
    if (const auto reason = Judge(input))
    {
        if (m_invalidHandler)
        {
            m_invalidHandler(input, *reason);
        }
        return IpL4Protocol::RX_OK;
    }
    if (isHandled && std::any_of(found->second.begin(),
                                 found->second.end(),
                                 [&input](const Handler& handler) { return handler(input); }))
    {
        return IpL4Protocol::RX_OK;
    }
    return Delegate(packet, input);
}

IpL4Protocol::RxStatus
Mip6Icmpv6Interface::Delegate(const Ptr<Packet>& packet, const Mip6Icmpv6Input& input)
{
    const auto advertisement =
        mip6::DecodeNeighborAdvertisement(input.message.data(), input.message.size());
    const auto cache = input.interface->GetNdiscCache();
    if (!advertisement || !cache)
    {
        return m_base->Receive(packet, input.header, input.interface);
    }
    const Ipv6Address target = advertisement.value->target;
    const auto* before = cache->Lookup(target);
    const Address linkLayer = before ? before->GetMacAddress() : Address();
    const auto status = m_base->Receive(packet, input.header, input.interface);
    auto* entry = cache->Lookup(target);
    // RFC 4861 section 7.2.5: a changed address that was not asked for is STALE. Stock ns-3 leaves
    // the state as it was, and stops the timer that would have led out of it: an entry in PROBE
    // would hold its packets for ever.
    const bool isChanged = entry && !advertisement.value->solicited && entry->IsReachable() &&
                           entry->GetMacAddress() != linkLayer;
    if (!before || !entry || !(isChanged || entry->IsDelay() || entry->IsProbe()))
    {
        return status;
    }
    const auto waiting = entry->MarkStale(entry->GetMacAddress());
    entry->ClearWaitingPacket();
    for (const auto& [payload, header] : waiting)
    {
        input.interface->Send(payload, header, target);
    }
    return status;
}

bool
Mip6Icmpv6Interface::Lookup(Ipv6Address destination,
                            Ptr<NetDevice> device,
                            Ptr<NdiscCache> cache,
                            Address* hardwareDestination)
{
    return m_base->Lookup(destination, device, cache, hardwareDestination);
}

bool
// NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
Mip6Icmpv6Interface::Lookup(Ptr<Packet> packet,
                            const Ipv6Header& header,
                            Ipv6Address destination,
                            Ptr<NetDevice> device,
                            Ptr<NdiscCache> cache,
                            Address* hardwareDestination)
{
    return m_base->Lookup(packet, header, destination, device, cache, hardwareDestination);
}

Ptr<NdiscCache>
Mip6Icmpv6Interface::CreateCache(Ptr<NetDevice> device, Ptr<Ipv6Interface> interface)
{
    return m_base->CreateCache(device, interface);
}

void
Mip6Icmpv6Interface::FunctionDadTimeout(Ipv6Interface* interface, Ipv6Address address)
{
    NS_LOG_FUNCTION(this << interface << address);
    if (!m_base) // an event that outlived the node's stack
    {
        return;
    }
    if (!m_dadHandler)
    {
        m_base->FunctionDadTimeout(interface, address);
        return;
    }
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const Ipv6InterfaceAddress entry = interface->GetAddress(i);
        if (entry.GetAddress() != address)
        {
            continue;
        }
        const bool unique = entry.GetState() != Ipv6InterfaceAddress::INVALID;
        if (unique)
        {
            interface->SetState(address, Ipv6InterfaceAddress::PREFERRED);
        }
        m_dadHandler(address, unique);
        return;
    }
}

} // namespace ns3

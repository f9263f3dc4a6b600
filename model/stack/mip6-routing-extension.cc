/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-routing-extension.h"

#include "mip6-extension-headers.h"
#include "mip6-role.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-header.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"

#include <array>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6RoutingExtension");
NS_OBJECT_ENSURE_REGISTERED(Mip6RoutingExtension);

TypeId
Mip6RoutingExtension::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6RoutingExtension")
                            .SetParent<Ipv6ExtensionRouting>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6RoutingExtension>();
    return tid;
}

void
Mip6RoutingExtension::Install(Mip6Stack* stack)
{
    m_stack = stack;
    SetNode(stack->GetNode());
}

uint8_t
// NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
Mip6RoutingExtension::Process(Ptr<Packet>& packet,
                              uint8_t offset,
                              const Ipv6Header& ipv6Header,
                              Ipv6Address destination,
                              uint8_t* nextHeader,
                              bool& stopProcessing,
                              bool& isDropped,
                              Ipv6L3Protocol::DropReason& dropReason)
{
    const uint32_t size = packet->GetSize() > offset ? packet->GetSize() - offset : 0;
    const auto rest = packet->CreateFragment(packet->GetSize() - size, size);
    std::array<uint8_t, 4> start{};
    rest->CopyData(start.data(), start.size());
    // See the destination extension for the reach of 8 bits.
    const uint32_t end = offset + (uint32_t{start[1]} + 1) * 8;
    if (size >= start.size() && start[2] != mip6::ROUTING_TYPE_2 && end > UINT8_MAX)
    {
        stopProcessing = true;
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return 8;
    }
    if (size < start.size() || start[2] == mip6::ROUTING_TYPE_2)
    {
        stopProcessing = true;
        ProcessType2(rest, ipv6Header);
        return mip6::TYPE2_ROUTING_OCTETS;
    }
    return Ipv6ExtensionRouting::Process(packet,
                                         offset,
                                         ipv6Header,
                                         destination,
                                         nextHeader,
                                         stopProcessing,
                                         isDropped,
                                         dropReason);
}

void
Mip6RoutingExtension::ProcessType2(const Ptr<Packet>& packet, const Ipv6Header& ipv6Header)
{
    std::array<uint8_t, mip6::TYPE2_ROUTING_OCTETS> octets{};
    const uint32_t size = packet->CopyData(octets.data(), octets.size());
    const auto decoded = mip6::DecodeType2RoutingHeader(octets.data(), size);
    if (!decoded)
    {
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return;
    }
    // RFC 6275 section 11.3.3: the address must be one of this node's home addresses.
    if (!m_stack->IsHomeAddress(decoded.value->homeAddress))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::FOREIGN_HOME_ADDRESS);
        return;
    }
    packet->RemoveAtStart(mip6::TYPE2_ROUTING_OCTETS);
    Mip6WireAddressTag tag;
    packet->RemovePacketTag(tag);
    tag.destination = ipv6Header.GetDestination();
    packet->AddPacketTag(tag);
    Ipv6Header header = ipv6Header;
    header.SetDestination(decoded.value->homeAddress);
    header.SetNextHeader(decoded.value->nextHeader);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    const Mip6ErrorSender::Reinjection scope(m_stack->GetErrorSender());
    m_stack->GetVirtualDevice()->Reinject(packet);
}

} // namespace ns3

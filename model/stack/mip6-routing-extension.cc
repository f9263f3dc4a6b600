/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-routing-extension.h"

#include "mip6-extension-headers.h"
#include "mip6-role.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6RoutingExtension");
NS_OBJECT_ENSURE_REGISTERED(Mip6RoutingExtension);

namespace
{

/// Offset of the Routing Type field in a routing header (RFC 8200 section 4.4).
constexpr uint32_t ROUTING_TYPE_OFFSET = 2;

} // namespace

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
                              Ipv6Address,
                              uint8_t* nextHeader,
                              bool& stopProcessing,
                              bool& isDropped,
                              Ipv6L3Protocol::DropReason& dropReason)
{
    Mip6HeaderChain chain{};
    const std::size_t octets = CopyExtensionHeader(*packet, offset, chain);
    const uint8_t* start = chain.data() + offset;
    if (octets != 0 && start[ROUTING_TYPE_OFFSET] == mip6::ROUTING_TYPE_2)
    {
        stopProcessing = true;
        packet->RemoveAtStart(offset);
        ProcessType2(packet, ipv6Header, mip6::DecodeType2RoutingHeader(start, octets));
        return mip6::TYPE2_ROUTING_OCTETS;
    }
    if (octets == 0 || !IsWithinReach(offset, octets))
    {
        stopProcessing = true;
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return 8;
    }
    // RFC 8200 section 4.4: a type that is not known is ignored where no segment is left, and
    // makes the packet invalid otherwise.
    if (start[3] == 0)
    {
        *nextHeader = start[0];
        return static_cast<uint8_t>(octets);
    }
    stopProcessing = true;
    isDropped = true;
    dropReason = Ipv6L3Protocol::DROP_MALFORMED_HEADER;
    const auto offending = packet->Copy();
    offending->AddHeader(ipv6Header);
    m_stack->GetErrorSender().AnswerUnknownRouting(offending,
                                                   ipv6Header.GetSerializedSize() + offset +
                                                       ROUTING_TYPE_OFFSET);
    return static_cast<uint8_t>(octets);
}

void
Mip6RoutingExtension::ProcessType2(const Ptr<Packet>& packet,
                                   const Ipv6Header& ipv6Header,
                                   const mip6::DecodeResult<mip6::Type2RoutingHeader>& decoded)
{
    if (!decoded)
    {
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return;
    }
    const mip6::Type2RoutingHeader& routing = *decoded.value;
    // RFC 6275 section 11.3.3: the address must be one of this node's home addresses.
    if (!m_stack->IsHomeAddress(routing.homeAddress))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::FOREIGN_HOME_ADDRESS);
        return;
    }
    packet->RemoveAtStart(mip6::TYPE2_ROUTING_OCTETS);
    Mip6WireAddressTag tag = m_stack->TakeWireAddresses(packet);
    // RFC 6275 section 6.4: one such header, with one address. A second one would lead to where the
    // packet is, and a long packet full of them one call deeper each time.
    if (!tag.destination.IsAny())
    {
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return;
    }
    tag.destination = ipv6Header.GetDestination();
    if (NeedsWireAddresses(*packet, routing.nextHeader))
    {
        packet->AddPacketTag(tag);
    }
    // With a Home Address option behind it, the source is not yet known. Signalling is no traffic.
    if (routing.nextHeader != mip6::NEXT_HEADER_DESTINATION_OPTIONS &&
        !IsMobilitySignalling(*packet, routing.nextHeader))
    {
        m_stack->NoteDirectPacket(routing.homeAddress, ipv6Header.GetSource());
    }
    Ipv6Header header = ipv6Header;
    header.SetDestination(routing.homeAddress);
    header.SetNextHeader(routing.nextHeader);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    // The home address is on the virtual device while the node is away, and on the link at home.
    if (!m_stack->Reinject(packet, header.GetDestination()))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::FOREIGN_HOME_ADDRESS);
    }
}

} // namespace ns3

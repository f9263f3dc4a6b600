/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-destination-extension.h"

#include "mip6-extension-headers.h"
#include "mip6-role.h"
#include "mip6-stack.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-numbers.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6DestinationExtension");
NS_OBJECT_ENSURE_REGISTERED(Mip6DestinationExtension);

namespace
{

/**
 * Put a Destination Options header back, with padding in place of its Home Address option.
 * @param packet behind the header
 * @param header the header
 * @param options its content
 */
void
AddPaddedHeader(const Ptr<Packet>& packet,
                const uint8_t* header,
                const mip6::DestinationOptions& options)
{
    mip6::Bytes octets(header, header + options.octets);
    const std::size_t dataOffset = options.homeAddressOffset + 2;
    octets[options.homeAddressOffset] = mip6::DESTINATION_PADN_TYPE;
    std::fill_n(octets.begin() + static_cast<std::ptrdiff_t>(dataOffset), 16, 0);
    Mip6OctetsHeader padded;
    padded.Set(std::move(octets));
    packet->AddHeader(padded);
}

} // namespace

TypeId
Mip6DestinationExtension::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6DestinationExtension")
                            .SetParent<Ipv6ExtensionDestination>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6DestinationExtension>();
    return tid;
}

void
Mip6DestinationExtension::Install(Mip6Stack* stack)
{
    m_stack = stack;
    SetNode(stack->GetNode());
}

uint8_t
// NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
Mip6DestinationExtension::Process(Ptr<Packet>& packet,
                                  uint8_t offset,
                                  const Ipv6Header& ipv6Header,
                                  Ipv6Address destination,
                                  uint8_t* nextHeader,
                                  bool& stopProcessing,
                                  bool& isDropped,
                                  Ipv6L3Protocol::DropReason& dropReason)
{
    Mip6HeaderChain chain{};
    const std::size_t octets = CopyExtensionHeader(*packet, offset, chain);
    const uint8_t* start = chain.data() + offset;
    const auto decoded = mip6::DecodeDestinationOptions(start, octets);
    if (!decoded || !IsWithinReach(offset, octets))
    {
        stopProcessing = true;
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return 8;
    }
    if (decoded.value->homeAddress)
    {
        stopProcessing = true;
        ProcessHomeAddress(packet, ipv6Header, {start, offset, *decoded.value});
        return static_cast<uint8_t>(octets);
    }
    Mip6WireAddressTag tag;
    if (m_stack->GetErrorSender().IsReinjecting() && packet->PeekPacketTag(tag) &&
        !tag.destination.IsAny())
    {
        // A type 2 routing header came before, and no Home Address option after it.
        m_stack->NoteDirectPacket(ipv6Header.GetDestination(), ipv6Header.GetSource());
    }
    return Ipv6ExtensionDestination::Process(packet,
                                             offset,
                                             ipv6Header,
                                             destination,
                                             nextHeader,
                                             stopProcessing,
                                             isDropped,
                                             dropReason);
}

void
Mip6DestinationExtension::ProcessHomeAddress(const Ptr<Packet>& packet,
                                             const Ipv6Header& ipv6Header,
                                             const Found& found)
{
    const Ipv6Address homeAddress = *found.options.homeAddress;
    // RFC 6275 section 9.3.1: without a binding the option is allowed with a Mobility Header only.
    if (found.options.nextHeader != mip6::NEXT_HEADER_MOBILITY &&
        !m_stack->HasBinding(homeAddress, ipv6Header.GetSource()))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::NO_BINDING);
        m_stack->GetErrorSender().AnswerUnknownBinding(
            {ipv6Header.GetSource(), ipv6Header.GetDestination(), homeAddress});
        return;
    }
    Mip6WireAddressTag tag = m_stack->TakeWireAddresses(packet);
    // RFC 6275 section 6.3: the option stands once in a packet.
    if (!tag.source.IsAny())
    {
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return;
    }
    packet->RemoveAtStart(static_cast<uint32_t>(found.offset + found.options.octets));
    if (!IsMobilitySignalling(*packet, found.options.nextHeader))
    {
        m_stack->NoteDirectPacket(ipv6Header.GetDestination(), homeAddress);
    }
    Ipv6Header header = ipv6Header;
    header.SetSource(homeAddress);
    header.SetNextHeader(found.options.nextHeader);
    if (found.options.otherOptions)
    {
        AddPaddedHeader(packet, found.start, found.options);
        header.SetNextHeader(mip6::NEXT_HEADER_DESTINATION_OPTIONS);
    }
    tag.source = ipv6Header.GetSource();
    if (NeedsWireAddresses(*packet, header.GetNextHeader()))
    {
        packet->AddPacketTag(tag);
    }
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    if (!m_stack->Reinject(packet, header.GetDestination()))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::NO_BINDING);
    }
}

} // namespace ns3

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
 * Take the Home Address option out: the whole header where it holds nothing else, otherwise padding
 * takes its place.
 * @param packet from the header on
 * @param options its content
 * @return what the Next Header field before it shall say
 */
uint8_t
RemoveHomeAddress(const Ptr<Packet>& packet, const mip6::DestinationOptions& options)
{
    mip6::Bytes octets(options.octets);
    packet->CopyData(octets.data(), static_cast<uint32_t>(octets.size()));
    packet->RemoveAtStart(static_cast<uint32_t>(octets.size()));
    if (!options.otherOptions)
    {
        return options.nextHeader;
    }
    const std::size_t dataOffset = options.homeAddressOffset + 2;
    octets[options.homeAddressOffset] = mip6::DESTINATION_PADN_TYPE;
    std::fill_n(octets.begin() + static_cast<std::ptrdiff_t>(dataOffset), 16, 0);
    Mip6OctetsHeader header;
    header.Set(std::move(octets));
    packet->AddHeader(header);
    return mip6::NEXT_HEADER_DESTINATION_OPTIONS;
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
    const uint32_t size = packet->GetSize() > offset ? packet->GetSize() - offset : 0;
    auto rest = packet->CreateFragment(packet->GetSize() - size, size);
    mip6::Bytes octets(size);
    rest->CopyData(octets.data(), size);
    const auto decoded = mip6::DecodeDestinationOptions(octets.data(), octets.size());
    if (decoded && !IsWithinReach(offset, decoded.value->octets))
    {
        stopProcessing = true;
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return 8;
    }
    if (decoded && !decoded.value->homeAddress)
    {
        return Ipv6ExtensionDestination::Process(packet,
                                                 offset,
                                                 ipv6Header,
                                                 destination,
                                                 nextHeader,
                                                 stopProcessing,
                                                 isDropped,
                                                 dropReason);
    }
    stopProcessing = true;
    if (!decoded)
    {
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        return 8;
    }
    const mip6::DestinationOptions& options = *decoded.value;
    const auto step = static_cast<uint8_t>(options.octets);
    // RFC 6275 section 9.3.1: without a binding the option is allowed with a Mobility Header only.
    const Ipv6Address homeAddress = *options.homeAddress;
    const bool signalling = options.nextHeader == mip6::NEXT_HEADER_MOBILITY;
    if (!signalling && !m_stack->HasBinding(homeAddress, ipv6Header.GetSource()))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::NO_BINDING);
        m_stack->GetErrorSender().AnswerUnknownBinding(
            {ipv6Header.GetSource(), ipv6Header.GetDestination(), homeAddress});
        return step;
    }
    Mip6WireAddressTag tag;
    rest->RemovePacketTag(tag);
    tag.source = ipv6Header.GetSource();
    rest->AddPacketTag(tag);
    Ipv6Header header = ipv6Header;
    header.SetNextHeader(RemoveHomeAddress(rest, options));
    header.SetSource(homeAddress);
    header.SetPayloadLength(static_cast<uint16_t>(rest->GetSize()));
    rest->AddHeader(header);
    if (!m_stack->Reinject(rest, header.GetDestination()))
    {
        m_stack->ReportDrop(rest, Mip6DropReason::NO_BINDING);
    }
    return step;
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-protocol.h"

#include "mip6-error-sender.h"
#include "mip6-extension-headers.h"
#include "mip6-mobility-header.h"
#include "mip6-role.h"
#include "mip6-routing.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"

#include <algorithm>
#include <array>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MobilityProtocol");
NS_OBJECT_ENSURE_REGISTERED(Mip6MobilityProtocol);

namespace
{

/// Fills the fields of a record that depend on the message.
struct RecordFiller
{
    Mip6SignallingRecord& record; //!< to fill

    /// @param update the message
    void operator()(const mip6::BindingUpdate& update) const
    {
        record.sequence = update.sequence;
        record.lifetime = update.lifetime;
    }

    /// @param acknowledgement the message
    void operator()(const mip6::BindingAcknowledgement& acknowledgement) const
    {
        record.sequence = acknowledgement.sequence;
        record.lifetime = acknowledgement.lifetime;
        record.status = static_cast<uint8_t>(acknowledgement.status);
    }

    /// @param error the message
    void operator()(const mip6::BindingError& error) const
    {
        record.status = static_cast<uint8_t>(error.status);
    }

    /// The other messages have none of these fields.
    /// @tparam Message type of the message
    template <typename Message>
    void operator()(const Message& /* message */) const
    {
    }
};

/**
 * @param message any
 * @return a record with the fields that depend on the message
 */
Mip6SignallingRecord
BeginRecord(const mip6::MobilityMessage& message)
{
    Mip6SignallingRecord record;
    record.message = mip6::GetName(static_cast<mip6::MobilityType>(mip6::GetType(message)));
    std::visit(RecordFiller{record}, message);
    return record;
}

/**
 * @param tag what the packet had on the wire
 * @param received gets it
 */
void
ApplyTag(const Mip6WireAddressTag& tag, Mip6ReceivedMessage& received)
{
    if (!tag.source.IsAny())
    {
        received.wireSource = tag.source;
        received.hasHomeAddressOption = true;
        received.octets += mip6::HOME_ADDRESS_HEADER_OCTETS;
    }
    if (!tag.destination.IsAny())
    {
        received.wireDestination = tag.destination;
        received.hasType2Routing = true;
        received.octets += mip6::TYPE2_ROUTING_OCTETS;
    }
}

/**
 * @param received a message, its addresses at least
 * @return the packet as it was on the wire
 */
mip6::OffendingPacket
MakeOffendingPacket(const Mip6ReceivedMessage& received)
{
    mip6::OffendingPacket packet{received.wireSource, received.wireDestination, {}};
    if (received.hasHomeAddressOption)
    {
        packet.homeAddress = received.source;
    }
    return packet;
}

} // namespace

mip6::Bytes
Mip6ReceivedMessage::CopyMobilityHeader() const
{
    std::array<uint8_t, 2> start{};
    packet->CopyData(start.data(), start.size());
    const std::size_t octets = mip6::GetMobilityHeaderOctets(start.data(), start.size());
    mip6::Bytes header(std::min<std::size_t>(octets, packet->GetSize()));
    packet->CopyData(header.data(), static_cast<uint32_t>(header.size()));
    return header;
}

TypeId
Mip6MobilityProtocol::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6MobilityProtocol")
                            .SetParent<IpL4Protocol>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6MobilityProtocol>();
    return tid;
}

void
Mip6MobilityProtocol::Install(Mip6Stack* stack)
{
    m_stack = stack;
}

void
Mip6MobilityProtocol::DoDispose()
{
    m_stack = nullptr;
    m_downTarget.Nullify();
    m_downTarget6.Nullify();
    IpL4Protocol::DoDispose();
}

int
Mip6MobilityProtocol::GetProtocolNumber() const
{
    return mip6::NEXT_HEADER_MOBILITY;
}

std::optional<Mip6SignallingRecord>
Mip6MobilityProtocol::Send(const mip6::SendMessage& action)
{
    NS_LOG_FUNCTION(this << action.source << action.destination);
    // RFC 6275 section 9.5.4: an Acknowledgement goes to where the Binding Update came from.
    const auto kind = std::holds_alternative<mip6::BindingAcknowledgement>(action.message)
                          ? Mip6PacketKind::CARE_OF
                          : Mip6PacketKind::SIGNALLING;
    const auto route =
        m_stack->GetRouting()->RouteSignalling({action.source, action.destination, false, kind});
    if (!route)
    {
        NS_LOG_WARN("no route to " << action.destination);
        return std::nullopt;
    }
    // RFC 6275 section 6.1.1: home address and final destination are in the pseudo-header.
    const mip6::PseudoHeader pseudoHeader{action.homeAddressOption.value_or(action.source),
                                          action.type2HomeAddress.value_or(action.destination),
                                          mip6::NEXT_HEADER_MOBILITY};
    Mip6MobilityHeader mobility;
    mobility.SetMessage(action.message, pseudoHeader);
    auto packet = Create<Packet>();
    packet->AddHeader(mobility);
    const uint8_t next = AddOptimizationHeaders(packet,
                                                mip6::NEXT_HEADER_MOBILITY,
                                                action.homeAddressOption,
                                                action.type2HomeAddress);
    Mip6SignallingRecord record = BeginRecord(action.message);
    record.direction = Mip6Direction::SENT;
    record.source = action.source;
    record.destination = action.destination;
    record.octets = packet->GetSize() + IPV6_HEADER_OCTETS;
    m_stack->GetIpv6()->Send(packet, action.source, action.destination, next, route);
    return record;
}

Mip6SignallingRecord
Mip6MobilityProtocol::MakeRecord(const Mip6ReceivedMessage& received)
{
    Mip6SignallingRecord record = BeginRecord(received.message);
    record.direction = Mip6Direction::RECEIVED;
    record.source = received.wireSource;
    record.destination = received.wireDestination;
    record.octets = received.octets;
    return record;
}

IpL4Protocol::RxStatus
Mip6MobilityProtocol::Receive(Ptr<Packet>, const Ipv4Header&, Ptr<Ipv4Interface>)
{
    return IpL4Protocol::RX_ENDPOINT_UNREACH;
}

IpL4Protocol::RxStatus
Mip6MobilityProtocol::Receive(Ptr<Packet> packet,
                              const Ipv6Header& header,
                              Ptr<Ipv6Interface> interface)
{
    NS_LOG_FUNCTION(this << packet << header);
    mip6::Bytes octets(packet->GetSize());
    packet->CopyData(octets.data(), packet->GetSize());
    const mip6::PseudoHeader pseudoHeader{header.GetSource(),
                                          header.GetDestination(),
                                          mip6::NEXT_HEADER_MOBILITY};
    // RFC 6275 section 9.2: a wrong checksum is discarded in silence.
    if (mip6::ComputeChecksum(pseudoHeader, octets.data(), octets.size()) != 0)
    {
        m_stack->ReportDrop(packet, Mip6DropReason::BAD_CHECKSUM);
        return IpL4Protocol::RX_CSUM_FAILED;
    }
    auto decoded = mip6::DecodeMobilityMessage(octets.data(), octets.size());
    Mip6ReceivedMessage received{{},
                                 header.GetSource(),
                                 header.GetDestination(),
                                 header.GetSource(),
                                 header.GetDestination(),
                                 packet->GetSize() + IPV6_HEADER_OCTETS,
                                 packet};
    ApplyTag(m_stack->TakeWireAddresses(packet), received);
    received.isTunnelled =
        interface->GetDevice() == m_stack->GetVirtualDevice() && !received.hasType2Routing;
    if (!decoded)
    {
        NS_LOG_WARN("malformed: " << mip6::GetName(decoded.error) << " at " << decoded.offset);
        m_stack->ReportDrop(packet, Mip6DropReason::MALFORMED);
        m_stack->GetErrorSender().AnswerRefused(MakeOffendingPacket(received),
                                                decoded.GetRefusal(),
                                                packet);
        return IpL4Protocol::RX_OK;
    }
    received.message = std::move(*decoded.value);
    for (const auto& role : m_stack->GetRoles())
    {
        if (role->HandleMessage(received))
        {
            return IpL4Protocol::RX_OK;
        }
    }
    if (!std::holds_alternative<mip6::UnknownMobilityMessage>(received.message))
    {
        m_stack->ReportDrop(packet, Mip6DropReason::UNEXPECTED_MESSAGE);
        return IpL4Protocol::RX_OK;
    }
    m_stack->ReportDrop(packet, Mip6DropReason::UNKNOWN_MESSAGE);
    m_stack->GetErrorSender().AnswerUnknownType(MakeOffendingPacket(received));
    return IpL4Protocol::RX_OK;
}

void
Mip6MobilityProtocol::SetDownTarget(DownTargetCallback callback)
{
    m_downTarget = callback;
}

void
Mip6MobilityProtocol::SetDownTarget6(DownTargetCallback6 callback)
{
    m_downTarget6 = callback;
}

IpL4Protocol::DownTargetCallback
Mip6MobilityProtocol::GetDownTarget() const
{
    return m_downTarget;
}

IpL4Protocol::DownTargetCallback6
Mip6MobilityProtocol::GetDownTarget6() const
{
    return m_downTarget6;
}

} // namespace ns3

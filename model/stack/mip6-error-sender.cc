/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-error-sender.h"

#include "mip6-error-packets.h"
#include "mip6-extension-headers.h"
#include "mip6-icmpv6-interface.h"
#include "mip6-mobility-protocol.h"
#include "mip6-role.h"
#include "mip6-routing.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-quoted-packet.h"
#include "ns3/mip6-tunnel-headers.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6ErrorSender");

namespace
{

/// Offset of the Next Header field in an IPv6 header.
constexpr uint32_t NEXT_HEADER_OFFSET = 6;

/// Offset of the Checksum in an ICMPv6 message (RFC 4443 section 2.1).
constexpr std::size_t CHECKSUM_OFFSET = 2;
/// Hop limit of a relayed error, that of other packets (RFC 8200 section 3 leaves it open).
constexpr uint8_t RELAY_HOP_LIMIT = 64;

/**
 * @param packet with its IPv6 header
 * @return whether a Mobility Header ends its chain of headers
 */
bool
HasMobilityHeader(const Packet& packet)
{
    std::array<uint8_t, NEXT_HEADER_OFFSET + 1> start{};
    return packet.CopyData(start.data(), start.size()) == start.size() &&
           IsSignalling(packet, start.back());
}

} // namespace

Mip6ErrorSender::Reinjection::Reinjection(Mip6ErrorSender& sender)
    : m_sender(sender),
      m_outer(std::exchange(sender.m_isReinjecting, true))
{
}

Mip6ErrorSender::Reinjection::~Reinjection()
{
    m_sender.m_isReinjecting = m_outer;
}

Mip6ErrorSender::Mip6ErrorSender(Mip6Stack* stack, const mip6::ErrorLimits& limits)
    : m_stack(stack),
      m_answers(limits)
{
}

bool
Mip6ErrorSender::IsReinjecting() const
{
    return m_isReinjecting;
}

void
Mip6ErrorSender::HandleArrival(Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t)
{
    if (m_isReinjecting)
    {
        return;
    }
    // The packet loses its headers while it is processed; a copy shares its octets.
    m_arrival = HasMobilityHeader(*packet) ? packet->Copy() : nullptr;
}

Ptr<Packet>
Mip6ErrorSender::MakeQuote(const mip6::OffendingPacket& packet,
                           const Ptr<const Packet>& mobility) const
{
    Ipv6Header header;
    if (m_arrival && m_arrival->PeekHeader(header) != 0)
    {
        const uint32_t size = header.GetPayloadLength() + IPV6_HEADER_OCTETS;
        // Without the padding of the link, a packet that was not in fragments is what was
        // delivered and the headers before it.
        if (size <= m_arrival->GetSize() && size >= mobility->GetSize() + IPV6_HEADER_OCTETS)
        {
            return m_arrival->CreateFragment(0, size);
        }
    }
    header = Ipv6Header();
    header.SetSource(packet.source);
    header.SetDestination(packet.destination);
    header.SetNextHeader(mip6::NEXT_HEADER_MOBILITY);
    header.SetPayloadLength(static_cast<uint16_t>(mobility->GetSize()));
    auto quote = mobility->Copy();
    quote->AddHeader(header);
    return quote;
}

void
Mip6ErrorSender::AnswerUnknownType(const mip6::OffendingPacket& packet)
{
    Send(m_answers.HandleUnknownType(Simulator::Now(), packet));
}

void
Mip6ErrorSender::AnswerUnknownBinding(const mip6::OffendingPacket& packet)
{
    Send(m_answers.HandleUnknownBinding(Simulator::Now(), packet));
}

void
Mip6ErrorSender::AnswerRefused(const mip6::OffendingPacket& packet,
                               const mip6::Refusal& refusal,
                               const Ptr<const Packet>& mobility)
{
    const auto quote = MakeQuote(packet, mobility);
    const uint32_t headerOffset = quote->GetSize() - mobility->GetSize();
    Send(m_answers.HandleRefused(Simulator::Now(), packet, refusal, headerOffset), quote);
}

void
Mip6ErrorSender::AnswerUnknownRouting(const Ptr<Packet>& packet, uint32_t pointer)
{
    Ipv6Header header;
    packet->PeekHeader(header);
    const mip6::OffendingPacket offending{header.GetSource(), header.GetDestination(), {}};
    Send(m_answers.HandleUnknownRouting(Simulator::Now(), offending, pointer), packet);
}

void
Mip6ErrorSender::AnswerUnreachable(const Ptr<const Packet>& packet,
                                   const Ipv6Header& header,
                                   uint32_t interface)
{
    // RFC 4443 section 2.4 e: an error is never answered with one.
    uint8_t type = 0;
    if (header.GetNextHeader() == mip6::NEXT_HEADER_ICMPV6 &&
        (packet->CopyData(&type, 1) == 0 || type < mip6::ICMPV6_FIRST_INFORMATIONAL))
    {
        return;
    }
    const auto quote = packet->Copy();
    quote->AddHeader(header);
    // RFC 4443 section 2.2 d: a source of the scope that the answer has.
    const Ipv6Address source =
        m_stack->GetIpv6()->SourceAddressSelection(interface, header.GetSource());
    const auto answer =
        m_answers.HandleUnreachable(Simulator::Now(),
                                    {header.GetSource(), header.GetDestination(), std::nullopt},
                                    source);
    if (const auto* error = std::get_if<mip6::DestinationUnreachable>(&answer))
    {
        SendUnreachable(*error, quote, interface);
    }
}

std::optional<Ipv6Address>
Mip6ErrorSender::FindSource(const Ipv6Address& destination) const
{
    Ipv6Header header;
    header.SetDestination(destination);
    const auto route = m_stack->GetRouting()->RouteDirect(header);
    if (!route || !route->GetOutputDevice())
    {
        return std::nullopt;
    }
    const auto ipv6 = m_stack->GetIpv6();
    const int32_t interface = ipv6->GetInterfaceForDevice(route->GetOutputDevice());
    return ipv6->SourceAddressSelection(static_cast<uint32_t>(interface), destination);
}

void
Mip6ErrorSender::AnswerEncapsulationLimit(const Ptr<Packet>& packet, uint32_t pointer)
{
    Ipv6Header header;
    packet->PeekHeader(header);
    const auto source = FindSource(header.GetSource());
    if (!source)
    {
        NS_LOG_WARN("no route to " << header.GetSource());
        return;
    }
    Send(m_answers.HandleEncapsulationLimit(
             Simulator::Now(),
             {header.GetSource(), header.GetDestination(), std::nullopt},
             *source,
             pointer),
         packet);
}

void
Mip6ErrorSender::SendUnreachable(const mip6::DestinationUnreachable& error,
                                 const Ptr<Packet>& quote,
                                 uint32_t interface)
{
    NS_LOG_INFO("Destination Unreachable to " << error.destination);
    // A link-local address says nothing of its link, which is that of the offending packet.
    auto route = Create<Ipv6Route>();
    route->SetSource(error.source);
    route->SetDestination(error.destination);
    route->SetGateway(Ipv6Address::GetAny());
    route->SetOutputDevice(m_stack->GetIpv6()->GetNetDevice(interface));
    if (!error.destination.IsLinkLocal())
    {
        route = m_stack->GetRouting()->RouteSignalling(
            {error.source, error.destination, false, Mip6PacketKind::SIGNALLING});
    }
    if (!route)
    {
        NS_LOG_WARN("no route to " << error.destination);
        return;
    }
    m_stack->GetIpv6()->Send(MakeDestinationUnreachable(error, quote),
                             error.source,
                             error.destination,
                             mip6::NEXT_HEADER_ICMPV6,
                             route);
}

void
Mip6ErrorSender::Send(const mip6::ErrorAnswer& answer, const Ptr<Packet>& quote)
{
    if (const auto* message = std::get_if<mip6::SendMessage>(&answer))
    {
        const auto record = m_stack->GetMobilityProtocol()->Send(*message);
        if (record && !m_stack->GetRoles().empty())
        {
            m_stack->GetRoles().front()->TraceSignalling(*record);
        }
    }
    else if (const auto* problem = std::get_if<mip6::ParameterProblem>(&answer))
    {
        SendParameterProblem(*problem, quote);
    }
}

bool
Mip6ErrorSender::HasTunnel(const mip6::TunnelError& error) const
{
    // The packet that the other end would send in answer.
    Ipv6Header outer;
    outer.SetSource(error.exit);
    outer.SetDestination(error.entry);
    Ipv6Header inner;
    inner.SetSource(error.destination);
    inner.SetDestination(error.source);
    const auto& roles = m_stack->GetRoles();
    return std::any_of(roles.begin(), roles.end(), [&](const Ptr<Mip6Role>& role) {
        return !role->CheckTunnelled(outer, inner);
    });
}

void
Mip6ErrorSender::NoteTooBig(const Mip6Icmpv6Input& input) const
{
    mip6::ByteReader reader(input.message.data(), input.message.size());
    const bool isTooBig = reader.ReadU8() == mip6::ICMPV6_PACKET_TOO_BIG;
    reader.Skip(3);
    const uint32_t mtu = reader.ReadU32();
    if (!isTooBig || reader.HasFailed())
    {
        return;
    }
    const std::size_t start = reader.GetOffset();
    const uint8_t* quote = input.message.data() + start;
    const auto outer = mip6::DecodeTunnelHeaders(quote, input.message.size() - start);
    const auto addresses = mip6::DecodeQuotedPacket(quote, input.message.size() - start);
    if (outer && outer->encapsulationLimit && outer->nextHeader == mip6::NEXT_HEADER_IPV6)
    {
        for (const auto& role : m_stack->GetRoles())
        {
            role->HandleTunnelTooBig(addresses->destination, mtu);
        }
    }
}

void
Mip6ErrorSender::RelayTunnelError(const Mip6Icmpv6Input& input)
{
    NoteTooBig(input);
    auto error = mip6::MakeTunnelError(input.message.data(), input.message.size());
    if (!error || !HasTunnel(*error) || !m_answers.MayRelay(Simulator::Now()))
    {
        return;
    }
    NS_LOG_INFO("error from " << input.header.GetSource() << " relayed to " << error->source);
    mip6::Bytes& message = error->message;
    const uint16_t checksum =
        mip6::ComputeChecksum({error->entry, error->source, mip6::NEXT_HEADER_ICMPV6},
                              message.data(),
                              message.size());
    message[CHECKSUM_OFFSET] = static_cast<uint8_t>(checksum >> 8);
    message[CHECKSUM_OFFSET + 1] = static_cast<uint8_t>(checksum & 0xFF);
    const auto packet = Create<Packet>(message.data(), static_cast<uint32_t>(message.size()));
    Ipv6Header header;
    header.SetSource(error->entry);
    header.SetDestination(error->source);
    header.SetNextHeader(mip6::NEXT_HEADER_ICMPV6);
    header.SetPayloadLength(static_cast<uint16_t>(message.size()));
    header.SetHopLimit(RELAY_HOP_LIMIT);
    packet->AddHeader(header);
    // As if it had come from there: to the sockets of this node, or to whoever has the address.
    m_stack->GetVirtualDevice()->Reinject(packet);
}

void
Mip6ErrorSender::SendParameterProblem(const mip6::ParameterProblem& problem,
                                      const Ptr<Packet>& quote)
{
    NS_LOG_INFO("Parameter Problem to " << problem.destination << " at " << problem.pointer);
    const auto octets = MakeParameterProblem(problem, quote);
    const auto route = m_stack->GetRouting()->RouteSignalling(
        {problem.source, problem.destination, false, Mip6PacketKind::SIGNALLING});
    if (!route)
    {
        NS_LOG_WARN("no route to " << problem.destination);
        return;
    }
    m_stack->GetIpv6()->Send(octets,
                             problem.source,
                             problem.destination,
                             mip6::NEXT_HEADER_ICMPV6,
                             route);
}

} // namespace ns3

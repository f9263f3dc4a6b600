/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-discovery-signalling.h"

#include "mip6-extension-headers.h"
#include "mip6-icmpv6-header.h"
#include "mip6-icmpv6-interface.h"
#include "mip6-routing.h"
#include "mip6-stack.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/packet.h"

#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6DiscoverySignalling");

namespace
{

/// Fills the fields of a record that depend on the message.
struct RecordFiller
{
    Mip6SignallingRecord& record; //!< to fill

    /// @param message the message
    void operator()(const mip6::HomeAgentAddressDiscoveryRequest& message) const
    {
        Fill("Home Agent Address Discovery Request", message.identifier);
    }

    /// @param message the message
    void operator()(const mip6::HomeAgentAddressDiscoveryReply& message) const
    {
        Fill("Home Agent Address Discovery Reply", message.identifier);
    }

    /// @param message the message
    void operator()(const mip6::MobilePrefixSolicitation& message) const
    {
        Fill("Mobile Prefix Solicitation", message.identifier);
    }

    /// @param message the message
    void operator()(const mip6::MobilePrefixAdvertisement& message) const
    {
        Fill("Mobile Prefix Advertisement", message.identifier);
    }

    /// Neighbor Discovery is told about elsewhere.
    /// @tparam Message type of the message
    template <typename Message>
    void operator()(const Message& /* message */) const
    {
    }

    /// @param name of the message @param identifier Identifier field
    void Fill(const char* name, uint16_t identifier) const
    {
        record.message = name;
        record.sequence = identifier;
    }
};

} // namespace

std::optional<Mip6SignallingRecord>
SendDiscoveryMessage(const Mip6Stack& stack, const mip6::SendIcmpv6& action)
{
    NS_LOG_FUNCTION(action.source << action.destination);
    Ipv6Header header;
    header.SetSource(action.source);
    header.SetDestination(action.destination);
    const auto route = stack.GetRouting()->RouteDirect(header);
    if (!route)
    {
        NS_LOG_WARN("no route to " << action.destination);
        return std::nullopt;
    }
    // RFC 6275 section 6.3 and RFC 8200 section 8.1: home address and final destination are in the
    // pseudo-header.
    Mip6Icmpv6Header icmpv6;
    icmpv6.SetMessage(action.message,
                      action.homeAddressOption.value_or(action.source),
                      action.type2HomeAddress.value_or(action.destination));
    auto packet = Create<Packet>();
    packet->AddHeader(icmpv6);
    const uint8_t next = AddOptimizationHeaders(packet,
                                                mip6::NEXT_HEADER_ICMPV6,
                                                action.homeAddressOption,
                                                action.type2HomeAddress);
    Mip6SignallingRecord record;
    std::visit(RecordFiller{record}, action.message);
    record.direction = Mip6Direction::SENT;
    record.source = action.source;
    record.destination = action.destination;
    record.octets = packet->GetSize() + IPV6_HEADER_OCTETS;
    stack.GetIpv6()->Send(packet, action.source, action.destination, next, route);
    return record;
}

Mip6SignallingRecord
MakeDiscoveryRecord(const Mip6Icmpv6Input& input, const mip6::Icmpv6Message& message)
{
    Mip6SignallingRecord record;
    std::visit(RecordFiller{record}, message);
    record.direction = Mip6Direction::RECEIVED;
    record.source = input.GetWireSource();
    record.destination = input.GetWireDestination();
    record.octets = input.GetOctets();
    return record;
}

} // namespace ns3

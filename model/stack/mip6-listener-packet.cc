/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-listener-packet.h"

#include "mip6-extension-headers.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-hop-by-hop-options.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-numbers.h"
#include "ns3/node.h"

namespace ns3
{

namespace
{

/// Offset of the Checksum field in ICMPv6 (RFC 4443 section 2.1).
constexpr std::size_t CHECKSUM_OFFSET = 2;
/// Octets behind the IPv6 header: the Router Alert and a message (RFC 2710 section 3).
constexpr uint32_t PAYLOAD_OCTETS = mip6::ROUTER_ALERT_HEADER_OCTETS + 24;

} // namespace

Ptr<Packet>
MakeListenerPacket(const mip6::MulticastListenerMessage& message, const Ipv6Address& source)
{
    const Ipv6Address destination = mip6::GetDestination(message);
    mip6::Bytes octets = mip6::EncodeMulticastListenerMessage(message);
    mip6::PatchChecksum({source, destination, mip6::NEXT_HEADER_ICMPV6}, CHECKSUM_OFFSET, octets);
    const mip6::Bytes alert = mip6::EncodeRouterAlertHeader(mip6::NEXT_HEADER_ICMPV6,
                                                            mip6::ROUTER_ALERT_MULTICAST_LISTENER);
    octets.insert(octets.begin(), alert.begin(), alert.end());
    auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(destination);
    header.SetNextHeader(mip6::NEXT_HEADER_HOP_BY_HOP_OPTIONS);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    header.SetHopLimit(1);
    packet->AddHeader(header);
    return packet;
}

void
SendListenerMessage(const Ptr<NetDevice>& device,
                    const mip6::MulticastListenerMessage& message,
                    const Ipv6Address& source)
{
    // Past the IPv6 layer, which has no way to put a header of options in front.
    device->Send(MakeListenerPacket(message, source),
                 device->GetMulticast(mip6::GetDestination(message)),
                 Ipv6L3Protocol::PROT_NUMBER);
}

Ipv6Address
FindListenerSource(const Ptr<Ipv6Interface>& interface)
{
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const Ipv6InterfaceAddress entry = interface->GetAddress(i);
        if (entry.GetAddress().IsLinkLocal() && entry.GetState() == Ipv6InterfaceAddress::PREFERRED)
        {
            return entry.GetAddress();
        }
    }
    return Ipv6Address::GetAny();
}

bool
IsListenerHeader(const Ipv6Header& header)
{
    return header.GetDestination().IsMulticast() && header.GetHopLimit() == 1 &&
           header.GetNextHeader() == mip6::NEXT_HEADER_HOP_BY_HOP_OPTIONS;
}

std::optional<mip6::MulticastListenerMessage>
ReadListenerPacket(const Packet& packet, const Ipv6Header& header)
{
    mip6::Bytes octets(packet.GetSize());
    packet.CopyData(octets.data(), packet.GetSize());
    const std::size_t end = IPV6_HEADER_OCTETS + std::size_t{header.GetPayloadLength()};
    if (!IsListenerHeader(header) || end > octets.size())
    {
        return std::nullopt;
    }
    const uint8_t* payload = octets.data() + IPV6_HEADER_OCTETS;
    const auto options = mip6::DecodeHopByHopOptions(payload, header.GetPayloadLength());
    if (!options || options.value->routerAlert != mip6::ROUTER_ALERT_MULTICAST_LISTENER ||
        options.value->nextHeader != mip6::NEXT_HEADER_ICMPV6)
    {
        return std::nullopt;
    }
    const uint8_t* message = payload + options.value->octets;
    const std::size_t size = header.GetPayloadLength() - options.value->octets;
    const mip6::PseudoHeader pseudoHeader{header.GetSource(),
                                          header.GetDestination(),
                                          mip6::NEXT_HEADER_ICMPV6};
    if (Node::ChecksumEnabled() && mip6::ComputeChecksum(pseudoHeader, message, size) != 0)
    {
        return std::nullopt;
    }
    return mip6::DecodeMulticastListenerMessage(message, size).value;
}

Mip6SignallingRecord
MakeListenerRecord(Mip6Direction direction,
                   const mip6::MulticastListenerMessage& message,
                   const Ipv6Address& source)
{
    Mip6SignallingRecord record;
    record.direction = direction;
    record.message = mip6::GetName(message);
    record.source = source;
    record.destination = mip6::GetDestination(message);
    record.octets = IPV6_HEADER_OCTETS + PAYLOAD_OCTETS;
    return record;
}

} // namespace ns3

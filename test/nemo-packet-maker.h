/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_PACKET_MAKER_H
#define NEMO_PACKET_MAKER_H

#include "nemo-test-network.h"

#include "ns3/icmpv6-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-route.h"

#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Packets that a test puts on a link, and those that it sees there.
 */

namespace ns3::mip6::tests
{

/// Protocol numbers.
constexpr uint8_t PROTOCOL_IPV6 = 41;
/// Protocol numbers.
constexpr uint8_t PROTOCOL_ICMPV6 = 58;
/// Types of ICMPv6.
constexpr uint8_t ICMPV6_RA = 134;
/// Types of ICMPv6.
constexpr uint8_t ICMPV6_NA = 136;

/// @param router away from home @return its care-of address
inline Ipv6Address
GetNemoCareOfAddress(const NemoRouter& router)
{
    const auto interface = router.node->GetObject<Ipv6L3Protocol>()->GetInterface(1);
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const Ipv6Address address = interface->GetAddress(i).GetAddress();
        if (!address.IsLinkLocal())
        {
            return address;
        }
    }
    return Ipv6Address();
}

/// A packet on a link.
struct NemoFrame
{
    Time at;             //!< when it was sent
    Ptr<NetDevice> from; //!< its sender
    Ipv6Header header;   //!< of the packet
    Ptr<Packet> payload; //!< behind the header

    /// @return type of an ICMPv6 message, 0 if it is none
    uint8_t GetType() const
    {
        Icmpv6Header icmpv6;
        if (header.GetNextHeader() != PROTOCOL_ICMPV6)
        {
            return 0;
        }
        payload->PeekHeader(icmpv6);
        return icmpv6.GetType();
    }

    /// @param type of option @return the octets of those that a Router Advertisement has
    std::vector<std::vector<uint8_t>> GetOptions(uint8_t type) const
    {
        std::vector<uint8_t> octets(payload->GetSize());
        payload->CopyData(octets.data(), payload->GetSize());
        std::vector<std::vector<uint8_t>> found;
        std::size_t size = 0;
        for (std::size_t at = 16; at + 8 <= octets.size(); at += size)
        {
            size = octets[at + 1] * std::size_t{8};
            if (size == 0 || at + size > octets.size())
            {
                break;
            }
            if (octets[at] == type)
            {
                const auto begin = octets.begin() + static_cast<std::ptrdiff_t>(at);
                found.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(size));
            }
        }
        return found;
    }
};

/// All packets on a link.
class NemoSniffer
{
  public:
    /// @param channel of the link
    explicit NemoSniffer(const Ptr<Mip6AccessChannel>& channel)
    {
        channel->TraceConnectWithoutContext(
            "FrameSent",
            Callback<void, Ptr<const Packet>, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>>(
                [this](Ptr<const Packet> packet,
                       Mac48Address,
                       Mac48Address,
                       Ptr<SimpleNetDevice> device) {
                    NemoFrame frame{Simulator::Now(), device, Ipv6Header(), packet->Copy()};
                    frame.payload->RemoveHeader(frame.header);
                    frames.push_back(frame);
                }));
    }

    /// @param from sender @param type of ICMPv6 @param start of a span @param stop of it
    /// @return those messages
    std::vector<NemoFrame> Find(const Ptr<NetDevice>& from,
                                uint8_t type,
                                Time start,
                                Time stop) const
    {
        std::vector<NemoFrame> found;
        for (const NemoFrame& frame : frames)
        {
            if (frame.from == from && frame.GetType() == type && frame.at >= start &&
                frame.at < stop)
            {
                found.push_back(frame);
            }
        }
        return found;
    }

    std::vector<NemoFrame> frames; //!< in the order of sending
};

/// Where a packet comes from and goes to.
struct NemoEnds
{
    Ipv6Address source;      //!< of the IPv6 header
    Ipv6Address destination; //!< of the IPv6 header
};

/// @param ends of the packet @param protocol of its payload @param payload of it
/// @return the packet
inline Ptr<Packet>
MakeNemoPacket(const NemoEnds& ends, uint8_t protocol, const Ptr<Packet>& payload)
{
    Ipv6Header header;
    header.SetSource(ends.source);
    header.SetDestination(ends.destination);
    header.SetNextHeader(protocol);
    header.SetPayloadLength(static_cast<uint16_t>(payload->GetSize()));
    header.SetHopLimit(255);
    auto packet = payload->Copy();
    packet->AddHeader(header);
    return packet;
}

/// @tparam Message an ICMPv6 header @param ends of the packet @param message of it
/// @param payload behind it @return the packet
template <typename Message>
Ptr<Packet>
MakeNemoIcmpv6(const NemoEnds& ends, Message message, const Ptr<Packet>& payload)
{
    auto packet = payload->Copy();
    message.CalculatePseudoHeaderChecksum(
        ends.source,
        ends.destination,
        static_cast<uint16_t>(packet->GetSize() + message.GetSerializedSize()),
        PROTOCOL_ICMPV6);
    packet->AddHeader(message);
    return MakeNemoPacket(ends, PROTOCOL_ICMPV6, packet);
}

/// A node that puts packets on a link, whatever they are.
class NemoSender
{
  public:
    /// @param link that it is on
    explicit NemoSender(const Ptr<Mip6AccessChannel>& link)
        // Interfaces that forward ignore advertisements.
        : m_device(NemoNetwork::AddStation(NemoNetwork::MakeNode(), link, true))
    {
    }

    /// @return its link-local address
    Ipv6Address GetAddress() const
    {
        const auto ipv6 = m_device->GetNode()->GetObject<Ipv6L3Protocol>();
        return ipv6->GetInterface(1)->GetLinkLocalAddress().GetAddress();
    }

    /// @param at when @param packet to send @param to link-layer address
    void SendAt(Time at, const Ptr<Packet>& packet, const Address& to) const
    {
        Simulator::Schedule(at, [device = m_device, packet, to] {
            device->Send(packet->Copy(), to, Ipv6L3Protocol::PROT_NUMBER);
        });
    }

    /// @param at when @param destination of a Router Solicitation @param to link-layer address
    void SolicitAt(Time at, const Ipv6Address& destination, const Address& to) const
    {
        SendAt(at, MakeNemoIcmpv6({GetAddress(), destination}, Icmpv6RS(), Create<Packet>()), to);
    }

    /// Resolve, or detect a duplicate. @param at when @param source unspecified for the latter
    /// @param target of a Neighbor Solicitation
    void ResolveAt(Time at, const Ipv6Address& source, const Ipv6Address& target) const
    {
        const Ipv6Address group = Ipv6Address::MakeSolicitedAddress(target);
        auto options = Create<Packet>();
        if (!source.IsAny())
        {
            options->AddHeader(Icmpv6OptionLinkLayerAddress(true, m_device->GetAddress()));
        }
        SendAt(at,
               MakeNemoIcmpv6({source, group}, Icmpv6NS(target), options),
               Mac48Address::GetMulticast(group));
    }

  private:
    Ptr<SimpleNetDevice> m_device; //!< on the link
};

} // namespace ns3::mip6::tests

#endif /* NEMO_PACKET_MAKER_H */

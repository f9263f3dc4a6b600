/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_NESTED_NETWORK_H
#define NEMO_NESTED_NETWORK_H

#include "nemo-test-network.h"

#include "ns3/ipv6-header.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-stack.h"
#include "ns3/mip6-tunnel-headers.h"

#include <algorithm>

/**
 * @file
 * @ingroup mip6-tests
 * Mobile routers one in the network of the other, and counters of frames and errors, for the
 * simulation suites; see nemo-test-network.h.
 */

namespace ns3::mip6::tests
{

/// Octets of a datagram of a flow with its IPv6 header: 100, and headers of SeqTs, UDP and IPv6.
constexpr uint32_t DATAGRAM_OCTETS = 100 + 12 + 8 + 40;

/// @param network any @param router of a mobile network with a fixed node @param node the node
/// @return from the correspondent to the node
inline NemoNetwork::Ends
Inward(const NemoNetwork& network, const NemoRouter& router, const Ptr<Node>& node)
{
    return {network.cn, network.cnAddress, node, NemoNetwork::GetFixedAddress(router)};
}

/// @param network any @param router of a mobile network with a fixed node @param node the node
/// @return from the node to the correspondent
inline NemoNetwork::Ends
Outward(const NemoNetwork& network, const NemoRouter& router, const Ptr<Node>& node)
{
    return {node, NemoNetwork::GetFixedAddress(router), network.cn, network.cnAddress};
}

/// @param record of a role @return packets that it discarded for being in too many tunnels
inline uint32_t
CountRefused(const NemoRecord& record)
{
    const auto found = record.drops.find(Mip6DropReason::ENCAPSULATION_LIMIT);
    return found == record.drops.end() ? 0 : found->second;
}

/// Frames of a link, by their octets.
struct FrameCounter
{
    std::vector<std::pair<Time, uint32_t>> frames; //!< when, and octets
    std::size_t mostTunnels{0};                    //!< that a frame is in

    /// @param channel to listen to
    void Connect(const Ptr<Mip6AccessChannel>& channel)
    {
        channel->TraceConnectWithoutContext(
            "FrameSent",
            Callback<void, Ptr<const Packet>, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>>(
                [this](Ptr<const Packet> packet, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>) {
                    frames.emplace_back(Simulator::Now(), packet->GetSize());
                    Bytes octets(packet->GetSize());
                    packet->CopyData(octets.data(), packet->GetSize());
                    const auto nested = CountNestedPackets(octets.data(), octets.size());
                    mostTunnels = std::max(mostTunnels, nested.GetTunnels());
                }));
    }

    /// @param from start of a span @param to its end @param octets of frames, 0 for all
    /// @return frames in the span
    std::size_t Count(Time from, Time to, uint32_t octets = 0) const
    {
        return static_cast<std::size_t>(
            std::count_if(frames.begin(), frames.end(), [&](const auto& frame) {
                return frame.first >= from && frame.first < to &&
                       (octets == 0 || frame.second == octets);
            }));
    }
};

/// An ICMPv6 error that has reached a node.
struct ArrivedError
{
    Ipv6Address source;      //!< of the error
    Ipv6Address destination; //!< of the error
    uint8_t type{0};         //!< of ICMPv6
    uint8_t code{0};         //!< of the type
    uint32_t parameter{0};   //!< MTU or Pointer
    Bytes quote;             //!< start of the packet that it is about
};

/// Notes ICMPv6 errors to a node.
struct ErrorRecord
{
    std::vector<ArrivedError> errors; //!< in their order

    /// @param node to listen to
    void Connect(const Ptr<Node>& node)
    {
        using Sink = Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>;
        node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "Rx",
            Sink([this](Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t) {
                Note(*packet, ipv6);
            }));
    }

    /// @param type of ICMPv6 @return errors of it
    std::size_t Count(uint8_t type) const
    {
        return static_cast<std::size_t>(
            std::count_if(errors.begin(), errors.end(), [type](const ArrivedError& error) {
                return error.type == type;
            }));
    }

  private:
    /// @param packet that has come in @param ipv6 of the node
    void Note(const Packet& packet, const Ptr<Ipv6>& ipv6)
    {
        Bytes octets(packet.GetSize());
        packet.CopyData(octets.data(), packet.GetSize());
        ByteReader reader(octets.data(), octets.size());
        reader.Skip(6);
        const uint8_t next = reader.ReadU8();
        reader.Skip(1);
        ArrivedError error;
        error.source = reader.ReadAddress();
        error.destination = reader.ReadAddress();
        error.type = reader.ReadU8();
        error.code = reader.ReadU8();
        reader.Skip(2);
        error.parameter = reader.ReadU32();
        if (next == NEXT_HEADER_ICMPV6 && !reader.HasFailed() &&
            error.type < ICMPV6_FIRST_INFORMATIONAL &&
            ipv6->GetInterfaceForAddress(error.destination) >= 0)
        {
            error.quote = reader.ReadBytes(reader.GetRemaining());
            errors.push_back(error);
        }
    }
};

/// @param network any @param name of an attribute of all stacks @param value its value
inline void
SetEverywhere(NemoNetwork& network, const std::string& name, const AttributeValue& value)
{
    Mip6Stack::Get(network.ha)->SetAttribute(name, value);
    for (const auto& router : network.routers)
    {
        Mip6Stack::Get(router->node)->SetAttribute(name, value);
    }
}

/// Mobile routers one in the network of the other, and a fixed node in the innermost network.
class NestedNetwork : public NemoNetwork
{
  public:
    /// When all of them are registered.
    static inline const Time READY = Seconds(30);
    /// When the flows end.
    static inline const Time END = Seconds(32);
    /// When the run ends.
    static inline const Time STOP = Seconds(33);

    /// @param depth how many routers
    explicit NestedNetwork(std::size_t depth)
    {
        auto link = ar1;
        for (std::size_t i = 0; i < depth; ++i)
        {
            link = AddRouter(link).network;
        }
        fixed = AddFixedNode(*routers.back());
        access.Connect(ar1);
    }

    /// Let datagrams flow both ways, then run.
    void RunFlows()
    {
        in = &AddFlow(Inward(*this, *routers.back(), fixed), READY, END);
        out = &AddFlow(Outward(*this, *routers.back(), fixed), READY, END);
        Simulator::Schedule(READY, [this] { refusedBefore = CountRefused(haRecord); });
        Run(STOP);
    }

    uint32_t refusedBefore{0};    //!< by the home agent, while all was set up
    Ptr<Node> fixed;              //!< in the innermost network
    FrameCounter access;          //!< of the access link
    const NemoFlow* in{nullptr};  //!< from the correspondent to the fixed node
    const NemoFlow* out{nullptr}; //!< from the fixed node to the correspondent
};

/// How many datagrams a flow of NestedNetwork has.
constexpr std::size_t DATAGRAMS = 100;

} // namespace ns3::mip6::tests

#endif /* NEMO_NESTED_NETWORK_H */

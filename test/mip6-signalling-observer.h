/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SIGNALLING_OBSERVER_H
#define MIP6_SIGNALLING_OBSERVER_H

#include "mip6-packet-layout.h"
#include "mip6-packet-octets.h"
#include "mip6-packet-oracle.h"

#include "ns3/callback.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

/**
 * @file
 * @ingroup mip6-tests
 * Sees the signalling packets that arrive over the links of a network.
 */

namespace ns3::mip6::tests
{

/// @param packet from its IPv6 header on @return its octets
inline Bytes
CopyOctets(const Ptr<const Packet>& packet)
{
    Bytes octets(packet->GetSize());
    packet->CopyData(octets.data(), packet->GetSize());
    return octets;
}

/// Listens below the IPv6 layer, where packets that are injected into it do not pass.
class SignallingObserver
{
  public:
    /// Gets a signalling packet that some node has received.
    using Listener = std::function<void(const Bytes&)>;

    /// @param network to listen to @param listener gets every signalling packet, may be empty
    void Connect(const ScenarioNetwork& network, Listener listener)
    {
        m_listener = std::move(listener);
        const auto& mobile = network.mobiles.front();
        registration.homeAddress = mobile.homeAddress;
        registration.homeAgent = mobile.homeAgent;
        registration.careOfAddress = mobile.homeAddress;
        for (const auto& entry : network.devices)
        {
            ConnectDevice(entry.node, entry.device);
        }
        mobile.node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "Tx",
            Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) { NoteUpdate(packet); }));
    }

    Registration registration;                                //!< as the messages tell
    std::map<std::pair<std::string, uint8_t>, uint32_t> seen; //!< by node and type

  private:
    /// @param name of the node @param device on it
    void ConnectDevice(const std::string& name, const Ptr<NetDevice>& device)
    {
        device->GetNode()->RegisterProtocolHandler(
            Callback<void,
                     Ptr<NetDevice>,
                     Ptr<const Packet>,
                     uint16_t,
                     const Address&,
                     const Address&,
                     NetDevice::PacketType>(
                [this, name](Ptr<NetDevice>,
                             Ptr<const Packet> packet,
                             uint16_t,
                             const Address&,
                             const Address&,
                             NetDevice::PacketType) { See(name, packet); }),
            Ipv6L3Protocol::PROT_NUMBER,
            device);
    }

    /// @param name of the node @param packet that came to it over a link
    void See(const std::string& name, const Ptr<const Packet>& packet)
    {
        const Bytes octets = CopyOctets(packet);
        const PacketLayout layout = FindHeaders(octets);
        const bool isEnd = name == "mn" || name == "ha";
        // What a router passes on is seen where it ends.
        const bool isPassing = layout.protocol == NEXT_HEADER_MOBILITY && !isEnd;
        if (isPassing || !IsSignalling(layout, octets))
        {
            return;
        }
        ++seen[{name, layout.GetType(octets)}];
        NoteAcknowledgement(layout, octets);
        if (m_listener)
        {
            m_listener(octets);
        }
    }

    /// @param layout of the packet @param octets of the packet @return whether it is a genuine
    /// Binding Update or Acknowledgement, or belongs to Neighbor Discovery
    static bool IsSignalling(const PacketLayout& layout, const Bytes& octets)
    {
        if (layout.protocol == NEXT_HEADER_ICMPV6)
        {
            return IsNeighborDiscovery(layout.GetType(octets));
        }
        if (!layout.IsMobility(octets))
        {
            return false;
        }
        const auto type = static_cast<MobilityType>(layout.GetType(octets));
        // A refusal is the answer to an injected packet, and so is a Binding Error.
        const bool isRefusal = octets[layout.upper + 6] >= 128;
        return type == MobilityType::BINDING_UPDATE ||
               (type == MobilityType::BINDING_ACKNOWLEDGEMENT && !isRefusal);
    }

    /// @param packet that the mobile node sends
    void NoteUpdate(const Ptr<const Packet>& packet)
    {
        const Bytes octets = CopyOctets(packet);
        const PacketLayout layout = FindHeaders(octets);
        if (layout.IsMobility(octets) &&
            layout.GetType(octets) == static_cast<uint8_t>(MobilityType::BINDING_UPDATE))
        {
            registration.careOfAddress = ReadAddress(octets, SOURCE_AT);
            registration.outstanding.insert(ReadU16(octets, layout.FindSequence(octets)));
        }
    }

    /// @param layout of the packet @param octets of a signalling packet that has arrived
    void NoteAcknowledgement(const PacketLayout& layout, const Bytes& octets)
    {
        const bool isAcknowledgement =
            layout.IsMobility(octets) &&
            layout.GetType(octets) == static_cast<uint8_t>(MobilityType::BINDING_ACKNOWLEDGEMENT);
        if (!isAcknowledgement || ReadAddress(octets, DESTINATION_AT) != registration.careOfAddress)
        {
            return;
        }
        const uint16_t sequence = ReadU16(octets, layout.FindSequence(octets));
        const uint16_t lifetime = ReadU16(octets, layout.upper + 10);
        registration.outstanding.clear();
        registration.boundSequence.reset();
        if (lifetime > 0)
        {
            registration.boundSequence = sequence;
        }
    }

    Listener m_listener; //!< gets every signalling packet
};

} // namespace ns3::mip6::tests

#endif /* MIP6_SIGNALLING_OBSERVER_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_PROBE_H
#define MIP6_PACKET_PROBE_H

#include "ns3/address.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-header-reader.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"
#include "ns3/seq-ts-size-header.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Connects the packet meter to a run.
 */

namespace ns3::mip6
{

class PacketMeter;
struct ScenarioNetwork;

/**
 * Listens to applications, IPv6 layers, devices and access links of a run, and tells the packet
 * meter what they say.
 */
class PacketProbe
{
  public:
    /// @param meter to tell; must live as long as the probe
    explicit PacketProbe(PacketMeter& meter);

    PacketProbe(const PacketProbe&) = delete;
    PacketProbe& operator=(const PacketProbe&) = delete;

    /**
     * @param network any network
     * @return names of its nodes, in the order of the numbers that the probe uses
     */
    static std::vector<std::string> GetNodeNames(const ScenarioNetwork& network);

    /**
     * Listen to the trace sources of a run. The probe must live until the run is destroyed.
     * @param network whose flows and nodes the meter knows
     */
    void Connect(const ScenarioNetwork& network);

  private:
    /// @param network whose applications to listen to
    void ConnectFlows(const ScenarioNetwork& network);
    /// @param network whose IPv6 layers to listen to
    void ConnectNodes(const ScenarioNetwork& network);
    /// @param network whose devices and access links to listen to
    void ConnectDevices(const ScenarioNetwork& network);
    /// @param network whose roles to listen to
    void ConnectRoles(const ScenarioNetwork& network);
    /// @param name of its node @param role to listen to
    void ConnectRole(const std::string& name, const Ptr<Object>& role);

    /// Trace sink of "TxWithSeqTsSize". @param flow number @param packet without header
    /// @param from source @param to destination @param header with the sequence number
    void OnDeparture(std::size_t flow,
                     Ptr<const Packet> packet,
                     const Address& from,
                     const Address& to,
                     const SeqTsSizeHeader& header);
    /// Trace sink of "RxWithSeqTsSize". @param flow number @param packet without header
    /// @param from source @param to destination @param header with the sequence number
    void OnArrival(std::size_t flow,
                   Ptr<const Packet> packet,
                   const Address& from,
                   const Address& to,
                   const SeqTsSizeHeader& header);
    /// Trace sink of "Tx" of the IPv6 layer. @param node number @param packet with IPv6 header
    /// @param ipv6 the layer @param interface that sends
    void OnHop(uint16_t node, Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t interface);
    /// Trace sink of "Drop" of the IPv6 layer. @param node number @param header of the packet
    /// @param packet dropped @param reason why @param ipv6 the layer @param interface concerned
    void OnLayerDrop(uint16_t node,
                     const Ipv6Header& header,
                     Ptr<const Packet> packet,
                     Ipv6L3Protocol::DropReason reason,
                     Ptr<Ipv6> ipv6,
                     uint32_t interface);
    /// Trace sink of "Drop" of a role. @param node number @param packet dropped @param reason why
    void OnRoleDrop(uint16_t node, Ptr<const Packet> packet, Mip6DropReason reason);
    /// Trace sink of "Binding" of a role. @param record a change of its table
    void OnBinding(const Mip6BindingRecord& record);
    /// Trace sink of "Binding" of a mobile router. @param record a change of its table
    void OnRouterBinding(const Mip6BindingRecord& record);
    /// Trace sink of devices. @param node number @param reason why @param packet dropped
    void OnDeviceDrop(uint16_t node, std::string reason, Ptr<const Packet> packet);
    /// Trace sink of "Drop" of an access link. @param packet lost @param reason why
    void OnChannelDrop(Ptr<const Packet> packet, Mip6AccessChannel::DropReason reason);

    PacketMeter& m_meter;                                //!< is told
    HeaderReader m_reader;                               //!< of packets on links
    std::unordered_set<const NetDevice*> m_devices;      //!< that carry packets over links
    std::unordered_map<std::string, uint16_t> m_numbers; //!< of nodes, by name
};

} // namespace ns3::mip6

#endif /* MIP6_PACKET_PROBE_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_METER_H
#define MIP6_PACKET_METER_H

#include "ns3/mip6-header-reader.h"
#include "ns3/mip6-results-tables.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Follows the packets of all flows.
 */

namespace ns3::mip6
{

struct NetworkFlow;

/**
 * Follows each packet from application to application. At the ends, packets are told apart by flow
 * and sequence number. On the way, the packet uid tells which datagram a packet carries; segments
 * of TCP do not match the chunks of the application, so nothing is known about those on the way. Of
 * an echo, the request is followed.
 */
class PacketMeter
{
  public:
    /**
     * @param flows to follow; they have the numbers 0, 1, ...
     * @param nodes names; they have the numbers 0, 1, ...
     */
    PacketMeter(const std::vector<NetworkFlow>& flows, std::vector<std::string> nodes);

    PacketMeter(const PacketMeter&) = delete;
    PacketMeter& operator=(const PacketMeter&) = delete;

    /// A packet, as the application that sends it sees it.
    struct Departure
    {
        std::size_t flow{0};  //!< number of its flow
        uint32_t sequence{0}; //!< its sequence number
        uint32_t octets{0};   //!< of the application
        uint64_t uid{0};      //!< of the ns-3 packet
    };

    /**
     * An application sends a packet.
     * @param now current time
     * @param departure the packet
     */
    void HandleDeparture(Time now, const Departure& departure);

    /**
     * An application receives a packet.
     * @param now current time
     * @param flow number of its flow
     * @param sequence its sequence number
     */
    void HandleArrival(Time now, std::size_t flow, uint32_t sequence);

    /**
     * @param uid of an ns-3 packet
     * @return whether it carries a datagram of a flow that has not been received
     */
    bool IsFollowed(uint64_t uid) const;

    /// A packet, as the node that puts it on a link sees it.
    struct Hop
    {
        uint64_t uid{0};         //!< of the ns-3 packet
        uint16_t node{0};        //!< number of the node
        uint32_t octets{0};      //!< of the IPv6 packet
        PacketHeaders headers{}; //!< what its headers show
    };

    /**
     * A node puts a packet on a link.
     * @param hop the packet and the node
     */
    void HandleHop(const Hop& hop);

    /**
     * A packet is lost.
     * @param now current time
     * @param uid of the ns-3 packet
     * @param node number of the node
     * @param reason why, without a comma
     */
    void HandleLoss(Time now, uint64_t uid, uint16_t node, const std::string& reason);

    /**
     * A packet is lost on a link; the node that put it there is named.
     * @param now current time
     * @param uid of the ns-3 packet
     * @param reason why, without a comma
     */
    void HandleLinkLoss(Time now, uint64_t uid, const std::string& reason);

    /**
     * End the measurement. Packets sent shortly before the end may still be on their way.
     * @param now current time
     * @return all packets; the meter is empty afterwards
     */
    PacketTable TakeTable(Time now);

  private:
    /// Where a packet is in the table, and what is of no interest once it has arrived.
    struct Position
    {
        uint32_t flow{0};       //!< number of its flow
        uint32_t sequence{0};   //!< its sequence number
        uint32_t linkOctets{0}; //!< of the fragments on the latest link
    };

    /// @param uid of an ns-3 packet @return its record, or nullptr
    PacketRecord* Find(uint64_t uid);
    /// @param position of a packet @return its record
    PacketRecord& Get(const Position& position);
    /// @param reason any text @return its number
    uint8_t GetReasonNumber(const std::string& reason);

    PacketTable m_table;             //!< what is known
    std::vector<uint32_t> m_highest; //!< sequence number after the highest received
    std::unordered_map<uint64_t, Position> m_onTheWay; //!< datagrams not yet received, by uid
};

} // namespace ns3::mip6

#endif /* MIP6_PACKET_METER_H */

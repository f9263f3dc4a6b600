/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-packet-meter.h"

#include "ns3/mip6-scenario-network.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// A packet sent this long before the end, and not seen again, counts as lost.
const Time IN_FLIGHT_LIMIT = Seconds(1);

/**
 * Settle what became of a packet that was neither received nor reported lost.
 * @param packet changed
 * @param kind of its flow
 * @param now end of the run
 */
void
SettleFate(PacketRecord& packet, TrafficKind kind, Time now)
{
    if (packet.fate != PacketFate::OPEN)
    {
        return;
    }
    // TCP repeats what is lost, so its chunks are always on their way.
    const bool isRecent = packet.sentNs > (now - IN_FLIGHT_LIMIT).GetNanoSeconds();
    const bool isInFlight = isRecent || !IsDatagrams(kind);
    packet.fate = isInFlight ? PacketFate::IN_FLIGHT : PacketFate::LOST;
}

} // namespace

PacketMeter::PacketMeter(const std::vector<NetworkFlow>& flows, std::vector<std::string> nodes)
    : m_highest(flows.size(), 0)
{
    m_table.nodes = std::move(nodes);
    for (const auto& flow : flows)
    {
        m_table.flows.push_back({flow.name, flow.traffic, {}, {}});
    }
}

void
PacketMeter::HandleDeparture(Time now, const Departure& departure)
{
    auto& flow = m_table.flows[departure.flow];
    if (departure.sequence != flow.packets.size())
    {
        return;
    }
    PacketRecord packet;
    packet.uid = departure.uid;
    packet.sentNs = now.GetNanoSeconds();
    packet.octets = departure.octets;
    flow.packets.push_back(packet);
    if (IsDatagrams(flow.traffic.kind))
    {
        m_onTheWay[departure.uid] = {static_cast<uint32_t>(departure.flow), departure.sequence, 0};
    }
}

void
PacketMeter::HandleArrival(Time now, std::size_t flow, uint32_t sequence)
{
    auto& record = m_table.flows[flow];
    if (sequence >= record.packets.size())
    {
        return;
    }
    auto& packet = record.packets[sequence];
    if (packet.fate == PacketFate::DELIVERED)
    {
        record.duplicates.push_back({sequence, now.GetNanoSeconds()});
        return;
    }
    packet.fate = PacketFate::DELIVERED;
    packet.endedNs = now.GetNanoSeconds();
    packet.reordered = sequence < m_highest[flow];
    m_highest[flow] = std::max(m_highest[flow], sequence + 1);
    m_onTheWay.erase(packet.uid);
}

bool
PacketMeter::IsFollowed(uint64_t uid) const
{
    return m_onTheWay.count(uid) != 0;
}

void
PacketMeter::HandleHop(const Hop& hop)
{
    const auto found = m_onTheWay.find(hop.uid);
    if (found == m_onTheWay.end())
    {
        return;
    }
    Position& position = found->second;
    PacketRecord& packet = Get(position);
    packet.path = std::max(packet.path, hop.headers.path);
    packet.depth = std::max(packet.depth, hop.headers.depth);
    packet.passage = Join(packet.passage, hop.headers.passage);
    if (hop.headers.isLaterFragment)
    {
        // A node sends the fragments that it makes one right after the other.
        position.linkOctets += hop.node == packet.node ? hop.octets : 0;
    }
    else
    {
        packet.node = hop.node;
        position.linkOctets = hop.octets;
        packet.links += packet.links < std::numeric_limits<uint8_t>::max() ? 1 : 0;
    }
    packet.wireOctets = std::max(packet.wireOctets, position.linkOctets);
}

void
PacketMeter::HandleLoss(Time now, uint64_t uid, uint16_t node, const std::string& reason)
{
    PacketRecord* packet = Find(uid);
    if (!packet)
    {
        return;
    }
    packet->fate = PacketFate::DROPPED;
    packet->endedNs = now.GetNanoSeconds();
    packet->node = node;
    packet->reason = GetReasonNumber(reason);
}

void
PacketMeter::HandleLinkLoss(Time now, uint64_t uid, const std::string& reason)
{
    if (const PacketRecord* packet = Find(uid))
    {
        HandleLoss(now, uid, packet->node, reason);
    }
}

PacketTable
PacketMeter::TakeTable(Time now)
{
    for (auto& flow : m_table.flows)
    {
        for (auto& packet : flow.packets)
        {
            SettleFate(packet, flow.traffic.kind, now);
        }
    }
    m_onTheWay.clear();
    return std::move(m_table);
}

PacketRecord*
PacketMeter::Find(uint64_t uid)
{
    const auto position = m_onTheWay.find(uid);
    if (position == m_onTheWay.end())
    {
        return nullptr;
    }
    return &Get(position->second);
}

PacketRecord&
PacketMeter::Get(const Position& position)
{
    return m_table.flows[position.flow].packets[position.sequence];
}

uint8_t
PacketMeter::GetReasonNumber(const std::string& reason)
{
    auto& reasons = m_table.reasons;
    const auto known = std::find(reasons.begin(), reasons.end(), reason);
    const auto number = static_cast<uint8_t>(known - reasons.begin());
    if (known == reasons.end())
    {
        reasons.push_back(reason);
    }
    return number;
}

} // namespace ns3::mip6

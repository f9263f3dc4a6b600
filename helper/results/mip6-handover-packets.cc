/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-handover-packets.h"

#include <algorithm>
#include <cstddef>

namespace ns3::mip6
{

namespace
{

/// @param traffic any @return the node that receives what is counted: replies go back
const std::string&
GetReceiver(const Traffic& traffic)
{
    return traffic.kind == TrafficKind::PING ? traffic.from : traffic.to;
}

/// Which datagrams of a flow concern a mobile node: all from or to it, and of a mobile router also
/// those from or to a node that was in its network, or in one inside it, when they were sent. What
/// stays in its network is none of them.
class Concern
{
  public:
    /// @param places of all nodes @param flow any @param mobile name of the mobile node
    Concern(const MobilePlaces& places, const FlowRecord& flow, std::string mobile)
        : m_places(places),
          m_traffic(flow.traffic),
          m_mobile(std::move(mobile))
    {
    }

    /// @param packet of the flow, sent not before the last one @return whether it concerns
    bool IsAny(const PacketRecord& packet)
    {
        Update(packet);
        return m_isAny;
    }

    /// @param packet of the flow, sent not before the last one
    /// @return whether it is received by the mobile node or behind it
    bool IsReceived(const PacketRecord& packet)
    {
        Update(packet);
        return m_isReceived;
    }

  private:
    /// @param packet sent not before the last one
    void Update(const PacketRecord& packet)
    {
        if (packet.sentNs < m_changeNs)
        {
            return;
        }
        const bool isFrom = IsAt(m_traffic.from, packet.sentNs);
        const bool isTo = IsAt(m_traffic.to, packet.sentNs);
        m_isAny = isFrom != isTo;
        m_isReceived = m_isAny && IsAt(GetReceiver(m_traffic), packet.sentNs);
        m_changeNs = m_places.GetNextChange(packet.sentNs);
    }

    /// @param name of a node @param ns an instant @return whether it is the mobile node or behind
    bool IsAt(const std::string& name, int64_t ns) const
    {
        return name == m_mobile || m_places.IsBehind(name, m_mobile, ns);
    }

    const MobilePlaces& m_places;     //!< of all nodes
    const Traffic& m_traffic;         //!< of the flow
    std::string m_mobile;             //!< name of the mobile node
    int64_t m_changeNs{PACKET_NEVER}; //!< when what follows may no longer hold
    bool m_isAny{false};              //!< whether datagrams concern
    bool m_isReceived{false};         //!< whether they are received there
};

/// The handovers of one mobile node, in the order of time.
class MobileHandovers
{
  public:
    /// @param rows all of one mobile node
    explicit MobileHandovers(std::vector<HandoverRow*> rows)
        : m_rows(std::move(rows)),
          m_lastReceivedNs(m_rows.size() + 1, PACKET_NEVER)
    {
    }

    /**
     * Count the packets of a flow that concern the mobile node.
     * @param flow any
     * @param places of all nodes
     */
    void AddFlow(const FlowRecord& flow, const MobilePlaces& places);

    /// Fill in the last datagrams before the movements, after all flows were added.
    void AddLastOld();

  private:
    /// @param ns an instant @return number of handovers that began until then
    std::size_t Count(int64_t ns) const;
    /// @param ns an instant @return the latest handover that began until then, or nullptr
    HandoverRow* Find(int64_t ns) const;
    /// @param packet of any flow of the mobile node
    void AddPacket(const PacketRecord& packet);
    /// @param receivedNs when the mobile node received a datagram
    void AddReceived(int64_t receivedNs);

    std::vector<HandoverRow*> m_rows;      //!< in the order of time
    std::vector<int64_t> m_lastReceivedNs; //!< before the first handover, after each of them
};

std::size_t
MobileHandovers::Count(int64_t ns) const
{
    const auto next = std::upper_bound(m_rows.begin(),
                                       m_rows.end(),
                                       ns,
                                       [](int64_t instant, const HandoverRow* row) {
                                           return instant < row->linkDownAt.GetNanoSeconds();
                                       });
    return static_cast<std::size_t>(next - m_rows.begin());
}

HandoverRow*
MobileHandovers::Find(int64_t ns) const
{
    const std::size_t count = Count(ns);
    return count == 0 ? nullptr : m_rows[count - 1];
}

void
MobileHandovers::AddPacket(const PacketRecord& packet)
{
    if (HandoverRow* row = Find(packet.sentNs))
    {
        row->sent++;
    }
    const int64_t endedNs = packet.endedNs == PACKET_NEVER ? packet.sentNs : packet.endedNs;
    HandoverRow* row = Find(endedNs);
    if (!row)
    {
        return;
    }
    const bool isLost = packet.fate == PacketFate::DROPPED || packet.fate == PacketFate::LOST;
    row->lost += isLost ? 1 : 0;
    row->reordered += packet.reordered ? 1 : 0;
}

void
MobileHandovers::AddReceived(int64_t receivedNs)
{
    int64_t& last = m_lastReceivedNs[Count(receivedNs)];
    last = std::max(last, receivedNs);
    if (HandoverRow* row = Find(receivedNs))
    {
        const Time at = NanoSeconds(receivedNs);
        row->firstNewAt = row->firstNewAt ? std::min(*row->firstNewAt, at) : at;
    }
}

void
MobileHandovers::AddFlow(const FlowRecord& flow, const MobilePlaces& places)
{
    Concern concern(places, flow, m_rows.front()->mobile);
    std::vector<bool> concerns;
    for (const auto& packet : flow.packets)
    {
        concerns.push_back(concern.IsAny(packet));
        if (!concerns.back())
        {
            continue;
        }
        AddPacket(packet);
        if (packet.fate == PacketFate::DELIVERED && concern.IsReceived(packet))
        {
            AddReceived(packet.endedNs);
        }
    }
    for (const auto& duplicate : flow.duplicates)
    {
        HandoverRow* row = Find(duplicate.receivedNs);
        if (row && concerns[duplicate.sequence])
        {
            row->duplicated++;
        }
    }
}

void
MobileHandovers::AddLastOld()
{
    int64_t last = PACKET_NEVER;
    for (std::size_t i = 0; i < m_rows.size(); i++)
    {
        last = std::max(last, m_lastReceivedNs[i]);
        if (last != PACKET_NEVER)
        {
            m_rows[i]->lastOldAt = NanoSeconds(last);
        }
    }
}

} // namespace

void
AddPacketsToHandovers(std::vector<HandoverRow>& handovers,
                      const PacketTable& packets,
                      const MobilePlaces& places)
{
    for (auto first = handovers.begin(); first != handovers.end();)
    {
        std::vector<HandoverRow*> rows;
        const std::string mobile = first->mobile;
        for (; first != handovers.end() && first->mobile == mobile; ++first)
        {
            rows.push_back(&*first);
        }
        MobileHandovers mobileHandovers(std::move(rows));
        for (const auto& flow : packets.flows)
        {
            if (IsDatagrams(flow.traffic.kind))
            {
                mobileHandovers.AddFlow(flow, places);
            }
        }
        mobileHandovers.AddLastOld();
    }
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-shortest-links.h"

#include "ns3/mip6-link-counter.h"
#include "ns3/mip6-scenario-problems.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace ns3::mip6
{

namespace
{

/// Where one end of a flow is, over time.
class PlaceHistory
{
  public:
    /// @param first place until the first movement
    explicit PlaceHistory(const std::optional<LinkCounter::Place>& first)
        : m_places{{std::numeric_limits<int64_t>::min(), first}}
    {
    }

    /// @param ns when the place before was left @param place that follows
    void Add(int64_t ns, const std::optional<LinkCounter::Place>& place)
    {
        m_places.emplace_back(ns, place);
    }

    /// @param ns an instant @return the place then, if it is known
    const std::optional<LinkCounter::Place>& Find(int64_t ns) const
    {
        const auto next = std::upper_bound(
            m_places.begin(),
            m_places.end(),
            ns,
            [](int64_t instant, const auto& entry) { return instant < entry.first; });
        return std::prev(next)->second;
    }

  private:
    /// By the time of coming there.
    std::vector<std::pair<int64_t, std::optional<LinkCounter::Place>>> m_places;
};

/// @param counter of links @param tables of the run @param scenario that was run
/// @param name of an end of a flow @return its places
PlaceHistory
MakeHistory(const LinkCounter& counter,
            const ResultsTables& tables,
            const Scenario& scenario,
            const std::string& name)
{
    if (!HasName(GetMobileNames(scenario), name))
    {
        return PlaceHistory(counter.FindNode(name));
    }
    PlaceHistory history(counter.FindLink("home"));
    for (const HandoverRow& row : tables.handovers)
    {
        if (row.mobile == name)
        {
            history.Add(row.linkDownAt.GetNanoSeconds(), counter.FindLink(row.to));
        }
    }
    return history;
}

} // namespace

void
AddShortestLinks(ResultsTables& tables, const Scenario& scenario)
{
    const LinkCounter counter(scenario);
    for (FlowRecord& flow : tables.packets.flows)
    {
        if (!IsDatagrams(flow.traffic.kind))
        {
            continue;
        }
        const auto from = MakeHistory(counter, tables, scenario, flow.traffic.from);
        const auto to = MakeHistory(counter, tables, scenario, flow.traffic.to);
        for (PacketRecord& packet : flow.packets)
        {
            const auto& start = from.Find(packet.sentNs);
            const auto& end = to.Find(packet.sentNs);
            const uint32_t links = start && end ? counter.Count(*start, *end) : 0;
            packet.shortestLinks = static_cast<uint8_t>(std::min(links, 255U));
        }
    }
}

} // namespace ns3::mip6

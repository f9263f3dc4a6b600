/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nesting.h"

#include "mip6-summary.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace ns3::mip6
{

namespace
{

/// What datagrams of a row have in common, in the order of the table.
using Key = std::tuple<uint8_t, PacketPath, PacketPassage>;

/// Datagrams of a row.
struct Group
{
    PathSummary summary;          //!< the numbers
    std::vector<double> delaysMs; //!< of each one
};

/// @param flow any @return its delivered datagrams whose way is known
std::map<Key, Group>
GroupPackets(const FlowRecord& flow)
{
    std::map<Key, Group> groups;
    for (const PacketRecord& packet : flow.packets)
    {
        if (packet.fate == PacketFate::DELIVERED && packet.links > 0)
        {
            Group& group = groups[{packet.depth, packet.path, packet.passage}];
            group.summary.Add(packet);
            group.delaysMs.push_back(static_cast<double>(packet.endedNs - packet.sentNs) / 1e6);
        }
    }
    return groups;
}

} // namespace

std::vector<NestingRow>
MakeNestingTable(const PacketTable& packets)
{
    std::vector<NestingRow> rows;
    for (const FlowRecord& flow : packets.flows)
    {
        auto groups = GroupPackets(flow);
        // The depth is what groups are sorted by.
        if (groups.empty() || std::get<uint8_t>(groups.rbegin()->first) == 0)
        {
            continue;
        }
        for (auto& [key, group] : groups)
        {
            const auto& [depth, path, passage] = key;
            std::sort(group.delaysMs.begin(), group.delaysMs.end());
            rows.push_back({flow.name,
                            flow.traffic,
                            path,
                            depth,
                            passage,
                            group.summary,
                            GetQuantile(group.delaysMs, 0.5),
                            GetQuantile(group.delaysMs, 0.95)});
        }
    }
    return rows;
}

std::vector<DepthSummary>
SumDepths(const std::vector<NestingRow>& nesting)
{
    std::map<uint8_t, PathSummary> summaries;
    for (const NestingRow& row : nesting)
    {
        if (row.traffic.kind != TrafficKind::PING)
        {
            summaries[row.depth].Add(row.summary);
        }
    }
    std::vector<DepthSummary> depths;
    for (const auto& [depth, summary] : summaries)
    {
        depths.push_back({depth, summary});
    }
    return depths;
}

} // namespace ns3::mip6

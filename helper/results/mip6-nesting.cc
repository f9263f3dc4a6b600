/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nesting.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace ns3::mip6
{

namespace
{

/// What datagrams of a row have in common, in the order of the table.
using Key = std::tuple<uint8_t, PacketPath, PacketPassage>;

/// @param flow any @return its delivered datagrams whose way is known
std::map<Key, PathSummary>
SummarizeFlow(const FlowRecord& flow)
{
    std::map<Key, PathSummary> summaries;
    for (const PacketRecord& packet : flow.packets)
    {
        if (packet.fate == PacketFate::DELIVERED && packet.links > 0)
        {
            summaries[{packet.depth, packet.path, packet.passage}].Add(packet);
        }
    }
    return summaries;
}

} // namespace

std::vector<NestingRow>
MakeNestingTable(const PacketTable& packets)
{
    std::vector<NestingRow> rows;
    for (const FlowRecord& flow : packets.flows)
    {
        const auto summaries = SummarizeFlow(flow);
        // The depth is what rows are sorted by.
        if (summaries.empty() || std::get<uint8_t>(summaries.rbegin()->first) == 0)
        {
            continue;
        }
        for (const auto& [key, summary] : summaries)
        {
            const auto& [depth, path, passage] = key;
            rows.push_back({flow.name, flow.traffic, path, depth, passage, summary});
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
        summaries[row.depth].Add(row.summary);
    }
    std::vector<DepthSummary> depths;
    for (const auto& [depth, summary] : summaries)
    {
        depths.push_back({depth, summary});
    }
    return depths;
}

} // namespace ns3::mip6

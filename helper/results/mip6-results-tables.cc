/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-results-tables.h"

namespace ns3::mip6
{

const char*
GetName(HandoverResult result)
{
    switch (result)
    {
    case HandoverResult::REGISTERED:
        return "registered";
    case HandoverResult::RETURNED:
        return "returned";
    case HandoverResult::REFUSED:
        return "refused";
    case HandoverResult::INCOMPLETE:
        return "incomplete";
    case HandoverResult::SUPERSEDED:
        return "superseded";
    }
    return "";
}

const char*
GetName(PacketPath path)
{
    switch (path)
    {
    case PacketPath::DIRECT:
        return "direct";
    case PacketPath::NEMO:
        return "nemo";
    case PacketPath::OPTIMIZED:
        return "optimized";
    case PacketPath::TUNNEL:
        return "tunnel";
    }
    return "";
}

const char*
GetName(PacketPassage passage)
{
    switch (passage)
    {
    case PacketPassage::NONE:
        return "";
    case PacketPassage::OUT:
        return "out";
    case PacketPassage::IN:
        return "in";
    case PacketPassage::THROUGH:
        return "through";
    }
    return "";
}

PacketPassage
Join(PacketPassage first, PacketPassage second)
{
    return static_cast<PacketPassage>(static_cast<uint8_t>(first) | static_cast<uint8_t>(second));
}

std::string
GetWayName(PacketPath path, uint8_t depth)
{
    const std::string name = GetName(path);
    return path == PacketPath::NEMO ? name + "-" + std::to_string(depth) : name;
}

std::string
DescribeFate(const PacketTable& packets, const PacketRecord& packet)
{
    switch (packet.fate)
    {
    case PacketFate::DELIVERED:
        return "delivered";
    case PacketFate::DROPPED:
        return "lost at " + packets.nodes[packet.node] + ": " + packets.reasons[packet.reason];
    case PacketFate::LOST:
        return "lost";
    case PacketFate::OPEN:
    case PacketFate::IN_FLIGHT:
        return "in flight";
    }
    return "";
}

std::optional<Time>
GetSpan(const std::optional<Time>& from, const std::optional<Time>& to)
{
    if (!from || !to)
    {
        return std::nullopt;
    }
    return *to - *from;
}

std::optional<Time>
GetLayer2Delay(const HandoverRow& row)
{
    return GetSpan(row.linkDownAt, row.linkUpAt);
}

std::optional<Time>
GetDetectionDelay(const HandoverRow& row)
{
    return GetSpan(row.linkUpAt, row.advertisedAt);
}

std::optional<Time>
GetAddressDelay(const HandoverRow& row)
{
    return GetSpan(row.advertisedAt, row.readyAt);
}

std::optional<Time>
GetRegistrationDelay(const HandoverRow& row)
{
    return GetSpan(row.updateAt, row.acknowledgedAt);
}

std::optional<Time>
GetOptimizationDelay(const HandoverRow& row)
{
    return GetSpan(row.acknowledgedAt, row.correspondentBoundAt);
}

std::optional<Time>
GetTotalDelay(const HandoverRow& row)
{
    // A correspondent is told after the home agent.
    return GetSpan(row.linkDownAt,
                   row.correspondentBoundAt ? row.correspondentBoundAt : row.acknowledgedAt);
}

std::optional<Time>
GetInterruption(const HandoverRow& row)
{
    return GetSpan(row.lastOldAt, row.firstNewAt);
}

} // namespace ns3::mip6

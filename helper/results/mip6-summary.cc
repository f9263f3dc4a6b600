/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-summary.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numeric>

namespace ns3::mip6
{

namespace
{

using Json = nlohmann::ordered_json;

/// Nanoseconds in a millisecond.
constexpr double NS_PER_MS = 1e6;

/**
 * @param values any
 * @return their mean; absent without values
 */
std::optional<double>
GetMean(const std::vector<double>& values)
{
    if (values.empty())
    {
        return std::nullopt;
    }
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/**
 * @param handovers all
 * @param getSpan a part of a handover
 * @return mean over those in which the part happened
 */
std::optional<double>
GetMeanMs(const std::vector<HandoverRow>& handovers,
          std::optional<Time> (*getSpan)(const HandoverRow&))
{
    std::vector<double> values;
    for (const auto& row : handovers)
    {
        if (const auto span = getSpan(row))
        {
            values.push_back(static_cast<double>(span->GetNanoSeconds()) / NS_PER_MS);
        }
    }
    return GetMean(values);
}

/**
 * @param handovers all
 * @return their means
 */
HandoverMeans
GetMeans(const std::vector<HandoverRow>& handovers)
{
    HandoverMeans means;
    means.layer2Ms = GetMeanMs(handovers, GetLayer2Delay);
    means.detectMs = GetMeanMs(handovers, GetDetectionDelay);
    means.addressMs = GetMeanMs(handovers, GetAddressDelay);
    means.registerMs = GetMeanMs(handovers, GetRegistrationDelay);
    means.optimizeMs = GetMeanMs(handovers, GetOptimizationDelay);
    means.totalMs = GetMeanMs(handovers, GetTotalDelay);
    means.interruptionMs = GetMeanMs(handovers, GetInterruption);
    return means;
}

/**
 * Count a delivered packet.
 * @param summary changed
 * @param packet delivered
 */
void
AddDelivered(FlowSummary& summary, const PacketRecord& packet)
{
    summary.delivered++;
    summary.deliveredOctets += packet.octets;
    summary.reordered += packet.reordered ? 1 : 0;
    if (packet.links == 0)
    {
        return;
    }
    summary.paths.at(static_cast<std::size_t>(packet.path)).Add(packet);
}

/**
 * @param flow all packets of a flow
 * @return its numbers
 */
FlowSummary
SummarizeFlow(const FlowRecord& flow)
{
    FlowSummary summary;
    summary.name = flow.name;
    summary.traffic = flow.traffic;
    summary.sent = flow.packets.size();
    summary.duplicated = flow.duplicates.size();
    std::vector<double> delays;
    for (const auto& packet : flow.packets)
    {
        if (packet.fate == PacketFate::DELIVERED)
        {
            AddDelivered(summary, packet);
            delays.push_back(static_cast<double>(packet.endedNs - packet.sentNs) / NS_PER_MS);
        }
    }
    for (const auto& packet : flow.packets)
    {
        const bool isInFlight =
            packet.fate == PacketFate::IN_FLIGHT || packet.fate == PacketFate::OPEN;
        summary.inFlight += isInFlight ? 1 : 0;
    }
    summary.lost = summary.sent - summary.delivered - summary.inFlight;
    std::sort(delays.begin(), delays.end());
    summary.meanDelayMs = GetMean(delays);
    summary.medianDelayMs = GetQuantile(delays, 0.5);
    summary.p95DelayMs = GetQuantile(delays, 0.95);
    summary.maximumDelayMs = GetQuantile(delays, 1.0);
    return summary;
}

/**
 * Add numbers by depth.
 * @param summary changed; has its flows already
 * @param packets of the run
 */
void
AddNesting(Summary& summary, const PacketTable& packets)
{
    const std::vector<NestingRow> nesting = MakeNestingTable(packets);
    for (FlowSummary& flow : summary.flows)
    {
        std::copy_if(nesting.begin(),
                     nesting.end(),
                     std::back_inserter(flow.nesting),
                     [&flow](const NestingRow& row) { return row.flow == flow.name; });
    }
    summary.depths = SumDepths(nesting);
}

/**
 * Count signalling messages.
 * @param summary changed
 * @param signalling all messages
 */
void
AddMessages(Summary& summary, const std::vector<SignallingRow>& signalling)
{
    for (const auto& row : signalling)
    {
        auto& message = summary.messages[row.record.message];
        if (row.record.direction == Mip6Direction::SENT)
        {
            message.sent++;
            message.sentOctets += row.record.octets;
        }
        else
        {
            message.received++;
        }
    }
}

/**
 * Count changes of binding caches.
 * @param summary changed
 * @param bindings all changes
 */
void
AddBindings(Summary& summary, const std::vector<BindingRow>& bindings)
{
    for (const auto& row : bindings)
    {
        if (row.record.table != Mip6BindingTable::BINDING_CACHE)
        {
            continue;
        }
        summary.bindingsAdded += row.record.event == Mip6BindingEvent::ADDED ? 1 : 0;
        summary.bindingsRemoved += row.record.event == Mip6BindingEvent::REMOVED ? 1 : 0;
        summary.bindingsExpired += row.record.event == Mip6BindingEvent::EXPIRED ? 1 : 0;
    }
}

/// @param number if it is known @return the number or null
Json
ToJson(const std::optional<double>& number)
{
    return number ? Json(*number) : Json(nullptr);
}

/// @param path numbers of one way @return the same as JSON
Json
ToJson(const PathSummary& path)
{
    Json json;
    json["delivered"] = path.GetDelivered();
    json["delay_mean_ms"] = ToJson(path.GetMeanDelayMs());
    json["hops_mean"] = ToJson(path.GetMeanLinks());
    json["path_stretch"] = ToJson(path.GetStretch());
    json["overhead_bytes"] = ToJson(path.GetOverhead());
    return json;
}

/// @param json changed @param paths added to it
void
AddPathsJson(Json& json, const PathSummaries& paths)
{
    const PathSummary all = SumPaths(paths);
    json["path_stretch"] = ToJson(all.GetStretch());
    json["overhead_bytes"] = ToJson(all.GetOverhead());
    Json ways = Json::object();
    for (const auto path :
         {PacketPath::DIRECT, PacketPath::OPTIMIZED, PacketPath::TUNNEL, PacketPath::NEMO})
    {
        ways[GetName(path)] = ToJson(paths.at(static_cast<std::size_t>(path)));
    }
    json["paths"] = ways;
}

/// @param rows of one flow @return the same as JSON
Json
ToJson(const std::vector<NestingRow>& rows)
{
    Json list = Json::array();
    for (const NestingRow& row : rows)
    {
        Json json;
        json["depth"] = row.depth;
        json["path"] = GetWayName(row.path, row.depth);
        json["direction"] = row.passage == PacketPassage::NONE ? Json() : GetName(row.passage);
        json.update(ToJson(row.summary));
        json["delay_median_ms"] = ToJson(row.medianDelayMs);
        json["delay_p95_ms"] = ToJson(row.p95DelayMs);
        list.push_back(json);
    }
    return list;
}

/// @param depths any @return the same as JSON
Json
ToJson(const std::vector<DepthSummary>& depths)
{
    Json list = Json::array();
    for (const DepthSummary& depth : depths)
    {
        Json json;
        json["depth"] = depth.depth;
        json.update(ToJson(depth.summary));
        list.push_back(json);
    }
    return list;
}

/// @param paths by way @param path one of them @return delivered datagrams
uint64_t
GetDelivered(const PathSummaries& paths, PacketPath path)
{
    return paths.at(static_cast<std::size_t>(path)).GetDelivered();
}

/// @param flow numbers of a flow @return the same as JSON
Json
ToJson(const FlowSummary& flow)
{
    Json json;
    json["flow"] = flow.name;
    json["kind"] = GetName(flow.traffic.kind);
    json["from"] = flow.traffic.from;
    json["to"] = flow.traffic.to;
    json["sent"] = flow.sent;
    json["delivered"] = flow.delivered;
    json["lost"] = flow.lost;
    json["in_flight"] = flow.inFlight;
    json["duplicated"] = flow.duplicated;
    json["reordered"] = flow.reordered;
    json["delivered_bytes"] = flow.deliveredOctets;
    json["delay_mean_ms"] = ToJson(flow.meanDelayMs);
    json["delay_median_ms"] = ToJson(flow.medianDelayMs);
    json["delay_p95_ms"] = ToJson(flow.p95DelayMs);
    json["delay_max_ms"] = ToJson(flow.maximumDelayMs);
    if (IsDatagrams(flow.traffic.kind))
    {
        json["delivered_direct"] = GetDelivered(flow.paths, PacketPath::DIRECT);
        json["delivered_optimized"] = GetDelivered(flow.paths, PacketPath::OPTIMIZED);
        json["delivered_tunnel"] = GetDelivered(flow.paths, PacketPath::TUNNEL);
        AddPathsJson(json, flow.paths);
        json["delivered_nemo"] = GetDelivered(flow.paths, PacketPath::NEMO);
        json["nesting"] = ToJson(flow.nesting);
    }
    return json;
}

/// @param json changed @param summary of the run; its handovers are added
void
AddHandoversJson(Json& json, const Summary& summary)
{
    json["handovers"] = summary.handovers;
    json["handover_results"] = summary.results;
    json["handover_latency_ms"] = ToJson(summary.means.totalMs);
    json["layer2_ms"] = ToJson(summary.means.layer2Ms);
    json["detect_ms"] = ToJson(summary.means.detectMs);
    json["address_ms"] = ToJson(summary.means.addressMs);
    json["register_ms"] = ToJson(summary.means.registerMs);
    json["optimize_ms"] = ToJson(summary.means.optimizeMs);
    json["interruption_ms"] = ToJson(summary.means.interruptionMs);
    json["lost_in_handovers"] = summary.lostInHandovers;
}

/// @param json changed @param summary of the run; its signalling is added
void
AddSignallingJson(Json& json, const Summary& summary)
{
    MessageSummary total;
    Json messages = Json::object();
    for (const auto& [name, message] : summary.messages)
    {
        total.sent += message.sent;
        total.sentOctets += message.sentOctets;
        messages[name] = {{"sent", message.sent},
                          {"received", message.received},
                          {"sent_bytes", message.sentOctets}};
    }
    json["signalling_messages_sent"] = total.sent;
    json["signalling_sent_bytes"] = total.sentOctets;
    json["signalling"] = messages;
    json["bindings_added"] = summary.bindingsAdded;
    json["bindings_removed"] = summary.bindingsRemoved;
    json["bindings_expired"] = summary.bindingsExpired;
}

} // namespace

Summary
MakeSummary(const ResultsTables& tables)
{
    Summary summary;
    summary.handovers = tables.handovers.size();
    for (const auto& row : tables.handovers)
    {
        summary.results[GetName(row.result)]++;
        summary.lostInHandovers += row.lost;
    }
    summary.means = GetMeans(tables.handovers);
    for (const auto& flow : tables.packets.flows)
    {
        summary.flows.push_back(SummarizeFlow(flow));
        for (std::size_t i = 0; i < summary.paths.size(); i++)
        {
            summary.paths[i].Add(summary.flows.back().paths[i]);
        }
    }
    AddNesting(summary, tables.packets);
    AddMessages(summary, tables.signalling);
    AddBindings(summary, tables.bindings);
    return summary;
}

std::string
FormatSummary(const Summary& summary, const SummaryContext& context)
{
    Json json;
    json["scenario"] = context.scenario;
    json["seed"] = context.seed;
    json["run"] = context.run;
    json["simulated_s"] = context.stop.GetSeconds();
    AddHandoversJson(json, summary);
    Json flows = Json::array();
    for (const auto& flow : summary.flows)
    {
        flows.push_back(ToJson(flow));
    }
    json["flows"] = flows;
    AddPathsJson(json, summary.paths);
    AddSignallingJson(json, summary);
    json["nesting"] = ToJson(summary.depths);
    return json.dump(2) + "\n";
}

std::optional<double>
GetQuantile(const std::vector<double>& sorted, double fraction)
{
    if (sorted.empty())
    {
        return std::nullopt;
    }
    const double position = fraction * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(position));
    const auto above = std::min(below + 1, sorted.size() - 1);
    const double weight = position - static_cast<double>(below);
    return sorted[below] + weight * (sorted[above] - sorted[below]);
}

} // namespace ns3::mip6

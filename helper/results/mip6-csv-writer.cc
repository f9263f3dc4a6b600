/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-csv-writer.h"

#include "ns3/mip6-quantity.h"

#include <algorithm>
#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace ns3::mip6
{

namespace
{

/// Name and content of one column.
template <typename Row>
struct Column
{
    const char* name;                  //!< in the header line
    std::string (*format)(const Row&); //!< its cell
};

/**
 * @param file to write to
 * @param columns of the table
 * @param rows of the table
 */
template <typename Row>
void
WriteTable(std::ostream& file,
           const std::vector<Column<Row>>& columns,
           const std::vector<Row>& rows)
{
    const char* separator = "";
    for (const auto& column : columns)
    {
        file << separator << column.name;
        separator = ",";
    }
    file << '\n';
    for (const auto& row : rows)
    {
        separator = "";
        for (const auto& column : columns)
        {
            file << separator << FormatCell(column.format(row));
            separator = ",";
        }
        file << '\n';
    }
}

/**
 * @param ns number of nanoseconds
 * @param unit nanoseconds in one unit, a power of ten
 * @param decimals number of zeros of unit
 * @return decimal fraction, exact
 */
std::string
FormatFraction(int64_t ns, int64_t unit, int decimals)
{
    char text[48];
    std::snprintf(text,
                  sizeof(text),
                  "%s%" PRId64 ".%0*" PRId64,
                  ns < 0 ? "-" : "",
                  std::abs(ns / unit),
                  decimals,
                  std::abs(ns % unit));
    return text;
}

/// @param number an instant of a PacketRecord @return seconds with 9 decimals, or empty
std::string
FormatPacketSeconds(int64_t number)
{
    return number == PACKET_NEVER ? std::string() : FormatFraction(number, 1000000000, 9);
}

/// @param number if there is one @return its text, for a fraction with 6 decimals, or empty
template <typename Number>
std::string
FormatNumber(const std::optional<Number>& number)
{
    return number ? std::to_string(*number) : std::string();
}

/// Columns of handovers.csv.
const std::vector<Column<HandoverRow>> HANDOVER_COLUMNS = {
    {"mn", [](const HandoverRow& row) { return row.mobile; }},
    {"n", [](const HandoverRow& row) { return std::to_string(row.number); }},
    {"from", [](const HandoverRow& row) { return row.from; }},
    {"to", [](const HandoverRow& row) { return row.to; }},
    {"trigger", [](const HandoverRow&) { return std::string("scripted"); }},
    {"l2_down_s", [](const HandoverRow& row) { return FormatSeconds(row.linkDownAt); }},
    {"l2_up_s", [](const HandoverRow& row) { return FormatSeconds(row.linkUpAt); }},
    {"rs_s", [](const HandoverRow& row) { return FormatSeconds(row.solicitedAt); }},
    {"ra_s", [](const HandoverRow& row) { return FormatSeconds(row.advertisedAt); }},
    {"coa_tentative_s", [](const HandoverRow& row) { return FormatSeconds(row.tentativeAt); }},
    {"dad_done_s", [](const HandoverRow& row) { return FormatSeconds(row.readyAt); }},
    {"bu_s", [](const HandoverRow& row) { return FormatSeconds(row.updateAt); }},
    {"ba_s", [](const HandoverRow& row) { return FormatSeconds(row.acknowledgedAt); }},
    {"rr_done_s", [](const HandoverRow& row) { return FormatSeconds(row.returnRoutabilityAt); }},
    {"cn_ba_s", [](const HandoverRow& row) { return FormatSeconds(row.correspondentBoundAt); }},
    {"last_old_s", [](const HandoverRow& row) { return FormatSeconds(row.lastOldAt); }},
    {"first_new_s", [](const HandoverRow& row) { return FormatSeconds(row.firstNewAt); }},
    {"l2_ms", [](const HandoverRow& row) { return FormatMilliseconds(GetLayer2Delay(row)); }},
    {"detect_ms",
     [](const HandoverRow& row) { return FormatMilliseconds(GetDetectionDelay(row)); }},
    {"address_ms", [](const HandoverRow& row) { return FormatMilliseconds(GetAddressDelay(row)); }},
    {"register_ms",
     [](const HandoverRow& row) { return FormatMilliseconds(GetRegistrationDelay(row)); }},
    {"optimize_ms",
     [](const HandoverRow& row) { return FormatMilliseconds(GetOptimizationDelay(row)); }},
    {"total_ms", [](const HandoverRow& row) { return FormatMilliseconds(GetTotalDelay(row)); }},
    {"interruption_ms",
     [](const HandoverRow& row) { return FormatMilliseconds(GetInterruption(row)); }},
    {"lost", [](const HandoverRow& row) { return std::to_string(row.lost); }},
    {"duplicated", [](const HandoverRow& row) { return std::to_string(row.duplicated); }},
    {"reordered", [](const HandoverRow& row) { return std::to_string(row.reordered); }},
    {"result", [](const HandoverRow& row) { return std::string(GetName(row.result)); }},
};

/// Columns of signalling.csv.
const std::vector<Column<SignallingRow>> SIGNALLING_COLUMNS = {
    {"t_s", [](const SignallingRow& row) { return FormatSeconds(row.at); }},
    {"node", [](const SignallingRow& row) { return row.node; }},
    {"dir", [](const SignallingRow& row) { return std::string(GetName(row.record.direction)); }},
    {"message", [](const SignallingRow& row) { return row.record.message; }},
    {"src", [](const SignallingRow& row) { return FormatAddress(row.record.source); }},
    {"dst", [](const SignallingRow& row) { return FormatAddress(row.record.destination); }},
    {"seq", [](const SignallingRow& row) { return FormatNumber(row.record.sequence); }},
    {"lifetime_s", [](const SignallingRow& row) { return FormatSeconds(row.record.lifetime); }},
    {"status", [](const SignallingRow& row) { return FormatNumber(row.record.status); }},
    {"bytes", [](const SignallingRow& row) { return std::to_string(row.record.octets); }},
};

/// Columns of bindings.csv.
const std::vector<Column<BindingRow>> BINDING_COLUMNS = {
    {"t_s", [](const BindingRow& row) { return FormatSeconds(row.at); }},
    {"node", [](const BindingRow& row) { return row.node; }},
    {"table", [](const BindingRow& row) { return std::string(GetName(row.record.table)); }},
    {"event", [](const BindingRow& row) { return std::string(GetName(row.record.event)); }},
    {"home_address", [](const BindingRow& row) { return FormatAddress(row.record.homeAddress); }},
    {"care_of_address",
     [](const BindingRow& row) { return FormatAddress(row.record.careOfAddress); }},
    {"lifetime_s", [](const BindingRow& row) { return FormatSeconds(row.record.lifetime); }},
    {"peer",
     [](const BindingRow& row) {
         return row.record.peer.IsAny() ? std::string() : FormatAddress(row.record.peer);
     }},
};

/// @param number of octets if it is known @return its text, or empty
std::string
FormatOctets(const std::optional<double>& number)
{
    return number ? std::to_string(std::llround(*number)) : std::string();
}

/// Columns of nesting.csv.
const std::vector<Column<NestingRow>> NESTING_COLUMNS = {
    {"flow", [](const NestingRow& row) { return row.flow; }},
    {"kind", [](const NestingRow& row) { return std::string(GetName(row.traffic.kind)); }},
    {"from", [](const NestingRow& row) { return row.traffic.from; }},
    {"to", [](const NestingRow& row) { return row.traffic.to; }},
    {"path", [](const NestingRow& row) { return GetWayName(row.path, row.depth); }},
    {"depth", [](const NestingRow& row) { return std::to_string(row.depth); }},
    {"direction", [](const NestingRow& row) { return std::string(GetName(row.passage)); }},
    {"packets", [](const NestingRow& row) { return std::to_string(row.summary.GetDelivered()); }},
    {"overhead_mean_bytes",
     [](const NestingRow& row) { return FormatNumber(row.summary.GetOverhead()); }},
    {"overhead_min_bytes",
     [](const NestingRow& row) { return FormatOctets(row.summary.GetOverheads().GetMinimum()); }},
    {"overhead_max_bytes",
     [](const NestingRow& row) { return FormatOctets(row.summary.GetOverheads().GetMaximum()); }},
    {"hops_mean", [](const NestingRow& row) { return FormatNumber(row.summary.GetMeanLinks()); }},
    {"shortest_hops_mean",
     [](const NestingRow& row) { return FormatNumber(row.summary.GetShortestLinks().GetMean()); }},
    {"stretch_mean", [](const NestingRow& row) { return FormatNumber(row.summary.GetStretch()); }},
    {"stretch_min",
     [](const NestingRow& row) { return FormatNumber(row.summary.GetStretches().GetMinimum()); }},
    {"stretch_max",
     [](const NestingRow& row) { return FormatNumber(row.summary.GetStretches().GetMaximum()); }},
    {"delay_mean_ms",
     [](const NestingRow& row) { return FormatNumber(row.summary.GetMeanDelayMs()); }},
    {"delay_median_ms", [](const NestingRow& row) { return FormatNumber(row.medianDelayMs); }},
    {"delay_p95_ms", [](const NestingRow& row) { return FormatNumber(row.p95DelayMs); }},
    {"delay_min_ms",
     [](const NestingRow& row) { return FormatNumber(row.summary.GetDelays().GetMinimum()); }},
    {"delay_max_ms",
     [](const NestingRow& row) { return FormatNumber(row.summary.GetDelays().GetMaximum()); }},
};

/// One line of packets.csv before it is text.
struct PacketLine
{
    uint32_t sequence{0};             //!< sequence number
    int64_t receivedNs{PACKET_NEVER}; //!< when this copy arrived
    std::string fate;                 //!< last column
};

/**
 * @param file to write to
 * @param flow the packet's flow
 * @param line to write
 */
void
WritePacketLine(std::ostream& file, const FlowRecord& flow, const PacketLine& line)
{
    const auto& packet = flow.packets[line.sequence];
    file << FormatCell(flow.name) << ',' << line.sequence << ',' << packet.octets << ','
         << FormatPacketSeconds(packet.sentNs) << ',' << FormatPacketSeconds(line.receivedNs)
         << ',';
    if (line.receivedNs != PACKET_NEVER)
    {
        file << FormatFraction(line.receivedNs - packet.sentNs, 1000000, 6);
    }
    file << ',';
    if (packet.links > 0)
    {
        file << GetWayName(packet.path, packet.depth) << ',' << +packet.links << ','
             << packet.wireOctets;
    }
    else
    {
        file << ",,";
    }
    file << ',' << FormatCell(line.fate) << ',';
    if (packet.shortestLinks > 0)
    {
        file << +packet.shortestLinks;
    }
    file << ',';
    if (packet.links > 0)
    {
        file << +packet.depth;
    }
    file << '\n';
}

/**
 * @param file to write to
 * @param packets the table
 * @param flow one of its flows
 */
void
WriteFlow(std::ostream& file, const PacketTable& packets, const FlowRecord& flow)
{
    auto duplicates = flow.duplicates;
    std::stable_sort(
        duplicates.begin(),
        duplicates.end(),
        [](const DuplicateRecord& a, const DuplicateRecord& b) { return a.sequence < b.sequence; });
    auto duplicate = duplicates.begin();
    for (uint32_t sequence = 0; sequence < flow.packets.size(); sequence++)
    {
        const auto& packet = flow.packets[sequence];
        const bool isDelivered = packet.fate == PacketFate::DELIVERED;
        const int64_t receivedNs = isDelivered ? packet.endedNs : PACKET_NEVER;
        WritePacketLine(file, flow, {sequence, receivedNs, DescribeFate(packets, packet)});
        for (; duplicate != duplicates.end() && duplicate->sequence == sequence; ++duplicate)
        {
            WritePacketLine(file, flow, {sequence, duplicate->receivedNs, "duplicate"});
        }
    }
}

} // namespace

std::string
FormatSeconds(const std::optional<Time>& time)
{
    return time ? FormatFraction(time->GetNanoSeconds(), 1000000000, 9) : std::string();
}

std::string
FormatMilliseconds(const std::optional<Time>& span)
{
    return span ? FormatFraction(span->GetNanoSeconds(), 1000000, 6) : std::string();
}

std::string
FormatCell(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
    {
        return text;
    }
    std::string cell = "\"";
    for (const char letter : text)
    {
        cell += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return cell + '"';
}

void
WriteHandovers(std::ostream& file, const std::vector<HandoverRow>& handovers)
{
    WriteTable(file, HANDOVER_COLUMNS, handovers);
}

void
WritePackets(std::ostream& file, const PacketTable& packets)
{
    file << "flow,seq,bytes,tx_s,rx_s,delay_ms,path,hops,wire_bytes,fate,shortest_hops,depth\n";
    for (const auto& flow : packets.flows)
    {
        WriteFlow(file, packets, flow);
    }
}

void
WriteSignalling(std::ostream& file, const std::vector<SignallingRow>& signalling)
{
    WriteTable(file, SIGNALLING_COLUMNS, signalling);
}

void
WriteNesting(std::ostream& file, const std::vector<NestingRow>& nesting)
{
    WriteTable(file, NESTING_COLUMNS, nesting);
}

void
WriteBindings(std::ostream& file, const std::vector<BindingRow>& bindings)
{
    WriteTable(file, BINDING_COLUMNS, bindings);
}

} // namespace ns3::mip6

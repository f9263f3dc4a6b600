/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-plots.h"

#include "mip6-nesting-plots.h"
#include "mip6-plot-parts.h"
#include "mip6-summary.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <sstream>
#include <utility>

namespace ns3::mip6
{

namespace
{

using namespace plot;

/// More flows than this are drawn without a legend of them.
constexpr std::size_t NAMED_FLOWS = 10;

/// @param flows any @param datagrams whether those of datagrams are wanted @return those or others
std::vector<const FlowRecord*>
SelectFlows(const std::vector<FlowRecord>& flows, bool datagrams)
{
    std::vector<const FlowRecord*> selected;
    for (const auto& flow : flows)
    {
        if (IsDatagrams(flow.traffic.kind) == datagrams && !flow.packets.empty())
        {
            selected.push_back(&flow);
        }
    }
    return selected;
}

/// Delays of datagrams in milliseconds.
struct DelayRange
{
    double shown{0.0};   //!< top of the figure
    double maximum{0.0}; //!< longest delay
};

/// Delays of datagrams that took one way.
struct WayDelays
{
    PacketWay way;                  //!< which
    std::vector<double> delaysMs{}; //!< of all flows
    double neededMs{0.0};           //!< what those that did not wait took, in the slowest flow
};

/// @param flows of datagrams @return the delays of each way that was taken
std::vector<WayDelays>
ListDelays(const std::vector<const FlowRecord*>& flows)
{
    std::map<std::pair<PacketPath, uint8_t>, WayDelays> ways;
    for (const FlowRecord* flow : flows)
    {
        std::map<std::pair<PacketPath, uint8_t>, std::vector<double>> delays;
        for (const auto& packet : flow->packets)
        {
            if (packet.fate == PacketFate::DELIVERED)
            {
                const uint8_t depth = packet.path == PacketPath::NEMO ? packet.depth : 0;
                delays[{packet.path, depth}].push_back(
                    static_cast<double>(packet.endedNs - packet.sentNs) / 1e6);
            }
        }
        for (auto& [key, values] : delays)
        {
            std::sort(values.begin(), values.end());
            WayDelays& way = ways[key];
            way.way = {key.first, key.second};
            way.neededMs = std::max(way.neededMs, GetQuantile(values, 0.1).value_or(0.0));
            way.delaysMs.insert(way.delaysMs.end(), values.begin(), values.end());
        }
    }
    std::vector<WayDelays> list;
    for (auto& [key, way] : ways)
    {
        list.push_back(std::move(way));
    }
    return list;
}

/**
 * @param ways of datagrams
 * @return what to show of their delays; a few that waited long, in a queue for the end of a
 * handover, shall not press the others down to the axis, but every way shall be seen
 */
DelayRange
GetDelayRange(const std::vector<WayDelays>& ways)
{
    std::vector<double> all;
    double needed = 0.0;
    for (const WayDelays& way : ways)
    {
        needed = std::max(needed, way.neededMs);
        all.insert(all.end(), way.delaysMs.begin(), way.delaysMs.end());
    }
    std::sort(all.begin(), all.end());
    const double maximum = GetQuantile(all, 1.0).value_or(1.0);
    const double usual = GetQuantile(all, 0.95).value_or(1.0);
    return {std::min(maximum * 1.1, std::max(usual * 1.5, needed * 1.2)), maximum};
}

/**
 * Add curves of one-way delay: the color shows the way, the shape the flow.
 * @param curves changed
 * @param flows of datagrams
 * @param ways that they took
 */
void
AddPathCurves(Curves& curves,
              const std::vector<const FlowRecord*>& flows,
              const std::vector<WayDelays>& ways)
{
    for (const WayDelays& delays : ways)
    {
        const PacketWay& way = delays.way;
        const std::string name = GetWayName(way.path, way.depth);
        for (std::size_t i = 0; i < flows.size(); i++)
        {
            const std::string delay = "(strcol(7) eq " + QuoteText(name) + " ? $6 : NaN)";
            curves.Add("4:" + MakeFlowFilter(*flows[i], delay), MakePathStyle(i, way), "");
        }
        curves.AddLegend({DISK, 1.0, MakePathStyle(0, way).color}, name);
    }
    // A legend of very many would leave no room for the figure.
    for (std::size_t i = 0; i < flows.size() && flows.size() <= NAMED_FLOWS; i++)
    {
        const int shape = MakePathStyle(i, {}).shape;
        curves.AddLegend({shape, 1.0, "#808080"}, MakeFlowTitle(*flows[i]));
    }
}

/**
 * @param tables of the run
 * @param flows of datagrams
 * @param ways that they took
 * @return curves of one-way delay, with marks for what is out of range
 */
std::string
MakeDelayCurves(const ResultsTables& tables,
                const std::vector<const FlowRecord*>& flows,
                const std::vector<WayDelays>& ways)
{
    Curves curves(tables.packets);
    const DelayRange range = GetDelayRange(ways);
    const std::string limit = std::to_string(range.shown);
    AddPathCurves(curves, flows, ways);
    if (range.maximum > range.shown)
    {
        char title[48];
        std::snprintf(title, sizeof(title), "longer, up to %.0f ms", range.maximum);
        for (std::size_t i = 0; i < flows.size(); i++)
        {
            curves.Add("4:" +
                           MakeFlowFilter(*flows[i], "($6 > " + limit + " ? " + limit + " : NaN)"),
                       {TRIANGLE, 0.9, LOSS_COLOR},
                       i == 0 ? title : "");
        }
    }
    return curves.Get();
}

/// @param tables of the run @param context of the run @return one-way delay over time
Plot
MakeDelayPlot(const ResultsTables& tables, const PlotContext& context)
{
    const auto flows = SelectFlows(tables.packets.flows, true);
    const auto ways = ListDelays(flows);
    std::string script = MakeHead({520, ""}) + MakeOutput("delay") + MakeTimeAxis(context);
    script += "set title " + QuoteText("One-way delay, scenario " + context.scenario) +
              " offset 0,0.6\n"
              "set ylabel \"one-way delay [ms]\"\n"
              "set yrange [0:" +
              std::to_string(GetDelayRange(ways).shown) +
              "]\n"
              "set tmargin 4\n";
    return {"delay",
            script + MakeHandoverMarks(tables.handovers) + MakeDelayCurves(tables, flows, ways) +
                TAIL};
}

/**
 * @param packets all packets
 * @param flows of datagrams
 * @return curves of sequence numbers, with marks for what is lost
 */
std::string
MakeDatagramCurves(const PacketTable& packets, const std::vector<const FlowRecord*>& flows)
{
    Curves curves(packets);
    for (std::size_t i = 0; i < flows.size(); i++)
    {
        const auto& flow = *flows[i];
        curves.Add("5:" + MakeFlowFilter(flow, "$2"),
                   MakeCurveStyle(i),
                   flows.size() <= NAMED_FLOWS ? MakeFlowTitle(flow) : "");
    }
    for (std::size_t i = 0; i < flows.size(); i++)
    {
        const std::string lost = "(strcol(10)[1:4] eq \"lost\" ? $2 : NaN)";
        curves.Add("4:" + MakeFlowFilter(*flows[i], lost),
                   {CROSS, 0.5, LOSS_COLOR},
                   i == 0 ? "lost" : "");
    }
    return curves.Get();
}

/**
 * @param packets all packets
 * @param flows of TCP
 * @param first number of the first color
 * @return curves of octets received
 */
std::string
MakeStreamCurves(const PacketTable& packets,
                 const std::vector<const FlowRecord*>& flows,
                 std::size_t first)
{
    Curves curves(packets);
    for (std::size_t i = 0; i < flows.size(); i++)
    {
        curves.Add("5:" + MakeFlowFilter(*flows[i], "($2 + 1) * $3 / 1e6"),
                   MakeCurveStyle(first + i),
                   flows.size() <= NAMED_FLOWS ? MakeFlowTitle(*flows[i]) : "");
    }
    return curves.Get();
}

/// @param tables of the run @param context of the run @return sequence numbers over time
Plot
MakeSequencePlot(const ResultsTables& tables, const PlotContext& context)
{
    const auto datagrams = SelectFlows(tables.packets.flows, true);
    const auto streams = SelectFlows(tables.packets.flows, false);
    const int panels = (datagrams.empty() ? 0 : 1) + (streams.empty() ? 0 : 1);
    std::ostringstream script;
    script << MakeHead({120 + 380 * panels, ""}) << MakeOutput("sequence") << MakeTimeAxis(context)
           << "set yrange [0:*]\n"
           << "set lmargin 11\nset rmargin 26\nset tmargin 4\n"
           << "set multiplot layout " << panels << ",1\n"
           << MakeHandoverMarks(tables.handovers);
    if (!datagrams.empty())
    {
        script << "set title " << QuoteText("Datagrams received, scenario " + context.scenario)
               << " offset 0,0.6\n"
               << "set ylabel \"sequence number\"\n"
               << MakeDatagramCurves(tables.packets, datagrams);
    }
    if (!streams.empty())
    {
        script << "set title " << QuoteText("TCP data received, scenario " + context.scenario)
               << " offset 0,0.6\n"
               << "set ylabel \"received [MB]\"\n"
               << MakeStreamCurves(tables.packets, streams, datagrams.size());
    }
    script << "unset multiplot\n" << TAIL;
    return {"sequence", script.str()};
}

/**
 * @param count number of handovers
 * @return expression for the label below each bar
 */
std::string
MakeBarLabel(std::size_t count)
{
    const std::size_t step = (count + MARKED_HANDOVERS - 1) / MARKED_HANDOVERS;
    const std::string format = count <= MARKED_HANDOVERS / 2
                                   ? "sprintf(\"%s %s\\n%s -> %s\", strcol(1), strcol(2), "
                                     "strcol(3), strcol(4))"
                                   : "strcol(2)";
    return "(int($0) % " + std::to_string(std::max<std::size_t>(step, 1)) + " == 0 ? " + format +
           " : \"\")";
}

/// One part of the bars.
struct BarPart
{
    int column;        //!< of handovers.csv
    const char* title; //!< for the legend
};

/// Functions of the figure of phases: cells may be empty.
constexpr const char* PHASE_DEFINITIONS =
    "cell(i) = strlen(strcol(i)) ? column(i) : 0\n"
    "caption(i) = strlen(strcol(i)) ? sprintf(\"%.0f ms\", column(i)) : \"\"\n"
    "file = \"../handovers.csv\"\n";

/// @param tables of the run @param context of the run @return phases of each handover, stacked
Plot
MakePhasesPlot(const ResultsTables& tables, const PlotContext& context)
{
    static constexpr std::array<BarPart, 5> PARTS = {
        {{18, "layer 2"}, {19, "detect"}, {20, "address"}, {21, "register"}, {22, "optimize"}}};
    std::ostringstream script;
    script << MakeHead({560, PHASE_DEFINITIONS}) << MakeOutput("phases") << "set title "
           << QuoteText("Phases of each handover, scenario " + context.scenario)
           << " offset 0,0.5\n"
              "set ylabel \"duration [ms]\"\n"
              "set yrange [0:*]\n"
              "set xtics scale 0\n"
              "set bmargin 4\n"
              "set grid noxtics\n"
              "set style data histograms\n"
              "set style histogram rowstacked\n"
              "set boxwidth 0.5\n"
              "set style fill solid 1.0 border lc rgb \"white\"\n"
              "set offsets 0, 0, graph 0.08, 0\n";
    for (std::size_t i = 0; i < PARTS.size(); i++)
    {
        script << (i == 0 ? "plot " : ", \\\n     ") << "file skip 1 using (cell("
               << PARTS[i].column << "))";
        if (i == 0)
        {
            script << ":xtic" << MakeBarLabel(tables.handovers.size());
        }
        script << " title \"" << PARTS[i].title << "\" lc rgb \"" << GetColor(i) << '"';
    }
    if (tables.handovers.size() <= MARKED_HANDOVERS)
    {
        script << ", \\\n     file skip 1 using 0:(cell(18) + cell(19) + cell(20) + "
                  "cell(21) + cell(22)):(caption(23)) with labels center offset 0,0.8 notitle";
    }
    script << '\n' << TAIL;
    return {"phases", script.str()};
}

} // namespace

std::vector<Plot>
MakePlots(const ResultsTables& tables, const PlotContext& context)
{
    const auto& flows = tables.packets.flows;
    std::vector<Plot> plots;
    const bool hasDatagrams = !SelectFlows(flows, true).empty();
    const bool hasStreams = !SelectFlows(flows, false).empty();
    if (hasDatagrams)
    {
        plots.push_back(MakeDelayPlot(tables, context));
    }
    if (hasDatagrams || hasStreams)
    {
        plots.push_back(MakeSequencePlot(tables, context));
    }
    if (!tables.handovers.empty())
    {
        plots.push_back(MakePhasesPlot(tables, context));
    }
    for (Plot& plot : MakeNestingPlots(tables.packets, context))
    {
        plots.push_back(std::move(plot));
    }
    return plots;
}

} // namespace ns3::mip6

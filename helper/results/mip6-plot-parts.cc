/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-plot-parts.h"

#include "mip6-csv-writer.h"

#include <algorithm>
#include <array>

namespace ns3::mip6::plot
{

namespace
{

/// Colors that stay apart for most kinds of color blindness.
constexpr std::array<const char*, 7> COLORS =
    {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#404040"};

/// More packets than this would only cost time.
constexpr std::size_t DRAWN_PACKETS = 60000;

/// Between the curves of a plot command.
constexpr const char* SEPARATOR = ", \\\n     ";

/// Colors of depths: the deeper, the darker.
constexpr std::array<const char*, 8> DEPTH_COLORS =
    {"#F4B6DC", "#E68CC4", "#D464AC", "#B9459A", "#973089", "#731F77", "#501262", "#300A48"};

/// @param way of packets @return its color
const char*
GetPathColor(const PacketWay& way)
{
    switch (way.path)
    {
    case PacketPath::DIRECT:
        return COLORS[2];
    case PacketPath::NEMO:
        return DEPTH_COLORS[std::clamp<std::size_t>(way.depth, 1, DEPTH_COLORS.size()) - 1];
    case PacketPath::OPTIMIZED:
        return COLORS[0];
    case PacketPath::TUNNEL:
        return COLORS[1];
    }
    return LOSS_COLOR;
}

/// @param style of points @return its color and shape, to be followed by a size
std::string
MakeLook(const PointStyle& style)
{
    std::ostringstream look;
    look << " lc rgb \"" << style.color << "\" pt " << style.shape << " ps ";
    return look.str();
}

} // namespace

const char*
GetColor(std::size_t number)
{
    return COLORS[number % COLORS.size()];
}

std::string
QuoteText(const std::string& text)
{
    std::string quoted = "\"";
    for (const char letter : text)
    {
        if (letter == '"' || letter == '\\')
        {
            quoted += '\\';
        }
        quoted += letter;
    }
    return quoted + '"';
}

std::string
MakeHead(const Head& head)
{
    std::ostringstream text;
    text << "# SPDX-License-Identifier: GPL-2.0-only\n"
            "# Run \"gnuplot\" with this file in this folder to draw the figure again.\n\n"
            "set datafile separator \",\"\n"
            "set encoding utf8\n"
            "set border 3 lc rgb \"#404040\"\n"
            "set tics nomirror out\n"
            "set grid lc rgb \"#CCCCCC\" lw 1 dt solid\n"
            "set key noenhanced outside right top Left reverse samplen 1.5 spacing 1.3\n"
         << head.definitions
         << "\ndo for [format in \"svg png\"] {\n"
            "if (format eq \"svg\") {\n"
            "  set terminal svg size 1000,"
         << head.height
         << " dynamic noenhanced background rgb \"white\" font \"DejaVu Sans,14\"\n"
            "} else {\n"
            "  set terminal pngcairo size 1500,"
         << head.height * 3 / 2
         << " noenhanced background rgb \"white\" font \"DejaVu Sans,14\" fontscale 1.1 "
            "linewidth 1.5\n"
            "}\n";
    return text.str();
}

std::string
MakeOutput(const std::string& name)
{
    return "set output \"" + name + ".\" . format\n";
}

std::string
MakeTimeAxis(const PlotContext& context)
{
    return "set xrange [0:" + FormatSeconds(context.stop) + "]\nset xlabel \"time [s]\"\n";
}

std::string
MakeHandoverMarks(const std::vector<HandoverRow>& handovers)
{
    if (handovers.size() > MARKED_HANDOVERS)
    {
        return "";
    }
    std::ostringstream text;
    for (std::size_t i = 0; i < handovers.size(); i++)
    {
        const auto& row = handovers[i];
        const std::string start = FormatSeconds(row.linkDownAt);
        text << "set arrow " << i + 1 << " from " << start << ", graph 0 to " << start
             << ", graph 1 nohead back lc rgb \"#888888\" dt 2\n"
             << "set label " << i + 1 << ' ' << QuoteText("to " + row.to) << " at " << start
             << ", graph 1.03 center font \",12\" tc rgb \"#606060\"\n";
        if (row.acknowledgedAt)
        {
            text << "set object " << i + 1 << " rectangle from " << start << ", graph 0 to "
                 << FormatSeconds(row.acknowledgedAt)
                 << ", graph 1 back fc rgb \"#888888\" fs transparent solid 0.2 noborder\n";
        }
    }
    return text.str();
}

std::string
MakeFlowTitle(const FlowRecord& flow)
{
    const bool isEcho = flow.traffic.kind == TrafficKind::PING;
    return flow.name + "  " + flow.traffic.from + " -> " + flow.traffic.to +
           (isEcho ? " (round trip)" : "");
}

std::string
MakeFlowFilter(const FlowRecord& flow, const std::string& value)
{
    return "(strcol(1) eq " + QuoteText(flow.name) + " ? " + value + " : NaN)";
}

Curves::Curves(const PacketTable& packets)
{
    std::size_t count = 0;
    for (const auto& flow : packets.flows)
    {
        count += flow.packets.size();
    }
    m_step = 1 + count / DRAWN_PACKETS;
}

void
Curves::Add(const std::string& selection, const PointStyle& style, const std::string& title)
{
    Begin();
    m_text << "\"../packets.csv\" skip 1 every " << m_step << " using " << selection
           << " with points" << MakeLook(style) << style.size << " notitle";
    if (!title.empty())
    {
        AddLegend(style, title);
    }
}

void
Curves::AddLegend(const PointStyle& style, const std::string& title)
{
    Begin();
    m_text << "NaN with points" << MakeLook(style) << "1.3 title " << QuoteText(title);
}

void
Curves::Begin()
{
    m_text << (m_text.tellp() == 0 ? "plot " : SEPARATOR);
}

std::string
Curves::Get() const
{
    return m_text.str() + "\n";
}

PointStyle
MakePathStyle(std::size_t number, const PacketWay& way)
{
    static constexpr std::array<int, 4> SHAPES{DISK, TRIANGLE, DIAMOND, SQUARE};
    return {SHAPES[number % SHAPES.size()], number == 0 ? 1.0 : 0.6, GetPathColor(way)};
}

PointStyle
MakeCurveStyle(std::size_t number)
{
    return {DISK, number == 0 ? 1.0 : 0.4, GetColor(number)};
}

} // namespace ns3::mip6::plot

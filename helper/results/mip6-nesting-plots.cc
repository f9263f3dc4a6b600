/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nesting-plots.h"

#include "mip6-nesting.h"
#include "mip6-plot-parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <sstream>

namespace ns3::mip6
{

namespace
{

using namespace plot;

/// A kind of datagrams, and how it looks.
struct Series
{
    const char* passage; //!< name in the column "direction", empty for no tunnel
    bool isEcho;         //!< whether its delays are those of both ways
    const char* title;   //!< for the legend
    double offset;       //!< to the side, so that series do not hide each other
};

/// All series, in the order of the legend.
constexpr std::array<Series, 5> SERIES = {{
    {"", false, "in no tunnel of a mobile router", 0.0},
    {"in", false, "into a mobile network", -0.12},
    {"out", false, "out of a mobile network", 0.12},
    {"through", false, "from one into another", 0.0},
    {"", true, "echo (delay: round trip)", 0.24},
}};

/// What a figure shows.
struct Measure
{
    const char* name;  //!< of the figure
    const char* title; //!< above it
    const char* axis;  //!< beside it
    int mean;          //!< column of nesting.csv
    int minimum;       //!< column of nesting.csv
    int maximum;       //!< column of nesting.csv
    const char* law;   //!< further curve, or empty
};

/// The figures.
constexpr std::array<Measure, 3> MEASURES = {{
    {"overhead-by-depth",
     "Header overhead by nesting depth",
     "octets beyond IPv6 header, UDP header and data",
     9,
     10,
     11,
     "40 * x with lines lc rgb \"#888888\" dt 2 title \"40 octets a level\", \\\n     "},
    {"stretch-by-depth",
     "Path stretch by nesting depth",
     "links travelled / links of the shortest route",
     14,
     15,
     16,
     "1 with lines lc rgb \"#888888\" dt 2 title \"shortest route\", \\\n     "},
    {"delay-by-depth", "Delay by nesting depth", "one-way delay [ms]", 17, 18, 19, ""},
}};

/// @param series any @param row of the table @return whether it belongs to the series
bool
IsOf(const Series& series, const NestingRow& row)
{
    const bool isEcho = row.traffic.kind == TrafficKind::PING;
    return series.isEcho ? isEcho : !isEcho && GetName(row.passage) == std::string(series.passage);
}

/// @param series any @param value a gnuplot expression @return it for rows of the series
std::string
MakeFilter(const Series& series, const std::string& value)
{
    const std::string isEcho = "strcol(2) eq \"ping\"";
    const std::string condition =
        series.isEcho ? isEcho : "!(" + isEcho + ") && strcol(7) eq " + QuoteText(series.passage);
    return "(" + condition + " ? " + value + " : NaN)";
}

/// @param measure any @param rows of the table @return curves of it
std::string
MakeCurves(const Measure& measure, const std::vector<NestingRow>& rows)
{
    std::ostringstream text;
    text << "plot " << measure.law;
    const char* separator = "";
    for (std::size_t i = 0; i < SERIES.size(); i++)
    {
        const Series& series = SERIES[i];
        if (std::none_of(rows.begin(), rows.end(), [&series](const NestingRow& row) {
                return IsOf(series, row);
            }))
        {
            continue;
        }
        text << separator << "\"../nesting.csv\" skip 1 using "
             << MakeFilter(series, "$6 + " + std::to_string(series.offset)) << ":" << measure.mean
             << ':' << measure.minimum << ':' << measure.maximum << " with yerrorbars lw 1.5 pt "
             << DISK << " ps 0.9 lc rgb \"" << GetColor(i) << "\" title "
             << QuoteText(series.title);
        separator = ", \\\n     ";
    }
    return text.str() + "\n";
}

/// @param measure what to show @param rows of the table @param context of the run @return its
/// figure
Plot
MakePlot(const Measure& measure, const std::vector<NestingRow>& rows, const PlotContext& context)
{
    const int deepest = SumDepths(rows).back().depth;
    std::ostringstream script;
    script << MakeHead({520, ""}) << MakeOutput(measure.name) << "set title "
           << QuoteText(measure.title + std::string(", scenario ") + context.scenario)
           << " offset 0,0.3\n"
           << "set xlabel \"tunnels of mobile routers at once\"\n"
           << "set ylabel " << QuoteText(measure.axis) << '\n'
           << "set xrange [-0.5:" << deepest << ".5]\nset xtics 1\nset yrange [0:*]\n"
           << "set offsets 0, 0, graph 0.08, 0\n"
           << "set bars 0.6\n"
           << MakeCurves(measure, rows) << TAIL;
    return {measure.name, script.str()};
}

} // namespace

std::vector<Plot>
MakeNestingPlots(const PacketTable& packets, const PlotContext& context)
{
    const std::vector<NestingRow> rows = MakeNestingTable(packets);
    std::vector<Plot> plots;
    if (SumDepths(rows).size() > 1)
    {
        for (const Measure& measure : MEASURES)
        {
            plots.push_back(MakePlot(measure, rows, context));
        }
    }
    return plots;
}

} // namespace ns3::mip6

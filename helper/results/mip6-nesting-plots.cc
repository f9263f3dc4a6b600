/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nesting-plots.h"

#include "mip6-nesting.h"
#include "mip6-plot-parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <sstream>

namespace ns3::mip6
{

namespace
{

using namespace plot;

/// A kind of datagrams, and how it looks.
struct Series
{
    const char* direction; //!< as in nesting.csv
    const char* title;     //!< for the legend
    double offset;         //!< to the side, so that series do not hide each other
};

/// All series, in the order of the legend.
constexpr std::array<Series, 4> SERIES = {{
    {"", "in no such tunnel", 0.0},
    {"in", "into a mobile network", -0.1},
    {"out", "out of a mobile network", 0.1},
    {"through", "out of one, into another", 0.0},
}};

/// What a figure shows.
struct Measure
{
    const char* name;           //!< of the figure
    const char* title;          //!< above it
    const char* axis;           //!< beside it
    std::array<int, 3> columns; //!< of nesting.csv: value, the least and the greatest to show
    const char* law;            //!< further curve, or empty
    bool hasEchoes; //!< whether the values of echoes are of the same kind as those of others
};

/// The figures.
constexpr std::array<Measure, 3> MEASURES = {{
    {"overhead-by-depth",
     "Header overhead by nesting depth",
     "octets beyond IPv6 header, UDP header and data",
     {9, 10, 11},
     "40 * x with lines lc rgb \"#888888\" dt 2 title \"40 octets a tunnel\"",
     true},
    {"stretch-by-depth",
     "Path stretch by nesting depth",
     "links travelled / links of the shortest route",
     {14, 15, 16},
     "1 with lines lc rgb \"#888888\" dt 2 title \"shortest route\"",
     true},
    {"delay-by-depth",
     "One-way delay by nesting depth: median, with least and 95th percentile",
     "one-way delay [ms]",
     {18, 20, 19},
     "NaN notitle",
     false},
}};

/// @param measure to show @param rows of the table @return those that are shown
std::vector<NestingRow>
SelectRows(const Measure& measure, const std::vector<NestingRow>& rows)
{
    std::vector<NestingRow> selected;
    std::copy_if(rows.begin(),
                 rows.end(),
                 std::back_inserter(selected),
                 [&measure](const NestingRow& row) {
                     return measure.hasEchoes || row.traffic.kind != TrafficKind::PING;
                 });
    return selected;
}

/// @param measure to show @param rows to show @return curves of it
std::string
MakeCurves(const Measure& measure, const std::vector<NestingRow>& rows)
{
    std::ostringstream text;
    text << "plot " << measure.law;
    const std::string echoes = measure.hasEchoes ? "" : " && strcol(2) ne \"ping\"";
    for (std::size_t i = 0; i < SERIES.size(); i++)
    {
        const std::string direction = SERIES[i].direction;
        if (std::none_of(rows.begin(), rows.end(), [&direction](const NestingRow& row) {
                return GetName(row.passage) == direction;
            }))
        {
            continue;
        }
        const std::string condition = "(strcol(7) eq " + QuoteText(direction) + echoes + " ? ";
        text << ", \\\n     \"../nesting.csv\" skip 1 using " << condition << "$6 + "
             << SERIES[i].offset << " : NaN)";
        for (const int column : measure.columns)
        {
            text << ":" << condition << '$' << column << " : NaN)";
        }
        text << " with yerrorbars lw 1.5 pt " << DISK << " ps 0.9 lc rgb \"" << GetColor(i)
             << "\" title " << QuoteText(SERIES[i].title);
    }
    return text.str() + "\n";
}

/// @param measure what to show @param rows to show, of different depths
/// @param context of the run @return its figure
Plot
MakePlot(const Measure& measure, const std::vector<NestingRow>& rows, const PlotContext& context)
{
    const int deepest =
        std::max_element(rows.begin(), rows.end(), [](const NestingRow& a, const NestingRow& b) {
            return a.depth < b.depth;
        })->depth;
    std::ostringstream script;
    script << MakeHead({520, ""}) << MakeOutput(measure.name) << "set title "
           << QuoteText(measure.title + std::string(", scenario ") + context.scenario)
           << " offset 0,0.3\n"
           << "set xlabel \"tunnels of mobile routers that a datagram was in at once\"\n"
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
    for (const Measure& measure : MEASURES)
    {
        const std::vector<NestingRow> shown = SelectRows(measure, rows);
        const bool isFigure = std::any_of(shown.begin(), shown.end(), [&shown](const auto& row) {
            return row.depth != shown.front().depth;
        });
        if (isFigure)
        {
            plots.push_back(MakePlot(measure, shown, context));
        }
    }
    return plots;
}

} // namespace ns3::mip6

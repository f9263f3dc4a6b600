/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PLOT_PARTS_H
#define MIP6_PLOT_PARTS_H

#include "ns3/mip6-plots.h"
#include "ns3/mip6-results-tables.h"

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Parts of gnuplot scripts that several figures need.
 */

namespace ns3::mip6::plot
{

/// With more handovers than this, marks would hide the curves.
constexpr std::size_t MARKED_HANDOVERS = 24;

/// Numbers of gnuplot's point shapes.
/// @{
constexpr int CROSS = 2;
constexpr int SQUARE = 5;
constexpr int DISK = 7;
constexpr int TRIANGLE = 9;
constexpr int DIAMOND = 13;
/// @}

/// Color of what is lost or missing.
constexpr const char* LOSS_COLOR = "#C00000";

/// Last lines of every script.
constexpr const char* TAIL = "unset output\n}\n";

/// @param number of a curve @return its color
const char* GetColor(std::size_t number);

/**
 * @param text any text
 * @return the text in gnuplot's quotes, without meaning to it
 */
std::string QuoteText(const std::string& text);

/// How a figure begins.
struct Head
{
    int height{520};         //!< of the figure in dots
    std::string definitions; //!< of functions; gnuplot wants them outside of loops
};

/// @param head of the figure @return first lines of its script
std::string MakeHead(const Head& head);

/// @param name of the figure @return the line that names the file
std::string MakeOutput(const std::string& name);

/// @param context of the run @return the line that sets the range of the time axis
std::string MakeTimeAxis(const PlotContext& context);

/**
 * @param handovers all
 * @return lines that shade the time of each handover and name the new link
 */
std::string MakeHandoverMarks(const std::vector<HandoverRow>& handovers);

/**
 * @param flow a flow
 * @return its name with the ends
 */
std::string MakeFlowTitle(const FlowRecord& flow);

/**
 * @param flow a flow
 * @param value a gnuplot expression
 * @return the expression for packets of the flow, and nothing for others
 */
std::string MakeFlowFilter(const FlowRecord& flow, const std::string& value);

/// How points look.
struct PointStyle
{
    int shape{DISK};               //!< number of gnuplot's
    double size{0.5};              //!< of the points in the figure; the legend has large ones
    std::string color{LOSS_COLOR}; //!< of the points
};

/// A plot command under construction.
class Curves
{
  public:
    /// @param packets all packets; of very many only some are drawn
    explicit Curves(const PacketTable& packets);

    /**
     * Add points from packets.csv.
     * @param selection columns
     * @param style of the points
     * @param title for the legend, or empty for none
     */
    void Add(const std::string& selection, const PointStyle& style, const std::string& title);

    /**
     * Add an entry to the legend alone.
     * @param style of its point
     * @param title its text
     */
    void AddLegend(const PointStyle& style, const std::string& title);

    /// @return the whole command
    std::string Get() const;

  private:
    /// Begin a curve.
    void Begin();

    std::ostringstream m_text; //!< so far
    std::size_t m_step{1};     //!< between packets drawn
};

/// A way that packets can take.
struct PacketWay
{
    PacketPath path{PacketPath::DIRECT}; //!< with or without tunnels
    uint8_t depth{0};                    //!< of NEMO
};

/**
 * @param number of a flow
 * @param way of its packets
 * @return the style that tells both: the color is that of the way, the shape that of the flow
 */
PointStyle MakePathStyle(std::size_t number, const PacketWay& way);

/**
 * @param number of a curve
 * @return its style; later curves have smaller points, so that equal curves can be told apart
 */
PointStyle MakeCurveStyle(std::size_t number);

} // namespace ns3::mip6::plot

#endif /* MIP6_PLOT_PARTS_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PLOT_RUNNER_H
#define MIP6_PLOT_RUNNER_H

#include "ns3/mip6-plots.h"

#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Runs gnuplot.
 */

namespace ns3::mip6
{

/// What drawing led to.
enum class DrawResult : uint8_t
{
    DRAWN,      //!< figures are there
    NO_GNUPLOT, //!< gnuplot is not installed
    FAILED,     //!< gnuplot reported an error
};

/**
 * Run gnuplot.
 * @param directory that holds the scripts
 * @param plots figures
 * @return how it went
 */
DrawResult DrawPlots(const std::string& directory, const std::vector<Plot>& plots);

} // namespace ns3::mip6

#endif /* MIP6_PLOT_RUNNER_H */

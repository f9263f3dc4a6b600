/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PLOTS_H
#define MIP6_PLOTS_H

#include "ns3/mip6-results-tables.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Figures, drawn by gnuplot from the CSV files.
 */

namespace ns3::mip6
{

/// A figure.
struct Plot
{
    std::string name;   //!< of its files, without ending
    std::string script; //!< for gnuplot, to be run in the folder "plots" of the results
};

/// What figures show.
struct PlotContext
{
    std::string scenario; //!< name
    Time stop;            //!< length of the run
};

/**
 * @param tables of the run
 * @param context of the run
 * @return figures of one-way delay, of sequence numbers, of handover phases and of what mobile
 *         networks cost, as far as there is something to show
 */
std::vector<Plot> MakePlots(const ResultsTables& tables, const PlotContext& context);

} // namespace ns3::mip6

#endif /* MIP6_PLOTS_H */

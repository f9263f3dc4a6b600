/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NESTING_PLOTS_H
#define MIP6_NESTING_PLOTS_H

#include "ns3/mip6-plots.h"
#include "ns3/mip6-results-tables.h"

#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Figures of what mobile networks cost, drawn from nesting.csv.
 */

namespace ns3::mip6
{

/**
 * @param packets of the run
 * @param context of the run
 * @return figures of overhead, path stretch and delay over the depth; none unless datagrams were at
 *         different depths
 */
std::vector<Plot> MakeNestingPlots(const PacketTable& packets, const PlotContext& context);

} // namespace ns3::mip6

#endif /* MIP6_NESTING_PLOTS_H */

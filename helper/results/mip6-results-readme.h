/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RESULTS_README_H
#define MIP6_RESULTS_README_H

#include "ns3/mip6-manifest.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * The explanation inside a results folder.
 */

namespace ns3::mip6
{

/**
 * @param facts about the run
 * @param files names inside the folder
 * @return text of README.txt: how to repeat the run, and what the files that are there mean
 */
std::string FormatReadme(const RunFacts& facts, const std::vector<std::string>& files);

} // namespace ns3::mip6

#endif /* MIP6_RESULTS_README_H */

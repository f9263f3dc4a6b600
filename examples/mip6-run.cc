/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-run-command.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Runs a scenario: mip6-run --scenario=handover
 */

/**
 * @param argc number of arguments
 * @param argv arguments
 * @return 0 if all went well, 2 for bad input, 3 if the run failed
 */
int
main(int argc, char* argv[])
{
    return ns3::mip6::ExecuteRunCommand(std::vector<std::string>(argv, argv + argc));
}

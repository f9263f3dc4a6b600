/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_READER_H
#define MIP6_SCENARIO_READER_H

#include "ns3/mip6-scenario.h"

#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Scenarios from files, and back.
 */

namespace ns3::mip6
{

/// What came out of reading.
struct ScenarioReadResult
{
    std::optional<Scenario> scenario; //!< present if nothing is wrong with it
    std::vector<std::string>
        messages; //!< otherwise what is wrong, "file:line: text", in file order
};

/// A scenario that comes with the module.
struct BundledScenario
{
    std::string name;  //!< to run it by
    std::string title; //!< what it shows
};

/**
 * Read a scenario and check it.
 * @param nameOrFile name of a bundled scenario, or path of a file (with a "/" or ending in ".toml")
 * @param settings "path=value", applied after the file, each to one parameter or list
 * @return the scenario, or what is wrong
 */
ScenarioReadResult ReadScenario(const std::string& nameOrFile,
                                const std::vector<std::string>& settings);

/// @return the scenarios that ReadScenario finds by name, sorted by it
std::vector<BundledScenario> ListScenarios();

/**
 * @param scenario any description
 * @return text of a file from which ReadScenario makes the same scenario, with every parameter
 */
std::string WriteScenario(const Scenario& scenario);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_READER_H */

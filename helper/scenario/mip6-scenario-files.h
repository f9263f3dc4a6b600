/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_FILES_H
#define MIP6_SCENARIO_FILES_H

#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Where scenario files are, and their text.
 */

namespace ns3::mip6
{

/// Text of a file, or the reason why there is none.
struct FileText
{
    std::optional<std::string> text; //!< present if it could be read
    std::string problem;             //!< otherwise why, to follow "file: "
};

/**
 * @param file path of a file
 * @return its text
 */
FileText ReadTextFile(const std::string& file);

/// @return names of the bundled scenarios, sorted
std::vector<std::string> ListScenarioNames();

/**
 * @param name of a bundled scenario
 * @return path of its file
 */
std::string GetScenarioFile(const std::string& name);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_FILES_H */

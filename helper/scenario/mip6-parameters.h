/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PARAMETERS_H
#define MIP6_PARAMETERS_H

#include "ns3/mip6-parameter-value.h"
#include "ns3/mip6-scenario.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * The one table of everything that can be set in a scenario. Files, command lines, messages and
 * descriptions all use it, so that they cannot differ.
 *
 * A path names a parameter as in a scenario file: "protocol.dad", "traffic[0].rate",
 * "mobile_router[0].attach[1].to". In the table the numbers are left out: "traffic[].rate".
 */

namespace ns3::mip6
{

/// Numbers in a path; 0 where there are fewer.
struct PathNumbers
{
    std::size_t outer{0}; //!< the first one
    std::size_t inner{0}; //!< the second one, of a list in an entry of a list
};

/// One thing that can be set.
struct Parameter
{
    /// Finds the place of the parameter in a scenario, for the given entry of its list.
    using Locator = std::function<ParameterTarget(Scenario&, const PathNumbers&)>;

    std::string path;      //!< without numbers
    ParameterKind kind{};  //!< what it holds
    std::string minimum;   //!< smallest value as written, or empty
    std::string maximum;   //!< largest value as written, or empty
    std::string reference; //!< section of the standard behind it, or empty
    std::string help;      //!< what it means, one sentence
    Locator locate;        //!< finds it
};

/// @return all parameters, in the order of Scenario
const std::vector<Parameter>& GetParameters();

/**
 * @param path with or without numbers
 * @return the parameter, or nullptr
 */
const Parameter* FindParameter(const std::string& path);

/**
 * @param path any path, of a parameter or of a part of it
 * @return whether it is a table or list of tables that parameters are in, e.g. "topology.link"
 */
bool IsSection(const std::string& path);

/**
 * @param path any path, with or without numbers
 * @return whether it is a list of tables, e.g. "traffic" or "mobile_router[0].attach"
 */
bool IsListSection(const std::string& path);

/**
 * @param path that does not exist
 * @return the whole message about it, with the nearest one that exists
 */
std::string DescribeUnknownKey(const std::string& path);

/**
 * Set a parameter.
 * @param scenario changed if the value fits
 * @param path of the parameter, with numbers
 * @param value for it
 * @return nothing, or the whole message about what is wrong
 */
std::optional<std::string> SetParameter(Scenario& scenario,
                                        const std::string& path,
                                        const ParameterValue& value);

/**
 * @param scenario any description
 * @param path of a parameter that exists, with numbers
 * @return its value
 */
ParameterValue GetParameter(const Scenario& scenario, const std::string& path);

/**
 * @param scenario any description
 * @param path any path with numbers
 * @return nothing, or the whole message about the first number that is not one of an entry
 */
std::optional<std::string> CheckNumbers(const Scenario& scenario, const std::string& path);

/**
 * @param scenario any description
 * @param path of a parameter as in the table
 * @return the paths of all that it stands for in the scenario, with numbers
 */
std::vector<std::string> ListPaths(const Scenario& scenario, const std::string& path);

/**
 * @param scenario any description
 * @param list path of a list of tables; entries that it is in must exist
 * @return how many entries it has
 */
std::size_t GetListSize(const Scenario& scenario, const std::string& list);

/**
 * Replace a list by default entries.
 * @param scenario changed
 * @param list path of a list of tables; entries that it is in must exist
 * @param size new number of entries
 */
void ResetList(Scenario& scenario, const std::string& list, std::size_t size);

/**
 * @param parameter any parameter
 * @return its value in a new Scenario as written, or empty if it has none
 */
std::string GetDefaultText(const Parameter& parameter);

/**
 * @param parameter any parameter
 * @return allowed values as text, e.g. "1 to 50", "30 ms or more", "standard, optimistic, off"
 */
std::string GetRangeText(const Parameter& parameter);

/**
 * @param path with or without numbers
 * @return the path with "[]" for each number
 */
std::string StripNumbers(const std::string& path);

} // namespace ns3::mip6

#endif /* MIP6_PARAMETERS_H */

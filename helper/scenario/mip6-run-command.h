/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RUN_COMMAND_H
#define MIP6_RUN_COMMAND_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * The command line of the program mip6-run.
 */

namespace ns3::mip6
{

/// @name Exit codes
/// @{
constexpr int EXIT_OK = 0;                //!< all went well
constexpr int EXIT_BAD_INPUT = 2;         //!< the command line or the scenario is wrong
constexpr int EXIT_SIMULATION_FAILED = 3; //!< the run or its results failed

/// @}

/// What the user asks for.
struct RunOptions
{
    std::string scenario;              //!< name of a bundled scenario, or a file
    std::vector<std::string> settings; //!< key=value, over the scenario
    std::optional<uint32_t> seed;      //!< of the random numbers
    std::optional<uint32_t> run;       //!< number of the run
    std::string directory;             //!< of the results; empty: results/NAME
    std::string outputs;               //!< "all" or a list of kinds; empty: all but pcap
    bool list{false};                  //!< list the bundled scenarios instead
    bool check{false};                 //!< build the scenario and describe it instead
    std::vector<std::string> general;  //!< arguments for ns3::CommandLine
};

/// What became of a command line.
struct RunOptionsResult
{
    RunOptions options;                //!< as far as understood
    std::vector<std::string> problems; //!< what is wrong
};

/**
 * @param arguments of the program, without its name
 * @return the options
 */
RunOptionsResult ParseRunOptions(const std::vector<std::string>& arguments);

/**
 * Everything that the program does.
 * @param arguments of the program, with its name
 * @return the exit code
 */
int ExecuteRunCommand(const std::vector<std::string>& arguments);

} // namespace ns3::mip6

#endif /* MIP6_RUN_COMMAND_H */

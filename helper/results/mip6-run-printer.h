/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RUN_PRINTER_H
#define MIP6_RUN_PRINTER_H

#include "ns3/mip6-plot-runner.h"
#include "ns3/mip6-results-tables.h"
#include "ns3/mip6-scenario.h"
#include "ns3/mip6-summary.h"

#include <cstdint>
#include <ostream>
#include <string>

/**
 * @file
 * @ingroup mip6-helper
 * A run on the screen.
 */

namespace ns3::mip6
{

struct ScenarioNetwork;

/// Numbers that tell repetitions of a scenario apart.
struct RunNumbers
{
    uint32_t seed{1}; //!< of the random numbers
    uint32_t run{1};  //!< number of the repetition
};

/**
 * Print what is run: scenario and wired links.
 * @param out to print to
 * @param scenario that is run
 * @param numbers of the run
 */
void PrintScenario(std::ostream& out, const Scenario& scenario, const RunNumbers& numbers);

/**
 * Print the home addresses.
 * @param out to print to
 * @param network that is run
 */
void PrintAddresses(std::ostream& out, const ScenarioNetwork& network);

/**
 * Print the handovers: one line for each event, also between handovers, then one for each handover.
 * Of many, only the first.
 * @param out to print to
 * @param tables of the run
 * @param scenario that was run
 * @param network that was built from it
 */
void PrintHandovers(std::ostream& out,
                    const ResultsTables& tables,
                    const Scenario& scenario,
                    const ScenarioNetwork& network);

/**
 * Print one line for each flow.
 * @param out to print to
 * @param summary of the run
 */
void PrintFlows(std::ostream& out, const Summary& summary);

/**
 * Print one line for each number of tunnels of mobile routers that datagrams were in.
 * @param out to print to
 * @param summary of the run
 */
void PrintNesting(std::ostream& out, const Summary& summary);

/// What to say at the end.
struct ClosingWords
{
    std::string directory; //!< of the results
    std::string contents;  //!< kinds of files in it
    std::string note;      //!< about figures that are missing, or empty
    std::string command;   //!< that repeats the run
};

/**
 * Print where the results are and what could be done next.
 * @param out to print to
 * @param scenario that was run
 * @param words what to say
 */
void PrintClosing(std::ostream& out, const Scenario& scenario, const ClosingWords& words);

/// @param result of drawing @return what to say about it, or empty
std::string Describe(DrawResult result);

} // namespace ns3::mip6

#endif /* MIP6_RUN_PRINTER_H */

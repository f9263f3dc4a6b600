/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HANDOVER_PRINTER_H
#define MIP6_HANDOVER_PRINTER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-results-tables.h"

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Handovers on the screen.
 */

namespace ns3::mip6
{

/// Names that the tables do not contain.
struct HandoverNames
{
    std::string homeAgent;                      //!< name of the home agent
    bool hasSeveralMobiles{false};              //!< whether lines must name their mobile node
    std::map<Ipv6Address, std::string> nodes{}; //!< names of nodes, by address
    std::set<std::string> homeAgents{};         //!< names of all home agents
};

/// One line about a moment.
struct StoryEvent
{
    Time at;            //!< the moment
    std::string what;   //!< happened
    std::string detail; //!< of it
};

/**
 * Print one line for each event of the first handovers, and for other events.
 * @param out to print to
 * @param tables of the run
 * @param names to use
 * @param others what else happened, in any order
 */
void PrintHandoverEvents(std::ostream& out,
                         const ResultsTables& tables,
                         const HandoverNames& names,
                         const std::vector<StoryEvent>& others = {});

/**
 * Print one line for each of the first handovers.
 * @param out to print to
 * @param handovers all
 * @param names to use
 */
void PrintHandoverTable(std::ostream& out,
                        const std::vector<HandoverRow>& handovers,
                        const HandoverNames& names);

} // namespace ns3::mip6

#endif /* MIP6_HANDOVER_PRINTER_H */

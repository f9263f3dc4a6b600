/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_LINK_STORY_H
#define MIP6_HOME_LINK_STORY_H

#include "ns3/mip6-handover-printer.h"
#include "ns3/mip6-results-tables.h"
#include "ns3/mip6-scenario.h"

#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * What happens between handovers: home agents fail and are discovered, prefixes change.
 */

namespace ns3::mip6
{

/**
 * @param scenario that was run
 * @param tables of the run
 * @param names to use
 * @return scripted events, discoveries, and registrations that no handover has caused
 */
std::vector<StoryEvent> ListHomeLinkEvents(const Scenario& scenario,
                                           const ResultsTables& tables,
                                           const HandoverNames& names);

} // namespace ns3::mip6

#endif /* MIP6_HOME_LINK_STORY_H */

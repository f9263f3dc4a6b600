/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_EVENTS_H
#define MIP6_SCENARIO_EVENTS_H

#include "ns3/mip6-network-builder.h"
#include "ns3/mip6-scenario.h"

/**
 * @file
 * @ingroup mip6-helper
 * Scripted events of a scenario.
 */

namespace ns3::mip6
{

/**
 * Let the events of a scenario happen at their times.
 * @param scenario that is built
 * @param base its network
 */
void ScheduleEvents(const Scenario& scenario, const NetworkBuilder& base);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_EVENTS_H */

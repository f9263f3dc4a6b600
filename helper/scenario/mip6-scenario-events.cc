/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-events.h"

#include "ns3/mip6-helper.h"
#include "ns3/simulator.h"

namespace ns3::mip6
{

void
ScheduleEvents(const Scenario& scenario, const NetworkBuilder& base)
{
    (void)scenario;
    (void)base;
}

} // namespace ns3::mip6

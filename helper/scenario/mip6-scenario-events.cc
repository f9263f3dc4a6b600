/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-events.h"

#include "mip6-network-plan.h"

#include "ns3/mip6-helper.h"
#include "ns3/simulator.h"

#include <functional>

namespace ns3::mip6
{

namespace
{

/// @param scenario that is built @param base its network @param event of kind PREFIX
/// @return lets the router and the home agents of the home link advertise the prefix
std::function<void()>
MakePrefixChange(const Scenario& scenario, const NetworkBuilder& base, const ScenarioEvent& event)
{
    std::vector<std::pair<Ptr<NetDevice>, Mip6PrefixSetting>> changes;
    for (const ScenarioNode& node : scenario.nodes)
    {
        if (!OwnsHomeLink(node) && node.role != NodeRole::HOME_AGENT)
        {
            continue;
        }
        Mip6PrefixSetting setting;
        setting.address = MoveToSubnet(base.FindAddress(node.name), *event.prefix);
        setting.length = event.prefix->prefixLength;
        setting.preferred = event.preferred;
        setting.valid = event.valid;
        setting.countsDown = event.countsDown;
        changes.emplace_back(base.FindAccessDevice(node.name), setting);
    }
    return [changes]() {
        for (const auto& [device, setting] : changes)
        {
            Mip6Helper::SetPrefix(device, setting);
        }
    };
}

/// @param scenario that is built @param base its network @param event of it @return lets it happen
std::function<void()>
MakeChange(const Scenario& scenario, const NetworkBuilder& base, const ScenarioEvent& event)
{
    if (event.kind == EventKind::PREFIX)
    {
        return MakePrefixChange(scenario, base, event);
    }
    const Ptr<Node> node = base.FindNode(event.node);
    if (event.kind == EventKind::HOME_AGENT_FAILS)
    {
        return [node]() { Mip6Helper::FailHomeAgent(node); };
    }
    return [node]() { Mip6Helper::RecoverHomeAgent(node); };
}

} // namespace

void
ScheduleEvents(const Scenario& scenario, const NetworkBuilder& base)
{
    for (const ScenarioEvent& event : scenario.events)
    {
        Simulator::ScheduleWithContext(base.FindNode(event.node)->GetId(),
                                       event.at - Simulator::Now(),
                                       MakeChange(scenario, base, event));
    }
}

} // namespace ns3::mip6

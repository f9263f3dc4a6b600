/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-network.h"

#include "ns3/log.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"

#include <algorithm>

namespace ns3::mip6
{

NS_LOG_COMPONENT_DEFINE("Mip6ScenarioMovement");

NS_OBJECT_ENSURE_REGISTERED(ScenarioMovement);

TypeId
ScenarioMovement::GetTypeId()
{
    static TypeId tid = TypeId("ns3::mip6::ScenarioMovement")
                            .SetParent<Object>()
                            .SetGroupName("Mip6")
                            .AddConstructor<ScenarioMovement>()
                            .AddTraceSource("LinkDown",
                                            "A mobile node has left its link.",
                                            MakeTraceSourceAccessor(&ScenarioMovement::m_linkDown),
                                            "ns3::mip6::ScenarioMovement::LinkDownTracedCallback")
                            .AddTraceSource("LinkUp",
                                            "A mobile node is on its next link.",
                                            MakeTraceSourceAccessor(&ScenarioMovement::m_linkUp),
                                            "ns3::mip6::ScenarioMovement::LinkUpTracedCallback");
    return tid;
}

void
ScenarioMovement::Schedule(const NetworkMobile& mobile,
                           Time at,
                           const std::string& to,
                           Ptr<Mip6AccessChannel> channel,
                           Time handoverDelay)
{
    NS_LOG_FUNCTION(this << mobile.name << at << to << channel << handoverDelay);
    auto last = std::find_if(m_links.begin(), m_links.end(), [&mobile](const auto& entry) {
        return entry.first == mobile.name;
    });
    if (last == m_links.end())
    {
        last = m_links.insert(m_links.end(), {mobile.name, "home"});
    }
    Step step{mobile.name, last->second, to, mobile.device, channel, handoverDelay};
    last->second = to;
    Simulator::ScheduleWithContext(mobile.node->GetId(),
                                   at - Simulator::Now(),
                                   &ScenarioMovement::Leave,
                                   Ptr<ScenarioMovement>(this),
                                   step);
}

void
ScenarioMovement::Leave(const Step& step)
{
    NS_LOG_INFO(step.mobile << " leaves " << step.from << " for " << step.to);
    const auto device = DynamicCast<SimpleNetDevice>(step.device);
    const auto channel = DynamicCast<Mip6AccessChannel>(device->GetChannel());
    if (channel)
    {
        channel->Leave(device);
    }
    m_linkDown(step.mobile, step.from, step.to);
    Simulator::Schedule(step.handoverDelay,
                        &ScenarioMovement::Join,
                        Ptr<ScenarioMovement>(this),
                        step);
}

void
ScenarioMovement::Join(const Step& step)
{
    NS_LOG_INFO(step.mobile << " joins " << step.to);
    m_linkUp(step.mobile, step.to);
    // Last, because the layers above begin their work at once and trace it.
    DynamicCast<SimpleNetDevice>(step.device)->SetChannel(step.channel);
}

} // namespace ns3::mip6

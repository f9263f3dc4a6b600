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
#include <utility>

namespace ns3::mip6
{

NS_LOG_COMPONENT_DEFINE("Mip6ScenarioMovement");

namespace
{

const char* const HOME_LINK = "home"; //!< name of the home link

} // namespace

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
ScenarioMovement::Place(const std::string& mobile,
                        const Ptr<NetDevice>& device,
                        const std::string& link)
{
    FindStation(mobile, device).link = link;
}

void
ScenarioMovement::SetChoice(const std::string& mobile, std::function<Ptr<NetDevice>()> find)
{
    m_choices[mobile] = std::move(find);
}

void
ScenarioMovement::Schedule(const NetworkMobile& mobile,
                           Time at,
                           const std::string& to,
                           Ptr<Mip6AccessChannel> channel,
                           Time handoverDelay)
{
    NS_LOG_FUNCTION(this << mobile.name << at << to << channel << handoverDelay);
    const Step step{mobile.name, to, mobile.device, channel, handoverDelay};
    Simulator::ScheduleWithContext(mobile.node->GetId(),
                                   at - Simulator::Now(),
                                   &ScenarioMovement::Leave,
                                   Ptr<ScenarioMovement>(this),
                                   step);
}

ScenarioMovement::Station&
ScenarioMovement::FindStation(const std::string& mobile, const Ptr<NetDevice>& device)
{
    const auto found =
        std::find_if(m_stations.begin(), m_stations.end(), [&device](const Station& station) {
            return station.device == device;
        });
    return found == m_stations.end() ? m_stations.emplace_back(Station{mobile, device, HOME_LINK})
                                     : *found;
}

bool
ScenarioMovement::IsOfUse(const Step& step)
{
    const auto choice = m_choices.find(step.mobile);
    const Ptr<NetDevice> used = choice == m_choices.end() ? step.device : choice->second();
    return used == step.device || FindStation(step.mobile, used).link == NO_LINK;
}

std::string
ScenarioMovement::FindOtherLink(const Step& step) const
{
    const auto other =
        std::find_if(m_stations.begin(), m_stations.end(), [&step](const Station& station) {
            return station.mobile == step.mobile && station.device != step.device &&
                   station.link != NO_LINK;
        });
    return other == m_stations.end() ? NO_LINK : other->link;
}

void
ScenarioMovement::Leave(const Step& step)
{
    Step next = step;
    next.isTold = IsOfUse(step);
    const std::string from = std::exchange(FindStation(step.mobile, step.device).link, step.to);
    NS_LOG_INFO(step.mobile << " leaves " << from << " for " << step.to);
    const auto device = DynamicCast<SimpleNetDevice>(step.device);
    const auto channel = DynamicCast<Mip6AccessChannel>(device->GetChannel());
    if (channel)
    {
        channel->Leave(device);
    }
    const std::string to = step.channel ? step.to : FindOtherLink(step);
    if (next.isTold)
    {
        m_linkDown(step.mobile, from, to);
    }
    if (step.channel)
    {
        Simulator::Schedule(step.handoverDelay,
                            &ScenarioMovement::Join,
                            Ptr<ScenarioMovement>(this),
                            next);
    }
    else if (next.isTold && to != NO_LINK)
    {
        m_linkUp(step.mobile, to);
    }
}

void
ScenarioMovement::Join(const Step& step)
{
    NS_LOG_INFO(step.mobile << " joins " << step.to);
    if (step.isTold)
    {
        m_linkUp(step.mobile, step.to);
    }
    // Last, because the layers above begin their work at once and trace it.
    DynamicCast<SimpleNetDevice>(step.device)->SetChannel(step.channel);
}

} // namespace ns3::mip6

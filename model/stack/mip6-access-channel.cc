/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-access-channel.h"

#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6AccessChannel");
NS_OBJECT_ENSURE_REGISTERED(Mip6AccessChannel);

TypeId
Mip6AccessChannel::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::Mip6AccessChannel")
            .SetParent<SimpleChannel>()
            .SetGroupName("Mip6")
            .AddConstructor<Mip6AccessChannel>()
            .AddTraceSource("FrameSent",
                            "A device has sent a frame.",
                            MakeTraceSourceAccessor(&Mip6AccessChannel::m_sent),
                            "ns3::Mip6AccessChannel::FrameTracedCallback")
            .AddTraceSource("FrameReceived",
                            "A frame has arrived at a device, before its error model.",
                            MakeTraceSourceAccessor(&Mip6AccessChannel::m_received),
                            "ns3::Mip6AccessChannel::FrameTracedCallback")
            .AddTraceSource("Drop",
                            "A frame was lost on the channel.",
                            MakeTraceSourceAccessor(&Mip6AccessChannel::m_drop),
                            "ns3::Mip6AccessChannel::DropTracedCallback");
    return tid;
}

void
Mip6AccessChannel::DoDispose()
{
    m_members.clear();
    SimpleChannel::DoDispose();
}

void
Mip6AccessChannel::Add(Ptr<SimpleNetDevice> device)
{
    NS_LOG_FUNCTION(this << device);
    if (!Has(device))
    {
        m_members.push_back(device);
    }
}

void
Mip6AccessChannel::Leave(Ptr<SimpleNetDevice> device)
{
    NS_LOG_FUNCTION(this << device);
    m_members.erase(std::remove(m_members.begin(), m_members.end(), device), m_members.end());
}

bool
Mip6AccessChannel::Has(const Ptr<SimpleNetDevice>& device) const
{
    return std::find(m_members.begin(), m_members.end(), device) != m_members.end();
}

std::size_t
Mip6AccessChannel::GetNDevices() const
{
    return m_members.size();
}

Ptr<NetDevice>
Mip6AccessChannel::GetDevice(std::size_t i) const
{
    return m_members.at(i);
}

void
Mip6AccessChannel::Send(Ptr<Packet> packet,
                        uint16_t protocol,
                        Mac48Address to,
                        Mac48Address from,
                        Ptr<SimpleNetDevice> sender)
{
    NS_LOG_FUNCTION(this << packet << protocol << to << from << sender);
    if (!Has(sender))
    {
        m_drop(packet, DropReason::SENDER_LEFT);
        return;
    }
    m_sent(packet, from, to, sender);
    bool found = false;
    for (const auto& member : m_members)
    {
        if (member == sender || !(to.IsGroup() || member->GetAddress() == to))
        {
            continue;
        }
        found = true;
        ScheduleDelivery(packet, protocol, to, from, member);
    }
    if (!found && !to.IsGroup())
    {
        m_drop(packet, DropReason::NO_RECEIVER);
    }
}

void
Mip6AccessChannel::ScheduleDelivery(Ptr<const Packet> packet,
                                    uint16_t protocol,
                                    Mac48Address to,
                                    Mac48Address from,
                                    Ptr<SimpleNetDevice> receiver)
{
    TimeValue delay;
    GetAttribute("Delay", delay);
    Simulator::ScheduleWithContext(receiver->GetNode()->GetId(),
                                   delay.Get(),
                                   &Mip6AccessChannel::Deliver,
                                   this,
                                   packet->Copy(),
                                   protocol,
                                   to,
                                   from,
                                   receiver);
}

void
Mip6AccessChannel::Deliver(Ptr<Packet> packet,
                           uint16_t protocol,
                           Mac48Address to,
                           Mac48Address from,
                           Ptr<SimpleNetDevice> receiver)
{
    if (!Has(receiver))
    {
        m_drop(packet, DropReason::RECEIVER_LEFT);
        return;
    }
    m_received(packet, from, to, receiver);
    receiver->Receive(packet, protocol, to, from);
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-host.h"

#include "mip6-listener-packet.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <utility>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MulticastHost");
NS_OBJECT_ENSURE_REGISTERED(Mip6MulticastHost);

TypeId
Mip6MulticastHost::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::Mip6MulticastHost")
            .SetParent<Application>()
            .SetGroupName("Mip6")
            .AddConstructor<Mip6MulticastHost>()
            .AddTraceSource("Signalling",
                            "A message of Multicast Listener Discovery was sent or received.",
                            MakeTraceSourceAccessor(&Mip6MulticastHost::m_signallingTrace),
                            "ns3::Mip6MulticastHost::SignallingTracedCallback");
    return tid;
}

Mip6MulticastHost::Mip6MulticastHost()
    : m_random(CreateObject<UniformRandomVariable>()),
      m_listener(mip6::MulticastListenerConfig(),
                 [random = m_random] {
                     const uint64_t high = random->GetInteger(0, UINT32_MAX);
                     return (high << 32) | random->GetInteger(0, UINT32_MAX);
                 }),
      m_deadline([this] { HandleDeadline(); })
{
}

Mip6MulticastHost::~Mip6MulticastHost() = default;

void
Mip6MulticastHost::DoDispose()
{
    m_deadline.Arm(std::nullopt);
    m_tap.reset();
    m_ipv6 = nullptr;
    m_device = nullptr;
    Application::DoDispose();
}

void
Mip6MulticastHost::SetDevice(Ptr<NetDevice> device)
{
    const auto ipv6 = device->GetNode()->GetObject<Ipv6L3Protocol>();
    const int32_t interface = ipv6 ? ipv6->GetInterfaceForDevice(device) : -1;
    NS_ABORT_MSG_IF(interface < 0, "Mip6MulticastHost: the device has no IPv6 interface");
    m_device = device;
    m_ipv6 = ipv6;
    m_interface = static_cast<uint32_t>(interface);
}

Ptr<NetDevice>
Mip6MulticastHost::GetDevice() const
{
    return m_device;
}

int64_t
Mip6MulticastHost::AssignStreams(int64_t stream)
{
    m_random->SetStream(stream);
    return 1;
}

void
Mip6MulticastHost::JoinGroup(const Ipv6Address& group)
{
    NS_ABORT_MSG_IF(!m_ipv6, "Mip6MulticastHost: JoinGroup before SetDevice");
    NS_ABORT_MSG_IF(!group.IsMulticast(),
                    "Mip6MulticastHost: JoinGroup: " << group << " is no multicast address");
    if (m_groups.insert(group).second)
    {
        m_ipv6->AddMulticastAddress(group, m_interface);
        Send(m_listener.Join(Simulator::Now(), group));
    }
}

void
Mip6MulticastHost::LeaveGroup(const Ipv6Address& group)
{
    if (m_groups.erase(group) > 0)
    {
        m_ipv6->RemoveMulticastAddress(group, m_interface);
        Send(m_listener.Leave(group));
    }
}

void
Mip6MulticastHost::StartApplication()
{
    NS_ABORT_MSG_IF(!m_device, "Mip6MulticastHost: no device, see SetDevice");
    m_tap = std::make_unique<Mip6ListenerTap>(
        m_device,
        [this](const mip6::MulticastListenerMessage& message, const Ipv6Address& source) {
            HandleMessage(message, source);
        });
    Open();
}

void
Mip6MulticastHost::StopApplication()
{
    const std::set<Ipv6Address> groups = m_groups;
    for (const Ipv6Address& group : groups)
    {
        LeaveGroup(group);
    }
    m_isOpen = false;
    m_listener.HandleLinkDown();
    m_deadline.Arm(std::nullopt);
    m_tap.reset();
}

void
Mip6MulticastHost::Open()
{
    // RFC 3590 section 4: routers ignore what comes from the unspecified address.
    m_isOpen = !FindListenerSource(m_ipv6->GetInterface(m_interface)).IsAny();
    if (!m_isOpen)
    {
        m_deadline.Arm(Simulator::Now() + LISTENER_SOURCE_POLL);
        return;
    }
    Send(m_listener.HandleLinkUp(Simulator::Now()));
}

void
Mip6MulticastHost::HandleDeadline()
{
    if (!m_isOpen)
    {
        Open();
        return;
    }
    Send(m_listener.HandleDeadline(Simulator::Now()));
}

void
Mip6MulticastHost::HandleMessage(const mip6::MulticastListenerMessage& message,
                                 const Ipv6Address& source)
{
    if (!m_isOpen)
    {
        return;
    }
    if (const auto* query = std::get_if<mip6::MulticastListenerQuery>(&message))
    {
        m_signallingTrace(MakeListenerRecord(Mip6Direction::RECEIVED, message, source));
        Send(m_listener.HandleQuery(Simulator::Now(), *query));
    }
    else if (const auto* report = std::get_if<mip6::MulticastListenerReport>(&message))
    {
        m_listener.HandleReport(report->group);
        Send({});
    }
}

void
Mip6MulticastHost::Send(const mip6::MulticastListenerMessages& messages)
{
    const Ipv6Address source = FindListenerSource(m_ipv6->GetInterface(m_interface));
    for (const auto& message : messages)
    {
        NS_LOG_INFO(mip6::GetName(message) << " from " << source);
        SendListenerMessage(m_device, message, source);
        m_signallingTrace(MakeListenerRecord(Mip6Direction::SENT, message, source));
    }
    if (m_isOpen)
    {
        m_deadline.Arm(m_listener.GetNextDeadline());
    }
}

} // namespace ns3

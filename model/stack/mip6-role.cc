/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-role.h"

#include "mip6-discovery-signalling.h"
#include "mip6-mobility-protocol.h"
#include "mip6-stack.h"

#include "ns3/log.h"

#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6Role");
NS_OBJECT_ENSURE_REGISTERED(Mip6Role);

TypeId
Mip6Role::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6Role")
                            .SetParent<Object>()
                            .SetGroupName("Mip6")
                            .AddTraceSource("Signalling",
                                            "A signalling message was sent or received.",
                                            MakeTraceSourceAccessor(&Mip6Role::m_signallingTrace),
                                            "ns3::Mip6Role::SignallingTracedCallback")
                            .AddTraceSource("Binding",
                                            "An entry of a binding table changed.",
                                            MakeTraceSourceAccessor(&Mip6Role::m_bindingTrace),
                                            "ns3::Mip6Role::BindingTracedCallback")
                            .AddTraceSource("Drop",
                                            "A packet was discarded by Mobile IPv6 processing.",
                                            MakeTraceSourceAccessor(&Mip6Role::m_dropTrace),
                                            "ns3::Mip6Role::DropTracedCallback");
    return tid;
}

Mip6Role::Mip6Role()
    : m_deadline([this] { HandleDeadline(); }),
      m_random(CreateObject<UniformRandomVariable>())
{
}

Mip6Role::~Mip6Role() = default;

void
Mip6Role::DoDispose()
{
    m_deadline.Arm(std::nullopt);
    m_stack = nullptr;
    m_random = nullptr;
    Object::DoDispose();
}

bool
Mip6Role::IsAskedLast() const
{
    return false;
}

std::optional<Ipv6Address>
Mip6Role::ImproveSource(const Ipv6Address&) const
{
    return std::nullopt;
}

Ptr<NetDevice>
Mip6Role::GetSourceDevice(const Ipv6Address&) const
{
    return nullptr;
}

Mip6TunnelVerdict
Mip6Role::SteerForwarded(const Ptr<const Packet>&, const Ipv6Header&, const Ptr<const NetDevice>&)
{
    return Mip6TunnelVerdict::NOT_MINE;
}

std::optional<Mip6DropReason>
Mip6Role::CheckTunnelled(const Ipv6Header&, const Ipv6Header&) const
{
    return Mip6DropReason::TUNNEL_SOURCE;
}

bool
Mip6Role::TakeLinkScope(const Ptr<Packet>&, const Ipv6Header&, const Ipv6Header&)
{
    return false;
}

bool
Mip6Role::TakeMulticast(const Ptr<const Packet>&, const Ipv6Header&, const Ipv6Header&)
{
    return false;
}

void
Mip6Role::HandleTunnelled(const Ptr<const Packet>&, const Ipv6Header&)
{
}

void
Mip6Role::NoteDirectPacket(const Ipv6Address&, const Ipv6Address&)
{
}

bool
Mip6Role::IsHomeAddress(const Ipv6Address&) const
{
    return false;
}

bool
Mip6Role::HasBinding(const Ipv6Address&, const Ipv6Address&) const
{
    return false;
}

bool
Mip6Role::HasHomeRegistration(const Ipv6Address&) const
{
    return false;
}

bool
Mip6Role::HasCorrespondentBinding(const Ipv6Address&) const
{
    return false;
}

void
Mip6Role::HandleTunnelTooBig(const Ipv6Address&, uint32_t)
{
}

int64_t
Mip6Role::AssignStreams(int64_t stream)
{
    m_random->SetStream(stream);
    return 1;
}

uint64_t
Mip6Role::DrawBits() const
{
    const uint64_t high = m_random->GetInteger(0, UINT32_MAX);
    return (high << 32) | m_random->GetInteger(0, UINT32_MAX);
}

void
Mip6Role::SetStack(Ptr<Mip6Stack> stack)
{
    m_stack = stack;
}

Ptr<Mip6Stack>
Mip6Role::GetStack() const
{
    return m_stack;
}

void
Mip6Role::TraceSignalling(const Mip6SignallingRecord& record) const
{
    m_signallingTrace(record);
}

void
Mip6Role::ReportDrop(const Ptr<const Packet>& packet, Mip6DropReason reason) const
{
    m_dropTrace(packet, reason);
}

void
Mip6Role::Apply(const mip6::Actions& actions, const Ptr<const Packet>& cause)
{
    for (const auto& action : actions)
    {
        if (!PerformCommon(action, cause))
        {
            Perform(action);
        }
    }
    m_deadline.Arm(GetNextDeadline());
}

bool
Mip6Role::PerformCommon(const mip6::Action& action, const Ptr<const Packet>& cause)
{
    if (const auto* send = std::get_if<mip6::SendMessage>(&action))
    {
        if (const auto record = m_stack->GetMobilityProtocol()->Send(*send))
        {
            m_signallingTrace(*record);
        }
        return true;
    }
    if (const auto* send = std::get_if<mip6::SendIcmpv6>(&action))
    {
        if (const auto record = SendDiscoveryMessage(*m_stack, *send))
        {
            m_signallingTrace(*record);
        }
        return true;
    }
    if (const auto* binding = std::get_if<mip6::ReportBinding>(&action))
    {
        NS_LOG_INFO(GetName(binding->record.event) << " " << binding->record.homeAddress << " -> "
                                                   << binding->record.careOfAddress);
        m_bindingTrace(binding->record);
        return true;
    }
    if (const auto* drop = std::get_if<mip6::ReportDrop>(&action))
    {
        ReportDrop(cause ? cause : Create<const Packet>(), drop->reason);
        return true;
    }
    return false;
}

} // namespace ns3

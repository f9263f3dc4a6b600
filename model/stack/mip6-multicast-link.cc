/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-link.h"

#include "mip6-listener-packet.h"
#include "mip6-stack.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/simulator.h"

#include <utility>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MulticastLink");

namespace
{

/**
 * @param input an ICMPv6 message
 * @return the message of Multicast Listener Discovery; nothing if it has come from another link
 */
std::optional<mip6::MulticastListenerMessage>
Read(const Mip6Icmpv6Input& input)
{
    // RFC 2710 section 3: hop limit 1, and a source that only this link knows.
    if (input.header.GetHopLimit() != 1 || !input.header.GetSource().IsLinkLocal())
    {
        return std::nullopt;
    }
    return mip6::DecodeMulticastListenerMessage(input.message.data(), input.message.size()).value;
}

} // namespace

Mip6MulticastLink::Mip6MulticastLink(Mip6Role& role,
                                     Ptr<Mip6Stack> stack,
                                     uint32_t interface,
                                     mip6::RandomSource random)
    : m_role(role),
      m_stack(std::move(stack)),
      m_interface(interface),
      m_listener(mip6::MulticastListenerConfig(), std::move(random)),
      m_deadline([this] { Send(m_listener.HandleDeadline(Simulator::Now())); })
{
    const auto icmpv6 = m_stack->GetIcmpv6(interface);
    icmpv6->AddHandler(mip6::ICMPV6_MULTICAST_LISTENER_QUERY,
                       [this](const Mip6Icmpv6Input& input) { return HandleQuery(input); });
    icmpv6->AddHandler(mip6::ICMPV6_MULTICAST_LISTENER_REPORT,
                       [this](const Mip6Icmpv6Input& input) { return HandleReport(input); });
}

void
Mip6MulticastLink::Join(const Ipv6Address& group)
{
    m_stack->GetIpv6()->AddMulticastAddress(group, m_interface);
    Send(m_listener.Join(Simulator::Now(), group));
}

void
Mip6MulticastLink::Leave(const Ipv6Address& group)
{
    m_stack->GetIpv6()->RemoveMulticastAddress(group, m_interface);
    Send(m_listener.Leave(group));
}

void
Mip6MulticastLink::SetUp(bool isUp)
{
    if (std::exchange(m_isUp, isUp) == isUp)
    {
        return;
    }
    if (isUp)
    {
        Send(m_listener.HandleLinkUp(Simulator::Now()));
        return;
    }
    m_listener.HandleLinkDown();
    m_deadline.Arm(m_listener.GetNextDeadline());
}

bool
Mip6MulticastLink::HandleQuery(const Mip6Icmpv6Input& input)
{
    const auto message = Read(input);
    const auto* query = message ? std::get_if<mip6::MulticastListenerQuery>(&*message) : nullptr;
    if (!query)
    {
        return false;
    }
    m_role.TraceSignalling(
        MakeListenerRecord(Mip6Direction::RECEIVED, *message, input.header.GetSource()));
    Send(m_listener.HandleQuery(Simulator::Now(), *query));
    return true;
}

bool
Mip6MulticastLink::HandleReport(const Mip6Icmpv6Input& input)
{
    const auto message = Read(input);
    const auto* report = message ? std::get_if<mip6::MulticastListenerReport>(&*message) : nullptr;
    if (!report)
    {
        return false;
    }
    m_listener.HandleReport(report->group);
    m_deadline.Arm(m_listener.GetNextDeadline());
    return true;
}

void
Mip6MulticastLink::Send(const mip6::MulticastListenerMessages& messages)
{
    const auto device = m_stack->GetIpv6()->GetNetDevice(m_interface);
    for (const auto& message : messages)
    {
        const Ipv6Address source = GetSource();
        NS_LOG_INFO(mip6::GetName(message) << " from " << source);
        SendListenerMessage(device, message, source);
        m_role.TraceSignalling(MakeListenerRecord(Mip6Direction::SENT, message, source));
    }
    m_deadline.Arm(m_listener.GetNextDeadline());
}

Ipv6Address
Mip6MulticastLink::GetSource() const
{
    // RFC 3590 section 4: unspecified as long as the link-local address is tentative.
    return FindListenerSource(m_stack->GetIpv6()->GetInterface(m_interface));
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-querier.h"

#include "mip6-listener-packet.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <utility>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MulticastQuerier");

Mip6MulticastQuerier::Mip6MulticastQuerier(Mip6Role& role,
                                           const Place& place,
                                           const mip6::MulticastQuerierConfig& config,
                                           ChangeHandler handler)
    : m_role(role),
      m_place(place),
      m_handler(std::move(handler)),
      m_members(config),
      m_deadline([this] { HandleDeadline(); }),
      m_tap(place.ipv6->GetNetDevice(place.interface),
            [this](const mip6::MulticastListenerMessage& message, const Ipv6Address& source) {
                HandleMessage(message, source);
            })
{
    Start();
}

uint32_t
Mip6MulticastQuerier::GetInterface() const
{
    return m_place.interface;
}

bool
Mip6MulticastQuerier::IsQuerier() const
{
    return m_members.IsQuerier(m_source);
}

bool
Mip6MulticastQuerier::HasMember(const Ipv6Address& group) const
{
    return !m_members.GetListeners(group).empty();
}

std::size_t
Mip6MulticastQuerier::GetGroupCount() const
{
    return m_members.GetSize();
}

void
Mip6MulticastQuerier::Start()
{
    // RFC 2710 section 5: a query has a link-local source.
    m_source = FindListenerSource(m_place.ipv6->GetInterface(m_place.interface));
    if (m_source.IsAny())
    {
        m_deadline.Arm(Simulator::Now() + LISTENER_SOURCE_POLL);
        return;
    }
    m_members.HandleLink(Simulator::Now(), m_source);
    HandleDeadline();
}

void
Mip6MulticastQuerier::HandleDeadline()
{
    if (m_source.IsAny())
    {
        Start();
        return;
    }
    Apply(m_members.HandleDeadline(Simulator::Now()));
}

void
Mip6MulticastQuerier::HandleMessage(const mip6::MulticastListenerMessage& message,
                                    const Ipv6Address& source)
{
    if (m_source.IsAny())
    {
        return;
    }
    m_role.TraceSignalling(MakeListenerRecord(Mip6Direction::RECEIVED, message, source));
    const Time now = Simulator::Now();
    if (const auto* report = std::get_if<mip6::MulticastListenerReport>(&message))
    {
        Apply(m_members.HandleReport(now, m_source, report->group));
    }
    else if (const auto* done = std::get_if<mip6::MulticastListenerDone>(&message))
    {
        Apply(m_members.HandleDone(now, m_source, done->group));
    }
    else if (const auto* query = std::get_if<mip6::MulticastListenerQuery>(&message))
    {
        m_members.HandleQuery(now, m_source, source, *query);
        m_deadline.Arm(m_members.GetNextDeadline());
    }
}

void
Mip6MulticastQuerier::Apply(const mip6::MulticastMembershipResult& result)
{
    const auto device = m_place.ipv6->GetNetDevice(m_place.interface);
    for (const auto& query : result.queries)
    {
        NS_LOG_INFO("query from " << m_source);
        SendListenerMessage(device, query.message, m_source);
        m_role.TraceSignalling(MakeListenerRecord(Mip6Direction::SENT, query.message, m_source));
    }
    m_handler(result);
    m_deadline.Arm(m_members.GetNextDeadline());
}

} // namespace ns3

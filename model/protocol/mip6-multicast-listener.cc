/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-listener.h"

#include "mip6-earliest.h"

#include "ns3/mip6-address-rules.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/**
 * @param group a multicast address
 * @return whether it is ever reported (RFC 2710 section 4): not that of all nodes, nor one whose
 * packets do not leave the node
 */
bool
IsReported(const Ipv6Address& group)
{
    return !group.IsAllNodesMulticast() && GetMulticastScope(group) > MULTICAST_SCOPE_INTERFACE;
}

} // namespace

MulticastListener::MulticastListener(const MulticastListenerConfig& config, RandomSource random)
    : m_config(config),
      m_random(std::move(random))
{
}

bool
MulticastListener::IsOpen() const
{
    // RFC 6275 section 11.3.4: nothing into a tunnel before a query has come out of it.
    return m_isUp && (m_isQueried || !m_config.isQueryNeeded);
}

Time
MulticastListener::DrawDelay(Time longest) const
{
    const auto steps = static_cast<uint64_t>(longest.GetTimeStep());
    return TimeStep(m_random() % (steps + 1));
}

MulticastListenerMessages
MulticastListener::Join(Time now, const Ipv6Address& group)
{
    m_groups.try_emplace(group);
    return Start(now);
}

MulticastListenerMessages
MulticastListener::Leave(const Ipv6Address& group)
{
    const auto found = m_groups.find(group);
    if (found == m_groups.end())
    {
        return {};
    }
    // RFC 2710 section 4: who was not the last to report may leave silently.
    const bool isTold = IsReported(group) && found->second.isKnown &&
                        (found->second.isLastReporter || !m_config.isSilentUnlessLast);
    m_groups.erase(found);
    return IsOpen() && isTold ? MulticastListenerMessages{MulticastListenerDone{group}}
                              : MulticastListenerMessages{};
}

MulticastListenerMessages
MulticastListener::HandleLinkUp(Time now)
{
    m_isUp = true;
    return Start(now);
}

void
MulticastListener::HandleLinkDown()
{
    m_isUp = false;
    for (auto& [group, membership] : m_groups)
    {
        membership.reportAt.reset();
        membership.repeats = 0;
        membership.isKnown = membership.isKnown && m_config.isQueryNeeded;
    }
}

void
MulticastListener::HandleQuerierLost()
{
    m_isQueried = false;
    for (auto& [group, membership] : m_groups)
    {
        membership = Membership();
    }
}

MulticastListenerMessages
MulticastListener::Start(Time now)
{
    MulticastListenerMessages messages;
    if (!IsOpen())
    {
        return messages;
    }
    for (auto& [group, membership] : m_groups)
    {
        if (!membership.isKnown && IsReported(group))
        {
            // RFC 2710 section 4: at once, and again in case that it is lost.
            membership.isKnown = true;
            membership.repeats = m_config.robustness;
            messages.push_back(Report(now, group, membership));
        }
    }
    return messages;
}

MulticastListenerMessage
MulticastListener::Report(Time now, const Ipv6Address& group, Membership& membership)
{
    membership.isLastReporter = true;
    membership.reportAt.reset();
    membership.repeats -= std::min<uint32_t>(membership.repeats, 1);
    if (membership.repeats > 0)
    {
        membership.reportAt = now + DrawDelay(m_config.unsolicitedInterval);
    }
    return MulticastListenerReport{group};
}

MulticastListenerMessages
MulticastListener::HandleQuery(Time now, const MulticastListenerQuery& query)
{
    m_isQueried = true;
    // The first query opens a tunnel: to the listener its groups are new on that link.
    MulticastListenerMessages messages = Start(now);
    if (!messages.empty() || !IsOpen())
    {
        return messages;
    }
    for (auto& [group, membership] : m_groups)
    {
        if (!IsReported(group) || (!query.group.IsAny() && query.group != group))
        {
            continue;
        }
        // RFC 2710 section 4: a timer that runs goes on unless the query is in a greater hurry.
        if (!membership.reportAt || *membership.reportAt > now + query.maximumResponseDelay)
        {
            membership.reportAt = now + DrawDelay(query.maximumResponseDelay);
        }
    }
    return HandleDeadline(now);
}

void
MulticastListener::HandleReport(const Ipv6Address& group)
{
    const auto found = m_groups.find(group);
    // RFC 2710 section 4: one report a group is enough for the link.
    if (found != m_groups.end() && found->second.reportAt)
    {
        found->second.reportAt.reset();
        found->second.repeats = 0;
        found->second.isLastReporter = false;
    }
}

MulticastListenerMessages
MulticastListener::HandleDeadline(Time now)
{
    MulticastListenerMessages messages;
    for (auto& [group, membership] : m_groups)
    {
        if (membership.reportAt && *membership.reportAt <= now)
        {
            messages.push_back(Report(now, group, membership));
        }
    }
    return messages;
}

std::optional<Time>
MulticastListener::GetNextDeadline() const
{
    std::optional<Time> next;
    for (const auto& [group, membership] : m_groups)
    {
        next = GetEarliest({next, membership.reportAt});
    }
    return next;
}

bool
MulticastListener::Has(const Ipv6Address& group) const
{
    return m_groups.count(group) > 0;
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-membership.h"

#include "ns3/mip6-address-rules.h"

#include <algorithm>

namespace ns3::mip6
{

MulticastMembership::MulticastMembership(const MulticastQuerierConfig& config)
    : m_config(config)
{
}

void
MulticastMembership::HandleLink(Time now, const Ipv6Address& listener)
{
    Listener& state = m_listeners[listener];
    state.queryAt = now;
    // RFC 2710 section 7.7: as many as may be lost, and one more.
    state.startupQueries = m_config.robustness;
    Arm(listener, state);
}

MulticastMembershipResult
MulticastMembership::HandleLinkEnd(const Ipv6Address& listener)
{
    MulticastMembershipResult result;
    const auto found = m_listeners.find(listener);
    if (found == m_listeners.end())
    {
        return result;
    }
    const auto memberships = m_memberships.find(listener);
    if (memberships != m_memberships.end())
    {
        for (const auto& [group, membership] : memberships->second)
        {
            Remove(listener, group, result);
        }
        m_memberships.erase(memberships);
    }
    m_listeners.erase(found);
    m_deadlines.Remove(listener);
    return result;
}

MulticastMembershipResult
MulticastMembership::HandleReport(Time now, const Ipv6Address& listener, const Ipv6Address& group)
{
    MulticastMembershipResult result;
    const auto found = m_listeners.find(listener);
    // RFC 6275 section 10.4.2: link scope never, less than global scope not by default.
    if (found == m_listeners.end() || !IsRoutableMulticast(group) ||
        GetMulticastScope(group) < m_config.leastScope)
    {
        return result;
    }
    Memberships& memberships = m_memberships[listener];
    const bool isNew = memberships.count(group) == 0;
    if (isNew && memberships.size() >= m_config.groupLimit)
    {
        return result;
    }
    memberships[group] = Membership{now + m_config.GetListenerInterval(), std::nullopt};
    Arm(listener, found->second);
    Listeners& members = m_groups[group];
    if (members.empty())
    {
        result.joined.push_back(group);
    }
    members.insert(listener);
    return result;
}

MulticastMembershipResult
MulticastMembership::HandleDone(Time now, const Ipv6Address& listener, const Ipv6Address& group)
{
    MulticastMembershipResult result;
    const auto found = m_memberships.find(listener);
    if (found == m_memberships.end())
    {
        return result;
    }
    const auto membership = found->second.find(group);
    Listener& state = m_listeners.at(listener);
    // RFC 2710 section 5: one Done starts the last queries, more of them change nothing; who is not
    // the querier waits for its queries.
    if (membership == found->second.end() || membership->second.queryAt || state.isQueried)
    {
        return result;
    }
    const Time end = now + m_config.lastListenerInterval * m_config.robustness;
    membership->second = {std::min(membership->second.expiresAt, end), now};
    Advance(now, listener, state, result);
    Arm(listener, state);
    return result;
}

void
MulticastMembership::HandleQuery(Time now,
                                 const Ipv6Address& listener,
                                 const Ipv6Address& source,
                                 const MulticastListenerQuery& query)
{
    const auto found = m_listeners.find(listener);
    // RFC 2710 section 5: of several routers, that with the lowest address is the querier.
    if (found == m_listeners.end() || !(source < listener))
    {
        return;
    }
    Listener& state = found->second;
    state = {now + m_config.GetOtherQuerierInterval(), 0, true};
    const auto memberships = m_memberships.find(listener);
    if (memberships != m_memberships.end())
    {
        // RFC 2710 section 5: what the querier asks for ends when it ends there.
        const Time end = now + query.maximumResponseDelay * m_config.robustness;
        for (auto& [group, membership] : memberships->second)
        {
            membership.queryAt.reset();
            membership.expiresAt =
                group == query.group ? std::min(membership.expiresAt, end) : membership.expiresAt;
        }
    }
    Arm(listener, state);
}

bool
MulticastMembership::IsQuerier(const Ipv6Address& listener) const
{
    const auto found = m_listeners.find(listener);
    return found != m_listeners.end() && !found->second.isQueried;
}

MulticastMembershipResult
MulticastMembership::HandleDeadline(Time now)
{
    MulticastMembershipResult result;
    for (const Ipv6Address& listener : m_deadlines.TakeDue(now))
    {
        Listener& state = m_listeners.at(listener);
        Advance(now, listener, state, result);
        Arm(listener, state);
    }
    return result;
}

void
MulticastMembership::Advance(Time now,
                             const Ipv6Address& listener,
                             Listener& state,
                             MulticastMembershipResult& result)
{
    if (state.queryAt <= now)
    {
        // RFC 2710 section 5: also where no other router has queried for long.
        state.isQueried = false;
        result.queries.push_back({listener, {m_config.responseInterval, {}}});
        state.startupQueries -= std::min<uint32_t>(state.startupQueries, 1);
        // RFC 2710 section 7.6: the first ones follow each other in a quarter of the time.
        const int64_t divisor = state.startupQueries > 0 ? MULTICAST_STARTUP_QUERY_DIVISOR : 1;
        state.queryAt = now + m_config.queryInterval / divisor;
    }
    AdvanceGroups(now, listener, result);
}

void
MulticastMembership::AdvanceGroups(Time now,
                                   const Ipv6Address& listener,
                                   MulticastMembershipResult& result)
{
    const auto found = m_memberships.find(listener);
    if (found == m_memberships.end())
    {
        return;
    }
    Memberships& memberships = found->second;
    for (auto entry = memberships.begin(); entry != memberships.end();)
    {
        const Ipv6Address& group = entry->first;
        Membership& membership = entry->second;
        if (membership.expiresAt <= now)
        {
            Remove(listener, group, result);
            entry = memberships.erase(entry);
            continue;
        }
        if (membership.queryAt && *membership.queryAt <= now)
        {
            result.queries.push_back({listener, {m_config.lastListenerInterval, group}});
            membership.queryAt = now + m_config.lastListenerInterval;
        }
        ++entry;
    }
    if (memberships.empty())
    {
        m_memberships.erase(found);
    }
}

void
MulticastMembership::Arm(const Ipv6Address& listener, const Listener& state)
{
    Time next = state.queryAt;
    const auto found = m_memberships.find(listener);
    if (found != m_memberships.end())
    {
        for (const auto& [group, membership] : found->second)
        {
            next = std::min({next, membership.expiresAt, membership.queryAt.value_or(next)});
        }
    }
    m_deadlines.Put(listener, next);
}

void
MulticastMembership::Remove(const Ipv6Address& listener,
                            const Ipv6Address& group,
                            MulticastMembershipResult& result)
{
    const auto found = m_groups.find(group);
    found->second.erase(listener);
    if (found->second.empty())
    {
        m_groups.erase(found);
        result.left.push_back(group);
    }
}

std::optional<Time>
MulticastMembership::GetNextDeadline() const
{
    return m_deadlines.GetNext();
}

const MulticastMembership::Listeners&
MulticastMembership::GetListeners(const Ipv6Address& group) const
{
    static const Listeners NOBODY;
    const auto found = m_groups.find(group);
    return found == m_groups.end() ? NOBODY : found->second;
}

std::size_t
MulticastMembership::GetSize() const
{
    std::size_t size = 0;
    for (const auto& [group, members] : m_groups)
    {
        size += members.size();
    }
    return size;
}

} // namespace ns3::mip6

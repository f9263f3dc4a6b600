/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-retired-sequences.h"

namespace ns3::mip6
{

RetiredSequences::RetiredSequences(std::size_t capacity, Time retention)
    : m_capacity(capacity),
      m_retention(retention)
{
}

std::optional<Time>
RetiredSequences::Put(Time now, const RetiredSequence& retired)
{
    ForgetUntil(now);
    const Time end = retired.acceptedAt + m_retention;
    if (end <= now)
    {
        return std::nullopt;
    }
    m_retired.insert_or_assign(retired.homeAddress, retired);
    m_ends.Put(retired.homeAddress, end);
    if (m_retired.size() <= m_capacity)
    {
        return std::nullopt;
    }
    const Time earliest = *m_ends.GetNext();
    ForgetUntil(earliest);
    return earliest - m_retention;
}

void
RetiredSequences::Remove(const Ipv6Address& homeAddress)
{
    m_retired.erase(homeAddress);
    m_ends.Remove(homeAddress);
}

std::optional<uint16_t>
RetiredSequences::Find(Time now, const Ipv6Address& homeAddress) const
{
    const auto found = m_retired.find(homeAddress);
    if (found == m_retired.end() || found->second.acceptedAt + m_retention <= now)
    {
        return std::nullopt;
    }
    return found->second.sequence;
}

void
RetiredSequences::ForgetUntil(Time time)
{
    for (const Ipv6Address& homeAddress : m_ends.TakeDue(time))
    {
        m_retired.erase(homeAddress);
    }
}

} // namespace ns3::mip6

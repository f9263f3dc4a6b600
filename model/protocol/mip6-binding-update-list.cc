/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-binding-update-list.h"

namespace ns3::mip6
{

namespace
{

/// Destinations whose sequence numbers are remembered without an entry.
constexpr std::size_t MAX_REMEMBERED = 4096;

} // namespace

BindingUpdateEntry*
BindingUpdateList::Find(const Ipv6Address& destination)
{
    const auto found = m_entries.find(destination);
    return found == m_entries.end() ? nullptr : &found->second;
}

const BindingUpdateEntry*
BindingUpdateList::Find(const Ipv6Address& destination) const
{
    const auto found = m_entries.find(destination);
    return found == m_entries.end() ? nullptr : &found->second;
}

void
BindingUpdateList::Put(const Ipv6Address& destination, const BindingUpdateEntry& entry)
{
    m_entries[destination] = entry;
}

void
BindingUpdateList::Remove(const Ipv6Address& destination)
{
    const auto found = m_entries.find(destination);
    if (found == m_entries.end())
    {
        return;
    }
    if (m_lastSequences.size() >= MAX_REMEMBERED)
    {
        // Without its number a destination answers once with the one it has.
        m_lastSequences.clear();
    }
    m_lastSequences[destination] = found->second.sequence;
    m_entries.erase(found);
}

std::optional<uint16_t>
BindingUpdateList::FindLastSequence(const Ipv6Address& destination) const
{
    const auto found = m_lastSequences.find(destination);
    return found == m_lastSequences.end() ? std::nullopt : std::optional(found->second);
}

std::size_t
BindingUpdateList::GetSize() const
{
    return m_entries.size();
}

} // namespace ns3::mip6

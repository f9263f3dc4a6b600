/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-binding-update-list.h"

namespace ns3::mip6
{

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
    m_entries.erase(destination);
}

std::size_t
BindingUpdateList::GetSize() const
{
    return m_entries.size();
}

} // namespace ns3::mip6

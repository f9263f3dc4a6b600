/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-binding-cache.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

const Binding*
BindingCache::Find(const Ipv6Address& homeAddress) const
{
    const auto found = m_bindings.find(homeAddress);
    return found == m_bindings.end() ? nullptr : &found->second.binding;
}

void
BindingCache::Put(const Binding& binding)
{
    const auto [place, isNew] =
        m_bindings.try_emplace(binding.homeAddress, Entry{binding, m_queue.end()});
    Entry& entry = place->second;
    if (isNew)
    {
        entry.place = m_queue.emplace(binding.expiresAt, &entry);
        return;
    }
    // The place in the queue is not after the former expiry, so most refreshes need not look at it.
    const bool isShortened = binding.expiresAt < entry.binding.expiresAt;
    entry.binding = binding;
    if (isShortened && binding.expiresAt < entry.place->first)
    {
        Move(entry);
    }
}

void
BindingCache::Move(Entry& entry)
{
    auto node = m_queue.extract(entry.place);
    node.key() = entry.binding.expiresAt;
    entry.place = m_queue.insert(std::move(node));
}

void
BindingCache::Remove(const Ipv6Address& homeAddress)
{
    const auto found = m_bindings.find(homeAddress);
    if (found == m_bindings.end())
    {
        return;
    }
    m_queue.erase(found->second.place);
    m_bindings.erase(found);
}

std::vector<Binding>
BindingCache::TakeExpired(Time now)
{
    std::vector<Binding> expired;
    while (!m_queue.empty() && m_queue.begin()->first <= now)
    {
        Entry& entry = *m_queue.begin()->second;
        if (entry.binding.expiresAt > now)
        {
            Move(entry);
            continue;
        }
        expired.push_back(entry.binding);
        Remove(expired.back().homeAddress);
    }
    std::stable_sort(expired.begin(), expired.end(), [](const Binding& a, const Binding& b) {
        return a.expiresAt < b.expiresAt;
    });
    return expired;
}

std::vector<Ipv6Address>
BindingCache::GetNextToExpire(std::size_t count)
{
    std::vector<Ipv6Address> next;
    for (auto i = m_queue.begin(); i != m_queue.end() && next.size() < count;)
    {
        Entry& entry = *(i++)->second;
        if (entry.binding.expiresAt == entry.place->first)
        {
            next.push_back(entry.binding.homeAddress);
            continue;
        }
        Move(entry);
        if (i == m_queue.end() || entry.place->first < i->first)
        {
            i = entry.place;
        }
    }
    return next;
}

std::optional<Time>
BindingCache::GetNextExpiry() const
{
    if (m_queue.empty())
    {
        return std::nullopt;
    }
    return m_queue.begin()->first;
}

std::size_t
BindingCache::GetSize() const
{
    return m_bindings.size();
}

} // namespace ns3::mip6

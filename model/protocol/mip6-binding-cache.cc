/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-binding-cache.h"

namespace ns3::mip6
{

const Binding*
BindingCache::Find(const Ipv6Address& homeAddress) const
{
    const auto found = m_bindings.find(homeAddress);
    return found == m_bindings.end() ? nullptr : &found->second;
}

void
BindingCache::Put(const Binding& binding)
{
    Remove(binding.homeAddress);
    m_bindings.emplace(binding.homeAddress, binding);
    m_expiries.emplace(binding.expiresAt, binding.homeAddress);
}

void
BindingCache::Remove(const Ipv6Address& homeAddress)
{
    const auto found = m_bindings.find(homeAddress);
    if (found == m_bindings.end())
    {
        return;
    }
    m_expiries.erase({found->second.expiresAt, homeAddress});
    m_bindings.erase(found);
}

std::vector<Binding>
BindingCache::TakeExpired(Time now)
{
    std::vector<Binding> expired;
    while (!m_expiries.empty() && m_expiries.begin()->first <= now)
    {
        const Ipv6Address homeAddress = m_expiries.begin()->second;
        expired.push_back(m_bindings.at(homeAddress));
        Remove(homeAddress);
    }
    return expired;
}

std::vector<Ipv6Address>
BindingCache::GetNextToExpire(std::size_t count) const
{
    std::vector<Ipv6Address> next;
    for (auto i = m_expiries.begin(); i != m_expiries.end() && next.size() < count; ++i)
    {
        next.push_back(i->second);
    }
    return next;
}

std::optional<Time>
BindingCache::GetNextExpiry() const
{
    if (m_expiries.empty())
    {
        return std::nullopt;
    }
    return m_expiries.begin()->first;
}

std::size_t
BindingCache::GetSize() const
{
    return m_bindings.size();
}

} // namespace ns3::mip6

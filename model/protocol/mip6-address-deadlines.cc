/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-address-deadlines.h"

#include <utility>

namespace ns3::mip6
{

void
AddressDeadlines::Put(const Ipv6Address& address, Time at)
{
    const auto [place, isNew] = m_places.try_emplace(address, m_order.end());
    if (isNew)
    {
        place->second = m_order.emplace(at, &place->first);
        return;
    }
    auto node = m_order.extract(place->second);
    node.key() = at;
    place->second = m_order.insert(std::move(node));
}

void
AddressDeadlines::Remove(const Ipv6Address& address)
{
    const auto found = m_places.find(address);
    if (found == m_places.end())
    {
        return;
    }
    m_order.erase(found->second);
    m_places.erase(found);
}

std::vector<Ipv6Address>
AddressDeadlines::TakeDue(Time now)
{
    std::vector<Ipv6Address> due;
    while (!m_order.empty() && m_order.begin()->first <= now)
    {
        due.push_back(*m_order.begin()->second);
        Remove(due.back());
    }
    return due;
}

std::optional<Time>
AddressDeadlines::GetNext() const
{
    if (m_order.empty())
    {
        return std::nullopt;
    }
    return m_order.begin()->first;
}

} // namespace ns3::mip6

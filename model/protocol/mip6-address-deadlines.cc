/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-address-deadlines.h"

namespace ns3::mip6
{

void
AddressDeadlines::Put(const Ipv6Address& address, Time at)
{
    Remove(address);
    m_deadlines.emplace(address, at);
    m_order.emplace(at, address);
}

void
AddressDeadlines::Remove(const Ipv6Address& address)
{
    const auto found = m_deadlines.find(address);
    if (found == m_deadlines.end())
    {
        return;
    }
    m_order.erase({found->second, address});
    m_deadlines.erase(found);
}

std::vector<Ipv6Address>
AddressDeadlines::TakeDue(Time now)
{
    std::vector<Ipv6Address> due;
    while (!m_order.empty() && m_order.begin()->first <= now)
    {
        due.push_back(m_order.begin()->second);
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

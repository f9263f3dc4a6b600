/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-prefix-routes.h"

#include <algorithm>
#include <array>

namespace ns3
{

namespace
{

/// Of each table; half of it is the default, which takes twice the memory.
constexpr float MAX_LOAD = 0.8F;

} // namespace

Mip6PrefixRoutes::Level::Level(uint8_t prefixLength)
    : length(prefixLength)
{
    // Two addresses that are no networks of unicast addresses mark free and freed places.
    tunnels.set_empty_key(Ipv6Address::GetAny());
    tunnels.set_deleted_key(Ipv6Address::GetOnes());
    tunnels.max_load_factor(MAX_LOAD);
}

Ipv6Address
Mip6PrefixRoutes::Level::Mask(const Ipv6Address& address) const
{
    std::array<uint8_t, 16> octets{};
    address.GetBytes(octets.data());
    const std::size_t whole = length / 8U;
    if (whole < octets.size())
    {
        octets[whole] = static_cast<uint8_t>(octets[whole] & (0xFF00U >> (length % 8U)));
        std::fill(octets.begin() + static_cast<std::ptrdiff_t>(whole) + 1, octets.end(), 0);
    }
    return Ipv6Address(octets.data());
}

std::vector<Mip6PrefixRoutes::Level>::iterator
Mip6PrefixRoutes::FindLevel(uint8_t length)
{
    return std::find_if(m_levels.begin(), m_levels.end(), [length](const Level& level) {
        return level.length == length;
    });
}

void
Mip6PrefixRoutes::Put(const mip6::AddressRange& network, const Mip6TunnelEnds& ends)
{
    auto level = FindLevel(network.prefixLength);
    if (level == m_levels.end())
    {
        const auto shorter =
            std::find_if(m_levels.begin(), m_levels.end(), [&network](const Level& other) {
                return other.length < network.prefixLength;
            });
        level = m_levels.insert(shorter, Level(network.prefixLength));
    }
    const std::size_t before = level->tunnels.size();
    level->tunnels[level->Mask(network.network)] = ends;
    m_size += level->tunnels.size() - before;
}

void
Mip6PrefixRoutes::Remove(const mip6::AddressRange& network)
{
    const auto level = FindLevel(network.prefixLength);
    if (level == m_levels.end())
    {
        return;
    }
    m_size -= level->tunnels.erase(level->Mask(network.network));
    if (level->tunnels.empty())
    {
        m_levels.erase(level);
    }
}

const Mip6TunnelEnds*
Mip6PrefixRoutes::Find(const Ipv6Address& address) const
{
    for (const Level& level : m_levels)
    {
        const Ipv6Address network = level.Mask(address);
        if (network.IsAny())
        {
            continue; // marks a free place
        }
        const auto found = level.tunnels.find(network);
        if (found != level.tunnels.end())
        {
            return &found->second;
        }
    }
    return nullptr;
}

void
Mip6PrefixRoutes::Clear()
{
    m_levels.clear();
    m_size = 0;
}

std::size_t
Mip6PrefixRoutes::GetSize() const
{
    return m_size;
}

} // namespace ns3

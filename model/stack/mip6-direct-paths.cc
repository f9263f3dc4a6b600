/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-direct-paths.h"

namespace ns3
{

Mip6DirectPaths::Mip6DirectPaths()
{
    // Two keys that are never peers mark free and freed places.
    m_paths.set_empty_key(Ipv6Address::GetAny());
    m_paths.set_deleted_key(Ipv6Address::GetOnes());
}

void
Mip6DirectPaths::Open(const Ipv6Address& peer, const Ipv6Address& local, const Ipv6Address& remote)
{
    Mip6DirectPath& path = m_paths[peer];
    path.local = local;
    path.remote = remote;
}

void
Mip6DirectPaths::Close(const Ipv6Address& peer)
{
    m_paths.erase(peer);
}

void
Mip6DirectPaths::Clear()
{
    m_paths.clear();
}

const Mip6DirectPath*
Mip6DirectPaths::Find(const Ipv6Address& peer) const
{
    const auto found = m_paths.find(peer);
    return found == m_paths.end() ? nullptr : &found->second;
}

const Mip6DirectPath*
Mip6DirectPaths::Touch(const Ipv6Address& peer, const Time& now)
{
    const auto found = m_paths.find(peer);
    if (found == m_paths.end())
    {
        return nullptr;
    }
    found->second.usedAt = now;
    return &found->second;
}

std::optional<Time>
Mip6DirectPaths::GetLastUse(const Ipv6Address& peer) const
{
    const Mip6DirectPath* path = Find(peer);
    return path ? path->usedAt : std::nullopt;
}

std::size_t
Mip6DirectPaths::GetSize() const
{
    return m_paths.size();
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DIRECT_PATHS_H
#define MIP6_DIRECT_PATHS_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <google/dense_hash_map>
#include <optional>

namespace ns3
{

/// How packets of a peer travel without a home agent (RFC 6275 sections 9.3.2 and 11.3.1).
struct Mip6DirectPath
{
    Ipv6Address local;          //!< our address on the wire
    Ipv6Address remote;         //!< of the peer on the wire
    std::optional<Time> usedAt; //!< by the latest packet; nothing if none has
};

/**
 * @ingroup mip6-stack
 * The direct paths of a role by peer, as the upper layers know it. Everything takes constant time,
 * since every packet asks.
 */
class Mip6DirectPaths
{
  public:
    Mip6DirectPaths();

    /**
     * Add a path, or move one, which keeps its latest use.
     * @param peer a unicast address
     * @param local our address on the wire
     * @param remote of the peer on the wire
     */
    void Open(const Ipv6Address& peer, const Ipv6Address& local, const Ipv6Address& remote);

    /// @param peer whose path ends, if it has one
    void Close(const Ipv6Address& peer);

    /// End all paths.
    void Clear();

    /**
     * @param peer any address
     * @return its path, nullptr if it has none; valid until the next change
     */
    const Mip6DirectPath* Find(const Ipv6Address& peer) const;

    /**
     * A packet takes the path of a peer, if it has one.
     * @param peer any address
     * @param now current time
     * @return the path, nullptr if it has none; valid until the next change
     */
    const Mip6DirectPath* Touch(const Ipv6Address& peer, const Time& now);

    /**
     * @param peer any address
     * @return when a packet last took its path, nothing if none has
     */
    std::optional<Time> GetLastUse(const Ipv6Address& peer) const;

    /// @return number of paths
    std::size_t GetSize() const;

  private:
    google::dense_hash_map<Ipv6Address, Mip6DirectPath, Ipv6AddressHash> m_paths; //!< by peer
};

} // namespace ns3

#endif /* MIP6_DIRECT_PATHS_H */

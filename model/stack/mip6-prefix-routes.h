/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PREFIX_ROUTES_H
#define MIP6_PREFIX_ROUTES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-address-range.h"
#include "ns3/mip6-data-path.h"

#include <cstddef>
#include <cstdint>
#include <google/dense_hash_map>
#include <vector>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * The tunnels of prefixes, the longest of which counts. A look-up takes a step for each length that
 * is in use, however many prefixes there are.
 */
class Mip6PrefixRoutes
{
  public:
    /// @param network of 1 to 128 bits @param ends of its tunnel, in place of those that it had
    void Put(const mip6::AddressRange& network, const Mip6TunnelEnds& ends);

    /// @param network that has no tunnel any more
    void Remove(const mip6::AddressRange& network);

    /// @param address any @return ends of its tunnel, nullptr without one; until the next change
    const Mip6TunnelEnds* Find(const Ipv6Address& address) const;

    /// Forget all.
    void Clear();

    /// @return prefixes
    std::size_t GetSize() const;

  private:
    /// Networks of one length.
    struct Level
    {
        /// @param prefixLength of the networks
        explicit Level(uint8_t prefixLength);

        /// @param address any @return its network of this length
        Ipv6Address Mask(const Ipv6Address& address) const;

        uint8_t length; //!< of the networks
        google::dense_hash_map<Ipv6Address, Mip6TunnelEnds, Ipv6AddressHash>
            tunnels; //!< by network
    };

    /// @param length any @return its level, end of the list without one
    std::vector<Level>::iterator FindLevel(uint8_t length);

    std::vector<Level> m_levels; //!< longest first
    std::size_t m_size{0};       //!< see GetSize
};

} // namespace ns3

#endif /* MIP6_PREFIX_ROUTES_H */

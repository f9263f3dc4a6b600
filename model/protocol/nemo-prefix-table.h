/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_PREFIX_TABLE_H
#define NEMO_PREFIX_TABLE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-address-range.h"
#include "ns3/mip6-mobile-network-authority.h"

#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Which mobile router may have which prefixes (RFC 3963 section 6.1.2).
 */

namespace ns3::mip6
{

/// The prefix table of a home agent. Look-up does not depend on the number of mobile routers.
class NemoPrefixTable : public MobileNetworkAuthority
{
  public:
    /// Further prefixes of a mobile router, such as those of configured routes to it.
    using RouteSource = std::function<std::vector<AddressRange>(const Ipv6Address& homeAddress)>;

    /// What has become of an entry.
    enum class Outcome : uint8_t
    {
        ADDED,   //!< it is in the table, or was there before
        INVALID, //!< no unicast prefix of 1 to 128 bits
        OVERLAP, //!< it has addresses of another mobile router
    };

    /**
     * @param homeAddress of a mobile router
     * @param network a prefix of it
     * @return whether it is in the table now
     */
    Outcome Add(const Ipv6Address& homeAddress, const AddressRange& network);

    /// @param homeAddress of a mobile router @param network that it has no more
    void Remove(const Ipv6Address& homeAddress, const AddressRange& network);

    /// @param homeAddress of a mobile node that may not be a mobile router (status 140)
    void Prohibit(const Ipv6Address& homeAddress);

    /// @param source asked about mobile routers without an entry
    void SetRouteSource(RouteSource source);

    /// @param dynamic whether mobile routers without any prefix are accepted, since a routing
    /// protocol tells them (RFC 3963 section 8)
    void SetDynamicRouting(bool dynamic);

    MobileNetworkVerdict Judge(const Ipv6Address& homeAddress,
                               const std::vector<AddressRange>& claimed) const override;
    bool IsInOwnNetwork(const Ipv6Address& homeAddress) const override;

    /// @param homeAddress of a mobile router @return its prefixes
    std::vector<AddressRange> Find(const Ipv6Address& homeAddress) const;

  private:
    /// @param network any @param homeAddress a mobile router
    /// @return whether another mobile router has a part of it
    bool IsTaken(const AddressRange& network, const Ipv6Address& homeAddress) const;

    /// By network and length: prefixes that overlap are neighbors here.
    using Owners = std::map<std::pair<Ipv6Address, uint8_t>, Ipv6Address>;

    std::unordered_map<Ipv6Address, std::vector<AddressRange>, Ipv6AddressHash>
        m_networks;                     //!< by home address
    Owners m_owners;                    //!< home addresses
    std::set<Ipv6Address> m_prohibited; //!< see Prohibit
    RouteSource m_routes;               //!< see SetRouteSource
    bool m_dynamic{false};              //!< see SetDynamicRouting
};

} // namespace ns3::mip6

#endif /* NEMO_PREFIX_TABLE_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILE_NETWORK_AUTHORITY_H
#define MIP6_MOBILE_NETWORK_AUTHORITY_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-numbers.h"

#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * What a home agent wants to know about mobile networks. Network mobility answers it, so that home
 * agents do not depend on that.
 */

namespace ns3::mip6
{

/// What becomes of the mobile networks of a Binding Update.
struct MobileNetworkVerdict
{
    BindingStatus status{BindingStatus::ACCEPTED}; //!< accepted, or 140 to 143
    std::vector<AddressRange> networks;            //!< to forward, if accepted
};

/// Knows which mobile router may have which prefixes.
class MobileNetworkAuthority
{
  public:
    virtual ~MobileNetworkAuthority() = default;

    /**
     * Judge a Binding Update with the R flag (RFC 3963 section 6.2).
     * @param homeAddress of the mobile router
     * @param claimed its Mobile Network Prefix options; none: it leaves them to the home agent
     * @return the answer
     */
    virtual MobileNetworkVerdict Judge(const Ipv6Address& homeAddress,
                                       const std::vector<AddressRange>& claimed) const = 0;

    /**
     * @param homeAddress of a mobile router
     * @return whether it is from one of its own mobile networks (RFC 3963 section 3)
     */
    virtual bool IsInOwnNetwork(const Ipv6Address& homeAddress) const = 0;
};

} // namespace ns3::mip6

#endif /* MIP6_MOBILE_NETWORK_AUTHORITY_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_NETWORKS_H
#define MIP6_HOME_AGENT_NETWORKS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-binding-cache.h"
#include "ns3/mip6-mobile-network-authority.h"
#include "ns3/mip6-mobility-messages.h"

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * The mobile networks behind the bindings of a home agent (RFC 3963 section 6).
 */

namespace ns3::mip6
{

/// Judges the R flag of Binding Updates and forwards the prefixes of mobile routers.
class HomeAgentNetworks
{
  public:
    /// @param authority knows the prefixes; nullptr if mobile routers are not served
    explicit HomeAgentNetworks(const MobileNetworkAuthority* authority);

    /// @return whether mobile routers are served
    bool IsEnabled() const;

    /**
     * @param homeAddress of a mobile node
     * @param update from it
     * @return a status that refuses the update, nothing if its mobile networks can be served
     */
    std::optional<BindingStatus> Judge(const Ipv6Address& homeAddress,
                                       const BindingUpdate& update) const;

    /**
     * @param homeAddress of a mobile node
     * @param update from it
     * @return whether it is a mobile router with a home address from its own network, which is
     * neither on the home link nor tested there (RFC 3963 section 6.2)
     */
    bool HasOwnHomeAddress(const Ipv6Address& homeAddress, const BindingUpdate& update) const;

    /**
     * A Binding Update that was not refused has made a binding.
     * @param binding the new entry
     * @param update that made it
     * @return actions
     */
    Actions Accept(const Binding& binding, const BindingUpdate& update);

    /// @param homeAddress whose binding has ended @return actions
    Actions End(const Ipv6Address& homeAddress);

    /**
     * The authority has changed its mind about a mobile router.
     * @param binding of the mobile router
     * @return actions
     */
    Actions Reconsider(const Binding& binding);

    /// @param homeAddress of a binding @return whether it is in a network of its mobile router
    bool IsInNetwork(const Ipv6Address& homeAddress) const;

    /// @param homeAddress any @return whether it is bound as that of a mobile router
    bool IsMobileRouter(const Ipv6Address& homeAddress) const;

    /// @return prefixes that are forwarded
    std::size_t GetSize() const;

  private:
    /// A mobile router with a binding.
    struct Router
    {
        std::vector<AddressRange> claimed;   //!< in explicit mode
        std::vector<AddressRange> forwarded; //!< to it
    };

    /**
     * @param router with what was forwarded before
     * @param binding of it
     * @param networks to forward from now on
     * @return actions
     */
    Actions Forward(Router& router,
                    const Binding& binding,
                    const std::vector<AddressRange>& networks);

    const MobileNetworkAuthority* m_authority;                          //!< see the constructor
    std::unordered_map<Ipv6Address, Router, Ipv6AddressHash> m_routers; //!< by home address
    std::size_t m_size{0};                                              //!< see GetSize
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENT_NETWORKS_H */

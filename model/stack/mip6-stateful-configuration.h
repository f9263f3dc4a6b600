/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_STATEFUL_CONFIGURATION_H
#define MIP6_STATEFUL_CONFIGURATION_H

#include "ns3/application.h"
#include "ns3/ptr.h"

#include <cstdint>

namespace ns3
{

class Mip6Stack;

/**
 * @ingroup mip6-stack
 * Asks DHCPv6 servers for care-of addresses (RFC 6275 section 11.5.3; RFC 8415) through the client
 * of ns-3, which puts them on the interface itself. The release of ns-3 may have none.
 */
class Mip6StatefulConfiguration
{
  public:
    /// @return whether this release of ns-3 has a DHCPv6 client
    static bool IsOffered();

    /**
     * Ends the program where there is no client.
     * @param stack of the mobile node
     * @param interface that moves
     */
    Mip6StatefulConfiguration(const Ptr<Mip6Stack>& stack, uint32_t interface);

    /// The interface is on a link with a server: ask for an address.
    void Solicit();

    /// An address was given on this link.
    void NoteLease();

  private:
    /// Let the client see the M flag and nothing else: prefixes and routers are not its business.
    void RaiseManagedFlag() const;

    Ptr<Mip6Stack> m_stack;    //!< of the mobile node
    uint32_t m_interface;      //!< that moves
    Ptr<Application> m_client; //!< of ns-3
    bool m_isLeased{false};    //!< an address was given since the client began anew
};

} // namespace ns3

#endif /* MIP6_STATEFUL_CONFIGURATION_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_LINK_H
#define MIP6_MULTICAST_LINK_H

#include "ns3/mip6-deadline.h"
#include "ns3/mip6-icmpv6-interface.h"
#include "ns3/mip6-multicast-listener.h"
#include "ns3/mip6-role.h"

namespace ns3
{

/**
 * @ingroup mip6-stack
 * A listener of multicast groups on the link of an interface (RFC 2710 section 4). What stock ns-3
 * lacks: it receives groups, but tells nobody.
 */
class Mip6MulticastLink
{
  public:
    /**
     * @param role that owns this object and traces its messages
     * @param stack of the node
     * @param interface index of the IPv6 interface
     * @param random bits
     */
    Mip6MulticastLink(Mip6Role& role,
                      Ptr<Mip6Stack> stack,
                      uint32_t interface,
                      mip6::RandomSource random);

    /// @param group to receive on the interface, once for each time that it is joined
    void Join(const Ipv6Address& group);
    /// @param group that was joined
    void Leave(const Ipv6Address& group);
    /// @param isUp whether the link can be used; another link is one that was not up in between
    void SetUp(bool isUp);

  private:
    /// @param input a Query @return whether it was one
    bool HandleQuery(const Mip6Icmpv6Input& input);
    /// @param input a Report of another listener @return whether it was one
    bool HandleReport(const Mip6Icmpv6Input& input);
    /// @param messages to send; then the deadline is followed
    void Send(const mip6::MulticastListenerMessages& messages);
    /// @return the link-local address, unspecified while there is none that may be used
    Ipv6Address GetSource() const;

    Mip6Role& m_role;                   //!< traces
    Ptr<Mip6Stack> m_stack;             //!< of the node
    uint32_t m_interface;               //!< of the link
    mip6::MulticastListener m_listener; //!< decides
    Mip6Deadline m_deadline;            //!< of the listener
    bool m_isUp{false};                 //!< the link can be used
};

} // namespace ns3

#endif /* MIP6_MULTICAST_LINK_H */

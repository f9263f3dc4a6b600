/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_FORWARDER_H
#define MIP6_MULTICAST_FORWARDER_H

#include "ns3/mip6-data-path.h"
#include "ns3/mip6-deadline.h"
#include "ns3/mip6-multicast-link.h"
#include "ns3/mip6-multicast-membership.h"
#include "ns3/mip6-role.h"

#include <cstddef>
#include <functional>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * Multicast at a home agent (RFC 6275 sections 10.4.2 and 10.4.3): asks mobile nodes through their
 * tunnels for their groups, copies the packets of these groups into the tunnels, and listens to
 * them on the home link itself.
 */
class Mip6MulticastForwarder
{
  public:
    /// @param address of a mobile node, or in a mobile network @return its tunnel, nullptr without
    /// one
    using TunnelFinder = std::function<const Mip6TunnelEnds*(const Ipv6Address& address)>;

    /// Where the home agent is.
    struct Place
    {
        Ptr<Mip6Stack> stack; //!< of the node
        uint32_t interface {
            0
        };                         //!< on the home link
        Ipv6Address address;       //!< of the home agent there
        TunnelFinder findTunnel;   //!< in constant time
        mip6::RandomSource random; //!< bits
    };

    /**
     * @param role of the home agent, which owns this object
     * @param place of the home agent
     * @param config of queries
     */
    Mip6MulticastForwarder(Mip6Role& role, Place place, const mip6::MulticastQuerierConfig& config);

    /// @param homeAddress whose tunnel was opened or has another end
    void HandleTunnel(const Ipv6Address& homeAddress);
    /// @param homeAddress whose tunnel was closed
    void HandleTunnelEnd(const Ipv6Address& homeAddress);

    /**
     * A mobile node has tunnelled a packet to a group.
     * @param packet from its IPv6 header on
     * @param inner its header, the source of which is the home address of the tunnel or in the
     * mobile network behind it
     */
    void HandleTunnelled(const Ptr<const Packet>& packet, const Ipv6Header& inner);

    /**
     * A packet to a group arrives at the home agent: copy it into the tunnels of the members.
     * @param packet behind its header
     * @param header its header
     */
    void Forward(const Ptr<const Packet>& packet, const Ipv6Header& header) const;

    /// @return memberships of all mobile nodes
    std::size_t GetMembershipCount() const;

  private:
    /**
     * @param packet of Multicast Listener Discovery
     * @param inner its header
     */
    void HandleListenerPacket(const Ptr<const Packet>& packet, const Ipv6Header& inner);
    /// @param result of the machine: send and follow its deadline
    void Apply(const mip6::MulticastMembershipResult& result);

    Mip6Role& m_role;                    //!< traces
    Place m_place;                       //!< of the home agent
    mip6::MulticastMembership m_members; //!< decides
    Mip6MulticastLink m_link;            //!< groups of the home link
    Mip6Deadline m_deadline;             //!< of the memberships
};

} // namespace ns3

#endif /* MIP6_MULTICAST_FORWARDER_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_MEMBER_H
#define MIP6_MULTICAST_MEMBER_H

#include "ns3/mip6-data-path.h"
#include "ns3/mip6-deadline.h"
#include "ns3/mip6-multicast-link.h"
#include "ns3/mip6-multicast-listener.h"
#include "ns3/mip6-role.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * The multicast groups of a mobile node: on its interface at home, in the tunnel or on the foreign
 * link away from home (RFC 6275 section 11.3.4). Groups of link scope stay on the link.
 */
class Mip6MulticastMember
{
  public:
    /// How a mobile node away from home takes part in groups.
    enum Membership : uint8_t
    {
        HOME_TUNNEL, //!< through the tunnel, with the home address
        LOCAL,       //!< on the foreign link, with the care-of address
    };

    /**
     * @param role of the mobile node, which owns this object
     * @param stack of the node
     * @param interface that moves
     * @param random bits
     */
    Mip6MulticastMember(Mip6Role& role,
                        const Ptr<Mip6Stack>& stack,
                        uint32_t interface,
                        const mip6::RandomSource& random);

    /// @param interface that moves from now on; the one before has lost its link
    void SetInterface(uint32_t interface);

    /// @param membership used from the next movement on
    void SetMembership(Membership membership);

    /// @param group to receive, once for each time that it is joined
    void Join(const Ipv6Address& group);
    /// @param group that was joined; nothing happens otherwise
    void Leave(const Ipv6Address& group);

    /// @param state that the mobile node has come into
    void HandleState(Mip6MobileNodeState state);

    /**
     * A home agent has accepted a binding.
     * @param homeAddress that is bound
     * @param ends of its tunnel
     */
    void HandleTunnel(const Ipv6Address& homeAddress, const Mip6TunnelEnds& ends);

    /// @param homeAddress whose tunnel cannot be used, for now
    void HandleTunnelDown(const Ipv6Address& homeAddress);

    /// @param homeAddress that is not valid any more
    void HandleTunnelEnd(const Ipv6Address& homeAddress);

    /// @param homeAddress whose tunnel groups are received through
    void Prefer(const Ipv6Address& homeAddress);

    /**
     * @param inner header of a packet that a home agent has tunnelled to the care-of address
     * @return whether a group makes it welcome, or it can be a query
     */
    bool Accepts(const Ipv6Header& inner) const;

    /// @param interface any @param group any @return whether the group is received there, if at all
    bool IsReceivedOn(uint32_t interface, const Ipv6Address& group) const;

    /// @param inner header of a packet out of a tunnel @return whether it can be a query
    static bool IsForListener(const Ipv6Header& inner);

    /**
     * @param packet out of a tunnel that can be a query, from its IPv6 header on
     * @param inner its header
     * @param homeAddresses that the tunnel is for
     */
    void HandleQuery(const Ptr<const Packet>& packet,
                     const Ipv6Header& inner,
                     const std::vector<Ipv6Address>& homeAddresses);

    /**
     * @param request a packet of this node to a group
     * @return whether it goes through a tunnel, if the node is away from home
     */
    bool IsTunnelled(const Mip6RouteRequest& request) const;

  private:
    /// The tunnel of a home address.
    struct Tunnel
    {
        mip6::MulticastListener listener;   //!< joins groups if the home address is preferred
        std::optional<Mip6TunnelEnds> ends; //!< while it can be used
    };

    /// Use the groups of the interface that moves.
    void UseLink();
    /// @param homeAddress any @return its tunnel, made if it is new
    Tunnel& GetTunnel(const Ipv6Address& homeAddress);
    /// @param isInTunnel whether those that are received through the tunnel are wanted, or the
    /// others @return groups
    std::vector<Ipv6Address> Select(bool isInTunnel) const;
    /// @param isTunnelled whether groups are received through the tunnel from now on
    void Move(bool isTunnelled);
    /// @param group to receive where groups of its scope are
    void Add(const Ipv6Address& group);
    /// @param group not to receive there any more
    void Remove(const Ipv6Address& group);
    /// @param group joined @return whether it is received through the tunnel
    bool IsInTunnel(const Ipv6Address& group) const;
    /// @param isUp whether the link of the interface can be used
    void SetLinkUp(bool isUp);
    /**
     * Send through a tunnel, then follow the deadline.
     * @param homeAddress of the tunnel
     * @param messages to send
     */
    void Send(const Ipv6Address& homeAddress, const mip6::MulticastListenerMessages& messages);
    /// The deadline of the preferred tunnel has come.
    void HandleDeadline();

    Mip6Role& m_role;                         //!< traces
    Ptr<Mip6Stack> m_stack;                   //!< of the node
    uint32_t m_interface;                     //!< that moves
    Membership m_membership{HOME_TUNNEL};     //!< wanted
    bool m_isTunnelled{false};                //!< groups are received through the tunnel
    bool m_isLinkUp{false};                   //!< the link of the interface can be used
    std::map<Ipv6Address, uint32_t> m_groups; //!< how often each is joined
    std::map<uint32_t, std::unique_ptr<Mip6MulticastLink>> m_links; //!< by interface
    Mip6MulticastLink* m_link{nullptr};                             //!< groups of the interface
    std::map<Ipv6Address, Tunnel> m_tunnels;                        //!< by home address
    Ipv6Address m_homeAddress;   //!< whose tunnel groups are received through
    Mip6Deadline m_deadline;     //!< of that tunnel
    mip6::RandomSource m_random; //!< bits
};

} // namespace ns3

#endif /* MIP6_MULTICAST_MEMBER_H */

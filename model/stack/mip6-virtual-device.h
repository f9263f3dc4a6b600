/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_VIRTUAL_DEVICE_H
#define MIP6_VIRTUAL_DEVICE_H

#include "ns3/ipv6-header.h"
#include "ns3/mip6-data-path.h"
#include "ns3/virtual-net-device.h"

namespace ns3
{

class Ipv6Route;
class Mip6Stack;

/**
 * @ingroup mip6-stack
 * The node's one virtual device. Packets of home addresses enter it by routing, are encapsulated
 * here (RFC 2473) and nowhere else, and appear from it when they are decapsulated.
 */
class Mip6VirtualDevice : public VirtualNetDevice
{
  public:
    /// Octets that are added at most: a tunnel and a type 2 routing header in it.
    static constexpr uint16_t HEADROOM_OCTETS = 64;
    /// Least MTU of an IPv6 link (RFC 8200 section 5).
    static constexpr uint16_t MINIMUM_MTU = 1280;

    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Add the device to the node, with an IPv6 interface that is up and forwards.
     * @param stack of the node; must outlive this object
     * @param node with an IPv6 stack
     */
    void Install(Mip6Stack* stack, Ptr<Node> node);

    /**
     * Make room for the headers that are put on: the least MTU of the node's devices less
     * HEADROOM_OCTETS, and less a Tunnel Encapsulation Limit where packets get one. Virtual devices
     * send through the others.
     */
    void AdjustMtu();

    /// @param mtu of a path that the tunnel takes; the device's MTU is lowered if need be
    void LimitTunnelMtu(uint32_t mtu);

    /**
     * Encapsulate and send (RFC 2473 section 3), unless the packet is in too many tunnels. May
     * come back here before it returns, where the other end is behind another tunnel of the node.
     * @param packet with its IPv6 header
     * @param ends of the tunnel
     */
    void SendThroughTunnel(const Ptr<Packet>& packet, const Mip6TunnelEnds& ends);

    /**
     * A packet came out of a tunnel or lost a header of ours: process it as if just received.
     * @param packet with its IPv6 header
     */
    void Reinject(const Ptr<Packet>& packet);

    /// @return index of its IPv6 interface
    uint32_t GetInterface() const;

  protected:
    void DoDispose() override;

  private:
    /**
     * A packet leaves the IPv6 layer through this device.
     * @param packet with its IPv6 header
     * @param source link-layer address
     * @param destination link-layer address
     * @param protocol number of IPv6
     * @return true: nobody above can do anything about a failure
     */
    bool HandleSend(Ptr<Packet> packet,
                    const Address& source,
                    const Address& destination,
                    uint16_t protocol);

    /**
     * Ask the roles.
     * @param packet with its IPv6 header
     * @param inner its IPv6 header
     * @param way that they know, set with SEND
     * @return what becomes of the packet
     */
    Mip6TunnelVerdict ChooseWay(const Ptr<Packet>& packet,
                                const Ipv6Header& inner,
                                Mip6Way& way) const;

    /**
     * Put on the headers of route optimization and send, through a tunnel or not.
     * @param packet with its IPv6 header
     * @param inner its IPv6 header
     * @param way with at least one of the two headers
     */
    void SendOptimized(const Ptr<Packet>& packet, const Ipv6Header& inner, const Mip6Way& way);

    /**
     * Send a packet with the headers of route optimization.
     * @param packet without its IPv6 header
     * @param header its IPv6 header
     */
    void SendDirect(const Ptr<Packet>& packet, const Ipv6Header& header);

    /// @param header that goes onto a packet here @return route of the packet, nullptr without one
    Ptr<Ipv6Route> RouteOuter(const Ipv6Header& header) const;

    /// @return octets that the Tunnel Encapsulation Limit option adds to packets that bring none
    uint32_t GetOptionOctets() const;

    Mip6Stack* m_stack{nullptr}; //!< of the node
    Ipv6Header m_inner;      //!< of the packet at hand; making one parses two addresses from text
    Ipv6Header m_outer;      //!< of the tunnel at hand, likewise
    uint32_t m_interface{0}; //!< IPv6 interface index
};

} // namespace ns3

#endif /* MIP6_VIRTUAL_DEVICE_H */

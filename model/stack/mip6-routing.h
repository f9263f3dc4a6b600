/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ROUTING_H
#define MIP6_ROUTING_H

#include "ns3/ipv6-list-routing.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-static-routing.h"
#include "ns3/mip6-compat.h"
#include "ns3/mip6-data-path.h"

namespace ns3
{

class Mip6Stack;

/**
 * @ingroup mip6-stack
 * On top of the node's IPv6 routing: steers packets of home addresses into the virtual device and
 * leaves everything else to the routing protocol that was there before.
 *
 * It is an Ipv6ListRouting so that Ipv6StaticRoutingHelper still finds the node's static routing.
 */
class Mip6Routing : public Ipv6ListRouting
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param stack of the node; must outlive this object
     * @param inner routing protocol that the node had
     */
    void Install(Mip6Stack* stack, Ptr<Ipv6RoutingProtocol> inner);

    /**
     * Route of a packet that no binding concerns: signalling and outer headers.
     * @param header of the packet
     * @return its route, nullptr if there is none
     */
    Ptr<Ipv6Route> RouteDirect(const Ipv6Header& header);

    /**
     * Route of a Mobility Header message or of an error. The Binding Cache plays no part (RFC 6275
     * sections 6.1 and 9.3.3), but what has a home address of this node as source leaves through
     * its tunnel while it is away from home, and a home agent tunnels to the nodes it serves.
     * @param request its addresses and kind
     * @return its route, nullptr if there is none
     */
    Ptr<Ipv6Route> RouteSignalling(const Mip6RouteRequest& request);

    /// @return the node's static routing, nullptr if it has none
    Ptr<Ipv6StaticRouting> GetStaticRouting() const;

    Ptr<Ipv6Route> RouteOutput(Ptr<Packet> packet,
                               const Ipv6Header& header,
                               Ptr<NetDevice> outputDevice,
                               Socket::SocketErrno& error) override;
    bool RouteInput(Ptr<const Packet> packet,
                    const Ipv6Header& header,
                    Ptr<const NetDevice> inputDevice,
                    MIP6_ROUTE_CALLBACK(UnicastForwardCallback) unicast,
                    MIP6_ROUTE_CALLBACK(MulticastForwardCallback) multicast,
                    MIP6_ROUTE_CALLBACK(LocalDeliverCallback) local,
                    MIP6_ROUTE_CALLBACK(ErrorCallback) error) override;
    void NotifyInterfaceUp(uint32_t interface) override;
    void NotifyInterfaceDown(uint32_t interface) override;
    void NotifyAddAddress(uint32_t interface, Ipv6InterfaceAddress address) override;
    void NotifyRemoveAddress(uint32_t interface, Ipv6InterfaceAddress address) override;
    void NotifyAddRoute(Ipv6Address destination,
                        Ipv6Prefix mask,
                        Ipv6Address nextHop,
                        uint32_t interface,
                        Ipv6Address prefixToUse) override;
    void NotifyRemoveRoute(Ipv6Address destination,
                           Ipv6Prefix mask,
                           Ipv6Address nextHop,
                           uint32_t interface,
                           Ipv6Address prefixToUse) override;
    void SetIpv6(Ptr<Ipv6> ipv6) override;
    void PrintRoutingTable(Ptr<OutputStreamWrapper> stream, Time::Unit unit) const override;
    void AddRoutingProtocol(Ptr<Ipv6RoutingProtocol> protocol, int16_t priority) override;
    uint32_t GetNRoutingProtocols() const override;
    Ptr<Ipv6RoutingProtocol> GetRoutingProtocol(uint32_t index, int16_t& priority) const override;

  protected:
    void DoDispose() override;

  private:
    /**
     * @param source of the packet
     * @return a route into the virtual device
     */
    Ptr<Ipv6Route> MakeVirtualRoute(const Ipv6Address& source) const;
    /// @param source of a packet @return device that it must leave through, nullptr: any
    Ptr<NetDevice> GetSourceDevice(const Ipv6Address& source) const;
    /**
     * @param request a packet of this node
     * @return its route, if a role wants it in the virtual device, otherwise nullptr
     */
    Ptr<Ipv6Route> Steer(const Mip6RouteRequest& request) const;
    /**
     * ns-3 3.37 chooses a link-local source for a route over a link-local gateway, and knows
     * nothing of deprecated addresses.
     * @param route of a packet without a source
     * @param destination of the packet
     */
    void RepairSource(const Ptr<Ipv6Route>& route, const Ipv6Address& destination) const;

    Mip6Stack* m_stack{nullptr};      //!< of the node
    Ptr<Ipv6> m_ipv6;                 //!< of the node
    Ptr<Ipv6RoutingProtocol> m_inner; //!< that the node had
    Ptr<Ipv6ListRouting> m_innerList; //!< the same, where it is a list
    Ptr<Ipv6Route> m_forwardRoute;    //!< into the virtual device, for packets in transit
};

} // namespace ns3

#endif /* MIP6_ROUTING_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_ROUTER_ROUTING_H
#define NEMO_ROUTER_ROUTING_H

#include "ns3/nemo-ripng.h"
#include "ns3/nemo-tunnel-device.h"

#include <optional>
#include <vector>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * Dynamic routing of a mobile router (RFC 3963 section 8): RIPng speaks on its ingress interfaces
 * and through the tunnel, at home on the egress interface instead, and never on a foreign link.
 */
class NemoRouterRouting
{
  public:
    /// The interfaces of the mobile router.
    struct Interfaces
    {
        std::vector<uint32_t> egress;  //!< that move
        std::vector<uint32_t> ingress; //!< towards the mobile networks
    };

    /**
     * @param stack of a node with RIPng; must outlive this object
     * @param interfaces of the mobile router
     * @param findEnds of its tunnel
     */
    NemoRouterRouting(Mip6Stack* stack,
                      Interfaces interfaces,
                      NemoTunnelDevice::EndsFinder findEnds);
    ~NemoRouterRouting();

    NemoRouterRouting(const NemoRouterRouting&) = delete;
    NemoRouterRouting& operator=(const NemoRouterRouting&) = delete;

    /// @param egress interface that is on the home link; nothing: away from home
    void HandlePlace(const std::optional<uint32_t>& egress);
    /// @param ends of the tunnel from now on; nothing: no tunnel
    void HandleTunnel(const std::optional<Mip6TunnelEnds>& ends);

    /// @param address any @return whether routes lead to it through an ingress interface
    bool IsInside(const Ipv6Address& address) const;

    /// @param packet of the tunnel's link, with its IPv6 header, that has come out of the tunnel
    void Inject(const Ptr<Packet>& packet);

  private:
    Mip6Stack* m_stack;                   //!< of the node
    Interfaces m_interfaces;              //!< of the mobile router
    NemoRipng m_ripng;                    //!< of the node
    Ptr<NemoTunnelDevice> m_device;       //!< this end of the tunnel
    std::optional<uint32_t> m_home;       //!< see HandlePlace
    std::optional<Mip6TunnelEnds> m_ends; //!< of the present tunnel
};

} // namespace ns3

#endif /* NEMO_ROUTER_ROUTING_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_TUNNEL_DEVICE_H
#define NEMO_TUNNEL_DEVICE_H

#include "ns3/ipv6-header.h"
#include "ns3/mip6-data-path.h"
#include "ns3/virtual-net-device.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace ns3
{

class Mip6Stack;

/**
 * @ingroup mip6-stack
 * One tunnel between a mobile router and its home agent as a link of its own, that routing
 * protocols run on (RFC 3963 section 8). It has a link-local address; what enters it comes out of
 * the device at the other end, wherever the mobile router is.
 */
class NemoTunnelDevice : public VirtualNetDevice
{
  public:
    /// @param inner header of a packet @return the tunnel that it takes, nothing: none now
    using EndsFinder = std::function<std::optional<Mip6TunnelEnds>(const Ipv6Header& inner)>;

    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Add the device to the node of a stack, with an IPv6 interface that is up and forwards.
     * @param stack of the node; must outlive this object
     * @param findEnds of the tunnel
     */
    void Install(Mip6Stack* stack, EndsFinder findEnds);

    /**
     * @param inner header of a packet out of a tunnel
     * @return whether the tunnel is its link: of link scope, but no Neighbor or Listener Discovery,
     * since there is nobody else to be found
     */
    static bool IsOnLink(const Ipv6Header& inner);

    /// @param inner header of a packet @return the tunnel that it takes, nothing: none now
    std::optional<Mip6TunnelEnds> FindEnds(const Ipv6Header& inner) const;

    /**
     * A packet of link scope has come out of the tunnel.
     * @param packet with its IPv6 header
     */
    void Inject(const Ptr<Packet>& packet);

    /// @return index of its IPv6 interface
    uint32_t GetInterface() const;
    /// @return that of the node's virtual device
    uint16_t GetMtu() const override;

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

    Mip6Stack* m_stack{nullptr}; //!< of the node
    EndsFinder m_findEnds;       //!< of the tunnel
    uint32_t m_interface{0};     //!< IPv6 interface index
};

} // namespace ns3

#endif /* NEMO_TUNNEL_DEVICE_H */

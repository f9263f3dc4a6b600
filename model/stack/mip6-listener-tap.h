/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_LISTENER_TAP_H
#define MIP6_LISTENER_TAP_H

#include "ns3/mip6-multicast-listener-messages.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <functional>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * Hears every message of Multicast Listener Discovery on a link, whatever group it goes to (RFC
 * 2710 section 5), in front of the stack and without a change of it.
 */
class Mip6ListenerTap
{
  public:
    /// @param message that has come @param source link-local address of who has sent it
    using Handler = std::function<void(const mip6::MulticastListenerMessage& message,
                                       const Ipv6Address& source)>;

    /**
     * @param device on the link
     * @param handler told of each message
     */
    Mip6ListenerTap(const Ptr<NetDevice>& device, Handler handler);
    ~Mip6ListenerTap();

    Mip6ListenerTap(const Mip6ListenerTap&) = delete;
    Mip6ListenerTap& operator=(const Mip6ListenerTap&) = delete;

  private:
    /**
     * @param device that has received
     * @param packet from its IPv6 header on
     * @param protocol that of IPv6
     * @param from link-layer address
     * @param to link-layer address
     * @param type of the link-layer destination
     */
    void Receive(Ptr<NetDevice> device,
                 Ptr<const Packet> packet,
                 uint16_t protocol,
                 const Address& from,
                 const Address& to,
                 NetDevice::PacketType type);

    Ptr<Node> m_node;  //!< of the device
    Handler m_handler; //!< told of each message
};

} // namespace ns3

#endif /* MIP6_LISTENER_TAP_H */

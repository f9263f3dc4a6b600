/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TUNNEL_PROTOCOL_H
#define MIP6_TUNNEL_PROTOCOL_H

#include "ns3/ip-l4-protocol.h"
#include "ns3/ipv6-header.h"

namespace ns3
{

class Mip6Stack;

/**
 * @ingroup mip6-stack
 * IPv6 in IPv6 (protocol 41, RFC 2473): the tunnel's end. Checks outer and inner addresses before
 * the inner packet is let out of the virtual device.
 */
class Mip6TunnelProtocol : public IpL4Protocol
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @param stack of the node; must outlive this object
    void Install(Mip6Stack* stack);

    int GetProtocolNumber() const override;
    IpL4Protocol::RxStatus Receive(Ptr<Packet> packet,
                                   const Ipv4Header& header,
                                   Ptr<Ipv4Interface> interface) override;
    IpL4Protocol::RxStatus Receive(Ptr<Packet> packet,
                                   const Ipv6Header& header,
                                   Ptr<Ipv6Interface> interface) override;
    void ReceiveIcmp(Ipv6Address icmpSource,
                     uint8_t icmpTtl,
                     uint8_t icmpType,
                     uint8_t icmpCode,
                     uint32_t icmpInfo,
                     Ipv6Address payloadSource,
                     Ipv6Address payloadDestination,
                     const uint8_t payload[8]) override;
    void SetDownTarget(DownTargetCallback callback) override;
    void SetDownTarget6(DownTargetCallback6 callback) override;
    DownTargetCallback GetDownTarget() const override;
    DownTargetCallback6 GetDownTarget6() const override;

  protected:
    void DoDispose() override;

  private:
    Ipv6Header m_inner; //!< of the packet at hand; making one parses two addresses from text
    Mip6Stack* m_stack{nullptr};       //!< of the node
    DownTargetCallback m_downTarget;   //!< kept for the interface; tunnels send elsewhere
    DownTargetCallback6 m_downTarget6; //!< kept for the interface; tunnels send elsewhere
};

} // namespace ns3

#endif /* MIP6_TUNNEL_PROTOCOL_H */

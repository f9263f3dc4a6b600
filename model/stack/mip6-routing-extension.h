/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ROUTING_EXTENSION_H
#define MIP6_ROUTING_EXTENSION_H

#include "ns3/ipv6-extension.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-type2-routing.h"

namespace ns3
{

class Mip6Stack;

/**
 * @ingroup mip6-stack
 * Replaces the node's Routing extension: a type 2 routing header makes the home address the
 * destination of the packet (RFC 6275 section 11.3.3). Other types, the type 0 that RFC 5095
 * deprecates among them, are unknown to the node. They are not left to the base class, which looks
 * for them at the start of the packet only and can read the same header for ever.
 */
class Mip6RoutingExtension : public Ipv6ExtensionRouting
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @param stack of the node; must outlive this object
    void Install(Mip6Stack* stack);

    uint8_t Process(Ptr<Packet>& packet,
                    uint8_t offset,
                    const Ipv6Header& ipv6Header,
                    Ipv6Address destination,
                    uint8_t* nextHeader,
                    bool& stopProcessing,
                    bool& isDropped,
                    Ipv6L3Protocol::DropReason& dropReason) override;

  private:
    /**
     * @param packet from the routing header on
     * @param ipv6Header of the packet
     * @param decoded the routing header
     */
    void ProcessType2(const Ptr<Packet>& packet,
                      const Ipv6Header& ipv6Header,
                      const mip6::DecodeResult<mip6::Type2RoutingHeader>& decoded);

    Mip6Stack* m_stack{nullptr}; //!< of the node
};

} // namespace ns3

#endif /* MIP6_ROUTING_EXTENSION_H */

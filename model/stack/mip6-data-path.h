/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DATA_PATH_H
#define MIP6_DATA_PATH_H

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-header.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

#include <optional>

namespace ns3
{

/// The two ends of a tunnel.
struct Mip6TunnelEnds
{
    Ipv6Address local;  //!< source of the outer header
    Ipv6Address remote; //!< destination of the outer header
};

/// What becomes of a packet that entered the virtual device.
enum class Mip6TunnelVerdict : uint8_t
{
    NOT_MINE, //!< another role may know
    SEND,     //!< through the tunnel
    TAKEN,    //!< the role keeps, has sent or has discarded it
};

/**
 * @ingroup mip6-stack
 * What a role knows about packets in transit. Asked once per packet, in constant time, by the
 * routing decorator, the virtual device and the tunnel's end.
 */
class Mip6DataPath
{
  public:
    virtual ~Mip6DataPath() = default;

    /**
     * A packet of this node asks for a route.
     * @param source its source, unspecified where none is chosen yet
     * @param destination its destination
     * @return source to use, if it belongs into the virtual device
     */
    virtual std::optional<Ipv6Address> SteerOutput(const Ipv6Address& source,
                                                   const Ipv6Address& destination) const = 0;

    /**
     * A packet in transit asks for a route.
     * @param packet behind the header
     * @param header its header
     * @return SEND: it belongs into the virtual device; TAKEN: it is done with
     */
    virtual Mip6TunnelVerdict SteerForwarded(const Ptr<const Packet>& packet,
                                             const Ipv6Header& header) = 0;

    /**
     * A packet is in the virtual device.
     * @param packet with its header
     * @param inner its header
     * @param ends of the tunnel, set with SEND
     * @return what becomes of it
     */
    virtual Mip6TunnelVerdict ChooseTunnel(const Ptr<Packet>& packet,
                                           const Ipv6Header& inner,
                                           Mip6TunnelEnds& ends) = 0;

    /**
     * A tunnelled packet has arrived.
     * @param outer header of the tunnel
     * @param inner header of the packet in it
     * @return why it is refused, nothing if it is accepted
     */
    virtual std::optional<Mip6DropReason> CheckTunnelled(const Ipv6Header& outer,
                                                         const Ipv6Header& inner) const = 0;

    /**
     * @param address from a type 2 routing header
     * @return whether it is a home address of this node (RFC 6275 section 11.3.3)
     */
    virtual bool IsHomeAddress(const Ipv6Address& address) const = 0;

    /**
     * @param homeAddress from a Home Address option
     * @param careOfAddress source of the packet
     * @return whether a binding backs the option (RFC 6275 section 9.3.1)
     */
    virtual bool HasBinding(const Ipv6Address& homeAddress,
                            const Ipv6Address& careOfAddress) const = 0;

    /**
     * A router in a tunnel could not forward a packet of that size (RFC 2473 section 7.1).
     * @param remote other end of the tunnel
     * @param mtu of the path
     */
    virtual void HandleTunnelTooBig(const Ipv6Address& remote, uint32_t mtu) = 0;
};

} // namespace ns3

#endif /* MIP6_DATA_PATH_H */

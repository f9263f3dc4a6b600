/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DATA_PATH_H
#define MIP6_DATA_PATH_H

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-header.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/net-device.h"
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

    /// @param other tunnel @return whether it is the same one
    bool operator==(const Mip6TunnelEnds& other) const
    {
        return local == other.local && remote == other.remote;
    }
};

/// What a packet of this node is, as far as its route depends on it.
enum class Mip6PacketKind : uint8_t
{
    DATA,       //!< of the upper layers
    SIGNALLING, //!< a Mobility Header message or an error: bindings play no part
    CARE_OF,    //!< to a care-of address, or where an update came from: not intercepted either
};

/// A packet of this node that asks for a route.
struct Mip6RouteRequest
{
    Ipv6Address source;                        //!< unspecified where none is chosen yet
    Ipv6Address destination;                   //!< of the packet
    bool isDeviceChosen{false};                //!< its socket names a physical device
    Mip6PacketKind kind{Mip6PacketKind::DATA}; //!< of the packet
};

/// How a packet leaves the virtual device: through a tunnel, with headers of route optimization, or
/// both.
struct Mip6Way
{
    std::optional<Mip6TunnelEnds> tunnel;         //!< tunnel to use
    std::optional<Ipv6Address> careOfSource;      //!< source, with a Home Address option
    std::optional<Ipv6Address> careOfDestination; //!< destination, with a type 2 routing header
    bool isTunnelOnly{false};                     //!< no role may choose one of the two headers
};

/// What becomes of a packet that entered the virtual device.
enum class Mip6TunnelVerdict : uint8_t
{
    NOT_MINE, //!< another role may know
    SEND,     //!< the role knows a way for it
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
     * @param request what is known of the packet
     * @return source to use, if it belongs into the virtual device
     */
    virtual std::optional<Ipv6Address> SteerOutput(const Mip6RouteRequest& request) const = 0;

    /**
     * A packet of this node that has no source yet is about to get one.
     * @param source that ns-3 has chosen
     * @return a better one, nothing if that is fine
     */
    virtual std::optional<Ipv6Address> ImproveSource(const Ipv6Address& source) const = 0;

    /**
     * A packet of this node asks for a route that no role steers.
     * @param source of the packet
     * @return device that it must leave through, whatever other routes say; nullptr: any
     */
    virtual Ptr<NetDevice> GetSourceDevice(const Ipv6Address& source) const = 0;

    /**
     * A packet in transit asks for a route.
     * @param packet behind the header
     * @param header its header
     * @param inputDevice that received it
     * @return SEND: it belongs into the virtual device; TAKEN: it is done with
     */
    virtual Mip6TunnelVerdict SteerForwarded(const Ptr<const Packet>& packet,
                                             const Ipv6Header& header,
                                             const Ptr<const NetDevice>& inputDevice) = 0;

    /**
     * A packet is in the virtual device. Every role is asked, until one takes the packet.
     * @param packet with its header
     * @param inner its header
     * @param way that the roles before know; with SEND, this role has added what it knows
     * @return what becomes of it
     */
    virtual Mip6TunnelVerdict ChooseWay(const Ptr<Packet>& packet,
                                        const Ipv6Header& inner,
                                        Mip6Way& way) = 0;

    /**
     * A tunnelled packet has arrived.
     * @param outer header of the tunnel
     * @param inner header of the packet in it
     * @return why it is refused, nothing if it is accepted
     */
    virtual std::optional<Mip6DropReason> CheckTunnelled(const Ipv6Header& outer,
                                                         const Ipv6Header& inner) const = 0;

    /**
     * A tunnelled packet of link scope, that this role has accepted: the tunnel is its link.
     * @param packet with its header
     * @param outer header of the tunnel
     * @param inner its header
     * @return whether the role has taken it
     */
    virtual bool TakeLinkScope(const Ptr<Packet>& packet,
                               const Ipv6Header& outer,
                               const Ipv6Header& inner) = 0;

    /**
     * A tunnelled packet to a multicast group, that this role has accepted.
     * @param packet with its header
     * @param outer header of the tunnel
     * @param inner its header
     * @return whether the role has taken it; otherwise it is processed as if just received
     */
    virtual bool TakeMulticast(const Ptr<const Packet>& packet,
                               const Ipv6Header& outer,
                               const Ipv6Header& inner) = 0;

    /**
     * A tunnelled packet that this role has accepted is about to be processed.
     * @param packet with its header
     * @param inner its header
     */
    virtual void HandleTunnelled(const Ptr<const Packet>& packet, const Ipv6Header& inner) = 0;

    /**
     * A packet of the upper layers has come without a home agent: with a Home Address option that a
     * binding backs, or with a type 2 routing header.
     * @param local its destination, as the upper layers know it
     * @param peer its source, as the upper layers know it
     */
    virtual void NoteDirectPacket(const Ipv6Address& local, const Ipv6Address& peer) = 0;

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
     * @param homeAddress of a mobile node
     * @return whether this node is its home agent, and has its home registration
     */
    virtual bool HasHomeRegistration(const Ipv6Address& homeAddress) const = 0;

    /**
     * @param homeAddress of a mobile node
     * @return whether it has a correspondent registration with this node
     */
    virtual bool HasCorrespondentBinding(const Ipv6Address& homeAddress) const = 0;

    /**
     * A router in a tunnel could not forward a packet of that size (RFC 2473 section 7.1).
     * @param remote other end of the tunnel
     * @param mtu of the path
     */
    virtual void HandleTunnelTooBig(const Ipv6Address& remote, uint32_t mtu) = 0;
};

} // namespace ns3

#endif /* MIP6_DATA_PATH_H */

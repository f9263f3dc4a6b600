/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HEADER_READER_H
#define MIP6_HEADER_READER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-results-tables.h"
#include "ns3/packet.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

/**
 * @file
 * @ingroup mip6-helper
 * What the headers of a packet on a link tell about its way.
 */

namespace ns3::mip6
{

/// What the headers of a packet show.
struct PacketHeaders
{
    PacketPath path{PacketPath::DIRECT};        //!< which way
    uint8_t depth{0};                           //!< tunnels of mobile routers that it is in
    PacketPassage passage{PacketPassage::NONE}; //!< through which end of those tunnels
    bool isLaterFragment{false};                //!< a part of a packet, and not the first one
};

/**
 * Reads the headers of packets. Tunnels for mobile networks are told apart from others by the
 * bindings: one end is the care-of address of a mobile router, and what is in the tunnel is not a
 * packet of the router's own home address.
 */
class HeaderReader
{
  public:
    /// @param homeAddress of a mobile router
    void AddRouter(const Ipv6Address& homeAddress);

    /**
     * A binding is known somewhere. It is not forgotten, since packets may be on their way.
     * @param homeAddress of a mobile node or router
     * @param careOfAddress of it
     */
    void AddBinding(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress);

    /**
     * @param packet with its IPv6 header
     * @return what its headers show
     */
    PacketHeaders Read(const Packet& packet) const;

  private:
    /// Octets of a packet.
    struct Octets
    {
        const uint8_t* data; //!< the first one
        std::size_t size;    //!< how many there are
    };

    /// The ends of an IPv6 header.
    struct Ends
    {
        Ipv6Address source;      //!< of the header
        Ipv6Address destination; //!< of the header
    };

    /// @param octets of a packet @return what its headers show
    PacketHeaders ReadHeaders(const Octets& octets) const;
    /// @param headers changed @param outer ends of a tunnel @param inner ends of what is in it
    void AddTunnel(PacketHeaders& headers, const Ends& outer, const Ends& inner) const;
    /// @param address end of a tunnel @return whether it is that of a mobile router
    bool IsRouter(const Ipv6Address& address) const;
    /// @param careOfAddress any @param address any @return whether the one is bound to the other
    bool IsBound(const Ipv6Address& careOfAddress, const Ipv6Address& address) const;

    /// A set of addresses.
    using Addresses = std::unordered_set<Ipv6Address, Ipv6AddressHash>;

    Addresses m_routers; //!< home addresses of mobile routers
    std::unordered_map<Ipv6Address, Addresses, Ipv6AddressHash>
        m_bindings; //!< home addresses, by care-of address
};

} // namespace ns3::mip6

#endif /* MIP6_HEADER_READER_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TUNNEL_HEADERS_H
#define MIP6_TUNNEL_HEADERS_H

#include "ns3/mip6-byte-io.h"

#include <cstddef>
#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-wire
 * Headers of packets in tunnels: what stands before the packet inside, how many packets are inside
 * each other, and the Tunnel Encapsulation Limit option (RFC 2473 sections 3.1, 4.1.1 and 5.1).
 */

namespace ns3::mip6
{

/// Size of a Destination Options header that holds nothing but a Tunnel Encapsulation Limit option.
constexpr std::size_t ENCAPSULATION_LIMIT_HEADER_OCTETS = 8;

/// A Tunnel Encapsulation Limit option.
struct EncapsulationLimit
{
    uint8_t value{0};      //!< how many tunnels more the packet may enter
    std::size_t offset{0}; //!< of the octet with that value, from the IPv6 header on
};

/// How the extension headers behind an IPv6 header end.
enum class ExtensionsEnd : uint8_t
{
    UPPER_LAYER, //!< with a header that is none of them, or with nothing
    FRAGMENT,    //!< with a fragment that is not the first: what it belongs to is not to be seen
    TRUNCATED,   //!< the octets end in the middle of one of them
};

/// An IPv6 header with the extension headers behind it: Hop-by-Hop Options, Routing, Fragment and
/// Destination Options.
struct TunnelHeaders
{
    uint8_t nextHeader{0};                                //!< of the last one that is there in full
    std::size_t octets{0};                                //!< of those that are there in full
    ExtensionsEnd end{ExtensionsEnd::UPPER_LAYER};        //!< what comes behind them
    std::optional<EncapsulationLimit> encapsulationLimit; //!< the first one in them

    /// @return whether an IPv6 packet is to come behind them
    bool HasInnerPacket() const;
};

/// How many packets there are, one in the other.
struct NestedPackets
{
    std::size_t headers{0};  //!< IPv6 headers that are there in full; 0: this is no IPv6 packet
    bool isTruncated{false}; //!< the octets end before the headers of the innermost packet do

    /// @return how many tunnels the innermost packet is in, as far as is to be seen
    std::size_t GetTunnels() const;
};

/// @name Equality of values, for tests
/// @{
bool operator==(const EncapsulationLimit& a, const EncapsulationLimit& b);
bool operator==(const TunnelHeaders& a, const TunnelHeaders& b);
bool operator==(const NestedPackets& a, const NestedPackets& b);
/// @}

/**
 * @param nextHeader any
 * @return whether a packet may come behind a header with that Next Header, or an extension header
 * that one may come behind; what carries UDP, TCP or ICMPv6 needs no further look
 */
bool MayLeadToTunnel(uint8_t nextHeader);

/**
 * @param data first octet of an IPv6 packet
 * @param size octets present
 * @return its outermost headers; nothing without a complete IPv6 header
 */
std::optional<TunnelHeaders> DecodeTunnelHeaders(const uint8_t* data, std::size_t size);

/**
 * @param data first octet of an IPv6 packet
 * @param size octets present
 * @return how many packets it is made of
 */
NestedPackets CountNestedPackets(const uint8_t* data, std::size_t size);

/**
 * Encode a Destination Options header with one Tunnel Encapsulation Limit option.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Next Header  | Hdr Ext Len=0 |   Type = 4    |  Length = 1   |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     | Tun Encap Lim |   PadN = 1    |  Length = 1   |       0       |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *
 * @param nextHeader what follows
 * @param limit how many tunnels more the packet may enter
 * @return 8 octets
 */
Bytes EncodeEncapsulationLimitHeader(uint8_t nextHeader, uint8_t limit);

} // namespace ns3::mip6

#endif /* MIP6_TUNNEL_HEADERS_H */

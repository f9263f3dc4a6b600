/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ND_MESSAGES_H
#define MIP6_ND_MESSAGES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-nd-options.h"
#include "ns3/mip6-numbers.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * Neighbor Discovery messages that Mobile IPv6 changes or that its nodes send themselves (RFC 4861
 * section 4; RFC 6275 section 7). Checksums are not looked at and are written as 0.
 */

namespace ns3::mip6
{

/**
 * Router Solicitation (RFC 4861 section 4.1).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Type = 133   |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                           Reserved                            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                            Options                            |
 */
struct RouterSolicitation
{
    NdOptions options; //!< no source link-layer address where the source is ::
};

/**
 * Router Advertisement (RFC 4861 section 4.2, with the H flag of RFC 6275 section 7.1, the
 * preference of RFC 4191 section 2.2 and the P flag of RFC 4389 section 4.1.3.3).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Type = 134   |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     | Cur Hop Limit |M|O|H|Prf|P|Rsv|        Router Lifetime        |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                        Reachable Time                         |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                         Retrans Timer                         |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                            Options                            |
 */
struct RouterAdvertisement
{
    uint8_t currentHopLimit{0};     //!< 0: unspecified
    bool managed{false};            //!< M
    bool otherConfiguration{false}; //!< O
    bool homeAgent{false};          //!< H: the router serves as a home agent on this link
    RouterPreference defaultRouterPreference{RouterPreference::MEDIUM}; //!< Prf
    bool proxy{false};     //!< P: the advertisement came through a Neighbor Discovery proxy
    uint8_t otherFlags{0}; //!< remaining bits of the flag field, kept as they came
    Time routerLifetime;   //!< whole seconds, 0: not a default router
    Time reachableTime;    //!< milliseconds, 0: unspecified
    Time retransTimer;     //!< milliseconds, 0: unspecified
    NdOptions options;     //!< in the order of the wire
};

/**
 * Neighbor Solicitation (RFC 4861 section 4.3).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Type = 135   |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                           Reserved                            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                   Target Address, 16 octets                   |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                            Options                            |
 */
struct NeighborSolicitation
{
    Ipv6Address target; //!< never multicast
    NdOptions options;  //!< no source link-layer address where the source is ::
};

/**
 * Neighbor Advertisement (RFC 4861 section 4.4).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Type = 136   |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |R|S|O|                       Reserved                          |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                   Target Address, 16 octets                   |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                            Options                            |
 */
struct NeighborAdvertisement
{
    bool router{false};    //!< R
    bool solicited{false}; //!< S
    bool override{false};  //!< O
    Ipv6Address target;    //!< never multicast
    NdOptions options;     //!< usually the target link-layer address
};

/// @name Equality of values, for tests
/// @{
bool operator==(const RouterSolicitation& a, const RouterSolicitation& b);
bool operator==(const RouterAdvertisement& a, const RouterAdvertisement& b);
bool operator==(const NeighborSolicitation& a, const NeighborSolicitation& b);
bool operator==(const NeighborAdvertisement& a, const NeighborAdvertisement& b);
/// @}

/// @name Encoders: whole ICMPv6 messages from the Type octet on, Checksum 0, options in the order
/// of the list
/// @{
Bytes EncodeRouterSolicitation(const RouterSolicitation& message);
Bytes EncodeRouterAdvertisement(const RouterAdvertisement& message);
Bytes EncodeNeighborSolicitation(const NeighborSolicitation& message);
Bytes EncodeNeighborAdvertisement(const NeighborAdvertisement& message);
/// @}

/// @name Decoders: from the Type octet on. An option of length 0 refuses the message (RFC 4861
/// section 6.1.2), the Code must be 0.
/// @{
DecodeResult<RouterSolicitation> DecodeRouterSolicitation(const uint8_t* data, std::size_t size);
DecodeResult<RouterAdvertisement> DecodeRouterAdvertisement(const uint8_t* data, std::size_t size);
DecodeResult<NeighborSolicitation> DecodeNeighborSolicitation(const uint8_t* data,
                                                              std::size_t size);
DecodeResult<NeighborAdvertisement> DecodeNeighborAdvertisement(const uint8_t* data,
                                                                std::size_t size);
/// @}

} // namespace ns3::mip6

#endif /* MIP6_ND_MESSAGES_H */

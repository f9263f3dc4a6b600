/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ND_OPTIONS_H
#define MIP6_ND_OPTIONS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-wire
 * Neighbor Discovery messages that Mobile IPv6 changes or that its nodes send themselves (RFC 4861
 * section 4; RFC 6275 section 7). Checksums are not looked at and are written as 0.
 */

namespace ns3::mip6
{

/// A 48-bit link-layer address.
using LinkLayerAddress = std::array<uint8_t, 6>;

/// Prefix Information option (RFC 4861 section 4.6.2, with the R flag of RFC 6275 section 7.2).
struct PrefixInformation
{
    Ipv6Address prefix;        //!< with routerAddress set: the router's full address
    uint8_t prefixLength{64};  //!< 0 to 128
    bool onLink{true};         //!< L
    bool autonomous{true};     //!< A: may be used for address configuration
    bool routerAddress{false}; //!< R: prefix holds a complete address of the router
    Time validLifetime;        //!< whole seconds; see ND_INFINITE_LIFETIME
    Time preferredLifetime;    //!< whole seconds, at most validLifetime
};

/// Home Agent Information option (RFC 6275 section 7.4, with the R flag of RFC 3963 section 7.3).
struct HomeAgentInformation
{
    uint16_t preference{0};    //!< higher is preferred
    Time lifetime;             //!< whole seconds, 1 s to 65535 s
    bool mobileRouters{false}; //!< R: the home agent serves mobile routers
};

/// Router Advertisement (RFC 4861 section 4.2, with the H flag of RFC 6275 section 7.1).
struct RouterAdvertisement
{
    uint8_t currentHopLimit{0};     //!< 0: unspecified
    bool managed{false};            //!< M
    bool otherConfiguration{false}; //!< O
    bool homeAgent{false};          //!< H: the router serves as a home agent on this link
    Time routerLifetime;            //!< whole seconds, 0: not a default router
    Time reachableTime;             //!< milliseconds, 0: unspecified
    Time retransTimer;              //!< milliseconds, 0: unspecified
    std::optional<LinkLayerAddress> sourceLinkLayerAddress; //!< option 1
    std::optional<uint32_t> mtu;                            //!< option 5
    std::vector<PrefixInformation> prefixes;                //!< options 3, in the order of the wire
    std::optional<Time> advertisementInterval;              //!< option 7: maximum, milliseconds
    std::optional<HomeAgentInformation> homeAgentInformation; //!< option 8
};

/// Router Solicitation (RFC 4861 section 4.1).
struct RouterSolicitation
{
    std::optional<LinkLayerAddress> sourceLinkLayerAddress; //!< absent where the source is ::
};

/// Neighbor Solicitation (RFC 4861 section 4.3).
struct NeighborSolicitation
{
    Ipv6Address target;                                     //!< never multicast
    std::optional<LinkLayerAddress> sourceLinkLayerAddress; //!< absent where the source is ::
};

/// Neighbor Advertisement (RFC 4861 section 4.4).
struct NeighborAdvertisement
{
    bool router{false};                                     //!< R
    bool solicited{false};                                  //!< S
    bool override{false};                                   //!< O
    Ipv6Address target;                                     //!< never multicast
    std::optional<LinkLayerAddress> targetLinkLayerAddress; //!< option 2
};

/// All ones in a lifetime field of a Prefix Information option: never ends.
inline const Time ND_INFINITE_LIFETIME = Seconds(0xFFFFFFFFU);

/// @name Equality of values, for tests
/// @{
bool operator==(const PrefixInformation& a, const PrefixInformation& b);
bool operator==(const HomeAgentInformation& a, const HomeAgentInformation& b);
bool operator==(const RouterAdvertisement& a, const RouterAdvertisement& b);
bool operator==(const RouterSolicitation& a, const RouterSolicitation& b);
bool operator==(const NeighborSolicitation& a, const NeighborSolicitation& b);
bool operator==(const NeighborAdvertisement& a, const NeighborAdvertisement& b);
/// @}

/// @name Encoders: whole ICMPv6 messages from the Type octet on, Checksum 0. The options that stock
/// hosts know come first, because those stop reading at the first option they do not know.
/// @{
Bytes EncodeRouterAdvertisement(const RouterAdvertisement& message);
Bytes EncodeRouterSolicitation(const RouterSolicitation& message);
Bytes EncodeNeighborSolicitation(const NeighborSolicitation& message);
Bytes EncodeNeighborAdvertisement(const NeighborAdvertisement& message);
/// @}

/// @name Decoders: from the Type octet on. Unknown options are skipped, an option of length 0
/// refuses the message (RFC 4861 section 6.1.2), the Code must be 0.
/// @{
DecodeResult<RouterAdvertisement> DecodeRouterAdvertisement(const uint8_t* data, std::size_t size);
DecodeResult<RouterSolicitation> DecodeRouterSolicitation(const uint8_t* data, std::size_t size);
DecodeResult<NeighborSolicitation> DecodeNeighborSolicitation(const uint8_t* data,
                                                              std::size_t size);
DecodeResult<NeighborAdvertisement> DecodeNeighborAdvertisement(const uint8_t* data,
                                                                std::size_t size);
/// @}

} // namespace ns3::mip6

#endif /* MIP6_ND_OPTIONS_H */

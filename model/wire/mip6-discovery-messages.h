/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DISCOVERY_MESSAGES_H
#define MIP6_DISCOVERY_MESSAGES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-nd-options.h"

#include <cstddef>
#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup mip6-wire
 * The ICMPv6 messages by which a mobile node finds home agents and the prefixes of its home link
 * (RFC 6275 sections 6.5 to 6.8; RFC 3963 sections 7.1 and 7.2). Checksums are not looked at and
 * are written as 0.
 */

namespace ns3::mip6
{

/**
 * Home Agent Address Discovery Request (RFC 6275 section 6.5, with the R flag of RFC 3963 section
 * 7.1).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Type = 144   |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |          Identifier           |R|          Reserved           |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
struct HomeAgentAddressDiscoveryRequest
{
    uint16_t identifier{0};    //!< matches the reply
    bool mobileRouters{false}; //!< R: only home agents that serve mobile routers are wanted
};

/**
 * Home Agent Address Discovery Reply (RFC 6275 section 6.6, with the R flag of RFC 3963 section
 * 7.2).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Type = 145   |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |          Identifier           |R|          Reserved           |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |             Home Agent Addresses, 16 octets each              |
 */
struct HomeAgentAddressDiscoveryReply
{
    uint16_t identifier{0};              //!< copied from the request
    bool mobileRouters{false};           //!< R: the listed home agents serve mobile routers
    std::vector<Ipv6Address> homeAgents; //!< in the order of the wire: preferred ones first
};

/**
 * Mobile Prefix Solicitation (RFC 6275 section 6.7).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Type = 146   |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |          Identifier           |           Reserved            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
struct MobilePrefixSolicitation
{
    uint16_t identifier{0}; //!< matches the advertisement
};

/**
 * Mobile Prefix Advertisement (RFC 6275 section 6.8).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Type = 147   |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |          Identifier           |M|O|        Reserved           |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                            Options                            |
 */
struct MobilePrefixAdvertisement
{
    uint16_t identifier{0};         //!< copied from the solicitation, else chosen by the home agent
    bool managed{false};            //!< M: as in a Router Advertisement of the home link
    bool otherConfiguration{false}; //!< O: as in a Router Advertisement of the home link
    NdOptions options;              //!< Prefix Information of the home link
};

/// @name Equality of values, for tests
/// @{
bool operator==(const HomeAgentAddressDiscoveryRequest& a,
                const HomeAgentAddressDiscoveryRequest& b);
bool operator==(const HomeAgentAddressDiscoveryReply& a, const HomeAgentAddressDiscoveryReply& b);
bool operator==(const MobilePrefixSolicitation& a, const MobilePrefixSolicitation& b);
bool operator==(const MobilePrefixAdvertisement& a, const MobilePrefixAdvertisement& b);
/// @}

/// @name Encoders: whole ICMPv6 messages from the Type octet on, Checksum and reserved bits 0
/// @{
Bytes EncodeHomeAgentAddressDiscoveryRequest(const HomeAgentAddressDiscoveryRequest& message);
Bytes EncodeHomeAgentAddressDiscoveryReply(const HomeAgentAddressDiscoveryReply& message);
Bytes EncodeMobilePrefixSolicitation(const MobilePrefixSolicitation& message);
Bytes EncodeMobilePrefixAdvertisement(const MobilePrefixAdvertisement& message);
/// @}

/// @name Decoders: from the Type octet on. The Code must be 0, reserved bits are ignored. Octets
/// behind the fixed part of a request or solicitation are ignored, those of a reply must be whole
/// addresses.
/// @{
DecodeResult<HomeAgentAddressDiscoveryRequest> DecodeHomeAgentAddressDiscoveryRequest(
    const uint8_t* data,
    std::size_t size);
DecodeResult<HomeAgentAddressDiscoveryReply> DecodeHomeAgentAddressDiscoveryReply(
    const uint8_t* data,
    std::size_t size);
DecodeResult<MobilePrefixSolicitation> DecodeMobilePrefixSolicitation(const uint8_t* data,
                                                                      std::size_t size);
DecodeResult<MobilePrefixAdvertisement> DecodeMobilePrefixAdvertisement(const uint8_t* data,
                                                                        std::size_t size);
/// @}

} // namespace ns3::mip6

#endif /* MIP6_DISCOVERY_MESSAGES_H */

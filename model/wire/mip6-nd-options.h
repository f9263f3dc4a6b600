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
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-wire
 * Neighbor Discovery options and their list (RFC 4861 section 4.6; RFC 6275 sections 7.2 to 7.4).
 * Every option is a multiple of 8 octets, its Length counts these units.
 */

namespace ns3::mip6
{

/// A 48-bit link-layer address.
using LinkLayerAddress = std::array<uint8_t, 6>;

/// All ones in a lifetime field of a Prefix Information option: never ends.
inline const Time ND_INFINITE_LIFETIME = Seconds(0xFFFFFFFFU);

/**
 * Source Link-Layer Address (RFC 4861 section 4.6.1) of 48 bits: who sends a solicitation or a
 * Router Advertisement.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 1    |  Length = 1   |      Link-Layer Address       |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
 *     |                                                               |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
struct SourceLinkLayerAddress
{
    LinkLayerAddress address{}; //!< of the sender
};

/// Target Link-Layer Address (RFC 4861 section 4.6.1) of 48 bits: as above with Type 2.
struct TargetLinkLayerAddress
{
    LinkLayerAddress address{}; //!< of the target
};

/**
 * Prefix Information (RFC 4861 section 4.6.2, with the R flag of RFC 6275 section 7.2).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 3    |  Length = 4   | Prefix Length |L|A|R|Reserved1|
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                 Valid Lifetime in seconds                     |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |               Preferred Lifetime in seconds                   |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                           Reserved2                           |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                       Prefix, 16 octets                       |
 */
struct PrefixInformation
{
    Ipv6Address prefix;        //!< with routerAddress set: the router's full address
    uint8_t prefixLength{64};  //!< 0 to 128
    bool onLink{true};         //!< L
    bool autonomous{true};     //!< A: may be used for address configuration
    bool routerAddress{false}; //!< R: prefix holds a complete address of the router
    uint8_t otherFlags{0};     //!< remaining bits of the flag field, kept as they came
    Time validLifetime;        //!< whole seconds; see ND_INFINITE_LIFETIME
    Time preferredLifetime;    //!< whole seconds, at most validLifetime
};

/**
 * MTU (RFC 4861 section 4.6.4).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 5    |  Length = 1   |           Reserved            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                              MTU                              |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
struct MtuOption
{
    uint32_t mtu{0}; //!< octets that every node of the link shall use at most
};

/**
 * Advertisement Interval (RFC 6275 section 7.3).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 7    |  Length = 1   |           Reserved            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |             Advertisement Interval in milliseconds            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
struct AdvertisementInterval
{
    Time interval; //!< longest time between unsolicited advertisements, whole milliseconds
};

/**
 * Home Agent Information (RFC 6275 section 7.4, with the R flag of RFC 3963 section 7.3).
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 8    |  Length = 1   |R|          Reserved           |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |     Home Agent Preference     | Home Agent Lifetime (seconds) |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
struct HomeAgentInformation
{
    uint16_t preference{0};    //!< higher is preferred
    Time lifetime;             //!< whole seconds, 1 s to 65535 s
    bool mobileRouters{false}; //!< R: the home agent serves mobile routers
};

/**
 * An option that a receiver ignores, kept as it came (RFC 4861 section 4.6): of a type that this
 * room has no struct for, a link-layer address that has not 48 bits, or values that their RFC
 * tells the receiver to ignore.
 */
struct UnknownNdOption
{
    uint8_t type{0}; //!< option type
    Bytes data;      //!< behind Length; the encoder adds zeros up to a multiple of 8 less 2 octets
};

/// Any Neighbor Discovery option.
using NdOption = std::variant<SourceLinkLayerAddress,
                              TargetLinkLayerAddress,
                              PrefixInformation,
                              MtuOption,
                              AdvertisementInterval,
                              HomeAgentInformation,
                              UnknownNdOption>;

/// The options of one message, in the order of the wire.
using NdOptions = std::vector<NdOption>;

/// @name Equality of values, for tests
/// @{
bool operator==(const SourceLinkLayerAddress& a, const SourceLinkLayerAddress& b);
bool operator==(const TargetLinkLayerAddress& a, const TargetLinkLayerAddress& b);
bool operator==(const PrefixInformation& a, const PrefixInformation& b);
bool operator==(const MtuOption& a, const MtuOption& b);
bool operator==(const AdvertisementInterval& a, const AdvertisementInterval& b);
bool operator==(const HomeAgentInformation& a, const HomeAgentInformation& b);
bool operator==(const UnknownNdOption& a, const UnknownNdOption& b);

/// @}

/**
 * @tparam T an option type
 * @param options a list
 * @return the first option of that type, nullptr if there is none
 */
template <typename T>
const T*
FindOption(const NdOptions& options)
{
    for (const auto& option : options)
    {
        if (const T* found = std::get_if<T>(&option))
        {
            return found;
        }
    }
    return nullptr;
}

/**
 * Write the options. What the writer holds afterwards is never refused by DecodeNdOptions: values
 * that a format forbids are brought into its limits, and an unknown option is cut or filled with
 * zeros to a length that its type allows.
 * @param writer at the end of the fixed part of a message
 * @param options the options in the wanted order
 */
void EncodeNdOptions(ByteWriter& writer, const NdOptions& options);

/**
 * Read options up to the end of the reader. An option of length 0 is refused (RFC 4861 section
 * 6.1.2), and so is one with a length that its format forbids.
 * @param reader at the first option
 * @return the options, or the reason and the offset of the offending octet, counted from the
 * reader's start
 */
DecodeResult<NdOptions> DecodeNdOptions(ByteReader& reader);

/**
 * Judge the options of a Neighbor Discovery message (RFC 4861 section 4, ICMPv6 types 133 to 137)
 * before the stock ns-3 node handles it, which does not look at lengths. Refused are
 *
 * - TRUNCATED: a message or option that is not there in full; a Redirect without a Redirected
 *   Header option, which the stock node reads unseen;
 * - BAD_LENGTH: option length 0 or one that a fixed format forbids; a link-layer address option
 *   that ns3::Address, with its 20 octets, cannot hold;
 * - BAD_VALUE: a prefix length above 128, beyond which ns3::Ipv6Prefix writes past its octets; a
 *   second Source Link-Layer Address or MTU option, at which the stock node never stops reading.
 *
 * @param message from the Type octet on
 * @param size octets present
 * @return the reason and the offset of the offending octet; NONE for a harmless message and for
 * one of another type
 */
Refusal CheckNdOptions(const uint8_t* message, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_ND_OPTIONS_H */

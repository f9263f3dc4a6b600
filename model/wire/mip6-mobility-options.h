/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_OPTIONS_H
#define MIP6_MOBILITY_OPTIONS_H

#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-wire
 * Mobility options and their list (RFC 6275 section 6.2). The padding that alignment asks for is
 * not a value: the encoder makes it, the decoder drops it. Padding beyond that is kept as Pad1 and
 * PadN, so that what was decoded is encoded to the same octets.
 */

namespace ns3::mip6
{

/// Pad1 (RFC 6275 section 6.2.2), where alignment does not ask for it.
struct Pad1
{
};

/// PadN (RFC 6275 section 6.2.3), where alignment does not ask for it.
struct PadN
{
    Bytes data; //!< zeros when sent, ignored when received; at most 255 octets
};

/**
 * Binding Refresh Advice (RFC 6275 section 6.2.4), alignment 2n.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 2    |   Length = 2  |       Refresh Interval        |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
struct BindingRefreshAdvice
{
    Time refreshInterval; //!< when to send a new home registration, 0 s to 262140 s in steps of 4 s
};

/**
 * Alternate Care-of Address (RFC 6275 section 6.2.5), alignment 8n+6: Type = 3, Length = 16,
 * address.
 */
struct AlternateCareOfAddress
{
    Ipv6Address careOfAddress; //!< the care-of address of the binding
};

/**
 * Nonce Indices (RFC 6275 section 6.2.6), alignment 2n.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 4    |   Length = 4  |       Home Nonce Index        |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |     Care-of Nonce Index       |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
struct NonceIndices
{
    uint16_t homeNonceIndex{0};   //!< from the Home Test
    uint16_t careOfNonceIndex{0}; //!< from the Care-of Test; not used when a binding is deleted
};

/// Authenticator of a Binding Authorization Data option: 96 bits (RFC 6275 section 6.2.7).
using Authenticator = std::array<uint8_t, 12>;

/**
 * Binding Authorization Data (RFC 6275 section 6.2.7), alignment 8n+2: Type = 5, Length = 12,
 * Authenticator. It is the last option of its message; the encoder moves it there, the decoder
 * refuses anything behind it, padding included (section 9.5.1).
 */
struct BindingAuthorizationData
{
    Authenticator authenticator{}; //!< see section 5.2.6
};

/**
 * Mobile Network Prefix (RFC 3963 section 4.3), alignment 8n+4.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 6    |  Length = 18  |   Reserved    | Prefix Length |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                     Mobile Network Prefix                     |
 */
struct MobileNetworkPrefix
{
    Ipv6Address prefix;      //!< bits behind the length are kept as they came
    uint8_t prefixLength{0}; //!< any octet; a length above 128 is for the home agent to refuse
};

/// Mobile Node Identifier (RFC 4283 section 3), no alignment: Type = 8, Length, Subtype,
/// Identifier.
struct MobileNodeIdentifier
{
    uint8_t subtype{1}; //!< 1: network access identifier (RFC 4283 section 3.1)
    Bytes identifier;   //!< at most 254 octets
};

/// Care-of address of a Binding Identifier option: none, IPv4 or IPv6.
using OptionalCareOfAddress = std::variant<std::monostate, Ipv4Address, Ipv6Address>;

/**
 * Binding Identifier (RFC 5648 section 4.1), alignment 2n without an address, else 8n+2. Length is
 * 4, 8 or 20.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |       Binding ID (BID)        |     Status    |H|   Reserved  |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |             IPv4 or IPv6 care-of address, or none             |
 */
struct BindingIdentifier
{
    uint16_t bindingId{0};               //!< BID, not 0 in a message that is sent
    uint8_t status{0};                   //!< in a Binding Acknowledgement; as BindingStatus
    bool simultaneousHomeForeign{false}; //!< H
    uint8_t otherFlags{0};               //!< remaining bits of the octet, kept as they came
    OptionalCareOfAddress careOfAddress; //!< of the binding
};

/// An option that this room has no struct for; kept as it came, and skipped by receivers
/// (RFC 6275 section 6.2.1).
struct UnknownMobilityOption
{
    uint8_t type{0}; //!< option type
    Bytes data;      //!< option data, at most 255 octets
};

/// Any mobility option.
using MobilityOption = std::variant<Pad1,
                                    PadN,
                                    BindingRefreshAdvice,
                                    AlternateCareOfAddress,
                                    NonceIndices,
                                    BindingAuthorizationData,
                                    MobileNetworkPrefix,
                                    MobileNodeIdentifier,
                                    BindingIdentifier,
                                    UnknownMobilityOption>;

/// The options of one message, in the order of the wire.
using MobilityOptions = std::vector<MobilityOption>;

/// @name Equality of values, for tests
/// @{
bool operator==(const Pad1& a, const Pad1& b);
bool operator==(const PadN& a, const PadN& b);
bool operator==(const BindingRefreshAdvice& a, const BindingRefreshAdvice& b);
bool operator==(const AlternateCareOfAddress& a, const AlternateCareOfAddress& b);
bool operator==(const NonceIndices& a, const NonceIndices& b);
bool operator==(const BindingAuthorizationData& a, const BindingAuthorizationData& b);
bool operator==(const MobileNetworkPrefix& a, const MobileNetworkPrefix& b);
bool operator==(const MobileNodeIdentifier& a, const MobileNodeIdentifier& b);
bool operator==(const BindingIdentifier& a, const BindingIdentifier& b);
bool operator==(const UnknownMobilityOption& a, const UnknownMobilityOption& b);
/// @}

/**
 * @param option any option
 * @return its Option Type on the wire
 */
uint8_t GetType(const MobilityOption& option);

/**
 * Write the options, each at its alignment, then padding to a multiple of 8 octets counted from the
 * writer's start (RFC 6275 sections 6.1.1 and 6.2). The order is the given one, but for Binding
 * Authorization Data, which goes last.
 * @param writer where the Mobility Header has been begun at offset 0
 * @param options the options in the wanted order
 * @return whether all of them fit their length fields, and Binding Authorization Data is there
 * once at most; if not, the octets are not to be used
 */
bool EncodeMobilityOptions(ByteWriter& writer, const MobilityOptions& options);

/**
 * Read options up to the end of the reader (RFC 6275 section 6.2.1). Unknown options are kept.
 * An option with a length that its format forbids is refused.
 * Padding is dropped where the encoder makes it, and altogether where an option does not stand at
 * its alignment, to which the encoder would move it.
 * @param reader at the first option; its offset counts from the start of the Mobility Header
 * @return the options, or the reason and the offset of the offending octet
 */
DecodeResult<MobilityOptions> DecodeMobilityOptions(ByteReader& reader);

/**
 * @tparam T an option type
 * @tparam Options a list of variants
 * @param options a list
 * @return the first option of that type, nullptr if there is none
 */
template <typename T, typename Options>
const T*
FindOption(const Options& options)
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

} // namespace ns3::mip6

#endif /* MIP6_MOBILITY_OPTIONS_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_OPTIONS_H
#define MIP6_MOBILITY_OPTIONS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-wire
 * Mobility options and their list (RFC 6275 section 6.2). Padding is not a value: the encoder makes
 * it, the decoder skips it.
 */

namespace ns3::mip6
{

/**
 * Binding Refresh Advice (RFC 6275 section 6.2.4), alignment 2n.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |   Type = 2    |   Length = 2  |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |       Refresh Interval        |  units of 4 seconds
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
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

/// An option that this room has no struct for; kept as it came, and skipped by receivers
/// (RFC 6275 section 6.2.1).
struct UnknownMobilityOption
{
    uint8_t type{0}; //!< option type
    Bytes data;      //!< option data, at most 255 octets
};

/// Any mobility option but padding.
using MobilityOption =
    std::variant<BindingRefreshAdvice, AlternateCareOfAddress, UnknownMobilityOption>;

/// The options of one message, in the order of the wire.
using MobilityOptions = std::vector<MobilityOption>;

/// @name Equality of values, for tests
/// @{
bool operator==(const BindingRefreshAdvice& a, const BindingRefreshAdvice& b);
bool operator==(const AlternateCareOfAddress& a, const AlternateCareOfAddress& b);
bool operator==(const UnknownMobilityOption& a, const UnknownMobilityOption& b);
/// @}

/**
 * Write the options, each at its alignment, then padding to a multiple of 8 octets counted from the
 * writer's start (RFC 6275 sections 6.1.1 and 6.2).
 * @param writer where the Mobility Header has been begun at offset 0
 * @param options the options in the wanted order
 */
void EncodeMobilityOptions(ByteWriter& writer, const MobilityOptions& options);

/**
 * Read options up to the end of the reader (RFC 6275 section 6.2.1). Unknown options are kept.
 * An option with a length that its format forbids is refused.
 * @param reader at the first option
 * @return the options without padding, or the reason and the offset of the offending octet
 */
DecodeResult<MobilityOptions> DecodeMobilityOptions(ByteReader& reader);

/**
 * @tparam T an option type
 * @param options a list
 * @return the first option of that type, nullptr if there is none
 */
template <typename T>
const T*
FindOption(const MobilityOptions& options)
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

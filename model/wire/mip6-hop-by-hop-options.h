/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOP_BY_HOP_OPTIONS_H
#define MIP6_HOP_BY_HOP_OPTIONS_H

#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"

#include <cstddef>
#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-wire
 * Hop-by-Hop Options header with a Router Alert option (RFC 8200 section 4.3, RFC 2711).
 */

namespace ns3::mip6
{

/// Size of a Hop-by-Hop Options header that holds nothing but a Router Alert option.
constexpr std::size_t ROUTER_ALERT_HEADER_OCTETS = 8;

/// What a receiver needs from a Hop-by-Hop Options header.
struct HopByHopOptions
{
    uint8_t nextHeader{0};               //!< of the header
    std::size_t octets{0};               //!< of the whole header
    std::optional<uint16_t> routerAlert; //!< value of the Router Alert option, if there is one
};

/// @name Equality of values, for tests
/// @{
bool operator==(const HopByHopOptions& a, const HopByHopOptions& b);
/// @}

/**
 * Encode a Hop-by-Hop Options header with one Router Alert option.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |  Next Header  | Hdr Ext Len=0 |   Type = 5    |  Length = 2   |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |             Value             |   PadN = 1    |  Length = 0   |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *
 * @param nextHeader what follows
 * @param value of the Router Alert option
 * @return 8 octets
 */
Bytes EncodeRouterAlertHeader(uint8_t nextHeader, uint16_t value);

/**
 * @param data first octet of a Hop-by-Hop Options header
 * @param size octets present
 * @return its content, or why not; a Router Alert option must have length 2 and stand once
 */
DecodeResult<HopByHopOptions> DecodeHopByHopOptions(const uint8_t* data, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_HOP_BY_HOP_OPTIONS_H */

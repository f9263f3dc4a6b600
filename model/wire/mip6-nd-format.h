/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ND_FORMAT_H
#define MIP6_ND_FORMAT_H

#include "ns3/mip6-numbers.h"

#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * Sizes of Neighbor Discovery options, for their encoder and their decoder.
 */

namespace ns3::mip6::nd
{

/// Lengths count in this (RFC 4861 section 4.6).
constexpr std::size_t UNIT_OCTETS = 8;
/// Octets of Type and Length (RFC 4861 section 4.6).
constexpr std::size_t OPTION_HEADER_OCTETS = 2;
/// Size of a link-layer address option for 48-bit addresses, in units (RFC 4861 section 4.6.1).
constexpr uint8_t LINK_LAYER_UNITS = 1;
/// Size of a Prefix Information option, in units (RFC 4861 section 4.6.2).
constexpr uint8_t PREFIX_UNITS = 4;
/// Size of an MTU option, in units (RFC 4861 section 4.6.4).
constexpr uint8_t MTU_UNITS = 1;
/// Size of an Advertisement Interval option, in units (RFC 6275 section 7.3).
constexpr uint8_t INTERVAL_UNITS = 1;
/// Size of a Home Agent Information option, in units (RFC 6275 section 7.4).
constexpr uint8_t HOME_AGENT_UNITS = 1;
/// Bits in an address.
constexpr uint8_t MAX_PREFIX_LENGTH = 128;
/// Flags of a Prefix Information option that have a member of their own.
constexpr uint8_t PREFIX_NAMED_FLAGS =
    PREFIX_FLAG_ON_LINK | PREFIX_FLAG_AUTONOMOUS | PREFIX_FLAG_ROUTER_ADDRESS;

/**
 * @param type of an option
 * @return the only length in units that its format allows, 0 if it is not fixed or not known here
 */
constexpr uint8_t
GetFixedUnits(uint8_t type)
{
    switch (static_cast<NdOptionType>(type))
    {
    case NdOptionType::PREFIX_INFORMATION:
        return PREFIX_UNITS;
    case NdOptionType::MTU:
        return MTU_UNITS;
    case NdOptionType::ADVERTISEMENT_INTERVAL:
        return INTERVAL_UNITS;
    case NdOptionType::HOME_AGENT_INFORMATION:
        return HOME_AGENT_UNITS;
    default:
        // RFC 4861 section 4.6.1: that of a link-layer address depends on the link.
        return 0;
    }
}

} // namespace ns3::mip6::nd

#endif /* MIP6_ND_FORMAT_H */

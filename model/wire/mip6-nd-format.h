/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ND_FORMAT_H
#define MIP6_ND_FORMAT_H

#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * Sizes and flag bits of Neighbor Discovery messages, for their encoder and their decoder.
 */

namespace ns3::mip6::nd
{

/// ND option lengths count in this (RFC 4861 section 4.6).
constexpr std::size_t UNIT_OCTETS = 8;
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

constexpr uint8_t RA_FLAG_MANAGED = 0x80;            //!< M (RFC 4861 section 4.2)
constexpr uint8_t RA_FLAG_OTHER = 0x40;              //!< O (RFC 4861 section 4.2)
constexpr uint8_t RA_FLAG_HOME_AGENT = 0x20;         //!< H (RFC 6275 section 7.1)
constexpr uint8_t PREFIX_FLAG_ON_LINK = 0x80;        //!< L (RFC 4861 section 4.6.2)
constexpr uint8_t PREFIX_FLAG_AUTONOMOUS = 0x40;     //!< A (RFC 4861 section 4.6.2)
constexpr uint8_t PREFIX_FLAG_ROUTER_ADDRESS = 0x20; //!< R (RFC 6275 section 7.2)
constexpr uint8_t NA_FLAG_ROUTER = 0x80;             //!< R (RFC 4861 section 4.4)
constexpr uint8_t NA_FLAG_SOLICITED = 0x40;          //!< S (RFC 4861 section 4.4)
constexpr uint8_t NA_FLAG_OVERRIDE = 0x20;           //!< O (RFC 4861 section 4.4)
/// R bit in the first 16 bits of a Home Agent Information option (RFC 3963 section 7.3).
constexpr uint16_t HOME_AGENT_FLAG_MOBILE_ROUTERS = 0x8000;

} // namespace ns3::mip6::nd

#endif /* MIP6_ND_FORMAT_H */

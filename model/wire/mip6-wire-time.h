/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_WIRE_TIME_H
#define MIP6_WIRE_TIME_H

#include "ns3/nstime.h"

#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * Spans of time in the units of the wire. All conversions to the wire round down, so that no
 * promise is extended, and clamp to what the field holds; a negative span becomes 0.
 */

namespace ns3::mip6
{

/**
 * @param span a lifetime or refresh interval
 * @return units of 4 seconds (RFC 6275 sections 6.1.7, 6.1.8 and 6.2.4)
 */
uint16_t ToFourSecondUnits(const Time& span);

/**
 * @param units of 4 seconds
 * @return the span
 */
Time FromFourSecondUnits(uint16_t units);

/**
 * @param span any
 * @return whole seconds in 16 bits (RFC 4861 section 4.2, RFC 6275 section 7.4)
 */
uint16_t ToSeconds16(const Time& span);

/**
 * @param span any; what does not fit becomes all ones, which means infinity
 * @return whole seconds in 32 bits (RFC 4861 section 4.6.2)
 */
uint32_t ToSeconds32(const Time& span);

/**
 * @param span any
 * @return whole milliseconds in 32 bits (RFC 4861 section 4.2, RFC 6275 section 7.3)
 */
uint32_t ToMilliseconds32(const Time& span);

/**
 * @param seconds a count
 * @return the span
 */
Time FromSeconds(uint32_t seconds);

/**
 * @param milliseconds a count
 * @return the span
 */
Time FromMilliseconds(uint32_t milliseconds);

} // namespace ns3::mip6

#endif /* MIP6_WIRE_TIME_H */

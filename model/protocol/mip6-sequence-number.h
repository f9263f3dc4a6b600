/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SEQUENCE_NUMBER_H
#define MIP6_SEQUENCE_NUMBER_H

#include <cstdint>

/**
 * @file
 * @ingroup mip6-protocol
 * Comparison of the Sequence # of Binding Updates.
 */

namespace ns3::mip6
{

/**
 * RFC 6275 section 9.5.1: sequence numbers compare modulo 2^16; a number is greater if it lies in
 * the 32767 that follow.
 * @param a a sequence number
 * @param b another
 * @return whether a is greater than b
 */
constexpr bool
IsSequenceGreater(uint16_t a, uint16_t b)
{
    const auto distance = static_cast<uint16_t>(a - b);
    return distance != 0 && distance < 0x8000;
}

} // namespace ns3::mip6

#endif /* MIP6_SEQUENCE_NUMBER_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENTS_ANYCAST_H
#define MIP6_HOME_AGENTS_ANYCAST_H

#include "ns3/ipv6-address.h"

#include <algorithm>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-protocol
 * The address under which the home agents of a link can be reached without knowing one of them.
 */

namespace ns3::mip6
{

/**
 * @param prefix subnet prefix, or any address in it
 * @param length of the prefix, 0 to 128
 * @return its Mobile IPv6 Home-Agents anycast address (RFC 2526 section 2)
 */
inline Ipv6Address
MakeHomeAgentsAnycast(const Ipv6Address& prefix, uint8_t length)
{
    uint8_t ones[16];
    std::fill(ones, ones + 16, uint8_t{0xFF});
    // RFC 2526 sections 2 and 3: all ones, and in the last 7 bits the identifier 126.
    ones[15] = 0xFE;
    // RFC 2526 section 2: an interface identifier of 64 bits is a local EUI-64.
    if (length == 64)
    {
        ones[8] = 0xFD;
    }
    uint8_t octets[16];
    prefix.GetBytes(octets);
    uint8_t mask[16];
    Ipv6Prefix(length).GetBytes(mask);
    for (int i = 0; i < 16; ++i)
    {
        octets[i] = static_cast<uint8_t>((octets[i] & mask[i]) | (ones[i] & ~mask[i]));
    }
    return Ipv6Address(octets);
}

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENTS_ANYCAST_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_ORACLE_H
#define MIP6_MOBILITY_ORACLE_H

#include "mip6-packet-octets.h"

#include "ns3/mip6-numbers.h"

#include <array>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-tests
 * Lengths in Mobility Headers, from their octets alone.
 */

namespace ns3::mip6::tests
{

/// Octets before the options, by MH Type (RFC 6275 sections 6.1.2 to 6.1.9).
constexpr std::array<std::size_t, 8> MOBILITY_FIXED_OCTETS{8, 16, 16, 24, 24, 12, 12, 24};

/// @param type of a mobility option @param length of it @return whether its format allows it
inline bool
IsMobilityOptionLength(uint8_t type, uint8_t length)
{
    switch (static_cast<MobilityOptionType>(type))
    {
    case MobilityOptionType::BINDING_REFRESH_ADVICE: // RFC 6275 section 6.2.4
        return length == 2;
    case MobilityOptionType::ALTERNATE_CARE_OF_ADDRESS: // RFC 6275 section 6.2.5
        return length == 16;
    case MobilityOptionType::NONCE_INDICES: // RFC 6275 section 6.2.6
        return length == 4;
    case MobilityOptionType::BINDING_AUTHORIZATION_DATA: // RFC 6275 section 6.2.7
        return length == 12;
    case MobilityOptionType::MOBILE_NETWORK_PREFIX: // RFC 3963 section 4.3
        return length == 18;
    case MobilityOptionType::MOBILE_NODE_IDENTIFIER: // RFC 4283 section 3
        return length > 0;
    case MobilityOptionType::BINDING_IDENTIFIER: // RFC 5648 section 4.1
        return length == 4 || length == 8 || length == 20;
    default:
        return true;
    }
}

/// @param octets of a packet @param at first octet of the options @param end of them @return
/// whether lengths hold
inline bool
AreMobilityOptionsSound(const Bytes& octets, std::size_t at, std::size_t end)
{
    while (at < end)
    {
        if (octets[at] == 0)
        {
            ++at;
            continue;
        }
        if (at + 2 > end || at + 2 + octets[at + 1] > end)
        {
            return false;
        }
        const std::size_t next = at + 2 + octets[at + 1];
        // RFC 6275 section 6.2.7: the authorization data is the last option.
        const bool isLast =
            octets[at] != static_cast<uint8_t>(MobilityOptionType::BINDING_AUTHORIZATION_DATA) ||
            next == end;
        if (!isLast || !IsMobilityOptionLength(octets[at], octets[at + 1]))
        {
            return false;
        }
        at = next;
    }
    return true;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_MOBILITY_ORACLE_H */

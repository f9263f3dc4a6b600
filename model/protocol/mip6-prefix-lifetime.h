/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PREFIX_LIFETIME_H
#define MIP6_PREFIX_LIFETIME_H

#include "ns3/mip6-config.h"
#include "ns3/mip6-nd-options.h"
#include "ns3/nstime.h"

#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * How long a prefix lasts for who hears of it.
 */

namespace ns3::mip6
{

/**
 * @param now current time
 * @param lifetime from the wire
 * @return absolute end, nothing if it never ends
 */
inline std::optional<Time>
GetLifetimeEnd(Time now, Time lifetime)
{
    if (lifetime >= ND_INFINITE_LIFETIME)
    {
        return std::nullopt;
    }
    return now + lifetime;
}

/**
 * @param a an absolute end, absent: never
 * @param b another
 * @return whether a is before b
 */
inline bool
EndsBefore(const std::optional<Time>& a, const std::optional<Time>& b)
{
    return a && (!b || *a < *b);
}

/**
 * The end of a prefix after an advertisement that nobody vouches for: a short lifetime does not cut
 * a longer remaining one below two hours (RFC 4862 section 5.5.3 e).
 * @param now current time
 * @param present end that was known, absent: never
 * @param validLifetime from the wire
 * @return the end from now on, absent: never
 */
inline std::optional<Time>
RenewUnauthenticated(Time now, const std::optional<Time>& present, Time validLifetime)
{
    const auto announced = GetLifetimeEnd(now, validLifetime);
    if (EndsBefore(present, announced) || validLifetime > TWO_HOURS)
    {
        return announced;
    }
    const Time inTwoHours = now + TWO_HOURS;
    return EndsBefore(inTwoHours, present) ? inTwoHours : present;
}

} // namespace ns3::mip6

#endif /* MIP6_PREFIX_LIFETIME_H */

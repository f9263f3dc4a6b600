/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-wire-time.h"

#include <algorithm>
#include <limits>

namespace ns3::mip6
{

namespace
{

/// Seconds in one unit of a binding lifetime (RFC 6275 section 6.1.7).
constexpr uint32_t LIFETIME_UNIT_SECONDS = 4;

/**
 * @tparam Field the integer type of the field
 * @param count how many units, any sign
 * @return the count, clamped to the field
 */
template <typename Field>
Field
Clamp(int64_t count)
{
    constexpr int64_t maximum = std::numeric_limits<Field>::max();
    return static_cast<Field>(std::clamp<int64_t>(count, 0, maximum));
}

} // namespace

uint16_t
ToFourSecondUnits(const Time& span)
{
    return Clamp<uint16_t>(span.ToInteger(Time::S) / LIFETIME_UNIT_SECONDS);
}

Time
FromFourSecondUnits(uint16_t units)
{
    return FromSeconds(units * LIFETIME_UNIT_SECONDS);
}

uint16_t
ToSeconds16(const Time& span)
{
    return Clamp<uint16_t>(span.ToInteger(Time::S));
}

uint32_t
ToSeconds32(const Time& span)
{
    return Clamp<uint32_t>(span.ToInteger(Time::S));
}

uint32_t
ToMilliseconds32(const Time& span)
{
    return Clamp<uint32_t>(span.ToInteger(Time::MS));
}

Time
FromSeconds(uint32_t seconds)
{
    return Time::FromInteger(seconds, Time::S);
}

Time
FromMilliseconds(uint32_t milliseconds)
{
    return Time::FromInteger(milliseconds, Time::MS);
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-granted-lifetime.h"

#include "ns3/mip6-config.h"

#include <algorithm>
#include <cstdint>

namespace ns3::mip6
{

namespace
{

/// @param lifetime any @return in units of the wire, rounded down
int64_t
GetUnits(Time lifetime)
{
    return lifetime.GetTimeStep() / BINDING_LIFETIME_UNIT.GetTimeStep();
}

} // namespace

bool
CanGrant(Time now, const LinkPrefix& prefix)
{
    return prefix.valid.GetRemaining(now) >= BINDING_LIFETIME_UNIT;
}

GrantedLifetime
Grant(Time now, const LinkPrefix& prefix, Time wanted)
{
    const Time valid = prefix.valid.GetRemaining(now);
    GrantedLifetime granted;
    granted.lifetime = std::min(wanted, valid);
    // RFC 6275 section 10.3.1: deprecated, or to be so during the binding, or invalid at its end;
    // compared in units of the wire.
    const Time preferred = prefix.GetPreferred(now);
    const int64_t units = GetUnits(granted.lifetime);
    if (GetUnits(preferred) == 0 || GetUnits(preferred) < units || GetUnits(valid) <= units)
    {
        granted.status = BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY;
    }
    return granted;
}

} // namespace ns3::mip6

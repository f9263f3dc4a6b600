/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_GRANTED_LIFETIME_H
#define MIP6_GRANTED_LIFETIME_H

#include "ns3/mip6-link-prefixes.h"
#include "ns3/mip6-numbers.h"
#include "ns3/nstime.h"

/**
 * @file
 * @ingroup mip6-protocol
 * How a home prefix limits the bindings of its home addresses (RFC 6275 section 10.3.1).
 */

namespace ns3::mip6
{

/// The lifetime of a binding, and how it is acknowledged.
struct GrantedLifetime
{
    Time lifetime;                                 //!< of the binding
    BindingStatus status{BindingStatus::ACCEPTED}; //!< 0 or 1
};

/**
 * @param now current time
 * @param prefix of a home address
 * @return whether home addresses can be registered: the prefix is valid for a unit of binding
 * lifetimes, for less than that is none
 */
bool CanGrant(Time now, const LinkPrefix& prefix);

/**
 * @param now current time
 * @param prefix of the home address
 * @param wanted lifetime that all other limits allow
 * @return what is granted
 */
GrantedLifetime Grant(Time now, const LinkPrefix& prefix, Time wanted);

} // namespace ns3::mip6

#endif /* MIP6_GRANTED_LIFETIME_H */

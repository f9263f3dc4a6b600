/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_REGISTRATION_EXTENSION_H
#define MIP6_REGISTRATION_EXTENSION_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-numbers.h"

/**
 * @file
 * @ingroup mip6-protocol
 * Where a protocol on top of Mobile IPv6 takes part in home registrations.
 */

namespace ns3::mip6
{

/// What such a protocol adds to home registrations, and makes of their answers.
class RegistrationExtension
{
  public:
    virtual ~RegistrationExtension() = default;

    /**
     * Complete a Binding Update to a home agent.
     * @param homeAddress that it is about
     * @param update everything else is filled in; a lifetime of 0 deletes
     */
    virtual void Extend(const Ipv6Address& homeAddress, BindingUpdate& update) = 0;

    /**
     * @param homeAddress that the acknowledgement is about
     * @param acknowledgement that accepts a Binding Update
     * @return whether it gives what was asked for; if not, the binding is deleted and another home
     * agent looked for
     */
    virtual bool IsGranted(const Ipv6Address& homeAddress,
                           const BindingAcknowledgement& acknowledgement) const = 0;

    /**
     * @param homeAddress that the acknowledgement is about
     * @param status that refuses a Binding Update
     * @return whether the home agent is not to be asked again before what it is told changes
     */
    virtual bool IsFinal(const Ipv6Address& homeAddress, BindingStatus status) const = 0;

    /// @return whether home agents are discovered that serve mobile routers (RFC 3963 section 7.1)
    virtual bool NeedsRouterSupport() const = 0;
};

} // namespace ns3::mip6

#endif /* MIP6_REGISTRATION_EXTENSION_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent-machine.h"

#include <algorithm>
#include <utility>

/**
 * @file
 * @ingroup mip6-protocol
 * The part of the home agent that deals with the prefixes of the home link (RFC 6275 section 10.6).
 */

namespace ns3::mip6
{

Actions
HomeAgentMachine::Advertise(const PrefixDeliveries& deliveries) const
{
    Actions actions;
    for (const PrefixDelivery& delivery : deliveries)
    {
        // RFC 6275 section 6.8: only while it is registered.
        if (const Binding* binding = m_cache.Find(delivery.homeAddress))
        {
            // RFC 6275 section 10.6.3: from the address that the registration was sent to, with a
            // type 2 routing header in any case.
            actions.emplace_back(SendIcmpv6{binding->localAddress,
                                            delivery.careOfAddress.value_or(binding->careOfAddress),
                                            std::nullopt,
                                            delivery.homeAddress,
                                            delivery.message});
        }
    }
    return actions;
}

Actions
HomeAgentMachine::HandlePrefixes(Time now, const LinkPrefixes& prefixes)
{
    // Mobile nodes are told first: nothing is sent to them without a binding.
    Actions actions = Advertise(m_advertising.HandlePrefixes(now, prefixes));
    for (const Ipv6Address& homeAddress : m_cache.GetNextToExpire(m_cache.GetSize()))
    {
        Append(actions, LimitBinding(now, *m_cache.Find(homeAddress)));
    }
    Append(actions, HandleDeadline(now));
    return actions;
}

Actions
HomeAgentMachine::LimitBinding(Time now, Binding binding)
{
    // RFC 6275 section 10.3.1: a binding ends with the prefix of its home address.
    const LinkPrefix* prefix = m_advertising.GetPrefixes().Find(binding.homeAddress);
    // RFC 3963 section 6.2: that of a mobile router may never have been on the home link.
    if (!prefix && m_networks.IsInNetwork(binding.homeAddress))
    {
        return {};
    }
    const Time left = prefix ? prefix->valid.GetRemaining(now) : Time();
    if (binding.expiresAt - now <= left)
    {
        return {};
    }
    binding.expiresAt = now + left;
    m_cache.Put(binding);
    if (!left.IsStrictlyPositive())
    {
        return {};
    }
    return {ReportBinding{Mip6BindingRecord{Mip6BindingTable::BINDING_CACHE,
                                            Mip6BindingEvent::UPDATED,
                                            binding.homeAddress,
                                            binding.careOfAddress,
                                            left}}};
}

Actions
HomeAgentMachine::HandlePrefixSolicitation(Time now, const PrefixSolicitationInput& input)
{
    const Binding* binding = m_cache.Find(input.homeAddress);
    if (!binding || binding->careOfAddress != input.careOfAddress)
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    return Advertise(m_advertising.HandleSolicitation(now, input));
}

} // namespace ns3::mip6

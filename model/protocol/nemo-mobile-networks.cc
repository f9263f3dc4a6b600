/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-mobile-networks.h"

#include <utility>

namespace ns3::mip6
{

void
NemoMobileNetworks::SetHomeAddress(const Ipv6Address& homeAddress)
{
    m_homeAddress = homeAddress;
}

const Ipv6Address&
NemoMobileNetworks::GetHomeAddress() const
{
    return m_homeAddress;
}

bool
NemoMobileNetworks::IsRouter() const
{
    // RFC 3963 section 5.2: without an option it would be implicit mode, and the home agent would
    // forward what it knows.
    return m_mode == NemoMode::IMPLICIT || (m_mode == NemoMode::EXPLICIT && !m_networks.empty());
}

Actions
NemoMobileNetworks::Change(Time now,
                           const std::function<void()>& change,
                           MobileNodeMachine* machine)
{
    const NemoMobileNetworks before = *this;
    change();
    if (!machine)
    {
        return {};
    }
    if (IsRouter() == before.IsRouter())
    {
        return machine->Reregister(now);
    }
    // RFC 3963 section 5.2: updates of a binding have the R flag that made it, so that another one
    // takes another binding. The deletion still has the old one.
    const NemoMobileNetworks after = std::exchange(*this, before);
    Actions actions = machine->Withdraw();
    *this = after;
    Append(actions, machine->Reregister(now));
    return actions;
}

Actions
NemoMobileNetworks::SetMode(Time now, NemoMode mode, MobileNodeMachine* machine)
{
    return mode == m_mode ? Actions()
                          : Change(
                                now,
                                [this, mode] { m_mode = mode; },
                                machine);
}

NemoMode
NemoMobileNetworks::GetMode() const
{
    return m_mode;
}

Actions
NemoMobileNetworks::SetNetworks(Time now,
                                std::vector<AddressRange> networks,
                                MobileNodeMachine* machine)
{
    if (m_mode != NemoMode::EXPLICIT)
    {
        // In implicit mode the home agent learns it from elsewhere.
        m_networks = std::move(networks);
        return {};
    }
    return Change(
        now,
        [this, &networks] { m_networks = std::move(networks); },
        machine);
}

const std::vector<AddressRange>&
NemoMobileNetworks::GetNetworks() const
{
    return m_networks;
}

void
NemoMobileNetworks::Extend(const Ipv6Address& homeAddress, BindingUpdate& update)
{
    if (m_homeAddress.IsAny())
    {
        m_homeAddress = homeAddress;
    }
    if (homeAddress != m_homeAddress || !IsRouter())
    {
        return;
    }
    update.mobileRouter = true;
    // RFC 3963 section 6.7: a deletion is about all prefixes.
    if (m_mode == NemoMode::IMPLICIT || update.lifetime.IsZero())
    {
        return;
    }
    for (const AddressRange& network : m_networks)
    {
        update.options.emplace_back(MobileNetworkPrefix{network.network, network.prefixLength});
    }
}

bool
NemoMobileNetworks::IsGranted(const Ipv6Address& homeAddress,
                              const BindingAcknowledgement& acknowledgement) const
{
    // RFC 3963 section 5.3: without the R flag the home agent does not serve mobile routers.
    return homeAddress != m_homeAddress || !IsRouter() || acknowledgement.mobileRouter;
}

bool
NemoMobileNetworks::IsFinal(const Ipv6Address& homeAddress, BindingStatus status) const
{
    // RFC 3963 section 5.4: the statuses of mobile routers. Those that belong to the other mode are
    // fatal errors.
    return homeAddress == m_homeAddress && IsRouter() &&
           status >= BindingStatus::MOBILE_ROUTER_OPERATION_NOT_PERMITTED &&
           status <= BindingStatus::FORWARDING_SETUP_FAILED;
}

bool
NemoMobileNetworks::NeedsRouterSupport() const
{
    return IsRouter();
}

} // namespace ns3::mip6

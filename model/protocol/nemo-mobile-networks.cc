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

Actions
NemoMobileNetworks::SetMode(Time now, NemoMode mode, MobileNodeMachine* machine)
{
    const NemoMode before = std::exchange(m_mode, mode);
    if (!machine || mode == before)
    {
        return {};
    }
    if ((mode == NemoMode::HOST) == (before == NemoMode::HOST))
    {
        return machine->Reregister(now);
    }
    // RFC 3963 section 5.2: updates of a binding have the R flag that made it, so that another one
    // takes another binding. The deletion still has the old one.
    m_mode = before;
    Actions actions = machine->Withdraw();
    m_mode = mode;
    Append(actions, machine->Reregister(now));
    return actions;
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
    m_networks = std::move(networks);
    // In implicit mode the home agent learns it from elsewhere.
    return machine && m_mode == NemoMode::EXPLICIT ? machine->Reregister(now) : Actions();
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
    if (homeAddress != m_homeAddress || m_mode == NemoMode::HOST)
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
    return homeAddress != m_homeAddress || m_mode == NemoMode::HOST || acknowledgement.mobileRouter;
}

bool
NemoMobileNetworks::NeedsRouterSupport() const
{
    return m_mode != NemoMode::HOST;
}

} // namespace ns3::mip6

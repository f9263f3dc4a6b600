/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-address-machine.h"

#include <utility>

/**
 * @file
 * @ingroup mip6-protocol
 * What the end of an exchange with the home agent means for a home address.
 */

namespace ns3::mip6
{

Actions
HomeAddressMachine::Conclude(Time now, RegistrationResult result)
{
    Actions actions = Mute(std::move(result.actions));
    switch (result.event)
    {
    case RegistrationEvent::REGISTERED:
        Append(actions, ConcludeRegistered(now));
        break;
    case RegistrationEvent::DEREGISTERED:
        Append(actions, ConcludeDeregistered(now));
        break;
    case RegistrationEvent::BARRED:
        // RFC 3963 section 5.4: the home agent gets no Binding Update like this one again.
        m_selection.Bar();
        Append(actions, ConcludeRefused(now));
        break;
    case RegistrationEvent::REFUSED:
        Append(actions, ConcludeRefused(now));
        break;
    case RegistrationEvent::DUPLICATE:
        m_isDuplicate = true;
        Append(actions, Phase(Mip6HandoverPhase::REFUSED, GetCareOfAddress()));
        break;
    case RegistrationEvent::UNANSWERED:
        Append(actions, ConcludeFailed(now));
        break;
    case RegistrationEvent::EXPIRED:
        Append(actions, ConcludeExpired());
        break;
    case RegistrationEvent::DISCARDED:
        actions.emplace_back(ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE});
        break;
    case RegistrationEvent::NONE:
        break;
    }
    return actions;
}

Actions
HomeAddressMachine::ConcludeRegistered(Time now)
{
    m_selection.HandleAccepted();
    const Ipv6Address careOfAddress = GetCareOfAddress();
    Actions actions;
    if (m_state != Mip6MobileNodeState::REGISTERED) // otherwise a refresh
    {
        actions = EnterState(Mip6MobileNodeState::REGISTERED);
        Append(actions, Phase(Mip6HandoverPhase::ACKNOWLEDGED, careOfAddress));
        actions.emplace_back(OpenTunnel{m_config.homeAddress, careOfAddress, m_config.homeAgent});
    }
    Append(actions, m_optimizer.HandleRegistered(now, {careOfAddress, GetBindingLimit()}));
    return actions;
}

Actions
HomeAddressMachine::ConcludeDeregistered(Time now)
{
    Actions actions = EnterState(Mip6MobileNodeState::AT_HOME);
    Append(actions, Phase(Mip6HandoverPhase::ACKNOWLEDGED, m_config.homeAddress));
    // RFC 6275 section 11.5.5: neighbors must learn that the home address is back, then the
    // correspondent nodes.
    actions.emplace_back(AnnounceHomeAddress{m_config.homeAddress});
    if (m_reports && !m_config.linkLocalAddress.IsAny())
    {
        actions.emplace_back(AnnounceHomeAddress{m_config.linkLocalAddress});
    }
    Append(actions, m_optimizer.HandleAtHome(now));
    return actions;
}

Actions
HomeAddressMachine::ConcludeExpired()
{
    if (m_state != Mip6MobileNodeState::REGISTERED)
    {
        return {};
    }
    // Without a binding the home agent discards what we tunnel; hold it. That goes for Home Test
    // Inits, too.
    Actions actions = m_optimizer.HandleDetached();
    Append(actions, CloseHomeTunnel());
    Append(actions, EnterState(Mip6MobileNodeState::REGISTERING));
    return actions;
}

Actions
HomeAddressMachine::ConcludeRefused(Time now)
{
    Actions actions = Phase(Mip6HandoverPhase::REFUSED, GetCareOfAddress());
    // A refused refresh leaves the binding as it was, unless it has been deleted.
    const BindingUpdateEntry* entry = m_list.Find(m_config.homeAgent);
    if (!entry || !entry->expiresAt)
    {
        Append(actions, ConcludeExpired());
    }
    Append(actions, ConcludeFailed(now));
    return actions;
}

Actions
HomeAddressMachine::ConcludeFailed(Time now)
{
    if (!m_careOf)
    {
        return {};
    }
    SelectionResult result = m_selection.HandleFailure(now, m_careOf->address);
    Actions actions = std::move(result.actions);
    if (result.isChosen)
    {
        Append(actions, UseHomeAgent(now));
    }
    return actions;
}

} // namespace ns3::mip6

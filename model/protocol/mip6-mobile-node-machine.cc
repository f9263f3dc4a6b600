/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-machine.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace ns3::mip6
{

MobileNodeMachine::MobileNodeMachine(const MobileNodeConfig& config, const RandomSource& random)
    : m_config(config),
      m_detector(config.homeAddress, config.homePrefixLength),
      m_registration(config, random, m_list)
{
}

Action
MobileNodeMachine::Phase(Mip6HandoverPhase phase, const Ipv6Address& address)
{
    return ReportPhase{phase, address};
}

Actions
MobileNodeMachine::EnterState(Mip6MobileNodeState state)
{
    if (state == m_state)
    {
        return {};
    }
    const ReportState report{m_state, state};
    m_state = state;
    return {report};
}

Actions
MobileNodeMachine::HandleLinkUp(Time now)
{
    m_detector.HandleLinkUp(now);
    return {Phase(Mip6HandoverPhase::LINK_UP, m_config.homeAddress), SolicitRouter{}};
}

Actions
MobileNodeMachine::HandleRouterAdvertisement(Time now, const RouterAdvertisementInput& input)
{
    const auto attachment = m_detector.HandleRouterAdvertisement(now, input);
    if (!attachment)
    {
        m_registration.SetCareOfValidUntil(m_detector.GetPrefixValidUntil());
        return {};
    }
    Actions actions{Phase(Mip6HandoverPhase::ADVERTISED, input.router)};
    Append(actions, attachment->home ? ArriveHome(now, *attachment) : ArriveAway(*attachment));
    return actions;
}

Actions
MobileNodeMachine::ArriveHome(Time now, const Attachment& attachment)
{
    Actions actions{LeaveLink{}, ConfigureLink{attachment}};
    if (!m_registration.MayBeBound())
    {
        m_registration.Suspend();
        actions.emplace_back(PlaceHomeAddress{HomeAddressPlace::LINK, true});
        actions.push_back(Phase(Mip6HandoverPhase::ADDRESS_READY, m_config.homeAddress));
        Append(actions, EnterState(Mip6MobileNodeState::AT_HOME));
        actions.emplace_back(ReleaseHeldPackets{});
        return actions;
    }
    // RFC 6275 section 11.5.5: no duplicate address detection, since the home agent still defends
    // the home address; the Binding Update goes first, from the home address itself.
    actions.emplace_back(PlaceHomeAddress{HomeAddressPlace::LINK, false});
    actions.push_back(Phase(Mip6HandoverPhase::ADDRESS_READY, m_config.homeAddress));
    Append(actions, EnterState(Mip6MobileNodeState::RETURNING));
    m_releaseDue = true;
    Append(actions, ReleaseBehindUpdate(m_registration.Deregister(now)));
    return actions;
}

Actions
MobileNodeMachine::ReleaseBehindUpdate(Actions actions)
{
    // RFC 6275 section 11.5.5: nothing leaves from the home address before the Binding Update,
    // which jitter or the rate limit may delay.
    const bool sent = std::any_of(actions.begin(), actions.end(), [](const Action& action) {
        return std::holds_alternative<SendMessage>(action);
    });
    if (m_releaseDue && sent)
    {
        m_releaseDue = false;
        actions.emplace_back(ReleaseHeldPackets{});
    }
    return actions;
}

Actions
MobileNodeMachine::ArriveAway(const Attachment& attachment)
{
    m_releaseDue = false;
    m_registration.Suspend();
    Actions actions{CloseTunnel{m_config.homeAddress},
                    LeaveLink{},
                    PlaceHomeAddress{HomeAddressPlace::TUNNEL, false},
                    ConfigureLink{attachment}};
    Append(actions, EnterState(Mip6MobileNodeState::CONFIGURING));
    return actions;
}

Actions
MobileNodeMachine::HandleCareOfAddressReady(Time now, const Ipv6Address& careOfAddress)
{
    if (m_state != Mip6MobileNodeState::CONFIGURING)
    {
        return {};
    }
    Actions actions{Phase(Mip6HandoverPhase::ADDRESS_READY, careOfAddress)};
    Append(actions, EnterState(Mip6MobileNodeState::REGISTERING));
    Append(actions, m_registration.Register(now, careOfAddress, m_detector.GetPrefixValidUntil()));
    return actions;
}

Actions
MobileNodeMachine::HandleCareOfAddressLost(Time, const Ipv6Address& careOfAddress)
{
    Actions actions{Phase(Mip6HandoverPhase::ADDRESS_DUPLICATE, careOfAddress)};
    const bool used =
        m_state == Mip6MobileNodeState::REGISTERING || m_state == Mip6MobileNodeState::REGISTERED;
    if (used && careOfAddress == m_registration.GetCareOfAddress())
    {
        m_registration.Suspend();
        actions.emplace_back(CloseTunnel{m_config.homeAddress});
        Append(actions, EnterState(Mip6MobileNodeState::CONFIGURING));
    }
    return actions;
}

Actions
MobileNodeMachine::HandleBindingAcknowledgement(Time now, const BindingAcknowledgementInput& input)
{
    // RFC 6275 section 11.7.3: from the node that the Binding Update went to, for our home address.
    if (input.source != m_config.homeAgent || input.destination != m_config.homeAddress)
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    return Conclude(m_registration.HandleBindingAcknowledgement(now, input.message));
}

Actions
MobileNodeMachine::Conclude(RegistrationResult result)
{
    Actions actions = std::move(result.actions);
    switch (result.event)
    {
    case RegistrationEvent::REGISTERED:
        Append(actions, ConcludeRegistered());
        break;
    case RegistrationEvent::DEREGISTERED:
        Append(actions, ConcludeDeregistered());
        break;
    case RegistrationEvent::REFUSED:
        actions.push_back(Phase(Mip6HandoverPhase::REFUSED, m_registration.GetCareOfAddress()));
        break;
    case RegistrationEvent::EXPIRED:
        if (m_state == Mip6MobileNodeState::REGISTERED)
        {
            // Without a binding the home agent discards what we tunnel; hold it.
            actions.emplace_back(CloseTunnel{m_config.homeAddress});
            Append(actions, EnterState(Mip6MobileNodeState::REGISTERING));
        }
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
MobileNodeMachine::ConcludeRegistered()
{
    if (m_state == Mip6MobileNodeState::REGISTERED)
    {
        return {}; // a refresh
    }
    const Ipv6Address careOfAddress = m_registration.GetCareOfAddress();
    Actions actions = EnterState(Mip6MobileNodeState::REGISTERED);
    actions.push_back(Phase(Mip6HandoverPhase::ACKNOWLEDGED, careOfAddress));
    actions.emplace_back(OpenTunnel{m_config.homeAddress, careOfAddress, m_config.homeAgent});
    return actions;
}

Actions
MobileNodeMachine::ConcludeDeregistered()
{
    Actions actions = EnterState(Mip6MobileNodeState::AT_HOME);
    actions.push_back(Phase(Mip6HandoverPhase::ACKNOWLEDGED, m_config.homeAddress));
    // RFC 6275 section 11.5.5: neighbors must learn that the home address is back.
    actions.emplace_back(AnnounceHomeAddress{});
    return actions;
}

Actions
MobileNodeMachine::HandleDeadline(Time now)
{
    Actions actions;
    const DetectorEvent event = m_detector.HandleDeadline(now);
    if (event == DetectorEvent::PREFIX_ENDED)
    {
        m_releaseDue = false;
        m_registration.Suspend();
        actions = {CloseTunnel{m_config.homeAddress}, LeaveLink{}};
        Append(actions, EnterState(Mip6MobileNodeState::DETACHED));
    }
    if (event != DetectorEvent::NONE)
    {
        actions.emplace_back(SolicitRouter{});
    }
    Append(actions, ReleaseBehindUpdate(Conclude(m_registration.HandleDeadline(now))));
    return actions;
}

std::optional<Time>
MobileNodeMachine::GetNextDeadline() const
{
    const auto detector = m_detector.GetNextDeadline();
    const auto registration = m_registration.GetNextDeadline();
    if (detector && registration)
    {
        return std::min(*detector, *registration);
    }
    return detector ? detector : registration;
}

Mip6MobileNodeState
MobileNodeMachine::GetState() const
{
    return m_state;
}

const BindingUpdateList&
MobileNodeMachine::GetBindingUpdateList() const
{
    return m_list;
}

} // namespace ns3::mip6

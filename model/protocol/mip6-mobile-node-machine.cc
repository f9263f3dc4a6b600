/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-machine.h"

#include "mip6-earliest.h"

#include "ns3/mip6-numbers.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace ns3::mip6
{

namespace
{

/// @param config of a mobile node
/// @return how it detects movement
MovementConfig
MakeMovementConfig(const MobileNodeConfig& config)
{
    MovementConfig movement = config.movement;
    movement.homePrefixes = {AddressRange{config.homeAddress, config.homePrefixLength}};
    return movement;
}

} // namespace

MobileNodeMachine::MobileNodeMachine(const MobileNodeConfig& config,
                                     const RandomSource& random,
                                     LastUse lastUse)
    : m_config(config),
      m_detector(MakeMovementConfig(config)),
      m_registration(config, random, m_list),
      m_optimizer(m_config, random, std::move(lastUse), m_list)
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
    Actions actions{Phase(Mip6HandoverPhase::LINK_UP, m_config.homeAddress)};
    Append(actions, ConcludeMovement(now, m_detector.HandleLinkUp(now)));
    return actions;
}

Actions
MobileNodeMachine::HandleRouterAdvertisement(Time now, const RouterAdvertisementInput& input)
{
    return ConcludeMovement(now, m_detector.HandleRouterAdvertisement(now, input));
}

Actions
MobileNodeMachine::HandleNeighborAdvertisement(Time now, const NeighborAdvertisementInput& input)
{
    return ConcludeMovement(now, m_detector.HandleNeighborAdvertisement(now, input));
}

Actions
MobileNodeMachine::ConcludeMovement(Time now, DetectorResult result)
{
    Actions actions;
    if (result.lost)
    {
        m_releaseDue = false;
        m_registration.Suspend();
        actions = m_optimizer.HandleDetached();
        Append(actions, {CloseTunnel{m_config.homeAddress}, LeaveLink{}});
        Append(actions, EnterState(Mip6MobileNodeState::DETACHED));
    }
    Append(actions, std::move(result.actions));
    if (const auto& attachment = result.attachment)
    {
        actions.push_back(Phase(Mip6HandoverPhase::ADVERTISED, attachment->router));
        Append(actions, attachment->home ? ArriveHome(now, *attachment) : ArriveAway(*attachment));
        return actions;
    }
    m_registration.SetCareOfValidUntil(m_detector.GetPrefixValidUntil());
    m_optimizer.SetValidUntil(GetBindingLimit());
    return actions;
}

Actions
MobileNodeMachine::ArriveHome(Time now, const Attachment& attachment)
{
    Actions actions = m_optimizer.HandleDetached();
    Append(actions, {LeaveLink{}, ConfigureLink{attachment}});
    if (!m_registration.MayBeBound())
    {
        m_registration.Suspend();
        actions.emplace_back(PlaceHomeAddress{m_config.homeAddress,
                                              m_config.homePrefixLength,
                                              HomeAddressPlace::LINK,
                                              true});
        actions.push_back(Phase(Mip6HandoverPhase::ADDRESS_READY, m_config.homeAddress));
        Append(actions, EnterState(Mip6MobileNodeState::AT_HOME));
        actions.emplace_back(ReleaseHeldPackets{m_config.homeAddress});
        Append(actions, m_optimizer.HandleAtHome(now));
        return actions;
    }
    // RFC 6275 section 11.5.5: no duplicate address detection, since the home agent still defends
    // the home address; the Binding Update goes first, from the home address itself.
    actions.emplace_back(PlaceHomeAddress{m_config.homeAddress,
                                          m_config.homePrefixLength,
                                          HomeAddressPlace::LINK,
                                          false});
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
        actions.emplace_back(ReleaseHeldPackets{m_config.homeAddress});
    }
    return actions;
}

Actions
MobileNodeMachine::ArriveAway(const Attachment& attachment)
{
    m_releaseDue = false;
    m_registration.Suspend();
    Actions actions = m_optimizer.HandleDetached();
    Append(actions,
           {CloseTunnel{m_config.homeAddress},
            LeaveLink{},
            PlaceHomeAddress{m_config.homeAddress,
                             m_config.homePrefixLength,
                             HomeAddressPlace::TUNNEL,
                             false},
            ConfigureLink{attachment}});
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
        Append(actions, m_optimizer.HandleDetached());
        actions.emplace_back(CloseTunnel{m_config.homeAddress});
        Append(actions, EnterState(Mip6MobileNodeState::CONFIGURING));
    }
    return actions;
}

Actions
MobileNodeMachine::HandleBindingAcknowledgement(Time now, const BindingAcknowledgementInput& input)
{
    // RFC 6275 section 11.7.3: from the node that the Binding Update went to, for our home address.
    if (input.destination != m_config.homeAddress)
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    if (input.source != m_config.homeAgent)
    {
        return m_optimizer.HandleBindingAcknowledgement(
            now,
            {input.source, input.message, input.octets});
    }
    return Conclude(now, m_registration.HandleBindingAcknowledgement(now, input.message));
}

bool
MobileNodeMachine::IsAway() const
{
    return m_state != Mip6MobileNodeState::AT_HOME && m_state != Mip6MobileNodeState::RETURNING;
}

Actions
MobileNodeMachine::HandleHomeTest(Time now, const MessagePath& path, const HomeTest& message)
{
    // RFC 6275 section 11.6.2: to the home address and, away from home, through the tunnel.
    if (path.destination != m_config.homeAddress || path.isTunnelled != IsAway() ||
        path.hasType2Routing)
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    return m_optimizer.HandleHomeTest(now, path.source, message);
}

Actions
MobileNodeMachine::HandleCareOfTest(Time now, const MessagePath& path, const CareOfTest& message)
{
    // RFC 6275 section 11.6.2: to the present care-of address, not through the tunnel.
    if (m_state != Mip6MobileNodeState::REGISTERED || path.isTunnelled || path.hasType2Routing ||
        path.destination != m_registration.GetCareOfAddress())
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    return m_optimizer.HandleCareOfTest(now, path.source, message);
}

Actions
MobileNodeMachine::HandleBindingError(Time now,
                                      const MessagePath& path,
                                      const BindingError& message)
{
    return m_optimizer.HandleBindingError(now, path.source, message);
}

Actions
MobileNodeMachine::HandleRefreshRequest(Time now, const MessagePath& path)
{
    // RFC 6275 section 9.5.5: to the home address.
    if (path.destination != m_config.homeAddress)
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    return m_optimizer.HandleRefreshRequest(now, path.source);
}

Actions
MobileNodeMachine::HandleIcmpv6Error(Time now, const Ipv6Address& source, const Icmpv6Error& error)
{
    // RFC 6275 section 11.3.5: the node that something of ours was sent to does not know the
    // Mobility Header or the Home Address option.
    const QuotedPacket& packet = error.packet;
    const bool isHeader = error.code == PARAMETER_PROBLEM_UNKNOWN_NEXT_HEADER &&
                          packet.nextHeader == NEXT_HEADER_MOBILITY;
    const bool isOption =
        error.code == PARAMETER_PROBLEM_UNKNOWN_OPTION && packet.optionHomeAddress;
    const bool isOurs =
        packet.source == m_config.homeAddress || packet.source == m_registration.GetCareOfAddress();
    if (error.type != ICMPV6_PARAMETER_PROBLEM || !(isHeader || isOption) || !isOurs ||
        packet.destination != source)
    {
        return {};
    }
    return source == m_config.homeAgent ? Conclude(now, m_registration.HandleUnsupported())
                                        : m_optimizer.HandleUnsupported(now, source);
}

bool
MobileNodeMachine::NoteTunnelled(Time now, const Ipv6Address& peer)
{
    return m_optimizer.NoteTunnelled(now, peer);
}

Actions
MobileNodeMachine::HandleCorrespondent(Time now, const Ipv6Address& peer)
{
    return m_optimizer.HandleCorrespondent(now, peer);
}

Actions
MobileNodeMachine::Conclude(Time now, RegistrationResult result)
{
    Actions actions = std::move(result.actions);
    switch (result.event)
    {
    case RegistrationEvent::REGISTERED:
        Append(actions, ConcludeRegistered(now));
        break;
    case RegistrationEvent::DEREGISTERED:
        Append(actions, ConcludeDeregistered(now));
        break;
    case RegistrationEvent::REFUSED:
        actions.push_back(Phase(Mip6HandoverPhase::REFUSED, m_registration.GetCareOfAddress()));
        break;
    case RegistrationEvent::EXPIRED:
        if (m_state == Mip6MobileNodeState::REGISTERED)
        {
            // Without a binding the home agent discards what we tunnel; hold it. That goes for Home
            // Test Inits, too.
            Append(actions, m_optimizer.HandleDetached());
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

std::optional<Time>
MobileNodeMachine::GetBindingLimit() const
{
    // RFC 6275 section 11.7.2: neither beyond the home registration nor the care-of address.
    const BindingUpdateEntry* entry = m_list.Find(m_config.homeAgent);
    return GetEarliest({entry ? entry->expiresAt : std::nullopt, m_detector.GetPrefixValidUntil()});
}

Actions
MobileNodeMachine::ConcludeRegistered(Time now)
{
    const Ipv6Address careOfAddress = m_registration.GetCareOfAddress();
    Actions actions;
    if (m_state != Mip6MobileNodeState::REGISTERED) // otherwise a refresh
    {
        actions = EnterState(Mip6MobileNodeState::REGISTERED);
        actions.push_back(Phase(Mip6HandoverPhase::ACKNOWLEDGED, careOfAddress));
        actions.emplace_back(OpenTunnel{m_config.homeAddress, careOfAddress, m_config.homeAgent});
    }
    Append(actions, m_optimizer.HandleRegistered(now, {careOfAddress, GetBindingLimit()}));
    return actions;
}

Actions
MobileNodeMachine::ConcludeDeregistered(Time now)
{
    Actions actions = EnterState(Mip6MobileNodeState::AT_HOME);
    actions.push_back(Phase(Mip6HandoverPhase::ACKNOWLEDGED, m_config.homeAddress));
    // RFC 6275 section 11.5.5: neighbors must learn that the home address is back, then the
    // correspondent nodes.
    actions.emplace_back(AnnounceHomeAddress{m_config.homeAddress});
    Append(actions, m_optimizer.HandleAtHome(now));
    return actions;
}

Actions
MobileNodeMachine::HandleDeadline(Time now)
{
    Actions actions = ConcludeMovement(now, m_detector.HandleDeadline(now));
    Append(actions, ReleaseBehindUpdate(Conclude(now, m_registration.HandleDeadline(now))));
    Append(actions, m_optimizer.HandleDeadline(now));
    return actions;
}

std::optional<Time>
MobileNodeMachine::GetNextDeadline() const
{
    return GetEarliest({m_detector.GetNextDeadline(),
                        m_registration.GetNextDeadline(),
                        m_optimizer.GetNextDeadline()});
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

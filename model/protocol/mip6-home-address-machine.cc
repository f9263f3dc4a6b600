/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-address-machine.h"

#include "mip6-earliest.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace ns3::mip6
{

HomeAddressMachine::HomeAddressMachine(const MobileNodeConfig& config,
                                       const RandomSource& random,
                                       LastUse lastUse)
    : m_config(config),
      m_random(random),
      m_selection(config, random),
      m_optimizer(m_config, random, std::move(lastUse), m_list)
{
    MakeRegistration();
}

void
HomeAddressMachine::MakeRegistration()
{
    m_config.homeAgent = m_selection.GetHomeAgent().value_or(Ipv6Address());
    m_registration = std::make_unique<HomeRegistration>(m_config, m_random, m_list);
    m_registration->SetHomeValidUntil(Time(), m_homeValidUntil);
}

void
HomeAddressMachine::SetReporting(bool reports)
{
    m_reports = reports;
}

Actions
HomeAddressMachine::Phase(Mip6HandoverPhase phase, const Ipv6Address& address) const
{
    return m_reports ? Actions{ReportPhase{phase, address}} : Actions();
}

Actions
HomeAddressMachine::Mute(Actions actions) const
{
    if (!m_reports)
    {
        const auto isPhase = [](const Action& action) {
            return std::holds_alternative<ReportPhase>(action);
        };
        actions.erase(std::remove_if(actions.begin(), actions.end(), isPhase), actions.end());
    }
    return actions;
}

Actions
HomeAddressMachine::EnterState(Mip6MobileNodeState state)
{
    if (state == m_state)
    {
        return {};
    }
    const ReportState report{m_state, state};
    m_state = state;
    return m_reports ? Actions{report} : Actions();
}

// ----- movement

Actions
HomeAddressMachine::Detach()
{
    m_releaseDue = false;
    m_careOf.reset();
    m_updateAt.reset();
    m_resolution.Stop();
    m_selection.Suspend();
    m_registration->Suspend();
    return m_optimizer.HandleDetached();
}

Actions
HomeAddressMachine::ArriveHome(Time now, const HomeArrival& arrival)
{
    const Ipv6Address& home = m_config.homeAddress;
    const bool isBound = m_registration->MayBeBound(now);
    // RFC 6275 section 11.5.5: no duplicate address detection while the home agent still defends
    // the home address.
    Actions actions{
        PlaceHomeAddress{home, m_config.homePrefixLength, HomeAddressPlace::LINK, !isBound}};
    Append(actions, Phase(Mip6HandoverPhase::ADDRESS_READY, home));
    if (!isBound)
    {
        Append(actions, EnterState(Mip6MobileNodeState::AT_HOME));
        actions.emplace_back(ReleaseHeldPackets{home});
        Append(actions, m_optimizer.HandleAtHome(now));
        if (arrival.isHomeAgent && arrival.reachableAgent && !m_selection.GetHomeAgent())
        {
            m_selection.Learn(*arrival.reachableAgent);
            MakeRegistration();
        }
        if (!m_selection.GetHomeAgent())
        {
            m_selection.SeekLater(now + m_config.duplicateDetection, home);
        }
        return actions;
    }
    Append(actions, EnterState(Mip6MobileNodeState::RETURNING));
    // The Binding Update goes before anything else from the home address.
    m_releaseDue = true;
    if (arrival.reachableAgent == m_config.homeAgent)
    {
        Append(actions, Deregister(now));
        return actions;
    }
    // RFC 6275 section 11.5.5: the home agent's link-layer address is needed, and a Neighbor
    // Solicitation from the home address would upset its proxy.
    Append(actions, m_resolution.Start(now, {m_config.homeAgent, home}));
    return actions;
}

Actions
HomeAddressMachine::HandleResolved(Time now)
{
    return m_resolution.IsRunning() ? Deregister(now) : Actions();
}

Actions
HomeAddressMachine::Deregister(Time now)
{
    m_resolution.Stop();
    return ReleaseBehindUpdate(Mute(m_registration->Deregister(now)));
}

Actions
HomeAddressMachine::ReleaseBehindUpdate(Actions actions)
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
HomeAddressMachine::CloseHomeTunnel()
{
    return {CloseTunnel{m_config.homeAddress}};
}

Actions
HomeAddressMachine::LeaveHome()
{
    return {PlaceHomeAddress{m_config.homeAddress,
                             m_config.homePrefixLength,
                             HomeAddressPlace::TUNNEL,
                             false}};
}

Actions
HomeAddressMachine::AwaitCareOfAddress()
{
    return EnterState(Mip6MobileNodeState::CONFIGURING);
}

Actions
HomeAddressMachine::LoseLink()
{
    return EnterState(Mip6MobileNodeState::DETACHED);
}

Actions
HomeAddressMachine::HandleCareOfAddressReady(Time now, const CareOf& careOf)
{
    if (m_state != Mip6MobileNodeState::CONFIGURING)
    {
        return {};
    }
    m_careOf = careOf;
    Actions actions = Phase(Mip6HandoverPhase::ADDRESS_READY, careOf.address);
    Append(actions, EnterState(Mip6MobileNodeState::REGISTERING));
    SelectionResult result = m_selection.Choose(now, careOf.address);
    Append(actions, std::move(result.actions));
    if (result.isChosen)
    {
        Append(actions, UseHomeAgent(now));
    }
    return actions;
}

Actions
HomeAddressMachine::HandleCareOfAddressLost(const Ipv6Address& careOfAddress)
{
    if (!m_careOf || m_careOf->address != careOfAddress)
    {
        return {};
    }
    Actions actions = Detach();
    Append(actions, CloseHomeTunnel());
    Append(actions, EnterState(Mip6MobileNodeState::CONFIGURING));
    return actions;
}

Actions
HomeAddressMachine::SetCareOfValidUntil(Time now, const std::optional<Time>& validUntil)
{
    if (!m_careOf || m_careOf->validUntil == validUntil)
    {
        return {};
    }
    m_careOf->validUntil = validUntil;
    m_registration->SetCareOfValidUntil(validUntil);
    return m_optimizer.SetValidUntil(now, GetBindingLimit());
}

Actions
HomeAddressMachine::SetHomeValidUntil(Time now, const std::optional<Time>& validUntil)
{
    m_homeValidUntil = validUntil;
    Actions actions = Mute(m_registration->SetHomeValidUntil(now, validUntil));
    Append(actions, m_optimizer.SetValidUntil(now, GetBindingLimit()));
    return actions;
}

// ----- home agent

Actions
HomeAddressMachine::Register(Time now)
{
    m_begunAt = now;
    m_updateAt.reset();
    // RFC 6275 section 11.7.1: an address that somebody else uses is not tried again.
    if (m_isDuplicate)
    {
        return {};
    }
    return Mute(m_registration->Register(now, m_careOf->address, m_careOf->validUntil));
}

Actions
HomeAddressMachine::UseHomeAgent(Time now)
{
    if (!m_careOf)
    {
        MakeRegistration(); // at home: for the next movement
        return {};
    }
    if (m_selection.GetHomeAgent() == m_config.homeAgent)
    {
        return Register(now);
    }
    Actions actions = m_optimizer.HandleDetached();
    Append(actions, CloseHomeTunnel());
    const bool isFirst = m_config.homeAgent.IsAny();
    Append(actions, isFirst ? Actions() : m_registration->Abandon(now));
    Append(actions, EnterState(Mip6MobileNodeState::REGISTERING));
    MakeRegistration();
    // RFC 6275 section 11.4.1: the next one is not tried before the first wait of a registration
    // is over.
    const Time earliest = m_begunAt + m_config.initialTimeoutFirst;
    if (isFirst || earliest <= now)
    {
        Append(actions, Register(now));
        return actions;
    }
    m_updateAt = earliest;
    return actions;
}

std::optional<Actions>
HomeAddressMachine::HandleDiscoveryReply(Time now, const DiscoveryReplyInput& input)
{
    const auto result = m_selection.HandleReply(now, input);
    if (!result)
    {
        return std::nullopt;
    }
    return result->isChosen ? UseHomeAgent(now) : Actions();
}

Actions
HomeAddressMachine::HandleBindingAcknowledgement(
    Time now,
    const RouteOptimizer::Acknowledgement& acknowledgement)
{
    // RFC 6275 section 11.7.3: from the node that the Binding Update went to.
    if (acknowledgement.source != m_config.homeAgent)
    {
        return m_optimizer.HandleBindingAcknowledgement(now, acknowledgement);
    }
    return Conclude(now,
                    m_registration->HandleBindingAcknowledgement(now, acknowledgement.message));
}

Actions
HomeAddressMachine::HandleBindingError(Time now,
                                       const Ipv6Address& source,
                                       const BindingError& message)
{
    if (source != m_config.homeAgent)
    {
        return m_optimizer.HandleBindingError(now, source, message);
    }
    // RFC 6275 section 11.3.6: a home agent that has lost the binding gets it anew.
    const bool isLost = message.status == BindingErrorStatus::UNKNOWN_BINDING &&
                        message.homeAddress == m_config.homeAddress;
    return isLost && m_state == Mip6MobileNodeState::REGISTERED
               ? Register(now)
               : Actions{ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
}

Actions
HomeAddressMachine::HandleUnsupported(Time now, const Ipv6Address& source)
{
    return source == m_config.homeAgent ? Conclude(now, m_registration->HandleUnsupported())
                                        : m_optimizer.HandleUnsupported(now, source);
}

Actions
HomeAddressMachine::Withdraw()
{
    if (!m_careOf)
    {
        return {};
    }
    Actions actions = m_optimizer.HandleDetached();
    Append(actions, CloseHomeTunnel());
    Append(actions, EnterState(Mip6MobileNodeState::REGISTERING));
    Append(actions, m_registration->Withdraw());
    return actions;
}

Actions
HomeAddressMachine::Reregister(Time now)
{
    m_selection.Forgive();
    // The first Binding Update to another home agent, or to one that is looked for, is yet to come.
    const bool isPending = m_updateAt || !m_selection.GetHomeAgent();
    return m_careOf && !isPending ? Register(now) : Actions();
}

Actions
HomeAddressMachine::Remove(Time now)
{
    Actions actions = m_optimizer.HandleDetached();
    if (m_careOf)
    {
        Append(actions, m_registration->Abandon(now));
    }
    Append(actions, CloseHomeTunnel());
    actions.emplace_back(RemoveHomeAddress{m_config.homeAddress});
    return actions;
}

// ----- deadlines

Actions
HomeAddressMachine::HandleDeadline(Time now)
{
    Actions actions = m_selection.HandleDeadline(now);
    if (m_updateAt && *m_updateAt <= now)
    {
        Append(actions, Register(now));
    }
    // Nobody answers: the stack may have more luck with the Binding Update itself.
    Append(actions,
           m_resolution.HasFailed(now) ? Deregister(now) : m_resolution.HandleDeadline(now));
    Append(actions, ReleaseBehindUpdate(Conclude(now, m_registration->HandleDeadline(now))));
    Append(actions, m_optimizer.HandleDeadline(now));
    return actions;
}

std::optional<Time>
HomeAddressMachine::GetNextDeadline() const
{
    return GetEarliest({m_selection.GetNextDeadline(),
                        m_updateAt,
                        m_resolution.GetNextDeadline(),
                        m_registration->GetNextDeadline(),
                        m_optimizer.GetNextDeadline()});
}

// ----- state

std::optional<Time>
HomeAddressMachine::GetBindingLimit() const
{
    // RFC 6275 section 11.7.2: neither beyond the home registration nor the care-of address.
    const BindingUpdateEntry* entry = m_list.Find(m_config.homeAgent);
    return GetEarliest(
        {entry ? entry->expiresAt : std::nullopt, m_careOf ? m_careOf->validUntil : std::nullopt});
}

Ipv6Address
HomeAddressMachine::GetCareOfAddress() const
{
    return m_registration->GetCareOfAddress();
}

bool
HomeAddressMachine::IsAway() const
{
    return m_state != Mip6MobileNodeState::AT_HOME && m_state != Mip6MobileNodeState::RETURNING;
}

const BindingUpdateList&
HomeAddressMachine::GetBindingUpdateList() const
{
    return m_list;
}

} // namespace ns3::mip6

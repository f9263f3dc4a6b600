/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-registration.h"

#include "mip6-earliest.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ns3::mip6
{

namespace
{

/**
 * @param a an address
 * @param b another one
 * @return whether their last 64 bits are the same
 */
bool
HaveSameIdentifier(const Ipv6Address& a, const Ipv6Address& b)
{
    std::array<uint8_t, 16> first{};
    std::array<uint8_t, 16> second{};
    a.GetBytes(first.data());
    b.GetBytes(second.data());
    return std::equal(first.begin() + 8, first.end(), second.begin() + 8);
}

/**
 * @param status of an acknowledgement that refuses
 * @return whether asking again later, without having moved, can help
 */
bool
IsTransient(BindingStatus status)
{
    // RFC 6275 section 11.7.3 leaves the reaction to a refusal to the mobile node. A shortage
    // passes and an unspecified reason may; a policy, a wrong subnet or a duplicate address do not.
    return status == BindingStatus::INSUFFICIENT_RESOURCES ||
           status == BindingStatus::REASON_UNSPECIFIED;
}

/**
 * @param granted lifetime of the binding
 * @param options of the acknowledgement
 * @return how long after the Binding Update a new one is due
 */
Time
GetRefreshInterval(Time granted, const MobilityOptions& options)
{
    // RFC 6275 section 6.2.4: an advice that is 0 or not below the lifetime is ignored.
    const auto* advice = FindOption<BindingRefreshAdvice>(options);
    if (advice && advice->refreshInterval.IsStrictlyPositive() && advice->refreshInterval < granted)
    {
        return advice->refreshInterval;
    }
    // RFC 6275 section 11.7.1 only wants it before the end; a quarter leaves room for
    // retransmissions.
    return granted - granted / 4;
}

} // namespace

HomeRegistration::HomeRegistration(MobileNodeConfig config,
                                   RandomSource random,
                                   BindingUpdateList& list)
    : m_config(std::move(config)),
      m_random(std::move(random)),
      m_list(list)
{
}

void
HomeRegistration::EnterState(RegistrationState state)
{
    m_state = state;
}

BindingUpdateEntry&
HomeRegistration::GetEntry()
{
    if (m_list.Find(m_config.homeAgent) == nullptr)
    {
        BindingUpdateEntry entry;
        entry.sequence = static_cast<uint16_t>(m_random());
        m_list.Put(m_config.homeAgent, entry);
    }
    return *m_list.Find(m_config.homeAgent);
}

Actions
HomeRegistration::Register(Time now,
                           const Ipv6Address& careOfAddress,
                           const std::optional<Time>& validUntil)
{
    m_careOfAddress = careOfAddress;
    m_careOfValidUntil = validUntil;
    EnterState(RegistrationState::UPDATING);
    return BeginExchange(now);
}

Actions
HomeRegistration::Deregister(Time now)
{
    // RFC 6275 section 11.5.5: the care-of address of the deletion is the home address.
    m_careOfAddress = m_config.homeAddress;
    m_careOfValidUntil.reset();
    EnterState(RegistrationState::DEREGISTERING);
    return BeginExchange(now);
}

void
HomeRegistration::Suspend()
{
    if (m_state == RegistrationState::IDLE)
    {
        return;
    }
    m_retransmission.Stop();
    m_sendAt.reset();
    m_refreshAt.reset();
    EnterState(RegistrationState::SUSPENDED);
}

void
HomeRegistration::SetCareOfValidUntil(const std::optional<Time>& validUntil)
{
    m_careOfValidUntil = validUntil;
}

Actions
HomeRegistration::SetHomeValidUntil(Time now, const std::optional<Time>& validUntil)
{
    m_homeValidUntil = validUntil;
    const BindingUpdateEntry* entry = m_list.Find(m_config.homeAgent);
    if (m_state != RegistrationState::REGISTERED || !validUntil || entry->expiresAt <= validUntil)
    {
        return {};
    }
    EnterState(RegistrationState::UPDATING);
    return BeginExchange(now);
}

Actions
HomeRegistration::BeginExchange(Time now)
{
    m_retransmission.Stop();
    m_refreshAt.reset();
    m_attempts = 0;
    m_history.BeginExchange();
    const Time jitter = m_config.updateJitter;
    if (!jitter.IsStrictlyPositive())
    {
        return SendUpdate(now);
    }
    const auto steps = static_cast<uint64_t>(jitter.GetTimeStep()) + 1;
    m_sendAt = now + TimeStep(m_random() % steps);
    return {};
}

Time
HomeRegistration::GetRequestedLifetime(Time now) const
{
    if (m_state == RegistrationState::DEREGISTERING)
    {
        return Time();
    }
    // RFC 6275 section 11.7.1: not beyond the remaining lifetimes of home and care-of address.
    const auto end = GetEarliest({m_careOfValidUntil, m_homeValidUntil});
    return end ? std::min(m_config.lifetime, *end - now) : m_config.lifetime;
}

Actions
HomeRegistration::SendUpdate(Time now)
{
    const Time allowedAt = m_history.GetAllowedAt(now);
    if (allowedAt > now)
    {
        m_sendAt = allowedAt;
        return {};
    }
    const Time requested = GetRequestedLifetime(now);
    if (m_state != RegistrationState::DEREGISTERING && requested < BINDING_LIFETIME_UNIT)
    {
        // The care-of address is about to end. An advertisement may lengthen its lifetime yet.
        m_sendAt = now + UPDATE_RATE_INTERVAL;
        return {};
    }
    m_sendAt.reset();
    const SendMessage send = MakeUpdate(requested);
    if (m_history.IsEmpty())
    {
        // RFC 6275 section 13: the longer wait is for a home agent that must first detect
        // duplicates, that is, whenever no acknowledged binding exists there.
        const bool first = !GetEntry().expiresAt && m_state != RegistrationState::DEREGISTERING;
        m_retransmission.Start(now,
                               first ? m_config.initialTimeoutFirst : m_config.initialTimeout,
                               m_config.maxTimeout);
    }
    m_history.Note(now, GetEntry().sequence);
    ++m_attempts;
    if (requested.IsStrictlyPositive())
    {
        // Counted from when the home agent accepts, which duplicate address detection delays.
        const Time end = now + requested + m_config.initialTimeoutFirst;
        m_mayBeBoundUntil = std::max(m_mayBeBoundUntil.value_or(end), end);
    }
    return {send, ReportPhase{Mip6HandoverPhase::UPDATE_SENT, m_careOfAddress}};
}

SendMessage
HomeRegistration::MakeUpdate(Time lifetime)
{
    BindingUpdateEntry& entry = GetEntry();
    // RFC 6275 section 11.8: also a retransmission carries a greater sequence number.
    ++entry.sequence;
    entry.careOfAddress = m_careOfAddress;
    entry.lifetime = lifetime;

    BindingUpdate update;
    update.sequence = entry.sequence;
    update.acknowledge = true;
    update.homeRegistration = true;
    // RFC 6275 section 11.7.1: where the home address has the interface identifier of the
    // link-local address on the home link, the home agent shall defend that, too.
    update.linkLocal = HaveSameIdentifier(m_config.homeAddress, m_config.linkLocalAddress);
    update.lifetime = entry.lifetime;
    // RFC 6275 section 11.7.1: in all home registrations, since ESP does not protect the IPv6
    // header.
    update.options.emplace_back(AlternateCareOfAddress{m_careOfAddress});
    if (m_config.extension)
    {
        m_config.extension->Extend(m_config.homeAddress, update);
    }

    SendMessage send{m_careOfAddress, m_config.homeAgent, std::nullopt, std::nullopt, update};
    if (m_careOfAddress != m_config.homeAddress)
    {
        send.homeAddressOption = m_config.homeAddress;
    }
    return send;
}

Actions
HomeRegistration::Abandon(Time now)
{
    const BindingUpdateEntry* entry = m_list.Find(m_config.homeAgent);
    Actions actions;
    if (entry && entry->expiresAt && *entry->expiresAt > now && m_state != RegistrationState::IDLE)
    {
        // As long as it defends the home address, no other home agent can.
        actions = {MakeUpdate(Time()), ReportEnd(Mip6BindingEvent::REMOVED)};
    }
    m_list.Remove(m_config.homeAgent);
    return actions;
}

Action
HomeRegistration::ReportEnd(Mip6BindingEvent event) const
{
    return ReportBinding{{Mip6BindingTable::BINDING_UPDATE_LIST,
                          event,
                          m_config.homeAddress,
                          m_list.Find(m_config.homeAgent)->careOfAddress,
                          Time(),
                          m_config.homeAgent}};
}

RegistrationResult
HomeRegistration::HandleBindingAcknowledgement(Time now,
                                               const BindingAcknowledgement& acknowledgement)
{
    const bool waiting =
        m_state == RegistrationState::UPDATING || m_state == RegistrationState::DEREGISTERING;
    if (!waiting || m_history.IsEmpty())
    {
        return {RegistrationEvent::DISCARDED, {}};
    }
    if (acknowledgement.status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)
    {
        // RFC 6275 section 11.7.3: its sequence number is the last that the home agent accepted.
        GetEntry().sequence = acknowledgement.sequence;
        return {RegistrationEvent::NONE, BeginExchange(now)};
    }
    // RFC 6275 section 11.7.3: it must match an outstanding Binding Update.
    const auto sentAt = m_history.FindSentAt(acknowledgement.sequence);
    if (!sentAt)
    {
        return {RegistrationEvent::DISCARDED, {}};
    }
    // Answered: a retransmission that the rate limit still delays is of no use any more.
    m_sendAt.reset();
    if (IsAccepted(acknowledgement.status))
    {
        return HandleAccepted(now, *sentAt, acknowledgement);
    }
    return HandleRefused(now, acknowledgement);
}

RegistrationResult
HomeRegistration::HandleAccepted(Time now,
                                 Time sentAt,
                                 const BindingAcknowledgement& acknowledgement)
{
    if (m_state == RegistrationState::DEREGISTERING)
    {
        return FinishDeregistration();
    }
    if (!acknowledgement.lifetime.IsStrictlyPositive())
    {
        return HandleRefused(now, acknowledgement);
    }
    if (m_config.extension && !m_config.extension->IsGranted(m_config.homeAddress, acknowledgement))
    {
        // RFC 3963 section 5.3: delete the binding before another home agent is tried.
        Actions actions{MakeUpdate(Time())};
        Append(actions, Forget());
        RegistrationResult result = GiveUp(RegistrationEvent::BARRED);
        Append(result.actions, std::move(actions));
        return result;
    }
    BindingUpdateEntry& entry = GetEntry();
    const bool known = entry.expiresAt.has_value();
    // RFC 6275 section 11.7.3: the remaining lifetime counts from when the Binding Update was sent.
    entry.expiresAt = sentAt + acknowledgement.lifetime;
    m_refreshAt = sentAt + GetRefreshInterval(acknowledgement.lifetime, acknowledgement.options);
    m_retransmission.Stop();
    EnterState(RegistrationState::REGISTERED);
    Mip6BindingRecord record{Mip6BindingTable::BINDING_UPDATE_LIST,
                             known ? Mip6BindingEvent::UPDATED : Mip6BindingEvent::ADDED,
                             m_config.homeAddress,
                             m_careOfAddress,
                             *entry.expiresAt - now,
                             m_config.homeAgent};
    return {RegistrationEvent::REGISTERED, {ReportBinding{record}}};
}

RegistrationResult
HomeRegistration::HandleRefused(Time now, const BindingAcknowledgement& acknowledgement)
{
    if (m_state == RegistrationState::DEREGISTERING)
    {
        // RFC 6275 section 10.3.2: an unknown binding is refused with 133. Whatever the reason, a
        // home agent that refuses a deletion does not serve this home address.
        return FinishDeregistration();
    }
    if (acknowledgement.status == BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED)
    {
        return GiveUp(RegistrationEvent::DUPLICATE);
    }
    if (IsTransient(acknowledgement.status))
    {
        m_retransmission.Start(now, m_config.maxTimeout, m_config.maxTimeout);
        return {RegistrationEvent::REFUSED, {}};
    }
    const bool isFinal = m_config.extension &&
                         m_config.extension->IsFinal(m_config.homeAddress, acknowledgement.status);
    return GiveUp(isFinal ? RegistrationEvent::BARRED : RegistrationEvent::REFUSED);
}

RegistrationResult
HomeRegistration::GiveUp(RegistrationEvent event)
{
    m_retransmission.Stop();
    m_sendAt.reset();
    m_refreshAt.reset();
    EnterState(RegistrationState::REFUSED);
    return {event, {}};
}

RegistrationResult
HomeRegistration::HandleUnsupported()
{
    const bool isWaiting =
        m_state == RegistrationState::UPDATING || m_state == RegistrationState::DEREGISTERING;
    if (!isWaiting || m_history.IsEmpty())
    {
        return {};
    }
    return m_state == RegistrationState::DEREGISTERING ? FinishDeregistration()
                                                       : GiveUp(RegistrationEvent::REFUSED);
}

RegistrationResult
HomeRegistration::FinishDeregistration()
{
    m_retransmission.Stop();
    EnterState(RegistrationState::IDLE);
    return {RegistrationEvent::DEREGISTERED, Forget()};
}

Actions
HomeRegistration::Forget()
{
    m_mayBeBoundUntil.reset();
    BindingUpdateEntry& entry = GetEntry();
    if (!entry.expiresAt)
    {
        return {};
    }
    entry.expiresAt.reset();
    return {ReportEnd(Mip6BindingEvent::REMOVED)};
}

Actions
HomeRegistration::Withdraw()
{
    const BindingUpdateEntry* entry = m_list.Find(m_config.homeAgent);
    if (!entry || !m_mayBeBoundUntil || m_state == RegistrationState::IDLE)
    {
        return {};
    }
    m_retransmission.Stop();
    m_sendAt.reset();
    m_refreshAt.reset();
    EnterState(RegistrationState::IDLE);
    Actions actions{MakeUpdate(Time())};
    Append(actions, Forget());
    return actions;
}

RegistrationResult
HomeRegistration::HandleDeadline(Time now)
{
    RegistrationResult result;
    BindingUpdateEntry* entry = m_list.Find(m_config.homeAgent);
    if (entry && entry->expiresAt && *entry->expiresAt <= now)
    {
        entry->expiresAt.reset();
        result.event = RegistrationEvent::EXPIRED;
        result.actions.push_back(ReportEnd(Mip6BindingEvent::EXPIRED));
    }
    if (m_refreshAt && *m_refreshAt <= now)
    {
        EnterState(RegistrationState::UPDATING);
        Append(result.actions, BeginExchange(now));
        return result;
    }
    if (m_sendAt && *m_sendAt <= now)
    {
        Append(result.actions, SendUpdate(now));
        return result;
    }
    if (m_retransmission.IsDue(now))
    {
        if (m_attempts >= m_config.homeAgentAttempts && result.event == RegistrationEvent::NONE)
        {
            result.event = RegistrationEvent::UNANSWERED;
        }
        m_retransmission.Repeat(now);
        Append(result.actions, SendUpdate(now));
    }
    return result;
}

std::optional<Time>
HomeRegistration::GetNextDeadline() const
{
    const BindingUpdateEntry* entry = m_list.Find(m_config.homeAgent);
    return GetEarliest({m_sendAt,
                        m_refreshAt,
                        m_retransmission.GetRetryAt(),
                        entry ? entry->expiresAt : std::nullopt});
}

RegistrationState
HomeRegistration::GetState() const
{
    return m_state;
}

bool
HomeRegistration::MayBeBound(Time now) const
{
    return m_mayBeBoundUntil && now < *m_mayBeBoundUntil;
}

Ipv6Address
HomeRegistration::GetCareOfAddress() const
{
    return m_careOfAddress;
}

} // namespace ns3::mip6

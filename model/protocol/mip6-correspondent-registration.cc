/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-registration.h"

#include "mip6-binding-authorization.h"
#include "mip6-correspondent-answer.h"
#include "mip6-correspondent-update.h"
#include "mip6-earliest.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

CorrespondentRegistration::CorrespondentRegistration(const CorrespondentContext& context,
                                                     const Ipv6Address& correspondent)
    : m_context(context),
      m_correspondent(correspondent),
      m_tests(context.random)
{
    BindingUpdateEntry entry;
    // RFC 6275 section 5.2.8: the correspondent node may remember numbers of a former binding.
    entry.sequence = context.list.FindLastSequence(correspondent)
                         .value_or(static_cast<uint16_t>(context.random()));
    context.list.Put(correspondent, entry);
}

void
CorrespondentRegistration::EnterState(CorrespondentState state)
{
    m_state = state;
}

CorrespondentState
CorrespondentRegistration::GetState() const
{
    return m_state;
}

BindingUpdateEntry&
CorrespondentRegistration::GetEntry() const
{
    return *m_context.list.Find(m_correspondent);
}

CorrespondentAddresses
CorrespondentRegistration::GetAddresses() const
{
    return {m_context.config.homeAddress, m_careOf.address, m_correspondent};
}

bool
CorrespondentRegistration::IsDeleting() const
{
    return GetAddresses().IsDeletion();
}

bool
CorrespondentRegistration::MayBeBound(Time now) const
{
    return m_boundUntil && now < *m_boundUntil;
}

void
CorrespondentRegistration::SetValidUntil(const std::optional<Time>& validUntil)
{
    m_careOf.validUntil = validUntil;
}

// ----- beginning and ending

CorrespondentResult
CorrespondentRegistration::Register(Time now, const CareOf& careOf)
{
    m_careOf = careOf;
    m_refusals = 0;
    return BeginTests(now);
}

CorrespondentResult
CorrespondentRegistration::Deregister(Time now)
{
    StopSending();
    if (!MayBeBound(now))
    {
        return {CorrespondentEvent::ENDED, {}, std::nullopt};
    }
    return Register(now, {m_context.config.homeAddress, std::nullopt});
}

void
CorrespondentRegistration::Suspend()
{
    StopSending();
    m_history.BeginExchange();
    EnterState(CorrespondentState::SUSPENDED);
}

void
CorrespondentRegistration::StopSending()
{
    m_tests.Stop();
    m_retransmission.Stop();
    m_attempts = 0;
    m_sendAt.reset();
    m_refreshAt.reset();
}

CorrespondentResult
CorrespondentRegistration::GiveUp(Time until)
{
    CorrespondentResult result{CorrespondentEvent::ENDED, {}, until};
    if (GetEntry().expiresAt)
    {
        result.actions.push_back(Report(Mip6BindingEvent::REMOVED, Time()));
    }
    return result;
}

// ----- return routability

CorrespondentResult
CorrespondentRegistration::BeginTests(Time now)
{
    StopSending();
    m_history.BeginExchange();
    EnterState(CorrespondentState::TESTING);
    if (m_tests.GetTokens(now, GetAddresses()))
    {
        return SendUpdate(now);
    }
    // RFC 6275 section 11.8: the rate limit is for Test Inits as well.
    const Time allowedAt = m_inits.GetAllowedAt(now);
    if (allowedAt > now)
    {
        m_sendAt = allowedAt;
        return {};
    }
    m_inits.Note(now);
    CorrespondentResult result;
    result.actions = m_tests.Begin(now, GetAddresses());
    return result;
}

CorrespondentResult
CorrespondentRegistration::HandleHomeTest(Time now, const HomeTest& message)
{
    return m_tests.Accept(message) ? Proceed(now) : Discard();
}

CorrespondentResult
CorrespondentRegistration::HandleCareOfTest(Time now, const CareOfTest& message)
{
    return m_tests.Accept(message) ? Proceed(now) : Discard();
}

CorrespondentResult
CorrespondentRegistration::Proceed(Time now)
{
    m_isKnown = true;
    if (m_tests.IsRunning())
    {
        return {};
    }
    const BindingUpdateEntry& entry = GetEntry();
    const bool isRefresh = entry.expiresAt && entry.careOfAddress == m_careOf.address;
    CorrespondentResult result = SendUpdate(now);
    if (!isRefresh)
    {
        result.actions.insert(result.actions.begin(),
                              ReportPhase{Mip6HandoverPhase::ROUTABLE, m_correspondent});
    }
    return result;
}

// ----- Binding Update

Time
CorrespondentRegistration::GetRequestedLifetime(Time now) const
{
    if (IsDeleting())
    {
        return Time();
    }
    // RFC 6275 section 11.7.2: not beyond what return routability authorizes, nor beyond the home
    // registration and the care-of address.
    const Time longest = std::min(m_context.config.lifetime, MAX_RR_BINDING_LIFETIME);
    const Time left = m_careOf.validUntil ? std::min(longest, *m_careOf.validUntil - now) : longest;
    // In whole units: without an acknowledgement nobody tells how the wire has rounded it.
    return left - TimeStep(left.GetTimeStep() % BINDING_LIFETIME_UNIT.GetTimeStep());
}

CorrespondentResult
CorrespondentRegistration::SendUpdate(Time now)
{
    const auto tokens = m_tests.GetTokens(now, GetAddresses());
    if (!tokens)
    {
        return BeginTests(now);
    }
    EnterState(CorrespondentState::UPDATING);
    const Time lifetime = GetRequestedLifetime(now);
    const bool isTooShort = !IsDeleting() && lifetime < BINDING_LIFETIME_UNIT;
    const Time allowedAt = m_history.GetAllowedAt(now);
    if (isTooShort || allowedAt > now)
    {
        // A lifetime that is about to end may be lengthened yet.
        m_sendAt = isTooShort ? now + UPDATE_RATE_INTERVAL : allowedAt;
        return {};
    }
    m_sendAt.reset();
    BindingUpdateEntry& entry = GetEntry();
    ++entry.sequence;
    entry.lifetime = lifetime;
    m_history.Note(now, entry.sequence);
    m_boundUntil = std::max(m_boundUntil.value_or(now), now + lifetime);
    if (++m_attempts == 1)
    {
        m_retransmission.Start(now, m_context.config.initialTimeout, m_context.config.maxTimeout);
    }
    CorrespondentResult result;
    BindingUpdate update;
    update.sequence = entry.sequence;
    update.acknowledge = m_context.config.optimization.acknowledge;
    update.lifetime = lifetime;
    m_key = MakeUpdateKey(GetAddresses(), *tokens);
    result.actions.emplace_back(MakeUpdate(GetAddresses(), *tokens, std::move(update)));
    if (!m_context.config.optimization.acknowledge)
    {
        return Join(std::move(result), Conclude(now, {now, lifetime}));
    }
    return result;
}

// ----- Binding Acknowledgement

CorrespondentResult
CorrespondentRegistration::HandleBindingAcknowledgement(Time now,
                                                        const BindingAcknowledgement& message,
                                                        const Bytes& octets)
{
    // RFC 6275 section 9.5.4: what refuses tokens or a sequence number comes without the A bit,
    // too.
    const bool isUnasked =
        m_state == CorrespondentState::BOUND && !m_context.config.optimization.acknowledge;
    if ((m_state != CorrespondentState::UPDATING && !isUnasked) || m_history.IsEmpty())
    {
        return Discard();
    }
    const auto sentAt = m_history.FindSentAt(message.sequence);
    const bool isAuthorized = IsAuthorized(octets, m_key, {m_careOf.address, m_correspondent});
    switch (JudgeAnswer(message, {isAuthorized, sentAt.has_value(), IsDeleting()}))
    {
    case CorrespondentAnswer::ACCEPTED:
        return Conclude(now, {*sentAt, message.lifetime});
    case CorrespondentAnswer::NONCES_EXPIRED:
    case CorrespondentAnswer::OUT_OF_SEQUENCE:
        return TryAgain(now, message);
    case CorrespondentAnswer::REFUSED:
        // RFC 6275 section 11.7.3 leaves the reaction to the mobile node.
        return GiveUp(now + m_context.config.optimization.retryInterval);
    case CorrespondentAnswer::UNRELATED:
        break;
    }
    return Discard();
}

CorrespondentResult
CorrespondentRegistration::Conclude(Time now, const Grant& grant)
{
    StopSending();
    m_refusals = 0;
    BindingUpdateEntry& entry = GetEntry();
    const bool wasBound = entry.expiresAt.has_value();
    const bool isRefresh = wasBound && entry.careOfAddress == m_careOf.address;
    entry.careOfAddress = m_careOf.address;
    CorrespondentResult result;
    result.event = CorrespondentEvent::BOUND;
    if (IsDeleting())
    {
        entry.expiresAt.reset();
        m_boundUntil.reset();
        result.event = CorrespondentEvent::ENDED;
        if (wasBound)
        {
            result.actions.push_back(Report(Mip6BindingEvent::REMOVED, Time()));
        }
    }
    else
    {
        // RFC 6275 section 11.7.3: the remaining lifetime counts from the Binding Update.
        const Time lifetime = std::min(grant.lifetime, entry.lifetime);
        entry.expiresAt = grant.sentAt + lifetime;
        m_boundUntil = entry.expiresAt;
        m_boundAt = now;
        // RFC 6275 section 11.7.2 only wants it before the end; a quarter leaves room for the
        // tests.
        m_refreshAt = grant.sentAt + lifetime - lifetime / 4;
        EnterState(CorrespondentState::BOUND);
        result.actions.push_back(
            Report(wasBound ? Mip6BindingEvent::UPDATED : Mip6BindingEvent::ADDED,
                   *entry.expiresAt - now));
    }
    if (!isRefresh)
    {
        result.actions.emplace_back(ReportPhase{Mip6HandoverPhase::OPTIMIZED, m_correspondent});
    }
    return result;
}

CorrespondentResult
CorrespondentRegistration::TryAgain(Time now, const BindingAcknowledgement& message)
{
    const BindingStatus status = message.status;
    if (++m_refusals > MAX_RO_FAILURE)
    {
        return GiveUp(now + MAX_BINDACK_TIMEOUT);
    }
    if (status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)
    {
        // RFC 6275 section 11.7.3: its sequence number is the last that was accepted.
        GetEntry().sequence = message.sequence;
    }
    if (IsHomeNonceExpired(status))
    {
        m_tests.ForgetHomeToken();
    }
    if (IsCareOfNonceExpired(status))
    {
        m_tests.ForgetCareOfToken();
    }
    CorrespondentResult result;
    if (m_state == CorrespondentState::BOUND)
    {
        EnterState(CorrespondentState::UPDATING); // what was taken for a binding is none
        result = EndBinding(Mip6BindingEvent::REMOVED);
    }
    return Join(std::move(result), BeginTests(now));
}

// ----- other messages

CorrespondentResult
CorrespondentRegistration::HandleRefreshRequest(Time now)
{
    // RFC 6275 section 11.7.4: return routability and a Binding Update, where there is a binding.
    if (m_state != CorrespondentState::BOUND)
    {
        return Discard();
    }
    m_tests.ForgetHomeToken();
    m_tests.ForgetCareOfToken();
    return BeginTests(now);
}

CorrespondentResult
CorrespondentRegistration::HandleUnknownBinding(Time now)
{
    if (!GetEntry().expiresAt)
    {
        return Discard();
    }
    // RFC 6275 section 11.3.6: the entry goes, and packets take the tunnel again. A Binding Update
    // may be on its way.
    if (m_state != CorrespondentState::UPDATING)
    {
        m_boundUntil.reset();
    }
    CorrespondentResult result = EndBinding(Mip6BindingEvent::REMOVED);
    // A correspondent node that keeps losing bindings is not to be asked at every round trip.
    result.restUntil = now + UPDATE_RATE_INTERVAL;
    return result;
}

CorrespondentResult
CorrespondentRegistration::HandleUnsupported(Time now)
{
    // RFC 6275 sections 11.3.5 and 11.3.6: while something was sent that could be refused. Anybody
    // can provoke such an error, so it does not count against a node that has shown that it knows.
    const bool isTesting = m_state == CorrespondentState::TESTING && !m_isKnown;
    const bool isUpdating = m_state == CorrespondentState::UPDATING && !m_boundAt;
    if (!isTesting && !isUpdating)
    {
        return {};
    }
    return GiveUp(now + m_context.config.optimization.retryInterval);
}

// ----- time

CorrespondentResult
CorrespondentRegistration::HandleDeadline(Time now)
{
    const auto isDue = [now](const std::optional<Time>& at) { return at && *at <= now; };
    if (isDue(GetEntry().expiresAt))
    {
        return EndBinding(Mip6BindingEvent::EXPIRED);
    }
    if (isDue(m_refreshAt))
    {
        return Refresh(now);
    }
    if (isDue(m_sendAt))
    {
        return SendUpdate(now);
    }
    return Retry(now);
}

CorrespondentResult
CorrespondentRegistration::Refresh(Time now)
{
    m_refreshAt.reset();
    const auto usedAt = m_context.lastUse(m_correspondent);
    if (usedAt && m_boundAt && *usedAt >= *m_boundAt)
    {
        return BeginTests(now);
    }
    // RFC 6275 section 11.7.2: a binding that is not used may end, but use may begin yet.
    const Time left = GetEntry().expiresAt.value_or(now) - now;
    if (left > BINDING_LIFETIME_UNIT)
    {
        m_refreshAt = now + left / 2;
    }
    return {};
}

CorrespondentResult
CorrespondentRegistration::EndBinding(Mip6BindingEvent event)
{
    CorrespondentResult result;
    // A registration that is under way goes on, and so does a binding that may have been made
    // since.
    const bool isBusy =
        m_state == CorrespondentState::TESTING || m_state == CorrespondentState::UPDATING;
    const bool mayBeBound = m_boundUntil > GetEntry().expiresAt;
    result.event = isBusy || mayBeBound ? CorrespondentEvent::LOST : CorrespondentEvent::ENDED;
    GetEntry().expiresAt.reset();
    result.actions.push_back(Report(event, Time()));
    return result;
}

bool
CorrespondentRegistration::MayRetry(Time now, uint32_t attempts) const
{
    // RFC 6275 section 5.2.9: a binding that leads to where the mobile node is no more must be
    // changed or end; otherwise the tunnel does, and MAX_RO_FAILURE retries are enough.
    return attempts <= MAX_RO_FAILURE || MayBeBound(now);
}

CorrespondentResult
CorrespondentRegistration::Retry(Time now)
{
    const bool isUpdateDue = m_retransmission.IsDue(now);
    const uint32_t attempts = std::max(m_tests.GetDueAttempts(now), isUpdateDue ? m_attempts : 0);
    if (!MayRetry(now, attempts))
    {
        // A node that has answered once will do so again; one that never has does not know how.
        const Time pause =
            m_isKnown ? MAX_BINDACK_TIMEOUT : m_context.config.optimization.retryInterval;
        return GiveUp(now + pause);
    }
    if (isUpdateDue)
    {
        m_retransmission.Repeat(now);
        return SendUpdate(now);
    }
    CorrespondentResult result;
    result.actions = m_tests.Repeat(now, GetAddresses());
    return result;
}

std::optional<Time>
CorrespondentRegistration::GetNextDeadline() const
{
    return GetEarliest({GetEntry().expiresAt,
                        m_refreshAt,
                        m_sendAt,
                        m_tests.GetRetryAt(),
                        m_retransmission.GetRetryAt()});
}

Action
CorrespondentRegistration::Report(Mip6BindingEvent event, Time lifetime) const
{
    return ReportBinding{{Mip6BindingTable::BINDING_UPDATE_LIST,
                          event,
                          m_context.config.homeAddress,
                          GetEntry().careOfAddress,
                          lifetime,
                          m_correspondent}};
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-machine.h"

#include "mip6-binding-authorization.h"
#include "mip6-earliest.h"
#include "mip6-sequence-number.h"
#include "mip6-update-request.h"

#include "ns3/mip6-address-rules.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// Bindings that are considered when one has to give way; RFC 6275 section 9.6 leaves the choice to
/// the implementation.
constexpr std::size_t REPLACEMENT_CANDIDATES = 8;
/// Bindings that the search for a circle follows; a longer way counts as one.
constexpr int MAX_BINDING_CHAIN = 8;
/// A refresh is asked for when this part of the lifetime is left; RFC 6275 section 9.5.5 leaves it
/// to the implementation.
constexpr int REFRESH_PART = 10;
/// A binding is in use if a packet took it within this last part of its lifetime.
constexpr int IN_USE_PART = 4;

/// @return a message that does not fit is discarded silently
Actions
Discard()
{
    return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
}

/**
 * @param input a Home Test Init or Care-of Test Init
 * @return whether it may be answered
 */
bool
IsProperTest(const TestInitInput& input)
{
    // RFC 6275 sections 9.4.1 and 9.4.2: no Home Address option. The answer goes to the address
    // that is tested, which is the source.
    return !input.hasHomeAddressOption && !input.hasType2Routing && IsUnicastRoutable(input.source);
}

/**
 * @param input the test
 * @param message its answer
 * @return the answer as it leaves, not through any binding (RFC 6275 sections 9.4.3 and 9.4.4)
 */
Actions
AnswerTest(const TestInitInput& input, const MobilityMessage& message)
{
    return {SendMessage{input.destination, input.source, std::nullopt, std::nullopt, message}};
}

/**
 * @param input to answer
 * @param status verdict
 * @return the acknowledgement, without lifetime and options
 */
BindingAcknowledgement
MakeAcknowledgement(const CorrespondentUpdateInput& input, BindingStatus status)
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.status = status;
    acknowledgement.sequence = input.message.sequence;
    return acknowledgement;
}

/**
 * @param binding that has changed
 * @param event how
 * @param lifetime that it has from now on
 * @return the report
 */
ReportBinding
MakeReport(const Binding& binding, Mip6BindingEvent event, Time lifetime)
{
    return {{Mip6BindingTable::BINDING_CACHE,
             event,
             binding.homeAddress,
             binding.careOfAddress,
             lifetime}};
}

} // namespace

CorrespondentMachine::CorrespondentMachine(const CorrespondentNodeConfig& config,
                                           const RandomSource& random,
                                           LastUse lastUse)
    : m_config(config),
      m_lastUse(std::move(lastUse)),
      m_nonces(random),
      m_retired(config.maxRetired, MAX_NONCE_LIFETIME)
{
}

Actions
CorrespondentMachine::HandleHomeTestInit(Time now, const TestInitInput& input)
{
    if (!IsProperTest(input))
    {
        return Discard();
    }
    const IndexedNonce current = m_nonces.GetCurrent(now);
    HomeTest test;
    test.homeNonceIndex = current.index;
    test.homeInitCookie = input.cookie;
    test.homeKeygenToken =
        ComputeHomeKeygenToken(m_nonces.GetNodeKey(), input.source, current.nonce);
    return AnswerTest(input, test);
}

Actions
CorrespondentMachine::HandleCareOfTestInit(Time now, const TestInitInput& input)
{
    if (!IsProperTest(input))
    {
        return Discard();
    }
    const IndexedNonce current = m_nonces.GetCurrent(now);
    CareOfTest test;
    test.careOfNonceIndex = current.index;
    test.careOfInitCookie = input.cookie;
    test.careOfKeygenToken =
        ComputeCareOfKeygenToken(m_nonces.GetNodeKey(), input.source, current.nonce);
    return AnswerTest(input, test);
}

AuthenticatedAddresses
CorrespondentMachine::Request::GetAddresses() const
{
    // RFC 6275 section 6.2.7: a deletion is about the home address.
    return {deletes ? input.homeAddress : careOfAddress, input.destination};
}

CorrespondentMachine::Request
CorrespondentMachine::MakeRequest(const CorrespondentUpdateInput& input)
{
    Request request{input, GetCareOfAddress(input.message, input.source)};
    request.deletes =
        IsDeletion(input.message, {input.source, input.homeAddress, input.destination});
    return request;
}

bool
CorrespondentMachine::IsCircular(const Request& request) const
{
    Ipv6Address next = request.careOfAddress;
    for (int i = 0; i < MAX_BINDING_CHAIN; ++i)
    {
        const Binding* binding = m_cache.Find(next);
        if (!binding)
        {
            return false;
        }
        next = binding->careOfAddress;
        if (next == request.input.homeAddress)
        {
            return true;
        }
    }
    return true;
}

bool
CorrespondentMachine::HasUsableCareOfAddress(const Request& request) const
{
    // RFC 6275 section 6.1.7: what cannot be a care-of address is discarded silently. What closes a
    // circle is treated alike.
    return IsUnicastRoutable(request.careOfAddress) && (request.deletes || !IsCircular(request));
}

std::optional<BindingStatus>
CorrespondentMachine::JudgeNonces(const NamedNonces& nonces, bool deletes)
{
    // RFC 6275 section 9.5.1: a deletion does not need the care-of nonce.
    const bool lacksCareOf = !deletes && !nonces.careOf;
    if (!nonces.home)
    {
        return lacksCareOf ? BindingStatus::EXPIRED_NONCES
                           : BindingStatus::EXPIRED_HOME_NONCE_INDEX;
    }
    if (lacksCareOf)
    {
        return BindingStatus::EXPIRED_CARE_OF_NONCE_INDEX;
    }
    return std::nullopt;
}

BindingManagementKey
CorrespondentMachine::ComputeKey(const Request& request, const NamedNonces& nonces) const
{
    const NodeKey& nodeKey = m_nonces.GetNodeKey();
    const KeygenToken home =
        ComputeHomeKeygenToken(nodeKey, request.input.homeAddress, *nonces.home);
    if (request.deletes)
    {
        return ComputeBindingManagementKey(home);
    }
    return ComputeBindingManagementKey(
        {home, ComputeCareOfKeygenToken(nodeKey, request.careOfAddress, *nonces.careOf)});
}

Actions
CorrespondentMachine::HandleBindingUpdate(Time now, const CorrespondentUpdateInput& input)
{
    // RFC 6275 sections 6.1.7 and 9.5.1: the addresses must be unicast routable.
    if (!IsUnicastRoutable(input.homeAddress) || !IsUnicastRoutable(input.source) ||
        input.hasType2Routing)
    {
        return Discard();
    }
    if (input.message.homeRegistration)
    {
        return RefuseHomeRegistration(input);
    }
    Request request = MakeRequest(input);
    const auto* indices = FindOption<NonceIndices>(input.message.options);
    const auto* data = FindOption<BindingAuthorizationData>(input.message.options);
    if (!HasUsableCareOfAddress(request) || !indices || !data)
    {
        return Discard();
    }
    const NamedNonces nonces{m_nonces.Find(now, indices->homeNonceIndex),
                             m_nonces.Find(now, indices->careOfNonceIndex)};
    if (const auto refusal = JudgeNonces(nonces, request.deletes))
    {
        // RFC 6275 section 9.5.4: without authorization data, because there is no key.
        return {Answer(input, MakeAcknowledgement(input, *refusal))};
    }
    request.key = ComputeKey(request, nonces);
    if (!IsAuthorized(input.octets, request.key, request.GetAddresses()))
    {
        return Discard();
    }
    return HandleAuthorized(now, request);
}

Actions
CorrespondentMachine::RefuseHomeRegistration(const CorrespondentUpdateInput& input) const
{
    // RFC 6275 section 9.5.1: the H bit and Nonce Indices exclude each other.
    if (FindOption<NonceIndices>(input.message.options))
    {
        return Discard();
    }
    return {Answer(input,
                   MakeAcknowledgement(input,
                                       m_cache.Find(input.homeAddress)
                                           ? BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED
                                           : BindingStatus::HOME_REGISTRATION_NOT_SUPPORTED))};
}

std::optional<uint16_t>
CorrespondentMachine::FindLastSequence(Time now, const Ipv6Address& homeAddress) const
{
    const Binding* binding = m_cache.Find(homeAddress);
    return binding ? binding->sequence : m_retired.Find(now, homeAddress);
}

Actions
CorrespondentMachine::HandleAuthorized(Time now, const Request& request)
{
    const CorrespondentUpdateInput& input = request.input;
    // RFC 6275 section 9.5.1: greater than the last one; the answer tells it.
    const auto last = FindLastSequence(now, input.homeAddress);
    if (last && !IsSequenceGreater(input.message.sequence, *last))
    {
        auto refusal = MakeAcknowledgement(input, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
        refusal.sequence = *last;
        return {AnswerAuthorized(request, refusal)};
    }
    // RFC 6275 section 9.5.1: a home registration does not become a correspondent registration.
    if (input.isHomeRegistered)
    {
        return {AnswerAuthorized(
            request,
            MakeAcknowledgement(input, BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED))};
    }
    if (request.deletes)
    {
        return Delete(now, request);
    }
    if (m_config.maxBindings == 0)
    {
        return {
            AnswerAuthorized(request,
                             MakeAcknowledgement(input, BindingStatus::INSUFFICIENT_RESOURCES))};
    }
    return Accept(now, request);
}

Actions
CorrespondentMachine::Accept(Time now, const Request& request)
{
    const CorrespondentUpdateInput& input = request.input;
    const bool known = m_cache.Find(input.homeAddress) != nullptr;
    Actions actions = known ? Actions() : ReplaceOne(now);
    // RFC 6275 section 9.5.2: not above the requested lifetime or our maximum; section 5.2.6: nor
    // above what return routability is good for.
    const Time lifetime =
        std::min({input.message.lifetime, m_config.maxLifetime, MAX_RR_BINDING_LIFETIME});
    Binding binding;
    binding.homeAddress = input.homeAddress;
    binding.careOfAddress = request.careOfAddress;
    binding.localAddress = input.destination;
    binding.expiresAt = now + lifetime;
    binding.sequence = input.message.sequence;
    m_cache.Put(binding);
    m_facts.insert_or_assign(binding.homeAddress, Facts{now});
    m_retired.Remove(binding.homeAddress);
    if (m_config.refreshRequests)
    {
        m_refreshes.Put(binding.homeAddress, binding.expiresAt - lifetime / REFRESH_PART);
    }

    // Path first: nothing may take the old one once the mobile node has seen the acknowledgement.
    actions.emplace_back(
        OpenDirectPath{binding.homeAddress, binding.localAddress, binding.careOfAddress});
    actions.emplace_back(
        MakeReport(binding, known ? Mip6BindingEvent::UPDATED : Mip6BindingEvent::ADDED, lifetime));
    // RFC 6275 section 9.5.4: an accepted update is acknowledged where the A bit asks for it.
    if (input.message.acknowledge)
    {
        auto acknowledgement = MakeAcknowledgement(input, BindingStatus::ACCEPTED);
        acknowledgement.lifetime = lifetime;
        actions.emplace_back(AnswerAuthorized(request, acknowledgement));
    }
    return actions;
}

Actions
CorrespondentMachine::Delete(Time now, const Request& request)
{
    const CorrespondentUpdateInput& input = request.input;
    Actions actions;
    if (const Binding* binding = m_cache.Find(input.homeAddress))
    {
        actions = EndBinding(now, *binding, Mip6BindingEvent::REMOVED);
    }
    Remember(now, {input.homeAddress, input.message.sequence, now});
    if (input.message.acknowledge)
    {
        actions.emplace_back(
            AnswerAuthorized(request, MakeAcknowledgement(input, BindingStatus::ACCEPTED)));
    }
    return actions;
}

Actions
CorrespondentMachine::ReplaceOne(Time now)
{
    if (m_cache.GetSize() < m_config.maxBindings)
    {
        return {};
    }
    // RFC 6275 section 9.6: preferably one that is not in use. Absent counts as older than any
    // time, and of equals the first one ends first.
    const auto candidates = m_cache.GetNextToExpire(REPLACEMENT_CANDIDATES);
    const auto victim = std::min_element(
        candidates.begin(),
        candidates.end(),
        [this](const Ipv6Address& a, const Ipv6Address& b) { return m_lastUse(a) < m_lastUse(b); });
    return EndBinding(now, *m_cache.Find(*victim), Mip6BindingEvent::REPLACED);
}

Actions
CorrespondentMachine::EndBinding(Time now, const Binding& binding, Mip6BindingEvent event)
{
    const Ipv6Address homeAddress = binding.homeAddress;
    const auto facts = m_facts.find(homeAddress);
    Remember(now, {homeAddress, binding.sequence, facts->second.acceptedAt});
    m_facts.erase(facts);
    m_refreshes.Remove(homeAddress);
    Actions actions{CloseDirectPath{homeAddress}, MakeReport(binding, event, Time())};
    // Last, because the binding may be the one in the cache.
    m_cache.Remove(homeAddress);
    return actions;
}

void
CorrespondentMachine::Remember(Time now, const RetiredSequence& retired)
{
    // RFC 6275 section 5.2.8: where memory does not suffice, the nonces have to go.
    if (const auto forgottenUntil = m_retired.Put(now, retired))
    {
        m_nonces.Forget(*forgottenUntil);
    }
}

SendMessage
CorrespondentMachine::Answer(const CorrespondentUpdateInput& input,
                             BindingAcknowledgement acknowledgement)
{
    return AnswerUpdate({input.source, input.homeAddress, input.destination},
                        std::move(acknowledgement));
}

SendMessage
CorrespondentMachine::AnswerAuthorized(const Request& request,
                                       BindingAcknowledgement acknowledgement)
{
    Authorize(acknowledgement, request.key, request.GetAddresses());
    return Answer(request.input, std::move(acknowledgement));
}

Actions
CorrespondentMachine::HandleUnreachable(Time now, const UnreachableInput& input)
{
    const Binding* binding = m_cache.Find(input.homeAddress);
    if (!binding || binding->careOfAddress != input.careOfAddress)
    {
        return {};
    }
    // RFC 6275 section 9.3.4: a binding whose care-of address persistently cannot be reached goes.
    uint32_t& count = m_facts.at(input.homeAddress).unreachableCount;
    ++count;
    if (count != m_config.unreachableLimit)
    {
        return {};
    }
    return EndBinding(now, *binding, Mip6BindingEvent::REMOVED);
}

Actions
CorrespondentMachine::AskForRefresh(const Ipv6Address& homeAddress) const
{
    const Binding& binding = *m_cache.Find(homeAddress);
    const Time lifetime = binding.expiresAt - m_facts.at(homeAddress).acceptedAt;
    const auto usedAt = m_lastUse(homeAddress);
    if (!usedAt || *usedAt < binding.expiresAt - lifetime / IN_USE_PART)
    {
        return {};
    }
    // RFC 6275 section 9.5.5: to the home address, not through the binding.
    return {SendMessage{binding.localAddress,
                        homeAddress,
                        std::nullopt,
                        std::nullopt,
                        BindingRefreshRequest()}};
}

Actions
CorrespondentMachine::HandleDeadline(Time now)
{
    Actions actions;
    for (const Binding& binding : m_cache.TakeExpired(now))
    {
        Append(actions, EndBinding(now, binding, Mip6BindingEvent::EXPIRED));
    }
    for (const Ipv6Address& homeAddress : m_refreshes.TakeDue(now))
    {
        Append(actions, AskForRefresh(homeAddress));
    }
    return actions;
}

std::optional<Time>
CorrespondentMachine::GetNextDeadline() const
{
    return GetEarliest({m_cache.GetNextExpiry(), m_refreshes.GetNext()});
}

const BindingCache&
CorrespondentMachine::GetBindingCache() const
{
    return m_cache;
}

} // namespace ns3::mip6

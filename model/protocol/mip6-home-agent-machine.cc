/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent-machine.h"

#include "mip6-earliest.h"
#include "mip6-granted-lifetime.h"
#include "mip6-home-agents-anycast.h"
#include "mip6-sequence-number.h"
#include "mip6-update-request.h"

#include "ns3/mip6-address-rules.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/**
 * @param input a Binding Update with the H bit
 * @return whether it may be judged: its addresses are of single nodes, and it is not authorized in
 * the way of correspondent registrations (RFC 6275 sections 9.5.1 and 9.5.4)
 */
bool
IsValid(const BindingUpdateInput& input)
{
    return IsUnicastRoutable(input.source) && IsUnicastRoutable(input.homeAddress) &&
           !FindOption<NonceIndices>(input.message.options);
}

/**
 * @param list of addresses
 * @param address any
 * @return whether it is in the list
 */
bool
Contains(const std::vector<Ipv6Address>& list, const Ipv6Address& address)
{
    return std::find(list.begin(), list.end(), address) != list.end();
}

} // namespace

HomeAgentMachine::HomeAgentMachine(HomeAgentConfig config, RandomSource random)
    : m_config(std::move(config)),
      m_random(std::move(random)),
      m_networks(m_config.networks),
      m_retired(m_config.maxRetired, MAX_DELETE_BCE_TIMEOUT),
      m_advertising(m_config.advertising, m_config.prefixes, m_random)
{
    ListOwnEntry();
}

void
HomeAgentMachine::ListOwnEntry()
{
    HomeAgentEntry entry;
    entry.mobileRouters = m_networks.IsEnabled();
    for (const Ipv6Address& address : m_config.addresses)
    {
        entry.addresses.emplace(address, std::nullopt);
    }
    m_agents.Put(m_config.linkLocal, std::move(entry));
}

HomeAgentMachine::Request
HomeAgentMachine::MakeRequest(const BindingUpdateInput& input)
{
    const UpdateAddresses addresses{input.source, input.homeAddress, input.destination};
    return {input,
            GetCareOfAddress(input.message, input.source),
            IsDeletion(input.message, addresses)};
}

bool
HomeAgentMachine::IsKnown(const Ipv6Address& homeAddress) const
{
    return m_cache.Find(homeAddress) != nullptr || m_pending.count(homeAddress) > 0;
}

std::optional<uint16_t>
HomeAgentMachine::FindLastSequence(Time now, const Ipv6Address& homeAddress) const
{
    const auto pending = m_pending.find(homeAddress);
    if (pending != m_pending.end())
    {
        return pending->second.input.message.sequence;
    }
    if (const Binding* binding = m_cache.Find(homeAddress))
    {
        return binding->sequence;
    }
    // RFC 6275 section 10.3.2: a deleted entry stays for a while, so that an update that was sent
    // before the deletion and comes late does not bind again.
    return m_retired.Find(now, homeAddress);
}

bool
HomeAgentMachine::IsOfLink(const Request& request) const
{
    const BindingUpdateInput& input = request.input;
    // The prefix may have been taken from the mobile router while it was bound.
    const bool isElsewhere = m_networks.HasOwnHomeAddress(input.homeAddress, input.message) ||
                             (request.deletes && m_cache.Find(input.homeAddress));
    return m_advertising.GetPrefixes().Find(input.homeAddress) || !isElsewhere;
}

std::optional<BindingStatus>
HomeAgentMachine::JudgeHomeAddress(Time now, const Request& request) const
{
    const Ipv6Address& address = request.input.homeAddress;
    const LinkPrefix* prefix = m_advertising.GetPrefixes().Find(address);
    // RFC 6275 section 10.3.1: the home address must be on-link here, by the prefixes of now.
    // RFC 3963 section 6.2: that of a mobile router may be in its mobile network instead.
    if (IsOfLink(request) && (!prefix || (!request.deletes && !CanGrant(now, *prefix))))
    {
        return BindingStatus::NOT_HOME_SUBNET;
    }
    const bool isOurs =
        address == request.input.destination || Contains(m_config.addresses, address) ||
        (prefix &&
         (address == prefix->address || address == MakeHomeAgentsAnycast(address, prefix->length)));
    if (isOurs || (!m_config.served.empty() && !Contains(m_config.served, address)))
    {
        return BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE;
    }
    if (Contains(m_config.prohibited, address))
    {
        return BindingStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    return std::nullopt;
}

std::optional<BindingStatus>
HomeAgentMachine::Judge(Time now, const Request& request) const
{
    const Ipv6Address& homeAddress = request.input.homeAddress;
    if (!m_config.enabled)
    {
        return BindingStatus::HOME_REGISTRATION_NOT_SUPPORTED;
    }
    if (const auto status = JudgeHomeAddress(now, request))
    {
        return status;
    }
    // RFC 6275 section 9.5.1: a care-of address must be unicast routable. Section 6.1.7 asks for
    // silence, section 6.1.8 has a status for it; a mobile node learns more from the status.
    if (!request.deletes && !IsUnicastRoutable(request.careOfAddress))
    {
        return BindingStatus::INVALID_CARE_OF_ADDRESS;
    }
    // RFC 3963 section 6.7: the R flag and the prefixes of a deletion do not matter.
    const auto refusal = m_networks.Judge(homeAddress, request.input.message);
    if (refusal && !request.deletes)
    {
        return refusal;
    }
    // RFC 6275 section 9.5.1: greater than the last one, where there was one.
    const auto last = FindLastSequence(now, homeAddress);
    if (last && !IsSequenceGreater(request.input.message.sequence, *last))
    {
        return BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
    }
    const std::size_t held = m_cache.GetSize() + m_pending.size();
    if (!request.deletes && !IsKnown(homeAddress) && held >= m_config.maxBindings)
    {
        return BindingStatus::INSUFFICIENT_RESOURCES;
    }
    return std::nullopt;
}

Actions
HomeAgentMachine::HandleBindingUpdate(Time now, const BindingUpdateInput& input)
{
    // RFC 6275 sections 9.5.1 and 9.5.4: without an answer.
    if (!IsValid(input))
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    const Request request = MakeRequest(input);
    if (!input.message.homeRegistration)
    {
        // RFC 3963 section 6.2: a mobile router registers with home agents only. RFC 6275 section
        // 9.5.1: a binding does not change its type.
        return Refuse(now,
                      request,
                      m_cache.Find(input.homeAddress)
                          ? BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED
                          : BindingStatus::MOBILE_ROUTER_OPERATION_NOT_PERMITTED);
    }
    if (const auto refusal = Judge(now, request))
    {
        return Refuse(now, request, *refusal);
    }
    if (request.deletes)
    {
        return Delete(request, now);
    }
    // RFC 3963 section 6.2: nobody on the home link can have an address of a mobile network.
    if (m_cache.Find(input.homeAddress) || !IsOfLink(request))
    {
        return Accept(request, now);
    }
    // A repeated update of a pending registration replaces it, so that it is answered once, with
    // the newest sequence number.
    const bool probing = m_pending.count(input.homeAddress) > 0;
    m_pending.insert_or_assign(input.homeAddress, request);
    if (probing)
    {
        return {};
    }
    // RFC 6275 section 10.3.1: duplicate address detection before a home address is served. The L
    // bit of the first update decides for the life of the binding.
    Actions actions = m_dad.Begin(input.homeAddress, input.message.linkLocal);
    if (m_dad.IsTested(input.homeAddress))
    {
        Append(actions, EndPending(now, {input.homeAddress, DadOutcome::UNIQUE}));
    }
    return actions;
}

Actions
HomeAgentMachine::HandleDadResult(Time now, const Ipv6Address& address, DadOutcome outcome)
{
    Actions actions;
    for (const DadVerdict& verdict : m_dad.HandleResult(address, outcome))
    {
        Append(actions, EndPending(now, verdict));
    }
    return actions;
}

Actions
HomeAgentMachine::EndPending(Time now, const DadVerdict& verdict)
{
    const auto found = m_pending.find(verdict.homeAddress);
    const Request request = found->second;
    m_pending.erase(found);
    // The prefix may have ended meanwhile.
    const auto refusal = JudgeHomeAddress(now, request);
    if (verdict.outcome == DadOutcome::UNIQUE && !refusal)
    {
        Actions actions = m_dad.Defend(verdict.homeAddress);
        Append(actions, Accept(request, now));
        return actions;
    }
    Actions actions = m_dad.Release(verdict.homeAddress);
    if (refusal)
    {
        Append(actions, Refuse(now, request, *refusal));
        return actions;
    }
    Append(actions,
           Refuse(now,
                  request,
                  verdict.outcome == DadOutcome::DUPLICATE
                      ? BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED
                      : BindingStatus::REASON_UNSPECIFIED));
    return actions;
}

Actions
HomeAgentMachine::Accept(const Request& request, Time now)
{
    const BindingUpdate& update = request.input.message;
    BindingAcknowledgement acknowledgement;
    // RFC 6275 section 10.3.1: not above the requested lifetime, our maximum, or what is left of
    // the prefix.
    const Time wanted = std::min(update.lifetime, m_config.maxLifetime);
    const LinkPrefix* prefix = m_advertising.GetPrefixes().Find(request.input.homeAddress);
    const auto granted = prefix ? Grant(now, *prefix, wanted) : GrantedLifetime{wanted};
    acknowledgement.lifetime = granted.lifetime;
    acknowledgement.status = granted.status;
    if (m_config.refreshAdvice.IsStrictlyPositive() &&
        m_config.refreshAdvice < acknowledgement.lifetime)
    {
        acknowledgement.options.emplace_back(BindingRefreshAdvice{m_config.refreshAdvice});
    }

    Binding binding;
    binding.homeAddress = request.input.homeAddress;
    binding.careOfAddress = request.careOfAddress;
    binding.localAddress = request.input.destination;
    binding.expiresAt = now + acknowledgement.lifetime;
    binding.sequence = update.sequence;
    binding.homeRegistration = true;
    const bool known = m_cache.Find(binding.homeAddress) != nullptr;
    m_cache.Put(binding);

    Mip6BindingRecord record{Mip6BindingTable::BINDING_CACHE,
                             known ? Mip6BindingEvent::UPDATED : Mip6BindingEvent::ADDED,
                             binding.homeAddress,
                             binding.careOfAddress,
                             acknowledgement.lifetime};
    // Tunnel first: nothing may be lost once the mobile node has seen the acknowledgement.
    Actions actions{OpenTunnel{binding.homeAddress, binding.localAddress, binding.careOfAddress},
                    ReportBinding{record}};
    Append(actions, m_networks.Accept(binding, update));
    // RFC 6275 section 10.3.1: acknowledged whether or not the A bit asks for it.
    actions.emplace_back(Answer(request, acknowledgement));
    if (!known || m_advertising.IsAnyUnanswered())
    {
        Append(actions, Advertise(m_advertising.HandleRegistration(now, binding.homeAddress)));
    }
    return actions;
}

Actions
HomeAgentMachine::Delete(const Request& request, Time now)
{
    const BindingUpdateInput& input = request.input;
    const Binding* binding = m_cache.Find(input.homeAddress);
    if (!binding)
    {
        return DeleteUnbound(request, now);
    }
    // RFC 6275 section 10.3.2: interception stops before the answer leaves, because the answer may
    // have to be resolved to the mobile node's own link-layer address.
    Actions actions = EndBinding(*binding, Mip6BindingEvent::REMOVED);
    m_cache.Remove(input.homeAddress);
    m_advertising.HandleDeletion(input.homeAddress);
    m_retired.Put(now, {input.homeAddress, input.message.sequence, now});
    // Acknowledged whether or not the A bit asks for it.
    actions.emplace_back(Answer(request, BindingAcknowledgement()));
    return actions;
}

Actions
HomeAgentMachine::DeleteUnbound(const Request& request, Time now)
{
    const BindingUpdateInput& input = request.input;
    // RFC 6275 section 10.3.2: a deletion that is repeated because its answer was lost finds the
    // entry that stays for a while.
    if (m_retired.Find(now, input.homeAddress))
    {
        m_retired.Put(now, {input.homeAddress, input.message.sequence, now});
        return {Answer(request, BindingAcknowledgement())};
    }
    // Nothing to delete. A probe for a registration that came before is of no use any more.
    m_pending.erase(input.homeAddress);
    Actions actions = m_dad.Release(input.homeAddress);
    Append(actions, Refuse(now, request, BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE));
    return actions;
}

Actions
HomeAgentMachine::EndBinding(const Binding& binding, Mip6BindingEvent event)
{
    const Mip6BindingRecord record{Mip6BindingTable::BINDING_CACHE,
                                   event,
                                   binding.homeAddress,
                                   binding.careOfAddress,
                                   Time()};
    Actions actions{CloseTunnel{binding.homeAddress}};
    Append(actions, m_networks.End(binding.homeAddress));
    Append(actions, m_dad.Release(binding.homeAddress));
    actions.emplace_back(ReportBinding{record});
    return actions;
}

Actions
HomeAgentMachine::Refuse(Time now, const Request& request, BindingStatus status) const
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.status = status;
    SendMessage answer = Answer(request, acknowledgement);
    if (status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)
    {
        // RFC 6275 section 9.5.1: the last sequence number accepted, for resynchronisation.
        std::get<BindingAcknowledgement>(answer.message).sequence =
            FindLastSequence(now, request.input.homeAddress).value_or(0);
    }
    return {answer};
}

SendMessage
HomeAgentMachine::Answer(const Request& request, BindingAcknowledgement acknowledgement) const
{
    // RFC 3963 section 4.2: the R flag answers the R flag, where mobile routers are served.
    acknowledgement.mobileRouter = request.input.message.mobileRouter && m_networks.IsEnabled();
    acknowledgement.sequence = request.input.message.sequence;
    const BindingUpdateInput& input = request.input;
    return AnswerUpdate({input.source, input.homeAddress, input.destination},
                        std::move(acknowledgement));
}

Actions
HomeAgentMachine::HandleDeadline(Time now)
{
    m_agents.HandleDeadline(now);
    Actions actions;
    for (const auto& binding : m_cache.TakeExpired(now))
    {
        Append(actions, EndBinding(binding, Mip6BindingEvent::EXPIRED));
        m_advertising.HandleExpiry(now, binding.homeAddress);
    }
    Append(actions, Advertise(m_advertising.HandleDeadline(now)));
    return actions;
}

std::optional<Time>
HomeAgentMachine::GetNextDeadline() const
{
    return GetEarliest(
        {m_cache.GetNextExpiry(), m_agents.GetNextDeadline(), m_advertising.GetNextDeadline()});
}

void
HomeAgentMachine::HandleRouterAdvertisement(Time now,
                                            const Ipv6Address& router,
                                            const RouterAdvertisement& advertisement)
{
    m_agents.HandleRouterAdvertisement(now, router, advertisement);
}

Actions
HomeAgentMachine::HandleDiscoveryRequest(Time now, const DiscoveryRequestInput& input)
{
    if (!m_config.enabled)
    {
        return {};
    }
    // RFC 6275 section 10.5: from a unicast address of ours to where the request came from.
    return {SendIcmpv6{input.homeAgent,
                       input.source,
                       {},
                       {},
                       m_agents.MakeReply(now, input.message, m_random)}};
}

Actions
HomeAgentMachine::HandleRestart()
{
    Actions actions;
    for (const auto& binding : m_cache.TakeExpired(Time::Max()))
    {
        Append(actions, EndBinding(binding, Mip6BindingEvent::REMOVED));
        m_advertising.HandleDeletion(binding.homeAddress);
    }
    for (const auto& [homeAddress, request] : m_pending)
    {
        Append(actions, m_dad.Release(homeAddress));
    }
    m_pending.clear();
    m_retired = RetiredSequences(m_config.maxRetired, MAX_DELETE_BCE_TIMEOUT);
    m_agents.Clear();
    ListOwnEntry();
    return actions;
}

Actions
HomeAgentMachine::HandleNetworks(const Ipv6Address& homeAddress)
{
    const Binding* binding = m_cache.Find(homeAddress);
    return binding ? m_networks.Reconsider(*binding) : Actions();
}

bool
HomeAgentMachine::IsMobileRouter(const Ipv6Address& homeAddress) const
{
    return m_networks.IsMobileRouter(homeAddress);
}

std::size_t
HomeAgentMachine::GetNetworkCount() const
{
    return m_networks.GetSize();
}

const BindingCache&
HomeAgentMachine::GetBindingCache() const
{
    return m_cache;
}

std::size_t
HomeAgentMachine::GetPendingCount() const
{
    return m_pending.size();
}

const HomeAgentsList&
HomeAgentMachine::GetHomeAgents() const
{
    return m_agents;
}

} // namespace ns3::mip6

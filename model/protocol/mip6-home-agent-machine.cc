/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent-machine.h"

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

HomeAgentMachine::HomeAgentMachine(HomeAgentConfig config)
    : m_config(std::move(config))
{
}

bool
HomeAgentMachine::IsOnHomeSubnet(const Ipv6Address& address) const
{
    return Ipv6Prefix(m_config.homePrefixLength).IsMatch(address, m_config.homePrefix);
}

HomeAgentMachine::Request
HomeAgentMachine::MakeRequest(const BindingUpdateInput& input)
{
    const UpdateAddresses addresses{input.source, input.homeAddress, input.destination};
    return {input,
            GetCareOfAddress(input.message, input.source),
            IsDeletion(input.message, addresses)};
}

std::optional<uint16_t>
HomeAgentMachine::FindLastSequence(const Ipv6Address& homeAddress) const
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
    return std::nullopt;
}

std::optional<BindingStatus>
HomeAgentMachine::Judge(const Request& request) const
{
    const Ipv6Address& homeAddress = request.input.homeAddress;
    if (!m_config.enabled)
    {
        return BindingStatus::HOME_REGISTRATION_NOT_SUPPORTED;
    }
    // RFC 6275 section 10.3.1: the home address must be on-link here.
    if (!IsUnicastRoutable(homeAddress) || !IsOnHomeSubnet(homeAddress))
    {
        return BindingStatus::NOT_HOME_SUBNET;
    }
    const bool isOurs = homeAddress == request.input.destination;
    if (isOurs || (!m_config.served.empty() && !Contains(m_config.served, homeAddress)))
    {
        return BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE;
    }
    if (Contains(m_config.prohibited, homeAddress))
    {
        return BindingStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    // RFC 6275 section 9.5.1: a care-of address must be unicast routable.
    if (!request.deletes && !IsUnicastRoutable(request.careOfAddress))
    {
        return BindingStatus::INVALID_CARE_OF_ADDRESS;
    }
    // RFC 6275 section 9.5.1: greater than the last one, where there was one.
    const auto last = FindLastSequence(homeAddress);
    if (last && !IsSequenceGreater(request.input.message.sequence, *last))
    {
        return BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
    }
    const std::size_t held = m_cache.GetSize() + m_pending.size();
    if (!request.deletes && !last && held >= m_config.maxBindings)
    {
        return BindingStatus::INSUFFICIENT_RESOURCES;
    }
    return std::nullopt;
}

Actions
HomeAgentMachine::HandleBindingUpdate(Time now, const BindingUpdateInput& input)
{
    const Request request = MakeRequest(input);
    if (const auto refusal = Judge(request))
    {
        return Refuse(request, *refusal);
    }
    if (request.deletes)
    {
        return Delete(request);
    }
    if (m_cache.Find(input.homeAddress))
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
    // RFC 6275 section 10.3.1: duplicate address detection before a home address is served.
    return {StartDad{input.homeAddress}};
}

Actions
HomeAgentMachine::HandleDadResult(Time now, const Ipv6Address& homeAddress, DadOutcome outcome)
{
    const auto found = m_pending.find(homeAddress);
    if (found == m_pending.end())
    {
        return {};
    }
    const Request request = found->second;
    m_pending.erase(found);
    if (outcome == DadOutcome::UNIQUE)
    {
        Actions actions{DefendAddress{homeAddress}};
        Append(actions, Accept(request, now));
        return actions;
    }
    Actions actions{ReleaseAddress{homeAddress}};
    Append(actions,
           Refuse(request,
                  outcome == DadOutcome::DUPLICATE
                      ? BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED
                      : BindingStatus::REASON_UNSPECIFIED));
    return actions;
}

Actions
HomeAgentMachine::Accept(const Request& request, Time now)
{
    const BindingUpdate& update = request.input.message;
    BindingAcknowledgement acknowledgement;
    // RFC 6275 section 10.3.1: not above the requested lifetime, our maximum, or the prefix
    // lifetime; the last tells the mobile node that prefix discovery is necessary.
    acknowledgement.lifetime = std::min(update.lifetime, m_config.maxLifetime);
    if (m_config.prefixLifetime.IsStrictlyPositive() &&
        m_config.prefixLifetime < acknowledgement.lifetime)
    {
        acknowledgement.lifetime = m_config.prefixLifetime;
        acknowledgement.status = BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY;
    }
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
    // RFC 6275 section 9.5.4: an accepted update is acknowledged where the A bit asks for it.
    if (update.acknowledge)
    {
        actions.emplace_back(Answer(request, acknowledgement));
    }
    return actions;
}

Actions
HomeAgentMachine::Delete(const Request& request)
{
    const Ipv6Address& homeAddress = request.input.homeAddress;
    const Binding* binding = m_cache.Find(homeAddress);
    if (!binding)
    {
        // RFC 6275 section 10.3.2: nothing to delete. A probe for a registration that came before
        // is of no use any more.
        Actions actions;
        if (m_pending.erase(homeAddress) > 0)
        {
            actions.emplace_back(ReleaseAddress{homeAddress});
        }
        Append(actions, Refuse(request, BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE));
        return actions;
    }
    // RFC 6275 section 10.3.2: interception stops before the answer leaves, because the answer may
    // have to be resolved to the mobile node's own link-layer address.
    Actions actions = EndBinding(*binding, Mip6BindingEvent::REMOVED);
    m_cache.Remove(homeAddress);
    if (request.input.message.acknowledge)
    {
        actions.emplace_back(Answer(request, BindingAcknowledgement()));
    }
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
    return {CloseTunnel{binding.homeAddress},
            ReleaseAddress{binding.homeAddress},
            ReportBinding{record}};
}

Actions
HomeAgentMachine::Refuse(const Request& request, BindingStatus status) const
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.status = status;
    SendMessage answer = Answer(request, acknowledgement);
    if (status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)
    {
        // RFC 6275 section 9.5.1: the last sequence number accepted, for resynchronisation.
        std::get<BindingAcknowledgement>(answer.message).sequence =
            FindLastSequence(request.input.homeAddress).value_or(0);
    }
    return {answer};
}

SendMessage
HomeAgentMachine::Answer(const Request& request, BindingAcknowledgement acknowledgement)
{
    acknowledgement.sequence = request.input.message.sequence;
    const BindingUpdateInput& input = request.input;
    return AnswerUpdate({input.source, input.homeAddress, input.destination},
                        std::move(acknowledgement));
}

Actions
HomeAgentMachine::HandleDeadline(Time now)
{
    Actions actions;
    for (const auto& binding : m_cache.TakeExpired(now))
    {
        Append(actions, EndBinding(binding, Mip6BindingEvent::EXPIRED));
    }
    return actions;
}

std::optional<Time>
HomeAgentMachine::GetNextDeadline() const
{
    return m_cache.GetNextExpiry();
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

} // namespace ns3::mip6

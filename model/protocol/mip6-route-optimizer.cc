/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-route-optimizer.h"

#include "ns3/mip6-address-rules.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// Nodes that are remembered without a registration; beyond, those of the past are forgotten.
constexpr std::size_t MAX_REMEMBERED = 1024;

/**
 * Keep a table small.
 * @tparam Table a map
 * @tparam IsPast tells whether a value is of no use any more
 * @param table any
 * @param isPast tells it
 */
template <typename Table, typename IsPast>
void
Tidy(Table& table, const IsPast& isPast)
{
    if (table.size() < MAX_REMEMBERED)
    {
        return;
    }
    for (auto it = table.begin(); it != table.end();)
    {
        it = isPast(it->second) ? table.erase(it) : std::next(it);
    }
}

} // namespace

RouteOptimizer::RouteOptimizer(const MobileNodeConfig& config,
                               RandomSource random,
                               LastUse lastUse,
                               BindingUpdateList& list)
    : m_config(config),
      m_random(std::move(random)),
      m_lastUse(std::move(lastUse)),
      m_list(list),
      m_context{m_config, m_random, m_lastUse, m_list}
{
}

// ----- whether and when

bool
RouteOptimizer::IsAllowed(const Ipv6Address& peer) const
{
    const RouteOptimizationConfig& config = m_config.optimization;
    // RFC 6275 section 11.7.2: not with the home agent itself, whose tunnel is the path.
    if (!config.enabled || !IsUnicastRoutable(peer) || peer == m_config.homeAgent ||
        peer == m_config.homeAddress || (m_careOf && peer == m_careOf->address) ||
        Contains(config.deny, peer))
    {
        return false;
    }
    return config.allow.empty() || Contains(config.allow, peer);
}

bool
RouteOptimizer::IsResting(Time now, const Ipv6Address& peer)
{
    const auto found = m_resting.find(peer);
    if (found == m_resting.end())
    {
        return false;
    }
    if (now < found->second)
    {
        return true;
    }
    m_resting.erase(found);
    return false;
}

bool
RouteOptimizer::IsBusy(Time now, const Ipv6Address& peer)
{
    const RouteOptimizationConfig& config = m_config.optimization;
    if (config.threshold <= 1)
    {
        return true;
    }
    const auto isOver = [&](const Candidate& candidate) {
        return candidate.lastAt + config.thresholdInterval < now;
    };
    Tidy(m_candidates, isOver);
    Candidate& candidate = m_candidates[peer];
    candidate.packets = isOver(candidate) ? 1 : candidate.packets + 1;
    candidate.lastAt = now;
    return candidate.packets >= config.threshold;
}

bool
RouteOptimizer::NoteTunnelled(Time now, const Ipv6Address& peer)
{
    if (!m_careOf || m_entries.count(peer) > 0)
    {
        return false;
    }
    return IsAllowed(peer) && !IsResting(now, peer) && IsBusy(now, peer);
}

bool
RouteOptimizer::HasRegistration(const Ipv6Address& peer) const
{
    return m_entries.count(peer) > 0;
}

bool
RouteOptimizer::IsExpected(const Ipv6Address& source, const CareOfTest& message) const
{
    const auto found = m_entries.find(source);
    return found != m_entries.end() && found->second.registration.IsExpected(message);
}

Actions
RouteOptimizer::HandleCorrespondent(Time now,
                                    const Ipv6Address& peer,
                                    const RouteOptimizer* sibling)
{
    if (!m_careOf || m_entries.count(peer) > 0 || !IsAllowed(peer))
    {
        return {};
    }
    m_candidates.erase(peer);
    CorrespondentRegistration added(m_context, peer);
    const auto known = sibling ? sibling->m_entries.find(peer) : m_entries.end();
    if (sibling && known != sibling->m_entries.end())
    {
        added.ShareCareOfTest(known->second.registration);
    }
    m_entries.emplace(peer, Entry{std::move(added), false});
    return Advance(peer, [&](CorrespondentRegistration& registration) {
        return registration.Register(now, *m_careOf);
    });
}

// ----- movement

Actions
RouteOptimizer::HandleRegistered(Time now, const CareOf& careOf)
{
    const bool isRefresh = m_careOf && m_careOf->address == careOf.address;
    m_careOf = careOf;
    if (isRefresh)
    {
        return SetValidUntil(now, careOf.validUntil);
    }
    return AdvanceAll([&](CorrespondentRegistration& registration) {
        return registration.Register(now, careOf);
    });
}

Actions
RouteOptimizer::HandleDetached()
{
    m_careOf.reset();
    return AdvanceAll([](CorrespondentRegistration& registration) {
        registration.Suspend();
        return CorrespondentResult{CorrespondentEvent::LOST, {}, std::nullopt};
    });
}

Actions
RouteOptimizer::HandleAtHome(Time now)
{
    m_careOf.reset();
    return AdvanceAll(
        [now](CorrespondentRegistration& registration) { return registration.Deregister(now); });
}

Actions
RouteOptimizer::SetValidUntil(Time now, const std::optional<Time>& validUntil)
{
    if (!m_careOf)
    {
        return {};
    }
    m_careOf->validUntil = validUntil;
    bool isAnyTooLong = false;
    for (auto& [peer, entry] : m_entries)
    {
        entry.registration.SetValidUntil(validUntil);
        isAnyTooLong = isAnyTooLong || entry.registration.IsBoundBeyond(validUntil);
    }
    if (!isAnyTooLong)
    {
        return {};
    }
    return AdvanceAll([&](CorrespondentRegistration& registration) {
        return registration.IsBoundBeyond(validUntil) ? registration.Register(now, *m_careOf)
                                                      : CorrespondentResult();
    });
}

// ----- messages

Actions
RouteOptimizer::HandleHomeTest(Time now, const Ipv6Address& source, const HomeTest& message)
{
    return Advance(source, [&](CorrespondentRegistration& registration) {
        return registration.HandleHomeTest(now, message);
    });
}

Actions
RouteOptimizer::HandleCareOfTest(Time now, const Ipv6Address& source, const CareOfTest& message)
{
    return Advance(source, [&](CorrespondentRegistration& registration) {
        return registration.HandleCareOfTest(now, message);
    });
}

Actions
RouteOptimizer::HandleBindingAcknowledgement(Time now, const Acknowledgement& acknowledgement)
{
    return Advance(acknowledgement.source, [&](CorrespondentRegistration& registration) {
        return registration.HandleBindingAcknowledgement(now,
                                                         acknowledgement.message,
                                                         acknowledgement.octets);
    });
}

Actions
RouteOptimizer::HandleRefreshRequest(Time now, const Ipv6Address& source)
{
    return Advance(source, [now](CorrespondentRegistration& registration) {
        return registration.HandleRefreshRequest(now);
    });
}

Actions
RouteOptimizer::HandleBindingError(Time now, const Ipv6Address& source, const BindingError& message)
{
    if (message.status == BindingErrorStatus::UNKNOWN_MOBILITY_TYPE && m_entries.count(source) > 0)
    {
        return HandleUnsupported(now, source);
    }
    // RFC 6275 section 11.3.6: about our home address.
    if (message.status != BindingErrorStatus::UNKNOWN_BINDING ||
        message.homeAddress != m_config.homeAddress)
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    return Advance(source, [now](CorrespondentRegistration& registration) {
        return registration.HandleUnknownBinding(now);
    });
}

Actions
RouteOptimizer::HandleUnsupported(Time now, const Ipv6Address& peer)
{
    if (m_entries.count(peer) == 0)
    {
        return {};
    }
    return Advance(peer, [now](CorrespondentRegistration& registration) {
        return registration.HandleUnsupported(now);
    });
}

// ----- registrations

Actions
RouteOptimizer::Advance(const Ipv6Address& peer, const Step& step)
{
    const auto found = m_entries.find(peer);
    if (found == m_entries.end())
    {
        return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
    }
    return FollowUp(peer, found->second, step(found->second.registration));
}

Actions
RouteOptimizer::AdvanceAll(const Step& step)
{
    std::vector<Ipv6Address> peers;
    peers.reserve(m_entries.size());
    for (const auto& [peer, entry] : m_entries)
    {
        peers.push_back(peer);
    }
    // The order of a hash table is nobody's business.
    std::sort(peers.begin(), peers.end());
    Actions actions;
    for (const auto& peer : peers)
    {
        Append(actions, Advance(peer, step));
    }
    return actions;
}

Actions
RouteOptimizer::FollowUp(const Ipv6Address& peer, Entry& entry, CorrespondentResult result)
{
    Actions actions;
    if (result.event == CorrespondentEvent::BOUND && !entry.isDirect && m_careOf)
    {
        entry.isDirect = true;
        actions.emplace_back(OpenDirectPath{peer, m_careOf->address, peer, m_config.homeAddress});
    }
    if (result.event == CorrespondentEvent::LOST || result.event == CorrespondentEvent::ENDED)
    {
        Append(actions, CloseDirect(peer, entry));
    }
    Append(actions, std::move(result.actions));
    if (result.event != CorrespondentEvent::ENDED)
    {
        Schedule(peer, entry);
        return actions;
    }
    if (result.restUntil)
    {
        m_resting[peer] = *result.restUntil;
    }
    Forget(peer);
    return actions;
}

Actions
RouteOptimizer::CloseDirect(const Ipv6Address& peer, Entry& entry) const
{
    if (!entry.isDirect)
    {
        return {};
    }
    entry.isDirect = false;
    return {CloseDirectPath{peer, m_config.homeAddress}};
}

void
RouteOptimizer::Forget(const Ipv6Address& peer)
{
    m_deadlines.Remove(peer);
    m_entries.erase(peer);
    m_list.Remove(peer);
}

void
RouteOptimizer::Schedule(const Ipv6Address& peer, const Entry& entry)
{
    if (const auto next = entry.registration.GetNextDeadline())
    {
        m_deadlines.Put(peer, *next);
        return;
    }
    m_deadlines.Remove(peer);
}

Actions
RouteOptimizer::HandleDeadline(Time now)
{
    Tidy(m_resting, [now](Time until) { return until <= now; });
    Actions actions;
    for (const auto& peer : m_deadlines.TakeDue(now))
    {
        Append(actions, Advance(peer, [now](CorrespondentRegistration& registration) {
                   return registration.HandleDeadline(now);
               }));
    }
    return actions;
}

std::optional<Time>
RouteOptimizer::GetNextDeadline() const
{
    return m_deadlines.GetNext();
}

} // namespace ns3::mip6

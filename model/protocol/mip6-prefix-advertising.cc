/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-prefix-advertising.h"

#include "mip6-earliest.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3::mip6
{

namespace
{

/**
 * @param before prefixes of a link
 * @param after the same later
 * @return whether there is one that was not there
 */
bool
HasNew(const LinkPrefixes& before, const LinkPrefixes& after)
{
    const auto& prefixes = after.GetPrefixes();
    return std::any_of(prefixes.begin(), prefixes.end(), [&before](const LinkPrefix& prefix) {
        return !before.FindRange(prefix.GetRange());
    });
}

/**
 * @param a a prefix, nullptr: none
 * @param b another
 * @return whether they are the same, but for the passing of time
 */
bool
IsSame(const LinkPrefix* a, const LinkPrefix* b)
{
    return a && b ? *a == *b : a == b;
}

/// @param list that grows @param more that follow
void
Append(PrefixDeliveries& list, PrefixDeliveries more)
{
    std::move(more.begin(), more.end(), std::back_inserter(list));
}

} // namespace

PrefixAdvertising::PrefixAdvertising(PrefixAdvertisingConfig config,
                                     LinkPrefixes prefixes,
                                     RandomSource random)
    : m_config(std::move(config)),
      m_random(std::move(random)),
      m_prefixes(std::move(prefixes))
{
}

Time
PrefixAdvertising::DrawDelay(Time now, const Ipv6Address& homeAddress) const
{
    const LinkPrefix* prefix = m_prefixes.Find(homeAddress);
    const Time preferred = prefix ? prefix->GetPreferred(now) : Time();
    // RFC 6275 section 10.6.2: RAND_ADV_DELAY.
    const Time longest = std::min(m_config.maxInterval, preferred);
    const auto span = static_cast<uint64_t>(Abs(longest - m_config.minInterval).GetTimeStep());
    return m_config.minInterval + TimeStep(span == 0 ? 0 : m_random() % span);
}

bool
PrefixAdvertising::IsAnyUnanswered() const
{
    return m_unanswered > 0;
}

void
PrefixAdvertising::SetSent(Listener& listener, uint16_t sent)
{
    m_unanswered += (sent > 0 ? 1U : 0U);
    m_unanswered -= (listener.sent > 0 ? 1U : 0U);
    listener.sent = sent;
}

void
PrefixAdvertising::Erase(Listeners::iterator found)
{
    SetSent(found->second, 0);
    m_open.erase(found->first);
    m_listeners.erase(found);
}

void
PrefixAdvertising::Schedule(Time now, Entry& entry)
{
    SetSent(entry.second, 0);
    entry.second.sendAt = now + DrawDelay(now, entry.first);
}

PrefixDeliveries
PrefixAdvertising::HandlePrefixes(Time now, LinkPrefixes prefixes)
{
    const LinkPrefixes before = std::exchange(m_prefixes, std::move(prefixes));
    const bool added = HasNew(before, m_prefixes);
    std::vector<Ipv6Address> registered;
    for (const Entry& entry : m_listeners)
    {
        if (entry.second.registered)
        {
            registered.push_back(entry.first);
        }
    }
    // The order of a hash table is nobody's business.
    std::sort(registered.begin(), registered.end());
    PrefixDeliveries deliveries;
    for (const Ipv6Address& homeAddress : registered)
    {
        Entry& entry = *m_listeners.find(homeAddress);
        Review(now, before, added, entry);
        Append(deliveries, Serve(now, entry));
    }
    return deliveries;
}

void
PrefixAdvertising::Review(Time now, const LinkPrefixes& before, bool added, Entry& entry)
{
    Listener& listener = entry.second;
    const LinkPrefix* own = m_prefixes.Find(entry.first);
    const bool changed = !IsSame(before.Find(entry.first), own);
    // RFC 6275 section 10.6.2 leaves open when a change is told that deprecates the home address.
    // No later than it is deprecated, so what cannot wait for the least delay does not.
    if (changed && (!own || own->GetPreferred(now) <= m_config.minInterval))
    {
        SetSent(listener, 0);
        listener.sendAt = now;
        return;
    }
    // RFC 6275 section 10.6.2: one that is scheduled, or repeated, carries the new prefixes.
    if ((changed || added) && !listener.sendAt)
    {
        Schedule(now, entry);
    }
}

PrefixDeliveries
PrefixAdvertising::HandleRegistration(Time now, const Ipv6Address& homeAddress)
{
    if (!m_config.enabled)
    {
        return {};
    }
    Entry& entry = *m_listeners.try_emplace(homeAddress).first;
    Listener& listener = entry.second;
    const bool unanswered = listener.sent > 0;
    if (!unanswered && listener.registered && listener.reviewAt)
    {
        return {}; // a refresh changes nothing of what is scheduled
    }
    if (unanswered && listener.sendAt)
    {
        // RFC 6275 section 10.6.2 waits for "the matching" Binding Update, too.
        SetSent(listener, 0);
        listener.sendAt.reset();
    }
    else if (unanswered)
    {
        // RFC 6275 section 10.6.2: not acknowledged so far, but here it is again, and away.
        SetSent(listener, 0);
        listener.sendAt = now;
    }
    if (!listener.registered || !listener.reviewAt)
    {
        listener.registered = true;
        listener.reviewAt = listener.sentAt ? *listener.sentAt + m_config.maxInterval : now;
    }
    return Serve(now, entry);
}

void
PrefixAdvertising::HandleExpiry(Time now, const Ipv6Address& homeAddress)
{
    const auto found = m_listeners.find(homeAddress);
    if (found == m_listeners.end() || found->second.sent == 0)
    {
        HandleDeletion(homeAddress);
        return;
    }
    // RFC 6275 section 10.6.2: nothing is sent without a binding. That it has not answered is
    // remembered for as long as it would matter.
    Listener& listener = found->second;
    listener.registered = false;
    listener.answerAt.reset();
    m_open.erase(homeAddress);
    listener.sendAt.reset();
    listener.reviewAt.reset();
    m_deadlines.Put(homeAddress, now + m_config.maxInterval);
}

void
PrefixAdvertising::HandleDeletion(const Ipv6Address& homeAddress)
{
    const auto found = m_listeners.find(homeAddress);
    if (found != m_listeners.end())
    {
        Erase(found);
    }
    m_deadlines.Remove(homeAddress);
}

PrefixDeliveries
PrefixAdvertising::HandleSolicitation(Time now, const PrefixSolicitationInput& input)
{
    const auto found = m_listeners.find(input.homeAddress);
    if (found == m_listeners.end() || !found->second.registered)
    {
        return {};
    }
    Listener& listener = found->second;
    // RFC 6275 section 10.6.2: it acknowledges an unsolicited one, and the answer has everything
    // that a scheduled one would have.
    SetSent(listener, 0);
    listener.sendAt.reset();
    // RFC 6275 sections 6.8 and 10.6.2: right away, but one in a second.
    m_open.insert_or_assign(input.homeAddress, input);
    listener.answerAt = now;
    return Serve(now, *found);
}

PrefixDelivery
PrefixAdvertising::Deliver(Time now, Entry& entry, uint16_t identifier) const
{
    entry.second.sentAt = now;
    entry.second.reviewAt = now + m_config.maxInterval;
    PrefixDelivery delivery;
    delivery.homeAddress = entry.first;
    delivery.message.identifier = identifier;
    // RFC 6275 section 10.6.2: always all of them.
    for (const PrefixInformation& prefix : m_prefixes.GetInformation(now, true))
    {
        delivery.message.options.emplace_back(prefix);
    }
    return delivery;
}

PrefixDeliveries
PrefixAdvertising::Serve(Time now, Entry& entry)
{
    Listener& listener = entry.second;
    if (!listener.sendAt && listener.reviewAt && *listener.reviewAt <= now)
    {
        listener.reviewAt.reset();
        Schedule(now, entry);
    }
    PrefixDeliveries deliveries;
    // RFC 6275 section 6.8: at most one in a second.
    const Time earliest =
        listener.sentAt ? std::max(now, *listener.sentAt + PREFIX_ADV_PAUSE) : now;
    if (listener.answerAt && earliest <= now)
    {
        listener.answerAt.reset();
        const PrefixSolicitationInput& request = m_open.at(entry.first);
        deliveries.push_back(Deliver(now, entry, request.message.identifier));
        deliveries.back().careOfAddress = request.careOfAddress;
        m_open.erase(entry.first);
    }
    else if (listener.sendAt && std::max(*listener.sendAt, earliest) <= now)
    {
        if (listener.sent == 0)
        {
            listener.identifier = static_cast<uint16_t>(m_random());
        }
        deliveries.push_back(Deliver(now, entry, listener.identifier));
        listener.sendAt.reset();
        // RFC 6275 section 10.6.2: three times more, the wait doubles.
        if (listener.sent < PREFIX_ADV_RETRIES)
        {
            listener.sendAt = now + PREFIX_ADV_TIMEOUT * (int64_t{1} << listener.sent);
        }
        SetSent(listener, static_cast<uint16_t>(listener.sent + 1));
    }
    Arm(entry);
    return deliveries;
}

void
PrefixAdvertising::Arm(const Entry& entry)
{
    const Listener& listener = entry.second;
    const auto wanted =
        GetEarliest({listener.answerAt, listener.sendAt ? listener.sendAt : listener.reviewAt});
    if (!wanted)
    {
        m_deadlines.Remove(entry.first);
        return;
    }
    const Time earliest = listener.sentAt ? *listener.sentAt + PREFIX_ADV_PAUSE : *wanted;
    m_deadlines.Put(entry.first, std::max(*wanted, earliest));
}

PrefixDeliveries
PrefixAdvertising::HandleDeadline(Time now)
{
    PrefixDeliveries deliveries;
    for (const Ipv6Address& homeAddress : m_deadlines.TakeDue(now))
    {
        const auto found = m_listeners.find(homeAddress);
        if (!found->second.registered)
        {
            Erase(found);
            continue;
        }
        Append(deliveries, Serve(now, *found));
    }
    return deliveries;
}

std::optional<Time>
PrefixAdvertising::GetNextDeadline() const
{
    return m_deadlines.GetNext();
}

const LinkPrefixes&
PrefixAdvertising::GetPrefixes() const
{
    return m_prefixes;
}

} // namespace ns3::mip6

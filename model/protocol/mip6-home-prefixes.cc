/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-prefixes.h"

#include "mip6-earliest.h"
#include "mip6-prefix-lifetime.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/**
 * @param information from the wire
 * @return the prefix that it is about, host bits zero
 */
AddressRange
GetRange(const PrefixInformation& information)
{
    return MakeRange(information.prefix, information.prefixLength);
}

/**
 * @param information from the wire
 * @return whether it says something about addresses (RFC 4862 section 5.5.3 b and c)
 */
bool
IsUsable(const PrefixInformation& information)
{
    return !information.prefix.IsLinkLocal() && !information.prefix.IsMulticast() &&
           information.preferredLifetime <= information.validLifetime;
}

/// @param end absolute, absent: never @param now current time @return whether it is over
bool
IsOver(const std::optional<Time>& end, Time now)
{
    return end && *end <= now;
}

/**
 * @param before a prefix
 * @param after the same after an advertisement
 * @return what an observer would call the change of its ends, nothing if they are the same
 */
std::optional<HomePrefixEvent>
CompareEnds(const HomePrefix& before, const HomePrefix& after)
{
    const bool sameValidity = before.validUntil == after.validUntil;
    if (sameValidity && before.deprecated && after.deprecated)
    {
        return std::nullopt;
    }
    const auto& old = sameValidity ? before.preferredUntil : before.validUntil;
    const auto& renewed = sameValidity ? after.preferredUntil : after.validUntil;
    if (old == renewed)
    {
        return std::nullopt;
    }
    return EndsBefore(renewed, old) ? HomePrefixEvent::SHORTENED : HomePrefixEvent::LENGTHENED;
}

} // namespace

void
HomePrefixList::Configure(const AddressRange& given)
{
    // A home address is given with host bits.
    const AddressRange range = MakeRange(given.network, given.prefixLength);
    if (!FindRange(range))
    {
        HomePrefix prefix;
        prefix.range = range;
        m_prefixes.push_back(prefix);
    }
}

HomePrefix*
HomePrefixList::FindRange(const AddressRange& range)
{
    const auto found =
        std::find_if(m_prefixes.begin(), m_prefixes.end(), [&range](const HomePrefix& prefix) {
            return prefix.range == range;
        });
    return found == m_prefixes.end() ? nullptr : &*found;
}

void
HomePrefixList::Add(Time now, const PrefixInformation& information, HomePrefixChanges& changes)
{
    // RFC 4862 section 5.5.3 d: a prefix that is new and not valid is nothing.
    if (!information.validLifetime.IsStrictlyPositive())
    {
        return;
    }
    HomePrefix prefix;
    prefix.range = GetRange(information);
    prefix.onLink = information.onLink;
    prefix.autonomous = information.autonomous;
    prefix.preferredUntil = GetLifetimeEnd(now, information.preferredLifetime);
    prefix.validUntil = GetLifetimeEnd(now, information.validLifetime);
    prefix.deprecated = IsOver(prefix.preferredUntil, now);
    m_prefixes.push_back(prefix);
    changes.push_back({HomePrefixEvent::ADDED, prefix});
}

void
HomePrefixList::Renew(Time now,
                      const Announcement& announcement,
                      HomePrefix& known,
                      HomePrefixChanges& changes)
{
    const PrefixInformation& information = announcement.information;
    const HomePrefix before = known;
    known.onLink = information.onLink;
    known.autonomous = information.autonomous;
    known.validUntil =
        announcement.origin == PrefixOrigin::HOME_AGENT
            ? GetLifetimeEnd(now, information.validLifetime)
            : RenewUnauthenticated(now, before.validUntil, information.validLifetime);
    // RFC 4862 section 5.5.3 e: the preferred lifetime is the received one in any case.
    known.preferredUntil = GetLifetimeEnd(now, information.preferredLifetime);
    known.deprecated = IsOver(known.preferredUntil, now);
    if (IsOver(known.validUntil, now))
    {
        return;
    }
    if (const auto event = CompareEnds(before, known))
    {
        changes.push_back({*event, known});
    }
    if (known.deprecated && !before.deprecated)
    {
        changes.push_back({HomePrefixEvent::DEPRECATED, known});
    }
}

HomePrefixChanges
HomePrefixList::Update(Time now,
                       const std::vector<PrefixInformation>& prefixes,
                       PrefixOrigin origin)
{
    HomePrefixChanges changes;
    for (const PrefixInformation& information : prefixes)
    {
        if (!IsUsable(information))
        {
            continue;
        }
        HomePrefix* known = FindRange(GetRange(information));
        if (!known)
        {
            Add(now, information, changes);
            continue;
        }
        Renew(now, {information, origin}, *known, changes);
    }
    const HomePrefixChanges ended = HandleDeadline(now);
    changes.insert(changes.end(), ended.begin(), ended.end());
    return changes;
}

HomePrefixChanges
HomePrefixList::HandleDeadline(Time now)
{
    HomePrefixChanges changes;
    for (HomePrefix& prefix : m_prefixes)
    {
        const bool ended = IsOver(prefix.validUntil, now);
        if (ended || (IsOver(prefix.preferredUntil, now) && !prefix.deprecated))
        {
            prefix.deprecated = true;
            changes.push_back(
                {ended ? HomePrefixEvent::ENDED : HomePrefixEvent::DEPRECATED, prefix});
        }
    }
    m_prefixes.erase(
        std::remove_if(m_prefixes.begin(),
                       m_prefixes.end(),
                       [now](const HomePrefix& prefix) { return IsOver(prefix.validUntil, now); }),
        m_prefixes.end());
    return changes;
}

std::optional<Time>
HomePrefixList::GetNextDeadline() const
{
    std::optional<Time> next;
    for (const HomePrefix& prefix : m_prefixes)
    {
        next = GetEarliest(
            {next, prefix.validUntil, prefix.deprecated ? std::nullopt : prefix.preferredUntil});
    }
    return next;
}

const HomePrefix*
HomePrefixList::Find(const Ipv6Address& address) const
{
    const HomePrefix* longest = nullptr;
    for (const HomePrefix& prefix : m_prefixes)
    {
        const AddressRange& range = prefix.range;
        const bool longer = !longest || range.prefixLength > longest->range.prefixLength;
        if (longer && Ipv6Prefix(range.prefixLength).IsMatch(address, range.network))
        {
            longest = &prefix;
        }
    }
    return longest;
}

const std::vector<HomePrefix>&
HomePrefixList::GetPrefixes() const
{
    return m_prefixes;
}

std::vector<AddressRange>
HomePrefixList::GetRanges() const
{
    std::vector<AddressRange> ranges;
    ranges.reserve(m_prefixes.size());
    for (const HomePrefix& prefix : m_prefixes)
    {
        ranges.push_back(prefix.range);
    }
    return ranges;
}

} // namespace ns3::mip6

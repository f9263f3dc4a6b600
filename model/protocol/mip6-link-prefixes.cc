/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-link-prefixes.h"

#include "mip6-earliest.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// @param lifetime any @return without the part of a second, so that no promise is extended
Time
RoundDown(Time lifetime)
{
    return lifetime -
           TimeStep(static_cast<uint64_t>(lifetime.GetTimeStep() % Seconds(1).GetTimeStep()));
}

/// @param prefix an entry @return when it is removed, nothing if it does not end
std::optional<Time>
GetRemovalTime(const LinkPrefix& prefix)
{
    const auto& endsAt = prefix.valid.endsAt;
    return endsAt ? std::optional<Time>(*endsAt + TWO_HOURS) : std::nullopt;
}

} // namespace

Time
LinkLifetime::GetRemaining(Time now) const
{
    return endsAt ? std::max(*endsAt - now, Time()) : constant;
}

AddressRange
LinkPrefix::GetRange() const
{
    return MakeRange(address, length);
}

Time
LinkPrefix::GetPreferred(Time now) const
{
    return std::min(preferred.GetRemaining(now), valid.GetRemaining(now));
}

bool
operator==(const LinkLifetime& a, const LinkLifetime& b)
{
    return a.endsAt == b.endsAt && (a.endsAt || a.constant == b.constant);
}

bool
operator==(const LinkPrefix& a, const LinkPrefix& b)
{
    return a.address == b.address && a.length == b.length && a.onLink == b.onLink &&
           a.autonomous == b.autonomous && a.preferred == b.preferred && a.valid == b.valid;
}

void
LinkPrefixes::Set(Time now, const LinkPrefix& prefix)
{
    LinkPrefix entry = prefix;
    if (!entry.valid.endsAt && !entry.valid.constant.IsStrictlyPositive())
    {
        entry.valid.endsAt = now;
    }
    const AddressRange range = entry.GetRange();
    for (LinkPrefix& known : m_prefixes)
    {
        if (known.GetRange() == range)
        {
            known = entry;
            return;
        }
    }
    m_prefixes.push_back(entry);
}

void
LinkPrefixes::Remove(const AddressRange& range)
{
    m_prefixes.erase(
        std::remove_if(m_prefixes.begin(),
                       m_prefixes.end(),
                       [&range](const LinkPrefix& known) { return known.GetRange() == range; }),
        m_prefixes.end());
}

const LinkPrefix*
LinkPrefixes::FindRange(const AddressRange& range) const
{
    const auto found =
        std::find_if(m_prefixes.begin(), m_prefixes.end(), [&range](const LinkPrefix& known) {
            return known.GetRange() == range;
        });
    return found == m_prefixes.end() ? nullptr : &*found;
}

const LinkPrefix*
LinkPrefixes::Find(const Ipv6Address& address) const
{
    const LinkPrefix* longest = nullptr;
    for (const LinkPrefix& prefix : m_prefixes)
    {
        const bool longer = !longest || prefix.length > longest->length;
        if (longer && Ipv6Prefix(prefix.length).IsMatch(address, prefix.address))
        {
            longest = &prefix;
        }
    }
    return longest;
}

const std::vector<LinkPrefix>&
LinkPrefixes::GetPrefixes() const
{
    return m_prefixes;
}

std::vector<PrefixInformation>
LinkPrefixes::GetInformation(Time now, bool withRouterAddress) const
{
    std::vector<PrefixInformation> all;
    all.reserve(m_prefixes.size());
    for (const LinkPrefix& prefix : m_prefixes)
    {
        PrefixInformation information;
        information.prefix = withRouterAddress ? prefix.address : prefix.GetRange().network;
        information.prefixLength = prefix.length;
        information.onLink = prefix.onLink;
        information.autonomous = prefix.autonomous;
        information.routerAddress = withRouterAddress;
        information.validLifetime = RoundDown(prefix.valid.GetRemaining(now));
        information.preferredLifetime = RoundDown(prefix.GetPreferred(now));
        all.push_back(information);
    }
    return all;
}

void
LinkPrefixes::HandleDeadline(Time now)
{
    m_prefixes.erase(std::remove_if(m_prefixes.begin(),
                                    m_prefixes.end(),
                                    [now](const LinkPrefix& prefix) {
                                        const auto at = GetRemovalTime(prefix);
                                        return at && *at <= now;
                                    }),
                     m_prefixes.end());
}

std::optional<Time>
LinkPrefixes::GetNextDeadline() const
{
    std::optional<Time> next;
    for (const LinkPrefix& prefix : m_prefixes)
    {
        next = GetEarliest({next, GetRemovalTime(prefix)});
    }
    return next;
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-prefix-discovery.h"

#include "mip6-earliest.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace ns3::mip6
{

namespace
{

/**
 * @param advertisement any
 * @return its prefixes
 */
std::vector<PrefixInformation>
GetPrefixes(const MobilePrefixAdvertisement& advertisement)
{
    std::vector<PrefixInformation> prefixes;
    for (const NdOption& option : advertisement.options)
    {
        if (const auto* prefix = std::get_if<PrefixInformation>(&option))
        {
            prefixes.push_back(*prefix);
        }
    }
    return prefixes;
}

/**
 * @param now current time
 * @param end of a home address
 * @return when to ask so that the end may be put off, nothing if there is no time for it
 */
std::optional<Time>
GetAskingTime(Time now, const std::optional<Time>& end)
{
    if (!end)
    {
        return std::nullopt;
    }
    // Half of what is left: an end that is not put off is asked about ever more closely, and a few
    // times only.
    const Time margin = std::min(PREFIX_SOLICIT_MARGIN, (*end - now) / 2);
    if (margin < INITIAL_SOLICIT_TIMER)
    {
        return std::nullopt;
    }
    return *end - margin;
}

/// @param a a path @param b another @return whether they are the same
bool
IsSame(const PrefixDiscoveryPath& a, const PrefixDiscoveryPath& b)
{
    return a.source == b.source && a.homeAddress == b.homeAddress && a.homeAgent == b.homeAgent;
}

} // namespace

PrefixDiscovery::PrefixDiscovery(RandomSource random)
    : m_random(std::move(random))
{
}

Actions
PrefixDiscovery::Solicit(Time now, const PrefixDiscoveryPath& path)
{
    if (!IsRunning())
    {
        m_wantedAt = GetEarliest({m_wantedAt, now});
    }
    return Move(now, path);
}

Actions
PrefixDiscovery::Move(Time now, const PrefixDiscoveryPath& path)
{
    const bool same = m_path && IsSame(*m_path, path);
    m_path = path;
    if (same || !IsRunning())
    {
        return HandleDeadline(now);
    }
    m_retransmission.Start(now, INITIAL_SOLICIT_TIMER, MAX_BINDACK_TIMEOUT);
    return Send(now);
}

void
PrefixDiscovery::Suspend()
{
    m_path.reset();
}

void
PrefixDiscovery::SetExpiry(Time now, const AddressExpiry& expiry)
{
    const bool same = expiry.preferredUntil == m_expiry.preferredUntil &&
                      expiry.validUntil == m_expiry.validUntil;
    m_expiry = expiry;
    if (!same && !IsRunning())
    {
        Plan(now);
    }
}

void
PrefixDiscovery::Plan(Time now)
{
    // RFC 6275 section 11.4.2: before the home address becomes invalid. A deprecated one is of less
    // use, too, so that end counts as long as it is ahead.
    m_plannedAt = GetEarliest(
        {GetAskingTime(now, m_expiry.preferredUntil), GetAskingTime(now, m_expiry.validUntil)});
}

Actions
PrefixDiscovery::Begin(Time now)
{
    // Advertisements that nobody asked for may be forged, one after the other.
    if (m_sentAt && now < *m_sentAt + INITIAL_SOLICIT_TIMER)
    {
        m_wantedAt = *m_sentAt + INITIAL_SOLICIT_TIMER;
        m_plannedAt.reset();
        return {};
    }
    m_wantedAt.reset();
    m_plannedAt.reset();
    // RFC 6275 section 11.4.2: random.
    m_identifier = static_cast<uint16_t>(m_random());
    // RFC 6275 section 11.8: doubling waits, without an end.
    m_retransmission.Start(now, INITIAL_SOLICIT_TIMER, MAX_BINDACK_TIMEOUT);
    return Send(now);
}

Actions
PrefixDiscovery::Send(Time now)
{
    m_sentAt = now;
    SendIcmpv6 send;
    send.source = m_path->source;
    send.destination = m_path->homeAgent;
    // RFC 6275 section 11.4.2: the home address goes along, where it is not the source itself.
    if (m_path->source != m_path->homeAddress)
    {
        send.homeAddressOption = m_path->homeAddress;
    }
    send.message = MobilePrefixSolicitation{*m_identifier};
    return {send};
}

PrefixAdvertisementResult
PrefixDiscovery::HandleAdvertisement(Time now, const PrefixAdvertisementInput& input)
{
    // RFC 6275 section 11.4.3: from the home agent that has the registration, with a type 2 routing
    // header.
    if (!m_path || input.source != m_path->homeAgent || !input.homeAddress)
    {
        return {};
    }
    const bool solicited = m_identifier && *m_identifier == input.message.identifier;
    if (!solicited)
    {
        // RFC 6275 section 11.4.3: its content does not count, it is a reason to ask. The home
        // agent waits for word from the home address that it has written to.
        PrefixDiscoveryPath path = *m_path;
        path.homeAddress = *input.homeAddress;
        return {PrefixAdvertisementVerdict::UNSOLICITED,
                {},
                IsRunning() ? Actions() : Solicit(now, path)};
    }
    // RFC 6275 section 6.8: there is a prefix in it, at least.
    std::vector<PrefixInformation> prefixes = GetPrefixes(input.message);
    if (prefixes.empty())
    {
        return {};
    }
    m_identifier.reset();
    m_retransmission.Stop();
    Plan(now);
    return {PrefixAdvertisementVerdict::ACCEPTED, std::move(prefixes), {}};
}

Actions
PrefixDiscovery::HandleDeadline(Time now)
{
    if (!m_path)
    {
        return {};
    }
    if (m_retransmission.IsDue(now))
    {
        m_retransmission.Repeat(now);
        return Send(now);
    }
    const auto beginAt = GetEarliest({m_wantedAt, m_plannedAt});
    return !IsRunning() && beginAt && *beginAt <= now ? Begin(now) : Actions();
}

std::optional<Time>
PrefixDiscovery::GetNextDeadline() const
{
    if (!m_path)
    {
        return std::nullopt;
    }
    return IsRunning() ? m_retransmission.GetRetryAt() : GetEarliest({m_wantedAt, m_plannedAt});
}

bool
PrefixDiscovery::IsRunning() const
{
    return m_identifier.has_value();
}

} // namespace ns3::mip6

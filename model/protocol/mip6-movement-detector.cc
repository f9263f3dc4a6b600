/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-movement-detector.h"

#include "mip6-earliest.h"

#include "ns3/mip6-config.h"

#include <variant>

namespace ns3::mip6
{

namespace
{

/**
 * @param address any
 * @param length of a prefix, 0 to 128
 * @return the address with host bits zero
 */
Ipv6Address
Mask(const Ipv6Address& address, uint8_t length)
{
    return Ipv6Address(address).CombinePrefix(Ipv6Prefix(length));
}

/// Form of a valid lifetime for comparison with deadlines.
/// @param now current time
/// @param lifetime from the wire
/// @return absolute end, nothing if it never ends
std::optional<Time>
GetEnd(Time now, Time lifetime)
{
    if (lifetime >= ND_INFINITE_LIFETIME)
    {
        return std::nullopt;
    }
    return now + lifetime;
}

} // namespace

MovementDetector::MovementDetector(const Ipv6Address& homePrefix, uint8_t homePrefixLength)
    : m_homePrefix(Mask(homePrefix, homePrefixLength)),
      m_homePrefixLength(homePrefixLength)
{
}

void
MovementDetector::HandleLinkUp(Time now)
{
    m_doubted = true;
    m_routerMissedAt.reset();
    m_solicitation.Start(now, RTR_SOLICITATION_INTERVAL, MAX_RTR_SOLICITATION_INTERVAL);
}

bool
MovementDetector::IsHomePrefix(const PrefixInformation& information) const
{
    return information.prefixLength == m_homePrefixLength &&
           Mask(information.prefix, information.prefixLength) == m_homePrefix;
}

const PrefixInformation*
MovementDetector::ChoosePrefix(const RouterAdvertisement& advertisement) const
{
    const PrefixInformation* chosen = nullptr;
    for (const auto& option : advertisement.options)
    {
        const auto* prefix = std::get_if<PrefixInformation>(&option);
        if (prefix == nullptr || !prefix->validLifetime.IsStrictlyPositive())
        {
            continue;
        }
        // RFC 6275 section 11.5.2: any home subnet prefix means home.
        if (IsHomePrefix(*prefix))
        {
            return prefix;
        }
        // RFC 4862 section 5.5.3: A flag, preferred not beyond valid, and 64 bits so that our
        // interface identifier fits. A deprecated prefix forms no new address (section 5.5.4).
        const bool usable = prefix->autonomous && prefix->prefixLength == 64 &&
                            prefix->preferredLifetime.IsStrictlyPositive() &&
                            prefix->preferredLifetime <= prefix->validLifetime;
        // RFC 6275 section 11.5.3: a care-of address needs a default router of the link.
        if (usable && chosen == nullptr && advertisement.routerLifetime.IsStrictlyPositive())
        {
            chosen = prefix;
        }
    }
    return chosen;
}

const PrefixInformation*
MovementDetector::FindPresentPrefix(const RouterAdvertisement& advertisement) const
{
    if (!m_attachment)
    {
        return nullptr;
    }
    for (const auto& option : advertisement.options)
    {
        const auto* prefix = std::get_if<PrefixInformation>(&option);
        if (prefix != nullptr && prefix->prefixLength == m_attachment->prefixLength &&
            Mask(prefix->prefix, prefix->prefixLength) == m_attachment->prefix)
        {
            return prefix;
        }
    }
    return nullptr;
}

void
MovementDetector::Confirm(Time now,
                          const RouterAdvertisement& advertisement,
                          const PrefixInformation& prefix)
{
    m_doubted = false;
    m_solicitation.Stop();
    // RFC 6275 section 11.5.1: the Advertisement Interval tells when an advertisement is missing;
    // without it the router lifetime is all there is.
    const auto* option = FindOption<AdvertisementInterval>(advertisement.options);
    const Time silence =
        option ? option->interval * MISSED_ADVERTISEMENTS : advertisement.routerLifetime;
    m_routerMissedAt.reset();
    if (silence.IsStrictlyPositive())
    {
        m_routerMissedAt = now + silence;
    }
    // RFC 4862 section 5.5.3 e: a short lifetime does not cut a longer remaining one below two
    // hours.
    const auto announced = GetEnd(now, prefix.validLifetime);
    const bool lengthens = !announced || (m_prefixValidUntil && *announced > *m_prefixValidUntil);
    if (lengthens || prefix.validLifetime > TWO_HOURS)
    {
        m_prefixValidUntil = announced;
    }
    else if (!m_prefixValidUntil || *m_prefixValidUntil > now + TWO_HOURS)
    {
        m_prefixValidUntil = now + TWO_HOURS;
    }
}

std::optional<Attachment>
MovementDetector::HandleRouterAdvertisement(Time now, const RouterAdvertisementInput& input)
{
    const RouterAdvertisement& advertisement = input.advertisement;
    if (const auto* present = FindPresentPrefix(advertisement))
    {
        Confirm(now, advertisement, *present);
        return std::nullopt;
    }
    const auto* prefix = ChoosePrefix(advertisement);
    if (!prefix || !m_doubted)
    {
        return std::nullopt;
    }
    Attachment attachment;
    attachment.router = input.router;
    if (const auto* source = FindOption<SourceLinkLayerAddress>(advertisement.options))
    {
        attachment.routerLinkLayerAddress = source->address;
    }
    if (prefix->routerAddress)
    {
        attachment.routerGlobalAddress = prefix->prefix;
    }
    attachment.prefix = Mask(prefix->prefix, prefix->prefixLength);
    attachment.prefixLength = prefix->prefixLength;
    attachment.onLink = prefix->onLink;
    attachment.home = IsHomePrefix(*prefix);
    attachment.defaultRouter = advertisement.routerLifetime.IsStrictlyPositive();
    m_attachment = attachment;
    m_prefixValidUntil = GetEnd(now, prefix->validLifetime);
    Confirm(now, advertisement, *prefix);
    return attachment;
}

DetectorEvent
MovementDetector::HandleDeadline(Time now)
{
    if (m_prefixValidUntil && *m_prefixValidUntil <= now)
    {
        m_attachment.reset();
        m_prefixValidUntil.reset();
        HandleLinkUp(now);
        return DetectorEvent::PREFIX_ENDED;
    }
    if (m_routerMissedAt && *m_routerMissedAt <= now)
    {
        HandleLinkUp(now);
        return DetectorEvent::SOLICIT;
    }
    if (m_solicitation.IsDue(now))
    {
        m_solicitation.Repeat(now);
        return DetectorEvent::SOLICIT;
    }
    return DetectorEvent::NONE;
}

std::optional<Time>
MovementDetector::GetNextDeadline() const
{
    return GetEarliest({m_prefixValidUntil, m_routerMissedAt, m_solicitation.GetRetryAt()});
}

const std::optional<Attachment>&
MovementDetector::GetAttachment() const
{
    return m_attachment;
}

std::optional<Time>
MovementDetector::GetPrefixValidUntil() const
{
    return m_prefixValidUntil;
}

} // namespace ns3::mip6

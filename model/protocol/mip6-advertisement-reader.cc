/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-advertisement-reader.h"

#include "mip6-prefix-lifetime.h"

#include <algorithm>
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

} // namespace

AdvertisementReader::AdvertisementReader(const MovementConfig& config)
    : m_missedAdvertisements(config.missedAdvertisements),
      m_stateful(config.stateful)
{
    SetHomePrefixes(config.homePrefixes);
}

void
AdvertisementReader::SetHomePrefixes(const std::vector<AddressRange>& prefixes)
{
    m_homePrefixes = prefixes;
    for (auto& range : m_homePrefixes)
    {
        range.network = Mask(range.network, range.prefixLength);
    }
}

bool
AdvertisementReader::IsHomePrefix(const Ipv6Address& prefix, uint8_t length) const
{
    const auto& ranges = m_homePrefixes;
    return std::any_of(ranges.begin(), ranges.end(), [&](const AddressRange& range) {
        return range.prefixLength == length && range.network == Mask(prefix, length);
    });
}

bool
AdvertisementReader::IsUsable(const PrefixInformation& information,
                              const RouterAdvertisement& advertisement) const
{
    // RFC 6275 section 11.5.3: a care-of address needs a default router of the link. A deprecated
    // prefix forms no new address (RFC 4862 section 5.5.4).
    if (!advertisement.routerLifetime.IsStrictlyPositive() ||
        !information.preferredLifetime.IsStrictlyPositive() ||
        information.preferredLifetime > information.validLifetime)
    {
        return false;
    }
    if (m_stateful)
    {
        // RFC 4861 section 4.2: the M flag says that a server gives addresses.
        return advertisement.managed;
    }
    // RFC 4862 section 5.5.3: A flag, and 64 bits so that our interface identifier fits.
    return information.autonomous && information.prefixLength == 64;
}

const PrefixInformation*
AdvertisementReader::ChoosePrefix(const RouterAdvertisement& advertisement) const
{
    const PrefixInformation* home = nullptr;
    const PrefixInformation* chosen = nullptr;
    for (const auto& option : advertisement.options)
    {
        const auto* prefix = std::get_if<PrefixInformation>(&option);
        if (prefix == nullptr || !prefix->validLifetime.IsStrictlyPositive())
        {
            continue;
        }
        // RFC 6275 section 11.5.2: any home subnet prefix means home.
        if (IsHomePrefix(prefix->prefix, prefix->prefixLength))
        {
            const bool lasts = home == nullptr || prefix->validLifetime > home->validLifetime;
            home = lasts ? prefix : home;
        }
        else if (chosen == nullptr && IsUsable(*prefix, advertisement))
        {
            chosen = prefix;
        }
    }
    return home ? home : chosen;
}

const PrefixInformation*
AdvertisementReader::FindPrefix(const RouterAdvertisement& advertisement,
                                const Attachment& present) const
{
    const PrefixInformation* found = nullptr;
    for (const auto& option : advertisement.options)
    {
        const auto* prefix = std::get_if<PrefixInformation>(&option);
        if (prefix != nullptr && prefix->prefixLength == present.prefixLength &&
            Mask(prefix->prefix, prefix->prefixLength) == present.prefix)
        {
            found = prefix;
            break;
        }
    }
    // RFC 6275 section 11.5.2: the home prefixes are all on one link.
    const auto* chosen = ChoosePrefix(advertisement);
    const bool isHome = chosen != nullptr && IsHomePrefix(chosen->prefix, chosen->prefixLength);
    return isHome && (found != nullptr || present.home) ? chosen : found;
}

HeardLink
AdvertisementReader::MakeLink(Time now,
                              const RouterAdvertisementInput& input,
                              const PrefixInformation& prefix) const
{
    const RouterAdvertisement& advertisement = input.advertisement;
    HeardLink link;
    Attachment& attachment = link.attachment;
    attachment.router = input.router;
    if (const auto* source = FindOption<SourceLinkLayerAddress>(advertisement.options))
    {
        attachment.routerLinkLayerAddress = source->address;
    }
    if (prefix.routerAddress)
    {
        attachment.routerGlobalAddress = prefix.prefix;
    }
    attachment.prefix = Mask(prefix.prefix, prefix.prefixLength);
    attachment.prefixLength = prefix.prefixLength;
    attachment.onLink = prefix.onLink;
    attachment.home = IsHomePrefix(prefix.prefix, prefix.prefixLength);
    attachment.homeAgents = advertisement.homeAgent;
    attachment.defaultRouter = advertisement.routerLifetime.IsStrictlyPositive();
    // RFC 6275 section 11.5.1: the Advertisement Interval tells when an advertisement is missing;
    // without it the router lifetime is all there is, and without that the prefix.
    const auto* option = FindOption<AdvertisementInterval>(advertisement.options);
    link.silence =
        option ? option->interval * m_missedAdvertisements : advertisement.routerLifetime;
    link.silentAt = now + (link.silence.IsStrictlyPositive() ? link.silence : prefix.validLifetime);
    link.prefixValidUntil = GetLifetimeEnd(now, prefix.validLifetime);
    return link;
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-addresses.h"

#include "mip6-earliest.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// Home agents remembered by their own announcements; more than a link reasonably has.
constexpr std::size_t MAX_HOME_AGENTS = 64;
/// Prefix length that leaves room for an interface identifier (RFC 4862 section 5.5.3 d).
constexpr uint8_t FORMING_PREFIX_LENGTH = 64;

/**
 * @param range a prefix
 * @param identifier address with the interface identifier
 * @return the address of that interface under the prefix
 */
Ipv6Address
FormAddress(const AddressRange& range, const Ipv6Address& identifier)
{
    uint8_t octets[16];
    uint8_t tail[16];
    range.network.GetBytes(octets);
    identifier.GetBytes(tail);
    std::copy(tail + 8, tail + 16, octets + 8);
    return Ipv6Address(octets);
}

} // namespace

HomeAddresses::HomeAddresses(const MobileNodeConfig& config,
                             const RandomSource& random,
                             FlowUse flowUse)
    : m_config(config),
      m_random(random),
      m_flowUse(std::move(flowUse)),
      m_preferred(config.homeAddress)
{
    if (!config.homeAddress.IsAny())
    {
        m_prefixes.Configure({config.homeAddress, config.homePrefixLength});
        Add(config);
    }
}

HomeAddressMachine*
HomeAddresses::FindIf(const std::function<bool(HomeAddressMachine&)>& test) const
{
    const auto found =
        std::find_if(m_homes.begin(), m_homes.end(), [&](const auto& home) { return test(*home); });
    return found == m_homes.end() ? nullptr : found->get();
}

HomeAddressMachine*
HomeAddresses::Find(const Ipv6Address& homeAddress) const
{
    return FindIf(
        [&](const HomeAddressMachine& home) { return home.GetHomeAddress() == homeAddress; });
}

HomeAddressMachine*
HomeAddresses::GetPreferred() const
{
    return Find(m_preferred);
}

Actions
HomeAddresses::ForAll(const Step& step)
{
    Actions actions;
    for (const auto& home : m_homes)
    {
        Append(actions, step(*home));
    }
    return actions;
}

// ----- what the home link is like

void
HomeAddresses::LearnHomeLink(const RouterAdvertisement& advertisement)
{
    if (!m_config.homeAddress.IsAny() || !advertisement.homeAgent || !m_homes.empty())
    {
        return;
    }
    for (const auto& option : advertisement.options)
    {
        const auto* prefix = std::get_if<PrefixInformation>(&option);
        if (prefix && prefix->autonomous && prefix->prefixLength == FORMING_PREFIX_LENGTH)
        {
            m_prefixes.Configure({prefix->prefix, prefix->prefixLength});
        }
    }
}

void
HomeAddresses::LearnHomeAgents(const std::vector<PrefixInformation>& prefixes)
{
    for (const auto& prefix : prefixes)
    {
        const bool isKnown = std::find(m_homeAgents.begin(), m_homeAgents.end(), prefix.prefix) !=
                             m_homeAgents.end();
        if (prefix.routerAddress && !isKnown && m_homeAgents.size() < MAX_HOME_AGENTS)
        {
            m_homeAgents.push_back(prefix.prefix);
        }
    }
}

Actions
HomeAddresses::LearnPrefixes(Time now, const PrefixNews& news, const MobilePlace& place)
{
    const bool isChanged = !m_prefixes.Update(now, news.prefixes, news.origin).empty();
    return isChanged || m_homes.empty() ? MatchPrefixes(now, place) : Actions();
}

Actions
HomeAddresses::HandleDeadline(Time now, const MobilePlace& place)
{
    return m_prefixes.HandleDeadline(now).empty() ? Actions() : MatchPrefixes(now, place);
}

std::optional<Time>
HomeAddresses::GetNextDeadline() const
{
    return m_prefixes.GetNextDeadline();
}

Actions
HomeAddresses::MatchPrefixes(Time now, const MobilePlace& place)
{
    Actions actions;
    for (const HomePrefix& prefix : m_prefixes.GetPrefixes())
    {
        const bool isNew = !FindIf([&](const HomeAddressMachine& home) {
            return Contains(prefix.range, home.GetHomeAddress());
        });
        // RFC 4862 section 5.5.3.
        if (isNew && prefix.autonomous && !prefix.deprecated &&
            prefix.range.prefixLength == FORMING_PREFIX_LENGTH)
        {
            Append(actions, CatchUp(now, Add(MakeConfig(prefix.range)), place));
        }
    }
    for (auto at = m_homes.begin(); at != m_homes.end();)
    {
        const HomePrefix* prefix = m_prefixes.Find((*at)->GetHomeAddress());
        Append(actions,
               prefix ? (*at)->SetHomeValidUntil(now, prefix->validUntil) : (*at)->Remove(now));
        at = prefix ? std::next(at) : m_homes.erase(at);
    }
    Append(actions, ChoosePreferred());
    return actions;
}

// ----- home addresses

MobileNodeConfig
HomeAddresses::MakeConfig(const AddressRange& range) const
{
    MobileNodeConfig config = m_config;
    const Ipv6Address identifier =
        m_config.homeAddress.IsAny() ? m_config.linkLocalAddress : m_config.homeAddress;
    config.homeAddress = FormAddress(range, identifier);
    config.homePrefixLength = range.prefixLength;
    if (const HomeAddressMachine* other = GetPreferred())
    {
        config.homeAgent = other->GetHomeAgent().value_or(Ipv6Address());
    }
    // Better an address of the same prefix, since the other one may end.
    const auto announced =
        std::find_if(m_homeAgents.begin(), m_homeAgents.end(), [&](const auto& homeAgent) {
            return Contains(range, homeAgent);
        });
    if (announced != m_homeAgents.end())
    {
        config.homeAgent = *announced;
    }
    return config;
}

HomeAddressMachine&
HomeAddresses::Add(const MobileNodeConfig& config)
{
    m_homes.push_back(std::make_unique<HomeAddressMachine>(
        config,
        m_random,
        [this, homeAddress = config.homeAddress](const Ipv6Address& peer) {
            return m_flowUse({homeAddress, peer});
        }));
    m_homes.back()->SetReporting(m_homes.size() == 1);
    return *m_homes.back();
}

Actions
HomeAddresses::CatchUp(Time now, HomeAddressMachine& home, const MobilePlace& place)
{
    if (!place.isAttached)
    {
        return {};
    }
    if (place.isHome)
    {
        return home.ArriveHome(now, {});
    }
    Actions actions = home.LeaveHome();
    Append(actions, home.AwaitCareOfAddress());
    if (place.careOf)
    {
        Append(actions, home.HandleCareOfAddressReady(now, *place.careOf));
    }
    return actions;
}

bool
HomeAddresses::IsGood(const HomeAddressMachine& home) const
{
    const HomePrefix* prefix = m_prefixes.Find(home.GetHomeAddress());
    return prefix && !prefix->deprecated && !home.IsDuplicate();
}

Actions
HomeAddresses::ChoosePreferred()
{
    // RFC 4862 section 5.5.4: a deprecated address begins no new flow where there is another one.
    HomeAddressMachine* chosen = GetPreferred();
    if (!chosen || !IsGood(*chosen))
    {
        HomeAddressMachine* better =
            FindIf([this](const HomeAddressMachine& home) { return IsGood(home); });
        HomeAddressMachine* other = m_homes.empty() ? nullptr : m_homes.front().get();
        chosen = better ? better : (chosen ? chosen : other);
    }
    const Ipv6Address preferred = chosen ? chosen->GetHomeAddress() : Ipv6Address();
    if (preferred == m_preferred)
    {
        return {};
    }
    m_preferred = preferred;
    for (const auto& home : m_homes)
    {
        home->SetReporting(home.get() == chosen);
    }
    return {PreferHomeAddress{preferred}};
}

AddressExpiry
HomeAddresses::GetExpiry() const
{
    const HomePrefix* prefix = m_prefixes.Find(m_preferred);
    return prefix ? AddressExpiry{prefix->preferredUntil, prefix->validUntil} : AddressExpiry();
}

const HomePrefixList&
HomeAddresses::GetPrefixes() const
{
    return m_prefixes;
}

const std::vector<std::unique_ptr<HomeAddressMachine>>&
HomeAddresses::GetAll() const
{
    return m_homes;
}

} // namespace ns3::mip6

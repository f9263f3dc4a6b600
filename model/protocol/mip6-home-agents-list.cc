/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agents-list.h"

#include "mip6-earliest.h"

#include "ns3/mip6-address-rules.h"
#include "ns3/mip6-numbers.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/**
 * @param options of a Router Advertisement
 * @return whether they hold Home Agent Information with the lifetime 0: a sender must not use it
 * (RFC 6275 section 7.4), so the decoder keeps it as it came
 */
bool
WithdrawsHomeAgent(const NdOptions& options)
{
    return std::any_of(options.begin(), options.end(), [](const NdOption& option) {
        const auto* unknown = std::get_if<UnknownNdOption>(&option);
        return unknown &&
               unknown->type == static_cast<uint8_t>(NdOptionType::HOME_AGENT_INFORMATION);
    });
}

/**
 * @param at a deadline
 * @param now current time
 * @return whether it has passed
 */
bool
IsOver(const std::optional<Time>& at, Time now)
{
    return at && *at <= now;
}

/**
 * Learn the global addresses that an advertisement tells with the R flag (RFC 6275 sections 7.2
 * and 10.5.1); they are added to those known. Each is valid as long as its prefix.
 * @param now current time
 * @param options of the advertisement
 * @param addresses of its sender
 */
void
LearnAddresses(Time now,
               const NdOptions& options,
               std::map<Ipv6Address, std::optional<Time>>& addresses)
{
    for (const auto& option : options)
    {
        const auto* prefix = std::get_if<PrefixInformation>(&option);
        if (!prefix || !prefix->routerAddress || !IsUnicastRoutable(prefix->prefix))
        {
            continue;
        }
        if (prefix->validLifetime.IsStrictlyPositive())
        {
            addresses[prefix->prefix] = prefix->validLifetime < ND_INFINITE_LIFETIME
                                            ? std::optional<Time>(now + prefix->validLifetime)
                                            : std::nullopt;
        }
        else
        {
            addresses.erase(prefix->prefix);
        }
    }
}

/**
 * @tparam Item of the list
 * @param items to shuffle
 * @param random order
 */
template <typename Item>
void
Shuffle(std::vector<Item>& items, const RandomSource& random)
{
    for (std::size_t left = items.size(); left > 1; --left)
    {
        std::swap(items[left - 1], items[random() % left]);
    }
}

} // namespace

void
HomeAgentsList::Put(const Ipv6Address& router, HomeAgentEntry entry)
{
    m_entries.insert_or_assign(router, std::move(entry));
}

void
HomeAgentsList::HandleRouterAdvertisement(Time now,
                                          const Ipv6Address& router,
                                          const RouterAdvertisement& advertisement)
{
    // RFC 6275 sections 7.4 and 10.5.1: without Home Agent Information preference 0 and the
    // lifetime of the router; a clear H flag or the lifetime 0 ends the service.
    const auto* information = FindOption<HomeAgentInformation>(advertisement.options);
    const Time lifetime = information ? information->lifetime : advertisement.routerLifetime;
    if (!advertisement.homeAgent || !lifetime.IsStrictlyPositive() ||
        WithdrawsHomeAgent(advertisement.options))
    {
        m_entries.erase(router);
        return;
    }
    HomeAgentEntry& entry = m_entries[router];
    entry.preference = information ? information->preference : 0;
    entry.mobileRouters = information && information->mobileRouters;
    entry.expiresAt = now + lifetime;
    LearnAddresses(now, advertisement.options, entry.addresses);
}

std::vector<HomeAgentsList::Candidate>
HomeAgentsList::GetCandidates(Time now) const
{
    std::vector<Candidate> candidates;
    for (const auto& [router, entry] : m_entries)
    {
        if (IsOver(entry.expiresAt, now))
        {
            continue;
        }
        Candidate candidate{entry.preference, entry.mobileRouters, {}};
        for (const auto& [address, expiresAt] : entry.addresses)
        {
            if (!IsOver(expiresAt, now))
            {
                candidate.addresses.push_back(address);
            }
        }
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

HomeAgentAddressDiscoveryReply
HomeAgentsList::MakeReply(Time now,
                          const HomeAgentAddressDiscoveryRequest& request,
                          const RandomSource& random) const
{
    std::vector<Candidate> agents = GetCandidates(now);
    HomeAgentAddressDiscoveryReply reply;
    reply.identifier = request.identifier;
    // RFC 3963 section 7.1: those that serve mobile routers are wanted. Where none does, the flag
    // is a reserved bit, which is ignored (RFC 6275 section 6.5).
    const auto others = std::stable_partition(agents.begin(), agents.end(), [](const auto& agent) {
        return agent.mobileRouters;
    });
    if (request.mobileRouters && others != agents.begin())
    {
        agents.erase(others, agents.end());
        reply.mobileRouters = true;
    }
    // RFC 6275 section 10.5.1: highest preference first, others in an order that is random each
    // time.
    Shuffle(agents, random);
    std::stable_sort(agents.begin(), agents.end(), [](const auto& a, const auto& b) {
        return a.preference > b.preference;
    });
    for (auto& agent : agents)
    {
        Shuffle(agent.addresses, random);
        reply.homeAgents.insert(reply.homeAgents.end(),
                                agent.addresses.begin(),
                                agent.addresses.end());
    }
    reply.homeAgents.resize(std::min(reply.homeAgents.size(), MAX_REPLY_ADDRESSES));
    return reply;
}

void
HomeAgentsList::HandleDeadline(Time now)
{
    for (auto i = m_entries.begin(); i != m_entries.end();)
    {
        auto& addresses = i->second.addresses;
        for (auto address = addresses.begin(); address != addresses.end();)
        {
            address = IsOver(address->second, now) ? addresses.erase(address) : std::next(address);
        }
        i = IsOver(i->second.expiresAt, now) ? m_entries.erase(i) : std::next(i);
    }
}

std::optional<Time>
HomeAgentsList::GetNextDeadline() const
{
    std::optional<Time> next;
    for (const auto& [router, entry] : m_entries)
    {
        next = GetEarliest({next, entry.expiresAt});
        for (const auto& [address, expiresAt] : entry.addresses)
        {
            next = GetEarliest({next, expiresAt});
        }
    }
    return next;
}

void
HomeAgentsList::Clear()
{
    m_entries.clear();
}

const std::map<Ipv6Address, HomeAgentEntry>&
HomeAgentsList::GetEntries() const
{
    return m_entries;
}

} // namespace ns3::mip6

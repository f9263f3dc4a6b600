/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-places.h"

#include <algorithm>
#include <limits>

namespace ns3::mip6
{

namespace
{

/// Before everything.
constexpr int64_t START = std::numeric_limits<int64_t>::min();

/// After everything.
constexpr int64_t END = std::numeric_limits<int64_t>::max();

/// @param names any @param name one of them @return its number, if it is there
std::optional<uint32_t>
FindIndex(const std::vector<std::string>& names, const std::string& name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end()
               ? std::nullopt
               : std::optional<uint32_t>(static_cast<uint32_t>(found - names.begin()));
}

} // namespace

MobilePlaces::MobilePlaces(const Scenario& scenario, const std::vector<HandoverRow>& handovers)
    : m_counter(scenario)
{
    for (const std::string& name : GetMobileNodeNames(scenario))
    {
        m_histories[name] = {{START, "home"}};
    }
    for (const MobileRouterSettings& router : GetMobileRouters(scenario))
    {
        m_routers.insert(router.name);
        m_histories[router.name] = {{START, router.start}};
        for (const std::string& name : GetFixedNodeNames(router))
        {
            m_fixed[name] = router.name;
        }
    }
    for (const HandoverRow& row : handovers)
    {
        const int64_t ns = row.linkDownAt.GetNanoSeconds();
        m_histories[row.mobile].emplace_back(ns, row.to);
        m_changes.push_back(ns);
    }
    std::sort(m_changes.begin(), m_changes.end());
}

std::optional<std::string>
MobilePlaces::FindLink(const std::string& name, int64_t ns) const
{
    const auto fixed = m_fixed.find(name);
    if (fixed != m_fixed.end())
    {
        return fixed->second;
    }
    const auto history = m_histories.find(name);
    if (history == m_histories.end())
    {
        return std::nullopt;
    }
    const auto next =
        std::upper_bound(history->second.begin(),
                         history->second.end(),
                         ns,
                         [](int64_t instant, const auto& entry) { return instant < entry.first; });
    return next == history->second.begin() ? std::nullopt
                                           : std::optional<std::string>(std::prev(next)->second);
}

MobilePlaces::Chain
MobilePlaces::FindChain(const std::string& name, int64_t ns) const
{
    Chain chain;
    auto link = FindLink(name, ns);
    if (!link)
    {
        chain.place = m_counter.FindNode(name);
        return chain;
    }
    // Mobile routers may be attached to each other; that leads nowhere.
    while (link && m_routers.count(*link) != 0 && chain.networks.size() <= m_routers.size())
    {
        chain.networks.push_back(*link);
        link = FindLink(*link, ns);
    }
    chain.place = link ? m_counter.FindLink(*link) : std::nullopt;
    return chain;
}

uint32_t
MobilePlaces::CountLinks(const std::string& from, const std::string& to, int64_t ns) const
{
    const Chain start = FindChain(from, ns);
    const Chain end = FindChain(to, ns);
    const auto startNetworks = static_cast<uint32_t>(start.networks.size());
    const auto endNetworks = static_cast<uint32_t>(end.networks.size());
    if (const auto router = FindIndex(start.networks, to))
    {
        return *router + 1;
    }
    if (const auto router = FindIndex(end.networks, from))
    {
        return *router + 1;
    }
    for (uint32_t i = 0; i < startNetworks; ++i)
    {
        if (const auto common = FindIndex(end.networks, start.networks[i]))
        {
            return i + *common + 1;
        }
    }
    return start.place && end.place
               ? startNetworks + endNetworks + m_counter.Count(*start.place, *end.place)
               : 0;
}

bool
MobilePlaces::IsBehind(const std::string& name, const std::string& router, int64_t ns) const
{
    return FindIndex(FindChain(name, ns).networks, router).has_value();
}

int64_t
MobilePlaces::GetNextChange(int64_t ns) const
{
    const auto next = std::upper_bound(m_changes.begin(), m_changes.end(), ns);
    return next == m_changes.end() ? END : *next;
}

} // namespace ns3::mip6

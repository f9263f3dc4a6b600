/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-prefix-table.h"

#include "ns3/mip6-address-rules.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// Bits of an address.
constexpr uint8_t ADDRESS_BITS = 128;

} // namespace

bool
NemoPrefixTable::IsTaken(const AddressRange& network, const Ipv6Address& homeAddress) const
{
    // Prefixes in it follow it.
    const auto first = m_owners.lower_bound({network.network, network.prefixLength});
    for (auto i = first; i != m_owners.end() && Contains(network, i->first.first); ++i)
    {
        if (i->second != homeAddress)
        {
            return true;
        }
    }
    // Prefixes that it is in are shorter.
    for (uint8_t length = 1; length < network.prefixLength; ++length)
    {
        const auto found = m_owners.find({MakeRange(network.network, length).network, length});
        if (found != m_owners.end() && found->second != homeAddress)
        {
            return true;
        }
    }
    return false;
}

NemoPrefixTable::Outcome
NemoPrefixTable::Add(const Ipv6Address& homeAddress, const AddressRange& network)
{
    if (network.prefixLength < 1 || network.prefixLength > ADDRESS_BITS)
    {
        return Outcome::INVALID;
    }
    const AddressRange range = MakeRange(network.network, network.prefixLength);
    if (!IsUnicastRoutable(range.network))
    {
        return Outcome::INVALID;
    }
    if (IsTaken(range, homeAddress))
    {
        return Outcome::OVERLAP;
    }
    if (m_owners.emplace(std::pair{range.network, range.prefixLength}, homeAddress).second)
    {
        m_networks[homeAddress].push_back(range);
    }
    return Outcome::ADDED;
}

void
NemoPrefixTable::Remove(const Ipv6Address& homeAddress, const AddressRange& network)
{
    const auto found = m_networks.find(homeAddress);
    if (found == m_networks.end())
    {
        return;
    }
    auto& networks = found->second;
    const auto range = std::find(networks.begin(), networks.end(), network);
    if (range == networks.end())
    {
        return;
    }
    m_owners.erase({range->network, range->prefixLength});
    networks.erase(range);
    if (networks.empty())
    {
        m_networks.erase(found);
    }
}

void
NemoPrefixTable::Prohibit(const Ipv6Address& homeAddress)
{
    m_prohibited.insert(homeAddress);
}

void
NemoPrefixTable::SetRouteSource(RouteSource source)
{
    m_routes = std::move(source);
}

void
NemoPrefixTable::SetDynamicRouting(bool dynamic)
{
    m_dynamic = dynamic;
}

std::vector<AddressRange>
NemoPrefixTable::Find(const Ipv6Address& homeAddress) const
{
    const auto found = m_networks.find(homeAddress);
    if (found != m_networks.end())
    {
        return found->second;
    }
    std::vector<AddressRange> networks = m_routes ? m_routes(homeAddress) : decltype(networks)();
    const auto isTaken = [&](const AddressRange& range) { return IsTaken(range, homeAddress); };
    networks.erase(std::remove_if(networks.begin(), networks.end(), isTaken), networks.end());
    return networks;
}

MobileNetworkVerdict
NemoPrefixTable::Judge(const Ipv6Address& homeAddress,
                       const std::vector<AddressRange>& claimed) const
{
    if (m_prohibited.count(homeAddress) > 0)
    {
        return {BindingStatus::MOBILE_ROUTER_OPERATION_NOT_PERMITTED, {}};
    }
    const std::vector<AddressRange> own = Find(homeAddress);
    // RFC 3963 section 6.2: in implicit mode the home agent must know the prefixes, unless a
    // routing protocol is to tell them.
    if (claimed.empty())
    {
        return own.empty() && !m_dynamic
                   ? MobileNetworkVerdict{BindingStatus::FORWARDING_SETUP_FAILED, {}}
                   : MobileNetworkVerdict{BindingStatus::ACCEPTED, own};
    }
    // In explicit mode each one must be in the prefix table, as it is or as a part.
    MobileNetworkVerdict verdict;
    for (const AddressRange& range : claimed)
    {
        const bool isOwn = std::any_of(own.begin(), own.end(), [&](const AddressRange& one) {
            return one.prefixLength <= range.prefixLength && Contains(one, range.network);
        });
        if (!isOwn)
        {
            return {BindingStatus::NOT_AUTHORIZED_FOR_PREFIX, {}};
        }
        const auto& listed = verdict.networks;
        if (std::find(listed.begin(), listed.end(), range) == listed.end())
        {
            verdict.networks.push_back(range);
        }
    }
    return verdict;
}

bool
NemoPrefixTable::IsInOwnNetwork(const Ipv6Address& homeAddress) const
{
    return Contains(Find(homeAddress), homeAddress);
}

} // namespace ns3::mip6

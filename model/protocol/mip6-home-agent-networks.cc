/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent-networks.h"

#include "ns3/mip6-address-rules.h"

#include <set>
#include <utility>
#include <variant>

namespace ns3::mip6
{

namespace
{

/**
 * @param option of a Binding Update
 * @return whether it can be the prefix of a mobile network (RFC 3963 section 4.3): it has a length
 * that leaves something to tell apart, and unicast addresses
 */
bool
IsPrefix(const MobileNetworkPrefix& option)
{
    return option.prefixLength >= 1 && option.prefixLength <= 128 &&
           IsUnicastRoutable(MakeRange(option.prefix, option.prefixLength).network);
}

/**
 * @param update any
 * @return its prefixes; nothing if one of them is none
 */
std::optional<std::vector<AddressRange>>
GetClaimed(const BindingUpdate& update)
{
    std::vector<AddressRange> claimed;
    for (const auto& option : update.options)
    {
        const auto* prefix = std::get_if<MobileNetworkPrefix>(&option);
        if (prefix && !IsPrefix(*prefix))
        {
            return std::nullopt;
        }
        if (prefix)
        {
            claimed.push_back(MakeRange(prefix->prefix, prefix->prefixLength));
        }
    }
    return claimed;
}

} // namespace

HomeAgentNetworks::HomeAgentNetworks(const MobileNetworkAuthority* authority)
    : m_authority(authority)
{
}

bool
HomeAgentNetworks::IsEnabled() const
{
    return m_authority != nullptr;
}

std::optional<BindingStatus>
HomeAgentNetworks::Judge(const Ipv6Address& homeAddress, const BindingUpdate& update) const
{
    // RFC 6275 section 6.1.7: without support for mobile routers, R is a reserved bit.
    if (!update.mobileRouter || !m_authority)
    {
        return std::nullopt;
    }
    const auto claimed = GetClaimed(update);
    if (!claimed)
    {
        return BindingStatus::INVALID_PREFIX;
    }
    const BindingStatus status = m_authority->Judge(homeAddress, *claimed).status;
    return IsAccepted(status) ? std::nullopt : std::optional(status);
}

bool
HomeAgentNetworks::HasOwnHomeAddress(const Ipv6Address& homeAddress,
                                     const BindingUpdate& update) const
{
    // RFC 3963 section 6.7: the R flag of a deletion does not matter.
    return m_authority && (update.mobileRouter || update.lifetime.IsZero()) &&
           m_authority->IsInOwnNetwork(homeAddress);
}

Actions
HomeAgentNetworks::Accept(const Binding& binding, const BindingUpdate& update)
{
    if (!update.mobileRouter || !m_authority)
    {
        return End(binding.homeAddress);
    }
    Router& router = m_routers[binding.homeAddress];
    // RFC 3963 section 6.2: what an update does not claim any more is not forwarded any more.
    router.claimed = GetClaimed(update).value_or(std::vector<AddressRange>());
    return Forward(router,
                   binding,
                   m_authority->Judge(binding.homeAddress, router.claimed).networks);
}

Actions
HomeAgentNetworks::Forward(Router& router,
                           const Binding& binding,
                           const std::vector<AddressRange>& networks)
{
    // There may be thousands.
    std::set<std::pair<Ipv6Address, uint8_t>> kept;
    for (const AddressRange& range : networks)
    {
        kept.emplace(range.network, range.prefixLength);
    }
    Actions actions;
    for (const AddressRange& range : router.forwarded)
    {
        if (kept.count({range.network, range.prefixLength}) == 0)
        {
            actions.emplace_back(RemovePrefixRoute{range});
        }
    }
    for (const AddressRange& range : networks)
    {
        actions.emplace_back(AddPrefixRoute{range, binding.localAddress, binding.careOfAddress});
    }
    m_size += networks.size() - router.forwarded.size();
    router.forwarded = networks;
    return actions;
}

Actions
HomeAgentNetworks::Reconsider(const Binding& binding)
{
    const auto found = m_routers.find(binding.homeAddress);
    if (found == m_routers.end())
    {
        return {};
    }
    Router& router = found->second;
    // RFC 3963 section 6.2: what the mobile router did not claim is none of its networks, what it
    // claimed may not be one any more.
    std::vector<AddressRange> left;
    for (const AddressRange& range : router.claimed)
    {
        if (IsAccepted(m_authority->Judge(binding.homeAddress, {range}).status))
        {
            left.push_back(range);
        }
    }
    return Forward(router,
                   binding,
                   router.claimed.empty() ? m_authority->Judge(binding.homeAddress, {}).networks
                                          : left);
}

Actions
HomeAgentNetworks::End(const Ipv6Address& homeAddress)
{
    const auto found = m_routers.find(homeAddress);
    if (found == m_routers.end())
    {
        return {};
    }
    Actions actions;
    for (const AddressRange& range : found->second.forwarded)
    {
        actions.emplace_back(RemovePrefixRoute{range});
    }
    m_size -= found->second.forwarded.size();
    m_routers.erase(found);
    return actions;
}

bool
HomeAgentNetworks::IsInNetwork(const Ipv6Address& homeAddress) const
{
    const auto found = m_routers.find(homeAddress);
    return found != m_routers.end() && Contains(found->second.forwarded, homeAddress);
}

bool
HomeAgentNetworks::IsMobileRouter(const Ipv6Address& homeAddress) const
{
    return m_routers.find(homeAddress) != m_routers.end();
}

std::size_t
HomeAgentNetworks::GetSize() const
{
    return m_size;
}

} // namespace ns3::mip6

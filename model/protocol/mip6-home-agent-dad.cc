/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent-dad.h"

#include "ns3/mip6-address-rules.h"

namespace ns3::mip6
{

std::vector<Ipv6Address>
HomeAgentDad::GetAddresses(const Ipv6Address& homeAddress, const Client& client)
{
    std::vector<Ipv6Address> addresses{homeAddress};
    // RFC 6275 section 10.3.1: the L bit asks for the link-local address as well.
    if (client.withLinkLocal)
    {
        addresses.push_back(MakeLinkLocal(homeAddress));
    }
    return addresses;
}

Actions
HomeAgentDad::Begin(const Ipv6Address& homeAddress, bool withLinkLocal)
{
    Client& client = m_clients[homeAddress];
    client.withLinkLocal = withLinkLocal;
    Actions actions;
    for (const Ipv6Address& address : GetAddresses(homeAddress, client))
    {
        Use& use = m_uses[address];
        ++use.clients;
        if (use.tested)
        {
            continue;
        }
        ++client.open;
        m_waiting.emplace(address, homeAddress);
        if (use.clients == 1)
        {
            actions.emplace_back(StartDad{address});
        }
    }
    return actions;
}

bool
HomeAgentDad::IsTested(const Ipv6Address& homeAddress) const
{
    const auto client = m_clients.find(homeAddress);
    return client != m_clients.end() && client->second.open == 0;
}

std::vector<DadVerdict>
HomeAgentDad::HandleResult(const Ipv6Address& address, DadOutcome outcome)
{
    const auto use = m_uses.find(address);
    if (use == m_uses.end() || use->second.tested)
    {
        return {};
    }
    use->second.tested = outcome == DadOutcome::UNIQUE;
    std::vector<DadVerdict> verdicts;
    const auto [begin, end] = m_waiting.equal_range(address);
    for (auto i = begin; i != end; ++i)
    {
        Client& client = m_clients.at(i->second);
        --client.open;
        if (outcome != DadOutcome::UNIQUE || client.open == 0)
        {
            verdicts.push_back({i->second, outcome});
        }
    }
    m_waiting.erase(begin, end);
    return verdicts;
}

Actions
HomeAgentDad::Defend(const Ipv6Address& homeAddress)
{
    Actions actions;
    for (const Ipv6Address& address : GetAddresses(homeAddress, m_clients[homeAddress]))
    {
        Use& use = m_uses[address];
        if (!use.defended)
        {
            use.defended = true;
            actions.emplace_back(DefendAddress{address});
        }
    }
    return actions;
}

Actions
HomeAgentDad::Release(const Ipv6Address& homeAddress)
{
    const auto client = m_clients.find(homeAddress);
    if (client == m_clients.end())
    {
        return {};
    }
    Actions actions;
    for (const Ipv6Address& address : GetAddresses(homeAddress, client->second))
    {
        const auto [begin, end] = m_waiting.equal_range(address);
        for (auto i = begin; i != end;)
        {
            i = i->second == homeAddress ? m_waiting.erase(i) : std::next(i);
        }
        const auto use = m_uses.find(address);
        if (--use->second.clients == 0)
        {
            m_uses.erase(use);
            actions.emplace_back(ReleaseAddress{address});
        }
    }
    m_clients.erase(client);
    return actions;
}

} // namespace ns3::mip6

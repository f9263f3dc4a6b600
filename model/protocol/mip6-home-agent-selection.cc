/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent-selection.h"

#include "mip6-earliest.h"

#include <algorithm>

namespace ns3::mip6
{

HomeAgentSelection::HomeAgentSelection(const MobileNodeConfig& config, const RandomSource& random)
    : m_mayDiscover(config.discovery || config.homeAgent.IsAny()),
      m_homePrefix(config.homeAddress),
      m_homePrefixLength(config.homePrefixLength),
      m_extension(config.extension),
      m_discovery({}, random)
{
    if (!config.homeAgent.IsAny())
    {
        Learn(config.homeAgent);
    }
}

const std::optional<Ipv6Address>&
HomeAgentSelection::GetHomeAgent() const
{
    return m_homeAgent;
}

void
HomeAgentSelection::Learn(const Ipv6Address& homeAgent)
{
    if (std::find(m_known.begin(), m_known.end(), homeAgent) == m_known.end())
    {
        m_known.push_back(homeAgent);
    }
    if (!m_homeAgent)
    {
        m_homeAgent = homeAgent;
    }
}

SelectionResult
HomeAgentSelection::Choose(Time now, const Ipv6Address& source)
{
    if (m_homeAgent && m_barred.count(*m_homeAgent) == 0)
    {
        return {{}, true};
    }
    return ChooseNext() ? SelectionResult{{}, true} : SelectionResult{Seek(now, source), false};
}

void
HomeAgentSelection::Bar()
{
    m_barred.insert(*m_homeAgent);
}

void
HomeAgentSelection::Forgive()
{
    m_barred.clear();
}

Actions
HomeAgentSelection::Seek(Time now, const Ipv6Address& source)
{
    m_source = source;
    m_seekAt.reset();
    // RFC 3963 section 5.3: a mobile router looks for another home agent in any case.
    const bool isRouter = m_extension && m_extension->NeedsRouterSupport();
    if (!(m_mayDiscover || isRouter) || m_discovery.IsRunning())
    {
        return {};
    }
    return m_discovery.Start(now, {source, m_homePrefix, m_homePrefixLength, isRouter});
}

void
HomeAgentSelection::SeekLater(Time at, const Ipv6Address& source)
{
    m_source = source;
    m_seekAt = at;
}

void
HomeAgentSelection::Suspend()
{
    m_discovery.Stop();
    m_seekAt.reset();
    m_failed.clear();
}

void
HomeAgentSelection::HandleAccepted()
{
    Suspend();
}

bool
HomeAgentSelection::ChooseNext()
{
    for (const auto& homeAgent : m_known)
    {
        if (m_failed.count(homeAgent) == 0 && m_barred.count(homeAgent) == 0)
        {
            m_homeAgent = homeAgent;
            return true;
        }
    }
    return false;
}

SelectionResult
HomeAgentSelection::HandleFailure(Time now, const Ipv6Address& source)
{
    m_failed.insert(*m_homeAgent);
    if (ChooseNext())
    {
        return {{}, true};
    }
    return {m_seekAt ? Actions() : Seek(now, source), false};
}

std::optional<SelectionResult>
HomeAgentSelection::HandleReply(Time now, const DiscoveryReplyInput& input)
{
    const auto homeAgents = m_discovery.HandleReply(now, input);
    if (!homeAgents)
    {
        return std::nullopt;
    }
    m_known = *homeAgents;
    if (ChooseNext())
    {
        return SelectionResult{{}, true};
    }
    // All of them have failed just now. RFC 6275 section 11.8: go on at the slowest rate.
    m_failed.clear();
    m_seekAt = now + MAX_BINDACK_TIMEOUT;
    return SelectionResult();
}

Actions
HomeAgentSelection::HandleDeadline(Time now)
{
    if (m_seekAt && *m_seekAt <= now)
    {
        return Seek(now, m_source);
    }
    DiscoveryResult result = m_discovery.HandleDeadline(now);
    if (result.failed)
    {
        m_failed.clear();
        m_seekAt = now + MAX_BINDACK_TIMEOUT;
    }
    return std::move(result.actions);
}

std::optional<Time>
HomeAgentSelection::GetNextDeadline() const
{
    return GetEarliest({m_seekAt, m_discovery.GetNextDeadline()});
}

} // namespace ns3::mip6

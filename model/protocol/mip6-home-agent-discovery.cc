/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent-discovery.h"

#include "mip6-home-agents-anycast.h"

#include "ns3/mip6-address-rules.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// RFC 6275 section 11.4.1 gives the doubling wait no ceiling. DHAAD_RETRIES stays far below this
/// one, which keeps a larger configured number from overflowing.
const Time LONGEST_WAIT = Days(1);

} // namespace

HomeAgentDiscovery::HomeAgentDiscovery(HomeAgentDiscoveryConfig config, RandomSource random)
    : m_config(config),
      m_random(std::move(random))
{
}

SendIcmpv6
HomeAgentDiscovery::MakeRequest() const
{
    SendIcmpv6 send;
    send.source = m_target.source;
    send.destination = MakeHomeAgentsAnycast(m_target.homePrefix, m_target.homePrefixLength);
    send.message = HomeAgentAddressDiscoveryRequest{m_identifier, m_target.mobileRouters};
    return send;
}

Actions
HomeAgentDiscovery::Start(Time now, const DiscoveryTarget& target)
{
    m_target = target;
    // RFC 6275 sections 6.5 and 11.4.1: the identifier tells which request is answered; a
    // retransmission is the same request.
    m_identifier = static_cast<uint16_t>(m_random());
    m_repeats = 0;
    m_retransmission.Start(now, m_config.initialTimeout, LONGEST_WAIT);
    return {MakeRequest()};
}

void
HomeAgentDiscovery::Stop()
{
    m_retransmission.Stop();
}

std::vector<Ipv6Address>
HomeAgentDiscovery::ChooseUsable(const std::vector<Ipv6Address>& listed) const
{
    const Ipv6Prefix prefix(m_target.homePrefixLength);
    const Ipv6Address anycast =
        MakeHomeAgentsAnycast(m_target.homePrefix, m_target.homePrefixLength);
    std::vector<Ipv6Address> usable;
    for (const Ipv6Address& address : listed)
    {
        const bool known = std::find(usable.begin(), usable.end(), address) != usable.end();
        // RFC 6275 section 10.5.1: unicast addresses of home agents on the home link.
        if (!known && address != anycast && IsUnicastRoutable(address) &&
            prefix.IsMatch(address, m_target.homePrefix))
        {
            usable.push_back(address);
        }
    }
    return usable;
}

std::optional<std::vector<Ipv6Address>>
HomeAgentDiscovery::HandleReply(Time, const DiscoveryReplyInput& input)
{
    if (!IsRunning() || input.message.identifier != m_identifier ||
        input.destination != m_target.source)
    {
        return std::nullopt;
    }
    // RFC 3963 section 7.2: without the R flag, those listed do not serve mobile routers.
    if (m_target.mobileRouters && !input.message.mobileRouters)
    {
        return std::nullopt;
    }
    std::vector<Ipv6Address> usable = ChooseUsable(input.message.homeAgents);
    if (usable.empty())
    {
        return std::nullopt;
    }
    Stop();
    return usable;
}

DiscoveryResult
HomeAgentDiscovery::HandleDeadline(Time now)
{
    if (!m_retransmission.IsDue(now))
    {
        return {};
    }
    // RFC 6275 section 11.4.1: at most DHAAD_RETRIES retransmissions; the last one is waited for,
    // too.
    if (m_repeats >= m_config.retries)
    {
        Stop();
        return {{}, true};
    }
    ++m_repeats;
    m_retransmission.Repeat(now);
    return {{MakeRequest()}, false};
}

std::optional<Time>
HomeAgentDiscovery::GetNextDeadline() const
{
    return m_retransmission.GetRetryAt();
}

bool
HomeAgentDiscovery::IsRunning() const
{
    return m_retransmission.GetRetryAt().has_value();
}

} // namespace ns3::mip6

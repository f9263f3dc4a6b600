/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent-resolution.h"

#include "ns3/mip6-config.h"

namespace ns3::mip6
{

Actions
HomeAgentResolution::Start(Time now, const ResolveHomeAgent& target)
{
    m_target = target;
    m_left = MAX_MULTICAST_SOLICIT - 1;
    m_timeoutAt = now + RETRANS_TIMER;
    return {m_target};
}

void
HomeAgentResolution::Stop()
{
    m_timeoutAt.reset();
}

bool
HomeAgentResolution::IsRunning() const
{
    return m_timeoutAt.has_value();
}

bool
HomeAgentResolution::HasFailed(Time now) const
{
    return m_timeoutAt && *m_timeoutAt <= now && m_left == 0;
}

Actions
HomeAgentResolution::HandleDeadline(Time now)
{
    if (!m_timeoutAt || *m_timeoutAt > now || m_left == 0)
    {
        return {};
    }
    --m_left;
    m_timeoutAt = now + RETRANS_TIMER;
    return {m_target};
}

std::optional<Time>
HomeAgentResolution::GetNextDeadline() const
{
    return m_timeoutAt;
}

} // namespace ns3::mip6

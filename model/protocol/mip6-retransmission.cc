/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-retransmission.h"

#include <algorithm>

namespace ns3::mip6
{

void
Retransmission::Start(Time now, Time initial, Time ceiling)
{
    m_timeout = initial;
    m_ceiling = ceiling;
    m_retryAt = now + m_timeout;
}

void
Retransmission::Repeat(Time now)
{
    // RFC 6275 section 11.8: the timeout period doubles upon each retransmission up to the maximum.
    m_timeout = std::min(m_timeout + m_timeout, m_ceiling);
    m_retryAt = now + m_timeout;
}

void
Retransmission::Stop()
{
    m_retryAt.reset();
}

bool
Retransmission::IsDue(Time now) const
{
    return m_retryAt && *m_retryAt <= now;
}

std::optional<Time>
Retransmission::GetRetryAt() const
{
    return m_retryAt;
}

} // namespace ns3::mip6

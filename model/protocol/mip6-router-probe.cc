/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-router-probe.h"

#include "ns3/mip6-config.h"

namespace ns3::mip6
{

Actions
RouterProbe::Start(Time now, const Attachment& attachment)
{
    if (m_timeoutAt)
    {
        return {};
    }
    // RFC 6275 section 11.5.1: a link-local address may be that of another link's router, too; the
    // global one tells them apart.
    m_probe.router = attachment.router;
    m_probe.target = attachment.routerGlobalAddress.value_or(attachment.router);
    m_left = MAX_UNICAST_SOLICIT;
    return Send(now);
}

Actions
RouterProbe::Send(Time now)
{
    --m_left;
    m_timeoutAt = now + RETRANS_TIMER;
    return {m_probe};
}

Actions
RouterProbe::HandleDeadline(Time now)
{
    const bool isDue = m_timeoutAt && *m_timeoutAt <= now && m_left > 0;
    return isDue ? Send(now) : Actions();
}

bool
RouterProbe::IsAnswer(const NeighborAdvertisementInput& input) const
{
    // RFC 4861 section 7.3.1: only a solicited one shows that both directions work. Section 7.2.5:
    // who clears the R flag is no router any more.
    const NeighborAdvertisement& message = input.advertisement;
    return m_timeoutAt && message.solicited && message.router && message.target == m_probe.target;
}

void
RouterProbe::Stop()
{
    m_timeoutAt.reset();
}

bool
RouterProbe::HasFailed(Time now) const
{
    return m_timeoutAt && *m_timeoutAt <= now && m_left == 0;
}

std::optional<Time>
RouterProbe::GetNextDeadline() const
{
    return m_timeoutAt;
}

} // namespace ns3::mip6

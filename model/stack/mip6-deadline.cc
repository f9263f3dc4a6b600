/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-deadline.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

Mip6Deadline::Mip6Deadline(std::function<void()> handler)
    : m_handler(std::move(handler))
{
}

Mip6Deadline::~Mip6Deadline()
{
    m_event.Cancel();
}

void
Mip6Deadline::Arm(const std::optional<Time>& at)
{
    if (at == m_at)
    {
        return;
    }
    // Removed rather than cancelled: a cancelled event would stay in the queue until its time.
    Simulator::Remove(m_event);
    m_at = at;
    if (at)
    {
        const Time delay = std::max(Time(), *at - Simulator::Now());
        m_event = Simulator::Schedule(delay, &Mip6Deadline::Fire, this);
    }
}

void
Mip6Deadline::Fire()
{
    m_at.reset();
    m_handler();
}

} // namespace ns3

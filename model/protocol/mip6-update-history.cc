/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-update-history.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// Binding Updates of one exchange that an acknowledgement may still answer. With the doubling wait
/// the oldest of them is minutes old.
constexpr std::size_t MAX_OUTSTANDING = 8;

} // namespace

void
RateLimit::Note(Time now)
{
    m_recent.push_back(now);
    if (m_recent.size() > MAX_UPDATE_RATE)
    {
        m_recent.pop_front();
    }
}

Time
RateLimit::GetAllowedAt(Time now) const
{
    if (m_recent.size() < MAX_UPDATE_RATE)
    {
        return now;
    }
    return std::max(now, m_recent.front() + UPDATE_RATE_INTERVAL);
}

void
UpdateHistory::BeginExchange()
{
    m_outstanding.clear();
}

void
UpdateHistory::Note(Time now, uint16_t sequence)
{
    m_outstanding.emplace_back(sequence, now);
    if (m_outstanding.size() > MAX_OUTSTANDING)
    {
        m_outstanding.pop_front();
    }
    m_rate.Note(now);
}

bool
UpdateHistory::IsEmpty() const
{
    return m_outstanding.empty();
}

std::optional<Time>
UpdateHistory::FindSentAt(uint16_t sequence) const
{
    const auto found =
        std::find_if(m_outstanding.begin(), m_outstanding.end(), [sequence](const auto& sent) {
            return sent.first == sequence;
        });
    if (found == m_outstanding.end())
    {
        return std::nullopt;
    }
    return found->second;
}

Time
UpdateHistory::GetAllowedAt(Time now) const
{
    return m_rate.GetAllowedAt(now);
}

} // namespace ns3::mip6

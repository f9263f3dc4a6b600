/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-path-summary.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// Nanoseconds in a millisecond.
constexpr double NS_PER_MS = 1e6;

/// Octets that every datagram needs: IPv6 header, and UDP header or that of an echo request.
constexpr double LEAST_HEADER_OCTETS = 40 + 8;

} // namespace

void
Spread::Add(double value)
{
    m_minimum = m_count == 0 ? value : std::min(m_minimum, value);
    m_maximum = m_count == 0 ? value : std::max(m_maximum, value);
    m_sum += value;
    m_count++;
}

void
Spread::Add(const Spread& other)
{
    if (other.m_count == 0)
    {
        return;
    }
    m_minimum = m_count == 0 ? other.m_minimum : std::min(m_minimum, other.m_minimum);
    m_maximum = m_count == 0 ? other.m_maximum : std::max(m_maximum, other.m_maximum);
    m_sum += other.m_sum;
    m_count += other.m_count;
}

uint64_t
Spread::GetCount() const
{
    return m_count;
}

std::optional<double>
Spread::GetMean() const
{
    return m_count == 0 ? std::nullopt
                        : std::optional<double>(m_sum / static_cast<double>(m_count));
}

std::optional<double>
Spread::GetMinimum() const
{
    return m_count == 0 ? std::nullopt : std::optional<double>(m_minimum);
}

std::optional<double>
Spread::GetMaximum() const
{
    return m_count == 0 ? std::nullopt : std::optional<double>(m_maximum);
}

void
PathSummary::Add(const PacketRecord& packet)
{
    m_delayMs.Add(static_cast<double>(packet.endedNs - packet.sentNs) / NS_PER_MS);
    m_links.Add(packet.links);
    if (packet.shortestLinks > 0)
    {
        m_shortestLinks.Add(packet.shortestLinks);
        m_stretch.Add(1.0 * packet.links / packet.shortestLinks);
    }
    m_overhead.Add(packet.wireOctets - LEAST_HEADER_OCTETS - packet.octets);
}

void
PathSummary::Add(const PathSummary& other)
{
    m_delayMs.Add(other.m_delayMs);
    m_links.Add(other.m_links);
    m_shortestLinks.Add(other.m_shortestLinks);
    m_stretch.Add(other.m_stretch);
    m_overhead.Add(other.m_overhead);
}

uint64_t
PathSummary::GetDelivered() const
{
    return m_delayMs.GetCount();
}

std::optional<double>
PathSummary::GetMeanDelayMs() const
{
    return m_delayMs.GetMean();
}

std::optional<double>
PathSummary::GetMeanLinks() const
{
    return m_links.GetMean();
}

std::optional<double>
PathSummary::GetStretch() const
{
    return m_stretch.GetMean();
}

std::optional<double>
PathSummary::GetOverhead() const
{
    return m_overhead.GetMean();
}

const Spread&
PathSummary::GetDelays() const
{
    return m_delayMs;
}

const Spread&
PathSummary::GetShortestLinks() const
{
    return m_shortestLinks;
}

const Spread&
PathSummary::GetStretches() const
{
    return m_stretch;
}

const Spread&
PathSummary::GetOverheads() const
{
    return m_overhead;
}

PathSummary
SumPaths(const PathSummaries& paths)
{
    PathSummary sum;
    for (const PathSummary& path : paths)
    {
        sum.Add(path);
    }
    return sum;
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-path-summary.h"

namespace ns3::mip6
{

namespace
{

/// Nanoseconds in a millisecond.
constexpr double NS_PER_MS = 1e6;

/// Octets that every datagram needs: IPv6 header, and UDP header or that of an echo request.
constexpr double LEAST_HEADER_OCTETS = 40 + 8;

/// @param sum over some datagrams @param count of the datagrams @return mean
std::optional<double>
GetMean(double sum, uint64_t count)
{
    return count == 0 ? std::nullopt : std::optional<double>(sum / static_cast<double>(count));
}

} // namespace

void
PathSummary::Add(const PacketRecord& packet)
{
    m_delivered++;
    m_delayMs += static_cast<double>(packet.endedNs - packet.sentNs) / NS_PER_MS;
    m_links += packet.links;
    if (packet.shortestLinks > 0)
    {
        m_compared++;
        m_stretch += 1.0 * packet.links / packet.shortestLinks;
    }
    m_overhead += packet.wireOctets - LEAST_HEADER_OCTETS - packet.octets;
}

void
PathSummary::Add(const PathSummary& other)
{
    m_delivered += other.m_delivered;
    m_delayMs += other.m_delayMs;
    m_links += other.m_links;
    m_compared += other.m_compared;
    m_stretch += other.m_stretch;
    m_overhead += other.m_overhead;
}

uint64_t
PathSummary::GetDelivered() const
{
    return m_delivered;
}

std::optional<double>
PathSummary::GetMeanDelayMs() const
{
    return GetMean(m_delayMs, m_delivered);
}

std::optional<double>
PathSummary::GetMeanLinks() const
{
    return GetMean(m_links, m_delivered);
}

std::optional<double>
PathSummary::GetStretch() const
{
    return GetMean(m_stretch, m_compared);
}

std::optional<double>
PathSummary::GetOverhead() const
{
    return GetMean(m_overhead, m_delivered);
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

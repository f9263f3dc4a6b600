/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PATH_SUMMARY_H
#define MIP6_PATH_SUMMARY_H

#include "ns3/mip6-results-tables.h"

#include <array>
#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-helper
 * What the ways of packets cost.
 */

namespace ns3::mip6
{

/// Delivered datagrams of one way. Means are absent without datagrams.
class PathSummary
{
  public:
    /// @param packet delivered, whose way is known
    void Add(const PacketRecord& packet);

    /// @param other numbers of the same way
    void Add(const PathSummary& other);

    /// @return number of datagrams
    uint64_t GetDelivered() const;
    /// @return mean of their delay in milliseconds
    std::optional<double> GetMeanDelayMs() const;
    /// @return mean number of links that they were sent on
    std::optional<double> GetMeanLinks() const;
    /// @return mean of links that a datagram was sent on, divided by those of the shortest route,
    /// where that is known
    std::optional<double> GetStretch() const;
    /// @return mean of octets beyond IPv6 header, UDP or ICMPv6 header and data
    std::optional<double> GetOverhead() const;

  private:
    uint64_t m_delivered{0}; //!< datagrams
    uint64_t m_compared{0};  //!< those whose shortest route is known
    double m_delayMs{0.0};   //!< sum
    double m_links{0.0};     //!< sum
    double m_stretch{0.0};   //!< sum
    double m_overhead{0.0};  //!< sum of octets
};

/// Numbers by way, in the order of PacketPath.
using PathSummaries = std::array<PathSummary, 3>;

/// @param paths any @return all ways together
PathSummary SumPaths(const PathSummaries& paths);

} // namespace ns3::mip6

#endif /* MIP6_PATH_SUMMARY_H */

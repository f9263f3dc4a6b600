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

/// Some values of one kind.
class Spread
{
  public:
    /// @param value one more
    void Add(double value);

    /// @param other values of the same kind
    void Add(const Spread& other);

    /// @return number of values
    uint64_t GetCount() const;
    /// @return their mean; absent without values
    std::optional<double> GetMean() const;
    /// @return the least; absent without values
    std::optional<double> GetMinimum() const;
    /// @return the greatest; absent without values
    std::optional<double> GetMaximum() const;

  private:
    uint64_t m_count{0};   //!< of values
    double m_sum{0.0};     //!< of values
    double m_minimum{0.0}; //!< if there are values
    double m_maximum{0.0}; //!< if there are values
};

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

    /// @return delays in milliseconds
    const Spread& GetDelays() const;
    /// @return numbers of links on the shortest route, where that is known
    const Spread& GetShortestLinks() const;
    /// @return links that a datagram was sent on, divided by those of the shortest route
    const Spread& GetStretches() const;
    /// @return octets beyond IPv6 header, UDP or ICMPv6 header and data
    const Spread& GetOverheads() const;

  private:
    Spread m_delayMs;       //!< one way
    Spread m_links;         //!< that they were sent on
    Spread m_shortestLinks; //!< where the shortest route is known
    Spread m_stretch;       //!< where the shortest route is known
    Spread m_overhead;      //!< octets
};

/// Numbers by way, in the order of PacketPath.
using PathSummaries = std::array<PathSummary, PACKET_PATHS>;

/// @param paths any @return all ways together
PathSummary SumPaths(const PathSummaries& paths);

} // namespace ns3::mip6

#endif /* MIP6_PATH_SUMMARY_H */

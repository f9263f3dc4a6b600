/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BENCHMARK_MEASURE_H
#define MIP6_BENCHMARK_MEASURE_H

#include "ns3/nstime.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * What the benchmarks of the event loop share.
 */

namespace ns3::mip6::benchmarks
{

/**
 * The event loop waits for nothing, so processor time is its wall time on a machine that does
 * nothing else, and does not count what other programs take.
 * @param span simulated time to run
 * @return seconds that the event loop took
 */
inline double
RunEventLoop(Time span)
{
    Simulator::Stop(span);
    const std::clock_t begin = std::clock();
    Simulator::Run();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// @param values at least one @return the middle one
inline double
FindMedian(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/**
 * A slow phase of the machine hits neighbors alike, so the ratio is taken pair by pair.
 * @param values of one kind
 * @param reference of another kind, each taken right before or after the value at the same index
 * @return median of the ratios
 */
inline double
FindRatio(const std::vector<double>& values, const std::vector<double>& reference)
{
    std::vector<double> ratios(values.size());
    std::transform(values.begin(),
                   values.end(),
                   reference.begin(),
                   ratios.begin(),
                   [](double value, double unit) { return value / unit; });
    return FindMedian(ratios);
}

} // namespace ns3::mip6::benchmarks

#endif /* MIP6_BENCHMARK_MEASURE_H */

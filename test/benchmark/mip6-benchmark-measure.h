/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BENCHMARK_MEASURE_H
#define MIP6_BENCHMARK_MEASURE_H

#include "ns3/nstime.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * What the benchmarks of the event loop share.
 */

namespace ns3::mip6::benchmarks
{

/// Packets between two looks at the clock.
constexpr uint32_t BATCH = 500;
/// Batches per kind of packet and iteration.
constexpr uint32_t ROUNDS = 31;

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

/**
 * Measure several kinds of packets. They take turns, so that a slow phase of the machine hits all.
 * @tparam RunBatch callable with the number of a kind
 * @param state of the benchmark
 * @param kinds how many
 * @param runBatch sends BATCH packets and answers seconds per packet; negative if packets got lost
 * @return the answers by kind; the state has an error if packets got lost
 */
template <typename RunBatch>
std::vector<std::vector<double>>
MeasureInTurns(benchmark::State& state, std::size_t kinds, const RunBatch& runBatch)
{
    std::vector<std::vector<double>> costs(kinds);
    for (auto _ : state)
    {
        double total = 0;
        for (std::size_t turn = 0; turn < ROUNDS * kinds; ++turn)
        {
            const double cost = runBatch(turn % kinds);
            if (cost < 0)
            {
                state.SkipWithError("packets were lost");
                return costs;
            }
            costs[turn % kinds].push_back(cost);
            total += cost * BATCH;
        }
        state.SetIterationTime(total);
    }
    return costs;
}

/**
 * The main function of a benchmark whose network lasts as long as the program.
 * @tparam Discard callable
 * @param argc number of arguments
 * @param argv arguments
 * @param discard the network
 * @return exit status
 */
template <typename Discard>
int
RunBenchmarks(int argc, char* argv[], const Discard& discard)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
    {
        return 1;
    }
    benchmark::RunSpecifiedBenchmarks();
    discard();
    Simulator::Destroy();
    return 0;
}

} // namespace ns3::mip6::benchmarks

#endif /* MIP6_BENCHMARK_MEASURE_H */

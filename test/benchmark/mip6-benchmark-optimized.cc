/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-chain.h"

#include <memory>

/**
 * @file
 * @ingroup mip6-tests
 * Cost of a UDP packet with a header of route optimization, compared with one without: a type 2
 * routing header on the way to the mobile node, a Home Address option on the way back. The packets
 * compared with them go to and come from the care-of address.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6::benchmarks;

/// The network; it lives until the simulation is destroyed.
std::unique_ptr<Chain> g_chain;

/**
 * @param state of the benchmark
 * @param plain packets of the care-of address
 * @param optimized packets of the home address
 */
void
Compare(benchmark::State& state, const Flow& plain, const Flow& optimized)
{
    const auto costs = MeasureInTurns(state, 2, [&](std::size_t i) {
        return g_chain->RunBatch(i == 0 ? plain : optimized);
    });
    if (state.error_occurred())
    {
        return;
    }
    // Packets arrive through the tunnel, too.
    if (!g_chain->IsOptimized())
    {
        state.SkipWithError("the direct path is gone");
        return;
    }
    state.counters["us_plain"] = FindMedian(costs[0]) * 1e6;
    state.counters["us_optimized"] = FindMedian(costs[1]) * 1e6;
    state.counters["ratio"] = FindRatio(costs[1], costs[0]);
}

/// @param state of the benchmark, which has an error if there is no direct path @return whether
/// there is one
bool
Prepare(benchmark::State& state)
{
    if (!g_chain)
    {
        g_chain = std::make_unique<Chain>(true);
    }
    if (!g_chain->IsOptimized())
    {
        state.SkipWithError("there is no direct path");
    }
    return g_chain->IsOptimized();
}

/// @param state of the benchmark
void
PacketToMobileNode(benchmark::State& state)
{
    if (Prepare(state))
    {
        Compare(state, g_chain->GetPlainFlowToMobile(), g_chain->GetHomeFlowToMobile());
    }
}

/// @param state of the benchmark
void
PacketFromMobileNode(benchmark::State& state)
{
    if (Prepare(state))
    {
        Compare(state, g_chain->GetPlainFlowFromMobile(), g_chain->GetHomeFlowFromMobile());
    }
}

BENCHMARK(PacketToMobileNode)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(PacketFromMobileNode)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

int
main(int argc, char* argv[])
{
    return RunBenchmarks(argc, argv, [] { g_chain.reset(); });
}

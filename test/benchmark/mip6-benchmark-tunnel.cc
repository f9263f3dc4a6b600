/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-chain.h"

#include <memory>

/**
 * @file
 * @ingroup mip6-tests
 * Cost of a UDP packet that is tunnelled on its way, compared with one that is not: one flow goes
 * to the home address and is tunnelled from the home agent on, the other one goes to the care-of
 * address.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6::benchmarks;

/// The network; it lives until the simulation is destroyed.
std::unique_ptr<Chain> g_chain;

/// @param state of the benchmark
void
TunnelPacket(benchmark::State& state)
{
    if (!g_chain)
    {
        g_chain = std::make_unique<Chain>(false);
    }
    if (!g_chain->IsTunnelled())
    {
        state.SkipWithError("the mobile node is not registered");
        return;
    }
    const Flow flows[] = {g_chain->GetPlainFlowToMobile(), g_chain->GetHomeFlowToMobile()};
    const auto costs =
        MeasureInTurns(state, 2, [&](std::size_t i) { return g_chain->RunBatch(flows[i]); });
    if (state.error_occurred())
    {
        return;
    }
    state.counters["us_untunnelled"] = FindMedian(costs[0]) * 1e6;
    state.counters["us_tunnelled"] = FindMedian(costs[1]) * 1e6;
    state.counters["ratio"] = FindRatio(costs[1], costs[0]);
}

BENCHMARK(TunnelPacket)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

int
main(int argc, char* argv[])
{
    return RunBenchmarks(argc, argv, [] { g_chain.reset(); });
}

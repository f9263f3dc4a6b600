/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-mobility-messages.h"
#include "ns3/simulator.h"

#include <benchmark/benchmark.h>

/**
 * @file
 * @ingroup mip6-tests
 * Time to encode and to decode a Binding Update with two options; each shall stay below 200 ns.
 *
 * Until a simulation starts, ns-3 keeps book of every Time in case that the resolution is changed;
 * that costs more than the rest of the decoder, and no packet of a simulation pays for it. So an
 * empty simulation runs first.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6;

/// @return a home registration with two options
BindingUpdate
MakeBindingUpdate()
{
    BindingUpdate update;
    update.sequence = 1234;
    update.acknowledge = true;
    update.homeRegistration = true;
    update.lifetime = Seconds(420);
    update.options.emplace_back(AlternateCareOfAddress{Ipv6Address("2001:1:0:2::7")});
    update.options.emplace_back(BindingRefreshAdvice{Seconds(200)});
    return update;
}

/// End the time in which ns-3 keeps book of every Time.
void
RunEmptySimulation()
{
    Simulator::Run();
    Simulator::Destroy();
}

/// @param state of the benchmark
void
EncodeBindingUpdate(benchmark::State& state)
{
    RunEmptySimulation();
    const MobilityMessage message = MakeBindingUpdate();
    for (auto _ : state)
    {
        benchmark::DoNotOptimize(EncodeMobilityMessage(message));
    }
}

/// @param state of the benchmark
void
DecodeBindingUpdate(benchmark::State& state)
{
    RunEmptySimulation();
    const Bytes octets = EncodeMobilityMessage(MakeBindingUpdate());
    if (!DecodeMobilityMessage(octets.data(), octets.size()))
    {
        state.SkipWithError("the message does not decode");
    }
    for (auto _ : state)
    {
        benchmark::DoNotOptimize(DecodeMobilityMessage(octets.data(), octets.size()));
    }
}

BENCHMARK(EncodeBindingUpdate);
BENCHMARK(DecodeBindingUpdate);

} // namespace

BENCHMARK_MAIN();

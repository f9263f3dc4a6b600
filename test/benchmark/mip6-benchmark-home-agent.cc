/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-home-agents.h"

/**
 * @file
 * @ingroup mip6-tests
 * Cost of a packet that a home agent intercepts, by number of bindings. It shall not depend on it.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6::benchmarks;

/// A home agent that intercepts.
class InterceptingHomeAgent : public BoundHomeAgent
{
  public:
    using BoundHomeAgent::BoundHomeAgent;

    /**
     * Let packets for the home addresses come in, one after the other.
     * @return time of the event loop per packet in seconds; negative if packets got lost
     */
    double RunBatch()
    {
        for (uint32_t i = 0; i < BATCH; ++i)
        {
            Simulator::Schedule(MicroSeconds(i),
                                [this, packet = MakePacket()] { Receive(packet); });
        }
        const uint32_t before = m_sent;
        const double elapsed = RunEventLoop(MicroSeconds(BATCH + 1));
        // A tunnelled packet counts twice: into the tunnel, and inside its outer header.
        return m_sent - before < 2 * BATCH ? -1 : elapsed / BATCH;
    }

  private:
    /// @return a packet from far away for the next home address
    Ptr<Packet> MakePacket()
    {
        Ipv6Header header;
        header.SetSource("2001:1:0:9::2");
        header.SetDestination(MakeAddress(1, TakeNext()));
        header.SetNextHeader(17);
        header.SetPayloadLength(PAYLOAD_OCTETS);
        header.SetHopLimit(64);
        auto packet = Create<Packet>(PAYLOAD_OCTETS);
        packet->AddHeader(header);
        return packet;
    }
};

/// @return one home agent for each number of bindings, all mobile nodes registered
NodeByBindings<InterceptingHomeAgent>&
GetHomeAgents()
{
    static auto agents = MakeByBindings<InterceptingHomeAgent>();
    return agents;
}

/// @param state of the benchmark
void
InterceptPacket(benchmark::State& state)
{
    CompareByBindings(state, GetHomeAgents(), [](auto& agent) { return agent.RunBatch(); });
}

BENCHMARK(InterceptPacket)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

int
main(int argc, char* argv[])
{
    return RunBenchmarks(argc, argv, [] { GetHomeAgents() = {}; });
}

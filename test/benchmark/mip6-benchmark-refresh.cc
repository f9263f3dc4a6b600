/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-home-agents.h"

#include "ns3/mip6-extension-headers.h"
#include "ns3/mip6-mobility-header.h"
#include "ns3/mip6-numbers.h"

#include <malloc.h>
#include <numeric>

/**
 * @file
 * @ingroup mip6-tests
 * Cost of refreshing a binding at a home agent, from the Binding Update on the wire to its
 * acknowledgement, by number of bindings, and the memory that a binding takes.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6::benchmarks;

/// Numbers of mobile nodes that are compared.
constexpr BindingCounts MOBILE_NODES{100, 1000, 10000};

/// A home agent, all mobile nodes of which refresh their bindings.
class RefreshedHomeAgent : public BoundHomeAgent
{
  public:
    using BoundHomeAgent::BoundHomeAgent;

    /**
     * Let Binding Updates of the mobile nodes come in, one after the other.
     * @return time of the event loop for each in seconds; negative if one was not acknowledged
     */
    double RunBatch()
    {
        for (uint32_t i = 0; i < BATCH; ++i)
        {
            Simulator::Schedule(MicroSeconds(i),
                                [this, packet = MakeRefresh()] { Receive(packet); });
        }
        const uint32_t before = m_sent;
        const double elapsed = RunEventLoop(MicroSeconds(BATCH + 1));
        return m_sent - before < BATCH ? -1 : elapsed / BATCH;
    }

  private:
    /// @return a Binding Update of the next mobile node
    Ptr<Packet> MakeRefresh()
    {
        const uint32_t index = TakeNext();
        m_sequence = index == 0 ? static_cast<uint16_t>(m_sequence + 1) : m_sequence;
        const Ipv6Address homeAddress = MakeAddress(1, index);
        Mip6MobilityHeader mobility;
        mobility.SetMessage(MakeUpdate(index, m_sequence),
                            {homeAddress, m_role->GetAddress(), mip6::NEXT_HEADER_MOBILITY});
        Mip6HomeAddressHeader option;
        option.Set(mip6::NEXT_HEADER_MOBILITY, homeAddress);
        auto packet = Create<Packet>();
        packet->AddHeader(mobility);
        packet->AddHeader(option);
        Ipv6Header header;
        header.SetSource(MakeAddress(2, index));
        header.SetDestination(m_role->GetAddress());
        header.SetNextHeader(mip6::NEXT_HEADER_DESTINATION_OPTIONS);
        header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
        header.SetHopLimit(64);
        packet->AddHeader(header);
        return packet;
    }

    uint16_t m_sequence{1}; //!< grows with every round of all mobile nodes
};

/// The home agents, and what they take.
struct Agents
{
    NodeByBindings<RefreshedHomeAgent> nodes; //!< by number of mobile nodes
    double octetsPerBinding{0};               //!< of memory
};

/// @return octets that are allocated
double
GetAllocated()
{
    return static_cast<double>(mallinfo2().uordblks);
}

/// @return one home agent for each number of mobile nodes, all of them registered
Agents&
GetAgents()
{
    static Agents agents = [] {
        Agents made;
        made.nodes = MakeUnbound<RefreshedHomeAgent>(MOBILE_NODES);
        const double before = GetAllocated();
        AwaitBindings();
        const uint32_t bindings =
            std::accumulate(MOBILE_NODES.begin(), MOBILE_NODES.end(), uint32_t{0});
        made.octetsPerBinding = (GetAllocated() - before) / bindings;
        return made;
    }();
    return agents;
}

/// @param state of the benchmark
void
RefreshBinding(benchmark::State& state)
{
    Agents& agents = GetAgents();
    CompareByBindings(state, agents.nodes, [](auto& agent) { return agent.RunBatch(); });
    state.counters["octets_per_binding"] = agents.octetsPerBinding;
}

BENCHMARK(RefreshBinding)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

int
main(int argc, char* argv[])
{
    return RunBenchmarks(argc, argv, [] { GetAgents().nodes = {}; });
}

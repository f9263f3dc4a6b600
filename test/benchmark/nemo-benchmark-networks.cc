/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-home-agents.h"

#include "ns3/nemo-helper.h"

/**
 * @file
 * @ingroup mip6-tests
 * Cost of a packet that a home agent exchanges with a mobile network, by number of prefixes. It
 * shall not depend on it.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6;
using namespace ns3::mip6::benchmarks;

/// Numbers of prefixes that are compared, one for each mobile router.
constexpr BindingCounts PREFIXES{1, 1000, 20000};

/// @param index of a mobile router @return its prefix of 64 bits
Ipv6Address
MakeNetwork(uint32_t index)
{
    std::array<uint8_t, 16> octets{0x20, 0x01, 0, 2};
    for (std::size_t i = 0; i < 4; ++i)
    {
        octets[7 - i] = static_cast<uint8_t>(index >> (8 * i));
    }
    return Ipv6Address(octets.data());
}

/// @param index of a mobile router @return a node in its network
Ipv6Address
MakeFixedNode(uint32_t index)
{
    std::array<uint8_t, 16> octets{};
    MakeNetwork(index).GetBytes(octets.data());
    octets[15] = 2;
    return Ipv6Address(octets.data());
}

/// @param source of a packet @param destination of it @param packet behind its header
/// @param nextHeader of it
void
AddIpv6Header(const Ipv6Address& source,
              const Ipv6Address& destination,
              const Ptr<Packet>& packet,
              uint8_t nextHeader)
{
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(destination);
    header.SetNextHeader(nextHeader);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    header.SetHopLimit(64);
    packet->AddHeader(header);
}

/// A home agent of mobile routers.
class RouterHomeAgent : public BoundHomeAgent
{
  public:
    /// @param prefixes how many, one for each mobile router
    explicit RouterHomeAgent(uint32_t prefixes)
        : BoundHomeAgent(prefixes)
    {
        const auto table = NemoHelper().InstallHomeAgent(m_node);
        for (uint32_t i = 0; i < prefixes; ++i)
        {
            table->AddNetwork(MakeAddress(1, i), MakeNetwork(i), 64);
        }
    }

    /// @return whether every mobile router is registered
    bool IsReady() const
    {
        return BoundHomeAgent::IsReady() && m_role->GetNetworkCount() == m_bindings;
    }

    /**
     * Let packets come in, one after the other.
     * @param isInward whether they are for mobile networks; else they come out of tunnels
     * @return time of the event loop per packet in seconds; negative if packets got lost
     */
    double RunBatch(bool isInward)
    {
        for (uint32_t i = 0; i < BATCH; ++i)
        {
            const auto packet = isInward ? MakeInward() : MakeOutward();
            Simulator::Schedule(MicroSeconds(i), [this, packet] { Receive(packet); });
        }
        const uint32_t before = m_sent;
        const double elapsed = RunEventLoop(MicroSeconds(BATCH + 1));
        // A packet into a tunnel counts twice: into it, and inside its outer header.
        return m_sent - before < (isInward ? 2 : 1) * BATCH ? -1 : elapsed / BATCH;
    }

  private:
    void Complete(BindingUpdate& update, uint32_t index) override
    {
        update.mobileRouter = true;
        update.options.emplace_back(MobileNetworkPrefix{MakeNetwork(index), 64});
    }

    /// @return a packet from far away for the next mobile network
    Ptr<Packet> MakeInward()
    {
        auto packet = Create<Packet>(PAYLOAD_OCTETS);
        AddIpv6Header("2001:1:0:9::2", MakeFixedNode(TakeNext()), packet, 17);
        return packet;
    }

    /// @return a packet from the next mobile network, in the tunnel of its mobile router
    Ptr<Packet> MakeOutward()
    {
        const uint32_t index = TakeNext();
        auto packet = Create<Packet>(PAYLOAD_OCTETS);
        AddIpv6Header(MakeFixedNode(index), "2001:1:0:9::2", packet, 17);
        AddIpv6Header(MakeAddress(2, index), m_role->GetAddress(), packet, 41);
        return packet;
    }
};

/// @return one home agent for each number of prefixes, all mobile routers registered
NodeByBindings<RouterHomeAgent>&
GetHomeAgents()
{
    static auto agents = [] {
        auto nodes = MakeUnbound<RouterHomeAgent>(PREFIXES);
        AwaitBindings();
        return nodes;
    }();
    return agents;
}

/// @param state of the benchmark
void
ForwardInward(benchmark::State& state)
{
    CompareByBindings(state, GetHomeAgents(), [](auto& agent) { return agent.RunBatch(true); });
}

/// @param state of the benchmark
void
ForwardOutward(benchmark::State& state)
{
    CompareByBindings(state, GetHomeAgents(), [](auto& agent) { return agent.RunBatch(false); });
}

BENCHMARK(ForwardInward)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(ForwardOutward)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

int
main(int argc, char* argv[])
{
    return RunBenchmarks(argc, argv, [] { GetHomeAgents() = {}; });
}

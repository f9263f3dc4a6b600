/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-bindings.h"

#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-mobility-protocol.h"

/**
 * @file
 * @ingroup mip6-tests
 * Cost of a packet that a home agent intercepts, by number of bindings. It shall not depend on it.
 *
 *     packets --> ha --- wire --- node without a stack, which stands for the rest of the world
 *                  |
 *              home link, with nobody on it
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6::benchmarks;

/// A home agent with bindings.
class BoundHomeAgent : public BoundNode
{
  public:
    /// @param bindings how many
    explicit BoundHomeAgent(uint32_t bindings)
        : BoundNode(bindings)
    {
        auto homeLinkDevice = CreateObject<SimpleNetDevice>();
        homeLinkDevice->SetAddress(Mac48Address::Allocate());
        homeLinkDevice->SetMtu(1500);
        m_node->AddDevice(homeLinkDevice);
        homeLinkDevice->SetChannel(CreateObject<Mip6AccessChannel>());
        Ipv6AddressHelper("2001:1:0:1::", Ipv6Prefix(64))
            .Assign(NetDeviceContainer(homeLinkDevice))
            .SetForwarding(0, true);
        Mip6Helper mip6;
        mip6.SetHomeAgentAttribute("MaxBindings", UintegerValue(bindings));
        m_role = mip6.InstallHomeAgent(m_node, homeLinkDevice);
        // Then follows the probing of every home address for one second.
        Simulator::Schedule(Seconds(2), [this] { Register(); });
    }

    /// @return whether every mobile node is registered
    bool IsReady() const
    {
        return m_role->GetBindingCount() == m_bindings && m_role->GetTunnelCount() == m_bindings;
    }

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
    /// Every mobile node registers, as if its Binding Update had just passed the checks.
    void Register()
    {
        for (uint32_t i = 0; i < m_bindings; ++i)
        {
            mip6::BindingUpdate update;
            update.sequence = 1;
            update.acknowledge = true;
            update.homeRegistration = true;
            update.lifetime = Seconds(420);
            const Ipv6Address homeAddress = MakeAddress(1, i);
            const Ipv6Address careOfAddress = MakeAddress(2, i);
            update.options.emplace_back(mip6::AlternateCareOfAddress{careOfAddress});
            m_role->HandleMessage({update,
                                   homeAddress,
                                   m_role->GetAddress(),
                                   careOfAddress,
                                   m_role->GetAddress(),
                                   96,
                                   Create<Packet>()});
        }
    }

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

    Ptr<Mip6HomeAgent> m_role; //!< of the home agent
};

/// @return one home agent for each number of bindings, all mobile nodes registered
NodeByBindings<BoundHomeAgent>&
GetHomeAgents()
{
    static auto agents = MakeByBindings<BoundHomeAgent>();
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

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-measure.h"

#include "ns3/internet-module.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-mobility-protocol.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-helper.h"

#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <memory>

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

/// Numbers of bindings that are compared.
constexpr std::array<uint32_t, 3> BINDINGS{1, 1000, 100000};
/// Octets of UDP header and data.
constexpr uint16_t PAYLOAD_OCTETS = 168;
/// Step through the bindings that visits all of them, in an order that defeats caches.
constexpr uint64_t STRIDE = 48271;

/**
 * @param subnet its last part, 1 for the home link
 * @param index of a mobile node
 * @return an address
 */
Ipv6Address
MakeAddress(uint8_t subnet, uint32_t index)
{
    std::array<uint8_t, 16> octets{0x20, 0x01, 0, 1, 0, 0, 0, subnet};
    for (std::size_t i = 0; i < 4; ++i)
    {
        octets[15 - i] = static_cast<uint8_t>(index >> (8 * i));
    }
    octets[8] = 1; // apart from the addresses of routers
    return Ipv6Address(octets.data());
}

/// A home agent with bindings.
class BoundHomeAgent
{
  public:
    /// @param bindings how many
    explicit BoundHomeAgent(uint32_t bindings)
        : m_bindings(bindings)
    {
        NodeContainer nodes(2);
        InternetStackHelper().Install(nodes.Get(0));
        const auto wire = PointToPointHelper().Install(nodes);
        m_uplink = wire.Get(0);
        m_uplink->SetAttribute("DataRate", StringValue("10Gbps"));
        auto uplink = Ipv6AddressHelper("2001:1:0:f::", Ipv6Prefix(64)).Assign(m_uplink);
        uplink.SetForwarding(0, true);
        // The default queue discipline keeps a queue for each of up to 1024 destinations, which
        // costs more than the home agent's own lookups.
        TrafficControlHelper().Uninstall(m_uplink);
        m_ipv6 = nodes.Get(0)->GetObject<Ipv6L3Protocol>();
        Ipv6StaticRoutingHelper().GetStaticRouting(m_ipv6)->SetDefaultRoute(
            "2001:1:0:f::ffff",
            uplink.GetInterfaceIndex(0));

        auto homeLinkDevice = CreateObject<SimpleNetDevice>();
        homeLinkDevice->SetAddress(Mac48Address::Allocate());
        homeLinkDevice->SetMtu(1500);
        nodes.Get(0)->AddDevice(homeLinkDevice);
        homeLinkDevice->SetChannel(CreateObject<Mip6AccessChannel>());
        Ipv6AddressHelper("2001:1:0:1::", Ipv6Prefix(64))
            .Assign(NetDeviceContainer(homeLinkDevice))
            .SetForwarding(0, true);
        Mip6Helper mip6;
        mip6.SetHomeAgentAttribute("MaxBindings", UintegerValue(bindings));
        m_role = mip6.InstallHomeAgent(nodes.Get(0), homeLinkDevice);
        m_ipv6->TraceConnectWithoutContext(
            "Tx",
            Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this](Ptr<const Packet>, Ptr<Ipv6>, uint32_t) { ++m_sent; }));
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
            Simulator::Schedule(MicroSeconds(i), &BoundHomeAgent::Inject, this, MakePacket());
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
        header.SetDestination(MakeAddress(1, static_cast<uint32_t>(m_next)));
        header.SetNextHeader(17);
        header.SetPayloadLength(PAYLOAD_OCTETS);
        header.SetHopLimit(64);
        m_next = (m_next + STRIDE) % m_bindings;
        auto packet = Create<Packet>(PAYLOAD_OCTETS);
        packet->AddHeader(header);
        return packet;
    }

    /// @param packet that has just arrived from the wire
    void Inject(Ptr<Packet> packet)
    {
        m_ipv6->Receive(m_uplink,
                        packet,
                        Ipv6L3Protocol::PROT_NUMBER,
                        m_uplink->GetAddress(),
                        m_uplink->GetAddress(),
                        NetDevice::PACKET_HOST);
    }

    const uint32_t m_bindings;  //!< how many
    Ptr<NetDevice> m_uplink;    //!< to the rest of the world
    Ptr<Ipv6L3Protocol> m_ipv6; //!< of the home agent
    Ptr<Mip6HomeAgent> m_role;  //!< of the home agent
    uint64_t m_next{0};         //!< mobile node that gets the next packet
    uint32_t m_sent{0};         //!< packets that left the IPv6 layer
};

/// @return one home agent for each number of bindings, all mobile nodes registered
std::array<std::unique_ptr<BoundHomeAgent>, BINDINGS.size()>&
GetHomeAgents()
{
    static std::array<std::unique_ptr<BoundHomeAgent>, BINDINGS.size()> agents;
    if (!agents[0])
    {
        std::transform(BINDINGS.begin(), BINDINGS.end(), agents.begin(), [](uint32_t bindings) {
            return std::make_unique<BoundHomeAgent>(bindings);
        });
        // Up to here: start-up, and the probing of every home address for one second.
        Simulator::Stop(Seconds(5));
        Simulator::Run();
    }
    return agents;
}

/// @param state of the benchmark
void
InterceptPacket(benchmark::State& state)
{
    auto& agents = GetHomeAgents();
    if (!std::all_of(agents.begin(), agents.end(), [](auto& agent) { return agent->IsReady(); }))
    {
        state.SkipWithError("not every mobile node is registered");
        return;
    }
    const auto costs =
        MeasureInTurns(state, agents.size(), [&](std::size_t i) { return agents[i]->RunBatch(); });
    if (state.error_occurred())
    {
        return;
    }
    for (std::size_t i = 0; i < agents.size(); ++i)
    {
        const std::string number = std::to_string(BINDINGS[i]);
        state.counters["us_at_" + number] = FindMedian(costs[i]) * 1e6;
        state.counters["ratio_at_" + number] = FindRatio(costs[i], costs[0]);
    }
}

BENCHMARK(InterceptPacket)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

int
main(int argc, char* argv[])
{
    return RunBenchmarks(argc, argv, [] {
        for (auto& agent : GetHomeAgents())
        {
            agent.reset();
        }
    });
}

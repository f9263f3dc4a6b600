/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-measure.h"

#include "ns3/internet-module.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <memory>

/**
 * @file
 * @ingroup mip6-tests
 * Cost of a UDP packet that is tunnelled on its way, compared with one that is not. The home agent
 * is on the path, so that both cross the same links: one flow goes to the home address and is
 * tunnelled from the home agent on, the other one goes to the care-of address.
 *
 *     cn --- r1 --- ha --- r2 --- ar --- mn
 *                   |
 *               home link, with nobody on it
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6::benchmarks;

/// Packets between two looks at the clock.
constexpr uint32_t BATCH = 500;
/// Batches per flow and iteration.
constexpr uint32_t ROUNDS = 31;
/// Octets of data, as in the demo.
constexpr uint32_t DATA_OCTETS = 160;
/// Port of the receiver.
constexpr uint16_t PORT = 9;
/// Time for the last packets of a batch to arrive.
const Time DRAIN = MilliSeconds(20);

/// Two flows from a correspondent to a mobile node that is away from home.
class Chain
{
  public:
    Chain()
    {
        // As in the demo.
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
        NodeContainer nodes(6);
        InternetStackHelper().Install(nodes);
        for (uint32_t i = 0; i < 4; ++i)
        {
            AddWire(nodes.Get(i), nodes.Get(i + 1), static_cast<uint8_t>(i));
        }
        const auto homeLink = CreateObject<Mip6AccessChannel>();
        const auto accessLink = CreateObject<Mip6AccessChannel>();
        const auto haDevice = AddRouterStation(nodes.Get(2), homeLink, "2001:1:0:1::");
        const auto arDevice = AddRouterStation(nodes.Get(4), accessLink, "2001:1:0:2::");
        const auto mnDevice = AddStation(nodes.Get(5), accessLink);
        Ipv6AddressHelper().AssignWithoutAddress(NetDeviceContainer(mnDevice));
        Mip6Helper mip6;
        mip6.InstallAccessRouter(nodes.Get(4), arDevice);
        m_homeAgent = mip6.InstallHomeAgent(nodes.Get(2), haDevice);
        m_mobile = mip6.InstallMobileNode(nodes.Get(5),
                                          mnDevice,
                                          "2001:1:0:1::100",
                                          m_homeAgent->GetAddress());
        m_sender = Socket::CreateSocket(nodes.Get(0), UdpSocketFactory::GetTypeId());
        m_sender->Bind6();
        m_receiver = Socket::CreateSocket(nodes.Get(5), UdpSocketFactory::GetTypeId());
        m_receiver->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
        m_receiver->SetRecvCallback([this](Ptr<Socket> socket) {
            while (socket->Recv())
            {
                ++m_received;
            }
        });
        // Start-up, detection, and duplicate address detection at both ends.
        Simulator::Stop(Seconds(10));
        Simulator::Run();
    }

    ~Chain()
    {
        m_sender->Close();
        m_receiver->Close();
    }

    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;

    /// @return whether the mobile node is registered
    bool IsReady() const
    {
        return m_homeAgent->GetTunnelCount() == 1;
    }

    /// @return where tunnelled packets are sent to
    Ipv6Address GetHomeAddress() const
    {
        return m_mobile->GetHomeAddress();
    }

    /// @return where packets are sent to that are not tunnelled
    Ipv6Address GetCareOfAddress() const
    {
        return m_mobile->GetCareOfAddress().value_or(Ipv6Address::GetAny());
    }

    /**
     * @param destination of the packets
     * @return time of the event loop per packet in seconds; negative if packets got lost
     */
    double RunBatch(const Ipv6Address& destination)
    {
        const Address receiver = Inet6SocketAddress(destination, PORT);
        for (uint32_t i = 0; i < BATCH; ++i)
        {
            Simulator::Schedule(MicroSeconds(50 * i), [this, receiver] {
                m_sender->SendTo(Create<Packet>(DATA_OCTETS), 0, receiver);
            });
        }
        const uint32_t before = m_received;
        const double elapsed = RunEventLoop(MicroSeconds(50 * BATCH) + DRAIN);
        return m_received - before != BATCH ? -1 : elapsed / BATCH;
    }

  private:
    /**
     * @param left node on the correspondent's side
     * @param right node on the mobile node's side
     * @param number of the wire
     */
    static void AddWire(Ptr<Node> left, Ptr<Node> right, uint8_t number)
    {
        PointToPointHelper wire;
        wire.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        wire.SetChannelAttribute("Delay", StringValue("1ms"));
        const std::string network = "2001:1:0:f" + std::to_string(number) + "::";
        auto ends =
            Ipv6AddressHelper(network.c_str(), Ipv6Prefix(64)).Assign(wire.Install(left, right));
        ends.SetForwarding(0, true);
        ends.SetForwarding(1, true);
        Ipv6StaticRoutingHelper routing;
        routing.GetStaticRouting(right->GetObject<Ipv6>())
            ->SetDefaultRoute(ends.GetAddress(0, 1), ends.GetInterfaceIndex(1));
        AddRoute(ends, "2001:1:0:2::");
        // The home link is between the second wire and the third.
        if (number < 2)
        {
            AddRoute(ends, "2001:1:0:1::");
        }
    }

    /// @param ends of a wire @param subnet on the side of the mobile node
    static void AddRoute(const Ipv6InterfaceContainer& ends, const Ipv6Address& subnet)
    {
        const auto [ipv6, interface] = ends.Get(0);
        Ipv6StaticRoutingHelper().GetStaticRouting(ipv6)->AddNetworkRouteTo(subnet,
                                                                            Ipv6Prefix(64),
                                                                            ends.GetAddress(1, 1),
                                                                            interface);
    }

    /// @param node gets a device @param link that it joins @return the device
    static Ptr<SimpleNetDevice> AddStation(Ptr<Node> node, Ptr<Mip6AccessChannel> link)
    {
        auto device = CreateObject<SimpleNetDevice>();
        device->SetAddress(Mac48Address::Allocate());
        device->SetMtu(1500);
        node->AddDevice(device);
        device->SetChannel(link);
        return device;
    }

    /**
     * @param router gets a device
     * @param link that it joins
     * @param subnet of the link
     * @return the device
     */
    static Ptr<NetDevice> AddRouterStation(Ptr<Node> router,
                                           Ptr<Mip6AccessChannel> link,
                                           const Ipv6Address& subnet)
    {
        const auto device = AddStation(router, link);
        Ipv6AddressHelper(subnet, Ipv6Prefix(64))
            .Assign(NetDeviceContainer(device))
            .SetForwarding(0, true);
        return device;
    }

    Ptr<Mip6HomeAgent> m_homeAgent; //!< on the path
    Ptr<Mip6MobileNode> m_mobile;   //!< away from home
    Ptr<Socket> m_sender;           //!< of the correspondent
    Ptr<Socket> m_receiver;         //!< of the mobile node
    uint32_t m_received{0};         //!< packets
};

/// The network; it lives until the simulation is destroyed.
std::unique_ptr<Chain> g_chain;

/// @param state of the benchmark
void
TunnelPacket(benchmark::State& state)
{
    if (!g_chain)
    {
        g_chain = std::make_unique<Chain>();
    }
    if (!g_chain->IsReady())
    {
        state.SkipWithError("the mobile node is not registered");
        return;
    }
    const Ipv6Address destinations[2] = {g_chain->GetCareOfAddress(), g_chain->GetHomeAddress()};
    std::vector<double> costs[2];
    for (auto _ : state)
    {
        double total = 0;
        // The flows take turns, so that a slow phase of the machine hits both.
        for (uint32_t round = 0; round < 2 * ROUNDS; ++round)
        {
            const uint32_t i = round % 2;
            const double cost = g_chain->RunBatch(destinations[i]);
            if (cost < 0)
            {
                state.SkipWithError("packets were lost");
                return;
            }
            costs[i].push_back(cost);
            total += cost * BATCH;
        }
        state.SetIterationTime(total);
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
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
    {
        return 1;
    }
    benchmark::RunSpecifiedBenchmarks();
    g_chain.reset();
    Simulator::Destroy();
    return 0;
}

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BENCHMARK_BINDINGS_H
#define MIP6_BENCHMARK_BINDINGS_H

#include "mip6-benchmark-measure.h"

#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * Nodes with different numbers of bindings, whose cost per packet shall not depend on them.
 */

namespace ns3::mip6::benchmarks
{

/// Numbers of bindings that are compared.
using BindingCounts = std::array<uint32_t, 3>;
/// The usual ones.
constexpr BindingCounts BINDINGS{1, 1000, 100000};
/// Octets of UDP header and data.
constexpr uint16_t PAYLOAD_OCTETS = 168;

/**
 * @param subnet its last part, 1 for home addresses, 2 for care-of addresses
 * @param index of a mobile node
 * @return an address
 */
inline Ipv6Address
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

/// A node with bindings, on a wire to a node without a stack, which stands for the rest of the
/// world.
class BoundNode
{
  public:
    /// @param bindings how many it shall have
    explicit BoundNode(uint32_t bindings)
        : m_bindings(bindings)
    {
        NodeContainer nodes(2);
        m_node = nodes.Get(0);
        InternetStackHelper().Install(m_node);
        const auto wire = PointToPointHelper().Install(nodes);
        m_uplink = wire.Get(0);
        m_world = wire.Get(1);
        m_uplink->SetAttribute("DataRate", StringValue("10Gbps"));
        m_world->SetAttribute("DataRate", StringValue("10Gbps"));
        auto uplink = Ipv6AddressHelper("2001:1:0:f::", Ipv6Prefix(64)).Assign(m_uplink);
        uplink.SetForwarding(0, true);
        m_address = uplink.GetAddress(0, 1);
        // The default queue discipline keeps a queue for each of up to 1024 destinations, which
        // costs more than the node's own lookups.
        TrafficControlHelper().Uninstall(m_uplink);
        m_ipv6 = m_node->GetObject<Ipv6L3Protocol>();
        Ipv6StaticRoutingHelper().GetStaticRouting(m_ipv6)->SetDefaultRoute(
            "2001:1:0:f::ffff",
            uplink.GetInterfaceIndex(0));
        m_ipv6->TraceConnectWithoutContext(
            "Tx",
            Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this](Ptr<const Packet>, Ptr<Ipv6>, uint32_t) { ++m_sent; }));
    }

    BoundNode(const BoundNode&) = delete;
    BoundNode& operator=(const BoundNode&) = delete;

    /// @return how many bindings it has or shall have
    uint32_t GetBindings() const
    {
        return m_bindings;
    }

  protected:
    /// @param packet that has just arrived from the wire
    void Receive(Ptr<Packet> packet)
    {
        m_ipv6->Receive(m_uplink,
                        packet,
                        Ipv6L3Protocol::PROT_NUMBER,
                        m_uplink->GetAddress(),
                        m_uplink->GetAddress(),
                        NetDevice::PACKET_HOST);
    }

    /// @param packet that leaves the other end of the wire
    void SendFromWorld(Ptr<Packet> packet)
    {
        m_world->Send(packet, m_world->GetBroadcast(), Ipv6L3Protocol::PROT_NUMBER);
    }

    /// @return mobile node that gets or sends the next packet
    uint32_t TakeNext()
    {
        // A step that visits all of them, in an order that defeats caches.
        const uint64_t stride = 48271;
        const uint64_t taken = m_next;
        m_next = (taken + stride) % m_bindings;
        return static_cast<uint32_t>(taken);
    }

    const uint32_t m_bindings;  //!< how many it shall have
    Ptr<Node> m_node;           //!< with a stack
    Ptr<Ipv6L3Protocol> m_ipv6; //!< of the node
    Ipv6Address m_address;      //!< of the node, on the wire
    uint32_t m_sent{0};         //!< packets that left the IPv6 layer

  private:
    Ptr<NetDevice> m_uplink; //!< to the rest of the world
    Ptr<NetDevice> m_world;  //!< other end of that wire
    uint64_t m_next{0};      //!< see TakeNext
};

/// One node for each number of bindings.
template <typename Node>
using NodeByBindings = std::array<std::unique_ptr<Node>, BINDINGS.size()>;

/**
 * @tparam Node a BoundNode
 * @param counts numbers of bindings
 * @return one for each of them, without bindings so far
 */
template <typename Node>
NodeByBindings<Node>
MakeUnbound(const BindingCounts& counts)
{
    NodeByBindings<Node> nodes;
    std::transform(counts.begin(), counts.end(), nodes.begin(), [](uint32_t bindings) {
        return std::make_unique<Node>(bindings);
    });
    return nodes;
}

/// Wait until nodes have their bindings.
inline void
AwaitBindings()
{
    Simulator::Stop(Seconds(5));
    Simulator::Run();
}

/**
 * @tparam Node a BoundNode
 * @return one for each number of bindings, which it has
 */
template <typename Node>
NodeByBindings<Node>
MakeByBindings()
{
    auto nodes = MakeUnbound<Node>(BINDINGS);
    AwaitBindings();
    return nodes;
}

/**
 * Measure the nodes, and count by number of bindings.
 * @tparam Node a BoundNode
 * @tparam RunBatch callable with a node
 * @param state of the benchmark
 * @param nodes with their bindings
 * @param runBatch see MeasureInTurns
 */
template <typename Node, typename RunBatch>
void
CompareByBindings(benchmark::State& state,
                  const NodeByBindings<Node>& nodes,
                  const RunBatch& runBatch)
{
    if (!std::all_of(nodes.begin(), nodes.end(), [](auto& node) { return node->IsReady(); }))
    {
        state.SkipWithError("not every mobile node is registered");
        return;
    }
    const auto costs =
        MeasureInTurns(state, nodes.size(), [&](std::size_t i) { return runBatch(*nodes[i]); });
    if (state.error_occurred())
    {
        return;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
    {
        const std::string number = std::to_string(nodes[i]->GetBindings());
        state.counters["us_at_" + number] = FindMedian(costs[i]) * 1e6;
        state.counters["ratio_at_" + number] = FindRatio(costs[i], costs[0]);
    }
}

} // namespace ns3::mip6::benchmarks

#endif /* MIP6_BENCHMARK_BINDINGS_H */

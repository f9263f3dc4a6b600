/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-packet-maker.h"
#include "nemo-test-network.h"

#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * The rows of the conformance lists of mobile routers and of their home agents that need packets,
 * see nemo-test-network.h. Each case names its rows.
 */

namespace ns3::mip6::tests
{

namespace
{

/// A mobile router with two prefixes on its ingress link, the second one registered later.
class PrefixSetCase : public TestCase
{
  public:
    PrefixSetCase()
        : TestCase("Packets of a prefix are tunnelled both ways while it is registered: one, both, "
                   "the other one, none (NEMO-HA_5_4_5 to 9, 6_6_5 to 10, 6_7_3, 6_7_6, D-NHA-6)")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(router);
        const Ipv6Address second = NemoNetwork::MakeAddress(0x180, 0);
        const Ipv6Address inSecond = NemoNetwork::AddHost(second, 2);
        NemoNetwork::SetAddress(router.node, 2, NemoNetwork::AddHost(second, 1));
        NemoNetwork::SetAddress(node, 1, inSecond);
        network.table->AddNetwork(router.homeAddress, second, 64);
        const Ipv6Address inFirst = NemoNetwork::GetFixedAddress(router);
        const Time stop = Seconds(60);
        std::vector<NemoFlow*> first;
        std::vector<NemoFlow*> other;
        for (const Ipv6Address& address : {inFirst, inSecond})
        {
            auto& flows = address == inFirst ? first : other;
            flows.push_back(
                &network.AddFlow({network.cn, network.cnAddress, node, address}, Seconds(2), stop));
            flows.push_back(
                &network.AddFlow({node, address, network.cn, network.cnAddress}, Seconds(2), stop));
        }
        network.MoveAt(router, Seconds(10), network.ar1);
        Simulator::Schedule(Seconds(20), [&] { router.role->AddNetwork(second, 64); });
        network.MoveAt(router, Seconds(30), network.ar2);
        Simulator::Schedule(Seconds(40), [&] { router.role->RemoveNetwork(router.prefix, 64); });
        // The home agent forgets the second one, too.
        Simulator::Schedule(Seconds(50),
                            [&] { network.table->RemoveNetwork(router.homeAddress, second, 64); });
        network.Run(Seconds(61));

        Expect(first, Seconds(14), Seconds(29.9), true, "first, alone and with the second");
        Expect(first, Seconds(34), Seconds(39.9), true, "first after a handover");
        Expect(first, Seconds(40.1), stop, false, "first when it is withdrawn");
        // Without a route they go to and fro between core and home agent for a while.
        Expect(other, Seconds(14), Seconds(19), false, "second before it is registered");
        Expect(other, Seconds(20.1), Seconds(29.9), true, "second from its registration on");
        Expect(other, Seconds(34), Seconds(49.9), true, "second after a handover, and alone");
        Expect(other, Seconds(50.1), stop, false, "second when the home agent refuses it");
    }

    /// @param flows of a prefix, in and out @param from start of a span @param to its end
    /// @param isForwarded whether all datagrams are expected; else none @param what is judged
    void Expect(const std::vector<NemoFlow*>& flows,
                Time from,
                Time to,
                bool isForwarded,
                const std::string& what)
    {
        for (const NemoFlow* flow : flows)
        {
            std::size_t sent = 0;
            for (const auto& [number, at] : flow->sent)
            {
                sent += at >= from && at < to ? 1 : 0;
            }
            NS_TEST_EXPECT_MSG_GT(sent, 100, what);
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(from, to), (isForwarded ? 0 : sent), what);
        }
    }
};

/// RFC 3963 section 6.1.2.
class TableCase : public TestCase
{
  public:
    TableCase()
        : TestCase("A home agent gives away no prefix of its own links, of another mobile router, "
                   "or of no unicast addresses; a mobile router that is prohibited gets status 140")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        NemoRouter& other = network.AddRouter(network.ar2);
        const auto isAdded = [&](const char* prefix, uint8_t length) {
            return network.table->AddNetwork(router.homeAddress, Ipv6Address(prefix), length);
        };
        NS_TEST_EXPECT_MSG_EQ(isAdded("2001:1:0:1::", 64), false, "home link");
        NS_TEST_EXPECT_MSG_EQ(isAdded("2001:1::", 32), false, "all of the network");
        NS_TEST_EXPECT_MSG_EQ(isAdded("2001:1:0:101::", 64), false, "another mobile router");
        NS_TEST_EXPECT_MSG_EQ(isAdded("ff0e::", 64), false, "groups");
        NS_TEST_EXPECT_MSG_EQ(isAdded("2001:1:0:180::", 0), false, "no prefix");
        NS_TEST_EXPECT_MSG_EQ(isAdded("2001:1:0:180::", 200), false, "no prefix, either");
        NS_TEST_EXPECT_MSG_EQ(isAdded("2001:1:0:180::", 64), true, "free");
        network.table->ProhibitRouter(other.homeAddress);
        network.Run(Seconds(60));

        NS_TEST_EXPECT_MSG_EQ((router.role->GetState() == Mip6MobileNodeState::REGISTERED),
                              true,
                              "served");
        NS_TEST_EXPECT_MSG_EQ((other.role->GetState() == Mip6MobileNodeState::REGISTERING),
                              true,
                              "prohibited");
        NS_TEST_EXPECT_MSG_EQ(other.record.Count(Mip6Direction::SENT, "Binding Update"), 1, "one");
    }
};

/// A node's IPv6 layer sends a packet. @param at when @param node that sends @param ends of it
/// @param inner packet in a tunnel
void
TunnelAt(Time at, const Ptr<Node>& node, const NemoEnds& ends, const Ptr<Packet>& inner)
{
    Simulator::Schedule(at, [node, ends, inner] {
        node->GetObject<Ipv6L3Protocol>()->Send(inner->Copy(),
                                                ends.source,
                                                ends.destination,
                                                PROTOCOL_IPV6,
                                                nullptr);
    });
}

/// @param drops by reason @param reason any @return how many
uint32_t
Count(const std::map<Mip6DropReason, uint32_t>& drops, Mip6DropReason reason)
{
    const auto found = drops.find(reason);
    return found == drops.end() ? 0 : found->second;
}

/// Counts what a node gets of the protocol that the tests use.
class Arrivals
{
  public:
    /// Of experiments (RFC 3692).
    static constexpr uint8_t PROTOCOL = 253;

    /// @param node that gets packets
    explicit Arrivals(const Ptr<Node>& node)
    {
        node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "Rx",
            Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                    auto payload = packet->Copy();
                    Ipv6Header header;
                    payload->RemoveHeader(header);
                    count += header.GetNextHeader() == PROTOCOL ? 1 : 0;
                    if (header.GetNextHeader() == PROTOCOL_ICMPV6)
                    {
                        Icmpv6Header icmpv6;
                        payload->PeekHeader(icmpv6);
                        ++errors[{icmpv6.GetType(), icmpv6.GetCode()}];
                    }
                }));
    }

    uint32_t count{0};                                      //!< of the tests' protocol
    std::map<std::pair<uint8_t, uint8_t>, uint32_t> errors; //!< by type and code
};

/// NEMO-HA_6_1_1 to 6_7_3: what the home agent lets out of tunnels.
class ReverseTunnelCase : public TestCase
{
  public:
    ReverseTunnelCase()
        : TestCase("A home agent forwards what comes from a registered care-of address with a "
                   "source of that mobile router, and nothing else")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        NemoRouter& other = network.AddRouter(network.ar2);
        const Arrivals atCn(network.cn);
        const auto make = [&](const Ipv6Address& source) {
            return MakeNemoPacket({source, network.cnAddress},
                                  Arrivals::PROTOCOL,
                                  Create<Packet>(100));
        };
        const Ipv6Address inside = NemoNetwork::GetFixedAddress(router);
        Simulator::Schedule(Seconds(10), [&] {
            const NemoEnds tunnel{GetNemoCareOfAddress(router), network.homeAgent};
            const NemoEnds wrong{network.cnAddress, network.homeAgent};
            TunnelAt(Seconds(1), router.node, tunnel, make(inside));
            TunnelAt(Seconds(2), router.node, tunnel, make(router.homeAddress));
            TunnelAt(Seconds(3), network.cn, wrong, make(inside));
            TunnelAt(Seconds(4), network.cn, wrong, make(router.homeAddress));
            TunnelAt(Seconds(5), router.node, tunnel, make(NemoNetwork::GetFixedAddress(other)));
            TunnelAt(Seconds(6), router.node, tunnel, make(other.homeAddress));
        });
        std::vector<uint32_t> counts;
        for (const double at : {10.5, 12.5, 14.5, 16.5})
        {
            Simulator::Schedule(Seconds(at), [&] { counts.push_back(atCn.count); });
        }
        network.Run(Seconds(17));

        NS_TEST_EXPECT_MSG_EQ((counts == std::vector<uint32_t>{0, 2, 2, 2}),
                              true,
                              "the first two: " << atCn.count);
        const auto& drops = network.haRecord.drops;
        NS_TEST_EXPECT_MSG_EQ(Count(drops, Mip6DropReason::TUNNEL_SOURCE) +
                                  Count(drops, Mip6DropReason::TUNNEL_INNER_ADDRESS),
                              4,
                              "each with a reason");
    }
};

/// NEMO-HA_5_1_3, 5_3_5, 5_5_1, D-NHA-12.
class TunnelErrorCase : public TestCase
{
  public:
    TunnelErrorCase()
        : TestCase("An error about a tunnelled packet of a mobile network reaches its sender, and "
                   "so does the MTU of the tunnel")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = network.AddFixedNode(router);
        const Ipv6Address inside = NemoNetwork::GetFixedAddress(router);
        network.AddFlow({network.cn, network.cnAddress, node, inside}, Seconds(9), Seconds(9.1));
        const NemoSniffer visited(network.ar1);
        const Arrivals atCn(network.cn);
        const auto access = network.accessRouters.front();
        Simulator::Schedule(Seconds(10), [&] {
            for (const NemoFrame& frame : visited.frames)
            {
                Ipv6Header inner;
                frame.payload->PeekHeader(inner);
                if (frame.header.GetNextHeader() == PROTOCOL_IPV6 &&
                    frame.header.GetSource() == network.homeAgent &&
                    inner.GetDestination() == inside)
                {
                    auto quoted = frame.payload->Copy();
                    quoted->AddHeader(frame.header);
                    access->GetObject<Icmpv6L4Protocol>()->SendErrorTimeExceeded(quoted,
                                                                                 network.homeAgent,
                                                                                 0);
                    return;
                }
            }
        });
        std::map<std::pair<uint8_t, uint8_t>, uint32_t> early;
        Simulator::Schedule(Seconds(11), [&] { early = atCn.errors; });
        Simulator::Schedule(Seconds(12), [&] {
            network.cn->GetObject<Ipv6L3Protocol>()->Send(Create<Packet>(1460),
                                                          network.cnAddress,
                                                          inside,
                                                          Arrivals::PROTOCOL,
                                                          nullptr);
        });
        network.Run(Seconds(13));

        NS_TEST_EXPECT_MSG_EQ((early[{1, 3}]), 1, "address unreachable");
        NS_TEST_EXPECT_MSG_EQ((early[{2, 0}]), 0, "no packet was too big yet");
        NS_TEST_EXPECT_MSG_EQ((atCn.errors.at({2, 0})), 1, "packet too big");
    }
};

/// NEMO-MR-2-2-1-4-013 to 017, D-MR-3, D-MR-6.
class OutwardCase : public TestCase
{
  public:
    OutwardCase()
        : TestCase("What leaves a mobile network takes the tunnel, whoever it is for; foreign "
                   "sources and link scope stay inside")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = network.AddFixedNode(router);
        // A correspondent on the visited link itself.
        const auto host = NemoNetwork::MakeNode();
        NemoNetwork::AddStation(host, network.ar1, false);
        const Ipv6Address neighbor = NemoNetwork::MakeAddress(2, 0x77);
        NemoNetwork::SetAddress(host, 1, neighbor);
        const Ipv6Address inside = NemoNetwork::GetFixedAddress(router);
        const auto& flow =
            network.AddFlow({node, inside, host, neighbor}, Seconds(10), Seconds(12));
        const NemoSender forger(router.network);
        const Arrivals atCn(network.cn);
        const auto to = NemoNetwork::GetDevice(router.node, 2)->GetAddress();
        const auto send = [&](double at, const NemoEnds& ends) {
            forger.SendAt(Seconds(at),
                          MakeNemoPacket(ends, Arrivals::PROTOCOL, Create<Packet>(100)),
                          to);
        };
        send(13, {network.homeAgent, network.cnAddress});
        send(13.1, {NemoNetwork::GetFixedAddress(router, 1), network.cnAddress});
        send(13.2, {Ipv6Address("fe80::7"), network.cnAddress});
        send(13.3, {inside, Ipv6Address("fe80::9")});
        send(13.4, {inside, Ipv6Address("ff02::9")});
        const auto tunnelled = MakeNemoPacket({network.cnAddress, network.cnAddress},
                                              Arrivals::PROTOCOL,
                                              Create<Packet>(100));
        for (const auto& [at, source] :
             {std::pair(13.5, NemoNetwork::GetFixedAddress(router, 1)), std::pair(13.6, inside)})
        {
            forger.SendAt(Seconds(at),
                          MakeNemoPacket({source, network.homeAgent}, PROTOCOL_IPV6, tunnelled),
                          to);
        }
        send(14, {inside, network.cnAddress});
        const NemoSniffer visited(network.ar1);
        network.Run(Seconds(15));

        NS_TEST_EXPECT_MSG_EQ(flow.CountLost(Seconds(10), Seconds(12)), 0, "to the visited link");
        NS_TEST_EXPECT_MSG_EQ(
            (flow.received.at(50).front() - flow.sent.at(50) >= 2 * NemoNetwork::AR1_TO_HA),
            true,
            "by way of the home agent");
        NS_TEST_EXPECT_MSG_EQ(atCn.count, 1, "the last one alone");
        NS_TEST_EXPECT_MSG_EQ(Count(router.record.drops, Mip6DropReason::INGRESS_SOURCE),
                              3,
                              "of others, of the router, of the router around a tunnel");
        NS_TEST_EXPECT_MSG_EQ(Count(network.haRecord.drops, Mip6DropReason::TUNNEL_INNER_ADDRESS),
                              1,
                              "a tunnel that a fixed node makes");
        for (const NemoFrame& frame : visited.frames)
        {
            const bool isTunnel = frame.header.GetNextHeader() == PROTOCOL_IPV6;
            const bool isPlain = frame.from == router.egress && !isTunnel &&
                                 frame.header.GetNextHeader() != PROTOCOL_ICMPV6 &&
                                 frame.header.GetSource() != GetNemoCareOfAddress(router);
            NS_TEST_EXPECT_MSG_EQ(isPlain, false, "nothing leaves without the tunnel");
        }
    }
};

/// RFC 3963 section 5.5, inward.
class InwardCase : public TestCase
{
  public:
    InwardCase()
        : TestCase("A mobile router abroad takes packets for its network out of the tunnel of its "
                   "home agent, and nothing else out of that or from elsewhere")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = network.AddFixedNode(router);
        const Arrivals atNode(node);
        const Arrivals atCn(network.cn);
        const NemoSender neighbor(network.ar1);
        const Ipv6Address inside = NemoNetwork::GetFixedAddress(router);
        const auto make = [&](const Ipv6Address& destination) {
            return MakeNemoPacket({network.cnAddress, destination},
                                  Arrivals::PROTOCOL,
                                  Create<Packet>(100));
        };
        Simulator::Schedule(Seconds(10), [&] {
            const Ipv6Address careOf = GetNemoCareOfAddress(router);
            TunnelAt(Seconds(1), network.ha, {network.homeAgent, careOf}, make(inside));
            TunnelAt(Seconds(2), network.cn, {network.cnAddress, careOf}, make(inside));
            TunnelAt(Seconds(3), network.ha, {network.homeAgent, careOf}, make(network.cnAddress));
        });
        neighbor.SendAt(Seconds(14), make(inside), router.egress->GetAddress());
        uint32_t first = 0;
        Simulator::Schedule(Seconds(11.5), [&] { first = atNode.count; });
        network.Run(Seconds(15));

        NS_TEST_EXPECT_MSG_EQ(first, 1, "from the home agent");
        NS_TEST_EXPECT_MSG_EQ(atNode.count, 1, "no other one");
        NS_TEST_EXPECT_MSG_EQ(atCn.count, 0, "the mobile router is no way to elsewhere");
        const auto& drops = router.record.drops;
        NS_TEST_EXPECT_MSG_EQ(Count(drops, Mip6DropReason::TUNNEL_SOURCE), 1, "other tunnel");
        NS_TEST_EXPECT_MSG_EQ(Count(drops, Mip6DropReason::TUNNEL_INNER_ADDRESS), 1, "elsewhere");
        NS_TEST_EXPECT_MSG_EQ(Count(drops, Mip6DropReason::NOT_TUNNELLED), 1, "without a tunnel");
    }
};

/// NEMO-HA_9_2_1 to 7, NEMO-MR-2-1-1-4-002, 2-2-1-4-006.
class VisitorCase : public TestCase
{
  public:
    VisitorCase()
        : TestCase("A mobile node visits a mobile network: its messages and packets go through "
                   "both tunnels, and moves of the network cost it nothing")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = NemoNetwork::MakeNode();
        const auto device = NemoNetwork::AddStation(node, router.network, false);
        const Ipv6Address homeAddress = NemoNetwork::MakeAddress(1, 0x200);
        const auto role =
            network.mip6.InstallMobileNode(node, device, homeAddress, network.homeAgent);
        NemoRecord record;
        record.Connect(role);
        const auto& in = network.AddFlow({network.cn, network.cnAddress, node, homeAddress},
                                         Seconds(10),
                                         Seconds(30));
        const auto& out = network.AddFlow({node, homeAddress, network.cn, network.cnAddress},
                                          Seconds(10),
                                          Seconds(30));
        const NemoSniffer visited(network.ar1);
        network.MoveAt(router, Seconds(20), network.ar2);
        network.Run(Seconds(31));

        for (const auto* flow : {&in, &out})
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(10), Seconds(19.9)), 0, "at ar1");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(24), Seconds(30)), 0, "at ar2");
        }
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::SENT, "Binding Update", Seconds(10)),
                              0,
                              "the move of the network costs none");
        const bool isInside =
            role->GetState() == Mip6MobileNodeState::REGISTERED &&
            Ipv6Prefix(64).IsMatch(role->GetCareOfAddress().value_or(Ipv6Address()), router.prefix);
        NS_TEST_EXPECT_MSG_EQ(isInside, true, "its care-of address is of the mobile network");
        for (const NemoFrame& frame : visited.frames)
        {
            NS_TEST_EXPECT_MSG_EQ(Ipv6Prefix(64).IsMatch(frame.header.GetSource(), router.prefix),
                                  false,
                                  "nothing of the mobile network leaves around its tunnel");
        }
    }
};

class NemoConformanceTestSuite : public TestSuite
{
  public:
    NemoConformanceTestSuite()
        : TestSuite("nemo-conformance")
    {
        AddTestCase(new PrefixSetCase);
        AddTestCase(new TableCase);
        AddTestCase(new ReverseTunnelCase);
        AddTestCase(new TunnelErrorCase);
        AddTestCase(new OutwardCase);
        AddTestCase(new InwardCase);
        AddTestCase(new VisitorCase);
    }
};

NemoConformanceTestSuite g_nemoConformanceTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

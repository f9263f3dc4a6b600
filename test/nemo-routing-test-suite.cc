/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-routed-network.h"

#include "ns3/mip6-virtual-device.h"
#include "ns3/nemo-tunnel-routing.h"
#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * Mobile routers that tell their networks by RIPng, see nemo-routed-network.h.
 */

namespace ns3::mip6::tests
{

namespace
{

class LearnedThroughTunnelCase : public TestCase
{
  public:
    LearnedThroughTunnelCase()
        : TestCase(
              "A home agent learns a mobile network through the tunnel as soon as it is bound, "
              "and does not learn again after a handover; no RIPng on foreign links")
    {
    }

  private:
    void DoRun() override
    {
        RoutedNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = network.AddFixedNode(router);
        RipngProbe first;
        RipngProbe second;
        first.Watch(network.accessRouters[0], NemoNetwork::GetDevice(network.accessRouters[0], 2));
        second.Watch(network.accessRouters[1], NemoNetwork::GetDevice(network.accessRouters[1], 2));
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(5), Seconds(30));
        const auto& out = network.AddFlow(Outward(network, router, node), Seconds(5), Seconds(30));
        Time learnedAt;
        Time boundAt;
        for (Time at = MilliSeconds(10); at < Seconds(6); at += MilliSeconds(10))
        {
            Simulator::Schedule(at, [&] {
                const bool isBound = network.ha->GetObject<Mip6HomeAgent>()->GetBindingCount() > 0;
                boundAt = isBound && boundAt.IsZero() ? Simulator::Now() : boundAt;
                const bool isLearned = IsTunnelled(network.ha, router.prefix);
                learnedAt = isLearned && learnedAt.IsZero() ? Simulator::Now() : learnedAt;
            });
        }
        network.MoveAt(router, Seconds(15), network.ar2);
        // The next message of RIPng itself is due 30 s after the last one.
        network.Run(Seconds(31));

        NS_TEST_EXPECT_MSG_GT(boundAt, Time(), "bound");
        NS_TEST_EXPECT_MSG_GT(learnedAt, Time(), "learned");
        NS_TEST_EXPECT_MSG_LT(learnedAt - boundAt, MilliSeconds(100), "a few round trips later");
        for (const auto* flow : {&in, &out})
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(5), Seconds(14.9)), 0, "at ar1");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(16.2), Seconds(30)), 0, "at ar2");
        }
        NS_TEST_EXPECT_MSG_EQ(first.plain + second.plain, 0, "none on the foreign link");
        NS_TEST_EXPECT_MSG_GT(first.tunnelled, 0, "but in the tunnel");
        NS_TEST_EXPECT_MSG_GT(second.tunnelled, 0, "but in the tunnel");
        NS_TEST_EXPECT_MSG_EQ(network.ha->GetObject<Mip6HomeAgent>()->GetNetworkCount(),
                              0,
                              "not from the table");
        NS_TEST_EXPECT_MSG_EQ(router.record.Count(Mip6Direction::SENT, "Binding Update"),
                              2,
                              "one a link");
    }
};

class InnerRouterCase : public TestCase
{
  public:
    InnerRouterCase()
        : TestCase("A network behind a stock router in the mobile network is learned, too")
    {
    }

  private:
    void DoRun() override
    {
        RoutedNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const Ipv6Address prefix("2001:1:0:180::");
        auto inner = NemoNetwork::MakeNode(&network.routing);
        NemoNetwork::AddStation(inner, router.network, true);
        NemoNetwork::SetAddress(inner, 1, NemoNetwork::GetFixedAddress(router, 9));
        NemoNetwork::SetDefaultRoute(inner, 1, NemoNetwork::GetFixedAddress(router, 1));
        const auto link = NemoNetwork::AddLink(inner, prefix);
        auto node = NemoNetwork::MakeNode();
        NemoNetwork::AddStation(node, link, true);
        NemoNetwork::SetAddress(node, 1, NemoNetwork::AddHost(prefix, 2));
        NemoNetwork::SetDefaultRoute(node, 1, NemoNetwork::AddHost(prefix, 1));
        const auto& in =
            network.AddFlow({network.cn, network.cnAddress, node, NemoNetwork::AddHost(prefix, 2)},
                            Seconds(10),
                            Seconds(30));
        const auto& out =
            network.AddFlow({node, NemoNetwork::AddHost(prefix, 2), network.cn, network.cnAddress},
                            Seconds(10),
                            Seconds(30));
        network.MoveAt(router, Seconds(15), network.ar2);
        // A triggered message comes 1 s to 5 s after the change (RFC 2080 section 2.5.1).
        Simulator::Schedule(Seconds(10), [&] {
            NS_TEST_EXPECT_MSG_EQ(IsTunnelled(network.ha, prefix), true, "learned");
        });
        network.Run(Seconds(31));

        for (const auto* flow : {&in, &out})
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(10), Seconds(14.9)), 0, "at ar1");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(16.2), Seconds(30)), 0, "at ar2");
        }
        NS_TEST_EXPECT_MSG_EQ(router.record.drops.count(Mip6DropReason::INGRESS_SOURCE),
                              0,
                              "its sources are those of a mobile network");
    }
};

class ReturnHomeCase : public TestCase
{
  public:
    ReturnHomeCase()
        : TestCase("A mobile router tells its network on the home link, through the tunnel away "
                   "from home, and on the home link again")
    {
    }

  private:
    void DoRun() override
    {
        RoutedNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(router);
        RipngProbe home;
        RipngProbe away;
        home.Watch(network.ha, NemoNetwork::GetDevice(network.ha, 2));
        away.Watch(network.accessRouters[0], NemoNetwork::GetDevice(network.accessRouters[0], 2));
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(10), Seconds(60));
        const auto& out = network.AddFlow(Outward(network, router, node), Seconds(10), Seconds(60));
        network.MoveAt(router, Seconds(20), network.ar1);
        network.MoveAt(router, Seconds(40), network.home);
        network.MoveAt(router, Seconds(60), network.ar1);
        const auto homeDevice = NemoNetwork::GetDevice(network.ha, 2);
        for (const double at : {19.0, 39.0, 59.0, 69.0})
        {
            Simulator::Schedule(Seconds(at), [&, at] {
                const bool isAway = at == 39.0 || at == 69.0;
                NS_TEST_EXPECT_MSG_EQ(IsTunnelled(network.ha, router.prefix), isAway, "at " << at);
                NS_TEST_EXPECT_MSG_EQ((FindDevice(network.ha, router.prefix) == homeDevice),
                                      !isAway,
                                      "at " << at);
            });
        }
        uint32_t toldBefore = 0;
        Simulator::Schedule(Seconds(20), [&] { toldBefore = home.plain; });
        network.Run(Seconds(70));

        for (const auto* flow : {&in, &out})
        {
            // Stock ns-3 may lose the first packets, when two nodes resolve each other's address.
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(10.1), Seconds(19.9)), 0, "at home");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(22.3), Seconds(39.9)), 0, "at ar1");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(40.3), Seconds(60)), 0, "home again");
        }
        NS_TEST_EXPECT_MSG_EQ(away.plain, 0, "none on the foreign link");
        NS_TEST_EXPECT_MSG_GT(away.tunnelled, 0, "but in the tunnel");
        NS_TEST_EXPECT_MSG_GT(toldBefore, 0, "told at home");
        NS_TEST_EXPECT_MSG_GT(home.plain, toldBefore, "told at home again");
    }
};

class BindingEndsCase : public TestCase
{
  public:
    BindingEndsCase()
        : TestCase("With the binding end the routes, and come back with the next one")
    {
    }

  private:
    void DoRun() override
    {
        RoutedNetwork network;
        network.nemo.SetMobileRouterAttribute("BindingLifetime", TimeValue(Seconds(8)));
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto& agent = network.ha->GetObject<Mip6HomeAgent>();
        const auto routing = network.table->GetRouting();
        Simulator::Schedule(Seconds(9.9), [&] {
            NS_TEST_EXPECT_MSG_EQ(IsTunnelled(network.ha, router.prefix), true, "bound");
            NS_TEST_EXPECT_MSG_NE(routing->GetDevice(router.homeAddress), nullptr, "bound");
            router.where->Leave(router.egress);
        });
        Time endedAt;
        Time lostAt;
        for (Time at = Seconds(10); at < Seconds(25); at += MilliSeconds(10))
        {
            Simulator::Schedule(at, [&] {
                const bool isEnded = agent->GetBindingCount() == 0;
                endedAt = isEnded && endedAt.IsZero() ? Simulator::Now() : endedAt;
                const bool isLost = !IsTunnelled(network.ha, router.prefix);
                lostAt = isLost && lostAt.IsZero() ? Simulator::Now() : lostAt;
            });
        }
        Simulator::Schedule(Seconds(25), [&] {
            NS_TEST_EXPECT_MSG_EQ(routing->GetDevice(router.homeAddress), nullptr, "not bound");
            router.egress->SetChannel(network.ar2);
        });
        const uint32_t devices = network.ha->GetNDevices();
        network.Run(Seconds(30));

        NS_TEST_EXPECT_MSG_GT(endedAt, Seconds(10), "the binding has ended");
        NS_TEST_EXPECT_MSG_EQ(lostAt, endedAt, "and the route with it");
        NS_TEST_EXPECT_MSG_EQ(IsTunnelled(network.ha, router.prefix), true, "bound again");
        NS_TEST_EXPECT_MSG_EQ(network.ha->GetNDevices(), devices + 1, "one device a router");
    }
};

class PlainMobileNodeCase : public TestCase
{
  public:
    PlainMobileNodeCase()
        : TestCase("A mobile router that becomes a plain mobile node takes its routes back, and a "
                   "home agent that fails forgets them until it is there again")
    {
    }

  private:
    void DoRun() override
    {
        RoutedNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto expect = [&](double at, bool isThere) {
            Simulator::Schedule(Seconds(at), [&network, &router, at, isThere, this] {
                NS_TEST_EXPECT_MSG_EQ(IsTunnelled(network.ha, router.prefix), isThere, "at " << at);
            });
        };
        expect(9, true);
        Simulator::Schedule(Seconds(10), [&] { router.role->SetMode(NemoMobileRouter::HOST); });
        expect(14, false);
        Simulator::Schedule(Seconds(15), [&] { router.role->SetMode(NemoMobileRouter::IMPLICIT); });
        expect(19, true);
        const auto agent = network.ha->GetObject<Mip6HomeAgent>();
        Simulator::Schedule(Seconds(20), [agent] { agent->Fail(); });
        expect(20.1, false);
        Simulator::Schedule(Seconds(22), [agent] { agent->Recover(); });
        network.MoveAt(router, Seconds(25), network.ar2);
        expect(30, true);
        network.Run(Seconds(31));
    }
};

class TwoRoutersCase : public TestCase
{
  public:
    TwoRoutersCase()
        : TestCase("Two mobile routers reach each other's networks, hear only the home agent in "
                   "their tunnels, and cannot send in each other's name")
    {
    }

  private:
    /// @param router that sends @param source in a network, of its packet to the correspondent
    void Forge(const RoutedNetwork& network, const NemoRouter& router, const Ipv6Address& source)
    {
        auto packet = Create<Packet>(100);
        Ipv6Header header;
        header.SetSource(source);
        header.SetDestination(network.cnAddress);
        header.SetNextHeader(17);
        header.SetHopLimit(64);
        header.SetPayloadLength(100);
        packet->AddHeader(header);
        Mip6Stack::Get(router.node)
            ->GetVirtualDevice()
            ->SendThroughTunnel(packet, {*router.role->GetCareOfAddress(), network.homeAgent});
    }

    void DoRun() override
    {
        RoutedNetwork network;
        NemoRouter& one = network.AddRouter(network.ar1);
        NemoRouter& two = network.AddRouter(network.ar1);
        const auto here = network.AddFixedNode(one);
        const auto there = network.AddFixedNode(two);
        const NemoNetwork::Ends ends{here,
                                     NemoNetwork::GetFixedAddress(one),
                                     there,
                                     NemoNetwork::GetFixedAddress(two)};
        const auto& to = network.AddFlow(ends, Seconds(10), Seconds(60));
        const auto& fro =
            network.AddFlow({ends.to, ends.sink, ends.from, ends.source}, Seconds(10), Seconds(60));
        RipngProbe first;
        RipngProbe second;
        Simulator::Schedule(Seconds(1), [&] {
            for (const auto& [router, probe] : {std::pair(&one, &first), std::pair(&two, &second)})
            {
                const auto last = router->node->GetNDevices() - 1;
                const auto device = router->node->GetDevice(last);
                NS_TEST_EXPECT_MSG_NE(DynamicCast<NemoTunnelDevice>(device), nullptr, "tunnel");
                probe->Watch(router->node, device);
            }
        });
        Simulator::Schedule(Seconds(30), [&] {
            network.haRecord.drops.clear();
            Forge(network, one, NemoNetwork::GetFixedAddress(one));
            Forge(network, one, NemoNetwork::GetFixedAddress(two));
            Forge(network, one, Ipv6Address("2001:1:0:177::2"));
            Forge(network, one, Ipv6Address("fe80::1"));
        });
        Simulator::Schedule(Seconds(31), [&] {
            auto& drops = network.haRecord.drops;
            NS_TEST_EXPECT_MSG_EQ(drops[Mip6DropReason::TUNNEL_INNER_ADDRESS], 3, "refused");
        });
        network.Run(Seconds(61));

        NS_TEST_EXPECT_MSG_EQ(to.CountLost(Seconds(10), Seconds(60)), 0, "to");
        NS_TEST_EXPECT_MSG_EQ(fro.CountLost(Seconds(10), Seconds(60)), 0, "fro");
        NS_TEST_EXPECT_MSG_GT(first.plain, 0, "hears the home agent");
        NS_TEST_EXPECT_MSG_GT(second.plain, 0, "hears the home agent");
        NS_TEST_EXPECT_MSG_EQ(first.speakers.size(), 1, "and nobody else");
        NS_TEST_EXPECT_MSG_EQ(second.speakers.size(), 1, "and nobody else");
        NS_TEST_EXPECT_MSG_EQ((first.speakers == second.speakers), false, "each on its own link");
    }
};

class LoopCase : public TestCase
{
  public:
    LoopCase()
        : TestCase("A mobile router with the network that it visits inside loses its tunnel, and "
                   "nothing worse happens")
    {
    }

  private:
    void DoRun() override
    {
        RoutedNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        NemoRouter& other = network.AddRouter(network.ar2);
        const auto node = network.AddFixedNode(other);
        const auto& in = network.AddFlow(Inward(network, other, node), Seconds(10), Seconds(30));
        const auto& out = network.AddFlow(Outward(network, other, node), Seconds(10), Seconds(30));
        auto inner = NemoNetwork::MakeNode(&network.routing);
        NemoNetwork::AddStation(inner, router.network, true);
        NemoNetwork::SetAddress(inner, 1, NemoNetwork::GetFixedAddress(router, 9));
        NemoNetwork::AddLink(inner, "2001:1:0:2::");
        Simulator::Schedule(Seconds(10), [&] {
            NS_TEST_EXPECT_MSG_EQ(IsTunnelled(network.ha, *router.role->GetCareOfAddress()),
                                  true,
                                  "told");
        });
        network.Run(Seconds(60));

        NS_TEST_EXPECT_MSG_GT(network.haRecord.drops[Mip6DropReason::ENCAPSULATION_LIMIT],
                              0,
                              "the tunnel leads into itself");
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(10), Seconds(30)), 0, "others are not affected");
        NS_TEST_EXPECT_MSG_EQ(out.CountLost(Seconds(10), Seconds(30)),
                              0,
                              "others are not affected");
    }
};

class NestedCase : public TestCase
{
  public:
    NestedCase()
        : TestCase("A mobile router in the network of another one tells its own through both "
                   "tunnels; routes that come through a tunnel do not draw the tunnel into itself")
    {
    }

  private:
    void DoRun() override
    {
        RoutedNetwork network;
        NemoRouter& outer = network.AddRouter(network.ar1);
        NemoRouter& inner = network.AddRouter(outer.network);
        const auto node = network.AddFixedNode(inner);
        const auto& in = network.AddFlow(Inward(network, inner, node), Seconds(20), Seconds(60));
        const auto& out = network.AddFlow(Outward(network, inner, node), Seconds(20), Seconds(60));
        network.MoveAt(outer, Seconds(30), network.ar2);
        RipngProbe probe;
        probe.Watch(outer.node, NemoNetwork::GetDevice(outer.node, 2));
        Simulator::Schedule(Seconds(29), [&] {
            // The home agent tells its home link, where the other end of the tunnel is.
            NS_TEST_EXPECT_MSG_EQ((FindDevice(outer.node, network.homeAgent) != nullptr),
                                  true,
                                  "learned from the home agent");
            NS_TEST_EXPECT_MSG_EQ(IsTunnelled(outer.node, network.homeAgent), true, "likewise");
        });
        network.Run(Seconds(61));

        for (const auto* flow : {&in, &out})
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(20), Seconds(29.9)), 0, "at ar1");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(31.3), Seconds(60)), 0, "at ar2");
        }
        NS_TEST_EXPECT_MSG_EQ(
            inner.record.Count(Mip6Direction::SENT, "Binding Update", Seconds(20)),
            0,
            "the inner router does not notice");
        NS_TEST_EXPECT_MSG_EQ(probe.plain, 0, "the inner router is on a foreign link");
        NS_TEST_EXPECT_MSG_GT(probe.tunnelled, 0, "and speaks in its tunnel");
    }
};

class NemoRoutingTestSuite : public TestSuite
{
  public:
    NemoRoutingTestSuite()
        : TestSuite("nemo-routing")
    {
        AddTestCase(new LearnedThroughTunnelCase);
        AddTestCase(new InnerRouterCase);
        AddTestCase(new ReturnHomeCase);
        AddTestCase(new BindingEndsCase);
        AddTestCase(new PlainMobileNodeCase);
        AddTestCase(new TwoRoutersCase);
        AddTestCase(new LoopCase);
        AddTestCase(new NestedCase);
    }
};

NemoRoutingTestSuite g_nemoRoutingTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

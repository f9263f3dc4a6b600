/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-test-network.h"

#include "ns3/ipv6-route.h"
#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * Mobile routers and their networks, see nemo-test-network.h.
 */

namespace ns3::mip6::tests
{

namespace
{

/// @param network any @param router of a mobile network with a fixed node @param node the node
/// @return from the correspondent to the node
NemoNetwork::Ends
Inward(const NemoNetwork& network, const NemoRouter& router, const Ptr<Node>& node)
{
    return {network.cn, network.cnAddress, node, NemoNetwork::GetFixedAddress(router)};
}

/// @param network any @param router of a mobile network with a fixed node @param node the node
/// @return from the node to the correspondent
NemoNetwork::Ends
Outward(const NemoNetwork& network, const NemoRouter& router, const Ptr<Node>& node)
{
    return {node, NemoNetwork::GetFixedAddress(router), network.cn, network.cnAddress};
}

class SessionsSurviveCase : public TestCase
{
  public:
    SessionsSurviveCase()
        : TestCase("A fixed node talks to a correspondent while its network moves twice and "
                   "returns home; one Binding Update a move")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(router);
        NemoNetwork::Route(network.ha, router.prefix, 64, router.homeAddress);
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(2), Seconds(40));
        const auto& out = network.AddFlow(Outward(network, router, node), Seconds(2), Seconds(40));
        network.MoveAt(router, Seconds(10), network.ar1);
        network.MoveAt(router, Seconds(20), network.ar2);
        network.MoveAt(router, Seconds(30), network.home);
        network.Run(Seconds(41));

        for (const auto* flow : {&in, &out})
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(2), Seconds(9.9)), 0, "at home");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(13), Seconds(19.9)), 0, "at ar1");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(22), Seconds(29.9)), 0, "at ar2");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(31), Seconds(40)), 0, "home again");
        }
        const NemoRecord& record = router.record;
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::SENT, "Binding Update"), 3, "one a move");
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::RECEIVED, "Binding Acknowledgement"),
                              3,
                              "one a move");
    }
};

/// What leaves on a foreign link.
class LinkWatch
{
  public:
    /// @param channel the link @param prefix of a mobile network
    LinkWatch(const Ptr<Mip6AccessChannel>& channel, const Ipv6Address& prefix)
    {
        channel->TraceConnectWithoutContext(
            "FrameSent",
            Callback<void, Ptr<const Packet>, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>>(
                [this, prefix](Ptr<const Packet> packet,
                               Mac48Address,
                               Mac48Address,
                               Ptr<SimpleNetDevice>) {
                    Ipv6Header header;
                    packet->PeekHeader(header);
                    const Ipv6Prefix mask(64);
                    inside += mask.IsMatch(header.GetSource(), prefix) ||
                                      mask.IsMatch(header.GetDestination(), prefix)
                                  ? 1
                                  : 0;
                    tunnelled += header.GetNextHeader() == 41 ? 1 : 0;
                }));
    }

    uint32_t inside{0};    //!< frames that show an address of the mobile network
    uint32_t tunnelled{0}; //!< frames with a tunnelled packet
};

class NothingLeaksCase : public TestCase
{
  public:
    NothingLeaksCase()
        : TestCase("Nothing of a mobile network is on a foreign link but in the tunnel, also while "
                   "the registration is under way")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(router);
        const auto& out = network.AddFlow(Outward(network, router, node), Seconds(2), Seconds(15));
        network.MoveAt(router, Seconds(5), network.ar1);
        const LinkWatch watch(network.ar1, router.prefix);
        network.Run(Seconds(16));

        NS_TEST_EXPECT_MSG_EQ(watch.inside, 0, "untunnelled");
        NS_TEST_EXPECT_MSG_GT(watch.tunnelled, 300, "tunnelled");
        NS_TEST_EXPECT_MSG_EQ(out.CountLost(Seconds(8), Seconds(15)), 0, "registered");
        NS_TEST_EXPECT_MSG_GT(router.record.drops[Mip6DropReason::QUEUE_FULL],
                              0,
                              "packets that do not fit into the queue end here");
    }
};

class ForeignSourceCase : public TestCase
{
  public:
    ForeignSourceCase()
        : TestCase("A mobile router forwards no packet whose source is not in its network, nor one "
                   "that has its own address, at home and away")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(router);
        const Ipv6Address foreign("2001:1:0:77::7");
        const Ipv6Address spoofed = NemoNetwork::GetFixedAddress(router, 1);
        for (const int at : {3, 10})
        {
            for (const Ipv6Address& source : {foreign, spoofed})
            {
                SendAt(network, Seconds(at), node, source);
            }
        }
        network.MoveAt(router, Seconds(5), network.ar1);
        uint32_t arrived = 0;
        network.cn->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "LocalDeliver",
            Callback<void, const Ipv6Header&, Ptr<const Packet>, uint32_t>(
                [&](const Ipv6Header& header, Ptr<const Packet>, uint32_t) {
                    arrived +=
                        header.GetSource() == foreign || header.GetSource() == spoofed ? 1 : 0;
                }));
        network.Run(Seconds(12));
        NS_TEST_EXPECT_MSG_EQ(arrived, 0, "forged packets arrived");
        NS_TEST_EXPECT_MSG_EQ(router.record.drops[Mip6DropReason::INGRESS_SOURCE], 4, "dropped");
    }

    /// @param network any @param at when @param node in the mobile network @param source forged
    static void SendAt(const NemoNetwork& network,
                       Time at,
                       const Ptr<Node>& node,
                       const Ipv6Address& source)
    {
        const Ipv6Address destination = network.cnAddress;
        Simulator::Schedule(at, [node, source, destination] {
            node->GetObject<Ipv6L3Protocol>()->Send(Create<Packet>(20),
                                                    source,
                                                    destination,
                                                    17,
                                                    nullptr);
        });
    }
};

class HostModeCase : public TestCase
{
  public:
    HostModeCase()
        : TestCase("In host mode only the home address is reached; a change of the mode deletes "
                   "the binding and makes another one")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = network.AddFixedNode(router);
        const auto& own =
            network.AddFlow({network.cn, network.cnAddress, router.node, router.homeAddress},
                            Seconds(5),
                            Seconds(30));
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(5), Seconds(30));
        const auto& out = network.AddFlow(Outward(network, router, node), Seconds(5), Seconds(30));
        Simulator::Schedule(Seconds(10), [&] { router.role->SetMode(NemoMobileRouter::HOST); });
        Simulator::Schedule(Seconds(20), [&] { router.role->SetMode(NemoMobileRouter::IMPLICIT); });
        network.Run(Seconds(31));

        for (const int at : {5, 13, 23})
        {
            NS_TEST_EXPECT_MSG_EQ(own.CountLost(Seconds(at), Seconds(at + 4.9)), 0, "from " << at);
        }
        for (const auto* flow : {&in, &out})
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(5), Seconds(9.9)), 0, "explicit");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(10.1), Seconds(19.9)), 490, "host");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(23), Seconds(29.9)), 0, "implicit");
        }
        // At the start one; with each change a deletion and a registration.
        NS_TEST_EXPECT_MSG_EQ(router.record.Count(Mip6Direction::SENT, "Binding Update"),
                              5,
                              "sent");
        NS_TEST_EXPECT_MSG_EQ(
            network.haRecord.Count(Mip6Direction::SENT, "Binding Acknowledgement"),
            5,
            "each is answered");
    }
};

class HomeWithoutRouteCase : public TestCase
{
  public:
    HomeWithoutRouteCase()
        : TestCase("At home, a mobile network is reached if the home agent has a route to it, and "
                   "is not if it has none; nothing of it goes through a tunnel")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& with = network.AddRouter(network.ar1);
        NemoRouter& without = network.AddRouter(network.ar1);
        NemoNetwork::Route(network.ha, with.prefix, 64, with.homeAddress);
        std::vector<const NemoFlow*> flows;
        for (const NemoRouter* router : {&with, &without})
        {
            const auto node = network.AddFixedNode(*router);
            flows.push_back(
                &network.AddFlow(Inward(network, *router, node), Seconds(5), Seconds(20)));
        }
        network.MoveAt(with, Seconds(10), network.home);
        network.MoveAt(without, Seconds(10), network.home);
        network.Run(Seconds(21));

        for (const auto* flow : flows)
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(5), Seconds(9.9)), 0, "away");
        }
        NS_TEST_EXPECT_MSG_EQ(flows[0]->CountLost(Seconds(11), Seconds(20)), 0, "with a route");
        NS_TEST_EXPECT_MSG_EQ(flows[1]->CountLost(Seconds(11), Seconds(20)), 450, "without one");
        const auto agent = network.ha->GetObject<Mip6HomeAgent>();
        NS_TEST_EXPECT_MSG_EQ(agent->GetNetworkCount(), 0, "forwarded");
        NS_TEST_EXPECT_MSG_EQ(agent->GetTunnelCount(), 0, "tunnels");
    }
};

class SeveralEgressCase : public TestCase
{
  public:
    SeveralEgressCase()
        : TestCase("A second egress interface takes over when the link of the first is lost, with "
                   "one Binding Update, and the first when that of the second is")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto second = NemoNetwork::AddStation(router.node, network.ar2, false);
        router.role->AddEgress(second);
        const auto node = network.AddFixedNode(router);
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(5), Seconds(40));
        Simulator::Schedule(Seconds(10), [&] { network.ar1->Leave(router.egress); });
        Simulator::Schedule(Seconds(20), [&] { router.egress->SetChannel(network.ar1); });
        Simulator::Schedule(Seconds(30), [&] { network.ar2->Leave(second); });
        Simulator::Schedule(Seconds(15), [&] {
            NS_TEST_EXPECT_MSG_EQ(router.role->GetEgress(), second, "the second one is used");
        });
        network.Run(Seconds(41));

        NS_TEST_EXPECT_MSG_EQ(router.role->GetEgress(), router.egress, "the first one is used");
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(5), Seconds(9.9)), 0, "first");
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(12), Seconds(29.9)), 0, "second");
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(32), Seconds(40)), 0, "first again");
        NS_TEST_EXPECT_MSG_EQ(router.record.Count(Mip6Direction::SENT, "Binding Update"),
                              3,
                              "one for each link");
    }
};

class TableChangesCase : public TestCase
{
  public:
    TableChangesCase()
        : TestCase("A prefix that is added to or withdrawn from the table while the router is "
                   "bound is forwarded or not from then on")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        router.role->SetMode(NemoMobileRouter::IMPLICIT);
        const auto node = network.AddFixedNode(router);
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(5), Seconds(20));
        const Ipv6Address& home = router.homeAddress;
        Simulator::Schedule(Seconds(10),
                            [&] { network.table->RemoveNetwork(home, router.prefix, 64); });
        Simulator::Schedule(Seconds(15),
                            [&] { network.table->AddNetwork(home, router.prefix, 64); });
        network.Run(Seconds(21));

        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(5), Seconds(9.9)), 0, "in the table");
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(10), Seconds(14)), 200, "withdrawn");
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(15), Seconds(20)), 0, "added again");
        NS_TEST_EXPECT_MSG_EQ(router.record.Count(Mip6Direction::SENT, "Binding Update"),
                              1,
                              "the mobile router has no part in it");
        NS_TEST_EXPECT_MSG_EQ(network.table->AddNetwork("2001:1:0:1::999", router.prefix, 64),
                              false,
                              "of another router");
        NS_TEST_EXPECT_MSG_EQ(network.table->AddNetwork("2001:1:0:1::999", "2001:1:0:100::", 56),
                              false,
                              "around that of another router");
        NS_TEST_EXPECT_MSG_EQ(network.table->AddNetwork("2001:1:0:1::999", "2001:1::", 48),
                              false,
                              "around the home link");
    }
};

class DiscoveryCase : public TestCase
{
  public:
    DiscoveryCase()
        : TestCase("A mobile router that knows no home agent asks for one that serves mobile "
                   "routers, and registers with it")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        network.homeAgent = Ipv6Address::GetAny();
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = network.AddFixedNode(router);
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(5), Seconds(10));
        network.Run(Seconds(11));
        const NemoRecord& record = router.record;
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(5), Seconds(10)), 0, "registered");
        NS_TEST_EXPECT_MSG_EQ(
            record.Count(Mip6Direction::SENT, "Home Agent Address Discovery Request"),
            1,
            "asked once");
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::SENT, "Binding Update"), 1, "sent once");
    }
};

class NemoMobileRouterTestSuite : public TestSuite
{
  public:
    NemoMobileRouterTestSuite()
        : TestSuite("nemo-mobile-router")
    {
        AddTestCase(new SessionsSurviveCase);
        AddTestCase(new NothingLeaksCase);
        AddTestCase(new ForeignSourceCase);
        AddTestCase(new HostModeCase);
        AddTestCase(new HomeWithoutRouteCase);
        AddTestCase(new SeveralEgressCase);
        AddTestCase(new TableChangesCase);
        AddTestCase(new DiscoveryCase);
    }
};

NemoMobileRouterTestSuite g_nemoMobileRouterTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

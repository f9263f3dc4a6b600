/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-criterion-case.h"

#include "ns3/mip6-role.h"
#include "ns3/mip6-routing.h"
#include "ns3/mip6-stack.h"
#include "ns3/mip6-virtual-device.h"
#include "ns3/on-off-helper.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/test.h"

#include <iterator>

/**
 * @file
 * @ingroup mip6-tests
 * The criteria that the NEMO working group has set for solutions (RFC 4886), a case for each.
 */

namespace ns3::mip6::tests
{

namespace
{

class BidirectionalTunnelsCase : public CriterionCase
{
  public:
    BidirectionalTunnelsCase()
        : CriterionCase("Bidirectional tunnels only: away from home each packet is in the tunnel "
                        "between mobile router and home agent, both ways")
    {
    }

  private:
    void DoRun() override
    {
        NemoRouter& router = network->AddRouter(network->ar1);
        const auto node = network->AddFixedNode(router);
        const auto flows = TalkTo(node, NemoNetwork::GetFixedAddress(router));
        std::map<std::pair<Ipv6Address, Ipv6Address>, uint32_t> tunnels;
        uint32_t others = 0;
        network->ar1->TraceConnectWithoutContext(
            "FrameSent",
            Callback<void, Ptr<const Packet>, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>>(
                [&](Ptr<const Packet> packet, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>) {
                    Ipv6Header header;
                    packet->PeekHeader(header);
                    if (header.GetNextHeader() == 41)
                    {
                        ++tunnels[{header.GetSource(), header.GetDestination()}];
                    }
                    else if (header.GetNextHeader() == 17)
                    {
                        ++others;
                    }
                }));
        network->Run(Seconds(40));
        const Ipv6Address careOf = *router.role->GetCareOfAddress();
        const uint32_t sent = static_cast<uint32_t>(flows.front()->sent.size());
        NS_TEST_EXPECT_MSG_EQ(others, 0, "no datagram is outside");
        NS_TEST_EXPECT_MSG_GT_OR_EQ((tunnels[{network->homeAgent, careOf}]), sent, "inward");
        NS_TEST_EXPECT_MSG_GT_OR_EQ((tunnels[{careOf, network->homeAgent}]), sent, "outward");
        NS_TEST_EXPECT_MSG_EQ(tunnels.size(), 2, "and no other tunnel");
    }
};

class PermanentReachabilityCase : public CriterionCase
{
  public:
    PermanentReachabilityCase()
        : CriterionCase("Permanent reachability: a node of the network is reached at one address, "
                        "wherever the network is")
    {
    }

  private:
    void DoRun() override
    {
        NemoRouter& router = network->AddRouter(network->home);
        const auto node = network->AddFixedNode(router);
        Travel(router);
        // Each one begins anew, from outside.
        std::vector<const NemoFlow*> flows;
        for (const double at : {5.0, 13.0, 23.0, 33.0})
        {
            flows.push_back(&network->AddFlow(
                {network->cn, network->cnAddress, node, NemoNetwork::GetFixedAddress(router)},
                Seconds(at),
                Seconds(at + 4)));
        }
        network->Run(Seconds(40));
        for (const NemoFlow* flow : flows)
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Time(), Seconds(40)), 0, "reached");
        }
    }
};

class SessionsSurviveCase : public CriterionCase
{
  public:
    SessionsSurviveCase()
        : CriterionCase("Sessions survive: a TCP connection, a UDP flow and multicast both ways go "
                        "on over three moves")
    {
    }

  private:
    void DoRun() override
    {
        NemoRouter& router = network->AddRouter(network->home);
        const auto node = network->AddFixedNode(router);
        const Ipv6Address address = NemoNetwork::GetFixedAddress(router);
        const auto flows = TalkTo(node, address);
        Travel(router);
        OnOffHelper source("ns3::TcpSocketFactory", Inet6SocketAddress(address, 9));
        source.SetConstantRate(DataRate("400kbps"), 500);
        auto sources = source.Install(network->cn);
        sources.Start(Seconds(6));
        PacketSinkHelper sink("ns3::TcpSocketFactory",
                              Inet6SocketAddress(Ipv6Address::GetAny(), 9));
        const auto sinks = sink.Install(node);
        const auto application = DynamicCast<PacketSink>(sinks.Get(0));
        NemoMulticastNetwork::AddListener(node)->JoinGroup(GROUP);
        NemoMulticastNetwork::ListenSilently(network->cn);
        GroupSink inside(node);
        GroupSink outside(network->cn);
        GroupSource inward(network->cn, GROUP);
        inward.SendFrom(Seconds(5), Seconds(39));
        GroupSource outward(node, GROUP, 10000);
        outward.SendFrom(Seconds(5), Seconds(39));
        std::vector<uint64_t> octets;
        for (const int at : {9, 18, 28, 39})
        {
            Simulator::Schedule(Seconds(at), [&] { octets.push_back(application->GetTotalRx()); });
        }
        network->Run(Seconds(40));
        ExpectAlive(flows, "UDP");
        for (const int at : {6, 13, 23, 33})
        {
            const Time from = Seconds(at);
            const Time to = from + Seconds(3);
            NS_TEST_EXPECT_MSG_EQ(inward.CountReceived(inside, from, to), 60, "inward " << at);
            NS_TEST_EXPECT_MSG_EQ(outward.CountReceived(outside, from, to), 60, "outward " << at);
        }
        NS_TEST_EXPECT_MSG_EQ(inside.CountRepeated() + outside.CountRepeated(), 0, "once each");
        NS_TEST_EXPECT_MSG_EQ(application->GetAcceptedSockets().size(), 1, "one connection");
        for (std::size_t i = 1; i < octets.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_GT(octets[i], octets[i - 1] + 100000, "TCP goes on, " << i);
        }
    }
};

class OnlyRoutersAndAgentsCase : public CriterionCase
{
  public:
    OnlyRoutersAndAgentsCase()
        : CriterionCase("Only mobile routers and home agents are modified: all others are stock "
                        "nodes")
    {
    }

  private:
    void DoRun() override
    {
        NemoRouter& router = network->AddRouter(network->home);
        const auto node = network->AddFixedNode(router);
        const auto flows = TalkTo(node, NemoNetwork::GetFixedAddress(router));
        Travel(router);
        network->Run(Seconds(40));
        ExpectAlive(flows, "UDP");
        for (const auto& stock : {network->cn, network->core, node})
        {
            NS_TEST_EXPECT_MSG_EQ(!stock->GetObject<Mip6Stack>(), true, "no part of the module");
        }
        for (const auto& accessRouter : network->accessRouters)
        {
            NS_TEST_EXPECT_MSG_EQ(accessRouter->GetObject<Mip6Stack>()->GetRoles().size(),
                                  0,
                                  "advertisements, but no role");
        }
    }
};

class AllNodesCase : public CriterionCase
{
  public:
    AllNodesCase()
        : CriterionCase("Fixed nodes, fixed routers, local mobile nodes, visiting mobile nodes and "
                        "mobile routers are supported inside")
    {
    }

  private:
    void DoRun() override
    {
        NemoRouter& router = network->AddRouter(network->home);
        std::vector<std::pair<std::string, std::vector<const NemoFlow*>>> all;
        const auto fixed = network->AddFixedNode(router);
        all.emplace_back("fixed node", TalkTo(fixed, NemoNetwork::GetFixedAddress(router)));
        all.emplace_back("node behind a fixed router", AddFixedRouter(router));
        all.emplace_back("local mobile node", AddLocalMobileNode(router));
        all.emplace_back("visiting mobile node", AddVisitor(router));
        NemoRouter& inner = network->AddRouter(router.network);
        const auto deep = network->AddFixedNode(inner);
        all.emplace_back("node behind a mobile router",
                         TalkTo(deep, NemoNetwork::GetFixedAddress(inner)));
        Travel(router);
        network->Run(Seconds(40));
        for (const auto& [what, flows] : all)
        {
            ExpectAlive(flows, what);
        }
    }

    /// @param router of the network @return flows of a node on a further subnet of it
    std::vector<const NemoFlow*> AddFixedRouter(NemoRouter& router)
    {
        const Ipv6Address subnet = NemoNetwork::MakeAddress(0x180, 0);
        const auto fixedRouter = NemoNetwork::MakeNode();
        NemoNetwork::AddStation(fixedRouter, router.network, true);
        NemoNetwork::SetAddress(fixedRouter, 1, NemoNetwork::GetFixedAddress(router, 7));
        NemoNetwork::SetDefaultRoute(fixedRouter, 1, NemoNetwork::GetFixedAddress(router, 1));
        const auto link = NemoNetwork::AddLink(fixedRouter, subnet);
        const auto node = NemoNetwork::MakeNode();
        NemoNetwork::AddStation(node, link, true);
        NemoNetwork::SetAddress(node, 1, NemoNetwork::AddHost(subnet, 2));
        NemoNetwork::SetDefaultRoute(node, 1, NemoNetwork::AddHost(subnet, 1));
        NemoNetwork::Route(router.node, subnet, 64, NemoNetwork::GetFixedAddress(router, 7));
        NemoNetwork::Route(network->ha, subnet, 64, router.homeAddress);
        router.role->AddNetwork(subnet, 64);
        network->table->AddNetwork(router.homeAddress, subnet, 64);
        return TalkTo(node, NemoNetwork::AddHost(subnet, 2));
    }

    /// @param router of the network, which becomes home agent of a mobile node that lives there
    /// @return flows of the mobile node, which is at ar1 from 2 s to 20 s
    std::vector<const NemoFlow*> AddLocalMobileNode(NemoRouter& router)
    {
        network->mip6.SetMobileNodeAttribute("RouteOptimization", BooleanValue(false));
        network->mip6.InstallHomeAgent(router.node, NemoNetwork::GetDevice(router.node, 2));
        const auto node = NemoNetwork::MakeNode();
        const auto device = NemoNetwork::AddStation(node, router.network, false);
        const Ipv6Address address = NemoNetwork::GetFixedAddress(router, 0x600);
        network->mip6.InstallMobileNode(node,
                                        device,
                                        address,
                                        NemoNetwork::GetFixedAddress(router, 1));
        const auto link = router.network;
        const auto away = network->ar1;
        Simulator::Schedule(Seconds(2), [=] { link->Leave(device); });
        Simulator::Schedule(Seconds(2.05), [=] { device->SetChannel(away); });
        Simulator::Schedule(Seconds(20), [=] { away->Leave(device); });
        Simulator::Schedule(Seconds(20.05), [=] { device->SetChannel(link); });
        return TalkTo(node, address);
    }

    /// @param router of the network @return flows of a mobile node that is there from the start
    std::vector<const NemoFlow*> AddVisitor(NemoRouter& router)
    {
        const auto node = NemoNetwork::MakeNode();
        const auto device = NemoNetwork::AddStation(node, router.network, false);
        const Ipv6Address address("2001:1:0:1::500");
        network->mip6.InstallMobileNode(node, device, address, network->homeAgent);
        return TalkTo(node, address);
    }
};

class MobileIpv6InsideCase : public CriterionCase
{
  public:
    MobileIpv6InsideCase()
        : CriterionCase("Mobile IPv6 inside is undisturbed: a node of the network receives and "
                        "processes Binding Updates of a mobile node elsewhere")
    {
    }

  private:
    void DoRun() override
    {
        NemoRouter& router = network->AddRouter(network->home);
        const auto node = network->AddFixedNode(router);
        const auto correspondent = network->mip6.InstallCorrespondentNode(node);
        const auto mobile = NemoNetwork::MakeNode();
        const auto device = NemoNetwork::AddStation(mobile, network->ar2, false);
        const Ipv6Address address("2001:1:0:1::500");
        const auto role =
            network->mip6.InstallMobileNode(mobile, device, address, network->homeAgent);
        NemoRecord record;
        record.Connect(role);
        Travel(router);
        const auto& flow =
            network->AddFlow({mobile, address, node, NemoNetwork::GetFixedAddress(router)},
                             Seconds(5),
                             Seconds(39));
        network->Run(Seconds(40));
        ExpectAlive({&flow}, "flow");
        NS_TEST_EXPECT_MSG_EQ(correspondent->GetBindingCount(), 1, "it has the binding");
        NS_TEST_EXPECT_MSG_EQ(role->GetDirectPathCount(), 1, "the route is optimized");
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::SENT, "Binding Update"),
                              2,
                              "the moves of the network cost it none");
    }
};

/// Shapes of mobile networks.
struct Configuration
{
    std::string name;       //!< of it
    uint32_t depth{1};      //!< mobile routers around the node
    uint16_t nodes{1};      //!< fixed nodes
    uint16_t subnets{1};    //!< prefixes of the network
    uint32_t egress{1};     //!< interfaces that move
    bool isImplicit{false}; //!< mode of the routers
};

class ConfigurationsAlikeCase : public CriterionCase
{
  public:
    /// @param configuration of the network
    explicit ConfigurationsAlikeCase(const Configuration& configuration)
        : CriterionCase("All configurations are treated alike: " + configuration.name),
          m_configuration(configuration)
    {
    }

  private:
    void DoRun() override
    {
        NemoRouter& outer = network->AddRouter(network->home);
        NemoRouter* inner = &outer;
        for (uint32_t i = 1; i < m_configuration.depth; ++i)
        {
            inner = &network->AddRouter(inner->network);
        }
        for (uint32_t i = 1; i < m_configuration.egress; ++i)
        {
            const auto nowhere = CreateObject<Mip6AccessChannel>();
            outer.role->AddEgress(NemoNetwork::AddStation(outer.node, nowhere, false));
        }
        for (uint16_t i = 1; i < m_configuration.subnets; ++i)
        {
            const Ipv6Address subnet =
                NemoNetwork::MakeAddress(static_cast<uint16_t>(0x180 + i), 0);
            NemoNetwork::AddLink(inner->node, subnet);
            inner->role->AddIngress(NemoNetwork::GetDevice(inner->node, 3U + i));
            network->table->AddNetwork(inner->homeAddress, subnet, 64);
        }
        if (m_configuration.isImplicit)
        {
            outer.role->SetMode(NemoMobileRouter::IMPLICIT);
        }
        std::vector<const NemoFlow*> flows;
        for (uint16_t i = 0; i < m_configuration.nodes; ++i)
        {
            const auto host = static_cast<uint16_t>(2 + i);
            const auto own = TalkTo(network->AddFixedNode(*inner, host),
                                    NemoNetwork::GetFixedAddress(*inner, host));
            std::copy(own.begin(), own.end(), std::back_inserter(flows));
        }
        Travel(outer);
        network->Run(Seconds(40));
        ExpectAlive(flows, m_configuration.name);
        NS_TEST_EXPECT_MSG_EQ(outer.record.Count(Mip6Direction::SENT, "Binding Update"),
                              3,
                              "one Binding Update a move");
        for (const auto& router : network->routers)
        {
            const bool isOuter = router.get() == &outer;
            NS_TEST_EXPECT_MSG_EQ(
                router->record.Count(Mip6Direction::SENT, "Binding Update", Seconds(9)),
                (isOuter ? 3 : 0),
                "the moves cost the others none");
        }
    }

    Configuration m_configuration; //!< of the network
};

class NestingCase : public CriterionCase
{
  public:
    NestingCase()
        : CriterionCase("Nesting: a mobile network that is in another one moves on its own, out of "
                        "it and into a third one")
    {
    }

  private:
    void DoRun() override
    {
        NemoRouter& first = network->AddRouter(network->ar1);
        NemoRouter& second = network->AddRouter(network->ar2);
        NemoRouter& inner = network->AddRouter(first.network);
        const auto node = network->AddFixedNode(inner);
        const auto flows = TalkTo(node, NemoNetwork::GetFixedAddress(inner));
        network->MoveAt(inner, Seconds(10), network->ar2);
        network->MoveAt(inner, Seconds(20), second.network);
        network->MoveAt(inner, Seconds(30), first.network);
        network->Run(Seconds(40));
        ExpectAlive(flows, "inner network");
        for (const NemoRouter* router : {&first, &second})
        {
            NS_TEST_EXPECT_MSG_EQ(router->record.Count(Mip6Direction::SENT, "Binding Update"),
                                  1,
                                  "it has no part in that");
        }
    }
};

class NemoCriteriaTestSuite : public TestSuite
{
  public:
    NemoCriteriaTestSuite()
        : TestSuite("nemo-criteria")
    {
        AddTestCase(new BidirectionalTunnelsCase);
        AddTestCase(new PermanentReachabilityCase);
        AddTestCase(new SessionsSurviveCase);
        AddTestCase(new OnlyRoutersAndAgentsCase);
        AddTestCase(new AllNodesCase);
        AddTestCase(new MobileIpv6InsideCase);
        AddTestCase(new ConfigurationsAlikeCase({"one subnet, one node"}));
        AddTestCase(new ConfigurationsAlikeCase({"ten nodes", 1, 10}));
        AddTestCase(new ConfigurationsAlikeCase({"three subnets", 1, 1, 3}));
        AddTestCase(new ConfigurationsAlikeCase({"three levels", 3}));
        AddTestCase(new ConfigurationsAlikeCase({"two egress interfaces", 1, 1, 1, 2}));
        AddTestCase(new ConfigurationsAlikeCase({"implicit mode", 1, 1, 1, 1, true}));
        AddTestCase(new ConfigurationsAlikeCase({"all of it", 3, 5, 2, 2, true}));
        AddTestCase(new NestingCase);
    }
};

NemoCriteriaTestSuite g_nemoCriteriaTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

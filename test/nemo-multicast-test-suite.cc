/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-multicast-network.h"

#include "ns3/uinteger.h"

/**
 * @file
 * @ingroup mip6-tests
 * Multicast of mobile networks (RFC 4605), see nemo-multicast-network.h.
 */

namespace ns3::mip6::tests
{

namespace
{

/// The moves of most cases: from home to ar1 at 10 s, to ar2 at 20 s, home again at 30 s.
void
MoveAround(NemoMulticastNetwork& network, NemoRouter& router)
{
    NemoNetwork::Route(network.ha, router.prefix, 64, router.homeAddress);
    network.MoveAt(router, Seconds(10), network.ar1);
    network.MoveAt(router, Seconds(20), network.ar2);
    network.MoveAt(router, Seconds(30), network.home);
}

/// A fixed node that listens.
class ListenerCase : public NemoMulticastTestCase
{
  public:
    ListenerCase()
        : NemoMulticastTestCase(
              "A fixed node hears a group while its network moves twice and returns home, through "
              "the tunnel and once each; nothing of that remains when it has left")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(router);
        const auto host = NemoMulticastNetwork::AddListener(node);
        const LinkWatch watch(NemoNetwork::GetDevice(network.accessRouters[0], 2));
        const LinkWatch inside(NemoNetwork::GetDevice(node, 1));
        GroupSink sink(node);
        GroupSource stream(network.cn, GROUP);
        stream.SendFrom(Seconds(1), Seconds(45));
        const auto visited =
            NemoMulticastNetwork::AddFixedNodeOn(network.ar1, NemoNetwork::MakeAddress(2, 0), 0x50);
        NemoMulticastNetwork::AddListener(visited);
        GroupSource foreign(visited, GROUP, 10000);
        foreign.SendFrom(Seconds(9), Seconds(21));
        NemoMulticastNetwork::JoinAt(host, Seconds(2));
        MoveAround(network, router);
        CheckMembershipsAt(network, Seconds(9), 0);
        CheckMembershipsAt(network, Seconds(15), 1);
        CheckMembershipsAt(network, Seconds(29), 1);
        CheckMembershipsAt(network, Seconds(32), 0);
        CheckGroupsAt(router, Seconds(1.9), 0);
        CheckGroupsAt(router, Seconds(29), 1);
        NemoMulticastNetwork::LeaveAt(host, Seconds(40));
        CheckGroupsAt(router, Seconds(43), 0);
        network.Run(Seconds(46));

        NS_TEST_EXPECT_MSG_EQ(inside.Count(GROUP, 0, Seconds(1), Seconds(2)), 0, "not asked for");
        CheckOnce(stream, sink, Seconds(3), Seconds(9.9));
        CheckOnce(stream, sink, Seconds(13), Seconds(19.9));
        CheckOnce(stream, sink, Seconds(22), Seconds(29.9));
        CheckOnce(stream, sink, Seconds(31), Seconds(39.9));
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated(), 0, "once");
        NS_TEST_EXPECT_MSG_EQ(foreign.CountReceived(sink, Time(), Seconds(46)), 0, "foreign link");
        NS_TEST_EXPECT_MSG_GT(watch.Count(GROUP, 1, Seconds(10), Seconds(20)),
                              0,
                              "reported through the tunnel");
        // Two queries, a second apart, after the Done.
        NS_TEST_EXPECT_MSG_GT(inside.Count(GROUP, 0, Seconds(40), Seconds(42)), 35, "unanswered");
        NS_TEST_EXPECT_MSG_EQ(inside.Count(GROUP, 0, Seconds(42.1), Seconds(46)), 0, "no more");
        NS_TEST_EXPECT_MSG_EQ(router.record.drops.size(), 0, "nothing was discarded");
    }
};

/// A fixed node that sends.
class SenderCase : public NemoMulticastTestCase
{
  public:
    SenderCase()
        : NemoMulticastTestCase(
              "A correspondent hears a group that a fixed node sends to, once each, while the "
              "network moves twice and returns home; nothing leaves around the tunnel")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(router);
        // Listens itself: the home agent has a member behind the tunnel that the packets come from.
        const auto host = NemoMulticastNetwork::AddListener(node);
        NemoMulticastNetwork::ListenSilently(network.cn);
        const LinkWatch first(network.ar1);
        const LinkWatch second(network.ar2);
        const LinkWatch received(NemoNetwork::GetDevice(router.node, 1));
        GroupSink sink(network.cn);
        GroupSink own(node);
        GroupSource stream(node, GROUP);
        stream.SendFrom(Seconds(2), Seconds(40));
        NemoMulticastNetwork::JoinAt(host, Seconds(2));
        MoveAround(network, router);
        CheckMembershipsAt(network, Seconds(15), 1);
        network.Run(Seconds(41));

        CheckOnce(stream, sink, Seconds(2), Seconds(9.9));
        CheckOnce(stream, sink, Seconds(13), Seconds(19.9));
        CheckOnce(stream, sink, Seconds(22), Seconds(29.9));
        CheckOnce(stream, sink, Seconds(31), Seconds(40));
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated(), 0, "once");
        NS_TEST_EXPECT_MSG_EQ(sink.CountOtherSources(Time(), NemoNetwork::GetFixedAddress(router)),
                              0,
                              "source");
        NS_TEST_EXPECT_MSG_EQ(own.arrivals.size(), 0, "nothing comes back");
        NS_TEST_EXPECT_MSG_EQ(
            received.CountFrom(NemoNetwork::GetFixedAddress(router), 1, Time(), Seconds(41)),
            0,
            "not even to the router");
        NS_TEST_EXPECT_MSG_EQ(
            received.Count(Ipv6Address::GetAllNodesMulticast(), 1, Time(), Seconds(41)),
            2,
            "a query for each tunnel");
        for (const LinkWatch* link : {&first, &second})
        {
            NS_TEST_EXPECT_MSG_GT(link->Count(GROUP, 1, Time(), Seconds(41)), 100, "tunnelled");
            NS_TEST_EXPECT_MSG_EQ(CountBare(*link, router), 0, "around the tunnel");
        }
        NS_TEST_EXPECT_MSG_EQ(router.record.drops[Mip6DropReason::INGRESS_SOURCE], 0, "sources");
    }

    /// @param link watched @param router of a network @return packets of the network in no tunnel
    static std::size_t CountBare(const LinkWatch& link, const NemoRouter& router)
    {
        std::size_t count = 0;
        for (const auto& frame : link.frames)
        {
            count +=
                frame.tunnels == 0 && (frame.destination == GROUP ||
                                       frame.source.CombinePrefix(Ipv6Prefix(64)) == router.prefix);
        }
        return count;
    }
};

/// Packets that are sent while nobody knows where to.
class HeldCase : public NemoMulticastTestCase
{
  public:
    HeldCase()
        : NemoMulticastTestCase("Packets to a group wait for the registration like any others")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        router.role->SetAttribute("PendingQueueSize", UintegerValue(200));
        const auto node = network.AddFixedNode(router);
        NemoMulticastNetwork::AddListener(node);
        NemoMulticastNetwork::ListenSilently(network.cn);
        GroupSink sink(network.cn);
        GroupSource stream(node, GROUP);
        stream.SendFrom(Seconds(2), Seconds(20));
        network.MoveAt(router, Seconds(10), network.ar1);
        Time registeringAt;
        router.role->TraceConnectWithoutContext(
            "State",
            Callback<void, Mip6MobileNodeState, Mip6MobileNodeState>(
                [&registeringAt](Mip6MobileNodeState, Mip6MobileNodeState state) {
                    registeringAt = state == Mip6MobileNodeState::REGISTERING ? Simulator::Now()
                                                                              : registeringAt;
                }));
        network.Run(Seconds(21));

        NS_TEST_ASSERT_MSG_GT(registeringAt, Seconds(10), "it was registered");
        // The home agent probes the home address for a second.
        CheckOnce(stream, sink, registeringAt, registeringAt + Seconds(3));
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated(), 0, "once");
    }
};

/// Two links of one router.
class TwoLinksCase : public NemoMulticastTestCase
{
  public:
    TwoLinksCase()
        : NemoMulticastTestCase("Packets of one ingress link reach the members on the other and "
                                "upstream once each, and no link without members")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto second = network.AddIngress(router, 0x1f0);
        const auto source = network.AddFixedNode(router);
        NemoMulticastNetwork::AddListener(source);
        const auto listener =
            NemoMulticastNetwork::AddFixedNodeOn(second.channel, second.prefix, 2);
        const auto host = NemoMulticastNetwork::AddListener(listener);
        NemoMulticastNetwork::ListenSilently(network.cn);
        const LinkWatch first(NemoNetwork::GetDevice(source, 1));
        const LinkWatch other(NemoNetwork::GetDevice(listener, 1));
        GroupSink near(listener);
        GroupSink far(network.cn);
        GroupSource inner(source, GROUP);
        GroupSource outer(network.cn, GROUP, 10000);
        inner.SendFrom(Seconds(13), Seconds(29));
        outer.SendFrom(Seconds(13), Seconds(29));
        NemoMulticastNetwork::JoinAt(host, Seconds(18));
        network.MoveAt(router, Seconds(5), network.ar1);
        network.Run(Seconds(30));

        CheckOnce(inner, far, Seconds(13), Seconds(29));
        CheckOnce(inner, near, Seconds(18.1), Seconds(29));
        CheckOnce(outer, near, Seconds(18.1), Seconds(29));
        NS_TEST_EXPECT_MSG_EQ(near.CountRepeated() + far.CountRepeated(), 0, "once");
        NS_TEST_EXPECT_MSG_EQ(other.Count(GROUP, 0, Time(), Seconds(18)), 0, "no members yet");
        NS_TEST_EXPECT_MSG_EQ(first.Count(GROUP, 0, Time(), Seconds(30)), 0, "no members there");
        for (const auto& [number, at] : inner.sent)
        {
            if (at > Seconds(18.1))
            {
                NS_TEST_EXPECT_MSG_LT(near.arrivals[number].front().at,
                                      at + MilliSeconds(1),
                                      "not by way of the home agent");
            }
        }
    }
};

/// Two listeners of a link.
class LeaveCase : public NemoMulticastTestCase
{
  public:
    LeaveCase()
        : NemoMulticastTestCase("A stream lasts until the last listener of a link has left")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto first = network.AddFixedNode(router, 2);
        const auto second = network.AddFixedNode(router, 3);
        const auto firstHost = NemoMulticastNetwork::AddListener(first);
        const auto secondHost = NemoMulticastNetwork::AddListener(second);
        const LinkWatch inside(NemoNetwork::GetDevice(second, 1));
        GroupSink sink(second);
        GroupSource stream(network.cn, GROUP);
        stream.SendFrom(Seconds(10), Seconds(40));
        network.MoveAt(router, Seconds(2), network.ar1);
        NemoMulticastNetwork::JoinAt(secondHost, Seconds(8));
        // The last to have reported, so that it leaves aloud.
        NemoMulticastNetwork::JoinAt(firstHost, Seconds(18));
        NemoMulticastNetwork::LeaveAt(firstHost, Seconds(18.5));
        NemoMulticastNetwork::LeaveAt(secondHost, Seconds(28));
        CheckGroupsAt(router, Seconds(27), 1);
        CheckMembershipsAt(network, Seconds(27), 1);
        // Two queries each, first on the link, then through the tunnel.
        CheckGroupsAt(router, Seconds(29.9), 1);
        CheckGroupsAt(router, Seconds(30.1), 0);
        CheckMembershipsAt(network, Seconds(31.9), 1);
        CheckMembershipsAt(network, Seconds(32.2), 0);
        network.Run(Seconds(41));

        CheckOnce(stream, sink, Seconds(10), Seconds(27.9));
        NS_TEST_EXPECT_MSG_GT(inside.Count(GROUP, 0, Seconds(28), Seconds(30.1)), 35, "queried");
        NS_TEST_EXPECT_MSG_EQ(inside.Count(GROUP, 0, Seconds(30.1), Seconds(41)), 0, "left");
        NS_TEST_EXPECT_MSG_EQ(
            router.record.Count(Mip6Direction::RECEIVED, "Multicast Listener Done"),
            2,
            "of each");
    }
};

/// Members on two links and the router itself.
class UnionCase : public NemoMulticastTestCase
{
  public:
    UnionCase()
        : NemoMulticastTestCase("A group is joined upstream until both ingress links and the "
                                "router itself have left it")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto second = network.AddIngress(router, 0x1f0);
        const auto here = network.AddFixedNode(router);
        const auto there = NemoMulticastNetwork::AddFixedNodeOn(second.channel, second.prefix, 2);
        const auto hereHost = NemoMulticastNetwork::AddListener(here);
        const auto thereHost = NemoMulticastNetwork::AddListener(there);
        GroupSink hereSink(here);
        GroupSink thereSink(there);
        GroupSink ownSink(router.node);
        GroupSource stream(network.cn, GROUP);
        stream.SendFrom(Seconds(8), Seconds(40));
        const auto role = router.role;
        Simulator::Schedule(Seconds(5), [role] { role->JoinMulticastGroup(GROUP); });
        NemoMulticastNetwork::JoinAt(hereHost, Seconds(6));
        NemoMulticastNetwork::JoinAt(thereHost, Seconds(7));
        CheckGroupsAt(router, Seconds(10), 2);
        NemoMulticastNetwork::LeaveAt(hereHost, Seconds(15));
        CheckGroupsAt(router, Seconds(18), 1);
        Simulator::Schedule(Seconds(20), [role] { role->LeaveMulticastGroup(GROUP); });
        CheckMembershipsAt(network, Seconds(24), 1);
        NemoMulticastNetwork::LeaveAt(thereHost, Seconds(30));
        CheckGroupsAt(router, Seconds(33), 0);
        CheckMembershipsAt(network, Seconds(35), 0);
        network.Run(Seconds(41));

        CheckOnce(stream, hereSink, Seconds(8), Seconds(14.9));
        CheckOnce(stream, ownSink, Seconds(8), Seconds(19.9));
        CheckOnce(stream, thereSink, Seconds(8), Seconds(29.9));
        NS_TEST_EXPECT_MSG_EQ(stream.CountReceived(hereSink, Seconds(17.1), Seconds(40)),
                              0,
                              "left");
        NS_TEST_EXPECT_MSG_EQ(stream.CountReceived(thereSink, Seconds(32.1), Seconds(40)),
                              0,
                              "left");
    }
};

/// A network in a network.
class NestedCase : public NemoMulticastTestCase
{
  public:
    NestedCase()
        : NemoMulticastTestCase("A fixed node two networks deep hears and sends while the outer "
                                "network moves; the outer router sees unicast only")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& outer = network.AddRouter(network.ar1);
        NemoRouter& inner = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(inner);
        const auto host = NemoMulticastNetwork::AddListener(node);
        NemoMulticastNetwork::ListenSilently(network.cn);
        network.MoveAt(inner, Seconds(8), outer.network);
        network.MoveAt(outer, Seconds(25), network.ar2);
        const LinkWatch watch(NemoNetwork::GetDevice(network.accessRouters[0], 2));
        GroupSink sink(node);
        GroupSink correspondent(network.cn);
        GroupSource in(network.cn, GROUP);
        GroupSource out(node, GROUP, 10000);
        in.SendFrom(Seconds(3), Seconds(39));
        out.SendFrom(Seconds(3), Seconds(39));
        NemoMulticastNetwork::JoinAt(host, Seconds(2));
        CheckMembershipsAt(network, Seconds(20), 1);
        CheckGroupsAt(outer, Seconds(20), 0);
        CheckGroupsAt(outer, Seconds(35), 0);
        network.Run(Seconds(40));

        const std::vector<std::pair<Time, Time>> windows{{Seconds(3), Seconds(7.9)},
                                                         {Seconds(14), Seconds(24.9)},
                                                         {Seconds(29), Seconds(39)}};
        for (const auto& [from, until] : windows)
        {
            CheckOnce(in, sink, from, until);
            CheckOnce(out, correspondent, from, until);
        }
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated() + correspondent.CountRepeated(), 0, "once");
        NS_TEST_EXPECT_MSG_EQ(watch.Count(GROUP, 0, Time(), Seconds(40)), 0, "no tunnel");
        NS_TEST_EXPECT_MSG_EQ(watch.Count(GROUP, 1, Time(), Seconds(40)), 0, "one tunnel");
        NS_TEST_EXPECT_MSG_GT(watch.Count(GROUP, 2, Time(), Seconds(40)), 200, "two tunnels");
        NS_TEST_EXPECT_MSG_EQ(
            inner.record.Count(Mip6Direction::SENT, "Binding Update", Seconds(25)),
            0,
            "the inner one does not know of the move");
    }
};

/// A router that is at home in a mobile network.
class HomeInsideCase : public NemoMulticastTestCase
{
  public:
    HomeInsideCase()
        : NemoMulticastTestCase("A mobile router whose home link is in a mobile network is a "
                                "listener and a source there like any other")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& outer = network.AddRouter(network.home);
        const Ipv6Address prefix = NemoNetwork::MakeAddress(0x180, 0);
        network.table->AddNetwork(outer.homeAddress, prefix, 64);
        outer.role->AddNetwork(prefix, 64);
        const auto homeAgent = network.AddFixedNode(outer, 5);
        network.mip6.InstallHomeAgent(homeAgent, NemoNetwork::GetDevice(homeAgent, 1));
        const auto table = network.nemo.InstallHomeAgent(homeAgent);
        const Ipv6Address homeAddress = NemoNetwork::GetFixedAddress(outer, 0x200);
        table->AddNetwork(homeAddress, prefix, 64);
        NemoNetwork::Route(outer.node, prefix, 64, homeAddress);

        const auto node = NemoNetwork::MakeNode();
        const auto egress = NemoNetwork::AddStation(node, outer.network, false);
        const auto channel = NemoNetwork::AddLink(node, prefix);
        NemoHelper::Interfaces interfaces;
        interfaces.egress.Add(egress);
        interfaces.ingress.Add(NemoNetwork::GetDevice(node, 2));
        const auto inner =
            network.nemo.InstallMobileRouter(node,
                                             interfaces,
                                             {homeAddress, NemoNetwork::GetFixedAddress(outer, 5)});
        const auto fixed = NemoMulticastNetwork::AddFixedNodeOn(channel, prefix, 2);
        const auto host = NemoMulticastNetwork::AddListener(fixed);
        NemoMulticastNetwork::ListenSilently(network.cn);
        GroupSink sink(fixed);
        GroupSink correspondent(network.cn);
        GroupSource in(network.cn, GROUP);
        GroupSource out(fixed, GROUP, 10000);
        in.SendFrom(Seconds(10), Seconds(29));
        out.SendFrom(Seconds(10), Seconds(29));
        NemoMulticastNetwork::JoinAt(host, Seconds(8));
        network.MoveAt(outer, Seconds(3), network.ar1);
        CheckMembershipsAt(network, Seconds(20), 1);
        CheckGroupsAt(outer, Seconds(20), 1);
        network.Run(Seconds(30));

        NS_TEST_EXPECT_MSG_EQ((inner->GetState() == Mip6MobileNodeState::AT_HOME), true, "inner");
        NS_TEST_EXPECT_MSG_EQ((outer.role->GetState() == Mip6MobileNodeState::REGISTERED),
                              true,
                              "outer");
        CheckOnce(in, sink, Seconds(10), Seconds(29));
        CheckOnce(out, correspondent, Seconds(10), Seconds(29));
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated() + correspondent.CountRepeated(), 0, "once");
    }
};

class NemoMulticastTestSuite : public TestSuite
{
  public:
    NemoMulticastTestSuite()
        : TestSuite("nemo-multicast")
    {
        AddTestCase(new ListenerCase);
        AddTestCase(new SenderCase);
        AddTestCase(new HeldCase);
        AddTestCase(new TwoLinksCase);
        AddTestCase(new LeaveCase);
        AddTestCase(new UnionCase);
        AddTestCase(new NestedCase);
        AddTestCase(new HomeInsideCase);
    }
};

NemoMulticastTestSuite g_nemoMulticastTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

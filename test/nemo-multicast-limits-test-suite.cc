/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-multicast-network.h"

#include "ns3/global-value.h"
#include "ns3/mip6-listener-packet.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

/**
 * @file
 * @ingroup mip6-tests
 * What multicast of mobile networks is kept from, see nemo-multicast-network.h.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Groups that stay on their link, and sources of others.
class ScopeCase : public NemoMulticastTestCase
{
  public:
    ScopeCase()
        : NemoMulticastTestCase("Groups of link scope stay on the ingress link, and packets with "
                                "foreign sources are discarded")
    {
    }

  private:
    void DoRun() override
    {
        const Ipv6Address group("ff02::1:2:3");
        NemoMulticastNetwork network(group);
        NemoRouter& router = network.AddRouter(network.home);
        const auto second = network.AddIngress(router, 0x1f0);
        const auto node = network.AddFixedNode(router, 2);
        const auto neighbor = network.AddFixedNode(router, 3);
        const auto remote = NemoMulticastNetwork::AddFixedNodeOn(second.channel, second.prefix, 2);
        NemoMulticastNetwork::AddListener(node);
        const auto host = NemoMulticastNetwork::AddListener(neighbor);
        const auto remoteHost = NemoMulticastNetwork::AddListener(remote);
        for (const auto& listener : {host, remoteHost})
        {
            Simulator::Schedule(Seconds(2), [listener, group] { listener->JoinGroup(group); });
        }
        NemoMulticastNetwork::JoinAt(remoteHost, Seconds(2));
        const LinkWatch watch(NemoNetwork::GetDevice(network.accessRouters[0], 2));
        const LinkWatch other(NemoNetwork::GetDevice(remote, 1));
        GroupSink sink(neighbor);
        GroupSource stream(node, group);
        stream.SendFrom(Seconds(10), Seconds(19));
        network.MoveAt(router, Seconds(5), network.ar1);
        const auto homeLink = NemoNetwork::GetDevice(network.ha, 2);
        Simulator::Schedule(Seconds(4), [&] { Forge(homeLink, "2001:1:0:100::2"); });
        Simulator::Schedule(Seconds(4.1), [&] { Forge(homeLink, "2001:1:0:1::77"); });
        const auto ingress = NemoNetwork::GetDevice(node, 1);
        for (const char* source : {"2001:1:0:9::2", "2001:1:0:100::1", "fe80::2", "::"})
        {
            Simulator::Schedule(Seconds(15), [ingress, source] { Forge(ingress, source); });
        }
        CheckMembershipsAt(network, Seconds(15), 1);
        CheckGroupsAt(router, Seconds(15), 1);
        network.Run(Seconds(20));

        CheckOnce(stream, sink, Seconds(10), Seconds(19));
        for (uint32_t tunnels = 0; tunnels < 2; ++tunnels)
        {
            NS_TEST_EXPECT_MSG_EQ(watch.Count(group, tunnels, Time(), Seconds(20)), 0, "access");
            // Behind the reports of the tunnel, which come before.
            NS_TEST_EXPECT_MSG_EQ(watch.Count(GROUP, tunnels, Seconds(15), Seconds(20)),
                                  0,
                                  "forged");
        }
        NS_TEST_EXPECT_MSG_EQ(other.Count(group, 0, Seconds(10), Seconds(20)), 0, "other link");
        NS_TEST_EXPECT_MSG_EQ(other.Count(GROUP, 0, Seconds(15), Seconds(20)), 0, "forged");
        NS_TEST_EXPECT_MSG_EQ(other.Count(GROUP, 0, Seconds(4), Seconds(4.1)), 0, "from outside");
        NS_TEST_EXPECT_MSG_EQ(other.Count(GROUP, 0, Seconds(4.1), Seconds(5)), 1, "rightful");
        NS_TEST_EXPECT_MSG_EQ(router.record.drops[Mip6DropReason::INGRESS_SOURCE], 2, "forged");
    }

    /// @param device that sends @param source of a packet to GROUP that is not its own
    static void Forge(const Ptr<NetDevice>& device, const char* source)
    {
        auto packet = Create<Packet>(20);
        Ipv6Header header;
        header.SetSource(Ipv6Address(source));
        header.SetDestination(GROUP);
        header.SetNextHeader(Ipv6Header::IPV6_UDP);
        header.SetPayloadLength(20);
        header.SetHopLimit(64);
        packet->AddHeader(header);
        device->Send(packet, device->GetMulticast(GROUP), Ipv6L3Protocol::PROT_NUMBER);
    }
};

/// A node that reports more than anybody can want.
class HostileCase : public NemoMulticastTestCase
{
  public:
    HostileCase()
        : NemoMulticastTestCase("Reports of thousands of groups fill the memory up to the limit "
                                "and harm no membership that is there; bad ones count for nothing")
    {
    }

  private:
    void DoRun() override
    {
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        router.role->SetAttribute("MulticastLimit", UintegerValue(100));
        router.role->SetAttribute("MulticastQueryInterval", TimeValue(Seconds(11)));
        const auto node = network.AddFixedNode(router, 2);
        const auto enemy = network.AddFixedNode(router, 3);
        const auto host = NemoMulticastNetwork::AddListener(node);
        GroupSink sink(node);
        GroupSource stream(network.cn, GROUP);
        stream.SendFrom(Seconds(10), Seconds(60));
        network.MoveAt(router, Seconds(2), network.ar1);
        NemoMulticastNetwork::JoinAt(host, Seconds(8));
        Simulator::Schedule(Seconds(12), [&] { SendBad(enemy); });
        CheckGroupsAt(router, Seconds(15), 1);
        Simulator::Schedule(Seconds(16), [&] { Flood(enemy); });
        CheckGroupsAt(router, Seconds(17), 100);
        CheckMembershipsAt(network, Seconds(17), 100);
        // The listener interval of 2 * 11 s + 10 s after the last report, then two queries of the
        // home agent.
        CheckGroupsAt(router, Seconds(49), 1);
        CheckMembershipsAt(network, Seconds(52), 1);
        network.Run(Seconds(61));
        CheckOnce(stream, sink, Seconds(10), Seconds(60));
    }

    void DoTeardown() override
    {
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(false));
    }

    /// @param node that sends @param message to be sent @param source of it
    /// @return the packet
    static Ptr<Packet> MakeReport(uint32_t number, const Ipv6Address& source)
    {
        uint8_t octets[16]{0xff, 0x0e};
        octets[14] = static_cast<uint8_t>(number >> 8);
        octets[15] = static_cast<uint8_t>(number);
        return MakeListenerPacket(MulticastListenerReport{Ipv6Address(octets)}, source);
    }

    /// @param node that sends @param packet to its link
    static void Send(const Ptr<Node>& node, const Ptr<Packet>& packet)
    {
        const auto device = NemoNetwork::GetDevice(node, 1);
        device->Send(packet, device->GetBroadcast(), Ipv6L3Protocol::PROT_NUMBER);
    }

    /// @param node that reports 5000 groups
    static void Flood(const Ptr<Node>& node)
    {
        for (uint32_t number = 0; number < 5000; ++number)
        {
            Send(node, MakeReport(number, Ipv6Address("fe80::bad")));
        }
    }

    /// @param node that sends every truncation of a report behind its hop-by-hop options, which
    /// stock ns-3 reads beyond their end, and some with wrong fields
    static void SendBad(const Ptr<Node>& node)
    {
        Send(node, MakeReport(1, Ipv6Address("2001:1:0:100::3")));
        Send(node, MakeReport(1, Ipv6Address::GetAny()));
        const auto report = MakeReport(1, Ipv6Address("fe80::bad"));
        for (uint32_t octets = 48; octets < report->GetSize(); ++octets)
        {
            Send(node, report->CreateFragment(0, octets));
        }
        // Hop limit, Router Alert, type, checksum and group.
        for (const uint32_t offset : {7U, 42U, 48U, 50U, 60U})
        {
            std::vector<uint8_t> octets(report->GetSize());
            report->CopyData(octets.data(), report->GetSize());
            octets[offset] ^= 0x10;
            Send(node, Create<Packet>(octets.data(), report->GetSize()));
        }
    }
};

/// Two routers of one link.
class TwoRoutersCase : public NemoMulticastTestCase
{
  public:
    TwoRoutersCase()
        : NemoMulticastTestCase("Of two mobile routers of a link the one with the lower address "
                                "forwards, and the other one when that is gone")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        network.nemo.SetMobileRouterAttribute("MulticastQueryInterval", TimeValue(Seconds(11)));
        NemoRouter& first = network.AddRouter(network.ar1);
        NemoRouter& second = network.AddRouter(network.ar2);
        const auto device = NemoNetwork::GetDevice(second.node, 2);
        DynamicCast<SimpleNetDevice>(device)->SetChannel(first.network);
        const auto node = network.AddFixedNode(first);
        const auto host = NemoMulticastNetwork::AddListener(node);
        const LinkWatch inside(NemoNetwork::GetDevice(node, 1));
        GroupSink sink(node);
        GroupSource stream(network.cn, GROUP);
        stream.SendFrom(Seconds(10), Seconds(80));
        NemoMulticastNetwork::JoinAt(host, Seconds(8));
        CheckGroupsAt(first, Seconds(20), 1);
        CheckGroupsAt(second, Seconds(20), 1);
        CheckMembershipsAt(network, Seconds(20), 2);
        Simulator::Schedule(Seconds(30), [&first] {
            first.network->Leave(
                DynamicCast<SimpleNetDevice>(NemoNetwork::GetDevice(first.node, 2)));
        });
        network.Run(Seconds(81));

        CheckOnce(stream, sink, Seconds(10), Seconds(29.9));
        NS_TEST_EXPECT_MSG_EQ(stream.CountReceived(sink, Seconds(30), Seconds(40)), 0, "gone");
        // Other Querier Present Interval: 2 * 11 s + 5 s since the last query, which was heard at
        // 30 s at the latest; then the listener answers within 10 s.
        CheckOnce(stream, sink, Seconds(68), Seconds(80));
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated(), 0, "once");
    }
};

/// Groups of foreign links.
class LocalCase : public NemoMulticastTestCase
{
  public:
    LocalCase()
        : NemoMulticastTestCase("With local membership a network hears the group on each foreign "
                                "link, and still sends through the tunnel")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        router.role->SetAttribute("MulticastMembership", StringValue("Local"));
        const auto node = network.AddFixedNode(router);
        const auto host = NemoMulticastNetwork::AddListener(node);
        NemoMulticastNetwork::ListenSilently(network.cn);
        const auto visited =
            NemoMulticastNetwork::AddFixedNodeOn(network.ar1, NemoNetwork::MakeAddress(2, 0), 0x50);
        NemoMulticastNetwork::AddListener(visited);
        const LinkWatch watch(NemoNetwork::GetDevice(visited, 1));
        GroupSink sink(node);
        GroupSink correspondent(network.cn);
        GroupSource home(network.cn, GROUP);
        GroupSource foreign(visited, GROUP, 10000);
        GroupSource own(node, GROUP, 20000);
        home.SendFrom(Seconds(2), Seconds(29));
        foreign.SendFrom(Seconds(2), Seconds(29));
        own.SendFrom(Seconds(2), Seconds(29));
        NemoMulticastNetwork::JoinAt(host, Seconds(1.5));
        network.MoveAt(router, Seconds(10), network.ar1);
        CheckMembershipsAt(network, Seconds(20), 0);
        network.Run(Seconds(30));

        CheckOnce(home, sink, Seconds(3), Seconds(9.9));
        CheckOnce(foreign, sink, Seconds(13), Seconds(29));
        NS_TEST_EXPECT_MSG_EQ(home.CountReceived(sink, Seconds(11), Seconds(29)),
                              0,
                              "not tunnelled");
        NS_TEST_EXPECT_MSG_EQ(foreign.CountReceived(sink, Seconds(2), Seconds(10)), 0, "not there");
        CheckOnce(own, correspondent, Seconds(13), Seconds(29));
        NS_TEST_EXPECT_MSG_EQ(watch.Count(GROUP, 0, Seconds(11), Seconds(29)),
                              CountReports(router),
                              "reports alone");
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated() + correspondent.CountRepeated(), 0, "once");
    }

    /// @param router away from home @return its reports on the foreign link
    static std::size_t CountReports(const NemoRouter& router)
    {
        return router.record.Count(Mip6Direction::SENT, "Multicast Listener Report", Seconds(11));
    }
};

/// A router that is a host.
class HostModeCase : public NemoMulticastTestCase
{
  public:
    HostModeCase()
        : NemoMulticastTestCase("A network is cut off from groups while its router is away and "
                                "registered as a host")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        router.role->SetAttribute("Mode", StringValue("Host"));
        const auto node = network.AddFixedNode(router);
        const auto host = NemoMulticastNetwork::AddListener(node);
        NemoMulticastNetwork::ListenSilently(network.cn);
        const LinkWatch watch(NemoNetwork::GetDevice(network.accessRouters[0], 2));
        GroupSink sink(node);
        GroupSink correspondent(network.cn);
        GroupSource in(network.cn, GROUP);
        GroupSource out(node, GROUP, 10000);
        in.SendFrom(Seconds(2), Seconds(19));
        out.SendFrom(Seconds(2), Seconds(19));
        NemoMulticastNetwork::JoinAt(host, Seconds(1.5));
        network.MoveAt(router, Seconds(10), network.ar1);
        network.Run(Seconds(20));

        CheckOnce(in, sink, Seconds(3), Seconds(9.9));
        CheckOnce(out, correspondent, Seconds(3), Seconds(9.9));
        NS_TEST_EXPECT_MSG_EQ(in.CountReceived(sink, Seconds(11), Seconds(19)), 0, "inward");
        NS_TEST_EXPECT_MSG_EQ(out.CountReceived(correspondent, Seconds(11), Seconds(19)),
                              0,
                              "outward");
        NS_TEST_EXPECT_MSG_EQ(watch.Count(GROUP, 0, Seconds(11), Seconds(19)), 0, "leaked");
        NS_TEST_EXPECT_MSG_GT(router.record.drops[Mip6DropReason::NO_BINDING],
                              out.CountSent(Seconds(13), Seconds(19)) - 1,
                              "discarded");
    }
};

/// A router that does not serve multicast.
class NoProxyCase : public NemoMulticastTestCase
{
  public:
    NoProxyCase()
        : NemoMulticastTestCase("Without the proxy nobody is asked and no group is forwarded")
    {
    }

  private:
    void DoRun() override
    {
        NemoMulticastNetwork network;
        network.nemo.SetMobileRouterAttribute("MulticastProxy", BooleanValue(false));
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = network.AddFixedNode(router);
        const auto host = NemoMulticastNetwork::AddListener(node);
        NemoMulticastNetwork::ListenSilently(network.cn);
        GroupSink sink(node);
        GroupSink correspondent(network.cn);
        GroupSource in(network.cn, GROUP);
        GroupSource out(node, GROUP, 10000);
        in.SendFrom(Seconds(5), Seconds(19));
        out.SendFrom(Seconds(5), Seconds(19));
        NemoMulticastNetwork::JoinAt(host, Seconds(2));
        network.Run(Seconds(20));

        NS_TEST_EXPECT_MSG_EQ(sink.arrivals.size() + correspondent.arrivals.size(), 0, "packets");
        NS_TEST_EXPECT_MSG_EQ(router.record.Count(Mip6Direction::SENT, "Multicast Listener Query"),
                              0,
                              "queries");
        NS_TEST_EXPECT_MSG_EQ(router.role->GetMembershipCount(), 0, "memberships");
    }
};

class NemoMulticastLimitsTestSuite : public TestSuite
{
  public:
    NemoMulticastLimitsTestSuite()
        : TestSuite("nemo-multicast-limits")
    {
        AddTestCase(new ScopeCase);
        AddTestCase(new HostileCase);
        AddTestCase(new TwoRoutersCase);
        AddTestCase(new LocalCase);
        AddTestCase(new HostModeCase);
        AddTestCase(new NoProxyCase);
    }
};

NemoMulticastLimitsTestSuite g_nemoMulticastLimitsTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

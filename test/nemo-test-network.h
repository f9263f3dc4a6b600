/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_TEST_NETWORK_H
#define NEMO_TEST_NETWORK_H

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mac48-address.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/nemo-helper.h"
#include "ns3/node-container.h"
#include "ns3/node-list.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/seq-ts-header.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * A network with mobile routers for the simulation suites, in the plain ns-3 idiom.
 *
 *     cn --5 ms-- core --10 ms-- ha (home link)
 *                  |--2 ms-- ar1 (access link)
 *                  |--3 ms-- ar2 (access link)
 *
 * The home link is 2001:1:0:1::/64 (ha ::1, mobile routers ::100 and following), the access links
 * are 2001:1:0:2::/64 and 2001:1:0:3::/64, cn is 2001:1:0:9::2. Mobile networks are
 * 2001:1:0:100::/64 and following, all of which core routes to ha.
 */

namespace ns3::mip6::tests
{

/// UDP datagrams from one node to another, numbered.
struct NemoFlow
{
    std::map<uint32_t, Time> sent;                  //!< by number
    std::map<uint32_t, std::vector<Time>> received; //!< by number, every copy

    /// @param from start of a span @param to its end
    /// @return datagrams sent in the span that were not received exactly once
    std::size_t CountLost(Time from, Time to) const
    {
        std::size_t lost = 0;
        for (auto i = sent.begin(); i != sent.end(); ++i)
        {
            const auto found = received.find(i->first);
            const bool isOnce = found != received.end() && found->second.size() == 1;
            lost += i->second >= from && i->second < to && !isOnce ? 1 : 0;
        }
        return lost;
    }
};

/// Counts what the trace sources of a role tell.
struct NemoRecord
{
    std::vector<std::pair<Time, Mip6SignallingRecord>> messages; //!< in their order
    std::map<Mip6DropReason, uint32_t> drops;                    //!< by reason
    std::vector<std::pair<Time, Mip6MobileNodeState>> states;    //!< entered

    /// @param direction of messages @param name of them @param from start of a span
    /// @return how many since then
    std::size_t Count(Mip6Direction direction, const std::string& name, Time from = Time()) const
    {
        std::size_t count = 0;
        for (const auto& [at, record] : messages)
        {
            count += at >= from && record.direction == direction && record.message == name ? 1 : 0;
        }
        return count;
    }

    /// @param role to listen to
    void Connect(const Ptr<Mip6Role>& role)
    {
        role->TraceConnectWithoutContext(
            "Signalling",
            Callback<void, const Mip6SignallingRecord&>([this](const Mip6SignallingRecord& record) {
                messages.emplace_back(Simulator::Now(), record);
            }));
        role->TraceConnectWithoutContext(
            "Drop",
            Callback<void, Ptr<const Packet>, Mip6DropReason>(
                [this](Ptr<const Packet>, Mip6DropReason reason) { ++drops[reason]; }));
    }
};

/// A mobile router and its network.
struct NemoRouter
{
    Ptr<Node> node;                 //!< the ns-3 node
    Ptr<NemoMobileRouter> role;     //!< of the node
    Ptr<SimpleNetDevice> egress;    //!< that moves
    Ptr<Mip6AccessChannel> where;   //!< link of the egress device
    Ptr<Mip6AccessChannel> network; //!< link of the ingress device
    Ipv6Address prefix;             //!< of the network, 64 bits
    Ipv6Address homeAddress;        //!< of the router
    NemoRecord record;              //!< what it tells
};

/// The network of this file.
class NemoNetwork
{
  public:
    /// One way between an access link and the home agent.
    static inline const Time AR1_TO_HA = MilliSeconds(12);

    /// @param least time between Router Advertisements @param most time between them
    /// @param routing of home agent and mobile routers; nullptr: static routing
    explicit NemoNetwork(Time least = MilliSeconds(30),
                         Time most = MilliSeconds(70),
                         const Ipv6RoutingHelper* routing = nullptr)
        : m_routing(routing)
    {
        mip6.SetRouterAdvertiserAttribute("MinInterval", TimeValue(least));
        mip6.SetRouterAdvertiserAttribute("MaxInterval", TimeValue(most));
        nemo.SetRouterAdvertiserAttribute("MinInterval", TimeValue(least));
        nemo.SetRouterAdvertiserAttribute("MaxInterval", TimeValue(most));
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
        // Stock ns-3 probes a neighbor now and then, and keeps few packets meanwhile.
        SetUnresolvedQueueSize(PATIENT_QUEUE);
        core = MakeNode();
        cn = MakeNode();
        ha = MakeNode(routing);
        Join(core, cn, "2001:1:0:9::", MilliSeconds(5), false);
        Join(core, ha, "2001:1:0:f000::", MilliSeconds(10), true);
        home = AddLink(ha, "2001:1:0:1::");
        Route(core, "2001:1:0:1::", 64, "2001:1:0:f000::2");
        Route(core, "2001:1:0:100::", 56, "2001:1:0:f000::2");
        ar1 = AddAccess("2001:1:0:2::", "2001:1:0:f001::", MilliSeconds(2));
        ar2 = AddAccess("2001:1:0:3::", "2001:1:0:f002::", MilliSeconds(3));
        mip6.InstallHomeAgent(ha, GetDevice(ha, 2));
        table = nemo.InstallHomeAgent(ha);
        haRecord.Connect(ha->GetObject<Mip6HomeAgent>());
    }

    NemoNetwork(const NemoNetwork&) = delete;
    NemoNetwork& operator=(const NemoNetwork&) = delete;

    ~NemoNetwork()
    {
        Simulator::Destroy();
        SetUnresolvedQueueSize(STOCK_QUEUE);
    }

    /**
     * Add a mobile router, with an entry of the prefix table.
     * @param link that it is on at first
     * @return it; the n-th one has the home address ::100 + n and the network :100 + n::/64
     */
    NemoRouter& AddRouter(const Ptr<Mip6AccessChannel>& link)
    {
        routers.push_back(std::make_unique<NemoRouter>());
        NemoRouter& router = *routers.back();
        const auto number = static_cast<uint16_t>(0x100 + routers.size() - 1);
        router.node = MakeNode(m_routing);
        router.egress = AddStation(router.node, link, false);
        router.where = link;
        router.prefix = MakeAddress(number, 0);
        router.network = AddLink(router.node, router.prefix);
        router.homeAddress = MakeAddress(m_homeSubnet, number);
        if (m_homes > 0)
        {
            Route(core, router.prefix, 64, m_homeWire);
        }
        table->AddNetwork(router.homeAddress, router.prefix, 64);
        NemoHelper::Interfaces interfaces;
        interfaces.egress.Add(router.egress);
        interfaces.ingress.Add(GetDevice(router.node, 2));
        router.role =
            nemo.InstallMobileRouter(router.node, interfaces, {router.homeAddress, homeAgent});
        router.record.Connect(router.role);
        return router;
    }

    /**
     * Add another home agent, 10 ms from core, with a home link of its own. Mobile routers that are
     * added from now on have their home there.
     * @return its home link, 2001:1:0:10::/64 and following
     */
    Ptr<Mip6AccessChannel> AddHomeAgent()
    {
        const auto number = static_cast<uint16_t>(m_homes++);
        const auto agent = MakeNode();
        Join(core, agent, MakeAddress(0xf010 + number, 0), MilliSeconds(10), true);
        m_homeSubnet = 0x10 + number;
        const auto link = AddLink(agent, MakeAddress(m_homeSubnet, 0));
        Route(core, MakeAddress(m_homeSubnet, 0), 64, MakeAddress(0xf010 + number, 2));
        mip6.InstallHomeAgent(agent, GetDevice(agent, 2));
        table = nemo.InstallHomeAgent(agent);
        homeAgent = MakeAddress(m_homeSubnet, 1);
        m_homeWire = MakeAddress(0xf010 + number, 2);
        return link;
    }

    /**
     * Add a fixed node to a network: a stock node without any role.
     * @param router of the network
     * @param host number of the node
     * @return the node
     */
    Ptr<Node> AddFixedNode(const NemoRouter& router, uint16_t host = 2)
    {
        auto node = MakeNode();
        // Interfaces that forward ignore advertisements.
        AddStation(node, router.network, true);
        SetAddress(node, 1, GetFixedAddress(router, host));
        SetDefaultRoute(node, 1, GetFixedAddress(router, 1));
        return node;
    }

    /// @param router of a network @param host number of a node @return its address
    static Ipv6Address GetFixedAddress(const NemoRouter& router, uint16_t host = 2)
    {
        return AddHost(router.prefix, host);
    }

    /// @param router that moves @param at when it leaves its link @param link that it is on 50 ms
    /// later
    void MoveAt(NemoRouter& router, Time at, const Ptr<Mip6AccessChannel>& link)
    {
        Simulator::Schedule(at, [&router] { router.where->Leave(router.egress); });
        Simulator::Schedule(at + MilliSeconds(50), [&router, link] {
            router.where = link;
            router.egress->SetChannel(link);
        });
    }

    /// The ends of a flow.
    struct Ends
    {
        Ptr<Node> from;     //!< sender
        Ipv6Address source; //!< address of the sender
        Ptr<Node> to;       //!< receiver
        Ipv6Address sink;   //!< address of the receiver
    };

    /// @param ends of it @param start of it @param stop of it @param interval between datagrams
    /// @return the flow
    NemoFlow& AddFlow(const Ends& ends, Time start, Time stop, Time interval = MilliSeconds(20))
    {
        flows.push_back(std::make_unique<NemoFlow>());
        NemoFlow& flow = *flows.back();
        const auto port = static_cast<uint16_t>(5000 + flows.size());
        auto sink = Socket::CreateSocket(ends.to, UdpSocketFactory::GetTypeId());
        sink->Bind(Inet6SocketAddress(ends.sink, port));
        sink->SetRecvCallback(MakeCallback(&NemoNetwork::Receive, this).Bind(&flow));
        auto source = Socket::CreateSocket(ends.from, UdpSocketFactory::GetTypeId());
        source->Bind(Inet6SocketAddress(ends.source, port));
        source->Connect(Inet6SocketAddress(ends.sink, port));
        uint32_t number = 0;
        for (Time at = start; at < stop; at += interval, ++number)
        {
            Simulator::Schedule(at, [&flow, source, number] {
                SeqTsHeader header;
                header.SetSeq(number);
                auto packet = Create<Packet>(100);
                packet->AddHeader(header);
                flow.sent[number] = Simulator::Now();
                source->Send(packet);
            });
        }
        return flow;
    }

    /// @param stop end of the run
    void Run(Time stop)
    {
        int64_t stream = 1000;
        for (uint32_t i = 0; i < NodeList::GetNNodes(); ++i)
        {
            stream += Mip6Helper::AssignStreams(NodeContainer(NodeList::GetNode(i)), stream);
        }
        Simulator::Stop(stop);
        Simulator::Run();
    }

    // ----- parts

    /// @param routing of it; nullptr: static routing @return a node with a stock stack
    static Ptr<Node> MakeNode(const Ipv6RoutingHelper* routing = nullptr)
    {
        auto node = CreateObject<Node>();
        InternetStackHelper stack;
        if (routing)
        {
            stack.SetRoutingHelper(*routing);
        }
        stack.SetIpv4StackInstall(false);
        stack.Install(node);
        return node;
    }

    /// @param node any @param interface of it @return its device
    static Ptr<NetDevice> GetDevice(const Ptr<Node>& node, uint32_t interface)
    {
        return node->GetObject<Ipv6>()->GetNetDevice(interface);
    }

    /// @param subnet 2001:1:0:subnet::/64 @param host in it @return its address
    static Ipv6Address MakeAddress(uint16_t subnet, uint16_t host)
    {
        uint8_t octets[16]{0x20,
                           0x01,
                           0x00,
                           0x01,
                           0x00,
                           0x00,
                           static_cast<uint8_t>(subnet >> 8),
                           static_cast<uint8_t>(subnet & 0xFF),
                           0,
                           0,
                           0,
                           0,
                           0,
                           0,
                           static_cast<uint8_t>(host >> 8),
                           static_cast<uint8_t>(host & 0xFF)};
        return Ipv6Address(octets);
    }

    /// @param prefix of 64 bits @param host in it @return its address
    static Ipv6Address AddHost(const Ipv6Address& prefix, uint16_t host)
    {
        uint8_t octets[16];
        prefix.GetBytes(octets);
        octets[14] = static_cast<uint8_t>(host >> 8);
        octets[15] = static_cast<uint8_t>(host & 0xFF);
        return Ipv6Address(octets);
    }

    /// @param node any @param interface of it @param address own, with a prefix of 64 bits
    static void SetAddress(const Ptr<Node>& node, uint32_t interface, const Ipv6Address& address)
    {
        node->GetObject<Ipv6>()->AddAddress(interface,
                                            Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
    }

    /// @param node any @param interface of it @param router next hop
    static void SetDefaultRoute(const Ptr<Node>& node,
                                uint32_t interface,
                                const Ipv6Address& router)
    {
        Ipv6StaticRoutingHelper()
            .GetStaticRouting(node->GetObject<Ipv6>())
            ->SetDefaultRoute(router, interface);
    }

    /// @param node any @param network destination @param length of it @param nextHop on a link of
    /// the node
    static void Route(const Ptr<Node>& node,
                      const Ipv6Address& network,
                      uint8_t length,
                      const Ipv6Address& nextHop)
    {
        const auto ipv6 = node->GetObject<Ipv6>();
        const int32_t interface = ipv6->GetInterfaceForPrefix(nextHop, Ipv6Prefix(64));
        NS_ABORT_MSG_IF(interface < 0, "no interface for " << nextHop);
        Ipv6StaticRoutingHelper().GetStaticRouting(ipv6)->AddNetworkRouteTo(
            network,
            Ipv6Prefix(length),
            nextHop,
            static_cast<uint32_t>(interface));
    }

    /// @param node any @param channel link @param forwards whether it forwards @return its device
    static Ptr<SimpleNetDevice> AddStation(const Ptr<Node>& node,
                                           const Ptr<SimpleChannel>& channel,
                                           bool forwards)
    {
        auto device = CreateObject<SimpleNetDevice>();
        device->SetAddress(Mac48Address::Allocate());
        device->SetMtu(1500);
        node->AddDevice(device);
        device->SetChannel(channel);
        const auto ipv6 = node->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(device);
        ipv6->SetForwarding(interface, forwards);
        ipv6->SetUp(interface);
        return device;
    }

    /// @param router of a new link @param prefix of it, where the router is ::1 @return the link
    static Ptr<Mip6AccessChannel> AddLink(const Ptr<Node>& router, const Ipv6Address& prefix)
    {
        auto channel = CreateObject<Mip6AccessChannel>();
        const auto device = AddStation(router, channel, true);
        const auto ipv6 = router->GetObject<Ipv6>();
        SetAddress(router,
                   static_cast<uint32_t>(ipv6->GetInterfaceForDevice(device)),
                   AddHost(prefix, 1));
        return channel;
    }

    /// @param router of the core, ::1 @param node ::2 @param prefix of their link @param delay of
    /// it @param forwards whether the node does
    static void Join(const Ptr<Node>& router,
                     const Ptr<Node>& node,
                     const Ipv6Address& prefix,
                     Time delay,
                     bool forwards)
    {
        auto channel = CreateObject<SimpleChannel>();
        channel->SetAttribute("Delay", TimeValue(delay));
        const auto ipv6 = router->GetObject<Ipv6>();
        const auto device = AddStation(router, channel, true);
        SetAddress(router,
                   static_cast<uint32_t>(ipv6->GetInterfaceForDevice(device)),
                   AddHost(prefix, 1));
        AddStation(node, channel, forwards);
        SetAddress(node, 1, AddHost(prefix, 2));
        SetDefaultRoute(node, 1, AddHost(prefix, 1));
    }

    /// @param prefix of an access link @param wire prefix of the link to core @param delay of it
    /// @return the access link
    Ptr<Mip6AccessChannel> AddAccess(const Ipv6Address& prefix, const Ipv6Address& wire, Time delay)
    {
        auto router = MakeNode();
        Join(core, router, wire, delay, true);
        auto channel = AddLink(router, prefix);
        Route(core, prefix, 64, AddHost(wire, 2));
        mip6.InstallAccessRouter(router, GetDevice(router, 2));
        accessRouters.push_back(router);
        return channel;
    }

    Ipv6Address homeAgent{"2001:1:0:1::1"};           //!< on the home link
    const Ipv6Address cnAddress{"2001:1:0:9::2"};     //!< of cn
    Mip6Helper mip6;                                  //!< installs home agent and access routers
    NemoHelper nemo;                                  //!< installs mobile routers
    Ptr<Node> core;                                   //!< in the middle
    Ptr<Node> cn;                                     //!< correspondent
    Ptr<Node> ha;                                     //!< home agent
    std::vector<Ptr<Node>> accessRouters;             //!< in the order of ar1, ar2
    Ptr<Mip6AccessChannel> home;                      //!< home link
    Ptr<Mip6AccessChannel> ar1;                       //!< first access link
    Ptr<Mip6AccessChannel> ar2;                       //!< second access link
    Ptr<NemoHomeAgent> table;                         //!< of the home agent
    NemoRecord haRecord;                              //!< what the home agent tells
    std::vector<std::unique_ptr<NemoRouter>> routers; //!< in the order of adding
    std::vector<std::unique_ptr<NemoFlow>> flows;     //!< in the order of adding

  private:
    const Ipv6RoutingHelper* m_routing; //!< see the constructor

    uint16_t m_homeSubnet{1}; //!< of mobile routers that are added
    Ipv6Address m_homeWire;   //!< next hop of core to their home agent, if it is not ha
    uint32_t m_homes{0};      //!< home agents besides ha

    static constexpr uint32_t STOCK_QUEUE = 3;     //!< packets for an address that is resolved
    static constexpr uint32_t PATIENT_QUEUE = 100; //!< likewise, in this network

    /// @param packets for an address that is being resolved, which ns-3 keeps at most
    static void SetUnresolvedQueueSize(uint32_t packets)
    {
        Config::SetDefault("ns3::NdiscCache::UnresolvedQueueSize", UintegerValue(packets));
    }

    /// @param flow of a socket @param socket that has datagrams
    void Receive(NemoFlow* flow, Ptr<Socket> socket)
    {
        while (auto packet = socket->Recv())
        {
            SeqTsHeader header;
            packet->RemoveHeader(header);
            flow->received[header.GetSeq()].push_back(Simulator::Now());
        }
    }
};

} // namespace ns3::mip6::tests

#endif /* NEMO_TEST_NETWORK_H */

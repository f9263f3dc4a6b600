/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BENCHMARK_CHAIN_H
#define MIP6_BENCHMARK_CHAIN_H

#include "mip6-benchmark-measure.h"

#include "ns3/boolean.h"
#include "ns3/internet-module.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * A network in which packets cross the same links whatever their way, since the home agent is on
 * the path.
 *
 *     cn --- r1 --- ha --- r2 --- ar --- mn
 *                   |
 *               home link, with nobody on it
 */

namespace ns3::mip6::benchmarks
{

/// UDP packets from one end to the other.
struct Flow
{
    Ptr<Socket> sender;      //!< of the packets
    Ipv6Address destination; //!< of the packets
};

/// A correspondent and a mobile node that is away from home.
class Chain
{
  public:
    /// @param isOptimized whether both ends take part in route optimization
    explicit Chain(bool isOptimized)
    {
        // As in the demo.
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
        NodeContainer nodes(6);
        InternetStackHelper().Install(nodes);
        for (uint32_t i = 0; i < 4; ++i)
        {
            AddWire(nodes.Get(i), nodes.Get(i + 1), static_cast<uint8_t>(i));
        }
        InstallRoles(nodes, isOptimized);
        m_correspondentSender = Socket::CreateSocket(nodes.Get(0), UdpSocketFactory::GetTypeId());
        m_correspondentSender->Bind6();
        m_homeSender = Socket::CreateSocket(nodes.Get(5), UdpSocketFactory::GetTypeId());
        m_homeSender->Bind6();
        m_careOfSender = Socket::CreateSocket(nodes.Get(5), UdpSocketFactory::GetTypeId());
        m_correspondentReceiver = AddReceiver(nodes.Get(0));
        m_mobileReceiver = AddReceiver(nodes.Get(5));
        // Start-up, detection, and duplicate address detection at both ends.
        Simulator::Stop(Seconds(10));
        Simulator::Run();
        m_mobile->BindToCareOfAddress(m_careOfSender);
        // A packet through the tunnel, which begins route optimization.
        RunBatch(GetHomeFlowToMobile(), 1);
        Simulator::Stop(Seconds(5));
        Simulator::Run();
    }

    ~Chain()
    {
        for (const auto& socket : {m_correspondentSender,
                                   m_homeSender,
                                   m_careOfSender,
                                   m_correspondentReceiver,
                                   m_mobileReceiver})
        {
            socket->Close();
        }
    }

    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;

    /// @return whether packets of the home address take the tunnel
    bool IsTunnelled() const
    {
        return m_homeAgent->GetTunnelCount() == 1 && m_mobile->GetDirectPathCount() == 0;
    }

    /// @return whether packets of the home address take the direct path, both ways
    bool IsOptimized() const
    {
        return m_correspondent && m_correspondent->GetDirectPathCount() == 1 &&
               m_mobile->GetDirectPathCount() == 1;
    }

    /// @return packets from the correspondent to the home address
    Flow GetHomeFlowToMobile() const
    {
        return {m_correspondentSender, m_mobile->GetHomeAddress()};
    }

    /// @return packets from the correspondent to the care-of address
    Flow GetPlainFlowToMobile() const
    {
        return {m_correspondentSender,
                m_mobile->GetCareOfAddress().value_or(Ipv6Address::GetAny())};
    }

    /// @return packets from the home address to the correspondent
    Flow GetHomeFlowFromMobile() const
    {
        return {m_homeSender, m_correspondentAddress};
    }

    /// @return packets from the care-of address to the correspondent
    Flow GetPlainFlowFromMobile() const
    {
        return {m_careOfSender, m_correspondentAddress};
    }

    /**
     * @param flow of the packets
     * @param packets how many
     * @return time of the event loop per packet in seconds; negative if packets got lost
     */
    double RunBatch(const Flow& flow, uint32_t packets = BATCH)
    {
        const Address receiver = Inet6SocketAddress(flow.destination, PORT);
        for (uint32_t i = 0; i < packets; ++i)
        {
            Simulator::Schedule(MicroSeconds(uint64_t{50} * i), [sender = flow.sender, receiver] {
                sender->SendTo(Create<Packet>(DATA_OCTETS), 0, receiver);
            });
        }
        const uint32_t before = m_received;
        // Time for the last packets to arrive.
        const double elapsed =
            RunEventLoop(MicroSeconds(uint64_t{50} * packets) + MilliSeconds(20));
        return m_received - before != packets ? -1 : elapsed / packets;
    }

  private:
    /// Octets of data, as in the demo.
    static constexpr uint32_t DATA_OCTETS = 160;
    /// Port of the receivers.
    static constexpr uint16_t PORT = 9;

    /// @param nodes from left to right @param isOptimized whether both ends know the direct path
    void InstallRoles(const NodeContainer& nodes, bool isOptimized)
    {
        const auto homeLink = CreateObject<Mip6AccessChannel>();
        const auto accessLink = CreateObject<Mip6AccessChannel>();
        const auto haDevice = AddRouterStation(nodes.Get(2), homeLink, "2001:1:0:1::");
        const auto arDevice = AddRouterStation(nodes.Get(4), accessLink, "2001:1:0:2::");
        const auto mnDevice = AddStation(nodes.Get(5), accessLink);
        Ipv6AddressHelper().AssignWithoutAddress(NetDeviceContainer(mnDevice));
        Mip6Helper mip6;
        mip6.SetMobileNodeAttribute("RouteOptimization", BooleanValue(isOptimized));
        mip6.InstallAccessRouter(nodes.Get(4), arDevice);
        m_homeAgent = mip6.InstallHomeAgent(nodes.Get(2), haDevice);
        m_mobile = mip6.InstallMobileNode(nodes.Get(5),
                                          mnDevice,
                                          "2001:1:0:1::100",
                                          m_homeAgent->GetAddress());
        if (isOptimized)
        {
            m_correspondent = mip6.InstallCorrespondentNode(nodes.Get(0));
        }
        m_correspondentAddress = nodes.Get(0)->GetObject<Ipv6>()->GetAddress(1, 1).GetAddress();
    }

    /// @param node gets a socket that counts packets @return the socket
    Ptr<Socket> AddReceiver(Ptr<Node> node)
    {
        auto receiver = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        receiver->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
        receiver->SetRecvCallback([this](Ptr<Socket> socket) {
            while (socket->Recv())
            {
                ++m_received;
            }
        });
        return receiver;
    }

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

    Ptr<Mip6HomeAgent> m_homeAgent;             //!< on the path
    Ptr<Mip6MobileNode> m_mobile;               //!< away from home
    Ptr<Mip6CorrespondentNode> m_correspondent; //!< with route optimization only
    Ipv6Address m_correspondentAddress;         //!< its global address
    Ptr<Socket> m_correspondentSender;          //!< of the correspondent
    Ptr<Socket> m_correspondentReceiver;        //!< of the correspondent
    Ptr<Socket> m_homeSender;                   //!< of the mobile node
    Ptr<Socket> m_careOfSender;   //!< of the mobile node, bound to its care-of address
    Ptr<Socket> m_mobileReceiver; //!< of the mobile node
    uint32_t m_received{0};       //!< packets
};

} // namespace ns3::mip6::benchmarks

#endif /* MIP6_BENCHMARK_CHAIN_H */

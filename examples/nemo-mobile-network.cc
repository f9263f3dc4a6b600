/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A network moves: a mobile router visits an access link and returns home, while a correspondent
// sends echo requests to a node behind it, a stock ns-3 node that knows nothing of it. Written with
// the helpers of ns-3, Mip6Helper and NemoHelper alone.
//
//                               home link 2001:1::/64
//                  .-- 10 ms -- ha ------- mr (at first, and from 20 s)
//     cn -- 20 ms -- core                   |
//                  '--- 5 ms -- ar -------- mr (from 10 s)
//                               access link |
//                               2001:2::/64 '-- node (mobile network 2001:1:0:100::/64)
//
// nemo-mobile-network --stop=30s

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/internet-module.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/nemo-helper.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <iomanip>
#include <iostream>

using namespace ns3;

/// Join two nodes and add routes.
/// @param ends the core router, and a node that reaches everything through it
/// @param delay of the wire @param network of the wire @param behind network behind the second end
static void
AddWire(const NodeContainer& ends, const char* delay, Ipv6Address network, Ipv6Address behind)
{
    PointToPointHelper wire;
    wire.SetDeviceAttribute("DataRate", StringValue("100Mbps"));
    wire.SetChannelAttribute("Delay", StringValue(delay));
    auto interfaces = Ipv6AddressHelper(network, Ipv6Prefix(64)).Assign(wire.Install(ends));
    interfaces.SetForwarding(0, true);
    interfaces.SetForwarding(1, true);
    Ipv6StaticRoutingHelper routing;
    routing.GetStaticRouting(ends.Get(0)->GetObject<Ipv6>())
        ->AddNetworkRouteTo(behind,
                            Ipv6Prefix(32),
                            interfaces.GetAddress(1, 1),
                            interfaces.GetInterfaceIndex(0));
    routing.GetStaticRouting(ends.Get(1)->GetObject<Ipv6>())
        ->SetDefaultRoute(interfaces.GetAddress(0, 1), interfaces.GetInterfaceIndex(1));
}

/// @param node gets the device @param channel its first link @return a device that can change links
static Ptr<SimpleNetDevice>
AddStation(Ptr<Node> node, Ptr<Mip6AccessChannel> channel)
{
    auto device = CreateObject<SimpleNetDevice>();
    device->SetAddress(Mac48Address::Allocate());
    device->SetMtu(1500);
    node->AddDevice(device);
    device->SetChannel(channel);
    return device;
}

/// @param router gets a device @param channel its link @param network of the link @return the
/// device
static Ptr<NetDevice>
AddRouterStation(Ptr<Node> router, Ptr<Mip6AccessChannel> channel, Ipv6Address network)
{
    const Ptr<NetDevice> device = AddStation(router, channel);
    Ipv6AddressHelper(network, Ipv6Prefix(64)).Assign(device).SetForwarding(0, true);
    return device;
}

/// @param phase step of a handover @param address that it is about
static void
PrintPhase(Mip6HandoverPhase phase, Ipv6Address address)
{
    std::cout << std::fixed << std::setprecision(3) << std::setw(8) << Now().GetSeconds() << " s  "
              << std::left << std::setw(21) << GetName(phase) << std::right << address << "\n";
}

/// @param count is raised by one
static void
Count(uint32_t* count, Ptr<const Packet>)
{
    ++*count;
}

int
main(int argc, char* argv[])
{
    Time stop = Seconds(30);
    CommandLine command(__FILE__);
    command.AddValue("stop", "Length of the run", stop);
    command.Parse(argc, argv);

    NodeContainer nodes(6);
    const auto core = nodes.Get(0);
    const auto cn = nodes.Get(1);
    const auto ha = nodes.Get(2);
    const auto ar = nodes.Get(3);
    const auto mr = nodes.Get(4);
    const auto node = nodes.Get(5);
    InternetStackHelper().Install(nodes);
    AddWire({core, cn}, "20ms", "2001:a::", "2001:a::");
    AddWire({core, ha}, "10ms", "2001:b::", "2001:1::");
    AddWire({core, ar}, "5ms", "2001:c::", "2001:2::");
    const auto homeLink = CreateObject<Mip6AccessChannel>();
    const auto accessLink = CreateObject<Mip6AccessChannel>();
    const auto network = CreateObject<Mip6AccessChannel>();
    const auto haDevice = AddRouterStation(ha, homeLink, "2001:1::");
    const auto arDevice = AddRouterStation(ar, accessLink, "2001:2::");
    const auto egress = AddStation(mr, homeLink);
    const auto ingress = AddRouterStation(mr, network, "2001:1:0:100::");
    // The fixed node learns its address and its default router from the mobile router.
    const auto nodeDevice = AddStation(node, network);
    NetDeviceContainer hosts(egress);
    hosts.Add(nodeDevice);
    Ipv6AddressHelper().AssignWithoutAddress(hosts);
    const auto nodeAddress = Ipv6Address::MakeAutoconfiguredAddress(nodeDevice->GetAddress(),
                                                                    Ipv6Address("2001:1:0:100::"));

    const Ipv6Address homeAddress = "2001:1::100";
    Mip6Helper mip6;
    mip6.InstallAccessRouter(ar, arDevice);
    const Ipv6Address homeAgent = mip6.InstallHomeAgent(ha, haDevice)->GetAddress();
    NemoHelper nemo;
    nemo.InstallHomeAgent(ha);
    const auto role = nemo.InstallMobileRouter(mr,
                                               {NetDeviceContainer(egress), ingress},
                                               {homeAddress, homeAgent});
    role->TraceConnectWithoutContext("HandoverPhase", MakeCallback(&PrintPhase));
    // Makes the network known to the home agent, and reached when the mobile router is at home.
    Ipv6StaticRoutingHelper()
        .GetStaticRouting(ha->GetObject<Ipv6>())
        ->AddNetworkRouteTo("2001:1:0:100::",
                            Ipv6Prefix(64),
                            homeAddress,
                            ha->GetObject<Ipv6>()->GetInterfaceForDevice(haDevice));

    // Moves: 50 ms without a link each.
    Simulator::Schedule(Seconds(10.00), &Mip6AccessChannel::Leave, homeLink, egress);
    Simulator::Schedule(Seconds(10.05), &SimpleNetDevice::SetChannel, egress, accessLink);
    Simulator::Schedule(Seconds(20.00), &Mip6AccessChannel::Leave, accessLink, egress);
    Simulator::Schedule(Seconds(20.05), &SimpleNetDevice::SetChannel, egress, homeLink);

    UdpEchoServerHelper(9).Install(node);
    UdpEchoClientHelper client(nodeAddress, 9);
    client.SetAttribute("Interval", TimeValue(MilliSeconds(100)));
    client.SetAttribute("MaxPackets", UintegerValue(UINT32_MAX));
    auto clients = client.Install(cn);
    clients.Start(Seconds(3));
    uint32_t sent = 0;
    uint32_t answered = 0;
    clients.Get(0)->TraceConnectWithoutContext("Tx", MakeBoundCallback(&Count, &sent));
    clients.Get(0)->TraceConnectWithoutContext("Rx", MakeBoundCallback(&Count, &answered));

    Simulator::Stop(stop);
    Simulator::Run();
    std::cout << "echo requests " << sent << ", answered " << answered << "\n";
    Simulator::Destroy();
    return 0;
}

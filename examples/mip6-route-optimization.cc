/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A mobile node away from home answers the echo requests of two nodes. One of them is a
// correspondent node: after return routability and a Binding Update its packets need no home agent.
// The other one knows no Mobile IPv6 and reports that: its packets stay in the tunnel.
//
//     cn ----- 5 ms --.                      home link 2001:1::/64
//                      ar ----- 50 ms ----- ha ------- mn (at first, and from 25 s)
//     plain -- 8 ms --' |
//                       '---- mn (from 10 s)
//                       access link 2001:2::/64
//
// mip6-route-optimization --stop=30s --ns3::Mip6MobileNode::RouteOptimization=false

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/internet-module.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <iomanip>
#include <iostream>

using namespace ns3;

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
    const Ipv6Address next = interfaces.GetAddress(1, 1);
    Ipv6StaticRoutingHelper routing;
    routing.GetStaticRouting(ends.Get(0)->GetObject<Ipv6>())
        ->AddNetworkRouteTo(behind, Ipv6Prefix(64), next, interfaces.GetInterfaceIndex(0));
    routing.GetStaticRouting(ends.Get(1)->GetObject<Ipv6>())
        ->SetDefaultRoute(interfaces.GetAddress(0, 1), interfaces.GetInterfaceIndex(1));
}

/// @return a line that begins with the time
static std::ostream&
BeginLine()
{
    std::cout << std::fixed << std::setprecision(3) << std::setw(7) << Now().GetSeconds() << " s  ";
    return std::cout;
}

/// @param phase step of a handover @param address that it is about, such as that of a correspondent
static void
PrintPhase(Mip6HandoverPhase phase, Ipv6Address address)
{
    BeginLine() << GetName(phase) << " " << address << "\n";
}

/// Echo requests of a node.
struct Echo
{
    const char* node;         //!< its name
    Time sentAt{};            //!< latest request
    int64_t milliseconds{-1}; //!< round trip of the one before
};

/// @param echo whose request leaves
static void
NoteRequest(Echo* echo, Ptr<const Packet>)
{
    echo->sentAt = Now();
}

/// @param echo whose request is answered: a new round-trip time is printed
static void
PrintAnswer(Echo* echo, Ptr<const Packet>)
{
    const int64_t before = echo->milliseconds;
    echo->milliseconds = (Now() - echo->sentAt).GetMilliSeconds();
    if (echo->milliseconds != before)
    {
        BeginLine() << echo->node << ": round trip " << echo->milliseconds << " ms\n";
    }
}

int
main(int argc, char* argv[])
{
    Time stop = Seconds(40);
    CommandLine command(__FILE__);
    command.AddValue("stop", "Length of the run", stop);
    command.Parse(argc, argv);

    NodeContainer nodes(5);
    const auto ar = nodes.Get(0);
    const auto ha = nodes.Get(1);
    const auto cn = nodes.Get(2);
    const auto plain = nodes.Get(3);
    const auto mn = nodes.Get(4);
    InternetStackHelper().Install(nodes);
    AddWire({ar, ha}, "50ms", "2001:a::", "2001:1::");
    AddWire({ar, cn}, "5ms", "2001:b::", "2001:b::");
    AddWire({ar, plain}, "8ms", "2001:c::", "2001:c::");
    auto homeLink = CreateObject<Mip6AccessChannel>();
    auto accessLink = CreateObject<Mip6AccessChannel>();
    SimpleNetDeviceHelper station;
    const auto haDevice = station.Install(ha, homeLink);
    const auto arDevice = station.Install(ar, accessLink);
    const auto mnDevice = DynamicCast<SimpleNetDevice>(station.Install(mn, homeLink).Get(0));
    Ipv6AddressHelper("2001:1::", Ipv6Prefix(64)).Assign(haDevice).SetForwarding(0, true);
    Ipv6AddressHelper("2001:2::", Ipv6Prefix(64)).Assign(arDevice).SetForwarding(0, true);
    Ipv6AddressHelper().AssignWithoutAddress(NetDeviceContainer(mnDevice));

    Mip6Helper mip6;
    mip6.InstallAccessRouter(ar, arDevice.Get(0));
    mip6.InstallCorrespondentNode(cn);
    Mip6Helper::InstallUnknownHeaderAnswer(plain); // without it, a stock node is silent
    const Ipv6Address homeAgent = mip6.InstallHomeAgent(ha, haDevice.Get(0))->GetAddress();
    mip6.InstallMobileNode(mn, mnDevice, "2001:1::100", homeAgent)
        ->TraceConnectWithoutContext("HandoverPhase", MakeCallback(&PrintPhase));

    // Moves: 50 ms without a link each.
    Simulator::Schedule(Seconds(10.00), &Mip6AccessChannel::Leave, homeLink, mnDevice);
    Simulator::Schedule(Seconds(10.05), &SimpleNetDevice::SetChannel, mnDevice, accessLink);
    Simulator::Schedule(Seconds(25.00), &Mip6AccessChannel::Leave, accessLink, mnDevice);
    Simulator::Schedule(Seconds(25.05), &SimpleNetDevice::SetChannel, mnDevice, homeLink);

    UdpEchoServerHelper(9).Install(mn);
    UdpEchoClientHelper client(Ipv6Address("2001:1::100"), 9); // one request a second
    client.SetAttribute("MaxPackets", UintegerValue(UINT32_MAX));
    auto clients = client.Install({cn, plain});
    clients.Start(Seconds(3));
    Echo echoes[] = {{"cn"}, {"plain"}};
    for (uint32_t i = 0; i < clients.GetN(); ++i)
    {
        const auto app = clients.Get(i);
        app->TraceConnectWithoutContext("Tx", MakeBoundCallback(&NoteRequest, &echoes[i]));
        app->TraceConnectWithoutContext("Rx", MakeBoundCallback(&PrintAnswer, &echoes[i]));
    }
    Simulator::Stop(stop);
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}

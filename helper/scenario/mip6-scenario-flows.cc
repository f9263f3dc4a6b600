/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-flows.h"

#include "mip6-echo-application.h"

#include "ns3/boolean.h"
#include "ns3/bulk-send-application.h"
#include "ns3/data-rate.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/onoff-application.h"
#include "ns3/packet-sink.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <string>

namespace ns3::mip6
{

namespace
{

/// Octets that the TCP source writes at a time: the default segment of ns-3, so that usually each
/// piece with its number and time travels in a segment of its own.
constexpr uint32_t TCP_WRITE_OCTETS = 536;

/// Buffer of a TCP receiver in ns-3, unless more is needed.
constexpr uint32_t DEFAULT_RECEIVE_OCTETS = 131072;

/// @param kind of traffic @return socket factory for it
TypeId
GetSocketFactory(TrafficKind kind)
{
    return kind == TrafficKind::TCP ? TcpSocketFactory::GetTypeId() : UdpSocketFactory::GetTypeId();
}

/// @param flow its description @param ends where it runs @return its receiver
Ptr<PacketSink>
MakeSink(const NetworkFlow& flow, const FlowEnds& ends)
{
    auto sink = CreateObject<PacketSink>();
    sink->SetAttribute("Protocol", TypeIdValue(GetSocketFactory(flow.traffic.kind)));
    sink->SetAttribute("Local", AddressValue(Inet6SocketAddress(Ipv6Address::GetAny(), flow.port)));
    sink->SetAttribute("EnableSeqTsSizeHeader", BooleanValue(true));
    ends.sink->AddApplication(sink);
    return sink;
}

/// @param application source @param flow its description @param ends where it runs
void
SetCommonAttributes(Ptr<Application> application, const NetworkFlow& flow, const FlowEnds& ends)
{
    application->SetAttribute("Remote",
                              AddressValue(Inet6SocketAddress(ends.destination, flow.port)));
    application->SetAttribute("EnableSeqTsSizeHeader", BooleanValue(true));
    if (ends.local)
    {
        application->SetAttribute("Local", AddressValue(Inet6SocketAddress(*ends.local, 0)));
    }
    if (flow.traffic.stop)
    {
        application->SetStopTime(*flow.traffic.stop);
    }
    ends.source->AddApplication(application);
}

/// @param flow its description @return its sender, at a constant rate
Ptr<OnOffApplication>
MakeConstantSource(const NetworkFlow& flow)
{
    auto source = CreateObject<OnOffApplication>();
    source->SetAttribute("Protocol", TypeIdValue(UdpSocketFactory::GetTypeId()));
    source->SetAttribute("DataRate", DataRateValue(flow.traffic.rate));
    source->SetAttribute("PacketSize", UintegerValue(flow.traffic.packet));
    source->SetAttribute("OnTime", StringValue("ns3::ConstantRandomVariable[Constant=1e9]"));
    source->SetAttribute("OffTime", StringValue("ns3::ConstantRandomVariable[Constant=0]"));
    // The application waits one interval before its first packet.
    const double bits = flow.traffic.packet * 8.0;
    const Time interval = Seconds(bits / static_cast<double>(flow.traffic.rate.GetBitRate()));
    source->SetStartTime(std::max(flow.traffic.start - interval, Time(0)));
    return source;
}

/// @param flow its description @return its sender, as fast as possible
Ptr<BulkSendApplication>
MakeBulkSource(const NetworkFlow& flow)
{
    auto source = CreateObject<BulkSendApplication>();
    source->SetAttribute("Protocol", TypeIdValue(TcpSocketFactory::GetTypeId()));
    source->SetAttribute("SendSize", UintegerValue(TCP_WRITE_OCTETS));
    source->SetAttribute("MaxBytes", UintegerValue(0));
    source->SetStartTime(flow.traffic.start);
    return source;
}

/// @param flow its description @param ends where it runs
/// @return its sender, which is its receiver, too
Ptr<EchoApplication>
MakeEchoSource(const NetworkFlow& flow, const FlowEnds& ends)
{
    auto source = CreateObject<EchoApplication>();
    source->SetAttribute("Remote", Ipv6AddressValue(ends.destination));
    source->SetAttribute("Local", Ipv6AddressValue(*ends.local));
    source->SetAttribute("Interval", TimeValue(flow.traffic.interval));
    source->SetAttribute("PacketSize", UintegerValue(flow.traffic.packet));
    // The port of the flow is as good as any number that no other flow has.
    source->SetAttribute("Identifier", UintegerValue(flow.port));
    source->SetStartTime(flow.traffic.start);
    if (flow.traffic.stop)
    {
        source->SetStopTime(*flow.traffic.stop);
    }
    ends.source->AddApplication(source);
    return source;
}

/// @param application that has just started @param action that needs its socket
template <typename F>
void
AfterStart(Ptr<Application> application, F action)
{
    TimeValue startAt;
    application->GetAttribute("StartTime", startAt);
    // Sockets are made when applications start; nothing can have come back to them this soon.
    Simulator::ScheduleWithContext(application->GetNode()->GetId(),
                                   startAt.Get() + NanoSeconds(1),
                                   action);
}

/// Let a flow find an address when it starts.
/// @param application that sends @param attribute to set then @param make its value
template <typename F>
void
SetAtStart(Ptr<Application> application, const std::string& attribute, F make)
{
    TimeValue startAt;
    application->GetAttribute("StartTime", startAt);
    // Applications schedule their start when the simulation begins, which is after this.
    Simulator::ScheduleWithContext(
        application->GetNode()->GetId(),
        startAt.Get(),
        [application, attribute, make]() { application->SetAttribute(attribute, make()); });
}

/// @param flow with its source @param ends where it runs
void
FindAddressesAtStart(const NetworkFlow& flow, const FlowEnds& ends)
{
    const bool isPing = flow.traffic.kind == TrafficKind::PING;
    const auto find = ends.findDestination;
    const uint16_t port = flow.port;
    if (find && isPing)
    {
        SetAtStart(flow.source, "Remote", [find]() { return Ipv6AddressValue(find()); });
    }
    else if (find)
    {
        SetAtStart(flow.source, "Remote", [find, port]() {
            return AddressValue(Inet6SocketAddress(find(), port));
        });
    }
    if (ends.findLocal)
    {
        const auto findLocal = ends.findLocal;
        SetAtStart(flow.source, "Local", [findLocal]() { return Ipv6AddressValue(findLocal()); });
    }
}

/// Limit how much is under way: by the sender's buffer, and with more room at the receiver. The
/// receiver's window must not be what stops the sender: when it is filled exactly and a segment is
/// lost, TcpTxBuffer::NextSeg of ns-3 3.37 asks for a segment of no octets and the program ends.
/// @param source sender @param sink receiver @param octets under way at most
void
LimitWindow(Ptr<BulkSendApplication> source, Ptr<PacketSink> sink, uint32_t octets)
{
    const uint32_t receiveOctets = std::max(DEFAULT_RECEIVE_OCTETS, 2 * octets);
    AfterStart(sink, [sink, receiveOctets]() {
        sink->GetListeningSocket()->SetAttribute("RcvBufSize", UintegerValue(receiveOctets));
    });
    AfterStart(source, [source, octets]() {
        source->GetSocket()->SetAttribute("SndBufSize", UintegerValue(octets));
    });
}

} // namespace

int64_t
InstallFlow(NetworkFlow& flow, const FlowEnds& ends, int64_t stream)
{
    if (flow.traffic.kind == TrafficKind::PING)
    {
        flow.source = MakeEchoSource(flow, ends);
        flow.sink = flow.source;
        FindAddressesAtStart(flow, ends);
        return 0;
    }
    const Ptr<PacketSink> sink = MakeSink(flow, ends);
    flow.sink = sink;
    if (flow.traffic.kind == TrafficKind::TCP)
    {
        const Ptr<BulkSendApplication> source = MakeBulkSource(flow);
        flow.source = source;
        SetCommonAttributes(source, flow, ends);
        FindAddressesAtStart(flow, ends);
        LimitWindow(source, sink, flow.traffic.window);
        return 0;
    }
    const Ptr<OnOffApplication> source = MakeConstantSource(flow);
    flow.source = source;
    SetCommonAttributes(source, flow, ends);
    FindAddressesAtStart(flow, ends);
    return source->AssignStreams(stream);
}

} // namespace ns3::mip6

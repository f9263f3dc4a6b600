/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-echo-application.h"

#include "ns3/icmpv6-header.h"
#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-raw-socket-factory.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3::mip6
{

NS_LOG_COMPONENT_DEFINE("Mip6EchoApplication");

NS_OBJECT_ENSURE_REGISTERED(EchoApplication);

TypeId
EchoApplication::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::mip6::EchoApplication")
            .SetParent<Application>()
            .SetGroupName("Mip6")
            .AddConstructor<EchoApplication>()
            .AddAttribute("Local",
                          "Source of the requests.",
                          Ipv6AddressValue(),
                          MakeIpv6AddressAccessor(&EchoApplication::m_local),
                          MakeIpv6AddressChecker())
            .AddAttribute("Remote",
                          "Destination of the requests.",
                          Ipv6AddressValue(),
                          MakeIpv6AddressAccessor(&EchoApplication::m_remote),
                          MakeIpv6AddressChecker())
            .AddAttribute("Interval",
                          "From one request to the next.",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&EchoApplication::m_interval),
                          MakeTimeChecker(NanoSeconds(1)))
            .AddAttribute("PacketSize",
                          "Octets of data in a request, 20 of them a header with number and time.",
                          UintegerValue(56),
                          MakeUintegerAccessor(&EchoApplication::m_octets),
                          MakeUintegerChecker<uint32_t>(20, 65000))
            .AddAttribute("Identifier",
                          "Identifier of the requests, one for each application of a node.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&EchoApplication::m_identifier),
                          MakeUintegerChecker<uint16_t>())
            .AddTraceSource("TxWithSeqTsSize",
                            "A request is sent.",
                            MakeTraceSourceAccessor(&EchoApplication::m_sentTrace),
                            "ns3::mip6::EchoApplication::EchoTracedCallback")
            .AddTraceSource("RxWithSeqTsSize",
                            "A reply to a request was received.",
                            MakeTraceSourceAccessor(&EchoApplication::m_receivedTrace),
                            "ns3::mip6::EchoApplication::EchoTracedCallback");
    return tid;
}

void
EchoApplication::DoDispose()
{
    m_socket = nullptr;
    Application::DoDispose();
}

void
EchoApplication::StartApplication()
{
    m_socket = Socket::CreateSocket(GetNode(), Ipv6RawSocketFactory::GetTypeId());
    m_socket->SetAttribute("Protocol", UintegerValue(Icmpv6L4Protocol::GetStaticProtocolNumber()));
    m_socket->SetRecvCallback(MakeCallback(&EchoApplication::OnReceived, this));
    SendRequest();
}

void
EchoApplication::StopApplication()
{
    m_next.Cancel();
}

void
EchoApplication::SendRequest()
{
    SeqTsSizeHeader header;
    header.SetSeq(m_sequence);
    header.SetSize(m_octets);
    const uint32_t headerOctets = std::min(header.GetSerializedSize(), m_octets);
    auto packet = Create<Packet>(m_octets - headerOctets);
    packet->AddHeader(header);
    Icmpv6Echo echo(true);
    echo.SetId(m_identifier);
    echo.SetSeq(static_cast<uint16_t>(m_sequence));
    echo.CalculatePseudoHeaderChecksum(
        m_local,
        m_remote,
        static_cast<uint16_t>(packet->GetSize() + echo.GetSerializedSize()),
        Icmpv6L4Protocol::GetStaticProtocolNumber());
    packet->AddHeader(echo);
    NS_LOG_INFO("request " << m_sequence << " to " << m_remote);
    m_sentTrace(packet, Inet6SocketAddress(m_local, 0), Inet6SocketAddress(m_remote, 0), header);
    ++m_sequence;
    m_next = Simulator::Schedule(m_interval, &EchoApplication::SendRequest, this);
    // Without a route, so that the address alone decides which way the request takes.
    GetNode()->GetObject<Ipv6>()->Send(packet,
                                       m_local,
                                       m_remote,
                                       Icmpv6L4Protocol::GetStaticProtocolNumber(),
                                       nullptr);
}

void
EchoApplication::OnReceived(Ptr<Socket> socket)
{
    while (const Ptr<Packet> packet = socket->Recv())
    {
        HandlePacket(packet);
    }
}

void
EchoApplication::HandlePacket(const Ptr<Packet>& packet)
{
    Ipv6Header ipv6;
    Icmpv6Echo echo(false);
    SeqTsSizeHeader header;
    const uint32_t least =
        ipv6.GetSerializedSize() + echo.GetSerializedSize() + header.GetSerializedSize();
    if (packet->GetSize() < least)
    {
        return;
    }
    packet->RemoveHeader(ipv6);
    const Ptr<const Packet> reply = packet->Copy();
    packet->RemoveHeader(echo);
    const bool fits = echo.GetType() == Icmpv6Header::ICMPV6_ECHO_REPLY &&
                      echo.GetId() == m_identifier && ipv6.GetDestination() == m_local;
    if (!fits)
    {
        return;
    }
    packet->PeekHeader(header);
    m_receivedTrace(reply,
                    Inet6SocketAddress(ipv6.GetSource(), 0),
                    Inet6SocketAddress(ipv6.GetDestination(), 0),
                    header);
}

} // namespace ns3::mip6

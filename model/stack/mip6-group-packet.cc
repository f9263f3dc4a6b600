/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-group-packet.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/socket.h"

namespace ns3
{

void
SendGroupPacket(const Ptr<Ipv6L3Protocol>& ipv6,
                uint32_t interface,
                const Ptr<Packet>& payload,
                const Ipv6Header& header)
{
    if (header.GetHopLimit() <= 1)
    {
        return;
    }
    SocketIpv6HopLimitTag hopLimit;
    hopLimit.SetHopLimit(header.GetHopLimit() - 1);
    payload->ReplacePacketTag(hopLimit);
    SocketIpv6TclassTag trafficClass;
    trafficClass.SetTclass(header.GetTrafficClass());
    payload->ReplacePacketTag(trafficClass);
    auto route = Create<Ipv6Route>();
    route->SetSource(header.GetSource());
    route->SetDestination(header.GetDestination());
    route->SetGateway(Ipv6Address::GetAny());
    route->SetOutputDevice(ipv6->GetNetDevice(interface));
    ipv6->Send(payload, header.GetSource(), header.GetDestination(), header.GetNextHeader(), route);
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-routing.h"

#include "mip6-role.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6Routing");
NS_OBJECT_ENSURE_REGISTERED(Mip6Routing);

TypeId
Mip6Routing::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6Routing")
                            .SetParent<Ipv6ListRouting>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6Routing>();
    return tid;
}

void
Mip6Routing::Install(Mip6Stack* stack, Ptr<Ipv6RoutingProtocol> inner)
{
    m_stack = stack;
    m_inner = inner;
    m_innerList = DynamicCast<Ipv6ListRouting>(inner);
    m_forwardRoute = MakeVirtualRoute(Ipv6Address::GetAny());
}

void
Mip6Routing::DoDispose()
{
    m_stack = nullptr;
    m_ipv6 = nullptr;
    m_innerList = nullptr;
    m_forwardRoute = nullptr;
    if (m_inner)
    {
        m_inner->Dispose();
        m_inner = nullptr;
    }
    Ipv6ListRouting::DoDispose();
}

Ptr<Ipv6Route>
Mip6Routing::MakeVirtualRoute(const Ipv6Address& source) const
{
    auto route = Create<Ipv6Route>();
    route->SetSource(source);
    route->SetGateway(Ipv6Address::GetAny());
    route->SetOutputDevice(m_stack->GetVirtualDevice());
    return route;
}

Ptr<Ipv6Route>
Mip6Routing::RouteDirect(const Ipv6Header& header)
{
    Socket::SocketErrno error = Socket::ERROR_NOTERROR;
    return m_inner->RouteOutput(nullptr, header, GetSourceDevice(header.GetSource()), error);
}

Ptr<NetDevice>
Mip6Routing::GetSourceDevice(const Ipv6Address& source) const
{
    for (const auto& role : m_stack->GetRoles())
    {
        if (auto device = role->GetSourceDevice(source))
        {
            return device;
        }
    }
    return nullptr;
}

Ptr<Ipv6Route>
Mip6Routing::RouteSignalling(const Mip6RouteRequest& request)
{
    if (auto route = Steer(request))
    {
        return route;
    }
    Ipv6Header header;
    header.SetSource(request.source);
    header.SetDestination(request.destination);
    return RouteDirect(header);
}

Ptr<Ipv6StaticRouting>
Mip6Routing::GetStaticRouting() const
{
    for (uint32_t i = 0; i < GetNRoutingProtocols(); ++i)
    {
        int16_t priority = 0;
        if (auto routing = DynamicCast<Ipv6StaticRouting>(GetRoutingProtocol(i, priority)))
        {
            return routing;
        }
    }
    return nullptr;
}

Ptr<Ipv6Route>
Mip6Routing::Steer(const Mip6RouteRequest& request) const
{
    for (const auto& role : m_stack->GetRoles())
    {
        if (const auto source = role->SteerOutput(request))
        {
            NS_LOG_LOGIC("to " << request.destination << " through the virtual device");
            auto route = MakeVirtualRoute(*source);
            route->SetDestination(request.destination);
            return route;
        }
    }
    return nullptr;
}

Ptr<Ipv6Route>
Mip6Routing::RouteOutput(Ptr<Packet> packet,
                         const Ipv6Header& header,
                         Ptr<NetDevice> outputDevice,
                         Socket::SocketErrno& error)
{
    const bool isDeviceChosen = outputDevice && outputDevice != m_stack->GetVirtualDevice();
    if (auto steered = Steer(
            {header.GetSource(), header.GetDestination(), isDeviceChosen, Mip6PacketKind::DATA}))
    {
        error = Socket::ERROR_NOTERROR;
        return steered;
    }
    auto route =
        m_inner->RouteOutput(packet,
                             header,
                             outputDevice ? outputDevice : GetSourceDevice(header.GetSource()),
                             error);
    if (route && header.GetSource().IsAny())
    {
        RepairSource(route, header.GetDestination());
    }
    return route;
}

void
Mip6Routing::RepairSource(const Ptr<Ipv6Route>& route, const Ipv6Address& destination) const
{
    for (const auto& role : m_stack->GetRoles())
    {
        if (const auto better = role->ImproveSource(route->GetSource()))
        {
            route->SetSource(*better);
        }
    }
    if (!route->GetSource().IsLinkLocal() || destination.IsLinkLocal() || destination.IsMulticast())
    {
        return;
    }
    const int32_t interface = m_ipv6->GetInterfaceForDevice(route->GetOutputDevice());
    const Ipv6Address source = m_ipv6->SourceAddressSelection(interface, destination);
    if (!source.IsLinkLocal())
    {
        route->SetSource(source);
    }
}

bool
// NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
Mip6Routing::RouteInput(Ptr<const Packet> packet,
                        const Ipv6Header& header,
                        Ptr<const NetDevice> inputDevice,
                        MIP6_ROUTE_CALLBACK(UnicastForwardCallback) unicast,
                        MIP6_ROUTE_CALLBACK(MulticastForwardCallback) multicast,
                        MIP6_ROUTE_CALLBACK(LocalDeliverCallback) local,
                        MIP6_ROUTE_CALLBACK(ErrorCallback) error)
{
    for (const auto& role : m_stack->GetRoles())
    {
        switch (role->SteerForwarded(packet, header, inputDevice))
        {
        case Mip6TunnelVerdict::SEND:
            unicast(inputDevice, m_forwardRoute, packet, header);
            return true;
        case Mip6TunnelVerdict::TAKEN:
            return true;
        case Mip6TunnelVerdict::NOT_MINE:
            break;
        }
    }
    return m_inner->RouteInput(packet, header, inputDevice, unicast, multicast, local, error);
}

void
Mip6Routing::NotifyInterfaceUp(uint32_t interface)
{
    m_inner->NotifyInterfaceUp(interface);
}

void
Mip6Routing::NotifyInterfaceDown(uint32_t interface)
{
    m_inner->NotifyInterfaceDown(interface);
}

void
Mip6Routing::NotifyAddAddress(uint32_t interface, Ipv6InterfaceAddress address)
{
    m_inner->NotifyAddAddress(interface, address);
}

void
Mip6Routing::NotifyRemoveAddress(uint32_t interface, Ipv6InterfaceAddress address)
{
    m_inner->NotifyRemoveAddress(interface, address);
}

void
Mip6Routing::NotifyAddRoute(Ipv6Address destination,
                            Ipv6Prefix mask,
                            Ipv6Address nextHop,
                            uint32_t interface,
                            Ipv6Address prefixToUse)
{
    m_inner->NotifyAddRoute(destination, mask, nextHop, interface, prefixToUse);
}

void
Mip6Routing::NotifyRemoveRoute(Ipv6Address destination,
                               Ipv6Prefix mask,
                               Ipv6Address nextHop,
                               uint32_t interface,
                               Ipv6Address prefixToUse)
{
    m_inner->NotifyRemoveRoute(destination, mask, nextHop, interface, prefixToUse);
}

void
Mip6Routing::SetIpv6(Ptr<Ipv6> ipv6)
{
    // The inner protocol is bound already, and asserts that it is bound once.
    m_ipv6 = ipv6;
}

void
Mip6Routing::PrintRoutingTable(Ptr<OutputStreamWrapper> stream, Time::Unit unit) const
{
    m_inner->PrintRoutingTable(stream, unit);
}

void
Mip6Routing::AddRoutingProtocol(Ptr<Ipv6RoutingProtocol> protocol, int16_t priority)
{
    NS_ABORT_MSG_IF(!m_innerList,
                    "Mip6Routing: the node's routing is no list; install an Ipv6ListRouting before "
                    "the Mobile IPv6 roles");
    m_innerList->AddRoutingProtocol(protocol, priority);
}

uint32_t
Mip6Routing::GetNRoutingProtocols() const
{
    return m_innerList ? m_innerList->GetNRoutingProtocols() : 1;
}

Ptr<Ipv6RoutingProtocol>
Mip6Routing::GetRoutingProtocol(uint32_t index, int16_t& priority) const
{
    if (m_innerList)
    {
        return m_innerList->GetRoutingProtocol(index, priority);
    }
    priority = 0;
    return m_inner;
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-ripng.h"

#include "mip6-routing.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/ripng-header.h"
#include "ns3/ripng.h"
#include "ns3/socket.h"
#include "ns3/udp-header.h"
#include "ns3/udp-l4-protocol.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NemoRipng");

namespace
{

/// Of RIPng (RFC 2080 section 2.1).
constexpr uint16_t RIPNG_PORT = 521;
/// Of its messages on a link (RFC 2080 section 2.5.2), so that none comes from elsewhere.
constexpr uint8_t RIPNG_HOP_LIMIT = 255;
/// All its routers on a link.
const char* const RIPNG_GROUP = "ff02::9";

} // namespace

NemoRipng::NemoRipng(Mip6Stack* stack)
    : m_stack(stack),
      m_ripng(stack->GetNode()->GetObject<RipNg>())
{
    if (m_ripng)
    {
        // A link without neighbors: nobody else needs to be told.
        const uint32_t interface = m_stack->GetVirtualDevice()->GetInterface();
        auto exclusions = m_ripng->GetInterfaceExclusions();
        exclusions.insert(interface);
        m_ripng->SetInterfaceExclusions(exclusions);
        m_ripng->NotifyInterfaceDown(interface);
    }
}

NemoRipng::~NemoRipng() = default;

bool
NemoRipng::IsPresent() const
{
    return m_ripng != nullptr;
}

void
NemoRipng::Start(uint32_t interface)
{
    auto exclusions = m_ripng->GetInterfaceExclusions();
    if (exclusions.erase(interface) > 0)
    {
        NS_LOG_INFO("RIPng starts on interface " << interface);
        m_ripng->SetInterfaceExclusions(exclusions);
        // The interface has been up all the time: this makes RIPng open its socket.
        m_ripng->NotifyInterfaceUp(interface);
    }
}

void
NemoRipng::Stop(uint32_t interface)
{
    auto exclusions = m_ripng->GetInterfaceExclusions();
    if (exclusions.insert(interface).second)
    {
        NS_LOG_INFO("RIPng stops on interface " << interface);
        // In this order the routes end at once, and the neighbors on other links are told soon.
        m_ripng->NotifyInterfaceDown(interface);
        m_ripng->SetInterfaceExclusions(exclusions);
    }
}

void
NemoRipng::Disfavor(uint32_t interface)
{
    const uint8_t metric = m_ripng->GetInterfaceMetric(interface);
    m_ripng->SetInterfaceMetric(interface, static_cast<uint8_t>(metric + 1));
}

void
NemoRipng::Request(uint32_t interface) const
{
    if (m_ripng->GetInterfaceExclusions().count(interface) > 0)
    {
        return;
    }
    const Ipv6Address source =
        m_stack->GetIpv6()->GetInterface(interface)->GetLinkLocalAddress().GetAddress();
    const Ipv6Address destination(RIPNG_GROUP);
    UintegerValue infinity;
    m_ripng->GetAttribute("LinkDownValue", infinity);
    RipNgRte all;
    all.SetPrefix(Ipv6Address::GetAny());
    all.SetPrefixLen(0);
    all.SetRouteMetric(static_cast<uint8_t>(infinity.Get()));
    RipNgHeader request;
    request.SetCommand(RipNgHeader::REQUEST);
    request.AddRte(all);
    auto packet = Create<Packet>();
    packet->AddHeader(request);
    UdpHeader udp;
    udp.SetSourcePort(RIPNG_PORT);
    udp.SetDestinationPort(RIPNG_PORT);
    if (Node::ChecksumEnabled())
    {
        udp.EnableChecksums();
        udp.InitializeChecksum(source, destination, UdpL4Protocol::PROT_NUMBER);
    }
    packet->AddHeader(udp);
    SocketIpv6HopLimitTag hopLimit;
    hopLimit.SetHopLimit(RIPNG_HOP_LIMIT);
    packet->AddPacketTag(hopLimit);
    auto route = Create<Ipv6Route>();
    route->SetSource(source);
    route->SetDestination(destination);
    route->SetGateway(Ipv6Address::GetAny());
    route->SetOutputDevice(m_stack->GetIpv6()->GetNetDevice(interface));
    m_stack->GetIpv6()->Send(packet, source, destination, UdpL4Protocol::PROT_NUMBER, route);
}

Ptr<NetDevice>
NemoRipng::FindDevice(const Ipv6Address& address) const
{
    if (address.IsAny() || address.IsLinkLocal() || address.IsMulticast())
    {
        return nullptr; // these need no route, but a device
    }
    Ipv6Header header;
    header.SetDestination(address);
    const auto route = m_stack->GetRouting()->RouteDirect(header);
    const bool isKnown = route && !route->GetDestination().IsAny();
    return isKnown ? route->GetOutputDevice() : nullptr;
}

} // namespace ns3

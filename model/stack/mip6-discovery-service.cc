/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-discovery-service.h"

#include "mip6-discovery-signalling.h"
#include "mip6-icmpv6-interface.h"
#include "mip6-neighbor-proxy.h"
#include "mip6-router-advertiser.h"
#include "mip6-stack.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-address-rules.h"
#include "ns3/mip6-home-agents-anycast.h"
#include "ns3/mip6-numbers.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6DiscoveryService");

Mip6DiscoveryService::Mip6DiscoveryService(Ptr<Mip6Stack> stack,
                                           uint32_t interface,
                                           Handlers handlers)
    : m_stack(stack),
      m_icmpv6(stack->GetIcmpv6(interface)),
      m_interface(interface),
      m_handlers(std::move(handlers))
{
    m_icmpv6->AddHandler(mip6::ICMPV6_ROUTER_ADVERTISEMENT, [this](const Mip6Icmpv6Input& input) {
        return HandleAdvertisement(input);
    });
    m_icmpv6->AddHandler(mip6::ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST,
                         [this](const Mip6Icmpv6Input& input) { return HandleRequest(input); });
    ListenToOwn();
}

Mip6DiscoveryService::~Mip6DiscoveryService()
{
    for (const auto& advertiser : m_advertisers)
    {
        advertiser->TraceDisconnectWithoutContext(
            "Sent",
            MakeCallback(&Mip6DiscoveryService::HandleOwn, this));
    }
}

void
Mip6DiscoveryService::ListenToOwn()
{
    const auto device = m_stack->GetIpv6()->GetNetDevice(m_interface);
    const auto node = m_stack->GetNode();
    for (uint32_t i = 0; i < node->GetNApplications(); ++i)
    {
        const auto advertiser = DynamicCast<Mip6RouterAdvertiser>(node->GetApplication(i));
        if (advertiser && advertiser->GetDevice() == device)
        {
            advertiser->TraceConnectWithoutContext(
                "Sent",
                MakeCallback(&Mip6DiscoveryService::HandleOwn, this));
            m_advertisers.push_back(advertiser);
        }
    }
}

void
Mip6DiscoveryService::HandleOwn(const mip6::RouterAdvertisement& advertisement)
{
    const auto own = m_stack->GetIpv6()->GetInterface(m_interface);
    m_handlers.advertised(own->GetLinkLocalAddress().GetAddress(), advertisement);
}

void
Mip6DiscoveryService::Start(const std::vector<Ipv6InterfaceAddress>& addresses,
                            Mip6NeighborProxy& proxy)
{
    std::map<Ipv6Address, Ipv6Address> anycast;
    for (const auto& entry : addresses)
    {
        anycast.emplace(
            mip6::MakeHomeAgentsAnycast(entry.GetAddress(), entry.GetPrefix().GetPrefixLength()),
            entry.GetAddress());
    }
    for (const auto& [address, own] : m_anycast)
    {
        if (anycast.count(address) == 0)
        {
            proxy.Release(address);
        }
    }
    for (const auto& [address, own] : anycast)
    {
        NS_LOG_INFO("serves " << address);
        proxy.DefendSilently(address);
    }
    m_anycast = std::move(anycast);
}

void
Mip6DiscoveryService::Stop(Mip6NeighborProxy& proxy)
{
    for (const auto& [anycast, address] : m_anycast)
    {
        proxy.Release(anycast);
    }
    m_anycast.clear();
}

bool
Mip6DiscoveryService::IsAnycast(const Ipv6Address& address) const
{
    return m_anycast.count(address) > 0;
}

std::size_t
Mip6DiscoveryService::GetSize() const
{
    return m_anycast.size();
}

bool
Mip6DiscoveryService::HandleTransit(const Ptr<const Packet>& packet, const Ipv6Header& header)
{
    uint8_t type = 0;
    if (header.GetNextHeader() != mip6::NEXT_HEADER_ICMPV6 || packet->CopyData(&type, 1) == 0 ||
        type != mip6::ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST)
    {
        return false;
    }
    m_icmpv6->Receive(packet->Copy(), header, m_stack->GetIpv6()->GetInterface(m_interface));
    return true;
}

bool
Mip6DiscoveryService::HandleAdvertisement(const Mip6Icmpv6Input& input)
{
    const auto decoded =
        mip6::DecodeRouterAdvertisement(input.message.data(), input.message.size());
    if (decoded)
    {
        m_handlers.advertised(input.header.GetSource(), *decoded.value);
    }
    // RFC 4861 section 6.2.7: a router configures nothing by it. Stock ns-3 takes a node whose
    // interface does not forward for a host.
    return true;
}

bool
Mip6DiscoveryService::HandleRequest(const Mip6Icmpv6Input& input)
{
    const auto found = m_anycast.find(input.header.GetDestination());
    const auto decoded =
        mip6::DecodeHomeAgentAddressDiscoveryRequest(input.message.data(), input.message.size());
    // RFC 6275 section 6.5: asked are the anycast addresses, by somebody who can be answered.
    if (found == m_anycast.end() || !decoded || !mip6::IsUnicastRoutable(input.header.GetSource()))
    {
        return false;
    }
    m_handlers.requested({input.header.GetSource(), found->second, *decoded.value},
                         MakeDiscoveryRecord(input, *decoded.value));
    return true;
}

} // namespace ns3

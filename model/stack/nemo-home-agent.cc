/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-home-agent.h"

#include "mip6-home-agent.h"
#include "mip6-link-prefix-table.h"
#include "mip6-routing.h"
#include "mip6-stack.h"
#include "nemo-tunnel-routing.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-routing-table-entry.h"
#include "ns3/ipv6-static-routing.h"
#include "ns3/log.h"
#include "ns3/ripng.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NemoHomeAgent");
NS_OBJECT_ENSURE_REGISTERED(NemoHomeAgent);

TypeId
NemoHomeAgent::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::NemoHomeAgent")
            .SetParent<Object>()
            .SetGroupName("Mip6")
            .AddConstructor<NemoHomeAgent>()
            .AddAttribute(
                "DynamicRouting",
                "Whether mobile routers without any prefix in the table are accepted, "
                "since a routing protocol tells them through the tunnel (RFC 3963 section "
                "8); otherwise status 143. RIPng does so if ns3::RipNg is on the node.",
                BooleanValue(false),
                MakeBooleanAccessor(&NemoHomeAgent::SetDynamicRouting),
                MakeBooleanChecker());
    return tid;
}

NemoHomeAgent::NemoHomeAgent() = default;
NemoHomeAgent::~NemoHomeAgent() = default;

void
NemoHomeAgent::Install(const Ptr<Node>& node)
{
    NS_LOG_FUNCTION(this << node);
    m_node = node;
    m_agent = node->GetObject<Mip6HomeAgent>();
    NS_ABORT_MSG_IF(!m_agent, "NemoHomeAgent: node " << node->GetId() << " is no home agent");
    m_table.SetRouteSource(
        [this](const Ipv6Address& homeAddress) { return FindRoutes(homeAddress); });
    m_agent->ServeMobileNetworks(&m_table);
    StartRouting();
}

void
NemoHomeAgent::DoDispose()
{
    if (m_routing)
    {
        m_routing->Dispose();
        m_routing = nullptr;
    }
    m_agent = nullptr;
    m_node = nullptr;
    Object::DoDispose();
}

void
NemoHomeAgent::SetDynamicRouting(bool dynamic)
{
    m_table.SetDynamicRouting(dynamic);
    m_dynamicRouting = dynamic;
    StartRouting();
}

void
NemoHomeAgent::StartRouting()
{
    if (!m_dynamicRouting || m_routing || !m_node)
    {
        return;
    }
    if (!m_node->GetObject<RipNg>())
    {
        NS_LOG_WARN("no RIPng on node " << m_node->GetId()
                                        << ": mobile networks are learned by other means");
        return;
    }
    m_routing = CreateObject<NemoTunnelRouting>();
    m_routing->Install(Mip6Stack::Get(m_node), m_agent);
}

Ptr<NemoTunnelRouting>
NemoHomeAgent::GetRouting() const
{
    return m_routing;
}

std::vector<mip6::AddressRange>
NemoHomeAgent::FindRoutes(const Ipv6Address& homeAddress) const
{
    std::vector<mip6::AddressRange> networks;
    const auto routing =
        m_node ? Mip6Stack::Get(m_node)->GetRouting()->GetStaticRouting() : nullptr;
    for (uint32_t i = 0; routing && i < routing->GetNRoutes(); ++i)
    {
        const Ipv6RoutingTableEntry route = routing->GetRoute(i);
        if (route.IsGateway() && route.GetGateway() == homeAddress && !route.IsDefault())
        {
            networks.push_back(
                mip6::MakeRange(route.GetDest(), route.GetDestNetworkPrefix().GetPrefixLength()));
        }
    }
    return networks;
}

bool
NemoHomeAgent::IsOfHomeLink(const mip6::AddressRange& network) const
{
    if (!m_agent || network.prefixLength > 128)
    {
        return false;
    }
    const auto stack = Mip6Stack::Get(m_node);
    const int32_t interface = stack->GetIpv6()->GetInterfaceForDevice(m_agent->GetDevice());
    const auto& prefixes = stack->GetLinkPrefixes(static_cast<uint32_t>(interface)).GetPrefixes();
    const auto& list = prefixes.GetPrefixes();
    return std::any_of(list.begin(), list.end(), [&network](const mip6::LinkPrefix& prefix) {
        return mip6::Overlap(prefix.GetRange(), network);
    });
}

bool
NemoHomeAgent::AddNetwork(const Ipv6Address& homeAddress,
                          const Ipv6Address& network,
                          uint8_t prefixLength)
{
    const mip6::AddressRange range{network, prefixLength};
    if (IsOfHomeLink(range) ||
        m_table.Add(homeAddress, range) != mip6::NemoPrefixTable::Outcome::ADDED)
    {
        NS_LOG_WARN("refused: " << network << "/" << +prefixLength << " of " << homeAddress);
        return false;
    }
    if (m_agent)
    {
        m_agent->HandleNetworks(homeAddress);
    }
    return true;
}

void
NemoHomeAgent::RemoveNetwork(const Ipv6Address& homeAddress,
                             const Ipv6Address& network,
                             uint8_t prefixLength)
{
    if (prefixLength > 128)
    {
        return;
    }
    m_table.Remove(homeAddress, mip6::MakeRange(network, prefixLength));
    if (m_agent)
    {
        m_agent->HandleNetworks(homeAddress);
    }
}

void
NemoHomeAgent::ProhibitRouter(const Ipv6Address& homeAddress)
{
    m_table.Prohibit(homeAddress);
    if (m_agent)
    {
        m_agent->HandleNetworks(homeAddress);
    }
}

} // namespace ns3

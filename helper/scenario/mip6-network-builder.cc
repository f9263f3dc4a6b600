/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-network-builder.h"

#include "mip6-quantity.h"
#include "mip6-scenario-builder.h"
#include "mip6-udp-checksum.h"

#include "ns3/error-model.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/ipv6.h"
#include "ns3/mac48-address.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

constexpr uint16_t LINK_MTU = 1500; //!< octets, of every link

} // namespace

NetworkBuilder::NetworkBuilder(const Scenario& scenario)
    : m_scenario(scenario),
      m_plan(PlanNetwork(scenario))
{
}

void
NetworkBuilder::Build()
{
    AddNodes();
    AddWiredLinks();
    AddAccessLinks();
    AddGuests();
    AddMobileNetworks();
    AddRoutes();
}

void
NetworkBuilder::AddNodes()
{
    for (const ScenarioNode& node : m_scenario.nodes)
    {
        AddNode(node.name);
    }
    for (const std::string& name : GetMobileNames(m_scenario))
    {
        AddNode(name);
    }
    for (const MobileRouterSettings& router : GetMobileRouters(m_scenario))
    {
        for (const std::string& name : GetFixedNodeNames(router))
        {
            AddNode(name);
        }
    }
}

Ptr<Node>
NetworkBuilder::AddNode(const std::string& name)
{
    auto node = CreateObject<Node>();
    InternetStackHelper stack;
    stack.SetIpv4StackInstall(false);
    stack.Install(node);
    RepairUdpChecksums(node);
    m_network.nodes.push_back({name, node});
    return node;
}

uint32_t
NetworkBuilder::AddInterface(Ptr<NetDevice> device, bool forwards)
{
    const auto ipv6 = device->GetNode()->GetObject<Ipv6>();
    const uint32_t interface = ipv6->AddInterface(device);
    ipv6->SetMetric(interface, 1);
    // Before SetUp, because only interfaces that do not forward solicit routers when they come up.
    ipv6->SetForwarding(interface, forwards);
    ipv6->SetUp(interface);
    return interface;
}

void
NetworkBuilder::SetAddress(const std::string& name, uint32_t interface, Ipv6Address address)
{
    const auto ipv6 = FindNode(name)->GetObject<Ipv6>();
    ipv6->AddAddress(interface, Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
    m_network.devices.push_back({name, ipv6->GetNetDevice(interface)});
    m_addresses.emplace(name, address);
}

uint32_t
NetworkBuilder::Attach(const std::string& name, Ptr<NetDevice> device, Ipv6Address address)
{
    const uint32_t interface = AddInterface(device, !IsCorrespondent(name));
    SetAddress(name, interface, address);
    return interface;
}

void
NetworkBuilder::AddWiredLinks()
{
    for (std::size_t i = 0; i < m_scenario.links.size(); ++i)
    {
        const ScenarioLink& link = m_scenario.links[i];
        const LinkPlan& plan = m_plan.links[i];
        PointToPointHelper wire;
        wire.SetDeviceAttribute("DataRate", DataRateValue(link.rate));
        wire.SetDeviceAttribute("Mtu", UintegerValue(LINK_MTU));
        wire.SetChannelAttribute("Delay", TimeValue(link.delay));
        const NetDeviceContainer devices = wire.Install(FindNode(link.from), FindNode(link.to));
        const uint32_t first = Attach(link.from, devices.Get(0), plan.from);
        const uint32_t second = Attach(link.to, devices.Get(1), plan.to);
        m_wiredInterfaces.emplace_back(first, second);
    }
}

Ptr<SimpleNetDevice>
NetworkBuilder::AddStation(Ptr<Node> node, Ptr<Mip6AccessChannel> channel)
{
    auto device = CreateObject<SimpleNetDevice>();
    device->SetAttribute("DataRate", DataRateValue(m_scenario.access.rate));
    device->SetAddress(Mac48Address::Allocate());
    device->SetMtu(LINK_MTU);
    node->AddDevice(device);
    if (m_scenario.access.loss > 0)
    {
        auto loss = CreateObject<RateErrorModel>();
        loss->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        loss->SetRate(m_scenario.access.loss);
        loss->AssignStreams(LOSS_STREAMS + m_stations++);
        device->SetReceiveErrorModel(loss);
    }
    device->SetChannel(channel);
    return device;
}

Ptr<Mip6AccessChannel>
NetworkBuilder::MakeChannel() const
{
    auto channel = CreateObject<Mip6AccessChannel>();
    channel->SetAttribute("Delay", TimeValue(m_scenario.access.delay));
    return channel;
}

void
NetworkBuilder::AddAccessLinks()
{
    for (std::size_t i = 0; i < m_scenario.nodes.size(); ++i)
    {
        const ScenarioNode& node = m_scenario.nodes[i];
        if (!OwnsHomeLink(node) && node.role != NodeRole::ACCESS_ROUTER)
        {
            continue;
        }
        const auto channel = MakeChannel();
        m_channels[GetLinkName(m_scenario, node.name)] = channel;
        const Ptr<Node> router = FindNode(node.name);
        const Ptr<SimpleNetDevice> device = AddStation(router, channel);
        const Ipv6Address address = MakeHostAddress(*m_plan.subnets[i], 1);
        // Others reach the router by this address rather than by that of a wired link.
        m_addresses[node.name] = address;
        m_accessInterfaces[node.name] = Attach(node.name, device, address);
    }
}

/// Correspondents on the home link and on access links, home agents on the home link.
void
NetworkBuilder::AddGuests()
{
    for (std::size_t i = 0; i < m_scenario.nodes.size(); ++i)
    {
        const ScenarioNode& node = m_scenario.nodes[i];
        if (!node.link)
        {
            continue;
        }
        const auto channel = FindChannel(*node.link);
        // A stock host would configure a second address and further routes from the advertisements
        // on this link, and use them. Interfaces that forward ignore advertisements.
        const uint32_t interface = AddInterface(AddStation(FindNode(node.name), channel), true);
        SetAddress(node.name, interface, *m_plan.guests[i]);
        m_accessInterfaces[node.name] = interface;
    }
}

void
NetworkBuilder::AddMobileNetworks()
{
    const std::vector<MobileRouterSettings> routers = GetMobileRouters(m_scenario);
    // Mobile routers may begin in the networks of others.
    m_channels[NO_LINK] = MakeChannel();
    for (const MobileRouterSettings& router : routers)
    {
        m_channels[router.name] = MakeChannel();
    }
    for (std::size_t i = 0; i < routers.size(); ++i)
    {
        AddMobileRouter(routers[i], m_plan.mobileRouters[i]);
    }
}

void
NetworkBuilder::AddMobileRouter(const MobileRouterSettings& router, const MobileRouterPlan& plan)
{
    AddAddress(router.name, plan.homeAddress);
    NetworkMobileRouter built;
    built.name = router.name;
    built.node = FindNode(router.name);
    built.networks = plan.networks;
    built.nodes = GetFixedNodeNames(router);
    built.homeAddress = plan.homeAddress;
    for (uint32_t i = 0; i < router.egress; ++i)
    {
        const auto channel = FindChannel(i == 0 ? router.start : NO_LINK);
        const auto device = AddStation(built.node, channel);
        if (channel == FindChannel(NO_LINK))
        {
            channel->Leave(device);
        }
        AddInterface(device, false);
        m_network.devices.push_back({router.name, device});
        built.egress.emplace_back(device);
    }
    for (std::size_t i = 0; i < plan.links.size(); ++i)
    {
        const auto device =
            AddStation(built.node, i == 0 ? FindChannel(router.name) : MakeChannel());
        Attach(router.name, device, MakeHostAddress(plan.links[i], 1));
        built.ingress.emplace_back(device);
    }
    m_network.mobileRouters.push_back(built);
    for (std::size_t i = 0; i < plan.nodes.size(); ++i)
    {
        AddFixedNode(router, i, plan.nodes[i]);
    }
}

void
NetworkBuilder::AddFixedNode(const MobileRouterSettings& router,
                             std::size_t number,
                             Ipv6Address address)
{
    const std::string name = GetFixedNodeNames(router)[number];
    const auto device = AddStation(FindNode(name), FindChannel(router.name));
    // Address and router are fixed: interfaces that forward ignore advertisements.
    const uint32_t interface = AddInterface(device, true);
    SetAddress(name, interface, address);
    const Ipv6Address nextHop = MakeHostAddress({address, 64}, 1);
    Ipv6StaticRoutingHelper()
        .GetStaticRouting(FindNode(name)->GetObject<Ipv6>())
        ->SetDefaultRoute(nextHop, interface);
    m_network.routes.push_back(name + ": default via " + FormatAddress(nextHop) + " (" +
                               router.name + ")");
}

void
NetworkBuilder::AddRoutes()
{
    Ipv6StaticRoutingHelper helper;
    for (const RoutePlan& route : m_plan.routes)
    {
        const auto ipv6 = m_network.nodes[route.node].node->GetObject<Ipv6>();
        const auto table = helper.GetStaticRouting(ipv6);
        const uint32_t interface = route.link
                                       ? FindWiredInterface(*route.link, route.node)
                                       : FindAccessInterface(m_scenario.nodes[route.node].name);
        // Next hops are global addresses: with a link-local one ns-3 up to 3.37 would choose a
        // link-local source for packets of the router itself.
        if (route.destination)
        {
            table->AddNetworkRouteTo(route.destination->network,
                                     Ipv6Prefix(route.destination->prefixLength),
                                     route.nextHop,
                                     interface);
        }
        else
        {
            table->SetDefaultRoute(route.nextHop, interface);
        }
        m_network.routes.push_back(DescribeRoute(m_scenario, route));
    }
}

uint32_t
NetworkBuilder::FindWiredInterface(std::size_t link, std::size_t node) const
{
    const auto& ends = m_wiredInterfaces.at(link);
    return m_scenario.links[link].from == m_scenario.nodes[node].name ? ends.first : ends.second;
}

uint32_t
NetworkBuilder::FindAccessInterface(const std::string& name) const
{
    return m_accessInterfaces.at(name);
}

Ptr<NetDevice>
NetworkBuilder::FindAccessDevice(const std::string& name) const
{
    return FindNode(name)->GetObject<Ipv6>()->GetNetDevice(FindAccessInterface(name));
}

Ptr<Mip6AccessChannel>
NetworkBuilder::FindChannel(const std::string& link) const
{
    return m_channels.at(GetLinkName(m_scenario, link));
}

Ptr<Node>
NetworkBuilder::FindNode(const std::string& name) const
{
    const auto found = std::find_if(m_network.nodes.begin(),
                                    m_network.nodes.end(),
                                    [&name](const NetworkNode& node) { return node.name == name; });
    NS_ABORT_MSG_IF(found == m_network.nodes.end(), "scenario: no node is called " << name);
    return found->node;
}

Ipv6Address
NetworkBuilder::FindAddress(const std::string& name) const
{
    const auto found = m_addresses.find(name);
    NS_ABORT_MSG_IF(found == m_addresses.end(), "scenario: " << name << " has no address");
    return found->second;
}

void
NetworkBuilder::AddAddress(const std::string& name, Ipv6Address address)
{
    m_addresses.emplace(name, address);
}

bool
NetworkBuilder::IsCorrespondent(const std::string& name) const
{
    return std::any_of(m_scenario.nodes.begin(),
                       m_scenario.nodes.end(),
                       [&name](const ScenarioNode& node) {
                           return node.name == name && node.role == NodeRole::CORRESPONDENT;
                       });
}

const NetworkPlan&
NetworkBuilder::GetPlan() const
{
    return m_plan;
}

ScenarioNetwork&
NetworkBuilder::GetNetwork()
{
    return m_network;
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-builder.h"

#include "mip6-attribute-defaults.h"
#include "mip6-network-plan.h"
#include "mip6-scenario-flows.h"
#include "mip6-scenario-problems.h"
#include "mip6-scenario-roles.h"
#include "mip6-udp-checksum.h"

#include "ns3/error-model.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/ipv6.h"
#include "ns3/mac48-address.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-correspondent-node.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-router-advertiser.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace ns3::mip6
{

namespace
{

constexpr uint16_t LINK_MTU = 1500;           //!< octets, of every link
constexpr uint16_t FIRST_MOBILE_HOST = 0x100; //!< host number of the first mobile node
constexpr uint16_t FIRST_PORT = 5001;         //!< of the first flow
const char* const HOME_LINK = "home";         //!< name of the home link
const char* const SOLICITATION_JITTER = "ns3::Icmpv6L4Protocol::SolicitationJitter"; //!< attribute

/// Builds one scenario.
class Builder
{
  public:
    /// @param scenario to build; must outlive this
    explicit Builder(const Scenario& scenario);

    /// @return what was built
    ScenarioNetwork Build();

  private:
    /// @name Steps, in this order
    /// @{
    void ApplyDefaults() const;
    void AddNodes();
    void AddWiredLinks();
    void AddAccessLinks();
    void AddGuests();
    void AddRoutes();
    void AddRouterRoles();
    void AddMobileNodes();
    void AddCorrespondentRoles();
    void AddFlows();
    void AddMoves();
    void AssignStreams() const;
    /// @}

    /// @param name of a node @return the node, with an IPv6 stack
    Ptr<Node> AddNode(const std::string& name);
    /// @param device on a node @param forwards whether the node forwards what arrives there
    /// @return the new interface
    static uint32_t AddInterface(Ptr<NetDevice> device, bool forwards);
    /// @param name of a node of the topology @param interface of it @param address for it
    void SetAddress(const std::string& name, uint32_t interface, Ipv6Address address);
    /// @param name of a node of the topology @param device on it @param address of the device
    /// @return the new interface
    uint32_t Attach(const std::string& name, Ptr<NetDevice> device, Ipv6Address address);
    /// @param node its node @param channel its first link @return a device that can change links
    Ptr<SimpleNetDevice> AddStation(Ptr<Node> node, Ptr<Mip6AccessChannel> channel);
    /// @param route an entry of the plan @return the interface that it leads over
    uint32_t FindInterface(const RoutePlan& route) const;
    /// @param name of a node or mobile node @return the node
    Ptr<Node> FindNode(const std::string& name) const;
    /// @param name of a node of the topology @return what it does
    NodeRole FindRole(const std::string& name) const;
    /// @param name of a node or mobile node @return the address that others reach it by
    Ipv6Address FindAddress(const std::string& name) const;

    const Scenario& m_scenario; //!< built
    const NetworkPlan m_plan;   //!< addresses and routes
    ScenarioNetwork m_network;  //!< so far
    Mip6Helper m_roles;         //!< installs roles
    NodeContainer m_allNodes;   //!< in the order of the network
    int64_t m_stations{0};      //!< number of stations with an error model
    std::map<std::string, Ptr<Mip6AccessChannel>> m_channels; //!< by name of the link
    std::map<std::string, Ptr<NetDevice>> m_routerDevices;    //!< by name of the router
    std::map<std::string, Ipv6Address> m_addresses;           //!< by name of the node
    std::vector<std::pair<uint32_t, uint32_t>> m_interfaces;  //!< by link: at its two ends
    std::map<std::size_t, uint32_t> m_guestInterfaces;        //!< by number of the node
};

Builder::Builder(const Scenario& scenario)
    : m_scenario(scenario),
      m_plan(PlanNetwork(scenario)),
      m_roles(MakeRoleHelper(scenario.protocol))
{
}

ScenarioNetwork
Builder::Build()
{
    ApplyDefaults();
    AddNodes();
    AddWiredLinks();
    AddAccessLinks();
    AddGuests();
    AddRoutes();
    AddRouterRoles();
    AddMobileNodes();
    AddCorrespondentRoles();
    AddFlows();
    AddMoves();
    AssignStreams();
    for (NetworkNode& node : m_network.nodes)
    {
        node.address = FindAddress(node.name);
    }
    return std::move(m_network);
}

/// Attributes and checksums for everything that follows, up to the end of the simulation.
void
Builder::ApplyDefaults() const
{
    auto defaults = std::make_shared<AttributeDefaults>();
    // By default ns-3 delays each solicitation by up to 10 ms at random, which would hide the
    // delays that the experiment is about. A scenario can still ask for it.
    defaults->Set({SOLICITATION_JITTER, "ns3::ConstantRandomVariable[Constant=0]"});
    for (const AttributeSetting& setting : m_scenario.attributes)
    {
        defaults->Set(setting);
    }
    defaults->SetChecksums(m_scenario.protocol.checksums);
    // The guard lives in the event, so the end of the simulation is the end of the changes.
    Simulator::ScheduleDestroy([defaults]() mutable { defaults.reset(); });
}

void
Builder::AddNodes()
{
    for (const ScenarioNode& node : m_scenario.nodes)
    {
        AddNode(node.name);
    }
    for (const std::string& name : GetMobileNames(m_scenario))
    {
        AddNode(name);
    }
}

Ptr<Node>
Builder::AddNode(const std::string& name)
{
    auto node = CreateObject<Node>();
    InternetStackHelper stack;
    stack.SetIpv4StackInstall(false);
    stack.Install(node);
    RepairUdpChecksums(node);
    m_network.nodes.push_back({name, node});
    m_allNodes.Add(node);
    return node;
}

uint32_t
Builder::AddInterface(Ptr<NetDevice> device, bool forwards)
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
Builder::SetAddress(const std::string& name, uint32_t interface, Ipv6Address address)
{
    const auto ipv6 = FindNode(name)->GetObject<Ipv6>();
    ipv6->AddAddress(interface, Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
    m_network.devices.push_back({name, ipv6->GetNetDevice(interface)});
    m_addresses.emplace(name, address);
}

uint32_t
Builder::Attach(const std::string& name, Ptr<NetDevice> device, Ipv6Address address)
{
    const uint32_t interface = AddInterface(device, FindRole(name) != NodeRole::CORRESPONDENT);
    SetAddress(name, interface, address);
    return interface;
}

void
Builder::AddWiredLinks()
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
        m_interfaces.emplace_back(first, second);
    }
}

Ptr<SimpleNetDevice>
Builder::AddStation(Ptr<Node> node, Ptr<Mip6AccessChannel> channel)
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

void
Builder::AddAccessLinks()
{
    for (std::size_t i = 0; i < m_scenario.nodes.size(); ++i)
    {
        const ScenarioNode& node = m_scenario.nodes[i];
        if (node.role != NodeRole::HOME_AGENT && node.role != NodeRole::ACCESS_ROUTER)
        {
            continue;
        }
        auto channel = CreateObject<Mip6AccessChannel>();
        channel->SetAttribute("Delay", TimeValue(m_scenario.access.delay));
        m_channels[GetLinkName(m_scenario, node.name)] = channel;
        const Ptr<Node> router = FindNode(node.name);
        const Ptr<SimpleNetDevice> device = AddStation(router, channel);
        const Ipv6Address address = MakeHostAddress(*m_plan.subnets[i], 1);
        m_routerDevices[node.name] = device;
        // Others reach the router by this address rather than by that of a wired link.
        m_addresses[node.name] = address;
        Attach(node.name, device, address);
    }
}

/// Correspondents on the home link and on access links.
void
Builder::AddGuests()
{
    for (std::size_t i = 0; i < m_scenario.nodes.size(); ++i)
    {
        const ScenarioNode& node = m_scenario.nodes[i];
        if (!node.link)
        {
            continue;
        }
        const auto channel = m_channels.at(GetLinkName(m_scenario, *node.link));
        // A stock host would configure a second address and further routes from the advertisements
        // on this link, and use them. Interfaces that forward ignore advertisements.
        const uint32_t interface = AddInterface(AddStation(FindNode(node.name), channel), true);
        SetAddress(node.name, interface, *m_plan.guests[i]);
        m_guestInterfaces[i] = interface;
    }
}

void
Builder::AddRoutes()
{
    Ipv6StaticRoutingHelper helper;
    for (const RoutePlan& route : m_plan.routes)
    {
        const auto ipv6 = m_network.nodes[route.node].node->GetObject<Ipv6>();
        const auto table = helper.GetStaticRouting(ipv6);
        const uint32_t interface = FindInterface(route);
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

void
Builder::AddRouterRoles()
{
    for (const ScenarioNode& node : m_scenario.nodes)
    {
        const Ptr<Node> router = FindNode(node.name);
        if (node.role == NodeRole::HOME_AGENT)
        {
            m_network.homeAgents.emplace_back(
                node.name,
                m_roles.InstallHomeAgent(router, m_routerDevices[node.name]));
        }
        else if (node.role == NodeRole::ACCESS_ROUTER)
        {
            m_roles.InstallAccessRouter(router, m_routerDevices[node.name]);
        }
    }
}

void
Builder::AddMobileNodes()
{
    const Ipv6Address homeAgent = m_addresses.at(m_network.homeAgents.front().first);
    uint16_t host = FIRST_MOBILE_HOST;
    for (const std::string& name : GetMobileNames(m_scenario))
    {
        NetworkMobile mobile;
        mobile.name = name;
        mobile.node = FindNode(name);
        mobile.device = AddStation(mobile.node, m_channels.at(HOME_LINK));
        AddInterface(mobile.device, false);
        mobile.homeAddress = MakeHostAddress({homeAgent, 64}, host++);
        mobile.homeAgent = homeAgent;
        mobile.role = m_roles.InstallMobileNode(mobile.node,
                                                mobile.device,
                                                mobile.homeAddress,
                                                mobile.homeAgent);
        m_network.devices.push_back({name, mobile.device});
        m_addresses[name] = mobile.homeAddress;
        m_network.mobiles.push_back(mobile);
    }
}

void
Builder::AddCorrespondentRoles()
{
    for (const ScenarioNode& node : m_scenario.nodes)
    {
        if (node.role != NodeRole::CORRESPONDENT)
        {
            continue;
        }
        if (node.mobileIpv6 == MobileIpv6Support::FULL)
        {
            m_network.correspondents.emplace_back(
                node.name,
                m_roles.InstallCorrespondentNode(FindNode(node.name)));
        }
        else if (node.mobileIpv6 == MobileIpv6Support::ANSWERS)
        {
            Mip6Helper::InstallUnknownHeaderAnswer(FindNode(node.name));
        }
    }
    // Mobile nodes may be correspondents of each other, if they register with any.
    for (const NetworkMobile& mobile : m_network.mobiles)
    {
        if (!m_scenario.protocol.routeOptimization)
        {
            break;
        }
        m_network.correspondents.emplace_back(mobile.name,
                                              m_roles.InstallCorrespondentNode(mobile.node));
    }
}

void
Builder::AddFlows()
{
    std::map<TrafficKind, uint32_t> counts;
    int64_t stream = TRAFFIC_STREAMS;
    uint16_t port = FIRST_PORT;
    const std::vector<std::string> mobiles = GetMobileNames(m_scenario);
    for (const Traffic& traffic : m_scenario.traffic)
    {
        NetworkFlow flow;
        flow.traffic = traffic;
        flow.name =
            std::string(GetName(traffic.kind)) + "-" + std::to_string(++counts[traffic.kind]);
        flow.port = port++;
        FlowEnds ends{FindNode(traffic.from), FindNode(traffic.to), FindAddress(traffic.to), {}};
        if (HasName(mobiles, traffic.from) || traffic.kind == TrafficKind::PING)
        {
            // Flows belong to the home address, also those that start while it is away.
            ends.local = FindAddress(traffic.from);
        }
        stream += InstallFlow(flow, ends, stream);
        m_network.flows.push_back(flow);
    }
}

void
Builder::AddMoves()
{
    m_network.movement = CreateObject<ScenarioMovement>();
    for (const NetworkMobile& mobile : m_network.mobiles)
    {
        for (const Move& move : m_scenario.mobile.attach)
        {
            if (move.node && *move.node != mobile.name)
            {
                continue;
            }
            const std::string link = GetLinkName(m_scenario, move.to);
            m_network.movement->Schedule(mobile,
                                         move.at,
                                         link,
                                         m_channels.at(link),
                                         m_scenario.access.handoverDelay);
        }
    }
}

void
Builder::AssignStreams() const
{
    InternetStackHelper stack;
    for (uint32_t i = 0; i < m_allNodes.GetN(); ++i)
    {
        stack.AssignStreams(NodeContainer(m_allNodes.Get(i)), NODE_STREAMS + i * STREAMS_PER_NODE);
    }
    Mip6Helper::AssignStreams(m_allNodes, ROLE_STREAMS);
}

uint32_t
Builder::FindInterface(const RoutePlan& route) const
{
    if (!route.link)
    {
        return m_guestInterfaces.at(route.node);
    }
    const auto& ends = m_interfaces[*route.link];
    const bool isFirst = m_scenario.links[*route.link].from == m_scenario.nodes[route.node].name;
    return isFirst ? ends.first : ends.second;
}

Ptr<Node>
Builder::FindNode(const std::string& name) const
{
    const auto found = std::find_if(m_network.nodes.begin(),
                                    m_network.nodes.end(),
                                    [&name](const NetworkNode& node) { return node.name == name; });
    NS_ABORT_MSG_IF(found == m_network.nodes.end(), "scenario: no node is called " << name);
    return found->node;
}

Ipv6Address
Builder::FindAddress(const std::string& name) const
{
    const auto found = m_addresses.find(name);
    NS_ABORT_MSG_IF(found == m_addresses.end(), "scenario: " << name << " has no address");
    return found->second;
}

NodeRole
Builder::FindRole(const std::string& name) const
{
    const auto found =
        std::find_if(m_scenario.nodes.begin(),
                     m_scenario.nodes.end(),
                     [&name](const ScenarioNode& node) { return node.name == name; });
    NS_ABORT_MSG_IF(found == m_scenario.nodes.end(), "scenario: " << name << " has no role");
    return found->role;
}

} // namespace

ScenarioNetwork
BuildScenario(const Scenario& scenario)
{
    return Builder(scenario).Build();
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-builder.h"

#include "mip6-attribute-defaults.h"
#include "mip6-network-builder.h"
#include "mip6-scenario-events.h"
#include "mip6-scenario-flows.h"
#include "mip6-scenario-multicast.h"
#include "mip6-scenario-roles.h"
#include "mip6-scenario-routers.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-correspondent-node.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-router-advertiser.h"
#include "ns3/node-container.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace ns3::mip6
{

namespace
{

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
    void AddRouterRoles();
    void AddMobileNodes();
    void AddCorrespondentRoles();
    void AddFlows();
    void AddMoves();
    void AddRouterMoves();
    void AddEvents();
    void AssignStreams() const;
    /// @}

    /// @param choice of a home agent; absent: the first one
    /// @return its address; unspecified if it is discovered
    Ipv6Address ChooseHomeAgent(const std::optional<std::string>& choice) const;
    /// @param device of a mobile node @param host its number
    /// @return its home address
    Ipv6Address MakeHomeAddress(const Ptr<NetDevice>& device, uint16_t host) const;
    /// @param traffic a flow @return where it runs
    FlowEnds FindEnds(const Traffic& traffic) const;
    /// @param name of a node @return it as a mobile node, nullptr if it is none
    const NetworkMobile* FindNetworkMobile(const std::string& name) const;
    /// @param name of a node @return its role, nullptr if it is no mobile node
    Ptr<Mip6MobileNode> FindMobile(const std::string& name) const;
    /// @return the subnet of the home link
    const Subnet& GetHomePrefix() const;

    const Scenario& m_scenario; //!< built
    NetworkBuilder m_base;      //!< nodes, links, addresses and routes
    ScenarioNetwork& m_network; //!< so far
    Mip6Helper m_roles;         //!< installs roles
};

Builder::Builder(const Scenario& scenario)
    : m_scenario(scenario),
      m_base(scenario),
      m_network(m_base.GetNetwork()),
      m_roles(MakeRoleHelper(scenario.protocol))
{
}

ScenarioNetwork
Builder::Build()
{
    ApplyDefaults();
    m_base.Build();
    AddRouterRoles();
    AddMobileNodes();
    AddMobileRouters(m_scenario, m_base, [this](const std::optional<std::string>& choice) {
        return ChooseHomeAgent(choice ? choice : m_scenario.mobile.homeAgent);
    });
    AddCorrespondentRoles();
    AddFlows();
    AddMoves();
    AddRouterMoves();
    AddEvents();
    AssignStreams();
    for (NetworkNode& node : m_network.nodes)
    {
        node.address = m_base.FindAddress(node.name);
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
Builder::AddRouterRoles()
{
    for (const ScenarioNode& node : m_scenario.nodes)
    {
        const Ptr<Node> router = m_base.FindNode(node.name);
        if (node.role == NodeRole::HOME_AGENT)
        {
            m_network.homeAgents.emplace_back(
                node.name,
                MakeHomeAgentHelper(m_roles, node)
                    .InstallHomeAgent(router, m_base.FindAccessDevice(node.name)));
        }
        else if (node.role == NodeRole::ACCESS_ROUTER || node.role == NodeRole::HOME_ROUTER)
        {
            m_roles.InstallAccessRouter(router, m_base.FindAccessDevice(node.name));
        }
    }
}

const Subnet&
Builder::GetHomePrefix() const
{
    return *m_base.GetPlan().subnets[FindLinkRouter(m_scenario, HOME_LINK)];
}

Ipv6Address
Builder::ChooseHomeAgent(const std::optional<std::string>& choice) const
{
    const std::string name = choice.value_or(m_network.homeAgents[0].first);
    return name == DISCOVERED_HOME_AGENT ? Ipv6Address::GetAny() : m_base.FindAddress(name);
}

Ipv6Address
Builder::MakeHomeAddress(const Ptr<NetDevice>& device, uint16_t host) const
{
    const Subnet& prefix = GetHomePrefix();
    return m_scenario.mobile.homeAddress == HomeAddressMode::GIVEN
               ? MakeHostAddress(prefix, host)
               : Ipv6Address::MakeAutoconfiguredAddress(device->GetAddress(), prefix.network);
}

void
Builder::AddMobileNodes()
{
    const Ipv6Address homeAgent = ChooseHomeAgent(m_scenario.mobile.homeAgent);
    const bool isGiven = m_scenario.mobile.homeAddress == HomeAddressMode::GIVEN;
    const Mip6Helper roles = MakeMobileNodeHelper(m_roles, m_scenario.mobile, GetHomePrefix());
    uint16_t host = FIRST_MOBILE_HOST;
    for (const std::string& name : GetMobileNodeNames(m_scenario))
    {
        NetworkMobile mobile;
        mobile.name = name;
        mobile.node = m_base.FindNode(name);
        mobile.device = m_base.AddStation(mobile.node, m_base.FindChannel(HOME_LINK));
        NetworkBuilder::AddInterface(mobile.device, false);
        mobile.homeAddress = MakeHomeAddress(mobile.device, host++);
        mobile.homeAgent = homeAgent;
        const Ipv6Address given = isGiven ? mobile.homeAddress : Ipv6Address::GetAny();
        mobile.role = roles.InstallMobileNode(mobile.node, mobile.device, given, homeAgent);
        m_network.devices.push_back({name, mobile.device});
        m_base.AddAddress(name, mobile.homeAddress);
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
                m_roles.InstallCorrespondentNode(m_base.FindNode(node.name)));
        }
        else if (node.mobileIpv6 == MobileIpv6Support::ANSWERS)
        {
            Mip6Helper::InstallUnknownHeaderAnswer(m_base.FindNode(node.name));
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

FlowEnds
Builder::FindEnds(const Traffic& traffic) const
{
    const bool isFirst = traffic.homeAddress == FlowHomeAddress::FIRST;
    const Ptr<Mip6MobileNode> sender = FindMobile(traffic.from);
    const Ptr<Mip6MobileNode> receiver = FindMobile(traffic.to);
    const bool isPing = traffic.kind == TrafficKind::PING;
    FlowEnds ends;
    ends.source = m_base.FindNode(traffic.from);
    ends.sink = m_base.FindNode(traffic.to);
    ends.destination =
        traffic.kind == TrafficKind::MULTICAST ? traffic.group : m_base.FindAddress(traffic.to);
    // Flows belong to a home address, also those that start while it is away. Without an address,
    // the mobile node chooses the one that new flows begin with.
    if (isPing || (sender && isFirst))
    {
        ends.local = m_base.FindAddress(traffic.from);
    }
    if (isPing && sender && !isFirst)
    {
        ends.findLocal = [sender]() { return sender->GetHomeAddress(); };
    }
    if (receiver && !isFirst && traffic.kind != TrafficKind::MULTICAST)
    {
        ends.findDestination = [receiver]() { return receiver->GetHomeAddress(); };
    }
    return ends;
}

const NetworkMobile*
Builder::FindNetworkMobile(const std::string& name) const
{
    const auto& mobiles = m_network.mobiles;
    const auto mobile =
        std::find_if(mobiles.begin(), mobiles.end(), [&name](const NetworkMobile& candidate) {
            return candidate.name == name;
        });
    return mobile == mobiles.end() ? nullptr : &*mobile;
}

Ptr<Mip6MobileNode>
Builder::FindMobile(const std::string& name) const
{
    const NetworkMobile* const mobile = FindNetworkMobile(name);
    return mobile ? mobile->role : nullptr;
}

void
Builder::AddFlows()
{
    std::map<TrafficKind, uint32_t> counts;
    int64_t stream = TRAFFIC_STREAMS;
    uint16_t port = FIRST_PORT;
    for (const Traffic& traffic : GetFlows(m_scenario))
    {
        NetworkFlow flow;
        flow.traffic = traffic;
        flow.name =
            std::string(GetName(traffic.kind)) + "-" + std::to_string(++counts[traffic.kind]);
        flow.port = port++;
        stream += InstallFlow(flow, FindEnds(traffic), stream);
        m_network.flows.push_back(flow);
    }
    AddMulticast(m_scenario, m_base);
}

void
Builder::AddMoves()
{
    m_network.movement = CreateObject<ScenarioMovement>();
    for (const std::string& name : GetMobileNodeNames(m_scenario))
    {
        const NetworkMobile& mobile = *FindNetworkMobile(name);
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
                                         m_base.FindChannel(link),
                                         m_scenario.access.handoverDelay);
        }
    }
}

void
Builder::AddRouterMoves()
{
    const std::vector<MobileRouterSettings> routers = GetMobileRouters(m_scenario);
    for (std::size_t i = 0; i < routers.size(); ++i)
    {
        const NetworkMobileRouter& built = m_network.mobileRouters[i];
        NetworkMobile mobile = *FindNetworkMobile(built.name);
        m_network.movement->SetChoice(built.name, built.findEgress);
        for (const Ptr<NetDevice>& device : built.egress)
        {
            const bool isFirst = device == built.egress.front();
            const std::string link = isFirst ? routers[i].start : NO_LINK;
            m_network.movement->Place(built.name, device, GetLinkName(m_scenario, link));
        }
        for (const RouterMove& move : routers[i].attach)
        {
            const std::string link = GetLinkName(m_scenario, move.to);
            mobile.device = built.egress[move.interface - 1];
            m_network.movement->Schedule(mobile,
                                         move.at,
                                         link,
                                         link == NO_LINK ? nullptr : m_base.FindChannel(link),
                                         m_scenario.access.handoverDelay);
        }
    }
}

void
Builder::AddEvents()
{
    ScheduleEvents(m_scenario, m_base);
}

void
Builder::AssignStreams() const
{
    NodeContainer nodes;
    for (const NetworkNode& node : m_network.nodes)
    {
        nodes.Add(node.node);
    }
    InternetStackHelper stack;
    for (uint32_t i = 0; i < nodes.GetN(); ++i)
    {
        stack.AssignStreams(NodeContainer(nodes.Get(i)), NODE_STREAMS + i * STREAMS_PER_NODE);
    }
    Mip6Helper::AssignStreams(nodes, ROLE_STREAMS);
}

} // namespace

ScenarioNetwork
BuildScenario(const Scenario& scenario)
{
    return Builder(scenario).Build();
}

} // namespace ns3::mip6

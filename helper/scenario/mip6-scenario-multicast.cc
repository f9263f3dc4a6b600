/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-multicast.h"

#include "mip6-multicast-plan.h"

#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/ipv6.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-multicast-host.h"

#include <algorithm>
#include <vector>

namespace ns3::mip6
{

namespace
{

/// Adds what multicast needs to a network.
class MulticastInstaller
{
  public:
    /// @param scenario that is built @param base its network; both must outlive this
    MulticastInstaller(const Scenario& scenario, NetworkBuilder& base)
        : m_scenario(scenario),
          m_base(base)
    {
    }

    /// @param route an entry of the plan that its router gets
    void AddRoute(const MulticastRoutePlan& route) const
    {
        std::vector<uint32_t> outputs;
        for (const MulticastPort& output : route.outputs)
        {
            outputs.push_back(FindInterface(route.node, output));
        }
        const std::string& name = m_scenario.nodes[route.node].name;
        GetTable(name)->AddMulticastRoute(Ipv6Address::GetAny(),
                                          route.group,
                                          FindInterface(route.node, route.input),
                                          outputs);
    }

    /// @param flow a multicast flow that its ends get ready for
    void AddEnds(const Traffic& flow) const
    {
        // The only interface of a host besides loopback.
        GetTable(flow.from)->SetDefaultMulticastRoute(1);
        const auto& mobiles = m_base.GetNetwork().mobiles;
        const auto mobile =
            std::find_if(mobiles.begin(), mobiles.end(), [&flow](const NetworkMobile& candidate) {
                return candidate.name == flow.to;
            });
        if (mobile != mobiles.end())
        {
            mobile->role->JoinMulticastGroup(flow.group);
            return;
        }
        FindListener(flow.to)->JoinGroup(flow.group);
    }

  private:
    /// @param node number of a router @param port a way into or out of it @return its interface
    uint32_t FindInterface(std::size_t node, const MulticastPort& port) const
    {
        return port ? m_base.FindWiredInterface(*port, node)
                    : m_base.FindAccessInterface(m_scenario.nodes[node].name);
    }

    /// @param name of a host @return what listens there
    Ptr<Mip6MulticastHost> FindListener(const std::string& name) const
    {
        const Ptr<Node> node = m_base.FindNode(name);
        for (uint32_t i = 0; i < node->GetNApplications(); ++i)
        {
            if (const auto listener = DynamicCast<Mip6MulticastHost>(node->GetApplication(i)))
            {
                return listener;
            }
        }
        return Mip6Helper::InstallMulticastHost(node, node->GetObject<Ipv6>()->GetNetDevice(1));
    }

    /// @param name of a node @return its routing table
    Ptr<Ipv6StaticRouting> GetTable(const std::string& name) const
    {
        return Ipv6StaticRoutingHelper().GetStaticRouting(m_base.FindNode(name)->GetObject<Ipv6>());
    }

    const Scenario& m_scenario; //!< that is built
    NetworkBuilder& m_base;     //!< its network
};

} // namespace

void
AddMulticast(const Scenario& scenario, NetworkBuilder& base)
{
    const MulticastInstaller installer(scenario, base);
    for (const MulticastRoutePlan& route : PlanMulticast(scenario))
    {
        installer.AddRoute(route);
    }
    for (const Traffic& flow : GetFlows(scenario))
    {
        if (flow.kind == TrafficKind::MULTICAST)
        {
            installer.AddEnds(flow);
        }
    }
}

} // namespace ns3::mip6

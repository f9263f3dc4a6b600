/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HELPER_H
#define MIP6_HELPER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-correspondent-node.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-link-prefix-table.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-multicast-host.h"
#include "ns3/mip6-router-advertiser.h"
#include "ns3/mip6-unknown-header-answer.h"
#include "ns3/net-device.h"
#include "ns3/node-container.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"

#include <string>

namespace ns3
{

/**
 * @ingroup mip6-helper
 * Installs Mobile IPv6 roles on nodes that have a stock internet stack with IPv6, in any order. The
 * devices must have IPv6 interfaces that are up; routers must have their addresses.
 */
class Mip6Helper
{
  public:
    Mip6Helper();

    /**
     * Set an attribute of the mobile nodes that are installed from now on.
     * @param name attribute of ns3::Mip6MobileNode
     * @param value its value
     */
    void SetMobileNodeAttribute(const std::string& name, const AttributeValue& value);
    /**
     * Set an attribute of the home agents that are installed from now on.
     * @param name attribute of ns3::Mip6HomeAgent
     * @param value its value
     */
    void SetHomeAgentAttribute(const std::string& name, const AttributeValue& value);
    /**
     * Set an attribute of the correspondent nodes that are installed from now on.
     * @param name attribute of ns3::Mip6CorrespondentNode
     * @param value its value
     */
    void SetCorrespondentNodeAttribute(const std::string& name, const AttributeValue& value);
    /**
     * Set an attribute of the router advertisers that are installed from now on.
     * @param name attribute of ns3::Mip6RouterAdvertiser
     * @param value its value
     */
    void SetRouterAdvertiserAttribute(const std::string& name, const AttributeValue& value);

    /**
     * Make a router a home agent and let it advertise that on its home link.
     * @param node a router
     * @param homeLinkDevice with a global address, whose prefix is the home subnet prefix
     * @return the role, aggregated to the node
     */
    Ptr<Mip6HomeAgent> InstallHomeAgent(Ptr<Node> node, Ptr<NetDevice> homeLinkDevice) const;

    /**
     * Let a router advertise the prefixes of an access link.
     * @param node a router
     * @param device on the access link
     * @return the application, added to the node
     */
    Ptr<Mip6RouterAdvertiser> InstallAccessRouter(Ptr<Node> node, Ptr<NetDevice> device) const;

    /// @param device of a router @return what advertises the router on its link, nullptr if nothing
    static Ptr<Mip6RouterAdvertiser> FindAdvertiser(Ptr<NetDevice> device);

    /**
     * Make a host a mobile node. It configures its addresses itself.
     * @param node a host
     * @param device that moves; its interface has no global address
     * @param homeAddress permanent, in the home subnet
     * @param homeAgent address of the home agent on the home link
     * @return the role, aggregated to the node
     */
    Ptr<Mip6MobileNode> InstallMobileNode(Ptr<Node> node,
                                          Ptr<NetDevice> device,
                                          Ipv6Address homeAddress,
                                          Ipv6Address homeAgent) const;

    /**
     * Let a node take part in route optimization as a correspondent node.
     * @param node any, also a mobile node or a home agent
     * @return the role, aggregated to the node; the one that the node has, if it has one
     */
    Ptr<Mip6CorrespondentNode> InstallCorrespondentNode(Ptr<Node> node) const;

    /**
     * Let a node without Mobile IPv6 answer Mobility Headers with a Parameter Problem, as a host
     * outside of ns-3 does. Without this, stock ns-3 keeps silent.
     * @param node any
     * @return what answers, aggregated to the node; the one that the node has, if it has one
     */
    static Ptr<Mip6UnknownHeaderAnswer> InstallUnknownHeaderAnswer(Ptr<Node> node);

    /**
     * Let a node that has no Mobile IPv6 role on a link listen to multicast groups there and tell
     * routers so, as the stock node of a mobile network needs it. Without this, stock ns-3 keeps
     * silent.
     * @param node any
     * @param device on the link, with an IPv6 interface
     * @return the listener, which groups are joined at; an application of the node
     */
    static Ptr<Mip6MulticastHost> InstallMulticastHost(Ptr<Node> node, Ptr<NetDevice> device);

    /**
     * Add a prefix to a router's link, or change the lifetimes of one; also while the simulation
     * runs. The router's address is configured with it. Advertisements, home agents and, through
     * them, mobile nodes away from home follow.
     * @param device of a router on the link, with an IPv6 interface
     * @param setting of the prefix; a valid lifetime of 0 withdraws it
     */
    static void SetPrefix(Ptr<NetDevice> device, const Mip6PrefixSetting& setting);

    /**
     * Let a home agent break down: what it knows is lost, it is silent about it. Where it is the
     * default router of the home link, it stays that.
     * @param node with a home agent
     */
    static void FailHomeAgent(Ptr<Node> node);

    /**
     * Let a home agent begin anew after FailHomeAgent.
     * @param node with a home agent
     */
    static void RecoverHomeAgent(Ptr<Node> node);

    /**
     * Fix the random numbers of all roles and advertisers on some nodes.
     * @param nodes any
     * @param stream first stream number
     * @return how many streams are used
     */
    static int64_t AssignStreams(const NodeContainer& nodes, int64_t stream);

  private:
    ObjectFactory m_mobileNode;        //!< makes mobile nodes
    ObjectFactory m_correspondentNode; //!< makes correspondent nodes
    ObjectFactory m_homeAgent;         //!< makes home agents
    ObjectFactory m_advertiser;        //!< makes router advertisers
};

} // namespace ns3

#endif /* MIP6_HELPER_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_HELPER_H
#define NEMO_HELPER_H

#include "ns3/ipv6-address.h"
#include "ns3/nemo-home-agent.h"
#include "ns3/nemo-mobile-router.h"
#include "ns3/net-device-container.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"

#include <string>

namespace ns3
{

/**
 * @ingroup mip6-helper
 * Installs network mobility (RFC 3963): mobile routers, and what home agents need to serve them.
 * Nodes in a mobile network, fixed or mobile, need nothing of it.
 */
class NemoHelper
{
  public:
    /// The interfaces of a mobile router.
    struct Interfaces
    {
        NetDeviceContainer egress;  //!< that move; with several, the first is used first
        NetDeviceContainer ingress; //!< towards the mobile networks, with a global address each
    };

    /// The home registration of a mobile router.
    struct Home
    {
        Ipv6Address homeAddress; //!< permanent, in the home subnet
        Ipv6Address homeAgent;   //!< on the home link; unspecified: discovered
    };

    NemoHelper();

    /**
     * Set an attribute of the mobile routers that are installed from now on.
     * @param name attribute of ns3::NemoMobileRouter or ns3::Mip6MobileNode
     * @param value its value
     */
    void SetMobileRouterAttribute(const std::string& name, const AttributeValue& value);
    /**
     * Set an attribute of what is added to home agents from now on.
     * @param name attribute of ns3::NemoHomeAgent
     * @param value its value
     */
    void SetHomeAgentAttribute(const std::string& name, const AttributeValue& value);
    /**
     * Set an attribute of the router advertisers of mobile networks that are installed from now on.
     * @param name attribute of ns3::Mip6RouterAdvertiser
     * @param value its value
     */
    void SetRouterAdvertiserAttribute(const std::string& name, const AttributeValue& value);

    /// @param advertise whether mobile routers that are installed from now on advertise themselves
    /// on their home link, see NemoMobileRouter::AdvertiseAtHome
    void SetAdvertiseAtHome(bool advertise);

    /**
     * Let the home agents and mobile routers that are installed from now on exchange routes by
     * RIPng through their tunnels (RFC 3963 section 8), so that prefix tables need no entries.
     * Mobile routers register in implicit mode. The nodes need ns3::RipNg, which
     * InternetStackHelper puts on them together with static routing: in an Ipv6ListRoutingHelper,
     * RIPng with the higher priority.
     */
    void EnableDynamicRouting();

    /**
     * Let a home agent serve mobile routers and advertise that (RFC 3963 section 7.3).
     * @param node with a home agent, see Mip6Helper::InstallHomeAgent; before the simulation starts
     * @return the prefix table of the home agent, aggregated to the node
     */
    Ptr<NemoHomeAgent> InstallHomeAgent(Ptr<Node> node) const;

    /**
     * Make a node a mobile router. It advertises its mobile networks on its ingress interfaces.
     * @param node any
     * @param interfaces of the node; those of egress have no global address
     * @param home where it is registered
     * @return the role, aggregated to the node
     */
    Ptr<NemoMobileRouter> InstallMobileRouter(Ptr<Node> node,
                                              const Interfaces& interfaces,
                                              const Home& home) const;

  private:
    ObjectFactory m_mobileRouter;  //!< makes mobile routers
    ObjectFactory m_homeAgent;     //!< makes prefix tables
    ObjectFactory m_advertiser;    //!< makes router advertisers
    bool m_advertiseAtHome{false}; //!< see SetAdvertiseAtHome
};

} // namespace ns3

#endif /* NEMO_HELPER_H */

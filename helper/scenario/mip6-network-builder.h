/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NETWORK_BUILDER_H
#define MIP6_NETWORK_BUILDER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-network-plan.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/mip6-scenario.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/simple-net-device.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * The first part of building a scenario: what exists before any Mobile IPv6 role.
 */

namespace ns3::mip6
{

/// Builds nodes, links, addresses and routes of a scenario.
class NetworkBuilder
{
  public:
    /// @param scenario to build; must outlive this
    explicit NetworkBuilder(const Scenario& scenario);

    /// Build everything; once, and before anything else here but the plan.
    void Build();

    /// @return addresses and routes
    const NetworkPlan& GetPlan() const;
    /// @return what was built so far, to be completed
    ScenarioNetwork& GetNetwork();

    /// @param device on a node @param forwards whether the node forwards what arrives there
    /// @return the new interface
    static uint32_t AddInterface(Ptr<NetDevice> device, bool forwards);
    /// @param node its node @param channel its first link @return a device that can change links
    Ptr<SimpleNetDevice> AddStation(Ptr<Node> node, Ptr<Mip6AccessChannel> channel);
    /// @param name of a mobile node or mobile router @param address that others reach it by
    void AddAddress(const std::string& name, Ipv6Address address);

    /// @param name of a node or mobile node @return the node
    Ptr<Node> FindNode(const std::string& name) const;
    /// @param name of a node or mobile node @return the address that others reach it by
    Ipv6Address FindAddress(const std::string& name) const;
    /// @param link name of a home or access link, or of a mobile router @return the link
    Ptr<Mip6AccessChannel> FindChannel(const std::string& link) const;
    /// @param name of a node on a home or access link @return its device there
    Ptr<NetDevice> FindAccessDevice(const std::string& name) const;
    /// @param name of a node on a home or access link @return its interface there
    uint32_t FindAccessInterface(const std::string& name) const;
    /// @param link number of a wired link @param node number of one of its ends
    /// @return interface of the node there
    uint32_t FindWiredInterface(std::size_t link, std::size_t node) const;

  private:
    /// @name Steps, in this order
    /// @{
    void AddNodes();
    void AddWiredLinks();
    void AddAccessLinks();
    void AddGuests();
    void AddMobileNetworks();
    void AddRoutes();
    /// @}

    /// @param router one of them @param plan its addresses
    void AddMobileRouter(const MobileRouterSettings& router, const MobileRouterPlan& plan);
    /// @param router one of them @param number of a fixed node in its network @param address of it
    void AddFixedNode(const MobileRouterSettings& router, std::size_t number, Ipv6Address address);
    /// @return a link that nobody is on
    Ptr<Mip6AccessChannel> MakeChannel() const;
    /// @param name of a node @return the node, with an IPv6 stack
    Ptr<Node> AddNode(const std::string& name);
    /// @param name of a node of the topology @param interface of it @param address for it
    void SetAddress(const std::string& name, uint32_t interface, Ipv6Address address);
    /// @param name of a node of the topology @param device on it @param address of the device
    /// @return the new interface
    uint32_t Attach(const std::string& name, Ptr<NetDevice> device, Ipv6Address address);
    /// @param name of a node @return whether it is a correspondent
    bool IsCorrespondent(const std::string& name) const;

    const Scenario& m_scenario; //!< built
    const NetworkPlan m_plan;   //!< addresses and routes
    ScenarioNetwork m_network;  //!< so far
    int64_t m_stations{0};      //!< number of stations with an error model
    std::map<std::string, Ptr<Mip6AccessChannel>> m_channels;     //!< by name of the link
    std::map<std::string, Ipv6Address> m_addresses;               //!< by name of the node
    std::map<std::string, uint32_t> m_accessInterfaces;           //!< by name of the node
    std::vector<std::pair<uint32_t, uint32_t>> m_wiredInterfaces; //!< by link: at its two ends
};

} // namespace ns3::mip6

#endif /* MIP6_NETWORK_BUILDER_H */

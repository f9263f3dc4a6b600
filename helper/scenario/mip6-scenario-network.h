/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_NETWORK_H
#define MIP6_SCENARIO_NETWORK_H

#include "ns3/application.h"
#include "ns3/ipv6-address.h"
#include "ns3/mip6-correspondent-node.h"
#include "ns3/mip6-scenario.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/ptr.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * A scenario that has been built onto ns-3: what meters and callers may look at.
 */

namespace ns3
{
class Mip6AccessChannel;
class Mip6HomeAgent;
class Mip6MobileNode;
} // namespace ns3

namespace ns3::mip6
{

/// A node of the run.
struct NetworkNode
{
    std::string name;      //!< as in the scenario
    Ptr<Node> node;        //!< the ns-3 node
    Ipv6Address address{}; //!< that others reach it by
};

/// A device of the run that carries packets over a link (virtual devices are not listed).
struct NetworkDevice
{
    std::string node;      //!< name of its node
    Ptr<NetDevice> device; //!< SimpleNetDevice on access links, PointToPointNetDevice on others
};

/// A mobile node of the run.
struct NetworkMobile
{
    std::string name;         //!< as in GetMobileNames
    Ptr<Node> node;           //!< the ns-3 node
    Ptr<Mip6MobileNode> role; //!< with the trace sources
    Ptr<NetDevice> device;    //!< the one that moves
    Ipv6Address homeAddress;  //!< permanent
    Ipv6Address homeAgent;    //!< address of the home agent on the home link
};

/// A mobile router of the run.
struct NetworkMobileRouter
{
    std::string name;         //!< as in GetMobileRouters
    Ptr<Node> node;           //!< the ns-3 node
    Ptr<Mip6MobileNode> role; //!< a NemoMobileRouter; the one of its entry in the mobile nodes
    std::vector<Ptr<NetDevice>> egress;           //!< that move, in the order of their numbers
    std::function<Ptr<NetDevice>()> findEgress{}; //!< finds the one of them that is in use
    std::vector<Ptr<NetDevice>> ingress;          //!< one for each network
    std::vector<Subnet> networks;                 //!< mobile network prefixes
    std::vector<std::string> nodes;               //!< names of the fixed nodes in the first of them
    Ipv6Address homeAddress;                      //!< permanent
};

/// A flow of the run.
struct NetworkFlow
{
    std::string name;        //!< unique, e.g. "udp-1"
    Traffic traffic;         //!< its description
    Ptr<Application> source; //!< OnOffApplication (udp), BulkSendApplication (tcp) or
                             //!< EchoApplication (ping); all send SeqTsSizeHeader and fire
                             //!< TxWithSeqTsSize
    Ptr<Application> sink;   //!< PacketSink that fires RxWithSeqTsSize; for ping the source, which
                             //!< fires it for replies
    uint16_t port{0};        //!< destination port, unique in the run
};

/**
 * The scripted attachments of the mobile nodes. Trace sources: "LinkDown" (mobile, from, to) when
 * the old link is left, "LinkUp" (mobile, link) when the new one is reached. Links have the names
 * of their routers; the home link is called "home", and no link "none". Of a mobile router with
 * several devices, that of the one in use counts: when it is left for no link, the router is on the
 * link of another one at once.
 */
class ScenarioMovement : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Signature of "LinkDown". @param mobile name of the mobile node
    /// @param from link left @param to link that follows
    typedef void (*LinkDownTracedCallback)(const std::string& mobile,
                                           const std::string& from,
                                           const std::string& to);
    /// Signature of "LinkUp". @param mobile name of the mobile node @param link reached
    typedef void (*LinkUpTracedCallback)(const std::string& mobile, const std::string& link);

    /**
     * Say where a device is at first. Those that nothing is said of are on the home link.
     * @param mobile name of the mobile node
     * @param device one of its devices
     * @param link name of the link
     */
    void Place(const std::string& mobile, const Ptr<NetDevice>& device, const std::string& link);
    /**
     * @param mobile name of a mobile node with several devices
     * @param find the one of them that is in use
     */
    void SetChoice(const std::string& mobile, std::function<Ptr<NetDevice>()> find);

    /**
     * Script a movement.
     * @param mobile the mobile node, with the device that moves
     * @param at when it leaves its link
     * @param to name of the next link
     * @param channel the next link; nullptr for none
     * @param handoverDelay until it is on the next link
     */
    void Schedule(const NetworkMobile& mobile,
                  Time at,
                  const std::string& to,
                  Ptr<Mip6AccessChannel> channel,
                  Time handoverDelay);

  private:
    /// One scripted movement.
    struct Step
    {
        std::string mobile;             //!< name of the mobile node
        std::string to;                 //!< name of the next link
        Ptr<NetDevice> device;          //!< that moves
        Ptr<Mip6AccessChannel> channel; //!< the next link
        Time handoverDelay;             //!< from leaving to joining
        bool isTold{true};              //!< whether the mobile node as a whole moves
    };

    /// Where a device is.
    struct Station
    {
        std::string mobile;    //!< name of its mobile node
        Ptr<NetDevice> device; //!< the device
        std::string link;      //!< name of its link, or of the next one while it moves
    };

    /// @param step leave the link now
    void Leave(const Step& step);
    /// @param step join the next link now
    void Join(const Step& step);

    /// @param mobile name of a mobile node @param device of it @return where it is
    Station& FindStation(const std::string& mobile, const Ptr<NetDevice>& device);
    /// @param step a movement @return whether the mobile node as a whole moves
    bool IsOfUse(const Step& step);
    /// @param step a movement to no link @return link of another device, or that there is none
    std::string FindOtherLink(const Step& step) const;

    std::vector<Station> m_stations;                                  //!< of all mobile nodes
    std::map<std::string, std::function<Ptr<NetDevice>()>> m_choices; //!< see SetChoice
    TracedCallback<const std::string&, const std::string&, const std::string&>
        m_linkDown;                                                  //!< trace
    TracedCallback<const std::string&, const std::string&> m_linkUp; //!< trace
};

/// A scenario that has been built.
struct ScenarioNetwork
{
    std::vector<NetworkNode> nodes; //!< topology nodes in the scenario's order, then mobile nodes,
                                    //!< mobile routers and the fixed nodes in their networks
    std::vector<NetworkDevice> devices; //!< all that carry packets
    std::vector<NetworkMobile> mobiles; //!< in the order of GetMobileNames; with mobile routers
    std::vector<NetworkMobileRouter> mobileRouters; //!< in the order of GetMobileRouters
    std::vector<std::pair<std::string, Ptr<Mip6HomeAgent>>> homeAgents; //!< by node name
    std::vector<std::pair<std::string, Ptr<Mip6CorrespondentNode>>>
        correspondents;              //!< by node name: of correspondents and of mobile nodes
    std::vector<NetworkFlow> flows;  //!< in the scenario's order
    Ptr<ScenarioMovement> movement;  //!< the script
    std::vector<std::string> routes; //!< one line a route, for "check"
};

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_NETWORK_H */

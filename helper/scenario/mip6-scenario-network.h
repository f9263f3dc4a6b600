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
 * of their routers; the home link is called "home".
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
     * Script a movement.
     * @param mobile the mobile node
     * @param at when it leaves its link
     * @param to name of the next link
     * @param channel the next link
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
        std::string from;               //!< name of the link that it leaves
        std::string to;                 //!< name of the next link
        Ptr<NetDevice> device;          //!< that moves
        Ptr<Mip6AccessChannel> channel; //!< the next link
        Time handoverDelay;             //!< from leaving to joining
    };

    /// @param step leave the link now
    void Leave(const Step& step);
    /// @param step join the next link now
    void Join(const Step& step);

    std::vector<std::pair<std::string, std::string>> m_links; //!< mobile node to its scripted link
    TracedCallback<const std::string&, const std::string&, const std::string&>
        m_linkDown;                                                  //!< trace
    TracedCallback<const std::string&, const std::string&> m_linkUp; //!< trace
};

/// A scenario that has been built.
struct ScenarioNetwork
{
    std::vector<NetworkNode> nodes; //!< topology nodes in the scenario's order, then mobile nodes
    std::vector<NetworkDevice> devices; //!< all that carry packets
    std::vector<NetworkMobile> mobiles; //!< in the order of GetMobileNames
    std::vector<std::pair<std::string, Ptr<Mip6HomeAgent>>> homeAgents; //!< by node name
    std::vector<std::pair<std::string, Ptr<Mip6CorrespondentNode>>>
        correspondents;              //!< by node name: of correspondents and of mobile nodes
    std::vector<NetworkFlow> flows;  //!< in the scenario's order
    Ptr<ScenarioMovement> movement;  //!< the script
    std::vector<std::string> routes; //!< one line a route, for "check"
};

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_NETWORK_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_H
#define MIP6_SCENARIO_H

#include "ns3/data-rate.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * The description of a handover experiment: plain values, the same for C++, scenario files and
 * Python.
 */

namespace ns3::mip6
{

/// An IPv6 subnet.
struct Subnet
{
    Ipv6Address network;      //!< host bits are zero
    uint8_t prefixLength{64}; //!< 1 to 128; links need 64
};

/// What a node of the topology does.
enum class NodeRole : uint8_t
{
    HOME_AGENT,    //!< router with the home link behind it, or a home agent on that link
    HOME_ROUTER,   //!< router with the home link behind it, which is no home agent
    ACCESS_ROUTER, //!< router with an access link that mobile nodes may visit
    ROUTER,        //!< forwards only
    CORRESPONDENT, //!< host
};

/// What a correspondent makes of Mobile IPv6.
enum class MobileIpv6Support : uint8_t
{
    FULL,    //!< takes part in route optimization (RFC 6275 section 8.2)
    ANSWERS, //!< knows nothing of it, and reports what it does not know (RFC 8200 section 4)
    SILENT,  //!< knows nothing of it, and reports nothing: a stock node
};

/// One node of the topology.
struct ScenarioNode
{
    std::string name;                //!< unique; "home" and names of mobile nodes are taken
    NodeRole role{NodeRole::ROUTER}; //!< what it does
    std::optional<Subnet> prefix; //!< of its home or access link, or of a correspondent's own link;
                                  //!< chosen by the builder where absent
    std::optional<std::string> link{}; //!< of a correspondent on the home link or an access link:
                                       //!< "home" or the name of the router; of a home agent that
                                       //!< another router connects: "home"
    MobileIpv6Support mobileIpv6{MobileIpv6Support::FULL}; //!< of a correspondent
    uint32_t preference{0}; //!< of a home agent among those of its link, 0 to 65535
};

/// One wired link between two nodes.
struct ScenarioLink
{
    std::string from;             //!< a node
    std::string to;               //!< another node
    Time delay{MilliSeconds(10)}; //!< one way, 0 or more
    DataRate rate{"100Mbps"};     //!< of each direction
};

/// The links that mobile nodes attach to: home link and access links.
struct AccessSettings
{
    Time delay{MicroSeconds(10)};         //!< one way, 0 or more
    DataRate rate{"100Mbps"};             //!< of each station
    double loss{0.0};                     //!< probability that a station misses a packet, 0 to 1
    Time handoverDelay{MilliSeconds(50)}; //!< from leaving one link to being on the next (layer 2)
};

/// One scripted movement of one mobile node or of all.
struct Move
{
    Time at;        //!< when the old link is left
    std::string to; //!< "home", the home agent's name, an access router's or a mobile router's name
    std::optional<std::string> node{}; //!< mobile node that moves; absent: all of them
};

/// Where mobile nodes have their home addresses from.
enum class HomeAddressMode : uint8_t
{
    GIVEN,     //!< a fixed host number on the home link
    STATELESS, //!< formed from the home prefix and the interface identifier (RFC 4862)
};

/// Value of MobileSettings::homeAgent that leaves the choice to the mobile nodes.
inline const char* const DISCOVERED_HOME_AGENT = "discover";

/// The mobile nodes.
struct MobileSettings
{
    uint32_t count{1};        //!< they are called mn, or mn1, mn2, ...; 0 with mobile routers only
    std::vector<Move> attach; //!< those of a mobile node strictly later one after the other
    std::optional<std::string> homeAgent{}; //!< name of a node, or DISCOVERED_HOME_AGENT; absent:
                                            //!< the first home agent
    HomeAddressMode homeAddress{HomeAddressMode::GIVEN}; //!< where home addresses come from
};

/// What a mobile router registers (RFC 3963 section 5.2).
enum class MobileRouterMode : uint8_t
{
    EXPLICIT, //!< its networks, named in each Binding Update
    IMPLICIT, //!< its networks, which the home agent knows
    HOST,     //!< its home address alone: the networks are cut off away from home
};

/// Value of RouterMove::to and of MobileRouterSettings::start that stands for no link.
inline const char* const NO_LINK = "none";

/// Value of MobileRouterSettings::homeAgent for a chain: the home agents in turn.
inline const char* const HOME_AGENTS_IN_TURN = "in-turn";

/// Longest chain of mobile routers.
constexpr uint32_t MAX_ROUTER_DEPTH = 16;

/// Most fixed nodes in a mobile network.
constexpr uint32_t MAX_FIXED_NODES = 200;

/// One scripted movement of one egress interface of a mobile router.
struct RouterMove
{
    Time at;        //!< when the old link is left
    std::string to; //!< as in a Move, another mobile router, or NO_LINK
    uint32_t interface {
        1
    }; //!< which one, counted from 1
};

/// A mobile router with its networks and fixed nodes; or a chain of them, each one but the first
/// in the network of the one before.
struct MobileRouterSettings
{
    std::string name;               //!< unique; also that of the link in its first network
    std::vector<Subnet> networks{}; //!< mobile network prefixes with an ingress interface each;
                                    //!< empty: one, chosen by the builder
    MobileRouterMode mode{MobileRouterMode::EXPLICIT}; //!< what it registers
    uint32_t egress{1};                                //!< interfaces that move, 1 to 4
    std::string start{"home"};        //!< link of the first of them at the start of the run; the
                                      //!< others have none
    std::vector<RouterMove> attach{}; //!< those of an interface strictly later one after the other
    uint32_t depth{1}; //!< length of the chain, 1 to 16; where there are several, they are called
                       //!< NAME1, NAME2, ...
    std::optional<std::string> homeAgent{}; //!< name of a node, DISCOVERED_HOME_AGENT or
                                            //!< HOME_AGENTS_IN_TURN; absent: as mobile nodes
    uint32_t nodes{1}; //!< fixed nodes in the first network, called NAME-node1, NAME-node2, ...
};

/// Duplicate address detection of care-of addresses.
enum class DadMode : uint8_t
{
    STANDARD,   //!< RFC 4862: the address is used when the detection has ended
    OPTIMISTIC, //!< RFC 4429: the address is used while the detection runs
    OFF,        //!< no detection
};

/// What makes a mobile node look for a new link (RFC 6275 section 11.5.1).
enum class MovementMode : uint8_t
{
    LAZY,           //!< a new prefix, once the present router is missing
    EAGER,          //!< a new prefix
    UNREACHABILITY, //!< the present router does not answer
    LINK_LAYER,     //!< the link layer says so
    ADVERTISEMENTS, //!< advertisements of the present router are missing
};

/// How a mobile node that is away gets multicast packets (RFC 6275 section 10.4.3).
enum class MulticastMode : uint8_t
{
    TUNNEL, //!< it is a member of groups at its home agent
    LOCAL,  //!< it is a member of groups on the visited link
};

/// Where mobile nodes have their care-of addresses from.
enum class CareOfMode : uint8_t
{
    STATELESS, //!< RFC 4862
    STATEFUL,  //!< DHCPv6; not every release of ns-3 has it
};

/// Protocol settings of the run.
struct ProtocolSettings
{
    DadMode dad{DadMode::STANDARD};       //!< of care-of addresses
    Time raIntervalMin{MilliSeconds(30)}; //!< between unsolicited advertisements
    Time raIntervalMax{MilliSeconds(70)}; //!< at least raIntervalMin
    Time lifetime{Seconds(420)};          //!< requested binding lifetime, 4 s steps
    Time maxLifetime{Seconds(420)};       //!< granted by the home agent at most
    uint32_t pendingQueue{16};            //!< packets kept while a registration runs
    bool routeOptimization{true};         //!< of mobile nodes, with correspondents that take part
    uint32_t optimizationThreshold{1};    //!< packets through the tunnel that start it
    std::vector<Subnet> optimizeWith;     //!< correspondents; empty for all
    std::vector<Subnet> optimizeWithout;  //!< correspondents, also of those above
    bool checksums{true};                 //!< ns-3 computes and verifies checksums
    MovementMode movement{MovementMode::LAZY};      //!< how mobile nodes find new links
    uint32_t missedAdvertisements{3};               //!< in a row that count as a missing router
    CareOfMode careOf{CareOfMode::STATELESS};       //!< where care-of addresses come from
    bool discovery{false};                          //!< of home agents, also where one is given
    uint32_t homeAgentAttempts{5};                  //!< updates before it counts as gone
    MulticastMode multicast{MulticastMode::TUNNEL}; //!< of mobile nodes that are away
};

/// Kinds of traffic.
enum class TrafficKind : uint8_t
{
    UDP,       //!< constant rate
    TCP,       //!< bulk transfer
    PING,      //!< echo requests at constant intervals, and the replies to them
    MULTICAST, //!< constant rate to a group that the receiver has joined
};

/// Which home address of its mobile nodes a flow belongs to.
enum class FlowHomeAddress : uint8_t
{
    FIRST,     //!< the one of the start of the run
    PREFERRED, //!< the one that new flows shall use when this one starts
};

/// One flow.
struct Traffic
{
    TrafficKind kind{TrafficKind::UDP}; //!< what it is
    std::string from;                   //!< one of GetEndNames, or several of them: "mr*-node1"
    std::string to;                     //!< another one, or several if the sender is one
    DataRate rate{"64kbps"};            //!< UDP, multicast: application octets per second
    uint32_t packet{160};               //!< UDP, multicast: octets per packet; ping: of data
    Time interval{Seconds(1)};          //!< ping: between requests
    Time start{Seconds(2)};             //!< first packet
    std::optional<Time> stop;           //!< absent: end of the run
    uint32_t window{8192};              //!< TCP: octets under way at most
    Ipv6Address group{"ff1e::1:1"};     //!< multicast: destination, of global scope
    FlowHomeAddress homeAddress{FlowHomeAddress::FIRST}; //!< of its mobile nodes
};

/// What happens to the home link by script.
enum class EventKind : uint8_t
{
    HOME_AGENT_FAILS,    //!< its home agent service ends without a word
    HOME_AGENT_RECOVERS, //!< it starts again, and knows no binding
    PREFIX,              //!< a prefix of the home link is new, or gets other lifetimes
};

/// One scripted event.
struct ScenarioEvent
{
    Time at;                                     //!< when
    EventKind kind{EventKind::HOME_AGENT_FAILS}; //!< what
    std::string node;                //!< home agent; prefix: the router that owns the home link
    std::optional<Subnet> prefix{};  //!< prefix: which
    Time preferred{Seconds(604800)}; //!< prefix: its preferred lifetime from then on
    Time valid{Seconds(2592000)};    //!< prefix: its valid lifetime from then on; 0 withdraws it
    bool countsDown{false};          //!< prefix: whether its lifetimes end, rather than last
};

/// One ns-3 attribute default.
struct AttributeSetting
{
    std::string name;  //!< e.g. "ns3::Icmpv6L4Protocol::RetransmissionTime"
    std::string value; //!< e.g. "1s"
};

/// A handover experiment.
struct Scenario
{
    std::string name;                                //!< also names the results
    std::string title;                               //!< one line for lists
    Time stop{Seconds(60)};                          //!< length of the run
    std::vector<ScenarioNode> nodes;                 //!< of the topology
    std::vector<ScenarioLink> links;                 //!< between them
    AccessSettings access;                           //!< home link and access links
    MobileSettings mobile;                           //!< mobile nodes and their moves
    std::vector<MobileRouterSettings> mobileRouters; //!< with their networks and moves
    ProtocolSettings protocol;                       //!< of the run
    std::vector<Traffic> traffic;                    //!< flows
    std::vector<ScenarioEvent> events;               //!< on the home link
    std::vector<AttributeSetting> attributes;        //!< applied before anything is built
};

/// Something wrong in a scenario.
struct ScenarioProblem
{
    std::string path; //!< of the offending value, as in the file: "mobile.attach[1].to"
    std::string text; //!< what is wrong, what is allowed, the nearest right name
};

/**
 * @param scenario any description
 * @return everything that keeps it from being built, in the order of the struct; empty if it is
 * fine
 */
std::vector<ScenarioProblem> ValidateScenario(const Scenario& scenario);

/**
 * @param scenario a description
 * @return names of its mobile nodes: "mn", or "mn1", "mn2", ... where there are several
 */
std::vector<std::string> GetMobileNodeNames(const Scenario& scenario);

/**
 * @param scenario a description
 * @return its mobile routers, with an entry for each one of a chain; home agents in turn are named
 */
std::vector<MobileRouterSettings> GetMobileRouters(const Scenario& scenario);

/**
 * @param scenario a description
 * @return names of its home agents
 */
std::vector<std::string> GetHomeAgentNames(const Scenario& scenario);

/**
 * @param router an entry of GetMobileRouters
 * @return names of the fixed nodes in its network
 */
std::vector<std::string> GetFixedNodeNames(const MobileRouterSettings& router);

/**
 * @param scenario a description
 * @return names of everything with a home address: its mobile nodes, then its mobile routers
 */
std::vector<std::string> GetMobileNames(const Scenario& scenario);

/**
 * @param scenario a description
 * @return names of the nodes that flows may have as ends: nodes, mobile nodes, mobile routers, and
 * fixed nodes in mobile networks
 */
std::vector<std::string> GetEndNames(const Scenario& scenario);

/**
 * @param end of a flow
 * @param name any
 * @return whether the end stands for the node: it is its name, or "*" in it stands for the rest
 */
bool IsEnd(const std::string& end, const std::string& name);

/**
 * @param scenario a description
 * @return its flows, each between two nodes: one for every node that an end stands for
 */
std::vector<Traffic> GetFlows(const Scenario& scenario);

/**
 * @param kind of traffic
 * @return whether its packets are datagrams, each of which is sent once, by the clock
 */
bool IsDatagrams(TrafficKind kind);

/**
 * @param node of a topology
 * @return whether it is the router of the home link
 */
bool OwnsHomeLink(const ScenarioNode& node);

/// @name Names as in scenario files
/// @{
const char* GetName(NodeRole role);
const char* GetName(MobileIpv6Support support);
const char* GetName(HomeAddressMode mode);
const char* GetName(MobileRouterMode mode);
const char* GetName(DadMode mode);
const char* GetName(MovementMode mode);
const char* GetName(MulticastMode mode);
const char* GetName(CareOfMode mode);
const char* GetName(TrafficKind kind);
const char* GetName(FlowHomeAddress address);
const char* GetName(EventKind kind);
/// @}

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_H */

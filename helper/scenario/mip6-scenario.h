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
    HOME_AGENT,    //!< router with a home link behind it
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
                                       //!< "home" or the name of the router
    MobileIpv6Support mobileIpv6{MobileIpv6Support::FULL}; //!< of a correspondent
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
    std::string to; //!< "home", the home agent's name, or an access router's name
    std::optional<std::string> node{}; //!< mobile node that moves; absent: all of them
};

/// The mobile nodes.
struct MobileSettings
{
    uint32_t count{1};        //!< 1 or more; they are called mn, or mn1, mn2, ...
    std::vector<Move> attach; //!< those of a mobile node strictly later one after the other
};

/// Duplicate address detection of care-of addresses.
enum class DadMode : uint8_t
{
    STANDARD,   //!< RFC 4862: the address is used when the detection has ended
    OPTIMISTIC, //!< RFC 4429: the address is used while the detection runs
    OFF,        //!< no detection
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
};

/// Kinds of traffic.
enum class TrafficKind : uint8_t
{
    UDP,  //!< constant rate
    TCP,  //!< bulk transfer
    PING, //!< echo requests at constant intervals, and the replies to them
};

/// One flow.
struct Traffic
{
    TrafficKind kind{TrafficKind::UDP}; //!< what it is
    std::string from;                   //!< a node or a mobile node
    std::string to;                     //!< another one
    DataRate rate{"64kbps"};            //!< UDP: application octets per second
    uint32_t packet{160};               //!< UDP: application octets per packet; ping: of data
    Time interval{Seconds(1)};          //!< ping: between requests
    Time start{Seconds(2)};             //!< first packet
    std::optional<Time> stop;           //!< absent: end of the run
    uint32_t window{8192};              //!< TCP: octets under way at most
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
    std::string name;                         //!< also names the results
    std::string title;                        //!< one line for lists
    Time stop{Seconds(60)};                   //!< length of the run
    std::vector<ScenarioNode> nodes;          //!< of the topology
    std::vector<ScenarioLink> links;          //!< between them
    AccessSettings access;                    //!< home link and access links
    MobileSettings mobile;                    //!< mobile nodes and their moves
    ProtocolSettings protocol;                //!< of the run
    std::vector<Traffic> traffic;             //!< flows
    std::vector<AttributeSetting> attributes; //!< applied before anything is built
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
std::vector<std::string> GetMobileNames(const Scenario& scenario);

/**
 * @param kind of traffic
 * @return whether its packets are datagrams, each of which is sent once, by the clock
 */
bool IsDatagrams(TrafficKind kind);

/// @name Names as in scenario files
/// @{
const char* GetName(NodeRole role);
const char* GetName(MobileIpv6Support support);
const char* GetName(DadMode mode);
const char* GetName(TrafficKind kind);
/// @}

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_H */

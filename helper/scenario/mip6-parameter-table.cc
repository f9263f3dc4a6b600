/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-parameters.h"

namespace ns3::mip6
{

namespace
{

/// @param member of the scenario itself @return finds it
template <typename T>
Parameter::Locator
Top(T Scenario::*member)
{
    return
        [member](Scenario& scenario, std::size_t) { return ParameterTarget(&(scenario.*member)); };
}

/// @param part of the scenario @param member of that part @return finds it
template <typename P, typename T>
Parameter::Locator
In(P Scenario::*part, T P::*member)
{
    return [part, member](Scenario& scenario, std::size_t) {
        return ParameterTarget(&(scenario.*part.*member));
    };
}

/// @param list of the scenario @param member of its entries @return finds it
template <typename E, typename T>
Parameter::Locator
Each(std::vector<E> Scenario::*list, T E::*member)
{
    return [list, member](Scenario& scenario, std::size_t index) {
        return ParameterTarget(&((scenario.*list).at(index).*member));
    };
}

/// @param member of a move @return finds it
template <typename T>
Parameter::Locator
EachMove(T Move::*member)
{
    return [member](Scenario& scenario, std::size_t index) {
        return ParameterTarget(&(scenario.mobile.attach.at(index).*member));
    };
}

/// @param scenario holds the link @param index of the link @return both its ends
ParameterTarget
LocateLinkEnds(Scenario& scenario, std::size_t index)
{
    ScenarioLink& link = scenario.links.at(index);
    return ParameterPair<std::string>{&link.from, &link.to};
}

/// @param scenario holds the setting @return shortest and longest interval
ParameterTarget
LocateAdvertisementInterval(Scenario& scenario, std::size_t)
{
    ProtocolSettings& protocol = scenario.protocol;
    return ParameterPair<Time>{&protocol.raIntervalMin, &protocol.raIntervalMax};
}

using Kind = ParameterKind;

/// @return parameters of the scenario as a whole
std::vector<Parameter>
ListTopLevel()
{
    return {
        {"name",
         Kind::NAME,
         "",
         "",
         "",
         "Name of the scenario and of its results.",
         Top(&Scenario::name)},
        {"title", Kind::TEXT, "", "", "", "What it shows, one line.", Top(&Scenario::title)},
        {"stop", Kind::TIME, "1 ns", "", "", "Length of the run.", Top(&Scenario::stop)},
    };
}

/// @return parameters of the topology
std::vector<Parameter>
ListTopology()
{
    const auto nodes = &Scenario::nodes;
    const auto links = &Scenario::links;
    return {
        {"topology.node[].name",
         Kind::NAME,
         "",
         "",
         "",
         "Name of a node.",
         Each(nodes, &ScenarioNode::name)},
        {"topology.node[].role",
         Kind::CHOICE,
         "",
         "",
         "",
         "What the node does.",
         Each(nodes, &ScenarioNode::role)},
        {"topology.node[].prefix",
         Kind::SUBNET,
         "",
         "",
         "",
         "Subnet of its home link, access link or, for a correspondent, of its link; chosen if "
         "absent.",
         Each(nodes, &ScenarioNode::prefix)},
        {"topology.node[].link",
         Kind::NAME,
         "",
         "",
         "",
         "Link that a correspondent is on instead of a wired one: home or the name of an access "
         "router.",
         Each(nodes, &ScenarioNode::link)},
        {"topology.node[].mobile_ipv6",
         Kind::CHOICE,
         "",
         "",
         "RFC 6275 section 8",
         "Correspondents: full takes part in route optimization; answers and silent know nothing "
         "of it, and report it or not.",
         Each(nodes, &ScenarioNode::mobileIpv6)},
        {"topology.link[].between",
         Kind::NAME_PAIR,
         "",
         "",
         "",
         "The two nodes that the link joins.",
         LocateLinkEnds},
        {"topology.link[].delay",
         Kind::TIME,
         "0 s",
         "1 min",
         "",
         "One-way delay.",
         Each(links, &ScenarioLink::delay)},
        {"topology.link[].rate",
         Kind::RATE,
         "1 kbps",
         "",
         "",
         "Rate of each direction.",
         Each(links, &ScenarioLink::rate)},
    };
}

/// @return parameters of the access links and the mobile nodes
std::vector<Parameter>
ListAccessAndMobile()
{
    const auto access = &Scenario::access;
    const auto mobile = &Scenario::mobile;
    return {
        {"access.delay",
         Kind::TIME,
         "0 s",
         "1 min",
         "",
         "One-way delay of the home link and each access link.",
         In(access, &AccessSettings::delay)},
        {"access.rate",
         Kind::RATE,
         "1 kbps",
         "",
         "",
         "Rate of each station on them.",
         In(access, &AccessSettings::rate)},
        {"access.loss",
         Kind::PROBABILITY,
         "0",
         "1",
         "",
         "Probability that a station misses a packet.",
         In(access, &AccessSettings::loss)},
        {"access.handover_delay",
         Kind::TIME,
         "0 s",
         "",
         "",
         "From leaving one link to being on the next.",
         In(access, &AccessSettings::handoverDelay)},
        {"mobile.count",
         Kind::COUNT,
         "1",
         "50",
         "",
         "Number of mobile nodes.",
         In(mobile, &MobileSettings::count)},
        {"mobile.attach[].at",
         Kind::TIME,
         "0 s",
         "",
         "",
         "When the link is left.",
         EachMove(&Move::at)},
        {"mobile.attach[].to",
         Kind::NAME,
         "",
         "",
         "",
         "Next link: home or the name of an access router.",
         EachMove(&Move::to)},
        {"mobile.attach[].node",
         Kind::NAME,
         "",
         "",
         "",
         "Mobile node that moves; all of them if absent.",
         EachMove(&Move::node)},
    };
}

/// @return parameters of the protocol
std::vector<Parameter>
ListProtocol()
{
    const auto protocol = &Scenario::protocol;
    return {
        {"protocol.dad",
         Kind::CHOICE,
         "",
         "",
         "RFC 4862 section 5.4, RFC 4429",
         "Duplicate address detection of care-of addresses.",
         In(protocol, &ProtocolSettings::dad)},
        {"protocol.ra_interval",
         Kind::TIME_PAIR,
         "30 ms",
         "1800 s",
         "RFC 6275 section 7.5",
         "Shortest and longest time between unsolicited Router Advertisements.",
         LocateAdvertisementInterval},
        {"protocol.lifetime",
         Kind::TIME,
         "4 s",
         "262140 s",
         "RFC 6275 section 6.1.7",
         "Binding lifetime that mobile nodes ask for, in steps of 4 s.",
         In(protocol, &ProtocolSettings::lifetime)},
        {"protocol.max_lifetime",
         Kind::TIME,
         "4 s",
         "262140 s",
         "RFC 6275 section 10.3.1",
         "Longest binding lifetime that the home agent grants, in steps of 4 s.",
         In(protocol, &ProtocolSettings::maxLifetime)},
        {"protocol.pending_queue",
         Kind::COUNT,
         "0",
         "10000",
         "",
         "Packets that a mobile node keeps while a registration runs.",
         In(protocol, &ProtocolSettings::pendingQueue)},
        {"protocol.route_optimization",
         Kind::BOOLEAN,
         "",
         "",
         "RFC 6275 section 11.7.2",
         "Whether mobile nodes register with correspondents, too.",
         In(protocol, &ProtocolSettings::routeOptimization)},
        {"protocol.optimization_threshold",
         Kind::COUNT,
         "1",
         "1000000",
         "",
         "Packets exchanged with a correspondent through the tunnel that start it.",
         In(protocol, &ProtocolSettings::optimizationThreshold)},
        {"protocol.optimize_with",
         Kind::SUBNET_LIST,
         "",
         "",
         "",
         "Correspondents to register with; all if empty.",
         In(protocol, &ProtocolSettings::optimizeWith)},
        {"protocol.optimize_without",
         Kind::SUBNET_LIST,
         "",
         "",
         "",
         "Correspondents not to register with.",
         In(protocol, &ProtocolSettings::optimizeWithout)},
        {"protocol.checksums",
         Kind::BOOLEAN,
         "",
         "",
         "",
         "Whether checksums are computed and verified.",
         In(protocol, &ProtocolSettings::checksums)},
    };
}

/// @return parameters of the traffic
std::vector<Parameter>
ListTraffic()
{
    const auto traffic = &Scenario::traffic;
    return {
        {"traffic[].kind",
         Kind::CHOICE,
         "",
         "",
         "",
         "Kind of traffic: udp sends at a constant rate, tcp as much as it can, ping requests "
         "echoes.",
         Each(traffic, &Traffic::kind)},
        {"traffic[].from",
         Kind::NAME,
         "",
         "",
         "",
         "Node that sends.",
         Each(traffic, &Traffic::from)},
        {"traffic[].to",
         Kind::NAME,
         "",
         "",
         "",
         "Node that receives.",
         Each(traffic, &Traffic::to)},
        {"traffic[].rate",
         Kind::RATE,
         "1 bps",
         "",
         "",
         "Application octets sent per time (udp).",
         Each(traffic, &Traffic::rate)},
        {"traffic[].packet",
         Kind::OCTETS,
         "20",
         "1200",
         "",
         "Octets per packet: of the application, 20 of them a header with number and time (udp), "
         "or of data (ping).",
         Each(traffic, &Traffic::packet)},
        {"traffic[].interval",
         Kind::TIME,
         "1 ms",
         "",
         "",
         "From one echo request to the next (ping).",
         Each(traffic, &Traffic::interval)},
        {"traffic[].start",
         Kind::TIME,
         "0 s",
         "",
         "",
         "When the first packet is sent.",
         Each(traffic, &Traffic::start)},
        {"traffic[].stop",
         Kind::TIME,
         "0 s",
         "",
         "",
         "When sending ends; the end of the run if absent.",
         Each(traffic, &Traffic::stop)},
        {"traffic[].window",
         Kind::OCTETS,
         "1000",
         "1000000000",
         "",
         "Octets under way at most (tcp).",
         Each(traffic, &Traffic::window)},
    };
}

/// @return everything
std::vector<Parameter>
ListAll()
{
    std::vector<Parameter> all;
    for (const auto& list :
         {ListTopLevel, ListTopology, ListAccessAndMobile, ListProtocol, ListTraffic})
    {
        for (Parameter& parameter : list())
        {
            all.push_back(std::move(parameter));
        }
    }
    return all;
}

} // namespace

const std::vector<Parameter>&
GetParameters()
{
    static const std::vector<Parameter> PARAMETERS = ListAll();
    return PARAMETERS;
}

} // namespace ns3::mip6

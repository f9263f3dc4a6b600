/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-parameter-lists.h"

namespace ns3::mip6
{

namespace
{

/// @param member of a move @return finds it
template <typename T>
Parameter::Locator
EachMove(T Move::*member)
{
    return [member](Scenario& scenario, const PathNumbers& numbers) {
        return ParameterTarget(&(scenario.mobile.attach.at(numbers.outer).*member));
    };
}

/// @param scenario holds the link @param numbers that of the link @return both its ends
ParameterTarget
LocateLinkEnds(Scenario& scenario, const PathNumbers& numbers)
{
    ScenarioLink& link = scenario.links.at(numbers.outer);
    return ParameterPair<std::string>{&link.from, &link.to};
}

/// @param scenario holds the setting @return shortest and longest interval
ParameterTarget
LocateAdvertisementInterval(Scenario& scenario, const PathNumbers&)
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
ListTopology() // NOLINT(readability-function-size): one entry a parameter
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
         "router; home for a home agent that another router connects.",
         Each(nodes, &ScenarioNode::link)},
        {"topology.node[].mobile_ipv6",
         Kind::CHOICE,
         "",
         "",
         "RFC 6275 section 8",
         "Correspondents: full takes part in route optimization; answers and silent know nothing "
         "of it, and report it or not.",
         Each(nodes, &ScenarioNode::mobileIpv6)},
        {"topology.node[].preference",
         Kind::COUNT,
         "0",
         "65535",
         "RFC 6275 section 7.4",
         "Home agents: preference among those of the home link, higher is preferred.",
         Each(nodes, &ScenarioNode::preference)},
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
ListAccessAndMobile() // NOLINT(readability-function-size): one entry a parameter
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
         "0",
         "50",
         "",
         "Number of mobile nodes; 0 with mobile routers only.",
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
         "Next link: home or the name of an access router or mobile router.",
         EachMove(&Move::to)},
        {"mobile.attach[].node",
         Kind::NAME,
         "",
         "",
         "",
         "Mobile node that moves; all of them if absent.",
         EachMove(&Move::node)},
        {"mobile.home_agent",
         Kind::NAME,
         "",
         "",
         "RFC 6275 section 11.4.1",
         "Home agent that mobile nodes register with, or discover; the first one if absent.",
         In(mobile, &MobileSettings::homeAgent)},
        {"mobile.home_address",
         Kind::CHOICE,
         "",
         "",
         "RFC 4862 section 5.5.3",
         "Where home addresses come from: given are fixed host numbers, stateless is home prefix "
         "and interface identifier.",
         In(mobile, &MobileSettings::homeAddress)},
    };
}

/// @return parameters of the protocol
std::vector<Parameter>
ListProtocol() // NOLINT(readability-function-size): one entry a parameter
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

/// @return parameters of the protocol about links, home agents and multicast
std::vector<Parameter>
ListProtocolOfLinks()
{
    const auto protocol = &Scenario::protocol;
    return {
        {"protocol.movement",
         Kind::CHOICE,
         "",
         "",
         "RFC 6275 section 11.5.1",
         "What makes a mobile node look for a new link.",
         In(protocol, &ProtocolSettings::movement)},
        {"protocol.missed_advertisements",
         Kind::COUNT,
         "1",
         "1000",
         "RFC 6275 section 11.5.1",
         "Router Advertisements missing in a row that count as a missing router.",
         In(protocol, &ProtocolSettings::missedAdvertisements)},
        {"protocol.care_of",
         Kind::CHOICE,
         "",
         "",
         "RFC 6275 section 11.5.3",
         "Where care-of addresses come from: stateless autoconfiguration, or stateful (DHCPv6).",
         In(protocol, &ProtocolSettings::careOf)},
        {"protocol.discovery",
         Kind::BOOLEAN,
         "",
         "",
         "RFC 6275 section 11.4.1",
         "Whether mobile nodes look for another home agent where theirs does not answer or "
         "refuses.",
         In(protocol, &ProtocolSettings::discovery)},
        {"protocol.home_agent_attempts",
         Kind::COUNT,
         "1",
         "1000",
         "RFC 6275 section 11.8",
         "Binding Updates without an answer after which the home agent counts as gone.",
         In(protocol, &ProtocolSettings::homeAgentAttempts)},
        {"protocol.multicast",
         Kind::CHOICE,
         "",
         "",
         "RFC 6275 sections 10.4.3, 11.3.4",
         "How a mobile node that is away gets multicast packets: as a member at its home agent "
         "(tunnel) or on the visited link (local).",
         In(protocol, &ProtocolSettings::multicast)},
    };
}

/// @return everything
std::vector<Parameter>
ListAll()
{
    std::vector<Parameter> all;
    for (const auto& list : {ListTopLevel,
                             ListTopology,
                             ListAccessAndMobile,
                             ListMobileRouters,
                             ListProtocol,
                             ListProtocolOfLinks,
                             ListTraffic,
                             ListEvents})
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

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-run-printer.h"

#include "mip6-handover-printer.h"
#include "mip6-home-link-story.h"
#include "mip6-version.h"

#include "ns3/ipv6.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-nearest-name.h"
#include "ns3/mip6-quantity.h"
#include "ns3/mip6-scenario-network.h"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace ns3::mip6
{

namespace
{

/// Lines are not longer than this, if their parts allow it.
constexpr std::size_t LINE_LENGTH = 96;

/// Width of the first column.
constexpr std::size_t MARGIN = 11;

/**
 * @param scenario any
 * @return what the home link is called in drawings, with the home agents that it connects
 */
std::string
LabelHomeLink(const Scenario& scenario)
{
    std::vector<std::string> agents;
    for (const auto& node : scenario.nodes)
    {
        if (node.role == NodeRole::HOME_AGENT && node.link)
        {
            agents.push_back(node.name);
        }
    }
    return agents.empty() ? "(home link)" : "(home link: " + JoinNames(agents) + ")";
}

/**
 * @param scenario any
 * @param name of a node
 * @return the name, with a remark if it has the home link
 */
std::string
LabelNode(const Scenario& scenario, const std::string& name)
{
    const bool isHome =
        std::any_of(scenario.nodes.begin(), scenario.nodes.end(), [&name](const auto& node) {
            return node.name == name && OwnsHomeLink(node);
        });
    return isHome ? name + LabelHomeLink(scenario) : name;
}

/**
 * Name the further addresses of nodes: router advertisements come from link-local ones, and home
 * agents have one in each prefix.
 * @param names filled
 * @param network with the nodes
 */
void
AddFurtherNames(HandoverNames& names, const ScenarioNetwork& network)
{
    for (const auto& [name, device] : network.devices)
    {
        const auto ipv6 = device->GetNode()->GetObject<Ipv6>();
        const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(device));
        for (uint32_t i = 0; i < ipv6->GetNAddresses(interface); ++i)
        {
            names.nodes.emplace(ipv6->GetAddress(interface, i).GetAddress(), name);
        }
    }
}

/**
 * Take a link that ends at a node out of a list.
 * @param links changed
 * @param node an end
 * @return the other end, or empty if there is no such link
 */
std::string
TakeNeighbor(std::vector<ScenarioLink>& links, const std::string& node)
{
    for (auto link = links.begin(); link != links.end(); ++link)
    {
        if (link->from == node || link->to == node)
        {
            const std::string neighbor = link->from == node ? link->to : link->from;
            links.erase(link);
            return neighbor;
        }
    }
    return "";
}

/**
 * @param scenario any
 * @return its wired links as chains, "a -- b -- c"
 */
std::vector<std::string>
MakeChains(const Scenario& scenario)
{
    std::vector<std::string> chains;
    auto links = scenario.links;
    while (!links.empty())
    {
        std::string node = links.front().from;
        std::string chain = LabelNode(scenario, node);
        for (node = TakeNeighbor(links, node); !node.empty(); node = TakeNeighbor(links, node))
        {
            chain += " -- " + LabelNode(scenario, node);
        }
        chains.push_back(chain);
    }
    return chains;
}

/// @param number if it is known @return "12.345 ms", or "-"
std::string
FormatDelay(const std::optional<double>& number)
{
    if (!number)
    {
        return "-";
    }
    char text[48];
    std::snprintf(text, sizeof(text), "%.3f ms", *number);
    return text;
}

/// @param flow any @return its ends
std::string
FormatEnds(const FlowSummary& flow)
{
    return flow.traffic.from + " -> " + flow.traffic.to;
}

/// @param kind of traffic @return what its packets are called
const char*
GetUnits(TrafficKind kind)
{
    switch (kind)
    {
    case TrafficKind::UDP:
    case TrafficKind::MULTICAST:
        return "datagrams";
    case TrafficKind::TCP:
        return "chunks";
    case TrafficKind::PING:
        return "echoes";
    }
    return "";
}

} // namespace

void
PrintScenario(std::ostream& out, const Scenario& scenario, const RunNumbers& numbers)
{
    const std::string version = GetMip6Version();
    out << "mip6" << (version.empty() ? "" : " ") << version << "   scenario " << scenario.name
        << "   seed " << numbers.seed << " run " << numbers.run << '\n';
    if (scenario.links.empty())
    {
        return;
    }
    std::string line = "topology   ";
    for (const auto& chain : MakeChains(scenario))
    {
        if (line.size() > MARGIN && line.size() + chain.size() + 6 > LINE_LENGTH)
        {
            out << line << '\n';
            line = std::string(MARGIN, ' ');
        }
        line += (line.size() > MARGIN ? "      " : "") + chain;
    }
    out << line << '\n';
}

void
PrintAddresses(std::ostream& out, const ScenarioNetwork& network)
{
    const char* label = "address    ";
    for (const auto& mobile : network.mobiles)
    {
        out << label << mobile.name << " home address " << FormatAddress(mobile.homeAddress)
            << ", home agent "
            << (mobile.homeAgent.IsAny() ? "to be discovered" : FormatAddress(mobile.homeAgent))
            << '\n';
        label = "           ";
    }
}

void
PrintHandovers(std::ostream& out,
               const ResultsTables& tables,
               const Scenario& scenario,
               const ScenarioNetwork& network)
{
    HandoverNames names;
    names.hasSeveralMobiles = network.mobiles.size() > 1;
    for (const auto& node : network.nodes)
    {
        names.nodes.emplace(node.address, node.name);
    }
    for (const auto& [name, role] : network.homeAgents)
    {
        names.homeAgents.insert(name);
    }
    AddFurtherNames(names, network);
    names.homeAgent =
        network.homeAgents.size() == 1 ? network.homeAgents.front().first : "the home agent";
    PrintHandoverEvents(out, tables, names, ListHomeLinkEvents(scenario, tables, names));
    PrintHandoverTable(out, tables.handovers, names);
}

void
PrintFlows(std::ostream& out, const Summary& summary)
{
    const char* label = "flow       ";
    std::size_t width = 14;
    for (const auto& flow : summary.flows)
    {
        width = std::max(width, FormatEnds(flow).size());
    }
    for (const auto& flow : summary.flows)
    {
        const char* const units = GetUnits(flow.traffic.kind);
        char text[200];
        std::snprintf(text,
                      sizeof(text),
                      "%-7s %-*s %6llu %s, %llu delivered, %llu lost, delay mean %s, p95 %s",
                      flow.name.c_str(),
                      static_cast<int>(width),
                      FormatEnds(flow).c_str(),
                      static_cast<unsigned long long>(flow.sent),
                      units,
                      static_cast<unsigned long long>(flow.delivered),
                      static_cast<unsigned long long>(flow.lost),
                      FormatDelay(flow.meanDelayMs).c_str(),
                      FormatDelay(flow.p95DelayMs).c_str());
        out << label << text << '\n';
        label = "           ";
    }
}

void
PrintNesting(std::ostream& out, const Summary& summary)
{
    const char* label = "nesting    ";
    for (const auto& [depth, numbers] : summary.depths)
    {
        char text[200];
        std::snprintf(text,
                      sizeof(text),
                      "%2u %-7s %6llu datagrams delivered, overhead mean %.0f octets, path "
                      "stretch mean %.3f, delay mean %s",
                      static_cast<unsigned>(depth),
                      depth == 1 ? "tunnel" : "tunnels",
                      static_cast<unsigned long long>(numbers.GetDelivered()),
                      numbers.GetOverhead().value_or(0.0),
                      numbers.GetStretch().value_or(0.0),
                      FormatDelay(numbers.GetMeanDelayMs()).c_str());
        out << label << text << '\n';
        label = "           ";
    }
}

void
PrintClosing(std::ostream& out, const Scenario& scenario, const ClosingWords& words)
{
    if (!words.note.empty())
    {
        out << "note       " << words.note << '\n';
    }
    out << "results    " << words.directory << "/README.txt   (" << words.contents
        << " beside it)\n";
    const bool isRun = words.command.compare(0, 11, "./mip6 run ") == 0;
    const std::string command = isRun ? words.command : "./mip6 run " + scenario.name;
    if (scenario.protocol.dad == DadMode::STANDARD)
    {
        out << "next       " << command
            << " --set protocol.dad=optimistic      (see what DAD costs)\n";
    }
}

std::string
Describe(DrawResult result)
{
    switch (result)
    {
    case DrawResult::DRAWN:
        return "";
    case DrawResult::NO_GNUPLOT:
        return "gnuplot is not installed; plots/*.plt can be drawn later";
    case DrawResult::FAILED:
        return "gnuplot failed; plots/*.plt show why when run by hand";
    }
    return "";
}

} // namespace ns3::mip6

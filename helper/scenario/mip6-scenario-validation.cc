/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-attribute-defaults.h"
#include "mip6-nearest-name.h"
#include "mip6-parameters.h"
#include "mip6-quantity.h"
#include "mip6-scenario-problems.h"

#include "ns3/mip6-stateful-configuration.h"

#include <algorithm>
#include <array>

namespace ns3::mip6
{

namespace
{

/// Binding lifetimes are counted in units of this on the wire (RFC 6275 section 6.1.7).
const Time LIFETIME_UNIT = Seconds(4);

/// Most flows: each has a port of its own.
constexpr std::size_t MAX_FLOWS = 10000;

/// Scope of a multicast address that no boundary stops (RFC 4291 section 2.7).
constexpr uint8_t GLOBAL_SCOPE = 0xe;

/// @param parameter with a range @param scalar a value @return whether it is outside the range
bool
IsOutside(const Parameter& parameter, const ParameterScalar& scalar)
{
    const std::optional<double> size = MeasureScalar(parameter.kind, scalar);
    const auto minimum = MeasureScalar(parameter.kind, parameter.minimum);
    const auto maximum = MeasureScalar(parameter.kind, parameter.maximum);
    return !size || (minimum && *size < *minimum) || (maximum && *size > *maximum);
}

/// @param problems complaints are added @param parameter with a range @param path of one value
void
ValidateRange(ScenarioProblems& problems, const Parameter& parameter, const std::string& path)
{
    for (const ParameterScalar& scalar : GetParameter(problems.GetScenario(), path).scalars)
    {
        if (IsOutside(parameter, scalar))
        {
            problems.AddValue(
                path,
                "is out of range; write " + GetRangeText(parameter) +
                    (parameter.reference.empty() ? "" : " (" + parameter.reference + ")"));
            return;
        }
    }
}

/// @param problems complaints are added
void
ValidateRanges(ScenarioProblems& problems)
{
    for (const Parameter& parameter : GetParameters())
    {
        if (parameter.minimum.empty())
        {
            continue;
        }
        for (const std::string& path : ListPaths(problems.GetScenario(), parameter.path))
        {
            ValidateRange(problems, parameter, path);
        }
    }
}

/// @param problems complaints are added
void
ValidateTitle(ScenarioProblems& problems)
{
    const std::string& name = problems.GetScenario().name;
    if (name.empty())
    {
        problems.Add("name", "name is missing");
    }
    else if (!IsGoodName(name))
    {
        problems.AddValue("name", "may only have a-z, 0-9 and -; it names the results");
    }
}

const std::string MOVES = "mobile.attach"; //!< path of the list of moves

/// @param problems complaints are added @param index of a move
void
ValidateMoveNames(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const Move& move = scenario.mobile.attach[index];
    const std::string path = ListPath(MOVES, index, "to");
    const std::vector<std::string> links = GetVisitableLinkNames(scenario);
    if (move.to.empty())
    {
        problems.Add(path, path + " is missing");
    }
    else if (!HasName(links, move.to))
    {
        problems.AddValue(path, DescribeUnknownLink(links, move.to));
    }
    const std::vector<std::string> mobiles = GetMobileNodeNames(scenario);
    if (move.node && !HasName(mobiles, *move.node))
    {
        problems.AddValue(ListPath(MOVES, index, "node"),
                          "is not a mobile node" + SuggestName(*move.node, mobiles) +
                              " (mobile nodes: " + JoinNames(mobiles) + ")");
    }
}

/// @param scenario any description @param index of a move
/// @return when the latest move above it in the list begins that moves one of its mobile nodes
std::optional<Time>
FindMoveBefore(const Scenario& scenario, std::size_t index)
{
    const std::vector<Move>& moves = scenario.mobile.attach;
    std::optional<Time> latest;
    for (std::size_t i = 0; i < index; ++i)
    {
        const bool isShared =
            !moves[i].node || !moves[index].node || *moves[i].node == *moves[index].node;
        if (isShared && (!latest || moves[i].at > *latest))
        {
            latest = moves[i].at;
        }
    }
    return latest;
}

/// @param problems complaints are added @param index of a move
void
ValidateMove(ScenarioProblems& problems, std::size_t index)
{
    ValidateMoveNames(problems, index);
    const Scenario& scenario = problems.GetScenario();
    ValidateMoveTime(problems,
                     ListPath(MOVES, index, "at"),
                     scenario.mobile.attach[index].at,
                     FindMoveBefore(scenario, index));
}

/// @param problems complaints are added @param path of a list of subnets @param subnets its value
void
ValidateSubnets(ScenarioProblems& problems,
                const std::string& path,
                const std::vector<Subnet>& subnets)
{
    for (const Subnet& subnet : subnets)
    {
        const Ipv6Prefix prefix(subnet.prefixLength);
        const Ipv6Address network = Ipv6Address(subnet.network).CombinePrefix(prefix);
        if (network != subnet.network)
        {
            problems.AddValue(path,
                              "has bits set behind the prefix; write " +
                                  Quote(FormatSubnet({network, subnet.prefixLength})));
        }
    }
}

/// @param problems complaints are added
void
ValidateProtocol(ScenarioProblems& problems)
{
    const ProtocolSettings& protocol = problems.GetScenario().protocol;
    if (protocol.raIntervalMax < protocol.raIntervalMin)
    {
        problems.AddValue("protocol.ra_interval", "has the longer time first");
    }
    const std::string rest = "is not a multiple of 4 s (RFC 6275 section 6.1.7)";
    if (protocol.lifetime.GetTimeStep() % LIFETIME_UNIT.GetTimeStep() != 0)
    {
        problems.AddValue("protocol.lifetime", rest);
    }
    if (protocol.maxLifetime.GetTimeStep() % LIFETIME_UNIT.GetTimeStep() != 0)
    {
        problems.AddValue("protocol.max_lifetime", rest);
    }
    if (protocol.careOf == CareOfMode::STATEFUL && !Mip6StatefulConfiguration::IsOffered())
    {
        problems.AddValue("protocol.care_of",
                          "needs DHCPv6, which this release of ns-3 does not have; write "
                          "\"stateless\"");
    }
    ValidateSubnets(problems, "protocol.optimize_with", protocol.optimizeWith);
    ValidateSubnets(problems, "protocol.optimize_without", protocol.optimizeWithout);
}

/// @param problems complaints are added @param path of an end of a flow @param end its name
void
ValidateTrafficEnd(ScenarioProblems& problems, const std::string& path, const std::string& end)
{
    const Scenario& scenario = problems.GetScenario();
    const std::vector<std::string> names = GetEndNames(scenario);
    if (end.empty())
    {
        problems.Add(path, path + " is missing");
    }
    else if (end.find('*') != end.rfind('*'))
    {
        problems.AddValue(path, "has more than one *");
    }
    else if (std::none_of(names.begin(), names.end(), [&end](const std::string& name) {
                 return IsEnd(end, name);
             }))
    {
        problems.AddValue(path,
                          "does not exist" + SuggestName(end, names) +
                              " (nodes: " + JoinNames(names) + ")");
    }
}

/// @param scenario any description @param sender of a flow
/// @return names of the nodes that may receive multicast from it
std::vector<std::string>
GetMulticastReceivers(const Scenario& scenario, const std::string& sender)
{
    std::vector<std::string> names;
    for (const std::string& name : GetEndNames(scenario))
    {
        const auto node =
            std::find_if(scenario.nodes.begin(),
                         scenario.nodes.end(),
                         [&name](const ScenarioNode& candidate) { return candidate.name == name; });
        const bool isHost = node == scenario.nodes.end() || node->role == NodeRole::CORRESPONDENT;
        if (isHost && !IsEnd(sender, name))
        {
            names.push_back(name);
        }
    }
    return names;
}

/// @param problems complaints are added @param index of a flow of kind MULTICAST
void
ValidateMulticast(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    Scenario alone = scenario;
    alone.traffic = {scenario.traffic[index]};
    const std::vector<std::string> mobiles = GetMobileNames(scenario);
    for (const Traffic& flow : GetFlows(alone))
    {
        const auto receivers = GetMulticastReceivers(scenario, flow.from);
        if (!HasName(receivers, flow.to))
        {
            problems.AddValue(ListPath("traffic", index, "to"),
                              "cannot receive multicast; only mobile nodes, mobile routers and "
                              "hosts can (possible: " +
                                  JoinNames(receivers) + ")");
            break;
        }
        if (HasName(mobiles, flow.from))
        {
            problems.AddValue(ListPath("traffic", index, "from"),
                              "cannot send multicast: it is a mobile node");
            break;
        }
    }
    const Traffic& flow = scenario.traffic[index];
    // RFC 4291 section 2.7: the scope is the last digit of the first 16 bits, flags come before.
    std::array<uint8_t, 16> octets{};
    flow.group.GetBytes(octets.data());
    if (octets[0] != 0xff || (octets[1] & 0x0f) != GLOBAL_SCOPE)
    {
        problems.AddValue(ListPath("traffic", index, "group"),
                          "is no multicast address of global scope; write for example "
                          "\"ff1e::1:1\"");
    }
}

/// @param end of a flow @return whether it may stand for several nodes
bool
IsSeveral(const std::string& end)
{
    return end.find('*') != std::string::npos;
}

/// @param problems complaints are added @param index of a flow
void
ValidateFlow(ScenarioProblems& problems, std::size_t index)
{
    const Traffic& flow = problems.GetScenario().traffic[index];
    ValidateTrafficEnd(problems, ListPath("traffic", index, "from"), flow.from);
    ValidateTrafficEnd(problems, ListPath("traffic", index, "to"), flow.to);
    if (!flow.from.empty() && flow.from == flow.to)
    {
        problems.AddValue(ListPath("traffic", index, "to"), "is the sender itself");
    }
    else if (IsSeveral(flow.from) ? IsEnd(flow.from, flow.to) || IsSeveral(flow.to)
                                  : IsEnd(flow.to, flow.from))
    {
        problems.AddValue(ListPath("traffic", index, "to"),
                          "cannot be: one end is one node, which the other one does not stand for");
    }
    else if (flow.kind == TrafficKind::MULTICAST &&
             !problems.HasUnder(ListPath("traffic", index, "")))
    {
        ValidateMulticast(problems, index);
    }
    const Time stop = problems.GetScenario().stop;
    if (flow.start >= stop)
    {
        problems.AddValue(ListPath("traffic", index, "start"),
                          "is not before the end of the run, stop = " + Quote(FormatTime(stop)));
    }
    if (flow.stop && *flow.stop <= flow.start)
    {
        problems.AddValue(ListPath("traffic", index, "stop"),
                          "is not later than start = " + Quote(FormatTime(flow.start)));
    }
}

/// @param problems complaints are added
void
ValidateAttributes(ScenarioProblems& problems)
{
    for (const AttributeSetting& setting : problems.GetScenario().attributes)
    {
        if (const std::optional<std::string> problem = CheckAttribute(setting))
        {
            problems.Add("attributes." + setting.name, *problem);
        }
    }
}

} // namespace

void
ValidateMoveTime(ScenarioProblems& problems,
                 const std::string& path,
                 Time start,
                 const std::optional<Time>& before)
{
    const Scenario& scenario = problems.GetScenario();
    const Time delay = scenario.access.handoverDelay;
    if (start + delay >= scenario.stop)
    {
        problems.AddValue(path,
                          "is too late: with access.handover_delay it must end before stop = " +
                              Quote(FormatTime(scenario.stop)));
    }
    if (before && start <= *before)
    {
        problems.AddValue(path, "is not later than the move before, " + Quote(FormatTime(*before)));
    }
    else if (before && start - *before <= delay)
    {
        problems.AddValue(path,
                          "is too early: the move before still runs, access.handover_delay is " +
                              Quote(FormatTime(delay)));
    }
}

std::vector<ScenarioProblem>
ValidateScenario(const Scenario& scenario)
{
    ScenarioProblems problems(scenario);
    ValidateTitle(problems);
    ValidateRanges(problems);
    ValidateTopology(problems);
    for (std::size_t i = 0; i < scenario.mobile.attach.size(); ++i)
    {
        ValidateMove(problems, i);
    }
    ValidateMobileRouters(problems);
    ValidateProtocol(problems);
    for (std::size_t i = 0; i < scenario.traffic.size(); ++i)
    {
        ValidateFlow(problems, i);
    }
    const std::size_t flows = problems.HasUnder("traffic") ? 0 : GetFlows(scenario).size();
    if (flows > MAX_FLOWS)
    {
        problems.Add("traffic",
                     "there are " + std::to_string(flows) + " flows; write " +
                         std::to_string(MAX_FLOWS) + " at most");
    }
    for (std::size_t i = 0; i < scenario.events.size(); ++i)
    {
        ValidateEvent(problems, i);
    }
    ValidateAttributes(problems);
    return problems.Take();
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nearest-name.h"
#include "mip6-quantity.h"
#include "mip6-scenario-problems.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

const std::string EVENTS = "event"; //!< path of the list of events

/// @param scenario any description @param event of it
/// @return names of the nodes that it can happen to
std::vector<std::string>
GetPossibleNodes(const Scenario& scenario, const ScenarioEvent& event)
{
    std::vector<std::string> names;
    for (const ScenarioNode& node : scenario.nodes)
    {
        const bool isPossible = event.kind == EventKind::PREFIX ? OwnsHomeLink(node)
                                                                : node.role == NodeRole::HOME_AGENT;
        if (isPossible)
        {
            names.push_back(node.name);
        }
    }
    return names;
}

/// @param problems complaints are added @param index of an event
void
ValidateNode(ScenarioProblems& problems, std::size_t index)
{
    const ScenarioEvent& event = problems.GetScenario().events[index];
    const std::string path = ListPath(EVENTS, index, "node");
    const std::vector<std::string> names = GetPossibleNodes(problems.GetScenario(), event);
    const bool isPrefix = event.kind == EventKind::PREFIX;
    if (event.node.empty())
    {
        problems.Add(path, path + " is missing");
    }
    else if (!HasName(names, event.node))
    {
        problems.AddValue(path,
                          (isPrefix ? "is not the router of the home link"
                                    : "is not a home agent" + SuggestName(event.node, names)) +
                              " (possible: " + JoinNames(names) + ")");
    }
}

/// @param problems complaints are added @param index of an event
/// @return whether the prefix is that of a link of another node; complains then
bool
BelongsToAnother(ScenarioProblems& problems, std::size_t index)
{
    const Scenario& scenario = problems.GetScenario();
    const Ipv6Address& network = scenario.events[index].prefix->network;
    const auto other =
        std::find_if(scenario.nodes.begin(), scenario.nodes.end(), [&](const ScenarioNode& node) {
            return node.prefix && node.prefix->network == network && !OwnsHomeLink(node);
        });
    if (other == scenario.nodes.end())
    {
        return false;
    }
    problems.AddValue(ListPath(EVENTS, index, "prefix"),
                      "is the prefix of " + Quote(other->name) + ", too");
    return true;
}

/// @param problems complaints are added @param index of an event of kind PREFIX
void
ValidatePrefix(ScenarioProblems& problems, std::size_t index)
{
    const ScenarioEvent& event = problems.GetScenario().events[index];
    const std::string path = ListPath(EVENTS, index, "prefix");
    if (!event.prefix)
    {
        problems.Add(path, path + " is missing");
        return;
    }
    if (const auto problem = CheckLinkPrefix(*event.prefix))
    {
        problems.AddValue(path, *problem);
        return;
    }
    if (!BelongsToAnother(problems, index) && event.preferred > event.valid)
    {
        problems.AddValue(ListPath(EVENTS, index, "preferred"),
                          "is longer than valid = " + Quote(FormatTime(event.valid)));
    }
}

/// @param scenario any description @param index of an event
/// @return kind of the latest event before it that the same home agent fails or recovers in
std::optional<EventKind>
FindKindBefore(const Scenario& scenario, std::size_t index)
{
    const ScenarioEvent& event = scenario.events[index];
    const ScenarioEvent* latest = nullptr;
    for (const ScenarioEvent& other : scenario.events)
    {
        const bool isBefore = &other < &event ? other.at <= event.at : other.at < event.at;
        if (isBefore && other.kind != EventKind::PREFIX && other.node == event.node &&
            (!latest || other.at >= latest->at))
        {
            latest = &other;
        }
    }
    return latest ? std::optional<EventKind>(latest->kind) : std::nullopt;
}

/// A home agent fails and recovers in turn.
/// @param problems complaints are added @param index of an event of a home agent
void
ValidateTurn(ScenarioProblems& problems, std::size_t index)
{
    const ScenarioEvent& event = problems.GetScenario().events[index];
    const EventKind before =
        FindKindBefore(problems.GetScenario(), index).value_or(EventKind::HOME_AGENT_RECOVERS);
    if (before == event.kind)
    {
        const bool isFailure = event.kind == EventKind::HOME_AGENT_FAILS;
        problems.AddValue(ListPath(EVENTS, index, "kind"),
                          "has no use: " + Quote(event.node) +
                              (isFailure ? " has failed already then" : " has not failed then"));
    }
}

} // namespace

void
ValidateEvent(ScenarioProblems& problems, std::size_t index)
{
    const ScenarioEvent& event = problems.GetScenario().events[index];
    const Time stop = problems.GetScenario().stop;
    if (event.at >= stop)
    {
        problems.AddValue(ListPath(EVENTS, index, "at"),
                          "is not before the end of the run, stop = " + Quote(FormatTime(stop)));
    }
    ValidateNode(problems, index);
    if (event.kind == EventKind::PREFIX)
    {
        ValidatePrefix(problems, index);
        return;
    }
    ValidateTurn(problems, index);
    if (event.prefix)
    {
        problems.AddValue(ListPath(EVENTS, index, "prefix"),
                          "has no use: only an event of kind \"prefix\" can have it");
    }
}

} // namespace ns3::mip6

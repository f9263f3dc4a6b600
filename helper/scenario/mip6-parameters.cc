/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-parameters.h"

#include "mip6-nearest-name.h"
#include "mip6-quantity.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// The lists of tables.
const char* const NODE_LIST = "topology.node";
const char* const LINK_LIST = "topology.link";                 //!< of links
const char* const MOVE_LIST = "mobile.attach";                 //!< of moves
const char* const TRAFFIC_LIST = "traffic";                    //!< of flows
const char* const EVENT_LIST = "event";                        //!< of events
const char* const ROUTER_LIST = "mobile_router";               //!< of mobile routers
const char* const ROUTER_MOVE_LIST = "mobile_router[].attach"; //!< of moves of a mobile router

/// A number in a path.
struct PathNumber
{
    std::string list;      //!< path of the list that it counts in
    std::size_t number{0}; //!< the number itself
};

/// @param path any path @return its numbers, from left to right
std::vector<PathNumber>
FindNumbers(const std::string& path)
{
    std::vector<PathNumber> numbers;
    for (std::size_t open = path.find('['); open != std::string::npos;
         open = path.find('[', open + 1))
    {
        const std::size_t close = path.find(']', open);
        if (close == std::string::npos)
        {
            break;
        }
        const std::optional<int64_t> number = ParseCount(path.substr(open + 1, close - open - 1));
        numbers.push_back({path.substr(0, open), static_cast<std::size_t>(number.value_or(0))});
    }
    return numbers;
}

/// @param path any path @return its numbers
PathNumbers
GetNumbers(const std::string& path)
{
    const std::vector<PathNumber> numbers = FindNumbers(path);
    return {numbers.empty() ? 0 : numbers[0].number, numbers.size() < 2 ? 0 : numbers[1].number};
}

/// @param path any path @return where its last dot is, or npos
std::string
GetParent(const std::string& path)
{
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos ? "" : path.substr(0, dot);
}

/// @return a scenario with one default entry in each list
Scenario
MakeSample()
{
    Scenario sample;
    for (const char* list :
         {NODE_LIST, LINK_LIST, MOVE_LIST, TRAFFIC_LIST, EVENT_LIST, ROUTER_LIST})
    {
        ResetList(sample, list, 1);
    }
    ResetList(sample, std::string(ROUTER_LIST) + "[0].attach", 1);
    return sample;
}

/// @param path a path without its last word @return the words that may follow
std::vector<std::string>
ListKeys(const std::string& parent)
{
    std::vector<std::string> keys;
    const std::string start = parent.empty() ? "" : parent + ".";
    for (const Parameter& parameter : GetParameters())
    {
        if (parameter.path.compare(0, start.size(), start) != 0)
        {
            continue;
        }
        const std::string rest = parameter.path.substr(start.size());
        const std::string key = rest.substr(0, rest.find_first_of(".["));
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
        {
            keys.push_back(key);
        }
    }
    if (parent.empty())
    {
        keys.insert(keys.end(), {"attributes", "preset"});
    }
    return keys;
}

} // namespace

const Parameter*
FindParameter(const std::string& path)
{
    const std::string wanted = StripNumbers(path);
    const std::vector<Parameter>& all = GetParameters();
    const auto found = std::find_if(all.begin(), all.end(), [&wanted](const Parameter& parameter) {
        return parameter.path == wanted;
    });
    return found == all.end() ? nullptr : &*found;
}

bool
IsSection(const std::string& path)
{
    const std::string start = StripNumbers(path);
    const std::vector<Parameter>& all = GetParameters();
    return start.empty() || std::any_of(all.begin(), all.end(), [&start](const Parameter& item) {
               return item.path.size() > start.size() &&
                      item.path.compare(0, start.size(), start) == 0 &&
                      (item.path[start.size()] == '.' || item.path[start.size()] == '[');
           });
}

bool
IsListSection(const std::string& path)
{
    const std::string list = StripNumbers(path);
    return list == NODE_LIST || list == LINK_LIST || list == MOVE_LIST || list == TRAFFIC_LIST ||
           list == EVENT_LIST || list == ROUTER_LIST || list == ROUTER_MOVE_LIST;
}

std::string
DescribeUnknownKey(const std::string& path)
{
    // The nearest word is looked for level by level: the first level that does not exist is wrong.
    std::string wrong = path;
    while (!GetParent(wrong).empty() && !IsSection(GetParent(wrong)))
    {
        wrong = GetParent(wrong);
    }
    const std::string parent = GetParent(wrong);
    const std::string start = parent.empty() ? "" : parent + ".";
    if (IsListSection(parent))
    {
        return "unknown key " + Quote(wrong) + ": " + parent + " is a list; write " +
               Quote(parent + "[0]." + wrong.substr(start.size()));
    }
    if (wrong == "preset")
    {
        return "preset can only stand in a file";
    }
    const std::vector<std::string> keys = ListKeys(StripNumbers(parent));
    const std::optional<std::string> nearest = FindNearestName(wrong.substr(start.size()), keys);
    const std::string text = "unknown key " + Quote(wrong);
    return nearest ? text + "; did you mean " + Quote(start + *nearest) + "?"
                   : text + " (keys here: " + JoinNames(keys) + ")";
}

std::optional<std::string>
SetParameter(Scenario& scenario, const std::string& path, const ParameterValue& value)
{
    const Parameter* parameter = FindParameter(path);
    if (!parameter)
    {
        return DescribeUnknownKey(path);
    }
    if (auto wrong = CheckNumbers(scenario, path))
    {
        return wrong;
    }
    const auto problem =
        StoreValue(value, parameter->kind, parameter->locate(scenario, GetNumbers(path)));
    return problem ? std::optional<std::string>(path + " = " + Describe(value) + " " + *problem)
                   : std::nullopt;
}

ParameterValue
GetParameter(const Scenario& scenario, const std::string& path)
{
    const Parameter* parameter = FindParameter(path);
    if (!parameter || CheckNumbers(scenario, path))
    {
        return {};
    }
    // Places are found in a changeable scenario; reading from a copy keeps the caller's constant.
    Scenario copy = scenario;
    return LoadValue(parameter->kind, parameter->locate(copy, GetNumbers(path)));
}

std::optional<std::string>
CheckNumbers(const Scenario& scenario, const std::string& path)
{
    for (const PathNumber& number : FindNumbers(path))
    {
        const std::size_t size = GetListSize(scenario, number.list);
        if (number.number >= size)
        {
            return path + " does not exist: " + number.list + " has " + std::to_string(size) +
                   " entries, counted from 0";
        }
    }
    return std::nullopt;
}

std::vector<std::string>
ListPaths(const Scenario& scenario, const std::string& path)
{
    const std::size_t bracket = path.find("[]");
    if (bracket == std::string::npos)
    {
        return {path};
    }
    const std::string list = path.substr(0, bracket);
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < GetListSize(scenario, list); ++i)
    {
        const std::string entry = list + "[" + std::to_string(i) + "]" + path.substr(bracket + 2);
        for (std::string& found : ListPaths(scenario, entry))
        {
            paths.push_back(std::move(found));
        }
    }
    return paths;
}

std::size_t
GetListSize(const Scenario& scenario, const std::string& list)
{
    if (StripNumbers(list) == ROUTER_MOVE_LIST)
    {
        return scenario.mobileRouters.at(GetNumbers(list).outer).attach.size();
    }
    if (list == ROUTER_LIST)
    {
        return scenario.mobileRouters.size();
    }
    if (list == NODE_LIST)
    {
        return scenario.nodes.size();
    }
    if (list == LINK_LIST)
    {
        return scenario.links.size();
    }
    if (list == MOVE_LIST)
    {
        return scenario.mobile.attach.size();
    }
    if (list == EVENT_LIST)
    {
        return scenario.events.size();
    }
    return list == TRAFFIC_LIST ? scenario.traffic.size() : 0;
}

void
ResetList(Scenario& scenario, const std::string& list, std::size_t size)
{
    if (list == NODE_LIST)
    {
        scenario.nodes.assign(size, ScenarioNode{});
    }
    else if (list == LINK_LIST)
    {
        scenario.links.assign(size, ScenarioLink{});
    }
    else if (list == MOVE_LIST)
    {
        scenario.mobile.attach.assign(size, Move{});
    }
    else if (list == TRAFFIC_LIST)
    {
        scenario.traffic.assign(size, Traffic{});
    }
    else if (list == EVENT_LIST)
    {
        scenario.events.assign(size, ScenarioEvent{});
    }
    else if (list == ROUTER_LIST)
    {
        scenario.mobileRouters.assign(size, MobileRouterSettings{});
    }
    else if (StripNumbers(list) == ROUTER_MOVE_LIST)
    {
        scenario.mobileRouters.at(GetNumbers(list).outer).attach.assign(size, RouterMove{});
    }
}

std::string
GetDefaultText(const Parameter& parameter)
{
    Scenario sample = MakeSample();
    return Describe(LoadValue(parameter.kind, parameter.locate(sample, {})));
}

std::string
GetRangeText(const Parameter& parameter)
{
    Scenario sample = MakeSample();
    const auto choices = GetChoices(parameter.locate(sample, {}));
    if (!choices.empty())
    {
        return JoinNames(choices);
    }
    if (parameter.minimum.empty())
    {
        return "";
    }
    return parameter.minimum +
           (parameter.maximum.empty() ? " or more" : " to " + parameter.maximum);
}

std::string
StripNumbers(const std::string& path)
{
    std::string stripped;
    bool inside = false;
    for (const char letter : path)
    {
        inside = inside && letter != ']';
        if (!inside)
        {
            stripped += letter;
        }
        inside = inside || letter == '[';
    }
    return stripped;
}

} // namespace ns3::mip6

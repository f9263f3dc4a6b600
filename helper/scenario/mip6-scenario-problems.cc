/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-problems.h"

#include "mip6-nearest-name.h"
#include "mip6-parameters.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// @param path of a problem @return place of the parameter, or of the first one under the path
std::size_t
GetRank(const std::string& path)
{
    const std::string start = StripNumbers(path);
    const std::vector<Parameter>& all = GetParameters();
    const auto found = std::find_if(all.begin(), all.end(), [&start](const Parameter& parameter) {
        return parameter.path.compare(0, start.size(), start) == 0;
    });
    return static_cast<std::size_t>(found - all.begin());
}

} // namespace

ScenarioProblems::ScenarioProblems(const Scenario& scenario)
    : m_scenario(scenario)
{
}

void
ScenarioProblems::Add(const std::string& path, const std::string& text)
{
    m_problems.push_back({path, text});
}

void
ScenarioProblems::AddValue(const std::string& path, const std::string& rest)
{
    Add(path, path + " = " + Describe(GetParameter(m_scenario, path)) + " " + rest);
}

bool
ScenarioProblems::HasUnder(const std::string& start) const
{
    return std::any_of(m_problems.begin(),
                       m_problems.end(),
                       [&start](const ScenarioProblem& problem) {
                           return problem.path.compare(0, start.size(), start) == 0;
                       });
}

const Scenario&
ScenarioProblems::GetScenario() const
{
    return m_scenario;
}

std::vector<ScenarioProblem>
ScenarioProblems::Take()
{
    std::stable_sort(m_problems.begin(),
                     m_problems.end(),
                     [](const ScenarioProblem& a, const ScenarioProblem& b) {
                         return GetRank(a.path) < GetRank(b.path);
                     });
    return std::move(m_problems);
}

bool
IsGoodName(const std::string& name)
{
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

std::string
ListPath(const std::string& list, std::size_t index, const std::string& key)
{
    return list + "[" + std::to_string(index) + "]." + key;
}

std::vector<std::string>
GetNodeNames(const Scenario& scenario)
{
    std::vector<std::string> names;
    for (const ScenarioNode& node : scenario.nodes)
    {
        names.push_back(node.name);
    }
    return names;
}

std::vector<std::string>
GetLinkNames(const Scenario& scenario)
{
    std::vector<std::string> names{"home"};
    for (const ScenarioNode& node : scenario.nodes)
    {
        if (node.role == NodeRole::ACCESS_ROUTER || OwnsHomeLink(node))
        {
            names.push_back(node.name);
        }
    }
    return names;
}

std::vector<std::string>
GetVisitableLinkNames(const Scenario& scenario)
{
    std::vector<std::string> names = GetLinkNames(scenario);
    for (const MobileRouterSettings& router : GetMobileRouters(scenario))
    {
        names.push_back(router.name);
    }
    return names;
}

std::string
DescribeUnknownLink(const std::vector<std::string>& links, const std::string& name)
{
    return "is not a link" + SuggestName(name, links) + " (links: " + JoinNames(links) + ")";
}

bool
HasName(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace ns3::mip6

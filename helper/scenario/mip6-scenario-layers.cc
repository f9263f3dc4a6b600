/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-layers.h"

#include "mip6-nearest-name.h"
#include "mip6-parameters.h"

#include <algorithm>
#include <tuple>

namespace ns3::mip6
{

namespace
{

const char* const ATTRIBUTES = "attributes"; //!< table of ns-3 attributes

/// @param list of values @return whether they are all plain
bool
HasOnlyValues(const DocumentNode& list)
{
    return std::all_of(list.entries.begin(), list.entries.end(), [](const DocumentNode& entry) {
        return entry.kind == DocumentKind::VALUE;
    });
}

/// @param list of anything @return whether its entries are tables
bool
HasOnlyTables(const DocumentNode& list)
{
    return std::all_of(list.entries.begin(), list.entries.end(), [](const DocumentNode& entry) {
        return entry.kind == DocumentKind::TABLE;
    });
}

/// @param node a value or a list of values @return it
ParameterValue
ToValue(const DocumentNode& node)
{
    ParameterValue value;
    value.isList = node.kind == DocumentKind::LIST;
    if (!value.isList)
    {
        value.scalars.push_back(node.value);
    }
    for (const DocumentNode& entry : node.entries)
    {
        value.scalars.push_back(entry.value);
    }
    return value;
}

/// @param path any path @return the path of what it is in; empty at the top
std::string
GetEnclosing(const std::string& path)
{
    const std::size_t end = path.find_last_of(".[");
    return end == std::string::npos ? "" : path.substr(0, end);
}

} // namespace

void
ScenarioLayers::BeginLayer(const std::string& label)
{
    m_labels.push_back(label);
}

void
ScenarioLayers::Apply(const DocumentNode& node, const std::string& path)
{
    Remember(path, node.line);
    const std::string attributeStart = std::string(ATTRIBUTES) + ".";
    if (path.compare(0, attributeStart.size(), attributeStart) == 0)
    {
        ApplyAttribute(path.substr(attributeStart.size()), node);
    }
    else if (path == ATTRIBUTES && node.kind == DocumentKind::TABLE)
    {
        ApplyAttributes(node);
    }
    else if (IsListSection(path))
    {
        ApplyTables(node, path);
    }
    else if (IsSection(path) && node.kind == DocumentKind::TABLE)
    {
        ApplyTable(node, path);
    }
    else if (IsSection(path) || path == ATTRIBUTES)
    {
        Report(node.line, path + " is a table; write [" + path + "] above its values");
    }
    else
    {
        ApplyValue(node, path);
    }
}

void
ScenarioLayers::Report(uint32_t line, const std::string& text)
{
    m_messages.push_back({{m_labels.size() - 1, line}, text});
}

void
ScenarioLayers::Validate()
{
    for (const ScenarioProblem& problem : ValidateScenario(m_scenario))
    {
        m_messages.push_back({FindPlace(problem.path), problem.text});
    }
}

Scenario&
ScenarioLayers::GetScenario()
{
    return m_scenario;
}

std::vector<std::string>
ScenarioLayers::GetMessages() const
{
    std::vector<Message> sorted = m_messages;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Message& a, const Message& b) {
        return std::tie(a.place.layer, a.place.line) < std::tie(b.place.layer, b.place.line);
    });
    std::vector<std::string> messages;
    for (const Message& message : sorted)
    {
        const std::string line =
            message.place.line == 0 ? "" : ":" + std::to_string(message.place.line);
        messages.push_back(m_labels[message.place.layer] + line + ": " + message.text);
    }
    return messages;
}

void
ScenarioLayers::ApplyTable(const DocumentNode& table, const std::string& path)
{
    for (const auto& [key, member] : table.members)
    {
        // The preset has been followed before the layer was applied.
        if (!path.empty() || key != "preset")
        {
            Apply(member, path.empty() ? key : path + "." + key);
        }
    }
}

void
ScenarioLayers::ApplyAttributes(const DocumentNode& table)
{
    for (const auto& [key, member] : table.members)
    {
        Apply(member, std::string(ATTRIBUTES) + "." + key);
    }
}

void
ScenarioLayers::ApplyAttribute(const std::string& key, const DocumentNode& node)
{
    if (node.kind != DocumentKind::VALUE)
    {
        Report(node.line, Quote(key) + " needs one value; write for example \"1s\"");
        return;
    }
    ParameterValue value = ToValue(node);
    const auto* word = std::get_if<std::string>(&value.scalars.front());
    const std::string text = word ? *word : Describe(value);
    std::vector<AttributeSetting>& all = m_scenario.attributes;
    const auto same = std::find_if(all.begin(), all.end(), [&key](const AttributeSetting& item) {
        return item.name == key;
    });
    if (same != all.end())
    {
        same->value = text;
        return;
    }
    all.push_back({key, text});
}

void
ScenarioLayers::ApplyTables(const DocumentNode& list, const std::string& path)
{
    if (list.kind != DocumentKind::LIST || !HasOnlyTables(list))
    {
        Report(list.line, path + " is a list of tables; write [[" + path + "]] above each");
        return;
    }
    if (const auto problem = CheckNumbers(m_scenario, path))
    {
        Report(list.line, *problem);
        return;
    }
    // A list replaces the one of the layer below, with all that is known about its entries.
    const std::string start = path + "[";
    for (auto place = m_places.lower_bound(start);
         place != m_places.end() && place->first.compare(0, start.size(), start) == 0;)
    {
        place = m_places.erase(place);
    }
    ResetList(m_scenario, path, list.entries.size());
    for (std::size_t i = 0; i < list.entries.size(); ++i)
    {
        Apply(list.entries[i], start + std::to_string(i) + "]");
    }
}

void
ScenarioLayers::ApplyValue(const DocumentNode& node, const std::string& path)
{
    if (!FindParameter(path))
    {
        Report(node.line, DescribeUnknownKey(path));
        return;
    }
    const bool plain = node.kind == DocumentKind::VALUE ||
                       (node.kind == DocumentKind::LIST && HasOnlyValues(node));
    if (!plain)
    {
        Report(node.line, path + " cannot be a table, a nested list or a date");
        return;
    }
    if (const auto problem = SetParameter(m_scenario, path, ToValue(node)))
    {
        Report(node.line, *problem);
    }
}

void
ScenarioLayers::Remember(const std::string& path, uint32_t line)
{
    m_places[path] = {m_labels.size() - 1, line};
}

ScenarioLayers::Place
ScenarioLayers::FindPlace(const std::string& path) const
{
    std::string around = path;
    auto found = m_places.find(around);
    while (found == m_places.end() && !around.empty())
    {
        around = GetEnclosing(around);
        found = m_places.find(around);
    }
    return found == m_places.end() ? Place{m_labels.size() - 1, 0} : found->second;
}

} // namespace ns3::mip6

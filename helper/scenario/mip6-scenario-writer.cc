/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-parameters.h"
#include "mip6-scenario-document.h"
#include "mip6-scenario-problems.h"
#include "mip6-scenario-reader.h"

namespace ns3::mip6
{

namespace
{

/// @param table any table @param key any word @param node put there
/// @return what is under the key afterwards; what was there before stays
DocumentNode&
Insert(DocumentNode& table, const std::string& key, DocumentNode node)
{
    for (auto& [name, member] : table.members)
    {
        if (name == key)
        {
            return member;
        }
    }
    table.members.emplace_back(key, std::move(node));
    return table.members.back().second;
}

/// @param scalar one value @return it as a piece of a document
DocumentNode
MakeLeaf(const ParameterScalar& scalar)
{
    DocumentNode leaf;
    leaf.kind = DocumentKind::VALUE;
    leaf.value = scalar;
    return leaf;
}

/// @param value any value @return it as a piece of a document
DocumentNode
MakeValue(const ParameterValue& value)
{
    if (!value.isList)
    {
        return MakeLeaf(value.scalars.front());
    }
    DocumentNode list;
    list.kind = DocumentKind::LIST;
    for (const ParameterScalar& scalar : value.scalars)
    {
        list.entries.push_back(MakeLeaf(scalar));
    }
    return list;
}

/// @param table to start from @param path words with dots between them
/// @return the table at the end of the path
DocumentNode&
OpenTable(DocumentNode& table, const std::string& path)
{
    DocumentNode* current = &table;
    for (std::size_t start = 0; start < path.size();)
    {
        const std::size_t dot = std::min(path.find('.', start), path.size());
        current = &Insert(*current, path.substr(start, dot - start), DocumentNode{});
        start = dot + 1;
    }
    return *current;
}

/// @param path words with dots between them @return all but the last, and the last
std::pair<std::string, std::string>
SplitLast(const std::string& path)
{
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos ? std::pair<std::string, std::string>{"", path}
                                    : std::pair{path.substr(0, dot), path.substr(dot + 1)};
}

/// A parameter on its way into a document.
struct Entry
{
    std::string done; //!< path of the table that it is written into, with a dot behind it
    std::string rest; //!< of its path
};

/// @param table filled @param scenario that is written @param entry what is written
void
WriteEntry(DocumentNode& table, const Scenario& scenario, const Entry& entry)
{
    const std::size_t bracket = entry.rest.find("[]");
    const auto [parent, name] = SplitLast(entry.rest.substr(0, bracket));
    if (bracket == std::string::npos)
    {
        const ParameterValue value = GetParameter(scenario, entry.done + entry.rest);
        if (value.isList || !value.scalars.empty())
        {
            Insert(OpenTable(table, parent), name, MakeValue(value));
        }
        return;
    }
    const std::string path = entry.done + entry.rest.substr(0, bracket);
    DocumentNode empty;
    empty.kind = DocumentKind::LIST;
    DocumentNode& list = Insert(OpenTable(table, parent), name, empty);
    list.entries.resize(GetListSize(scenario, path));
    for (std::size_t i = 0; i < list.entries.size(); ++i)
    {
        const std::string done = path + "[" + std::to_string(i) + "].";
        WriteEntry(list.entries[i], scenario, {done, entry.rest.substr(bracket + 3)});
    }
}

} // namespace

std::string
WriteScenario(const Scenario& scenario)
{
    DocumentNode root;
    for (const Parameter& parameter : GetParameters())
    {
        WriteEntry(root, scenario, {"", parameter.path});
    }
    DocumentNode attributes;
    for (const AttributeSetting& setting : scenario.attributes)
    {
        Insert(attributes, setting.name, MakeLeaf(setting.value));
    }
    if (!attributes.members.empty())
    {
        Insert(root, "attributes", attributes);
    }
    return WriteDocument(root);
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-document.h"

// Mistakes in a file come back as values, as everywhere in this module.
#define TOML_EXCEPTIONS 0
#include <sstream>
#include <string_view>
#include <toml++/toml.h>

namespace ns3::mip6
{

namespace
{

/// @param node of the library @return the same as a tree of ours
DocumentNode Convert(const toml::node& node);

/// @param table of the library @return the same as a tree of ours
DocumentNode
ConvertTable(const toml::table& table)
{
    DocumentNode node;
    for (const auto& [key, value] : table)
    {
        DocumentNode member = Convert(value);
        // The key is where a reader looks; tables that a dotted key makes have no place at all.
        member.line = key.source().begin.line;
        node.members.emplace_back(std::string(key.str()), std::move(member));
    }
    return node;
}

/// @param list of the library @return the same as a tree of ours
DocumentNode
ConvertList(const toml::array& list)
{
    DocumentNode node;
    node.kind = DocumentKind::LIST;
    for (const toml::node& entry : list)
    {
        node.entries.push_back(Convert(entry));
    }
    return node;
}

/// @param node of the library, a word, number, flag or date @return the same as a tree of ours
DocumentNode
ConvertValue(const toml::node& node)
{
    DocumentNode result;
    result.kind = DocumentKind::VALUE;
    if (const auto* text = node.as_string())
    {
        result.value = text->get();
    }
    else if (const auto* number = node.as_integer())
    {
        result.value = number->get();
    }
    else if (const auto* real = node.as_floating_point())
    {
        result.value = real->get();
    }
    else if (const auto* flag = node.as_boolean())
    {
        result.value = flag->get();
    }
    else
    {
        result.kind = DocumentKind::OTHER;
    }
    return result;
}

DocumentNode
Convert(const toml::node& node)
{
    DocumentNode result;
    if (const toml::table* table = node.as_table())
    {
        result = ConvertTable(*table);
    }
    else if (const toml::array* list = node.as_array())
    {
        result = ConvertList(*list);
    }
    else
    {
        result = ConvertValue(node);
    }
    result.line = node.source().begin.line;
    return result;
}

/// @param table of ours @return the same for the library
toml::table MakeTable(const DocumentNode& table);

/// @param node of ours, not a table @param add takes the same for the library
template <typename F>
void
PassValue(const DocumentNode& node, F add)
{
    std::visit([&add](const auto& value) { add(value); }, node.value);
}

/// @param list of ours @return the same for the library
toml::array
MakeList(const DocumentNode& list)
{
    toml::array result;
    for (const DocumentNode& entry : list.entries)
    {
        if (entry.kind == DocumentKind::TABLE)
        {
            result.push_back(MakeTable(entry));
        }
        else
        {
            PassValue(entry, [&result](const auto& value) { result.push_back(value); });
        }
    }
    return result;
}

toml::table
MakeTable(const DocumentNode& table)
{
    toml::table result;
    for (const auto& [key, member] : table.members)
    {
        if (member.kind == DocumentKind::TABLE)
        {
            result.insert(key, MakeTable(member));
        }
        else if (member.kind == DocumentKind::LIST)
        {
            result.insert(key, MakeList(member));
        }
        else
        {
            PassValue(member,
                      [&result, &key = key](const auto& value) { result.insert(key, value); });
        }
    }
    return result;
}

} // namespace

const DocumentNode*
DocumentNode::Find(const std::string& key) const
{
    for (const auto& [name, member] : members)
    {
        if (name == key)
        {
            return &member;
        }
    }
    return nullptr;
}

ParsedDocument
ParseDocument(const std::string& text)
{
    const toml::parse_result result = toml::parse(std::string_view(text));
    ParsedDocument document;
    if (!result)
    {
        document.line = result.error().source().begin.line;
        document.problem = std::string(result.error().description());
        return document;
    }
    document.root = Convert(result.table());
    return document;
}

DocumentNode
ParseDocumentValue(const std::string& text)
{
    const toml::parse_result result = toml::parse("value = " + text + "\n");
    if (result && result.table().size() == 1)
    {
        DocumentNode node = Convert(*result.table().get("value"));
        if (node.kind != DocumentKind::OTHER)
        {
            return node;
        }
    }
    // Words without quotes, such as 20 ms or optimistic, are no TOML values.
    DocumentNode word;
    word.kind = DocumentKind::VALUE;
    word.value = text;
    return word;
}

std::string
WriteDocument(const DocumentNode& root)
{
    std::ostringstream text;
    text << MakeTable(root) << "\n";
    return text.str();
}

} // namespace ns3::mip6

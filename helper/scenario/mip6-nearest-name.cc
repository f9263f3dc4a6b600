/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nearest-name.h"

#include <algorithm>
#include <numeric>

namespace ns3::mip6
{

namespace
{

/// A longer list says no more to its reader.
constexpr std::size_t MOST_NAMES = 16;

/// @param wanted a word @param name another word
/// @return whether the first is the second with letters left out, but not most of them
bool
IsShortFor(const std::string& wanted, const std::string& name)
{
    std::size_t found = 0;
    for (const char letter : name)
    {
        found += found < wanted.size() && wanted[found] == letter ? 1 : 0;
    }
    return found == wanted.size() && 2 * wanted.size() > name.size();
}

} // namespace

std::size_t
GetEditDistance(const std::string& a, const std::string& b)
{
    // One row of the Levenshtein table: row[j] is the distance of the letters of a seen so far to
    // the first j letters of b.
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i)
    {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j)
        {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::optional<std::string>
FindNearestName(const std::string& wanted, const std::vector<std::string>& names)
{
    std::optional<std::string> nearest;
    std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
    for (const std::string& name : names)
    {
        const std::size_t distance = GetEditDistance(wanted, name);
        if (distance < best && 2 * distance < std::max(wanted.size(), name.size()))
        {
            best = distance;
            nearest = name;
        }
    }
    if (nearest)
    {
        return nearest;
    }
    const auto longer = std::find_if(names.begin(), names.end(), [&wanted](const auto& name) {
        return IsShortFor(wanted, name);
    });
    return longer == names.end() ? std::nullopt : std::optional<std::string>(*longer);
}

std::string
JoinNames(const std::vector<std::string>& names)
{
    std::string text;
    const std::size_t shown = std::min(names.size(), MOST_NAMES);
    for (std::size_t i = 0; i < shown; ++i)
    {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return shown == names.size() ? text
                                 : text + " and " + std::to_string(names.size() - shown) + " more";
}

std::string
Quote(const std::string& text)
{
    return '"' + text + '"';
}

std::string
SuggestName(const std::string& wanted, const std::vector<std::string>& names)
{
    const std::optional<std::string> nearest = FindNearestName(wanted, names);
    return nearest ? "; did you mean " + Quote(*nearest) + "?" : "";
}

} // namespace ns3::mip6

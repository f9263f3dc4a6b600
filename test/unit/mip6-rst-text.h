/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RST_TEXT_H
#define MIP6_RST_TEXT_H

#include "mip6-named-row.h"

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Pieces of reStructuredText.
 */

namespace ns3::mip6::tests
{

/// A piece of a page that is made from the code; its name is that of its marker.
struct Fact : NamedRow
{
    std::string text; //!< what stands between the markers, without empty lines around it
};

/// All such pieces of a page.
using Facts = std::vector<Fact>;

/// The cells of one line of a table.
using RstRow = std::vector<std::string>;

/**
 * @param line any
 * @return the line without blanks at its end
 */
inline std::string
TrimEnd(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

/**
 * @param cells of one line
 * @param widths of the columns
 * @return the line
 */
inline std::string
JoinCells(const RstRow& cells, const std::vector<std::size_t>& widths)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
    {
        line += cells[i] + std::string(widths.at(i) - cells[i].size() + 1, ' ');
    }
    return TrimEnd(line) + '\n';
}

/**
 * @param rows of equally many cells, the heading first; the first cell of a row is not empty
 * @return a simple table
 */
inline std::string
MakeRstTable(const std::vector<RstRow>& rows)
{
    std::vector<std::size_t> widths(rows.at(0).size());
    for (const RstRow& row : rows)
    {
        for (std::size_t i = 0; i < row.size(); ++i)
        {
            widths.at(i) = std::max(widths.at(i), row[i].size());
        }
    }
    RstRow border;
    for (std::size_t width : widths)
    {
        border.emplace_back(width, '=');
    }
    std::string text = JoinCells(border, widths);
    for (std::size_t i = 0; i < rows.size(); ++i)
    {
        text += JoinCells(rows[i], widths);
        text += i == 0 ? JoinCells(border, widths) : "";
    }
    return text + JoinCells(border, widths);
}

/**
 * @param lines each with its end
 * @return a literal block
 */
inline std::string
MakeRstLiteral(const std::string& lines)
{
    std::string text = "::\n\n";
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);)
    {
        text += TrimEnd("  " + line) + '\n';
    }
    return text;
}

/**
 * @param name of something in the code
 * @return the name in the type of code
 */
inline std::string
ToRstCode(const std::string& name)
{
    return "``" + name + "``";
}

} // namespace ns3::mip6::tests

#endif /* MIP6_RST_TEXT_H */

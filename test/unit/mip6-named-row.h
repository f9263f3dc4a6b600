/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NAMED_ROW_H
#define MIP6_NAMED_ROW_H

#include <ostream>
#include <set>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * Rows of parameterized tests.
 */

namespace ns3::mip6::tests
{

/// Base of a row. GoogleTest prints its name instead of its octets, some of which are padding.
struct NamedRow
{
    std::string name; //!< of the test
};

/**
 * @param os takes the name
 * @param row a row
 * @return os
 */
inline std::ostream&
operator<<(std::ostream& os, const NamedRow& row)
{
    return os << row.name;
}

/**
 * @tparam Rows a container of rows with names
 * @param rows the table of a test
 * @return the names in it
 */
template <typename Rows>
std::set<std::string>
GetRowNames(const Rows& rows)
{
    std::set<std::string> names;
    for (const auto& row : rows)
    {
        names.insert(row.name);
    }
    return names;
}

/**
 * @param name of a vector or row
 * @return the same in letters and digits, as GoogleTest wants it
 */
inline std::string
ToTestName(const std::string& name)
{
    std::string test;
    bool upper = true;
    for (char letter : name)
    {
        const bool isDash = letter == '-';
        if (!isDash)
        {
            test.push_back(upper && letter >= 'a' ? static_cast<char>(letter - 'a' + 'A') : letter);
        }
        upper = isDash;
    }
    return test;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_NAMED_ROW_H */

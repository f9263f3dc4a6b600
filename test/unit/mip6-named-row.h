/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NAMED_ROW_H
#define MIP6_NAMED_ROW_H

#include <ostream>
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

} // namespace ns3::mip6::tests

#endif /* MIP6_NAMED_ROW_H */

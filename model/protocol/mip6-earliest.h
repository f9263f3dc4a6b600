/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_EARLIEST_H
#define MIP6_EARLIEST_H

#include "ns3/nstime.h"

#include <initializer_list>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * The next of several deadlines.
 */

namespace ns3::mip6
{

/**
 * @param deadlines any; absent ones do not count
 * @return the earliest, nothing if all are absent
 */
inline std::optional<Time>
GetEarliest(std::initializer_list<std::optional<Time>> deadlines)
{
    std::optional<Time> earliest;
    for (const auto& at : deadlines)
    {
        if (at && (!earliest || *at < *earliest))
        {
            earliest = at;
        }
    }
    return earliest;
}

} // namespace ns3::mip6

#endif /* MIP6_EARLIEST_H */

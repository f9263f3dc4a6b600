/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_REFERENCE_VECTORS_H
#define MIP6_REFERENCE_VECTORS_H

#include "mip6-hex.h"
#include "mip6-vector-file.h"

#include <map>
#include <set>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * The vectors of reference.txt, which other implementations made. The beginning of a name tells
 * what the octets are, and with it which test file holds the expectation.
 */

namespace ns3::mip6::tests
{

/// @name What names begin with
/// @{
constexpr const char* MOBILITY_PREFIX = "mobility-"; //!< packets with a legal Mobility Header
constexpr const char* ICMPV6_PREFIX = "icmpv6-";     //!< packets with a legal ICMPv6 message
constexpr const char* PADDING_PREFIX = "pad-";       //!< Binding Updates with one option
constexpr const char* OPTION_PREFIX = "option-";     //!< one option of a header, alone
constexpr const char* DISCOVERY_PREFIX = "nd-";      //!< one Neighbor Discovery option, alone
constexpr const char* HEADER_PREFIX = "header-";     //!< one options header
constexpr const char* ADDRESS_PREFIX = "address-";   //!< one address
constexpr const char* FORCED_PREFIX = "forced-";     //!< something illegal in an option or packet

/// @}

/// @return octets by the name of the vector
inline const std::map<std::string, Bytes>&
GetReferenceVectors()
{
    static const std::map<std::string, Bytes> vectors = [] {
        std::map<std::string, Bytes> octets;
        for (const VectorLine& line : ReadVectorFile("reference.txt"))
        {
            octets[line.at(0)] = FromHex(line.at(1));
        }
        return octets;
    }();
    return vectors;
}

/**
 * @param prefix what names begin with
 * @return those names
 */
inline std::set<std::string>
GetReferenceNames(const std::string& prefix)
{
    std::set<std::string> names;
    for (const auto& [name, octets] : GetReferenceVectors())
    {
        if (name.rfind(prefix, 0) == 0)
        {
            names.insert(name);
        }
    }
    return names;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_REFERENCE_VECTORS_H */

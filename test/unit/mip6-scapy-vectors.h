/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCAPY_VECTORS_H
#define MIP6_SCAPY_VECTORS_H

#include "mip6-packet-row.h"
#include "mip6-vector-file.h"

#include <map>
#include <set>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * The vectors of scapy.txt, which make-vectors.py writes, and the values that it was given.
 */

namespace ns3::mip6::tests
{

/// @name Values of make-vectors.py
/// @{
inline const Ipv6Address SCAPY_HOME_ADDRESS("2001:db8:1::10");
inline const Ipv6Address SCAPY_HOME_AGENT("2001:db8:1::1");
inline const Ipv6Address SCAPY_CARE_OF_ADDRESS("2001:db8:2::10");
inline const Ipv6Address SCAPY_CORRESPONDENT("2001:db8:9::99");
constexpr LinkLayerAddress SCAPY_LINK_LAYER{2, 0, 0, 0, 0, 1};
constexpr Cookie SCAPY_HOME_COOKIE{0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08};
constexpr Cookie SCAPY_CARE_OF_COOKIE{0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18};
constexpr KeygenToken SCAPY_HOME_TOKEN{0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28};
constexpr KeygenToken SCAPY_CARE_OF_TOKEN{0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38};
constexpr Authenticator SCAPY_AUTHENTICATOR{
    {0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x4B, 0x4C}};

/// @}

/// @return octets by the name of the vector
inline const std::map<std::string, Bytes>&
GetScapyVectors()
{
    static const std::map<std::string, Bytes> vectors = [] {
        std::map<std::string, Bytes> octets;
        for (const VectorLine& line : ReadVectorFile("scapy.txt"))
        {
            octets[line.at(0)] = FromHex(line.at(1));
        }
        return octets;
    }();
    return vectors;
}

/**
 * @param nextHeader number of an upper-layer protocol
 * @return names of the packets that hold it; names of other vectors begin with "option-"
 */
inline std::set<std::string>
GetScapyPacketNames(uint8_t nextHeader)
{
    std::set<std::string> names;
    for (const auto& [name, octets] : GetScapyVectors())
    {
        if (name.rfind("option-", 0) != 0 && WalkPacket(octets).back().nextHeader == nextHeader)
        {
            names.insert(name);
        }
    }
    return names;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_SCAPY_VECTORS_H */

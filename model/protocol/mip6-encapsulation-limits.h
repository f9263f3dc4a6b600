/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ENCAPSULATION_LIMITS_H
#define MIP6_ENCAPSULATION_LIMITS_H

#include "ns3/mip6-config.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

/**
 * @file
 * @ingroup mip6-protocol
 * Whether a packet may enter one tunnel more (RFC 2473 sections 4.1, 5.1 and 6.6): what keeps
 * tunnels that lead into each other from taking a packet round for ever.
 */

namespace ns3::mip6
{

/// How deep tunnels may be nested.
struct EncapsulationLimits
{
    std::optional<uint8_t> option; //!< value for packets that bring none; nothing: no option
    std::size_t maxDepth{MAX_TUNNEL_DEPTH}; //!< tunnels that a packet may be in, this one included
};

/// The packet enters the tunnel.
struct Encapsulate
{
    std::optional<uint8_t> limit; //!< value of the option that the tunnel header gets, if any
};

/// The packet is in too many tunnels and is discarded.
struct RefuseEncapsulation
{
    std::optional<uint32_t>
        pointer; //!< octet that a Parameter Problem points to; nothing: no error
};

/// What becomes of a packet at the entry of a tunnel.
using EncapsulationVerdict = std::variant<Encapsulate, RefuseEncapsulation>;

/// The first octets of a packet.
struct PacketStart
{
    const uint8_t* data{nullptr}; //!< first octet of the IPv6 header
    std::size_t size{0};          //!< octets present
    bool isWhole{true};           //!< these are all octets of the packet
};

/**
 * @param packet at the entry of a tunnel
 * @param limits of the node
 * @return what becomes of it
 */
EncapsulationVerdict JudgeEncapsulation(const PacketStart& packet,
                                        const EncapsulationLimits& limits);

} // namespace ns3::mip6

#endif /* MIP6_ENCAPSULATION_LIMITS_H */

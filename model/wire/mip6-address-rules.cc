/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-address-rules.h"

#include "mip6-numbers.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ns3::mip6
{

bool
IsUnicastRoutable(const Ipv6Address& address)
{
    uint8_t octets[16];
    address.GetBytes(octets);
    // RFC 4291 sections 2.5.6 and 2.7: fe80::/10 is link-local, ff00::/8 is multicast.
    const bool isLinkLocal = octets[0] == 0xFE && (octets[1] & 0xC0) == 0x80;
    const bool isMulticast = octets[0] == 0xFF;
    // RFC 4291 sections 2.5.2 and 2.5.3: :: is unspecified, ::1 is loopback.
    const bool isZeroUpToLast =
        std::all_of(octets, octets + 15, [](uint8_t octet) { return octet == 0; });
    return !isLinkLocal && !isMulticast && !(isZeroUpToLast && octets[15] <= 1);
}

bool
IsNeighborTarget(const Ipv6Address& target)
{
    return !target.IsMulticast();
}

Ipv6Address
MakeLinkLocal(const Ipv6Address& address)
{
    uint8_t octets[16];
    address.GetBytes(octets);
    std::fill_n(octets, 8, 0);
    octets[0] = 0xFE;
    octets[1] = 0x80;
    return Ipv6Address(octets);
}

uint8_t
GetMulticastScope(const Ipv6Address& group)
{
    std::array<uint8_t, 16> octets{};
    group.GetBytes(octets.data());
    return octets[1] & 0x0F;
}

bool
IsRoutableMulticast(const Ipv6Address& address)
{
    return address.IsMulticast() && GetMulticastScope(address) > MULTICAST_SCOPE_LINK;
}

} // namespace ns3::mip6

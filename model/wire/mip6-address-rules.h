/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ADDRESS_RULES_H
#define MIP6_ADDRESS_RULES_H

#include "ns3/ipv6-address.h"

#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * What kind of address a field may hold, and addresses that follow from others.
 */

namespace ns3::mip6
{

/**
 * @param address any address
 * @return whether packets from other subnets can reach it (RFC 6275 section 3.1, "unicast routable
 * address"): neither unspecified, loopback, multicast nor link-local
 */
bool IsUnicastRoutable(const Ipv6Address& address);

/**
 * @param target of a Neighbor Solicitation or Neighbor Advertisement
 * @return whether it may be one (RFC 4861 sections 7.1.1 and 7.1.2): it is not multicast
 */
bool IsNeighborTarget(const Ipv6Address& target);

/**
 * @param address any with an interface identifier of 64 bits
 * @return the link-local address with that interface identifier (RFC 6275 section 10.3.1)
 */
Ipv6Address MakeLinkLocal(const Ipv6Address& address);

/**
 * @param group a multicast address
 * @return its scope (RFC 4291 section 2.7)
 */
uint8_t GetMulticastScope(const Ipv6Address& group);

/**
 * @param address any address
 * @return whether it is a multicast address whose packets may leave a link (RFC 4291 section 2.7)
 */
bool IsRoutableMulticast(const Ipv6Address& address);

} // namespace ns3::mip6

#endif /* MIP6_ADDRESS_RULES_H */

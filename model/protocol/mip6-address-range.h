/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ADDRESS_RANGE_H
#define MIP6_ADDRESS_RANGE_H

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Prefixes, as ranges of addresses.
 */

namespace ns3::mip6
{

/// A range of addresses.
struct AddressRange
{
    Ipv6Address network;      //!< host bits are zero
    uint8_t prefixLength{64}; //!< 0 to 128
};

/**
 * @param address any in the range
 * @param prefixLength 0 to 128
 * @return the range
 */
AddressRange MakeRange(const Ipv6Address& address, uint8_t prefixLength);

/// @param range any @param address any @return whether it is in the range
bool Contains(const AddressRange& range, const Ipv6Address& address);

/// @param ranges any @param address any @return whether one of them has it
bool Contains(const std::vector<AddressRange>& ranges, const Ipv6Address& address);

/// @param a a range @param b another one @return whether they have an address in common
bool Overlap(const AddressRange& a, const AddressRange& b);

/// @param a a range @param b another one @return whether they are the same
bool operator==(const AddressRange& a, const AddressRange& b);
/// @param a a range @param b another one @return whether they differ
bool operator!=(const AddressRange& a, const AddressRange& b);

} // namespace ns3::mip6

#endif /* MIP6_ADDRESS_RANGE_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-address-range.h"

#include <algorithm>

namespace ns3::mip6
{

AddressRange
MakeRange(const Ipv6Address& address, uint8_t prefixLength)
{
    return {Ipv6Address(address).CombinePrefix(Ipv6Prefix(prefixLength)), prefixLength};
}

bool
Contains(const AddressRange& range, const Ipv6Address& address)
{
    return Ipv6Prefix(range.prefixLength).IsMatch(address, range.network);
}

bool
Contains(const std::vector<AddressRange>& ranges, const Ipv6Address& address)
{
    return std::any_of(ranges.begin(), ranges.end(), [&address](const AddressRange& range) {
        return Contains(range, address);
    });
}

bool
Overlap(const AddressRange& a, const AddressRange& b)
{
    return a.prefixLength < b.prefixLength ? Contains(a, b.network) : Contains(b, a.network);
}

bool
operator==(const AddressRange& a, const AddressRange& b)
{
    return a.network == b.network && a.prefixLength == b.prefixLength;
}

bool
operator!=(const AddressRange& a, const AddressRange& b)
{
    return !(a == b);
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_QUANTITY_H
#define MIP6_QUANTITY_H

#include "ns3/data-rate.h"
#include "ns3/mip6-scenario.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>

/**
 * @file
 * @ingroup mip6-helper
 * Quantities as people write them: "20 ms", "64 kbps", "8 kB", "5 %", "2001:1:0:1::/64".
 *
 * The Parse functions return nothing if the text is not such a quantity. The Format functions write
 * a text that the Parse function of the same kind turns back into the same value.
 */

namespace ns3::mip6
{

/// @param text number with one of ns, us, ms, s, min, h @return the time
std::optional<Time> ParseTime(const std::string& text);
/// @param text number with one of bps, kbps, Mbps, Gbps @return the rate
std::optional<DataRate> ParseRate(const std::string& text);
/// @param text number, alone or with one of B, kB, KiB, MB, MiB @return octets
std::optional<uint32_t> ParseOctets(const std::string& text);
/// @param text number, alone or with % @return fraction, not checked to lie between 0 and 1
std::optional<double> ParseProbability(const std::string& text);
/// @param text address/length @return the subnet, with the host bits as written
std::optional<Subnet> ParseSubnet(const std::string& text);
/// @param text an IPv6 address @return the address
std::optional<Ipv6Address> ParseAddress(const std::string& text);
/// @param text a whole number without unit @return the number
std::optional<int64_t> ParseCount(const std::string& text);
/// @param text any text @return whether it is a number without unit
bool IsPlainNumber(const std::string& text);

/// @param time any time @return e.g. "20 ms"
std::string FormatTime(Time time);
/// @param rate any rate @return e.g. "64 kbps"
std::string FormatRate(DataRate rate);
/// @param subnet any subnet @return e.g. "2001:1:0:1::/64"
std::string FormatSubnet(const Subnet& subnet);
/// @param number any number @return the shortest text that reads back to it
std::string FormatNumber(double number);
/// @param address any address @return e.g. "2001:1:0:1::100"
std::string FormatAddress(Ipv6Address address);

} // namespace ns3::mip6

#endif /* MIP6_QUANTITY_H */

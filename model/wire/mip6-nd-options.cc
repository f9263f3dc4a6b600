/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nd-options.h"

#include "mip6-icmpv6-format.h"
#include "mip6-nd-format.h"
#include "mip6-wire-time.h"

#include <algorithm>

namespace ns3::mip6
{

using namespace nd;

namespace
{

/// The Length field has 8 bits (RFC 4861 section 4.6).
constexpr std::size_t MAX_UNITS = 255;

/**
 * @param writer takes type and length of an option
 * @param type of the option
 * @param units its length
 */
void
WriteOptionHeader(ByteWriter& writer, NdOptionType type, uint8_t units)
{
    writer.WriteU8(static_cast<uint8_t>(type));
    writer.WriteU8(units);
}

/**
 * @param writer takes the option
 * @param type source or target
 * @param address the address
 */
void
WriteLinkLayerAddress(ByteWriter& writer, NdOptionType type, const LinkLayerAddress& address)
{
    WriteOptionHeader(writer, type, LINK_LAYER_UNITS);
    for (uint8_t octet : address)
    {
        writer.WriteU8(octet);
    }
}

/// @name One option on the wire
/// @{
void
WriteOption(ByteWriter& writer, const SourceLinkLayerAddress& option)
{
    WriteLinkLayerAddress(writer, NdOptionType::SOURCE_LINK_LAYER_ADDRESS, option.address);
}

void
WriteOption(ByteWriter& writer, const TargetLinkLayerAddress& option)
{
    WriteLinkLayerAddress(writer, NdOptionType::TARGET_LINK_LAYER_ADDRESS, option.address);
}

void
WriteOption(ByteWriter& writer, const PrefixInformation& option)
{
    WriteOptionHeader(writer, NdOptionType::PREFIX_INFORMATION, PREFIX_UNITS);
    writer.WriteU8(std::min(option.prefixLength, MAX_PREFIX_LENGTH));
    writer.WriteU8(
        static_cast<uint8_t>(icmpv6::FlagIf(option.onLink, PREFIX_FLAG_ON_LINK) |
                             icmpv6::FlagIf(option.autonomous, PREFIX_FLAG_AUTONOMOUS) |
                             icmpv6::FlagIf(option.routerAddress, PREFIX_FLAG_ROUTER_ADDRESS) |
                             (option.otherFlags & ~unsigned{PREFIX_NAMED_FLAGS})));
    // RFC 4861 section 4.6.2: the preferred lifetime does not exceed the valid one.
    const uint32_t validLifetime = ToSeconds32(option.validLifetime);
    writer.WriteU32(validLifetime);
    writer.WriteU32(std::min(ToSeconds32(option.preferredLifetime), validLifetime));
    writer.WriteZeros(4);
    writer.WriteAddress(option.prefix);
}

void
WriteOption(ByteWriter& writer, const MtuOption& option)
{
    WriteOptionHeader(writer, NdOptionType::MTU, MTU_UNITS);
    writer.WriteZeros(2);
    writer.WriteU32(option.mtu);
}

void
WriteOption(ByteWriter& writer, const AdvertisementInterval& option)
{
    WriteOptionHeader(writer, NdOptionType::ADVERTISEMENT_INTERVAL, INTERVAL_UNITS);
    writer.WriteZeros(2);
    writer.WriteU32(ToMilliseconds32(option.interval));
}

void
WriteOption(ByteWriter& writer, const HomeAgentInformation& option)
{
    WriteOptionHeader(writer, NdOptionType::HOME_AGENT_INFORMATION, HOME_AGENT_UNITS);
    writer.WriteU16(option.mobileRouters ? HOME_AGENT_FLAG_MOBILE_ROUTERS : uint16_t{0});
    writer.WriteU16(option.preference);
    // RFC 6275 section 7.4: a lifetime of 0 is never sent.
    writer.WriteU16(std::max<uint16_t>(ToSeconds16(option.lifetime), 1));
}

void
WriteOption(ByteWriter& writer, const UnknownNdOption& option)
{
    const std::size_t needed = OPTION_HEADER_OCTETS + option.data.size();
    const std::size_t fixedUnits = GetFixedUnits(option.type);
    const std::size_t units = fixedUnits != 0
                                  ? fixedUnits
                                  : std::min((needed + UNIT_OCTETS - 1) / UNIT_OCTETS, MAX_UNITS);
    // At least one unit because the header alone begins one.
    Bytes data = option.data;
    data.resize(units * UNIT_OCTETS - OPTION_HEADER_OCTETS);
    writer.WriteU8(option.type);
    writer.WriteU8(static_cast<uint8_t>(units));
    writer.WriteBytes(data);
}

/// @}

} // namespace

bool
operator==(const SourceLinkLayerAddress& a, const SourceLinkLayerAddress& b)
{
    return a.address == b.address;
}

bool
operator==(const TargetLinkLayerAddress& a, const TargetLinkLayerAddress& b)
{
    return a.address == b.address;
}

bool
operator==(const PrefixInformation& a, const PrefixInformation& b)
{
    return a.prefix == b.prefix && a.prefixLength == b.prefixLength && a.onLink == b.onLink &&
           a.autonomous == b.autonomous && a.routerAddress == b.routerAddress &&
           a.otherFlags == b.otherFlags && a.validLifetime == b.validLifetime &&
           a.preferredLifetime == b.preferredLifetime;
}

bool
operator==(const MtuOption& a, const MtuOption& b)
{
    return a.mtu == b.mtu;
}

bool
operator==(const AdvertisementInterval& a, const AdvertisementInterval& b)
{
    return a.interval == b.interval;
}

bool
operator==(const HomeAgentInformation& a, const HomeAgentInformation& b)
{
    return a.preference == b.preference && a.lifetime == b.lifetime &&
           a.mobileRouters == b.mobileRouters;
}

bool
operator==(const UnknownNdOption& a, const UnknownNdOption& b)
{
    return a.type == b.type && a.data == b.data;
}

void
EncodeNdOptions(ByteWriter& writer, const NdOptions& options)
{
    for (const auto& option : options)
    {
        std::visit([&writer](const auto& value) { WriteOption(writer, value); }, option);
    }
}

} // namespace ns3::mip6

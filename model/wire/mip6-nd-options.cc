/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nd-options.h"

#include "mip6-nd-format.h"
#include "mip6-numbers.h"
#include "mip6-wire-time.h"

#include <algorithm>

namespace ns3::mip6
{

using namespace nd;

namespace
{

/// Holds a Router Advertisement with every option once, without growing.
constexpr std::size_t USUAL_OCTETS = 80;

/**
 * @param flag a bit
 * @param isSet whether it is wanted
 * @return the bit or 0
 */
uint8_t
FlagIf(uint8_t flag, bool isSet)
{
    return isSet ? flag : uint8_t{0};
}

/**
 * @param a first octet of bits
 * @param b second
 * @param c third
 * @return the union
 */
uint8_t
Join(uint8_t a, uint8_t b, uint8_t c)
{
    return static_cast<uint8_t>(a | b | c);
}

/**
 * Begin an ICMPv6 message with Code and Checksum 0.
 * @param writer takes it
 * @param type ICMPv6 type
 */
void
WriteMessageStart(ByteWriter& writer, uint8_t type)
{
    writer.Reserve(USUAL_OCTETS);
    writer.WriteU8(type);
    writer.WriteZeros(3);
}

/**
 * @param writer takes type and length of an option
 * @param type of the option
 * @param units its length
 */
void
WriteOptionStart(ByteWriter& writer, NdOptionType type, uint8_t units)
{
    writer.WriteU8(static_cast<uint8_t>(type));
    writer.WriteU8(units);
}

/**
 * @param writer takes the option, if there is an address
 * @param type source or target
 * @param address the address
 */
void
WriteLinkLayerAddress(ByteWriter& writer,
                      NdOptionType type,
                      const std::optional<LinkLayerAddress>& address)
{
    if (!address)
    {
        return;
    }
    WriteOptionStart(writer, type, LINK_LAYER_UNITS);
    for (uint8_t octet : *address)
    {
        writer.WriteU8(octet);
    }
}

/**
 * @param writer takes the option
 * @param prefix its values
 */
void
WritePrefix(ByteWriter& writer, const PrefixInformation& prefix)
{
    WriteOptionStart(writer, NdOptionType::PREFIX_INFORMATION, PREFIX_UNITS);
    writer.WriteU8(std::min(prefix.prefixLength, MAX_PREFIX_LENGTH));
    writer.WriteU8(Join(FlagIf(PREFIX_FLAG_ON_LINK, prefix.onLink),
                        FlagIf(PREFIX_FLAG_AUTONOMOUS, prefix.autonomous),
                        FlagIf(PREFIX_FLAG_ROUTER_ADDRESS, prefix.routerAddress)));
    // RFC 4861 section 4.6.2: the preferred lifetime does not exceed the valid one.
    const uint32_t validLifetime = ToSeconds32(prefix.validLifetime);
    writer.WriteU32(validLifetime);
    writer.WriteU32(std::min(ToSeconds32(prefix.preferredLifetime), validLifetime));
    writer.WriteZeros(4);
    writer.WriteAddress(prefix.prefix);
}

/**
 * @param writer takes the option, if there is a value
 * @param mtu of the link
 */
void
WriteMtu(ByteWriter& writer, const std::optional<uint32_t>& mtu)
{
    if (!mtu)
    {
        return;
    }
    WriteOptionStart(writer, NdOptionType::MTU, MTU_UNITS);
    writer.WriteZeros(2);
    writer.WriteU32(*mtu);
}

/**
 * @param writer takes the option, if there is a value
 * @param interval the longest time between unsolicited advertisements
 */
void
WriteInterval(ByteWriter& writer, const std::optional<Time>& interval)
{
    if (!interval)
    {
        return;
    }
    WriteOptionStart(writer, NdOptionType::ADVERTISEMENT_INTERVAL, INTERVAL_UNITS);
    writer.WriteZeros(2);
    writer.WriteU32(ToMilliseconds32(*interval));
}

/**
 * @param writer takes the option, if there is a value
 * @param information its values
 */
void
WriteHomeAgent(ByteWriter& writer, const std::optional<HomeAgentInformation>& information)
{
    if (!information)
    {
        return;
    }
    WriteOptionStart(writer, NdOptionType::HOME_AGENT_INFORMATION, HOME_AGENT_UNITS);
    writer.WriteU16(information->mobileRouters ? HOME_AGENT_FLAG_MOBILE_ROUTERS : uint16_t{0});
    writer.WriteU16(information->preference);
    // RFC 6275 section 7.4: a lifetime of 0 is never sent.
    writer.WriteU16(std::max<uint16_t>(ToSeconds16(information->lifetime), 1));
}

} // namespace

bool
operator==(const PrefixInformation& a, const PrefixInformation& b)
{
    return a.prefix == b.prefix && a.prefixLength == b.prefixLength && a.onLink == b.onLink &&
           a.autonomous == b.autonomous && a.routerAddress == b.routerAddress &&
           a.validLifetime == b.validLifetime && a.preferredLifetime == b.preferredLifetime;
}

bool
operator==(const HomeAgentInformation& a, const HomeAgentInformation& b)
{
    return a.preference == b.preference && a.lifetime == b.lifetime &&
           a.mobileRouters == b.mobileRouters;
}

bool
operator==(const RouterAdvertisement& a, const RouterAdvertisement& b)
{
    return a.currentHopLimit == b.currentHopLimit && a.managed == b.managed &&
           a.otherConfiguration == b.otherConfiguration && a.homeAgent == b.homeAgent &&
           a.routerLifetime == b.routerLifetime && a.reachableTime == b.reachableTime &&
           a.retransTimer == b.retransTimer &&
           a.sourceLinkLayerAddress == b.sourceLinkLayerAddress && a.mtu == b.mtu &&
           a.prefixes == b.prefixes && a.advertisementInterval == b.advertisementInterval &&
           a.homeAgentInformation == b.homeAgentInformation;
}

bool
operator==(const RouterSolicitation& a, const RouterSolicitation& b)
{
    return a.sourceLinkLayerAddress == b.sourceLinkLayerAddress;
}

bool
operator==(const NeighborSolicitation& a, const NeighborSolicitation& b)
{
    return a.target == b.target && a.sourceLinkLayerAddress == b.sourceLinkLayerAddress;
}

bool
operator==(const NeighborAdvertisement& a, const NeighborAdvertisement& b)
{
    return a.router == b.router && a.solicited == b.solicited && a.override == b.override &&
           a.target == b.target && a.targetLinkLayerAddress == b.targetLinkLayerAddress;
}

Bytes
EncodeRouterAdvertisement(const RouterAdvertisement& message)
{
    ByteWriter writer;
    WriteMessageStart(writer, ICMPV6_ROUTER_ADVERTISEMENT);
    writer.WriteU8(message.currentHopLimit);
    writer.WriteU8(Join(FlagIf(RA_FLAG_MANAGED, message.managed),
                        FlagIf(RA_FLAG_OTHER, message.otherConfiguration),
                        FlagIf(RA_FLAG_HOME_AGENT, message.homeAgent)));
    writer.WriteU16(ToSeconds16(message.routerLifetime));
    writer.WriteU32(ToMilliseconds32(message.reachableTime));
    writer.WriteU32(ToMilliseconds32(message.retransTimer));
    for (const PrefixInformation& prefix : message.prefixes)
    {
        WritePrefix(writer, prefix);
    }
    WriteMtu(writer, message.mtu);
    WriteLinkLayerAddress(writer,
                          NdOptionType::SOURCE_LINK_LAYER_ADDRESS,
                          message.sourceLinkLayerAddress);
    WriteInterval(writer, message.advertisementInterval);
    WriteHomeAgent(writer, message.homeAgentInformation);
    return writer.Take();
}

Bytes
EncodeRouterSolicitation(const RouterSolicitation& message)
{
    ByteWriter writer;
    WriteMessageStart(writer, ICMPV6_ROUTER_SOLICITATION);
    writer.WriteZeros(4);
    WriteLinkLayerAddress(writer,
                          NdOptionType::SOURCE_LINK_LAYER_ADDRESS,
                          message.sourceLinkLayerAddress);
    return writer.Take();
}

Bytes
EncodeNeighborSolicitation(const NeighborSolicitation& message)
{
    ByteWriter writer;
    WriteMessageStart(writer, ICMPV6_NEIGHBOR_SOLICITATION);
    writer.WriteZeros(4);
    writer.WriteAddress(message.target);
    WriteLinkLayerAddress(writer,
                          NdOptionType::SOURCE_LINK_LAYER_ADDRESS,
                          message.sourceLinkLayerAddress);
    return writer.Take();
}

Bytes
EncodeNeighborAdvertisement(const NeighborAdvertisement& message)
{
    ByteWriter writer;
    WriteMessageStart(writer, ICMPV6_NEIGHBOR_ADVERTISEMENT);
    writer.WriteU8(Join(FlagIf(NA_FLAG_ROUTER, message.router),
                        FlagIf(NA_FLAG_SOLICITED, message.solicited),
                        FlagIf(NA_FLAG_OVERRIDE, message.override)));
    writer.WriteZeros(3);
    writer.WriteAddress(message.target);
    WriteLinkLayerAddress(writer,
                          NdOptionType::TARGET_LINK_LAYER_ADDRESS,
                          message.targetLinkLayerAddress);
    return writer.Take();
}

} // namespace ns3::mip6

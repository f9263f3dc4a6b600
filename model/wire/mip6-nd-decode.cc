/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nd-format.h"
#include "mip6-nd-options.h"
#include "mip6-numbers.h"
#include "mip6-wire-time.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

using namespace nd;

namespace
{

/// Offset of the Target Address in a solicitation or advertisement of a neighbor.
constexpr std::size_t TARGET_OFFSET = 8;

/// Start, type and size of one option that is there in full.
struct Option
{
    NdOptionType type{};          //!< its type
    const uint8_t* data{nullptr}; //!< behind the Length octet
    std::size_t size{0};          //!< octets behind the Length octet
};

/// Why a message was refused, or NONE.
struct Refusal
{
    DecodeError error{DecodeError::NONE}; //!< the reason
    std::size_t offset{0};                //!< of the offending octet
};

/// What all Neighbor Discovery messages have in common.
struct MessageFormat
{
    uint8_t type{0};            //!< ICMPv6 type
    std::size_t fixedOctets{0}; //!< before the options
};

/**
 * @param data first octet of a message
 * @param size octets present
 * @param format what is expected
 * @return the refusal, or NONE
 */
Refusal
CheckStart(const uint8_t* data, std::size_t size, const MessageFormat& format)
{
    // RFC 4861 sections 6.1.1, 6.1.2, 7.1.1, 7.1.2: minimum size, and Code 0.
    if (size < format.fixedOctets)
    {
        return {DecodeError::TRUNCATED, size};
    }
    if (data[0] != format.type)
    {
        return {DecodeError::BAD_VALUE, 0};
    }
    if (data[1] != 0)
    {
        return {DecodeError::BAD_VALUE, 1};
    }
    return {};
}

/**
 * @param type of an option
 * @return the only length in units that its format allows, 0 if it is not fixed or not known here
 */
uint8_t
GetFixedUnits(NdOptionType type)
{
    switch (type)
    {
    case NdOptionType::PREFIX_INFORMATION:
        return PREFIX_UNITS;
    case NdOptionType::MTU:
        return MTU_UNITS;
    case NdOptionType::ADVERTISEMENT_INTERVAL:
        return INTERVAL_UNITS;
    case NdOptionType::HOME_AGENT_INFORMATION:
        return HOME_AGENT_UNITS;
    default:
        // RFC 4861 section 4.6.1: that of a link-layer address depends on the link.
        return 0;
    }
}

/**
 * Walk over the options of a message.
 * @tparam Handler takes an Option
 * @param reader at the first option
 * @param base first octet of what the reader reads
 * @param handler called for each option in turn
 * @return the refusal, or NONE
 */
template <typename Handler>
Refusal
ReadOptions(ByteReader& reader, const uint8_t* base, const Handler& handler)
{
    while (reader.GetRemaining() > 0)
    {
        const auto type = static_cast<NdOptionType>(reader.ReadU8());
        const std::size_t lengthOffset = reader.GetOffset();
        const uint8_t units = reader.ReadU8();
        // RFC 4861 section 6.1.2: an option of length 0 makes the message invalid.
        const uint8_t fixedUnits = GetFixedUnits(type);
        if (!reader.HasFailed() && (units == 0 || (fixedUnits != 0 && units != fixedUnits)))
        {
            return {DecodeError::BAD_LENGTH, lengthOffset};
        }
        const std::size_t dataOctets = units * UNIT_OCTETS - 2;
        if (reader.HasFailed() || dataOctets > reader.GetRemaining())
        {
            return {DecodeError::TRUNCATED, lengthOffset};
        }
        handler(Option{type, base + reader.GetOffset(), dataOctets});
        reader.Skip(dataOctets);
    }
    return {};
}

/**
 * @param option a link-layer address option
 * @return its address; nothing where the link does not use 48-bit addresses
 */
std::optional<LinkLayerAddress>
ReadLinkLayerAddress(const Option& option)
{
    LinkLayerAddress address;
    if (option.size != address.size())
    {
        return std::nullopt;
    }
    std::copy_n(option.data, address.size(), address.begin());
    return address;
}

/**
 * @param option a Prefix Information option
 * @return its values, nothing where a node ignores the option (RFC 4862 section 5.5.3 c: preferred
 * lifetime above valid lifetime) or where the prefix is longer than an address
 */
std::optional<PrefixInformation>
ReadPrefix(const Option& option)
{
    ByteReader reader(option.data, option.size);
    PrefixInformation prefix;
    prefix.prefixLength = reader.ReadU8();
    const uint8_t flags = reader.ReadU8();
    prefix.onLink = (flags & PREFIX_FLAG_ON_LINK) != 0;
    prefix.autonomous = (flags & PREFIX_FLAG_AUTONOMOUS) != 0;
    prefix.routerAddress = (flags & PREFIX_FLAG_ROUTER_ADDRESS) != 0;
    prefix.validLifetime = FromSeconds(reader.ReadU32());
    prefix.preferredLifetime = FromSeconds(reader.ReadU32());
    reader.Skip(4);
    prefix.prefix = reader.ReadAddress();
    if (prefix.prefixLength > MAX_PREFIX_LENGTH || prefix.preferredLifetime > prefix.validLifetime)
    {
        return std::nullopt;
    }
    return prefix;
}

/**
 * @param option an MTU or Advertisement Interval option
 * @return its 32-bit value behind 16 reserved bits
 */
uint32_t
ReadValue32(const Option& option)
{
    ByteReader reader(option.data, option.size);
    reader.Skip(2);
    return reader.ReadU32();
}

/**
 * @param option a Home Agent Information option
 * @return its values, nothing where the lifetime is 0, which RFC 6275 section 7.4 forbids
 */
std::optional<HomeAgentInformation>
ReadHomeAgent(const Option& option)
{
    ByteReader reader(option.data, option.size);
    HomeAgentInformation information;
    information.mobileRouters = (reader.ReadU16() & HOME_AGENT_FLAG_MOBILE_ROUTERS) != 0;
    information.preference = reader.ReadU16();
    const uint16_t lifetimeSeconds = reader.ReadU16();
    if (lifetimeSeconds == 0)
    {
        return std::nullopt;
    }
    information.lifetime = FromSeconds(lifetimeSeconds);
    return information;
}

/**
 * @param option any option of a Router Advertisement
 * @param message takes its values; unknown options are ignored (RFC 4861 section 6.1.2)
 */
void
TakeOption(const Option& option, RouterAdvertisement& message)
{
    switch (option.type)
    {
    case NdOptionType::SOURCE_LINK_LAYER_ADDRESS:
        message.sourceLinkLayerAddress = ReadLinkLayerAddress(option);
        return;
    case NdOptionType::PREFIX_INFORMATION:
        if (const auto prefix = ReadPrefix(option))
        {
            message.prefixes.push_back(*prefix);
        }
        return;
    case NdOptionType::MTU:
        message.mtu = ReadValue32(option);
        return;
    case NdOptionType::ADVERTISEMENT_INTERVAL:
        message.advertisementInterval = FromMilliseconds(ReadValue32(option));
        return;
    case NdOptionType::HOME_AGENT_INFORMATION:
        message.homeAgentInformation = ReadHomeAgent(option);
        return;
    default:
        return;
    }
}

/**
 * Read options of which only one link-layer address option matters.
 * @param reader at the first option
 * @param base first octet of what the reader reads
 * @param wanted source or target link-layer address
 * @param address takes it
 * @return the refusal, or NONE
 */
Refusal
ReadAddressOption(ByteReader& reader,
                  const uint8_t* base,
                  NdOptionType wanted,
                  std::optional<LinkLayerAddress>& address)
{
    return ReadOptions(reader, base, [wanted, &address](const Option& option) {
        if (option.type == wanted)
        {
            address = ReadLinkLayerAddress(option);
        }
    });
}

/**
 * @tparam Message its type
 * @param refusal what the reading came to
 * @param message what was read
 * @return the refusal, or the message
 */
template <typename Message>
DecodeResult<Message>
Conclude(const Refusal& refusal, Message message)
{
    if (refusal.error != DecodeError::NONE)
    {
        return DecodeResult<Message>::Fail(refusal.error, refusal.offset);
    }
    return DecodeResult<Message>::Ok(std::move(message));
}

} // namespace

DecodeResult<RouterAdvertisement>
DecodeRouterAdvertisement(const uint8_t* data, std::size_t size)
{
    RouterAdvertisement message;
    Refusal refusal = CheckStart(data, size, {ICMPV6_ROUTER_ADVERTISEMENT, 16});
    if (refusal.error != DecodeError::NONE)
    {
        return Conclude(refusal, std::move(message));
    }
    ByteReader reader(data, size);
    reader.Skip(4);
    message.currentHopLimit = reader.ReadU8();
    const uint8_t flags = reader.ReadU8();
    message.managed = (flags & RA_FLAG_MANAGED) != 0;
    message.otherConfiguration = (flags & RA_FLAG_OTHER) != 0;
    message.homeAgent = (flags & RA_FLAG_HOME_AGENT) != 0;
    message.routerLifetime = FromSeconds(reader.ReadU16());
    message.reachableTime = FromMilliseconds(reader.ReadU32());
    message.retransTimer = FromMilliseconds(reader.ReadU32());
    refusal = ReadOptions(reader, data, [&message](const Option& option) {
        TakeOption(option, message);
    });
    return Conclude(refusal, std::move(message));
}

DecodeResult<RouterSolicitation>
DecodeRouterSolicitation(const uint8_t* data, std::size_t size)
{
    RouterSolicitation message;
    Refusal refusal = CheckStart(data, size, {ICMPV6_ROUTER_SOLICITATION, 8});
    if (refusal.error != DecodeError::NONE)
    {
        return Conclude(refusal, message);
    }
    ByteReader reader(data, size);
    reader.Skip(8);
    refusal = ReadAddressOption(reader,
                                data,
                                NdOptionType::SOURCE_LINK_LAYER_ADDRESS,
                                message.sourceLinkLayerAddress);
    return Conclude(refusal, message);
}

DecodeResult<NeighborSolicitation>
DecodeNeighborSolicitation(const uint8_t* data, std::size_t size)
{
    NeighborSolicitation message;
    Refusal refusal = CheckStart(data, size, {ICMPV6_NEIGHBOR_SOLICITATION, 24});
    if (refusal.error != DecodeError::NONE)
    {
        return Conclude(refusal, message);
    }
    ByteReader reader(data, size);
    reader.Skip(TARGET_OFFSET);
    message.target = reader.ReadAddress();
    // RFC 4861 section 7.1.1: the target is not multicast.
    if (message.target.IsMulticast())
    {
        return Conclude({DecodeError::BAD_VALUE, TARGET_OFFSET}, message);
    }
    refusal = ReadAddressOption(reader,
                                data,
                                NdOptionType::SOURCE_LINK_LAYER_ADDRESS,
                                message.sourceLinkLayerAddress);
    return Conclude(refusal, message);
}

DecodeResult<NeighborAdvertisement>
DecodeNeighborAdvertisement(const uint8_t* data, std::size_t size)
{
    NeighborAdvertisement message;
    Refusal refusal = CheckStart(data, size, {ICMPV6_NEIGHBOR_ADVERTISEMENT, 24});
    if (refusal.error != DecodeError::NONE)
    {
        return Conclude(refusal, message);
    }
    ByteReader reader(data, size);
    reader.Skip(4);
    const uint8_t flags = reader.ReadU8();
    message.router = (flags & NA_FLAG_ROUTER) != 0;
    message.solicited = (flags & NA_FLAG_SOLICITED) != 0;
    message.override = (flags & NA_FLAG_OVERRIDE) != 0;
    reader.Skip(3);
    message.target = reader.ReadAddress();
    // RFC 4861 section 7.1.2: the target is not multicast.
    if (message.target.IsMulticast())
    {
        return Conclude({DecodeError::BAD_VALUE, TARGET_OFFSET}, message);
    }
    refusal = ReadAddressOption(reader,
                                data,
                                NdOptionType::TARGET_LINK_LAYER_ADDRESS,
                                message.targetLinkLayerAddress);
    return Conclude(refusal, message);
}

} // namespace ns3::mip6

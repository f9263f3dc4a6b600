/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-icmpv6-format.h"
#include "mip6-nd-format.h"
#include "mip6-nd-options.h"
#include "mip6-wire-time.h"

#include <algorithm>
#include <bitset>
#include <optional>
#include <utility>

namespace ns3::mip6
{

using namespace nd;

namespace
{

/// Largest link-layer address option that the stock node can take, in units: ns3::Address holds 20
/// octets, and the stock node fills it with everything behind Length.
constexpr uint8_t MAX_STOCK_LINK_LAYER_UNITS = 2;

/**
 * @param data of a Prefix Information option
 * @return its values, nothing where a receiver ignores the option: preferred lifetime above valid
 * lifetime (RFC 4862 section 5.5.3 c), or a prefix longer than an address (RFC 4861 section 4.6.2)
 */
std::optional<PrefixInformation>
ReadPrefix(ByteReader data)
{
    PrefixInformation prefix;
    prefix.prefixLength = data.ReadU8();
    const uint8_t flags = data.ReadU8();
    prefix.onLink = (flags & PREFIX_FLAG_ON_LINK) != 0;
    prefix.autonomous = (flags & PREFIX_FLAG_AUTONOMOUS) != 0;
    prefix.routerAddress = (flags & PREFIX_FLAG_ROUTER_ADDRESS) != 0;
    prefix.otherFlags = static_cast<uint8_t>(flags & ~unsigned{PREFIX_NAMED_FLAGS});
    prefix.validLifetime = FromSeconds(data.ReadU32());
    prefix.preferredLifetime = FromSeconds(data.ReadU32());
    data.Skip(4);
    prefix.prefix = data.ReadAddress();
    if (prefix.prefixLength > MAX_PREFIX_LENGTH || prefix.preferredLifetime > prefix.validLifetime)
    {
        return std::nullopt;
    }
    return prefix;
}

/**
 * @param data of a Home Agent Information option
 * @return its values, nothing where the lifetime is 0, which RFC 6275 section 7.4 forbids
 */
std::optional<HomeAgentInformation>
ReadHomeAgent(ByteReader data)
{
    HomeAgentInformation information;
    information.mobileRouters = (data.ReadU16() & HOME_AGENT_FLAG_MOBILE_ROUTERS) != 0;
    information.preference = data.ReadU16();
    information.lifetime = FromSeconds(data.ReadU16());
    if (information.lifetime.IsZero())
    {
        return std::nullopt;
    }
    return information;
}

/**
 * @param data of an MTU or Advertisement Interval option
 * @return its 32-bit value behind 16 reserved bits
 */
uint32_t
ReadValue32(ByteReader data)
{
    data.Skip(2);
    return data.ReadU32();
}

/**
 * @tparam Option source or target link-layer address
 * @param data of the option
 * @return the address, nothing where it has not 48 bits
 */
template <typename Option>
std::optional<NdOption>
ReadLinkLayerAddress(const Bytes& data)
{
    Option option;
    if (data.size() != option.address.size())
    {
        return std::nullopt;
    }
    std::copy(data.begin(), data.end(), option.address.begin());
    return option;
}

/**
 * @param type of an option
 * @param data behind Length, as long as the format demands
 * @return the option, nothing if a receiver ignores it
 */
std::optional<NdOption>
ReadKnown(NdOptionType type, const Bytes& data)
{
    const ByteReader reader(data.data(), data.size());
    switch (type)
    {
    case NdOptionType::SOURCE_LINK_LAYER_ADDRESS:
        return ReadLinkLayerAddress<SourceLinkLayerAddress>(data);
    case NdOptionType::TARGET_LINK_LAYER_ADDRESS:
        return ReadLinkLayerAddress<TargetLinkLayerAddress>(data);
    case NdOptionType::PREFIX_INFORMATION:
        return ReadPrefix(reader);
    case NdOptionType::MTU:
        return MtuOption{ReadValue32(reader)};
    case NdOptionType::ADVERTISEMENT_INTERVAL:
        return AdvertisementInterval{FromMilliseconds(ReadValue32(reader))};
    case NdOptionType::HOME_AGENT_INFORMATION:
        return ReadHomeAgent(reader);
    default:
        return std::nullopt;
    }
}

/// Type and length of an option, as read.
struct OptionHeader
{
    std::size_t offset{0};     //!< of the Type octet
    uint8_t type{0};           //!< option type
    uint8_t units{0};          //!< Length
    std::size_t dataOctets{0}; //!< behind Length
};

/**
 * @param reader at the Type octet of an option; afterwards at its data, which is there in full
 * @param header takes type and length
 * @return the refusal, or NONE
 */
Refusal
ReadOptionHeader(ByteReader& reader, OptionHeader& header)
{
    header.offset = reader.GetOffset();
    header.type = reader.ReadU8();
    const std::size_t lengthOffset = reader.GetOffset();
    header.units = reader.ReadU8();
    if (reader.HasFailed())
    {
        return {DecodeError::TRUNCATED, lengthOffset};
    }
    // RFC 4861 section 6.1.2: an option of length 0 makes the message invalid.
    const uint8_t fixedUnits = GetFixedUnits(header.type);
    if (header.units == 0 || (fixedUnits != 0 && header.units != fixedUnits))
    {
        return {DecodeError::BAD_LENGTH, lengthOffset};
    }
    header.dataOctets = header.units * UNIT_OCTETS - OPTION_HEADER_OCTETS;
    if (header.dataOctets > reader.GetRemaining())
    {
        return {DecodeError::TRUNCATED, lengthOffset};
    }
    return {};
}

/**
 * @param type ICMPv6 type
 * @return offset of the first option, 0 if this is no Neighbor Discovery message
 */
std::size_t
GetOptionsOffset(uint8_t type)
{
    switch (type)
    {
    case ICMPV6_ROUTER_SOLICITATION:
        return icmpv6::ROUTER_SOLICITATION_OCTETS;
    case ICMPV6_ROUTER_ADVERTISEMENT:
        return icmpv6::ROUTER_ADVERTISEMENT_OCTETS;
    case ICMPV6_NEIGHBOR_SOLICITATION:
        return icmpv6::NEIGHBOR_SOLICITATION_OCTETS;
    case ICMPV6_NEIGHBOR_ADVERTISEMENT:
        return icmpv6::NEIGHBOR_ADVERTISEMENT_OCTETS;
    case ICMPV6_REDIRECT:
        return icmpv6::REDIRECT_OCTETS;
    default:
        return 0;
    }
}

/// Type of the option that the stock node reads in every Redirect without a look.
constexpr auto REDIRECTED_HEADER_TYPE = static_cast<std::size_t>(NdOptionType::REDIRECTED_HEADER);

/// Option types that a message holds.
using OptionTypes = std::bitset<256>;

/**
 * Find what the stock node cannot take in an option that is there in full.
 * @param header of the option
 * @param data at the option's data
 * @param seen types of the options before
 * @return the refusal, or NONE
 */
Refusal
CheckForStock(const OptionHeader& header, ByteReader data, const OptionTypes& seen)
{
    const std::size_t lengthOffset = header.offset + 1;
    const auto type = static_cast<NdOptionType>(header.type);
    const bool source = type == NdOptionType::SOURCE_LINK_LAYER_ADDRESS;
    const bool target = type == NdOptionType::TARGET_LINK_LAYER_ADDRESS;
    if ((source || target) && header.units > MAX_STOCK_LINK_LAYER_UNITS)
    {
        return {DecodeError::BAD_LENGTH, lengthOffset};
    }
    // The stock node takes the first of these only, and does not step over a second one.
    if ((source || type == NdOptionType::MTU) && seen.test(header.type))
    {
        return {DecodeError::BAD_VALUE, header.offset};
    }
    if (type == NdOptionType::PREFIX_INFORMATION && data.ReadU8() > MAX_PREFIX_LENGTH)
    {
        return {DecodeError::BAD_VALUE, lengthOffset + 1};
    }
    return {};
}

} // namespace

DecodeResult<NdOptions>
DecodeNdOptions(ByteReader& reader)
{
    NdOptions options;
    while (reader.GetRemaining() > 0)
    {
        OptionHeader header;
        if (const Refusal refusal = ReadOptionHeader(reader, header))
        {
            return DecodeResult<NdOptions>::Fail(refusal);
        }
        Bytes data = reader.ReadBytes(header.dataOctets);
        auto known = ReadKnown(static_cast<NdOptionType>(header.type), data);
        // RFC 4861 section 4.6: what is not known, or not to be used, is skipped.
        options.push_back(known ? std::move(*known)
                                : NdOption(UnknownNdOption{header.type, std::move(data)}));
    }
    return DecodeResult<NdOptions>::Ok(std::move(options));
}

Refusal
CheckNdOptions(const uint8_t* message, std::size_t size)
{
    ByteReader reader(message, size);
    const uint8_t type = reader.ReadU8();
    const std::size_t optionsOffset = GetOptionsOffset(type);
    if (optionsOffset == 0)
    {
        return {};
    }
    if (size < optionsOffset)
    {
        return {DecodeError::TRUNCATED, size};
    }
    reader.Skip(optionsOffset - reader.GetOffset());
    OptionTypes seen;
    while (reader.GetRemaining() > 0)
    {
        OptionHeader header;
        Refusal refusal = ReadOptionHeader(reader, header);
        refusal = refusal ? refusal : CheckForStock(header, reader, seen);
        if (refusal)
        {
            return refusal;
        }
        seen.set(header.type);
        reader.Skip(header.dataOctets);
    }
    if (type == ICMPV6_REDIRECT && !seen.test(REDIRECTED_HEADER_TYPE))
    {
        return {DecodeError::TRUNCATED, size};
    }
    return {};
}

} // namespace ns3::mip6

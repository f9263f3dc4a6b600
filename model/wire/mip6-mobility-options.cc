/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-options.h"

#include "mip6-mobility-option-format.h"
#include "mip6-numbers.h"
#include "mip6-wire-time.h"

#include <algorithm>
#include <type_traits>

namespace ns3::mip6
{

namespace
{

/// Option types of values.
struct TypeOf
{
    /// @name One per option type
    /// @{
    MobilityOptionType operator()(const Pad1& /* option */) const
    {
        return MobilityOptionType::PAD1;
    }

    MobilityOptionType operator()(const PadN& /* option */) const
    {
        return MobilityOptionType::PADN;
    }

    MobilityOptionType operator()(const BindingRefreshAdvice& /* option */) const
    {
        return MobilityOptionType::BINDING_REFRESH_ADVICE;
    }

    MobilityOptionType operator()(const AlternateCareOfAddress& /* option */) const
    {
        return MobilityOptionType::ALTERNATE_CARE_OF_ADDRESS;
    }

    MobilityOptionType operator()(const NonceIndices& /* option */) const
    {
        return MobilityOptionType::NONCE_INDICES;
    }

    MobilityOptionType operator()(const BindingAuthorizationData& /* option */) const
    {
        return MobilityOptionType::BINDING_AUTHORIZATION_DATA;
    }

    MobilityOptionType operator()(const MobileNetworkPrefix& /* option */) const
    {
        return MobilityOptionType::MOBILE_NETWORK_PREFIX;
    }

    MobilityOptionType operator()(const MobileNodeIdentifier& /* option */) const
    {
        return MobilityOptionType::MOBILE_NODE_IDENTIFIER;
    }

    MobilityOptionType operator()(const BindingIdentifier& /* option */) const
    {
        return MobilityOptionType::BINDING_IDENTIFIER;
    }

    MobilityOptionType operator()(const UnknownMobilityOption& option) const
    {
        return static_cast<MobilityOptionType>(option.type);
    }

    /// @}
};

/// Option Lengths of values.
struct LengthOf
{
    /// @name One per option type
    /// @{
    std::size_t operator()(const Pad1& /* option */) const
    {
        return 0;
    }

    std::size_t operator()(const PadN& option) const
    {
        return option.data.size();
    }

    std::size_t operator()(const BindingRefreshAdvice& /* option */) const
    {
        return REFRESH_ADVICE_LENGTH;
    }

    std::size_t operator()(const AlternateCareOfAddress& /* option */) const
    {
        return ALTERNATE_CARE_OF_ADDRESS_LENGTH;
    }

    std::size_t operator()(const NonceIndices& /* option */) const
    {
        return NONCE_INDICES_LENGTH;
    }

    std::size_t operator()(const BindingAuthorizationData& /* option */) const
    {
        return AUTHORIZATION_DATA_LENGTH;
    }

    std::size_t operator()(const MobileNetworkPrefix& /* option */) const
    {
        return NETWORK_PREFIX_LENGTH;
    }

    std::size_t operator()(const MobileNodeIdentifier& option) const
    {
        return 1 + option.identifier.size();
    }

    std::size_t operator()(const BindingIdentifier& option) const
    {
        if (std::holds_alternative<Ipv4Address>(option.careOfAddress))
        {
            return BINDING_IDENTIFIER_IPV4_LENGTH;
        }
        return std::holds_alternative<Ipv6Address>(option.careOfAddress)
                   ? BINDING_IDENTIFIER_IPV6_LENGTH
                   : BINDING_IDENTIFIER_LENGTH;
    }

    std::size_t operator()(const UnknownMobilityOption& option) const
    {
        return option.data.size();
    }

    /// @}
};

/// Writes the Option Data of values.
struct DataWriter
{
    ByteWriter& writer; //!< takes it

    /// @name One per option type
    /// @{
    void operator()(const Pad1& /* option */) const
    {
    }

    void operator()(const PadN& option) const
    {
        writer.WriteBytes(option.data);
    }

    void operator()(const BindingRefreshAdvice& option) const
    {
        writer.WriteU16(ToFourSecondUnits(option.refreshInterval));
    }

    void operator()(const AlternateCareOfAddress& option) const
    {
        writer.WriteAddress(option.careOfAddress);
    }

    void operator()(const NonceIndices& option) const
    {
        writer.WriteU16(option.homeNonceIndex);
        writer.WriteU16(option.careOfNonceIndex);
    }

    void operator()(const BindingAuthorizationData& option) const
    {
        writer.WriteOctets(option.authenticator);
    }

    void operator()(const MobileNetworkPrefix& option) const
    {
        // RFC 3963 section 4.3: Reserved is sent as 0.
        writer.WriteU8(0);
        writer.WriteU8(option.prefixLength);
        writer.WriteAddress(option.prefix);
    }

    void operator()(const MobileNodeIdentifier& option) const
    {
        writer.WriteU8(option.subtype);
        writer.WriteBytes(option.identifier);
    }

    void operator()(const BindingIdentifier& option) const
    {
        writer.WriteU16(option.bindingId);
        writer.WriteU8(option.status);
        const int others = option.otherFlags & ~BINDING_IDENTIFIER_FLAG_SIMULTANEOUS;
        const int flag = option.simultaneousHomeForeign ? BINDING_IDENTIFIER_FLAG_SIMULTANEOUS : 0;
        writer.WriteU8(static_cast<uint8_t>(others | flag));
        if (const auto* ipv4 = std::get_if<Ipv4Address>(&option.careOfAddress))
        {
            writer.WriteU32(ipv4->Get());
        }
        else if (const auto* ipv6 = std::get_if<Ipv6Address>(&option.careOfAddress))
        {
            writer.WriteAddress(*ipv6);
        }
    }

    void operator()(const UnknownMobilityOption& option) const
    {
        writer.WriteBytes(option.data);
    }

    /// @}
};

/**
 * Pad1 for one octet, PadN for more (RFC 6275 sections 6.2.2 and 6.2.3).
 * @param writer takes the padding
 * @param octets of padding, 0 to 7
 */
void
WritePadding(ByteWriter& writer, std::size_t octets)
{
    if (octets == 0)
    {
        return;
    }
    if (octets == 1)
    {
        writer.WriteU8(static_cast<uint8_t>(MobilityOptionType::PAD1));
        return;
    }
    writer.WriteU8(static_cast<uint8_t>(MobilityOptionType::PADN));
    writer.WriteU8(static_cast<uint8_t>(octets - MOBILITY_OPTION_HEADER_OCTETS));
    writer.WriteZeros(octets - MOBILITY_OPTION_HEADER_OCTETS);
}

/**
 * Write one option at its alignment.
 * @tparam Option its type
 * @param writer takes padding and option
 * @param option the value
 * @return whether its data fits the length field, and an option without a struct is not padding,
 * which has structs
 */
template <typename Option>
bool
WriteOption(ByteWriter& writer, const Option& option)
{
    const auto type = static_cast<uint8_t>(TypeOf()(option));
    const std::size_t length = LengthOf()(option);
    if (length > MAX_OPTION_LENGTH)
    {
        return false;
    }
    if (std::is_same_v<Option, UnknownMobilityOption> &&
        type <= static_cast<uint8_t>(MobilityOptionType::PADN))
    {
        return false;
    }
    WritePadding(writer, GetPadding(writer.GetSize(), GetAlignment(type, length)));
    writer.WriteU8(type);
    if (!std::is_same_v<Option, Pad1>)
    {
        writer.WriteU8(static_cast<uint8_t>(length));
    }
    DataWriter{writer}(option);
    return true;
}

/**
 * @param writer takes the options
 * @param options a list
 * @param authorizationData whether to write Binding Authorization Data only, or all but it
 * @return whether all of them fit
 */
bool
WriteOptions(ByteWriter& writer, const MobilityOptions& options, bool authorizationData)
{
    return std::all_of(options.begin(), options.end(), [&](const MobilityOption& option) {
        return std::holds_alternative<BindingAuthorizationData>(option) != authorizationData ||
               std::visit([&](const auto& value) { return WriteOption(writer, value); }, option);
    });
}

} // namespace

bool
operator==(const Pad1& /* a */, const Pad1& /* b */)
{
    return true;
}

bool
operator==(const PadN& a, const PadN& b)
{
    return a.data == b.data;
}

bool
operator==(const BindingRefreshAdvice& a, const BindingRefreshAdvice& b)
{
    return a.refreshInterval == b.refreshInterval;
}

bool
operator==(const AlternateCareOfAddress& a, const AlternateCareOfAddress& b)
{
    return a.careOfAddress == b.careOfAddress;
}

bool
operator==(const NonceIndices& a, const NonceIndices& b)
{
    return a.homeNonceIndex == b.homeNonceIndex && a.careOfNonceIndex == b.careOfNonceIndex;
}

bool
operator==(const BindingAuthorizationData& a, const BindingAuthorizationData& b)
{
    return a.authenticator == b.authenticator;
}

bool
operator==(const MobileNetworkPrefix& a, const MobileNetworkPrefix& b)
{
    return a.prefix == b.prefix && a.prefixLength == b.prefixLength;
}

bool
operator==(const MobileNodeIdentifier& a, const MobileNodeIdentifier& b)
{
    return a.subtype == b.subtype && a.identifier == b.identifier;
}

bool
operator==(const BindingIdentifier& a, const BindingIdentifier& b)
{
    return a.bindingId == b.bindingId && a.status == b.status &&
           a.simultaneousHomeForeign == b.simultaneousHomeForeign && a.otherFlags == b.otherFlags &&
           a.careOfAddress == b.careOfAddress;
}

bool
operator==(const UnknownMobilityOption& a, const UnknownMobilityOption& b)
{
    return a.type == b.type && a.data == b.data;
}

uint8_t
GetType(const MobilityOption& option)
{
    return static_cast<uint8_t>(std::visit(TypeOf(), option));
}

Alignment
GetAlignment(uint8_t type, std::size_t length)
{
    switch (static_cast<MobilityOptionType>(type))
    {
    case MobilityOptionType::BINDING_REFRESH_ADVICE: // RFC 6275 section 6.2.4
    case MobilityOptionType::NONCE_INDICES:          // RFC 6275 section 6.2.6
        return {2, 0};
    case MobilityOptionType::ALTERNATE_CARE_OF_ADDRESS: // RFC 6275 section 6.2.5
        return {8, 6};
    case MobilityOptionType::BINDING_AUTHORIZATION_DATA: // RFC 6275 section 6.2.7
    case MobilityOptionType::REPLAY_PROTECTION:          // RFC 4285 section 6
        return {8, 2};
    case MobilityOptionType::MOBILE_NETWORK_PREFIX: // RFC 3963 section 4.3
        return {8, 4};
    case MobilityOptionType::MESSAGE_AUTHENTICATION: // RFC 4285 section 5
        return {4, 1};
    case MobilityOptionType::BINDING_IDENTIFIER: // RFC 5648 section 4.1
        return length > BINDING_IDENTIFIER_LENGTH ? Alignment{8, 2} : Alignment{2, 0};
    default:
        return {};
    }
}

std::size_t
GetPadding(std::size_t offset, const Alignment& alignment)
{
    const std::size_t excess = offset % alignment.multiple;
    return (alignment.multiple + alignment.remainder - excess) % alignment.multiple;
}

bool
EncodeMobilityOptions(ByteWriter& writer, const MobilityOptions& options)
{
    // RFC 6275 section 6.2.7: Binding Authorization Data is the last option, so there is one.
    const auto authorizations =
        std::count_if(options.begin(), options.end(), [](const MobilityOption& option) {
            return std::holds_alternative<BindingAuthorizationData>(option);
        });
    const bool fits = authorizations <= 1 && WriteOptions(writer, options, false) &&
                      WriteOptions(writer, options, true);
    // RFC 6275 section 6.1.1: the length of a Mobility Header is a multiple of 8 octets.
    WritePadding(writer, GetPadding(writer.GetSize(), END_ALIGNMENT));
    return fits && writer.GetSize() <= MAX_MOBILITY_HEADER_OCTETS;
}

} // namespace ns3::mip6

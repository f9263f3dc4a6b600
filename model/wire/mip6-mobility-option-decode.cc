/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-option-format.h"
#include "mip6-mobility-options.h"
#include "mip6-numbers.h"
#include "mip6-wire-time.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// Options that a usual message has at most, for which the list grows once.
constexpr std::size_t USUAL_OPTIONS = 4;

/// Answer of the decoder of a list.
using ListResult = DecodeResult<MobilityOptions>;

/// Type and length of an option, as read.
struct OptionHeader
{
    uint8_t type{0};             //!< Option Type
    uint8_t length{0};           //!< Option Length
    std::size_t lengthOffset{0}; //!< of the Length octet
};

/// Padding that was read last, and which the alignment of what follows may have asked for.
struct PendingPadding
{
    bool isPending{false}; //!< whether what was read last is padding
    std::size_t start{0};  //!< its offset
    bool isPad1{false};    //!< Pad1, not PadN
    uint8_t length{0};     //!< Option Length of PadN
    ByteReader data;       //!< at the data of PadN
};

/// What the reader of a list remembers from option to option.
struct ListState
{
    PendingPadding padding; //!< padding that was read last
    bool isAligned{true};   //!< every option so far stands at its alignment
};

/**
 * @param header of the option
 * @param expected the only length that its format allows
 * @return the refusal, if there is one
 */
Refusal
CheckLength(const OptionHeader& header, std::size_t expected)
{
    return header.length == expected ? Refusal{}
                                     : Refusal{DecodeError::BAD_LENGTH, header.lengthOffset};
}

/// @name Readers of option data that is there in full. They add the option to the list; what they
/// add where they refuse does not matter.
/// @{
Refusal
ReadNonceIndices(ByteReader& reader, const OptionHeader& header, MobilityOptions& options)
{
    NonceIndices option;
    option.homeNonceIndex = reader.ReadU16();
    option.careOfNonceIndex = reader.ReadU16();
    options.emplace_back(option);
    return CheckLength(header, NONCE_INDICES_LENGTH);
}

Refusal
ReadAuthorizationData(ByteReader& reader, const OptionHeader& header, MobilityOptions& options)
{
    BindingAuthorizationData option;
    reader.ReadOctets(option.authenticator);
    options.emplace_back(option);
    const Refusal refusal = CheckLength(header, AUTHORIZATION_DATA_LENGTH);
    // RFC 6275 sections 6.2.7 and 9.5.1: it is the last option, without padding behind it.
    if (!refusal && reader.GetRemaining() > 0)
    {
        return {DecodeError::BAD_VALUE, header.lengthOffset - 1};
    }
    return refusal;
}

Refusal
ReadNetworkPrefix(ByteReader& reader, const OptionHeader& header, MobilityOptions& options)
{
    MobileNetworkPrefix option;
    // RFC 3963 section 4.3: Reserved is ignored by the receiver.
    reader.Skip(1);
    option.prefixLength = reader.ReadU8();
    option.prefix = reader.ReadAddress();
    options.emplace_back(option);
    return CheckLength(header, NETWORK_PREFIX_LENGTH);
}

Refusal
ReadNodeIdentifier(ByteReader& reader, const OptionHeader& header, MobilityOptions& options)
{
    if (header.length == 0)
    {
        return {DecodeError::BAD_LENGTH, header.lengthOffset};
    }
    MobileNodeIdentifier option;
    option.subtype = reader.ReadU8();
    option.identifier = reader.ReadBytes(header.length - std::size_t{1});
    options.emplace_back(std::move(option));
    return {};
}

Refusal
ReadBindingIdentifier(ByteReader& reader, const OptionHeader& header, MobilityOptions& options)
{
    BindingIdentifier option;
    option.bindingId = reader.ReadU16();
    option.status = reader.ReadU8();
    const uint8_t flags = reader.ReadU8();
    option.simultaneousHomeForeign = (flags & BINDING_IDENTIFIER_FLAG_SIMULTANEOUS) != 0;
    option.otherFlags = static_cast<uint8_t>(flags & ~BINDING_IDENTIFIER_FLAG_SIMULTANEOUS);
    // RFC 5648 section 4.1: the length tells which address follows.
    switch (header.length)
    {
    case BINDING_IDENTIFIER_LENGTH:
        break;
    case BINDING_IDENTIFIER_IPV4_LENGTH:
        option.careOfAddress = Ipv4Address(reader.ReadU32());
        break;
    case BINDING_IDENTIFIER_IPV6_LENGTH:
        option.careOfAddress = reader.ReadAddress();
        break;
    default:
        return {DecodeError::BAD_LENGTH, header.lengthOffset};
    }
    options.emplace_back(option);
    return {};
}

/// @}

/**
 * @param reader at option data that is there in full
 * @param header of the option, which is not padding
 * @param options takes the option
 * @return the refusal, if there is one
 */
Refusal
ReadOptionData(ByteReader& reader, const OptionHeader& header, MobilityOptions& options)
{
    switch (static_cast<MobilityOptionType>(header.type))
    {
    case MobilityOptionType::BINDING_REFRESH_ADVICE:
        options.emplace_back(BindingRefreshAdvice{FromFourSecondUnits(reader.ReadU16())});
        return CheckLength(header, REFRESH_ADVICE_LENGTH);
    case MobilityOptionType::ALTERNATE_CARE_OF_ADDRESS:
        options.emplace_back(AlternateCareOfAddress{reader.ReadAddress()});
        return CheckLength(header, ALTERNATE_CARE_OF_ADDRESS_LENGTH);
    case MobilityOptionType::NONCE_INDICES:
        return ReadNonceIndices(reader, header, options);
    case MobilityOptionType::BINDING_AUTHORIZATION_DATA:
        return ReadAuthorizationData(reader, header, options);
    case MobilityOptionType::MOBILE_NETWORK_PREFIX:
        return ReadNetworkPrefix(reader, header, options);
    case MobilityOptionType::MOBILE_NODE_IDENTIFIER:
        return ReadNodeIdentifier(reader, header, options);
    case MobilityOptionType::BINDING_IDENTIFIER:
        return ReadBindingIdentifier(reader, header, options);
    default:
        // RFC 6275 section 6.2.1: an option that is not recognized is skipped by its length.
        options.emplace_back(UnknownMobilityOption{header.type, reader.ReadBytes(header.length)});
        return {};
    }
}

/**
 * @param padding as read
 * @param end offset behind it
 * @param alignment of what follows
 * @return whether the encoder would make the same octets
 */
bool
IsMadeByEncoder(const PendingPadding& padding, std::size_t end, const Alignment& alignment)
{
    if (GetPadding(padding.start, alignment) != end - padding.start)
    {
        return false;
    }
    // RFC 6275 section 6.2.3: the content of padding is 0 when sent and ignored when received.
    ByteReader data = padding.data;
    bool isZero = true;
    for (uint8_t i = 0; i < padding.length; ++i)
    {
        isZero = data.ReadU8() == 0 && isZero;
    }
    return isZero;
}

/**
 * Keep padding as a value.
 * @param padding as read; no longer pending afterwards
 * @param options takes it, if there is any
 */
void
KeepPadding(PendingPadding& padding, MobilityOptions& options)
{
    if (!std::exchange(padding.isPending, false))
    {
        return;
    }
    if (padding.isPad1)
    {
        options.emplace_back(Pad1());
        return;
    }
    options.emplace_back(PadN{padding.data.ReadBytes(padding.length)});
}

/**
 * Decide about the padding before an option, or before the end.
 * @param state with the padding that was read last
 * @param end offset behind it
 * @param alignment of what follows
 * @param options takes the padding, unless the encoder would make the same
 */
void
SettlePadding(ListState& state,
              std::size_t end,
              const Alignment& alignment,
              MobilityOptions& options)
{
    if (state.padding.isPending && IsMadeByEncoder(state.padding, end, alignment))
    {
        state.padding.isPending = false;
    }
    KeepPadding(state.padding, options);
}

/**
 * @param reader at the type octet of an option
 * @param state of the list
 * @param options takes the option
 * @return the refusal, if there is one
 */
Refusal
ReadOption(ByteReader& reader, ListState& state, MobilityOptions& options)
{
    const std::size_t start = reader.GetOffset();
    OptionHeader header;
    header.type = reader.ReadU8();
    if (!reader.HasFailed() && header.type == static_cast<uint8_t>(MobilityOptionType::PAD1))
    {
        KeepPadding(state.padding, options);
        state.padding = {true, start, true, 0, reader};
        return {};
    }
    header.lengthOffset = reader.GetOffset();
    header.length = reader.ReadU8();
    if (reader.HasFailed() || header.length > reader.GetRemaining())
    {
        return {DecodeError::TRUNCATED, header.lengthOffset};
    }
    if (header.type == static_cast<uint8_t>(MobilityOptionType::PADN))
    {
        KeepPadding(state.padding, options);
        state.padding = {true, start, false, header.length, reader};
        reader.Skip(header.length);
        return {};
    }
    const Alignment alignment = GetAlignment(header.type, header.length);
    SettlePadding(state, start, alignment, options);
    state.isAligned = state.isAligned && GetPadding(start, alignment) == 0;
    return ReadOptionData(reader, header, options);
}

/**
 * @param option any
 * @return whether it is Pad1 or PadN
 */
bool
IsPadding(const MobilityOption& option)
{
    return std::holds_alternative<Pad1>(option) || std::holds_alternative<PadN>(option);
}

} // namespace

DecodeResult<MobilityOptions>
DecodeMobilityOptions(ByteReader& reader)
{
    MobilityOptions options;
    options.reserve(USUAL_OPTIONS);
    ListState state{{false, 0, false, 0, reader}};
    while (reader.GetRemaining() > 0)
    {
        if (const Refusal refusal = ReadOption(reader, state, options))
        {
            return ListResult::Fail(refusal);
        }
    }
    SettlePadding(state, reader.GetOffset(), END_ALIGNMENT, options);
    if (!state.isAligned)
    {
        // The encoder moves an option to its alignment, and what was padding no longer fits.
        options.erase(std::remove_if(options.begin(), options.end(), IsPadding), options.end());
    }
    return ListResult::Ok(std::move(options));
}

} // namespace ns3::mip6

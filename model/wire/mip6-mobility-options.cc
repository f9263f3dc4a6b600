/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-options.h"

#include "mip6-numbers.h"
#include "mip6-wire-time.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// Octets of option type and option length (RFC 6275 section 6.2.1).
constexpr std::size_t OPTION_HEADER_OCTETS = 2;
/// Option Length of a Binding Refresh Advice (RFC 6275 section 6.2.4).
constexpr std::size_t REFRESH_ADVICE_LENGTH = 2;
/// Option Length of an Alternate Care-of Address (RFC 6275 section 6.2.5).
constexpr std::size_t CARE_OF_ADDRESS_LENGTH = 16;
/// The Option Length field has 8 bits (RFC 6275 section 6.2.1).
constexpr std::size_t MAX_OPTION_LENGTH = 255;
/// A Mobility Header is a multiple of this (RFC 6275 section 6.1.1).
constexpr std::size_t HEADER_UNIT_OCTETS = 8;
/// Largest Mobility Header that the 8-bit Header Len can tell (RFC 6275 section 6.1.1).
constexpr std::size_t MAX_HEADER_OCTETS = 256 * HEADER_UNIT_OCTETS;

/// Where an option may start: at an offset of n * multiple + remainder.
struct Alignment
{
    std::size_t multiple{1};  //!< power of 2
    std::size_t remainder{0}; //!< below multiple
};

/**
 * @param type an option type
 * @return its alignment; none for an option whose format is not known
 */
Alignment
GetAlignment(uint8_t type)
{
    switch (static_cast<MobilityOptionType>(type))
    {
    case MobilityOptionType::BINDING_REFRESH_ADVICE: // RFC 6275 section 6.2.4
    case MobilityOptionType::NONCE_INDICES:          // RFC 6275 section 6.2.6
        return {2, 0};
    case MobilityOptionType::ALTERNATE_CARE_OF_ADDRESS: // RFC 6275 section 6.2.5
        return {8, 6};
    case MobilityOptionType::BINDING_AUTHORIZATION_DATA: // RFC 6275 section 6.2.7
        return {8, 2};
    case MobilityOptionType::MOBILE_NETWORK_PREFIX: // RFC 3963 section 4.3
        return {8, 4};
    default:
        return {};
    }
}

/**
 * @param offset from the start of the Mobility Header
 * @param alignment wanted
 * @return octets of padding up to the alignment
 */
std::size_t
GetPadding(std::size_t offset, const Alignment& alignment)
{
    const std::size_t excess = offset % alignment.multiple;
    return (alignment.multiple + alignment.remainder - excess) % alignment.multiple;
}

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
    writer.WriteU8(static_cast<uint8_t>(octets - OPTION_HEADER_OCTETS));
    writer.WriteZeros(octets - OPTION_HEADER_OCTETS);
}

/// @name Option type on the wire
/// @{
uint8_t
GetOptionType(const BindingRefreshAdvice& /* option */)
{
    return static_cast<uint8_t>(MobilityOptionType::BINDING_REFRESH_ADVICE);
}

uint8_t
GetOptionType(const AlternateCareOfAddress& /* option */)
{
    return static_cast<uint8_t>(MobilityOptionType::ALTERNATE_CARE_OF_ADDRESS);
}

uint8_t
GetOptionType(const UnknownMobilityOption& option)
{
    return option.type;
}

/// @}

/// @name Option Length on the wire
/// @{
std::size_t
GetOptionLength(const BindingRefreshAdvice& /* option */)
{
    return REFRESH_ADVICE_LENGTH;
}

std::size_t
GetOptionLength(const AlternateCareOfAddress& /* option */)
{
    return CARE_OF_ADDRESS_LENGTH;
}

std::size_t
GetOptionLength(const UnknownMobilityOption& option)
{
    return std::min(option.data.size(), MAX_OPTION_LENGTH);
}

/// @}

/// @name Option Data on the wire
/// @{
void
WriteOptionData(ByteWriter& writer, const BindingRefreshAdvice& option)
{
    writer.WriteU16(ToFourSecondUnits(option.refreshInterval));
}

void
WriteOptionData(ByteWriter& writer, const AlternateCareOfAddress& option)
{
    writer.WriteAddress(option.careOfAddress);
}

void
WriteOptionData(ByteWriter& writer, const UnknownMobilityOption& option)
{
    if (option.data.size() <= MAX_OPTION_LENGTH)
    {
        writer.WriteBytes(option.data);
        return;
    }
    writer.WriteBytes(Bytes(option.data.begin(), option.data.begin() + MAX_OPTION_LENGTH));
}

/// @}

/**
 * Write one option at its alignment. Left out: an option that the Header Len field cannot cover any
 * more, and one of a padding type, because padding is made here only.
 * @tparam Option its type
 * @param writer takes padding and option
 * @param option the value
 */
template <typename Option>
void
WriteOption(ByteWriter& writer, const Option& option)
{
    const uint8_t type = GetOptionType(option);
    const std::size_t length = GetOptionLength(option);
    const std::size_t padding = GetPadding(writer.GetSize(), GetAlignment(type));
    const std::size_t end = writer.GetSize() + padding + OPTION_HEADER_OCTETS + length;
    if (end > MAX_HEADER_OCTETS || type <= static_cast<uint8_t>(MobilityOptionType::PADN))
    {
        return;
    }
    WritePadding(writer, padding);
    writer.WriteU8(type);
    writer.WriteU8(static_cast<uint8_t>(length));
    WriteOptionData(writer, option);
}

/// Answer of the decoder of a list.
using ListResult = DecodeResult<MobilityOptions>;

/// Type and length of an option, as read.
struct OptionHeader
{
    uint8_t type{0};             //!< option type
    uint8_t length{0};           //!< option length
    std::size_t lengthOffset{0}; //!< of the length octet
};

/**
 * @param header of the option
 * @param expected the only length that its format allows
 * @return the refusal, or NONE
 */
ListResult
CheckLength(const OptionHeader& header, std::size_t expected)
{
    return header.length == expected
               ? ListResult{}
               : ListResult::Fail(DecodeError::BAD_LENGTH, header.lengthOffset);
}

/**
 * @param reader at option data that is there in full
 * @param header of the option
 * @param options takes the option
 * @return the refusal, or NONE
 */
ListResult
ReadOptionData(ByteReader& reader, const OptionHeader& header, MobilityOptions& options)
{
    ListResult check;
    switch (static_cast<MobilityOptionType>(header.type))
    {
    case MobilityOptionType::PADN:
        // RFC 6275 section 6.2.3: the receiver ignores the content of padding.
        reader.Skip(header.length);
        return check;
    case MobilityOptionType::BINDING_REFRESH_ADVICE:
        check = CheckLength(header, REFRESH_ADVICE_LENGTH);
        options.emplace_back(BindingRefreshAdvice{FromFourSecondUnits(reader.ReadU16())});
        return check;
    case MobilityOptionType::ALTERNATE_CARE_OF_ADDRESS:
        check = CheckLength(header, CARE_OF_ADDRESS_LENGTH);
        options.emplace_back(AlternateCareOfAddress{reader.ReadAddress()});
        return check;
    default:
        // RFC 6275 section 6.2.1: an option that is not recognized is skipped by its length.
        options.emplace_back(UnknownMobilityOption{header.type, reader.ReadBytes(header.length)});
        return check;
    }
}

/**
 * @param reader at the type octet of an option
 * @param options takes the option, unless it is padding
 * @return the refusal, or NONE
 */
ListResult
ReadOption(ByteReader& reader, MobilityOptions& options)
{
    OptionHeader header;
    header.type = reader.ReadU8();
    if (!reader.HasFailed() && header.type == static_cast<uint8_t>(MobilityOptionType::PAD1))
    {
        return {};
    }
    header.lengthOffset = reader.GetOffset();
    header.length = reader.ReadU8();
    if (reader.HasFailed() || header.length > reader.GetRemaining())
    {
        return ListResult::Fail(DecodeError::TRUNCATED, header.lengthOffset);
    }
    return ReadOptionData(reader, header, options);
}

} // namespace

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
operator==(const UnknownMobilityOption& a, const UnknownMobilityOption& b)
{
    return a.type == b.type && a.data == b.data;
}

void
EncodeMobilityOptions(ByteWriter& writer, const MobilityOptions& options)
{
    for (const auto& option : options)
    {
        std::visit([&writer](const auto& value) { WriteOption(writer, value); }, option);
    }
    // RFC 6275 section 6.1.1: the length of a Mobility Header is a multiple of 8 octets.
    WritePadding(writer, GetPadding(writer.GetSize(), {HEADER_UNIT_OCTETS, 0}));
}

DecodeResult<MobilityOptions>
DecodeMobilityOptions(ByteReader& reader)
{
    MobilityOptions options;
    while (reader.GetRemaining() > 0)
    {
        ListResult refusal = ReadOption(reader, options);
        if (refusal.error != DecodeError::NONE)
        {
            return refusal;
        }
    }
    return ListResult::Ok(std::move(options));
}

} // namespace ns3::mip6

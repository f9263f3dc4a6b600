/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-messages.h"

#include "mip6-wire-time.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// Octets before the Message Data (RFC 6275 section 6.1.1).
constexpr std::size_t COMMON_HEADER_OCTETS = 6;
/// Header Len counts in this, without the first one (RFC 6275 section 6.1.1).
constexpr std::size_t UNIT_OCTETS = 8;
/// Largest Mobility Header that the 8-bit Header Len can tell.
constexpr std::size_t MAX_HEADER_OCTETS = 256 * UNIT_OCTETS;
/// Offset of the Payload Proto field.
constexpr std::size_t PAYLOAD_PROTO_OFFSET = 0;
/// Offset of the Header Len field.
constexpr std::size_t HEADER_LEN_OFFSET = 1;
/// Offset of the MH Type field.
constexpr std::size_t TYPE_OFFSET = 2;
/// Holds a Binding Update with two options without growing.
constexpr std::size_t USUAL_OCTETS = 64;

/// Flag bits of a Binding Update that have a member of their own.
constexpr uint16_t KNOWN_UPDATE_FLAGS =
    BU_FLAG_ACKNOWLEDGE | BU_FLAG_HOME_REGISTRATION | BU_FLAG_LINK_LOCAL | BU_FLAG_KEY_MANAGEMENT;

/// Answer of the decoder.
using Result = DecodeResult<MobilityMessage>;

/// @name MH Type of a value
/// @{
uint8_t
TypeOf(const BindingUpdate& /* message */)
{
    return static_cast<uint8_t>(MobilityType::BINDING_UPDATE);
}

uint8_t
TypeOf(const BindingAcknowledgement& /* message */)
{
    return static_cast<uint8_t>(MobilityType::BINDING_ACKNOWLEDGEMENT);
}

uint8_t
TypeOf(const UnknownMobilityMessage& message)
{
    return message.type;
}

/// @}

/**
 * @param message with its flags
 * @return the 16-bit flag field (RFC 6275 section 6.1.7)
 */
uint16_t
PackFlags(const BindingUpdate& message)
{
    int flags = message.otherFlags & ~KNOWN_UPDATE_FLAGS;
    flags |= message.acknowledge ? BU_FLAG_ACKNOWLEDGE : 0;
    flags |= message.homeRegistration ? BU_FLAG_HOME_REGISTRATION : 0;
    flags |= message.linkLocal ? BU_FLAG_LINK_LOCAL : 0;
    flags |= message.keyManagement ? BU_FLAG_KEY_MANAGEMENT : 0;
    return static_cast<uint16_t>(flags);
}

/**
 * @param flags the 16-bit flag field
 * @param message takes them
 */
void
UnpackFlags(uint16_t flags, BindingUpdate& message)
{
    message.acknowledge = (flags & BU_FLAG_ACKNOWLEDGE) != 0;
    message.homeRegistration = (flags & BU_FLAG_HOME_REGISTRATION) != 0;
    message.linkLocal = (flags & BU_FLAG_LINK_LOCAL) != 0;
    message.keyManagement = (flags & BU_FLAG_KEY_MANAGEMENT) != 0;
    message.otherFlags = static_cast<uint16_t>(flags & ~KNOWN_UPDATE_FLAGS);
}

/// @name Message Data, up to the end of the header
/// @{
void
WriteMessageData(ByteWriter& writer, const BindingUpdate& message)
{
    writer.WriteU16(message.sequence);
    writer.WriteU16(PackFlags(message));
    writer.WriteU16(ToFourSecondUnits(message.lifetime));
    EncodeMobilityOptions(writer, message.options);
}

void
WriteMessageData(ByteWriter& writer, const BindingAcknowledgement& message)
{
    const int otherFlags = message.otherFlags & ~BA_FLAG_KEY_MANAGEMENT;
    const int keyManagement = message.keyManagement ? BA_FLAG_KEY_MANAGEMENT : 0;
    writer.WriteU8(static_cast<uint8_t>(message.status));
    writer.WriteU8(static_cast<uint8_t>(otherFlags | keyManagement));
    writer.WriteU16(message.sequence);
    writer.WriteU16(ToFourSecondUnits(message.lifetime));
    EncodeMobilityOptions(writer, message.options);
}

void
WriteMessageData(ByteWriter& writer, const UnknownMobilityMessage& message)
{
    const std::size_t size =
        std::min(message.data.size(), MAX_HEADER_OCTETS - COMMON_HEADER_OCTETS);
    writer.WriteBytes(Bytes(message.data.begin(), message.data.begin() + std::ptrdiff_t(size)));
    const std::size_t excess = writer.GetSize() % UNIT_OCTETS;
    writer.WriteZeros((UNIT_OCTETS - excess) % UNIT_OCTETS);
}

/// @}

/**
 * Read the options that end a message and wrap it up.
 * @tparam Message its type
 * @param reader at the first option
 * @param message complete but for the options
 * @return the message, or why its options were refused
 */
template <typename Message>
Result
ReadOptions(ByteReader& reader, Message message)
{
    DecodeResult<MobilityOptions> options = DecodeMobilityOptions(reader);
    if (!options)
    {
        return Result::Fail(options.error, options.offset);
    }
    message.options = *std::move(options.value);
    return Result::Ok(std::move(message));
}

/**
 * @param reader at the Message Data of a Binding Update
 * @return the message, or why not
 */
Result
ReadBindingUpdate(ByteReader& reader)
{
    BindingUpdate message;
    message.sequence = reader.ReadU16();
    UnpackFlags(reader.ReadU16(), message);
    message.lifetime = FromFourSecondUnits(reader.ReadU16());
    return ReadOptions(reader, std::move(message));
}

/**
 * @param reader at the Message Data of a Binding Acknowledgement
 * @return the message, or why not
 */
Result
ReadBindingAcknowledgement(ByteReader& reader)
{
    BindingAcknowledgement message;
    message.status = static_cast<BindingStatus>(reader.ReadU8());
    const uint8_t flags = reader.ReadU8();
    message.keyManagement = (flags & BA_FLAG_KEY_MANAGEMENT) != 0;
    message.otherFlags = static_cast<uint8_t>(flags & ~BA_FLAG_KEY_MANAGEMENT);
    message.sequence = reader.ReadU16();
    message.lifetime = FromFourSecondUnits(reader.ReadU16());
    return ReadOptions(reader, std::move(message));
}

/**
 * @param type an MH Type
 * @return the smallest Header Len in octets (RFC 6275 section 9.2 with section 6.1)
 */
std::size_t
GetMinimumOctets(uint8_t type)
{
    switch (static_cast<MobilityType>(type))
    {
    case MobilityType::BINDING_UPDATE:          // section 6.1.7
    case MobilityType::BINDING_ACKNOWLEDGEMENT: // section 6.1.8
        return 2 * UNIT_OCTETS;
    default:
        return UNIT_OCTETS;
    }
}

/**
 * @param data first octet of a header
 * @param size octets present
 * @return NONE if Payload Proto and Header Len are right, otherwise the reason
 */
Result
CheckCommonHeader(const uint8_t* data, std::size_t size)
{
    if (size < UNIT_OCTETS)
    {
        return Result::Fail(DecodeError::TRUNCATED, HEADER_LEN_OFFSET);
    }
    // RFC 6275 section 9.2: Payload Proto is 59, or a Parameter Problem points at it.
    if (data[PAYLOAD_PROTO_OFFSET] != NEXT_HEADER_NONE)
    {
        return Result::Fail(DecodeError::BAD_PAYLOAD_PROTO, PAYLOAD_PROTO_OFFSET);
    }
    // RFC 6275 section 9.2: Header Len covers the message type, or a Parameter Problem points at
    // it.
    const std::size_t octets = (std::size_t{data[HEADER_LEN_OFFSET]} + 1) * UNIT_OCTETS;
    if (octets > size)
    {
        return Result::Fail(DecodeError::TRUNCATED, HEADER_LEN_OFFSET);
    }
    if (octets < size || octets < GetMinimumOctets(data[TYPE_OFFSET]))
    {
        return Result::Fail(DecodeError::BAD_LENGTH, HEADER_LEN_OFFSET);
    }
    return {};
}

} // namespace

bool
operator==(const BindingUpdate& a, const BindingUpdate& b)
{
    return a.sequence == b.sequence && PackFlags(a) == PackFlags(b) && a.lifetime == b.lifetime &&
           a.options == b.options;
}

bool
operator==(const BindingAcknowledgement& a, const BindingAcknowledgement& b)
{
    return a.status == b.status && a.keyManagement == b.keyManagement &&
           a.otherFlags == b.otherFlags && a.sequence == b.sequence && a.lifetime == b.lifetime &&
           a.options == b.options;
}

bool
operator==(const UnknownMobilityMessage& a, const UnknownMobilityMessage& b)
{
    return a.type == b.type && a.data == b.data;
}

uint8_t
GetType(const MobilityMessage& message)
{
    return std::visit([](const auto& value) { return TypeOf(value); }, message);
}

Bytes
EncodeMobilityMessage(const MobilityMessage& message)
{
    ByteWriter writer;
    writer.Reserve(USUAL_OCTETS);
    writer.WriteU8(NEXT_HEADER_NONE);
    writer.WriteU8(0);
    writer.WriteU8(GetType(message));
    // RFC 6275 section 6.1.1: Reserved is 0; the Checksum is 0 until it is computed.
    writer.WriteU8(0);
    writer.WriteU16(0);
    std::visit([&writer](const auto& value) { WriteMessageData(writer, value); }, message);
    writer.PatchU8(HEADER_LEN_OFFSET, static_cast<uint8_t>(writer.GetSize() / UNIT_OCTETS - 1));
    return writer.Take();
}

DecodeResult<MobilityMessage>
DecodeMobilityMessage(const uint8_t* data, std::size_t size)
{
    const Result check = CheckCommonHeader(data, size);
    if (check.error != DecodeError::NONE)
    {
        return check;
    }
    ByteReader reader(data, size);
    reader.Skip(COMMON_HEADER_OCTETS);
    const uint8_t type = data[TYPE_OFFSET];
    switch (static_cast<MobilityType>(type))
    {
    case MobilityType::BINDING_UPDATE:
        return ReadBindingUpdate(reader);
    case MobilityType::BINDING_ACKNOWLEDGEMENT:
        return ReadBindingAcknowledgement(reader);
    default:
        return Result::Ok(UnknownMobilityMessage{type, reader.ReadBytes(reader.GetRemaining())});
    }
}

} // namespace ns3::mip6

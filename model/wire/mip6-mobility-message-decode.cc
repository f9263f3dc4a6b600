/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-messages.h"
#include "mip6-mobility-option-format.h"
#include "mip6-wire-time.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// Octets before the Message Data (RFC 6275 section 6.1.1).
constexpr std::size_t COMMON_HEADER_OCTETS = 6;
/// Offset of the Payload Proto field.
constexpr std::size_t PAYLOAD_PROTO_OFFSET = 0;
/// Offset of the MH Type field.
constexpr std::size_t TYPE_OFFSET = 2;

/// Flag bits of a Binding Update that have a member of their own.
constexpr uint16_t UPDATE_MEMBER_FLAGS = BU_FLAG_ACKNOWLEDGE | BU_FLAG_HOME_REGISTRATION |
                                         BU_FLAG_LINK_LOCAL | BU_FLAG_KEY_MANAGEMENT |
                                         BU_FLAG_MOBILE_ROUTER;
/// Flag bits of a Binding Acknowledgement that have a member of their own.
constexpr uint8_t ACKNOWLEDGEMENT_MEMBER_FLAGS = BA_FLAG_KEY_MANAGEMENT | BA_FLAG_MOBILE_ROUTER;

/// Answer of the decoder.
using Result = DecodeResult<MobilityMessage>;

/// @name Readers of the fixed part of the Message Data, which is there in full
/// @{
void
ReadFixedPart(ByteReader& reader, BindingRefreshRequest& /* message */)
{
    // RFC 6275 section 6.1.2: Reserved is ignored by the receiver.
    reader.Skip(2);
}

void
ReadFixedPart(ByteReader& reader, HomeTestInit& message)
{
    // RFC 6275 section 6.1.3: Reserved is ignored by the receiver.
    reader.Skip(2);
    reader.ReadOctets(message.homeInitCookie);
}

void
ReadFixedPart(ByteReader& reader, CareOfTestInit& message)
{
    // RFC 6275 section 6.1.4: Reserved is ignored by the receiver.
    reader.Skip(2);
    reader.ReadOctets(message.careOfInitCookie);
}

void
ReadFixedPart(ByteReader& reader, HomeTest& message)
{
    message.homeNonceIndex = reader.ReadU16();
    reader.ReadOctets(message.homeInitCookie);
    reader.ReadOctets(message.homeKeygenToken);
}

void
ReadFixedPart(ByteReader& reader, CareOfTest& message)
{
    message.careOfNonceIndex = reader.ReadU16();
    reader.ReadOctets(message.careOfInitCookie);
    reader.ReadOctets(message.careOfKeygenToken);
}

void
ReadFixedPart(ByteReader& reader, BindingUpdate& message)
{
    message.sequence = reader.ReadU16();
    const uint16_t flags = reader.ReadU16();
    message.acknowledge = (flags & BU_FLAG_ACKNOWLEDGE) != 0;
    message.homeRegistration = (flags & BU_FLAG_HOME_REGISTRATION) != 0;
    message.linkLocal = (flags & BU_FLAG_LINK_LOCAL) != 0;
    message.keyManagement = (flags & BU_FLAG_KEY_MANAGEMENT) != 0;
    message.mobileRouter = (flags & BU_FLAG_MOBILE_ROUTER) != 0;
    message.otherFlags = static_cast<uint16_t>(flags & ~UPDATE_MEMBER_FLAGS);
    message.lifetime = FromFourSecondUnits(reader.ReadU16());
}

void
ReadFixedPart(ByteReader& reader, BindingAcknowledgement& message)
{
    message.status = static_cast<BindingStatus>(reader.ReadU8());
    const uint8_t flags = reader.ReadU8();
    message.keyManagement = (flags & BA_FLAG_KEY_MANAGEMENT) != 0;
    message.mobileRouter = (flags & BA_FLAG_MOBILE_ROUTER) != 0;
    message.otherFlags = static_cast<uint8_t>(flags & ~ACKNOWLEDGEMENT_MEMBER_FLAGS);
    message.sequence = reader.ReadU16();
    message.lifetime = FromFourSecondUnits(reader.ReadU16());
}

void
ReadFixedPart(ByteReader& reader, BindingError& message)
{
    message.status = static_cast<BindingErrorStatus>(reader.ReadU8());
    // RFC 6275 section 6.1.9: Reserved is ignored by the receiver.
    reader.Skip(1);
    message.homeAddress = reader.ReadAddress();
}

/// @}

/**
 * @tparam Message type of the message
 * @param reader at the Message Data, the fixed part of which is there in full
 * @return the message, or why its options were refused
 */
template <typename Message>
Result
ReadMessage(ByteReader& reader)
{
    Message message;
    ReadFixedPart(reader, message);
    DecodeResult<MobilityOptions> options = DecodeMobilityOptions(reader);
    if (!options)
    {
        return Result::Fail(options.GetRefusal());
    }
    message.options = *std::move(options.value);
    return Result::Ok(std::move(message));
}

/**
 * @param data first octet of a header of a known type, its first unit is there
 * @param size octets present
 * @return the refusal, if Payload Proto or Header Len are wrong
 */
Refusal
CheckCommonHeader(const uint8_t* data, std::size_t size)
{
    // RFC 6275 section 9.2: Payload Proto is 59, or a Parameter Problem points at it.
    if (data[PAYLOAD_PROTO_OFFSET] != NEXT_HEADER_NONE)
    {
        return {DecodeError::BAD_PAYLOAD_PROTO, PAYLOAD_PROTO_OFFSET};
    }
    // RFC 6275 section 9.2: Header Len covers the message type, or a Parameter Problem points at
    // it. A header that is longer than the packet is as wrong.
    if (GetMobilityHeaderOctets(data, size) <
            GetMinimumOctets(static_cast<MobilityType>(data[TYPE_OFFSET])) ||
        GetMobilityHeaderOctets(data, size) > size)
    {
        return {DecodeError::BAD_LENGTH, MOBILITY_HEADER_LEN_OFFSET};
    }
    return {};
}

/**
 * @param data first octet of a header of an unknown type, its first unit is there
 * @param size octets present
 * @return as much of the message as is there
 */
Result
ReadUnknown(const uint8_t* data, std::size_t size)
{
    ByteReader reader(data, std::min(GetMobilityHeaderOctets(data, size), size));
    reader.Skip(COMMON_HEADER_OCTETS);
    return Result::Ok(
        UnknownMobilityMessage{data[TYPE_OFFSET], reader.ReadBytes(reader.GetRemaining())});
}

/**
 * @param reader at the Message Data, the fixed part of which is there in full
 * @param type a known MH Type
 * @return the message, or why its options were refused
 */
Result
ReadKnown(ByteReader& reader, MobilityType type)
{
    switch (type)
    {
    case MobilityType::BINDING_REFRESH_REQUEST:
        return ReadMessage<BindingRefreshRequest>(reader);
    case MobilityType::HOME_TEST_INIT:
        return ReadMessage<HomeTestInit>(reader);
    case MobilityType::CARE_OF_TEST_INIT:
        return ReadMessage<CareOfTestInit>(reader);
    case MobilityType::HOME_TEST:
        return ReadMessage<HomeTest>(reader);
    case MobilityType::CARE_OF_TEST:
        return ReadMessage<CareOfTest>(reader);
    case MobilityType::BINDING_UPDATE:
        return ReadMessage<BindingUpdate>(reader);
    case MobilityType::BINDING_ACKNOWLEDGEMENT:
        return ReadMessage<BindingAcknowledgement>(reader);
    default:
        return ReadMessage<BindingError>(reader);
    }
}

} // namespace

std::size_t
GetMinimumOctets(MobilityType type)
{
    switch (type)
    {
    case MobilityType::HOME_TEST_INIT:          // section 6.1.3
    case MobilityType::CARE_OF_TEST_INIT:       // section 6.1.4
    case MobilityType::BINDING_UPDATE:          // section 6.1.7
    case MobilityType::BINDING_ACKNOWLEDGEMENT: // section 6.1.8
        return 2 * MOBILITY_UNIT_OCTETS;
    case MobilityType::HOME_TEST:     // section 6.1.5
    case MobilityType::CARE_OF_TEST:  // section 6.1.6
    case MobilityType::BINDING_ERROR: // section 6.1.9
        return 3 * MOBILITY_UNIT_OCTETS;
    default: // section 6.1.2, and types that are not known
        return MOBILITY_UNIT_OCTETS;
    }
}

DecodeResult<MobilityMessage>
DecodeMobilityMessage(const uint8_t* data, std::size_t size)
{
    if (data == nullptr || size < MOBILITY_UNIT_OCTETS)
    {
        return Result::Fail(DecodeError::TRUNCATED, MOBILITY_HEADER_LEN_OFFSET);
    }
    // RFC 6275 section 9.2 asks for a known MH Type first: what else is wrong with a message of
    // another type does not matter.
    const auto type = static_cast<MobilityType>(data[TYPE_OFFSET]);
    if (type > MobilityType::BINDING_ERROR)
    {
        return ReadUnknown(data, size);
    }
    if (const Refusal refusal = CheckCommonHeader(data, size))
    {
        return Result::Fail(refusal);
    }
    ByteReader reader(data, GetMobilityHeaderOctets(data, size));
    reader.Skip(COMMON_HEADER_OCTETS);
    return ReadKnown(reader, type);
}

} // namespace ns3::mip6

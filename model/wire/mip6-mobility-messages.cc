/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-messages.h"

#include "mip6-mobility-option-format.h"
#include "mip6-wire-time.h"

namespace ns3::mip6
{

namespace
{

/// Holds a Binding Update with two options without growing.
constexpr std::size_t USUAL_OCTETS = 64;

/// MH Types of values.
struct TypeOf
{
    /// @name One per message type
    /// @{
    MobilityType operator()(const BindingRefreshRequest& /* message */) const
    {
        return MobilityType::BINDING_REFRESH_REQUEST;
    }

    MobilityType operator()(const HomeTestInit& /* message */) const
    {
        return MobilityType::HOME_TEST_INIT;
    }

    MobilityType operator()(const CareOfTestInit& /* message */) const
    {
        return MobilityType::CARE_OF_TEST_INIT;
    }

    MobilityType operator()(const HomeTest& /* message */) const
    {
        return MobilityType::HOME_TEST;
    }

    MobilityType operator()(const CareOfTest& /* message */) const
    {
        return MobilityType::CARE_OF_TEST;
    }

    MobilityType operator()(const BindingUpdate& /* message */) const
    {
        return MobilityType::BINDING_UPDATE;
    }

    MobilityType operator()(const BindingAcknowledgement& /* message */) const
    {
        return MobilityType::BINDING_ACKNOWLEDGEMENT;
    }

    MobilityType operator()(const BindingError& /* message */) const
    {
        return MobilityType::BINDING_ERROR;
    }

    MobilityType operator()(const UnknownMobilityMessage& message) const
    {
        return static_cast<MobilityType>(message.type);
    }

    /// @}
};

/// Writes the Message Data of values, up to the end of the header. Answers whether it fits.
struct DataWriter
{
    ByteWriter& writer; //!< takes it

    /// @name One per message type
    /// @{
    bool operator()(const BindingRefreshRequest& message) const
    {
        writer.WriteU16(0);
        return EncodeMobilityOptions(writer, message.options);
    }

    bool operator()(const HomeTestInit& message) const
    {
        writer.WriteU16(0);
        writer.WriteOctets(message.homeInitCookie);
        return EncodeMobilityOptions(writer, message.options);
    }

    bool operator()(const CareOfTestInit& message) const
    {
        writer.WriteU16(0);
        writer.WriteOctets(message.careOfInitCookie);
        return EncodeMobilityOptions(writer, message.options);
    }

    bool operator()(const HomeTest& message) const
    {
        writer.WriteU16(message.homeNonceIndex);
        writer.WriteOctets(message.homeInitCookie);
        writer.WriteOctets(message.homeKeygenToken);
        return EncodeMobilityOptions(writer, message.options);
    }

    bool operator()(const CareOfTest& message) const
    {
        writer.WriteU16(message.careOfNonceIndex);
        writer.WriteOctets(message.careOfInitCookie);
        writer.WriteOctets(message.careOfKeygenToken);
        return EncodeMobilityOptions(writer, message.options);
    }

    bool operator()(const BindingUpdate& message) const
    {
        writer.WriteU16(message.sequence);
        writer.WriteU16(GetFlags(message));
        writer.WriteU16(ToFourSecondUnits(message.lifetime));
        return EncodeMobilityOptions(writer, message.options);
    }

    bool operator()(const BindingAcknowledgement& message) const
    {
        writer.WriteU8(static_cast<uint8_t>(message.status));
        writer.WriteU8(GetFlags(message));
        writer.WriteU16(message.sequence);
        writer.WriteU16(ToFourSecondUnits(message.lifetime));
        return EncodeMobilityOptions(writer, message.options);
    }

    bool operator()(const BindingError& message) const
    {
        writer.WriteU8(static_cast<uint8_t>(message.status));
        writer.WriteU8(0);
        writer.WriteAddress(message.homeAddress);
        return EncodeMobilityOptions(writer, message.options);
    }

    bool operator()(const UnknownMobilityMessage& message) const
    {
        writer.WriteBytes(message.data);
        writer.WriteZeros(GetPadding(writer.GetSize(), END_ALIGNMENT));
        return writer.GetSize() <= MAX_MOBILITY_HEADER_OCTETS;
    }

    /// @}
};

} // namespace

bool
operator==(const BindingRefreshRequest& a, const BindingRefreshRequest& b)
{
    return a.options == b.options;
}

bool
operator==(const HomeTestInit& a, const HomeTestInit& b)
{
    return a.homeInitCookie == b.homeInitCookie && a.options == b.options;
}

bool
operator==(const CareOfTestInit& a, const CareOfTestInit& b)
{
    return a.careOfInitCookie == b.careOfInitCookie && a.options == b.options;
}

bool
operator==(const HomeTest& a, const HomeTest& b)
{
    return a.homeNonceIndex == b.homeNonceIndex && a.homeInitCookie == b.homeInitCookie &&
           a.homeKeygenToken == b.homeKeygenToken && a.options == b.options;
}

bool
operator==(const CareOfTest& a, const CareOfTest& b)
{
    return a.careOfNonceIndex == b.careOfNonceIndex && a.careOfInitCookie == b.careOfInitCookie &&
           a.careOfKeygenToken == b.careOfKeygenToken && a.options == b.options;
}

bool
operator==(const BindingUpdate& a, const BindingUpdate& b)
{
    return a.sequence == b.sequence && GetFlags(a) == GetFlags(b) && a.lifetime == b.lifetime &&
           a.options == b.options;
}

bool
operator==(const BindingAcknowledgement& a, const BindingAcknowledgement& b)
{
    return a.status == b.status && GetFlags(a) == GetFlags(b) && a.sequence == b.sequence &&
           a.lifetime == b.lifetime && a.options == b.options;
}

bool
operator==(const BindingError& a, const BindingError& b)
{
    return a.status == b.status && a.homeAddress == b.homeAddress && a.options == b.options;
}

bool
operator==(const UnknownMobilityMessage& a, const UnknownMobilityMessage& b)
{
    return a.type == b.type && a.data == b.data;
}

uint8_t
GetType(const MobilityMessage& message)
{
    return static_cast<uint8_t>(std::visit(TypeOf(), message));
}

uint16_t
GetFlags(const BindingUpdate& message)
{
    int flags = message.otherFlags;
    flags |= message.acknowledge ? BU_FLAG_ACKNOWLEDGE : 0;
    flags |= message.homeRegistration ? BU_FLAG_HOME_REGISTRATION : 0;
    flags |= message.linkLocal ? BU_FLAG_LINK_LOCAL : 0;
    flags |= message.keyManagement ? BU_FLAG_KEY_MANAGEMENT : 0;
    flags |= message.mobileRouter ? BU_FLAG_MOBILE_ROUTER : 0;
    return static_cast<uint16_t>(flags);
}

uint8_t
GetFlags(const BindingAcknowledgement& message)
{
    int flags = message.otherFlags;
    flags |= message.keyManagement ? BA_FLAG_KEY_MANAGEMENT : 0;
    flags |= message.mobileRouter ? BA_FLAG_MOBILE_ROUTER : 0;
    return static_cast<uint8_t>(flags);
}

std::size_t
GetMobilityHeaderOctets(const uint8_t* data, std::size_t size)
{
    const std::size_t further =
        size > MOBILITY_HEADER_LEN_OFFSET ? data[MOBILITY_HEADER_LEN_OFFSET] : 0;
    return (further + 1) * MOBILITY_UNIT_OCTETS;
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
    if (!std::visit(DataWriter{writer}, message))
    {
        return {};
    }
    const std::size_t units = writer.GetSize() / MOBILITY_UNIT_OCTETS;
    writer.PatchU8(MOBILITY_HEADER_LEN_OFFSET, static_cast<uint8_t>(units - 1));
    return writer.Take();
}

} // namespace ns3::mip6

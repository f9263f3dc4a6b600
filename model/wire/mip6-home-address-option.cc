/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-address-option.h"

#include "mip6-address-rules.h"
#include "mip6-numbers.h"

namespace ns3::mip6
{

namespace
{

/// Option Length of a Home Address option (RFC 6275 section 6.3).
constexpr uint8_t HOME_ADDRESS_OPTION_LENGTH = 16;

/**
 * @param reader behind the Length octet of a Home Address option that is there in full
 * @param length its Option Length
 * @param content takes the address
 * @return the refusal, if there is one
 */
Refusal
ReadHomeAddress(ByteReader& reader, uint8_t length, DestinationOptions& content)
{
    const std::size_t dataOffset = reader.GetOffset();
    // RFC 6275 section 6.3: the length is 16, and the option stands once in a packet.
    if (length != HOME_ADDRESS_OPTION_LENGTH)
    {
        return {DecodeError::BAD_LENGTH, dataOffset - 1};
    }
    if (content.homeAddress)
    {
        return {DecodeError::BAD_VALUE, dataOffset - 2};
    }
    const Ipv6Address homeAddress = reader.ReadAddress();
    // RFC 6275 section 9.3.1: the home address is a unicast routable address.
    if (!IsUnicastRoutable(homeAddress))
    {
        return {DecodeError::BAD_VALUE, dataOffset};
    }
    content.homeAddress = homeAddress;
    content.homeAddressOffset = dataOffset - 2;
    return {};
}

/**
 * @param reader at the Type octet of an option
 * @param content takes what the option says
 * @return the refusal, if there is one
 */
Refusal
ReadOption(ByteReader& reader, DestinationOptions& content)
{
    const std::size_t typeOffset = reader.GetOffset();
    const uint8_t type = reader.ReadU8();
    if (type == DESTINATION_PAD1_TYPE)
    {
        return {};
    }
    const uint8_t length = reader.ReadU8();
    if (reader.HasFailed() || length > reader.GetRemaining())
    {
        return {DecodeError::TRUNCATED, typeOffset + 1};
    }
    if (type == HOME_ADDRESS_OPTION_TYPE)
    {
        return ReadHomeAddress(reader, length, content);
    }
    content.otherOptions = content.otherOptions || type != DESTINATION_PADN_TYPE;
    reader.Skip(length);
    return {};
}

} // namespace

Bytes
EncodeHomeAddressHeader(uint8_t nextHeader, const Ipv6Address& homeAddress)
{
    ByteWriter writer;
    writer.Reserve(HOME_ADDRESS_HEADER_OCTETS);
    writer.WriteU8(nextHeader);
    writer.WriteU8(HOME_ADDRESS_HEADER_OCTETS / 8 - 1);
    // RFC 6275 section 6.3: alignment 8n+6.
    writer.WriteU8(DESTINATION_PADN_TYPE);
    writer.WriteU8(2);
    writer.WriteZeros(2);
    writer.WriteU8(HOME_ADDRESS_OPTION_TYPE);
    writer.WriteU8(HOME_ADDRESS_OPTION_LENGTH);
    writer.WriteAddress(homeAddress);
    return writer.Take();
}

DecodeResult<DestinationOptions>
DecodeDestinationOptions(const uint8_t* data, std::size_t size)
{
    using Result = DecodeResult<DestinationOptions>;
    if (size < 2)
    {
        return Result::Fail(DecodeError::TRUNCATED, 1);
    }
    DestinationOptions content;
    content.nextHeader = data[0];
    // RFC 8200 section 4.6: Hdr Ext Len counts 8-octet units without the first.
    content.octets = (std::size_t{data[1]} + 1) * 8;
    if (content.octets > size)
    {
        return Result::Fail(DecodeError::TRUNCATED, 1);
    }
    ByteReader reader(data, content.octets);
    reader.Skip(2);
    while (reader.GetRemaining() > 0)
    {
        if (const Refusal refusal = ReadOption(reader, content))
        {
            return Result::Fail(refusal);
        }
    }
    return Result::Ok(content);
}

} // namespace ns3::mip6

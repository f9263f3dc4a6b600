/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-type2-routing.h"

#include "mip6-address-rules.h"
#include "mip6-numbers.h"

namespace ns3::mip6
{

namespace
{

/// Hdr Ext Len of a type 2 routing header in 8-octet units (RFC 6275 section 6.4.1).
constexpr uint8_t HEADER_LENGTH_UNITS = 2;
/// Segments Left on the wire (RFC 6275 section 6.4.1).
constexpr uint8_t SEGMENTS_LEFT = 1;

} // namespace

bool
operator==(const Type2RoutingHeader& a, const Type2RoutingHeader& b)
{
    return a.nextHeader == b.nextHeader && a.segmentsLeft == b.segmentsLeft &&
           a.homeAddress == b.homeAddress;
}

Bytes
EncodeType2RoutingHeader(const Type2RoutingHeader& header)
{
    ByteWriter writer;
    writer.Reserve(TYPE2_ROUTING_OCTETS);
    writer.WriteU8(header.nextHeader);
    writer.WriteU8(HEADER_LENGTH_UNITS);
    writer.WriteU8(ROUTING_TYPE_2);
    writer.WriteU8(header.segmentsLeft);
    writer.WriteZeros(4);
    writer.WriteAddress(header.homeAddress);
    return writer.Take();
}

DecodeResult<Type2RoutingHeader>
DecodeType2RoutingHeader(const uint8_t* data, std::size_t size)
{
    using Result = DecodeResult<Type2RoutingHeader>;
    ByteReader reader(data, size);
    Type2RoutingHeader header;
    header.nextHeader = reader.ReadU8();
    const uint8_t lengthUnits = reader.ReadU8();
    const uint8_t routingType = reader.ReadU8();
    header.segmentsLeft = reader.ReadU8();
    // RFC 6275 section 6.4.1: the Reserved field is ignored by the receiver.
    reader.Skip(4);
    header.homeAddress = reader.ReadAddress();
    if (reader.HasFailed())
    {
        return Result::Fail(DecodeError::TRUNCATED, 1);
    }
    if (routingType != ROUTING_TYPE_2)
    {
        return Result::Fail(DecodeError::BAD_VALUE, 2);
    }
    // RFC 6275 sections 6.4.1 and 11.3.3: exactly one address, not yet visited, unicast routable.
    if (lengthUnits != HEADER_LENGTH_UNITS)
    {
        return Result::Fail(DecodeError::BAD_LENGTH, 1);
    }
    if (header.segmentsLeft != SEGMENTS_LEFT)
    {
        return Result::Fail(DecodeError::BAD_VALUE, 3);
    }
    if (!IsUnicastRoutable(header.homeAddress))
    {
        return Result::Fail(DecodeError::BAD_VALUE, 8);
    }
    return Result::Ok(header);
}

} // namespace ns3::mip6

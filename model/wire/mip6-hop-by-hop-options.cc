/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hop-by-hop-options.h"

#include "mip6-numbers.h"

namespace ns3::mip6
{

namespace
{

/// Option Length of a Router Alert option (RFC 2711 section 2.1).
constexpr uint8_t ROUTER_ALERT_OPTION_LENGTH = 2;

/**
 * @param reader at the Type octet of an option
 * @param content takes what the option says
 * @return the refusal, if there is one
 */
Refusal
ReadOption(ByteReader& reader, HopByHopOptions& content)
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
    if (type != ROUTER_ALERT_OPTION_TYPE)
    {
        reader.Skip(length);
        return {};
    }
    if (length != ROUTER_ALERT_OPTION_LENGTH)
    {
        return {DecodeError::BAD_LENGTH, typeOffset + 1};
    }
    // RFC 2711 section 2.1: there is one of them in a packet at most.
    if (content.routerAlert)
    {
        return {DecodeError::BAD_VALUE, typeOffset};
    }
    content.routerAlert = reader.ReadU16();
    return {};
}

} // namespace

bool
operator==(const HopByHopOptions& a, const HopByHopOptions& b)
{
    return a.nextHeader == b.nextHeader && a.octets == b.octets && a.routerAlert == b.routerAlert;
}

Bytes
EncodeRouterAlertHeader(uint8_t nextHeader, uint16_t value)
{
    ByteWriter writer;
    writer.Reserve(ROUTER_ALERT_HEADER_OCTETS);
    writer.WriteU8(nextHeader);
    writer.WriteU8(ROUTER_ALERT_HEADER_OCTETS / 8 - 1);
    writer.WriteU8(ROUTER_ALERT_OPTION_TYPE);
    writer.WriteU8(ROUTER_ALERT_OPTION_LENGTH);
    writer.WriteU16(value);
    writer.WriteU8(DESTINATION_PADN_TYPE);
    writer.WriteU8(0);
    return writer.Take();
}

DecodeResult<HopByHopOptions>
DecodeHopByHopOptions(const uint8_t* data, std::size_t size)
{
    using Result = DecodeResult<HopByHopOptions>;
    if (size < 2)
    {
        return Result::Fail(DecodeError::TRUNCATED, size);
    }
    HopByHopOptions content;
    content.nextHeader = data[0];
    // RFC 8200 section 4.3: Hdr Ext Len counts 8-octet units without the first.
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

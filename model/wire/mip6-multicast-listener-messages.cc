/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-listener-messages.h"

#include "mip6-icmpv6-format.h"
#include "mip6-numbers.h"
#include "mip6-wire-time.h"

#include <algorithm>

namespace ns3::mip6
{

using namespace icmpv6;

namespace
{

/// Offset of the multicast address.
constexpr std::size_t GROUP_OFFSET = 8;

/// What the fields of a message hold.
struct Fields
{
    uint8_t type{0};           //!< ICMPv6 type
    Time maximumResponseDelay; //!< of a query, otherwise 0
    Ipv6Address group;         //!< multicast address
    const char* name{nullptr}; //!< of the message
    Ipv6Address destination;   //!< of the packet
};

/// @name Fields of each message
/// @{
Fields
GetFields(const MulticastListenerQuery& message)
{
    return {ICMPV6_MULTICAST_LISTENER_QUERY,
            message.maximumResponseDelay,
            message.group,
            "Multicast Listener Query",
            message.group.IsAny() ? Ipv6Address::GetAllNodesMulticast() : message.group};
}

Fields
GetFields(const MulticastListenerReport& message)
{
    return {ICMPV6_MULTICAST_LISTENER_REPORT,
            Time(),
            message.group,
            "Multicast Listener Report",
            message.group};
}

Fields
GetFields(const MulticastListenerDone& message)
{
    return {ICMPV6_MULTICAST_LISTENER_DONE,
            Time(),
            message.group,
            "Multicast Listener Done",
            Ipv6Address::GetAllRoutersMulticast()};
}

/// @}

/**
 * @param message any
 * @return its fields
 */
Fields
GetAnyFields(const MulticastListenerMessage& message)
{
    return std::visit([](const auto& value) { return GetFields(value); }, message);
}

} // namespace

bool
operator==(const MulticastListenerQuery& a, const MulticastListenerQuery& b)
{
    return a.maximumResponseDelay == b.maximumResponseDelay && a.group == b.group;
}

bool
operator==(const MulticastListenerReport& a, const MulticastListenerReport& b)
{
    return a.group == b.group;
}

bool
operator==(const MulticastListenerDone& a, const MulticastListenerDone& b)
{
    return a.group == b.group;
}

const char*
GetName(const MulticastListenerMessage& message)
{
    return GetAnyFields(message).name;
}

Ipv6Address
GetDestination(const MulticastListenerMessage& message)
{
    return GetAnyFields(message).destination;
}

Bytes
EncodeMulticastListenerMessage(const MulticastListenerMessage& message)
{
    const Fields fields = GetAnyFields(message);
    ByteWriter writer;
    WriteStart(writer, fields.type);
    writer.WriteU16(static_cast<uint16_t>(
        std::min<uint32_t>(ToMilliseconds32(fields.maximumResponseDelay), UINT16_MAX)));
    writer.WriteZeros(2);
    writer.WriteAddress(fields.group);
    return writer.Take();
}

DecodeResult<MulticastListenerMessage>
DecodeMulticastListenerMessage(const uint8_t* data, std::size_t size)
{
    using Result = DecodeResult<MulticastListenerMessage>;
    ByteReader reader(data, size);
    const uint8_t type = reader.ReadU8();
    reader.Skip(START_OCTETS - 1);
    const uint16_t delay = reader.ReadU16();
    reader.Skip(2);
    const Ipv6Address group = reader.ReadAddress();
    if (reader.HasFailed())
    {
        return Result::Fail(DecodeError::TRUNCATED, data == nullptr ? 0 : size);
    }
    if (!IsMulticastListenerDiscovery(type))
    {
        return Result::Fail(DecodeError::BAD_VALUE, 0);
    }
    // RFC 2710 section 3.6: a General Query names no group, anything else names one.
    const bool isQuery = type == ICMPV6_MULTICAST_LISTENER_QUERY;
    if (!group.IsMulticast() && !(isQuery && group.IsAny()))
    {
        return Result::Fail(DecodeError::BAD_VALUE, GROUP_OFFSET);
    }
    if (isQuery)
    {
        return Result::Ok(MulticastListenerQuery{FromMilliseconds(delay), group});
    }
    if (type == ICMPV6_MULTICAST_LISTENER_REPORT)
    {
        return Result::Ok(MulticastListenerReport{group});
    }
    return Result::Ok(MulticastListenerDone{group});
}

} // namespace ns3::mip6

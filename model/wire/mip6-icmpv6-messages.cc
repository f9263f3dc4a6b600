/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-icmpv6-messages.h"

#include "mip6-numbers.h"

#include <utility>

namespace ns3::mip6
{

namespace
{

/// Answer of the decoder.
using Result = DecodeResult<Icmpv6Message>;

/// @name The encoder of each message
/// @{
Bytes
Encode(const RouterSolicitation& message)
{
    return EncodeRouterSolicitation(message);
}

Bytes
Encode(const RouterAdvertisement& message)
{
    return EncodeRouterAdvertisement(message);
}

Bytes
Encode(const NeighborSolicitation& message)
{
    return EncodeNeighborSolicitation(message);
}

Bytes
Encode(const NeighborAdvertisement& message)
{
    return EncodeNeighborAdvertisement(message);
}

Bytes
Encode(const HomeAgentAddressDiscoveryRequest& message)
{
    return EncodeHomeAgentAddressDiscoveryRequest(message);
}

Bytes
Encode(const HomeAgentAddressDiscoveryReply& message)
{
    return EncodeHomeAgentAddressDiscoveryReply(message);
}

Bytes
Encode(const MobilePrefixSolicitation& message)
{
    return EncodeMobilePrefixSolicitation(message);
}

Bytes
Encode(const MobilePrefixAdvertisement& message)
{
    return EncodeMobilePrefixAdvertisement(message);
}

/// @}

/**
 * @tparam Message type of the message
 * @param result what its decoder answered
 * @return the same for any message
 */
template <typename Message>
Result
Widen(DecodeResult<Message> result)
{
    return result ? Result::Ok(std::move(*result.value)) : Result::Fail(result.GetRefusal());
}

} // namespace

Bytes
EncodeIcmpv6Message(const Icmpv6Message& message)
{
    return std::visit([](const auto& value) { return Encode(value); }, message);
}

DecodeResult<Icmpv6Message>
DecodeIcmpv6Message(const uint8_t* data, std::size_t size)
{
    ByteReader reader(data, size);
    const uint8_t type = reader.ReadU8();
    if (reader.HasFailed())
    {
        return Result::Fail(DecodeError::TRUNCATED, 0);
    }
    switch (type)
    {
    case ICMPV6_ROUTER_SOLICITATION:
        return Widen(DecodeRouterSolicitation(data, size));
    case ICMPV6_ROUTER_ADVERTISEMENT:
        return Widen(DecodeRouterAdvertisement(data, size));
    case ICMPV6_NEIGHBOR_SOLICITATION:
        return Widen(DecodeNeighborSolicitation(data, size));
    case ICMPV6_NEIGHBOR_ADVERTISEMENT:
        return Widen(DecodeNeighborAdvertisement(data, size));
    case ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST:
        return Widen(DecodeHomeAgentAddressDiscoveryRequest(data, size));
    case ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REPLY:
        return Widen(DecodeHomeAgentAddressDiscoveryReply(data, size));
    case ICMPV6_MOBILE_PREFIX_SOLICITATION:
        return Widen(DecodeMobilePrefixSolicitation(data, size));
    case ICMPV6_MOBILE_PREFIX_ADVERTISEMENT:
        return Widen(DecodeMobilePrefixAdvertisement(data, size));
    default:
        return Result::Fail(DecodeError::BAD_VALUE, 0);
    }
}

} // namespace ns3::mip6

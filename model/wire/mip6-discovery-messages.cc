/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-discovery-messages.h"

#include "mip6-icmpv6-format.h"
#include "mip6-numbers.h"

#include <utility>

namespace ns3::mip6
{

using namespace icmpv6;

namespace
{

/// Octets of an address in a Home Agent Address Discovery Reply (RFC 6275 section 6.6).
constexpr std::size_t ADDRESS_OCTETS = 16;

/**
 * Begin a message.
 * @param type ICMPv6 type
 * @param identifier of the exchange
 * @param flags the 16 bits behind the identifier
 * @return a writer behind them
 */
ByteWriter
BeginMessage(uint8_t type, uint16_t identifier, unsigned flags)
{
    ByteWriter writer;
    WriteStart(writer, type);
    writer.WriteU16(identifier);
    writer.WriteU16(static_cast<uint16_t>(flags));
    return writer;
}

} // namespace

bool
operator==(const HomeAgentAddressDiscoveryRequest& a, const HomeAgentAddressDiscoveryRequest& b)
{
    return a.identifier == b.identifier && a.mobileRouters == b.mobileRouters;
}

bool
operator==(const HomeAgentAddressDiscoveryReply& a, const HomeAgentAddressDiscoveryReply& b)
{
    return a.identifier == b.identifier && a.mobileRouters == b.mobileRouters &&
           a.homeAgents == b.homeAgents;
}

bool
operator==(const MobilePrefixSolicitation& a, const MobilePrefixSolicitation& b)
{
    return a.identifier == b.identifier;
}

bool
operator==(const MobilePrefixAdvertisement& a, const MobilePrefixAdvertisement& b)
{
    return a.identifier == b.identifier && a.managed == b.managed &&
           a.otherConfiguration == b.otherConfiguration && a.options == b.options;
}

Bytes
EncodeHomeAgentAddressDiscoveryRequest(const HomeAgentAddressDiscoveryRequest& message)
{
    return BeginMessage(ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST,
                        message.identifier,
                        FlagIf(message.mobileRouters, DISCOVERY_FLAG_MOBILE_ROUTERS))
        .Take();
}

Bytes
EncodeHomeAgentAddressDiscoveryReply(const HomeAgentAddressDiscoveryReply& message)
{
    ByteWriter writer = BeginMessage(ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REPLY,
                                     message.identifier,
                                     FlagIf(message.mobileRouters, DISCOVERY_FLAG_MOBILE_ROUTERS));
    for (const Ipv6Address& address : message.homeAgents)
    {
        writer.WriteAddress(address);
    }
    return writer.Take();
}

Bytes
EncodeMobilePrefixSolicitation(const MobilePrefixSolicitation& message)
{
    return BeginMessage(ICMPV6_MOBILE_PREFIX_SOLICITATION, message.identifier, 0).Take();
}

Bytes
EncodeMobilePrefixAdvertisement(const MobilePrefixAdvertisement& message)
{
    ByteWriter writer = BeginMessage(ICMPV6_MOBILE_PREFIX_ADVERTISEMENT,
                                     message.identifier,
                                     FlagIf(message.managed, MPA_FLAG_MANAGED) |
                                         FlagIf(message.otherConfiguration, MPA_FLAG_OTHER));
    EncodeNdOptions(writer, message.options);
    return writer.Take();
}

DecodeResult<HomeAgentAddressDiscoveryRequest>
DecodeHomeAgentAddressDiscoveryRequest(const uint8_t* data, std::size_t size)
{
    using Result = DecodeResult<HomeAgentAddressDiscoveryRequest>;
    ByteReader reader(data, size);
    const auto refusal =
        ReadStart(reader, {ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST, DISCOVERY_OCTETS});
    if (refusal)
    {
        return Result::Fail(refusal);
    }
    HomeAgentAddressDiscoveryRequest message;
    message.identifier = reader.ReadU16();
    message.mobileRouters = (reader.ReadU16() & DISCOVERY_FLAG_MOBILE_ROUTERS) != 0;
    return Result::Ok(message);
}

DecodeResult<HomeAgentAddressDiscoveryReply>
DecodeHomeAgentAddressDiscoveryReply(const uint8_t* data, std::size_t size)
{
    using Result = DecodeResult<HomeAgentAddressDiscoveryReply>;
    ByteReader reader(data, size);
    const auto refusal =
        ReadStart(reader, {ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REPLY, DISCOVERY_OCTETS});
    if (refusal)
    {
        return Result::Fail(refusal);
    }
    HomeAgentAddressDiscoveryReply message;
    message.identifier = reader.ReadU16();
    message.mobileRouters = (reader.ReadU16() & DISCOVERY_FLAG_MOBILE_ROUTERS) != 0;
    // RFC 6275 section 6.6: the size of the message tells how many addresses there are, and sets no
    // least number. A reply without any is therefore a value: the mobile node learns at once that
    // it has nobody to register with (section 11.4.1), instead of waiting for another reply.
    while (reader.GetRemaining() >= ADDRESS_OCTETS)
    {
        message.homeAgents.push_back(reader.ReadAddress());
    }
    if (reader.GetRemaining() > 0)
    {
        return Result::Fail(DecodeError::BAD_LENGTH, reader.GetOffset());
    }
    return Result::Ok(std::move(message));
}

DecodeResult<MobilePrefixSolicitation>
DecodeMobilePrefixSolicitation(const uint8_t* data, std::size_t size)
{
    using Result = DecodeResult<MobilePrefixSolicitation>;
    ByteReader reader(data, size);
    const auto refusal = ReadStart(reader, {ICMPV6_MOBILE_PREFIX_SOLICITATION, DISCOVERY_OCTETS});
    if (refusal)
    {
        return Result::Fail(refusal);
    }
    return Result::Ok({reader.ReadU16()});
}

DecodeResult<MobilePrefixAdvertisement>
DecodeMobilePrefixAdvertisement(const uint8_t* data, std::size_t size)
{
    ByteReader reader(data, size);
    const auto refusal = ReadStart(reader, {ICMPV6_MOBILE_PREFIX_ADVERTISEMENT, DISCOVERY_OCTETS});
    if (refusal)
    {
        return DecodeResult<MobilePrefixAdvertisement>::Fail(refusal);
    }
    MobilePrefixAdvertisement message;
    message.identifier = reader.ReadU16();
    const uint16_t flags = reader.ReadU16();
    message.managed = (flags & MPA_FLAG_MANAGED) != 0;
    message.otherConfiguration = (flags & MPA_FLAG_OTHER) != 0;
    return ReadOptions(reader, std::move(message));
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nd-messages.h"

#include "mip6-address-rules.h"
#include "mip6-icmpv6-format.h"
#include "mip6-wire-time.h"

#include <utility>

namespace ns3::mip6
{

using namespace icmpv6;

namespace
{

/// Offset of the Target Address in a solicitation or advertisement of a neighbor.
constexpr std::size_t TARGET_OFFSET = 8;
/// Flags of a Router Advertisement that have a member of their own.
constexpr uint8_t RA_NAMED_FLAGS =
    RA_FLAG_MANAGED | RA_FLAG_OTHER | RA_FLAG_HOME_AGENT | RA_PREFERENCE_MASK | RA_FLAG_PROXY;

/**
 * @param message a Router Advertisement
 * @return its octet of flags
 */
uint8_t
JoinFlags(const RouterAdvertisement& message)
{
    const auto preference = static_cast<unsigned>(message.defaultRouterPreference);
    return static_cast<uint8_t>(FlagIf(message.managed, RA_FLAG_MANAGED) |
                                FlagIf(message.otherConfiguration, RA_FLAG_OTHER) |
                                FlagIf(message.homeAgent, RA_FLAG_HOME_AGENT) |
                                (preference << RA_PREFERENCE_SHIFT & RA_PREFERENCE_MASK) |
                                FlagIf(message.proxy, RA_FLAG_PROXY) |
                                (message.otherFlags & ~unsigned{RA_NAMED_FLAGS}));
}

/**
 * @param flags octet of flags of a Router Advertisement
 * @param message takes them
 */
void
SplitFlags(uint8_t flags, RouterAdvertisement& message)
{
    message.managed = (flags & RA_FLAG_MANAGED) != 0;
    message.otherConfiguration = (flags & RA_FLAG_OTHER) != 0;
    message.homeAgent = (flags & RA_FLAG_HOME_AGENT) != 0;
    message.defaultRouterPreference =
        static_cast<RouterPreference>((flags & RA_PREFERENCE_MASK) >> RA_PREFERENCE_SHIFT);
    message.proxy = (flags & RA_FLAG_PROXY) != 0;
    message.otherFlags = static_cast<uint8_t>(flags & ~unsigned{RA_NAMED_FLAGS});
}

/**
 * Read what ends a solicitation or advertisement of a neighbor.
 * @tparam Message its type
 * @param reader at the target address
 * @param message what was read before
 * @return the complete message, or the refusal
 */
template <typename Message>
DecodeResult<Message>
ReadTargetAndOptions(ByteReader& reader, Message message)
{
    message.target = reader.ReadAddress();
    if (!IsNeighborTarget(message.target))
    {
        return DecodeResult<Message>::Fail(DecodeError::BAD_VALUE, TARGET_OFFSET);
    }
    return ReadOptions(reader, std::move(message));
}

} // namespace

bool
operator==(const RouterSolicitation& a, const RouterSolicitation& b)
{
    return a.options == b.options;
}

bool
operator==(const RouterAdvertisement& a, const RouterAdvertisement& b)
{
    return a.currentHopLimit == b.currentHopLimit && JoinFlags(a) == JoinFlags(b) &&
           a.routerLifetime == b.routerLifetime && a.reachableTime == b.reachableTime &&
           a.retransTimer == b.retransTimer && a.options == b.options;
}

bool
operator==(const NeighborSolicitation& a, const NeighborSolicitation& b)
{
    return a.target == b.target && a.options == b.options;
}

bool
operator==(const NeighborAdvertisement& a, const NeighborAdvertisement& b)
{
    return a.router == b.router && a.solicited == b.solicited && a.override == b.override &&
           a.target == b.target && a.options == b.options;
}

Bytes
EncodeRouterSolicitation(const RouterSolicitation& message)
{
    ByteWriter writer;
    WriteStart(writer, ICMPV6_ROUTER_SOLICITATION);
    writer.WriteZeros(4);
    EncodeNdOptions(writer, message.options);
    return writer.Take();
}

Bytes
EncodeRouterAdvertisement(const RouterAdvertisement& message)
{
    ByteWriter writer;
    WriteStart(writer, ICMPV6_ROUTER_ADVERTISEMENT);
    writer.WriteU8(message.currentHopLimit);
    writer.WriteU8(JoinFlags(message));
    writer.WriteU16(ToSeconds16(message.routerLifetime));
    writer.WriteU32(ToMilliseconds32(message.reachableTime));
    writer.WriteU32(ToMilliseconds32(message.retransTimer));
    EncodeNdOptions(writer, message.options);
    return writer.Take();
}

Bytes
EncodeNeighborSolicitation(const NeighborSolicitation& message)
{
    ByteWriter writer;
    WriteStart(writer, ICMPV6_NEIGHBOR_SOLICITATION);
    writer.WriteZeros(4);
    writer.WriteAddress(message.target);
    EncodeNdOptions(writer, message.options);
    return writer.Take();
}

Bytes
EncodeNeighborAdvertisement(const NeighborAdvertisement& message)
{
    ByteWriter writer;
    WriteStart(writer, ICMPV6_NEIGHBOR_ADVERTISEMENT);
    writer.WriteU8(static_cast<uint8_t>(FlagIf(message.router, NA_FLAG_ROUTER) |
                                        FlagIf(message.solicited, NA_FLAG_SOLICITED) |
                                        FlagIf(message.override, NA_FLAG_OVERRIDE)));
    writer.WriteZeros(3);
    writer.WriteAddress(message.target);
    EncodeNdOptions(writer, message.options);
    return writer.Take();
}

DecodeResult<RouterSolicitation>
DecodeRouterSolicitation(const uint8_t* data, std::size_t size)
{
    ByteReader reader(data, size);
    const auto refusal =
        ReadStart(reader, {ICMPV6_ROUTER_SOLICITATION, ROUTER_SOLICITATION_OCTETS});
    if (refusal)
    {
        return DecodeResult<RouterSolicitation>::Fail(refusal);
    }
    reader.Skip(4);
    return ReadOptions(reader, RouterSolicitation{});
}

DecodeResult<RouterAdvertisement>
DecodeRouterAdvertisement(const uint8_t* data, std::size_t size)
{
    ByteReader reader(data, size);
    const auto refusal =
        ReadStart(reader, {ICMPV6_ROUTER_ADVERTISEMENT, ROUTER_ADVERTISEMENT_OCTETS});
    if (refusal)
    {
        return DecodeResult<RouterAdvertisement>::Fail(refusal);
    }
    RouterAdvertisement message;
    message.currentHopLimit = reader.ReadU8();
    SplitFlags(reader.ReadU8(), message);
    message.routerLifetime = FromSeconds(reader.ReadU16());
    message.reachableTime = FromMilliseconds(reader.ReadU32());
    message.retransTimer = FromMilliseconds(reader.ReadU32());
    return ReadOptions(reader, std::move(message));
}

DecodeResult<NeighborSolicitation>
DecodeNeighborSolicitation(const uint8_t* data, std::size_t size)
{
    ByteReader reader(data, size);
    const auto refusal =
        ReadStart(reader, {ICMPV6_NEIGHBOR_SOLICITATION, NEIGHBOR_SOLICITATION_OCTETS});
    if (refusal)
    {
        return DecodeResult<NeighborSolicitation>::Fail(refusal);
    }
    reader.Skip(4);
    return ReadTargetAndOptions(reader, NeighborSolicitation{});
}

DecodeResult<NeighborAdvertisement>
DecodeNeighborAdvertisement(const uint8_t* data, std::size_t size)
{
    ByteReader reader(data, size);
    const auto refusal =
        ReadStart(reader, {ICMPV6_NEIGHBOR_ADVERTISEMENT, NEIGHBOR_ADVERTISEMENT_OCTETS});
    if (refusal)
    {
        return DecodeResult<NeighborAdvertisement>::Fail(refusal);
    }
    NeighborAdvertisement message;
    const uint8_t flags = reader.ReadU8();
    message.router = (flags & NA_FLAG_ROUTER) != 0;
    message.solicited = (flags & NA_FLAG_SOLICITED) != 0;
    message.override = (flags & NA_FLAG_OVERRIDE) != 0;
    reader.Skip(3);
    return ReadTargetAndOptions(reader, std::move(message));
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_ROW_H
#define MIP6_PACKET_ROW_H

#include "mip6-hex.h"
#include "mip6-named-row.h"
#include "mip6-packet-maker.h"
#include "mip6-packet-walk.h"

#include <gtest/gtest.h>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Packets that other implementations made, beside the values that they are made of.
 */

namespace ns3::mip6::tests
{

/// A packet by name.
/// @tparam Message MobilityMessage or Icmpv6Message
template <typename Message>
struct PacketRow : NamedRow
{
    PacketPlan plan; //!< what stands before the message
    Message message; //!< the message
};

/// A packet with a Mobility Header.
using MobilityPacketRow = PacketRow<MobilityMessage>;
/// A packet with an ICMPv6 message.
using Icmpv6PacketRow = PacketRow<Icmpv6Message>;

/// @name Decoders by what is expected
/// @{
inline DecodeResult<MobilityMessage>
DecodeLike(const MobilityMessage& /* expected */, const Bytes& octets)
{
    return DecodeMobilityMessage(octets.data(), octets.size());
}

inline DecodeResult<Icmpv6Message>
DecodeLike(const Icmpv6Message& /* expected */, const Bytes& octets)
{
    return DecodeIcmpv6Message(octets.data(), octets.size());
}

/// @}

/**
 * @tparam Message MobilityMessage or Icmpv6Message
 * @param row values
 * @param golden the packet that another implementation made of them
 */
template <typename Message>
void
ExpectMadeFromValues(const PacketRow<Message>& row, const Bytes& golden)
{
    EXPECT_EQ(ToHex(MakePacket(row.plan, ToUpperLayer(row.message))), ToHex(golden)) << row.name;
}

/**
 * @param part a Destination Options header
 * @param plan what the packet is made of
 */
inline void
ExpectDestinationOptions(const PacketPart& part, const PacketPlan& plan)
{
    ASSERT_TRUE(plan.homeAddress);
    const auto result = DecodeDestinationOptions(part.octets.data(), part.octets.size());
    if (*plan.homeAddress == Ipv6Address("::"))
    {
        // RFC 6275 section 9.3.1: the home address is a unicast routable address.
        EXPECT_EQ(result.error, DecodeError::BAD_VALUE);
        EXPECT_EQ(result.offset, 8U);
        return;
    }
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value->homeAddress, plan.homeAddress);
    EXPECT_EQ(result.value->homeAddressOffset, 6U);
    EXPECT_EQ(result.value->octets, part.octets.size());
    EXPECT_EQ(result.value->nextHeader, part.octets.at(0));
    EXPECT_FALSE(result.value->otherOptions);
}

/**
 * @param part a Routing header
 * @param plan what the packet is made of
 */
inline void
ExpectType2Routing(const PacketPart& part, const PacketPlan& plan)
{
    ASSERT_TRUE(plan.type2RoutingTo);
    const auto result = DecodeType2RoutingHeader(part.octets.data(), part.octets.size());
    ASSERT_TRUE(result);
    const Type2RoutingHeader header{part.octets.at(0), 1, *plan.type2RoutingTo};
    EXPECT_EQ(*result.value, header);
}

/**
 * @param parts a packet taken apart
 * @param plan what it is made of
 */
inline void
ExpectExtensionHeaders(const std::vector<PacketPart>& parts, const PacketPlan& plan)
{
    std::size_t headers = 0;
    for (const PacketPart& part : parts)
    {
        if (part.nextHeader == DESTINATION_OPTIONS_HEADER)
        {
            ++headers;
            ExpectDestinationOptions(part, plan);
        }
        if (part.nextHeader == ROUTING_HEADER)
        {
            ++headers;
            ExpectType2Routing(part, plan);
        }
    }
    EXPECT_EQ(headers, (plan.homeAddress ? 1U : 0U) + (plan.type2RoutingTo ? 1U : 0U));
}

/**
 * @tparam Message MobilityMessage or Icmpv6Message
 * @param row values
 * @param golden the packet that another implementation made of them
 */
template <typename Message>
void
ExpectGivesValues(const PacketRow<Message>& row, const Bytes& golden)
{
    SCOPED_TRACE(row.name);
    const std::vector<PacketPart> parts = WalkPacket(golden);
    ExpectExtensionHeaders(parts, row.plan);
    const PacketPart& last = parts.back();
    ASSERT_EQ(last.nextHeader, ToUpperLayer(row.message).nextHeader);
    EXPECT_EQ(ComputeChecksum(last.pseudoHeader, last.octets.data(), last.octets.size()), 0);
    const auto result = DecodeLike(row.message, last.octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, row.message);
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PACKET_ROW_H */

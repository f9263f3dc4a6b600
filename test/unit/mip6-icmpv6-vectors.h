/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ICMPV6_VECTORS_H
#define MIP6_ICMPV6_VECTORS_H

#include "mip6-golden-packets.h"
#include "mip6-named-row.h"

#include "ns3/mip6-icmpv6-messages.h"

#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * ICMPv6 messages as octets and as values, and what holds for every codec of them.
 */

namespace ns3::mip6::tests
{

/// A message that some implementation made, or that an RFC allows.
struct MessageRow : NamedRow
{
    std::string hex;       //!< from the Type octet on, Checksum 0
    Icmpv6Message message; //!< what it says
};

/**
 * @param data octets
 * @return what the decoder answers
 */
inline DecodeResult<Icmpv6Message>
DecodeIcmpv6(const Bytes& data)
{
    return DecodeIcmpv6Message(data.data(), data.size());
}

/**
 * @tparam Message of the decoder
 * @param result what a decoder answered
 * @param error the expected reason
 * @param offset of the offending octet
 */
template <typename Message>
void
ExpectRefused(const DecodeResult<Message>& result, DecodeError error, std::size_t offset)
{
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error, error);
    EXPECT_EQ(result.offset, offset);
}

/**
 * Octets to value and value to octets.
 * @param row a message
 */
inline void
ExpectRoundTrip(const MessageRow& row)
{
    const auto result = DecodeIcmpv6(FromHex(row.hex));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, row.message);
    EXPECT_EQ(ToHex(EncodeIcmpv6Message(row.message)), ToHex(FromHex(row.hex)));
}

/**
 * Cut a message at every octet.
 * @param row a message
 * @param isWhole whether the first octets, by their number, are a whole message
 */
inline void
ExpectTruncationsRefused(const MessageRow& row, const std::function<bool(std::size_t)>& isWhole)
{
    ForEachTruncation(FromHex(row.hex), [&isWhole](const Bytes& cut) {
        const auto result = DecodeIcmpv6(cut);
        EXPECT_EQ(result.value.has_value(), isWhole(cut.size())) << cut.size();
        EXPECT_LE(result.offset, cut.size());
    });
}

/**
 * Change every octet to every value: there is a reason, or a value that encodes to octets with the
 * same value.
 * @param row a message
 */
inline void
ExpectChangesJudged(const MessageRow& row)
{
    ForEachSingleOctetChange(FromHex(row.hex), [](const Bytes& changed, std::size_t offset) {
        const auto result = DecodeIcmpv6(changed);
        ASSERT_EQ(result.value.has_value(), result.error == DecodeError::NONE) << offset;
        ASSERT_LE(result.offset, changed.size()) << offset;
        if (result)
        {
            const auto again = DecodeIcmpv6(EncodeIcmpv6Message(*result.value));
            ASSERT_TRUE(again) << offset;
            ASSERT_EQ(*again.value, *result.value) << offset;
        }
    });
}

} // namespace ns3::mip6::tests

#endif /* MIP6_ICMPV6_VECTORS_H */

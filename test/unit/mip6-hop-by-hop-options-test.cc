/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-named-row.h"
#include "mip6-scapy-vectors.h"

#include "ns3/mip6-hop-by-hop-options.h"

#include <gtest/gtest.h>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param octets a header
 * @return what the decoder answers
 */
DecodeResult<HopByHopOptions>
Decode(const Bytes& octets)
{
    return DecodeHopByHopOptions(octets.data(), octets.size());
}

TEST(HopByHopOptions, RouterAlertIsEncodedAsByScapy)
{
    const Bytes& octets = GetScapyVectors().at("option-router-alert");
    EXPECT_EQ(ToHex(EncodeRouterAlertHeader(NEXT_HEADER_ICMPV6, ROUTER_ALERT_MULTICAST_LISTENER)),
              ToHex(octets));
    const auto result = Decode(octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, (HopByHopOptions{NEXT_HEADER_ICMPV6, 8, 0}));
}

TEST(HopByHopOptions, OtherOptionsAndPaddingArePassedOver)
{
    const auto result = Decode(FromHex("3a01 c20400010203 0502001f 0101ff 00"));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, (HopByHopOptions{58, 16, 31}));
}

TEST(HopByHopOptions, HeaderWithoutRouterAlertHasNone)
{
    const auto result = Decode(FromHex("3a00 010400000000"));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, (HopByHopOptions{58, 8, std::nullopt}));
}

/// A header that is not valid.
struct RefusedHeader : NamedRow
{
    std::string hex;    //!< octets
    DecodeError error;  //!< expected reason
    std::size_t offset; //!< expected offending octet
};

/// Reasons of the decoder.
class HopByHopRefusalTable : public testing::TestWithParam<RefusedHeader>
{
};

TEST_P(HopByHopRefusalTable, IsRefused)
{
    const auto result = Decode(FromHex(GetParam().hex));
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error, GetParam().error);
    EXPECT_EQ(result.offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    HopByHopRefusalTable,
    testing::Values(
        RefusedHeader{{"Nothing"}, "", DecodeError::TRUNCATED, 0},
        RefusedHeader{{"OneOctet"}, "3a", DecodeError::TRUNCATED, 1},
        RefusedHeader{{"LessThanItsLength"}, "3a01 0502000001 00", DecodeError::TRUNCATED, 1},
        RefusedHeader{{"OptionBeyondTheEnd"}, "3a00 0502 0000 0101", DecodeError::TRUNCATED, 7},
        RefusedHeader{{"OptionWithoutLength"}, "3a00 0502 0000 0005", DecodeError::TRUNCATED, 8},
        RefusedHeader{{"AlertOfFourOctets"}, "3a00 0504 00000000", DecodeError::BAD_LENGTH, 3},
        RefusedHeader{{"AlertOfNoOctet"}, "3a00 0500 01020000", DecodeError::BAD_LENGTH, 3},
        RefusedHeader{{"TwoAlerts"},
                      "3a01 05020000 05020000 0104 00000000",
                      DecodeError::BAD_VALUE,
                      6}),
    [](const auto& row) { return row.param.name; });

TEST(HopByHopOptions, EveryTruncationIsRefused)
{
    ForEachTruncation(EncodeRouterAlertHeader(58, 0),
                      [](const Bytes& cut) { EXPECT_FALSE(Decode(cut)) << cut.size(); });
}

TEST(HopByHopOptions, EverySingleOctetChangeGivesAValueOrAReason)
{
    ForEachSingleOctetChange(EncodeRouterAlertHeader(58, 0), [](const Bytes& changed, std::size_t) {
        const auto result = Decode(changed);
        ASSERT_EQ(result.value.has_value(), result.error == DecodeError::NONE);
        ASSERT_LE(result.offset, changed.size());
    });
}

} // namespace

} // namespace ns3::mip6::tests

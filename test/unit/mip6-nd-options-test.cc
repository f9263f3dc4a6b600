/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"
#include "mip6-named-row.h"

#include "ns3/mip6-nd-options.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Data octets of 8, as filler.
const std::string EIGHT = "0000000000000000";
/// A prefix of 16 octets.
const std::string PREFIX = "20010db8000000000000000000000000";

/**
 * @param hex octets of options
 * @return what the decoder answers
 */
DecodeResult<NdOptions>
Decode(const std::string& hex)
{
    const Bytes data = FromHex(hex);
    ByteReader reader(data.data(), data.size());
    return DecodeNdOptions(reader);
}

/**
 * @param options any
 * @return their octets
 */
std::string
Encode(const NdOptions& options)
{
    ByteWriter writer;
    EncodeNdOptions(writer, options);
    return ToHex(writer.Take());
}

/// @return prefix information with all flags as bits and no end
PrefixInformation
MakePrefixInformation()
{
    PrefixInformation prefix;
    prefix.prefix = "2001:db8::";
    prefix.prefixLength = 128;
    prefix.routerAddress = true;
    prefix.otherFlags = 0x1F;
    prefix.validLifetime = ND_INFINITE_LIFETIME;
    prefix.preferredLifetime = Seconds(12);
    return prefix;
}

/// One option as octets and as value.
struct OptionRow : NamedRow
{
    std::string hex; //!< octets
    NdOption option; //!< value
};

/// Both directions.
class NdOptionTable : public testing::TestWithParam<OptionRow>
{
};

TEST_P(NdOptionTable, DecodesAndEncodesBackToTheSameOctets)
{
    const std::string hex = ToHex(FromHex(GetParam().hex));
    const auto result = Decode(hex);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, NdOptions{GetParam().option});
    EXPECT_EQ(Encode(*result.value), hex);
}

TEST_P(NdOptionTable, IsFoundByItsTypeBehindAnotherOption)
{
    const auto result = Decode("fe01000000000000" + GetParam().hex);
    ASSERT_TRUE(result);
    ASSERT_EQ(result.value->size(), 2U);
    std::visit(
        [&result](const auto& wanted) {
            using Option = std::decay_t<decltype(wanted)>;
            const auto* found = FindOption<Option>(*result.value);
            ASSERT_NE(found, nullptr);
            const bool isUnknown = std::is_same_v<Option, UnknownNdOption>;
            EXPECT_EQ(*found == wanted, !isUnknown); // there the first one is the other option
        },
        GetParam().option);
}

INSTANTIATE_TEST_SUITE_P(
    NdOptions,
    NdOptionTable,
    testing::Values(
        OptionRow{"Source", "0101020000000001", SourceLinkLayerAddress{{2, 0, 0, 0, 0, 1}}},
        OptionRow{"Target", "0201020000000001", TargetLinkLayerAddress{{2, 0, 0, 0, 0, 1}}},
        OptionRow{"Prefix",
                  "030480ff ffffffff 0000000c 00000000" + PREFIX,
                  MakePrefixInformation()},
        OptionRow{"Mtu", "05010000000005dc", MtuOption{1500}},
        OptionRow{"Interval", "07010000ffffffff", AdvertisementInterval{MilliSeconds(0xFFFFFFFF)}},
        OptionRow{"HomeAgent", "08018000000a0708", HomeAgentInformation{10, Seconds(1800), true}},
        OptionRow{"HomeAgentOfScapy", "0801000000000001", HomeAgentInformation{0, Seconds(1)}},
        // RFC 6275 section 7.4: a lifetime of 0 is ignored.
        OptionRow{"HomeAgentWithoutLifetime",
                  "0801000000050000",
                  UnknownNdOption{8, FromHex("000000050000")}},
        OptionRow{"SourceOf64Bits",
                  "0102010203040506 0708000000000000",
                  UnknownNdOption{1, FromHex("0102030405060708000000000000")}},
        OptionRow{"TargetOf64Bits",
                  "0202010203040506 0708000000000000",
                  UnknownNdOption{2, FromHex("0102030405060708000000000000")}},
        // RFC 4861 section 4.6.2: a prefix is not longer than an address.
        OptionRow{"PrefixTooLong",
                  "030481c0 00000002 00000001 00000000" + PREFIX,
                  UnknownNdOption{3, FromHex("81c0 00000002 00000001 00000000" + PREFIX)}},
        // RFC 4862 section 5.5.3 c.
        OptionRow{"PrefixPreferredBeyondValid",
                  "030440c0 00000001 00000002 00000000" + PREFIX,
                  UnknownNdOption{3, FromHex("40c0 00000001 00000002 00000000" + PREFIX)}},
        // RFC 8106 section 5.1.
        OptionRow{"RecursiveDnsServer",
                  "19030000 00000e10" + PREFIX,
                  UnknownNdOption{25, FromHex("0000 00000e10" + PREFIX)}}),
    [](const auto& row) { return row.param.name; });

TEST(NdOptions, OrderAndRepetitionsAreKept)
{
    const std::string hex = "0701000000000046"
                            "0101020000000001"
                            "1801000000000000"
                            "0501000000000500"
                            "0501000000000501"
                            "0101020000000002";
    const auto result = Decode(hex);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value,
              (NdOptions{AdvertisementInterval{MilliSeconds(70)},
                         SourceLinkLayerAddress{{2, 0, 0, 0, 0, 1}},
                         UnknownNdOption{24, Bytes(6)},
                         MtuOption{1280},
                         MtuOption{1281},
                         SourceLinkLayerAddress{{2, 0, 0, 0, 0, 2}}}));
    EXPECT_EQ(Encode(*result.value), hex);
    EXPECT_EQ(FindOption<MtuOption>(*result.value)->mtu, 1280U);
    EXPECT_EQ(FindOption<HomeAgentInformation>(*result.value), nullptr);
}

TEST(NdOptions, NothingIsAnEmptyList)
{
    ByteReader reader(nullptr, 0);
    const auto result = DecodeNdOptions(reader);
    ASSERT_TRUE(result);
    EXPECT_TRUE(result.value->empty());
    EXPECT_EQ(Encode({}), "");
}

/// Values that a format forbids, and what is sent instead.
struct LimitRow : NamedRow
{
    NdOption option; //!< in a program
    std::string hex; //!< on the wire
};

/// What the encoder brings into the limits of the formats.
class NdOptionLimitTable : public testing::TestWithParam<LimitRow>
{
};

TEST_P(NdOptionLimitTable, IsSentWithinTheLimitsOfItsFormat)
{
    const std::string hex = Encode({GetParam().option});
    EXPECT_EQ(hex, ToHex(FromHex(GetParam().hex)));
    EXPECT_TRUE(Decode(hex));
}

/**
 * @param change of the usual prefix information
 * @return the changed one
 */
PrefixInformation
Change(void (*change)(PrefixInformation&))
{
    PrefixInformation prefix;
    prefix.prefix = "2001:db8::";
    prefix.validLifetime = Seconds(1);
    prefix.preferredLifetime = Seconds(1);
    change(prefix);
    return prefix;
}

/**
 * @param octets of data
 * @return their hexadecimal text, each 0xab
 */
std::string
Fill(std::size_t octets)
{
    return ToHex(Bytes(octets, 0xAB));
}

INSTANTIATE_TEST_SUITE_P(
    NdOptions,
    NdOptionLimitTable,
    testing::Values(
        LimitRow{"PrefixLength",
                 Change([](auto& prefix) { prefix.prefixLength = 129; }),
                 "030480c0 00000001 00000001 00000000" + PREFIX},
        LimitRow{"OtherFlags",
                 Change([](auto& prefix) {
                     prefix.onLink = false;
                     prefix.autonomous = false;
                     prefix.otherFlags = 0xFF;
                 }),
                 "0304401f 00000001 00000001 00000000" + PREFIX},
        LimitRow{"Lifetimes",
                 Change([](auto& prefix) {
                     prefix.validLifetime = MilliSeconds(10999);
                     prefix.preferredLifetime = Seconds(20);
                 }),
                 "030440c0 0000000a 0000000a 00000000" + PREFIX},
        LimitRow{"EndlessLifetimes",
                 Change([](auto& prefix) {
                     prefix.validLifetime = Time::Max();
                     prefix.preferredLifetime = Time::Max();
                 }),
                 "030440c0 ffffffff ffffffff 00000000" + PREFIX},
        LimitRow{"NegativeLifetimes",
                 Change([](auto& prefix) {
                     prefix.validLifetime = Seconds(-1);
                     prefix.preferredLifetime = Seconds(-1);
                 }),
                 "030440c0 00000000 00000000 00000000" + PREFIX},
        LimitRow{"Interval", AdvertisementInterval{MicroSeconds(70999)}, "0701000000000046"},
        LimitRow{"NoHomeAgentLifetime", HomeAgentInformation{}, "0801000000000001"},
        LimitRow{"LongHomeAgentLifetime",
                 HomeAgentInformation{65535, Seconds(65536), false},
                 "08010000ffffffff"},
        LimitRow{"UnknownWithoutData", UnknownNdOption{24, {}}, "1801000000000000"},
        LimitRow{"UnknownOfOneOctet", UnknownNdOption{24, Bytes(1, 0xAB)}, "1801ab0000000000"},
        LimitRow{"UnknownOfOneUnit", UnknownNdOption{24, Bytes(6, 0xAB)}, "1801" + Fill(6)},
        LimitRow{"UnknownOfTwoUnits",
                 UnknownNdOption{24, Bytes(7, 0xAB)},
                 "1802" + Fill(7) + "00000000000000"},
        LimitRow{"UnknownOfMostUnits", UnknownNdOption{24, Bytes(2038, 0xAB)}, "18ff" + Fill(2038)},
        LimitRow{"UnknownCut", UnknownNdOption{24, Bytes(2039, 0xAB)}, "18ff" + Fill(2038)},
        LimitRow{"UnknownMtuCut", UnknownNdOption{5, Bytes(7, 0xAB)}, "0501" + Fill(6)},
        LimitRow{"UnknownPrefixFilled",
                 UnknownNdOption{3, Bytes(1, 0x40)},
                 "030440" + std::string(58, '0')}),
    [](const auto& row) { return row.param.name; });

/// Octets that are refused.
struct RefusedRow : NamedRow
{
    std::string hex;    //!< octets of options
    DecodeError error;  //!< expected reason
    std::size_t offset; //!< expected offending octet
};

/// Reasons of the decoder.
class NdOptionRefusalTable : public testing::TestWithParam<RefusedRow>
{
};

TEST_P(NdOptionRefusalTable, IsRefused)
{
    const auto result = Decode(GetParam().hex);
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error, GetParam().error);
    EXPECT_EQ(result.offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    NdOptions,
    NdOptionRefusalTable,
    testing::Values(
        RefusedRow{"LengthZero", "1800000000000000", DecodeError::BAD_LENGTH, 1},
        RefusedRow{"LengthZeroOfTheSecond", "0501000000000500 0100", DecodeError::BAD_LENGTH, 9},
        // scapy's own forced lengths of options 7 and 8
        RefusedRow{"Interval", "07021111ffffffff", DecodeError::BAD_LENGTH, 1},
        RefusedRow{"HomeAgent", "0802111122223333", DecodeError::BAD_LENGTH, 1},
        RefusedRow{"Mtu", "0502000000000500" + EIGHT, DecodeError::BAD_LENGTH, 1},
        RefusedRow{"ShortPrefix", "0303000000000000" + EIGHT + EIGHT, DecodeError::BAD_LENGTH, 1},
        RefusedRow{"LongPrefix",
                   "0305000000000000" + EIGHT + EIGHT + EIGHT + EIGHT,
                   DecodeError::BAD_LENGTH,
                   1},
        RefusedRow{"TypeOnly", "18", DecodeError::TRUNCATED, 1},
        RefusedRow{"TypeOnlyOfTheSecond", "0501000000000500 01", DecodeError::TRUNCATED, 9},
        RefusedRow{"NoData", "1801", DecodeError::TRUNCATED, 1},
        RefusedRow{"SomeData", "1802000000000000", DecodeError::TRUNCATED, 1},
        RefusedRow{"OneOctetMissing", "18010000000000", DecodeError::TRUNCATED, 1},
        RefusedRow{"LongestLength", "18ff000000000000", DecodeError::TRUNCATED, 1}),
    [](const auto& row) { return row.param.name; });

} // namespace

} // namespace ns3::mip6::tests

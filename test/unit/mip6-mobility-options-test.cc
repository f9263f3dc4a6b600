/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"
#include "mip6-named-row.h"

#include "ns3/mip6-mobility-options.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param octets of an option list
 * @return what the decoder answers
 */
DecodeResult<MobilityOptions>
Decode(const Bytes& octets)
{
    ByteReader reader(octets.data(), octets.size());
    return DecodeMobilityOptions(reader);
}

/**
 * @param hex octets of an option list
 * @return what the decoder answers
 */
DecodeResult<MobilityOptions>
Decode(const std::string& hex)
{
    return Decode(FromHex(hex));
}

/**
 * @param options a list
 * @param offset of the first option in its message
 * @return the octets of the list
 */
std::string
Encode(const MobilityOptions& options, std::size_t offset)
{
    ByteWriter writer;
    writer.WriteZeros(offset);
    EXPECT_TRUE(EncodeMobilityOptions(writer, options));
    return ToHex(writer.Take()).substr(2 * offset);
}

/**
 * @param hex octets of an option list
 * @param error why they are refused
 * @param offset of the offending octet
 */
void
ExpectRefused(const std::string& hex, DecodeError error, std::size_t offset)
{
    const auto result = Decode(hex);
    EXPECT_FALSE(result) << hex;
    EXPECT_EQ(result.error, error) << hex;
    EXPECT_EQ(result.offset, offset) << hex;
}

/// An option, its octets, and what its format allows.
struct FormatRow : NamedRow
{
    MobilityOption option;         //!< some value
    std::string hex;               //!< its octets
    std::size_t multiple{1};       //!< alignment: n * multiple + remainder
    std::size_t remainder{0};      //!< see multiple
    std::set<std::size_t> lengths; //!< Option Lengths that are not refused; empty: any but 0
};

/// @return one row per option with a struct, but for padding
std::vector<FormatRow>
GetFormatRows()
{
    BindingIdentifier bare;
    bare.bindingId = 0x0102;
    bare.status = 164;
    bare.simultaneousHomeForeign = true;
    BindingIdentifier ipv4 = bare;
    ipv4.simultaneousHomeForeign = false;
    ipv4.otherFlags = 0x7F;
    ipv4.careOfAddress = Ipv4Address("192.0.2.1");
    BindingIdentifier ipv6 = bare;
    ipv6.otherFlags = 0x01;
    ipv6.careOfAddress = Ipv6Address("2001:db8::3");
    const BindingAuthorizationData data{
        {0x8a, 0x9d, 0xc6, 0x71, 0xae, 0x05, 0x64, 0x37, 0x4e, 0x5a, 0xe2, 0xfb}};
    const MobileNetworkPrefix prefix{"2001:db8:a1::", 48};
    const std::string address = "20010db8000000000000000000000003";
    const std::set<std::size_t> identifier{4, 8, 20};
    return {
        {{"RefreshAdvice"}, BindingRefreshAdvice{Seconds(200)}, "02020032", 2, 0, {2}},
        {{"CareOfAddress"}, AlternateCareOfAddress{"2001:db8::3"}, "0310" + address, 8, 6, {16}},
        {{"NonceIndices"}, NonceIndices{0x1234, 0x5678}, "040412345678", 2, 0, {4}},
        {{"AuthorizationData"}, data, "050c8a9dc671ae0564374e5ae2fb", 8, 2, {12}},
        {{"NetworkPrefix"}, prefix, "0612003020010db800a100000000000000000000", 8, 4, {18}},
        {{"NodeIdentifier"}, MobileNodeIdentifier{1, FromHex("614062")}, "080401614062", 1, 0, {}},
        {{"Identifier"}, bare, "23040102a480", 2, 0, identifier},
        {{"Ipv4Identifier"}, ipv4, "23080102a47fc0000201", 8, 2, identifier},
        {{"Ipv6Identifier"}, ipv6, "23140102a481" + address, 8, 2, identifier},
    };
}

/// Runs once per option.
class MobilityOptionFormat : public testing::TestWithParam<FormatRow>
{
};

TEST_P(MobilityOptionFormat, IsWrittenAndRead)
{
    const FormatRow& row = GetParam();
    const std::size_t offset = 8 + row.remainder;
    EXPECT_EQ(Encode({row.option}, offset).substr(0, row.hex.size()), row.hex);
    const auto result = Decode(row.hex);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityOptions{row.option});
    EXPECT_EQ(GetType(row.option), FromHex(row.hex).at(0));
}

TEST_P(MobilityOptionFormat, IsPaddedToItsAlignment)
{
    const FormatRow& row = GetParam();
    for (std::size_t offset = 8; offset < 16; ++offset)
    {
        const Bytes octets = FromHex(Encode({row.option}, offset));
        std::size_t padding = 0;
        while ((offset + padding) % row.multiple != row.remainder)
        {
            ++padding;
        }
        ASSERT_LT(padding, 8U);
        EXPECT_EQ(octets.at(padding), FromHex(row.hex).at(0)) << offset;
        EXPECT_EQ((offset + octets.size()) % 8, 0U) << offset;
        // The reader starts where the writer did.
        Bytes message(offset);
        message.insert(message.end(), octets.begin(), octets.end());
        ByteReader reader(message.data(), message.size());
        reader.Skip(offset);
        const auto result = DecodeMobilityOptions(reader);
        ASSERT_TRUE(result) << offset;
        EXPECT_EQ(*result.value, MobilityOptions{row.option}) << offset;
    }
}

TEST_P(MobilityOptionFormat, OtherLengthsAreRefusedAtTheirOctet)
{
    const FormatRow& row = GetParam();
    for (std::size_t length = 0; length < 256; ++length)
    {
        Bytes octets(2 + length);
        octets[0] = GetType(row.option);
        octets[1] = static_cast<uint8_t>(length);
        const auto result = Decode(octets);
        const bool isAllowed = row.lengths.empty() ? length > 0 : row.lengths.count(length) == 1;
        EXPECT_EQ(result.error, isAllowed ? DecodeError::NONE : DecodeError::BAD_LENGTH) << length;
        EXPECT_EQ(result.offset, isAllowed ? 0U : 1U) << length;
    }
}

TEST_P(MobilityOptionFormat, EqualsItselfOnly)
{
    for (const FormatRow& other : GetFormatRows())
    {
        EXPECT_EQ(GetParam().option == other.option, GetParam().name == other.name) << other.name;
    }
}

INSTANTIATE_TEST_SUITE_P(All,
                         MobilityOptionFormat,
                         testing::ValuesIn(GetFormatRows()),
                         [](const auto& row) { return row.param.name; });

TEST(MobilityOptions, EveryMemberCountsForEquality)
{
    EXPECT_FALSE((NonceIndices{1, 2} == NonceIndices{1, 3}));
    EXPECT_FALSE((NonceIndices{1, 2} == NonceIndices{3, 2}));
    EXPECT_FALSE((MobileNetworkPrefix{"2001:db8::", 64} == MobileNetworkPrefix{"2001:db8::", 48}));
    EXPECT_FALSE((MobileNodeIdentifier{1, {1}} == MobileNodeIdentifier{2, {1}}));
    EXPECT_FALSE((MobileNodeIdentifier{1, {1}} == MobileNodeIdentifier{1, {2}}));
    EXPECT_FALSE((UnknownMobilityOption{200, {1}} == UnknownMobilityOption{201, {1}}));
    EXPECT_FALSE((UnknownMobilityOption{200, {1}} == UnknownMobilityOption{200, {}}));
    EXPECT_FALSE((PadN{{1}} == PadN{{}}));
    EXPECT_TRUE(Pad1() == Pad1());
}

TEST(MobilityOptions, ReservedOctetOfANetworkPrefixIsIgnored)
{
    const auto result = Decode("0612ff80 20010db8000000000000000000000003");
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityOptions({MobileNetworkPrefix{"2001:db8::3", 128}}));
}

TEST(MobilityOptions, PrefixLengthIsNotJudged)
{
    const MobilityOptions options{MobileNetworkPrefix{"2001:db8::3", 255}};
    EXPECT_EQ(*Decode(Encode(options, 12)).value, options);
}

TEST(MobilityOptions, EmptyListIsPaddedToEightOctets)
{
    EXPECT_EQ(Encode({}, 12), "01020000");
    EXPECT_EQ(Encode({}, 15), "00");
    EXPECT_EQ(Encode({}, 14), "0100");
    EXPECT_EQ(Encode({}, 16), "");
    EXPECT_EQ(Encode({}, 9), "01050000000000");
    EXPECT_TRUE(Decode("").value->empty());
}

TEST(MobilityOptions, RefreshIntervalIsRoundedDownAndClamped)
{
    EXPECT_EQ(Encode({BindingRefreshAdvice{Seconds(203)}}, 12), "02020032");
    EXPECT_EQ(Encode({BindingRefreshAdvice{Seconds(262144)}}, 12), "0202ffff");
    EXPECT_EQ(Encode({BindingRefreshAdvice{Seconds(-1)}}, 12), "02020000");
}

TEST(MobilityOptions, OrderAndUnknownOptionsAreKept)
{
    const MobilityOptions options{UnknownMobilityOption{200, FromHex("c0ffee")},
                                  AlternateCareOfAddress{"2001:db8::1"},
                                  UnknownMobilityOption{255, {}},
                                  BindingRefreshAdvice{Seconds(400)}};
    // Behind an even offset of 4n the list is aligned as in a Binding Update.
    const std::string octets = Encode(options, 12);
    EXPECT_EQ(octets,
              "c803c0ffee0103000000031020010db8000000000000000000000001ff0002020064"
              "0100");
    Bytes message(12);
    const Bytes list = FromHex(octets);
    message.insert(message.end(), list.begin(), list.end());
    ByteReader reader(message.data(), message.size());
    reader.Skip(12);
    EXPECT_EQ(*DecodeMobilityOptions(reader).value, options);
}

TEST(MobilityOptions, FindOptionAnswersTheFirstOrNothing)
{
    const MobilityOptions options{AlternateCareOfAddress{"2001:db8::1"},
                                  AlternateCareOfAddress{"2001:db8::2"}};
    ASSERT_NE(FindOption<AlternateCareOfAddress>(options), nullptr);
    EXPECT_EQ(FindOption<AlternateCareOfAddress>(options)->careOfAddress,
              Ipv6Address("2001:db8::1"));
    EXPECT_EQ(FindOption<BindingRefreshAdvice>(options), nullptr);
}

TEST(MobilityOptions, WrongLengthBehindPaddingIsRefusedAtItsOctet)
{
    ExpectRefused("00 0203000000", DecodeError::BAD_LENGTH, 2);
    ExpectRefused("0102ffff 030f 000000000000000000000000000000", DecodeError::BAD_LENGTH, 5);
}

TEST(MobilityOptions, OptionBeyondTheEndIsRefused)
{
    ExpectRefused("02", DecodeError::TRUNCATED, 1);
    ExpectRefused("0202", DecodeError::TRUNCATED, 1);
    ExpectRefused("020200", DecodeError::TRUNCATED, 1);
    ExpectRefused("01", DecodeError::TRUNCATED, 1);
    ExpectRefused("0101", DecodeError::TRUNCATED, 1);
    ExpectRefused("02020032 c8ff00", DecodeError::TRUNCATED, 5);
}

TEST(MobilityOptions, ReaderThatFailedBeforeIsRefused)
{
    const Bytes data = FromHex("02020032");
    ByteReader reader(data.data(), data.size());
    reader.Skip(5);
    ASSERT_TRUE(reader.HasFailed());
    EXPECT_EQ(DecodeMobilityOptions(reader).error, DecodeError::TRUNCATED);
}

} // namespace

} // namespace ns3::mip6::tests

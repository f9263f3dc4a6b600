/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"

#include "ns3/mip6-mobility-options.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Octets of a Binding Update before its options.
constexpr std::size_t UPDATE_OCTETS = 12;

/// One row of scapy's tables of automatic padding.
struct PaddingRow
{
    const char* name;    //!< padding that stands first
    const char* leading; //!< its octets
    const char* update;  //!< Binding Update with that padding and one option with default values
};

/// scapy, test/scapy/layers/inet6.uts: Binding Refresh Advice, alignment 2n.
const std::vector<PaddingRow> REFRESH_ADVICE_ROWS{
    {"None", "", "3b01050000004242d000000302020000"},
    {"Pad1", "00", "3b02050000004242d0000003000002020000010400000000"},
    {"PadN0", "0100", "3b02050000004242d0000003010002020000010400000000"},
    {"PadN1", "010100", "3b02050000004242d0000003010100000202000001020000"},
    {"PadN2", "01020000", "3b02050000004242d0000003010200000202000001020000"},
    {"PadN3", "0103000000", "3b02050000004242d0000003010300000000020200000100"},
    {"PadN4", "010400000000", "3b02050000004242d0000003010400000000020200000100"},
    {"PadN5", "01050000000000", "3b02050000004242d0000003010500000000000002020000"},
    {"PadN6", "0106000000000000", "3b02050000004242d0000003010600000000000002020000"},
};

/// scapy, test/scapy/layers/inet6.uts: Alternate Care-of Address, alignment 8n+6.
const std::vector<PaddingRow> CARE_OF_ADDRESS_ROWS{
    {"None", "", "3b03050000004242d00000030100031000000000000000000000000000000000"},
    {"Pad1", "00", "3b03050000004242d00000030000031000000000000000000000000000000000"},
    {"PadN0", "0100", "3b03050000004242d00000030100031000000000000000000000000000000000"},
    {"PadN1",
     "010100",
     "3b04050000004242d000000301010001050000000000031000000000000000000000000000000000"},
    {"PadN2",
     "01020000",
     "3b04050000004242d000000301020000010400000000031000000000000000000000000000000000"},
    {"PadN3",
     "0103000000",
     "3b04050000004242d000000301030000000103000000031000000000000000000000000000000000"},
    {"PadN4",
     "010400000000",
     "3b04050000004242d000000301040000000001020000031000000000000000000000000000000000"},
    {"PadN5",
     "01050000000000",
     "3b04050000004242d000000301050000000000010100031000000000000000000000000000000000"},
    {"PadN6",
     "0106000000000000",
     "3b04050000004242d000000301060000000000000100031000000000000000000000000000000000"},
};

/// scapy, test/scapy/layers/inet6.uts: mobile network prefix, alignment 8n+4.
const std::vector<PaddingRow> NETWORK_PREFIX_ROWS{
    {"None", "", "3b03050000004242d00000030612004000000000000000000000000000000000"},
    {"Pad1",
     "00",
     "3b04050000004242d000000300010500000000000612004000000000000000000000000000000000"},
    {"PadN0",
     "0100",
     "3b04050000004242d000000301000104000000000612004000000000000000000000000000000000"},
    {"PadN1",
     "010100",
     "3b04050000004242d000000301010001030000000612004000000000000000000000000000000000"},
    {"PadN2",
     "01020000",
     "3b04050000004242d000000301020000010200000612004000000000000000000000000000000000"},
    {"PadN3",
     "0103000000",
     "3b04050000004242d000000301030000000101000612004000000000000000000000000000000000"},
    {"PadN4",
     "010400000000",
     "3b04050000004242d000000301040000000001000612004000000000000000000000000000000000"},
    {"PadN5",
     "01050000000000",
     "3b04050000004242d000000301050000000000000612004000000000000000000000000000000000"},
    {"PadN6",
     "0106000000000000",
     "3b04050000004242d000000301060000000000000612004000000000000000000000000000000000"},
};

/**
 * Write an option behind the padding of a row, and read the row.
 * @param row octets made by scapy
 * @param option what they hold
 */
void
ExpectRow(const PaddingRow& row, const MobilityOption& option)
{
    SCOPED_TRACE(row.name);
    const Bytes golden = FromHex(row.update);
    ByteWriter writer;
    writer.WriteBytes(Bytes(golden.begin(), golden.begin() + UPDATE_OCTETS));
    writer.WriteBytes(FromHex(row.leading));
    EncodeMobilityOptions(writer, {option});
    EXPECT_EQ(ToHex(writer.Take()), ToHex(golden));

    ByteReader reader(golden.data(), golden.size());
    reader.Skip(UPDATE_OCTETS);
    const auto result = DecodeMobilityOptions(reader);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityOptions{option});
}

/**
 * @param hex octets of an option list
 * @return what the decoder answers
 */
DecodeResult<MobilityOptions>
Decode(const std::string& hex)
{
    const Bytes data = FromHex(hex);
    ByteReader reader(data.data(), data.size());
    return DecodeMobilityOptions(reader);
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
    EncodeMobilityOptions(writer, options);
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

TEST(MobilityOptions, RefreshAdviceIsPaddedAsScapyDoes)
{
    EXPECT_EQ(REFRESH_ADVICE_ROWS.size(), 9U);
    for (const PaddingRow& row : REFRESH_ADVICE_ROWS)
    {
        ExpectRow(row, BindingRefreshAdvice{});
    }
}

TEST(MobilityOptions, AlternateCareOfAddressIsPaddedAsScapyDoes)
{
    EXPECT_EQ(CARE_OF_ADDRESS_ROWS.size(), 9U);
    for (const PaddingRow& row : CARE_OF_ADDRESS_ROWS)
    {
        ExpectRow(row, AlternateCareOfAddress{"::"});
    }
}

TEST(MobilityOptions, OptionWithoutAStructIsPaddedByItsType)
{
    EXPECT_EQ(NETWORK_PREFIX_ROWS.size(), 9U);
    const Bytes data = FromHex("0040 00000000000000000000000000000000");
    for (const PaddingRow& row : NETWORK_PREFIX_ROWS)
    {
        ExpectRow(row, UnknownMobilityOption{6, data});
    }
}

TEST(MobilityOptions, BareOptionsOfScapyDecode)
{
    EXPECT_EQ(*Decode("02020000").value, MobilityOptions{BindingRefreshAdvice{}});
    EXPECT_EQ(*Decode("031000000000000000000000000000000000").value,
              MobilityOptions{AlternateCareOfAddress{"::"}});
}

TEST(MobilityOptions, ForcedLengthsOfScapyAreRefused)
{
    ExpectRefused("032a0af7", DecodeError::TRUNCATED, 1);
    const auto result = Decode("2a0820010db8000000000000000000000001");
    // Type 42 is unknown and its 8 octets are there; what follows is not an option list.
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error, DecodeError::TRUNCATED);
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
    const auto result = Decode("02020032");
    ASSERT_TRUE(result);
    EXPECT_EQ(FindOption<BindingRefreshAdvice>(*result.value)->refreshInterval, Seconds(200));
}

TEST(MobilityOptions, OrderAndUnknownOptionsAreKept)
{
    const MobilityOptions options{UnknownMobilityOption{200, FromHex("c0ffee")},
                                  AlternateCareOfAddress{"2001:db8::1"},
                                  UnknownMobilityOption{255, {}},
                                  BindingRefreshAdvice{Seconds(400)}};
    const std::string octets = Encode(options, 12);
    EXPECT_EQ(octets,
              "c803c0ffee0103000000031020010db8000000000000000000000001ff0002020064"
              "0100");
    EXPECT_EQ(*Decode(octets).value, options);
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

TEST(MobilityOptions, WrongLengthOfAKnownOptionIsRefusedAtItsOctet)
{
    ExpectRefused("0201ff", DecodeError::BAD_LENGTH, 1);
    ExpectRefused("0200", DecodeError::BAD_LENGTH, 1);
    ExpectRefused("00 0203000000", DecodeError::BAD_LENGTH, 2);
    ExpectRefused("0102ffff 030f 000000000000000000000000000000", DecodeError::BAD_LENGTH, 5);
    ExpectRefused("0311 0000000000000000000000000000000000", DecodeError::BAD_LENGTH, 1);
}

TEST(MobilityOptions, OptionBeyondTheEndIsRefused)
{
    ExpectRefused("02", DecodeError::TRUNCATED, 1);
    ExpectRefused("0202", DecodeError::TRUNCATED, 1);
    ExpectRefused("020200", DecodeError::TRUNCATED, 1);
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

TEST(MobilityOptions, DataBeyondTheLengthFieldIsCut)
{
    const std::string octets = Encode({UnknownMobilityOption{200, Bytes(300, 0xAB)}}, 12);
    const auto result = Decode(octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityOptions({UnknownMobilityOption{200, Bytes(255, 0xAB)}}));
}

TEST(MobilityOptions, OptionsThatDoNotFitIntoAHeaderAreLeftOut)
{
    const MobilityOptions options(10, UnknownMobilityOption{200, Bytes(255, 0xAB)});
    const std::string octets = Encode(options, 12);
    EXPECT_LE(octets.size() / 2 + 12, 2048U);
    const auto result = Decode(octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityOptions(7, UnknownMobilityOption{200, Bytes(255, 0xAB)}));
}

TEST(MobilityOptions, PaddingGivenAsAnOptionIsLeftOut)
{
    EXPECT_EQ(Encode({UnknownMobilityOption{0, FromHex("01")}, UnknownMobilityOption{1, {}}}, 12),
              "01020000");
}

} // namespace

} // namespace ns3::mip6::tests

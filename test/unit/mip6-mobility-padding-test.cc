/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"
#include "mip6-named-row.h"

#include "ns3/mip6-mobility-options.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Octets of a Binding Update before its options.
constexpr std::size_t UPDATE_OCTETS = 12;

/**
 * @param octets of an option list that begins behind a Binding Update's fixed part
 * @return what the decoder answers
 */
DecodeResult<MobilityOptions>
Decode(const Bytes& octets)
{
    Bytes message(UPDATE_OCTETS);
    message.insert(message.end(), octets.begin(), octets.end());
    ByteReader reader(message.data(), message.size());
    reader.Skip(UPDATE_OCTETS);
    return DecodeMobilityOptions(reader);
}

/// What the encoder makes of a list.
struct Encoded
{
    bool fits{false}; //!< its answer
    Bytes octets;     //!< behind a Binding Update's fixed part
};

/**
 * @param options a list
 * @return what the encoder makes of it
 */
Encoded
Encode(const MobilityOptions& options)
{
    ByteWriter writer;
    writer.WriteZeros(UPDATE_OCTETS);
    const bool fits = EncodeMobilityOptions(writer, options);
    Bytes octets = writer.Take();
    octets.erase(octets.begin(), octets.begin() + UPDATE_OCTETS);
    return {fits, octets};
}

/// A list whose padding is not, or not only, what alignment asks for.
struct PaddingRow : NamedRow
{
    std::string hex;         //!< octets at offset 12
    MobilityOptions options; //!< what they are
};

/// @return all rows
std::vector<PaddingRow>
GetRows()
{
    const BindingRefreshAdvice advice{Seconds(200)};
    const AlternateCareOfAddress address{"2001:db8::3"};
    const std::string addressHex = "031020010db8000000000000000000000003";
    return {
        {{"AlignmentAtTheEnd"}, "01020000", {}},
        {{"AlignmentBetween"}, "0100" + addressHex, {address}},
        {{"NothingButPad1"}, "00000000", {Pad1(), Pad1(), Pad1()}},
        {{"TwoPadNInsteadOfOne"}, "01000100", {PadN{}}},
        {{"Pad1BeforePadN"}, "00010100", {Pad1()}},
        {{"PadNBeforePad1"}, "01010000", {PadN{Bytes(1)}}},
        {{"ContentThatIsNotZero"}, "01020001", {PadN{FromHex("0001")}}},
        {{"ContentThatIsNotZeroFirst"}, "0102ff00", {PadN{FromHex("ff00")}}},
        {{"AlignmentWithContent"},
         "02020032 0104ff000000" + addressHex,
         {advice, PadN{FromHex("ff000000")}, address}},
        {{"MoreThanAlignmentAsksFor"},
         "0108000000000000 0000" + addressHex,
         {PadN{Bytes(8)}, address}},
        {{"AlignmentInTwoPieces"}, "0000" + addressHex, {Pad1(), address}},
        {{"BeforeAnOptionWithoutAlignment"},
         "00c801ab",
         {Pad1(), UnknownMobilityOption{200, {0xAB}}}},
        {{"WholeUnits"}, "02020032 0106000000000000", {advice, PadN{Bytes(6)}}},
        {{"LongestPadN"}, "01ff" + std::string(510, '0') + "010100", {PadN{Bytes(255)}}},
    };
}

/// Runs once per list.
class MobilityPadding : public testing::TestWithParam<PaddingRow>
{
};

TEST_P(MobilityPadding, IsAValueWhereTheEncoderWouldNotMakeIt)
{
    const auto result = Decode(FromHex(GetParam().hex));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, GetParam().options);
}

TEST_P(MobilityPadding, IsEncodedAsItCame)
{
    const auto result = Decode(FromHex(GetParam().hex));
    ASSERT_TRUE(result);
    const Encoded encoded = Encode(*result.value);
    EXPECT_TRUE(encoded.fits);
    EXPECT_EQ(ToHex(encoded.octets), ToHex(FromHex(GetParam().hex)));
}

INSTANTIATE_TEST_SUITE_P(All, MobilityPadding, testing::ValuesIn(GetRows()), [](const auto& row) {
    return row.param.name;
});

TEST(MobilityPaddingLimits, DataBeyondTheLengthFieldDoesNotFit)
{
    EXPECT_TRUE(Encode({UnknownMobilityOption{200, Bytes(255)}}).fits);
    EXPECT_FALSE(Encode({UnknownMobilityOption{200, Bytes(256)}}).fits);
    EXPECT_TRUE(Encode({PadN{Bytes(255)}}).fits);
    EXPECT_FALSE(Encode({PadN{Bytes(256)}}).fits);
    EXPECT_TRUE(Encode({MobileNodeIdentifier{1, Bytes(254)}}).fits);
    EXPECT_FALSE(Encode({MobileNodeIdentifier{1, Bytes(255)}}).fits);
}

TEST(MobilityPaddingLimits, SecondBindingAuthorizationDataDoesNotFit)
{
    EXPECT_TRUE(Encode({BindingAuthorizationData{}}).fits);
    EXPECT_FALSE(Encode({BindingAuthorizationData{}, BindingAuthorizationData{}}).fits);
}

TEST(MobilityPaddingLimits, LongestDataSurvivesARoundTrip)
{
    const MobilityOptions options{UnknownMobilityOption{200, Bytes(255, 0xAB)},
                                  MobileNodeIdentifier{2, Bytes(254, 0xCD)}};
    const auto result = Decode(Encode(options).octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, options);
}

TEST(MobilityPaddingLimits, ListBeyondHeaderLenDoesNotFit)
{
    // 12 + 7 * 257 + 237 = 2048 octets, the largest Mobility Header.
    MobilityOptions options(7, UnknownMobilityOption{200, Bytes(255, 0xAB)});
    options.emplace_back(UnknownMobilityOption{201, Bytes(235, 0xCD)});
    const Encoded largest = Encode(options);
    EXPECT_TRUE(largest.fits);
    EXPECT_EQ(largest.octets.size() + UPDATE_OCTETS, 2048U);
    EXPECT_EQ(*Decode(largest.octets).value, options);
    options.emplace_back(Pad1());
    EXPECT_FALSE(Encode(options).fits);
}

TEST(MobilityPaddingLimits, PaddingIsGivenAsPad1AndPadNOnly)
{
    EXPECT_FALSE(Encode({UnknownMobilityOption{0, {}}}).fits);
    EXPECT_FALSE(Encode({UnknownMobilityOption{1, {}}}).fits);
    EXPECT_TRUE(Encode({UnknownMobilityOption{2, {}}}).fits);
    EXPECT_EQ(ToHex(Encode({Pad1(), PadN{{}}}).octets), "00010000");
}

TEST(MobilityPaddingLimits, OptionThatIsNotAlignedIsReadAndWrittenAligned)
{
    const auto result = Decode(FromHex("0310 20010db8000000000000000000000003 0100"));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityOptions({AlternateCareOfAddress{"2001:db8::3"}}));
    EXPECT_EQ(ToHex(Encode(*result.value).octets), "0100031020010db8000000000000000000000003");
}

TEST(MobilityPaddingLimits, PaddingAroundAnOptionThatIsNotAlignedIsDropped)
{
    // The option is moved, so that what stood before and behind it no longer fits.
    const auto result = Decode(FromHex("00 0202 0032 0101ff 0310 20010db8000000000000000000000003"
                                       "000000000000"));
    ASSERT_TRUE(result);
    const MobilityOptions options{BindingRefreshAdvice{Seconds(200)},
                                  AlternateCareOfAddress{"2001:db8::3"}};
    EXPECT_EQ(*result.value, options);
    const Encoded encoded = Encode(options);
    EXPECT_EQ(ToHex(encoded.octets), "02020032010400000000031020010db8000000000000000000000003");
    EXPECT_EQ(*Decode(encoded.octets).value, options);
}

TEST(MobilityPaddingLimits, TypesOfPadding)
{
    EXPECT_EQ(GetType(Pad1()), 0);
    EXPECT_EQ(GetType(PadN()), 1);
    EXPECT_EQ(GetType(UnknownMobilityOption{200, {}}), 200);
}

/// Octets of a Binding Authorization Data option.
constexpr const char* AUTHORIZATION_HEX = "050c000102030405060708090a0b";

/// @return the same as a value
BindingAuthorizationData
MakeAuthorizationData()
{
    return {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}};
}

TEST(MobilityAuthorizationData, IsWrittenLast)
{
    const Encoded encoded = Encode({MakeAuthorizationData(), NonceIndices{1, 2}});
    EXPECT_TRUE(encoded.fits);
    EXPECT_EQ(ToHex(encoded.octets), std::string("040400010002") + AUTHORIZATION_HEX);
    EXPECT_EQ(*Decode(encoded.octets).value,
              MobilityOptions({NonceIndices{1, 2}, MakeAuthorizationData()}));
}

TEST(MobilityAuthorizationData, EndsAtAWholeUnitSoThatNoPaddingFollows)
{
    const Encoded encoded = Encode({MakeAuthorizationData()});
    EXPECT_EQ(ToHex(encoded.octets), std::string("010400000000") + AUTHORIZATION_HEX);
    EXPECT_EQ((encoded.octets.size() + UPDATE_OCTETS) % 8, 0U);
}

TEST(MobilityAuthorizationData, NothingIsAllowedBehindIt)
{
    for (const char* tail : {"00", "0100", "0106000000000000", "02020032", "c800"})
    {
        const auto result =
            Decode(FromHex("040400010002" + (AUTHORIZATION_HEX + std::string(tail))));
        EXPECT_EQ(result.error, DecodeError::BAD_VALUE) << tail;
        // At the Type octet of the option that should have been the last.
        EXPECT_EQ(result.offset, UPDATE_OCTETS + 6) << tail;
    }
}

TEST(MobilityAuthorizationData, WrongLengthCountsBeforeWhatFollows)
{
    const auto result = Decode(FromHex("0504000102030000"));
    EXPECT_EQ(result.error, DecodeError::BAD_LENGTH);
    EXPECT_EQ(result.offset, UPDATE_OCTETS + 1);
}

} // namespace

} // namespace ns3::mip6::tests

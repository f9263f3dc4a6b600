/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-named-row.h"

#include "ns3/mip6-mobility-messages.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param octets that begin with a Mobility Header
 * @return the size that its Header Len tells
 */
std::size_t
ReadHeaderOctets(const Bytes& octets)
{
    return GetMobilityHeaderOctets(octets.data(), octets.size());
}

/**
 * @param data octets of a Mobility Header
 * @return what the decoder answers
 */
DecodeResult<MobilityMessage>
Decode(const Bytes& data)
{
    return DecodeMobilityMessage(data.data(), data.size());
}

/**
 * @param hex octets of a Mobility Header
 * @param error why they are refused
 * @param offset of the offending octet
 */
void
ExpectRefused(const std::string& hex, DecodeError error, std::size_t offset)
{
    const auto result = Decode(FromHex(hex));
    EXPECT_FALSE(result) << hex;
    EXPECT_EQ(result.error, error) << hex;
    EXPECT_EQ(result.offset, offset) << hex;
}

/// A message, its octets, and where its fixed part ends.
struct FormatRow : NamedRow
{
    MobilityMessage message;  //!< without options
    std::string hex;          //!< its octets
    std::size_t fixedUnits{}; //!< 8-octet units up to the end of the fixed part
};

/// @return every flag set
BindingUpdate
MakeUpdate()
{
    BindingUpdate update;
    update.sequence = 0xF0B3;
    update.acknowledge = update.homeRegistration = update.linkLocal = true;
    update.keyManagement = update.mobileRouter = true;
    update.otherFlags = 0x0BFF;
    update.lifetime = Seconds(4 * 0x545F);
    return update;
}

/// @return every flag set
BindingAcknowledgement
MakeAcknowledgement()
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.status = BindingStatus::INVALID_CARE_OF_ADDRESS;
    acknowledgement.keyManagement = acknowledgement.mobileRouter = true;
    acknowledgement.otherFlags = 0x3F;
    acknowledgement.sequence = 0xF0B3;
    acknowledgement.lifetime = Seconds(4 * 0x545F);
    return acknowledgement;
}

/// @return one row per message type
std::vector<FormatRow>
GetFormatRows()
{
    const Cookie cookie{1, 2, 3, 4, 5, 6, 7, 8};
    const KeygenToken token{9, 10, 11, 12, 13, 14, 15, 16};
    const BindingError error{BindingErrorStatus::UNKNOWN_BINDING, "2001:db8::1", {}};
    return {
        {{"RefreshRequest"}, BindingRefreshRequest{}, "3b00 0000 0000 0000", 1},
        {{"HomeTestInit"}, HomeTestInit{cookie, {}}, "3b01 0100 0000 0000 0102030405060708", 2},
        {{"CareOfTestInit"}, CareOfTestInit{cookie, {}}, "3b01 0200 0000 0000 0102030405060708", 2},
        {{"HomeTest"},
         HomeTest{0x1234, cookie, token, {}},
         "3b02 0300 0000 1234 0102030405060708 090a0b0c0d0e0f10",
         3},
        {{"CareOfTest"},
         CareOfTest{0x1234, cookie, token, {}},
         "3b02 0400 0000 1234 0102030405060708 090a0b0c0d0e0f10",
         3},
        {{"Update"}, MakeUpdate(), "3b01 0500 0000 f0b3 ffff 545f 01020000", 2},
        {{"Acknowledgement"}, MakeAcknowledgement(), "3b01 0600 0000 aeff f0b3 545f 01020000", 2},
        {{"Error"}, error, "3b02 0700 0000 0100 20010db8000000000000000000000001", 3},
        {{"Unknown"}, UnknownMobilityMessage{200, FromHex("abcd")}, "3b00 c800 0000 abcd", 1},
    };
}

/// Runs once per message type.
class MobilityMessageFormat : public testing::TestWithParam<FormatRow>
{
};

TEST_P(MobilityMessageFormat, IsWrittenAndRead)
{
    const Bytes octets = FromHex(GetParam().hex);
    EXPECT_EQ(ToHex(EncodeMobilityMessage(GetParam().message)), ToHex(octets));
    const auto result = Decode(octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, GetParam().message);
    EXPECT_EQ(GetType(GetParam().message), octets[2]);
}

TEST_P(MobilityMessageFormat, IsTruncatedBelowOneUnit)
{
    Bytes unit = FromHex(GetParam().hex);
    unit.resize(8);
    ForEachTruncation(unit, [](const Bytes& cut) {
        const auto result = Decode(cut);
        EXPECT_EQ(result.error, DecodeError::TRUNCATED) << cut.size();
        EXPECT_EQ(result.offset, 1U) << cut.size();
    });
}

TEST_P(MobilityMessageFormat, HeaderLenBelowTheFixedPartIsRefused)
{
    Bytes octets = FromHex(GetParam().hex);
    EXPECT_EQ(GetMinimumOctets(static_cast<MobilityType>(octets[2])), 8 * GetParam().fixedUnits);
    for (std::size_t units = 1; units < GetParam().fixedUnits; ++units)
    {
        // All octets are there, only the field says otherwise.
        octets[1] = static_cast<uint8_t>(units - 1);
        const auto result = Decode(octets);
        EXPECT_EQ(result.error, DecodeError::BAD_LENGTH) << units;
        EXPECT_EQ(result.offset, 1U) << units;
    }
}

TEST_P(MobilityMessageFormat, EqualsItselfOnly)
{
    for (const FormatRow& other : GetFormatRows())
    {
        EXPECT_EQ(GetParam().message == other.message, GetParam().name == other.name);
    }
}

INSTANTIATE_TEST_SUITE_P(All,
                         MobilityMessageFormat,
                         testing::ValuesIn(GetFormatRows()),
                         [](const auto& row) { return row.param.name; });

/**
 * Encode and decode a message with two options.
 * @tparam Message its type
 * @param message without options
 */
template <typename Message>
void
ExpectOptionsSurvive(Message message)
{
    message.options = {BindingRefreshAdvice{Seconds(40)}, AlternateCareOfAddress{"2001:db8::3"}};
    const Bytes octets = EncodeMobilityMessage(message);
    EXPECT_EQ(octets.size(), ReadHeaderOctets(octets));
    const auto result = Decode(octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityMessage(message));
    Message other = message;
    other.options.pop_back();
    EXPECT_FALSE(other == message);
}

TEST(MobilityMessages, OptionsOfEveryMessageSurviveARoundTrip)
{
    ExpectOptionsSurvive(BindingRefreshRequest{});
    ExpectOptionsSurvive(HomeTestInit{});
    ExpectOptionsSurvive(CareOfTestInit{});
    ExpectOptionsSurvive(HomeTest{});
    ExpectOptionsSurvive(CareOfTest{});
    ExpectOptionsSurvive(BindingUpdate{});
    ExpectOptionsSurvive(BindingAcknowledgement{});
    ExpectOptionsSurvive(BindingError{});
}

TEST(MobilityMessages, EveryMemberCountsForEquality)
{
    const BindingUpdate update = MakeUpdate();
    BindingUpdate other = update;
    other.sequence = 0;
    EXPECT_FALSE(other == update);
    other = update;
    other.keyManagement = false;
    EXPECT_FALSE(other == update);
    other = update;
    other.lifetime = Seconds(0);
    EXPECT_FALSE(other == update);
    EXPECT_FALSE((HomeTestInit{{1}, {}} == HomeTestInit{{2}, {}}));
    EXPECT_FALSE((HomeTest{1, {1}, {1}, {}} == HomeTest{2, {1}, {1}, {}}));
    EXPECT_FALSE((HomeTest{1, {1}, {1}, {}} == HomeTest{1, {2}, {1}, {}}));
    EXPECT_FALSE((CareOfTest{1, {1}, {1}, {}} == CareOfTest{1, {1}, {2}, {}}));
    EXPECT_FALSE((UnknownMobilityMessage{200, {1}} == UnknownMobilityMessage{200, {2}}));
}

/// Octets of messages whose reserved fields are set, each beside the same message without.
struct ReservedRow : NamedRow
{
    std::string hex;         //!< reserved fields set
    MobilityMessage message; //!< what it is
};

/// @return all rows
std::vector<ReservedRow>
GetReservedRows()
{
    const Cookie cookie{1, 2, 3, 4, 5, 6, 7, 8};
    return {
        {{"RefreshRequest"}, "3b00 00ff abcd ffff", BindingRefreshRequest{}},
        {{"HomeTestInit"}, "3b01 01ff abcd ffff 0102030405060708", HomeTestInit{cookie, {}}},
        {{"CareOfTestInit"}, "3b01 02ff abcd ffff 0102030405060708", CareOfTestInit{cookie, {}}},
        {{"Error"}, "3b02 07ff abcd 01ff 00000000000000000000000000000000", BindingError{}},
    };
}

TEST(MobilityMessages, ReservedFieldsAndChecksumAreNotLookedAt)
{
    for (const ReservedRow& row : GetReservedRows())
    {
        const auto result = Decode(FromHex(row.hex));
        ASSERT_TRUE(result) << row.name;
        EXPECT_EQ(*result.value, row.message) << row.name;
    }
}

TEST(MobilityMessages, FlagsAreThoseOfMembersAndOthers)
{
    BindingUpdate update;
    BindingAcknowledgement acknowledgement;
    EXPECT_EQ(GetFlags(update), 0);
    EXPECT_EQ(GetFlags(acknowledgement), 0);
    update.linkLocal = true;
    update.otherFlags = 0x0140;
    EXPECT_EQ(GetFlags(update), 0x2140);
    acknowledgement.mobileRouter = true;
    acknowledgement.otherFlags = 0x28;
    EXPECT_EQ(GetFlags(acknowledgement), 0x68);
}

TEST(MobilityMessages, EveryFlagOfAnUpdateHasItsMember)
{
    for (int bit = 0; bit < 16; ++bit)
    {
        const auto flag = static_cast<uint16_t>(1 << bit);
        Bytes octets = FromHex("3b01 0500 0000 0000 0000 0000 01020000");
        octets[8] = static_cast<uint8_t>(flag >> 8);
        octets[9] = static_cast<uint8_t>(flag);
        const auto result = Decode(octets);
        ASSERT_TRUE(result);
        const auto& update = std::get<BindingUpdate>(*result.value);
        EXPECT_EQ(update.acknowledge, bit == 15);
        EXPECT_EQ(update.homeRegistration, bit == 14);
        EXPECT_EQ(update.linkLocal, bit == 13);
        EXPECT_EQ(update.keyManagement, bit == 12);
        EXPECT_EQ(update.mobileRouter, bit == 10);
        EXPECT_EQ(GetFlags(update), flag);
    }
}

TEST(MobilityMessages, EveryFlagOfAnAcknowledgementHasItsMember)
{
    for (int bit = 0; bit < 8; ++bit)
    {
        Bytes octets = FromHex("3b01 0600 0000 0000 0000 0000 01020000");
        octets[7] = static_cast<uint8_t>(1 << bit);
        const auto result = Decode(octets);
        ASSERT_TRUE(result);
        const auto& acknowledgement = std::get<BindingAcknowledgement>(*result.value);
        EXPECT_EQ(acknowledgement.keyManagement, bit == 7);
        EXPECT_EQ(acknowledgement.mobileRouter, bit == 6);
        EXPECT_EQ(GetFlags(acknowledgement), octets[7]);
    }
}

TEST(MobilityMessages, LifetimeIsRoundedDownAndClamped)
{
    BindingUpdate update;
    BindingAcknowledgement acknowledgement;
    update.lifetime = acknowledgement.lifetime = MilliSeconds(7999);
    EXPECT_EQ(ToHex(EncodeMobilityMessage(update)).substr(20, 4), "0001");
    EXPECT_EQ(ToHex(EncodeMobilityMessage(acknowledgement)).substr(20, 4), "0001");
    update.lifetime = acknowledgement.lifetime = Seconds(300000);
    EXPECT_EQ(ToHex(EncodeMobilityMessage(update)).substr(20, 4), "ffff");
    EXPECT_EQ(ToHex(EncodeMobilityMessage(acknowledgement)).substr(20, 4), "ffff");
}

TEST(MobilityMessages, MessageThatDoesNotFitIsEmpty)
{
    BindingUpdate update;
    update.options = {UnknownMobilityOption{200, Bytes(256)}};
    EXPECT_TRUE(EncodeMobilityMessage(update).empty());
    // 6 + 2042 = 2048 octets, the largest Mobility Header.
    EXPECT_EQ(EncodeMobilityMessage(UnknownMobilityMessage{200, Bytes(2042)}).size(), 2048U);
    EXPECT_TRUE(EncodeMobilityMessage(UnknownMobilityMessage{200, Bytes(2043)}).empty());
}

TEST(MobilityMessages, LargestHeaderSurvivesARoundTrip)
{
    const MobilityMessage message = UnknownMobilityMessage{200, Bytes(2042, 0xAB)};
    const Bytes octets = EncodeMobilityMessage(message);
    EXPECT_EQ(octets.at(1), 255);
    EXPECT_EQ(*Decode(octets).value, message);
}

TEST(MobilityMessages, DataOfAnUnknownTypeIsFilledUpToWholeUnits)
{
    EXPECT_EQ(ToHex(EncodeMobilityMessage(UnknownMobilityMessage{200, FromHex("abcdef")})),
              "3b01c8000000abcdef00000000000000");
    EXPECT_EQ(ToHex(EncodeMobilityMessage(UnknownMobilityMessage{200, {}})), "3b00c80000000000");
}

TEST(MobilityMessages, SizeIsThatOfHeaderLen)
{
    EXPECT_EQ(ReadHeaderOctets(FromHex("3b00")), 8U);
    EXPECT_EQ(ReadHeaderOctets(FromHex("3bff000000000000")), 2048U);
    EXPECT_EQ(ReadHeaderOctets(FromHex("3b")), 8U);
    EXPECT_EQ(ReadHeaderOctets({}), 8U);
}

TEST(MobilityMessages, UnknownTypeCountsBeforePayloadProtoAndHeaderLen)
{
    // RFC 6275 section 9.2: it is answered with a Binding Error whatever else is wrong.
    const MobilityMessage message = UnknownMobilityMessage{8, FromHex("abcd")};
    EXPECT_EQ(*Decode(FromHex("0600080000 00abcd")).value, message);
    EXPECT_EQ(*Decode(FromHex("3bff080000 00abcd")).value, message);
    EXPECT_EQ(*Decode(FromHex("3b00080000 00abcd 0102030405060708")).value, message);
}

TEST(MobilityMessages, PayloadProtoOtherThan59IsRefused)
{
    for (const FormatRow& row : GetFormatRows())
    {
        Bytes octets = FromHex(row.hex);
        octets[0] = 58;
        const auto result = Decode(octets);
        const bool isUnknown = std::holds_alternative<UnknownMobilityMessage>(row.message);
        EXPECT_EQ(result.error, isUnknown ? DecodeError::NONE : DecodeError::BAD_PAYLOAD_PROTO);
        EXPECT_EQ(result.offset, 0U);
    }
}

TEST(MobilityMessages, PayloadProtoCountsBeforeHeaderLen)
{
    ExpectRefused("3aff050000000000", DecodeError::BAD_PAYLOAD_PROTO, 0);
}

TEST(MobilityMessages, HeaderLenBeyondThePacketIsRefused)
{
    ExpectRefused("3b020500000000000000000001020000", DecodeError::BAD_LENGTH, 1);
    ExpectRefused("3bff000000000000", DecodeError::BAD_LENGTH, 1);
}

TEST(MobilityMessages, OctetsBeyondHeaderLenAreIgnored)
{
    const auto result = Decode(FromHex("3b00 0000 0000 0000 0310ff"));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityMessage(BindingRefreshRequest{}));
}

TEST(MobilityMessages, NoDataIsTruncated)
{
    const auto result = DecodeMobilityMessage(nullptr, 0);
    EXPECT_EQ(result.error, DecodeError::TRUNCATED);
    EXPECT_EQ(result.offset, 1U);
}

TEST(MobilityMessages, BadOptionIsRefusedAtItsOctetInTheHeader)
{
    ExpectRefused("3b010500000000000000000002010000", DecodeError::BAD_LENGTH, 13);
    ExpectRefused("3b010600000000000000000001030000", DecodeError::TRUNCATED, 13);
    ExpectRefused("3b010000000000000202003202ff0000", DecodeError::TRUNCATED, 13);
    ExpectRefused("3b030700000001000000000000000000000000000000000005020000ffffffff",
                  DecodeError::BAD_LENGTH,
                  25);
}

} // namespace

} // namespace ns3::mip6::tests

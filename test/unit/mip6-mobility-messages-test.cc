/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"

#include "ns3/mip6-mobility-messages.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @return all packets with a Binding Update or Acknowledgement
std::vector<GoldenPacket>
GetAllPackets()
{
    std::vector<GoldenPacket> packets = LINUX_MOBILITY_PACKETS;
    packets.insert(packets.end(), SCAPY_MOBILITY_PACKETS.begin(), SCAPY_MOBILITY_PACKETS.end());
    return packets;
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

/**
 * @param packets a list
 * @param name of one of them
 * @return its Mobility Header
 */
Bytes
GetHeader(const std::vector<GoldenPacket>& packets, const std::string& name)
{
    for (const GoldenPacket& packet : packets)
    {
        if (name == packet.name)
        {
            return Split(packet).upperLayer;
        }
    }
    ADD_FAILURE() << "no packet " << name;
    return {};
}

/// @return home registration as Linux sends it from the first access link
BindingUpdate
MakeLinuxUpdate()
{
    BindingUpdate update;
    update.sequence = 0xF0B3;
    update.acknowledge = true;
    update.homeRegistration = true;
    update.lifetime = Seconds(4 * 0x545F);
    update.options = {AlternateCareOfAddress{"2001:1:0:2:dc3c:b9ff:fe1d:a4a1"}};
    return update;
}

/// Runs once per golden packet.
class GoldenMessage : public testing::TestWithParam<GoldenPacket>
{
};

TEST_P(GoldenMessage, DecodesAndEncodesBackToTheSameOctets)
{
    const Bytes golden = Split(GetParam()).upperLayer;
    const auto result = Decode(golden);
    ASSERT_TRUE(result);
    EXPECT_EQ(GetType(*result.value), golden[2]);
    EXPECT_FALSE(std::holds_alternative<UnknownMobilityMessage>(*result.value));
    EXPECT_EQ(ToHex(EncodeMobilityMessage(*result.value)),
              ToHex(WithoutChecksum(golden, MOBILITY_CHECKSUM_OFFSET)));
}

TEST_P(GoldenMessage, EveryTruncationIsRefused)
{
    ForEachTruncation(Split(GetParam()).upperLayer, [](const Bytes& cut) {
        const auto result = Decode(cut);
        EXPECT_FALSE(result);
        EXPECT_EQ(result.error, DecodeError::TRUNCATED) << cut.size();
        EXPECT_EQ(result.offset, 1U);
    });
}

TEST_P(GoldenMessage, EverySingleOctetChangeGivesAStableValueOrAReason)
{
    ForEachSingleOctetChange(
        Split(GetParam()).upperLayer,
        [](const Bytes& changed, std::size_t offset) {
            const auto result = Decode(changed);
            EXPECT_LE(result.offset, changed.size());
            ASSERT_EQ(result.value.has_value(), result.error == DecodeError::NONE) << offset;
            if (result)
            {
                const auto again = Decode(EncodeMobilityMessage(*result.value));
                ASSERT_TRUE(again) << offset;
                EXPECT_EQ(*again.value, *result.value) << offset;
            }
        });
}

INSTANTIATE_TEST_SUITE_P(All,
                         GoldenMessage,
                         testing::ValuesIn(GetAllPackets()),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(MobilityMessages, LinuxUpdateHasTheseValues)
{
    const Bytes golden = GetHeader(LINUX_MOBILITY_PACKETS, "LinuxFirstHomeUpdate");
    EXPECT_EQ(*Decode(golden).value, MobilityMessage(MakeLinuxUpdate()));
    EXPECT_EQ(ToHex(EncodeMobilityMessage(MakeLinuxUpdate())),
              ToHex(WithoutChecksum(golden, MOBILITY_CHECKSUM_OFFSET)));
}

TEST(MobilityMessages, LinuxDeregistrationHasTheseValues)
{
    BindingUpdate update = MakeLinuxUpdate();
    update.sequence = 0xF0B7;
    update.lifetime = Seconds(0);
    update.options = {AlternateCareOfAddress{"2001:1:0:1::100"}};
    EXPECT_EQ(*Decode(GetHeader(LINUX_MOBILITY_PACKETS, "LinuxHomeDeregistration")).value,
              MobilityMessage(update));
}

TEST(MobilityMessages, LinuxAcknowledgementHasTheseValues)
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.sequence = 0xF0B3;
    acknowledgement.lifetime = Seconds(4 * 0x545F);
    EXPECT_EQ(*Decode(GetHeader(LINUX_MOBILITY_PACKETS, "LinuxFirstHomeAcknowledgement")).value,
              MobilityMessage(acknowledgement));
}

TEST(MobilityMessages, AuthorizationDataOfLinuxIsKeptAsAnUnknownOption)
{
    const Bytes golden =
        GetHeader(LINUX_MOBILITY_PACKETS, "LinuxFirstCorrespondentAcknowledgement");
    const auto result = Decode(golden);
    ASSERT_TRUE(result);
    const auto& acknowledgement = std::get<BindingAcknowledgement>(*result.value);
    EXPECT_EQ(acknowledgement.options,
              MobilityOptions({UnknownMobilityOption{5, FromHex("8a9dc671ae0564374e5ae2fb")}}));
}

TEST(MobilityMessages, ScapyPacketsHaveTheseValues)
{
    BindingUpdate update;
    update.sequence = 15;
    update.acknowledge = update.homeRegistration = true;
    update.linkLocal = update.keyManagement = true;
    update.lifetime = Seconds(420);
    update.options = {AlternateCareOfAddress{"2001:db8:2::10"}};
    EXPECT_EQ(*Decode(GetHeader(SCAPY_MOBILITY_PACKETS, "HomeUpdate")).value,
              MobilityMessage(update));

    BindingAcknowledgement acknowledgement;
    acknowledgement.status = BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY;
    acknowledgement.sequence = 15;
    acknowledgement.lifetime = Seconds(400);
    EXPECT_EQ(*Decode(GetHeader(SCAPY_MOBILITY_PACKETS, "PrefixDiscoveryAcknowledgement")).value,
              MobilityMessage(acknowledgement));

    acknowledgement = BindingAcknowledgement{};
    acknowledgement.sequence = 16;
    EXPECT_EQ(*Decode(GetHeader(SCAPY_MOBILITY_PACKETS, "AcknowledgementAtHome")).value,
              MobilityMessage(acknowledgement));
}

TEST(MobilityMessages, FlagsWithoutAMemberAreKept)
{
    const auto nemo = Decode(GetHeader(SCAPY_MOBILITY_PACKETS, "NemoUpdate"));
    ASSERT_TRUE(nemo);
    const auto& update = std::get<BindingUpdate>(*nemo.value);
    EXPECT_EQ(update.otherFlags, 0x0400);
    EXPECT_EQ(update.options.size(), 3U);

    BindingAcknowledgement acknowledgement;
    acknowledgement.otherFlags = 0xFF;
    // K has a member of its own, which says no.
    EXPECT_EQ(EncodeMobilityMessage(acknowledgement).at(7), 0x7F);
}

TEST(MobilityMessages, MembersDecideOverOtherFlags)
{
    BindingUpdate update;
    update.otherFlags = 0xFFFF;
    update.linkLocal = true;
    const Bytes octets = EncodeMobilityMessage(update);
    EXPECT_EQ(octets.at(8), 0x2F);
    EXPECT_EQ(octets.at(9), 0xFF);
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

TEST(MobilityMessages, UpdateWithTwoOptionsSurvivesARoundTrip)
{
    BindingUpdate update = MakeLinuxUpdate();
    update.options.emplace_back(BindingRefreshAdvice{Seconds(40)});
    const Bytes octets = EncodeMobilityMessage(update);
    EXPECT_EQ(octets.size(), 40U);
    EXPECT_EQ(*Decode(octets).value, MobilityMessage(update));
}

TEST(MobilityMessages, MessageOfAnotherTypeIsKeptAsItCame)
{
    // A Home Test Init of scapy, and one of an unassigned type; Checksum 0.
    for (const char* hex : {"3b0101000000 00000102030405060708", "3b00ff000000 abcd"})
    {
        const Bytes octets = FromHex(hex);
        const auto result = Decode(octets);
        ASSERT_TRUE(result) << hex;
        EXPECT_EQ(GetType(*result.value), octets[2]);
        EXPECT_TRUE(std::holds_alternative<UnknownMobilityMessage>(*result.value));
        EXPECT_EQ(EncodeMobilityMessage(*result.value), octets);
    }
}

TEST(MobilityMessages, DataOfAnotherTypeIsFilledUpOrCutToWholeUnits)
{
    EXPECT_EQ(ToHex(EncodeMobilityMessage(UnknownMobilityMessage{200, FromHex("abcdef")})),
              "3b01c8000000abcdef00000000000000");
    const Bytes octets = EncodeMobilityMessage(UnknownMobilityMessage{200, Bytes(5000, 1)});
    EXPECT_EQ(octets.size(), 2048U);
    EXPECT_EQ(octets.at(1), 255);
    EXPECT_TRUE(Decode(octets));
}

TEST(MobilityMessages, PayloadProtoOtherThan59IsRefused)
{
    ExpectRefused("3a010500000000000000000000000000", DecodeError::BAD_PAYLOAD_PROTO, 0);
    // scapy's Binding Refresh Request with Payload Proto 255.
    ExpectRefused("ff0400eeec24aaaa07070200000000000000010200000310"
                  "00000000000000000000000000000000",
                  DecodeError::BAD_PAYLOAD_PROTO,
                  0);
}

TEST(MobilityMessages, HeaderLenTooSmallForTheTypeIsRefused)
{
    ExpectRefused("3b00050000000000", DecodeError::BAD_LENGTH, 1);
    ExpectRefused("3b00060000000000", DecodeError::BAD_LENGTH, 1);
}

TEST(MobilityMessages, HeaderLenThatContradictsTheSizeIsRefused)
{
    ExpectRefused("3b020500000000000000000001020000", DecodeError::TRUNCATED, 1);
    // A Home Test Init of scapy with Header Len 0.
    ExpectRefused("3b000100572f00000102030405060708", DecodeError::BAD_LENGTH, 1);
}

TEST(MobilityMessages, BadOptionIsRefusedAtItsOctetInTheHeader)
{
    ExpectRefused("3b010500000000000000000002010000", DecodeError::BAD_LENGTH, 13);
    ExpectRefused("3b010600000000000000000001030000", DecodeError::TRUNCATED, 13);
}

TEST(MobilityMessages, DifferentValuesAreNotEqual)
{
    const MobilityMessage update = MakeLinuxUpdate();
    BindingUpdate other = MakeLinuxUpdate();
    other.options = {AlternateCareOfAddress{"2001:1:0:3:dc3c:b9ff:fe1d:a4a1"}};
    EXPECT_FALSE(update == MobilityMessage(other));
    other = MakeLinuxUpdate();
    other.keyManagement = true;
    EXPECT_FALSE(update == MobilityMessage(other));
    EXPECT_FALSE(update == MobilityMessage(BindingAcknowledgement{}));
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-icmpv6-vectors.h"

#include "ns3/mip6-discovery-messages.h"
#include "ns3/mip6-mobility-checksum.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @return the prefix of scapy's second Mobile Prefix Advertisement
PrefixInformation
MakeScapyPrefix()
{
    PrefixInformation prefix;
    prefix.prefix = "2001:db8::1";
    prefix.onLink = false;
    prefix.validLifetime = ND_INFINITE_LIFETIME;
    prefix.preferredLifetime = Seconds(12);
    return prefix;
}

/// @return the prefix of scapy's first Mobile Prefix Advertisement
PrefixInformation
MakeEndlessPrefix()
{
    PrefixInformation prefix;
    prefix.prefix = "::";
    prefix.validLifetime = ND_INFINITE_LIFETIME;
    prefix.preferredLifetime = ND_INFINITE_LIFETIME;
    return prefix;
}

/// @return messages that scapy made, or that follow from the formats
std::vector<MessageRow>
GetRows()
{
    return {
        {{"ScapyRequestForMobileRouters"},
         "90000000002a8000",
         HomeAgentAddressDiscoveryRequest{42, true}},
        {{"ScapyRequest"}, "90000000beef0000", HomeAgentAddressDiscoveryRequest{0xBEEF, false}},
        {{"ScapyReplyForMobileRouters"},
         "91000000002a8000 20010db8000000000000000000000002 20010db8000000000000000000000003",
         HomeAgentAddressDiscoveryReply{42, true, {"2001:db8::2", "2001:db8::3"}}},
        {{"ScapyReply"},
         "91000000beef0000 20010db8000100000000000000000001 20010db8000100000000000000000002",
         HomeAgentAddressDiscoveryReply{0xBEEF, false, {"2001:db8:1::1", "2001:db8:1::2"}}},
        {{"ReplyWithoutHomeAgents"},
         "91000000ffff0000",
         HomeAgentAddressDiscoveryReply{0xFFFF, false, {}}},
        {{"ScapyEmptySolicitation"}, "9200000000000000", MobilePrefixSolicitation{0}},
        {{"ScapySolicitation"}, "9200000000080000", MobilePrefixSolicitation{8}},
        {{"ScapySolicitationFromAway"}, "9200000012340000", MobilePrefixSolicitation{0x1234}},
        {{"ScapyManagedAdvertisement"},
         "9300000000008000 030440c0ffffffffffffffff00000000 00000000000000000000000000000000",
         MobilePrefixAdvertisement{0, true, false, {MakeEndlessPrefix()}}},
        {{"ScapyOtherAdvertisement"},
         "93000000002a4000 03044040ffffffff0000000c00000000 20010db8000000000000000000000001",
         MobilePrefixAdvertisement{42, false, true, {MakeScapyPrefix()}}},
        {{"AdvertisementWithTwoOptions"},
         "930000000001c000 1901000000000e10"
         "03044040ffffffff0000000c00000000 20010db8000000000000000000000001",
         MobilePrefixAdvertisement{
             1,
             true,
             true,
             {UnknownNdOption{25, FromHex("000000000e10")}, MakeScapyPrefix()}}},
        {{"AdvertisementWithoutOptions"},
         "9300000000010000",
         MobilePrefixAdvertisement{1, false, false, {}}},
    };
}

/**
 * @param row a message
 * @param size a length
 * @return whether the first octets are a whole message
 */
bool
IsWhole(const MessageRow& row, std::size_t size)
{
    if (std::holds_alternative<HomeAgentAddressDiscoveryReply>(row.message))
    {
        return size == 8 || size == 24; // none or one of the two addresses
    }
    const bool hasShortOption = row.name == "AdvertisementWithTwoOptions";
    return size == 8 || (size == 16 && hasShortOption);
}

/// Runs once per message.
class DiscoveryMessageTable : public testing::TestWithParam<MessageRow>
{
};

TEST_P(DiscoveryMessageTable, DecodesAndEncodesBackToTheSameOctets)
{
    ExpectRoundTrip(GetParam());
}

TEST_P(DiscoveryMessageTable, EveryTruncationInsideAFieldIsRefused)
{
    ExpectTruncationsRefused(GetParam(),
                             [](std::size_t size) { return IsWhole(GetParam(), size); });
}

TEST_P(DiscoveryMessageTable, EverySingleOctetChangeGivesAStableValueOrAReason)
{
    ExpectChangesJudged(GetParam());
}

INSTANTIATE_TEST_SUITE_P(All,
                         DiscoveryMessageTable,
                         testing::ValuesIn(GetRows()),
                         [](const auto& row) { return row.param.name; });

/// A packet of scapy whose checksum is right.
struct ChecksumRow : NamedRow
{
    std::string packet; //!< from the IPv6 header on
};

/// Messages inside of packets.
class DiscoveryPacketTable : public testing::TestWithParam<ChecksumRow>
{
};

TEST_P(DiscoveryPacketTable, EncodedMessageHasTheChecksumOfThePacket)
{
    const SplitPacket packet = Split(FromHex(GetParam().packet));
    const auto result = DecodeIcmpv6(packet.upperLayer);
    ASSERT_TRUE(result);
    Bytes octets = EncodeIcmpv6Message(*result.value);
    octets.at(2) = packet.upperLayer.at(2);
    octets.at(3) = packet.upperLayer.at(3);
    EXPECT_EQ(ToHex(octets), ToHex(packet.upperLayer));
    EXPECT_EQ(ComputeChecksum(packet.pseudoHeader, octets.data(), octets.size()), 0);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    DiscoveryPacketTable,
    testing::Values(ChecksumRow{{"RequestForMobileRouters"},
                                "6000000000083a4020010db800000000000000000000000120010db800000000"
                                "fdfffffffffffffe90009620002a8000"},
                    ChecksumRow{{"ReplyForMobileRouters"},
                                "6000000000283a4020010db800000000000000000000004220010db800000000"
                                "000000000000000191003746002a800020010db8000000000000000000000002"
                                "20010db8000000000000000000000003"},
                    ChecksumRow{{"Request"},
                                "6000000000083a4020010db800020000000000000000001020010db800010000"
                                "fdfffffffffffffe90005749beef0000"},
                    ChecksumRow{{"Reply"},
                                "6000000000283a4020010db800010000000000000000000120010db800020000"
                                "00000000000000109100f8afbeef000020010db8000100000000000000000001"
                                "20010db8000100000000000000000002"},
                    ChecksumRow{{"EmptySolicitation"},
                                "6000000000083a40000000000000000000000000000000010000000000000000"
                                "000000000000000192006dbb00000000"},
                    ChecksumRow{{"SolicitationFromAway"},
                                "6000000000203c4020010db800020000000000000000001020010db800010000"
                                "00000000000000013a0201020000c91020010db8000100000000000000000010"
                                "9200000412340000"},
                    ChecksumRow{{"ManagedAdvertisement"},
                                "6000000000283a40000000000000000000000000000000010000000000000000"
                                "00000000000000019300a8d600008000030440c0ffffffffffffffff00000000"
                                "00000000000000000000000000000000"}),
    [](const auto& row) { return row.param.name; });

/// A message that is not valid.
struct RefusedRow : NamedRow
{
    std::string hex;    //!< from the Type octet on
    DecodeError error;  //!< expected reason
    std::size_t offset; //!< expected offending octet
};

/// Reasons of the decoders.
class DiscoveryRefusalTable : public testing::TestWithParam<RefusedRow>
{
};

TEST_P(DiscoveryRefusalTable, IsRefused)
{
    ExpectRefused(DecodeIcmpv6(FromHex(GetParam().hex)), GetParam().error, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    DiscoveryRefusalTable,
    testing::Values(
        RefusedRow{"RequestOfCodeOne", "90010000beef0000", DecodeError::BAD_VALUE, 1},
        RefusedRow{"ReplyOfCodeOne", "91010000beef0000", DecodeError::BAD_VALUE, 1},
        RefusedRow{"SolicitationOfCodeOne", "92010000beef0000", DecodeError::BAD_VALUE, 1},
        RefusedRow{"AdvertisementOfCodeOne", "93010000beef0000", DecodeError::BAD_VALUE, 1},
        RefusedRow{"RequestCutShort", "90000000beef00", DecodeError::TRUNCATED, 7},
        RefusedRow{"PartOfAnAddress", "91000000beef0000 20", DecodeError::BAD_LENGTH, 8},
        RefusedRow{"PartOfASecondAddress",
                   "91000000beef0000 20010db8000100000000000000000001 2001",
                   DecodeError::BAD_LENGTH,
                   24},
        RefusedRow{"OptionOfLengthZero",
                   "93000000beef0000 1900000000000000",
                   DecodeError::BAD_LENGTH,
                   9},
        RefusedRow{"PrefixCutShort",
                   "93000000beef0000 03044040ffffffff",
                   DecodeError::TRUNCATED,
                   9}),
    [](const auto& row) { return row.param.name; });

TEST(DiscoveryMessages, ReservedBitsAreIgnoredAndSentAsZero)
{
    const std::vector<std::pair<std::string, std::string>> rows{
        {"90000000beef7fff", "90000000beef0000"},
        {"91000000beefffff", "91000000beef8000"},
        {"92000000beefffff", "92000000beef0000"},
        {"93000000beef3fff", "93000000beef0000"},
    };
    for (const auto& [received, sent] : rows)
    {
        const auto result = DecodeIcmpv6(FromHex(received));
        ASSERT_TRUE(result) << received;
        EXPECT_EQ(ToHex(EncodeIcmpv6Message(*result.value)), sent);
    }
}

TEST(DiscoveryMessages, OctetsBehindARequestOrSolicitationAreIgnored)
{
    EXPECT_EQ(*DecodeIcmpv6(FromHex("90000000beef8000 ff")).value,
              Icmpv6Message(HomeAgentAddressDiscoveryRequest{0xBEEF, true}));
    EXPECT_EQ(*DecodeIcmpv6(FromHex("92000000beef0000 ff")).value,
              Icmpv6Message(MobilePrefixSolicitation{0xBEEF}));
}

TEST(DiscoveryMessages, DecodersRefuseTheTypeOfAnother)
{
    const Bytes octets(8, 0xFF);
    ExpectRefused(DecodeHomeAgentAddressDiscoveryRequest(octets.data(), 8),
                  DecodeError::BAD_VALUE,
                  0);
    ExpectRefused(DecodeHomeAgentAddressDiscoveryReply(octets.data(), 8),
                  DecodeError::BAD_VALUE,
                  0);
    ExpectRefused(DecodeMobilePrefixSolicitation(octets.data(), 8), DecodeError::BAD_VALUE, 0);
    ExpectRefused(DecodeMobilePrefixAdvertisement(octets.data(), 8), DecodeError::BAD_VALUE, 0);
}

TEST(DiscoveryMessages, DecodersRefuseNothing)
{
    ExpectRefused(DecodeHomeAgentAddressDiscoveryRequest(nullptr, 0), DecodeError::TRUNCATED, 0);
    ExpectRefused(DecodeHomeAgentAddressDiscoveryReply(nullptr, 0), DecodeError::TRUNCATED, 0);
    ExpectRefused(DecodeMobilePrefixSolicitation(nullptr, 0), DecodeError::TRUNCATED, 0);
    ExpectRefused(DecodeMobilePrefixAdvertisement(nullptr, 0), DecodeError::TRUNCATED, 0);
    ExpectRefused(DecodeIcmpv6Message(nullptr, 0), DecodeError::TRUNCATED, 0);
}

TEST(Icmpv6Messages, OnlyTheseTypesHaveAStruct)
{
    Bytes octets(24);
    for (int type = 0; type < 256; ++type)
    {
        octets[0] = static_cast<uint8_t>(type);
        const bool isKnown = (type >= 133 && type <= 136) || (type >= 144 && type <= 147);
        const auto result = DecodeIcmpv6(octets);
        EXPECT_EQ(result.error == DecodeError::BAD_VALUE, !isKnown) << type;
        EXPECT_EQ(result.offset == 0 && !result, !isKnown) << type;
    }
}

} // namespace

} // namespace ns3::mip6::tests

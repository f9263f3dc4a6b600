/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
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

/// A Neighbor Discovery message without options.
struct HeadRow : NamedRow
{
    uint8_t type;       //!< ICMPv6 type
    std::size_t octets; //!< before the options
};

/// The messages that the stock node handles (RFC 4861 sections 4.1 to 4.4).
const std::vector<HeadRow> HEADS{{{"RouterSolicitation"}, ICMPV6_ROUTER_SOLICITATION, 8},
                                 {{"RouterAdvertisement"}, ICMPV6_ROUTER_ADVERTISEMENT, 16},
                                 {{"NeighborSolicitation"}, ICMPV6_NEIGHBOR_SOLICITATION, 24},
                                 {{"NeighborAdvertisement"}, ICMPV6_NEIGHBOR_ADVERTISEMENT, 24},
                                 {{"Redirect"}, ICMPV6_REDIRECT, 40}};

/// A Redirected Header option without a packet (RFC 4861 section 4.6.3).
const std::string REDIRECTED = "0401000000000000";
/// A source link-layer address.
const std::string SOURCE = "0101020000000001";
/// Data octets of 8, as filler.
const std::string EIGHT = "0000000000000000";
/// The rest of a Prefix Information option behind its prefix length.
const std::string PREFIX = "c0 00000002 00000001 00000000 20010db8000000000000000000000000";

/**
 * @param message octets
 * @return what the check answers
 */
Refusal
Check(const Bytes& message)
{
    return CheckNdOptions(message.data(), message.size());
}

/**
 * @param head of the message
 * @param options octets of options
 * @return the whole message
 */
Bytes
MakeMessage(const HeadRow& head, const std::string& options)
{
    Bytes message(head.octets);
    message[0] = head.type;
    const Bytes tail = FromHex(options);
    message.insert(message.end(), tail.begin(), tail.end());
    return message;
}

/// Options, and what is wrong with them.
struct OptionsRow : NamedRow
{
    std::string hex;    //!< octets of options
    DecodeError error;  //!< expected reason, or NONE
    std::size_t offset; //!< expected offending octet, counted from the first option
};

const std::vector<OptionsRow> OPTIONS{
    {{"None"}, "", DecodeError::NONE, 0},
    {{"Source"}, SOURCE, DecodeError::NONE, 0},
    {{"Target"}, "0201020000000001", DecodeError::NONE, 0},
    {{"AddressOf14Octets"}, "0102" + EIGHT + "000000000000", DecodeError::NONE, 0},
    {{"AddressOf22Octets"}, "0103" + EIGHT + EIGHT + "000000000000", DecodeError::BAD_LENGTH, 1},
    {{"TargetOf22Octets"}, "0203" + EIGHT + EIGHT + "000000000000", DecodeError::BAD_LENGTH, 1},
    {{"LongestAddress"}, "01ff" + ToHex(Bytes(2038)), DecodeError::BAD_LENGTH, 1},
    {{"LongUnknown"}, "18ff" + ToHex(Bytes(2038)), DecodeError::NONE, 0},
    {{"LengthZero"}, SOURCE + "1800000000000000", DecodeError::BAD_LENGTH, 9},
    {{"WrongMtuLength"}, "0502000000000000" + EIGHT, DecodeError::BAD_LENGTH, 1},
    {{"WrongPrefixLength"}, "0301000000000000", DecodeError::BAD_LENGTH, 1},
    {{"TypeOnly"}, SOURCE + "18", DecodeError::TRUNCATED, 9},
    {{"OneOctetMissing"}, "18010000000000", DecodeError::TRUNCATED, 1},
    {{"CutShort"}, "1802000000000000", DecodeError::TRUNCATED, 1},
    {{"LongestPrefix"}, "030480" + PREFIX, DecodeError::NONE, 0},
    {{"PrefixTooLong"}, SOURCE + "030481" + PREFIX, DecodeError::BAD_VALUE, 10},
    {{"SecondSource"}, SOURCE + "1801000000000000" + SOURCE, DecodeError::BAD_VALUE, 16},
    {{"SecondTarget"}, "0201020000000001 0201020000000001", DecodeError::NONE, 0},
    {{"SecondMtu"}, "05010000000005dc 05010000000005dc", DecodeError::BAD_VALUE, 8},
    {{"SecondPrefix"}, "030440" + PREFIX + "030440" + PREFIX, DecodeError::NONE, 0},
};

/// Every message with every list of options.
class NdCheck : public testing::TestWithParam<std::tuple<HeadRow, OptionsRow>>
{
};

TEST_P(NdCheck, TellsHarmlessOptionsFromOthers)
{
    const auto& [head, options] = GetParam();
    // The other rows are about something else than the missing option.
    const bool addsHeader = head.type == ICMPV6_REDIRECT && options.error == DecodeError::NONE;
    const Bytes message = MakeMessage(head, options.hex + (addsHeader ? REDIRECTED : ""));
    const Refusal refusal = Check(message);
    EXPECT_EQ(refusal.error, options.error);
    EXPECT_EQ(refusal.offset,
              options.error == DecodeError::NONE ? 0 : head.octets + options.offset);
}

INSTANTIATE_TEST_SUITE_P(All,
                         NdCheck,
                         testing::Combine(testing::ValuesIn(HEADS), testing::ValuesIn(OPTIONS)),
                         [](const auto& row) {
                             return std::get<0>(row.param).name + "With" +
                                    std::get<1>(row.param).name;
                         });

TEST(NdCheck, MessageThatEndsBeforeItsOptionsIsTruncated)
{
    for (const HeadRow& head : HEADS)
    {
        ForEachTruncation(MakeMessage(head, ""), [](const Bytes& cut) {
            const Refusal refusal = Check(cut);
            const bool isEmpty = cut.empty(); // no type
            EXPECT_EQ(refusal.error, isEmpty ? DecodeError::NONE : DecodeError::TRUNCATED);
            EXPECT_EQ(refusal.offset, cut.size());
        });
    }
}

TEST(NdCheck, RedirectWithoutARedirectedHeaderIsTruncated)
{
    for (const std::string& options : {std::string(), std::string("0201020000000001")})
    {
        const Bytes message = MakeMessage(HEADS.back(), options);
        const Refusal refusal = Check(message);
        EXPECT_EQ(refusal.error, DecodeError::TRUNCATED);
        EXPECT_EQ(refusal.offset, message.size());
    }
}

TEST(NdCheck, MessagesOfOtherTypesAreNotJudged)
{
    for (int type = 0; type < 256; ++type)
    {
        Bytes message = MakeMessage(HEADS.back(), "1800");
        message[0] = static_cast<uint8_t>(type);
        const bool isJudged = type >= 133 && type <= 137;
        EXPECT_EQ(bool(Check(message)), isJudged) << type;
    }
    EXPECT_FALSE(CheckNdOptions(nullptr, 0));
}

TEST(NdCheck, GoldenAdvertisementsAreHarmless)
{
    for (const GoldenPacket& packet : LINUX_ADVERTISEMENT_PACKETS)
    {
        EXPECT_FALSE(Check(Split(packet).upperLayer)) << packet;
    }
}

TEST(NdCheck, EverySingleOctetChangeOfAnAdvertisementIsJudgedWithinItsOctets)
{
    std::size_t refused = 0;
    const Bytes golden = Split(LINUX_ADVERTISEMENT_PACKETS.front()).upperLayer;
    ForEachSingleOctetChange(golden, [&refused](const Bytes& changed, std::size_t /* offset */) {
        const Refusal refusal = Check(changed);
        refused += refusal ? 1 : 0;
        EXPECT_LT(refusal.offset, changed.size());
    });
    EXPECT_GT(refused, 0U);
}

} // namespace

} // namespace ns3::mip6::tests

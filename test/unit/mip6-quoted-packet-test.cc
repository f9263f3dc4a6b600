/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-quoted-packet.h"

#include <gtest/gtest.h>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

const std::string SOURCE = "20010001000000000000000000000001";
const std::string DESTINATION = "20010002000000000000000000000002";
const std::string HOME = "20010003000000000000000000000003";
const std::string OTHER_HOME = "20010004000000000000000000000004";

/**
 * @param next header behind the IPv6 header, two hexadecimal digits
 * @return an IPv6 header
 */
std::string
MakeIpv6(const std::string& next)
{
    return "60000000"
           "0100" +
           next + "40" + SOURCE + DESTINATION;
}

/// @param next header behind it @return a type 2 routing header
std::string
MakeRouting(const std::string& next)
{
    return next +
           "020201"
           "00000000" +
           HOME;
}

/// @param next header behind it @return a Destination Options header with a Home Address option
std::string
MakeOption(const std::string& next)
{
    return next +
           "02"
           "01020000"
           "c910" +
           OTHER_HOME;
}

/**
 * @param hex octets of a packet
 * @return what its headers say
 */
std::optional<QuotedPacket>
Decode(const std::string& hex)
{
    const Bytes data = FromHex(hex);
    return DecodeQuotedPacket(data.data(), data.size());
}

/// @return what the IPv6 header of MakeIpv6 says @param next header behind it
QuotedPacket
MakePlain(uint8_t next)
{
    QuotedPacket packet;
    packet.source = Ipv6Address("2001:1::1");
    packet.destination = Ipv6Address("2001:2::2");
    packet.nextHeader = next;
    packet.nextHeaderOffset = 6;
    return packet;
}

TEST(QuotedPacket, PlainPacketNamesItsUpperLayer)
{
    EXPECT_EQ(Decode(MakeIpv6("11") + "0011223344556677"), MakePlain(17));
}

TEST(QuotedPacket, BothHeadersOfRouteOptimizationAreRead)
{
    QuotedPacket expected = MakePlain(NEXT_HEADER_MOBILITY);
    expected.type2HomeAddress = Ipv6Address("2001:3::3");
    expected.optionHomeAddress = Ipv6Address("2001:4::4");
    expected.optionOffset = 40 + 24 + 6;
    expected.nextHeaderOffset = 40 + 24;
    EXPECT_EQ(Decode(MakeIpv6("2b") + MakeRouting("3c") + MakeOption("87") + "3b0101"), expected);
}

TEST(QuotedPacket, EveryTruncationTellsWhatIsThereInFull)
{
    const Bytes whole = FromHex(MakeIpv6("2b") + MakeRouting("3c") + MakeOption("11") + "0011");
    for (std::size_t size = 0; size < whole.size(); ++size)
    {
        // A vector of its own, so that a read beyond the end is noticed.
        const Bytes data(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const auto packet = DecodeQuotedPacket(data.data(), data.size());
        ASSERT_EQ(packet.has_value(), size >= 40) << size;
        if (!packet)
        {
            continue;
        }
        EXPECT_EQ(packet->type2HomeAddress.has_value(), size >= 64) << size;
        EXPECT_EQ(packet->optionHomeAddress.has_value(), size >= 88) << size;
        EXPECT_EQ(packet->optionOffset, size >= 88 ? 70 : 0) << size;
        EXPECT_EQ(packet->nextHeader, size >= 88 ? 17 : size >= 64 ? 60 : 43) << size;
        EXPECT_EQ(packet->nextHeaderOffset, size >= 88 ? 64 : size >= 64 ? 40 : 6) << size;
    }
}

TEST(QuotedPacket, OtherExtensionHeadersAreWalkedOver)
{
    const std::string hopByHop = "2c00"
                                 "010400000000";
    const std::string firstFragment = "2b00"
                                      "0001"
                                      "00000001";
    QuotedPacket expected = MakePlain(58);
    expected.type2HomeAddress = Ipv6Address("2001:3::3");
    expected.hasFragmentHeader = true;
    expected.nextHeaderOffset = 40 + 8 + 8;
    EXPECT_EQ(Decode(MakeIpv6("00") + hopByHop + firstFragment + MakeRouting("3a") + "80"),
              expected);
}

TEST(QuotedPacket, NothingIsReadBehindALaterFragment)
{
    const std::string laterFragment = "2b00"
                                      "0009"
                                      "00000001";
    QuotedPacket expected = MakePlain(NEXT_HEADER_ROUTING);
    expected.hasFragmentHeader = true;
    expected.nextHeaderOffset = 40;
    EXPECT_EQ(Decode(MakeIpv6("2c") + laterFragment + MakeRouting("3a")), expected);
}

TEST(QuotedPacket, HeadersThatNoFormatAllowsSayNothing)
{
    // Segments Left is 2, then the option has a wrong length.
    const std::string routing = "3c020202"
                                "00000000" +
                                HOME;
    const std::string option = "1102"
                               "01020000"
                               "c90f" +
                               OTHER_HOME;
    QuotedPacket expected = MakePlain(17);
    expected.nextHeaderOffset = 64;
    EXPECT_EQ(Decode(MakeIpv6("2b") + routing + option), expected);
}

TEST(QuotedPacket, AnotherVersionIsNoPacket)
{
    EXPECT_FALSE(Decode("4" + MakeIpv6("11").substr(1)));
}

} // namespace

} // namespace ns3::mip6::tests

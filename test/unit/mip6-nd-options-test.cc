/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"

#include "ns3/mip6-nd-options.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Offset of the Checksum field in ICMPv6 (RFC 4443 section 2.1).
constexpr std::size_t ICMPV6_CHECKSUM_OFFSET = 2;
/// Octets of a Router Advertisement before its options.
constexpr std::size_t ADVERTISEMENT_OCTETS = 16;
/// A Router Advertisement without options, as octets.
const std::string BARE_ADVERTISEMENT = "86000000 40000708 00000000 00000000";

/// @return all packets with a Router Advertisement
std::vector<GoldenPacket>
GetAllPackets()
{
    std::vector<GoldenPacket> packets = LINUX_ADVERTISEMENT_PACKETS;
    packets.push_back(SCAPY_ADVERTISEMENT_PACKET);
    return packets;
}

/**
 * @param data octets of a Router Advertisement
 * @return what the decoder answers
 */
DecodeResult<RouterAdvertisement>
Decode(const Bytes& data)
{
    return DecodeRouterAdvertisement(data.data(), data.size());
}

/**
 * @param options octets of options
 * @return the decoded Router Advertisement that holds them
 */
DecodeResult<RouterAdvertisement>
DecodeWithOptions(const std::string& options)
{
    return Decode(FromHex(BARE_ADVERTISEMENT + options));
}

/**
 * @param result what a decoder answered
 * @param error the expected reason
 * @param offset of the offending octet
 */
template <typename Message>
void
ExpectRefused(const DecodeResult<Message>& result, DecodeError error, std::size_t offset)
{
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error, error);
    EXPECT_EQ(result.offset, offset);
}

/// @return what the home agent of the Linux capture says on the home link
RouterAdvertisement
MakeLinuxAdvertisement()
{
    PrefixInformation prefix;
    prefix.prefix = "2001:1:0:1::1";
    prefix.routerAddress = true;
    prefix.validLifetime = Seconds(86400);
    prefix.preferredLifetime = Seconds(14400);
    RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 64;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(4);
    advertisement.sourceLinkLayerAddress = LinkLayerAddress{0x3A, 0x33, 0x6B, 0xBC, 0xB2, 0x4B};
    advertisement.prefixes = {prefix};
    advertisement.advertisementInterval = MilliSeconds(1500);
    advertisement.homeAgentInformation = HomeAgentInformation{10, Seconds(1800), true};
    return advertisement;
}

/**
 * @param octets a Router Advertisement
 * @param size a length
 * @return whether an option ends there, by walking over the length octets
 */
bool
IsOptionBoundary(const Bytes& octets, std::size_t size)
{
    std::size_t at = ADVERTISEMENT_OCTETS;
    while (at < size)
    {
        at += 8U * octets.at(at + 1);
    }
    return at == size;
}

/// Runs once per golden packet.
class GoldenAdvertisement : public testing::TestWithParam<GoldenPacket>
{
};

TEST_P(GoldenAdvertisement, DecodesAndEncodesBackToTheSameOctets)
{
    const Bytes golden = Split(GetParam()).upperLayer;
    const auto result = Decode(golden);
    ASSERT_TRUE(result);
    Bytes expected = WithoutChecksum(golden, ICMPV6_CHECKSUM_OFFSET);
    EXPECT_EQ(ToHex(EncodeRouterAdvertisement(*result.value)), ToHex(expected));
}

TEST_P(GoldenAdvertisement, EveryTruncationInsideAnOptionIsRefused)
{
    const Bytes golden = Split(GetParam()).upperLayer;
    ForEachTruncation(golden, [&golden](const Bytes& cut) {
        const auto result = Decode(cut);
        EXPECT_EQ(result.value.has_value(), IsOptionBoundary(golden, cut.size())) << cut.size();
        EXPECT_TRUE(result || result.error == DecodeError::TRUNCATED) << cut.size();
    });
}

TEST_P(GoldenAdvertisement, EverySingleOctetChangeGivesAStableValueOrAReason)
{
    ForEachSingleOctetChange(
        Split(GetParam()).upperLayer,
        [](const Bytes& changed, std::size_t offset) {
            const auto result = Decode(changed);
            EXPECT_LE(result.offset, changed.size());
            ASSERT_EQ(result.value.has_value(), result.error == DecodeError::NONE) << offset;
            if (result)
            {
                const auto again = Decode(EncodeRouterAdvertisement(*result.value));
                ASSERT_TRUE(again) << offset;
                EXPECT_EQ(*again.value, *result.value) << offset;
            }
        });
}

INSTANTIATE_TEST_SUITE_P(All,
                         GoldenAdvertisement,
                         testing::ValuesIn(GetAllPackets()),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(RouterAdvertisement, LinuxHomeLinkHasTheseValues)
{
    const Bytes golden = Split(LINUX_ADVERTISEMENT_PACKETS.front()).upperLayer;
    const auto result = Decode(golden);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MakeLinuxAdvertisement());
    EXPECT_FALSE(result.value->mtu);
}

TEST(RouterAdvertisement, SurvivesARoundTripWithEverything)
{
    RouterAdvertisement advertisement = MakeLinuxAdvertisement();
    advertisement.managed = true;
    advertisement.otherConfiguration = true;
    advertisement.reachableTime = MilliSeconds(30000);
    advertisement.retransTimer = MilliSeconds(0xFFFFFFFF);
    advertisement.mtu = 1500;
    PrefixInformation endless;
    endless.prefix = "2001:db8::";
    endless.prefixLength = 128;
    endless.onLink = false;
    endless.autonomous = false;
    endless.validLifetime = ND_INFINITE_LIFETIME;
    endless.preferredLifetime = ND_INFINITE_LIFETIME;
    advertisement.prefixes.push_back(endless);
    const auto result = Decode(EncodeRouterAdvertisement(advertisement));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, advertisement);
}

TEST(RouterAdvertisement, LifetimesAreRoundedDownAndClamped)
{
    RouterAdvertisement advertisement = MakeLinuxAdvertisement();
    advertisement.routerLifetime = Seconds(100000);
    advertisement.reachableTime = Time::Max();
    advertisement.advertisementInterval = MicroSeconds(70999);
    advertisement.prefixes[0].validLifetime = MilliSeconds(10999);
    advertisement.prefixes[0].preferredLifetime = Seconds(20);
    advertisement.homeAgentInformation->lifetime = Seconds(0);
    const auto result = Decode(EncodeRouterAdvertisement(advertisement));
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value->routerLifetime, Seconds(65535));
    EXPECT_EQ(result.value->reachableTime, MilliSeconds(0xFFFFFFFF));
    EXPECT_EQ(result.value->advertisementInterval, MilliSeconds(70));
    EXPECT_EQ(result.value->prefixes.at(0).validLifetime, Seconds(10));
    EXPECT_EQ(result.value->prefixes.at(0).preferredLifetime, Seconds(10));
    EXPECT_EQ(result.value->homeAgentInformation->lifetime, Seconds(1));
}

TEST(RouterAdvertisement, OptionsThatStockHostsKnowComeFirst)
{
    RouterAdvertisement advertisement = MakeLinuxAdvertisement();
    advertisement.mtu = 1280;
    const Bytes octets = EncodeRouterAdvertisement(advertisement);
    std::vector<int> types;
    for (std::size_t at = ADVERTISEMENT_OCTETS; at < octets.size(); at += 8U * octets.at(at + 1))
    {
        types.push_back(octets.at(at));
    }
    EXPECT_EQ(types, (std::vector<int>{3, 5, 1, 7, 8}));
}

TEST(RouterAdvertisement, UnknownOptionIsSkipped)
{
    // Route Information (24) between two known options.
    const auto result = DecodeWithOptions("0501000000000500 1801000000000000 0701000000000046");
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value->mtu, 1280U);
    EXPECT_EQ(result.value->advertisementInterval, MilliSeconds(70));
}

TEST(RouterAdvertisement, OptionOfLengthZeroRefusesTheMessage)
{
    ExpectRefused(DecodeWithOptions("1800000000000000"), DecodeError::BAD_LENGTH, 17);
    ExpectRefused(DecodeWithOptions("0501000000000500 0100"), DecodeError::BAD_LENGTH, 25);
}

TEST(RouterAdvertisement, WrongLengthOfAKnownOptionRefusesTheMessage)
{
    const std::string eight = "0000000000000000";
    // scapy's own forced lengths of options 7 and 8.
    ExpectRefused(DecodeWithOptions("07021111ffffffff"), DecodeError::BAD_LENGTH, 17);
    ExpectRefused(DecodeWithOptions("0802111122223333"), DecodeError::BAD_LENGTH, 17);
    ExpectRefused(DecodeWithOptions("0502000000000500" + eight), DecodeError::BAD_LENGTH, 17);
    ExpectRefused(DecodeWithOptions("0303000000000000" + eight + eight),
                  DecodeError::BAD_LENGTH,
                  17);
}

TEST(RouterAdvertisement, LongerLinkLayerAddressIsLeftOut)
{
    const auto result = DecodeWithOptions("01020102030405060708 000000000000 0501000000000500");
    ASSERT_TRUE(result);
    EXPECT_FALSE(result.value->sourceLinkLayerAddress);
    EXPECT_EQ(result.value->mtu, 1280U);
}

TEST(RouterAdvertisement, PrefixThatHostsIgnoreIsLeftOut)
{
    const std::string prefix = "20010db8000000000000000000000000";
    const auto tooLong = DecodeWithOptions("030481c0 00000002 00000001 00000000" + prefix);
    ASSERT_TRUE(tooLong);
    EXPECT_TRUE(tooLong.value->prefixes.empty());
    const auto preferredAboveValid =
        DecodeWithOptions("030440c0 00000001 00000002 00000000" + prefix);
    ASSERT_TRUE(preferredAboveValid);
    EXPECT_TRUE(preferredAboveValid.value->prefixes.empty());
    const auto good = DecodeWithOptions("030480c0 00000002 00000002 00000000" + prefix);
    ASSERT_TRUE(good);
    EXPECT_EQ(good.value->prefixes.size(), 1U);
}

TEST(RouterAdvertisement, HomeAgentInformationOfScapy)
{
    const auto result = DecodeWithOptions("0801000000000001");
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value->homeAgentInformation, (HomeAgentInformation{0, Seconds(1), false}));
    const auto noLifetime = DecodeWithOptions("0801000000050000");
    ASSERT_TRUE(noLifetime);
    EXPECT_FALSE(noLifetime.value->homeAgentInformation);
}

TEST(RouterAdvertisement, OtherTypeOrCodeIsRefused)
{
    ExpectRefused(Decode(FromHex("85000000 40000708 00000000 00000000")),
                  DecodeError::BAD_VALUE,
                  0);
    ExpectRefused(Decode(FromHex("86010000 40000708 00000000 00000000")),
                  DecodeError::BAD_VALUE,
                  1);
}

TEST(RouterSolicitation, EncodesAndDecodes)
{
    const RouterSolicitation bare{};
    const RouterSolicitation full{LinkLayerAddress{2, 0, 0, 0, 0, 1}};
    EXPECT_EQ(ToHex(EncodeRouterSolicitation(bare)), "8500000000000000");
    const Bytes octets = EncodeRouterSolicitation(full);
    EXPECT_EQ(ToHex(octets), "85000000000000000101020000000001");
    EXPECT_EQ(*DecodeRouterSolicitation(octets.data(), octets.size()).value, full);
    EXPECT_EQ(*DecodeRouterSolicitation(octets.data(), 8).value, bare);
}

TEST(RouterSolicitation, TruncatedOrWrongIsRefused)
{
    const Bytes octets = FromHex("85000000000000000101020000000001");
    for (std::size_t size = 0; size < octets.size(); ++size)
    {
        const Bytes cut(octets.begin(), octets.begin() + std::ptrdiff_t(size));
        EXPECT_EQ(bool(DecodeRouterSolicitation(cut.data(), cut.size())), size == 8) << size;
    }
    const Bytes advertisement = FromHex(BARE_ADVERTISEMENT);
    ExpectRefused(DecodeRouterSolicitation(advertisement.data(), advertisement.size()),
                  DecodeError::BAD_VALUE,
                  0);
}

TEST(NeighborSolicitation, EncodesAndDecodes)
{
    const NeighborSolicitation probe{"2001:db8::1", std::nullopt};
    const NeighborSolicitation full{"2001:db8::1", LinkLayerAddress{2, 0, 0, 0, 0, 1}};
    const Bytes octets = EncodeNeighborSolicitation(full);
    EXPECT_EQ(ToHex(octets),
              "870000000000000020010db8000000000000000000000001"
              "0101020000000001");
    EXPECT_EQ(*DecodeNeighborSolicitation(octets.data(), octets.size()).value, full);
    EXPECT_EQ(*DecodeNeighborSolicitation(octets.data(), 24).value, probe);
    EXPECT_EQ(EncodeNeighborSolicitation(probe).size(), 24U);
}

TEST(NeighborSolicitation, OptionOfTheOtherKindIsSkipped)
{
    const Bytes octets = FromHex("870000000000000020010db8000000000000000000000001"
                                 "0201020000000001");
    const auto result = DecodeNeighborSolicitation(octets.data(), octets.size());
    ASSERT_TRUE(result);
    EXPECT_FALSE(result.value->sourceLinkLayerAddress);
}

TEST(NeighborSolicitation, MulticastTargetIsRefused)
{
    const Bytes octets = FromHex("8700000000000000ff020000000000000000000000000001");
    ExpectRefused(DecodeNeighborSolicitation(octets.data(), octets.size()),
                  DecodeError::BAD_VALUE,
                  8);
}

TEST(NeighborAdvertisement, EncodesAndDecodesEveryFlag)
{
    for (int flags = 0; flags < 8; ++flags)
    {
        const NeighborAdvertisement message{(flags & 4) != 0,
                                            (flags & 2) != 0,
                                            (flags & 1) != 0,
                                            "2001:db8::1",
                                            LinkLayerAddress{2, 0, 0, 0, 0, 1}};
        const Bytes octets = EncodeNeighborAdvertisement(message);
        EXPECT_EQ(octets.at(4), flags << 5);
        EXPECT_EQ(ToHex(octets).substr(10),
                  "00000020010db8000000000000000000000001"
                  "0201020000000001");
        EXPECT_EQ(*DecodeNeighborAdvertisement(octets.data(), octets.size()).value, message);
    }
}

TEST(NeighborAdvertisement, MulticastTargetIsRefused)
{
    const Bytes octets = FromHex("8800000020000000ff020000000000000000000000000001");
    ExpectRefused(DecodeNeighborAdvertisement(octets.data(), octets.size()),
                  DecodeError::BAD_VALUE,
                  8);
}

TEST(NeighborMessages, EveryTruncationInsideAnOptionIsRefused)
{
    const LinkLayerAddress address{2, 0, 0, 0, 0, 1};
    ForEachTruncation(EncodeNeighborSolicitation({"2001:db8::1", address}), [](const Bytes& cut) {
        const auto result = DecodeNeighborSolicitation(cut.data(), cut.size());
        EXPECT_EQ(result.value.has_value(), cut.size() == 24) << cut.size();
    });
    const NeighborAdvertisement message{false, false, true, "2001:db8::1", address};
    ForEachTruncation(EncodeNeighborAdvertisement(message), [](const Bytes& cut) {
        const auto result = DecodeNeighborAdvertisement(cut.data(), cut.size());
        EXPECT_EQ(result.value.has_value(), cut.size() == 24) << cut.size();
    });
}

TEST(NeighborMessages, EverySingleOctetChangeGivesAValueOrAReason)
{
    const LinkLayerAddress address{2, 0, 0, 0, 0, 1};
    const auto judge = [](const Bytes& changed, std::size_t offset) {
        const auto solicitation = DecodeNeighborSolicitation(changed.data(), changed.size());
        EXPECT_EQ(bool(solicitation), solicitation.error == DecodeError::NONE) << offset;
        const auto advertisement = DecodeNeighborAdvertisement(changed.data(), changed.size());
        EXPECT_EQ(bool(advertisement), advertisement.error == DecodeError::NONE) << offset;
        EXPECT_FALSE(solicitation && advertisement);
    };
    ForEachSingleOctetChange(EncodeNeighborSolicitation({"2001:db8::1", address}), judge);
    const NeighborAdvertisement message{false, false, true, "2001:db8::1", address};
    ForEachSingleOctetChange(EncodeNeighborAdvertisement(message), judge);
}

} // namespace

} // namespace ns3::mip6::tests

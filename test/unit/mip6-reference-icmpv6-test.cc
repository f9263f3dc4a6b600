/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-packet-row.h"
#include "mip6-reference-vectors.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @name Addresses of the packets
/// @{
const Ipv6Address LOOPBACK("::1");
const Ipv6Address HOME_ADDRESS("2001:db8:1::10");
const Ipv6Address HOME_AGENT("2001:db8:1::1");
const Ipv6Address CARE_OF_ADDRESS("2001:db8:2::10");

/// @}

/// @return prefix :: on link, for autoconfiguration, without end
MobilePrefixAdvertisement
MakeDefaultAdvertisement()
{
    PrefixInformation prefix;
    prefix.prefix = "::";
    prefix.validLifetime = prefix.preferredLifetime = ND_INFINITE_LIFETIME;
    return {0, true, false, {prefix}};
}

/// @return H, a prefix with the router's address, interval, home agent information
RouterAdvertisement
MakeHomeAgentAdvertisement()
{
    PrefixInformation prefix;
    prefix.prefix = HOME_AGENT;
    prefix.routerAddress = true;
    prefix.validLifetime = Seconds(86400);
    prefix.preferredLifetime = Seconds(14400);
    RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 64;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(1800);
    advertisement.options = {prefix,
                             AdvertisementInterval{Seconds(1)},
                             HomeAgentInformation{10, Seconds(1800), false}};
    return advertisement;
}

/// @return all rows
std::vector<Icmpv6PacketRow>
GetRows()
{
    const PacketPlan loopback{LOOPBACK, LOOPBACK, {}, {}};
    return {
        {{"icmpv6-mobile-prefix-solicitation"}, loopback, MobilePrefixSolicitation{}},
        {{"icmpv6-mobile-prefix-advertisement"}, loopback, MakeDefaultAdvertisement()},
        {{"icmpv6-discovery-request-mobile-routers"},
         {"2001:db8::1", "2001:db8::fdff:ffff:ffff:fffe", {}, {}},
         HomeAgentAddressDiscoveryRequest{42, true}},
        {{"icmpv6-discovery-reply-mobile-routers"},
         {"2001:db8::42", "2001:db8::1", {}, {}},
         HomeAgentAddressDiscoveryReply{42, true, {"2001:db8::2", "2001:db8::3"}}},
        {{"icmpv6-discovery-request"},
         {CARE_OF_ADDRESS, "2001:db8:1:0:fdff:ffff:ffff:fffe", {}, {}},
         HomeAgentAddressDiscoveryRequest{0xBEEF, false}},
        {{"icmpv6-discovery-reply"},
         {HOME_AGENT, CARE_OF_ADDRESS, {}, {}},
         HomeAgentAddressDiscoveryReply{0xBEEF, false, {HOME_AGENT, "2001:db8:1::2"}}},
        {{"icmpv6-mobile-prefix-solicitation-home-address"},
         {CARE_OF_ADDRESS, HOME_AGENT, HOME_ADDRESS, {}},
         MobilePrefixSolicitation{0x1234}},
        {{"icmpv6-router-advertisement"},
         {"fe80::1", "ff02::1", {}, {}, 255},
         MakeHomeAgentAdvertisement()},
    };
}

/// An Echo Request, which is none of this room's messages, behind one of its extension headers.
struct EchoRow : NamedRow
{
    PacketPlan plan; //!< what stands before the request
    Bytes request;   //!< with Checksum 0
};

/// @return all rows
std::vector<EchoRow>
GetEchoRows()
{
    return {
        {{"icmpv6-echo-type2-routing"},
         {"2001:db8::2", "2001:db8::1", {}, Ipv6Address("2001:db8::3")},
         FromHex("80000000 00000000")},
        {{"icmpv6-echo-home-address"},
         {CARE_OF_ADDRESS, "2001:db8:9::99", HOME_ADDRESS, {}},
         FromHex("80000000 00010001")},
    };
}

/// Runs once per packet.
class ReferenceIcmpv6Packet : public testing::TestWithParam<Icmpv6PacketRow>
{
};

TEST_P(ReferenceIcmpv6Packet, IsMadeFromItsValues)
{
    ExpectMadeFromValues(GetParam(), GetReferenceVectors().at(GetParam().name));
}

TEST_P(ReferenceIcmpv6Packet, GivesItsValues)
{
    ExpectGivesValues(GetParam(), GetReferenceVectors().at(GetParam().name));
}

INSTANTIATE_TEST_SUITE_P(All,
                         ReferenceIcmpv6Packet,
                         testing::ValuesIn(GetRows()),
                         [](const auto& row) { return ToTestName(row.param.name); });

TEST(ReferenceIcmpv6Packets, EchoRequestsAreMadeFromTheirValues)
{
    for (const EchoRow& row : GetEchoRows())
    {
        const UpperLayer upper{NEXT_HEADER_ICMPV6, row.request, ICMPV6_CHECKSUM_OFFSET};
        EXPECT_EQ(ToHex(MakePacket(row.plan, upper)), ToHex(GetReferenceVectors().at(row.name)));
    }
}

TEST(ReferenceIcmpv6Packets, EchoRequestsAreNoneOfTheMessages)
{
    for (const EchoRow& row : GetEchoRows())
    {
        const auto parts = WalkPacket(GetReferenceVectors().at(row.name));
        ExpectExtensionHeaders(parts, row.plan);
        const PacketPart& last = parts.back();
        const auto result = DecodeIcmpv6Message(last.octets.data(), last.octets.size());
        EXPECT_EQ(result.error, DecodeError::BAD_VALUE) << row.name;
        EXPECT_EQ(ComputeChecksum(last.pseudoHeader, last.octets.data(), last.octets.size()), 0);
    }
}

TEST(ReferenceIcmpv6Packets, DiscoveryGoesToTheAnycastAddress)
{
    const Bytes& anycast = GetReferenceVectors().at("address-home-agents-anycast");
    const PacketPart last =
        WalkPacket(GetReferenceVectors().at("icmpv6-discovery-request-mobile-routers")).back();
    ByteWriter writer;
    writer.WriteAddress("2001:db8::fdff:ffff:ffff:fffe");
    EXPECT_EQ(writer.Take(), anycast);
    EXPECT_EQ(last.pseudoHeader.destination, Ipv6Address::Deserialize(anycast.data()));
}

TEST(ReferenceIcmpv6Packets, AllOfThemHaveAnExpectation)
{
    std::set<std::string> names = GetRowNames(GetRows());
    EXPECT_EQ(names.size(), 8U);
    names.merge(GetRowNames(GetEchoRows()));
    EXPECT_EQ(names, GetReferenceNames(ICMPV6_PREFIX));
    EXPECT_EQ(GetReferenceNames(ADDRESS_PREFIX),
              std::set<std::string>{"address-home-agents-anycast"});
}

} // namespace

} // namespace ns3::mip6::tests

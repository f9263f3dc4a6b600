/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scapy-vectors.h"

#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @name Where packets go
/// @{
const PacketPlan REGISTRATION{SCAPY_CARE_OF_ADDRESS, SCAPY_HOME_AGENT, SCAPY_HOME_ADDRESS, {}};
const PacketPlan FROM_HOME_AGENT{SCAPY_HOME_AGENT, SCAPY_CARE_OF_ADDRESS, {}, {}};
const PacketPlan ROUTED_BY_HOME_AGENT{SCAPY_HOME_AGENT,
                                      SCAPY_CARE_OF_ADDRESS,
                                      {},
                                      SCAPY_HOME_ADDRESS};
const PacketPlan TO_ANYCAST{SCAPY_CARE_OF_ADDRESS, "2001:db8:1:0:fdff:ffff:ffff:fffe", {}, {}};
const PacketPlan TO_ALL_NODES{"fe80::1", "ff02::1", {}, {}, 255};
const PacketPlan TO_ALL_ROUTERS{"fe80::10", "ff02::2", {}, {}, 255};
const PacketPlan DUPLICATE_DETECTION{"::", "ff02::1:ff00:10", {}, {}, 255};

/// @}

/**
 * @param prefix with its length
 * @param preferredLifetime at most the valid one
 * @param validLifetime of the prefix
 * @return for on-link determination and autoconfiguration
 */
PrefixInformation
MakePrefix(const Ipv6Address& prefix, const Time& preferredLifetime, const Time& validLifetime)
{
    PrefixInformation information;
    information.prefix = prefix;
    information.preferredLifetime = preferredLifetime;
    information.validLifetime = validLifetime;
    return information;
}

/// @return as from a home agent
RouterAdvertisement
MakeHomeAgentAdvertisement()
{
    PrefixInformation prefix = MakePrefix(SCAPY_HOME_AGENT, Seconds(14400), Seconds(86400));
    prefix.routerAddress = true;
    RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 64;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(1800);
    advertisement.options = {prefix,
                             MtuOption{1280},
                             SourceLinkLayerAddress{SCAPY_LINK_LAYER},
                             AdvertisementInterval{MilliSeconds(70)},
                             HomeAgentInformation{10, Seconds(1800), false}};
    return advertisement;
}

/// @return M, O, and a prefix without end and use
RouterAdvertisement
MakeVisitedAdvertisement()
{
    PrefixInformation prefix =
        MakePrefix("2001:db8:7::", ND_INFINITE_LIFETIME, ND_INFINITE_LIFETIME);
    prefix.prefixLength = 48;
    prefix.onLink = prefix.autonomous = false;
    RouterAdvertisement advertisement;
    advertisement.managed = advertisement.otherConfiguration = true;
    advertisement.reachableTime = Seconds(30);
    advertisement.retransTimer = Seconds(1);
    advertisement.options = {prefix};
    return advertisement;
}

/// @return every bit and option that a home agent has no use for
RouterAdvertisement
MakeOtherAdvertisement()
{
    PrefixInformation prefix = MakePrefix("2001:db8:8::", Seconds(0), Seconds(0));
    prefix.autonomous = false;
    RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 255;
    advertisement.otherConfiguration = true;
    advertisement.defaultRouterPreference = RouterPreference::LOW;
    advertisement.proxy = true;
    advertisement.otherFlags = 2;
    advertisement.routerLifetime = Seconds(9000);
    advertisement.options = {
        UnknownNdOption{25, FromHex("0000 0000003c 20010db8000900000000000000000053")},
        prefix,
        UnknownNdOption{24, FromHex("3008 0000003c 20010db8000700000000000000000000")},
        MtuOption{1500}};
    return advertisement;
}

/// @return O and one prefix
MobilePrefixAdvertisement
MakePrefixAdvertisement()
{
    PrefixInformation prefix = MakePrefix(SCAPY_HOME_AGENT, Seconds(300), Seconds(600));
    prefix.routerAddress = true;
    return {0x4321, false, true, {prefix}};
}

/// @return all rows
std::vector<Icmpv6PacketRow>
GetRows()
{
    const std::vector<Ipv6Address> agents{SCAPY_HOME_AGENT, "2001:db8:1::2", "2001:db8:1::3"};
    const NeighborAdvertisement proxy{false,
                                      false,
                                      true,
                                      SCAPY_HOME_ADDRESS,
                                      {TargetLinkLayerAddress{SCAPY_LINK_LAYER}}};
    return {
        {{"ra-home-agent"}, TO_ALL_NODES, MakeHomeAgentAdvertisement()},
        {{"ra-visited"}, TO_ALL_NODES, MakeVisitedAdvertisement()},
        {{"ra-other-options"}, TO_ALL_NODES, MakeOtherAdvertisement()},
        {{"rs"}, TO_ALL_ROUTERS, RouterSolicitation{{SourceLinkLayerAddress{SCAPY_LINK_LAYER}}}},
        {{"ns-duplicate-detection"},
         DUPLICATE_DETECTION,
         NeighborSolicitation{SCAPY_HOME_ADDRESS, {}}},
        {{"na-proxy"}, TO_ALL_NODES, proxy},
        {{"dhaad-request"}, TO_ANYCAST, HomeAgentAddressDiscoveryRequest{0x1234, false}},
        {{"dhaad-request-router"}, TO_ANYCAST, HomeAgentAddressDiscoveryRequest{0x1235, true}},
        {{"dhaad-reply"}, FROM_HOME_AGENT, HomeAgentAddressDiscoveryReply{0x1234, false, agents}},
        {{"dhaad-reply-router"},
         FROM_HOME_AGENT,
         HomeAgentAddressDiscoveryReply{0x1235, true, {SCAPY_HOME_AGENT}}},
        {{"mps"}, REGISTRATION, MobilePrefixSolicitation{0x4321}},
        {{"mpa"}, ROUTED_BY_HOME_AGENT, MakePrefixAdvertisement()},
    };
}

/// Runs once per packet.
class ScapyIcmpv6Packet : public testing::TestWithParam<Icmpv6PacketRow>
{
};

TEST_P(ScapyIcmpv6Packet, IsMadeFromItsValues)
{
    ExpectMadeFromValues(GetParam(), GetScapyVectors().at(GetParam().name));
}

TEST_P(ScapyIcmpv6Packet, GivesItsValues)
{
    ExpectGivesValues(GetParam(), GetScapyVectors().at(GetParam().name));
}

INSTANTIATE_TEST_SUITE_P(All, ScapyIcmpv6Packet, testing::ValuesIn(GetRows()), [](const auto& row) {
    return ToTestName(row.param.name);
});

TEST(ScapyIcmpv6Packets, AllOfThemHaveAnExpectation)
{
    EXPECT_EQ(GetRows().size(), 12U);
    std::set<std::string> names = GetScapyPacketNames(NEXT_HEADER_ICMPV6);
    for (auto name = names.begin(); name != names.end();)
    {
        // Multicast Listener Discovery has a test of its own.
        name = name->rfind("mld-", 0) == 0 ? names.erase(name) : std::next(name);
    }
    EXPECT_EQ(GetRowNames(GetRows()), names);
}

} // namespace

} // namespace ns3::mip6::tests

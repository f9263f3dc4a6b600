/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-packet-row.h"
#include "mip6-scapy-vectors.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// A mobility option alone.
struct OptionRow : NamedRow
{
    MobilityOption option; //!< its value
    std::size_t offset{0}; //!< where it needs no padding before it
};

/**
 * @param text characters
 * @return the same as octets
 */
Bytes
ToBytes(const std::string& text)
{
    return Bytes(text.begin(), text.end());
}

/// @return one row per option of scapy
std::vector<OptionRow>
GetOptionRows()
{
    Bytes authentication = FromHex("0100000100");
    authentication.resize(17, 'A');
    return {
        {{"option-alternate"}, AlternateCareOfAddress{"2001:db8:2::10"}, 14},
        {{"option-advice"}, BindingRefreshAdvice{Seconds(200)}, 12},
        {{"option-nonce-indices"}, NonceIndices{7, 9}, 12},
        {{"option-authorization-data"}, BindingAuthorizationData{SCAPY_AUTHENTICATOR}, 10},
        {{"option-network-prefix"}, MobileNetworkPrefix{"2001:db8:a1::", 64}, 12},
        {{"option-link-layer-address"}, UnknownMobilityOption{7, FromHex("0200020000000001")}, 12},
        {{"option-node-identifier"}, MobileNodeIdentifier{1, ToBytes("node@example.org")}, 12},
        {{"option-message-authentication"}, UnknownMobilityOption{9, authentication}, 13},
        {{"option-replay-protection"}, UnknownMobilityOption{10, Bytes(8)}, 10},
        {{"option-cga-parameters-request"}, UnknownMobilityOption{11, {}}, 12},
        {{"option-cga-parameters"}, UnknownMobilityOption{12, ToBytes("parameters")}, 12},
        {{"option-signature"}, UnknownMobilityOption{13, ToBytes("signature")}, 12},
        {{"option-home-keygen-token"}, UnknownMobilityOption{14, ToBytes("token")}, 12},
        {{"option-care-of-test-init"}, UnknownMobilityOption{15, {}}, 12},
        {{"option-care-of-test"}, UnknownMobilityOption{16, ToBytes("8 octets")}, 12},
        {{"option-unknown"}, UnknownMobilityOption{200, ToBytes("unknown")}, 12},
    };
}

TEST(ScapyOptions, AreMadeFromTheirValues)
{
    for (const OptionRow& row : GetOptionRows())
    {
        const Bytes& golden = GetScapyVectors().at(row.name);
        ByteWriter writer;
        writer.WriteZeros(row.offset);
        ASSERT_TRUE(EncodeMobilityOptions(writer, {row.option})) << row.name;
        EXPECT_EQ(ToHex(writer.Take()).substr(2 * row.offset, 2 * golden.size()), ToHex(golden));
    }
}

TEST(ScapyOptions, GiveTheirValues)
{
    for (const OptionRow& row : GetOptionRows())
    {
        const Bytes& golden = GetScapyVectors().at(row.name);
        ByteReader reader(golden.data(), golden.size());
        const auto result = DecodeMobilityOptions(reader);
        ASSERT_TRUE(result) << row.name;
        EXPECT_EQ(*result.value, MobilityOptions{row.option}) << row.name;
    }
}

TEST(ScapyExtensionHeaders, HomeAddressOptionIsMadeAndRead)
{
    const Bytes& golden = GetScapyVectors().at("option-home-address");
    EXPECT_EQ(ToHex(EncodeHomeAddressHeader(NEXT_HEADER_MOBILITY, SCAPY_HOME_ADDRESS)),
              ToHex(golden));
    PacketPlan plan;
    plan.homeAddress = SCAPY_HOME_ADDRESS;
    ExpectDestinationOptions({DESTINATION_OPTIONS_HEADER, golden, {}}, plan);
}

TEST(ScapyExtensionHeaders, Type2RoutingHeaderIsMadeAndRead)
{
    const Bytes& golden = GetScapyVectors().at("option-type2-routing");
    EXPECT_EQ(ToHex(EncodeType2RoutingHeader({NEXT_HEADER_MOBILITY, 1, SCAPY_HOME_ADDRESS})),
              ToHex(golden));
    PacketPlan plan;
    plan.type2RoutingTo = SCAPY_HOME_ADDRESS;
    ExpectType2Routing({ROUTING_HEADER, golden, {}}, plan);
}

TEST(ScapyVectors, AllOptionsAndHeadersHaveAnExpectation)
{
    std::set<std::string> expected{"option-encapsulation-limit",
                                   "option-home-address",
                                   "option-router-alert",
                                   "option-type2-routing",
                                   "tunnel-limit",
                                   "tunnel-plain"};
    expected.merge(GetRowNames(GetOptionRows()));
    EXPECT_EQ(expected.size(), 6U + 16U);
    std::set<std::string> names;
    for (const auto& [name, octets] : GetScapyVectors())
    {
        names.insert(name);
    }
    for (uint8_t nextHeader : {NEXT_HEADER_MOBILITY, NEXT_HEADER_ICMPV6})
    {
        for (const std::string& name : GetScapyPacketNames(nextHeader))
        {
            names.erase(name);
        }
    }
    EXPECT_EQ(names, expected);
}

} // namespace

} // namespace ns3::mip6::tests

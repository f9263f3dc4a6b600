/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-reference-vectors.h"

#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-mobility-options.h"
#include "ns3/mip6-nd-options.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Name of the one option that is none of the Mobility Header.
constexpr const char* HOME_ADDRESS_OPTION = "option-home-address";

/// A mobility option alone.
struct MobilityRow : NamedRow
{
    MobilityOption option; //!< its value
    std::size_t offset{0}; //!< where it needs no padding before it
};

/// @return all rows
std::vector<MobilityRow>
GetMobilityRows()
{
    const Bytes authentication = FromHex("0100000000 414141414141414141414141");
    const Bytes longer = FromHex("ffeeeeeeee 42424242424242424242424242424242");
    return {
        {{"option-refresh-advice"}, BindingRefreshAdvice{}, 12},
        {{"option-alternate-care-of-address"}, AlternateCareOfAddress{"::"}, 14},
        {{"option-mobile-network-prefix"}, MobileNetworkPrefix{"::", 64}, 12},
        {{"option-node-identifier-empty"}, MobileNodeIdentifier{1, {}}, 12},
        {{"option-node-identifier"}, MobileNodeIdentifier{42, FromHex("736f6d656964")}, 12},
        {{"option-message-authentication"}, UnknownMobilityOption{9, authentication}, 13},
        {{"option-message-authentication-long"}, UnknownMobilityOption{9, longer}, 13},
        {{"option-replay-protection"}, UnknownMobilityOption{10, Bytes(8)}, 10},
    };
}

/// A Neighbor Discovery option alone.
struct DiscoveryRow : NamedRow
{
    NdOption option; //!< its value
};

/// @return all rows
std::vector<DiscoveryRow>
GetDiscoveryRows()
{
    return {
        {{"nd-advertisement-interval"}, AdvertisementInterval{}},
        {{"nd-home-agent-information"}, HomeAgentInformation{0, Seconds(1), false}},
    };
}

/// An options header, and where its Home Address option stands.
struct HeaderRow : NamedRow
{
    std::size_t optionOffset{0}; //!< of the Type octet
    bool otherOptions{false};    //!< besides padding
};

/// @return all rows
std::vector<HeaderRow>
GetHeaderRows()
{
    return {
        {{"header-home-address"}, 6, false},
        {{"header-jumbo-router-alert-home-address"}, 14, true},
        {{"header-home-address-jumbo-router-alert"}, 6, true},
        {{"header-router-alert-home-address-jumbo"}, 6, true},
    };
}

TEST(ReferenceOptions, MobilityOptionsAreMadeFromTheirValues)
{
    for (const MobilityRow& row : GetMobilityRows())
    {
        const Bytes& golden = GetReferenceVectors().at(row.name);
        ByteWriter writer;
        writer.WriteZeros(row.offset);
        ASSERT_TRUE(EncodeMobilityOptions(writer, {row.option})) << row.name;
        EXPECT_EQ(ToHex(writer.Take()).substr(2 * row.offset, 2 * golden.size()), ToHex(golden))
            << row.name;
    }
}

TEST(ReferenceOptions, MobilityOptionsGiveTheirValues)
{
    for (const MobilityRow& row : GetMobilityRows())
    {
        const Bytes& golden = GetReferenceVectors().at(row.name);
        ByteReader reader(golden.data(), golden.size());
        const auto result = DecodeMobilityOptions(reader);
        ASSERT_TRUE(result) << row.name;
        EXPECT_EQ(*result.value, MobilityOptions{row.option}) << row.name;
        EXPECT_EQ(reader.GetRemaining(), 0U) << row.name;
    }
}

TEST(ReferenceOptions, DiscoveryOptionsAreMadeFromTheirValues)
{
    for (const DiscoveryRow& row : GetDiscoveryRows())
    {
        ByteWriter writer;
        EncodeNdOptions(writer, {row.option});
        EXPECT_EQ(ToHex(writer.Take()), ToHex(GetReferenceVectors().at(row.name))) << row.name;
    }
}

TEST(ReferenceOptions, DiscoveryOptionsGiveTheirValues)
{
    for (const DiscoveryRow& row : GetDiscoveryRows())
    {
        const Bytes& golden = GetReferenceVectors().at(row.name);
        ByteReader reader(golden.data(), golden.size());
        const auto result = DecodeNdOptions(reader);
        ASSERT_TRUE(result) << row.name;
        EXPECT_EQ(*result.value, NdOptions{row.option}) << row.name;
    }
}

TEST(ReferenceOptions, HomeAddressHeaderIsMadeFromItsValues)
{
    const Bytes header = EncodeHomeAddressHeader(NEXT_HEADER_NONE, "::");
    EXPECT_EQ(ToHex(header), ToHex(GetReferenceVectors().at("header-home-address")));
    EXPECT_EQ(ToHex(header).substr(12), ToHex(GetReferenceVectors().at(HOME_ADDRESS_OPTION)));
}

TEST(ReferenceOptions, UnspecifiedHomeAddressIsRefused)
{
    for (const HeaderRow& row : GetHeaderRows())
    {
        const Bytes& golden = GetReferenceVectors().at(row.name);
        const auto result = DecodeDestinationOptions(golden.data(), golden.size());
        EXPECT_EQ(result.error, DecodeError::BAD_VALUE) << row.name;
        EXPECT_EQ(result.offset, row.optionOffset + 2) << row.name;
    }
}

TEST(ReferenceOptions, RoutableHomeAddressIsFoundAtItsPlace)
{
    for (const HeaderRow& row : GetHeaderRows())
    {
        Bytes header = GetReferenceVectors().at(row.name);
        const Ipv6Address homeAddress("2001:db8::1");
        homeAddress.GetBytes(&header.at(row.optionOffset + 2));
        const auto result = DecodeDestinationOptions(header.data(), header.size());
        ASSERT_TRUE(result) << row.name;
        EXPECT_EQ(result.value->homeAddress, homeAddress) << row.name;
        EXPECT_EQ(result.value->homeAddressOffset, row.optionOffset) << row.name;
        EXPECT_EQ(result.value->otherOptions, row.otherOptions) << row.name;
        EXPECT_EQ(result.value->octets, header.size()) << row.name;
        EXPECT_EQ(result.value->nextHeader, NEXT_HEADER_NONE) << row.name;
    }
}

TEST(ReferenceOptions, AllOfThemHaveAnExpectation)
{
    std::set<std::string> options = GetRowNames(GetMobilityRows());
    options.insert(HOME_ADDRESS_OPTION);
    EXPECT_EQ(options.size(), 9U);
    EXPECT_EQ(options, GetReferenceNames(OPTION_PREFIX));
    EXPECT_EQ(GetRowNames(GetDiscoveryRows()), GetReferenceNames(DISCOVERY_PREFIX));
    EXPECT_EQ(GetRowNames(GetHeaderRows()), GetReferenceNames(HEADER_PREFIX));
}

TEST(ReferenceVectors, EveryNameBeginsWithOneOfTheKinds)
{
    std::set<std::string> names;
    for (const char* prefix : {MOBILITY_PREFIX,
                               ICMPV6_PREFIX,
                               PADDING_PREFIX,
                               OPTION_PREFIX,
                               DISCOVERY_PREFIX,
                               HEADER_PREFIX,
                               ADDRESS_PREFIX,
                               FORCED_PREFIX})
    {
        names.merge(GetReferenceNames(prefix));
    }
    EXPECT_EQ(names, GetReferenceNames(""));
    EXPECT_EQ(names.size(), 50U + 135U + 19U);
}

} // namespace

} // namespace ns3::mip6::tests

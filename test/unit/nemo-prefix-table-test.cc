/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-protocol-makers.h"

#include "ns3/nemo-prefix-table.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

using Outcome = NemoPrefixTable::Outcome;
using Ranges = std::vector<AddressRange>;

/// Of another mobile router.
const Ipv6Address OTHER_HOME_ADDRESS("2001:db8::20");

/// @param address any in it @param length of its prefix @return the range
AddressRange
Range(const char* address, uint8_t length = 64)
{
    return MakeRange(Ipv6Address(address), length);
}

/// A table with two networks of one mobile router and one of another.
struct Fixture
{
    Fixture()
    {
        table.Add(HOME_ADDRESS, Range("2001:db8:100::"));
        table.Add(HOME_ADDRESS, Range("2001:db8:200::", 48));
        table.Add(OTHER_HOME_ADDRESS, Range("2001:db8:300::"));
    }

    /// @param claimed prefixes of the first mobile router @return status
    int Judge(const Ranges& claimed) const
    {
        return static_cast<int>(table.Judge(HOME_ADDRESS, claimed).status);
    }

    NemoPrefixTable table; //!< under test
};

/// A prefix and what becomes of it.
struct AddRow : NamedRow
{
    const char* prefix; //!< of the first mobile router
    int length;         //!< of it
    Outcome outcome;    //!< expected
};

/// What the table takes.
class AddTable : public testing::TestWithParam<AddRow>
{
};

TEST_P(AddTable, PrefixOfTheFirstMobileRouter)
{
    const AddRow& row = GetParam();
    Fixture fixture;
    const Ranges before = fixture.table.Find(HOME_ADDRESS);
    EXPECT_EQ(fixture.table.Add(HOME_ADDRESS,
                                {Ipv6Address(row.prefix), static_cast<uint8_t>(row.length)}),
              row.outcome);
    if (row.outcome != Outcome::ADDED)
    {
        EXPECT_EQ(fixture.table.Find(HOME_ADDRESS), before);
    }
}

INSTANTIATE_TEST_SUITE_P(
    NemoPrefixTable,
    AddTable,
    testing::Values(AddRow{{"New"}, "2001:db8:400::", 64, Outcome::ADDED},
                    AddRow{{"HostBits"}, "2001:db8:400::7", 64, Outcome::ADDED},
                    AddRow{{"Again"}, "2001:db8:100::", 64, Outcome::ADDED},
                    AddRow{{"PartOfAnOwnOne"}, "2001:db8:200:7::", 64, Outcome::ADDED},
                    AddRow{{"WholeOfAnOwnOne"}, "2001:db8:100::", 56, Outcome::ADDED},
                    AddRow{{"OneAddress"}, "2001:db8:400::7", 128, Outcome::ADDED},
                    AddRow{{"ThatOfAnother"}, "2001:db8:300::", 64, Outcome::OVERLAP},
                    AddRow{{"PartOfAnothers"}, "2001:db8:300::7", 128, Outcome::OVERLAP},
                    AddRow{{"WholeOfAnothers"}, "2001:db8:300::", 48, Outcome::OVERLAP},
                    AddRow{{"WholeOfAll"}, "2000::", 3, Outcome::OVERLAP},
                    AddRow{{"LengthZero"}, "2001:db8:400::", 0, Outcome::INVALID},
                    AddRow{{"Length129"}, "2001:db8:400::", 129, Outcome::INVALID},
                    AddRow{{"Multicast"}, "ff0e::", 64, Outcome::INVALID},
                    AddRow{{"LinkLocal"}, "fe80::", 64, Outcome::INVALID},
                    AddRow{{"Unspecified"}, "::", 64, Outcome::INVALID}),
    [](const auto& instance) { return instance.param.name; });

TEST(NemoPrefixTable, HostBitsAreCleared)
{
    NemoPrefixTable table;
    table.Add(HOME_ADDRESS, {Ipv6Address("2001:db8:100::7"), 64});
    EXPECT_EQ(table.Find(HOME_ADDRESS), Ranges{Range("2001:db8:100::")});
}

TEST(NemoPrefixTable, RemovedPrefixIsFreeForAnother)
{
    Fixture fixture;
    fixture.table.Remove(OTHER_HOME_ADDRESS, Range("2001:db8:300::"));
    EXPECT_EQ(fixture.table.Find(OTHER_HOME_ADDRESS), Ranges());
    EXPECT_EQ(fixture.table.Add(HOME_ADDRESS, Range("2001:db8:300::")), Outcome::ADDED);
}

TEST(NemoPrefixTable, NobodyRemovesAPrefixOfAnother)
{
    Fixture fixture;
    fixture.table.Remove(HOME_ADDRESS, Range("2001:db8:300::"));
    fixture.table.Remove(Ipv6Address("2001:db8::30"), Range("2001:db8:300::"));
    EXPECT_EQ(fixture.table.Find(OTHER_HOME_ADDRESS), Ranges{Range("2001:db8:300::")});
}

/// Prefixes that the first mobile router claims.
struct JudgeRow : NamedRow
{
    Ranges claimed; //!< none: implicit mode
    int status;     //!< expected
    Ranges granted; //!< expected
};

/// RFC 3963 section 6.2.
class JudgeTable : public testing::TestWithParam<JudgeRow>
{
};

TEST_P(JudgeTable, ClaimsOfTheFirstMobileRouter)
{
    const JudgeRow& row = GetParam();
    const MobileNetworkVerdict verdict = Fixture().table.Judge(HOME_ADDRESS, row.claimed);
    EXPECT_EQ(static_cast<int>(verdict.status), row.status);
    EXPECT_EQ(verdict.networks, row.granted);
}

INSTANTIATE_TEST_SUITE_P(
    NemoPrefixTable,
    JudgeTable,
    testing::Values(
        JudgeRow{{"Implicit"}, {}, 0, {Range("2001:db8:100::"), Range("2001:db8:200::", 48)}},
        JudgeRow{{"One"}, {Range("2001:db8:100::")}, 0, {Range("2001:db8:100::")}},
        JudgeRow{{"Twice"},
                 {Range("2001:db8:100::"), Range("2001:db8:100::")},
                 0,
                 {Range("2001:db8:100::")}},
        JudgeRow{{"Part"}, {Range("2001:db8:200:7::")}, 0, {Range("2001:db8:200:7::")}},
        JudgeRow{{"OneAddress"},
                 {Range("2001:db8:100::7", 128)},
                 0,
                 {Range("2001:db8:100::7", 128)}},
        JudgeRow{{"Wider"}, {Range("2001:db8:100::", 48)}, 142, {}},
        JudgeRow{{"ThatOfAnother"}, {Range("2001:db8:300::")}, 142, {}},
        JudgeRow{{"HomePrefix"}, {Range("2001:db8::")}, 142, {}},
        JudgeRow{{"OwnAndAnothers"}, {Range("2001:db8:100::"), Range("2001:db8:300::")}, 142, {}}),
    [](const auto& instance) { return instance.param.name; });

TEST(NemoPrefixTable, UnknownMobileRouterCannotBeForwardedImplicitly)
{
    EXPECT_EQ(NemoPrefixTable().Judge(HOME_ADDRESS, {}).status,
              BindingStatus::FORWARDING_SETUP_FAILED);
}

TEST(NemoPrefixTable, RoutingProtocolTellsThePrefixesOfAnUnknownMobileRouter)
{
    NemoPrefixTable table;
    table.SetDynamicRouting(true);
    EXPECT_EQ(table.Judge(HOME_ADDRESS, {}).status, BindingStatus::ACCEPTED);
    EXPECT_EQ(table.Judge(HOME_ADDRESS, {Range("2001:db8:100::")}).status,
              BindingStatus::NOT_AUTHORIZED_FOR_PREFIX);
}

TEST(NemoPrefixTable, ProhibitedMobileRouterIsRefusedWhateverItClaims)
{
    Fixture fixture;
    fixture.table.Prohibit(HOME_ADDRESS);
    EXPECT_EQ(fixture.Judge({}), 140);
    EXPECT_EQ(fixture.Judge({Range("2001:db8:100::")}), 140);
    EXPECT_EQ(fixture.table.Judge(OTHER_HOME_ADDRESS, {}).status, BindingStatus::ACCEPTED);
}

TEST(NemoPrefixTable, RoutesCountForMobileRoutersWithoutAnEntry)
{
    Fixture fixture;
    fixture.table.SetRouteSource([](const Ipv6Address&) {
        return Ranges{Range("2001:db8:300::"), Range("2001:db8:500::")};
    });
    // The first mobile router has entries; a third one has none, and another's prefix is not its.
    EXPECT_EQ(fixture.Judge({Range("2001:db8:500::")}), 142);
    EXPECT_EQ(fixture.table.Judge(Ipv6Address("2001:db8::30"), {}).networks,
              Ranges{Range("2001:db8:500::")});
}

TEST(NemoPrefixTable, HomeAddressIsFromTheNetworkOfItsOwnMobileRouter)
{
    Fixture fixture;
    const Ipv6Address inside("2001:db8:600::1");
    EXPECT_FALSE(fixture.table.IsInOwnNetwork(HOME_ADDRESS));
    EXPECT_FALSE(fixture.table.IsInOwnNetwork(inside));
    fixture.table.Add(inside, Range("2001:db8:600::"));
    EXPECT_TRUE(fixture.table.IsInOwnNetwork(inside));
}

TEST(NemoPrefixTable, ThousandsOfPrefixesOfOthersDoNotCollide)
{
    NemoPrefixTable table;
    for (int number = 0; number < 5000; ++number)
    {
        const Ipv6Address homeAddress(("2001:db8::1:" + std::to_string(number)).c_str());
        const std::string prefix = "2001:db9:" + std::to_string(number) + "::";
        ASSERT_EQ(table.Add(homeAddress, Range(prefix.c_str(), 48)), Outcome::ADDED);
        ASSERT_EQ(table.Add(HOME_ADDRESS, Range(prefix.c_str(), 64)), Outcome::OVERLAP);
    }
    EXPECT_EQ(table.Find(HOME_ADDRESS), Ranges());
}

} // namespace

} // namespace ns3::mip6::tests

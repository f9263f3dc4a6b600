/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"

#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @tparam Number an enumeration of one octet
 * @param octet any value
 * @return its name
 */
template <typename Number>
std::string
NameOf(int octet)
{
    return GetName(static_cast<Number>(octet));
}

/// A registry, its names, and which numbers it has.
struct RegistryRow : NamedRow
{
    const std::vector<AssignedNumber>& (*get)(); //!< the registry
    std::string (*getName)(int octet);           //!< name of any octet
    std::string unknown;                         //!< name of octets that are not in the registry
    std::set<int> numbers;                       //!< those that are
};

/**
 * @param first of a range
 * @param last of the range
 * @param numbers takes the range, both ends included
 */
void
AddRange(int first, int last, std::set<int>& numbers)
{
    for (int number = first; number <= last; ++number)
    {
        numbers.insert(number);
    }
}

/// @return one row per registry
std::vector<RegistryRow>
GetRows()
{
    std::set<int> types;
    AddRange(0, 23, types);
    std::set<int> options;
    AddRange(0, 59, options);
    std::set<int> statuses;
    AddRange(0, 6, statuses);
    AddRange(128, 180, statuses);
    return {
        {{"MobilityTypes"}, GetMobilityTypes, NameOf<MobilityType>, "unknown", types},
        {{"OptionTypes"},
         GetMobilityOptionTypes,
         NameOf<MobilityOptionType>,
         "unknown option",
         options},
        {{"Statuses"}, GetBindingStatuses, NameOf<BindingStatus>, "unknown status", statuses},
        {{"ErrorStatuses"},
         GetBindingErrorStatuses,
         NameOf<BindingErrorStatus>,
         "unknown status",
         {1, 2}},
    };
}

/// Runs once per registry.
class Registry : public testing::TestWithParam<RegistryRow>
{
};

TEST_P(Registry, HoldsTheAssignedNumbersInOrder)
{
    std::vector<int> numbers;
    for (const AssignedNumber& row : GetParam().get())
    {
        numbers.push_back(row.number);
    }
    const std::set<int>& expected = GetParam().numbers;
    EXPECT_EQ(numbers, std::vector<int>(expected.begin(), expected.end()));
}

TEST_P(Registry, GivesEveryNumberANameOfItsOwnAndAReference)
{
    std::set<std::string> names;
    for (const AssignedNumber& row : GetParam().get())
    {
        names.insert(row.name);
        EXPECT_EQ(std::string(row.reference).rfind("RFC ", 0), 0U) << row.name;
        EXPECT_EQ(GetParam().getName(row.number), row.name);
    }
    EXPECT_EQ(names.size(), GetParam().get().size());
    EXPECT_EQ(names.count(GetParam().unknown), 0U);
    EXPECT_EQ(names.count(""), 0U);
}

TEST_P(Registry, OtherOctetsAreUnknown)
{
    for (int octet = 0; octet < 256; ++octet)
    {
        EXPECT_EQ(GetParam().getName(octet) == GetParam().unknown,
                  GetParam().numbers.count(octet) == 0)
            << octet;
    }
}

INSTANTIATE_TEST_SUITE_P(All, Registry, testing::ValuesIn(GetRows()), [](const auto& row) {
    return row.param.name;
});

TEST(Numbers, NamesAreThoseOfTheRegistries)
{
    EXPECT_STREQ(GetName(MobilityType::BINDING_UPDATE), "Binding Update");
    EXPECT_STREQ(GetName(MobilityOptionType::NONCE_INDICES), "Nonce Indices");
    EXPECT_STREQ(GetName(BindingErrorStatus::UNKNOWN_MOBILITY_TYPE), "Unrecognized MH Type value");
    EXPECT_STREQ(GetName(static_cast<BindingStatus>(133)), "Not home agent for this mobile node");
    EXPECT_STREQ(GetName(static_cast<BindingStatus>(142)), "Not Authorized for Prefix");
    EXPECT_STREQ(GetName(static_cast<BindingStatus>(174)), "Invalid Care-of Address");
}

TEST(Numbers, EnumeratorsStandForTheirNumbers)
{
    EXPECT_EQ(static_cast<int>(MobilityType::BINDING_ERROR), 7);
    EXPECT_EQ(static_cast<int>(MobilityOptionType::BINDING_IDENTIFIER), 35);
    EXPECT_EQ(static_cast<int>(BindingStatus::PBU_ACCEPTED_TRANSIENT_BINDING_IGNORED), 6);
    EXPECT_EQ(static_cast<int>(BindingStatus::FORWARDING_SETUP_FAILED), 143);
    EXPECT_EQ(static_cast<int>(BindingStatus::MIPV6_ID_MISMATCH), 144);
    EXPECT_EQ(static_cast<int>(BindingStatus::MISSING_ACCESS_TECHNOLOGY_TYPE_OPTION), 162);
    EXPECT_EQ(static_cast<int>(BindingStatus::INVALID_CARE_OF_ADDRESS), 174);
    EXPECT_EQ(static_cast<int>(BindingStatus::CANNOT_SUPPORT_MULTIPATH_BINDING), 180);
}

TEST(Numbers, EveryFlagHasALetter)
{
    EXPECT_EQ(std::string(BU_FLAG_LETTERS).size(), 10U);
    EXPECT_EQ(0x8000 >> (std::string(BU_FLAG_LETTERS).size() - 1), BU_FLAG_BULK_UPDATE);
    EXPECT_EQ(std::string(BA_FLAG_LETTERS).size(), 5U);
    EXPECT_EQ(0x80 >> (std::string(BA_FLAG_LETTERS).size() - 1), BA_FLAG_BULK_UPDATE);
    EXPECT_EQ(0x8000 >> std::string(BU_FLAG_LETTERS).find('R'), BU_FLAG_MOBILE_ROUTER);
    EXPECT_EQ(0x80 >> std::string(BA_FLAG_LETTERS).find('R'), BA_FLAG_MOBILE_ROUTER);
}

TEST(Numbers, StatusesBelow128Accept)
{
    for (int status = 0; status < 256; ++status)
    {
        EXPECT_EQ(IsAccepted(static_cast<BindingStatus>(status)), status < 128) << status;
    }
}

TEST(DecodeResult, EveryReasonHasANameOfItsOwn)
{
    std::set<std::string> names;
    for (uint8_t error = 0; error <= static_cast<uint8_t>(DecodeError::BAD_VALUE); ++error)
    {
        names.insert(GetName(static_cast<DecodeError>(error)));
    }
    EXPECT_EQ(names.size(), 6U);
    EXPECT_EQ(names.count("unknown error"), 0U);
    EXPECT_STREQ(GetName(static_cast<DecodeError>(200)), "unknown error");
}

TEST(DecodeResult, RefusalIsTrueWhereThereIsAReason)
{
    EXPECT_FALSE(Refusal{});
    EXPECT_TRUE((Refusal{DecodeError::BAD_VALUE, 0}));
}

} // namespace

} // namespace ns3::mip6::tests

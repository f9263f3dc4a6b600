/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

TEST(Numbers, EveryMobilityTypeHasANameOfItsOwn)
{
    std::set<std::string> names;
    for (uint8_t type = 0; type <= 7; ++type)
    {
        names.insert(GetName(static_cast<MobilityType>(type)));
    }
    EXPECT_EQ(names.size(), 8U);
    EXPECT_EQ(names.count("unknown"), 0U);
    EXPECT_STREQ(GetName(MobilityType::BINDING_UPDATE), "Binding Update");
    EXPECT_STREQ(GetName(static_cast<MobilityType>(8)), "unknown");
    EXPECT_STREQ(GetName(static_cast<MobilityType>(255)), "unknown");
}

TEST(Numbers, StatusesOfRfc6275HaveNamesOfTheirOwn)
{
    std::set<std::string> names;
    int unknown = 0;
    for (int status = 0; status < 256; ++status)
    {
        const std::string name = GetName(static_cast<BindingStatus>(status));
        unknown += name == "unknown status" ? 1 : 0;
        names.insert(name);
    }
    // RFC 6275 section 6.1.8: 0, 1, 128 to 139, 174.
    EXPECT_EQ(names.size(), 15U + 1U);
    EXPECT_EQ(unknown, 256 - 15);
    EXPECT_STREQ(GetName(static_cast<BindingStatus>(133)), "Not home agent for this mobile node");
    EXPECT_STREQ(GetName(static_cast<BindingStatus>(174)), "Invalid Care-of Address");
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

} // namespace

} // namespace ns3::mip6::tests

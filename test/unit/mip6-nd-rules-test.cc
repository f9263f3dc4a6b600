/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"
#include "mip6-named-row.h"

#include "ns3/mip6-nd-rules.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// A message, the way it came, and what is made of it.
struct RuleRow : NamedRow
{
    std::string octets; //!< from the Type octet on
    NdPath path;        //!< of the packet
    DecodeError error;  //!< NONE if it is valid
    std::size_t offset; //!< of the offending field
};

const std::string FIXED = "0000 00000000";                               //!< checksum and 4 octets
const std::string SOLICITED = "0000 60000000";                           //!< checksum, S and O
const std::string TARGET = "20010db8000100000000000000000010";           //!< unicast
const std::string MULTICAST_TARGET = "ff020000000000000000000000000001"; //!< all nodes
const NdPath ON_LINK{"fe80::1", "ff02::1"};                              //!< from a router
const NdPath TO_NODE{"2001:db8:1::1", "2001:db8:1::10"};                 //!< between two nodes
const NdPath TO_ALL{"2001:db8:1::1", "ff02::1"};                         //!< not link-local

/// @return every rule, kept and broken
std::vector<RuleRow>
GetRows()
{
    constexpr auto NONE = DecodeError::NONE;
    constexpr auto BAD = DecodeError::BAD_VALUE;
    constexpr auto SHORT = DecodeError::TRUNCATED;
    return {
        {{"Solicitation"}, "8500" + FIXED, ON_LINK, NONE, 0},
        {{"SolicitationFromAnywhere"}, "8500" + FIXED, TO_ALL, NONE, 0},
        {{"SolicitationWithCode"}, "8501" + FIXED, ON_LINK, BAD, 1},
        {{"Advertisement"}, "8600" + FIXED + "0000000000000000", ON_LINK, NONE, 0},
        {{"AdvertisementWithCode"}, "8605" + FIXED + "0000000000000000", ON_LINK, BAD, 1},
        {{"AdvertisementFromAfar"}, "8600" + FIXED + "0000000000000000", TO_ALL, BAD, 0},
        {{"Redirect"}, "8900" + FIXED, ON_LINK, NONE, 0},
        {{"RedirectFromAfar"}, "8900" + FIXED, TO_NODE, BAD, 0},
        {{"NeighborSolicitation"}, "8700" + FIXED + TARGET, TO_NODE, NONE, 0},
        {{"NeighborSolicitationForAll"}, "8700" + FIXED + MULTICAST_TARGET, TO_NODE, BAD, 8},
        {{"NeighborSolicitationCut"}, "8700" + FIXED + "20010db8", TO_NODE, SHORT, 12},
        {{"NeighborAdvertisement"}, "8800" + SOLICITED + TARGET, TO_NODE, NONE, 0},
        {{"NeighborAdvertisementToAll"}, "8800" + FIXED + TARGET, TO_ALL, NONE, 0},
        {{"NeighborAdvertisementSolicitedByAll"}, "8800" + SOLICITED + TARGET, TO_ALL, BAD, 4},
        {{"NeighborAdvertisementForAll"}, "8800" + FIXED + MULTICAST_TARGET, TO_ALL, BAD, 8},
        {{"NeighborAdvertisementCut"}, "8800" + SOLICITED, TO_ALL, SHORT, 8},
        {{"EchoRequest"}, "8001", TO_ALL, NONE, 0},
        {{"TypeAlone"}, "86", ON_LINK, SHORT, 1},
    };
}

class NdRule : public testing::TestWithParam<RuleRow>
{
};

TEST_P(NdRule, IsJudgedAtItsField)
{
    const RuleRow& row = GetParam();
    const Bytes octets = FromHex(row.octets);
    const Refusal refusal = CheckNdFields(row.path, octets.data(), octets.size());
    EXPECT_EQ(refusal.error, row.error);
    EXPECT_EQ(refusal.offset, row.offset);
}

INSTANTIATE_TEST_SUITE_P(NdRules, NdRule, testing::ValuesIn(GetRows()), [](const auto& info) {
    return std::string(info.param.name);
});

TEST(NdRules, NothingIsTruncated)
{
    EXPECT_EQ(CheckNdFields(ON_LINK, nullptr, 0).error, DecodeError::TRUNCATED);
}

} // namespace

} // namespace ns3::mip6::tests

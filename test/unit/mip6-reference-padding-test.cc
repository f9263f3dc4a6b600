/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-reference-vectors.h"

#include "ns3/mip6-mobility-messages.h"

#include <gtest/gtest.h>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Octets of a Binding Update before its options.
constexpr std::size_t UPDATE_OCTETS = 12;

/// An option of scapy with default values.
struct OptionRow : NamedRow
{
    MobilityOption option;                //!< its right value
    std::optional<uint8_t> lengthOctet{}; //!< what scapy puts there, if it is wrong
};

/// Padding that stands before the option.
struct LeadRow : NamedRow
{
    MobilityOptions options; //!< none or one
};

/// @return one row per option
std::vector<OptionRow>
GetOptionRows()
{
    const Bytes authentication = FromHex("0100000000 414141414141414141414141");
    return {
        {{"refresh-advice"}, BindingRefreshAdvice{}},
        {{"alternate-care-of-address"}, AlternateCareOfAddress{"::"}},
        {{"nonce-indices"}, NonceIndices{}, uint8_t{16}},
        {{"authorization-data"}, BindingAuthorizationData{}, uint8_t{16}},
        {{"mobile-network-prefix"}, MobileNetworkPrefix{"::", 64}},
        {{"link-layer-address"}, UnknownMobilityOption{7, FromHex("0200000000000000")}, uint8_t{7}},
        {{"node-identifier"}, MobileNodeIdentifier{1, {}}},
        {{"message-authentication"}, UnknownMobilityOption{9, authentication}},
        {{"replay-protection"}, UnknownMobilityOption{10, Bytes(8)}},
        {{"cga-parameters-request"}, UnknownMobilityOption{11, {}}},
        {{"cga-parameters"}, UnknownMobilityOption{12, {}}},
        {{"signature"}, UnknownMobilityOption{13, {}}},
        {{"home-keygen-token"}, UnknownMobilityOption{14, {}}},
        {{"care-of-test-init"}, UnknownMobilityOption{15, {}}},
        {{"care-of-test"}, UnknownMobilityOption{16, Bytes(8)}},
    };
}

/// @return one row per leading padding
std::vector<LeadRow>
GetLeadRows()
{
    std::vector<LeadRow> rows{{{"none"}, {}}, {{"pad1"}, {Pad1()}}};
    for (std::size_t octets = 0; octets <= 6; ++octets)
    {
        rows.push_back({{"padn" + std::to_string(octets)}, {PadN{Bytes(octets)}}});
    }
    return rows;
}

/// One vector.
struct PaddingRow : NamedRow
{
    OptionRow option; //!< what stands last
    LeadRow lead;     //!< what stands before it
};

/// @return one row per vector
std::vector<PaddingRow>
GetRows()
{
    std::vector<PaddingRow> rows;
    for (const OptionRow& option : GetOptionRows())
    {
        for (const LeadRow& lead : GetLeadRows())
        {
            rows.push_back({{PADDING_PREFIX + option.name + "-" + lead.name}, option, lead});
        }
    }
    return rows;
}

/**
 * @param options a list
 * @return a Binding Update with the values of the vectors
 */
BindingUpdate
MakeUpdate(MobilityOptions options)
{
    BindingUpdate update;
    update.sequence = 0x4242;
    update.acknowledge = update.homeRegistration = update.keyManagement = true;
    update.lifetime = Seconds(12);
    update.options = std::move(options);
    return update;
}

/**
 * @param row a vector
 * @return padding and option
 */
MobilityOptions
GetOptions(const PaddingRow& row)
{
    MobilityOptions options = row.lead.options;
    options.push_back(row.option.option);
    return options;
}

/**
 * @param golden a Binding Update
 * @param type of its option
 * @return offset of that option's Length octet
 */
std::size_t
FindLengthOctet(const Bytes& golden, uint8_t type)
{
    std::size_t at = UPDATE_OCTETS;
    while (golden.at(at) != type)
    {
        at += golden[at] == 0 ? std::size_t{1} : std::size_t{2} + golden.at(at + 1);
    }
    return at + 1;
}

/**
 * @param octets of a Mobility Header
 * @return what the decoder answers
 */
DecodeResult<MobilityMessage>
Decode(const Bytes& octets)
{
    return DecodeMobilityMessage(octets.data(), octets.size());
}

/// Runs once per vector.
class ReferencePadding : public testing::TestWithParam<PaddingRow>
{
  protected:
    /// @return the octets of the vector
    static const Bytes& GetGolden()
    {
        return GetReferenceVectors().at(GetParam().name);
    }

    /// @return the vector with the right Length octet
    static Bytes GetCorrected()
    {
        Bytes corrected = GetGolden();
        const Bytes ours = EncodeMobilityMessage(MakeUpdate(GetOptions(GetParam())));
        const std::size_t at = FindLengthOctet(corrected, GetType(GetParam().option.option));
        if (const auto length = GetParam().option.lengthOctet)
        {
            EXPECT_EQ(corrected.at(at), *length);
            corrected.at(at) = ours.at(at);
            EXPECT_NE(ours.at(at), *length);
        }
        return corrected;
    }
};

TEST_P(ReferencePadding, IsMadeFromTheOptions)
{
    EXPECT_EQ(ToHex(EncodeMobilityMessage(MakeUpdate(GetOptions(GetParam())))),
              ToHex(GetCorrected()));
}

TEST_P(ReferencePadding, GivesTheOptions)
{
    // Padding that alignment asks for anyway is not a value.
    const std::string bare = PADDING_PREFIX + GetParam().option.name + "-none";
    const bool isAlignment = GetGolden() == GetReferenceVectors().at(bare);
    const MobilityOptions options =
        isAlignment ? MobilityOptions{GetParam().option.option} : GetOptions(GetParam());
    const auto result = Decode(GetCorrected());
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, MobilityMessage(MakeUpdate(options)));
}

INSTANTIATE_TEST_SUITE_P(All, ReferencePadding, testing::ValuesIn(GetRows()), [](const auto& row) {
    return ToTestName(row.param.name);
});

TEST(ReferencePaddingVectors, WrongLengthsBeyondTheEndAreRefused)
{
    for (const PaddingRow& row : GetRows())
    {
        if (row.option.lengthOctet != uint8_t{16})
        {
            continue;
        }
        const Bytes& golden = GetReferenceVectors().at(row.name);
        const auto result = Decode(golden);
        EXPECT_EQ(result.error, DecodeError::TRUNCATED) << row.name;
        EXPECT_EQ(result.offset, FindLengthOctet(golden, GetType(row.option.option))) << row.name;
    }
}

TEST(ReferencePaddingVectors, OctetBehindAWrongLengthIsPad1)
{
    for (const PaddingRow& row : GetRows())
    {
        if (row.option.lengthOctet != uint8_t{7})
        {
            continue;
        }
        const Bytes& golden = GetReferenceVectors().at(row.name);
        const auto result = Decode(golden);
        ASSERT_TRUE(result) << row.name;
        const auto& options = std::get<BindingUpdate>(*result.value).options;
        const auto* option = FindOption<UnknownMobilityOption>(options);
        ASSERT_NE(option, nullptr) << row.name;
        EXPECT_EQ(*option, (UnknownMobilityOption{7, FromHex("02000000000000")})) << row.name;
        // At the end of the message the Pad1 is what alignment asks for.
        const bool isLast =
            FindLengthOctet(golden, option->type) + 1 + option->data.size() + 1 == golden.size();
        EXPECT_EQ(options.back() == MobilityOption(*option), isLast) << row.name;
        EXPECT_EQ(ToHex(EncodeMobilityMessage(*result.value)), ToHex(golden));
    }
}

TEST(ReferencePaddingVectors, AllOfThemHaveAnExpectation)
{
    EXPECT_EQ(GetRows().size(), 135U);
    EXPECT_EQ(GetRowNames(GetRows()), GetReferenceNames(PADDING_PREFIX));
}

} // namespace

} // namespace ns3::mip6::tests

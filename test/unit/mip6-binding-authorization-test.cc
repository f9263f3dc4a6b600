/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-reference-vectors.h"

#include "ns3/mip6-binding-authorization.h"

#include <gtest/gtest.h>
#include <utility>

namespace ns3::mip6::tests
{

namespace
{

/// Offset of the Checksum field (RFC 6275 section 6.1.1).
constexpr std::size_t CHECKSUM_OFFSET = 4;

/// The keys of the exchange that the reference vectors were made with: home keygen token
/// 80b02f5f06bc8a54, care-of keygen token 08791cbf4ef0db13.
class BindingAuthorizationVectors : public testing::Test
{
  protected:
    /// @param name of a packet @return its Mobility Header
    static Bytes GetMessage(const std::string& name)
    {
        return Split(GetReferenceVectors().at(name)).upperLayer;
    }

    const Bytes m_acknowledgement =
        GetMessage("mobility-acknowledgement-correspondent"); //!< of the registration
    const Bytes m_deletion =
        GetMessage("mobility-update-correspondent-deregistration"); //!< sent from home
    const KeygenToken m_homeToken{0x80, 0xb0, 0x2f, 0x5f, 0x06, 0xbc, 0x8a, 0x54};   //!< known
    const KeygenToken m_careOfToken{0x08, 0x79, 0x1c, 0xbf, 0x4e, 0xf0, 0xdb, 0x13}; //!< known
    const BindingManagementKey m_key =
        ComputeBindingManagementKey({m_homeToken, m_careOfToken}); //!< of the registration
    const BindingManagementKey m_deletionKey =
        ComputeBindingManagementKey(m_homeToken); //!< of the deletion
    const AuthenticatedAddresses m_addresses{Ipv6Address("2001:db8:2::10"),
                                             Ipv6Address("2001:db8:9::99")}; //!< of both nodes
    const AuthenticatedAddresses m_deletionAddresses{Ipv6Address("2001:db8:1::10"),
                                                     Ipv6Address("2001:db8:9::99")}; //!< at home
};

TEST_F(BindingAuthorizationVectors, AcknowledgementGetsTheKnownOctets)
{
    BindingAcknowledgement message;
    message.sequence = 1000;
    message.lifetime = Seconds(420);
    Authorize(message, m_key, m_addresses);
    EXPECT_EQ(EncodeMobilityMessage(message), WithoutChecksum(m_acknowledgement, CHECKSUM_OFFSET));
}

TEST_F(BindingAuthorizationVectors, UpdateGetsTheKnownOctets)
{
    const auto decoded = DecodeMobilityMessage(m_deletion.data(), m_deletion.size());
    ASSERT_TRUE(decoded);
    auto message = std::get<BindingUpdate>(*decoded.value);
    ASSERT_TRUE(std::holds_alternative<BindingAuthorizationData>(message.options.back()));
    message.options.pop_back();
    Authorize(message, m_deletionKey, m_deletionAddresses);
    EXPECT_EQ(EncodeMobilityMessage(message), WithoutChecksum(m_deletion, CHECKSUM_OFFSET));
}

TEST_F(BindingAuthorizationVectors, KnownMessagesAreAuthorized)
{
    EXPECT_TRUE(IsAuthorized(m_acknowledgement, m_key, m_addresses));
    EXPECT_TRUE(IsAuthorized(m_deletion, m_deletionKey, m_deletionAddresses));
}

TEST_F(BindingAuthorizationVectors, OtherKeysAndAddressesDoNotAuthorize)
{
    EXPECT_FALSE(IsAuthorized(m_acknowledgement, m_deletionKey, m_addresses));
    EXPECT_FALSE(IsAuthorized(m_acknowledgement, m_key, m_deletionAddresses));
    EXPECT_FALSE(IsAuthorized(m_deletion, m_key, m_deletionAddresses));
    AuthenticatedAddresses swapped = m_addresses;
    std::swap(swapped.careOfAddress, swapped.correspondent);
    EXPECT_FALSE(IsAuthorized(m_acknowledgement, m_key, swapped));
}

TEST_F(BindingAuthorizationVectors, EveryChangeOfAnOctetIsNoticed)
{
    ForEachSingleOctetChange(m_deletion, [&](const Bytes& changed, std::size_t offset) {
        const bool isChecksum = offset == CHECKSUM_OFFSET || offset == CHECKSUM_OFFSET + 1;
        EXPECT_EQ(IsAuthorized(changed, m_deletionKey, m_deletionAddresses), isChecksum) << offset;
    });
}

TEST_F(BindingAuthorizationVectors, OctetsBehindTheHeaderDoNotCount)
{
    Bytes longer = m_deletion;
    longer.insert(longer.end(), 20, 0xAA);
    EXPECT_TRUE(IsAuthorized(longer, m_deletionKey, m_deletionAddresses));
}

TEST_F(BindingAuthorizationVectors, TruncatedMessageIsNotAuthorized)
{
    for (std::size_t size = 0; size < m_deletion.size(); ++size)
    {
        const Bytes truncated(m_deletion.data(), m_deletion.data() + size);
        EXPECT_FALSE(IsAuthorized(truncated, m_deletionKey, m_deletionAddresses)) << size;
    }
}

/// @return a Binding Update with two options
BindingUpdate
MakeUpdate()
{
    BindingUpdate message;
    message.sequence = 7;
    message.lifetime = Seconds(40);
    message.options = {NonceIndices{1, 2}, AlternateCareOfAddress{Ipv6Address("2001:db8::5")}};
    return message;
}

TEST_F(BindingAuthorizationVectors, FormerAuthorizationIsReplaced)
{
    BindingUpdate once = MakeUpdate();
    Authorize(once, m_key, m_addresses);
    BindingUpdate twice = MakeUpdate();
    Authorize(twice, m_deletionKey, m_addresses);
    ASSERT_FALSE(once == twice);
    Authorize(twice, m_key, m_addresses);
    EXPECT_EQ(once, twice);
    EXPECT_EQ(twice.options.size(), 3U);
    EXPECT_TRUE(std::holds_alternative<BindingAuthorizationData>(twice.options.back()));
}

TEST_F(BindingAuthorizationVectors, MessageWithoutTheOptionIsNotAuthorized)
{
    EXPECT_FALSE(IsAuthorized(EncodeMobilityMessage(MakeUpdate()), m_key, m_addresses));
    EXPECT_FALSE(IsAuthorized(EncodeMobilityMessage(BindingAcknowledgement()), m_key, m_addresses));
}

/// Type and length of a Binding Authorization Data option (RFC 6275 section 6.2.7).
const Bytes OPTION_HEADER{5, 12};

TEST_F(BindingAuthorizationVectors, AuthenticatorAtTheEndOfAnotherOptionDoesNotCount)
{
    // An unknown option whose data end like Binding Authorization Data.
    Bytes data(4);
    data.insert(data.end(), OPTION_HEADER.begin(), OPTION_HEADER.end());
    data.resize(data.size() + 12);
    BindingUpdate message;
    message.options = {UnknownMobilityOption{200, data}};
    Bytes octets = EncodeMobilityMessage(message);
    ASSERT_EQ(octets.size(), 32U);
    const auto authenticator =
        ComputeAuthenticator(m_key, m_addresses, octets.data(), octets.size());
    std::copy(authenticator.begin(), authenticator.end(), octets.end() - 12);
    EXPECT_FALSE(IsAuthorized(octets, m_key, m_addresses));
}

TEST_F(BindingAuthorizationVectors, OtherMessagesAreNotAuthorized)
{
    HomeTestInit message;
    message.options = {BindingAuthorizationData()};
    Bytes octets = EncodeMobilityMessage(message);
    const auto authenticator =
        ComputeAuthenticator(m_key, m_addresses, octets.data(), octets.size());
    std::copy(authenticator.begin(), authenticator.end(), octets.end() - 12);
    EXPECT_FALSE(IsAuthorized(octets, m_key, m_addresses));
}

} // namespace

} // namespace ns3::mip6::tests

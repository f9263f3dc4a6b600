/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-protocol-makers.h"
#include "mip6-reference-vectors.h"

#include "ns3/mip6-correspondent-update.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// Of the mobile node of the vectors.
const Ipv6Address VECTOR_HOME_ADDRESS("2001:db8:1::10");
/// Its first care-of address.
const Ipv6Address VECTOR_CARE_OF("2001:db8:2::10");
/// Of the correspondent node of the vectors.
const Ipv6Address VECTOR_CORRESPONDENT("2001:db8:9::99");

/// Of a registration.
const CorrespondentAddresses REGISTRATION{VECTOR_HOME_ADDRESS,
                                          VECTOR_CARE_OF,
                                          VECTOR_CORRESPONDENT};
/// Of a deletion.
const CorrespondentAddresses DELETION{VECTOR_HOME_ADDRESS,
                                      VECTOR_HOME_ADDRESS,
                                      VECTOR_CORRESPONDENT};

/**
 * @tparam Octets a std::array of octets
 * @param first value of the first octet; each that follows is one more
 * @return the octets
 */
template <typename Octets>
Octets
CountFrom(uint8_t first)
{
    Octets octets{};
    for (auto& octet : octets)
    {
        octet = first++;
    }
    return octets;
}

/// @return tokens of the vectors
UpdateTokens
MakeVectorTokens()
{
    UpdateTokens tokens;
    tokens.home = {7, {0x80, 0xb0, 0x2f, 0x5f, 0x06, 0xbc, 0x8a, 0x54}};
    tokens.careOf = {9, {0x08, 0x79, 0x1c, 0xbf, 0x4e, 0xf0, 0xdb, 0x13}};
    return tokens;
}

/**
 * @param sequence number
 * @param lifetime requested
 * @return what a registration fills in
 */
BindingUpdate
MakeVectorUpdate(uint16_t sequence, Time lifetime)
{
    BindingUpdate update;
    update.sequence = sequence;
    update.acknowledge = true;
    update.lifetime = lifetime;
    return update;
}

/**
 * @param message sent
 * @return its octets, in which the Checksum is zero
 */
std::string
ToOctets(const SendMessage& message)
{
    return ToHex(EncodeMobilityMessage(message.message));
}

/**
 * @param name of a vector
 * @return the Mobility Header of the packet, with a zero Checksum
 */
std::string
GetVector(const std::string& name)
{
    constexpr std::size_t CHECKSUM_OFFSET = 4;
    return ToHex(
        WithoutChecksum(Split(GetReferenceVectors().at(name)).upperLayer, CHECKSUM_OFFSET));
}

TEST(CorrespondentUpdate, HomeTestInitIsTheKnownOne)
{
    const SendMessage send = MakeHomeTestInit(REGISTRATION, CountFrom<Cookie>(0x01));
    EXPECT_EQ(ToOctets(send), GetVector("mobility-home-test-init-from-home"));
    EXPECT_EQ(send.source, VECTOR_HOME_ADDRESS);
    EXPECT_EQ(send.destination, VECTOR_CORRESPONDENT);
    EXPECT_FALSE(send.homeAddressOption);
    EXPECT_FALSE(send.type2HomeAddress);
}

TEST(CorrespondentUpdate, CareOfTestInitIsTheKnownOne)
{
    const SendMessage send = MakeCareOfTestInit(REGISTRATION, CountFrom<Cookie>(0x11));
    EXPECT_EQ(ToOctets(send), GetVector("mobility-care-of-test-init-from-abroad"));
    EXPECT_EQ(send.source, VECTOR_CARE_OF);
    EXPECT_EQ(send.destination, VECTOR_CORRESPONDENT);
    EXPECT_FALSE(send.homeAddressOption);
    EXPECT_FALSE(send.type2HomeAddress);
}

TEST(CorrespondentUpdate, KeysAreTheKnownOnes)
{
    const auto toHex = [](const BindingManagementKey& key) {
        return ToHex(Bytes(key.begin(), key.end()));
    };
    EXPECT_EQ(toHex(MakeUpdateKey(REGISTRATION, MakeVectorTokens())),
              "da41f587482b6985335814ffc8f5c2849ce6ac4b");
    EXPECT_EQ(toHex(MakeUpdateKey(DELETION, MakeVectorTokens())),
              "479cf7d4c3078790467bdf130eccbf0327cbb3b8");
}

TEST(CorrespondentUpdate, MN3112001RegistrationHasItsAuthenticatorLast)
{
    const SendMessage send =
        MakeUpdate(REGISTRATION, MakeVectorTokens(), MakeVectorUpdate(1000, Seconds(420)));
    // A registration for 105 units of 4 seconds, nonce indices 7 and 9, an authenticator that
    // Python has computed.
    EXPECT_EQ(ToOctets(send), "3b030500000003e880000069040400070009050c4ea3a54a8f2be4876f42dcce");
    EXPECT_EQ(send.source, VECTOR_CARE_OF);
    EXPECT_EQ(send.destination, VECTOR_CORRESPONDENT);
    EXPECT_EQ(send.homeAddressOption, VECTOR_HOME_ADDRESS);
    EXPECT_FALSE(send.type2HomeAddress);
}

TEST(CorrespondentUpdate, DeletionFromHomeIsTheKnownOne)
{
    UpdateTokens tokens = MakeVectorTokens();
    tokens.careOf = IndexedToken();
    const SendMessage send = MakeUpdate(DELETION, tokens, MakeVectorUpdate(1002, Time()));
    EXPECT_EQ(ToOctets(send), GetVector("mobility-update-correspondent-deregistration"));
    EXPECT_EQ(send.source, VECTOR_HOME_ADDRESS);
    EXPECT_EQ(send.destination, VECTOR_CORRESPONDENT);
    EXPECT_FALSE(send.homeAddressOption);
}

TEST(CorrespondentUpdate, OnlyADeletionBindsTheHomeAddress)
{
    EXPECT_TRUE(DELETION.IsDeletion());
    EXPECT_FALSE(REGISTRATION.IsDeletion());
}

} // namespace

} // namespace ns3::mip6::tests

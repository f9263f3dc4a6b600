/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-vector-file.h"

#include "ns3/mip6-return-routability-keys.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

/// Offset of the Checksum field (RFC 6275 section 6.1.1).
constexpr std::size_t CHECKSUM_BEGIN = 4;
/// Offset of what follows the Checksum field.
constexpr std::size_t CHECKSUM_END = 6;
/// Octets of an Authenticator (RFC 6275 section 6.2.7).
constexpr std::size_t AUTHENTICATOR_OCTETS = 12;

/**
 * @tparam Octets a std::array of octets
 * @param text as many octets in hexadecimal
 * @return the octets
 */
template <typename Octets>
Octets
FromHexTo(const std::string& text)
{
    const Bytes bytes = FromHex(text);
    Octets octets{};
    if (bytes.size() != octets.size())
    {
        throw std::invalid_argument("not as many octets as expected: " + text);
    }
    std::copy(bytes.begin(), bytes.end(), octets.begin());
    return octets;
}

/**
 * @tparam Octets a std::array of octets
 * @param octets some
 * @return them in hexadecimal
 */
template <typename Octets>
std::string
ArrayToHex(const Octets& octets)
{
    return ToHex(Bytes(octets.begin(), octets.end()));
}

/**
 * @param octets sixteen of them
 * @return the address
 */
Ipv6Address
ToAddress(const Bytes& octets)
{
    return Ipv6Address::Deserialize(&octets.at(0));
}

/// Everything that goes into any of the functions.
struct Inputs
{
    NodeKey nodeKey{};               //!< Kcn
    Bytes address = Bytes(16);       //!< home or care-of
    Nonce nonce{};                   //!< of either kind
    KeygenTokens tokens;             //!< both
    BindingManagementKey key{};      //!< Kbm
    Bytes correspondent = Bytes(16); //!< its address
    Bytes message;                   //!< complete Mobility Header
};

/// A function under test.
/// @param inputs some of them matter @return the result in hexadecimal
using Compute = std::string (*)(const Inputs& inputs);

/// @copydoc Compute
std::string
HomeToken(const Inputs& inputs)
{
    return ArrayToHex(
        ComputeHomeKeygenToken(inputs.nodeKey, ToAddress(inputs.address), inputs.nonce));
}

/// @copydoc Compute
std::string
CareOfToken(const Inputs& inputs)
{
    return ArrayToHex(
        ComputeCareOfKeygenToken(inputs.nodeKey, ToAddress(inputs.address), inputs.nonce));
}

/// @copydoc Compute
std::string
RegistrationKey(const Inputs& inputs)
{
    return ArrayToHex(ComputeBindingManagementKey(inputs.tokens));
}

/// @copydoc Compute
std::string
DeletionKey(const Inputs& inputs)
{
    return ArrayToHex(ComputeBindingManagementKey(inputs.tokens.home));
}

/// @copydoc Compute
std::string
MessageAuthenticator(const Inputs& inputs)
{
    const AuthenticatedAddresses addresses{ToAddress(inputs.address),
                                           ToAddress(inputs.correspondent)};
    return ArrayToHex(
        ComputeAuthenticator(inputs.key, addresses, inputs.message.data(), inputs.message.size()));
}

// ---- one exchange whose results are known

/// The mobile node is 2001:db8:1::10, its first care-of address 2001:db8:2::10.
class ExampleExchange : public testing::Test
{
  protected:
    /// @param careOfAddress where the Care-of Test went @return its token
    KeygenToken GetCareOfToken(const Ipv6Address& careOfAddress) const
    {
        return ComputeCareOfKeygenToken(m_nodeKey, careOfAddress, m_careOfNonce);
    }

    /**
     * @param key Kbm
     * @param careOfAddress registered, or the home address
     * @param message in hexadecimal, with its authenticator
     */
    void ExpectAuthentic(const BindingManagementKey& key,
                         const Ipv6Address& careOfAddress,
                         const std::string& message) const
    {
        const Bytes octets = FromHex(message);
        const Authenticator computed =
            ComputeAuthenticator(key, {careOfAddress, m_correspondent}, &octets[0], octets.size());
        EXPECT_EQ(ArrayToHex(computed), message.substr(message.size() - 24));
    }

    const Ipv6Address m_homeAddress{"2001:db8:1::10"};       //!< of the mobile node
    const Ipv6Address m_careOfAddress{"2001:db8:2::10"};     //!< the first
    const Ipv6Address m_nextCareOfAddress{"2001:db8:3::10"}; //!< the second
    const Ipv6Address m_correspondent{"2001:db8:9::99"};     //!< of the correspondent node
    const NodeKey m_nodeKey =
        FromHexTo<NodeKey>("000102030405060708090a0b0c0d0e0f10111213"); //!< Kcn
    const Nonce m_homeNonce = FromHexTo<Nonce>("1122334455667788");     //!< of the home token
    const Nonce m_careOfNonce = FromHexTo<Nonce>("99aabbccddeeff00");   //!< of both others
    const KeygenToken m_homeToken = FromHexTo<KeygenToken>("80b02f5f06bc8a54");       //!< result
    const KeygenToken m_careOfToken = FromHexTo<KeygenToken>("08791cbf4ef0db13");     //!< result
    const KeygenToken m_nextCareOfToken = FromHexTo<KeygenToken>("f3ad74618546c6c6"); //!< result
};

TEST_F(ExampleExchange, TokensAreTheKnownOnes)
{
    EXPECT_EQ(ComputeHomeKeygenToken(m_nodeKey, m_homeAddress, m_homeNonce), m_homeToken);
    EXPECT_EQ(GetCareOfToken(m_careOfAddress), m_careOfToken);
    EXPECT_EQ(GetCareOfToken(m_nextCareOfAddress), m_nextCareOfToken);
}

TEST_F(ExampleExchange, KeysAreTheKnownOnes)
{
    EXPECT_EQ(ArrayToHex(ComputeBindingManagementKey({m_homeToken, m_careOfToken})),
              "da41f587482b6985335814ffc8f5c2849ce6ac4b");
    EXPECT_EQ(ArrayToHex(ComputeBindingManagementKey({m_homeToken, m_nextCareOfToken})),
              "a3b1bb7ae6dcf8838e3e71eb50d0fb79a04ed7b4");
    EXPECT_EQ(ArrayToHex(ComputeBindingManagementKey(m_homeToken)),
              "479cf7d4c3078790467bdf130eccbf0327cbb3b8");
}

TEST_F(ExampleExchange, AcknowledgementOfARegistrationIsAuthentic)
{
    ExpectAuthentic(ComputeBindingManagementKey({m_homeToken, m_careOfToken}),
                    m_careOfAddress,
                    "3b03060004b0000003e80069010400000000050cb7151766e6507d14908790b6");
}

TEST_F(ExampleExchange, DeletionFromHomeIsAuthenticWithTheHomeAddressAsCareOfAddress)
{
    ExpectAuthentic(ComputeBindingManagementKey(m_homeToken),
                    m_homeAddress,
                    "3b030500017903ea80000000040400070000050c4be708a6df7320470ea471c9");
}

// ---- published answers of SHA-1

TEST(ReturnRoutabilityKeys, AgreeWithPublishedAnswersOfSha1)
{
    // Messages of 64 and 128 bits from the short message test of the NIST Cryptographic Algorithm
    // Validation Program.
    EXPECT_EQ(ArrayToHex(ComputeBindingManagementKey(FromHexTo<KeygenToken>("7e3d7b3eada98866"))),
              "24a2c34b976305277ce58c2f42d5092031572520");
    EXPECT_EQ(ArrayToHex(ComputeBindingManagementKey({FromHexTo<KeygenToken>("3552694cdf663fd9"),
                                                      FromHexTo<KeygenToken>("4b224747ac406aaf")})),
              "a150de927454202d94e656de4c7c0ca691de955d");
}

// ---- every vector of keys.txt, which make-key-vectors.py writes

/**
 * @param name of a vector
 * @return the quantity that it is about
 */
std::string
GetQuantity(const std::string& name)
{
    return name.substr(0, name.find('/'));
}

/**
 * @param line a vector
 * @return its inputs
 */
Inputs
ReadInputs(const VectorLine& line)
{
    Inputs inputs;
    const std::string quantity = GetQuantity(line.at(0));
    if (quantity == "authenticator")
    {
        inputs.key = FromHexTo<BindingManagementKey>(line.at(1));
        inputs.address = FromHex(line.at(2));
        inputs.correspondent = FromHex(line.at(3));
        inputs.message = FromHex(line.at(4));
    }
    else if (quantity == "key" || quantity == "deletion-key")
    {
        inputs.tokens.home = FromHexTo<KeygenToken>(line.at(1));
        inputs.tokens.careOf =
            quantity == "key" ? FromHexTo<KeygenToken>(line.at(2)) : KeygenToken{};
    }
    else
    {
        inputs.nodeKey = FromHexTo<NodeKey>(line.at(1));
        inputs.address = FromHex(line.at(2));
        inputs.nonce = FromHexTo<Nonce>(line.at(3));
    }
    return inputs;
}

TEST(ReturnRoutabilityKeys, AgreeWithPython)
{
    const std::map<std::string, Compute> functions{{"home-token", HomeToken},
                                                   {"care-of-token", CareOfToken},
                                                   {"key", RegistrationKey},
                                                   {"deletion-key", DeletionKey},
                                                   {"authenticator", MessageAuthenticator}};
    std::map<std::string, int> counts;
    for (const VectorLine& line : ReadVectorFile("keys.txt"))
    {
        SCOPED_TRACE(line.at(0));
        const std::string quantity = GetQuantity(line.at(0));
        ++counts[quantity];
        // The meaning is last, the result stands before it.
        EXPECT_EQ(functions.at(quantity)(ReadInputs(line)), line.at(line.size() - 2));
    }
    const std::map<std::string, int> expected{{"home-token", 8},
                                              {"care-of-token", 8},
                                              {"key", 8},
                                              {"deletion-key", 4},
                                              {"authenticator", 18}};
    EXPECT_EQ(counts, expected);
}

// ---- what the results depend on

/**
 * Compute with every bit of one input changed, one at a time.
 * @tparam Octets a range of octets
 * @param compute the function
 * @param inputs all of them
 * @param octets the one to change, part of inputs
 * @return the results
 */
template <typename Octets>
std::multiset<std::string>
ComputeWithChanges(Compute compute, Inputs& inputs, Octets& octets)
{
    std::multiset<std::string> results;
    for (auto& octet : octets)
    {
        for (int bit = 0; bit < 8; ++bit)
        {
            octet = static_cast<uint8_t>(octet ^ 1 << bit);
            results.insert(compute(inputs));
            octet = static_cast<uint8_t>(octet ^ 1 << bit);
        }
    }
    return results;
}

/**
 * Expect that the result differs for every single bit of the inputs that differs.
 * @tparam Octets ranges of octets
 * @param compute the function
 * @param inputs all of them
 * @param octets those that it depends on, parts of inputs
 */
template <typename... Octets>
void
ExpectDependence(Compute compute, Inputs& inputs, Octets&... octets)
{
    std::multiset<std::string> results{compute(inputs)};
    (results.merge(ComputeWithChanges(compute, inputs, octets)), ...);
    EXPECT_EQ(results.size(), 1 + ((8 * octets.size()) + ...));
    EXPECT_EQ(std::set<std::string>(results.begin(), results.end()).size(), results.size());
}

TEST(ReturnRoutabilityKeys, TokensDependOnEveryBitOfTheirInputs)
{
    Inputs inputs;
    ExpectDependence(HomeToken, inputs, inputs.nodeKey, inputs.address, inputs.nonce);
    ExpectDependence(CareOfToken, inputs, inputs.nodeKey, inputs.address, inputs.nonce);
    EXPECT_NE(HomeToken(inputs), CareOfToken(inputs));
}

TEST(ReturnRoutabilityKeys, KeysDependOnEveryBitOfTheTokens)
{
    Inputs inputs;
    ExpectDependence(RegistrationKey, inputs, inputs.tokens.home, inputs.tokens.careOf);
    ExpectDependence(DeletionKey, inputs, inputs.tokens.home);
    EXPECT_NE(RegistrationKey(inputs), DeletionKey(inputs));
}

TEST(ReturnRoutabilityKeys, AuthenticatorDependsOnTheKeyAndTheAddresses)
{
    Inputs inputs;
    inputs.message = Bytes(32);
    ExpectDependence(MessageAuthenticator,
                     inputs,
                     inputs.key,
                     inputs.address,
                     inputs.correspondent);
}

TEST(ReturnRoutabilityKeys, AuthenticatorDependsOnTheMessageButForTwoFields)
{
    for (const GoldenPacket& packet : LINUX_MOBILITY_PACKETS)
    {
        SCOPED_TRACE(packet.name);
        const Bytes message = Split(packet).upperLayer;
        const std::size_t end = message.size() - AUTHENTICATOR_OCTETS;
        Inputs inputs;
        inputs.message = message;
        const std::string original = MessageAuthenticator(inputs);
        ForEachSingleOctetChange(message, [&](const Bytes& changed, std::size_t offset) {
            inputs.message = changed;
            const bool isChecksum = CHECKSUM_BEGIN <= offset && offset < CHECKSUM_END;
            EXPECT_EQ(MessageAuthenticator(inputs) == original, isChecksum || offset >= end)
                << offset;
        });
    }
}

TEST(ReturnRoutabilityKeys, MessageWithoutRoomForAnAuthenticatorCountsAsAbsent)
{
    Inputs inputs;
    const std::string none = MessageAuthenticator(inputs);
    // Each a buffer of exactly its size, so that the address sanitizer sees an over-read.
    for (std::size_t size = 1; size <= AUTHENTICATOR_OCTETS; ++size)
    {
        inputs.message = Bytes(size, 0xAA);
        EXPECT_EQ(MessageAuthenticator(inputs), none) << size;
    }
    inputs.message.push_back(0xAA);
    EXPECT_NE(MessageAuthenticator(inputs), none);
}

// ---- comparison

TEST(ReturnRoutabilityKeys, SameAuthenticatorsAreEqualInEveryBit)
{
    const Authenticator one = FromHexTo<Authenticator>("e2be54d3a13443b3532c92e9");
    EXPECT_TRUE(IsSameAuthenticator(one, FromHexTo<Authenticator>("e2be54d3a13443b3532c92e9")));
    for (std::size_t bit = 0; bit < 8 * one.size(); ++bit)
    {
        Authenticator other = one;
        other.at(bit / 8) = static_cast<uint8_t>(other.at(bit / 8) ^ 1 << bit % 8);
        EXPECT_FALSE(IsSameAuthenticator(one, other)) << bit;
        EXPECT_FALSE(IsSameAuthenticator(other, one)) << bit;
    }
}

} // namespace

} // namespace ns3::mip6::tests

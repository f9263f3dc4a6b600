/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-protocol-makers.h"
#include "mip6-reference-vectors.h"

#include "ns3/mip6-correspondent-machine.h"

#include <array>
#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * One exchange of the reference vectors, octet by octet: a correspondent node with the same secrets
 * answers as the other implementation did.
 */

namespace ns3::mip6::tests
{

namespace
{

/// The numbers from which the secrets of the vectors are drawn: Kcn 000102...13, first index 7,
/// nonces 1122334455667788 (7), any (8) and 99aabbccddeeff00 (9).
constexpr std::array<uint64_t, 7> SECRETS{0x0706050403020100,
                                          0x0f0e0d0c0b0a0908,
                                          0x13121110,
                                          7,
                                          0x8877665544332211,
                                          0,
                                          0x00ffeeddccbbaa99};

/// Offset of the Checksum field (RFC 6275 section 6.1.1).
constexpr std::size_t CHECKSUM = 4;
/// When the third nonce is in use.
const Time THIRD_NONCE = Seconds(60);

/// Home nonce index 7, care-of nonce index 9.
class CorrespondentVectors : public testing::Test
{
  protected:
    /// @param name of a packet @return its addresses and Mobility Header
    static SplitPacket Get(const std::string& name)
    {
        return Split(GetReferenceVectors().at(name));
    }

    /// @param name of a test init @return the input that it makes
    template <typename Init>
    static TestInitInput Receive(const std::string& name, Cookie Init::*cookie)
    {
        const SplitPacket packet = Get(name);
        const auto decoded =
            DecodeMobilityMessage(packet.upperLayer.data(), packet.upperLayer.size());
        TestInitInput input;
        input.source = packet.pseudoHeader.source;
        input.destination = packet.pseudoHeader.destination;
        input.cookie = std::get<Init>(*decoded.value).*cookie;
        return input;
    }

    /// Let the nonces 7, 8 and 9 be made. @return the answer to the home test
    Actions Test()
    {
        const auto home =
            Receive("mobility-home-test-init-from-home", &HomeTestInit::homeInitCookie);
        const Actions actions = m_machine.HandleHomeTestInit(Seconds(0), home);
        m_machine.HandleHomeTestInit(THIRD_NONCE / 2, home);
        m_machine.HandleHomeTestInit(THIRD_NONCE, home);
        return actions;
    }

    /// @param octets of a Binding Update @param source of its packet @return what is done
    Actions Send(const Bytes& octets, const Ipv6Address& source)
    {
        const auto decoded = DecodeMobilityMessage(octets.data(), octets.size());
        return m_machine.HandleBindingUpdate(THIRD_NONCE,
                                             {source,
                                              Ipv6Address("2001:db8:1::10"),
                                              Ipv6Address("2001:db8:9::99"),
                                              false,
                                              false,
                                              std::get<BindingUpdate>(*decoded.value),
                                              octets});
    }

    /// @param sequence number @param homeNonceIndex index @param authenticator in hexadecimal
    /// @return what is done with a registration from abroad
    Actions Register(uint16_t sequence, uint16_t homeNonceIndex, const std::string& authenticator)
    {
        BindingUpdate update;
        update.sequence = sequence;
        update.acknowledge = true;
        update.lifetime = Seconds(420);
        BindingAuthorizationData data;
        const Bytes octets = FromHex(authenticator);
        std::copy(octets.begin(), octets.end(), data.authenticator.begin());
        update.options = {NonceIndices{homeNonceIndex, 9}, data};
        return Send(EncodeMobilityMessage(update), Ipv6Address("2001:db8:2::10"));
    }

    /// @param actions one of which sends @param name of the packet that it is to be
    static void ExpectSent(const Actions& actions, const std::string& name)
    {
        const SplitPacket packet = Get(name);
        const auto send = FindAction<SendMessage>(actions);
        EXPECT_EQ(send.source, packet.pseudoHeader.source);
        // The pseudo-header has the final destination.
        EXPECT_EQ(send.type2HomeAddress.value_or(send.destination),
                  packet.pseudoHeader.destination);
        EXPECT_EQ(send.type2HomeAddress.has_value(), !packet.routing.empty());
        EXPECT_EQ(ToHex(EncodeMobilityMessage(send.message)),
                  ToHex(WithoutChecksum(packet.upperLayer, CHECKSUM)));
    }

    CorrespondentMachine m_machine{
        CorrespondentNodeConfig(),
        [next = std::size_t{0}]() mutable { return SECRETS.at(next++); },
        [](const Ipv6Address&) { return std::nullopt; }}; //!< with the known secrets
};

TEST_F(CorrespondentVectors, TestsHaveTheKnownTokens)
{
    const auto home = std::get<HomeTest>(FindAction<SendMessage>(Test()).message);
    EXPECT_EQ(home.homeNonceIndex, 7);
    EXPECT_EQ(ToHex(Bytes(home.homeKeygenToken.begin(), home.homeKeygenToken.end())),
              "80b02f5f06bc8a54");
    const auto careOf =
        Receive("mobility-care-of-test-init-from-abroad", &CareOfTestInit::careOfInitCookie);
    ExpectSent(m_machine.HandleCareOfTestInit(THIRD_NONCE, careOf), "mobility-care-of-test-nonce");
}

TEST_F(CorrespondentVectors, RegistrationIsAnsweredWithTheKnownOctets)
{
    Test();
    ExpectSent(Register(1000, 7, "4ea3a54a8f2be4876f42dcce"),
               "mobility-acknowledgement-correspondent");
    EXPECT_EQ(m_machine.GetBindingCache().GetSize(), 1U);
}

TEST_F(CorrespondentVectors, KnownDeletionIsAuthorized)
{
    Test();
    Register(1000, 7, "4ea3a54a8f2be4876f42dcce");
    const SplitPacket packet = Get("mobility-update-correspondent-deregistration");
    Send(packet.upperLayer, packet.pseudoHeader.source);
    EXPECT_EQ(m_machine.GetBindingCache().GetSize(), 0U);
}

TEST_F(CorrespondentVectors, UnknownHomeNonceIsAnsweredWithTheKnownOctets)
{
    Test();
    ExpectSent(Register(1003, 6, "000000000000000000000000"),
               "mobility-acknowledgement-expired-nonce");
}

} // namespace

} // namespace ns3::mip6::tests

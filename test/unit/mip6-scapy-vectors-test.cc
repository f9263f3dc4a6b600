/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"

#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-nd-options.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"

#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

/// Octets by the name of the vector.
using Vectors = std::map<std::string, Bytes>;

/// @return the vectors of scapy.txt, which make-vectors.py writes
Vectors
ReadVectors()
{
    Vectors vectors;
    std::ifstream file(MIP6_VECTOR_DIR "/scapy.txt");
    for (std::string line; std::getline(file, line);)
    {
        std::istringstream fields(line);
        std::string name;
        std::string hex;
        if (line[0] != '#' && fields >> name >> hex)
        {
            vectors[name] = FromHex(hex);
        }
    }
    return vectors;
}

/// Gives each test the vectors.
class ScapyVectors : public testing::Test
{
  protected:
    /**
     * @param name of a vector with a complete packet
     * @return its parts
     */
    SplitPacket GetPacket(const std::string& name) const
    {
        return Split(m_vectors.at(name));
    }

    /**
     * Decode and encode a Mobility Header.
     * @param name of the vector
     * @param message what it holds
     */
    void ExpectMobilityMessage(const std::string& name, const MobilityMessage& message) const
    {
        SCOPED_TRACE(name);
        const Bytes octets = GetPacket(name).upperLayer;
        const auto result = DecodeMobilityMessage(octets.data(), octets.size());
        ASSERT_TRUE(result);
        EXPECT_EQ(*result.value, message);
        EXPECT_EQ(ToHex(EncodeMobilityMessage(message)),
                  ToHex(WithoutChecksum(octets, MOBILITY_CHECKSUM_OFFSET)));
    }

    /**
     * @param name of a vector with a Neighbor Discovery message
     * @return the message with Checksum 0
     */
    std::string GetDiscoveryHex(const std::string& name) const
    {
        return ToHex(WithoutChecksum(GetPacket(name).upperLayer, 2));
    }

    const Vectors m_vectors = ReadVectors(); //!< all of them
};

TEST_F(ScapyVectors, AreAllThere)
{
    EXPECT_EQ(m_vectors.size(), 15U);
}

TEST_F(ScapyVectors, EveryChecksumIsRight)
{
    int packets = 0;
    for (const auto& [name, octets] : m_vectors)
    {
        if (name.rfind("option-", 0) == 0)
        {
            continue;
        }
        ++packets;
        const SplitPacket parts = Split(octets);
        const Bytes& message = parts.upperLayer;
        EXPECT_EQ(ComputeChecksum(parts.pseudoHeader, message.data(), message.size()), 0) << name;
    }
    EXPECT_EQ(packets, 11);
}

TEST_F(ScapyVectors, BindingUpdates)
{
    BindingUpdate update;
    update.sequence = 7;
    update.acknowledge = update.homeRegistration = true;
    update.lifetime = Seconds(60);
    ExpectMobilityMessage("bu-plain", update);
    update.sequence = 9;
    update.lifetime = Seconds(0);
    update.options = {AlternateCareOfAddress{"2001:db8:1::10"}};
    ExpectMobilityMessage("bu-deregister", update);
    update.sequence = 65535;
    update.linkLocal = update.keyManagement = true;
    update.lifetime = Seconds(262140);
    update.options = {AlternateCareOfAddress{"2001:db8:2::10"}};
    ExpectMobilityMessage("bu-alternate", update);
}

TEST_F(ScapyVectors, BindingAcknowledgements)
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.sequence = 7;
    acknowledgement.lifetime = Seconds(60);
    ExpectMobilityMessage("ba-plain", acknowledgement);
    acknowledgement.status = BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY;
    acknowledgement.keyManagement = true;
    acknowledgement.lifetime = Seconds(420);
    acknowledgement.options = {BindingRefreshAdvice{Seconds(200)}};
    ExpectMobilityMessage("ba-advice", acknowledgement);
    acknowledgement = BindingAcknowledgement{};
    acknowledgement.status = BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
    acknowledgement.sequence = 1024;
    ExpectMobilityMessage("ba-refused", acknowledgement);
}

TEST_F(ScapyVectors, MobilityOptionsAlone)
{
    const std::map<std::string, MobilityOption> options{
        {"option-alternate", AlternateCareOfAddress{"2001:db8:2::10"}},
        {"option-advice", BindingRefreshAdvice{Seconds(200)}}};
    for (const auto& [name, option] : options)
    {
        SCOPED_TRACE(name);
        const Bytes& octets = m_vectors.at(name);
        ByteReader reader(octets.data(), octets.size());
        const auto result = DecodeMobilityOptions(reader);
        ASSERT_TRUE(result);
        EXPECT_EQ(*result.value, MobilityOptions{option});
        // At offset 14 = 8n+6 neither option needs padding before it.
        ByteWriter writer;
        writer.WriteZeros(14);
        EncodeMobilityOptions(writer, {option});
        EXPECT_EQ(ToHex(writer.Take()).substr(28, 2 * octets.size()), ToHex(octets));
    }
}

TEST_F(ScapyVectors, HomeAddressOptions)
{
    const Bytes& alone = m_vectors.at("option-home-address");
    EXPECT_EQ(EncodeHomeAddressHeader(NEXT_HEADER_MOBILITY, "2001:db8:1::10"), alone);
    for (const Bytes& octets : {alone, GetPacket("bu-alternate").destinationOptions})
    {
        const auto result = DecodeDestinationOptions(octets.data(), octets.size());
        ASSERT_TRUE(result);
        EXPECT_EQ(result.value->nextHeader, NEXT_HEADER_MOBILITY);
        EXPECT_EQ(result.value->homeAddress, Ipv6Address("2001:db8:1::10"));
    }
}

TEST_F(ScapyVectors, Type2RoutingHeaders)
{
    const Type2RoutingHeader header{NEXT_HEADER_MOBILITY, 1, "2001:db8:1::10"};
    const Bytes& alone = m_vectors.at("option-type2-routing");
    EXPECT_EQ(EncodeType2RoutingHeader(header), alone);
    for (const Bytes& octets : {alone, GetPacket("ba-advice").routing})
    {
        const auto result = DecodeType2RoutingHeader(octets.data(), octets.size());
        ASSERT_TRUE(result);
        EXPECT_EQ(*result.value, header);
    }
}

TEST_F(ScapyVectors, AdvertisementOfAHomeAgent)
{
    PrefixInformation prefix;
    prefix.prefix = "2001:db8:1::1";
    prefix.routerAddress = true;
    prefix.validLifetime = Seconds(86400);
    prefix.preferredLifetime = Seconds(14400);
    RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 64;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(1800);
    advertisement.sourceLinkLayerAddress = LinkLayerAddress{2, 0, 0, 0, 0, 1};
    advertisement.mtu = 1280;
    advertisement.prefixes = {prefix};
    advertisement.advertisementInterval = MilliSeconds(70);
    advertisement.homeAgentInformation = HomeAgentInformation{10, Seconds(1800), false};
    const Bytes octets = GetPacket("ra-home-agent").upperLayer;
    const auto result = DecodeRouterAdvertisement(octets.data(), octets.size());
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, advertisement);
    EXPECT_EQ(ToHex(EncodeRouterAdvertisement(advertisement)), GetDiscoveryHex("ra-home-agent"));
}

TEST_F(ScapyVectors, AdvertisementOnAVisitedLink)
{
    PrefixInformation prefix;
    prefix.prefix = "2001:db8:7::";
    prefix.prefixLength = 48;
    prefix.onLink = false;
    prefix.autonomous = false;
    prefix.validLifetime = ND_INFINITE_LIFETIME;
    prefix.preferredLifetime = ND_INFINITE_LIFETIME;
    RouterAdvertisement advertisement;
    advertisement.managed = true;
    advertisement.otherConfiguration = true;
    advertisement.reachableTime = Seconds(30);
    advertisement.retransTimer = Seconds(1);
    advertisement.prefixes = {prefix};
    const Bytes octets = GetPacket("ra-visited").upperLayer;
    const auto result = DecodeRouterAdvertisement(octets.data(), octets.size());
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, advertisement);
    EXPECT_EQ(ToHex(EncodeRouterAdvertisement(advertisement)), GetDiscoveryHex("ra-visited"));
}

TEST_F(ScapyVectors, SolicitationsAndNeighborAdvertisement)
{
    const LinkLayerAddress address{2, 0, 0, 0, 0, 1};
    EXPECT_EQ(ToHex(EncodeRouterSolicitation({address})), GetDiscoveryHex("rs"));
    const NeighborSolicitation probe{"2001:db8:1::10", std::nullopt};
    EXPECT_EQ(ToHex(EncodeNeighborSolicitation(probe)), GetDiscoveryHex("ns-duplicate-detection"));
    const NeighborAdvertisement proxy{false, false, true, "2001:db8:1::10", address};
    EXPECT_EQ(ToHex(EncodeNeighborAdvertisement(proxy)), GetDiscoveryHex("na-proxy"));
    const Bytes octets = GetPacket("na-proxy").upperLayer;
    EXPECT_EQ(*DecodeNeighborAdvertisement(octets.data(), octets.size()).value, proxy);
}

} // namespace

} // namespace ns3::mip6::tests

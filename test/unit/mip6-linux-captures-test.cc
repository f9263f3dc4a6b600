/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"
#include "mip6-named-row.h"
#include "mip6-packet-maker.h"
#include "mip6-packet-walk.h"
#include "mip6-pcap-file.h"

#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// How often a format was seen, by its name.
using Counts = std::map<std::string, int>;

/// The captures of one run, and what they hold.
struct RunRow : NamedRow
{
    std::vector<std::string> files; //!< in test/vectors
    Counts counts;                  //!< of every format
};

/// @return the captures of the two runs of Linux nodes
std::vector<RunRow>
GetRows()
{
    return {
        {{"RouteOptimization"},
         {"linux-ro-mn.pcap", "linux-ro-cn.pcap", "linux-ro-ha-home.pcap", "linux-ro-ha-up.pcap"},
         {{"Binding Acknowledgement", 16},
          {"Binding Update", 16},
          {"Care-of Test", 4},
          {"Care-of Test Init", 4},
          {"Home Address option", 219},
          {"Home Test", 4},
          {"Home Test Init", 4},
          {"ICMPv6 type 133", 4},
          {"ICMPv6 type 134", 5},
          {"ICMPv6 type 135", 22},
          {"ICMPv6 type 136", 16},
          {"other ICMPv6", 459},
          {"packet in a packet", 36},
          {"type 2 routing header", 232},
          {"wrong checksum of the daemon", 2}}},
        {{"MobileRouter"},
         {"linux-nemo-mn.pcap",
          "linux-nemo-cn.pcap",
          "linux-nemo-ha-home.pcap",
          "linux-nemo-ha-up.pcap",
          "linux-nemo-lfn.pcap"},
         {{"Binding Acknowledgement", 7},
          {"Binding Update", 7},
          {"Home Address option", 6},
          {"ICMPv6 type 133", 5},
          {"ICMPv6 type 134", 5},
          {"ICMPv6 type 135", 28},
          {"ICMPv6 type 136", 18},
          {"ICMPv6 type 144", 2},
          {"ICMPv6 type 145", 2},
          {"other ICMPv6", 404},
          {"packet in a packet", 404},
          {"type 2 routing header", 6},
          {"wrong checksum of the daemon", 2}}},
    };
}

/// Judges the headers of packets, and counts the formats of this module.
class Judge
{
  public:
    /// @param packet from the IPv6 header on
    void ExpectSurvives(const Bytes& packet)
    {
        SCOPED_TRACE(ToHex(packet));
        int addresses = 0;
        for (const PacketPart& part : WalkPacket(packet))
        {
            addresses += part.nextHeader == INNER_PACKET ? 1 : 0;
            ExpectPartSurvives(part);
        }
        if (addresses > 1)
        {
            ++m_counts["packet in a packet"];
        }
    }

    /// @return how often each format was seen
    const Counts& GetCounts() const
    {
        return m_counts;
    }

  private:
    /// @param part of a packet
    void ExpectPartSurvives(const PacketPart& part)
    {
        switch (part.nextHeader)
        {
        case DESTINATION_OPTIONS_HEADER:
            ExpectDestinationOptionsSurvive(part);
            break;
        case ROUTING_HEADER:
            ExpectRoutingSurvives(part);
            break;
        case NEXT_HEADER_MOBILITY:
            ExpectMobilityHeaderSurvives(part);
            break;
        case NEXT_HEADER_ICMPV6:
            ExpectIcmpv6Survives(part);
            break;
        default:
            break;
        }
    }

    /// @param part a Destination Options header
    void ExpectDestinationOptionsSurvive(const PacketPart& part)
    {
        const auto result = DecodeDestinationOptions(part.octets.data(), part.octets.size());
        ASSERT_TRUE(result);
        if (result.value->homeAddress)
        {
            ++m_counts["Home Address option"];
            EXPECT_EQ(ToHex(EncodeHomeAddressHeader(result.value->nextHeader,
                                                    *result.value->homeAddress)),
                      ToHex(part.octets));
        }
    }

    /// @param part a Routing header
    void ExpectRoutingSurvives(const PacketPart& part)
    {
        const auto result = DecodeType2RoutingHeader(part.octets.data(), part.octets.size());
        ASSERT_TRUE(result);
        ++m_counts["type 2 routing header"];
        EXPECT_EQ(ToHex(EncodeType2RoutingHeader(*result.value)), ToHex(part.octets));
    }

    /// @param part a Mobility Header
    void ExpectMobilityHeaderSurvives(const PacketPart& part)
    {
        const auto result = DecodeMobilityMessage(part.octets.data(), part.octets.size());
        ASSERT_TRUE(result);
        EXPECT_FALSE(std::holds_alternative<UnknownMobilityMessage>(*result.value));
        ++m_counts[GetName(static_cast<MobilityType>(GetType(*result.value)))];
        ExpectSameOctets(ToUpperLayer(*result.value), part);
    }

    /// @param part an ICMPv6 message of any type
    void ExpectIcmpv6Survives(const PacketPart& part)
    {
        const uint8_t type = part.octets.at(0);
        const bool isNeighborDiscovery =
            type >= ICMPV6_ROUTER_SOLICITATION && type <= ICMPV6_NEIGHBOR_ADVERTISEMENT;
        const bool isMobility = type >= ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST &&
                                type <= ICMPV6_MOBILE_PREFIX_ADVERTISEMENT;
        if (!isNeighborDiscovery && !isMobility)
        {
            // Its checksum tells whether the extension headers before it were understood.
            ++m_counts["other ICMPv6"];
            ExpectRightChecksum(part);
            return;
        }
        ++m_counts["ICMPv6 type " + std::to_string(type)];
        const auto result = DecodeIcmpv6Message(part.octets.data(), part.octets.size());
        ASSERT_TRUE(result);
        ExpectSameOctets(ToUpperLayer(*result.value), part);
    }

    /**
     * @param upper what the encoder makes of the values, with Checksum 0
     * @param part the octets that the values came from
     */
    void ExpectSameOctets(const UpperLayer& upper, const PacketPart& part)
    {
        Bytes captured = part.octets;
        captured.at(upper.checksumOffset) = 0;
        captured.at(upper.checksumOffset + 1) = 0;
        EXPECT_EQ(ToHex(upper.octets), ToHex(captured));
        ExpectRightChecksum(part);
    }

    /// @param part an upper-layer packet
    void ExpectRightChecksum(const PacketPart& part)
    {
        const bool isRight =
            ComputeChecksum(part.pseudoHeader, part.octets.data(), part.octets.size()) == 0;
        if (!isRight && part.pseudoHeader.source == Ipv6Address("::"))
        {
            // What the daemon, not the kernel, sends from there has a wrong checksum: tshark says
            // so, too. It leaves length and protocol of the pseudo-header out.
            ++m_counts["wrong checksum of the daemon"];
            return;
        }
        EXPECT_TRUE(isRight);
    }

    Counts m_counts; //!< how often each format was seen
};

/// Runs once per run.
class LinuxCaptures : public testing::TestWithParam<RunRow>
{
};

TEST_P(LinuxCaptures, EveryFormatIsDecodedAndEncodedToTheSameOctets)
{
    Judge judge;
    for (const std::string& file : GetParam().files)
    {
        SCOPED_TRACE(file);
        const std::vector<Bytes> packets = ReadPcapFile(file);
        EXPECT_FALSE(packets.empty());
        for (const Bytes& packet : packets)
        {
            judge.ExpectSurvives(packet);
        }
    }
    EXPECT_EQ(judge.GetCounts(), GetParam().counts);
}

INSTANTIATE_TEST_SUITE_P(All, LinuxCaptures, testing::ValuesIn(GetRows()), [](const auto& row) {
    return row.param.name;
});

} // namespace

} // namespace ns3::mip6::tests

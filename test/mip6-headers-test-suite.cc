/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-sample-packets.h"

#include "ns3/test.h"

#include <sstream>

/**
 * @file
 * @ingroup mip6-tests
 * The ns3::Header adapters: octets out and back, and what they print.
 */

namespace ns3::mip6::tests
{

namespace
{

/// @param header to print @return the text
std::string
Print(const Header& header)
{
    std::ostringstream text;
    header.Print(text);
    return text.str();
}

/// Headers that are put on and taken off.
class RoundTripTestCase : public TestCase
{
  public:
    RoundTripTestCase()
        : TestCase("Every message comes back from its packet equal, and nothing is left over.")
    {
    }

  private:
    void DoRun() override
    {
        int mobility = 0;
        int icmpv6 = 0;
        for (const auto& sample : MakeSamplePackets())
        {
            auto packet = sample->Copy();
            Ipv6Header header;
            packet->RemoveHeader(header);
            const uint8_t next = header.GetNextHeader();
            if (next == NEXT_HEADER_MOBILITY)
            {
                Mip6MobilityHeader message;
                packet->RemoveHeader(message);
                NS_TEST_EXPECT_MSG_EQ((message.GetError() == DecodeError::NONE), true, "read");
                mobility += message.GetMessage().index() < 8 ? 1 : 0;
                NS_TEST_EXPECT_MSG_EQ(packet->GetSize(), 0, "rest");
            }
            if (next == NEXT_HEADER_ICMPV6)
            {
                Mip6Icmpv6Header message;
                packet->RemoveHeader(message);
                NS_TEST_EXPECT_MSG_EQ(message.GetMessage().has_value(), true, "value");
                icmpv6 += message.GetMessage().has_value() ? 1 : 0;
                NS_TEST_EXPECT_MSG_EQ(packet->GetSize(), 0, "rest");
            }
        }
        NS_TEST_EXPECT_MSG_EQ(mobility, 6, "without the two behind extension headers");
        NS_TEST_EXPECT_MSG_EQ(icmpv6, 8, "ICMPv6 messages");
    }
};

/// What is behind a Mobility Header is not part of it.
class TrailingOctetsTestCase : public TestCase
{
  public:
    TrailingOctetsTestCase()
        : TestCase("A Mobility Header ends where its Header Len says.")
    {
    }

  private:
    void DoRun() override
    {
        const MobilityMessage message = HomeTestInit{{1, 2, 3, 4, 5, 6, 7, 8}, {}};
        Mip6MobilityHeader header;
        header.SetMessage(message, {"2001:db8::1", "2001:db8::2", NEXT_HEADER_MOBILITY});
        auto packet = Create<Packet>(20);
        packet->AddHeader(header);
        Mip6MobilityHeader read;
        packet->RemoveHeader(read);
        NS_TEST_EXPECT_MSG_EQ(packet->GetSize(), 20, "what follows");
        NS_TEST_EXPECT_MSG_EQ((read.GetMessage() == message), true, "value");
    }
};

/// Octets that end too early.
class TruncationTestCase : public TestCase
{
  public:
    TruncationTestCase()
        : TestCase("Headers that are cut off anywhere are read without harm and say so.")
    {
    }

  private:
    void DoRun() override
    {
        for (const auto& sample : MakeSamplePackets())
        {
            for (uint32_t size = 40; size < sample->GetSize(); ++size)
            {
                Check(sample->CreateFragment(40, size - 40));
            }
        }
        NS_TEST_EXPECT_MSG_GT(m_malformed, 100, "cut in the middle");
    }

    /// @param packet behind the IPv6 header, cut off
    void Check(const Ptr<Packet>& packet)
    {
        Mip6MobilityHeader mobility;
        packet->PeekHeader(mobility);
        const bool refused = mobility.GetError() != DecodeError::NONE;
        const bool saysSo = Print(mobility).find("malformed") == 0;
        NS_TEST_EXPECT_MSG_EQ(refused, saysSo, "print");
        m_malformed += refused ? 1 : 0;
        Mip6Icmpv6Header icmpv6;
        packet->PeekHeader(icmpv6);
        NS_TEST_EXPECT_MSG_EQ(Print(icmpv6).empty(), false, "print");
        Mip6HomeAddressHeader option;
        packet->PeekHeader(option);
        Mip6Type2RoutingHeader routing;
        packet->PeekHeader(routing);
    }

    int m_malformed{0}; //!< Mobility Headers that were refused
};

/// Text for people.
class PrintTestCase : public TestCase
{
  public:
    PrintTestCase()
        : TestCase("Messages are printed with their names, fields and options.")
    {
    }

  private:
    void DoRun() override
    {
        const PseudoHeader pseudoHeader{"2001:db8::1", "2001:db8::2", NEXT_HEADER_MOBILITY};
        Mip6MobilityHeader header;
        BindingAcknowledgement refused;
        refused.status = BindingStatus::NOT_HOME_SUBNET;
        refused.otherFlags = BA_FLAG_PROXY_REGISTRATION;
        header.SetMessage(refused, pseudoHeader);
        NS_TEST_EXPECT_MSG_EQ(
            Print(header),
            "Binding Acknowledgement status=132 (Not home subnet) seq=0 flags=P lifetime=+0s",
            "acknowledgement");
        header.SetMessage(HomeTest{7, {0, 1, 2, 3, 4, 5, 6, 255}, {}, {Pad1()}}, pseudoHeader);
        NS_TEST_EXPECT_MSG_EQ(Print(header),
                              "Home Test nonce-index=7 cookie=00010203040506ff "
                              "token=0000000000000000 options=[Pad1]",
                              "test");
        header.SetMessage(UnknownMobilityMessage{200, Bytes(10)}, pseudoHeader);
        NS_TEST_EXPECT_MSG_EQ(Print(header), "unknown (type 200) octets=10", "unknown");
        Mip6Icmpv6Header icmpv6;
        icmpv6.SetMessage(MakeAdvertisementSample(), "fe80::1", "ff02::1");
        NS_TEST_EXPECT_MSG_EQ(
            Print(icmpv6),
            "Router Advertisement flags=H lifetime=+1800s options=[Prefix Information "
            "2001:db8:1::1/64 flags=LAR valid=+86400s preferred=+14400s; MTU 1500; Source "
            "Link-Layer Address 02:00:00:00:00:01; Advertisement Interval +1000ms; Home Agent "
            "Information preference=10 lifetime=+1800s R]",
            "advertisement");
    }
};

/// The suite.
class HeadersTestSuite : public TestSuite
{
  public:
    HeadersTestSuite()
        : TestSuite("mip6-headers")
    {
        AddTestCase(new RoundTripTestCase);
        AddTestCase(new TrailingOctetsTestCase);
        AddTestCase(new TruncationTestCase);
        AddTestCase(new PrintTestCase);
    }
};

HeadersTestSuite g_headersTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

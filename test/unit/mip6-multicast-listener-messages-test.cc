/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-named-row.h"
#include "mip6-packet-maker.h"
#include "mip6-scapy-vectors.h"

#include "ns3/mip6-multicast-listener-messages.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param octets a message
 * @return what the decoder answers
 */
DecodeResult<MulticastListenerMessage>
Decode(const Bytes& octets)
{
    return DecodeMulticastListenerMessage(octets.data(), octets.size());
}

/// A message that scapy made.
struct ListenerRow : NamedRow
{
    MulticastListenerMessage message; //!< what it says
    const char* source;               //!< of its packet
    const char* destination;          //!< of its packet
    const char* words;                //!< its name in RFC 2710
};

/// Messages of all types.
class ListenerMessageTable : public testing::TestWithParam<ListenerRow>
{
  protected:
    /// @return the packet of the row, made by scapy
    static const Bytes& GetPacket()
    {
        return GetScapyVectors().at(GetParam().name);
    }
};

TEST_P(ListenerMessageTable, IsMadeFromItsValues)
{
    const PacketPlan plan{GetParam().source, GetParam().destination, {}, {}, 1};
    const UpperLayer upper{NEXT_HEADER_ICMPV6,
                           EncodeMulticastListenerMessage(GetParam().message),
                           ICMPV6_CHECKSUM_OFFSET};
    EXPECT_EQ(ToHex(MakePacket(plan, upper)), ToHex(GetPacket()));
}

TEST_P(ListenerMessageTable, GivesItsValues)
{
    const auto result = Decode(WalkPacket(GetPacket()).back().octets);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value, GetParam().message);
    EXPECT_EQ(GetDestination(*result.value), Ipv6Address(GetParam().destination));
    EXPECT_STREQ(GetName(*result.value), GetParam().words);
}

TEST_P(ListenerMessageTable, EveryTruncationIsRefused)
{
    ForEachTruncation(EncodeMulticastListenerMessage(GetParam().message), [](const Bytes& cut) {
        const auto result = Decode(cut);
        EXPECT_FALSE(result) << cut.size();
        EXPECT_EQ(result.error, DecodeError::TRUNCATED);
        EXPECT_EQ(result.offset, cut.size());
    });
}

TEST_P(ListenerMessageTable, EverySingleOctetChangeGivesAStableValueOrAReason)
{
    const Bytes octets = EncodeMulticastListenerMessage(GetParam().message);
    ForEachSingleOctetChange(octets, [](const Bytes& changed, std::size_t offset) {
        const auto result = Decode(changed);
        ASSERT_EQ(result.value.has_value(), result.error == DecodeError::NONE) << offset;
        ASSERT_LE(result.offset, changed.size()) << offset;
        if (result)
        {
            const auto again = Decode(EncodeMulticastListenerMessage(*result.value));
            ASSERT_TRUE(again) << offset;
            ASSERT_EQ(*again.value, *result.value) << offset;
        }
    });
}

/// @return all rows
std::vector<ListenerRow>
GetRows()
{
    return {
        {{"mld-general-query"},
         MulticastListenerQuery{Seconds(10), "::"},
         "fe80::1",
         "ff02::1",
         "Multicast Listener Query"},
        {{"mld-specific-query"},
         MulticastListenerQuery{Seconds(1), "ff0e::1234"},
         "fe80::1",
         "ff0e::1234",
         "Multicast Listener Query"},
        {{"mld-report"},
         MulticastListenerReport{"ff0e::1234"},
         "2001:db8:1::10",
         "ff0e::1234",
         "Multicast Listener Report"},
        {{"mld-done"},
         MulticastListenerDone{"ff0e::1234"},
         "2001:db8:1::10",
         "ff02::2",
         "Multicast Listener Done"},
    };
}

INSTANTIATE_TEST_SUITE_P(All,
                         ListenerMessageTable,
                         testing::ValuesIn(GetRows()),
                         [](const auto& row) { return ToTestName(row.param.name); });

TEST(MulticastListenerMessages, AllPacketsOfScapyHaveAnExpectation)
{
    std::set<std::string> expected;
    for (const ListenerRow& row : GetRows())
    {
        expected.insert(row.name);
    }
    std::set<std::string> names;
    for (const std::string& name : GetScapyPacketNames(NEXT_HEADER_ICMPV6))
    {
        if (name.rfind("mld-", 0) == 0)
        {
            names.insert(name);
        }
    }
    EXPECT_EQ(names, expected);
}

/// A message that is not valid.
struct RefusedMessage : NamedRow
{
    std::string hex;    //!< octets
    std::size_t offset; //!< expected offending octet
};

/// Reasons of the decoder.
class ListenerRefusalTable : public testing::TestWithParam<RefusedMessage>
{
};

TEST_P(ListenerRefusalTable, IsRefused)
{
    const auto result = Decode(FromHex(GetParam().hex));
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error, DecodeError::BAD_VALUE);
    EXPECT_EQ(result.offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    ListenerRefusalTable,
    testing::Values(
        RefusedMessage{{"OtherType"}, "8000000000000000 ff0e0000000000000000000000001234", 0},
        RefusedMessage{{"VersionTwoReport"},
                       "8f00000000000000 ff0e0000000000000000000000001234",
                       0},
        RefusedMessage{{"QueryOfUnicast"}, "8200000000000000 20010db8000000000000000000000001", 8},
        RefusedMessage{{"ReportOfNothing"}, "8300000000000000 00000000000000000000000000000000", 8},
        RefusedMessage{{"DoneOfUnicast"}, "8400000000000000 20010db8000000000000000000000001", 8}),
    [](const auto& row) { return row.param.name; });

TEST(MulticastListenerMessages, CodeReservedAndOctetsBehindAreIgnored)
{
    const auto result = Decode(FromHex("82ff0000 03e8ffff ff0e0000000000000000000000001234 ffff"));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result.value,
              MulticastListenerMessage(MulticastListenerQuery{Seconds(1), "ff0e::1234"}));
    EXPECT_EQ(ToHex(EncodeMulticastListenerMessage(*result.value)),
              "82000000"
              "03e80000"
              "ff0e0000000000000000000000001234");
}

TEST(MulticastListenerMessages, DelayIsRoundedDownAndClamped)
{
    const auto read = [](Time delay) {
        const Bytes octets = EncodeMulticastListenerMessage(MulticastListenerQuery{delay, {}});
        return std::get<MulticastListenerQuery>(*Decode(octets).value).maximumResponseDelay;
    };
    EXPECT_EQ(read(MicroSeconds(1999)), MilliSeconds(1));
    EXPECT_EQ(read(MilliSeconds(65535)), MilliSeconds(65535));
    EXPECT_EQ(read(Seconds(100)), MilliSeconds(65535));
    EXPECT_EQ(read(Seconds(-1)), Time());
}

TEST(MulticastListenerMessages, NothingIsRefused)
{
    const auto result = DecodeMulticastListenerMessage(nullptr, 0);
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error, DecodeError::TRUNCATED);
    EXPECT_EQ(result.offset, 0U);
}

} // namespace

} // namespace ns3::mip6::tests

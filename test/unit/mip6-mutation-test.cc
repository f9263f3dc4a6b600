/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-golden-packets.h"
#include "mip6-named-row.h"
#include "mip6-packet-walk.h"
#include "mip6-pcap-file.h"
#include "mip6-reference-vectors.h"
#include "mip6-scapy-vectors.h"

#include "ns3/mip6-address-rules.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>
#include <vector>

// Octets of other implementations, cut short everywhere and changed everywhere: a decoder answers
// with a value or a reason, and what the encoder makes of the value is that value again.

namespace ns3::mip6::tests
{

namespace
{

/// What is wrong with an answer; empty: nothing.
using Problem = std::string;

/// Judges what a decoder makes of any octets.
using Judge = Problem (*)(const Bytes& octets);

/**
 * @tparam T type of the value
 * @param result what a decoder answered
 * @param size octets that it was given
 * @return whether it is a value or a reason, not both, and points at one of the octets
 */
template <typename T>
bool
IsAnswer(const DecodeResult<T>& result, std::size_t size)
{
    // Where there is nothing, the octet that is missed first may be named.
    return result.value.has_value() == (result.error == DecodeError::NONE) &&
           result.offset <= std::max<std::size_t>(size, 1);
}

/**
 * @tparam Decode takes octets
 * @tparam Encode takes what Decode answers
 * @param octets any
 * @param decode a decoder
 * @param encode its encoder
 * @return what is wrong
 */
template <typename Decode, typename Encode>
Problem
JudgeCodec(const Bytes& octets, const Decode& decode, const Encode& encode)
{
    const auto result = decode(octets);
    if (!IsAnswer(result, octets.size()))
    {
        return "neither a value nor a reason";
    }
    if (!result)
    {
        return {};
    }
    const Bytes encoded = encode(*result.value);
    const auto again = decode(encoded);
    if (!again)
    {
        return "refused what was encoded: " + ToHex(encoded);
    }
    if (!(*again.value == *result.value))
    {
        return "another value from what was encoded: " + ToHex(encoded);
    }
    return encode(*again.value) == encoded ? Problem() : "other octets when encoded again";
}

/// @name Judges, one per decoder
/// @{
Problem
JudgeMobilityMessage(const Bytes& octets)
{
    return JudgeCodec(
        octets,
        [](const Bytes& data) { return DecodeMobilityMessage(data.data(), data.size()); },
        EncodeMobilityMessage);
}

Problem
JudgeIcmpv6Message(const Bytes& octets)
{
    return JudgeCodec(
        octets,
        [](const Bytes& data) { return DecodeIcmpv6Message(data.data(), data.size()); },
        EncodeIcmpv6Message);
}

Problem
JudgeType2RoutingHeader(const Bytes& octets)
{
    return JudgeCodec(
        octets,
        [](const Bytes& data) { return DecodeType2RoutingHeader(data.data(), data.size()); },
        EncodeType2RoutingHeader);
}

Problem
JudgeMobilityOptions(const Bytes& octets)
{
    // A list always begins at a multiple of 8 octets here, so that it is padded as it was.
    return JudgeCodec(
        octets,
        [](const Bytes& data) {
            ByteReader reader(data.data(), data.size());
            return DecodeMobilityOptions(reader);
        },
        [](const MobilityOptions& options) {
            ByteWriter writer;
            EXPECT_TRUE(EncodeMobilityOptions(writer, options));
            return writer.Take();
        });
}

Problem
JudgeNdOptions(const Bytes& octets)
{
    return JudgeCodec(
        octets,
        [](const Bytes& data) {
            ByteReader reader(data.data(), data.size());
            return DecodeNdOptions(reader);
        },
        [](const NdOptions& options) {
            ByteWriter writer;
            EncodeNdOptions(writer, options);
            return writer.Take();
        });
}

Problem
JudgeDestinationOptions(const Bytes& octets)
{
    const auto result = DecodeDestinationOptions(octets.data(), octets.size());
    if (!IsAnswer(result, octets.size()))
    {
        return "neither a value nor a reason";
    }
    if (result && result.value->octets > octets.size())
    {
        return "longer than its octets";
    }
    if (!result || !result.value->homeAddress)
    {
        return {};
    }
    const std::size_t end = result.value->homeAddressOffset + 18;
    if (end > result.value->octets || !IsUnicastRoutable(*result.value->homeAddress))
    {
        return "no Home Address option of this header";
    }
    const Bytes encoded =
        EncodeHomeAddressHeader(result.value->nextHeader, *result.value->homeAddress);
    const auto again = DecodeDestinationOptions(encoded.data(), encoded.size());
    return again && again.value->homeAddress == result.value->homeAddress ? Problem()
                                                                          : "another address";
}

/// @}

/// Octets that one decoder reads, by the decoder.
using Inputs = std::map<Judge, std::set<Bytes>>;

/**
 * Take what this module reads out of a packet. Checksums are set to 0: no decoder looks at them,
 * and packets that differ in them only are the same input.
 * @param packet from the IPv6 header on
 * @param inputs takes the octets
 */
void
AddPacket(const Bytes& packet, Inputs& inputs)
{
    for (const PacketPart& part : WalkPacket(packet))
    {
        switch (part.nextHeader)
        {
        case DESTINATION_OPTIONS_HEADER:
            inputs[JudgeDestinationOptions].insert(part.octets);
            break;
        case ROUTING_HEADER:
            inputs[JudgeType2RoutingHeader].insert(part.octets);
            break;
        case NEXT_HEADER_MOBILITY:
            inputs[JudgeMobilityMessage].insert(
                WithoutChecksum(part.octets, MOBILITY_CHECKSUM_OFFSET));
            break;
        case NEXT_HEADER_ICMPV6:
            if (DecodeIcmpv6Message(part.octets.data(), part.octets.size()))
            {
                inputs[JudgeIcmpv6Message].insert(
                    WithoutChecksum(part.octets, ICMPV6_CHECKSUM_OFFSET));
            }
            break;
        default:
            break;
        }
    }
}

/**
 * @param vectors packets, options and headers, told apart by their names
 * @return inputs of the decoders; an option alone is judged as a list
 */
Inputs
GetVectorInputs(const std::map<std::string, Bytes>& vectors)
{
    Inputs inputs;
    for (const auto& [name, octets] : vectors)
    {
        const bool isPacket = octets.size() >= 40 && octets[0] == 0x60;
        if (isPacket)
        {
            AddPacket(octets, inputs);
        }
        else if (name.rfind(HEADER_PREFIX, 0) == 0 || name == "option-home-address")
        {
            inputs[JudgeDestinationOptions].insert(octets);
        }
        else if (name == "option-type2-routing")
        {
            inputs[JudgeType2RoutingHeader].insert(octets);
        }
        else if (name.rfind(PADDING_PREFIX, 0) == 0)
        {
            // Behind the fixed part of a Binding Update, which other vectors have, too.
            inputs[JudgeMobilityOptions].insert(Bytes(octets.begin() + 8, octets.end()));
        }
        else
        {
            inputs[JudgeMobilityOptions].insert(octets);
            inputs[JudgeNdOptions].insert(octets);
        }
    }
    return inputs;
}

/// @return inputs out of the captures of Linux nodes
Inputs
GetCaptureInputs()
{
    Inputs inputs;
    for (const char* file : {"linux-ro-mn.pcap",
                             "linux-ro-cn.pcap",
                             "linux-ro-ha-home.pcap",
                             "linux-ro-ha-up.pcap",
                             "linux-nemo-mn.pcap",
                             "linux-nemo-ha-home.pcap",
                             "linux-nemo-ha-up.pcap"})
    {
        for (const Bytes& packet : ReadPcapFile(file))
        {
            AddPacket(packet, inputs);
        }
    }
    return inputs;
}

/**
 * Judge every input cut short and changed in every octet.
 * @param inputs of all decoders
 */
void
ExpectAnswers(const Inputs& inputs)
{
    for (const auto& [judge, goldens] : inputs)
    {
        for (const Bytes& golden : goldens)
        {
            ASSERT_EQ(judge(golden), Problem()) << ToHex(golden);
            ForEachTruncation(golden, [judge = judge](const Bytes& cut) {
                ASSERT_EQ(judge(cut), Problem()) << ToHex(cut);
            });
            ForEachSingleOctetChange(golden, [judge = judge](const Bytes& changed, std::size_t) {
                ASSERT_EQ(judge(changed), Problem()) << ToHex(changed);
            });
        }
    }
}

TEST(Mutation, OfReferenceVectorsGivesAValueOrAReason)
{
    ExpectAnswers(GetVectorInputs(GetReferenceVectors()));
}

TEST(Mutation, OfScapyVectorsGivesAValueOrAReason)
{
    ExpectAnswers(GetVectorInputs(GetScapyVectors()));
}

TEST(Mutation, OfLinuxCapturesGivesAValueOrAReason)
{
    ExpectAnswers(GetCaptureInputs());
}

} // namespace

} // namespace ns3::mip6::tests

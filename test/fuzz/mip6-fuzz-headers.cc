/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-fuzz-check.h"
#include "mip6-fuzz-nd.h"

#include "ns3/mip6-address-rules.h"
#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-icmpv6-messages.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"

#include <optional>

/**
 * @file
 * @ingroup mip6-tests
 * Fuzz target for the formats besides the Mobility Header. The first octet of the input chooses
 * one, the rest is its octets as in a capture.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6;
using namespace ns3::mip6::fuzz;

/// What the first octet chooses, modulo their number; make-corpus.py counts alike.
enum class Format : uint8_t
{
    DESTINATION_OPTIONS, //!< RFC 6275 section 6.3
    TYPE_2_ROUTING,      //!< RFC 6275 section 6.4
    ICMPV6,              //!< RFC 6275 sections 6.5 to 6.8, RFC 4861 sections 4.1 to 4.5
    COUNT,               //!< how many there are
};

/// Octets of type and length of a destination option (RFC 8200 section 4.2).
constexpr std::size_t OPTION_HEADER_OCTETS = 2;
/// Octets of a Home Address option (RFC 6275 section 6.3).
constexpr std::size_t HOME_ADDRESS_OPTION_OCTETS = 18;

/**
 * Take the option at an offset into account, straight from RFC 6275 section 6.3 and RFC 8200
 * section 4.2.
 * @param header the octets of a whole Destination Options header
 * @param offset of the option; afterwards that of the next one
 * @param content of the header so far
 * @return whether the header may be legal
 */
bool
TakeOption(const Bytes& header, std::size_t& offset, DestinationOptions& content)
{
    const std::size_t start = offset;
    const uint8_t type = header[start];
    if (type == 0)
    {
        ++offset;
        return true;
    }
    if (header.size() - start < OPTION_HEADER_OCTETS)
    {
        return false;
    }
    offset += OPTION_HEADER_OCTETS + header[start + 1];
    if (type != HOME_ADDRESS_OPTION_TYPE)
    {
        content.otherOptions = content.otherOptions || type != 1;
        return offset <= header.size();
    }
    if (offset > header.size() || offset - start != HOME_ADDRESS_OPTION_OCTETS ||
        content.homeAddress)
    {
        return false;
    }
    content.homeAddress = Ipv6Address::Deserialize(&header[start + OPTION_HEADER_OCTETS]);
    content.homeAddressOffset = start;
    return IsUnicastRoutable(*content.homeAddress);
}

/**
 * @param input octets of a Destination Options header
 * @return its content, nothing if it is not legal
 */
std::optional<DestinationOptions>
ReadDestinationOptions(const Bytes& input)
{
    if (input.size() < 8 || (input[1] + std::size_t{1}) * 8 > input.size())
    {
        return std::nullopt;
    }
    DestinationOptions content;
    content.nextHeader = input[0];
    content.octets = (input[1] + std::size_t{1}) * 8;
    const Bytes header(input.data(), input.data() + content.octets);
    for (std::size_t offset = 2; offset < header.size();)
    {
        if (!TakeOption(header, offset, content))
        {
            return std::nullopt;
        }
    }
    return content;
}

/**
 * @param a content of a header @param b content of a header
 * @return whether they are equal
 */
bool
IsEqual(const DestinationOptions& a, const DestinationOptions& b)
{
    return a.nextHeader == b.nextHeader && a.octets == b.octets && a.homeAddress == b.homeAddress &&
           a.homeAddressOffset == b.homeAddressOffset && a.otherOptions == b.otherOptions;
}

/// @param input octets of a Destination Options header
void
TestDestinationOptions(const Bytes& input)
{
    const auto result = DecodeDestinationOptions(input.data(), input.size());
    RequireOutcome(result, input.size());
    const auto expected = ReadDestinationOptions(input);
    Require(result.value.has_value() == expected.has_value(), "exactly the legal ones are decoded");
    if (!result)
    {
        return;
    }
    const DestinationOptions& content = *result.value;
    Require(IsEqual(content, *expected), "the content is that of the octets");
    if (content.homeAddress)
    {
        // The encoder puts the option at the end, behind padding.
        const Bytes octets = EncodeHomeAddressHeader(content.nextHeader, *content.homeAddress);
        const DestinationOptions alone{content.nextHeader, 24, content.homeAddress, 6, false};
        const auto again = DecodeDestinationOptions(octets.data(), octets.size());
        Require(again && IsEqual(*again.value, alone), "the value survives encoding and decoding");
    }
}

/**
 * @param input octets of a routing header
 * @return whether it is a type 2 routing header that a mobile node takes (RFC 6275 sections 6.4.1
 * and 11.3.3)
 */
bool
IsType2Routing(const Bytes& input)
{
    return input.size() >= TYPE2_ROUTING_OCTETS && input[1] == 2 && input[2] == ROUTING_TYPE_2 &&
           input[3] == 1 && IsUnicastRoutable(Ipv6Address::Deserialize(&input[8]));
}

/// @param input octets of a routing header
void
TestType2Routing(const Bytes& input)
{
    const auto result = DecodeType2RoutingHeader(input.data(), input.size());
    RequireOutcome(result, input.size());
    Require(result.value.has_value() == IsType2Routing(input),
            "exactly the legal ones are decoded");
    if (!result)
    {
        return;
    }
    Bytes expected(input.data(), input.data() + TYPE2_ROUTING_OCTETS);
    Clear(expected, 4, 4);
    Require(EncodeType2RoutingHeader(*result.value) == expected,
            "octets survive decoding and encoding, Reserved apart");
}

/// Offset of the Target Address in a solicitation or advertisement of a neighbor.
constexpr std::size_t TARGET_OFFSET = 8;

/**
 * @param input octets of an ICMPv6 message with harmless options
 * @return whether something else is wrong with it: its Code, or a target that is multicast
 */
bool
IsRefusedBeforeOptions(const Bytes& input)
{
    const bool hasTarget =
        input[0] == ICMPV6_NEIGHBOR_SOLICITATION || input[0] == ICMPV6_NEIGHBOR_ADVERTISEMENT;
    return input[1] != 0 || (hasTarget && input[TARGET_OFFSET] == 0xFF);
}

/// @param input octets of an ICMPv6 message
void
TestNdCheck(const Bytes& input)
{
    const Refusal refusal = CheckNdOptions(input.data(), input.size());
    Require(refusal.offset <= input.size(), "the offset is inside the input");
    Require(!refusal == IsHarmlessToStock(input), "the check lets through what is harmless");
}

/// @param input octets of an ICMPv6 message
void
TestIcmpv6(const Bytes& input)
{
    const auto result = DecodeIcmpv6Message(input.data(), input.size());
    RequireOutcome(result, input.size());
    if (result)
    {
        const Bytes octets = EncodeIcmpv6Message(*result.value);
        Require(octets == WithoutReserved(input), "octets survive decoding and encoding");
        const auto again = DecodeIcmpv6Message(octets.data(), octets.size());
        Require(again && *again.value == *result.value, "the value survives encoding and decoding");
        return;
    }
    const bool isKnown =
        !input.empty() && GetNdFixedOctets(input[0]) != 0 && input[0] != ICMPV6_REDIRECT;
    Require(!isKnown || !IsHarmlessToStock(input) || IsRefusedBeforeOptions(input),
            "what is harmless to the stock node is decoded");
}

} // namespace

/// Called once before the first input. @return 0
extern "C" int
LLVMFuzzerInitialize(int* /* argc */, char*** /* argv */)
{
    FreezeTimeResolution();
    return 0;
}

/**
 * @param data first octet of the input
 * @param size octets of it
 * @return 0
 */
extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    if (size == 0)
    {
        return 0;
    }
    // A copy of exactly this size lets the sanitizer see every read behind it.
    const Bytes input(data + 1, data + size);
    switch (static_cast<Format>(data[0] % static_cast<uint8_t>(Format::COUNT)))
    {
    case Format::DESTINATION_OPTIONS:
        TestDestinationOptions(input);
        break;
    case Format::TYPE_2_ROUTING:
        TestType2Routing(input);
        break;
    default:
        TestIcmpv6(input);
        TestNdCheck(input);
    }
    return 0;
}

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-fuzz-check.h"

#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-mobility-option-format.h"
#include "ns3/mip6-numbers.h"

#include <type_traits>
#include <utility>

/**
 * @file
 * @ingroup mip6-tests
 * Fuzz target for Mobility Headers (RFC 6275 sections 6.1 and 6.2). The input is the header from
 * its Payload Proto octet on, as in a capture. The addresses of the pseudo-header are fixed:
 * the checksum adds them up like any other octets.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6;
using namespace ns3::mip6::fuzz;

/// Octets before the Message Data (RFC 6275 section 6.1.1).
constexpr std::size_t COMMON_HEADER_OCTETS = 6;

/// Where a message type has reserved octets, which a receiver ignores, and where its options begin.
struct MessageLayout
{
    std::size_t reservedOffset{0}; //!< of the first reserved octet of the Message Data
    std::size_t reservedOctets{0}; //!< how many there are
    std::size_t optionsOffset{0};  //!< of the first option
};

/**
 * @param type a known MH Type
 * @return its layout (RFC 6275 sections 6.1.2 to 6.1.9)
 */
MessageLayout
GetLayout(MobilityType type)
{
    switch (type)
    {
    case MobilityType::BINDING_REFRESH_REQUEST:
        return {6, 2, 8};
    case MobilityType::HOME_TEST_INIT:
    case MobilityType::CARE_OF_TEST_INIT:
        return {6, 2, 16};
    case MobilityType::HOME_TEST:
    case MobilityType::CARE_OF_TEST:
        return {6, 0, 24};
    case MobilityType::BINDING_ERROR:
        return {7, 1, 24};
    default:
        return {6, 0, 12};
    }
}

/// A Mobility Header as the encoder shall write it, and how much of that can be told.
struct Expectation
{
    Bytes octets;           //!< the input without its checksum and its reserved bits
    bool isAligned{true};   //!< every option stands where its alignment asks for
    std::size_t options{0}; //!< how many there are, padding included
};

/**
 * Walk over options that the decoder has taken.
 * @param expectation from the options on
 * @param offset of the first option
 */
void
WalkOptions(Expectation& expectation, std::size_t offset)
{
    Bytes& octets = expectation.octets;
    while (offset < octets.size())
    {
        ++expectation.options;
        const uint8_t type = octets[offset];
        if (type == static_cast<uint8_t>(MobilityOptionType::PAD1))
        {
            ++offset;
            continue;
        }
        const std::size_t length = octets[offset + 1];
        const Alignment alignment = GetAlignment(type, length);
        expectation.isAligned = expectation.isAligned && GetPadding(offset, alignment) == 0;
        if (type == static_cast<uint8_t>(MobilityOptionType::MOBILE_NETWORK_PREFIX))
        {
            // RFC 3963 section 4.3: the octet before the Prefix Length is reserved.
            Clear(octets, offset + MOBILITY_OPTION_HEADER_OCTETS, 1);
        }
        offset += MOBILITY_OPTION_HEADER_OCTETS + length;
    }
    Require(offset == octets.size(), "what is decoded ends with its last option");
}

/**
 * @param input that was decoded to a value
 * @return what the encoder shall make of the value
 */
Expectation
Expect(const Bytes& input)
{
    Expectation expectation;
    const std::size_t octets = (std::size_t{input[1]} + 1) * MOBILITY_UNIT_OCTETS;
    expectation.octets = Bytes(input.data(), input.data() + std::min(octets, input.size()));
    // RFC 6275 section 6.1.1: Payload Proto, Reserved, and a Checksum that is not computed yet.
    expectation.octets[0] = NEXT_HEADER_NONE;
    Clear(expectation.octets, 3, 1);
    Clear(expectation.octets, MOBILITY_CHECKSUM_OFFSET, 2);
    const auto type = static_cast<MobilityType>(input[2]);
    if (type <= MobilityType::BINDING_ERROR)
    {
        const MessageLayout layout = GetLayout(type);
        Clear(expectation.octets, layout.reservedOffset, layout.reservedOctets);
        WalkOptions(expectation, layout.optionsOffset);
        return expectation;
    }
    // A message of an unknown type may be cut; the encoder fills its last unit.
    expectation.octets.resize((expectation.octets.size() + MOBILITY_UNIT_OCTETS - 1) /
                              MOBILITY_UNIT_OCTETS * MOBILITY_UNIT_OCTETS);
    expectation.octets[1] =
        static_cast<uint8_t>(expectation.octets.size() / MOBILITY_UNIT_OCTETS - 1);
    return expectation;
}

/**
 * @param message any message
 * @return the same without what alignment may change: padding among its options, zeros that fill
 * the last unit of a message of an unknown type
 */
MobilityMessage
WithoutPadding(MobilityMessage message)
{
    std::visit(
        [](auto& value) {
            if constexpr (std::is_same_v<decltype(value), UnknownMobilityMessage&>)
            {
                const std::size_t size = COMMON_HEADER_OCTETS + value.data.size();
                value.data.resize(value.data.size() + GetPadding(size, END_ALIGNMENT));
            }
            else
            {
                const auto isPadding = [](const MobilityOption& option) {
                    return std::holds_alternative<Pad1>(option) ||
                           std::holds_alternative<PadN>(option);
                };
                value.options.erase(
                    std::remove_if(value.options.begin(), value.options.end(), isPadding),
                    value.options.end());
            }
        },
        message);
    return message;
}

/**
 * RFC 8200 section 8.1: the checksum over a header that holds its checksum is 0.
 * @param octets of a Mobility Header, its Checksum field 0
 */
void
CheckChecksum(Bytes octets)
{
    const PseudoHeader pseudoHeader{"2001:db8:1::10", "2001:db8:9::99", NEXT_HEADER_MOBILITY};
    PatchChecksum(pseudoHeader, MOBILITY_CHECKSUM_OFFSET, octets);
    Require(ComputeChecksum(pseudoHeader, octets.data(), octets.size()) == 0,
            "the checksum over a header with its checksum is 0");
}

/**
 * @param message that was decoded
 * @param input from which
 */
void
CheckMessage(const MobilityMessage& message, const Bytes& input)
{
    Require(GetType(message) == input[2], "the MH Type is that of the input");
    const Expectation expectation = Expect(input);
    const Bytes octets = EncodeMobilityMessage(message);
    if (octets.empty())
    {
        // Alignment moves an option by 7 octets at most.
        Require(!expectation.isAligned &&
                    expectation.octets.size() + 7 * (expectation.options + 1) >
                        MAX_MOBILITY_HEADER_OCTETS,
                "what is decoded is encoded, unless alignment makes it too long");
        return;
    }
    Require(GetMobilityHeaderOctets(octets.data(), octets.size()) == octets.size(),
            "Header Len tells the size");
    const auto again = DecodeMobilityMessage(octets.data(), octets.size());
    Require(again.value.has_value(), "what is encoded is decoded");
    Require(WithoutPadding(*again.value) == WithoutPadding(message),
            "the value survives encoding and decoding");
    Require(EncodeMobilityMessage(*again.value) == octets, "encoding is stable");
    Require(!expectation.isAligned || octets == expectation.octets,
            "aligned octets survive decoding and encoding");
    CheckChecksum(octets);
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
    // A copy of exactly this size lets the sanitizer see every read behind it.
    const Bytes input(data, data + size);
    const auto result = DecodeMobilityMessage(input.data(), input.size());
    RequireOutcome(result, input.size());
    if (result)
    {
        CheckMessage(*result.value, input);
    }
    return 0;
}

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ANSWER_FACTS_H
#define MIP6_ANSWER_FACTS_H

#include "mip6-format-facts.h"

#include "ns3/mip6-error-answers.h"

#include <string>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Tables of what is answered to packets that cannot be processed, from what the decoder and the
 * protocol say to such packets.
 */

namespace ns3::mip6::tests
{

/**
 * @param answer of the protocol
 * @return the answer in words
 */
inline std::string
ToRst(const ErrorAnswer& answer)
{
    if (const auto* problem = std::get_if<ParameterProblem>(&answer))
    {
        return "Parameter Problem, Code " + std::to_string(problem->code) + ", at octet " +
               std::to_string(problem->pointer);
    }
    if (const auto* message = std::get_if<SendMessage>(&answer))
    {
        const auto& error = std::get<BindingError>(message->message);
        return "Binding Error, Status " + std::to_string(static_cast<int>(error.status));
    }
    return "nothing";
}

/**
 * @param message octets of a Mobility Header
 * @param packet that carried it
 * @return what a node answers that takes every message it can decode
 */
inline std::string
DescribeAnswer(const Bytes& message, const OffendingPacket& packet)
{
    ErrorAnswers answers{ErrorLimits()};
    const auto decoded = DecodeMobilityMessage(message.data(), message.size());
    if (!decoded)
    {
        return ToRst(
            answers.HandleRefused(Time(), packet, Refusal{decoded.error, decoded.offset}, 0));
    }
    return std::holds_alternative<UnknownMobilityMessage>(*decoded.value)
               ? ToRst(answers.HandleUnknownType(Time(), packet))
               : "it is processed";
}

/// Offset of the MH Type.
constexpr std::size_t TYPE_OFFSET = 2;
/// Offset of the Option Length of an Alternate Care-of Address that is alone in a Binding Update.
constexpr std::size_t OPTION_LENGTH_OFFSET = 15;

/**
 * @param offset of an octet
 * @param value that the octet takes
 * @return a Binding Update with an Alternate Care-of Address and that change
 */
inline Bytes
MakeUpdateWith(std::size_t offset, uint8_t value)
{
    BindingUpdate update;
    update.options = {AlternateCareOfAddress{Ipv6Address("2001:db8::1")}};
    Bytes octets = EncodeMobilityMessage(update);
    octets.at(offset) = value;
    return octets;
}

/// @return what is answered to Mobility Headers
inline Fact
MakeMobilityAnswers()
{
    const OffendingPacket packet{Ipv6Address("2001:db8::1"), Ipv6Address("2001:db8::2"), {}};
    OffendingPacket multicast = packet;
    multicast.destination = Ipv6Address::GetAllNodesMulticast();
    const Bytes intact = MakeUpdateWith(0, NEXT_HEADER_NONE);
    const Bytes unknownType = MakeUpdateWith(TYPE_OFFSET, 255);
    Bytes longer = intact;
    longer.push_back(0);
    BindingUpdate update;
    update.options = {BindingAuthorizationData()};
    Bytes behindAuthorization = EncodeMobilityMessage(update);
    behindAuthorization.resize(behindAuthorization.size() + MOBILITY_UNIT_OCTETS);
    ++behindAuthorization[MOBILITY_HEADER_LEN_OFFSET];
    return {"mobility-answers",
            MakeRstTable({
                {"Mobility Header", "Answer"},
                {"unknown MH Type", DescribeAnswer(unknownType, packet)},
                {"unknown MH Type, sent to a multicast address",
                 DescribeAnswer(unknownType, multicast)},
                {"Payload Proto is not " + std::to_string(NEXT_HEADER_NONE),
                 DescribeAnswer(MakeUpdateWith(0, NEXT_HEADER_ICMPV6), packet)},
                {"Header Len too small for the message",
                 DescribeAnswer(MakeUpdateWith(MOBILITY_HEADER_LEN_OFFSET, 0), packet)},
                {"Header Len beyond the end of the packet",
                 DescribeAnswer(MakeUpdateWith(MOBILITY_HEADER_LEN_OFFSET, 255), packet)},
                {"octets behind what Header Len tells", DescribeAnswer(longer, packet)},
                {"shorter than " + std::to_string(MOBILITY_UNIT_OCTETS) + " octets",
                 DescribeAnswer(Bytes(MOBILITY_UNIT_OCTETS - 1), packet)},
                {"option that does not fit into the message",
                 DescribeAnswer(MakeUpdateWith(OPTION_LENGTH_OFFSET, 255), packet)},
                {"option with a length that its format forbids",
                 DescribeAnswer(MakeUpdateWith(OPTION_LENGTH_OFFSET, 15), packet)},
                {"anything behind Binding Authorization Data",
                 DescribeAnswer(behindAuthorization, packet)},
            })};
}

/// @return what is answered to Home Address options
inline Fact
MakeHomeAddressAnswers()
{
    const Ipv6Address homeAddress("2001:db8:1::1");
    const OffendingPacket packet{Ipv6Address("2001:db8::1"),
                                 Ipv6Address("2001:db8::2"),
                                 homeAddress};
    OffendingPacket unspecified = packet;
    unspecified.source = Ipv6Address::GetAny();
    ErrorAnswers answers{ErrorLimits()};
    return {"home-address-answers",
            MakeRstTable({
                {"Home Address option", "Answer"},
                {"without a binding, and not with a Mobility Header",
                 ToRst(answers.HandleUnknownBinding(Time(), packet))},
                {"the same from an unspecified source address",
                 ToRst(answers.HandleUnknownBinding(Time(), unspecified))},
            })};
}

/// @return limits of the rate of answers
inline Fact
MakeErrorLimits()
{
    const ErrorLimits limits;
    return {"error-limits",
            MakeRstTable({
                {"Attribute", "Default", "Meaning"},
                {ToRstCode("ns3::Mip6Stack::ErrorBurst"),
                 std::to_string(limits.burst),
                 "errors that a node may send at once; 0 sends none"},
                {ToRstCode("ns3::Mip6Stack::ErrorInterval"),
                 ToRst(limits.interval),
                 "time after which it may send one more; 0: never"},
            })};
}

/// @return tables of all answers
inline Facts
MakeAnswerFacts()
{
    return {MakeMobilityAnswers(), MakeHomeAddressAnswers(), MakeErrorLimits()};
}

} // namespace ns3::mip6::tests

#endif /* MIP6_ANSWER_FACTS_H */

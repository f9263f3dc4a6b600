/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-error-answers.h"

#include "ns3/mip6-numbers.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/**
 * @param packet that would be answered
 * @return whether the rules of ICMPv6 allow an answer, which those of Binding Errors follow
 */
bool
IsAnswerable(const OffendingPacket& packet)
{
    // RFC 4443 section 2.4 e: never to a packet for a multicast address, nor to a source that is
    // not one node.
    return !packet.destination.IsMulticast() && !packet.source.IsMulticast() &&
           !packet.source.IsAny();
}

} // namespace

ErrorAnswers::ErrorAnswers(const ErrorLimits& limits)
    : m_limits(limits),
      m_tokens(limits.burst)
{
}

bool
ErrorAnswers::TakeToken(const Time& now)
{
    if (m_limits.interval.IsStrictlyPositive() && now > m_refilledAt)
    {
        const int64_t earned = Div(now - m_refilledAt, m_limits.interval);
        const int64_t room = int64_t{m_limits.burst} - m_tokens;
        m_tokens += static_cast<uint32_t>(std::min(earned, room));
        m_refilledAt += m_limits.interval * earned;
    }
    if (m_tokens == 0)
    {
        return false;
    }
    --m_tokens;
    return true;
}

bool
ErrorAnswers::MayAnswer(const Time& now, const OffendingPacket& packet)
{
    return IsAnswerable(packet) && TakeToken(now);
}

bool
ErrorAnswers::MayRelay(const Time& now)
{
    return TakeToken(now);
}

ErrorAnswer
ErrorAnswers::AnswerBindingError(const Time& now,
                                 const OffendingPacket& packet,
                                 BindingErrorStatus status)
{
    if (!MayAnswer(now, packet))
    {
        return {};
    }
    // RFC 6275 sections 6.1.9 and 9.3.3: to the source address on the wire, without use of the
    // Binding Cache; the home address comes from the Home Address option.
    BindingError error;
    error.status = status;
    error.homeAddress = packet.homeAddress.value_or(Ipv6Address::GetAny());
    return SendMessage{packet.destination, packet.source, {}, {}, error};
}

ErrorAnswer
ErrorAnswers::HandleUnknownType(const Time& now, const OffendingPacket& packet)
{
    // RFC 6275 section 9.2: an unknown MH Type is answered with status 2.
    return AnswerBindingError(now, packet, BindingErrorStatus::UNKNOWN_MOBILITY_TYPE);
}

ErrorAnswer
ErrorAnswers::HandleUnknownBinding(const Time& now, const OffendingPacket& packet)
{
    // RFC 6275 section 9.3.1: a Home Address option without a binding is answered with status 1.
    return AnswerBindingError(now, packet, BindingErrorStatus::UNKNOWN_BINDING);
}

ErrorAnswer
ErrorAnswers::HandleRefused(const Time& now,
                            const OffendingPacket& packet,
                            const Refusal& refusal,
                            uint32_t headerOffset)
{
    // RFC 6275 section 9.2: a Parameter Problem for the fields that all messages have; nothing for
    // what is wrong behind them.
    const bool isHeaderLen =
        refusal.error == DecodeError::BAD_LENGTH && refusal.offset == MOBILITY_HEADER_LEN_OFFSET;
    const bool isCommonField = isHeaderLen || refusal.error == DecodeError::BAD_PAYLOAD_PROTO;
    if (!isCommonField || !MayAnswer(now, packet))
    {
        return {};
    }
    return ParameterProblem{packet.destination,
                            packet.source,
                            PARAMETER_PROBLEM_ERRONEOUS_FIELD,
                            headerOffset + static_cast<uint32_t>(refusal.offset)};
}

ErrorAnswer
ErrorAnswers::HandleUnknownRouting(const Time& now, const OffendingPacket& packet, uint32_t pointer)
{
    // RFC 8200 section 4.4: a Parameter Problem points at the Routing Type.
    if (!MayAnswer(now, packet))
    {
        return {};
    }
    return ParameterProblem{packet.destination,
                            packet.source,
                            PARAMETER_PROBLEM_ERRONEOUS_FIELD,
                            pointer};
}

ErrorAnswer
ErrorAnswers::HandleUnknownNextHeader(const Time& now,
                                      const OffendingPacket& packet,
                                      const QuotedPacket& quoted)
{
    // RFC 8200 sections 4 and 4.7: a Parameter Problem points at the Next Header field; where it
    // says that nothing follows, nothing is unknown.
    if (quoted.nextHeader == NEXT_HEADER_NONE || !MayAnswer(now, packet))
    {
        return {};
    }
    return ParameterProblem{packet.destination,
                            packet.source,
                            PARAMETER_PROBLEM_UNKNOWN_NEXT_HEADER,
                            static_cast<uint32_t>(quoted.nextHeaderOffset)};
}

ErrorAnswer
ErrorAnswers::HandleUnreachable(const Time& now,
                                const OffendingPacket& packet,
                                const Ipv6Address& source)
{
    if (!MayAnswer(now, packet))
    {
        return {};
    }
    return DestinationUnreachable{source, packet.source, DESTINATION_UNREACHABLE_ADDRESS};
}

ErrorAnswer
ErrorAnswers::HandleEncapsulationLimit(const Time& now,
                                       const OffendingPacket& packet,
                                       const Ipv6Address& source,
                                       uint32_t pointer)
{
    // RFC 2473 section 4.1.1: code 0, to the source of the packet.
    if (!MayAnswer(now, packet))
    {
        return {};
    }
    return ParameterProblem{source, packet.source, PARAMETER_PROBLEM_ERRONEOUS_FIELD, pointer};
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ERROR_ANSWERS_H
#define MIP6_ERROR_ANSWERS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-quoted-packet.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <variant>

/**
 * @file
 * @ingroup mip6-protocol
 * What a node answers to packets that it cannot process: a Binding Error, an ICMPv6 Parameter
 * Problem, or nothing (RFC 6275 sections 9.2, 9.3.1 and 9.3.3; RFC 8200 section 4.4).
 */

namespace ns3::mip6
{

/// How many errors a node may send (RFC 4443 section 2.4 f).
struct ErrorLimits
{
    uint32_t burst{ERROR_BURST};   //!< at once; 0 sends none
    Time interval{ERROR_INTERVAL}; //!< until one more may be sent; 0: never
};

/// A packet that cannot be processed, as it was on the wire.
struct OffendingPacket
{
    Ipv6Address source;                     //!< of the IPv6 header
    Ipv6Address destination;                //!< of the IPv6 header
    std::optional<Ipv6Address> homeAddress; //!< of its Home Address option, if there was one
};

/// Send an ICMPv6 Parameter Problem (RFC 4443 section 3.4), which quotes the packet.
struct ParameterProblem
{
    Ipv6Address source;      //!< of the IPv6 header
    Ipv6Address destination; //!< of the IPv6 header
    uint8_t code{0};         //!< see PARAMETER_PROBLEM_ERRONEOUS_FIELD
    uint32_t pointer{0};     //!< octet of the quoted packet, counted from its IPv6 header
};

/// Send an ICMPv6 Destination Unreachable (RFC 4443 section 3.1), which quotes the packet.
struct DestinationUnreachable
{
    Ipv6Address source;      //!< of the IPv6 header
    Ipv6Address destination; //!< of the IPv6 header
    uint8_t code{0};         //!< see DESTINATION_UNREACHABLE_ADDRESS
};

/// What to send, if anything.
using ErrorAnswer =
    std::variant<std::monostate, SendMessage, ParameterProblem, DestinationUnreachable>;

/**
 * Chooses the answer, and limits the rate of all answers of a node by a token bucket.
 */
class ErrorAnswers
{
  public:
    /// @param limits of the rate
    explicit ErrorAnswers(const ErrorLimits& limits);

    /**
     * A Mobility Header whose MH Type is not known.
     * @param now time of arrival
     * @param packet that carried it
     * @return a Binding Error with status 2, or nothing
     */
    ErrorAnswer HandleUnknownType(const Time& now, const OffendingPacket& packet);

    /**
     * A Home Address option without a binding behind it.
     * @param now time of arrival
     * @param packet that carried it
     * @return a Binding Error with status 1, or nothing
     */
    ErrorAnswer HandleUnknownBinding(const Time& now, const OffendingPacket& packet);

    /**
     * A Mobility Header that the decoder refused.
     * @param now time of arrival
     * @param packet that carried it
     * @param refusal reason and octet, counted from the Mobility Header
     * @param headerOffset of the Mobility Header in the packet
     * @return a Parameter Problem, or nothing where the RFC asks for silence
     */
    ErrorAnswer HandleRefused(const Time& now,
                              const OffendingPacket& packet,
                              const Refusal& refusal,
                              uint32_t headerOffset);

    /**
     * A routing header of an unknown type that is not at its last segment.
     * @param now time of arrival
     * @param packet that carried it
     * @param pointer octet of the Routing Type field in the packet
     * @return a Parameter Problem, or nothing
     */
    ErrorAnswer HandleUnknownRouting(const Time& now,
                                     const OffendingPacket& packet,
                                     uint32_t pointer);

    /**
     * A Next Header value that the node does not know.
     * @param now time of arrival
     * @param packet that carried it
     * @param quoted its headers
     * @return a Parameter Problem, or nothing
     */
    ErrorAnswer HandleUnknownNextHeader(const Time& now,
                                        const OffendingPacket& packet,
                                        const QuotedPacket& quoted);

    /**
     * A packet for an address that nobody has here.
     * @param now time of arrival
     * @param packet that is discarded
     * @param source of the answer
     * @return a Destination Unreachable with code 3, or nothing
     */
    ErrorAnswer HandleUnreachable(const Time& now,
                                  const OffendingPacket& packet,
                                  const Ipv6Address& source);

    /**
     * A packet that brings a Tunnel Encapsulation Limit of 0 to the entry of a tunnel.
     * @param now time of arrival
     * @param packet that is discarded
     * @param source of the answer
     * @param pointer octet of the limit in the packet
     * @return a Parameter Problem, or nothing
     */
    ErrorAnswer HandleEncapsulationLimit(const Time& now,
                                         const OffendingPacket& packet,
                                         const Ipv6Address& source,
                                         uint32_t pointer);

    /**
     * An error from inside a tunnel, which is told to the source of the packet inside (RFC 2473
     * section 8).
     * @param now time of arrival
     * @return whether it may be, which costs a token
     */
    bool MayRelay(const Time& now);

  private:
    /**
     * @param now time
     * @param packet that would be answered
     * @return whether it may be, which costs a token
     */
    bool MayAnswer(const Time& now, const OffendingPacket& packet);

    /**
     * @param now time
     * @return whether there was a token to take
     */
    bool TakeToken(const Time& now);

    /**
     * @param now time of arrival
     * @param packet that is answered
     * @param status of the Binding Error
     * @return the Binding Error, or nothing
     */
    ErrorAnswer AnswerBindingError(const Time& now,
                                   const OffendingPacket& packet,
                                   BindingErrorStatus status);

    ErrorLimits m_limits; //!< of the rate
    uint32_t m_tokens{0}; //!< errors that may be sent now
    Time m_refilledAt;    //!< when the last token was added
};

} // namespace ns3::mip6

#endif /* MIP6_ERROR_ANSWERS_H */

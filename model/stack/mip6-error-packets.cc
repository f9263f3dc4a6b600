/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-error-packets.h"

#include "ns3/icmpv6-header.h"
#include "ns3/mip6-numbers.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// Octets of an IPv6 header and of the ICMPv6 header of an error.
constexpr uint32_t ERROR_HEADERS_OCTETS = 48;
/// An error is not longer than this (RFC 4443 section 2.4 c).
constexpr uint32_t MINIMUM_MTU = 1280;

/**
 * @tparam Header of the error
 * @tparam Error its addresses
 * @param header its own fields set
 * @param error its addresses
 * @param quote the offending packet with its IPv6 header
 * @return the error, without an IPv6 header
 */
template <typename Header, typename Error>
Ptr<Packet>
MakeErrorPacket(Header header, const Error& error, const Ptr<const Packet>& quote)
{
    const uint32_t quoted = std::min(quote->GetSize(), MINIMUM_MTU - ERROR_HEADERS_OCTETS);
    // A fresh packet: the tags of the offending one belong to its way through this node.
    const auto octets = quote->CreateFragment(0, quoted);
    octets->RemoveAllPacketTags();
    header.SetPacket(octets);
    header.CalculatePseudoHeaderChecksum(error.source,
                                         error.destination,
                                         static_cast<uint16_t>(quoted + header.GetSerializedSize()),
                                         mip6::NEXT_HEADER_ICMPV6);
    octets->AddHeader(header);
    return octets;
}

} // namespace

Ptr<Packet>
MakeParameterProblem(const mip6::ParameterProblem& problem, const Ptr<const Packet>& quote)
{
    Icmpv6ParameterError header;
    header.SetCode(problem.code);
    header.SetPtr(problem.pointer);
    return MakeErrorPacket(header, problem, quote);
}

Ptr<Packet>
MakeDestinationUnreachable(const mip6::DestinationUnreachable& error,
                           const Ptr<const Packet>& quote)
{
    Icmpv6DestinationUnreachable header;
    header.SetCode(error.code);
    return MakeErrorPacket(header, error, quote);
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ERROR_PACKETS_H
#define MIP6_ERROR_PACKETS_H

#include "ns3/mip6-error-answers.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

namespace ns3
{

/**
 * @ingroup mip6-stack
 * @param problem to report
 * @param quote the offending packet with its IPv6 header, cut to what an error has room for
 * @return an ICMPv6 Parameter Problem, without an IPv6 header
 */
Ptr<Packet> MakeParameterProblem(const mip6::ParameterProblem& problem,
                                 const Ptr<const Packet>& quote);

/**
 * @ingroup mip6-stack
 * @param error to report
 * @param quote the offending packet with its IPv6 header, cut to what an error has room for
 * @return an ICMPv6 Destination Unreachable, without an IPv6 header
 */
Ptr<Packet> MakeDestinationUnreachable(const mip6::DestinationUnreachable& error,
                                       const Ptr<const Packet>& quote);

} // namespace ns3

#endif /* MIP6_ERROR_PACKETS_H */

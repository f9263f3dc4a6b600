/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DISCOVERY_SIGNALLING_H
#define MIP6_DISCOVERY_SIGNALLING_H

#include "ns3/mip6-actions.h"
#include "ns3/mip6-trace-records.h"

#include <optional>

/**
 * @file
 * @ingroup mip6-stack
 * ICMPv6 messages of home agent and mobile prefix discovery (RFC 6275 sections 6.5 to 6.8): sending
 * them, and what traces say about them.
 */

namespace ns3
{

class Mip6Stack;
struct Mip6Icmpv6Input;

/**
 * Send a message, past all bindings and tunnels.
 * @param stack of the node
 * @param action what to send
 * @return its record for traces; nothing if there is no route
 */
std::optional<Mip6SignallingRecord> SendDiscoveryMessage(const Mip6Stack& stack,
                                                         const mip6::SendIcmpv6& action);

/**
 * @param input as received
 * @param message its content
 * @return its record for traces
 */
Mip6SignallingRecord MakeDiscoveryRecord(const Mip6Icmpv6Input& input,
                                         const mip6::Icmpv6Message& message);

} // namespace ns3

#endif /* MIP6_DISCOVERY_SIGNALLING_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_LISTENER_PACKET_H
#define MIP6_LISTENER_PACKET_H

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-interface.h"
#include "ns3/mip6-multicast-listener-messages.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"

#include <optional>

/**
 * @file
 * @ingroup mip6-stack
 * Packets of Multicast Listener Discovery: hop limit 1, and a Router Alert in front (RFC 2710
 * section 3).
 */

namespace ns3
{

/**
 * @param message to send
 * @param source of the IPv6 header
 * @return from the IPv6 header on
 */
Ptr<Packet> MakeListenerPacket(const mip6::MulticastListenerMessage& message,
                               const Ipv6Address& source);

/**
 * Send a message on a link.
 * @param device on the link
 * @param message to send
 * @param source of the IPv6 header
 */
void SendListenerMessage(const Ptr<NetDevice>& device,
                         const mip6::MulticastListenerMessage& message,
                         const Ipv6Address& source);

/**
 * @param interface on a link
 * @return its link-local address, unspecified while there is none that may be used
 */
Ipv6Address FindListenerSource(const Ptr<Ipv6Interface>& interface);

/// How often who must not send without a link-local address looks whether there is one.
inline const Time LISTENER_SOURCE_POLL = MilliSeconds(100);

/**
 * @param header of a packet
 * @return whether the packet can be one of Multicast Listener Discovery, as far as its header tells
 */
bool IsListenerHeader(const Ipv6Header& header);

/**
 * @param packet from its IPv6 header on
 * @param header of the packet
 * @return the message; nothing if it is none or its checksum is wrong
 */
std::optional<mip6::MulticastListenerMessage> ReadListenerPacket(const Packet& packet,
                                                                 const Ipv6Header& header);

/**
 * @param direction seen from the node that traces
 * @param message sent or received
 * @param source of the IPv6 header
 * @return for the trace source "Signalling"
 */
Mip6SignallingRecord MakeListenerRecord(Mip6Direction direction,
                                        const mip6::MulticastListenerMessage& message,
                                        const Ipv6Address& source);

} // namespace ns3

#endif /* MIP6_LISTENER_PACKET_H */

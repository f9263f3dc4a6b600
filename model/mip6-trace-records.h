/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TRACE_RECORDS_H
#define MIP6_TRACE_RECORDS_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>

/**
 * @file
 * @ingroup mip6
 * The values that the trace sources of the roles hand out. They name protocol facts without the
 * types of the rooms below, so that listeners depend on this file alone.
 */

namespace ns3
{

/// Which way a message went, seen from the node that traces it.
enum class Mip6Direction : uint8_t
{
    SENT,
    RECEIVED,
};

/// One signalling message, sent or received. Trace source "Signalling" of every role.
struct Mip6SignallingRecord
{
    Mip6Direction direction{Mip6Direction::SENT}; //!< seen from the tracing node
    std::string message;              //!< RFC name, e.g. "Binding Update", "Router Solicitation"
    Ipv6Address source;               //!< of the IPv6 header, as on the wire
    Ipv6Address destination;          //!< of the IPv6 header, as on the wire
    std::optional<uint16_t> sequence; //!< Sequence #, or Identifier, of messages that have one
    std::optional<Time> lifetime;     //!< requested or granted, of messages that have one
    std::optional<uint8_t> status;    //!< of a Binding Acknowledgement or Binding Error
    uint32_t octets{0};               //!< of the whole IPv6 packet
};

/// What happened to an entry of a binding table.
enum class Mip6BindingEvent : uint8_t
{
    ADDED,    //!< a home address is bound that was not
    UPDATED,  //!< care-of address or lifetime changed
    REMOVED,  //!< deleted by a de-registration, or its care-of address cannot be reached
    EXPIRED,  //!< its lifetime ended
    REPLACED, //!< gave way to another because the table was full
};

/// Which table an entry is in.
enum class Mip6BindingTable : uint8_t
{
    BINDING_CACHE,       //!< at a home agent or correspondent node (RFC 6275 section 9.1)
    BINDING_UPDATE_LIST, //!< at a mobile node (RFC 6275 section 11.1)
};

/// One change of a binding table. Trace source "Binding" of every role.
struct Mip6BindingRecord
{
    Mip6BindingTable table{Mip6BindingTable::BINDING_CACHE}; //!< which table
    Mip6BindingEvent event{Mip6BindingEvent::ADDED};         //!< what happened
    Ipv6Address homeAddress;                                 //!< key of the entry
    Ipv6Address careOfAddress;                               //!< after the event
    Time lifetime;                                           //!< granted, from now
    Ipv6Address peer{}; //!< whose binding it is, home agent or correspondent node; unspecified in
                        //!< a binding cache, which is its node's own
};

/// Steps of a handover, in the usual order. Trace source "HandoverPhase" of Mip6MobileNode.
enum class Mip6HandoverPhase : uint8_t
{
    LINK_UP,           //!< the link layer reports a new link
    SOLICITED,         //!< a Router Solicitation was sent
    ADVERTISED,        //!< the Router Advertisement that shows the new link was received
    ADDRESS_TENTATIVE, //!< duplicate address detection of a care-of address begins
    ADDRESS_DUPLICATE, //!< duplicate address detection failed
    ADDRESS_READY,     //!< the care-of address may be used, or the home address at home
    UPDATE_SENT,       //!< a Binding Update left for the home agent
    ACKNOWLEDGED,      //!< the home agent's acknowledgement was processed: handover completed
    REFUSED,           //!< the home agent refused
    ROUTABLE,          //!< return routability with a correspondent node is complete
    OPTIMIZED, //!< a correspondent node has the present binding, or at home has none any more
};

/// Where a mobile node is, in its own opinion. Trace source "State" of Mip6MobileNode.
enum class Mip6MobileNodeState : uint8_t
{
    DETACHED,    //!< no link known yet
    AT_HOME,     //!< on the home link, no binding
    CONFIGURING, //!< on a foreign link, without a usable care-of address
    REGISTERING, //!< on a foreign link, waiting for the home agent
    REGISTERED,  //!< on a foreign link, bound
    RETURNING,   //!< on the home link, de-registration not yet acknowledged
};

/// Why this module discarded a packet. Trace source "Drop" of every role.
enum class Mip6DropReason : uint8_t
{
    MALFORMED,            //!< octets that no format allows
    BAD_CHECKSUM,         //!< Mobility Header checksum wrong
    UNKNOWN_MESSAGE,      //!< a Mobility Header type that no role here understands
    UNEXPECTED_MESSAGE,   //!< a message that does not fit the state, e.g. a late acknowledgement
    TUNNEL_SOURCE,        //!< tunnelled packet from a wrong outer address
    TUNNEL_INNER_ADDRESS, //!< tunnelled packet with a wrong inner address
    NO_BINDING,           //!< no tunnel for this packet
    QUEUE_FULL,           //!< waiting for a registration, and the queue is full
    QUEUE_DISABLED,       //!< waiting for a registration, and the queue has size 0
    LINK_SCOPE,           //!< link-scope packet that must not enter the tunnel
    HOP_LIMIT,            //!< Neighbor Discovery packet whose hop limit is not 255
    FOREIGN_HOME_ADDRESS, //!< type 2 routing header with an address that is not ours
    INGRESS_SOURCE,       //!< packet of a mobile network with a source that is not in it
    NOT_TUNNELLED,        //!< packet for a mobile network that has come around the tunnel
    ENCAPSULATION_LIMIT,  //!< packet that is in too many tunnels, one in the other
    MANAGED_ADDRESSES,    //!< Router Advertisement with the M flag and no prefix for an address
};

/// @name Names for logs and tables
/// @{
const char* GetName(Mip6Direction direction);
const char* GetName(Mip6BindingEvent event);
const char* GetName(Mip6BindingTable table);
const char* GetName(Mip6HandoverPhase phase);
const char* GetName(Mip6MobileNodeState state);
const char* GetName(Mip6DropReason reason);
/// @}

} // namespace ns3

#endif /* MIP6_TRACE_RECORDS_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-trace-records.h"

namespace ns3
{

const char*
GetName(Mip6Direction direction)
{
    return direction == Mip6Direction::SENT ? "sent" : "received";
}

const char*
GetName(Mip6BindingEvent event)
{
    switch (event)
    {
    case Mip6BindingEvent::ADDED:
        return "added";
    case Mip6BindingEvent::UPDATED:
        return "updated";
    case Mip6BindingEvent::REMOVED:
        return "removed";
    case Mip6BindingEvent::EXPIRED:
        return "expired";
    case Mip6BindingEvent::REPLACED:
        return "replaced";
    }
    return "unknown";
}

const char*
GetName(Mip6BindingTable table)
{
    return table == Mip6BindingTable::BINDING_CACHE ? "binding cache" : "binding update list";
}

const char*
GetName(Mip6HandoverPhase phase)
{
    switch (phase)
    {
    case Mip6HandoverPhase::LINK_UP:
        return "link up";
    case Mip6HandoverPhase::SOLICITED:
        return "router solicited";
    case Mip6HandoverPhase::ADVERTISED:
        return "new link advertised";
    case Mip6HandoverPhase::ADDRESS_TENTATIVE:
        return "address tentative";
    case Mip6HandoverPhase::ADDRESS_DUPLICATE:
        return "address duplicate";
    case Mip6HandoverPhase::ADDRESS_READY:
        return "address ready";
    case Mip6HandoverPhase::UPDATE_SENT:
        return "binding update sent";
    case Mip6HandoverPhase::ACKNOWLEDGED:
        return "binding acknowledged";
    case Mip6HandoverPhase::REFUSED:
        return "binding refused";
    case Mip6HandoverPhase::ROUTABLE:
        return "return routability complete";
    case Mip6HandoverPhase::OPTIMIZED:
        return "correspondent binding accepted";
    }
    return "unknown";
}

const char*
GetName(Mip6MobileNodeState state)
{
    switch (state)
    {
    case Mip6MobileNodeState::DETACHED:
        return "detached";
    case Mip6MobileNodeState::AT_HOME:
        return "at home";
    case Mip6MobileNodeState::CONFIGURING:
        return "configuring";
    case Mip6MobileNodeState::REGISTERING:
        return "registering";
    case Mip6MobileNodeState::REGISTERED:
        return "registered";
    case Mip6MobileNodeState::RETURNING:
        return "returning";
    }
    return "unknown";
}

const char*
GetName(Mip6DropReason reason)
{
    switch (reason)
    {
    case Mip6DropReason::MALFORMED:
        return "malformed";
    case Mip6DropReason::BAD_CHECKSUM:
        return "bad checksum";
    case Mip6DropReason::UNKNOWN_MESSAGE:
        return "unknown message";
    case Mip6DropReason::UNEXPECTED_MESSAGE:
        return "unexpected message";
    case Mip6DropReason::TUNNEL_SOURCE:
        return "wrong tunnel source";
    case Mip6DropReason::TUNNEL_INNER_ADDRESS:
        return "wrong inner address";
    case Mip6DropReason::NO_BINDING:
        return "no binding";
    case Mip6DropReason::QUEUE_FULL:
        return "registration queue full";
    case Mip6DropReason::QUEUE_DISABLED:
        return "registration pending";
    case Mip6DropReason::LINK_SCOPE:
        return "link scope";
    case Mip6DropReason::HOP_LIMIT:
        return "hop limit";
    case Mip6DropReason::FOREIGN_HOME_ADDRESS:
        return "foreign home address";
    case Mip6DropReason::INGRESS_SOURCE:
        return "ingress source";
    case Mip6DropReason::NOT_TUNNELLED:
        return "not tunnelled";
    case Mip6DropReason::ENCAPSULATION_LIMIT:
        return "encapsulation limit";
    case Mip6DropReason::MANAGED_ADDRESSES:
        return "managed addresses only";
    }
    return "unknown";
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-movement-policy.h"

namespace ns3::mip6
{

namespace
{

/// @param evidence an advertisement of another link
/// @return leave a link that is doubted, stay on any other
MovementVerdict
LeaveIfDoubted(const MovementEvidence& evidence)
{
    return evidence.doubted ? MovementVerdict::SWITCH : MovementVerdict::STAY;
}

} // namespace

MovementVerdict
MoveLazily(const MovementEvidence& evidence)
{
    switch (evidence.event)
    {
    case MovementEvent::NEW_LINK_HEARD:
    case MovementEvent::OTHER_LINK_HEARD:
        return LeaveIfDoubted(evidence);
    case MovementEvent::ROUTER_REACHABLE:
        return MovementVerdict::STAY;
    default:
        return MovementVerdict::DOUBT;
    }
}

MovementVerdict
MoveEagerly(const MovementEvidence& evidence)
{
    switch (evidence.event)
    {
    case MovementEvent::LINK_UP:
        return MovementVerdict::DOUBT;
    case MovementEvent::OTHER_LINK_HEARD:
        return LeaveIfDoubted(evidence);
    case MovementEvent::ROUTER_REACHABLE:
        return MovementVerdict::STAY;
    default:
        return MovementVerdict::SWITCH;
    }
}

MovementVerdict
MoveWhenUnreachable(const MovementEvidence& evidence)
{
    switch (evidence.event)
    {
    case MovementEvent::LINK_UP:
    case MovementEvent::ADVERTISEMENTS_MISSED:
        return MovementVerdict::PROBE;
    case MovementEvent::NEW_LINK_HEARD:
        return evidence.doubted ? MovementVerdict::SWITCH : MovementVerdict::PROBE;
    case MovementEvent::OTHER_LINK_HEARD:
        return LeaveIfDoubted(evidence);
    case MovementEvent::ROUTER_REACHABLE:
        return MovementVerdict::STAY;
    default:
        return MovementVerdict::SWITCH;
    }
}

MovementVerdict
MoveByLinkLayer(const MovementEvidence& evidence)
{
    switch (evidence.event)
    {
    case MovementEvent::LINK_UP:
    case MovementEvent::ROUTER_WITHDRAWN:
    case MovementEvent::PREFIX_ENDED:
        return MovementVerdict::DOUBT;
    case MovementEvent::NEW_LINK_HEARD:
    case MovementEvent::OTHER_LINK_HEARD:
        return LeaveIfDoubted(evidence);
    default:
        return MovementVerdict::STAY;
    }
}

MovementVerdict
MoveByAdvertisements(const MovementEvidence& evidence)
{
    switch (evidence.event)
    {
    case MovementEvent::ADVERTISEMENTS_MISSED:
    case MovementEvent::ROUTER_WITHDRAWN:
    case MovementEvent::PREFIX_ENDED:
        return MovementVerdict::SWITCH;
    case MovementEvent::NEW_LINK_HEARD:
    case MovementEvent::OTHER_LINK_HEARD:
        return LeaveIfDoubted(evidence);
    default:
        return MovementVerdict::STAY;
    }
}

} // namespace ns3::mip6

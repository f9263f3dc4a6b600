/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOVEMENT_POLICY_H
#define MIP6_MOVEMENT_POLICY_H

#include <cstdint>
#include <functional>

/**
 * @file
 * @ingroup mip6-protocol
 * When a mobile node leaves its link for another one (RFC 6275 section 11.5.1 leaves it to the
 * implementation): what may have happened, what may follow, and the choice between them as one
 * function.
 */

namespace ns3::mip6
{

/// What a policy is asked about.
enum class MovementEvent : uint8_t
{
    LINK_UP,               //!< the link layer reports a new link
    NEW_LINK_HEARD,        //!< an advertisement of another link, silent or unknown until now
    OTHER_LINK_HEARD,      //!< an advertisement of another link that is being heard
    ADVERTISEMENTS_MISSED, //!< those of the present router stay away
    ROUTER_WITHDRAWN,      //!< the present router says that it is no default router any more
    ROUTER_UNREACHABLE,    //!< the present router does not answer a probe
    ROUTER_REACHABLE,      //!< it does
    PREFIX_ENDED,          //!< the prefix of the present link is not valid any more
};

/// An event and what is known about the present link.
struct MovementEvidence
{
    MovementEvent event{MovementEvent::LINK_UP}; //!< what has happened
    bool doubted{false};                         //!< a verdict was DOUBT since the link was heard
    bool recentlyHeard{true};                    //!< its router was not silent for too long
};

/// What follows from it.
enum class MovementVerdict : uint8_t
{
    STAY,   //!< nothing
    DOUBT,  //!< solicit routers; the present link is doubted until it is heard
    PROBE,  //!< ask the present router by Neighbor Unreachability Detection
    SWITCH, //!< to the link most recently heard, or DOUBT while none is
};

/// A policy: any function without memory. A user may bring his own.
using MovementPolicy = std::function<MovementVerdict(const MovementEvidence&)>;

/// @name The policies that come with the module
/// @{
/// Lazy: the present link is kept as long as its router is heard.
/// @param evidence what has happened
/// @return what follows
MovementVerdict MoveLazily(const MovementEvidence& evidence);
/// Eager: a link that is newly heard is the new link at once. @copydetails MoveLazily
MovementVerdict MoveEagerly(const MovementEvidence& evidence);
/// The present router is probed before its link is left. @copydetails MoveLazily
MovementVerdict MoveWhenUnreachable(const MovementEvidence& evidence);
/// Only what the link layer reports counts. @copydetails MoveLazily
MovementVerdict MoveByLinkLayer(const MovementEvidence& evidence);
/// Only advertisements that stay away count. @copydetails MoveLazily
MovementVerdict MoveByAdvertisements(const MovementEvidence& evidence);
/// @}

} // namespace ns3::mip6

#endif /* MIP6_MOVEMENT_POLICY_H */

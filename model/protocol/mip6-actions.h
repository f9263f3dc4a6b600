/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ACTIONS_H
#define MIP6_ACTIONS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-nd-options.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/nstime.h"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Everything that a machine can ask the stack to do. Actions carry full values and are performed in
 * order.
 */

namespace ns3::mip6
{

/// Send a Mobility Header message outside of any tunnel.
struct SendMessage
{
    Ipv6Address source;                           //!< of the IPv6 header
    Ipv6Address destination;                      //!< of the IPv6 header
    std::optional<Ipv6Address> homeAddressOption; //!< put a Home Address option with this address
    std::optional<Ipv6Address> type2HomeAddress;  //!< put a type 2 routing header with this address
    MobilityMessage message;                      //!< what to send
};

/// Let packets of a home address through a tunnel; replaces the tunnel it had.
struct OpenTunnel
{
    Ipv6Address homeAddress; //!< whose packets
    Ipv6Address local;       //!< this end
    Ipv6Address remote;      //!< other end
};

/// Hold (mobile node) or no longer intercept (home agent) the packets of a home address.
struct CloseTunnel
{
    Ipv6Address homeAddress; //!< whose packets
};

/// Exchange the packets of a peer without a home agent (RFC 6275 sections 9.3.2 and 11.3.1);
/// replaces the path that it had. At a correspondent node the peer is a mobile node, at a mobile
/// node a correspondent node.
struct OpenDirectPath
{
    Ipv6Address peer;   //!< as the upper layers know it: a mobile peer by its home address
    Ipv6Address local;  //!< our address on the wire: at a mobile node its care-of address
    Ipv6Address remote; //!< of the peer on the wire: its care-of address at a correspondent node
};

/// The packets of a peer take the normal way again.
struct CloseDirectPath
{
    Ipv6Address peer; //!< as in OpenDirectPath
};

/// Home agent: find out whether anybody on the home link uses the address (RFC 6275
/// section 10.3.1).
struct StartDad
{
    Ipv6Address homeAddress; //!< to probe
};

/// Home agent: answer for the address on the home link (RFC 6275 section 10.4.1).
struct DefendAddress
{
    Ipv6Address homeAddress; //!< to defend
};

/// Home agent: stop probing and answering for the address.
struct ReleaseAddress
{
    Ipv6Address homeAddress; //!< to give back
};

/// Mobile node: multicast a Router Solicitation (RFC 4861 section 6.3.7).
struct SolicitRouter
{
};

/// The link that a mobile node is on, as a Router Advertisement shows it.
struct Attachment
{
    Ipv6Address router;                                     //!< its link-local address
    std::optional<LinkLayerAddress> routerLinkLayerAddress; //!< from the advertisement
    std::optional<Ipv6Address> routerGlobalAddress;         //!< from the R flag, if set
    Ipv6Address prefix;                                     //!< host bits are zero
    uint8_t prefixLength{64};                               //!< of the prefix
    bool onLink{true};                                      //!< L flag of the prefix
    bool home{false};                                       //!< the home link
    bool defaultRouter{true};                               //!< router lifetime was not 0
};

/// Mobile node: use the default router of a link, replacing the former one; on a foreign link also
/// form a care-of address (RFC 6275 section 11.5.3).
struct ConfigureLink
{
    Attachment attachment; //!< the link
};

/// Mobile node: remove the care-of address and the default route of the former link.
struct LeaveLink
{
};

/// Where a mobile node's home address is configured.
enum class HomeAddressPlace : uint8_t
{
    TUNNEL, //!< on the virtual device: away from home
    LINK,   //!< on the mobile interface: at home
};

/// Mobile node: configure the home address at a place and nowhere else.
struct PlaceHomeAddress
{
    HomeAddressPlace place{HomeAddressPlace::LINK}; //!< where
    bool detectDuplicates{true}; //!< false on returning home: the home agent still defends it
                                 //!< (RFC 6275 section 11.5.5)
};

/// Mobile node: packets that were held may leave without a tunnel.
struct ReleaseHeldPackets
{
};

/// Mobile node: multicast an unsolicited Neighbor Advertisement for the home address (RFC 6275
/// section 11.5.5).
struct AnnounceHomeAddress
{
};

/// A binding table has changed.
struct ReportBinding
{
    Mip6BindingRecord record; //!< how
};

/// A step of a handover has been made.
struct ReportPhase
{
    Mip6HandoverPhase phase{Mip6HandoverPhase::LINK_UP}; //!< which
    Ipv6Address address;                                 //!< that it concerns
};

/// The mobile node's state has changed.
struct ReportState
{
    Mip6MobileNodeState before{Mip6MobileNodeState::DETACHED}; //!< old
    Mip6MobileNodeState after{Mip6MobileNodeState::DETACHED};  //!< new
};

/// A received message was discarded.
struct ReportDrop
{
    Mip6DropReason reason{Mip6DropReason::UNEXPECTED_MESSAGE}; //!< why
};

/// Anything a machine can ask for.
using Action = std::variant<SendMessage,
                            OpenTunnel,
                            CloseTunnel,
                            OpenDirectPath,
                            CloseDirectPath,
                            StartDad,
                            DefendAddress,
                            ReleaseAddress,
                            SolicitRouter,
                            ConfigureLink,
                            LeaveLink,
                            PlaceHomeAddress,
                            ReleaseHeldPackets,
                            AnnounceHomeAddress,
                            ReportBinding,
                            ReportPhase,
                            ReportState,
                            ReportDrop>;

/// In the order in which they are to be performed.
using Actions = std::vector<Action>;

/**
 * Append.
 * @param to list that grows
 * @param more actions that follow
 */
inline void
Append(Actions& to, Actions more)
{
    for (auto& action : more)
    {
        to.push_back(std::move(action));
    }
}

} // namespace ns3::mip6

#endif /* MIP6_ACTIONS_H */

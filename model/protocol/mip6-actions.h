/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ACTIONS_H
#define MIP6_ACTIONS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-address-range.h"
#include "ns3/mip6-icmpv6-messages.h"
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

/// Send a message of home agent or prefix discovery outside of any tunnel (RFC 6275 sections 6.5 to
/// 6.8).
struct SendIcmpv6
{
    Ipv6Address source;                           //!< of the IPv6 header
    Ipv6Address destination;                      //!< of the IPv6 header
    std::optional<Ipv6Address> homeAddressOption; //!< put a Home Address option with this address
    std::optional<Ipv6Address> type2HomeAddress;  //!< put a type 2 routing header with this address
    Icmpv6Message message;                        //!< what to send
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

/// Home agent: let packets of a mobile network through the tunnel of its mobile router (RFC 3963
/// section 6.4); replaces the tunnel it had.
struct AddPrefixRoute
{
    AddressRange network; //!< whose packets
    Ipv6Address local;    //!< this end
    Ipv6Address remote;   //!< other end
};

/// Home agent: no longer intercept the packets of a mobile network.
struct RemovePrefixRoute
{
    AddressRange network; //!< whose packets
};

/// Exchange the packets of a peer without a home agent (RFC 6275 sections 9.3.2 and 11.3.1);
/// replaces the path that it had. At a correspondent node the peer is a mobile node, at a mobile
/// node a correspondent node.
struct OpenDirectPath
{
    Ipv6Address peer;   //!< as the upper layers know it: a mobile peer by its home address
    Ipv6Address local;  //!< our address on the wire: at a mobile node its care-of address
    Ipv6Address remote; //!< of the peer on the wire: its care-of address at a correspondent node
    Ipv6Address homeAddress{}; //!< of a mobile node: whose packets; a correspondent has none
};

/// The packets of a peer take the normal way again.
struct CloseDirectPath
{
    Ipv6Address peer;          //!< as in OpenDirectPath
    Ipv6Address homeAddress{}; //!< as in OpenDirectPath
};

/// Home agent: find out whether anybody on the home link uses the address (RFC 6275
/// section 10.3.1).
struct StartDad
{
    Ipv6Address address; //!< to probe: a home address, or its link-local one
};

/// Home agent: answer for the address on the home link (RFC 6275 section 10.4.1).
struct DefendAddress
{
    Ipv6Address address; //!< to defend
};

/// Home agent: stop probing and answering for the address.
struct ReleaseAddress
{
    Ipv6Address address; //!< to give back
};

/// Mobile node: multicast a Router Solicitation (RFC 4861 section 6.3.7).
struct SolicitRouter
{
};

/// Mobile node: ask whether the present default router is still there, by a unicast Neighbor
/// Solicitation (RFC 6275 section 11.5.1). Its advertisement comes back as an input.
struct ProbeRouter
{
    Ipv6Address router; //!< link-local address: where it goes
    Ipv6Address target; //!< its global address where known, else the same
};

/// Mobile node on its home link: find the link-layer address of the home agent without using the
/// home address that it defends, by a Neighbor Solicitation for that address from the unspecified
/// address (RFC 6275 section 11.5.5). The proxy's advertisement comes back as an input.
struct ResolveHomeAgent
{
    Ipv6Address homeAgent;   //!< on the home link
    Ipv6Address homeAddress; //!< that it defends
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
    bool homeAgents{false};                                 //!< H flag: the router is a home agent
    bool defaultRouter{true};                               //!< router lifetime was not 0
};

/// Mobile node: use the default router of a link, replacing the former one; on a foreign link also
/// form a care-of address (RFC 6275 section 11.5.3).
struct ConfigureLink
{
    Attachment attachment; //!< the link
};

/// Mobile node: the present link has another default router, or none any more (RFC 4861 section
/// 6.3.4). Addresses stay.
struct UseRouter
{
    Attachment attachment; //!< the present link with it
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

/// Mobile node: configure a home address at a place and nowhere else.
struct PlaceHomeAddress
{
    Ipv6Address homeAddress;                        //!< which
    uint8_t prefixLength{64};                       //!< of its home subnet
    HomeAddressPlace place{HomeAddressPlace::LINK}; //!< where
    bool detectDuplicates{true}; //!< false on returning home: the home agent still defends it
                                 //!< (RFC 6275 section 11.5.5)
};

/// Mobile node: a home address is not valid any more; configure it nowhere.
struct RemoveHomeAddress
{
    Ipv6Address homeAddress; //!< which
};

/// Mobile node: new flows begin with this home address (RFC 4862 section 5.5.4).
struct PreferHomeAddress
{
    Ipv6Address homeAddress; //!< which
};

/// Mobile node: packets of a home address that were held may leave without a tunnel.
struct ReleaseHeldPackets
{
    Ipv6Address homeAddress; //!< which
};

/// Mobile node: multicast an unsolicited Neighbor Advertisement for a home address (RFC 6275
/// section 11.5.5).
struct AnnounceHomeAddress
{
    Ipv6Address homeAddress; //!< which
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
                            SendIcmpv6,
                            OpenTunnel,
                            CloseTunnel,
                            AddPrefixRoute,
                            RemovePrefixRoute,
                            OpenDirectPath,
                            CloseDirectPath,
                            StartDad,
                            DefendAddress,
                            ReleaseAddress,
                            SolicitRouter,
                            ProbeRouter,
                            ResolveHomeAgent,
                            ConfigureLink,
                            UseRouter,
                            LeaveLink,
                            PlaceHomeAddress,
                            RemoveHomeAddress,
                            PreferHomeAddress,
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

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CONFIG_H
#define MIP6_CONFIG_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-address-range.h"
#include "ns3/mip6-movement-policy.h"
#include "ns3/mip6-registration-extension.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Protocol constants and configuration variables (RFC 6275 sections 12 and 13) and what each
 * machine is configured with. Defaults of attributes are taken from here.
 */

namespace ns3::mip6
{

/// First wait for an acknowledgement (RFC 6275 section 12).
inline const Time INITIAL_BINDACK_TIMEOUT = Seconds(1);
/// First wait of a first home registration, which includes the home agent's duplicate address
/// detection (RFC 6275 section 13, InitialBindackTimeoutFirstReg).
inline const Time INITIAL_BINDACK_TIMEOUT_FIRST_REGISTRATION = MilliSeconds(1500);
/// Ceiling of the doubling wait (RFC 6275 section 12).
inline const Time MAX_BINDACK_TIMEOUT = Seconds(32);
/// Binding Updates to one node in one second (RFC 6275 section 12).
constexpr std::size_t MAX_UPDATE_RATE = 3;
/// The second of MAX_UPDATE_RATE.
inline const Time UPDATE_RATE_INTERVAL = Seconds(1);

/// Unanswered Binding Updates after which another home agent is tried: the wait has come to
/// MAX_BINDACK_TIMEOUT then (RFC 6275 section 11.7.1).
constexpr uint32_t HOME_AGENT_ATTEMPTS = 5;
/// Neighbor Solicitations that look for one link-layer address (RFC 4861 section 10).
constexpr uint32_t MAX_MULTICAST_SOLICIT = 3;

/// How long a keygen token may be used (RFC 6275 section 12).
inline const Time MAX_TOKEN_LIFETIME = Seconds(210);
/// How long a nonce is accepted after its first use (RFC 6275 section 12).
inline const Time MAX_NONCE_LIFETIME = Seconds(240);
/// Longest binding that return routability authorizes (RFC 6275 section 12).
inline const Time MAX_RR_BINDING_LIFETIME = Seconds(420);
/// Retries before a mobile node gives up a correspondent node that does not answer (RFC 6275
/// section 12).
constexpr uint32_t MAX_RO_FAILURE = 3;
/// ICMPv6 errors about a care-of address that count as persistent; RFC 6275 section 9.3.4 leaves
/// the number to the implementation.
constexpr uint32_t UNREACHABLE_LIMIT = 3;

/// First wait for an answer to a Router Solicitation (RFC 4861 section 10; RFC 7559 section 2).
inline const Time RTR_SOLICITATION_INTERVAL = Seconds(4);
/// Ceiling of that wait (RFC 7559 section 2).
inline const Time MAX_RTR_SOLICITATION_INTERVAL = Seconds(3600);
/// Advertisements that may go missing before a router is doubted; RFC 6275 section 11.5.1 leaves
/// the number to the implementation.
constexpr int64_t MISSED_ADVERTISEMENTS = 3;
/// Probes of a neighbor that does not answer (RFC 4861 section 10).
constexpr uint32_t MAX_UNICAST_SOLICIT = 3;
/// Wait for the answer to each of them (RFC 4861 section 10).
inline const Time RETRANS_TIMER = Seconds(1);
/// A received valid lifetime below this shortens no address (RFC 4862 section 5.5.3 e).
inline const Time TWO_HOURS = Hours(2);

/// First wait for a Home Agent Address Discovery Reply (RFC 6275 section 12).
inline const Time INITIAL_DHAAD_TIMEOUT = Seconds(3);
/// Retransmissions of a Home Agent Address Discovery Request (RFC 6275 section 12).
constexpr uint32_t DHAAD_RETRIES = 4;
/// First wait for a solicited Mobile Prefix Advertisement, which doubles up to MAX_BINDACK_TIMEOUT
/// (RFC 6275 sections 11.8 and 12).
inline const Time INITIAL_SOLICIT_TIMER = Seconds(3);
/// A mobile node asks for its home prefixes at the latest so long before its home address is not
/// preferred or not valid any more. RFC 6275 section 11.4.2 leaves the number to the
/// implementation; an hour outlasts a mobile node's time without a link.
inline const Time PREFIX_SOLICIT_MARGIN = Hours(1);

/// How long a prefix of a router lasts unless it is told otherwise (RFC 4861 section 6.2.1,
/// AdvValidLifetime).
inline const Time ADV_VALID_LIFETIME = Days(30);
/// How long its addresses are preferred (RFC 4861 section 6.2.1, AdvPreferredLifetime).
inline const Time ADV_PREFERRED_LIFETIME = Days(7);
/// A mobile node that got no Mobile Prefix Advertisement for so long gets one (RFC 6275 section
/// 13).
inline const Time MAX_MOB_PFX_ADV_INTERVAL = Seconds(86400);
/// Least delay of an unsolicited Mobile Prefix Advertisement (RFC 6275 section 13).
inline const Time MIN_MOB_PFX_ADV_INTERVAL = Seconds(600);
/// First wait for a Mobile Prefix Solicitation that answers an advertisement (RFC 6275 section 12).
inline const Time PREFIX_ADV_TIMEOUT = Seconds(3);
/// Retransmissions of an unsolicited Mobile Prefix Advertisement (RFC 6275 section 12).
constexpr uint32_t PREFIX_ADV_RETRIES = 3;
/// Least time between Mobile Prefix Advertisements to one mobile node (RFC 6275 section 6.8).
inline const Time PREFIX_ADV_PAUSE = Seconds(1);
/// How long a home agent remembers a binding that a mobile node has deleted (RFC 6275 section 12).
inline const Time MAX_DELETE_BCE_TIMEOUT = Seconds(10);

/// Unit of binding lifetimes on the wire (RFC 6275 section 6.1.7); less reads as 0, which deletes.
inline const Time BINDING_LIFETIME_UNIT = Seconds(4);
/// Largest binding lifetime of the wire: 65535 units of 4 seconds (RFC 6275 section 6.1.7).
inline const Time MAX_BINDING_LIFETIME_ON_WIRE = Seconds(4 * 65535);

/// Errors that a node may send at once (RFC 4443 section 2.4 f: the example of a token bucket).
constexpr uint32_t ERROR_BURST = 10;
/// Time after which a node may send one error more (RFC 4443 section 2.4 f: 10 per second).
inline const Time ERROR_INTERVAL = MilliSeconds(100);

/// Tunnels that a packet may be in, one in the other, unless a node is told otherwise. RFC 2473
/// section 6.6 recommends a limit of 4, but mobile networks nest deeper than tunnels of its day.
constexpr uint32_t MAX_TUNNEL_DEPTH = 16;

/// Draws 64 uniform random bits. Injected, so that runs repeat.
using RandomSource = std::function<uint64_t()>;

/// Tells when a packet last took the direct path of a peer; nothing if none has. Injected: the
/// stack sees the packets.
using LastUse = std::function<std::optional<Time>(const Ipv6Address& peer)>;

/// When and with whom a mobile node uses route optimization; constant while it runs.
struct RouteOptimizationConfig
{
    bool enabled{true};              //!< false tunnels everything
    std::vector<AddressRange> allow; //!< correspondent nodes to optimize with; empty: all
    std::vector<AddressRange> deny;  //!< never, whatever allow says
    uint32_t threshold{1};           //!< tunnelled packets of a correspondent node that start it
    Time thresholdInterval{Seconds(10)}; //!< a longer pause between two of them begins anew
    bool acknowledge{true};              //!< A bit of Binding Updates to correspondent nodes
    Time retryInterval{Seconds(300)};    //!< until a node without Mobile IPv6 is tried again
};

/// How a mobile node finds out that it has moved.
struct MovementConfig
{
    MovementPolicy policy{MoveLazily};                   //!< what follows from an event
    int64_t missedAdvertisements{MISSED_ADVERTISEMENTS}; //!< that make a router silent
    bool stateful{false};                                //!< care-of addresses are given by servers
    std::vector<AddressRange> homePrefixes;              //!< home subnet prefixes
};

/// What a mobile node is configured with; constant while it runs.
struct MobileNodeConfig
{
    Ipv6Address homeAddress;      //!< its permanent address; unspecified: formed on the home link
    uint8_t homePrefixLength{64}; //!< of the home subnet prefix
    Ipv6Address homeAgent;        //!< its home agent on the home link; unspecified: discovered
    Ipv6Address linkLocalAddress; //!< of the interface that moves
    bool discovery{false};        //!< whether home agents are discovered when that one fails
    uint32_t homeAgentAttempts{HOME_AGENT_ATTEMPTS}; //!< Binding Updates before another is tried
    Time duplicateDetection{Seconds(1)}; //!< how long a home address is tentative on its link
    Time lifetime{Seconds(420)}; //!< requested in Binding Updates; MAX_RR_BINDING_LIFETIME's value
    Time initialTimeout{INITIAL_BINDACK_TIMEOUT}; //!< of a registration that is not the first
    Time initialTimeoutFirst{INITIAL_BINDACK_TIMEOUT_FIRST_REGISTRATION}; //!< of the first one
    Time maxTimeout{MAX_BINDACK_TIMEOUT}; //!< ceiling of the back-off
    Time updateJitter; //!< largest random delay of a Binding Update; 0 sends at once
    RouteOptimizationConfig optimization; //!< with correspondent nodes
    MovementConfig movement;              //!< detection; its home prefixes are set by the machine
    RegistrationExtension* extension{nullptr}; //!< of home registrations; must outlive the machine
};

/// What a correspondent node is configured with; constant while it runs.
struct CorrespondentNodeConfig
{
    Time maxLifetime{MAX_RR_BINDING_LIFETIME};    //!< granted at most
    uint32_t maxBindings{100000};                 //!< one more replaces another; 0 refuses all
    bool refreshRequests{true};                   //!< for bindings in use that are about to end
    uint32_t unreachableLimit{UNREACHABLE_LIMIT}; //!< errors that end a binding; 0: they do not
    /// Sequence numbers of ended bindings that are remembered against updates that are played
    /// again; one more costs mobile nodes their tokens (RFC 6275 section 5.2.8).
    std::size_t maxRetired{100000};
};

} // namespace ns3::mip6

#endif /* MIP6_CONFIG_H */

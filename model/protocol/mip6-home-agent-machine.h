/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_MACHINE_H
#define MIP6_HOME_AGENT_MACHINE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-binding-cache.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-discovery-messages.h"
#include "ns3/mip6-home-agent-config.h"
#include "ns3/mip6-home-agent-dad.h"
#include "ns3/mip6-home-agent-networks.h"
#include "ns3/mip6-home-agents-list.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-nd-messages.h"
#include "ns3/mip6-prefix-advertising.h"
#include "ns3/mip6-retired-sequences.h"
#include "ns3/nstime.h"

#include <optional>
#include <unordered_map>

/**
 * @file
 * @ingroup mip6-protocol
 * The home agent: accepts, refuses, deletes and expires home registrations, and tells mobile nodes
 * which home agents there are (RFC 6275 sections 10.3 to 10.5).
 */

namespace ns3::mip6
{

/// A Binding Update as a home agent receives it.
struct BindingUpdateInput
{
    Ipv6Address source;      //!< of the IPv6 header on the wire: where the answer goes
    Ipv6Address homeAddress; //!< of the Home Address option, else the source
    Ipv6Address destination; //!< our address
    BindingUpdate message;   //!< content
};

/// A Home Agent Address Discovery Request as a home agent receives it.
struct DiscoveryRequestInput
{
    Ipv6Address source;                       //!< of the IPv6 header: where the answer goes
    Ipv6Address homeAgent;                    //!< our global address of the prefix asked for
    HomeAgentAddressDiscoveryRequest message; //!< content
};

/// Serves the mobile nodes of one home link.
class HomeAgentMachine
{
  public:
    /**
     * @param config constant
     * @param random bits for identifiers, delays and the order of home agents that are equal
     */
    HomeAgentMachine(HomeAgentConfig config, RandomSource random);

    /**
     * @param now current time
     * @param input a Binding Update with the H bit, or with the R bit
     * @return actions
     */
    Actions HandleBindingUpdate(Time now, const BindingUpdateInput& input);

    /**
     * Answer to StartDad. Ignored if the address is not being probed any more.
     * @param now current time
     * @param address that was probed
     * @param outcome of the probe
     * @return actions
     */
    Actions HandleDadResult(Time now, const Ipv6Address& address, DadOutcome outcome);

    /**
     * Learn a home agent of the home link; this one, too, is known by what it advertises.
     * @param now current time
     * @param router link-local source of the advertisement
     * @param advertisement its content
     */
    void HandleRouterAdvertisement(Time now,
                                   const Ipv6Address& router,
                                   const RouterAdvertisement& advertisement);

    /**
     * @param now current time
     * @param input a request that came to the home agents anycast address
     * @return actions
     */
    Actions HandleDiscoveryRequest(Time now, const DiscoveryRequestInput& input);

    /**
     * The prefixes of the home link have changed.
     * @param now current time
     * @param prefixes all of them
     * @return actions
     */
    Actions HandlePrefixes(Time now, const LinkPrefixes& prefixes);

    /**
     * @param now current time
     * @param input a Mobile Prefix Solicitation with a Home Address option
     * @return actions
     */
    Actions HandlePrefixSolicitation(Time now, const PrefixSolicitationInput& input);

    /**
     * What the authority on mobile networks knows of a mobile router has changed.
     * @param homeAddress of the mobile router
     * @return actions
     */
    Actions HandleNetworks(const Ipv6Address& homeAddress);

    /**
     * Begin anew, with nothing known: the node has failed.
     * @return actions
     */
    Actions HandleRestart();

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return the home registrations
    const BindingCache& GetBindingCache() const;

    /// @return registrations that wait for the end of duplicate address detection
    std::size_t GetPendingCount() const;

    /// @param homeAddress any @return whether it is bound as that of a mobile router
    bool IsMobileRouter(const Ipv6Address& homeAddress) const;

    /// @return prefixes of mobile networks that are forwarded
    std::size_t GetNetworkCount() const;

    /// @return the home agents of the home link
    const HomeAgentsList& GetHomeAgents() const;

  private:
    /// A Binding Update that has been checked as far as its octets go.
    struct Request
    {
        BindingUpdateInput input;  //!< as received
        Ipv6Address careOfAddress; //!< from the Alternate Care-of Address option, else the source
        bool deletes{false};       //!< de-registration
    };

    /**
     * @param input as received
     * @return with the care-of address of the binding
     */
    static Request MakeRequest(const BindingUpdateInput& input);
    /// Enter what is known before anybody advertises.
    void ListOwnEntry();
    /**
     * @param homeAddress of a mobile node
     * @return whether it is served, or its addresses are being tested
     */
    bool IsKnown(const Ipv6Address& homeAddress) const;
    /**
     * @param now current time
     * @param homeAddress of a mobile node
     * @return its last sequence number that was not refused, nothing if it is unknown
     */
    std::optional<uint16_t> FindLastSequence(Time now, const Ipv6Address& homeAddress) const;
    /**
     * @param now current time
     * @param request to judge
     * @return a status that refuses it, nothing if it may go on
     */
    std::optional<BindingStatus> Judge(Time now, const Request& request) const;
    /**
     * @param now current time
     * @param request whose home address is judged
     * @return a status that refuses it, nothing if it may be served
     */
    std::optional<BindingStatus> JudgeHomeAddress(Time now, const Request& request) const;
    /**
     * @param request whose home address is judged
     * @return whether its home address is one of the home link
     */
    bool IsOfLink(const Request& request) const;
    /**
     * @param now current time
     * @param verdict of the tests of a mobile node's addresses
     * @return actions
     */
    Actions EndPending(Time now, const DadVerdict& verdict);
    /**
     * @param request a registration or refresh that may go on
     * @param now current time
     * @return actions
     */
    Actions Accept(const Request& request, Time now);
    /**
     * @param request a deletion that may go on
     * @param now current time
     * @return actions
     */
    Actions Delete(const Request& request, Time now);
    /**
     * @param request a deletion that may go on, without a binding
     * @param now current time
     * @return actions
     */
    Actions DeleteUnbound(const Request& request, Time now);
    /**
     * @param binding that has ended
     * @param event why
     * @return actions: interception ends
     */
    Actions EndBinding(const Binding& binding, Mip6BindingEvent event);
    /**
     * @param request to answer
     * @param acknowledgement with status, lifetime and options; the rest is filled in
     * @return the answer
     */
    SendMessage Answer(const Request& request, BindingAcknowledgement acknowledgement) const;
    /**
     * @param now current time
     * @param request to refuse
     * @param status why
     * @return the answer
     */
    Actions Refuse(Time now, const Request& request, BindingStatus status) const;
    /**
     * @param deliveries to mobile nodes
     * @return actions that send them
     */
    Actions Advertise(const PrefixDeliveries& deliveries) const;
    /**
     * End a binding no later than the prefix of its home address.
     * @param now current time
     * @param binding any
     * @return actions
     */
    Actions LimitBinding(Time now, Binding binding);

    HomeAgentConfig m_config;                                            //!< constant
    RandomSource m_random;                                               //!< bits
    BindingCache m_cache;                                                //!< accepted registrations
    HomeAgentNetworks m_networks;                                        //!< behind bindings
    HomeAgentDad m_dad;                                                  //!< tested and defended
    RetiredSequences m_retired;                                          //!< deleted registrations
    HomeAgentsList m_agents;                                             //!< of the home link
    PrefixAdvertising m_advertising;                                     //!< to mobile nodes
    std::unordered_map<Ipv6Address, Request, Ipv6AddressHash> m_pending; //!< being probed
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENT_MACHINE_H */

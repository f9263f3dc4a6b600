/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_SELECTION_H
#define MIP6_HOME_AGENT_SELECTION_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-home-agent-discovery.h"
#include "ns3/nstime.h"

#include <optional>
#include <set>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Which home agent a mobile node registers a home address with (RFC 6275 section 11.4.1).
 */

namespace ns3::mip6
{

/// Answer to an input.
struct SelectionResult
{
    Actions actions;      //!< what to do
    bool isChosen{false}; //!< a home agent was chosen: begin a registration with it
};

/**
 * Keeps the home agents that are known, and finds others when the present one refuses or is silent.
 * Those of a Home Agent Address Discovery Reply are tried in its order.
 */
class HomeAgentSelection
{
  public:
    /**
     * @param config of the mobile node; an unspecified home agent is discovered
     * @param random bits
     */
    HomeAgentSelection(const MobileNodeConfig& config, const RandomSource& random);

    /// @return the home agent to register with; nothing while none is known
    const std::optional<Ipv6Address>& GetHomeAgent() const;

    /**
     * A registration is wanted: with the present home agent, unless that is barred.
     * @param now current time
     * @param source of requests: usable on the present link
     * @return actions, and whether a home agent is there
     */
    SelectionResult Choose(Time now, const Ipv6Address& source);

    /// The present home agent is not to be asked again, not even after movements.
    void Bar();

    /// Home agents that were barred may be asked again.
    void Forgive();

    /// @param homeAgent that has announced itself on the home link
    void Learn(const Ipv6Address& homeAgent);

    /**
     * None is known: discover.
     * @param now current time
     * @param source of requests: usable on the present link
     * @return actions
     */
    Actions Seek(Time now, const Ipv6Address& source);

    /**
     * The same, later.
     * @param at when
     * @param source of requests
     */
    void SeekLater(Time at, const Ipv6Address& source);

    /// The mobile node has left its link: no further request. All agents are as good as before.
    void Suspend();

    /// The present home agent has accepted.
    void HandleAccepted();

    /**
     * The present home agent refuses, or does not answer.
     * @param now current time
     * @param source of requests
     * @return actions, and whether another one is known
     */
    SelectionResult HandleFailure(Time now, const Ipv6Address& source);

    /**
     * @param now current time
     * @param input a Home Agent Address Discovery Reply
     * @return whether it has brought a home agent; nothing if it was not waited for
     */
    std::optional<SelectionResult> HandleReply(Time now, const DiscoveryReplyInput& input);

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

  private:
    /// @return whether a home agent that has neither failed nor is barred is known; it is the
    /// present one then
    bool ChooseNext();

    bool m_mayDiscover;                       //!< when the known ones fail
    Ipv6Address m_homePrefix;                 //!< where home agents are looked for
    uint8_t m_homePrefixLength;               //!< of the home prefix
    const RegistrationExtension* m_extension; //!< nullptr: none
    HomeAgentDiscovery m_discovery;           //!< a round of requests
    std::vector<Ipv6Address> m_known;         //!< preferred ones first
    std::set<Ipv6Address> m_failed;           //!< since the last success, movement or round
    std::set<Ipv6Address> m_barred;           //!< see Bar
    std::optional<Ipv6Address> m_homeAgent;   //!< the present one
    Ipv6Address m_source;                     //!< of requests
    std::optional<Time> m_seekAt;             //!< begin a round then
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENT_SELECTION_H */

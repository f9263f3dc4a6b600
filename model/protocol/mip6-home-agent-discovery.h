/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_DISCOVERY_H
#define MIP6_HOME_AGENT_DISCOVERY_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-discovery-messages.h"
#include "ns3/mip6-retransmission.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Dynamic Home Agent Address Discovery, mobile side (RFC 6275 section 11.4.1).
 */

namespace ns3::mip6
{

/// What a discovery is configured with; constant while it runs.
struct HomeAgentDiscoveryConfig
{
    Time initialTimeout{INITIAL_DHAAD_TIMEOUT}; //!< first wait for a reply
    uint32_t retries{DHAAD_RETRIES};            //!< requests after the first one
};

/// Where home agents are looked for.
struct DiscoveryTarget
{
    Ipv6Address source;           //!< care-of address, at home the home address
    Ipv6Address homePrefix;       //!< home subnet prefix, or any address in it
    uint8_t homePrefixLength{64}; //!< its length
    bool mobileRouters{false};    //!< only those that serve mobile routers are of use
};

/// A Home Agent Address Discovery Reply as a mobile node receives it.
struct DiscoveryReplyInput
{
    Ipv6Address source;                     //!< a home agent
    Ipv6Address destination;                //!< our address
    HomeAgentAddressDiscoveryReply message; //!< content
};

/// What a deadline of a discovery has led to.
struct DiscoveryResult
{
    Actions actions;    //!< to perform
    bool failed{false}; //!< the round has ended without a reply
};

/// Asks the home agents of a link for their addresses: one round at a time, each with a request
/// that is repeated until it is answered or given up.
class HomeAgentDiscovery
{
  public:
    /**
     * @param config constant
     * @param random bits for identifiers
     */
    HomeAgentDiscovery(HomeAgentDiscoveryConfig config, RandomSource random);

    /**
     * Begin a round, in place of the one that may be running.
     * @param now current time
     * @param target where
     * @return actions
     */
    Actions Start(Time now, const DiscoveryTarget& target);

    /// End the round. Replies that are on their way come too late.
    void Stop();

    /**
     * @param now current time
     * @param input a reply
     * @return addresses of home agents in the order in which they are to be tried, never an empty
     * list: the round is over. Nothing if the reply belongs to no running round or names no address
     * that can be used: the round goes on.
     */
    std::optional<std::vector<Ipv6Address>> HandleReply(Time now, const DiscoveryReplyInput& input);

    /**
     * @param now current time; harmless if nothing is due
     * @return what to do
     */
    DiscoveryResult HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return whether a reply is waited for
    bool IsRunning() const;

  private:
    /// @return the request of this round
    SendIcmpv6 MakeRequest() const;
    /**
     * @param listed addresses of a reply
     * @return those that can be home agents of the home subnet, each once
     */
    std::vector<Ipv6Address> ChooseUsable(const std::vector<Ipv6Address>& listed) const;

    HomeAgentDiscoveryConfig m_config; //!< constant
    RandomSource m_random;             //!< for identifiers
    DiscoveryTarget m_target;          //!< of this round
    uint16_t m_identifier{0};          //!< of this round
    uint32_t m_repeats{0};             //!< requests of this round after the first one
    Retransmission m_retransmission;   //!< runs while a reply is waited for
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENT_DISCOVERY_H */

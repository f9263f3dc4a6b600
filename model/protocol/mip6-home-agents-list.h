/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENTS_LIST_H
#define MIP6_HOME_AGENTS_LIST_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-discovery-messages.h"
#include "ns3/mip6-nd-messages.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * The home agents of a home link, as they advertise themselves (RFC 6275 sections 10.1 and 10.5.1).
 */

namespace ns3::mip6
{

/// Addresses that fit into a Home Agent Address Discovery Reply of the least MTU of IPv6, 1280
/// octets: 40 of the IPv6 header and 8 of the message are not theirs (RFC 6275 section 10.5.1).
constexpr std::size_t MAX_REPLY_ADDRESSES = (1280 - 40 - 8) / 16;

/// A home agent of the link.
struct HomeAgentEntry
{
    uint16_t preference{0};        //!< higher is preferred
    bool mobileRouters{false};     //!< serves mobile routers (RFC 3963 section 7.3)
    std::optional<Time> expiresAt; //!< absolute; nothing: never
    std::map<Ipv6Address, std::optional<Time>>
        addresses; //!< its global addresses, with the end of the prefix that each came with
};

/// Learns home agents and lists them for mobile nodes.
class HomeAgentsList
{
  public:
    /**
     * Add or replace a home agent that does not advertise itself, or not yet.
     * @param router link-local address: the key
     * @param entry what is known of it
     */
    void Put(const Ipv6Address& router, HomeAgentEntry entry);

    /**
     * @param now current time
     * @param router link-local source of the advertisement
     * @param advertisement its content
     */
    void HandleRouterAdvertisement(Time now,
                                   const Ipv6Address& router,
                                   const RouterAdvertisement& advertisement);

    /**
     * Answer a request: preferred home agents first, equal ones and the addresses of one home agent
     * in random order, as many as the least MTU has room for.
     * @param now current time
     * @param request to answer
     * @param random order
     * @return the reply
     */
    HomeAgentAddressDiscoveryReply MakeReply(Time now,
                                             const HomeAgentAddressDiscoveryRequest& request,
                                             const RandomSource& random) const;

    /// @param now current time; home agents whose lifetime has ended are forgotten
    void HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// Forget all.
    void Clear();

    /// @return the home agents by link-local address
    const std::map<Ipv6Address, HomeAgentEntry>& GetEntries() const;

  private:
    /// A home agent, as far as a reply is concerned.
    struct Candidate
    {
        uint16_t preference{0};             //!< higher is preferred
        bool mobileRouters{false};          //!< serves mobile routers
        std::vector<Ipv6Address> addresses; //!< those that are valid
    };

    /// @param now current time @return the home agents whose lifetime has not ended
    std::vector<Candidate> GetCandidates(Time now) const;

    std::map<Ipv6Address, HomeAgentEntry> m_entries; //!< by link-local address
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENTS_LIST_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_MEMBERSHIP_H
#define MIP6_MULTICAST_MEMBERSHIP_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-address-deadlines.h"
#include "ns3/mip6-multicast-config.h"
#include "ns3/mip6-multicast-listener-messages.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Who wants which multicast group: the router part of Multicast Listener Discovery (RFC 2710
 * section 5), on the tunnels of a home agent, which have one listener each (RFC 6275 section
 * 10.4.3), or on a link in the usual sense.
 */

namespace ns3::mip6
{

/// A query for one listener.
struct MulticastQuery
{
    Ipv6Address listener;           //!< whom it goes to
    MulticastListenerQuery message; //!< what to send
};

/// What follows from an input.
struct MulticastMembershipResult
{
    std::vector<MulticastQuery> queries; //!< to send
    std::vector<Ipv6Address> joined;     //!< groups that have a member now, and had none
    std::vector<Ipv6Address> left;       //!< groups that have no member any more
};

/**
 * Memberships by listener and group. A listener behind a tunnel is known by its home address and by
 * nothing that its messages say: they come through its tunnel. The listeners of a link are one
 * here, known by the link-local address that this router queries them from.
 *
 * A multicast packet costs one look-up and its members; a timer O(log n) and the groups of its
 * listener.
 */
class MulticastMembership
{
  public:
    /// Listeners in a fixed order.
    using Listeners = std::set<Ipv6Address>;

    /// @param config constant
    explicit MulticastMembership(const MulticastQuerierConfig& config);

    /**
     * The tunnel to a listener was opened or has another end: it will be queried at once, that is
     * by HandleDeadline in the same instant (RFC 6275 section 11.3.4: it keeps silent before).
     * Memberships that it has go on.
     * @param now current time
     * @param listener by its home address
     */
    void HandleLink(Time now, const Ipv6Address& listener);

    /**
     * The tunnel to a listener is closed: its memberships end.
     * @param listener by its home address
     * @return what follows
     */
    MulticastMembershipResult HandleLinkEnd(const Ipv6Address& listener);

    /**
     * A Report has come through the tunnel of a listener.
     * @param now current time
     * @param listener by its home address; ignored if its tunnel is not known
     * @param group reported; ignored if its scope is too small or the listener has too many
     * @return what follows
     */
    MulticastMembershipResult HandleReport(Time now,
                                           const Ipv6Address& listener,
                                           const Ipv6Address& group);

    /**
     * A Done has come through the tunnel of a listener.
     * @param now current time
     * @param listener by its home address
     * @param group not listened to any more
     * @return what follows
     */
    MulticastMembershipResult HandleDone(Time now,
                                         const Ipv6Address& listener,
                                         const Ipv6Address& group);

    /**
     * Another router has queried a link.
     * @param now current time
     * @param listener known by the address of this router on the link
     * @param source link-local address of the other router
     * @param query of it
     */
    void HandleQuery(Time now,
                     const Ipv6Address& listener,
                     const Ipv6Address& source,
                     const MulticastListenerQuery& query);

    /**
     * @param listener any
     * @return whether it is this router that queries it
     */
    bool IsQuerier(const Ipv6Address& listener) const;

    /**
     * @param now current time; harmless if nothing is due
     * @return what follows
     */
    MulticastMembershipResult HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /**
     * @param group a multicast address
     * @return whoever listens to it
     */
    const Listeners& GetListeners(const Ipv6Address& group) const;

    /// @return memberships of all listeners
    std::size_t GetSize() const;

  private:
    /// One group of one listener.
    struct Membership
    {
        Time expiresAt;              //!< unless it is reported again
        std::optional<Time> queryAt; //!< next query for this group, after a Done
    };

    /// By group.
    using Memberships = std::map<Ipv6Address, Membership>;

    /// A listener whose tunnel is open.
    struct Listener
    {
        Time queryAt;               //!< next General Query
        uint32_t startupQueries{0}; //!< General Queries that follow more quickly
        bool isQueried{false};      //!< by another router, and not by this one
    };

    /**
     * @param now current time
     * @param listener whose deadline has come
     * @param state of it
     * @param result grows
     */
    void Advance(Time now,
                 const Ipv6Address& listener,
                 Listener& state,
                 MulticastMembershipResult& result);
    /**
     * The same for its groups.
     * @param now current time
     * @param listener whose deadline has come
     * @param result grows
     */
    void AdvanceGroups(Time now, const Ipv6Address& listener, MulticastMembershipResult& result);
    /**
     * Follow the deadlines of a listener.
     * @param listener by its home address
     * @param state of it
     */
    void Arm(const Ipv6Address& listener, const Listener& state);
    /**
     * Remove a listener from the members of a group.
     * @param listener by its home address
     * @param group that it had
     * @param result grows
     */
    void Remove(const Ipv6Address& listener,
                const Ipv6Address& group,
                MulticastMembershipResult& result);

    MulticastQuerierConfig m_config;                                        //!< constant
    std::unordered_map<Ipv6Address, Listener, Ipv6AddressHash> m_listeners; //!< by home address
    std::unordered_map<Ipv6Address, Memberships, Ipv6AddressHash>
        m_memberships; //!< by home address, of those listeners that have any: few in most networks
    std::unordered_map<Ipv6Address, Listeners, Ipv6AddressHash> m_groups; //!< never empty ones
    AddressDeadlines m_deadlines;                                         //!< of the listeners
};

} // namespace ns3::mip6

#endif /* MIP6_MULTICAST_MEMBERSHIP_H */

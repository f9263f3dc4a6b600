/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ROUTE_OPTIMIZER_H
#define MIP6_ROUTE_OPTIMIZER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-address-deadlines.h"
#include "ns3/mip6-binding-update-list.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-correspondent-registration.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/nstime.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Route optimization of a mobile node: with whom, from when on (RFC 6275 sections 11.3, 11.6 and
 * 11.7.2).
 */

namespace ns3::mip6
{

/// All correspondent registrations of a mobile node. The cost of a packet does not depend on their
/// number.
class RouteOptimizer
{
  public:
    /**
     * @param config constant; must outlive this object
     * @param random bits
     * @param lastUse of direct paths
     * @param list gets an entry for each correspondent node; must outlive this object
     */
    RouteOptimizer(const MobileNodeConfig& config,
                   RandomSource random,
                   LastUse lastUse,
                   BindingUpdateList& list);

    RouteOptimizer(const RouteOptimizer&) = delete;
    RouteOptimizer& operator=(const RouteOptimizer&) = delete;

    /**
     * A packet was exchanged with a node through the tunnel, in either direction.
     * @param now current time
     * @param peer the node, by its home address if it is mobile
     * @return whether it is time for HandleCorrespondent
     */
    bool NoteTunnelled(Time now, const Ipv6Address& peer);

    /**
     * Begin a correspondent registration, unless there is one.
     * @param now current time
     * @param peer correspondent node
     * @param sibling of another home address of this node, or nullptr: the care-of address that it
     * has proved to the correspondent node needs no second proof
     * @return actions
     */
    Actions HandleCorrespondent(Time now,
                                const Ipv6Address& peer,
                                const RouteOptimizer* sibling = nullptr);

    /// @param peer any node @return whether there is a correspondent registration
    bool HasRegistration(const Ipv6Address& peer) const;

    /// @param source any node @param message of it @return whether it is waited for
    bool IsExpected(const Ipv6Address& source, const CareOfTest& message) const;

    /**
     * The home agent has accepted or refreshed a care-of address.
     * @param now current time
     * @param careOf the address; a new one is bound at all correspondent nodes
     * @return actions
     */
    Actions HandleRegistered(Time now, const CareOf& careOf);

    /**
     * The care-of address has gone.
     * @return actions
     */
    Actions HandleDetached();

    /**
     * The home agent has no binding any more, the mobile node is at home: all correspondent nodes
     * are to delete theirs.
     * @param now current time
     * @return actions
     */
    Actions HandleAtHome(Time now);

    /**
     * One of the addresses or the home registration lives longer or shorter than was said. Bindings
     * that would last longer are renewed (RFC 6275 section 11.4.2).
     * @param now current time
     * @param validUntil no binding may last longer
     * @return actions
     */
    Actions SetValidUntil(Time now, const std::optional<Time>& validUntil);

    /// @name A message of a correspondent node whose addresses have been checked
    /// @{
    /// @param now current time @param source correspondent node @param message content
    /// @return actions
    Actions HandleHomeTest(Time now, const Ipv6Address& source, const HomeTest& message);
    /// @copydoc HandleHomeTest
    Actions HandleCareOfTest(Time now, const Ipv6Address& source, const CareOfTest& message);
    /// @copydoc HandleHomeTest
    Actions HandleBindingError(Time now, const Ipv6Address& source, const BindingError& message);
    /// @param now current time @param source correspondent node @return actions
    Actions HandleRefreshRequest(Time now, const Ipv6Address& source);

    /// @}

    /// A Binding Acknowledgement of a correspondent node.
    struct Acknowledgement
    {
        Ipv6Address source;                    //!< correspondent node
        const BindingAcknowledgement& message; //!< content
        const Bytes& octets;                   //!< the same on the wire
    };

    /// @param now current time @param acknowledgement received @return actions
    Actions HandleBindingAcknowledgement(Time now, const Acknowledgement& acknowledgement);

    /**
     * An ICMPv6 Parameter Problem shows that a node does not know Mobile IPv6 (RFC 6275 section
     * 11.3.5).
     * @param now current time
     * @param peer the node
     * @return actions
     */
    Actions HandleUnsupported(Time now, const Ipv6Address& peer);

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

  private:
    /// One correspondent node.
    struct Entry
    {
        CorrespondentRegistration registration; //!< with it
        bool isDirect{false};                   //!< its packets take the direct path
    };

    /// Packets that a correspondent node has exchanged through the tunnel.
    struct Candidate
    {
        uint32_t packets{0}; //!< without a long pause
        Time lastAt;         //!< the latest one
    };

    /// Asks a registration, which then is followed up.
    using Step = std::function<CorrespondentResult(CorrespondentRegistration&)>;

    /**
     * @param peer any address
     * @return whether the configuration and the address allow route optimization
     */
    bool IsAllowed(const Ipv6Address& peer) const;
    /**
     * @param now current time
     * @param peer a node
     * @return whether it was given up and is not to be tried again yet
     */
    bool IsResting(Time now, const Ipv6Address& peer);
    /**
     * @param now current time
     * @param peer a node
     * @return whether it has exchanged enough packets
     */
    bool IsBusy(Time now, const Ipv6Address& peer);
    /**
     * @param peer correspondent node
     * @param step what to do with its registration
     * @return actions; a drop if there is no registration
     */
    Actions Advance(const Ipv6Address& peer, const Step& step);
    /**
     * The same with all correspondent nodes, in the order of their addresses.
     * @param step what to do
     * @return actions
     */
    Actions AdvanceAll(const Step& step);
    /**
     * @param peer correspondent node
     * @param entry its entry
     * @param result of a step
     * @return actions
     */
    Actions FollowUp(const Ipv6Address& peer, Entry& entry, CorrespondentResult result);
    /**
     * @param peer correspondent node
     * @param entry its entry
     * @return actions: its packets take the tunnel, or at home no detour
     */
    Actions CloseDirect(const Ipv6Address& peer, Entry& entry) const;
    /**
     * @param peer correspondent node
     * @param entry its entry, whose deadline may have changed
     */
    void Schedule(const Ipv6Address& peer, const Entry& entry);
    /// @param peer whose registration is over
    void Forget(const Ipv6Address& peer);

    const MobileNodeConfig& m_config; //!< constant
    const RandomSource m_random;      //!< bits
    const LastUse m_lastUse;          //!< of direct paths
    BindingUpdateList& m_list;        //!< of the mobile node
    CorrespondentContext m_context;   //!< of the registrations
    std::optional<CareOf> m_careOf;   //!< registered with the home agent; absent: none
    std::unordered_map<Ipv6Address, Entry, Ipv6AddressHash> m_entries;        //!< by peer
    std::unordered_map<Ipv6Address, Candidate, Ipv6AddressHash> m_candidates; //!< by peer
    std::unordered_map<Ipv6Address, Time, Ipv6AddressHash> m_resting; //!< given up until then
    AddressDeadlines m_deadlines;                                     //!< of the registrations
};

} // namespace ns3::mip6

#endif /* MIP6_ROUTE_OPTIMIZER_H */

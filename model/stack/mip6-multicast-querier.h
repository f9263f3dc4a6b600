/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_QUERIER_H
#define MIP6_MULTICAST_QUERIER_H

#include "ns3/mip6-deadline.h"
#include "ns3/mip6-listener-tap.h"
#include "ns3/mip6-multicast-membership.h"
#include "ns3/mip6-role.h"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace ns3
{

class Ipv6L3Protocol;

/**
 * @ingroup mip6-stack
 * A router that asks for the listeners of a link (RFC 2710 section 5). It begins when its
 * link-local address may be used.
 */
class Mip6MulticastQuerier
{
  public:
    /// @param change groups that have their first member on the link, or have lost their last one
    using ChangeHandler = std::function<void(const mip6::MulticastMembershipResult& change)>;

    /// Where it asks.
    struct Place
    {
        Ptr<Ipv6L3Protocol> ipv6; //!< of the router
        uint32_t interface {
            0
        }; //!< on the link
    };

    /**
     * @param role that owns this object and traces its messages
     * @param place of the router
     * @param config of queries
     * @param handler told of changes
     */
    Mip6MulticastQuerier(Mip6Role& role,
                         const Place& place,
                         const mip6::MulticastQuerierConfig& config,
                         ChangeHandler handler);

    /// @return the interface on the link
    uint32_t GetInterface() const;
    /// @return whether this is the router of the link that asks, and thus forwards groups
    bool IsQuerier() const;
    /// @param group any @return whether the link has a member of it
    bool HasMember(const Ipv6Address& group) const;
    /// @return groups that have members
    std::size_t GetGroupCount() const;

  private:
    /// Ask for the first time, or wait for the link-local address.
    void Start();
    /// The deadline has come.
    void HandleDeadline();
    /// @param message that has come @param source of it
    void HandleMessage(const mip6::MulticastListenerMessage& message, const Ipv6Address& source);
    /// @param result of the machine: send, tell and follow its deadline
    void Apply(const mip6::MulticastMembershipResult& result);

    Mip6Role& m_role;                    //!< traces
    Place m_place;                       //!< of the router
    ChangeHandler m_handler;             //!< told of changes
    mip6::MulticastMembership m_members; //!< decides
    Ipv6Address m_source;                //!< of queries; unspecified before the first
    Mip6Deadline m_deadline;             //!< of the memberships
    Mip6ListenerTap m_tap;               //!< hears messages
};

} // namespace ns3

#endif /* MIP6_MULTICAST_QUERIER_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_ADDRESS_MACHINE_H
#define MIP6_HOME_ADDRESS_MACHINE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-binding-update-list.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-home-agent-resolution.h"
#include "ns3/mip6-home-agent-selection.h"
#include "ns3/mip6-home-registration.h"
#include "ns3/mip6-route-optimizer.h"
#include "ns3/nstime.h"

#include <memory>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * One home address of a mobile node: where it is, and who knows (RFC 6275 sections 11.3 to 11.7).
 */

namespace ns3::mip6
{

/// How a mobile node has come to its home link.
struct HomeArrival
{
    /// Of the router that was heard, where its advertisement has told its link-layer address.
    std::optional<Ipv6Address> reachableAgent;
    bool isHomeAgent{false}; //!< that router is a home agent
};

/// Registers one home address with a home agent, and through it with correspondent nodes. Several
/// of them, for the prefixes of one home link, know nothing of each other.
class HomeAddressMachine
{
  public:
    /**
     * @param config with the home address; its home agent may be unspecified
     * @param random bits
     * @param lastUse of the direct path of a correspondent node
     */
    HomeAddressMachine(const MobileNodeConfig& config, const RandomSource& random, LastUse lastUse);

    HomeAddressMachine(const HomeAddressMachine&) = delete;
    HomeAddressMachine& operator=(const HomeAddressMachine&) = delete;

    /// @param reports whether phases and states are reported: those of one home address
    void SetReporting(bool reports);

    /**
     * The mobile node has left its link.
     * @return actions
     */
    Actions Detach();
    /**
     * It is at home, where the default router and the prefix are configured already.
     * @param now current time
     * @param arrival how
     * @return actions
     */
    Actions ArriveHome(Time now, const HomeArrival& arrival);
    /// @return actions: packets of the home address wait
    Actions CloseHomeTunnel();
    /// @return actions: it is on a foreign link, the home address goes to the tunnel
    Actions LeaveHome();
    /// @return actions: a care-of address is being configured
    Actions AwaitCareOfAddress();
    /// @return actions: no link is known any more
    Actions LoseLink();

    /**
     * @param now current time
     * @param careOf the address, usable now
     * @return actions
     */
    Actions HandleCareOfAddressReady(Time now, const CareOf& careOf);
    /**
     * @param careOfAddress not usable any more
     * @return actions
     */
    Actions HandleCareOfAddressLost(const Ipv6Address& careOfAddress);
    /// @param now current time @param validUntil end of the care-of address @return actions
    Actions SetCareOfValidUntil(Time now, const std::optional<Time>& validUntil);
    /// @param now current time @param validUntil end of the home address @return actions
    Actions SetHomeValidUntil(Time now, const std::optional<Time>& validUntil);

    /**
     * The home agent's link-layer address is known.
     * @param now current time
     * @return actions
     */
    Actions HandleResolved(Time now);

    /**
     * @param now current time
     * @param acknowledgement for this home address
     * @return actions
     */
    Actions HandleBindingAcknowledgement(Time now,
                                         const RouteOptimizer::Acknowledgement& acknowledgement);

    /**
     * @param now current time
     * @param input a Home Agent Address Discovery Reply
     * @return actions; nothing if this home address waits for none like it
     */
    std::optional<Actions> HandleDiscoveryReply(Time now, const DiscoveryReplyInput& input);

    /**
     * @param now current time
     * @param source of the message
     * @param message a Binding Error
     * @return actions
     */
    Actions HandleBindingError(Time now, const Ipv6Address& source, const BindingError& message);

    /**
     * A node does not know Mobile IPv6 (RFC 6275 section 11.3.5).
     * @param now current time
     * @param source the node
     * @return actions
     */
    Actions HandleUnsupported(Time now, const Ipv6Address& source);

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return actions: the binding is deleted; nothing but Reregister makes another one here
    Actions Withdraw();
    /// @param now current time @return actions: what home registrations tell has changed
    Actions Reregister(Time now);

    /**
     * The home address is not valid any more.
     * @param now current time
     * @return actions; the object is of no use afterwards
     */
    Actions Remove(Time now);

    /// @return the correspondent registrations
    RouteOptimizer& GetOptimizer()
    {
        return m_optimizer;
    }

    /// @return the home address
    const Ipv6Address& GetHomeAddress() const
    {
        return m_config.homeAddress;
    }

    /// @return its home agent, nothing while none is known
    const std::optional<Ipv6Address>& GetHomeAgent() const
    {
        return m_selection.GetHomeAgent();
    }

    /// @return whether the home agent has found that somebody else uses the home address
    bool IsDuplicate() const
    {
        return m_isDuplicate;
    }

    /// @return the care-of address of the last Binding Update to the home agent
    Ipv6Address GetCareOfAddress() const;

    /// @return where the mobile node is
    Mip6MobileNodeState GetState() const
    {
        return m_state;
    }

    /// @return whether packets of the home address take the tunnel
    bool IsAway() const;
    /// @return the list of section 11.1
    const BindingUpdateList& GetBindingUpdateList() const;

  private:
    /**
     * @param state new state; the only writer
     * @return its report, empty if nothing changes
     */
    Actions EnterState(Mip6MobileNodeState state);
    /**
     * @param phase of the handover
     * @param address that it concerns
     * @return the report
     */
    Actions Phase(Mip6HandoverPhase phase, const Ipv6Address& address) const;
    /// @param actions of the registration @return the same, without phases that are not reported
    Actions Mute(Actions actions) const;
    /// Begin anew with the home agent that is selected.
    void MakeRegistration();
    /**
     * A home agent was selected.
     * @param now current time
     * @return actions
     */
    Actions UseHomeAgent(Time now);
    /**
     * @param now current time
     * @return actions: Binding Update to the home agent, when it may be sent
     */
    Actions Register(Time now);
    /**
     * Delete the binding, with the home agent's link-layer address at hand.
     * @param now current time
     * @return actions
     */
    Actions Deregister(Time now);
    /**
     * @param actions of a registration
     * @return the same, and the held packets behind the Binding Update that they wait for
     */
    Actions ReleaseBehindUpdate(Actions actions);
    /**
     * What an event of the registration means.
     * @param now current time
     * @param result of the registration
     * @return actions
     */
    Actions Conclude(Time now, RegistrationResult result);
    /// @param now current time @return actions: the home agent has our binding
    Actions ConcludeRegistered(Time now);
    /// @param now current time @return actions: the home agent has deleted our binding
    Actions ConcludeDeregistered(Time now);
    /// @return actions: the binding has ended before it was refreshed
    Actions ConcludeExpired();
    /// @param now current time @return actions: the home agent refuses
    Actions ConcludeRefused(Time now);
    /// @param now current time @return actions: the home agent is of no use
    Actions ConcludeFailed(Time now);
    /// @return how long bindings at correspondent nodes may last
    std::optional<Time> GetBindingLimit() const;

    MobileNodeConfig m_config;                        //!< its home agent is the selected one
    const RandomSource& m_random;                     //!< bits
    BindingUpdateList m_list;                         //!< section 11.1
    HomeAgentSelection m_selection;                   //!< of the home agent
    std::unique_ptr<HomeRegistration> m_registration; //!< with the home agent, or to come
    RouteOptimizer m_optimizer;                       //!< with correspondent nodes
    Mip6MobileNodeState m_state{Mip6MobileNodeState::DETACHED}; //!< see EnterState
    bool m_reports{true};                                       //!< see SetReporting
    bool m_releaseDue{false};             //!< packets are held until the deletion has been sent
    std::optional<CareOf> m_careOf;       //!< usable on the present link
    std::optional<Time> m_homeValidUntil; //!< end of the home address; absent: unlimited
    bool m_isDuplicate{false};            //!< see IsDuplicate
    std::optional<Time> m_updateAt;       //!< first Binding Update to another home agent
    Time m_begunAt;                       //!< registration with the present home agent
    HomeAgentResolution m_resolution;     //!< on returning home
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_ADDRESS_MACHINE_H */

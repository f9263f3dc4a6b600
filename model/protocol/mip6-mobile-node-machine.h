/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILE_NODE_MACHINE_H
#define MIP6_MOBILE_NODE_MACHINE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-binding-update-list.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-home-registration.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-movement-detector.h"
#include "ns3/nstime.h"

#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * The mobile node: at home, away, returning (RFC 6275 section 11).
 */

namespace ns3::mip6
{

/// A Binding Acknowledgement as the mobile node receives it.
struct BindingAcknowledgementInput
{
    Ipv6Address source;             //!< of the IPv6 header
    Ipv6Address destination;        //!< after a type 2 routing header, if there was one
    BindingAcknowledgement message; //!< content
};

/// Composes movement detection and home registration. One home address, one home agent.
class MobileNodeMachine
{
  public:
    /**
     * @param config constant
     * @param random bits
     */
    MobileNodeMachine(const MobileNodeConfig& config, const RandomSource& random);

    MobileNodeMachine(const MobileNodeMachine&) = delete;
    MobileNodeMachine& operator=(const MobileNodeMachine&) = delete;

    /**
     * The node starts, or its link layer is on a new link.
     * @param now current time
     * @return actions
     */
    Actions HandleLinkUp(Time now);

    /**
     * @param now current time
     * @param input a valid Router Advertisement heard on the mobile interface
     * @return actions
     */
    Actions HandleRouterAdvertisement(Time now, const RouterAdvertisementInput& input);

    /**
     * The care-of address asked for with ConfigureLink may be used.
     * @param now current time
     * @param careOfAddress the address
     * @return actions
     */
    Actions HandleCareOfAddressReady(Time now, const Ipv6Address& careOfAddress);

    /**
     * The care-of address, used or not, turned out to be a duplicate or has been removed.
     * @param now current time
     * @param careOfAddress the address
     * @return actions
     */
    Actions HandleCareOfAddressLost(Time now, const Ipv6Address& careOfAddress);

    /**
     * @param now current time
     * @param input received
     * @return actions
     */
    Actions HandleBindingAcknowledgement(Time now, const BindingAcknowledgementInput& input);

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return where the mobile node is
    Mip6MobileNodeState GetState() const;

    /// @return the list of section 11.1
    const BindingUpdateList& GetBindingUpdateList() const;

  private:
    /**
     * @param state new state; the only writer
     * @return its report, empty if nothing changes
     */
    Actions EnterState(Mip6MobileNodeState state);
    /**
     * @param now current time
     * @param attachment the home link
     * @return actions
     */
    Actions ArriveHome(Time now, const Attachment& attachment);
    /**
     * @param actions of a registration
     * @return the same, and the held packets behind the Binding Update that they wait for
     */
    Actions ReleaseBehindUpdate(Actions actions);
    /**
     * @param attachment a foreign link
     * @return actions
     */
    Actions ArriveAway(const Attachment& attachment);
    /**
     * What an event of the registration means for the mobile node.
     * @param result of the registration
     * @return actions
     */
    Actions Conclude(RegistrationResult result);
    /// @return actions: the home agent has our binding
    Actions ConcludeRegistered();
    /// @return actions: the home agent has deleted our binding
    Actions ConcludeDeregistered();
    /**
     * @param phase of the handover
     * @param address that it concerns
     * @return the report
     */
    static Action Phase(Mip6HandoverPhase phase, const Ipv6Address& address);

    MobileNodeConfig m_config;                                  //!< constant
    BindingUpdateList m_list;                                   //!< section 11.1
    MovementDetector m_detector;                                //!< which link
    HomeRegistration m_registration;                            //!< with the home agent
    Mip6MobileNodeState m_state{Mip6MobileNodeState::DETACHED}; //!< see EnterState
    bool m_releaseDue{false}; //!< packets are held until the deletion has been sent
};

} // namespace ns3::mip6

#endif /* MIP6_MOBILE_NODE_MACHINE_H */

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
#include "ns3/mip6-quoted-packet.h"
#include "ns3/mip6-route-optimizer.h"
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
    Bytes octets{};                 //!< the same on the wire, for its authenticator
};

/// How another message of a correspondent node has come.
struct MessagePath
{
    Ipv6Address source;          //!< of the IPv6 header
    Ipv6Address destination;     //!< after a type 2 routing header, if there was one
    bool isTunnelled{false};     //!< out of the home agent's tunnel
    bool hasType2Routing{false}; //!< whether there was a type 2 routing header
};

/// Composes movement detection, home registration and correspondent registrations. One home
/// address, one home agent.
class MobileNodeMachine
{
  public:
    /**
     * @param config constant
     * @param random bits
     * @param lastUse of the direct path of a correspondent node
     */
    MobileNodeMachine(const MobileNodeConfig& config, const RandomSource& random, LastUse lastUse);

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
     * @param now current time
     * @param input heard on the mobile interface; harmless if nobody asked for it
     * @return actions
     */
    Actions HandleNeighborAdvertisement(Time now, const NeighborAdvertisementInput& input);

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

    /// @name A message of a correspondent node
    /// @{
    /// @param now current time @param path how it has come @param message content
    /// @return actions
    Actions HandleHomeTest(Time now, const MessagePath& path, const HomeTest& message);
    /// @copydoc HandleHomeTest
    Actions HandleCareOfTest(Time now, const MessagePath& path, const CareOfTest& message);
    /// @copydoc HandleHomeTest
    Actions HandleBindingError(Time now, const MessagePath& path, const BindingError& message);
    /// @param now current time @param path how it has come @return actions
    Actions HandleRefreshRequest(Time now, const MessagePath& path);
    /// @}

    /**
     * @param now current time
     * @param source of the packet
     * @param error an ICMPv6 error
     * @return actions: none unless it shows that a node does not know Mobile IPv6
     */
    Actions HandleIcmpv6Error(Time now, const Ipv6Address& source, const Icmpv6Error& error);

    /**
     * A packet was exchanged with a node through the tunnel, in either direction. Not meant for
     * Mobility Header messages and errors (RFC 6275 sections 11.3.5 and 11.7.2).
     * @param now current time
     * @param peer the node, by its home address if it is mobile
     * @return whether it is time for HandleCorrespondent
     */
    bool NoteTunnelled(Time now, const Ipv6Address& peer);

    /**
     * Begin route optimization with a node.
     * @param now current time
     * @param peer the node
     * @return actions
     */
    Actions HandleCorrespondent(Time now, const Ipv6Address& peer);

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
     * @param result of the movement detector
     * @return actions
     */
    Actions ConcludeMovement(Time now, DetectorResult result);
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
     * @param now current time
     * @param result of the registration
     * @return actions
     */
    Actions Conclude(Time now, RegistrationResult result);
    /// @param now current time @return actions: the home agent has our binding
    Actions ConcludeRegistered(Time now);
    /// @param now current time @return actions: the home agent has deleted our binding
    Actions ConcludeDeregistered(Time now);
    /// @return how long bindings at correspondent nodes may last
    std::optional<Time> GetBindingLimit() const;
    /// @return whether packets of the home address take the tunnel
    bool IsAway() const;
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
    RouteOptimizer m_optimizer;                                 //!< with correspondent nodes
    Mip6MobileNodeState m_state{Mip6MobileNodeState::DETACHED}; //!< see EnterState
    bool m_releaseDue{false}; //!< packets are held until the deletion has been sent
};

} // namespace ns3::mip6

#endif /* MIP6_MOBILE_NODE_MACHINE_H */

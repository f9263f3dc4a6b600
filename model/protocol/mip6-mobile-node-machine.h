/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILE_NODE_MACHINE_H
#define MIP6_MOBILE_NODE_MACHINE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-home-addresses.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-movement-detector.h"
#include "ns3/mip6-prefix-discovery.h"
#include "ns3/mip6-quoted-packet.h"
#include "ns3/nstime.h"

#include <optional>
#include <vector>

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

/// Composes movement detection, the home addresses with their registrations, and what is known of
/// the home link.
class MobileNodeMachine
{
  public:
    /**
     * @param config constant
     * @param random bits
     * @param flowUse of direct paths
     */
    MobileNodeMachine(MobileNodeConfig config, RandomSource random, FlowUse flowUse);

    MobileNodeMachine(const MobileNodeMachine&) = delete;
    MobileNodeMachine& operator=(const MobileNodeMachine&) = delete;

    /**
     * The node starts, or its link layer is on a new link.
     * @param now current time
     * @return actions
     */
    Actions HandleLinkUp(Time now);

    /**
     * The node gives up its link, to use another interface.
     * @param now current time
     * @return actions
     */
    Actions HandleLinkLost(Time now);

    /// @param since a time @return whether no link is known, or the present one is doubted since
    /// then
    bool IsLinkDoubted(Time since) const;

    /**
     * @param now current time
     * @param input a valid Router Advertisement heard on the mobile interface
     * @return actions
     */
    Actions HandleRouterAdvertisement(Time now, const RouterAdvertisementInput& input);

    /**
     * @param now current time
     * @param input a valid Neighbor Advertisement heard on the mobile interface
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
     * @param input a Home Agent Address Discovery Reply
     * @return actions
     */
    Actions HandleDiscoveryReply(Time now, const DiscoveryReplyInput& input);

    /**
     * @param now current time
     * @param input a Mobile Prefix Advertisement
     * @return actions
     */
    Actions HandlePrefixAdvertisement(Time now, const PrefixAdvertisementInput& input);

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
     * @param ends of the flow
     * @return whether it is time for HandleCorrespondent
     */
    bool NoteTunnelled(Time now, const FlowAddresses& ends);

    /**
     * Begin route optimization with a node.
     * @param now current time
     * @param ends of the flow
     * @return actions
     */
    Actions HandleCorrespondent(Time now, const FlowAddresses& ends);

    /// @return actions: all bindings are deleted, before Reregister makes them anew
    Actions Withdraw();

    /**
     * What the extension of home registrations tells home agents has changed.
     * @param now current time
     * @return actions
     */
    Actions Reregister(Time now);

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return where the mobile node is
    Mip6MobileNodeState GetState() const;

    /// @return its home addresses
    const HomeAddresses& GetHomeAddresses() const;

    /// @param now current time @return whether a router of the present link is heard, and was since
    /// the link layer last reported a link
    bool IsLinkHeard(Time now) const;

    /// @return entries of the list of section 11.1
    std::size_t GetBindingUpdateListSize() const;

  private:
    /// @return where the mobile node is
    MobilePlace GetPlace() const;
    /**
     * @param now current time
     * @param result of the detector
     * @return actions
     */
    Actions Follow(Time now, DetectorResult result);
    /**
     * @param now current time
     * @param attachment the home link
     * @return actions
     */
    Actions ArriveHome(Time now, const Attachment& attachment);
    /// @param attachment a foreign link @return actions
    Actions ArriveAway(const Attachment& attachment);
    /**
     * @param now current time
     * @param news what the home link advertises, heard there or learnt from a home agent
     * @return actions
     */
    Actions LearnHomePrefixes(Time now, const HomeAddresses::PrefixNews& news);
    /// @param now current time @return actions: prefixes of the home link may have changed
    Actions FollowHomePrefixes(Time now);
    /// @param home registered @return the way to ask for prefixes over its registration
    PrefixDiscoveryPath MakeDiscoveryPath(const HomeAddressMachine& home);
    /**
     * A home address has been registered, or again.
     * @param now current time
     * @param home which
     * @param status of the acknowledgement
     * @return actions
     */
    Actions FollowRegistration(Time now, const HomeAddressMachine& home, BindingStatus status);

    const MobileNodeConfig m_config;            //!< constant
    const RandomSource m_random;                //!< bits
    MovementDetector m_detector;                //!< which link
    HomeAddresses m_homes;                      //!< of the home link
    PrefixDiscovery m_prefixDiscovery;          //!< with a home agent
    Ipv6Address m_askingHome;                   //!< over whose registration it asks
    std::optional<Ipv6Address> m_careOfAddress; //!< usable on the present link
};

} // namespace ns3::mip6

#endif /* MIP6_MOBILE_NODE_MACHINE_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_LISTENER_H
#define MIP6_MULTICAST_LISTENER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-multicast-config.h"
#include "ns3/mip6-multicast-listener-messages.h"
#include "ns3/nstime.h"

#include <map>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * The host part of Multicast Listener Discovery on one link (RFC 2710 section 4): a link in the
 * usual sense, or the tunnel between a mobile node and its home agent (RFC 6275 section 11.3.4).
 */

namespace ns3::mip6
{

/// Messages to send on the link, in order.
using MulticastListenerMessages = std::vector<MulticastListenerMessage>;

/// Tells a link which groups are listened to.
class MulticastListener
{
  public:
    /**
     * @param config constant
     * @param random bits
     */
    MulticastListener(const MulticastListenerConfig& config, RandomSource random);

    /**
     * Begin to listen.
     * @param now current time
     * @param group a multicast address; nothing happens if it is listened to already
     * @return messages
     */
    MulticastListenerMessages Join(Time now, const Ipv6Address& group);

    /**
     * Stop listening.
     * @param group a multicast address
     * @return messages
     */
    MulticastListenerMessages Leave(const Ipv6Address& group);

    /**
     * The link can be used.
     * @param now current time
     * @return messages
     */
    MulticastListenerMessages HandleLinkUp(Time now);

    /// The link cannot be used, for now: nothing is sent. Who asks behind a tunnel keeps what it
    /// was told; a link in the usual sense will be another one.
    void HandleLinkDown();

    /// The binding behind the tunnel has ended: who asks has forgotten everything.
    void HandleQuerierLost();

    /**
     * @param now current time
     * @param query from the link
     * @return messages
     */
    MulticastListenerMessages HandleQuery(Time now, const MulticastListenerQuery& query);

    /// @param group that another listener of the link has reported
    void HandleReport(const Ipv6Address& group);

    /**
     * @param now current time; harmless if nothing is due
     * @return messages
     */
    MulticastListenerMessages HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @param group any @return whether it is listened to
    bool Has(const Ipv6Address& group) const;

  private:
    /// A group that is listened to.
    struct Membership
    {
        bool isKnown{false};          //!< the link was told
        bool isLastReporter{false};   //!< our report was the last one
        std::optional<Time> reportAt; //!< next report
        uint32_t repeats{0};          //!< unsolicited reports left
    };

    /// @return whether messages may be sent
    bool IsOpen() const;
    /**
     * Report the groups that the link was not told.
     * @param now current time
     * @return messages
     */
    MulticastListenerMessages Start(Time now);
    /**
     * @param now current time
     * @param group of the membership
     * @param membership to report
     * @return the report
     */
    MulticastListenerMessage Report(Time now, const Ipv6Address& group, Membership& membership);
    /// @param longest not negative @return random, up to that
    Time DrawDelay(Time longest) const;

    MulticastListenerConfig m_config;           //!< constant
    RandomSource m_random;                      //!< bits
    bool m_isUp{false};                         //!< the link can be used
    bool m_isQueried{false};                    //!< a query has come
    std::map<Ipv6Address, Membership> m_groups; //!< by group
};

} // namespace ns3::mip6

#endif /* MIP6_MULTICAST_LISTENER_H */

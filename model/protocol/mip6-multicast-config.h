/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_CONFIG_H
#define MIP6_MULTICAST_CONFIG_H

#include "ns3/mip6-numbers.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-protocol
 * Timers of Multicast Listener Discovery (RFC 2710 section 7). Defaults of attributes are taken
 * from here.
 */

namespace ns3::mip6
{

/// Robustness Variable: messages that may be lost, and one more (RFC 2710 section 7.1).
constexpr uint32_t MULTICAST_ROBUSTNESS = 2;
/// Query Interval (RFC 2710 section 7.2).
inline const Time MULTICAST_QUERY_INTERVAL = Seconds(125);
/// Query Response Interval (RFC 2710 section 7.3).
inline const Time MULTICAST_QUERY_RESPONSE_INTERVAL = Seconds(10);
/// Part of the Query Interval that the Startup Query Interval is (RFC 2710 section 7.6).
constexpr int64_t MULTICAST_STARTUP_QUERY_DIVISOR = 4;
/// Last Listener Query Interval (RFC 2710 section 7.8).
inline const Time MULTICAST_LAST_LISTENER_QUERY_INTERVAL = Seconds(1);
/// Unsolicited Report Interval (RFC 2710 section 7.10).
inline const Time MULTICAST_UNSOLICITED_REPORT_INTERVAL = Seconds(10);

/// Groups of one listener, or of one link, that who asks for listeners remembers by default.
constexpr uint32_t MULTICAST_GROUP_LIMIT = 1000;

/// What who asks for listeners is configured with.
struct MulticastQuerierConfig
{
    uint32_t robustness{MULTICAST_ROBUSTNESS};                         //!< at least 1
    Time queryInterval{MULTICAST_QUERY_INTERVAL};                      //!< between General Queries
    Time responseInterval{MULTICAST_QUERY_RESPONSE_INTERVAL};          //!< for answers to them
    Time lastListenerInterval{MULTICAST_LAST_LISTENER_QUERY_INTERVAL}; //!< after a Done
    uint8_t leastScope{MULTICAST_SCOPE_GLOBAL};    //!< groups of smaller scope are not served
    std::size_t groupLimit{MULTICAST_GROUP_LIMIT}; //!< groups of a listener; more are not served

    /// @return how long a report holds: Multicast Listener Interval (RFC 2710 section 7.4)
    Time GetListenerInterval() const
    {
        return queryInterval * robustness + responseInterval;
    }

    /// @return how long a query of another router holds: Other Querier Present Interval (RFC 2710
    /// section 7.5)
    Time GetOtherQuerierInterval() const
    {
        return queryInterval * robustness + responseInterval / 2;
    }
};

/// What a listener is configured with.
struct MulticastListenerConfig
{
    uint32_t robustness{MULTICAST_ROBUSTNESS};                       //!< reports of a new group
    Time unsolicitedInterval{MULTICAST_UNSOLICITED_REPORT_INTERVAL}; //!< between these, at most
    bool isSilentUnlessLast{true}; //!< no Done where another listener was the last to report
    bool isQueryNeeded{
        false}; //!< nothing is sent before a query has come (RFC 6275 section 11.3.4)
};

} // namespace ns3::mip6

#endif /* MIP6_MULTICAST_CONFIG_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RETRANSMISSION_H
#define MIP6_RETRANSMISSION_H

#include "ns3/nstime.h"

#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * The doubling wait of RFC 6275 section 11.8.
 */

namespace ns3::mip6
{

/// One exchange that is repeated with a doubling wait until it is answered. Never gives up by
/// itself: at the ceiling it goes on at that rate (RFC 6275 section 11.8).
class Retransmission
{
  public:
    /**
     * Begin an exchange: something is sent now.
     * @param now current time
     * @param initial first wait
     * @param ceiling longest wait
     */
    void Start(Time now, Time initial, Time ceiling);

    /**
     * It is sent once more: the wait doubles.
     * @param now current time
     */
    void Repeat(Time now);

    /// Answered or given up: no deadline any more.
    void Stop();

    /**
     * @param now current time
     * @return whether it is time to send again
     */
    bool IsDue(Time now) const;

    /// @return when to send again, nothing if no exchange runs
    std::optional<Time> GetRetryAt() const;

  private:
    Time m_timeout;                //!< current wait
    Time m_ceiling;                //!< longest wait
    std::optional<Time> m_retryAt; //!< absent: no exchange runs
};

} // namespace ns3::mip6

#endif /* MIP6_RETRANSMISSION_H */

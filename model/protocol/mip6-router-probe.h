/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ROUTER_PROBE_H
#define MIP6_ROUTER_PROBE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-nd-messages.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * Neighbor Unreachability Detection of the present router (RFC 4861 section 7.3; RFC 6275 section
 * 11.5.1).
 */

namespace ns3::mip6
{

/// A Neighbor Advertisement and who sent it.
struct NeighborAdvertisementInput
{
    Ipv6Address source;                  //!< of the IPv6 header
    NeighborAdvertisement advertisement; //!< content
};

/// One series of probes: MAX_UNICAST_SOLICIT of them, RETRANS_TIMER apart.
class RouterProbe
{
  public:
    /**
     * Begin, unless it runs.
     * @param now current time
     * @param attachment whose router to probe
     * @return actions
     */
    Actions Start(Time now, const Attachment& attachment);

    /**
     * @param now current time; harmless if nothing is due
     * @return the next probe; none if the time of the last one is over, which Stop is for
     */
    Actions HandleDeadline(Time now);

    /**
     * @param input received
     * @return whether it answers the probe
     */
    bool IsAnswer(const NeighborAdvertisementInput& input) const;

    /// Answered, or not needed any more.
    void Stop();

    /// @param now current time @return whether the last probe has not been answered in time
    bool HasFailed(Time now) const;

    /// @return when HandleDeadline or HasFailed wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

  private:
    /// @param now current time @return actions: one probe
    Actions Send(Time now);

    ProbeRouter m_probe;             //!< what is asked
    uint32_t m_left{0};              //!< probes not yet sent
    std::optional<Time> m_timeoutAt; //!< of the last one; absent: does not run
};

} // namespace ns3::mip6

#endif /* MIP6_ROUTER_PROBE_H */

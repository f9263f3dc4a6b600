/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_RESOLUTION_H
#define MIP6_HOME_AGENT_RESOLUTION_H

#include "ns3/mip6-actions.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * How a mobile node that returns finds its home agent's link-layer address (RFC 6275 section
 * 11.5.5).
 */

namespace ns3::mip6
{

/// Solicits the home agent as the node that defends the home address: MAX_MULTICAST_SOLICIT times,
/// RETRANS_TIMER apart.
class HomeAgentResolution
{
  public:
    /**
     * @param now current time
     * @param target the home agent, and the home address that it defends
     * @return actions
     */
    Actions Start(Time now, const ResolveHomeAgent& target);

    /// It has answered, or the mobile node has left.
    void Stop();

    /// @return whether an answer is waited for
    bool IsRunning() const;

    /// @param now current time @return whether nobody has answered in time
    bool HasFailed(Time now) const;

    /// @param now current time; harmless if nothing is due @return actions
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline or HasFailed wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

  private:
    ResolveHomeAgent m_target;       //!< who is looked for
    uint32_t m_left{0};              //!< solicitations not yet sent
    std::optional<Time> m_timeoutAt; //!< of the last one; absent: does not run
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENT_RESOLUTION_H */

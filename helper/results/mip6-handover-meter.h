/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HANDOVER_METER_H
#define MIP6_HANDOVER_METER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-results-tables.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Measures the phases of handovers.
 */

namespace ns3::mip6
{

struct ScenarioNetwork;

/**
 * Notes when each phase of a handover happens. Phases before the first movement, and those that
 * belong to a link already left, do not count.
 */
class HandoverMeter
{
  public:
    /// @param mobiles names of the mobile nodes, in the order of the table
    explicit HandoverMeter(const std::vector<std::string>& mobiles);

    HandoverMeter(const HandoverMeter&) = delete;
    HandoverMeter& operator=(const HandoverMeter&) = delete;

    /**
     * Listen to the trace sources of a run. The meter must live until the run is destroyed.
     * @param network with the mobile nodes given before
     */
    void Connect(const ScenarioNetwork& network);

    /// A movement, or a part of one.
    struct Movement
    {
        std::string mobile; //!< name of the mobile node
        std::string from;   //!< link left
        std::string to;     //!< link that follows
    };

    /**
     * A mobile node leaves its link.
     * @param now current time
     * @param movement where from and where to
     */
    void HandleLinkDown(Time now, const Movement& movement);

    /**
     * A mobile node is on its new link.
     * @param now current time
     * @param mobile its name
     */
    void HandleLinkUp(Time now, const std::string& mobile);

    /// A phase that a mobile node has reached.
    struct Phase
    {
        std::string mobile;        //!< its name
        Mip6HandoverPhase phase{}; //!< what was reached
        Ipv6Address address;       //!< of the router or correspondent, or the address concerned
    };

    /**
     * A mobile node has reached a phase.
     * @param now current time
     * @param phase the phase
     */
    void HandlePhase(Time now, const Phase& phase);

    /// @return all handovers so far, by mobile node, then number
    std::vector<HandoverRow> GetTable() const;

  private:
    /// Trace sink of "LinkDown". @param mobile its name @param from link left @param to next link
    void OnLinkDown(const std::string& mobile, const std::string& from, const std::string& to);
    /// Trace sink of "LinkUp". @param mobile its name @param link reached
    void OnLinkUp(const std::string& mobile, const std::string& link);
    /// Trace sink of "HandoverPhase". @param mobile its name @param phase reached
    /// @param address concerned
    void OnPhase(std::string mobile, Mip6HandoverPhase phase, Ipv6Address address);
    /// @param mobile a name @return its latest handover, or nullptr before the first
    HandoverRow* GetCurrent(const std::string& mobile);

    std::map<std::string, std::size_t> m_indices;      //!< names to m_handovers
    std::vector<std::vector<HandoverRow>> m_handovers; //!< of each mobile node
};

} // namespace ns3::mip6

#endif /* MIP6_HANDOVER_METER_H */

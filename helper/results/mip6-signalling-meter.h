/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SIGNALLING_METER_H
#define MIP6_SIGNALLING_METER_H

#include "ns3/mip6-results-tables.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/nstime.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Collects signalling messages and changes of binding tables.
 */

namespace ns3::mip6
{

struct ScenarioNetwork;

/// Collects what the roles say about their messages and their tables.
class SignallingMeter
{
  public:
    SignallingMeter() = default;
    SignallingMeter(const SignallingMeter&) = delete;
    SignallingMeter& operator=(const SignallingMeter&) = delete;

    /**
     * Listen to the trace sources of a run. The meter must live until the run is destroyed.
     * @param network any network
     */
    void Connect(const ScenarioNetwork& network);

    /// @param row a message sent or received
    void HandleSignalling(SignallingRow row);

    /// @param row a change of a table
    void HandleBinding(BindingRow row);

    /// @return all messages; the meter has none afterwards
    std::vector<SignallingRow> TakeSignalling();

    /// @return all changes; the meter has none afterwards
    std::vector<BindingRow> TakeBindings();

  private:
    /// Trace sink of "Signalling". @param node name @param record the message
    void OnSignalling(std::string node, const Mip6SignallingRecord& record);
    /// Trace sink of "Binding". @param node name @param record the change
    void OnBinding(std::string node, const Mip6BindingRecord& record);

    std::vector<SignallingRow> m_signalling; //!< in the order of time
    std::vector<BindingRow> m_bindings;      //!< in the order of time
};

} // namespace ns3::mip6

#endif /* MIP6_SIGNALLING_METER_H */

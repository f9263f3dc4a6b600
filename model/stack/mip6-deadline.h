/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DEADLINE_H
#define MIP6_DEADLINE_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <functional>
#include <optional>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * The single event that follows a machine's GetNextDeadline().
 */
class Mip6Deadline
{
  public:
    /// @param handler called when the deadline has come
    explicit Mip6Deadline(std::function<void()> handler);
    ~Mip6Deadline();

    Mip6Deadline(const Mip6Deadline&) = delete;
    Mip6Deadline& operator=(const Mip6Deadline&) = delete;

    /// @param at absolute time, not in the past; nothing cancels
    void Arm(const std::optional<Time>& at);

  private:
    /// The event has come.
    void Fire();

    std::function<void()> m_handler; //!< see constructor
    std::optional<Time> m_at;        //!< when the event is due
    EventId m_event;                 //!< the event
};

} // namespace ns3

#endif /* MIP6_DEADLINE_H */

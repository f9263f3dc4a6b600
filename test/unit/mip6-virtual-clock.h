/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_VIRTUAL_CLOCK_H
#define MIP6_VIRTUAL_CLOCK_H

#include "ns3/nstime.h"

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

/**
 * @file
 * @ingroup mip6-tests
 * Time that passes from event to event.
 */

namespace ns3::mip6::tests
{

/// What is to happen, in the order of time and of scheduling.
class VirtualClock
{
  public:
    /// @return current time
    Time GetNow() const
    {
        return m_now;
    }

    /// @param now current time, not before the former one
    void SetNow(Time now)
    {
        constexpr std::size_t MAX_STEPS = 10000000;
        if (++m_steps > MAX_STEPS)
        {
            throw std::logic_error("a deadline never passes");
        }
        m_now = now;
    }

    /// @param delay from now @param event to happen then
    void Schedule(Time delay, std::function<void()> event)
    {
        m_events.emplace(m_now + delay, std::move(event));
    }

    /// @return when the next event happens, nothing if there is none
    std::optional<Time> GetNext() const
    {
        return m_events.empty() ? std::optional<Time>() : m_events.begin()->first;
    }

    /// @return whether there was an event, which has happened now
    bool ServeOne()
    {
        if (m_events.empty() || m_events.begin()->first > m_now)
        {
            return false;
        }
        const auto event = std::move(m_events.begin()->second);
        m_events.erase(m_events.begin());
        event();
        return true;
    }

  private:
    Time m_now;                                          //!< current time
    std::multimap<Time, std::function<void()>> m_events; //!< to come
    std::size_t m_steps{0};                              //!< so far
};

} // namespace ns3::mip6::tests

#endif /* MIP6_VIRTUAL_CLOCK_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ADDRESS_DEADLINES_H
#define MIP6_ADDRESS_DEADLINES_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Deadlines of many addresses.
 */

namespace ns3::mip6
{

/// One deadline for each of some addresses. A change is O(log n).
class AddressDeadlines
{
  public:
    /**
     * Add or replace.
     * @param address whose deadline
     * @param at absolute
     */
    void Put(const Ipv6Address& address, Time at);

    /**
     * Remove, if present.
     * @param address whose deadline
     */
    void Remove(const Ipv6Address& address);

    /**
     * Remove what is due.
     * @param now current time
     * @return the addresses, earliest deadline first
     */
    std::vector<Ipv6Address> TakeDue(Time now);

    /// @return earliest deadline, nothing if there is none
    std::optional<Time> GetNext() const;

  private:
    std::unordered_map<Ipv6Address, Time, Ipv6AddressHash> m_deadlines; //!< by address
    std::set<std::pair<Time, Ipv6Address>> m_order;                     //!< earliest first
};

} // namespace ns3::mip6

#endif /* MIP6_ADDRESS_DEADLINES_H */

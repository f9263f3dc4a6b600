/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ADDRESS_DEADLINES_H
#define MIP6_ADDRESS_DEADLINES_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <map>
#include <optional>
#include <unordered_map>
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
    AddressDeadlines() = default;
    AddressDeadlines(const AddressDeadlines&) = delete;
    AddressDeadlines& operator=(const AddressDeadlines&) = delete;
    AddressDeadlines(AddressDeadlines&&) = default;
    AddressDeadlines& operator=(AddressDeadlines&&) = default;
    ~AddressDeadlines() = default;

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
    /// Addresses by deadline, earliest first. They are the keys of the other table.
    using Order = std::multimap<Time, const Ipv6Address*>;

    std::unordered_map<Ipv6Address, Order::iterator, Ipv6AddressHash> m_places; //!< by address
    Order m_order;                                                              //!< of m_places
};

} // namespace ns3::mip6

#endif /* MIP6_ADDRESS_DEADLINES_H */

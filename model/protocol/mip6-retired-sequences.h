/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RETIRED_SEQUENCES_H
#define MIP6_RETIRED_SEQUENCES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-address-deadlines.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

/**
 * @file
 * @ingroup mip6-protocol
 * Sequence numbers of bindings that are gone. At a correspondent node a Binding Update that was
 * sent before may be played again until the nonces that authorized it are too old (RFC 6275
 * section 5.2.8); at a home agent one may come late (section 10.3.2).
 */

namespace ns3::mip6
{

/// The last sequence number of a home address that has no binding any more.
struct RetiredSequence
{
    Ipv6Address homeAddress; //!< of the binding
    uint16_t sequence{0};    //!< last one accepted
    Time acceptedAt;         //!< when that was
};

/// Remembers each as long as it matters, and a limited number of them.
class RetiredSequences
{
  public:
    /**
     * @param capacity numbers to remember
     * @param retention how long each matters
     */
    RetiredSequences(std::size_t capacity, Time retention);

    /**
     * Add or replace.
     * @param now current time
     * @param retired what to remember
     * @return if a number had to be forgotten too early: when it was accepted. At a correspondent
     * node, nonces that were used up to then must be accepted no more.
     */
    std::optional<Time> Put(Time now, const RetiredSequence& retired);

    /**
     * Forget, if present.
     * @param homeAddress that has a binding again
     */
    void Remove(const Ipv6Address& homeAddress);

    /**
     * @param now current time
     * @param homeAddress without a binding
     * @return its last sequence number, nothing if there was none or it does not matter any more
     */
    std::optional<uint16_t> Find(Time now, const Ipv6Address& homeAddress) const;

  private:
    /**
     * Forget everything that ends up to a time.
     * @param time of the end
     */
    void ForgetUntil(Time time);

    std::size_t m_capacity{0}; //!< of m_retired
    Time m_retention;          //!< how long each matters
    std::unordered_map<Ipv6Address, RetiredSequence, Ipv6AddressHash>
        m_retired;           //!< by home address
    AddressDeadlines m_ends; //!< when each is to be forgotten
};

} // namespace ns3::mip6

#endif /* MIP6_RETIRED_SEQUENCES_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BINDING_CACHE_H
#define MIP6_BINDING_CACHE_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * The binding cache (RFC 6275 section 9.1).
 */

namespace ns3::mip6
{

/// One entry of the binding cache.
struct Binding
{
    Ipv6Address homeAddress;      //!< key
    Ipv6Address careOfAddress;    //!< where packets go
    Ipv6Address localAddress;     //!< ours: destination of the Binding Update, source of the tunnel
    Time expiresAt;               //!< absolute
    uint16_t sequence{0};         //!< greatest received
    bool homeRegistration{false}; //!< made with the H bit
};

/// Bindings by home address, with expiry. Look-up is O(1), a change O(log n).
class BindingCache
{
  public:
    BindingCache() = default;
    BindingCache(const BindingCache&) = delete;
    BindingCache& operator=(const BindingCache&) = delete;
    BindingCache(BindingCache&&) = default;
    BindingCache& operator=(BindingCache&&) = default;
    ~BindingCache() = default;

    /**
     * @param homeAddress key
     * @return the entry, nullptr if there is none; valid until the next change. Entries past their
     * expiry are there until TakeExpired removes them.
     */
    const Binding* Find(const Ipv6Address& homeAddress) const;

    /**
     * Add or replace.
     * @param binding the new entry
     */
    void Put(const Binding& binding);

    /**
     * Remove, if present.
     * @param homeAddress key
     */
    void Remove(const Ipv6Address& homeAddress);

    /**
     * Remove what has expired.
     * @param now current time
     * @return the removed entries, earliest expiry first
     */
    std::vector<Binding> TakeExpired(Time now);

    /**
     * @param count at most so many
     * @return the home addresses whose entries expire next, earliest first
     */
    std::vector<Ipv6Address> GetNextToExpire(std::size_t count);

    /// @return when TakeExpired wants to be called: at the earliest expiry or before; nothing if
    /// the cache is empty
    std::optional<Time> GetNextExpiry() const;

    /// @return number of entries
    std::size_t GetSize() const;

  private:
    struct Entry;

    /// Entries by when to look whether they have expired, earliest first.
    using Queue = std::multimap<Time, Entry*>;

    /// A binding, and where it is queued. A refresh leaves it where it is: too early a look does no
    /// harm, and costs less than finding a new place each time.
    struct Entry
    {
        Binding binding;       //!< the binding
        Queue::iterator place; //!< at its expiry or before
    };

    /// @param entry whose expiry has changed
    void Move(Entry& entry);

    std::unordered_map<Ipv6Address, Entry, Ipv6AddressHash> m_bindings; //!< by home address
    Queue m_queue;                                                      //!< of m_bindings
};

} // namespace ns3::mip6

#endif /* MIP6_BINDING_CACHE_H */

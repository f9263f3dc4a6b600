/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BINDING_UPDATE_LIST_H
#define MIP6_BINDING_UPDATE_LIST_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <map>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * The Binding Update List (RFC 6275 section 11.1).
 */

namespace ns3::mip6
{

/// What a mobile node remembers of one destination of its Binding Updates.
struct BindingUpdateEntry
{
    Ipv6Address careOfAddress;     //!< at the home agent of the last Binding Update, at a
                                   //!< correspondent node of the acknowledged binding
    Time lifetime;                 //!< in the last Binding Update
    uint16_t sequence{0};          //!< of the last Binding Update
    std::optional<Time> expiresAt; //!< of the acknowledged binding; absent: none is acknowledged
};

/// Entries by destination of the Binding Updates. One mobile node has one home address, so the
/// destination is the key.
class BindingUpdateList
{
  public:
    /**
     * @param destination of the Binding Updates
     * @return the entry, nullptr if none
     */
    BindingUpdateEntry* Find(const Ipv6Address& destination);
    /// @copydoc Find
    const BindingUpdateEntry* Find(const Ipv6Address& destination) const;

    /**
     * Add or replace.
     * @param destination of the Binding Updates
     * @param entry what to remember
     */
    void Put(const Ipv6Address& destination, const BindingUpdateEntry& entry);

    /**
     * Remove, if present. The last sequence number is remembered.
     * @param destination of the Binding Updates
     */
    void Remove(const Ipv6Address& destination);

    /**
     * @param destination of former Binding Updates
     * @return sequence number of the last one, nothing if that is not known
     */
    std::optional<uint16_t> FindLastSequence(const Ipv6Address& destination) const;

    /// @return number of entries
    std::size_t GetSize() const;

  private:
    std::map<Ipv6Address, BindingUpdateEntry> m_entries; //!< by destination
    std::map<Ipv6Address, uint16_t> m_lastSequences;     //!< of removed entries
};

} // namespace ns3::mip6

#endif /* MIP6_BINDING_UPDATE_LIST_H */

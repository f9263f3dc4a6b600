/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_LINK_PREFIXES_H
#define MIP6_LINK_PREFIXES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-nd-options.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * The prefixes of a router's link as the router itself has them (RFC 4861 section 6.2.1,
 * AdvPrefixList).
 */

namespace ns3::mip6
{

/// A lifetime that is advertised: always the same, or counting down (RFC 4861 section 6.2.1).
struct LinkLifetime
{
    Time constant;              //!< advertised while endsAt is absent; see ND_INFINITE_LIFETIME
    std::optional<Time> endsAt; //!< present: counts down to then

    /**
     * @param now current time
     * @return what is left, never negative
     */
    Time GetRemaining(Time now) const;
};

/// A prefix that a router advertises.
struct LinkPrefix
{
    Ipv6Address address;                                //!< of the router, in the prefix
    uint8_t length{64};                                 //!< of the prefix
    bool onLink{true};                                  //!< L
    bool autonomous{true};                              //!< A
    LinkLifetime preferred{ADV_PREFERRED_LIFETIME, {}}; //!< at most as long as valid
    LinkLifetime valid{ADV_VALID_LIFETIME, {}};         //!< of the prefix

    /// @return the prefix, host bits zero
    AddressRange GetRange() const;
    /**
     * @param now current time
     * @return what is left of the preferred lifetime, at most what is left of the valid one
     */
    Time GetPreferred(Time now) const;
};

/// @name Equality of values. Lifetimes that count down to the same time are equal at any time.
/// @{
bool operator==(const LinkLifetime& a, const LinkLifetime& b);
bool operator==(const LinkPrefix& a, const LinkPrefix& b);

/// @}

/**
 * The prefixes of one link. One that is not valid any more stays in the list for two hours, so that
 * nodes which have seen longer lifetimes hear of it (RFC 4862 section 5.5.3 e).
 */
class LinkPrefixes
{
  public:
    /**
     * Add, or replace the entry of the same prefix. A valid lifetime of 0 ends it now.
     * @param now current time
     * @param prefix the new entry
     */
    void Set(Time now, const LinkPrefix& prefix);

    /**
     * Remove, if present.
     * @param range of the entry
     */
    void Remove(const AddressRange& range);

    /**
     * @param range any
     * @return the entry of exactly that prefix, nullptr if there is none; valid until the next
     * change
     */
    const LinkPrefix* FindRange(const AddressRange& range) const;

    /**
     * @param address any
     * @return the longest prefix that it lies in, valid or not; nullptr if it is in none; valid
     * until the next change
     */
    const LinkPrefix* Find(const Ipv6Address& address) const;

    /// @return all entries, in the order in which they were added
    const std::vector<LinkPrefix>& GetPrefixes() const;

    /**
     * @param now current time
     * @param withRouterAddress set the R flag and give the router's full addresses (RFC 6275
     * section 7.2)
     * @return what to advertise of each entry, lifetimes in whole seconds, rounded down
     */
    std::vector<PrefixInformation> GetInformation(Time now, bool withRouterAddress) const;

    /**
     * Remove entries that have been invalid for long enough.
     * @param now current time; harmless if nothing is due
     */
    void HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

  private:
    std::vector<LinkPrefix> m_prefixes; //!< in the order in which they were added
};

} // namespace ns3::mip6

#endif /* MIP6_LINK_PREFIXES_H */

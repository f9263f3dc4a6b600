/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_PREFIXES_H
#define MIP6_HOME_PREFIXES_H

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
 * What a mobile node knows of the prefixes of its home link (RFC 6275 sections 11.4.3 and 11.5.2).
 */

namespace ns3::mip6
{

/// A prefix of the home link.
struct HomePrefix
{
    AddressRange range;                 //!< which
    bool onLink{true};                  //!< L: its addresses are on the home link
    bool autonomous{true};              //!< A: home addresses may be formed from it
    bool deprecated{false};             //!< preferredUntil is over
    std::optional<Time> preferredUntil; //!< absent: never ends
    std::optional<Time> validUntil;     //!< absent: never ends
};

/// What has become of a prefix of the home link.
enum class HomePrefixEvent : uint8_t
{
    ADDED,      //!< it is new
    LENGTHENED, //!< it lasts longer than was known, or is preferred again
    SHORTENED,  //!< it lasts shorter than was known
    DEPRECATED, //!< new flows shall not use it (RFC 4862 section 5.5.4)
    ENDED,      //!< it is not valid any more
};

/// A change of one prefix.
struct HomePrefixChange
{
    HomePrefixEvent event{HomePrefixEvent::ADDED}; //!< what
    HomePrefix prefix;                             //!< as it is after the change
};

/// In the order in which they came about.
using HomePrefixChanges = std::vector<HomePrefixChange>;

/// Who vouches for prefix information.
enum class PrefixOrigin : uint8_t
{
    /// Nobody, as for a Router Advertisement: short lifetimes do not cut longer ones (RFC 4862
    /// section 5.5.3 e).
    LINK,
    /// The home agent. Its Mobile Prefix Advertisements count as authenticated, since a mobile node
    /// and its home agent have a security association for them (RFC 6275 sections 5.4 and 6.8), and
    /// RFC 4862 section 5.5.3 e takes the lifetimes of authenticated advertisements as they are.
    HOME_AGENT,
};

/// The valid prefixes of the home link, each with its ends.
class HomePrefixList
{
  public:
    /**
     * Add a prefix that is configured. It never ends unless an advertisement tells otherwise.
     * @param given which, maybe with host bits
     */
    void Configure(const AddressRange& given);

    /**
     * @param now current time
     * @param prefixes of a Router Advertisement on the home link, or of an accepted Mobile Prefix
     * Advertisement; those that RFC 4862 section 5.5.3 ignores are
     * @param origin who vouches for them
     * @return what has changed; a prefix that is shortened so far that it is deprecated appears
     * twice
     */
    HomePrefixChanges Update(Time now,
                             const std::vector<PrefixInformation>& prefixes,
                             PrefixOrigin origin);

    /**
     * @param now current time; harmless if nothing is due
     * @return prefixes that are deprecated or have ended
     */
    HomePrefixChanges HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /**
     * @param address any
     * @return the longest prefix that it lies in, nullptr if it is in none; valid until the next
     * change
     */
    const HomePrefix* Find(const Ipv6Address& address) const;

    /// @return all of them, in the order in which they became known
    const std::vector<HomePrefix>& GetPrefixes() const;

    /// @return their ranges, in the same order
    std::vector<AddressRange> GetRanges() const;

  private:
    /// Information on a prefix, and who vouches for it.
    struct Announcement
    {
        const PrefixInformation& information; //!< from the wire
        PrefixOrigin origin;                  //!< of the message
    };

    /**
     * @param range any
     * @return the entry of exactly that range, nullptr if there is none
     */
    HomePrefix* FindRange(const AddressRange& range);
    /**
     * @param now current time
     * @param information of a prefix that is not known
     * @param changes grow
     */
    void Add(Time now, const PrefixInformation& information, HomePrefixChanges& changes);
    /**
     * @param now current time
     * @param announcement of a prefix that is known
     * @param known its entry
     * @param changes grow
     */
    static void Renew(Time now,
                      const Announcement& announcement,
                      HomePrefix& known,
                      HomePrefixChanges& changes);

    std::vector<HomePrefix> m_prefixes; //!< in the order in which they became known
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_PREFIXES_H */

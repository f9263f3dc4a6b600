/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HEARD_LINKS_H
#define MIP6_HEARD_LINKS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Links whose advertisements a mobile node hears beside those of its own link.
 */

namespace ns3::mip6
{

/// Links that are remembered; one more replaces the one that was not heard for the longest time.
constexpr std::size_t MAX_HEARD_LINKS = 16;

/// A link through one of its routers.
struct HeardLink
{
    Attachment attachment;                //!< what its advertisement shows
    Time silence;                         //!< without an advertisement, after which it is gone
    Time silentAt;                        //!< when that will be
    std::optional<Time> prefixValidUntil; //!< absent: unlimited

    /// @param now current time @return whether the mobile node may count on the link
    bool IsHeard(Time now) const;
    /// @param other a link @return whether both are the same, by their prefix or as the home link
    bool IsSameLink(const HeardLink& other) const;
};

/// The memory. Each entry is a router and a prefix of it.
class HeardLinks
{
  public:
    /**
     * Its advertisement was received.
     * @param now current time
     * @param link what it shows
     * @return whether the link was being heard before
     */
    bool Hear(Time now, const HeardLink& link);

    /**
     * @param now current time
     * @param present link to leave
     * @return the other link that was heard last, nothing if there is none; it is forgotten here
     */
    std::optional<HeardLink> TakeOtherLink(Time now, const std::optional<HeardLink>& present);

    /**
     * @param now current time
     * @param present link to stay on
     * @return another default router of it, heard last; nothing if there is none; it is forgotten
     * here
     */
    std::optional<HeardLink> TakeOtherRouter(Time now, const HeardLink& present);

    /// Forget all.
    void Clear();

  private:
    std::vector<HeardLink> m_links; //!< the one heard last is at the end
};

} // namespace ns3::mip6

#endif /* MIP6_HEARD_LINKS_H */

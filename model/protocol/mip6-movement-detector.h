/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOVEMENT_DETECTOR_H
#define MIP6_MOVEMENT_DETECTOR_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-nd-messages.h"
#include "ns3/mip6-retransmission.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * Router Advertisements in, "attached to prefix P through router R" out (RFC 6275 sections 11.5.1,
 * 11.5.2 and 11.5.5).
 */

namespace ns3::mip6
{

/// A Router Advertisement and who sent it.
struct RouterAdvertisementInput
{
    Ipv6Address router;                //!< link-local source
    RouterAdvertisement advertisement; //!< content
};

/// What a deadline has led to.
enum class DetectorEvent : uint8_t
{
    NONE,         //!< nothing
    SOLICIT,      //!< send a Router Solicitation
    PREFIX_ENDED, //!< the prefix of the present link is not valid any more
};

/**
 * Decides which link the mobile node is on. The present link is doubted when the link layer reports
 * a new link or when its router's advertisements stay away; a doubted link is left as soon as an
 * advertisement without its prefix is heard. A link that is not doubted is kept.
 */
class MovementDetector
{
  public:
    /**
     * @param homePrefix home subnet prefix, or any address in it
     * @param homePrefixLength its length
     */
    MovementDetector(const Ipv6Address& homePrefix, uint8_t homePrefixLength);

    /**
     * The link layer is on a new link, or the node starts: solicit now, and doubt the present link.
     * @param now current time
     */
    void HandleLinkUp(Time now);

    /**
     * @param now current time
     * @param input advertisement
     * @return the new link, if this advertisement shows that it is a new one
     */
    std::optional<Attachment> HandleRouterAdvertisement(Time now,
                                                        const RouterAdvertisementInput& input);

    /**
     * @param now current time; harmless if nothing is due
     * @return what to do
     */
    DetectorEvent HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return the present link, nothing if none is known
    const std::optional<Attachment>& GetAttachment() const;

    /// @return end of the present link's prefix, nothing if unlimited or without a link
    std::optional<Time> GetPrefixValidUntil() const;

  private:
    /**
     * @param advertisement any
     * @return the prefix that matters: the home prefix if it is there, else the first from which an
     * address can be formed; nullptr if none
     */
    const PrefixInformation* ChoosePrefix(const RouterAdvertisement& advertisement) const;
    /**
     * @param information a prefix
     * @return whether it is the home subnet prefix
     */
    bool IsHomePrefix(const PrefixInformation& information) const;
    /**
     * @param advertisement any
     * @return its information on the prefix of the present link, nullptr if none
     */
    const PrefixInformation* FindPresentPrefix(const RouterAdvertisement& advertisement) const;
    /**
     * The present link was heard of.
     * @param now current time
     * @param advertisement from it
     * @param prefix its prefix information
     */
    void Confirm(Time now,
                 const RouterAdvertisement& advertisement,
                 const PrefixInformation& prefix);

    Ipv6Address m_homePrefix;               //!< any address of the home subnet
    uint8_t m_homePrefixLength;             //!< of the home subnet
    std::optional<Attachment> m_attachment; //!< present link
    bool m_doubted{true};                   //!< see class comment
    std::optional<Time> m_routerMissedAt;   //!< doubt then, unless another advertisement comes
    std::optional<Time> m_prefixValidUntil; //!< absent: unlimited
    Retransmission m_solicitation;          //!< runs while the link is doubted
};

} // namespace ns3::mip6

#endif /* MIP6_MOVEMENT_DETECTOR_H */

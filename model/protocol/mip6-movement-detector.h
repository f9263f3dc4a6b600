/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOVEMENT_DETECTOR_H
#define MIP6_MOVEMENT_DETECTOR_H

#include "ns3/mip6-actions.h"
#include "ns3/mip6-advertisement-reader.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-heard-links.h"
#include "ns3/mip6-movement-policy.h"
#include "ns3/mip6-retransmission.h"
#include "ns3/mip6-router-probe.h"
#include "ns3/nstime.h"

#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Router Advertisements in, "attached to prefix P through router R" out (RFC 6275 sections 11.5.1,
 * 11.5.2 and 11.5.5).
 */

namespace ns3::mip6
{

/// What an input has led to.
struct DetectorResult
{
    std::optional<Attachment> attachment{}; //!< the new link, if there is one
    Actions actions{};                      //!< to be performed first
    bool lost{false};                       //!< there is no link any more
};

/**
 * Decides which link the mobile node is on. It remembers what it hears; what follows from an event
 * is up to the policy of its configuration. Another default router of the present link takes the
 * place of one that has gone, whatever the policy.
 */
class MovementDetector
{
  public:
    /// @param config constant, but for the home prefixes
    explicit MovementDetector(const MovementConfig& config);

    /// @param prefixes home subnet prefixes, each with any address in it; the next advertisement
    /// of the present link shows whether it is the home link now
    void SetHomePrefixes(const std::vector<AddressRange>& prefixes);

    /**
     * The link layer is on a new link, or the node starts.
     * @param now current time
     * @return what follows
     */
    DetectorResult HandleLinkUp(Time now);

    /**
     * The mobile node gives up its link, and looks for none before HandleLinkUp.
     * @return what follows
     */
    DetectorResult HandleLinkLost();

    /**
     * @param now current time
     * @param input advertisement
     * @return what follows
     */
    DetectorResult HandleRouterAdvertisement(Time now, const RouterAdvertisementInput& input);

    /**
     * @param now current time
     * @param input received on the mobile interface; harmless if nobody asked for it
     * @return what follows
     */
    DetectorResult HandleNeighborAdvertisement(Time now, const NeighborAdvertisementInput& input);

    /**
     * @param now current time; harmless if nothing is due
     * @return what follows
     */
    DetectorResult HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @param since a time @return whether no link is known, or the present one is doubted since
    /// then
    bool IsDoubted(Time since) const;

    /// @return the present link, nothing if none is known
    std::optional<Attachment> GetAttachment() const;

    /// @param now current time @return whether a router of the present link is heard, and was since
    /// the link layer last reported a link
    bool IsLinkHeard(Time now) const;

    /// @return end of the present link's prefix, nothing if unlimited or without a link
    std::optional<Time> GetPrefixValidUntil() const;

  private:
    /**
     * An advertisement of the present link.
     * @param now current time
     * @param input advertisement
     * @param prefix of the link
     * @return what follows
     */
    DetectorResult HandlePresentLink(Time now,
                                     const RouterAdvertisementInput& input,
                                     const PrefixInformation& prefix);
    /**
     * It came from the present router.
     * @param now current time
     * @param heard what it shows
     * @return what follows
     */
    DetectorResult HandlePresentRouter(Time now, const HeardLink& heard);
    /**
     * It came from another one.
     * @param now current time
     * @param heard what it shows
     * @return what follows
     */
    DetectorResult HandleOtherRouter(Time now, const HeardLink& heard);
    /// @param now current time @return what follows: the present router has gone, says the event
    /// @param event how that is known
    DetectorResult HandleRouterGone(Time now, MovementEvent event);
    /// @param now current time @return what follows: the prefix of the present link has ended
    DetectorResult HandlePrefixEnd(Time now);

    /// @param now current time @param event to ask the policy about @return its verdict
    MovementVerdict Judge(Time now, MovementEvent event) const;
    /**
     * @param now current time
     * @param event to ask the policy about
     * @return what follows
     */
    DetectorResult Decide(Time now, MovementEvent event);
    /**
     * @param now current time
     * @param event that was judged
     * @param verdict on it
     * @return what follows
     */
    DetectorResult Obey(Time now, MovementEvent event, MovementVerdict verdict);
    /// @param now current time @param link to be on @return what follows
    DetectorResult SwitchTo(Time now, const HeardLink& link);
    /// @param now current time @param link the present one through another router, or none
    /// @return what follows
    DetectorResult UseRouterOf(Time now, const HeardLink& link);
    /// @param now current time @return actions: routers are asked to show themselves
    Actions Solicit(Time now);
    /// The present link was heard.
    void Confirm();
    /// @param now current time: the present router was heard
    void AwaitRouter(Time now);
    /**
     * The present link lasts longer, or less.
     * @param now current time
     * @param heard what the advertisement shows
     * @param prefix of the present link
     */
    void UpdatePrefix(Time now, const HeardLink& heard, const PrefixInformation& prefix);

    MovementPolicy m_policy;            //!< what follows from an event
    AdvertisementReader m_reader;       //!< of the configuration
    std::optional<HeardLink> m_present; //!< present link
    HeardLinks m_others;                //!< other links, and other routers of the present one
    std::optional<Time> m_doubtedAt;    //!< see MovementVerdict; absent: not doubted
    std::optional<Time> m_missedAt;     //!< unless the present router is heard before
    Retransmission m_solicitation;      //!< runs until the present link is heard
    RouterProbe m_probe;                //!< of the present router
};

} // namespace ns3::mip6

#endif /* MIP6_MOVEMENT_DETECTOR_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOVEMENT_LISTENER_H
#define MIP6_MOVEMENT_LISTENER_H

#include "mip6-advertisement-makers.h"

#include "ns3/mip6-movement-detector.h"

#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * A movement detector that listens to several links.
 */

namespace ns3::mip6::tests
{

/// A detector and the links that it was led to.
class Listener
{
  public:
    /// @param policy under test, whose link came up at 0 s
    explicit Listener(const MovementPolicy& policy)
        : detector(MakeConfig(policy))
    {
        Note(detector.HandleLinkUp(Time()));
    }

    /// @param at when @param input advertisement @return actions
    Actions Hear(Time at, const RouterAdvertisementInput& input)
    {
        return Note(detector.HandleRouterAdvertisement(at, input));
    }

    /// @param end of a time without advertisements @return all actions
    Actions Wait(Time end)
    {
        Actions actions;
        for (auto at = detector.GetNextDeadline(); at && *at <= end;
             at = detector.GetNextDeadline())
        {
            lastDeadline = *at;
            Append(actions, Note(detector.HandleDeadline(*at)));
        }
        return actions;
    }

    /// @param result to note @return its actions
    Actions Note(const DetectorResult& result)
    {
        if (result.attachment)
        {
            links.push_back(result.attachment->prefix);
        }
        return result.actions;
    }

    /// @param policy to detect by @return its configuration
    static MovementConfig MakeConfig(const MovementPolicy& policy)
    {
        MovementConfig config;
        config.policy = policy;
        config.homePrefixes = {{HOME_ADDRESS, 64}};
        return config;
    }

    MovementDetector detector;      //!< under test
    std::vector<Ipv6Address> links; //!< in the order of movement
    Time lastDeadline;              //!< of Wait
};

/// Links, in order.
using Links = std::vector<Ipv6Address>;

} // namespace ns3::mip6::tests

#endif /* MIP6_MOVEMENT_LISTENER_H */

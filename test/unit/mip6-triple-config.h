/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TRIPLE_CONFIG_H
#define MIP6_TRIPLE_CONFIG_H

#include "mip6-played-correspondent.h"

#include "ns3/mip6-config.h"

#include <functional>

/**
 * @file
 * @ingroup mip6-tests
 * What a mobile node, its home agent and a correspondent node are configured with.
 */

namespace ns3::mip6::tests
{

/// What a triple is made of.
struct TripleConfig
{
    MobileNodeConfig mobile{MakeMobileNodeConfig()}; //!< of the mobile node
    HomeAgentConfig agent{MakeHomeAgentConfig()};    //!< of the home agent
    CorrespondentNodeConfig peer;                    //!< of the correspondent node
    Time homeDelay{MilliSeconds(10)};                //!< one way to or through the home agent
    Time directDelay{MilliSeconds(10)};              //!< one way between the other two
    /// Tells which messages do not arrive. @param number from 1 on @return whether it is lost
    std::function<bool(std::size_t number)> isLost = [](std::size_t) { return false; };
};

} // namespace ns3::mip6::tests

#endif /* MIP6_TRIPLE_CONFIG_H */

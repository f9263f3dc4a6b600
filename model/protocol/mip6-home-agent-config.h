/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_CONFIG_H
#define MIP6_HOME_AGENT_CONFIG_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-link-prefixes.h"
#include "ns3/mip6-mobile-network-authority.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * What a home agent is configured with.
 */

namespace ns3::mip6
{

/// When a home agent sends Mobile Prefix Advertisements; constant while it runs.
struct PrefixAdvertisingConfig
{
    bool enabled{true};                         //!< false sends none (RFC 6275 section 8.4)
    Time minInterval{MIN_MOB_PFX_ADV_INTERVAL}; //!< least delay of an unsolicited one
    Time maxInterval{MAX_MOB_PFX_ADV_INTERVAL}; //!< one that is older is followed by another
};

/// What a home agent is configured with; constant while it runs.
struct HomeAgentConfig
{
    bool enabled{true};                  //!< false refuses with status 131
    LinkPrefixes prefixes;               //!< of the home link at the start
    Time maxLifetime{Seconds(420)};      //!< granted at most
    Time refreshAdvice;                  //!< Binding Refresh Advice to give; 0 gives none
    uint32_t maxBindings{100000};        //!< more are refused with status 130
    std::size_t maxRetired{100000};      //!< deleted bindings that are remembered for a while
    Ipv6Address linkLocal;               //!< of the home agent on the home link
    std::vector<Ipv6Address> addresses;  //!< its global ones there
    std::vector<Ipv6Address> served;     //!< home addresses served; empty serves all of the prefix
    std::vector<Ipv6Address> prohibited; //!< home addresses refused with status 129
    PrefixAdvertisingConfig advertising; //!< to mobile nodes away from home
    const MobileNetworkAuthority* networks{nullptr}; //!< serves mobile routers; must outlive the
                                                     //!< machine
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENT_CONFIG_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ADVERTISEMENT_MAKERS_H
#define MIP6_ADVERTISEMENT_MAKERS_H

#include "mip6-protocol-makers.h"

#include "ns3/mip6-movement-detector.h"

#include <algorithm>
#include <stdexcept>
#include <variant>

/**
 * @file
 * @ingroup mip6-tests
 * Router Advertisements with the usual values, and how to change them.
 */

namespace ns3::mip6::tests
{

/**
 * @param prefix of a link
 * @return its information as routers usually advertise it
 */
inline PrefixInformation
MakePrefix(const Ipv6Address& prefix)
{
    PrefixInformation information;
    information.prefix = prefix;
    information.validLifetime = Days(30);
    information.preferredLifetime = Days(7);
    return information;
}

/**
 * @param router link-local address
 * @param prefix that it advertises
 * @return an advertisement that is repeated at least once a second
 */
inline RouterAdvertisementInput
MakeAdvertisement(const Ipv6Address& router, const PrefixInformation& prefix)
{
    RouterAdvertisementInput input;
    input.router = router;
    input.advertisement.routerLifetime = Seconds(1800);
    input.advertisement.options = {prefix, AdvertisementInterval{Seconds(1)}};
    return input;
}

/// @param prefix of a link @return the same, with the home agent's address on the home link
inline PrefixInformation
MakeLinkPrefix(const Ipv6Address& prefix)
{
    PrefixInformation information = MakePrefix(prefix);
    if (prefix == HOME_PREFIX)
    {
        information.prefix = HOME_AGENT;
        information.routerAddress = true;
    }
    return information;
}

/// @return an advertisement of the home link, by the home agent
inline RouterAdvertisementInput
MakeHomeAdvertisement()
{
    RouterAdvertisementInput input = MakeAdvertisement(ROUTER_HOME, MakeLinkPrefix(HOME_PREFIX));
    input.advertisement.options.emplace_back(SourceLinkLayerAddress{{2, 0, 0, 0, 0, 1}});
    return input;
}

/// @return an advertisement of the first foreign link
inline RouterAdvertisementInput
MakeAdvertisementA()
{
    return MakeAdvertisement(ROUTER_A, MakePrefix(PREFIX_A));
}

/// @return an advertisement of the second foreign link
inline RouterAdvertisementInput
MakeAdvertisementB()
{
    return MakeAdvertisement(ROUTER_B, MakePrefix(PREFIX_B));
}

/**
 * @tparam Advertisement of a router or a home agent
 * @param advertisement with a prefix
 * @return its first prefix, to be changed
 */
template <typename Advertisement>
PrefixInformation&
GetPrefix(Advertisement& advertisement)
{
    for (auto& option : advertisement.options)
    {
        if (auto* prefix = std::get_if<PrefixInformation>(&option))
        {
            return *prefix;
        }
    }
    throw std::logic_error("no prefix");
}

/**
 * @tparam Option type of the options to remove
 * @param advertisement that shall have none
 */
template <typename Option>
void
RemoveOptions(RouterAdvertisement& advertisement)
{
    NdOptions& options = advertisement.options;
    options.erase(std::remove_if(options.begin(),
                                 options.end(),
                                 [](const NdOption& option) {
                                     return std::holds_alternative<Option>(option);
                                 }),
                  options.end());
}

} // namespace ns3::mip6::tests

#endif /* MIP6_ADVERTISEMENT_MAKERS_H */

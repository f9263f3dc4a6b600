/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PARAMETER_LISTS_H
#define MIP6_PARAMETER_LISTS_H

#include "ns3/mip6-parameters.h"

#include <cstddef>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * What the parts of the parameter table share.
 */

namespace ns3::mip6
{

/// @param member of the scenario itself @return finds it
template <typename T>
Parameter::Locator
Top(T Scenario::*member)
{
    return [member](Scenario& scenario, const PathNumbers&) {
        return ParameterTarget(&(scenario.*member));
    };
}

/// @param part of the scenario @param member of that part @return finds it
template <typename P, typename T>
Parameter::Locator
In(P Scenario::*part, T P::*member)
{
    return [part, member](Scenario& scenario, const PathNumbers&) {
        return ParameterTarget(&(scenario.*part.*member));
    };
}

/// @param list of the scenario @param member of its entries @return finds it
template <typename E, typename T>
Parameter::Locator
Each(std::vector<E> Scenario::*list, T E::*member)
{
    return [list, member](Scenario& scenario, const PathNumbers& numbers) {
        return ParameterTarget(&((scenario.*list).at(numbers.outer).*member));
    };
}

/// @return parameters of the mobile routers
std::vector<Parameter> ListMobileRouters();

/// @return parameters of the traffic
std::vector<Parameter> ListTraffic();

/// @return parameters of the events
std::vector<Parameter> ListEvents();

} // namespace ns3::mip6

#endif /* MIP6_PARAMETER_LISTS_H */

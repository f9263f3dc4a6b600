/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-parameter-lists.h"

namespace ns3::mip6
{

namespace
{

using Kind = ParameterKind;

/// @param member of a move of a mobile router @return finds it
template <typename T>
Parameter::Locator
EachRouterMove(T RouterMove::*member)
{
    return [member](Scenario& scenario, const PathNumbers& numbers) {
        RouterMove& move = scenario.mobileRouters.at(numbers.outer).attach.at(numbers.inner);
        return ParameterTarget(&(move.*member));
    };
}

/// @return parameters of the moves of mobile routers
std::vector<Parameter>
ListRouterMoves()
{
    return {
        {"mobile_router[].attach[].at",
         Kind::TIME,
         "0 s",
         "",
         "",
         "When the link is left.",
         EachRouterMove(&RouterMove::at)},
        {"mobile_router[].attach[].to",
         Kind::NAME,
         "",
         "",
         "",
         "Next link: home, the name of an access router or of another mobile router, or none.",
         EachRouterMove(&RouterMove::to)},
        {"mobile_router[].attach[].interface",
         Kind::COUNT,
         "1",
         "4",
         "",
         "Egress interface that moves, counted from 1.",
         EachRouterMove(&RouterMove::interface)},
    };
}

} // namespace

std::vector<Parameter>
ListMobileRouters() // NOLINT(readability-function-size): one entry a parameter
{
    const auto routers = &Scenario::mobileRouters;
    std::vector<Parameter> all{
        {"mobile_router[].name",
         Kind::NAME,
         "",
         "",
         "",
         "Name of a mobile router, and of the link in its first network.",
         Each(routers, &MobileRouterSettings::name)},
        {"mobile_router[].networks",
         Kind::SUBNET_LIST,
         "",
         "",
         "RFC 3963 section 2",
         "Its mobile network prefixes, with an ingress interface each; one is chosen if empty.",
         Each(routers, &MobileRouterSettings::networks)},
        {"mobile_router[].mode",
         Kind::CHOICE,
         "",
         "",
         "RFC 3963 section 5.2",
         "What it registers: its networks, named in each Binding Update (explicit) or known to the "
         "home agent (implicit), or its home address alone (host).",
         Each(routers, &MobileRouterSettings::mode)},
        {"mobile_router[].home_agent",
         Kind::NAME,
         "",
         "",
         "",
         "Home agent that it registers with, or discover; in-turn for another one at every level "
         "of "
         "a chain; as mobile nodes if absent.",
         Each(routers, &MobileRouterSettings::homeAgent)},
        {"mobile_router[].egress",
         Kind::COUNT,
         "1",
         "4",
         "",
         "Number of its interfaces that move; another one takes over when one loses its link.",
         Each(routers, &MobileRouterSettings::egress)},
        {"mobile_router[].start",
         Kind::NAME,
         "",
         "",
         "",
         "Link of the first of them at the start of the run: home, the name of an access router or "
         "of another mobile router, or none. The others have none.",
         Each(routers, &MobileRouterSettings::start)},
        {"mobile_router[].depth",
         Kind::COUNT,
         "1",
         "16",
         "",
         "Length of the chain of mobile routers, each one but the first in the network of the one "
         "before; where there are several, they are called NAME1, NAME2, ...",
         Each(routers, &MobileRouterSettings::depth)},
        {"mobile_router[].nodes",
         Kind::COUNT,
         "0",
         "200",
         "",
         "Number of fixed nodes in its first network, called NAME-node1, NAME-node2, ...",
         Each(routers, &MobileRouterSettings::nodes)},
    };
    for (Parameter& parameter : ListRouterMoves())
    {
        all.push_back(std::move(parameter));
    }
    return all;
}

} // namespace ns3::mip6

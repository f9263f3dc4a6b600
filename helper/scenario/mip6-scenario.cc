/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario.h"

#include <array>

namespace ns3::mip6
{

std::vector<std::string>
GetMobileNames(const Scenario& scenario)
{
    if (scenario.mobile.count == 1)
    {
        return {"mn"};
    }
    std::vector<std::string> names;
    for (uint32_t i = 1; i <= scenario.mobile.count; ++i)
    {
        names.push_back("mn" + std::to_string(i));
    }
    return names;
}

bool
IsDatagrams(TrafficKind kind)
{
    return kind != TrafficKind::TCP;
}

const char*
GetName(NodeRole role)
{
    static constexpr std::array<const char*, 4> NAMES{
        "home_agent",
        "access_router",
        "router",
        "correspondent",
    };
    return NAMES.at(static_cast<std::size_t>(role));
}

const char*
GetName(MobileIpv6Support support)
{
    static constexpr std::array<const char*, 3> NAMES{"full", "answers", "silent"};
    return NAMES.at(static_cast<std::size_t>(support));
}

const char*
GetName(DadMode mode)
{
    static constexpr std::array<const char*, 3> NAMES{"standard", "optimistic", "off"};
    return NAMES.at(static_cast<std::size_t>(mode));
}

const char*
GetName(TrafficKind kind)
{
    static constexpr std::array<const char*, 3> NAMES{"udp", "tcp", "ping"};
    return NAMES.at(static_cast<std::size_t>(kind));
}

} // namespace ns3::mip6

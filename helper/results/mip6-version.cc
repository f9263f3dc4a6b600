/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-version.h"

#ifndef MIP6_VERSION
#define MIP6_VERSION ""
#endif

#ifndef MIP6_GIT_REVISION
#define MIP6_GIT_REVISION ""
#endif

namespace ns3::mip6
{

std::string
GetMip6Version()
{
    return MIP6_VERSION;
}

std::string
GetNs3Version()
{
#ifdef MIP6_NS3_VERSION_MAJOR
    return std::to_string(MIP6_NS3_VERSION_MAJOR) + "." + std::to_string(MIP6_NS3_VERSION_MINOR);
#else
    return "";
#endif
}

std::string
GetGitRevision()
{
    return MIP6_GIT_REVISION;
}

} // namespace ns3::mip6

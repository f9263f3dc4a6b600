/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_VERSION_H
#define MIP6_VERSION_H

#include <string>

/**
 * @file
 * @ingroup mip6-helper
 * What was built, as the build system tells.
 */

namespace ns3::mip6
{

/// @return version of this module, or empty if not told
std::string GetMip6Version();

/// @return major and minor version of ns-3, or empty if not told
std::string GetNs3Version();

/// @return revision of the sources, or empty if not told
std::string GetGitRevision();

} // namespace ns3::mip6

#endif /* MIP6_VERSION_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_ROLES_H
#define MIP6_SCENARIO_ROLES_H

#include "ns3/attribute.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-scenario.h"

#include <functional>
#include <string>

/**
 * @file
 * @ingroup mip6-helper
 * Protocol settings of a scenario as attributes of the roles.
 */

namespace ns3::mip6
{

/// Takes the name of an attribute and its value.
using AttributeSetter = std::function<void(const std::string&, const AttributeValue&)>;

/**
 * Set the attributes of mobile nodes and mobile routers.
 * @param protocol settings of a scenario
 * @param set called for each
 */
void SetMobileNodeAttributes(const ProtocolSettings& protocol, const AttributeSetter& set);

/**
 * @param protocol settings of a scenario
 * @return a helper that installs roles with these settings
 */
Mip6Helper MakeRoleHelper(const ProtocolSettings& protocol);

/**
 * @param roles as MakeRoleHelper returns it
 * @param node a home agent
 * @return a helper that installs this one
 */
Mip6Helper MakeHomeAgentHelper(const Mip6Helper& roles, const ScenarioNode& node);

/**
 * @param roles as MakeRoleHelper returns it
 * @param mobile settings of the mobile nodes
 * @param homePrefix of their home link
 * @return a helper that installs them
 */
Mip6Helper MakeMobileNodeHelper(const Mip6Helper& roles,
                                const MobileSettings& mobile,
                                const Subnet& homePrefix);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_ROLES_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_LINK_COUNTER_H
#define MIP6_LINK_COUNTER_H

#include "ns3/mip6-scenario.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Lengths of the routes of a scenario.
 */

namespace ns3::mip6
{

/**
 * Knows how many links the route between two nodes has, which a packet takes that needs no home
 * agent.
 */
class LinkCounter
{
  public:
    /// Where a node is attached.
    struct Place
    {
        std::size_t router{0}; //!< number of the node of the topology, or of the router of its link
        bool isOnLink{false};  //!< whether it is on the home link or access link of that router
    };

    /// @param scenario that ValidateScenario finds nothing wrong with; must outlive this
    explicit LinkCounter(const Scenario& scenario);

    /**
     * @param name of a node of the topology
     * @return its place; absent if there is no such node
     */
    std::optional<Place> FindNode(const std::string& name) const;

    /**
     * @param link "home" or the name of a router
     * @return the place of a mobile node on that link; absent if there is no such link
     */
    std::optional<Place> FindLink(const std::string& link) const;

    /**
     * @param from one place
     * @param to another place
     * @return number of links on the route
     */
    uint32_t Count(const Place& from, const Place& to) const;

  private:
    const Scenario& m_scenario;                 //!< with the nodes
    std::vector<std::vector<uint32_t>> m_links; //!< wired ones, by destination and start
};

} // namespace ns3::mip6

#endif /* MIP6_LINK_COUNTER_H */

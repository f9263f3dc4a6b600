/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILE_PLACES_H
#define MIP6_MOBILE_PLACES_H

#include "ns3/mip6-link-counter.h"
#include "ns3/mip6-results-tables.h"
#include "ns3/mip6-scenario.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Where nodes are during a run.
 */

namespace ns3::mip6
{

/**
 * Knows for each moment where a node is: on which link, and through which mobile networks. A mobile
 * node counts as on the link that it is moving to, as soon as it has left the old one.
 */
class MobilePlaces
{
  public:
    /**
     * @param scenario that was run; must outlive this
     * @param handovers of the run
     */
    MobilePlaces(const Scenario& scenario, const std::vector<HandoverRow>& handovers);

    /**
     * @param from name of a node
     * @param to name of another one
     * @param ns an instant
     * @return number of links on the shortest route between them; 0 if that is not known
     */
    uint32_t CountLinks(const std::string& from, const std::string& to, int64_t ns) const;

    /**
     * @param name of a node
     * @param router name of a mobile router
     * @param ns an instant
     * @return whether the node is in the router's network, or in one that is in it
     */
    bool IsBehind(const std::string& name, const std::string& router, int64_t ns) const;

    /// @param ns an instant @return the first one after it at which something may be different
    int64_t GetNextChange(int64_t ns) const;

  private:
    /// The way from a node to the fixed network.
    struct Chain
    {
        std::vector<std::string> networks;       //!< those of mobile routers, from the inside
        std::optional<LinkCounter::Place> place; //!< where it ends, if that is known
    };

    /// Links by the time of coming there.
    using History = std::vector<std::pair<int64_t, std::string>>;

    /// @param name of a node @param ns an instant @return its chain
    Chain FindChain(const std::string& name, int64_t ns) const;
    /// @param name of a node @param ns an instant @return its link, if it has one that can change
    std::optional<std::string> FindLink(const std::string& name, int64_t ns) const;

    LinkCounter m_counter;                      //!< of links of the fixed network
    std::map<std::string, History> m_histories; //!< of mobile nodes and mobile routers
    std::map<std::string, std::string> m_fixed; //!< fixed nodes: the mobile router of their link
    std::set<std::string> m_routers;            //!< mobile routers
    std::vector<int64_t> m_changes;             //!< moments of movements, sorted
};

} // namespace ns3::mip6

#endif /* MIP6_MOBILE_PLACES_H */

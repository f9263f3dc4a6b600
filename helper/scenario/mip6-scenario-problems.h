/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_PROBLEMS_H
#define MIP6_SCENARIO_PROBLEMS_H

#include "ns3/mip6-scenario.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * What the parts of the validation share.
 */

namespace ns3::mip6
{

/// Collects what is wrong in a scenario.
class ScenarioProblems
{
  public:
    /// @param scenario that is looked at; must outlive this
    explicit ScenarioProblems(const Scenario& scenario);

    /**
     * @param path of the offending value
     * @param text the whole message
     */
    void Add(const std::string& path, const std::string& text);

    /**
     * Complain about a parameter: "path = value rest".
     * @param path of the parameter
     * @param rest what is wrong with its value
     */
    void AddValue(const std::string& path, const std::string& rest);

    /**
     * @param start first part of a path
     * @return whether there is a problem with a path that starts like this
     */
    bool HasUnder(const std::string& start) const;

    /// @return the scenario
    const Scenario& GetScenario() const;

    /// @return everything, in the order of the scenario
    std::vector<ScenarioProblem> Take();

  private:
    const Scenario& m_scenario;              //!< looked at
    std::vector<ScenarioProblem> m_problems; //!< in the order of finding
};

/**
 * @param name any text
 * @return whether it has only a-z, 0-9 and "-", and at least one of them
 */
bool IsGoodName(const std::string& name);

/**
 * @param list path of a list
 * @param index of an entry
 * @param key of a value in the entry
 * @return path of that value
 */
std::string ListPath(const std::string& list, std::size_t index, const std::string& key);

/**
 * @param scenario any description
 * @return names of the nodes of its topology
 */
std::vector<std::string> GetNodeNames(const Scenario& scenario);

/**
 * @param scenario any description
 * @return names of the links that correspondents may be on: "home" and those of the routers
 */
std::vector<std::string> GetLinkNames(const Scenario& scenario);

/**
 * @param scenario any description
 * @return names of the links that mobile nodes may go to: those of GetLinkNames and of the mobile
 * routers
 */
std::vector<std::string> GetVisitableLinkNames(const Scenario& scenario);

/**
 * @param links names of links
 * @param name that is not one of them
 * @return what is wrong, to follow "path = value "
 */
std::string DescribeUnknownLink(const std::vector<std::string>& links, const std::string& name);

/**
 * @param names of which there may be several
 * @param name wanted
 * @return whether it is there
 */
bool HasName(const std::vector<std::string>& names, const std::string& name);

/**
 * Check nodes, prefixes, links, and that every node reaches every other.
 * @param problems complaints are added
 */
void ValidateTopology(ScenarioProblems& problems);

/**
 * Check what the nodes have to do with the home link: exactly one is its router, at least one is a
 * home agent.
 * @param problems complaints are added
 */
void ValidateHomeLink(ScenarioProblems& problems);

/**
 * Check which home agent is chosen.
 * @param problems complaints are added
 * @param path of the choice
 * @param wanted name of a home agent, or DISCOVERED_HOME_AGENT; absent is fine
 */
void ValidateChosenAgent(ScenarioProblems& problems,
                         const std::string& path,
                         const std::optional<std::string>& wanted);

/**
 * @param prefix of a home or access link
 * @return what is wrong with it, to follow "path = value "
 */
std::optional<std::string> CheckLinkPrefix(const Subnet& prefix);

/**
 * @param network of a subnet of any length
 * @return why it cannot be used, to follow "path = value ", or nullptr
 */
const char* GetForbiddenReason(Ipv6Address network);

/**
 * Check when a movement begins.
 * @param problems complaints are added
 * @param path of its time
 * @param start its time
 * @param before time of the movement before, if there is one
 */
void ValidateMoveTime(ScenarioProblems& problems,
                      const std::string& path,
                      Time start,
                      const std::optional<Time>& before);

/**
 * Check the mobile routers, and that anything moves.
 * @param problems complaints are added
 */
void ValidateMobileRouters(ScenarioProblems& problems);

/**
 * Check an event.
 * @param problems complaints are added
 * @param index of the event
 */
void ValidateEvent(ScenarioProblems& problems, std::size_t index);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_PROBLEMS_H */

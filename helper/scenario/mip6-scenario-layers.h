/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_LAYERS_H
#define MIP6_SCENARIO_LAYERS_H

#include "ns3/mip6-scenario-document.h"
#include "ns3/mip6-scenario.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * How a scenario grows from several sources.
 */

namespace ns3::mip6
{

/**
 * A scenario that is put together from layers: a bundled one, a file on top of it, settings of the
 * command line on top of both. It remembers which layer and line each value comes from, so that
 * messages can name them.
 */
class ScenarioLayers
{
  public:
    /**
     * Start a new layer on top.
     * @param label of it in messages: the file as the user named it, or "--set key"
     */
    void BeginLayer(const std::string& label);

    /**
     * Put a tree, or a part of it, into the scenario.
     * @param node the tree
     * @param path where it belongs; empty for a whole scenario
     */
    void Apply(const DocumentNode& node, const std::string& path);

    /**
     * Report something about the current layer.
     * @param line of the layer; 0 for none
     * @param text the message
     */
    void Report(uint32_t line, const std::string& text);

    /// Check the scenario as a whole and report what is wrong with it.
    void Validate();

    /// @return the scenario so far, to be changed by the caller
    Scenario& GetScenario();

    /// @return all messages, by layer and line
    std::vector<std::string> GetMessages() const;

  private:
    /// Where something was said.
    struct Place
    {
        std::size_t layer{0}; //!< number of the layer
        uint32_t line{0};     //!< in the layer; 0 for none
    };

    /// A message and what it is about.
    struct Message
    {
        Place place;      //!< what it is about
        std::string text; //!< what is wrong
    };

    /// @param table a table @param path of it
    void ApplyTable(const DocumentNode& table, const std::string& path);
    /// @param table of attributes
    void ApplyAttributes(const DocumentNode& table);
    /// @param key of an attribute @param node its value
    void ApplyAttribute(const std::string& key, const DocumentNode& node);
    /// @param list of tables @param path of it
    void ApplyTables(const DocumentNode& list, const std::string& path);
    /// @param node a value or list of values @param path of the parameter
    void ApplyValue(const DocumentNode& node, const std::string& path);
    /// @param path any path @param line where it is set in the current layer
    void Remember(const std::string& path, uint32_t line);
    /// @param path any path @return where it, or the nearest thing around it, was set
    Place FindPlace(const std::string& path) const;

    Scenario m_scenario;                   //!< so far
    std::vector<std::string> m_labels;     //!< of the layers
    std::map<std::string, Place> m_places; //!< by path
    std::vector<Message> m_messages;       //!< so far
};

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_LAYERS_H */

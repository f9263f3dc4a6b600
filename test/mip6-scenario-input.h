/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_INPUT_H
#define MIP6_SCENARIO_INPUT_H

#include "ns3/mip6-nearest-name.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/mip6-scenario.h"
#include "ns3/test.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Scenario files, and what must be said about them.
 */

namespace ns3::mip6::tests
{

/// A file that is read, and what must be said about it.
struct InputCase
{
    std::string title;                 //!< sentence
    std::string text;                  //!< of the file
    std::vector<std::string> settings; //!< key=value
    std::vector<std::string> expected; //!< messages, with FILE for the name of the file
};

/// A small network with everything in it; cases replace or add lines.
inline const std::string SMALL_NETWORK = R"(stop = "20 s"
[[topology.node]]
name = "ha"
role = "home_agent"
[[topology.node]]
name = "ar1"
role = "access_router"
[[topology.node]]
name = "cn"
role = "correspondent"
[[topology.link]]
between = ["ha", "ar1"]
[[topology.link]]
between = ["ha", "cn"]
)";

/// @return names of the bundled scenarios with commas between them
inline std::string
ListNames()
{
    std::vector<std::string> names;
    for (const BundledScenario& scenario : ListScenarios())
    {
        names.push_back(scenario.name);
    }
    return JoinNames(names);
}

/// @param text any text @param word in it, maybe @param value to put in its place @return the text
inline std::string
Replace(std::string text, const std::string& word, const std::string& value)
{
    const std::size_t place = text.find(word);
    return place == std::string::npos ? text : text.replace(place, word.size(), value);
}

/// @param text with FILE and SCENARIOS in it @param file to put there @return the text
inline std::string
FillIn(const std::string& text, const std::string& file)
{
    return Replace(Replace(text, "FILE", file), "SCENARIOS", ListNames());
}

/// Messages of the TOML library differ from version to version; "..." stands for the rest of one.
/// @param message any message @param expected maybe with "..." at its end
/// @return the message, with "..." for what the expected one leaves open
inline std::string
CutLike(const std::string& message, const std::string& expected)
{
    const std::size_t open = expected.find("...");
    return open == std::string::npos ? message : message.substr(0, open) + "...";
}

/// A scenario file gives exactly the expected messages.
class InputTestCase : public TestCase
{
  public:
    /// @param input the file and what must be said about it
    explicit InputTestCase(InputCase input)
        : TestCase(input.title),
          m_input(std::move(input))
    {
    }

  private:
    void DoRun() override
    {
        const std::string file = CreateTempDirFilename("case.toml");
        std::ofstream(file) << m_input.text;
        const ScenarioReadResult result = ReadScenario(file, m_input.settings);
        NS_TEST_ASSERT_MSG_EQ(result.messages.size(),
                              m_input.expected.size(),
                              "number of messages; the first is "
                                  << (result.messages.empty() ? "" : result.messages.front()));
        const std::size_t count = std::min(result.messages.size(), m_input.expected.size());
        for (std::size_t i = 0; i < count; ++i)
        {
            const std::string expected = FillIn(m_input.expected[i], file);
            NS_TEST_EXPECT_MSG_EQ(CutLike(result.messages[i], expected), expected, "message " << i);
        }
        NS_TEST_EXPECT_MSG_EQ(result.scenario.has_value(),
                              m_input.expected.empty(),
                              "a scenario comes out if and only if nothing is wrong");
    }

    InputCase m_input; //!< the file and what must be said about it
};

} // namespace ns3::mip6::tests

#endif /* MIP6_SCENARIO_INPUT_H */

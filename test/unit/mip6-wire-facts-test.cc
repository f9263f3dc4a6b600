/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-answer-facts.h"
#include "mip6-format-facts.h"
#include "mip6-mobility-diagrams.h"
#include "mip6-nd-diagrams.h"
#include "mip6-option-diagrams.h"
#include "mip6-registry-facts.h"
#include "mip6-rst-text.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * The tables and drawings of doc/wire-formats.rst are what the code says. They stand between
 * ".. facts: NAME" and ".. end of facts"; with MIP6_WRITE_FACTS=1 in the environment they are
 * written instead of compared.
 */

namespace ns3::mip6::tests
{

namespace
{

const char* const PAGE = MIP6_DOC_DIR "/wire-formats.rst"; //!< the page
const char* const BEGIN = ".. facts: ";                    //!< before the name of a fact
const char* const END = ".. end of facts";                 //!< behind the text of a fact

/// @return the text of the page
std::string
ReadPage()
{
    std::ostringstream text;
    text << std::ifstream(PAGE).rdbuf();
    return text.str();
}

/// @return every fact that the code tells
Facts
MakeAllFacts()
{
    Facts facts;
    for (const Facts& some : {MakeMessageDiagrams(),
                              MakeOptionDiagrams(),
                              MakeNdDiagrams(),
                              MakeRegistryFacts(),
                              MakeFormatFacts(),
                              MakeAnswerFacts()})
    {
        facts.insert(facts.end(), some.begin(), some.end());
    }
    return facts;
}

/// A part of a text.
struct Span
{
    std::size_t begin{0}; //!< first character
    std::size_t size{0};  //!< characters
};

/**
 * @param page the text
 * @param name of a fact
 * @return what stands between its markers, nothing if one of them is not there
 */
std::optional<Span>
FindFact(const std::string& page, const std::string& name)
{
    const std::string marker = '\n' + (BEGIN + name) + '\n';
    const std::size_t found = page.find(marker);
    const std::size_t end = found == std::string::npos ? found : page.find(END, found);
    if (end == std::string::npos)
    {
        return std::nullopt;
    }
    const std::size_t begin = found + marker.size();
    return Span{begin, end - begin};
}

/// @return the names of the facts of the page, in its order
std::vector<std::string>
GetNamesOnPage()
{
    std::vector<std::string> names;
    std::istringstream page(ReadPage());
    for (std::string line; std::getline(page, line);)
    {
        if (line.rfind(BEGIN, 0) == 0)
        {
            names.push_back(line.substr(std::string(BEGIN).size()));
        }
    }
    return names;
}

/// Runs once per fact.
class WireFact : public testing::TestWithParam<Fact>
{
};

TEST_P(WireFact, IsOnThePageAsTheCodeHasIt)
{
    std::string page = ReadPage();
    const auto place = FindFact(page, GetParam().name);
    ASSERT_TRUE(place) << PAGE << " lacks the lines \"" << BEGIN << GetParam().name << "\" and \""
                       << END << "\"";
    const std::string expected = '\n' + GetParam().text + '\n';
    if (std::getenv("MIP6_WRITE_FACTS") != nullptr)
    {
        page.replace(place->begin, place->size, expected);
        std::ofstream(PAGE) << page;
        return;
    }
    EXPECT_EQ(page.substr(place->begin, place->size), expected)
        << "MIP6_WRITE_FACTS=1 writes this into the page:\n"
        << GetParam().text;
}

/**
 * @param info of a parameterized test
 * @return the name of its fact, in letters, digits and underscores
 */
std::string
GetTestName(const testing::TestParamInfo<Fact>& info)
{
    std::string name = info.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Page, WireFact, testing::ValuesIn(MakeAllFacts()), GetTestName);

TEST(WireFacts, EveryMarkerOfThePageStandsOnceAndBelongsToTheCode)
{
    std::vector<std::string> expected;
    for (const Fact& fact : MakeAllFacts())
    {
        expected.push_back(fact.name);
    }
    std::vector<std::string> names = GetNamesOnPage();
    std::sort(expected.begin(), expected.end());
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, expected);
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NEAREST_NAME_H
#define MIP6_NEAREST_NAME_H

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Suggestions for misspelt names.
 */

namespace ns3::mip6
{

/**
 * @param a a word
 * @param b another word
 * @return how many letters must be inserted, removed or replaced to turn one into the other
 */
std::size_t GetEditDistance(const std::string& a, const std::string& b);

/**
 * @param wanted a name that does not exist
 * @param names those that exist
 * @return the most similar one, if any is similar enough to be what was meant
 */
std::optional<std::string> FindNearestName(const std::string& wanted,
                                           const std::vector<std::string>& names);

/**
 * @param names any words
 * @return the words with ", " between them; of very many only the first
 */
std::string JoinNames(const std::vector<std::string>& names);

/**
 * @param text any text
 * @return the text in double quotes
 */
std::string Quote(const std::string& text);

/**
 * @param wanted a name that does not exist
 * @param names those that exist
 * @return "; did you mean "x"?", or nothing if none is similar
 */
std::string SuggestName(const std::string& wanted, const std::vector<std::string>& names);

} // namespace ns3::mip6

#endif /* MIP6_NEAREST_NAME_H */

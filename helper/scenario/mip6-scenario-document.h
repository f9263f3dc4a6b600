/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SCENARIO_DOCUMENT_H
#define MIP6_SCENARIO_DOCUMENT_H

#include "ns3/mip6-parameter-value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * The text form of a scenario, TOML, as a tree of values with line numbers. Only the files behind
 * this header know the TOML library.
 */

namespace ns3::mip6
{

/// What a piece of a document is.
enum class DocumentKind : uint8_t
{
    TABLE, //!< keys and values
    LIST,  //!< values in a row
    VALUE, //!< one word, number or flag
    OTHER, //!< a date or time of day, which scenarios do not use
};

/// A piece of a document.
struct DocumentNode
{
    DocumentKind kind{DocumentKind::TABLE};                    //!< what it is
    uint32_t line{0};                                          //!< where it is, from 1; 0: nowhere
    ParameterScalar value;                                     //!< of a VALUE
    std::vector<std::pair<std::string, DocumentNode>> members; //!< of a TABLE
    std::vector<DocumentNode> entries;                         //!< of a LIST

    /// @param key any word @return what is under it in a table, or nullptr
    const DocumentNode* Find(const std::string& key) const;
};

/// What became of a text.
struct ParsedDocument
{
    std::optional<DocumentNode> root; //!< absent if the text is not TOML
    uint32_t line{0};                 //!< of the mistake
    std::string problem;              //!< the mistake
};

/**
 * @param text of a whole document
 * @return the tree
 */
ParsedDocument ParseDocument(const std::string& text);

/**
 * @param text of one value; words need no quotes
 * @return the value
 */
DocumentNode ParseDocumentValue(const std::string& text);

/**
 * @param root a table
 * @return it as the text of a document
 */
std::string WriteDocument(const DocumentNode& root);

} // namespace ns3::mip6

#endif /* MIP6_SCENARIO_DOCUMENT_H */

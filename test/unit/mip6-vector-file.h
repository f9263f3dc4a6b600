/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_VECTOR_FILE_H
#define MIP6_VECTOR_FILE_H

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Reader of the files in test/vectors, which scripts beside them write with other implementations.
 */

namespace ns3::mip6::tests
{

/// The fields of one vector, the name first; a field may be empty.
using VectorLine = std::vector<std::string>;

/**
 * @param fileName in test/vectors; lines that begin with "#" are comments, fields end at a tab
 * @return the vectors, none if the file is not there
 */
inline std::vector<VectorLine>
ReadVectorFile(const std::string& fileName)
{
    std::vector<VectorLine> vectors;
    std::ifstream file(MIP6_VECTOR_DIR "/" + fileName);
    for (std::string line; std::getline(file, line);)
    {
        if (line.empty() || line[0] == '#')
        {
            continue;
        }
        VectorLine& fields = vectors.emplace_back();
        std::istringstream text(line);
        for (std::string field; std::getline(text, field, '\t');)
        {
            fields.push_back(field);
        }
    }
    return vectors;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_VECTOR_FILE_H */

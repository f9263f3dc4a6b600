/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MANIFEST_H
#define MIP6_MANIFEST_H

#include "ns3/mip6-results-folder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * What a results folder was made from, by what, and what it contains.
 */

namespace ns3::mip6
{

/// Facts about a run that are not results.
struct RunFacts
{
    std::string scenario;          //!< name
    std::vector<std::string> argv; //!< command line of the program
    std::string command;           //!< that repeats the run
    uint32_t seed{1};              //!< of the random numbers
    uint32_t run{1};               //!< number of the repetition
    double wallSeconds{0.0};       //!< that the run took
    uint64_t events{0};            //!< that the simulator performed
};

/**
 * Write manifest.json, with the checksums of all files that are there already.
 * @param folder complete but for the manifest
 * @param facts about the run
 * @return nothing, or what is wrong
 */
std::optional<std::string> AddManifest(ResultsFolder& folder, const RunFacts& facts);

/**
 * @param path of a file
 * @return its SHA-256 in hexadecimal digits, as sha256sum prints it; absent if it cannot be read
 */
std::optional<std::string> GetSha256(const std::string& path);

} // namespace ns3::mip6

#endif /* MIP6_MANIFEST_H */

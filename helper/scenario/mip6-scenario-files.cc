/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-files.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace ns3::mip6
{

namespace
{

const char* const FILE_ENDING = ".toml"; //!< of scenario files

/// @return folder of the bundled scenarios: the one in the environment's MIP6_SCENARIO_PATH, or the
/// one in the source tree, or, where that is gone, the installed one
std::filesystem::path
GetScenarioFolder()
{
    const char* path = std::getenv("MIP6_SCENARIO_PATH");
    if (path && *path)
    {
        return path;
    }
    std::error_code error;
    return std::filesystem::is_directory(MIP6_SCENARIO_DIR, error) ? MIP6_SCENARIO_DIR
                                                                   : MIP6_INSTALLED_SCENARIO_DIR;
}

} // namespace

FileText
ReadTextFile(const std::string& file)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found)
    {
        return {std::nullopt, "no such file"};
    }
    if (status.type() == std::filesystem::file_type::directory)
    {
        return {std::nullopt, "is a folder, not a scenario file"};
    }
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (stream)
    {
        text << stream.rdbuf();
    }
    if (!stream || stream.bad())
    {
        return {std::nullopt,
                std::string("cannot be read: ") + std::strerror(errno != 0 ? errno : EIO)};
    }
    return {text.str(), ""};
}

std::vector<std::string>
ListScenarioNames()
{
    std::vector<std::string> names;
    std::error_code error;
    std::filesystem::directory_iterator entry(GetScenarioFolder(), error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
    {
        if (entry->path().extension() == FILE_ENDING)
        {
            names.push_back(entry->path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string
GetScenarioFile(const std::string& name)
{
    return (GetScenarioFolder() / (name + FILE_ENDING)).string();
}

} // namespace ns3::mip6

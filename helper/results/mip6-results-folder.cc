/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-results-folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace ns3::mip6
{

namespace fs = std::filesystem;

namespace
{

/**
 * @param directory as given
 * @return without "/" at the end, so that suffixes make a neighbour of it
 */
std::string
RemoveTrailingSlashes(std::string directory)
{
    while (directory.size() > 1 && directory.back() == '/')
    {
        directory.pop_back();
    }
    return directory;
}

/**
 * @param path concerned
 * @param error of the system
 * @return one line, if there was an error
 */
std::optional<std::string>
Report(const std::string& path, const std::error_code& error)
{
    if (!error)
    {
        return std::nullopt;
    }
    return "cannot write " + path + ": " + error.message();
}

} // namespace

ResultsFolder::ResultsFolder(std::string directory)
    : m_directory(RemoveTrailingSlashes(std::move(directory))),
      m_part(m_directory + ".part")
{
}

std::optional<std::string>
ResultsFolder::Open()
{
    if (auto problem = CheckFinalName())
    {
        return problem;
    }
    std::error_code error;
    fs::remove_all(m_part, error);
    if (!error)
    {
        fs::create_directories(m_part, error);
    }
    return Report(m_part, error);
}

std::optional<std::string>
ResultsFolder::AddFolder(const std::string& name)
{
    std::error_code error;
    fs::create_directories(GetPath(name), error);
    return Report(GetPath(name), error);
}

std::optional<std::string>
ResultsFolder::AddFile(const std::string& name, const std::function<void(std::ostream&)>& write)
{
    std::ofstream file(GetPath(name), std::ios::binary | std::ios::trunc);
    if (file)
    {
        write(file);
        file.close();
    }
    if (!file)
    {
        return "cannot write " + GetPath(name);
    }
    return std::nullopt;
}

std::string
ResultsFolder::GetPath(const std::string& name) const
{
    return name.empty() ? m_part : m_part + "/" + name;
}

const std::string&
ResultsFolder::GetDirectory() const
{
    return m_directory;
}

std::vector<std::string>
ResultsFolder::GetFiles() const
{
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(m_part, error))
    {
        if (entry.is_regular_file())
        {
            files.push_back(entry.path().lexically_relative(m_part).generic_string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<std::string>
ResultsFolder::Complete()
{
    if (auto problem = CheckFinalName())
    {
        return problem;
    }
    // Moving the earlier results aside first keeps the time without any results short.
    const std::string old = m_part + ".old";
    std::error_code error;
    fs::remove_all(old, error);
    if (!error && fs::exists(m_directory))
    {
        fs::rename(m_directory, old, error);
    }
    if (!error)
    {
        fs::rename(m_part, m_directory, error);
    }
    if (!error)
    {
        fs::remove_all(old, error);
    }
    return Report(m_directory, error);
}

std::optional<std::string>
ResultsFolder::CheckFinalName() const
{
    std::error_code error;
    const bool isFree = !fs::exists(m_directory, error) || fs::is_empty(m_directory, error);
    if (isFree || fs::exists(m_directory + "/manifest.json", error))
    {
        return std::nullopt;
    }
    return m_directory + " exists and holds no results; it is not replaced";
}

} // namespace ns3::mip6

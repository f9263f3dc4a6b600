/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-manifest.h"

#include "mip6-version.h"

#include <array>
#include <fstream>
#include <gcrypt.h>
#include <nlohmann/json.hpp>

namespace ns3::mip6
{

namespace
{

/// A SHA-256 computation.
class Sha256
{
  public:
    Sha256()
    {
        // The library asks for this call before any other.
        gcry_check_version(nullptr);
        gcry_md_open(&m_handle, GCRY_MD_SHA256, 0);
    }

    ~Sha256()
    {
        gcry_md_close(m_handle);
    }

    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    /// @param data octets to add @param size how many
    void Add(const char* data, std::size_t size)
    {
        gcry_md_write(m_handle, data, size);
    }

    /// @return hexadecimal digits of the result
    std::string Get()
    {
        constexpr const char* digits = "0123456789abcdef";
        const unsigned char* octets = gcry_md_read(m_handle, GCRY_MD_SHA256);
        std::string text;
        for (unsigned int i = 0; i < gcry_md_get_algo_dlen(GCRY_MD_SHA256); i++)
        {
            text += digits[octets[i] >> 4];
            text += digits[octets[i] & 0xf];
        }
        return text;
    }

  private:
    gcry_md_hd_t m_handle{nullptr}; //!< of the library
};

} // namespace

std::optional<std::string>
GetSha256(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
    {
        return std::nullopt;
    }
    Sha256 hash;
    std::array<char, 65536> block{};
    while (file)
    {
        file.read(block.data(), block.size());
        hash.Add(block.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (file.bad())
    {
        return std::nullopt;
    }
    return hash.Get();
}

std::optional<std::string>
AddManifest(ResultsFolder& folder, const RunFacts& facts)
{
    nlohmann::ordered_json json;
    json["scenario"] = facts.scenario;
    json["versions"] = {{"mip6", GetMip6Version()}, {"ns-3", GetNs3Version()}};
    json["git_revision"] = GetGitRevision();
    json["argv"] = facts.argv;
    json["command"] = facts.command;
    json["seed"] = facts.seed;
    json["run"] = facts.run;
    json["wall_time_s"] = facts.wallSeconds;
    json["events"] = facts.events;
    json["exit"] = 0;
    json["sha256"] = nlohmann::ordered_json::object();
    for (const auto& name : folder.GetFiles())
    {
        const auto digest = GetSha256(folder.GetPath(name));
        if (!digest)
        {
            return "cannot read " + folder.GetPath(name);
        }
        json["sha256"][name] = *digest;
    }
    return folder.AddFile("manifest.json",
                          [&](std::ostream& file) { file << json.dump(2) << '\n'; });
}

} // namespace ns3::mip6

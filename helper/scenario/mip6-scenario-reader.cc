/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-reader.h"

#include "mip6-nearest-name.h"
#include "mip6-scenario-document.h"
#include "mip6-scenario-files.h"
#include "mip6-scenario-layers.h"
#include "mip6-scenario-problems.h"

#include <filesystem>

namespace ns3::mip6
{

namespace
{

/// A scenario file: how it is found and how messages call it.
struct SourceFile
{
    std::string path;  //!< of the file
    std::string label; //!< in messages
};

/// Reads a file and the presets below it into layers.
class FileReader
{
  public:
    /// @param layers filled
    explicit FileReader(ScenarioLayers& layers)
        : m_layers(layers)
    {
    }

    /// @param file to read @return whether its text could be understood
    bool Read(const SourceFile& file);

  private:
    /// @param file that starts from a preset @param preset value of the key
    /// @return whether the preset could be understood
    bool ReadPreset(const SourceFile& file, const DocumentNode& preset);

    ScenarioLayers& m_layers;           //!< filled
    std::vector<std::string> m_reading; //!< files that wait for their preset
};

bool
FileReader::Read(const SourceFile& file)
{
    const FileText source = ReadTextFile(file.path);
    const bool blank =
        source.text && source.text->find_first_not_of(" \t\r\n") == std::string::npos;
    const ParsedDocument document = ParseDocument(source.text.value_or(""));
    if (!source.text || blank || !document.root)
    {
        m_layers.BeginLayer(file.label);
        const std::string problem = blank ? "the file is empty" : document.problem;
        m_layers.Report(blank ? 1 : document.line, source.text ? problem : source.problem);
        return false;
    }
    m_reading.push_back(file.path);
    const DocumentNode* preset = document.root->Find("preset");
    const bool good = !preset || ReadPreset(file, *preset);
    m_reading.pop_back();
    m_layers.BeginLayer(file.label);
    if (!document.root->Find("name"))
    {
        m_layers.GetScenario().name = std::filesystem::path(file.path).stem().string();
    }
    m_layers.Apply(*document.root, "");
    return good;
}

bool
FileReader::ReadPreset(const SourceFile& file, const DocumentNode& preset)
{
    const auto* name = std::get_if<std::string>(&preset.value);
    const std::vector<std::string> names = ListScenarioNames();
    std::string problem;
    if (preset.kind != DocumentKind::VALUE || !name)
    {
        problem =
            "preset needs the name of a bundled scenario (scenarios: " + JoinNames(names) + ")";
    }
    else if (!HasName(names, *name))
    {
        problem = "preset = " + Quote(*name) + " is not a bundled scenario" +
                  SuggestName(*name, names) + " (scenarios: " + JoinNames(names) + ")";
    }
    else if (HasName(m_reading, GetScenarioFile(*name)))
    {
        problem = "preset = " + Quote(*name) + " leads back to this file";
    }
    if (problem.empty())
    {
        const std::string path = GetScenarioFile(*name);
        return Read({path, path});
    }
    m_layers.BeginLayer(file.label);
    m_layers.Report(preset.line, problem);
    return false;
}

/// @param nameOrFile what the user wrote @return whether it must be a file
bool
IsFile(const std::string& nameOrFile)
{
    const std::string ending = ".toml";
    return nameOrFile.find('/') != std::string::npos ||
           (nameOrFile.size() >= ending.size() &&
            nameOrFile.compare(nameOrFile.size() - ending.size(), ending.size(), ending) == 0);
}

/// @param layers filled @param setting "path=value"
void
ApplySetting(ScenarioLayers& layers, const std::string& setting)
{
    const std::size_t equal = setting.find('=');
    const std::string path = setting.substr(0, equal);
    layers.BeginLayer("--set " + path);
    if (equal == std::string::npos || path.empty())
    {
        layers.Report(0, "write --set key=value");
        return;
    }
    DocumentNode value = ParseDocumentValue(setting.substr(equal + 1));
    value.line = 0;
    layers.Apply(value, path);
}

/// @param nameOrFile what the user wrote @return the file; the label is empty if there is none
SourceFile
FindSource(const std::string& nameOrFile)
{
    if (IsFile(nameOrFile))
    {
        return {nameOrFile, nameOrFile};
    }
    if (HasName(ListScenarioNames(), nameOrFile))
    {
        const std::string path = GetScenarioFile(nameOrFile);
        return {path, path};
    }
    // A file without the usual ending is still a file.
    return std::filesystem::exists(nameOrFile) ? SourceFile{nameOrFile, nameOrFile} : SourceFile{};
}

} // namespace

ScenarioReadResult
ReadScenario(const std::string& nameOrFile, const std::vector<std::string>& settings)
{
    const SourceFile source = FindSource(nameOrFile);
    if (source.label.empty())
    {
        const std::vector<std::string> names = ListScenarioNames();
        return {std::nullopt,
                {"no scenario is called " + Quote(nameOrFile) + SuggestName(nameOrFile, names) +
                 " (scenarios: " + JoinNames(names) + "; a file ends in .toml)"}};
    }
    ScenarioLayers layers;
    const bool readable = FileReader(layers).Read(source);
    for (const std::string& setting : settings)
    {
        ApplySetting(layers, setting);
    }
    // A value that could not be stored has left a default behind, which would only lead to
    // complaints that are not the user's fault.
    if (readable && layers.GetMessages().empty())
    {
        layers.Validate();
    }
    ScenarioReadResult result;
    result.messages = layers.GetMessages();
    if (result.messages.empty())
    {
        result.scenario = layers.GetScenario();
    }
    return result;
}

std::vector<BundledScenario>
ListScenarios()
{
    std::vector<BundledScenario> list;
    for (const std::string& name : ListScenarioNames())
    {
        const ParsedDocument document =
            ParseDocument(ReadTextFile(GetScenarioFile(name)).text.value_or(""));
        const DocumentNode* title = document.root ? document.root->Find("title") : nullptr;
        const auto* text = title ? std::get_if<std::string>(&title->value) : nullptr;
        list.push_back({name, text ? *text : ""});
    }
    return list;
}

} // namespace ns3::mip6

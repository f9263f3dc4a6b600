/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-attribute-defaults.h"
#include "mip6-nearest-name.h"
#include "mip6-quantity.h"
#include "mip6-run-command.h"
#include "mip6-scenario-problems.h"

#include <limits>

namespace ns3::mip6
{

namespace
{

/// Options with a value.
const std::vector<std::string> VALUE_OPTIONS{"scenario", "set", "seed", "run", "out", "outputs"};
/// Options without a value.
const std::vector<std::string> FLAG_OPTIONS{"list", "check"};
/// Options of ns3::CommandLine, which it answers itself.
const std::vector<std::string> PRINT_OPTIONS{
    "PrintHelp",
    "help",
    "PrintVersion",
    "version",
    "PrintGroups",
    "PrintTypeIds",
    "PrintGlobals",
    "PrintGroup",
    "PrintAttributes",
};

/// Reads the arguments one after the other.
class OptionParser
{
  public:
    /// @param arguments of the program, without its name; must outlive this
    explicit OptionParser(const std::vector<std::string>& arguments)
        : m_arguments(arguments)
    {
    }

    /// @return the options
    RunOptionsResult Parse()
    {
        for (m_next = 0; m_next < m_arguments.size();)
        {
            TakeArgument(m_arguments[m_next++]);
        }
        if (m_result.options.scenario.empty() && !m_result.options.list &&
            m_result.options.general.empty() && m_result.problems.empty())
        {
            Complain("no scenario given; write for example --scenario=handover");
        }
        return m_result;
    }

  private:
    /// @param problem what is wrong
    void Complain(const std::string& problem)
    {
        m_result.problems.push_back(problem);
    }

    /// @param argument next one
    void TakeArgument(const std::string& argument)
    {
        if (argument.empty() || argument[0] != '-')
        {
            m_result.options.scenario = argument;
            return;
        }
        const std::size_t start = argument.find_first_not_of('-');
        const std::size_t equal = argument.find('=');
        const std::string name =
            start == std::string::npos ? "" : argument.substr(start, equal - start);
        std::optional<std::string> value;
        if (equal != std::string::npos)
        {
            value = argument.substr(equal + 1);
        }
        if (HasName(FLAG_OPTIONS, name))
        {
            TakeFlag(name, value.value_or("true"));
        }
        else if (HasName(VALUE_OPTIONS, name))
        {
            TakeOption(name, value);
        }
        else
        {
            TakeGeneral(argument, {name, value.value_or("")});
        }
    }

    /// @param name of an option @param value true or false
    void TakeFlag(const std::string& name, const std::string& value)
    {
        if (value != "true" && value != "false")
        {
            Complain("--" + name + "=" + value + " is not true or false");
            return;
        }
        (name == "list" ? m_result.options.list : m_result.options.check) = value == "true";
    }

    /// @param name of an option @param value if it is in the same argument
    void TakeOption(const std::string& name, std::optional<std::string> value)
    {
        if (!value && m_next < m_arguments.size())
        {
            value = m_arguments[m_next++];
        }
        if (!value)
        {
            Complain("--" + name + " needs a value");
            return;
        }
        RunOptions& options = m_result.options;
        if (name == "scenario")
        {
            options.scenario = *value;
        }
        else if (name == "set")
        {
            options.settings.push_back(*value);
        }
        else if (name == "out")
        {
            options.directory = *value;
        }
        else if (name == "outputs")
        {
            options.outputs = *value;
        }
        else
        {
            TakeNumber(name, *value);
        }
    }

    /// @param name "seed" or "run" @param text its value
    void TakeNumber(const std::string& name, const std::string& text)
    {
        const bool seed = name == "seed";
        const std::optional<int64_t> number = ParseCount(text);
        // A seed of 0 is the one that the random number generator refuses.
        if (!number || *number < (seed ? 1 : 0) || *number > std::numeric_limits<uint32_t>::max())
        {
            Complain("--" + name + "=" + text + " is not a whole number, " + (seed ? "1" : "0") +
                     " or more");
            return;
        }
        (seed ? m_result.options.seed : m_result.options.run) = static_cast<uint32_t>(*number);
    }

    /// @param argument as given @param setting its name and value
    void TakeGeneral(const std::string& argument, const AttributeSetting& setting)
    {
        m_result.options.general.push_back(argument);
        if (HasName(PRINT_OPTIONS, setting.name))
        {
            return;
        }
        if (HasName(ListGlobalValues(), setting.name))
        {
            Check(CheckGlobalValue(setting));
        }
        else if (setting.name.find("::") != std::string::npos)
        {
            Check(CheckAttribute(setting));
        }
        else
        {
            std::vector<std::string> names = VALUE_OPTIONS;
            names.insert(names.end(), FLAG_OPTIONS.begin(), FLAG_OPTIONS.end());
            const std::string suggestion = SuggestName(setting.name, names);
            Complain("unknown option --" + setting.name +
                     (suggestion.empty() ? " (options: " + JoinNames(names) + ")" : suggestion));
        }
    }

    /// @param problem complained about, if there is one
    void Check(const std::optional<std::string>& problem)
    {
        if (problem)
        {
            Complain(*problem);
        }
    }

    const std::vector<std::string>& m_arguments; //!< read
    std::size_t m_next{0};                       //!< first one not read yet
    RunOptionsResult m_result;                   //!< so far
};

} // namespace

RunOptionsResult
ParseRunOptions(const std::vector<std::string>& arguments)
{
    return OptionParser(arguments).Parse();
}

} // namespace ns3::mip6

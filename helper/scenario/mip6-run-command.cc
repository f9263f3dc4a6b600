/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-run-command.h"

#include "mip6-nearest-name.h"
#include "mip6-quantity.h"
#include "mip6-scenario-builder.h"
#include "mip6-scenario-problems.h"
#include "mip6-scenario-reader.h"

#include "ns3/command-line.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-results-folder.h"
#include "ns3/mip6-results.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace ns3::mip6
{

namespace
{

const std::vector<std::string> OUTPUT_KINDS{"csv", "pcap", "plots"}; //!< of results

/// @param messages printed, one a line @return the exit code for them
int
Refuse(const std::vector<std::string>& messages)
{
    for (const std::string& message : messages)
    {
        std::cerr << message << "\n";
    }
    return EXIT_BAD_INPUT;
}

/// @param problem what the run failed of @return the exit code for it
int
Fail(const std::string& problem)
{
    std::cerr << "run: " << problem << "\n";
    return EXIT_SIMULATION_FAILED;
}

/// A fatal error of ns-3 ends the program through here, after its own message.
[[noreturn]] void
EndAfterFatalError()
{
    std::cout.flush();
    std::cerr << "run: the simulation failed; no results were written" << std::endl;
    std::_Exit(EXIT_SIMULATION_FAILED);
}

/// Let ns-3 handle the arguments that it knows: help, attributes, global values.
/// @param program its name @param general the arguments
void
ApplyGeneralArguments(const std::string& program, const std::vector<std::string>& general)
{
    // The values are taken from ParseRunOptions; here they only appear in the help.
    RunOptions shown;
    uint32_t seed = 1;
    uint32_t run = 1;
    std::string setting;
    CommandLine command;
    command.Usage("Runs a Mobile IPv6 scenario.");
    command.AddValue("scenario", "name of a bundled scenario, or a file", shown.scenario);
    command.AddValue("set", "key=value, changes a parameter; may be repeated", setting);
    command.AddValue("seed", "seed of the random numbers", seed);
    command.AddValue("run", "number of the run, for independent repetitions", run);
    command.AddValue("out", "folder of the results, otherwise results/NAME", shown.directory);
    command.AddValue("outputs", "all, or a list of csv, pcap, plots", shown.outputs);
    command.AddValue("list", "list the bundled scenarios", shown.list);
    command.AddValue("check", "only check and describe the scenario", shown.check);
    std::vector<std::string> arguments{program};
    arguments.insert(arguments.end(), general.begin(), general.end());
    command.Parse(arguments);
}

/// @param text list with commas @return its entries
std::vector<std::string>
SplitList(const std::string& text)
{
    std::vector<std::string> entries;
    std::istringstream stream(text);
    for (std::string entry; std::getline(stream, entry, ',');)
    {
        entries.push_back(entry);
    }
    return entries;
}

/// @param outputs list of kinds, checked @param results gets what is wanted
void
ChooseOutputs(const std::string& outputs, ResultsOptions& results)
{
    const std::vector<std::string> kinds = SplitList(outputs);
    const bool all = HasName(kinds, "all");
    results.csv = outputs.empty() || all || HasName(kinds, "csv");
    results.plots = outputs.empty() || all || HasName(kinds, "plots");
    results.pcap = all || HasName(kinds, "pcap");
}

/// @param outputs list of kinds @return what is wrong with it
std::vector<std::string>
CheckOutputs(const std::string& outputs)
{
    std::vector<std::string> problems;
    for (const std::string& kind : SplitList(outputs))
    {
        if (kind != "all" && !HasName(OUTPUT_KINDS, kind))
        {
            problems.push_back("--outputs: " + Quote(kind) + " is not one of: all, " +
                               JoinNames(OUTPUT_KINDS));
        }
    }
    return problems;
}

/// Print the bundled scenarios.
void
PrintScenarios()
{
    for (const BundledScenario& scenario : ListScenarios())
    {
        std::cout << std::left << std::setw(20) << scenario.name << " " << scenario.title << "\n";
    }
}

/// @param label what the line is about @return start of a line of a description
std::string
MakeLabel(const std::string& label)
{
    std::ostringstream text;
    text << std::left << std::setw(10) << label << " ";
    return text.str();
}

/// @param scenario described
void
PrintTopology(const Scenario& scenario)
{
    for (const ScenarioNode& node : scenario.nodes)
    {
        std::cout << MakeLabel("node") << node.name << " (" << GetName(node.role);
        if (node.role == NodeRole::CORRESPONDENT)
        {
            std::cout << ", Mobile IPv6: " << GetName(node.mobileIpv6);
        }
        std::cout << ")" << (node.link ? " on link " + *node.link : "") << "\n";
    }
    for (const ScenarioLink& link : scenario.links)
    {
        std::cout << MakeLabel("link") << link.from << " -- " << link.to << "  "
                  << FormatTime(link.delay) << ", " << FormatRate(link.rate) << "\n";
    }
}

/// @param network whose mobile networks are described
void
PrintMobileNetworks(const ScenarioNetwork& network)
{
    for (const NetworkMobileRouter& router : network.mobileRouters)
    {
        for (const Subnet& subnet : router.networks)
        {
            std::cout << MakeLabel("network") << FormatSubnet(subnet) << " of " << router.name
                      << "\n";
        }
    }
}

/// @param router whose places are described
void
PrintRouterMoves(const MobileRouterSettings& router)
{
    std::cout << MakeLabel("start") << router.name << " on " << router.start << "\n";
    for (const RouterMove& move : router.attach)
    {
        std::cout << MakeLabel("move") << FormatTime(move.at) << " " << router.name << " to "
                  << move.to;
        if (router.egress > 1)
        {
            std::cout << ", interface " << move.interface;
        }
        std::cout << "\n";
    }
}

/// @param scenario described @param network built from it
void
PrintNetwork(const Scenario& scenario, const ScenarioNetwork& network)
{
    for (const NetworkMobile& mobile : network.mobiles)
    {
        std::cout << MakeLabel("address") << mobile.name << " home address "
                  << FormatAddress(mobile.homeAddress) << ", home agent "
                  << (mobile.homeAgent.IsAny() ? "to be discovered"
                                               : FormatAddress(mobile.homeAgent))
                  << "\n";
    }
    for (const NetworkNode& node : network.nodes)
    {
        const bool isMobile =
            std::any_of(network.mobiles.begin(),
                        network.mobiles.end(),
                        [&node](const NetworkMobile& mobile) { return mobile.node == node.node; });
        if (!isMobile)
        {
            std::cout << MakeLabel("address") << node.name << " " << FormatAddress(node.address)
                      << "\n";
        }
    }
    PrintMobileNetworks(network);
    for (const std::string& route : network.routes)
    {
        std::cout << MakeLabel("route") << route << "\n";
    }
    for (const ScenarioEvent& event : scenario.events)
    {
        std::cout << MakeLabel("event") << FormatTime(event.at) << " " << GetName(event.kind) << " "
                  << (event.prefix ? FormatSubnet(*event.prefix) : event.node) << "\n";
    }
    for (const Move& move : scenario.mobile.attach)
    {
        std::cout << MakeLabel("move") << FormatTime(move.at) << " "
                  << (move.node ? *move.node + " " : "") << "to " << move.to << "\n";
    }
    for (const MobileRouterSettings& router : GetMobileRouters(scenario))
    {
        PrintRouterMoves(router);
    }
    for (const NetworkFlow& flow : network.flows)
    {
        std::cout << MakeLabel("traffic") << flow.name << " " << flow.traffic.from << " -> "
                  << flow.traffic.to << "\n";
    }
}

/// @param scenario to describe @return the exit code
int
Check(const Scenario& scenario)
{
    std::cout << MakeLabel("scenario") << scenario.name << ": " << scenario.title << "\n";
    PrintTopology(scenario);
    const ScenarioNetwork network = BuildScenario(scenario);
    PrintNetwork(scenario, network);
    Simulator::Destroy();
    return EXIT_OK;
}

/// @param scenario to run @param results what to write @return the exit code
int
Run(const Scenario& scenario, const ResultsOptions& results)
{
    const ScenarioNetwork network = BuildScenario(scenario);
    ResultsRecorder recorder(scenario, network, results);
    recorder.Start();
    Simulator::Stop(scenario.stop);
    Simulator::Run();
    const std::optional<std::string> problem = recorder.Finish();
    // The end of applications and devices is still traced, so the recorder outlives it.
    Simulator::Destroy();
    return problem ? Fail(*problem) : EXIT_OK;
}

/// @param text a word of a command @return it as a shell needs it
std::string
QuoteForShell(const std::string& text)
{
    if (text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                               "-_./=:,") == std::string::npos)
    {
        return text;
    }
    std::string quoted = "'";
    for (const char letter : text)
    {
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    }
    return quoted + "'";
}

/// @param options of the run @return a command that repeats it
std::string
MakeCommand(const RunOptions& options)
{
    std::string command = "./mip6 run " + QuoteForShell(options.scenario) + " --seed " +
                          std::to_string(RngSeedManager::GetSeed()) + " --run " +
                          std::to_string(RngSeedManager::GetRun());
    for (const std::string& setting : options.settings)
    {
        command += " --set " + QuoteForShell(setting);
    }
    if (!options.outputs.empty())
    {
        command += " --outputs " + QuoteForShell(options.outputs);
    }
    for (const std::string& argument : options.general)
    {
        command += " " + QuoteForShell(argument);
    }
    return command;
}

/// @param options with seed and run, where given
void
ApplyRandomNumbers(const RunOptions& options)
{
    if (options.seed)
    {
        RngSeedManager::SetSeed(*options.seed);
    }
    if (options.run)
    {
        RngSeedManager::SetRun(*options.run);
    }
}

/// @param options of the run @param arguments of the program @param scenario that is run
/// @return what to write
ResultsOptions
MakeResultsOptions(const RunOptions& options,
                   const std::vector<std::string>& arguments,
                   const Scenario& scenario)
{
    ResultsOptions results;
    results.directory = options.directory.empty() ? "results/" + scenario.name : options.directory;
    ChooseOutputs(options.outputs, results);
    results.seed = RngSeedManager::GetSeed();
    results.run = static_cast<uint32_t>(RngSeedManager::GetRun());
    results.argv = arguments;
    results.command = MakeCommand(options);
    return results;
}

} // namespace

int
ExecuteRunCommand(const std::vector<std::string>& arguments)
{
    std::set_terminate(EndAfterFatalError);
    const auto [options, problems] =
        ParseRunOptions({arguments.begin() + (arguments.empty() ? 0 : 1), arguments.end()});
    if (!problems.empty())
    {
        return Refuse(problems);
    }
    ApplyGeneralArguments(arguments.front(), options.general);
    if (options.list)
    {
        PrintScenarios();
        return EXIT_OK;
    }
    const ScenarioReadResult read = ReadScenario(options.scenario, options.settings);
    const std::vector<std::string> wrongOutputs = CheckOutputs(options.outputs);
    if (!read.scenario || !wrongOutputs.empty())
    {
        std::vector<std::string> messages = read.messages;
        messages.insert(messages.end(), wrongOutputs.begin(), wrongOutputs.end());
        return Refuse(messages);
    }
    ApplyRandomNumbers(options);
    if (options.check)
    {
        return Check(*read.scenario);
    }
    const ResultsOptions results = MakeResultsOptions(options, arguments, *read.scenario);
    if (const auto problem = ResultsFolder(results.directory).CheckFinalName())
    {
        return Refuse({"--out: " + *problem});
    }
    return Run(*read.scenario, results);
}

} // namespace ns3::mip6

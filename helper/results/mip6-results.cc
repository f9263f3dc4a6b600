/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-results.h"

#include "mip6-csv-writer.h"
#include "mip6-handover-packets.h"
#include "mip6-manifest.h"
#include "mip6-mobile-places.h"
#include "mip6-nesting.h"
#include "mip6-plot-runner.h"
#include "mip6-plots.h"
#include "mip6-results-readme.h"
#include "mip6-run-printer.h"
#include "mip6-shortest-links.h"

#include "ns3/mip6-scenario-network.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/simulator.h"

#include <functional>
#include <iostream>
#include <utility>

namespace ns3::mip6
{

namespace
{

/// A part of the work: does it, and says what is wrong.
using Step = std::function<std::optional<std::string>()>;

/**
 * Do parts of the work until one fails.
 * @param steps in order
 * @return nothing, or what is wrong
 */
std::optional<std::string>
DoSteps(const std::vector<Step>& steps)
{
    for (const auto& step : steps)
    {
        if (auto problem = step())
        {
            return problem;
        }
    }
    return std::nullopt;
}

/**
 * @param text any text
 * @return writes the text into a file
 */
std::function<void(std::ostream&)>
WriteText(std::string text)
{
    return [text = std::move(text)](std::ostream& file) { file << text; };
}

/**
 * @param options what was written
 * @return kinds of files, for people
 */
std::string
GetContents(const ResultsOptions& options)
{
    return std::string(options.plots ? "plots, " : "") + "CSV" + (options.pcap ? ", pcap" : "");
}

} // namespace

ResultsRecorder::ResultsRecorder(const Scenario& scenario,
                                 const ScenarioNetwork& network,
                                 const ResultsOptions& options)
    : m_scenario(scenario),
      m_network(network),
      m_options(options),
      m_folder(options.directory),
      m_handoverMeter(GetMobileNames(scenario)),
      m_packetMeter(network.flows, PacketProbe::GetNodeNames(network)),
      m_packetProbe(m_packetMeter)
{
}

void
ResultsRecorder::Start()
{
    m_startAt = std::chrono::steady_clock::now();
    m_problem = OpenFolder();
    m_handoverMeter.Connect(m_network);
    m_packetProbe.Connect(m_network);
    m_signallingMeter.Connect(m_network);
    PrintScenario(std::cout, m_scenario, {m_options.seed, m_options.run});
    PrintAddresses(std::cout, m_network);
}

std::optional<std::string>
ResultsRecorder::Finish()
{
    if (m_problem)
    {
        return m_problem;
    }
    const ResultsTables tables = TakeTables();
    PrintHandovers(std::cout, tables, m_scenario, m_network);
    const Summary summary = MakeSummary(tables);
    const auto problem = DoSteps({[this] { return m_pcapWriter.Close(); },
                                  [this, &tables] { return WriteTables(tables); },
                                  [this, &tables] { return WritePlots(tables); },
                                  [this, &summary] { return WriteDescriptions(summary); },
                                  [this] { return m_folder.Complete(); }});
    if (problem)
    {
        return problem;
    }
    PrintFlows(std::cout, summary);
    PrintNesting(std::cout, summary);
    PrintClosing(std::cout,
                 m_scenario,
                 {m_folder.GetDirectory(), GetContents(m_options), m_note, m_options.command});
    return std::nullopt;
}

std::optional<std::string>
ResultsRecorder::OpenFolder()
{
    if (auto problem = m_folder.Open())
    {
        return problem;
    }
    if (!m_options.pcap)
    {
        return std::nullopt;
    }
    return DoSteps({[this] { return m_folder.AddFolder("pcap"); },
                    [this] { return m_pcapWriter.Open(m_network, m_folder.GetPath("pcap")); }});
}

ResultsTables
ResultsRecorder::TakeTables()
{
    ResultsTables tables;
    tables.handovers = m_handoverMeter.GetTable();
    tables.packets = m_packetMeter.TakeTable(Simulator::Now());
    tables.signalling = m_signallingMeter.TakeSignalling();
    tables.bindings = m_signallingMeter.TakeBindings();
    AddPacketsToHandovers(tables.handovers,
                          tables.packets,
                          MobilePlaces(m_scenario, tables.handovers));
    AddShortestLinks(tables, m_scenario);
    return tables;
}

std::optional<std::string>
ResultsRecorder::WriteTables(const ResultsTables& tables)
{
    const auto writeHandovers = [&](std::ostream& file) { WriteHandovers(file, tables.handovers); };
    if (auto problem = m_folder.AddFile("handovers.csv", writeHandovers))
    {
        return problem;
    }
    if (!m_options.csv && !m_options.plots)
    {
        return std::nullopt;
    }
    const auto writePackets = [&](std::ostream& file) { WritePackets(file, tables.packets); };
    const auto writeBindings = [&](std::ostream& file) { WriteBindings(file, tables.bindings); };
    const auto writeSignalling = [&](std::ostream& file) {
        WriteSignalling(file, tables.signalling);
    };
    const auto writeNesting = [&](std::ostream& file) {
        WriteNesting(file, MakeNestingTable(tables.packets));
    };
    const bool hasNesting = !m_network.mobileRouters.empty();
    return DoSteps({[&] { return m_folder.AddFile("packets.csv", writePackets); },
                    [&] { return m_folder.AddFile("signalling.csv", writeSignalling); },
                    [&] { return m_folder.AddFile("bindings.csv", writeBindings); },
                    [&] {
                        return hasNesting ? m_folder.AddFile("nesting.csv", writeNesting)
                                          : std::nullopt;
                    }});
}

std::optional<std::string>
ResultsRecorder::WritePlots(const ResultsTables& tables)
{
    if (!m_options.plots)
    {
        return std::nullopt;
    }
    if (auto problem = m_folder.AddFolder("plots"))
    {
        return problem;
    }
    const auto plots = MakePlots(tables, {m_scenario.name, m_scenario.stop});
    for (const auto& plot : plots)
    {
        if (auto problem = m_folder.AddFile("plots/" + plot.name + ".plt", WriteText(plot.script)))
        {
            return problem;
        }
    }
    m_note = Describe(DrawPlots(m_folder.GetPath("plots"), plots));
    return std::nullopt;
}

std::optional<std::string>
ResultsRecorder::WriteDescriptions(const Summary& summary)
{
    const SummaryContext context{m_scenario.name, m_options.seed, m_options.run, m_scenario.stop};
    const std::chrono::duration<double> wallTime = std::chrono::steady_clock::now() - m_startAt;
    const RunFacts facts{m_scenario.name,
                         m_options.argv,
                         m_options.command,
                         m_options.seed,
                         m_options.run,
                         wallTime.count(),
                         Simulator::GetEventCount()};
    return DoSteps(
        {[&] { return m_folder.AddFile("scenario.toml", WriteText(WriteScenario(m_scenario))); },
         [&] {
             return m_folder.AddFile("summary.json", WriteText(FormatSummary(summary, context)));
         },
         [&] {
             const auto files = m_folder.GetFiles();
             return m_folder.AddFile("README.txt", WriteText(FormatReadme(facts, files)));
         },
         [&] { return AddManifest(m_folder, facts); }});
}

} // namespace ns3::mip6

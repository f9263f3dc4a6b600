/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RESULTS_H
#define MIP6_RESULTS_H

#include "ns3/mip6-handover-meter.h"
#include "ns3/mip6-packet-meter.h"
#include "ns3/mip6-packet-probe.h"
#include "ns3/mip6-pcap-writer.h"
#include "ns3/mip6-results-folder.h"
#include "ns3/mip6-results-tables.h"
#include "ns3/mip6-scenario.h"
#include "ns3/mip6-signalling-meter.h"
#include "ns3/mip6-summary.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Results of a run.
 *
 * Data flows one way: trace sources -> meters -> tables -> writers. Meters know no files, writers
 * know no simulation.
 */

namespace ns3::mip6
{

struct ScenarioNetwork;

/// What to write, and what to say about it.
struct ResultsOptions
{
    std::string directory;         //!< final name of the folder
    bool csv{true};                //!< write packets, signalling and bindings
    bool pcap{false};              //!< write packet captures
    bool plots{true};              //!< draw figures; they need, and so bring, the CSV files
    uint32_t seed{1};              //!< of the random numbers
    uint32_t run{1};               //!< number of the repetition
    std::vector<std::string> argv; //!< command line of the program
    std::string command;           //!< that repeats the run
};

/**
 * Measures a run, writes its results and prints what happened. Must live until the run is
 * destroyed.
 */
class ResultsRecorder
{
  public:
    /**
     * @param scenario that is run; must live as long as the recorder
     * @param network built from it; must live as long as the recorder
     * @param options what to write
     */
    ResultsRecorder(const Scenario& scenario,
                    const ScenarioNetwork& network,
                    const ResultsOptions& options);

    ResultsRecorder(const ResultsRecorder&) = delete;
    ResultsRecorder& operator=(const ResultsRecorder&) = delete;

    /// Create the folder, listen to the trace sources and print what is run. Before the simulation.
    void Start();

    /**
     * Write everything and print what happened. After the simulation, before it is destroyed.
     * @return nothing, or what is wrong; nothing is then left under the final name
     */
    std::optional<std::string> Finish();

  private:
    /// @return nothing, or what is wrong: create the folders and the captures
    std::optional<std::string> OpenFolder();
    /// @return all tables; the meters are empty afterwards
    ResultsTables TakeTables();
    /// @param tables of the run @return nothing, or what is wrong: write the CSV files
    std::optional<std::string> WriteTables(const ResultsTables& tables);
    /// @param tables of the run @return nothing, or what is wrong: write and draw the figures
    std::optional<std::string> WritePlots(const ResultsTables& tables);
    /// @param summary of the run @return nothing, or what is wrong: write the other files
    std::optional<std::string> WriteDescriptions(const Summary& summary);

    const Scenario& m_scenario;                      //!< that is run
    const ScenarioNetwork& m_network;                //!< built from it
    ResultsOptions m_options;                        //!< what to write
    ResultsFolder m_folder;                          //!< to write into
    HandoverMeter m_handoverMeter;                   //!< of handovers
    PacketMeter m_packetMeter;                       //!< of flows
    PacketProbe m_packetProbe;                       //!< feeds m_packetMeter
    SignallingMeter m_signallingMeter;               //!< of messages and tables
    PcapWriter m_pcapWriter;                         //!< of frames
    std::chrono::steady_clock::time_point m_startAt; //!< wall time
    std::optional<std::string> m_problem;            //!< that Start met
    std::string m_note;                              //!< about missing figures
};

} // namespace ns3::mip6

#endif /* MIP6_RESULTS_H */

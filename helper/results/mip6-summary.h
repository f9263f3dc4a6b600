/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SUMMARY_H
#define MIP6_SUMMARY_H

#include "ns3/mip6-nesting.h"
#include "ns3/mip6-path-summary.h"
#include "ns3/mip6-results-tables.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * A run in a few numbers.
 */

namespace ns3::mip6
{

/// Numbers of one flow.
struct FlowSummary
{
    std::string name;                     //!< as in ScenarioNetwork
    Traffic traffic;                      //!< its description
    uint64_t sent{0};                     //!< packets or chunks
    uint64_t delivered{0};                //!< of those, received at least once
    uint64_t lost{0};                     //!< of those, lost
    uint64_t inFlight{0};                 //!< of those, on their way at the end
    uint64_t duplicated{0};               //!< further copies received
    uint64_t reordered{0};                //!< received after one that was sent later
    uint64_t deliveredOctets{0};          //!< of the application
    std::optional<double> meanDelayMs;    //!< one way; absent if nothing was delivered
    std::optional<double> medianDelayMs;  //!< one way
    std::optional<double> p95DelayMs;     //!< one way, 95th percentile
    std::optional<double> maximumDelayMs; //!< one way
    PathSummaries paths;                  //!< delivered datagrams by way
    std::vector<NestingRow> nesting;      //!< the same by depth, if any was in a mobile network
};

/// Numbers of one kind of signalling message.
struct MessageSummary
{
    uint64_t sent{0};       //!< by all nodes
    uint64_t received{0};   //!< by all nodes
    uint64_t sentOctets{0}; //!< in IPv6 packets
};

/// Means over all handovers in which the part happened.
struct HandoverMeans
{
    std::optional<double> layer2Ms;       //!< without a link
    std::optional<double> detectMs;       //!< until the advertisement
    std::optional<double> addressMs;      //!< until the address could be used
    std::optional<double> registerMs;     //!< from update to acknowledgement
    std::optional<double> optimizeMs;     //!< from there to the correspondent's binding
    std::optional<double> totalMs;        //!< from leaving the link to the last of both
    std::optional<double> interruptionMs; //!< without a datagram
};

/// A run in numbers.
struct Summary
{
    uint64_t handovers{0};                   //!< movements
    std::map<std::string, uint64_t> results; //!< handovers by result
    HandoverMeans means;                     //!< of handovers
    uint64_t lostInHandovers{0};             //!< datagrams
    std::vector<FlowSummary> flows;          //!< in the scenario's order
    PathSummaries paths;                     //!< of the datagrams of all flows
    std::vector<DepthSummary> depths;        //!< of the flows with datagrams in mobile networks
    std::map<std::string, MessageSummary> messages; //!< by name
    uint64_t bindingsAdded{0};                      //!< to binding caches
    uint64_t bindingsRemoved{0};                    //!< from them, by de-registration
    uint64_t bindingsExpired{0};                    //!< in them
};

/**
 * @param tables of the run
 * @return its numbers
 */
Summary MakeSummary(const ResultsTables& tables);

/// What a summary belongs to.
struct SummaryContext
{
    std::string scenario; //!< name
    uint32_t seed{1};     //!< of the random numbers
    uint32_t run{1};      //!< number of the repetition
    Time stop;            //!< length of the run
};

/**
 * @param summary numbers of a run
 * @param context what run
 * @return text of summary.json
 */
std::string FormatSummary(const Summary& summary, const SummaryContext& context);

/**
 * @param sorted values, smallest first
 * @param fraction between 0 and 1
 * @return the value below which this fraction lies, interpolated; absent without values
 */
std::optional<double> GetQuantile(const std::vector<double>& sorted, double fraction);

} // namespace ns3::mip6

#endif /* MIP6_SUMMARY_H */

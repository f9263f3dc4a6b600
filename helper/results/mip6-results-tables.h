/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RESULTS_TABLES_H
#define MIP6_RESULTS_TABLES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-scenario.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * The tables of a run. Meters fill them from trace sources, writers turn them into files; neither
 * knows the other.
 */

namespace ns3::mip6
{

/// How a handover ended.
enum class HandoverResult : uint8_t
{
    REGISTERED, //!< the home agent accepted a care-of address
    RETURNED,   //!< back home, and the home agent dropped the binding
    REFUSED,    //!< the home agent refused
    INCOMPLETE, //!< not acknowledged at the end of the run
    SUPERSEDED, //!< not acknowledged when the next movement began
};

/// What happened between a mobile node and a correspondent on one link.
struct CorrespondentRow
{
    Ipv6Address address;            //!< of the correspondent
    std::optional<Time> routableAt; //!< return routability completed
    std::optional<Time> boundAt;    //!< it has the present binding, or at home none any more
};

/// One scripted movement of one mobile node, and what followed. Absent instants did not happen.
struct HandoverRow
{
    std::string mobile;                           //!< name of the mobile node
    uint32_t number{0};                           //!< counted from 1 for each mobile node
    std::string from;                             //!< link left
    std::string to;                               //!< link reached
    Time linkDownAt;                              //!< the old link was left
    std::optional<Time> linkUpAt;                 //!< the new link was reached
    std::optional<Time> solicitedAt;              //!< first Router Solicitation
    std::optional<Time> advertisedAt;             //!< advertisement that showed the new link
    std::optional<Time> tentativeAt;              //!< duplicate address detection began
    std::optional<Time> readyAt;                  //!< care-of address (home: home address) usable
    std::optional<Time> updateAt;                 //!< first Binding Update
    std::optional<Time> acknowledgedAt;           //!< the acknowledgement was processed
    std::optional<Time> returnRoutabilityAt;      //!< first return routability completed
    std::optional<Time> correspondentBoundAt;     //!< the first correspondent was up to date
    std::optional<Time> lastOldAt;                //!< last datagram received before the movement
    std::optional<Time> firstNewAt;               //!< first datagram received after it
    Ipv6Address router;                           //!< that sent the advertisement
    Ipv6Address address;                          //!< that became ready
    std::vector<CorrespondentRow> correspondents; //!< in the order of their first step
    uint32_t sent{0};                             //!< datagrams sent until the next movement
    uint32_t lost{0};                             //!< datagrams lost until the next movement
    uint32_t duplicated{0};                       //!< copies received until the next movement
    uint32_t reordered{0};                        //!< overtaken datagrams until the next movement
    HandoverResult result{HandoverResult::INCOMPLETE}; //!< how it ended
};

/// Which way a packet took. A later one covers the earlier ones.
enum class PacketPath : uint8_t
{
    DIRECT,    //!< without any Mobile IPv6 header
    NEMO,      //!< in tunnels of mobile routers alone, which neither end knows of
    OPTIMIZED, //!< with a type 2 routing header or a Home Address option on some link
    TUNNEL,    //!< inside another IPv6 packet on some link, that of a mobile node or unknown
};

/// Number of values of PacketPath.
constexpr std::size_t PACKET_PATHS = 4;

/// Where packets went that were in tunnels of mobile routers; these are flags.
enum class PacketPassage : uint8_t
{
    NONE = 0,    //!< in no tunnel of a mobile router
    OUT = 1,     //!< out of a mobile network, to a home agent
    IN = 2,      //!< into a mobile network, from a home agent
    THROUGH = 3, //!< out of one and into another
};

/// What became of a packet.
enum class PacketFate : uint8_t
{
    OPEN,      //!< neither received nor known to be lost
    DELIVERED, //!< received by the application
    DROPPED,   //!< lost, and a node said why
    LOST,      //!< lost without a word
    IN_FLIGHT, //!< still on its way when the run ended
};

/// Stands for "did not happen" in PacketRecord, which is kept small because there are millions.
constexpr int64_t PACKET_NEVER = std::numeric_limits<int64_t>::min();

/// One packet of a flow (UDP) or one chunk (TCP).
struct PacketRecord
{
    uint64_t uid{0};                     //!< of the ns-3 packet
    int64_t sentNs{PACKET_NEVER};        //!< by the application
    int64_t endedNs{PACKET_NEVER};       //!< received or lost
    uint32_t octets{0};                  //!< of the application
    uint32_t wireOctets{0};              //!< of the IPv6 packet where it was largest
    uint16_t node{0};                    //!< that had it last, index into PacketTable::nodes
    uint8_t reason{0};                   //!< why it was lost, index into PacketTable::reasons
    uint8_t links{0};                    //!< number of links that it was sent on
    uint8_t shortestLinks{0};            //!< the same on the shortest route; 0 if not known
    uint8_t depth{0};                    //!< most tunnels of mobile routers that it was in at once
    PacketPath path{PacketPath::DIRECT}; //!< which way
    PacketFate fate{PacketFate::OPEN};   //!< what became of it
    bool reordered{false};               //!< received after one that was sent later
    PacketPassage passage{PacketPassage::NONE}; //!< through which end of those tunnels
};

/// A further copy of a packet.
struct DuplicateRecord
{
    uint32_t sequence{0};  //!< of the packet
    int64_t receivedNs{0}; //!< when the copy arrived
};

/// All packets of one flow.
struct FlowRecord
{
    std::string name;                        //!< as in ScenarioNetwork
    Traffic traffic;                         //!< its description
    std::vector<PacketRecord> packets;       //!< by sequence number
    std::vector<DuplicateRecord> duplicates; //!< in the order of arrival
};

/// All packets of the run.
struct PacketTable
{
    std::vector<FlowRecord> flows;    //!< in the scenario's order
    std::vector<std::string> nodes;   //!< names
    std::vector<std::string> reasons; //!< of losses
};

/// One signalling message at one node.
struct SignallingRow
{
    Time at;                     //!< when
    std::string node;            //!< that sent or received it
    Mip6SignallingRecord record; //!< the message
};

/// One change of a binding table.
struct BindingRow
{
    Time at;                  //!< when
    std::string node;         //!< whose table
    Mip6BindingRecord record; //!< the change
};

/// Everything measured in a run.
struct ResultsTables
{
    std::vector<HandoverRow> handovers;    //!< by mobile node, then number
    PacketTable packets;                   //!< by flow, then sequence number
    std::vector<SignallingRow> signalling; //!< in the order of time
    std::vector<BindingRow> bindings;      //!< in the order of time
};

/// @param result any result @return its name in tables
const char* GetName(HandoverResult result);

/// @param path any path @return its name in tables, for NEMO without the depth
const char* GetName(PacketPath path);

/// @param passage any passage @return its name in tables
const char* GetName(PacketPassage passage);

/// @param first any passage @param second another one @return both
PacketPassage Join(PacketPassage first, PacketPassage second);

/// @param path of a packet @param depth of the packet @return the name in tables, e.g. "nemo-2"
std::string GetWayName(PacketPath path, uint8_t depth);

/**
 * @param packets the table that the packet is in
 * @param packet any packet
 * @return what became of it, as in packets.csv
 */
std::string DescribeFate(const PacketTable& packets, const PacketRecord& packet);

/**
 * @param from earlier instant, if it happened
 * @param to later instant, if it happened
 * @return the span between them, if both happened
 */
std::optional<Time> GetSpan(const std::optional<Time>& from, const std::optional<Time>& to);

/// @name Parts of a handover; absent if one of the ends did not happen
/// @{
std::optional<Time> GetLayer2Delay(const HandoverRow& row);
std::optional<Time> GetDetectionDelay(const HandoverRow& row);
std::optional<Time> GetAddressDelay(const HandoverRow& row);
std::optional<Time> GetRegistrationDelay(const HandoverRow& row);
std::optional<Time> GetOptimizationDelay(const HandoverRow& row);
/// From leaving the old link until home agent and, where there is one, the first correspondent are
/// up to date.
std::optional<Time> GetTotalDelay(const HandoverRow& row);
std::optional<Time> GetInterruption(const HandoverRow& row);
/// @}

} // namespace ns3::mip6

#endif /* MIP6_RESULTS_TABLES_H */

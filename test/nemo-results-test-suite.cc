/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-csv-writer.h"
#include "ns3/mip6-handover-packets.h"
#include "ns3/mip6-handover-printer.h"
#include "ns3/mip6-mobile-places.h"
#include "ns3/mip6-nesting.h"
#include "ns3/mip6-plot-runner.h"
#include "ns3/mip6-plots.h"
#include "ns3/mip6-run-printer.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/mip6-shortest-links.h"
#include "ns3/mip6-summary.h"
#include "ns3/test.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

/**
 * @file
 * @ingroup mip6-tests
 * What results say about mobile networks, without a simulation.
 *
 * In the bundled scenario "nemo-nested", mr1 is at home, mr2 in its network, mr3 in that of mr2,
 * and each network has one fixed node.
 */

using namespace ns3;
using namespace ns3::mip6;

namespace
{

/// @return the scenario, with a mobile node and a router that is in no chain
Scenario
MakeScenario()
{
    Scenario scenario = ReadScenario("nemo-nested", {}).scenario.value_or(Scenario());
    scenario.mobile.count = 1;
    MobileRouterSettings lone;
    lone.name = "van";
    scenario.mobileRouters.push_back(lone);
    return scenario;
}

/// @param mobile that moves @param s when, in seconds @param to link @return its handover
HandoverRow
MakeMove(const std::string& mobile, int64_t s, const std::string& to)
{
    HandoverRow row;
    row.mobile = mobile;
    row.to = to;
    row.linkDownAt = Seconds(s);
    return row;
}

/// @param s number of seconds @return nanoseconds
int64_t
Ns(int64_t s)
{
    return s * 1000000000;
}

/// Where nodes are.
class PlacesTestCase : public TestCase
{
  public:
    PlacesTestCase()
        : TestCase("Links are counted through the networks that a node is in at the time")
    {
    }

  private:
    void DoRun() override
    {
        const Scenario scenario = MakeScenario();
        const std::vector<HandoverRow> moves{MakeMove("mn", 20, "mr3"),
                                             MakeMove("mr1", 10, "ar1"),
                                             MakeMove("mr2", 40, "van"),
                                             MakeMove("mr3", 30, "ar2"),
                                             MakeMove("van", 50, "mr2")};
        const MobilePlaces places(scenario, moves);
        Expect(places, "cn mr1-node1", {4, 4, 4, 4, 4, 4}, "cn, r1, ha or ar1, link, network");
        Expect(places, "mr3-node1 cn", {6, 6, 6, 4, 4, 4}, "until mr3 leaves");
        Expect(places, "mr1-node1 mr3-node1", {3, 3, 3, 6, 6, 6}, "inside, then outside");
        Expect(places, "mr2-node1 mr3-node1", {2, 2, 2, 7, 7, 0}, "inside, then outside");
        Expect(places, "mr3-node1 mr1", {3, 3, 3, 5, 5, 5}, "the router itself");
        Expect(places, "mn mr3-node1", {4, 7, 1, 1, 1, 1}, "a visiting mobile node");
        Expect(places, "cn van-node1", {4, 4, 4, 4, 4, 0}, "attached to each other");
        Expect(places, "cn zz", {0, 0, 0, 0, 0, 0}, "no such node");
        NS_TEST_EXPECT_MSG_EQ(places.IsBehind("mr3-node1", "mr1", Ns(29)), true, "nested");
        NS_TEST_EXPECT_MSG_EQ(places.IsBehind("mr3-node1", "mr1", Ns(30)), false, "it has left");
        NS_TEST_EXPECT_MSG_EQ(places.IsBehind("mn", "mr3", Ns(30)), true, "with the router");
        NS_TEST_EXPECT_MSG_EQ(places.IsBehind("mr1", "mr1", Ns(30)), false, "not in its network");
        NS_TEST_EXPECT_MSG_EQ(places.GetNextChange(Ns(20)), Ns(30), "next movement");
        NS_TEST_EXPECT_MSG_GT(places.GetNextChange(Ns(50)), Ns(1000000), "none");
    }

    /// @param places in the run @param ends names of two nodes
    /// @param links between them at 5 s, 15 s and so on @param message for people
    void Expect(const MobilePlaces& places,
                const std::string& ends,
                const std::vector<uint32_t>& links,
                const std::string& message)
    {
        const std::string from = ends.substr(0, ends.find(' '));
        const std::string to = ends.substr(ends.find(' ') + 1);
        for (std::size_t i = 0; i < links.size(); ++i)
        {
            const int64_t ns = Ns(5 + 10 * static_cast<int64_t>(i));
            NS_TEST_EXPECT_MSG_EQ(places.CountLinks(from, to, ns),
                                  links[i],
                                  ends << " in span " << i << ": " << message);
            NS_TEST_EXPECT_MSG_EQ(places.CountLinks(to, from, ns), links[i], "and back: " << ends);
        }
    }
};

/// What a made packet is like.
struct PacketShape
{
    int64_t sentS;                          //!< when, in seconds
    uint8_t depth;                          //!< tunnels of mobile routers
    PacketPassage passage;                  //!< of them
    PacketPath path{PacketPath::NEMO};      //!< which way
    PacketFate fate{PacketFate::DELIVERED}; //!< what became of it
};

/// @param shape of it @return a packet with 100 octets of data that takes 10 ms for a link
PacketRecord
MakePacket(const PacketShape& shape)
{
    PacketRecord packet;
    packet.sentNs = Ns(shape.sentS);
    packet.octets = 100;
    packet.depth = shape.depth;
    packet.passage = shape.passage;
    packet.path = shape.path;
    packet.wireOctets = 148U + 40U * shape.depth + (shape.path == PacketPath::OPTIMIZED ? 24U : 0U);
    packet.links = static_cast<uint8_t>(4 + 2 * shape.depth);
    packet.fate = shape.fate;
    if (shape.fate == PacketFate::DELIVERED)
    {
        packet.endedNs = packet.sentNs + 10000000 * packet.links;
    }
    return packet;
}

/// @param name of it @param from sender @param to receiver @param kind of traffic @return a flow
FlowRecord
MakeFlow(const std::string& name,
         const std::string& from,
         const std::string& to,
         TrafficKind kind = TrafficKind::UDP)
{
    FlowRecord flow;
    flow.name = name;
    flow.traffic.kind = kind;
    flow.traffic.from = from;
    flow.traffic.to = to;
    return flow;
}

/// @return a run in which mr1 leaves its home at 10 s
ResultsTables
MakeRun()
{
    ResultsTables tables;
    tables.handovers = {MakeMove("mr1", 10, "ar1")};
    constexpr auto IN = PacketPassage::IN;
    constexpr auto NONE = PacketPassage::NONE;
    FlowRecord first = MakeFlow("udp-1", "cn", "mr1-node1");
    first.packets = {MakePacket({5, 0, NONE, PacketPath::DIRECT}),
                     MakePacket({10, 1, IN, PacketPath::NEMO, PacketFate::LOST}),
                     MakePacket({15, 1, IN})};
    FlowRecord second = MakeFlow("udp-2", "mn", "cn");
    second.packets = {MakePacket({15, 2, PacketPassage::OUT}),
                      MakePacket({16, 2, PacketPassage::OUT, PacketPath::OPTIMIZED}),
                      MakePacket({17, 2, PacketPassage::OUT})};
    second.packets.back().endedNs += 20000000;
    FlowRecord third = MakeFlow("udp-3", "cn", "mn");
    third.packets = {MakePacket({5, 0, NONE, PacketPath::DIRECT})};
    FlowRecord fourth = MakeFlow("ping-1", "mr1-node1", "cn", TrafficKind::PING);
    fourth.packets = {MakePacket({15, 1, PacketPassage::OUT})};
    tables.packets.flows = {first, second, third, fourth};
    AddShortestLinks(tables, MakeScenario());
    return tables;
}

/// nesting.csv.
class NestingCsvTestCase : public TestCase
{
  public:
    NestingCsvTestCase()
        : TestCase("nesting.csv has a line for each flow, depth and path")
    {
    }

  private:
    void DoRun() override
    {
        const ResultsTables tables = MakeRun();
        std::ostringstream file;
        WriteNesting(file, MakeNestingTable(tables.packets));
        NS_TEST_EXPECT_MSG_EQ(
            file.str(),
            "flow,kind,from,to,path,depth,direction,packets,overhead_mean_bytes,"
            "overhead_min_bytes,overhead_max_bytes,hops_mean,shortest_hops_mean,stretch_mean,"
            "stretch_min,stretch_max,delay_mean_ms,delay_median_ms,delay_p95_ms,delay_min_ms,"
            "delay_max_ms\n"
            "udp-1,udp,cn,mr1-node1,direct,0,,1,0.000000,0,0,4.000000,4.000000,1.000000,1.000000,"
            "1.000000,40.000000,40.000000,40.000000,40.000000,40.000000\n"
            "udp-1,udp,cn,mr1-node1,nemo-1,1,in,1,40.000000,40,40,6.000000,4.000000,1.500000,"
            "1.500000,1.500000,60.000000,60.000000,60.000000,60.000000,60.000000\n"
            "udp-2,udp,mn,cn,nemo-2,2,out,2,80.000000,80,80,8.000000,3.000000,2.666667,2.666667,"
            "2.666667,90.000000,90.000000,99.000000,80.000000,100.000000\n"
            "udp-2,udp,mn,cn,optimized,2,out,1,104.000000,104,104,8.000000,3.000000,2.666667,"
            "2.666667,2.666667,80.000000,80.000000,80.000000,80.000000,80.000000\n"
            "ping-1,ping,mr1-node1,cn,nemo-1,1,out,1,40.000000,40,40,6.000000,4.000000,1.500000,"
            "1.500000,1.500000,60.000000,60.000000,60.000000,60.000000,60.000000\n",
            "text");
        std::ostringstream packets;
        WritePackets(packets, tables.packets);
        for (const char* line : {"udp-1,2,100,15.000000000,15.060000000,60.000000,nemo-1,6,188,"
                                 "delivered,4,1\n",
                                 "udp-2,1,100,16.000000000,16.080000000,80.000000,optimized,8,252,"
                                 "delivered,3,2\n"})
        {
            NS_TEST_EXPECT_MSG_NE(packets.str().find(line), std::string::npos, packets.str());
        }
        NS_TEST_EXPECT_MSG_EQ(MakeNestingTable(PacketTable()).empty(), true, "of nothing");
    }
};

/// summary.json.
class NestingSummaryTestCase : public TestCase
{
  public:
    NestingSummaryTestCase()
        : TestCase("The summary has the numbers of each depth, of a flow and of all but echoes")
    {
    }

  private:
    void DoRun() override
    {
        const Summary summary = MakeSummary(MakeRun());
        const auto json =
            nlohmann::json::parse(FormatSummary(summary, {"nemo-nested", 1, 1, Seconds(20)}));
        const auto& nesting = json.at("nesting");
        NS_TEST_ASSERT_MSG_EQ(nesting.size(), 3, "depths");
        for (std::size_t depth = 0; depth < nesting.size(); ++depth)
        {
            NS_TEST_EXPECT_MSG_EQ(nesting[depth].at("depth"), depth, "in order");
        }
        NS_TEST_EXPECT_MSG_EQ(nesting[1].at("delivered"), 1, "the echo is not counted");
        NS_TEST_EXPECT_MSG_EQ(nesting[1].at("overhead_bytes"), 40.0, "one tunnel");
        NS_TEST_EXPECT_MSG_EQ(nesting[2].at("overhead_bytes"), (80.0 + 80.0 + 104.0) / 3, "both");
        const auto& flow = json.at("flows").at(1);
        NS_TEST_EXPECT_MSG_EQ(flow.at("delivered_nemo"), 2, "by path");
        NS_TEST_EXPECT_MSG_EQ(flow.at("paths").at("nemo").at("overhead_bytes"), 80.0, "by path");
        NS_TEST_EXPECT_MSG_EQ(flow.at("nesting").at(1).at("path"), "optimized", "by path");
        NS_TEST_EXPECT_MSG_EQ(flow.at("nesting").at(0).at("direction"), "out", "direction");
        NS_TEST_EXPECT_MSG_EQ(flow.at("nesting").at(0).at("delay_median_ms"), 90.0, "delay");
        const auto& other = json.at("flows").at(2);
        NS_TEST_EXPECT_MSG_EQ(other.at("nesting").empty(), true, "in no mobile network");
        std::ostringstream out;
        PrintNesting(out, summary);
        NS_TEST_EXPECT_MSG_EQ(
            out.str(),
            "nesting     0 tunnels      1 datagrams delivered, overhead mean 0 octets, path "
            "stretch mean 1.000, delay mean 40.000 ms\n"
            "            1 tunnel       1 datagrams delivered, overhead mean 40 octets, path "
            "stretch mean 1.500, delay mean 60.000 ms\n"
            "            2 tunnels      3 datagrams delivered, overhead mean 88 octets, path "
            "stretch mean 2.667, delay mean 86.667 ms\n",
            "printed");
    }
};

/// Datagrams in the table of handovers.
class NetworkHandoverTestCase : public TestCase
{
  public:
    NetworkHandoverTestCase()
        : TestCase("Datagrams of nodes behind a mobile router count in its handovers")
    {
    }

  private:
    void DoRun() override
    {
        constexpr auto OUT = PacketPassage::OUT;
        const Scenario scenario = MakeScenario();
        std::vector<HandoverRow> rows{MakeMove("mr1", 10, "ar1"), MakeMove("mr3", 20, "ar2")};
        PacketTable packets;
        FlowRecord inner = MakeFlow("udp-1", "cn", "mr3-node1");
        inner.packets = {MakePacket({5, 2, PacketPassage::IN}),
                         MakePacket({11, 3, PacketPassage::IN, PacketPath::NEMO, PacketFate::LOST}),
                         MakePacket({12, 3, PacketPassage::IN}),
                         MakePacket({21, 1, PacketPassage::IN, PacketPath::NEMO, PacketFate::LOST}),
                         MakePacket({22, 1, PacketPassage::IN})};
        inner.duplicates = {{2, Ns(13)}, {4, Ns(23)}};
        FlowRecord within = MakeFlow("udp-2", "mr1-node1", "mr2-node1");
        within.packets = {
            MakePacket({11, 0, PacketPassage::NONE, PacketPath::DIRECT, PacketFate::LOST})};
        FlowRecord outer = MakeFlow("udp-3", "mr2-node1", "cn");
        outer.packets = {MakePacket({11, 2, OUT, PacketPath::NEMO, PacketFate::LOST}),
                         MakePacket({22, 2, OUT})};
        packets.flows = {inner, within, outer};
        AddPacketsToHandovers(rows, packets, MobilePlaces(scenario, rows));
        NS_TEST_EXPECT_MSG_EQ(rows[0].sent, 4, "of the nodes that are behind it then");
        NS_TEST_EXPECT_MSG_EQ(rows[0].lost, 2, "of both networks, none that stay inside");
        NS_TEST_EXPECT_MSG_EQ(rows[0].duplicated, 1, "of the node that was behind it then");
        NS_TEST_EXPECT_MSG_EQ(rows[0].lastOldAt.value(), MilliSeconds(5080), "last before");
        NS_TEST_EXPECT_MSG_EQ(rows[0].firstNewAt.value(), MilliSeconds(12100), "first after");
        NS_TEST_EXPECT_MSG_EQ(rows[1].sent, 2, "of its own network");
        NS_TEST_EXPECT_MSG_EQ(rows[1].lost, 1, "of its own network");
        NS_TEST_EXPECT_MSG_EQ(rows[1].duplicated, 1, "of its own network");
        NS_TEST_EXPECT_MSG_EQ(rows[1].lastOldAt.value(), MilliSeconds(12100), "last before");
        NS_TEST_EXPECT_MSG_EQ(rows[1].firstNewAt.value(), MilliSeconds(22060), "first after");
    }
};

/// The printed handovers.
class NestedPrintTestCase : public TestCase
{
  public:
    NestedPrintTestCase()
        : TestCase("The printed lines name the router whose network another one enters")
    {
    }

  private:
    void DoRun() override
    {
        HandoverRow row = MakeMove("mr2", 10, "mr1");
        row.number = 1;
        row.from = "ar1";
        row.linkUpAt = Seconds(11);
        row.advertisedAt = row.readyAt = Seconds(12);
        row.router = Ipv6Address("fe80::7");
        row.address = Ipv6Address("2001:1:0:100::9");
        row.updateAt = row.acknowledgedAt = Seconds(13);
        row.result = HandoverResult::REGISTERED;
        ResultsTables tables;
        tables.handovers = {row};
        HandoverNames names{"ha", true};
        names.nodes[row.router] = "mr1";
        std::ostringstream out;
        PrintHandoverEvents(out, tables, names);
        PrintHandoverTable(out, tables.handovers, names);
        NS_TEST_EXPECT_MSG_EQ(
            out.str(),
            "  10.000 s  mr2: left ar1                     (scripted)\n"
            "  11.000 s  mr2: attached to mr1              layer 2 took 1 s\n"
            "  12.000 s  mr2: router advertisement from mr1 new prefix 2001:1:0:100::/64\n"
            "  12.000 s  mr2: address usable at once       care-of address 2001:1:0:100::9\n"
            "  13.000 s  mr2: binding accepted by ha       -> tunnelled\n"
            "handover   from   to      layer2  detect  address  register  optimize   total     "
            "lost\n"
            "mr2 1      ar1    mr1      1.000   1.000    0.000     0.000         -   3.000  s   "
            "0 of 0\n",
            "text");
    }
};

/// Figures.
class NestingPlotsTestCase : public TestCase
{
  public:
    NestingPlotsTestCase()
        : TestCase("Figures by depth are drawn where there are several depths")
    {
    }

  private:
    void DoRun() override
    {
        ResultsTables tables = MakeRun();
        NS_TEST_EXPECT_MSG_EQ(ListNames(tables),
                              "delay sequence phases overhead-by-depth stretch-by-depth "
                              "delay-by-depth ",
                              "all");
        Draw(tables);
        tables.packets.flows.pop_back();
        tables.packets.flows.erase(tables.packets.flows.begin());
        NS_TEST_EXPECT_MSG_EQ(ListNames(tables), "delay sequence phases ", "depth 2 alone");
        FlowRecord echo = MakeFlow("ping-1", "mn", "cn", TrafficKind::PING);
        echo.packets = {MakePacket({15, 1, PacketPassage::OUT})};
        tables.packets.flows.push_back(echo);
        NS_TEST_EXPECT_MSG_EQ(ListNames(tables),
                              "delay sequence phases overhead-by-depth stretch-by-depth ",
                              "delays of echoes are others");
        const auto plots = MakePlots(tables, {"any", Seconds(20)});
        NS_TEST_EXPECT_MSG_NE(plots[0].script.find("strcol(7) eq \"nemo-2\""),
                              std::string::npos,
                              "delay by way");
    }

    /// @param tables of a run @return names of its figures
    std::string ListNames(const ResultsTables& tables)
    {
        std::string names;
        for (const auto& plot : MakePlots(tables, {"any", Seconds(20)}))
        {
            names += plot.name + " ";
        }
        return names;
    }

    /// @param tables of a run; gnuplot has to understand its figures
    void Draw(const ResultsTables& tables)
    {
        const std::string path = CreateTempDirFilename("nesting");
        std::filesystem::remove_all(path); // of an earlier test run
        std::filesystem::create_directories(path + "/plots");
        std::ofstream nesting(path + "/nesting.csv");
        WriteNesting(nesting, MakeNestingTable(tables.packets));
        nesting.close();
        auto plots = MakePlots(tables, {"any", Seconds(20)});
        plots.erase(plots.begin(), plots.begin() + 3);
        for (const auto& plot : plots)
        {
            std::ofstream(path + "/plots/" + plot.name + ".plt") << plot.script;
        }
        const DrawResult result = DrawPlots(path + "/plots", plots);
        NS_TEST_EXPECT_MSG_EQ((result != DrawResult::FAILED), true, "understood");
        for (const auto& plot : plots)
        {
            const bool isThere = std::filesystem::exists(path + "/plots/" + plot.name + ".png");
            NS_TEST_EXPECT_MSG_EQ(isThere, (result == DrawResult::DRAWN), plot.name);
        }
    }
};

/// Suite "nemo-results".
class NemoResultsTestSuite : public TestSuite
{
  public:
    NemoResultsTestSuite()
        : TestSuite("nemo-results", UNIT)
    {
        AddTestCase(new PlacesTestCase);
        AddTestCase(new NestingCsvTestCase);
        AddTestCase(new NestingSummaryTestCase);
        AddTestCase(new NetworkHandoverTestCase);
        AddTestCase(new NestedPrintTestCase);
        AddTestCase(new NestingPlotsTestCase);
    }
};

NemoResultsTestSuite g_nemoResultsTestSuite; //!< the suite

} // namespace

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-handover-meter.h"
#include "ns3/mip6-handover-packets.h"
#include "ns3/mip6-handover-printer.h"
#include "ns3/mip6-link-counter.h"
#include "ns3/mip6-path-summary.h"
#include "ns3/mip6-plots.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/mip6-shortest-links.h"
#include "ns3/test.h"

#include <sstream>

/**
 * @file
 * @ingroup mip6-tests
 * What results say about route optimization, without a simulation.
 */

using namespace ns3;
using namespace ns3::mip6;

namespace
{

const Ipv6Address FIRST("2001:1:0:9::2");          //!< a correspondent
const Ipv6Address SECOND("2001:1:0:a::2");         //!< another one
const Ipv6Address CARE_OF("2001:1:0:2::7");        //!< of the mobile node
const Ipv6Address HOME_ADDRESS("2001:1:0:1::100"); //!< of the mobile node

/// @param ms number @return as time
Time
Ms(int64_t ms)
{
    return MilliSeconds(ms);
}

/// @param meter told of a handover up to the acknowledgement @param to link
void
Register(HandoverMeter& meter, const std::string& to)
{
    const Ipv6Address address = to == "home" ? HOME_ADDRESS : CARE_OF;
    const Time start = Ms(to == "home" ? 30000 : 10000);
    meter.HandleLinkDown(start, {"mn", "somewhere", to});
    meter.HandleLinkUp(start + Ms(50), "mn");
    meter.HandlePhase(start + Ms(60), {"mn", Mip6HandoverPhase::ROUTABLE, FIRST});
    meter.HandlePhase(start + Ms(60), {"mn", Mip6HandoverPhase::OPTIMIZED, FIRST});
    meter.HandlePhase(start + Ms(70),
                      {"mn", Mip6HandoverPhase::ADVERTISED, Ipv6Address("fe80::1")});
    meter.HandlePhase(start + Ms(80), {"mn", Mip6HandoverPhase::ADDRESS_READY, address});
    meter.HandlePhase(start + Ms(80), {"mn", Mip6HandoverPhase::UPDATE_SENT, address});
    meter.HandlePhase(start + Ms(100), {"mn", Mip6HandoverPhase::ACKNOWLEDGED, address});
}

/// @return a handover with two correspondents, and the return with one of them
std::vector<HandoverRow>
MeasureOptimization()
{
    HandoverMeter meter({"mn"});
    Register(meter, "ar1");
    meter.HandlePhase(Ms(10170), {"mn", Mip6HandoverPhase::ROUTABLE, FIRST});
    meter.HandlePhase(Ms(10200), {"mn", Mip6HandoverPhase::ROUTABLE, SECOND});
    meter.HandlePhase(Ms(10230), {"mn", Mip6HandoverPhase::OPTIMIZED, FIRST});
    meter.HandlePhase(Ms(10290), {"mn", Mip6HandoverPhase::OPTIMIZED, SECOND});
    meter.HandlePhase(Ms(20000), {"mn", Mip6HandoverPhase::ROUTABLE, FIRST});
    meter.HandlePhase(Ms(20100), {"mn", Mip6HandoverPhase::OPTIMIZED, FIRST});
    Register(meter, "home");
    meter.HandlePhase(Ms(30160), {"mn", Mip6HandoverPhase::OPTIMIZED, FIRST});
    return meter.GetTable();
}

/// Instants of route optimization.
class OptimizationPhasesTestCase : public TestCase
{
  public:
    OptimizationPhasesTestCase()
        : TestCase("Route optimization belongs to a link once the home agent has acknowledged it; "
                   "the first correspondent counts")
    {
    }

  private:
    void DoRun() override
    {
        const auto table = MeasureOptimization();
        NS_TEST_ASSERT_MSG_EQ(table.size(), 2, "movements");
        const HandoverRow& away = table[0];
        NS_TEST_EXPECT_MSG_EQ(away.returnRoutabilityAt.value(), Ms(10170), "not the old link's");
        NS_TEST_EXPECT_MSG_EQ(away.correspondentBoundAt.value(), Ms(10230), "first one");
        NS_TEST_EXPECT_MSG_EQ(GetOptimizationDelay(away).value(), Ms(130), "after the home agent");
        NS_TEST_EXPECT_MSG_EQ(GetTotalDelay(away).value(), Ms(230), "until the correspondent");
        NS_TEST_ASSERT_MSG_EQ(away.correspondents.size(), 2, "correspondents");
        NS_TEST_EXPECT_MSG_EQ(away.correspondents[0].address, FIRST, "first one");
        NS_TEST_EXPECT_MSG_EQ(away.correspondents[0].routableAt.value(), Ms(10170), "no refresh");
        NS_TEST_EXPECT_MSG_EQ(away.correspondents[0].boundAt.value(), Ms(10230), "no refresh");
        NS_TEST_EXPECT_MSG_EQ(away.correspondents[1].routableAt.value(), Ms(10200), "second one");
        NS_TEST_EXPECT_MSG_EQ(away.correspondents[1].boundAt.value(), Ms(10290), "second one");
        const HandoverRow& home = table[1];
        NS_TEST_EXPECT_MSG_EQ(home.returnRoutabilityAt.has_value(), false, "not needed");
        NS_TEST_EXPECT_MSG_EQ(home.correspondentBoundAt.value(), Ms(30160), "told");
        NS_TEST_EXPECT_MSG_EQ(GetTotalDelay(home).value(), Ms(160), "until it was told");
    }
};

/// @param at when @return an acknowledgement that the mobile node has received
SignallingRow
MakeAcknowledgement(Time at)
{
    SignallingRow row{at, "mn", {}};
    row.record.direction = Mip6Direction::RECEIVED;
    row.record.message = "Binding Acknowledgement";
    row.record.lifetime = Seconds(420);
    return row;
}

/// The printed handovers.
class OptimizationPrintTestCase : public TestCase
{
  public:
    OptimizationPrintTestCase()
        : TestCase("The printed lines name the correspondents and say what they have done")
    {
    }

  private:
    void DoRun() override
    {
        ResultsTables tables;
        tables.handovers = MeasureOptimization();
        for (const int64_t ms : {10100, 10230, 30160})
        {
            tables.signalling.push_back(MakeAcknowledgement(Ms(ms)));
        }
        std::ostringstream out;
        const HandoverNames names{"ha", false, {{FIRST, "cn1"}}};
        PrintHandoverEvents(out, tables, names);
        PrintHandoverTable(out, tables.handovers, names);
        NS_TEST_EXPECT_MSG_EQ(
            out.str(),
            "  10.000 s  mn left somewhere                 (scripted)\n"
            "  10.050 s  mn attached to ar1                layer 2 took 50 ms\n"
            "  10.070 s  router advertisement from ar1     new prefix 2001:1:0:2::/64\n"
            "  10.080 s  address usable at once            care-of address 2001:1:0:2::7\n"
            "  10.100 s  binding accepted by ha            lifetime 420 s -> tunnelled\n"
            "  10.170 s  return routability complete       with cn1\n"
            "  10.200 s  return routability complete       with 2001:1:0:a::2\n"
            "  10.230 s  binding accepted by cn1           -> route optimized\n"
            "  10.290 s  binding update sent to 2001:1:0:a::2 -> route optimized\n"
            "  30.000 s  mn left somewhere                 (scripted)\n"
            "  30.050 s  mn attached to home               layer 2 took 50 ms\n"
            "  30.070 s  router advertisement from ha      home prefix 2001:1:0:1::/64\n"
            "  30.080 s  address usable at once            home address 2001:1:0:1::100\n"
            "  30.100 s  binding removed by ha             -> direct\n"
            "  30.160 s  binding removed by cn1            -> direct\n"
            "handover   from   to      layer2  detect  address  register  optimize   total     "
            "lost\n"
            "1          somewhere ar1      0.050   0.020    0.010     0.020     0.130   0.230  s   "
            "0 of 0\n"
            "2          somewhere home     0.050   0.020    0.010     0.020     0.060   0.160  s   "
            "0 of 0\n",
            "text");
    }
};

/// Lengths of routes in a bundled network.
class LinkCounterTestCase : public TestCase
{
  public:
    LinkCounterTestCase()
        : TestCase("Links are counted along the routes, those of mobile nodes by where they are")
    {
    }

  private:
    void DoRun() override
    {
        auto scenario = ReadScenario("handover", {}).scenario;
        NS_TEST_ASSERT_MSG_EQ(scenario.has_value(), true, "it is valid");
        scenario->nodes.push_back(
            {"guest", NodeRole::CORRESPONDENT, std::nullopt, "ar1", MobileIpv6Support::FULL});
        const LinkCounter counter(*scenario);
        const auto correspondent = counter.FindNode("cn").value();
        const auto home = counter.FindLink("home").value();
        const auto visited = counter.FindLink("ar1").value();
        const auto guest = counter.FindNode("guest").value();
        NS_TEST_EXPECT_MSG_EQ(counter.Count(correspondent, home), 3, "cn, r1, ha, home link");
        NS_TEST_EXPECT_MSG_EQ(counter.Count(home, correspondent), 3, "and back");
        NS_TEST_EXPECT_MSG_EQ(counter.Count(correspondent, visited), 3, "cn, r1, ar1, its link");
        NS_TEST_EXPECT_MSG_EQ(counter.Count(home, visited), 4, "two links and two wires");
        NS_TEST_EXPECT_MSG_EQ(counter.Count(guest, visited), 1, "neighbors");
        NS_TEST_EXPECT_MSG_EQ(counter.Count(guest, correspondent), 3, "from the access link");
        NS_TEST_EXPECT_MSG_EQ(counter.Count(counter.FindNode("ar1").value(), visited),
                              1,
                              "router and its link");
        NS_TEST_EXPECT_MSG_EQ(counter.FindNode("zz").has_value(), false, "no such node");
        NS_TEST_EXPECT_MSG_EQ(counter.FindLink("zz").has_value(), false, "no such link");
    }
};

/// @param sentMs when it was sent @param path that it took @param links that it was sent on
/// @return a delivered packet with the headers of its path
PacketRecord
MakePacket(int64_t sentMs, PacketPath path, uint8_t links)
{
    PacketRecord packet;
    packet.sentNs = sentMs * 1000000;
    packet.endedNs = packet.sentNs + 10000000 * links;
    packet.octets = 100;
    packet.wireOctets = 148 + (path == PacketPath::TUNNEL      ? 40
                               : path == PacketPath::OPTIMIZED ? 24
                                                               : 0);
    packet.links = links;
    packet.path = path;
    packet.fate = PacketFate::DELIVERED;
    return packet;
}

/// @return a run in which the mobile node goes to ar1 at 10 s and home at 30 s
ResultsTables
MakeRun()
{
    ResultsTables tables;
    tables.handovers = MeasureOptimization();
    FlowRecord flow;
    flow.name = "udp-1";
    flow.traffic.from = "cn";
    flow.traffic.to = "mn";
    flow.packets = {MakePacket(5000, PacketPath::DIRECT, 3),
                    MakePacket(10000, PacketPath::TUNNEL, 5),
                    MakePacket(15000, PacketPath::OPTIMIZED, 3),
                    MakePacket(35000, PacketPath::DIRECT, 3)};
    tables.packets.flows = {flow, flow};
    tables.packets.flows[1].name = "tcp-1";
    tables.packets.flows[1].traffic.kind = TrafficKind::TCP;
    return tables;
}

/// Path stretch.
class StretchTestCase : public TestCase
{
  public:
    StretchTestCase()
        : TestCase("Path stretch compares the links travelled with those of the shortest route")
    {
    }

  private:
    void DoRun() override
    {
        auto scenario = ReadScenario("handover", {}).scenario;
        NS_TEST_ASSERT_MSG_EQ(scenario.has_value(), true, "it is valid");
        // A longer way home, so that it matters where the mobile node is.
        scenario->nodes.push_back({"r2", NodeRole::ROUTER, std::nullopt});
        scenario->links[1].to = "r2";
        scenario->links.push_back({"r2", "ha"});
        ResultsTables tables = MakeRun();
        AddShortestLinks(tables, *scenario);
        const auto& packets = tables.packets.flows[0].packets;
        NS_TEST_EXPECT_MSG_EQ(+packets[0].shortestLinks, 4, "at home");
        NS_TEST_EXPECT_MSG_EQ(+packets[1].shortestLinks, 3, "as soon as it has left");
        NS_TEST_EXPECT_MSG_EQ(+packets[2].shortestLinks, 3, "away");
        NS_TEST_EXPECT_MSG_EQ(+packets[3].shortestLinks, 4, "home again");
        const auto& chunk = tables.packets.flows[1].packets[0];
        NS_TEST_EXPECT_MSG_EQ(+chunk.shortestLinks, 0, "nothing is known of TCP");
        ResultsTables unknown = MakeRun();
        AddShortestLinks(unknown, Scenario());
        const auto& packet = unknown.packets.flows[0].packets[0];
        NS_TEST_EXPECT_MSG_EQ(+packet.shortestLinks, 0, "nothing is known of the network");
    }
};

/// Numbers by path.
class PathSummaryTestCase : public TestCase
{
  public:
    PathSummaryTestCase()
        : TestCase("Each path has its own means, and an optimized one costs 24 octets")
    {
    }

  private:
    void DoRun() override
    {
        PathSummaries paths;
        ResultsTables tables = MakeRun();
        for (PacketRecord& packet : tables.packets.flows[0].packets)
        {
            packet.shortestLinks = 3;
            paths.at(static_cast<std::size_t>(packet.path)).Add(packet);
        }
        Expect(paths, PacketPath::DIRECT, {2.0, 30.0, 1.0, 0.0});
        Expect(paths, PacketPath::OPTIMIZED, {1.0, 30.0, 1.0, 24.0});
        Expect(paths, PacketPath::TUNNEL, {1.0, 50.0, 5.0 / 3, 40.0});
        const PathSummary all = SumPaths(paths);
        NS_TEST_EXPECT_MSG_EQ(all.GetDelivered(), 4, "all");
        NS_TEST_EXPECT_MSG_EQ_TOL(all.GetStretch().value(), (3.0 + 5.0 / 3) / 4, 1e-9, "stretch");
        NS_TEST_EXPECT_MSG_EQ_TOL(all.GetOverhead().value(), 16.0, 1e-9, "octets");
        NS_TEST_EXPECT_MSG_EQ(PathSummary().GetStretch().has_value(), false, "of nothing");
        NS_TEST_EXPECT_MSG_EQ(PathSummary().GetMeanLinks().has_value(), false, "of nothing");
    }

    /// Numbers of one path.
    struct Numbers
    {
        double delivered; //!< packets
        double delayMs;   //!< mean
        double stretch;   //!< mean
        double overhead;  //!< mean
    };

    /// @param paths any @param path one of them @param numbers expected
    void Expect(const PathSummaries& paths, PacketPath path, const Numbers& numbers)
    {
        const PathSummary& summary = paths.at(static_cast<std::size_t>(path));
        const std::string name = mip6::GetName(path);
        NS_TEST_EXPECT_MSG_EQ(summary.GetDelivered(), numbers.delivered, name);
        NS_TEST_EXPECT_MSG_EQ_TOL(summary.GetMeanDelayMs().value(), numbers.delayMs, 1e-9, name);
        NS_TEST_EXPECT_MSG_EQ_TOL(summary.GetStretch().value(), numbers.stretch, 1e-9, name);
        NS_TEST_EXPECT_MSG_EQ_TOL(summary.GetOverhead().value(), numbers.overhead, 1e-9, name);
    }
};

/// Echoes in the table of handovers.
class EchoHandoverTestCase : public TestCase
{
  public:
    EchoHandoverTestCase()
        : TestCase("The reply to an echo request reaches the node that has asked")
    {
    }

  private:
    void DoRun() override
    {
        NS_TEST_EXPECT_MSG_EQ(MeasureFirst("mn", "cn").value(), Ms(10050), "it has asked");
        NS_TEST_EXPECT_MSG_EQ(MeasureFirst("cn", "mn").has_value(), false, "it was asked");
    }

    /// @param from who asks @param to who is asked
    /// @return when the mobile node received the first datagram on the visited link
    std::optional<Time> MeasureFirst(const std::string& from, const std::string& to)
    {
        ResultsTables tables = MakeRun();
        FlowRecord& flow = tables.packets.flows[0];
        flow.traffic.kind = TrafficKind::PING;
        flow.traffic.from = from;
        flow.traffic.to = to;
        tables.packets.flows.resize(1);
        const Scenario scenario;
        AddPacketsToHandovers(tables.handovers,
                              tables.packets,
                              MobilePlaces(scenario, tables.handovers));
        NS_TEST_EXPECT_MSG_EQ(tables.handovers[0].sent, 2, "echoes count like datagrams");
        return tables.handovers[0].firstNewAt;
    }
};

/// The figure of delays.
class PathPlotTestCase : public TestCase
{
  public:
    PathPlotTestCase()
        : TestCase("The figure of delays has one color for each path that was taken")
    {
    }

  private:
    void DoRun() override
    {
        ResultsTables tables = MakeRun();
        const std::string all = MakeDelayScript(tables);
        for (const char* path : {"direct", "optimized", "tunnel"})
        {
            NS_TEST_EXPECT_MSG_NE(all.find(std::string("eq \"") + path), std::string::npos, path);
            NS_TEST_EXPECT_MSG_NE(all.find(std::string("title \"") + path),
                                  std::string::npos,
                                  path);
        }
        tables.packets.flows[0].packets.erase(tables.packets.flows[0].packets.begin() + 2);
        const std::string some = MakeDelayScript(tables);
        NS_TEST_EXPECT_MSG_EQ(some.find("optimized"), std::string::npos, "not taken");
        tables.packets.flows[0].traffic.kind = TrafficKind::PING;
        NS_TEST_EXPECT_MSG_NE(MakeDelayScript(tables).find("round trip"),
                              std::string::npos,
                              "an echo goes both ways");
    }

    /// @param tables of a run @return the script of the figure
    std::string MakeDelayScript(const ResultsTables& tables)
    {
        const auto plots = MakePlots(tables, {"any", Seconds(40)});
        return plots.front().name == "delay" ? plots.front().script : "";
    }
};

/// Suite "mip6-optimization-results".
class OptimizationResultsTestSuite : public TestSuite
{
  public:
    OptimizationResultsTestSuite()
        : TestSuite("mip6-optimization-results", UNIT)
    {
        AddTestCase(new OptimizationPhasesTestCase);
        AddTestCase(new OptimizationPrintTestCase);
        AddTestCase(new LinkCounterTestCase);
        AddTestCase(new StretchTestCase);
        AddTestCase(new PathSummaryTestCase);
        AddTestCase(new EchoHandoverTestCase);
        AddTestCase(new PathPlotTestCase);
    }
};

OptimizationResultsTestSuite g_optimizationResultsTestSuite; //!< the suite

} // namespace

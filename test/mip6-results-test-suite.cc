/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-csv-writer.h"
#include "ns3/mip6-handover-meter.h"
#include "ns3/mip6-handover-packets.h"
#include "ns3/mip6-handover-printer.h"
#include "ns3/mip6-packet-meter.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/mip6-summary.h"
#include "ns3/test.h"

#include <sstream>

/**
 * @file
 * @ingroup mip6-tests
 * Meters and tables, without a simulation.
 */

using namespace ns3;
using namespace ns3::mip6;

namespace
{

/// @param name of the flow @param kind of its traffic @return a flow from cn to mn
NetworkFlow
MakeFlow(const std::string& name, TrafficKind kind)
{
    NetworkFlow flow;
    flow.name = name;
    flow.traffic.kind = kind;
    flow.traffic.from = "cn";
    flow.traffic.to = "mn";
    return flow;
}

/// @param ms number @return as time
Time
Ms(int64_t ms)
{
    return MilliSeconds(ms);
}

/// @param value of an enumeration @return its name in tables
template <typename Value>
std::string
NameOf(Value value)
{
    // TestCase has a GetName of its own.
    return GetName(value);
}

/// @return a meter that has seen a whole handover to ar1, with distractions
std::vector<HandoverRow>
MeasureRegistration()
{
    const Ipv6Address router("fe80::1");
    const Ipv6Address careOf("2001:1:0:2::7");
    HandoverMeter meter({"mn"});
    meter.HandlePhase(Ms(100), {"mn", Mip6HandoverPhase::ADVERTISED, router});
    meter.HandleLinkDown(Ms(10000), {"mn", "home", "ar1"});
    meter.HandlePhase(Ms(10010), {"mn", Mip6HandoverPhase::UPDATE_SENT, careOf});
    meter.HandleLinkUp(Ms(10050), "mn");
    meter.HandlePhase(Ms(10050), {"mn", Mip6HandoverPhase::SOLICITED, router});
    meter.HandlePhase(Ms(10055), {"mn", Mip6HandoverPhase::UPDATE_SENT, careOf});
    meter.HandlePhase(Ms(10062), {"mn", Mip6HandoverPhase::ADVERTISED, router});
    meter.HandlePhase(Ms(10063), {"mn", Mip6HandoverPhase::ADDRESS_TENTATIVE, careOf});
    meter.HandlePhase(Ms(11063), {"mn", Mip6HandoverPhase::ADDRESS_READY, careOf});
    meter.HandlePhase(Ms(11064), {"mn", Mip6HandoverPhase::UPDATE_SENT, careOf});
    meter.HandlePhase(Ms(12064), {"mn", Mip6HandoverPhase::UPDATE_SENT, careOf});
    meter.HandlePhase(Ms(12104), {"mn", Mip6HandoverPhase::ACKNOWLEDGED, careOf});
    meter.HandlePhase(Ms(20000), {"mn", Mip6HandoverPhase::UPDATE_SENT, careOf});
    meter.HandlePhase(Ms(20040), {"mn", Mip6HandoverPhase::ACKNOWLEDGED, careOf});
    return meter.GetTable();
}

/// Phases of one handover.
class HandoverPhasesTestCase : public TestCase
{
  public:
    HandoverPhasesTestCase()
        : TestCase("The first instant of each phase on the new link counts")
    {
    }

  private:
    void DoRun() override
    {
        const auto table = MeasureRegistration();
        NS_TEST_ASSERT_MSG_EQ(table.size(), 1, "one movement");
        const HandoverRow& row = table.front();
        NS_TEST_EXPECT_MSG_EQ(row.number, 1, "first movement");
        NS_TEST_EXPECT_MSG_EQ(row.advertisedAt.value(), Ms(10062), "not the one at home");
        NS_TEST_EXPECT_MSG_EQ(row.updateAt.value(), Ms(11064), "not those for the old link");
        NS_TEST_EXPECT_MSG_EQ(row.acknowledgedAt.value(), Ms(12104), "not the refresh");
        NS_TEST_EXPECT_MSG_EQ(row.address, Ipv6Address("2001:1:0:2::7"), "care-of address");
        NS_TEST_EXPECT_MSG_EQ(GetLayer2Delay(row).value(), Ms(50), "layer 2");
        NS_TEST_EXPECT_MSG_EQ(GetDetectionDelay(row).value(), Ms(12), "detection");
        NS_TEST_EXPECT_MSG_EQ(GetAddressDelay(row).value(), Ms(1001), "address");
        NS_TEST_EXPECT_MSG_EQ(GetRegistrationDelay(row).value(), Ms(1040), "registration");
        NS_TEST_EXPECT_MSG_EQ(GetTotalDelay(row).value(), Ms(2104), "total");
        NS_TEST_EXPECT_MSG_EQ(GetOptimizationDelay(row).has_value(), false, "not measured");
        NS_TEST_EXPECT_MSG_EQ(NameOf(row.result), "registered", "result");
    }
};

/// Results of handovers.
class HandoverResultsTestCase : public TestCase
{
  public:
    HandoverResultsTestCase()
        : TestCase("Each way in which a handover can end has its own result")
    {
    }

  private:
    void DoRun() override
    {
        HandoverMeter meter({"mn1", "mn2"});
        Move(meter, "mn2", "ar1", Mip6HandoverPhase::REFUSED);
        Move(meter, "mn1", "ar1", Mip6HandoverPhase::UPDATE_SENT);
        Move(meter, "mn1", "home", Mip6HandoverPhase::ACKNOWLEDGED);
        Move(meter, "mn1", "ar2", Mip6HandoverPhase::UPDATE_SENT);
        std::string results;
        for (const auto& row : meter.GetTable())
        {
            results += row.mobile + std::to_string(row.number) + " " + NameOf(row.result) + ", ";
        }
        NS_TEST_EXPECT_MSG_EQ(results,
                              "mn11 superseded, mn12 returned, mn13 incomplete, mn21 refused, ",
                              "results");
    }

    /// @param meter told of a movement @param mobile that moves @param to link
    /// @param last phase that it reaches
    void Move(HandoverMeter& meter,
              const std::string& mobile,
              const std::string& to,
              Mip6HandoverPhase last)
    {
        m_now += Seconds(5);
        meter.HandleLinkDown(m_now, {mobile, "somewhere", to});
        meter.HandleLinkUp(m_now, mobile);
        for (const auto phase : {Mip6HandoverPhase::ADVERTISED,
                                 Mip6HandoverPhase::ADDRESS_READY,
                                 Mip6HandoverPhase::UPDATE_SENT,
                                 last})
        {
            meter.HandlePhase(m_now, {mobile, phase, Ipv6Address("2001:1::1")});
        }
    }

    Time m_now; //!< of the latest movement
};

/// handovers.csv.
class HandoverCsvTestCase : public TestCase
{
  public:
    HandoverCsvTestCase()
        : TestCase("handovers.csv has exact numbers, and empty cells for what did not happen")
    {
    }

  private:
    void DoRun() override
    {
        auto table = MeasureRegistration();
        table.front().lastOldAt = NanoSeconds(9999000001);
        table.front().lost = 104;
        HandoverRow unfinished;
        unfinished.mobile = "m,n";
        unfinished.number = 2;
        unfinished.linkDownAt = Seconds(30);
        table.push_back(unfinished);
        std::ostringstream file;
        WriteHandovers(file, table);
        NS_TEST_EXPECT_MSG_EQ(
            file.str(),
            "mn,n,from,to,trigger,l2_down_s,l2_up_s,rs_s,ra_s,coa_tentative_s,dad_done_s,bu_s,"
            "ba_s,rr_done_s,cn_ba_s,last_old_s,first_new_s,l2_ms,detect_ms,address_ms,"
            "register_ms,optimize_ms,total_ms,interruption_ms,lost,duplicated,reordered,result\n"
            "mn,1,home,ar1,scripted,10.000000000,10.050000000,10.050000000,10.062000000,"
            "10.063000000,11.063000000,11.064000000,12.104000000,,,9.999000001,,50.000000,"
            "12.000000,1001.000000,1040.000000,,2104.000000,,104,0,0,registered\n"
            "\"m,n\",2,,,scripted,30.000000000,,,,,,,,,,,,,,,,,,,0,0,0,incomplete\n",
            "text");
    }
};

/// @return packets of one UDP flow and one TCP flow that met every fate
PacketTable
MeasurePackets()
{
    PacketMeter meter({MakeFlow("udp-1", TrafficKind::UDP), MakeFlow("tcp-1", TrafficKind::TCP)},
                      {"cn", "r1", "mn"});
    for (uint32_t i = 0; i < 6; i++)
    {
        meter.HandleDeparture(Seconds(i + 1), {0, i, 160, 100 + i});
    }
    meter.HandleDeparture(Seconds(1), {1, 0, 512, 200});
    meter.HandleDeparture(Seconds(1), {1, 1, 512, 201});
    meter.HandleHop({100, 0, 208, {PacketPath::DIRECT}});
    meter.HandleHop({100, 1, 248, {PacketPath::TUNNEL}});
    meter.HandleHop({100, 1, 208, {PacketPath::DIRECT}});
    meter.HandleHop({200, 0, 999, {PacketPath::TUNNEL}});
    meter.HandleArrival(Ms(1025), 0, 0);
    meter.HandleArrival(Ms(1030), 0, 0);
    meter.HandleArrival(Ms(1500), 1, 0);
    meter.HandleHop({101, 0, 208, {PacketPath::DIRECT}});
    meter.HandleLoss(Ms(2010), 101, 1, "no route");
    meter.HandleHop({103, 1, 208, {PacketPath::DIRECT}});
    meter.HandleLinkLoss(Ms(4010), 103, "receiver left the link");
    meter.HandleLoss(Ms(4020), 999, 1, "not of a flow");
    meter.HandleArrival(Ms(5100), 0, 4);
    meter.HandleArrival(Ms(5100), 0, 99);
    return meter.TakeTable(Ms(6500));
}

/// packets.csv.
class PacketCsvTestCase : public TestCase
{
  public:
    PacketCsvTestCase()
        : TestCase("packets.csv tells the way and the fate of every packet")
    {
    }

  private:
    void DoRun() override
    {
        std::ostringstream file;
        PacketTable packets = MeasurePackets();
        for (auto& packet : packets.flows[0].packets)
        {
            packet.shortestLinks = 2;
        }
        WritePackets(file, packets);
        NS_TEST_EXPECT_MSG_EQ(
            file.str(),
            "flow,seq,bytes,tx_s,rx_s,delay_ms,path,hops,wire_bytes,fate,shortest_hops,depth\n"
            "udp-1,0,160,1.000000000,1.025000000,25.000000,tunnel,3,248,delivered,2,0\n"
            "udp-1,0,160,1.000000000,1.030000000,30.000000,tunnel,3,248,duplicate,2,0\n"
            "udp-1,1,160,2.000000000,,,direct,1,208,lost at r1: no route,2,0\n"
            "udp-1,2,160,3.000000000,,,,,,lost,2,\n"
            "udp-1,3,160,4.000000000,,,direct,1,208,lost at r1: receiver left the link,2,0\n"
            "udp-1,4,160,5.000000000,5.100000000,100.000000,,,,delivered,2,\n"
            "udp-1,5,160,6.000000000,,,,,,in flight,2,\n"
            "tcp-1,0,512,1.000000000,1.500000000,500.000000,,,,delivered,,\n"
            "tcp-1,1,512,1.000000000,,,,,,in flight,,\n",
            "text");
    }
};

/// Late packets.
class PacketOrderTestCase : public TestCase
{
  public:
    PacketOrderTestCase()
        : TestCase("A packet that was reported lost but arrives is delivered, and overtaken")
    {
    }

  private:
    void DoRun() override
    {
        PacketMeter meter({MakeFlow("udp-1", TrafficKind::UDP)}, {"cn"});
        meter.HandleDeparture(Seconds(1), {0, 0, 160, 7});
        meter.HandleDeparture(Seconds(2), {0, 1, 160, 8});
        meter.HandleLoss(Seconds(1), 7, 0, "no route");
        NS_TEST_EXPECT_MSG_EQ(meter.IsFollowed(7), true, "may be sent again");
        meter.HandleArrival(Seconds(3), 0, 1);
        meter.HandleArrival(Seconds(4), 0, 0);
        NS_TEST_EXPECT_MSG_EQ(meter.IsFollowed(7), false, "has arrived");
        const auto table = meter.TakeTable(Seconds(10));
        const auto& packets = table.flows.front().packets;
        NS_TEST_EXPECT_MSG_EQ(DescribeFate(table, packets[0]), "delivered", "fate");
        NS_TEST_EXPECT_MSG_EQ(packets[0].reordered, true, "overtaken");
        NS_TEST_EXPECT_MSG_EQ(packets[1].reordered, false, "in order");
    }
};

/// signalling.csv and bindings.csv.
class SignallingCsvTestCase : public TestCase
{
  public:
    SignallingCsvTestCase()
        : TestCase("signalling.csv and bindings.csv leave fields empty that a message lacks")
    {
    }

  private:
    void DoRun() override
    {
        SignallingRow solicitation{Ms(1500), "mn", {}};
        solicitation.record.message = "Router Solicitation";
        solicitation.record.source = Ipv6Address("fe80::1");
        solicitation.record.destination = Ipv6Address("ff02::2");
        solicitation.record.octets = 56;
        SignallingRow answer{Ms(2500), "mn", solicitation.record};
        answer.record.direction = Mip6Direction::RECEIVED;
        answer.record.message = "Binding Acknowledgement";
        answer.record.sequence = 65535;
        answer.record.lifetime = Seconds(420);
        answer.record.status = 0;
        std::ostringstream messages;
        WriteSignalling(messages, {solicitation, answer});
        const std::string sent = NameOf(Mip6Direction::SENT);
        const std::string received = NameOf(Mip6Direction::RECEIVED);
        NS_TEST_EXPECT_MSG_EQ(messages.str(),
                              "t_s,node,dir,message,src,dst,seq,lifetime_s,status,bytes\n"
                              "1.500000000,mn," +
                                  sent +
                                  ",Router Solicitation,fe80::1,ff02::2,,,,56\n"
                                  "2.500000000,mn," +
                                  received +
                                  ",Binding Acknowledgement,fe80::1,ff02::2,65535,420.000000000,"
                                  "0,56\n",
                              "messages");

        BindingRow binding{Seconds(3), "ha", {}};
        binding.record.homeAddress = Ipv6Address("2001:1:0:1::100");
        binding.record.careOfAddress = Ipv6Address("2001:1:0:2::7");
        binding.record.lifetime = Seconds(420);
        std::ostringstream bindings;
        binding.record.peer = Ipv6Address("2001:1:0:9::2");
        WriteBindings(bindings, {binding});
        NS_TEST_EXPECT_MSG_EQ(bindings.str(),
                              "t_s,node,table,event,home_address,care_of_address,lifetime_s,peer\n"
                              "3.000000000,ha," +
                                  NameOf(Mip6BindingTable::BINDING_CACHE) + "," +
                                  NameOf(Mip6BindingEvent::ADDED) +
                                  ",2001:1:0:1::100,2001:1:0:2::7,420.000000000,2001:1:0:9::2\n",
                              "bindings");
    }
};

/// Packets of handovers.
class HandoverPacketsTestCase : public TestCase
{
  public:
    HandoverPacketsTestCase()
        : TestCase("A loss belongs to the latest movement before it, wherever the packet was sent")
    {
    }

  private:
    void DoRun() override
    {
        std::vector<HandoverRow> rows(2);
        rows[0].mobile = rows[1].mobile = "mn";
        rows[0].linkDownAt = Ms(2005);
        rows[1].linkDownAt = Ms(5500);
        const Scenario scenario;
        AddPacketsToHandovers(rows, MeasurePackets(), MobilePlaces(scenario, rows));
        NS_TEST_EXPECT_MSG_EQ(rows[0].lost, 3, "one of them was sent before the movement");
        NS_TEST_EXPECT_MSG_EQ(rows[0].sent, 3, "sent after the movement");
        NS_TEST_EXPECT_MSG_EQ(rows[0].duplicated, 0, "the copy came before");
        NS_TEST_EXPECT_MSG_EQ(rows[0].lastOldAt.value(), Ms(1025), "last before");
        NS_TEST_EXPECT_MSG_EQ(rows[0].firstNewAt.value(), Ms(5100), "first after");
        NS_TEST_EXPECT_MSG_EQ(GetInterruption(rows[0]).value(), Ms(4075), "interruption");
        NS_TEST_EXPECT_MSG_EQ(rows[1].lastOldAt.value(), Ms(5100), "last before the second");
        NS_TEST_EXPECT_MSG_EQ(rows[1].firstNewAt.has_value(), false, "nothing followed");
        NS_TEST_EXPECT_MSG_EQ(rows[1].lost, 0, "in flight is not lost");
    }
};

/// summary.json.
class SummaryTestCase : public TestCase
{
  public:
    SummaryTestCase()
        : TestCase("The summary counts packets, messages and bindings, and averages what happened")
    {
    }

  private:
    void DoRun() override
    {
        ResultsTables tables;
        tables.handovers = MeasureRegistration();
        tables.handovers.emplace_back();
        tables.packets = MeasurePackets();
        tables.packets.flows[0].packets[0].shortestLinks = 2;
        tables.signalling.resize(2);
        tables.signalling[0].record.message = tables.signalling[1].record.message = "X";
        tables.signalling[0].record.octets = tables.signalling[1].record.octets = 96;
        tables.signalling[1].record.direction = Mip6Direction::RECEIVED;
        tables.bindings.resize(2);
        tables.bindings[1].record.table = Mip6BindingTable::BINDING_UPDATE_LIST;
        const Summary summary = MakeSummary(tables);
        NS_TEST_EXPECT_MSG_EQ(summary.handovers, 2, "handovers");
        NS_TEST_EXPECT_MSG_EQ(summary.results.at("registered"), 1, "registered");
        NS_TEST_EXPECT_MSG_EQ_TOL(summary.means.totalMs.value(), 2104.0, 1e-9, "of one");
        NS_TEST_EXPECT_MSG_EQ(summary.messages.at("X").sent, 1, "sent");
        NS_TEST_EXPECT_MSG_EQ(summary.messages.at("X").received, 1, "received");
        NS_TEST_EXPECT_MSG_EQ(summary.messages.at("X").sentOctets, 96, "octets once");
        NS_TEST_EXPECT_MSG_EQ(summary.bindingsAdded, 1, "at the home agent only");
        CheckFlow(summary.flows.at(0));
        const std::string text = FormatSummary(summary, {"handover", 1, 3, Seconds(60)});
        for (const char* part : {"\"handover_latency_ms\": 2104.0,",
                                 "\"optimize_ms\": null,",
                                 "\"run\": 3,",
                                 "\"delay_median_ms\": 62.5,",
                                 "\"path_stretch\": 1.5,",
                                 "\"overhead_bytes\": 40.0,"})
        {
            NS_TEST_EXPECT_MSG_NE(text.find(part), std::string::npos, part << " in " << text);
        }
    }

    /// @param flow numbers of the UDP flow
    void CheckFlow(const FlowSummary& flow)
    {
        NS_TEST_EXPECT_MSG_EQ(flow.sent, 6, "sent");
        NS_TEST_EXPECT_MSG_EQ(flow.delivered, 2, "delivered");
        NS_TEST_EXPECT_MSG_EQ(flow.lost, 3, "lost");
        NS_TEST_EXPECT_MSG_EQ(flow.inFlight, 1, "in flight");
        NS_TEST_EXPECT_MSG_EQ(flow.duplicated, 1, "duplicated");
        NS_TEST_EXPECT_MSG_EQ(flow.deliveredOctets, 320, "octets");
        const PathSummary& tunnel = flow.paths.at(static_cast<std::size_t>(PacketPath::TUNNEL));
        NS_TEST_EXPECT_MSG_EQ(tunnel.GetDelivered(), 1, "tunnelled");
        NS_TEST_EXPECT_MSG_EQ_TOL(tunnel.GetOverhead().value(), 40.0, 1e-9, "outer header");
        NS_TEST_EXPECT_MSG_EQ_TOL(tunnel.GetMeanLinks().value(), 3.0, 1e-9, "links");
        NS_TEST_EXPECT_MSG_EQ_TOL(tunnel.GetStretch().value(), 1.5, 1e-9, "stretch");
        NS_TEST_EXPECT_MSG_EQ_TOL(tunnel.GetMeanDelayMs().value(), 25.0, 1e-9, "delay");
        NS_TEST_EXPECT_MSG_EQ_TOL(flow.meanDelayMs.value(), 62.5, 1e-9, "mean");
        NS_TEST_EXPECT_MSG_EQ_TOL(flow.p95DelayMs.value(), 96.25, 1e-9, "95th percentile");
        NS_TEST_EXPECT_MSG_EQ_TOL(flow.maximumDelayMs.value(), 100.0, 1e-9, "maximum");
    }
};

/// The printed handovers.
class PrintTestCase : public TestCase
{
  public:
    PrintTestCase()
        : TestCase("The printed lines follow the events of a handover")
    {
    }

  private:
    void DoRun() override
    {
        ResultsTables tables;
        tables.handovers = MeasureRegistration();
        tables.handovers.front().lost = 104;
        tables.handovers.front().sent = 5000;
        SignallingRow answer{Ms(12104), "mn", {}};
        answer.record.direction = Mip6Direction::RECEIVED;
        answer.record.message = "Binding Acknowledgement";
        answer.record.lifetime = Seconds(420);
        tables.signalling = {answer};
        std::ostringstream out;
        PrintHandoverEvents(out, tables, {"ha", false});
        PrintHandoverTable(out, tables.handovers, {"ha", false});
        NS_TEST_EXPECT_MSG_EQ(
            out.str(),
            "  10.000 s  mn left home                      (scripted)\n"
            "  10.050 s  mn attached to ar1                layer 2 took 50 ms\n"
            "  10.062 s  router advertisement from ar1     new prefix 2001:1:0:2::/64\n"
            "  11.063 s  duplicate address detection done  care-of address 2001:1:0:2::7\n"
            "  12.104 s  binding accepted by ha            lifetime 420 s -> tunnelled\n"
            "handover   from   to      layer2  detect  address  register  optimize   total     "
            "lost\n"
            "1          home   ar1      0.050   0.012    1.001     1.040         -   2.104  s   "
            "104 of 5000\n",
            "text");
    }
};

/// Suite "mip6-results".
class ResultsTestSuite : public TestSuite
{
  public:
    ResultsTestSuite()
        : TestSuite("mip6-results", UNIT)
    {
        AddTestCase(new HandoverPhasesTestCase);
        AddTestCase(new HandoverResultsTestCase);
        AddTestCase(new HandoverCsvTestCase);
        AddTestCase(new PacketCsvTestCase);
        AddTestCase(new PacketOrderTestCase);
        AddTestCase(new SignallingCsvTestCase);
        AddTestCase(new HandoverPacketsTestCase);
        AddTestCase(new SummaryTestCase);
        AddTestCase(new PrintTestCase);
    }
};

ResultsTestSuite g_resultsTestSuite; //!< the suite

} // namespace

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/applications-module.h"
#include "ns3/internet-module.h"
#include "ns3/mip6-csv-writer.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-manifest.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-plot-runner.h"
#include "ns3/mip6-results-folder.h"
#include "ns3/mip6-results.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/pcap-file.h"
#include "ns3/point-to-point-module.h"
#include "ns3/simulator.h"
#include "ns3/test.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

/**
 * @file
 * @ingroup mip6-tests
 * Results folders on disk.
 *
 *     cn ---- mn      (a point-to-point link, one UDP flow, no mobility)
 */

using namespace ns3;
using namespace ns3::mip6;

namespace
{

/// @param path of a file @return its content
std::string
ReadFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// @param path of a file @param text for it
void
WriteFile(const std::string& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

/// Folder names.
class FolderTestCase : public TestCase
{
  public:
    FolderTestCase()
        : TestCase("A folder gets its name at the end, and replaces earlier results only")
    {
    }

  private:
    void DoRun() override
    {
        const std::string path = CreateTempDirFilename("folder");
        std::filesystem::remove_all(path); // of an earlier test run
        std::filesystem::create_directories(path + ".part");
        WriteFile(path + ".part/left-over", "x");
        Write(path, "first");
        NS_TEST_EXPECT_MSG_EQ(std::filesystem::exists(path + "/left-over"), false, "left over");
        NS_TEST_EXPECT_MSG_EQ(ReadFile(path + "/manifest.json"), "first", "content");
        Write(path + "/", "second");
        NS_TEST_EXPECT_MSG_EQ(ReadFile(path + "/manifest.json"), "second", "replaced");
        NS_TEST_EXPECT_MSG_EQ(std::filesystem::exists(path + ".part"), false, "renamed");
        NS_TEST_EXPECT_MSG_EQ(std::filesystem::exists(path + ".part.old"), false, "removed");

        std::filesystem::remove(path + "/manifest.json");
        WriteFile(path + "/thesis.tex", "years of work");
        NS_TEST_EXPECT_MSG_EQ(ResultsFolder(path).Open().has_value(), true, "not results");
        NS_TEST_EXPECT_MSG_EQ(ReadFile(path + "/thesis.tex"), "years of work", "untouched");
    }

    /// @param path of the folder @param text of its manifest
    void Write(const std::string& path, const std::string& text)
    {
        ResultsFolder folder(path);
        const bool isOpen = !folder.Open();
        NS_TEST_ASSERT_MSG_EQ(isOpen, true, "created");
        const auto write = [&text](std::ostream& file) { file << text; };
        NS_TEST_EXPECT_MSG_EQ(folder.AddFile("manifest.json", write).has_value(), false, "written");
        NS_TEST_EXPECT_MSG_EQ(folder.AddFile("no/such/folder", write).has_value(), true, "refused");
        NS_TEST_EXPECT_MSG_EQ(folder.GetFiles().size(), 1, "one file");
        NS_TEST_EXPECT_MSG_EQ(folder.Complete().has_value(), false, "completed");
    }
};

/// Checksums of files.
class Sha256TestCase : public TestCase
{
  public:
    Sha256TestCase()
        : TestCase("The checksum of a file is its SHA-256")
    {
    }

  private:
    void DoRun() override
    {
        const std::string path = CreateTempDirFilename("abc");
        WriteFile(path, "abc");
        NS_TEST_EXPECT_MSG_EQ(GetSha256(path).value_or("none"),
                              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                              "example of FIPS 180-2");
        NS_TEST_EXPECT_MSG_EQ(GetSha256(path + "x").has_value(), false, "no such file");
    }
};

/// Figures.
class PlotsTestCase : public TestCase
{
  public:
    PlotsTestCase()
        : TestCase("gnuplot understands the figures, also where cells are empty")
    {
    }

  private:
    void DoRun() override
    {
        const ResultsTables tables = MakeTables();
        const auto plots = MakePlots(tables, {"any \"name\"", Seconds(20)});
        NS_TEST_ASSERT_MSG_EQ(plots.size(), 3, "delay, sequence, phases");
        const std::string path = CreateTempDirFilename("figures");
        std::filesystem::remove_all(path); // of an earlier test run
        std::filesystem::create_directories(path + "/plots");
        std::ofstream packets(path + "/packets.csv");
        WritePackets(packets, tables.packets);
        packets.close();
        std::ofstream handovers(path + "/handovers.csv");
        WriteHandovers(handovers, tables.handovers);
        handovers.close();
        for (const auto& plot : plots)
        {
            WriteFile(path + "/plots/" + plot.name + ".plt", plot.script);
        }
        const DrawResult result = DrawPlots(path + "/plots", plots);
        if (result == DrawResult::NO_GNUPLOT)
        {
            return;
        }
        NS_TEST_ASSERT_MSG_EQ((result == DrawResult::DRAWN), true, "drawn");
        for (const auto& plot : plots)
        {
            const std::string base = path + "/plots/" + plot.name;
            NS_TEST_EXPECT_MSG_EQ(ReadFile(base + ".png").substr(1, 3), "PNG", base);
            NS_TEST_EXPECT_MSG_NE(ReadFile(base + ".svg").find("</svg>"), std::string::npos, base);
        }
    }

    /// @return a finished handover, one without end, and two flows with losses
    ResultsTables MakeTables()
    {
        ResultsTables tables;
        tables.handovers.resize(2);
        tables.handovers[0].linkDownAt = Seconds(5);
        tables.handovers[0].linkUpAt = Seconds(6);
        tables.handovers[0].advertisedAt = Seconds(7);
        tables.handovers[0].acknowledgedAt = Seconds(8);
        tables.handovers[1].linkDownAt = Seconds(15);
        tables.packets.flows.resize(2);
        tables.packets.flows[0].name = "udp-1";
        tables.packets.flows[1].name = "tcp-1";
        tables.packets.flows[1].traffic.kind = TrafficKind::TCP;
        for (auto& flow : tables.packets.flows)
        {
            flow.packets.resize(2);
            flow.packets[0].sentNs = 1000000000;
            flow.packets[0].endedNs = 2000000000;
            flow.packets[0].fate = PacketFate::DELIVERED;
            flow.packets[1].sentNs = 6000000000;
            flow.packets[1].fate = PacketFate::LOST;
        }
        return tables;
    }
};

/// A network without mobility.
struct SmallNetwork
{
    Scenario scenario;       //!< description
    ScenarioNetwork network; //!< built by hand
};

/// @param network changed: devices and addresses are added @return address of the second node
Ipv6Address
AddLink(ScenarioNetwork& network)
{
    NodeContainer nodes(2);
    network.nodes = {{"cn", nodes.Get(0)}, {"mn", nodes.Get(1)}};
    PointToPointHelper link;
    link.SetChannelAttribute("Delay", TimeValue(MilliSeconds(10)));
    const NetDeviceContainer devices = link.Install(nodes);
    network.devices = {{"cn", devices.Get(0)}, {"mn", devices.Get(1)}};
    InternetStackHelper stack;
    stack.SetIpv4StackInstall(false);
    stack.Install(nodes);
    Ipv6AddressHelper addresses("2001:1::", Ipv6Prefix(64));
    return addresses.Assign(devices).GetAddress(1, 1);
}

/// @return a network with one flow of ten datagrams
SmallNetwork
MakeNetwork()
{
    SmallNetwork small;
    small.scenario.name = "small";
    small.scenario.stop = Seconds(5);
    small.scenario.traffic.resize(1);
    auto& network = small.network;
    const Ipv6Address address = AddLink(network);
    OnOffHelper source("ns3::UdpSocketFactory", Inet6SocketAddress(address, 9));
    source.SetConstantRate(DataRate("12800bps"), 160);
    source.SetAttribute("EnableSeqTsSizeHeader", BooleanValue(true));
    source.SetAttribute("MaxBytes", UintegerValue(1600));
    auto sources = source.Install(network.nodes[0].node);
    sources.Start(Seconds(2));
    PacketSinkHelper sink("ns3::UdpSocketFactory", Inet6SocketAddress(Ipv6Address::GetAny(), 9));
    sink.SetAttribute("EnableSeqTsSizeHeader", BooleanValue(true));
    const auto sinks = sink.Install(network.nodes[1].node);
    Traffic traffic;
    traffic.from = "cn";
    traffic.to = "mn";
    network.flows = {{"udp-1", traffic, sources.Get(0), sinks.Get(0), 9}};
    network.movement = CreateObject<ScenarioMovement>();
    return small;
}

/// A whole run.
class RecorderTestCase : public TestCase
{
  public:
    RecorderTestCase()
        : TestCase("A run leaves a complete folder, the same one each time")
    {
    }

  private:
    void DoRun() override
    {
        const std::string first = Record("first");
        const std::string second = Record("second");
        for (const char* name : {"handovers.csv",
                                 "packets.csv",
                                 "signalling.csv",
                                 "bindings.csv",
                                 "summary.json",
                                 "scenario.toml"})
        {
            const std::string content = ReadFile(first + "/" + name);
            NS_TEST_EXPECT_MSG_EQ(content.empty(), false, name);
            NS_TEST_EXPECT_MSG_EQ((content == ReadFile(second + "/" + name)), true, name);
        }
        const std::string manifest = ReadFile(first + "/manifest.json");
        const std::string digest = GetSha256(first + "/packets.csv").value_or("none");
        NS_TEST_EXPECT_MSG_NE(manifest.find(digest), std::string::npos, "checksum");
        NS_TEST_EXPECT_MSG_NE(ReadFile(first + "/README.txt").find("./mip6 run small"),
                              std::string::npos,
                              "how to repeat");
        CheckPackets(ReadFile(first + "/packets.csv"));
        CheckCapture(first + "/pcap/cn.pcap");
    }

    /// @param name of the folder @return its path, after a run
    std::string Record(const std::string& name)
    {
        ResultsOptions options;
        options.directory = CreateTempDirFilename(name);
        std::filesystem::remove_all(options.directory); // of an earlier test run
        options.pcap = true;
        options.plots = false;
        options.command = "./mip6 run small";
        const SmallNetwork small = MakeNetwork();
        std::ostringstream printed;
        std::streambuf* const screen = std::cout.rdbuf(printed.rdbuf());
        ResultsRecorder recorder(small.scenario, small.network, options);
        recorder.Start();
        Simulator::Stop(small.scenario.stop);
        Simulator::Run();
        const std::string problem = recorder.Finish().value_or("");
        std::cout.rdbuf(screen);
        NS_TEST_EXPECT_MSG_EQ(problem, "", "finished");
        NS_TEST_EXPECT_MSG_NE(printed.str().find("10 datagrams, 10 delivered, 0 lost"),
                              std::string::npos,
                              printed.str());
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ(std::filesystem::exists(options.directory + ".part"), false, "name");
        return options.directory;
    }

    /// @param text of packets.csv
    void CheckPackets(const std::string& text)
    {
        std::size_t delivered = 0;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);)
        {
            const std::string end = ",direct,1,208,delivered,,0";
            const bool isDelivered =
                line.size() > end.size() && line.substr(line.size() - end.size()) == end;
            delivered += isDelivered ? 1 : 0;
        }
        NS_TEST_EXPECT_MSG_EQ(delivered, 10, "datagrams in " << text);
    }

    /// @param path of a capture
    void CheckCapture(const std::string& path)
    {
        PcapFile file;
        file.Open(path, std::ios::in);
        NS_TEST_EXPECT_MSG_EQ(file.GetDataLinkType(), 1, "Ethernet");
        NS_TEST_EXPECT_MSG_EQ(file.IsNanoSecMode(), true, "nanoseconds");
        std::array<uint8_t, 2000> octets{};
        uint32_t seconds = 0;
        uint32_t fraction = 0;
        uint32_t included = 0;
        uint32_t original = 0;
        uint32_t read = 0;
        std::size_t datagrams = 0;
        while (true)
        {
            file.Read(octets.data(), octets.size(), seconds, fraction, included, original, read);
            if (file.Eof() || file.Fail())
            {
                break;
            }
            NS_TEST_ASSERT_MSG_EQ(+octets[12], 0x86, "Ethernet type");
            NS_TEST_ASSERT_MSG_EQ(+octets[13], 0xdd, "Ethernet type");
            NS_TEST_ASSERT_MSG_EQ(octets[14] / 16, 6, "IPv6");
            datagrams += original == 14 + 208 ? 1 : 0;
        }
        NS_TEST_EXPECT_MSG_EQ(datagrams, 10, "captured");
    }
};

/// A place that cannot be written.
class UnwritableTestCase : public TestCase
{
  public:
    UnwritableTestCase()
        : TestCase("A folder that cannot be created is reported, and nothing is left")
    {
    }

  private:
    void DoRun() override
    {
        const std::string file = CreateTempDirFilename("file");
        WriteFile(file, "x");
        ResultsOptions options;
        options.directory = file + "/inside";
        const SmallNetwork small = MakeNetwork();
        ResultsRecorder recorder(small.scenario, small.network, options);
        std::ostringstream printed;
        std::streambuf* const screen = std::cout.rdbuf(printed.rdbuf());
        recorder.Start();
        const std::string problem = recorder.Finish().value_or("");
        std::cout.rdbuf(screen);
        NS_TEST_EXPECT_MSG_EQ(problem.compare(0, 13, "cannot write "), 0, problem);
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ(ReadFile(file), "x", "untouched");
    }
};

/// Suite "mip6-results-files".
class ResultsFilesTestSuite : public TestSuite
{
  public:
    ResultsFilesTestSuite()
        : TestSuite("mip6-results-files", UNIT)
    {
        AddTestCase(new FolderTestCase);
        AddTestCase(new Sha256TestCase);
        AddTestCase(new PlotsTestCase);
        AddTestCase(new RecorderTestCase);
        AddTestCase(new UnwritableTestCase);
    }
};

ResultsFilesTestSuite g_resultsFilesTestSuite; //!< the suite

} // namespace

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/boolean.h"
#include "ns3/global-value.h"
#include "ns3/mip6-attribute-defaults.h"
#include "ns3/mip6-nearest-name.h"
#include "ns3/mip6-network-plan.h"
#include "ns3/mip6-parameters.h"
#include "ns3/mip6-quantity.h"
#include "ns3/mip6-run-command.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/mip6-scenario.h"
#include "ns3/mip6-topology.h"
#include "ns3/nstime.h"
#include "ns3/seq-ts-size-header.h"
#include "ns3/test.h"
#include "ns3/type-id.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Scenario descriptions: values, writing, paths, addresses and routes. Nothing is simulated.
 */

namespace ns3::mip6
{

namespace
{

/// The bundled scenario has the values of its file.
class BundledTestCase : public TestCase
{
  public:
    BundledTestCase()
        : TestCase("The bundled handover scenario is read with all its values.")
    {
    }

  private:
    void DoRun() override
    {
        const auto scenario = ReadScenario("handover", {"traffic[1].rate=128 kbps"}).scenario;
        NS_TEST_ASSERT_MSG_EQ(scenario.has_value(), true, "it is valid");
        NS_TEST_EXPECT_MSG_EQ(scenario->name, "handover", "name");
        NS_TEST_EXPECT_MSG_EQ(scenario->stop, Seconds(65), "length");
        NS_TEST_EXPECT_MSG_EQ(scenario->nodes.size(), 5, "nodes");
        NS_TEST_EXPECT_MSG_EQ(scenario->links[0].delay, MilliSeconds(20), "first delay");
        NS_TEST_ASSERT_MSG_EQ(scenario->mobile.attach.size(), 3, "moves");
        NS_TEST_EXPECT_MSG_EQ(scenario->mobile.attach[1].at, Seconds(30), "second move");
        NS_TEST_EXPECT_MSG_EQ(scenario->mobile.attach[1].to, "ar2", "second move");
        NS_TEST_ASSERT_MSG_EQ(scenario->traffic.size(), 3, "flows");
        NS_TEST_EXPECT_MSG_EQ(scenario->traffic[0].rate.GetBitRate(), 64000, "as in the file");
        NS_TEST_EXPECT_MSG_EQ(scenario->traffic[1].rate.GetBitRate(), 128000, "as set on top");
        const auto all = ListScenarios();
        const auto listed =
            std::find_if(all.begin(), all.end(), [](const BundledScenario& bundled) {
                return bundled.name == "handover";
            });
        NS_TEST_ASSERT_MSG_EQ((listed != all.end()), true, "in the list of scenarios");
        NS_TEST_EXPECT_MSG_EQ(listed->title, scenario->title, "title in the list");
    }
};

/// A file on top of a preset keeps what it does not mention.
class PresetTestCase : public TestCase
{
  public:
    PresetTestCase()
        : TestCase("A preset is kept where the file says nothing; lists are replaced as a whole.")
    {
    }

  private:
    void DoRun() override
    {
        const std::string file = CreateTempDirFilename("my-study.toml");
        std::ofstream(file) << "preset = \"handover\"\n[mobile]\n"
                               "attach = [{at = \"7 s\", to = \"ar2\"}]\n";
        const auto scenario = ReadScenario(file, {}).scenario;
        NS_TEST_ASSERT_MSG_EQ(scenario.has_value(), true, "it is valid");
        NS_TEST_EXPECT_MSG_EQ(scenario->name, "my-study", "the file's own name");
        NS_TEST_EXPECT_MSG_EQ(scenario->nodes.size(), 5, "nodes of the preset");
        NS_TEST_ASSERT_MSG_EQ(scenario->mobile.attach.size(), 1, "moves of the file");
        NS_TEST_EXPECT_MSG_EQ(scenario->mobile.attach[0].at, Seconds(7), "move of the file");
    }
};

/// What is written reads back the same.
class RoundTripTestCase : public TestCase
{
  public:
    RoundTripTestCase()
        : TestCase("A scenario that is written and read again is the same.")
    {
    }

  private:
    void DoRun() override
    {
        const auto first = ReadScenario("handover",
                                        {"stop=65.000000001 s",
                                         "access.loss=0.1",
                                         "access.delay=1500 us",
                                         "protocol.dad=off",
                                         "protocol.checksums=false",
                                         "traffic[0].stop=12 s",
                                         "traffic[0].packet=1 kB",
                                         "topology.node[0].mobile_ipv6=answers",
                                         "mobile.attach[0].node=mn",
                                         "protocol.route_optimization=false",
                                         "protocol.optimization_threshold=7",
                                         "protocol.optimize_without=[\"2001:1:0:9::/64\"]",
                                         "traffic[1].kind=ping",
                                         "traffic[1].interval=200 ms",
                                         "attributes.ns3::TcpSocket::SegmentSize=1000"})
                               .scenario;
        NS_TEST_ASSERT_MSG_EQ(first.has_value(), true, "it is valid");
        const std::string file = CreateTempDirFilename("written.toml");
        const std::string text = WriteScenario(*first);
        std::ofstream(file) << text;
        const auto second = ReadScenario(file, {}).scenario;
        NS_TEST_ASSERT_MSG_EQ(second.has_value(), true, "what was written is valid");
        NS_TEST_EXPECT_MSG_EQ(WriteScenario(*second), text, "the second text");
        NS_TEST_EXPECT_MSG_EQ(second->stop, NanoSeconds(65'000'000'001), "odd time");
        NS_TEST_EXPECT_MSG_EQ(second->access.loss, 0.1, "odd fraction");
        NS_TEST_EXPECT_MSG_EQ(second->access.delay, MicroSeconds(1500), "delay");
        NS_TEST_EXPECT_MSG_EQ((second->protocol.dad == DadMode::OFF), true, "choice");
        NS_TEST_EXPECT_MSG_EQ(second->protocol.checksums, false, "flag");
        NS_TEST_EXPECT_MSG_EQ(second->traffic[0].packet, 1000, "octets");
        NS_TEST_EXPECT_MSG_EQ(second->traffic[0].stop.value_or(Time()), Seconds(12), "stop");
        NS_TEST_EXPECT_MSG_EQ(second->traffic[1].stop.has_value(), false, "no stop");
        CheckOptimization(*second);
        NS_TEST_ASSERT_MSG_EQ(second->attributes.size(), 1, "attributes");
        NS_TEST_EXPECT_MSG_EQ(second->attributes[0].value, "1000", "attribute");
    }

    /// @param scenario that was written and read
    void CheckOptimization(const Scenario& scenario)
    {
        const ProtocolSettings& protocol = scenario.protocol;
        const auto support = scenario.nodes[0].mobileIpv6;
        NS_TEST_EXPECT_MSG_EQ((support == MobileIpv6Support::ANSWERS), true, "correspondent");
        NS_TEST_EXPECT_MSG_EQ(scenario.nodes[0].link.has_value(), false, "no access link");
        NS_TEST_EXPECT_MSG_EQ(scenario.mobile.attach[0].node.value_or(""), "mn", "who moves");
        NS_TEST_EXPECT_MSG_EQ(scenario.mobile.attach[1].node.has_value(), false, "all move");
        NS_TEST_EXPECT_MSG_EQ(protocol.routeOptimization, false, "off");
        NS_TEST_EXPECT_MSG_EQ(protocol.optimizationThreshold, 7, "packets");
        NS_TEST_EXPECT_MSG_EQ(protocol.optimizeWith.size(), 0, "with all");
        NS_TEST_ASSERT_MSG_EQ(protocol.optimizeWithout.size(), 1, "but one");
        NS_TEST_EXPECT_MSG_EQ(FormatSubnet(protocol.optimizeWithout[0]), "2001:1:0:9::/64", "one");
        NS_TEST_EXPECT_MSG_EQ((scenario.traffic[1].kind == TrafficKind::PING), true, "ping");
        NS_TEST_EXPECT_MSG_EQ(scenario.traffic[1].interval, MilliSeconds(200), "interval");
    }
};

/// Every parameter keeps its own default value.
class ParameterTestCase : public TestCase
{
  public:
    ParameterTestCase()
        : TestCase("Every parameter of the table takes the text of its own value.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario scenario = *ReadScenario("handover", {}).scenario;
        scenario.events.resize(1);
        scenario.mobileRouters.resize(1);
        scenario.mobileRouters[0].attach.resize(1);
        for (const Parameter& parameter : GetParameters())
        {
            const std::vector<std::string> paths = ListPaths(scenario, parameter.path);
            NS_TEST_ASSERT_MSG_GT(paths.size(), 0, parameter.path);
            const std::string& path = paths.back();
            const ParameterValue value = GetParameter(scenario, path);
            if (value.scalars.empty())
            {
                continue;
            }
            NS_TEST_EXPECT_MSG_EQ(SetParameter(scenario, path, value).value_or(""), "", path);
            NS_TEST_EXPECT_MSG_EQ(Describe(GetParameter(scenario, path)), Describe(value), path);
        }
        NS_TEST_EXPECT_MSG_EQ(GetDefaultText(*FindParameter("protocol.dad")),
                              "\"standard\"",
                              "default");
        NS_TEST_EXPECT_MSG_EQ(GetRangeText(*FindParameter("mobile.count")), "0 to 50", "range");
        NS_TEST_EXPECT_MSG_EQ(FindParameter("traffic[].packet")->minimum,
                              std::to_string(SeqTsSizeHeader().GetSerializedSize()),
                              "the smallest packet holds the header");
    }
};

/// Quantities are exact both ways.
class QuantityTestCase : public TestCase
{
  public:
    QuantityTestCase()
        : TestCase("Quantities are read and written exactly.")
    {
    }

  private:
    void DoRun() override
    {
        NS_TEST_EXPECT_MSG_EQ(ParseTime("0.1 s").value_or(Time()), MilliSeconds(100), "decimals");
        NS_TEST_EXPECT_MSG_EQ(ParseTime("2min").value_or(Time()), Seconds(120), "no blank");
        NS_TEST_EXPECT_MSG_EQ(ParseTime("2").has_value(), false, "no unit");
        NS_TEST_EXPECT_MSG_EQ(ParseTime("nan s").has_value(), false, "not a number");
        NS_TEST_EXPECT_MSG_EQ(FormatTime(MicroSeconds(10)), "10 us", "small unit");
        NS_TEST_EXPECT_MSG_EQ(FormatTime(Seconds(0)), "0 s", "zero");
        NS_TEST_EXPECT_MSG_EQ(FormatTime(NanoSeconds(1'500'000'001)), "1.500000001 s", "odd");
        NS_TEST_EXPECT_MSG_EQ(ParseRate("1.5 Mbps").value_or(DataRate(0)).GetBitRate(),
                              1'500'000,
                              "rate");
        NS_TEST_EXPECT_MSG_EQ(FormatRate(DataRate(1'500'000)), "1500 kbps", "rate");
        NS_TEST_EXPECT_MSG_EQ(ParseOctets("8 kB").value_or(0), 8000, "octets");
        NS_TEST_EXPECT_MSG_EQ(ParseOctets("-1").has_value(), false, "negative octets");
        NS_TEST_EXPECT_MSG_EQ(ParseProbability("5 %").value_or(0), 0.05, "percent");
        NS_TEST_EXPECT_MSG_EQ(ParseSubnet("2001:1::/64/").has_value(), false, "subnet");
        NS_TEST_EXPECT_MSG_EQ(FormatSubnet(*ParseSubnet("2001:1:0::/64")), "2001:1::/64", "subnet");
        NS_TEST_EXPECT_MSG_EQ(GetEditDistance("kitten", "sitting"), 3, "known distance");
        NS_TEST_EXPECT_MSG_EQ(FindNearestName("xyz", {"count", "attach"}).has_value(),
                              false,
                              "nothing is near");
    }
};

/// Shortest paths on a graph with known answers.
class TopologyTestCase : public TestCase
{
  public:
    TopologyTestCase()
        : TestCase("Paths are shortest in delay, then in links, and parts are told apart.")
    {
    }

  private:
    void DoRun() override
    {
        // 0 --10-- 1 --10-- 2, 0 --25-- 2, 0 --20-- 3, 3 --0-- 4, 2 --20-- 4, and 5 alone.
        const Topology topology(6,
                                {{0, 1, MilliSeconds(10)},
                                 {1, 2, MilliSeconds(10)},
                                 {0, 2, MilliSeconds(25)},
                                 {0, 3, MilliSeconds(20)},
                                 {3, 4, MilliSeconds(0)},
                                 {2, 4, MilliSeconds(20)},
                                 {0, 4, MilliSeconds(20)}});
        const Topology::Paths to2 = topology.GetPathsTo(2);
        Expect(to2, 0, 0, MilliSeconds(20));
        Expect(to2, 1, 1, MilliSeconds(10));
        Expect(to2, 3, 4, MilliSeconds(20));
        NS_TEST_EXPECT_MSG_EQ(to2.nextLink[2].has_value(), false, "no link at the destination");
        NS_TEST_EXPECT_MSG_EQ(to2.delay[2].value_or(Seconds(1)), Seconds(0), "no delay there");
        NS_TEST_EXPECT_MSG_EQ(to2.nextLink[5].has_value(), false, "out of reach");
        NS_TEST_EXPECT_MSG_EQ(to2.delay[5].has_value(), false, "out of reach");
        // Equal delays over 3 and directly: the direct link has fewer hops.
        Expect(topology.GetPathsTo(4), 0, 6, MilliSeconds(20));
        const std::vector<std::size_t> parts = topology.GetParts();
        NS_TEST_EXPECT_MSG_EQ(parts[0], parts[4], "connected");
        NS_TEST_EXPECT_MSG_NE(parts[0], parts[5], "separate");
    }

    /// @param paths to look at @param node start @param link expected @param delay expected
    void Expect(const Topology::Paths& paths, std::size_t node, std::size_t link, Time delay)
    {
        NS_TEST_ASSERT_MSG_EQ(paths.nextLink[node].has_value(), true, "path from " << node);
        NS_TEST_EXPECT_MSG_EQ(*paths.nextLink[node], link, "link from " << node);
        NS_TEST_EXPECT_MSG_EQ(*paths.delay[node], delay, "delay from " << node);
    }
};

/// Addresses and routes of the bundled scenario.
class PlanTestCase : public TestCase
{
  public:
    PlanTestCase()
        : TestCase("Addresses and routes follow from the description.")
    {
    }

  private:
    void DoRun() override
    {
        const Scenario scenario = *ReadScenario("handover", {}).scenario;
        const NetworkPlan plan = PlanNetwork(scenario);
        std::vector<std::string> routes;
        for (const RoutePlan& route : plan.routes)
        {
            routes.push_back(DescribeRoute(scenario, route));
        }
        ExpectRoute(routes, "cn: default via 2001:1:0:9::1 (r1)");
        ExpectRoute(routes, "r1: 2001:1:0:1::/64 via 2001:1:0:f000::2 (ha)");
        ExpectRoute(routes, "r1: 2001:1:0:3::/64 via 2001:1:0:f002::2 (ar2)");
        ExpectRoute(routes, "ar1: 2001:1:0:1::/64 via 2001:1:0:f001::1 (r1)");
        ExpectRoute(routes, "ar1: 2001:1:0:9::/64 via 2001:1:0:f001::1 (r1)");
        ExpectRoute(routes, "ha: 2001:1:0:f002::/64 via 2001:1:0:f000::1 (r1)");
        // cn: 1; r1: ha, ar1, ar2; the other three: 2 foreign subnets and 3 wired links each.
        NS_TEST_EXPECT_MSG_EQ(routes.size(), 1 + 3 + 3 * 5, "number of routes");
        NS_TEST_EXPECT_MSG_EQ(FormatAddress(plan.links[0].from), "2001:1:0:9::2", "correspondent");
        NS_TEST_EXPECT_MSG_EQ(FormatAddress(MakeHostAddress(*plan.subnets[2], 0x100)),
                              "2001:1:0:1::100",
                              "home address");
    }

    /// @param routes all @param route that must be one of them
    void ExpectRoute(const std::vector<std::string>& routes, const std::string& route)
    {
        const auto count = std::count(routes.begin(), routes.end(), route);
        NS_TEST_EXPECT_MSG_EQ(count, 1, route);
    }
};

/// Changed defaults come back.
class DefaultsTestCase : public TestCase
{
  public:
    DefaultsTestCase()
        : TestCase("Defaults that a scenario changes are as before afterwards.")
    {
    }

  private:
    void DoRun() override
    {
        const std::string name = "ns3::Icmpv6L4Protocol::RetransmissionTime";
        const std::string before = GetDefault("RetransmissionTime");
        BooleanValue checksums;
        GlobalValue::GetValueByName("ChecksumEnabled", checksums);
        {
            AttributeDefaults defaults;
            defaults.Set({name, "3s"});
            defaults.Set({name, "5s"});
            defaults.SetChecksums(!checksums.Get());
            NS_TEST_EXPECT_MSG_EQ(GetDefault("RetransmissionTime"), "5s", "changed");
        }
        NS_TEST_EXPECT_MSG_EQ(GetDefault("RetransmissionTime"), before, "as before");
        BooleanValue after;
        GlobalValue::GetValueByName("ChecksumEnabled", after);
        NS_TEST_EXPECT_MSG_EQ(after.Get(), checksums.Get(), "as before");
    }

    /// @param attribute of Icmpv6L4Protocol @return its default
    std::string GetDefault(const std::string& attribute)
    {
        const TypeId type = TypeId::LookupByName("ns3::Icmpv6L4Protocol");
        TypeId::AttributeInformation info;
        type.LookupAttributeByName(attribute, &info);
        return info.initialValue->SerializeToString(info.checker);
    }
};

/// The command line.
class OptionsTestCase : public TestCase
{
  public:
    OptionsTestCase()
        : TestCase("The command line is read, and mistakes in it are reported.")
    {
    }

  private:
    void DoRun() override
    {
        const RunOptionsResult good = ParseRunOptions({"--scenario=handover",
                                                       "--set=stop=70 s",
                                                       "--set",
                                                       "access.loss=5 %",
                                                       "--seed",
                                                       "3",
                                                       "--run=4",
                                                       "--RngRun=4",
                                                       "--check"});
        NS_TEST_ASSERT_MSG_EQ(good.problems.size(), 0, "nothing is wrong");
        NS_TEST_EXPECT_MSG_EQ(good.options.scenario, "handover", "scenario");
        NS_TEST_ASSERT_MSG_EQ(good.options.settings.size(), 2, "settings");
        NS_TEST_EXPECT_MSG_EQ(good.options.settings[0], "stop=70 s", "first setting");
        NS_TEST_EXPECT_MSG_EQ(good.options.settings[1], "access.loss=5 %", "second setting");
        NS_TEST_EXPECT_MSG_EQ(good.options.seed.value_or(0), 3, "seed");
        NS_TEST_EXPECT_MSG_EQ(good.options.run.value_or(0), 4, "run");
        NS_TEST_EXPECT_MSG_EQ(good.options.check, true, "flag");
        NS_TEST_EXPECT_MSG_EQ(good.options.general.size(), 1, "for ns-3");

        Expect({"--scenaro=handover"}, "unknown option --scenaro; did you mean \"scenario\"?");
        Expect({"--seed=0", "handover"}, "--seed=0 is not a whole number, 1 or more");
        Expect({"handover", "--out"}, "--out needs a value");
        Expect({}, "no scenario given; write for example --scenario=handover");
    }

    /// @param arguments of the program @param problem that is reported
    void Expect(const std::vector<std::string>& arguments, const std::string& problem)
    {
        const RunOptionsResult result = ParseRunOptions(arguments);
        NS_TEST_ASSERT_MSG_EQ(result.problems.size(), 1, problem);
        NS_TEST_EXPECT_MSG_EQ(result.problems.front(), problem, "message");
    }
};

/// The suite.
class ScenarioTestSuite : public TestSuite
{
  public:
    ScenarioTestSuite()
        : TestSuite("mip6-scenario", UNIT)
    {
        AddTestCase(new BundledTestCase);
        AddTestCase(new PresetTestCase);
        AddTestCase(new RoundTripTestCase);
        AddTestCase(new ParameterTestCase);
        AddTestCase(new QuantityTestCase);
        AddTestCase(new TopologyTestCase);
        AddTestCase(new PlanTestCase);
        AddTestCase(new DefaultsTestCase);
        AddTestCase(new OptionsTestCase);
    }
};

ScenarioTestSuite g_scenarioTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6

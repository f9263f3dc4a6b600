/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/mip6-network-plan.h"
#include "ns3/mip6-quantity.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/nemo-mobile-router.h"
#include "ns3/test.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Scenarios with mobile routers: description, file, plan, and what they are built into.
 */

namespace ns3::mip6::tests
{

namespace
{

/// @param name of a mobile router @param start its first link @param moves of it
/// @return the mobile router, with one fixed node
MobileRouterSettings
MakeRouter(const std::string& name,
           const std::string& start = "home",
           std::vector<RouterMove> moves = {})
{
    MobileRouterSettings router;
    router.name = name;
    router.start = start;
    router.attach = std::move(moves);
    return router;
}

/// @param routers of it @param stop length of the run
/// @return the network of mip6-test-network.h with mobile routers, and no mobile node
Scenario
MakeRouterScenario(std::vector<MobileRouterSettings> routers, Time stop)
{
    Scenario scenario = MakeScenario({}, stop);
    scenario.mobile.count = 0;
    scenario.mobileRouters = std::move(routers);
    return scenario;
}

/// @param names any @return them with blanks between
std::string
Join(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
    {
        text += (text.empty() ? "" : " ") + name;
    }
    return text;
}

/// Names of routers, fixed nodes and flows.
class NamesTestCase : public TestCase
{
  public:
    NamesTestCase()
        : TestCase("A chain has numbered names, fixed nodes are called after their router, and a "
                   "flow with a * stands for one to each node that fits.")
    {
    }

  private:
    void DoRun() override
    {
        MobileRouterSettings chain = MakeRouter("mr", "ar1", {{Seconds(1), "ar2"}});
        chain.depth = 3;
        chain.nodes = 2;
        chain.networks = {{"2001:1:0:200::", 64}};
        chain.homeAgent = HOME_AGENTS_IN_TURN;
        Scenario scenario = MakeRouterScenario({chain, MakeRouter("bus")}, Seconds(9));
        ScenarioNode second{"hb", NodeRole::HOME_AGENT, std::nullopt};
        second.link = "home";
        scenario.nodes.push_back(second);
        scenario.mobile.count = 1;
        NS_TEST_EXPECT_MSG_EQ(Join(GetMobileNames(scenario)), "mn mr1 mr2 mr3 bus", "all");
        NS_TEST_EXPECT_MSG_EQ(Join(GetMobileNodeNames(scenario)), "mn", "without routers");
        const auto routers = GetMobileRouters(scenario);
        std::string text;
        for (const MobileRouterSettings& router : routers)
        {
            text += router.name + "@" + router.start + " " + std::to_string(router.attach.size()) +
                    std::to_string(router.networks.size()) + " " + router.homeAgent.value_or("-") +
                    ", ";
        }
        NS_TEST_EXPECT_MSG_EQ(text,
                              "mr1@ar1 11 ha, mr2@mr1 00 hb, mr3@mr2 00 ha, bus@home 00 -, ",
                              "moves and networks are those of the first one");
        NS_TEST_EXPECT_MSG_EQ(Join(GetFixedNodeNames(routers[1])), "mr2-node1 mr2-node2", "nodes");
        scenario.traffic = {MakeFlow("cn", "mr*-node2"), MakeFlow("*-node1", "cn")};
        ExpectFlows(scenario,
                    "cn-mr1-node2 cn-mr2-node2 cn-mr3-node2 mr1-node1-cn mr2-node1-cn "
                    "mr3-node1-cn bus-node1-cn");
        scenario.mobileRouters[0].depth = 1;
        ExpectFlows(scenario, "cn-mr-node2 mr-node1-cn bus-node1-cn");
        NS_TEST_EXPECT_MSG_EQ(IsEnd("a*a", "a"), false, "both ends of a pattern are there");
        NS_TEST_EXPECT_MSG_EQ(IsEnd("a*a", "aa"), true, "with nothing in between");
    }

    /// @param scenario any @param expected its flows
    void ExpectFlows(const Scenario& scenario, const std::string& expected)
    {
        std::vector<std::string> flows;
        for (const Traffic& flow : GetFlows(scenario))
        {
            flows.push_back(flow.from + "-" + flow.to);
        }
        NS_TEST_EXPECT_MSG_EQ(Join(flows), expected, "flows");
    }
};

/// All keys of a mobile router.
const std::string ROUTER_KEYS = R"(preset = "nemo-train"
[[mobile_router]]
name = "bus"
networks = ["2001:1:0:200::/56", "2001:2::/48"]
mode = "implicit"
egress = 2
start = "ar2"
depth = 2
nodes = 3
home_agent = "ha"
attach = [{at = "5 s", to = "ar1"}, {at = "6 s", to = "none", interface = 2}]
[[mobile_router]]
name = "pan"
[[traffic]]
from = "cn"
to = "bus*-node3"
)";

/// From a file, to a file, and back.
class FileTestCase : public TestCase
{
  public:
    FileTestCase()
        : TestCase("Mobile routers of a file are read, set from outside, written and read again.")
    {
    }

  private:
    void DoRun() override
    {
        const std::string file = CreateTempDirFilename("bus.toml");
        std::ofstream(file) << ROUTER_KEYS;
        const auto read = ReadScenario(file,
                                       {"mobile_router[0].attach[1].at=7 s",
                                        "mobile_router[1].attach=[{at=\"8 s\", to=\"bus2\"}]"});
        NS_TEST_ASSERT_MSG_EQ(read.messages.size(), 0, "nothing is wrong");
        Check(*read.scenario);
        const std::string copy = CreateTempDirFilename("copy.toml");
        std::ofstream(copy) << WriteScenario(*read.scenario);
        const auto again = ReadScenario(copy, {});
        NS_TEST_ASSERT_MSG_EQ(again.messages.size(), 0, "nothing is wrong");
        Check(*again.scenario);
        NS_TEST_EXPECT_MSG_EQ(WriteScenario(*again.scenario),
                              WriteScenario(*read.scenario),
                              "the same text");
    }

    /// @param scenario that was read
    void Check(const Scenario& scenario)
    {
        NS_TEST_ASSERT_MSG_EQ(scenario.mobileRouters.size(), 2, "the list replaces the other one");
        const MobileRouterSettings& bus = scenario.mobileRouters[0];
        NS_TEST_EXPECT_MSG_EQ(bus.name, "bus", "name");
        NS_TEST_ASSERT_MSG_EQ(bus.networks.size(), 2, "networks");
        NS_TEST_EXPECT_MSG_EQ(FormatSubnet(bus.networks[1]), "2001:2::/48", "network");
        NS_TEST_EXPECT_MSG_EQ((bus.mode == MobileRouterMode::IMPLICIT), true, "mode");
        NS_TEST_EXPECT_MSG_EQ(bus.egress, 2, "egress");
        NS_TEST_EXPECT_MSG_EQ(bus.start, "ar2", "start");
        NS_TEST_EXPECT_MSG_EQ(bus.depth, 2, "depth");
        NS_TEST_EXPECT_MSG_EQ(bus.nodes, 3, "nodes");
        NS_TEST_EXPECT_MSG_EQ(bus.homeAgent.value_or(""), "ha", "home agent");
        NS_TEST_ASSERT_MSG_EQ(bus.attach.size(), 2, "moves");
        NS_TEST_EXPECT_MSG_EQ(bus.attach[0].interface, 1, "the first one unless told otherwise");
        NS_TEST_EXPECT_MSG_EQ(bus.attach[1].interface, 2, "interface");
        NS_TEST_EXPECT_MSG_EQ(bus.attach[1].at, Seconds(7), "time");
        NS_TEST_EXPECT_MSG_EQ(bus.attach[1].to, NO_LINK, "link");
        const MobileRouterSettings& pan = scenario.mobileRouters[1];
        NS_TEST_EXPECT_MSG_EQ((pan.mode == MobileRouterMode::EXPLICIT), true, "mode");
        NS_TEST_EXPECT_MSG_EQ(pan.start + " " + std::to_string(pan.nodes), "home 1", "defaults");
        NS_TEST_ASSERT_MSG_EQ(pan.attach.size(), 1, "moves");
        NS_TEST_EXPECT_MSG_EQ(pan.attach[0].to, "bus2", "into the network of another one");
        NS_TEST_EXPECT_MSG_EQ(scenario.mobile.count, 0, "that of the preset");
    }
};

/// Addresses and routes.
class PlanTestCase : public TestCase
{
  public:
    PlanTestCase()
        : TestCase("Mobile networks get free subnets, everybody routes them to the home link, and "
                   "those on the home link to the home address of the mobile router.")
    {
    }

  private:
    void DoRun() override
    {
        MobileRouterSettings bus = MakeRouter("bus");
        bus.networks = {{"2001:1:0:100::", 63}, {"2001:2::", 48}};
        bus.nodes = 2;
        Scenario scenario = MakeRouterScenario({MakeRouter("a"), bus, MakeRouter("b")}, Seconds(9));
        ScenarioNode second{"hb", NodeRole::HOME_AGENT, std::nullopt};
        second.link = "home";
        scenario.nodes.push_back(second);
        const NetworkPlan plan = PlanNetwork(scenario);
        std::string text;
        for (const MobileRouterPlan& router : plan.mobileRouters)
        {
            text += FormatAddress(router.homeAddress);
            for (std::size_t i = 0; i < router.networks.size(); ++i)
            {
                text +=
                    " " + FormatSubnet(router.networks[i]) + " " + FormatSubnet(router.links[i]);
            }
            text += " " + FormatAddress(router.nodes.back()) + ", ";
        }
        NS_TEST_EXPECT_MSG_EQ(
            text,
            "2001:1:0:1::300 2001:1:0:102::/64 2001:1:0:102::/64 2001:1:0:102::2, "
            "2001:1:0:1::301 2001:1:0:100::/63 2001:1:0:100::/64 2001:2::/48 2001:2::/64 "
            "2001:1:0:100::3, "
            "2001:1:0:1::302 2001:1:0:103::/64 2001:1:0:103::/64 2001:1:0:103::2, ",
            "addresses");
        std::vector<std::string> routes;
        for (const RoutePlan& route : plan.routes)
        {
            routes.push_back(DescribeRoute(scenario, route));
        }
        for (const char* route : {"r1: 2001:1:0:100::/63 via 2001:1:0:f000::2 (ha)",
                                  "r1: 2001:2::/48 via 2001:1:0:f000::2 (ha)",
                                  "ar1: 2001:1:0:103::/64 via 2001:1:0:f001::1 (r1)",
                                  "ha: 2001:1:0:100::/63 via 2001:1:0:1::301 (bus)",
                                  "ha: 2001:1:0:103::/64 via 2001:1:0:1::302 (b)",
                                  "hb: 2001:2::/48 via 2001:1:0:1::301 (bus)"})
        {
            NS_TEST_EXPECT_MSG_EQ(std::count(routes.begin(), routes.end(), route), 1, route);
        }
        NS_TEST_EXPECT_MSG_EQ(DoOverlap(bus.networks[0], {"2001:1:0:101::", 64}), true, "inside");
        NS_TEST_EXPECT_MSG_EQ(DoOverlap({"2001:1:0:102::", 64}, bus.networks[0]), false, "next");
    }
};

/// A case with mobile routers that run.
class RouterTestCase : public NetworkTestCase
{
  public:
    using NetworkTestCase::NetworkTestCase;

  protected:
    /// @param description to build, without mistakes
    void BuildGood(const Scenario& description)
    {
        NS_TEST_ASSERT_MSG_EQ(ValidateScenario(description).size(), 0, "nothing is wrong");
        Build(description);
        network.movement->TraceConnectWithoutContext(
            "LinkDown",
            Callback<void, const std::string&, const std::string&, const std::string&>(
                [this](const std::string& mobile, const std::string& from, const std::string& to) {
                    m_story += mobile + " " + from + "-" + to + ", ";
                }));
        network.movement->TraceConnectWithoutContext(
            "LinkUp",
            Callback<void, const std::string&, const std::string&>(
                [this](const std::string& mobile, const std::string& link) {
                    m_story += mobile + " on " + link + ", ";
                }));
    }

    /// @param name of a mobile router @return its role
    Ptr<NemoMobileRouter> GetRouter(const std::string& name) const
    {
        for (const NetworkMobileRouter& router : network.mobileRouters)
        {
            if (router.name == name)
            {
                return DynamicCast<NemoMobileRouter>(router.role);
            }
        }
        return nullptr;
    }

    /// @param flow number @param from first sending time @param until end of a span in which
    /// everything that is sent arrives once
    void ExpectDelivered(std::size_t flow, Time from, Time until)
    {
        NS_TEST_EXPECT_MSG_GT(recorder.CountSent(flow, from, until), 40, "sent of " << flow);
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(flow, from, until), 0, "lost of " << flow);
    }

    std::string m_story; //!< of the movements
};

/// What a mobile router is built into.
class BuiltTestCase : public RouterTestCase
{
  public:
    BuiltTestCase()
        : RouterTestCase("A mobile router registers the networks of its description, in each mode, "
                         "and its fixed nodes are reached at home and away.")
    {
    }

  private:
    void DoRun() override
    {
        MobileRouterSettings bus = MakeRouter("bus", "home", {{Seconds(3), "ar1"}});
        bus.networks = {{"2001:1:0:200::", 56}, {"2001:1:0:300::", 64}};
        bus.nodes = 2;
        MobileRouterSettings pan = MakeRouter("pan", "ar2");
        pan.mode = MobileRouterMode::IMPLICIT;
        MobileRouterSettings bag = MakeRouter("bag", "ar2");
        bag.mode = MobileRouterMode::HOST;
        Scenario description = MakeRouterScenario({bus, pan, bag}, Seconds(8));
        description.traffic = {MakeFlow("cn", "bus-node2"),
                               MakeFlow("pan-node1", "bus-node1"),
                               MakeFlow("cn", "bag-node1"),
                               MakeFlow("bag", "cn")};
        BuildGood(description);
        CheckNetwork();
        Run();
        ExpectDelivered(0, Seconds(2), MilliSeconds(2980));
        ExpectDelivered(0, Seconds(6), MilliSeconds(7900));
        ExpectDelivered(1, Seconds(6), MilliSeconds(7900));
        NS_TEST_EXPECT_MSG_EQ(recorder.flows[2].received.size(), 0, "a host has no network");
        ExpectDelivered(3, Seconds(4), MilliSeconds(7900));
        NS_TEST_EXPECT_MSG_EQ(m_story, "bus home-ar1, bus on ar1, ", "movements");
        for (const NetworkMobile& mobile : network.mobiles)
        {
            const bool isRegistered = mobile.role->GetState() == Mip6MobileNodeState::REGISTERED;
            NS_TEST_EXPECT_MSG_EQ(isRegistered, true, mobile.name);
            NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(mobile.name), 1, mobile.name);
            NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(mobile.name), 1, mobile.name);
        }
    }

    /// Roles, devices and addresses.
    void CheckNetwork()
    {
        NS_TEST_ASSERT_MSG_EQ(network.mobileRouters.size(), 3, "mobile routers");
        NS_TEST_ASSERT_MSG_EQ(network.mobiles.size(), 3, "and nothing else that moves");
        const NetworkMobileRouter& built = network.mobileRouters.front();
        NS_TEST_EXPECT_MSG_EQ(built.egress.size() * 10 + built.ingress.size(), 12, "interfaces");
        NS_TEST_EXPECT_MSG_EQ(built.findEgress(), built.egress.front(), "in use");
        NS_TEST_EXPECT_MSG_EQ(Join(built.nodes), "bus-node1 bus-node2", "fixed nodes");
        std::string networks;
        for (const AddressRange& range : GetRouter("bus")->GetNetworks())
        {
            networks += FormatSubnet({range.network, range.prefixLength}) + " ";
        }
        NS_TEST_EXPECT_MSG_EQ(networks, "2001:1:0:300::/64 2001:1:0:200::/56 ", "registered");
        NS_TEST_EXPECT_MSG_EQ(GetRouter("bus")->GetMode(), NemoMobileRouter::EXPLICIT, "mode");
        NS_TEST_EXPECT_MSG_EQ(GetRouter("pan")->GetMode(), NemoMobileRouter::IMPLICIT, "mode");
        NS_TEST_EXPECT_MSG_EQ(GetRouter("bag")->GetMode(), NemoMobileRouter::HOST, "mode");
        for (const NetworkNode& node : network.nodes)
        {
            const Ipv6Address expected = node.name == "bus"         ? "2001:1:0:1::300"
                                         : node.name == "bus-node2" ? "2001:1:0:200::3"
                                                                    : node.address;
            NS_TEST_EXPECT_MSG_EQ(node.address, expected, node.name);
        }
        const auto listed = std::count_if(
            network.devices.begin(),
            network.devices.end(),
            [](const NetworkDevice& device) { return device.node.compare(0, 3, "bus") == 0; });
        NS_TEST_EXPECT_MSG_EQ(listed, 5, "three of the router, one of each fixed node");
    }
};

/// Several interfaces that move.
class EgressTestCase : public RouterTestCase
{
  public:
    EgressTestCase()
        : RouterTestCase("With two interfaces the movement of the one in use counts; when it loses "
                         "its link the mobile router is on the link of the other one at once.")
    {
    }

  private:
    void DoRun() override
    {
        MobileRouterSettings bus = MakeRouter("bus");
        bus.egress = 2;
        bus.attach = {{Seconds(3), "ar1", 1},
                      {Seconds(3), "ar2", 2},
                      {Seconds(8), NO_LINK, 1},
                      {Seconds(12), "ar1", 2},
                      {Seconds(16), NO_LINK, 2},
                      {Seconds(18), "home", 1}};
        Scenario description = MakeRouterScenario({bus}, Seconds(22));
        description.traffic = {MakeFlow("cn", "bus-node1")};
        BuildGood(description);
        Run();
        NS_TEST_EXPECT_MSG_EQ(m_story,
                              "bus home-ar1, bus on ar1, bus ar1-ar2, bus on ar2, bus ar2-ar1, "
                              "bus on ar1, bus ar1-none, bus none-home, bus on home, ",
                              "movements");
        for (const int second : {2, 6, 10, 14, 20})
        {
            ExpectDelivered(0, Seconds(second), Seconds(second) + MilliSeconds(980));
        }
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates("bus"), 4, "one for each link");
        const bool isHome = GetRouter("bus")->GetState() == Mip6MobileNodeState::AT_HOME;
        NS_TEST_EXPECT_MSG_EQ(isHome, true, "at home in the end");
    }
};

/// Mobile routers and mobile nodes in mobile networks.
class NestedTestCase : public RouterTestCase
{
  public:
    NestedTestCase()
        : RouterTestCase("Mobile nodes and mobile routers come into the network of a mobile router "
                         "and leave it; its own movements are none of theirs.")
    {
    }

  private:
    void DoRun() override
    {
        MobileRouterSettings bus = MakeRouter("bus", "ar1", {{Seconds(10), "ar2"}});
        bus.depth = 2;
        const MobileRouterSettings pan =
            MakeRouter("pan", "home", {{Seconds(4), "bus2"}, {Seconds(14), "home"}});
        Scenario description = MakeRouterScenario({bus, pan}, Seconds(18));
        description.mobile.count = 1;
        description.mobile.attach = {{Seconds(4), "bus1"}};
        description.traffic = {MakeFlow("cn", "*-node1"), MakeFlow("mn", "cn")};
        BuildGood(description);
        NS_TEST_ASSERT_MSG_EQ(network.flows.size(), 4, "one to each of three fixed nodes");
        Run();
        NS_TEST_EXPECT_MSG_EQ(m_story,
                              "mn home-bus1, pan home-bus2, mn on bus1, pan on bus2, "
                              "bus1 ar1-ar2, bus1 on ar2, pan bus2-home, pan on home, ",
                              "movements");
        for (std::size_t flow = 0; flow < 4; ++flow)
        {
            ExpectDelivered(flow, Seconds(8), MilliSeconds(9900));
            ExpectDelivered(flow, Seconds(12), MilliSeconds(13900));
            ExpectDelivered(flow, Seconds(16), MilliSeconds(17900));
        }
        NS_TEST_EXPECT_MSG_EQ(CountLateUpdates("bus2"), 0, "nothing when bus1 moves");
        NS_TEST_EXPECT_MSG_EQ(CountLateUpdates("mn"), 0, "nothing when bus1 moves");
        NS_TEST_EXPECT_MSG_EQ(CountLateUpdates("bus1"), 1, "its own movement");
        NS_TEST_EXPECT_MSG_EQ(CountLateUpdates("pan"), 1, "its return");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates("mn"), 1, "for its own movement");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates("pan"), 2, "one for each movement");
    }

    /// @param name of a mobile node @return Binding Updates sent after everybody has registered
    std::size_t CountLateUpdates(const std::string& name) const
    {
        return std::count_if(recorder.messages.begin(),
                             recorder.messages.end(),
                             [&name](const Recorder::Message& message) {
                                 return message.at >= Seconds(8) && message.node == name &&
                                        message.record.direction == Mip6Direction::SENT &&
                                        message.record.message == "Binding Update";
                             });
    }
};

/// The suite.
class NemoScenarioTestSuite : public TestSuite
{
  public:
    NemoScenarioTestSuite()
        : TestSuite("nemo-scenario", SYSTEM)
    {
        AddTestCase(new NamesTestCase);
        AddTestCase(new FileTestCase);
        AddTestCase(new PlanTestCase);
        AddTestCase(new BuiltTestCase);
        AddTestCase(new EgressTestCase);
        AddTestCase(new NestedTestCase);
    }
};

NemoScenarioTestSuite g_nemoScenarioTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

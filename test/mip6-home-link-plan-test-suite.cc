/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-handover-printer.h"
#include "ns3/mip6-home-link-story.h"
#include "ns3/mip6-multicast-plan.h"
#include "ns3/mip6-network-plan.h"
#include "ns3/mip6-quantity.h"
#include "ns3/mip6-run-printer.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/mip6-scenario.h"
#include "ns3/test.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Home links with several home agents, new prefixes and multicast: addresses, routes and what is
 * told of them. Nothing is simulated.
 */

namespace ns3::mip6
{

namespace
{

/// @param name of a bundled scenario @param settings on top of it @return the scenario
Scenario
Read(const std::string& name, const std::vector<std::string>& settings = {})
{
    return ReadScenario(name, settings).scenario.value_or(Scenario());
}

/// @param scenario any @return all its routes as text
std::vector<std::string>
DescribeRoutes(const Scenario& scenario)
{
    std::vector<std::string> routes;
    for (const RoutePlan& route : PlanNetwork(scenario).routes)
    {
        routes.push_back(DescribeRoute(scenario, route));
    }
    return routes;
}

/// Addresses and routes of home agents that another router connects.
class HomeAgentsTestCase : public TestCase
{
  public:
    HomeAgentsTestCase()
        : TestCase("Home agents on the home link have the numbers from 2 on, and its router as "
                   "default router; all routes to the link lead to that router.")
    {
    }

  private:
    void DoRun() override
    {
        const Scenario scenario = Read("discovery");
        const NetworkPlan plan = PlanNetwork(scenario);
        std::string agents;
        for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
        {
            agents += plan.guests[i]
                          ? scenario.nodes[i].name + " " + FormatAddress(*plan.guests[i]) + ", "
                          : "";
        }
        NS_TEST_EXPECT_MSG_EQ(agents,
                              "ha1 2001:1:0:1::2, ha2 2001:1:0:1::3, ha3 2001:1:0:1::4, ",
                              "addresses");
        const auto routes = DescribeRoutes(scenario);
        for (const char* route : {"ha2: default via 2001:1:0:1::1 (hr)",
                                  "ar1: 2001:1:0:1::/64 via 2001:1:0:f001::1 (r1)",
                                  "r1: 2001:1:0:1::/64 via 2001:1:0:f000::2 (hr)"})
        {
            NS_TEST_EXPECT_MSG_EQ(std::count(routes.begin(), routes.end(), route), 1, route);
        }
        const auto ofAgents = std::count_if(routes.begin(), routes.end(), [](const auto& route) {
            return route.compare(0, 2, "ha") == 0;
        });
        NS_TEST_EXPECT_MSG_EQ(ofAgents, 3, "a home agent has its default route alone");
    }
};

/// Routes to prefixes that events bring.
class NewPrefixTestCase : public TestCase
{
  public:
    NewPrefixTestCase()
        : TestCase("Every router has a route to each prefix that the home link will have, and no "
                   "other link gets one of them.")
    {
    }

  private:
    void DoRun() override
    {
        const Scenario scenario = Read("renumbering");
        const auto prefixes = GetFurtherHomePrefixes(scenario);
        NS_TEST_ASSERT_MSG_EQ(prefixes.size(), 1, "the first prefix is not new");
        NS_TEST_EXPECT_MSG_EQ(FormatSubnet(prefixes[0]), "2001:1:0:5::/64", "the new one");
        const auto routes = DescribeRoutes(scenario);
        for (const char* route : {"r1: 2001:1:0:5::/64 via 2001:1:0:f000::2 (ha)",
                                  "ar1: 2001:1:0:5::/64 via 2001:1:0:f001::1 (r1)",
                                  "ar2: 2001:1:0:5::/64 via 2001:1:0:f002::1 (r1)"})
        {
            NS_TEST_EXPECT_MSG_EQ(std::count(routes.begin(), routes.end(), route), 1, route);
        }
        NS_TEST_EXPECT_MSG_EQ(FormatAddress(MoveToSubnet("2001:1:0:1::3", prefixes[0])),
                              "2001:1:0:5::3",
                              "same number in the new prefix");
        Scenario crowded = scenario;
        crowded.events[1].prefix = Subnet{"2001:1:0:4::", 64};
        crowded.nodes[4].prefix.reset();
        crowded.nodes[3].prefix = Subnet{"2001:1:0:3::", 64};
        crowded.nodes[0].prefix.reset();
        const NetworkPlan plan = PlanNetwork(crowded);
        NS_TEST_EXPECT_MSG_EQ(FormatSubnet(*plan.subnets[0]), "2001:1:0:2::/64", "first free");
        NS_TEST_EXPECT_MSG_EQ(FormatSubnet(*plan.subnets[4]), "2001:1:0:5::/64", "not the 4th");
    }
};

/// Ways of multicast packets.
class MulticastPlanTestCase : public TestCase
{
  public:
    MulticastPlanTestCase()
        : TestCase("Multicast follows the tree of shortest paths to the home link, and with local "
                   "membership to the links that its receivers visit.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario scenario = Read("multicast-listener");
        Expect(scenario, "r1: 0 -> 1, ha: 1 -> link, ");
        scenario.protocol.multicast = MulticastMode::LOCAL;
        Expect(scenario, "r1: 0 -> 1 2 3, ha: 1 -> link, ar1: 2 -> link, ar2: 3 -> link, ");
        // A sender on a link that is also a receiver's: nothing leads back there.
        scenario.nodes[0].link = "ar1";
        scenario.nodes[0].prefix.reset();
        scenario.links.erase(scenario.links.begin());
        Expect(scenario, "r1: 1 -> 0 2, ha: 0 -> link, ar1: link -> 1, ar2: 2 -> link, ");
        scenario.traffic.push_back(scenario.traffic[0]);
        Expect(scenario, "r1: 1 -> 0 2, ha: 0 -> link, ar1: link -> 1, ar2: 2 -> link, ");
        scenario.traffic.clear();
        Expect(scenario, "");
        ExpectOfMobileNetworks();
    }

    /// To and from correspondents and mobile networks.
    void ExpectOfMobileNetworks()
    {
        Scenario scenario = Read("nemo-multicast", {"traffic[1].group=ff1e::1:1"});
        Expect(scenario, "r1: 0 -> 1, r1: 1 -> 0, ha: link -> 1, ha: 1 -> link, ");
        scenario.protocol.multicast = MulticastMode::LOCAL;
        scenario.mobile.count = 1;
        scenario.mobile.attach = {{Seconds(5), "train"}, {Seconds(9), "ar2"}};
        Expect(scenario, "r1: 0 -> 1, r1: 1 -> 0, ha: link -> 1, ha: 1 -> link, ");
        scenario.traffic[0].to = "mn";
        Expect(scenario,
               "r1: 0 -> 1 3, r1: 1 -> 0, ha: link -> 1, ha: 1 -> link, ar2: 3 -> link, ");
        // From one correspondent to another one, on a link of its own or on an access link.
        scenario.nodes.push_back({"cn2", NodeRole::CORRESPONDENT, std::nullopt, "ar1"});
        scenario.traffic = {scenario.traffic[0], scenario.traffic[0]};
        scenario.traffic[0].to = "cn2";
        scenario.traffic[1].from = "cn2";
        scenario.traffic[1].to = "cn";
        Expect(scenario, "r1: 0 -> 2, r1: 2 -> 0, ar1: link -> 2, ar1: 2 -> link, ");
    }

    /// @param scenario any @param expected its multicast routes as text
    void Expect(const Scenario& scenario, const std::string& expected)
    {
        std::string routes;
        for (const MulticastRoutePlan& route : PlanMulticast(scenario))
        {
            NS_TEST_EXPECT_MSG_EQ(route.group, Ipv6Address("ff1e::1:1"), "group");
            routes += scenario.nodes[route.node].name + ": " + Describe(route.input) + " ->";
            for (const MulticastPort& output : route.outputs)
            {
                routes += " " + Describe(output);
            }
            routes += ", ";
        }
        NS_TEST_EXPECT_MSG_EQ(routes, expected, "router: input -> outputs");
    }

    /// @param port a way into or out of a router @return its number, or "link"
    static std::string Describe(const MulticastPort& port)
    {
        return port ? std::to_string(*port) : "link";
    }
};

/// What is told of the home link.
class StoryTestCase : public TestCase
{
  public:
    StoryTestCase()
        : TestCase("Failures, prefixes, discoveries and registrations that no handover has caused "
                   "each have a line.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario scenario;
        scenario.events = {
            {Seconds(3), EventKind::HOME_AGENT_FAILS, "ha1"},
            {Seconds(9), EventKind::HOME_AGENT_RECOVERS, "ha1"},
            {Seconds(7),
             EventKind::PREFIX,
             "hr",
             Subnet{"2001:1:0:5::", 64},
             Seconds(20),
             Seconds(40),
             true},
            {Seconds(8), EventKind::PREFIX, "hr", Subnet{"2001:1:0:1::", 64}, {}, {}}};
        HandoverNames names{"the home agent", false, {{AGENT, "ha2"}}, {"ha1", "ha2"}};
        std::ostringstream out;
        const ResultsTables tables = MakeTables();
        PrintHandoverEvents(out, tables, names, ListHomeLinkEvents(scenario, tables, names));
        NS_TEST_EXPECT_MSG_EQ(out.str(),
                              "   3.000 s  ha1 fails                         (scripted)\n"
                              "   4.000 s  home agent ha2 discovered         2001:1:0:1::3\n"
                              "   5.000 s  binding accepted by ha2           home address "
                              "2001:1:0:1::100\n"
                              "   7.000 s  home prefix 2001:1:0:5::/64       preferred 20 s, valid "
                              "40 s from now\n"
                              "   8.000 s  home prefix 2001:1:0:1::/64       withdrawn\n"
                              "   9.000 s  ha1 recovers                      (scripted) without "
                              "bindings\n",
                              "lines");
    }

    /// @return a discovery, and two registrations that it leads to; the second is a refresh
    static ResultsTables MakeTables()
    {
        Mip6SignallingRecord reply;
        reply.direction = Mip6Direction::RECEIVED;
        reply.message = "Home Agent Address Discovery Reply";
        Mip6SignallingRecord deletion;
        deletion.message = "Binding Update";
        deletion.destination = "2001:1:0:1::2";
        deletion.lifetime = Time();
        Mip6SignallingRecord update = deletion;
        update.destination = AGENT;
        update.lifetime = Seconds(16);
        ResultsTables tables;
        tables.signalling = {{Seconds(4), "mn", reply},
                             {Seconds(4), "mn", deletion},
                             {Seconds(4), "mn", update}};
        Mip6BindingRecord binding;
        binding.table = Mip6BindingTable::BINDING_UPDATE_LIST;
        binding.homeAddress = "2001:1:0:1::100";
        binding.peer = AGENT;
        tables.bindings.push_back({Seconds(5), "mn", binding});
        binding.event = Mip6BindingEvent::UPDATED;
        tables.bindings.push_back({Seconds(6), "mn", binding});
        return tables;
    }

    inline static const Ipv6Address AGENT{"2001:1:0:1::3"}; //!< of the second home agent
};

/// The drawing of the topology.
class DrawingTestCase : public TestCase
{
  public:
    DrawingTestCase()
        : TestCase("The drawing of the topology shows the home agents on the home link.")
    {
    }

  private:
    void DoRun() override
    {
        std::ostringstream out;
        PrintScenario(out, Read("discovery"), {});
        const std::string text = out.str();
        const std::string line = text.substr(text.find('\n') + 1);
        NS_TEST_EXPECT_MSG_EQ(line,
                              "topology   cn -- r1 -- hr(home link: ha1, ha2, ha3)      "
                              "r1 -- ar1      r1 -- ar2\n",
                              "drawing");
    }
};

/// The suite.
class HomeLinkPlanTestSuite : public TestSuite
{
  public:
    HomeLinkPlanTestSuite()
        : TestSuite("mip6-home-link-plan", UNIT)
    {
        AddTestCase(new HomeAgentsTestCase);
        AddTestCase(new NewPrefixTestCase);
        AddTestCase(new MulticastPlanTestCase);
        AddTestCase(new StoryTestCase);
        AddTestCase(new DrawingTestCase);
    }
};

HomeLinkPlanTestSuite g_homeLinkPlanTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6

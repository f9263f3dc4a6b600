/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/ipv6-routing-table-entry.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mip6-network-plan.h"
#include "ns3/mip6-quantity.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/test.h"

#include <algorithm>
#include <functional>

/**
 * @file
 * @ingroup mip6-tests
 * What scenarios are built into: correspondents on home and access links, echo requests, moves of
 * one mobile node, and every bundled scenario at twice its length.
 */

namespace ns3::mip6::tests
{

namespace
{

/// @param name of the node @param link that it is on @param support what it makes of Mobile IPv6
/// @return a correspondent on a home link or access link
ScenarioNode
MakeGuest(const std::string& name, const std::string& link, MobileIpv6Support support)
{
    return {name, NodeRole::CORRESPONDENT, std::nullopt, link, support};
}

/// @param from who asks @param to who is asked @return ten echo requests per second
Traffic
MakePing(const std::string& from, const std::string& to)
{
    Traffic traffic = MakeFlow(from, to);
    traffic.kind = TrafficKind::PING;
    traffic.interval = MilliSeconds(100);
    traffic.packet = 56;
    return traffic;
}

/// Addresses and routes of correspondents on home and access links.
class GuestTestCase : public NetworkTestCase
{
  public:
    GuestTestCase()
        : NetworkTestCase("A correspondent on the home link or an access link has an address of "
                          "that link, and its router as default router.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(9));
        description.nodes.push_back(MakeGuest("near", "home", MobileIpv6Support::FULL));
        description.nodes.push_back(MakeGuest("far", "ar1", MobileIpv6Support::SILENT));
        description.nodes.push_back(MakeGuest("next", "ha", MobileIpv6Support::FULL));
        description.traffic = {MakeFlow("far", "near"),
                               MakeFlow("cn", "far"),
                               MakeFlow("next", "near")};
        NS_TEST_ASSERT_MSG_EQ(ValidateScenario(description).size(), 0, "nothing is wrong");
        Build(description);
        Run();
        ExpectHost("near", "2001:1:0:1::200", "2001:1:0:1::1");
        ExpectHost("next", "2001:1:0:1::201", "2001:1:0:1::1");
        ExpectHost("far", "2001:1:0:2::200", "2001:1:0:2::1");
        CheckFlow(0, AR1_TO_HA);
        CheckFlow(1, MilliSeconds(7));
        CheckFlow(2, Time());
        const auto& routes = network.routes;
        const std::string route = "far: default via 2001:1:0:2::1 (ar1)";
        NS_TEST_EXPECT_MSG_EQ(std::count(routes.begin(), routes.end(), route), 1, route);
        CheckRoles();
    }

    /// @param name of a node @param address its only global one @param router its default router
    void ExpectHost(const std::string& name, const char* address, const char* router)
    {
        const auto ipv6 = GetNode(name)->GetObject<Ipv6>();
        std::vector<Ipv6Address> addresses;
        for (uint32_t i = 0; i < ipv6->GetNAddresses(1); ++i)
        {
            if (!ipv6->GetAddress(1, i).GetAddress().IsLinkLocal())
            {
                addresses.push_back(ipv6->GetAddress(1, i).GetAddress());
            }
        }
        NS_TEST_ASSERT_MSG_EQ(addresses.size(), 1, "no address was configured automatically");
        NS_TEST_EXPECT_MSG_EQ(addresses[0], Ipv6Address(address), name);
        const auto table = Ipv6StaticRoutingHelper().GetStaticRouting(ipv6);
        NS_TEST_EXPECT_MSG_EQ(table->GetDefaultRoute().GetGateway(), Ipv6Address(router), name);
        for (const NetworkNode& node : network.nodes)
        {
            if (node.name == name)
            {
                NS_TEST_EXPECT_MSG_EQ(node.address, Ipv6Address(address), "as told to others");
            }
        }
    }

    /// @param flow number @param delay of its path
    void CheckFlow(std::size_t flow, Time delay)
    {
        const auto& record = recorder.flows[flow];
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(flow, Seconds(0), Seconds(8)), 0, "delivered");
        NS_TEST_EXPECT_MSG_GT(recorder.CountSent(flow, Seconds(0), Seconds(8)), 250, "sent");
        const uint32_t last = record.received.rbegin()->first;
        const Time measured = record.received.at(last).front() - record.sent.at(last);
        NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(measured, delay), true, "path of flow " << flow);
    }

    /// The silent one has no role, nor has a mobile node that registers with no correspondent.
    void CheckRoles()
    {
        std::string names;
        for (const auto& [name, role] : network.correspondents)
        {
            names += name + " ";
        }
        NS_TEST_EXPECT_MSG_EQ(names, "cn near next ", "nodes with the role");
    }
};

/// Echo requests.
class PingTestCase : public NetworkTestCase
{
  public:
    PingTestCase()
        : NetworkTestCase(
              "Every echo request is answered once, after the round trip, whoever asks, "
              "at home and away.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(12));
        description.traffic = {MakePing("mn", "cn"), MakePing("cn", "mn"), MakePing("cn", "ha")};
        Build(description);
        Run();
        const Time home = CN_TO_HA + CN_TO_HA;
        const Time away = home + AR1_TO_HA + AR1_TO_HA;
        for (const std::size_t flow : {0, 1})
        {
            CheckEchoes(flow, {Seconds(2), Seconds(5) - home, home});
            CheckEchoes(flow, {Seconds(8), Seconds(12) - away - TOLERANCE, away});
        }
        CheckEchoes(2, {Seconds(2), Seconds(11), home});
    }

    /// Echoes of one place.
    struct Window
    {
        Time from;      //!< first sending time that counts
        Time until;     //!< first one that does not
        Time roundTrip; //!< expected
    };

    /// @param flow number @param window of time
    void CheckEchoes(std::size_t flow, const Window& window)
    {
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(flow, window.from, window.until), 0, flow);
        NS_TEST_EXPECT_MSG_GT(recorder.CountSent(flow, window.from, window.until), 25, "sent");
        for (const auto& [sequence, at] : recorder.flows[flow].sent)
        {
            if (at < window.from || at >= window.until)
            {
                continue;
            }
            const Time taken = recorder.flows[flow].received[sequence].front() - at;
            NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(taken, window.roundTrip),
                                  true,
                                  "echo " << sequence << " of flow " << flow << " took "
                                          << taken.As(Time::MS));
        }
    }
};

/// Moves of one mobile node.
class SingleMoveTestCase : public NetworkTestCase
{
  public:
    SingleMoveTestCase()
        : NetworkTestCase("A move that names a mobile node moves that one alone; others move all.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario(
            {{Seconds(3), "ar1", "mn2"}, {Seconds(4), "ar2", "mn1"}, {Seconds(8), "home"}},
            Seconds(10));
        description.mobile.count = 2;
        NS_TEST_ASSERT_MSG_EQ(ValidateScenario(description).size(), 0, "nothing is wrong");
        Build(description);
        network.movement->TraceConnectWithoutContext(
            "LinkDown",
            Callback<void, const std::string&, const std::string&, const std::string&>(
                [this](const std::string& mobile, const std::string& from, const std::string& to) {
                    m_moves += mobile + " " + from + "-" + to + " " +
                               std::to_string(Simulator::Now().GetMilliSeconds()) + ", ";
                }));
        Run();
        NS_TEST_EXPECT_MSG_EQ(m_moves,
                              "mn2 home-ar1 3000, mn1 home-ar2 4000, mn1 ar2-home 8000, "
                              "mn2 ar1-home 8000, ",
                              "moves");
    }

    std::string m_moves; //!< one after the other
};

/// Settings of route optimization.
class OptimizationSettingsTestCase : public NetworkTestCase
{
  public:
    /// Changes the settings.
    using Change = std::function<void(ProtocolSettings&)>;

    /**
     * @param sentence what must hold
     * @param change of the settings
     * @param expected names of the correspondents that get Binding Updates
     */
    OptimizationSettingsTestCase(const std::string& sentence,
                                 Change change,
                                 const std::string& expected)
        : NetworkTestCase(sentence),
          m_change(std::move(change)),
          m_expected(expected)
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(3), "ar1"}}, Seconds(8));
        description.nodes.push_back(MakeGuest("near", "home", MobileIpv6Support::FULL));
        description.traffic = {MakeFlow("cn", "mn"), MakeFlow("near", "mn")};
        description.protocol.routeOptimization = true;
        m_change(description.protocol);
        NS_TEST_ASSERT_MSG_EQ(ValidateScenario(description).size(), 0, "nothing is wrong");
        Build(description);
        Run();
        std::string names;
        for (const NetworkNode& node : network.nodes)
        {
            names += node.name != "ha" && IsUpdated(node.address) ? node.name + " " : "";
        }
        NS_TEST_EXPECT_MSG_EQ(names, m_expected, "correspondents with Binding Updates");
        NS_TEST_EXPECT_MSG_EQ(IsUpdated(network.mobiles.front().homeAgent), true, "home agent");
    }

    /// @param address of a node @return whether the mobile node has sent it a Binding Update
    bool IsUpdated(const Ipv6Address& address) const
    {
        return std::any_of(recorder.messages.begin(),
                           recorder.messages.end(),
                           [&address](const Recorder::Message& message) {
                               return message.node == "mn" &&
                                      message.record.direction == Mip6Direction::SENT &&
                                      message.record.message == "Binding Update" &&
                                      message.record.destination == address;
                           });
    }

    Change m_change;        //!< of the settings
    std::string m_expected; //!< names
};

/// A bundled scenario.
class BundledTestCase : public NetworkTestCase
{
  public:
    /// @param name of the scenario
    explicit BundledTestCase(const std::string& name)
        : NetworkTestCase("Scenario " + name +
                          " runs at twice its length; every movement ends registered or at home, "
                          "and every flow reaches its end."),
          m_name(name)
    {
    }

  private:
    void DoRun() override
    {
        const auto read = ReadScenario(m_name, {});
        NS_TEST_ASSERT_MSG_EQ(read.messages.size(), 0, "nothing is wrong");
        Scenario description = *read.scenario;
        const Time end = description.stop;
        description.stop = 2 * end;
        Build(description);
        network.movement->TraceConnectWithoutContext(
            "LinkUp",
            Callback<void, const std::string&, const std::string&>(
                [this](const std::string& mobile, const std::string& link) {
                    m_visits.emplace_back(mobile, link);
                }));
        Run();
        CheckMovements();
        for (std::size_t flow = 0; flow < network.flows.size(); ++flow)
        {
            if (network.flows[flow].traffic.stop || IsOverInvalidAddress(flow))
            {
                continue;
            }
            // What was sent in the second half, when nothing moves any more, but for its end.
            const Time late = 2 * end - Seconds(1);
            const bool isDatagrams = IsDatagrams(network.flows[flow].traffic.kind);
            NS_TEST_EXPECT_MSG_GT(recorder.CountSent(flow, end, late), 50, "sent");
            const std::size_t lost = isDatagrams ? recorder.CountNotOnce(flow, end, late) : 0;
            NS_TEST_EXPECT_MSG_EQ(lost, 0, "lost of flow " << network.flows[flow].name);
        }
        const auto& drops = recorder.drops;
        NS_TEST_EXPECT_MSG_EQ(drops.count(Mip6DropReason::MALFORMED), 0, "well-formed");
        NS_TEST_EXPECT_MSG_EQ(drops.count(Mip6DropReason::BAD_CHECKSUM), 0, "checksums");
    }

    /// @param flow number @return whether it belongs to a home address that its mobile node has
    /// lost
    bool IsOverInvalidAddress(std::size_t flow) const
    {
        const Traffic& traffic = network.flows[flow].traffic;
        return traffic.homeAddress == FlowHomeAddress::FIRST &&
               std::any_of(
                   network.mobiles.begin(),
                   network.mobiles.end(),
                   [&traffic](const NetworkMobile& mobile) {
                       const auto valid = mobile.role->GetHomeAddresses();
                       const bool isEnd = traffic.from == mobile.name || traffic.to == mobile.name;
                       return isEnd &&
                              std::count(valid.begin(), valid.end(), mobile.homeAddress) == 0;
                   });
    }

    /// @param name of a mobile node or mobile router @return names of the links that it is on after
    /// each of its movements, and before the first one
    std::vector<std::string> ListLinks(const std::string& name) const
    {
        std::vector<std::string> links;
        for (const MobileRouterSettings& router : GetMobileRouters(scenario))
        {
            if (router.name == name)
            {
                links.push_back(GetLinkName(scenario, router.start));
            }
        }
        if (links.empty())
        {
            links.emplace_back("home");
        }
        for (const auto& [mobile, link] : m_visits)
        {
            if (mobile == name)
            {
                links.push_back(link);
            }
        }
        return links;
    }

    /// Every mobile node is where the script has left it, and knows it.
    void CheckMovements()
    {
        std::size_t moves = 0;
        std::size_t away = 0;
        for (const NetworkMobile& mobile : network.mobiles)
        {
            const std::vector<std::string> links = ListLinks(mobile.name);
            const bool isHome = links.back() == "home";
            // Whoever begins abroad registers without a movement.
            moves += links.size() - 1 + (links.front() == "home" ? 0 : 1);
            const auto state =
                isHome ? Mip6MobileNodeState::AT_HOME : Mip6MobileNodeState::REGISTERED;
            NS_TEST_EXPECT_MSG_EQ((mobile.role->GetState() == state), true, mobile.name);
            away += isHome ? 0 : mobile.role->GetHomeAddresses().size();
        }
        std::size_t acknowledged = 0;
        for (const NetworkMobile& mobile : network.mobiles)
        {
            acknowledged += recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED, mobile.name).size();
        }
        // Events of the home link lead to further registrations.
        const bool isPlain = scenario.events.empty();
        NS_TEST_EXPECT_MSG_GT_OR_EQ(acknowledged, moves, "no move without an answer");
        NS_TEST_EXPECT_MSG_EQ(isPlain && acknowledged > moves, false, "and none twice");
        std::size_t bindings = 0;
        std::size_t tunnels = 0;
        for (const auto& [name, role] : network.homeAgents)
        {
            bindings += role->GetBindingCount();
            tunnels += role->GetTunnelCount();
        }
        NS_TEST_EXPECT_MSG_EQ(bindings, away, "bindings");
        NS_TEST_EXPECT_MSG_EQ(tunnels, away, "tunnels");
        for (const auto& [name, role] : network.correspondents)
        {
            NS_TEST_EXPECT_MSG_LT_OR_EQ(role->GetBindingCount(), away, "bindings of " << name);
            NS_TEST_EXPECT_MSG_LT_OR_EQ(role->GetDirectPathCount(), away, "paths of " << name);
        }
    }

    std::string m_name;                                        //!< of the scenario
    std::vector<std::pair<std::string, std::string>> m_visits; //!< who comes to which link
};

/// The suite.
class ScenarioNetworkTestSuite : public TestSuite
{
  public:
    ScenarioNetworkTestSuite()
        : TestSuite("mip6-scenario-network", SYSTEM)
    {
        AddTestCase(new GuestTestCase);
        AddTestCase(new PingTestCase);
        AddTestCase(new SingleMoveTestCase);
        AddSettings();
        for (const BundledScenario& scenario : ListScenarios())
        {
            AddTestCase(new BundledTestCase(scenario.name));
        }
    }

  private:
    /// Add the cases about settings of route optimization.
    void AddSettings()
    {
        const Subnet homeLink{"2001:1:0:1::", 64};
        AddTestCase(new OptimizationSettingsTestCase(
            "Unless a scenario says otherwise, mobile nodes register with every correspondent.",
            [](ProtocolSettings&) {},
            "cn near "));
        AddTestCase(new OptimizationSettingsTestCase(
            "Route optimization can be switched off.",
            [](ProtocolSettings& protocol) { protocol.routeOptimization = false; },
            ""));
        AddTestCase(new OptimizationSettingsTestCase(
            "Route optimization can be limited to some correspondents.",
            [homeLink](ProtocolSettings& protocol) { protocol.optimizeWith = {homeLink}; },
            "near "));
        AddTestCase(new OptimizationSettingsTestCase(
            "Route optimization can leave out some correspondents.",
            [homeLink](ProtocolSettings& protocol) {
                protocol.optimizeWithout = {homeLink, {"2001:7::", 32}};
            },
            "cn "));
        AddTestCase(new OptimizationSettingsTestCase(
            "Route optimization waits for as many packets as a scenario says.",
            [](ProtocolSettings& protocol) { protocol.optimizationThreshold = 100000; },
            ""));
    }
};

ScenarioNetworkTestSuite g_scenarioNetworkTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

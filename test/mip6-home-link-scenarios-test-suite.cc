/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mip6-router-advertiser.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/pointer.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * The bundled scenarios about the home link, and what their keys are built into.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Name of the question for home agents.
const char* const DISCOVERY_REQUEST = "Home Agent Address Discovery Request";
/// Name of the answer.
const char* const DISCOVERY_REPLY = "Home Agent Address Discovery Reply";

/// A test that runs a bundled scenario.
class HomeLinkTestCase : public NetworkTestCase
{
  public:
    /// @param name of the scenario @param sentence what must hold
    HomeLinkTestCase(const std::string& name, const std::string& sentence)
        : NetworkTestCase(sentence),
          m_name(name)
    {
    }

  protected:
    /// @param settings on top of the scenario
    void BuildBundled(const std::vector<std::string>& settings = {})
    {
        const auto read = ReadScenario(m_name, settings);
        NS_TEST_ASSERT_MSG_EQ(read.messages.size(), 0, "nothing is wrong");
        Build(*read.scenario);
    }

    /// @param node name @return destinations of the Binding Updates that it has sent
    std::set<Ipv6Address> GetUpdated(const std::string& node) const
    {
        std::set<Ipv6Address> destinations;
        for (const auto& message : recorder.messages)
        {
            const bool isUpdate = message.record.message == "Binding Update" &&
                                  message.record.direction == Mip6Direction::SENT;
            if (message.node == node && isUpdate)
            {
                destinations.insert(message.record.destination);
            }
        }
        return destinations;
    }

    /// @param peer a home agent @return when the mobile node had its first registration there
    Time GetRegisteredAt(const Ipv6Address& peer) const
    {
        for (const auto& change : recorder.changes)
        {
            if (change.node == "mn" && change.record.event == Mip6BindingEvent::ADDED &&
                change.record.peer == peer)
            {
                return change.at;
            }
        }
        return Time::Max();
    }

    /// @param flow number @return when its packets arrived, in order
    std::vector<Time> GetArrivals(std::size_t flow) const
    {
        std::vector<Time> arrivals;
        for (const auto& [sequence, copies] : recorder.flows[flow].received)
        {
            arrivals.insert(arrivals.end(), copies.begin(), copies.end());
        }
        std::sort(arrivals.begin(), arrivals.end());
        return arrivals;
    }

  private:
    std::string m_name; //!< of the scenario
};

/// Home agents that another router connects.
class HomeAgentsTestCase : public HomeLinkTestCase
{
  public:
    HomeAgentsTestCase()
        : HomeLinkTestCase(
              "discovery",
              "A home agent on the home link advertises its preference and is nobody's "
              "default router; the router of the link is no home agent.")
    {
    }

  private:
    void DoRun() override
    {
        BuildBundled({"mobile.attach=[]", "stop=6 s"});
        for (const auto& [name, preference] : PREFERENCES)
        {
            const auto advertiser = GetAdvertiser(name);
            NS_TEST_EXPECT_MSG_EQ(GetNumber(advertiser, "HomeAgentPreference"), preference, name);
            NS_TEST_EXPECT_MSG_EQ(GetTime(advertiser, "RouterLifetime"), Time(), name);
            NS_TEST_EXPECT_MSG_EQ((GetNode(name)->GetObject<Mip6HomeAgent>() != nullptr),
                                  true,
                                  name);
        }
        NS_TEST_EXPECT_MSG_EQ(GetTime(GetAdvertiser("hr"), "RouterLifetime"), Seconds(1800), "hr");
        NS_TEST_EXPECT_MSG_EQ((GetNode("hr")->GetObject<Mip6HomeAgent>() == nullptr), true, "hr");
        Run();
        const auto& mobile = network.mobiles.front();
        NS_TEST_EXPECT_MSG_EQ(mobile.role->GetHomeAddress(),
                              mobile.homeAddress,
                              "the home address that was told before the start");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(0, Seconds(4), Seconds(5.9)), 0, "to it");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(1, Seconds(4), Seconds(5.9)), 0, "from it");
    }

    /// @param name of a router @return its advertiser
    Ptr<Mip6RouterAdvertiser> GetAdvertiser(const std::string& name) const
    {
        return DynamicCast<Mip6RouterAdvertiser>(GetNode(name)->GetApplication(0));
    }

    /// @param object any @param attribute of it @return its value
    static uint64_t GetNumber(const Ptr<Object>& object, const std::string& attribute)
    {
        UintegerValue value;
        object->GetAttribute(attribute, value);
        return value.Get();
    }

    /// @param object any @param attribute of it @return its value
    static Time GetTime(const Ptr<Object>& object, const std::string& attribute)
    {
        TimeValue value;
        object->GetAttribute(attribute, value);
        return value.Get();
    }

    /// Names and preferences of the home agents.
    inline static const std::vector<std::pair<std::string, uint64_t>> PREFERENCES{{"ha1", 10},
                                                                                  {"ha2", 30},
                                                                                  {"ha3", 20}};
};

/// A home agent that the scenario names.
class NamedAgentTestCase : public HomeLinkTestCase
{
  public:
    NamedAgentTestCase()
        : HomeLinkTestCase("discovery",
                           "Mobile nodes register with the home agent that the scenario names, "
                           "without any discovery.")
    {
    }

  private:
    void DoRun() override
    {
        BuildBundled({"mobile.home_agent=ha3",
                      "mobile.home_address=given",
                      "protocol.route_optimization=false",
                      "mobile.attach=[{at=\"5 s\", to=\"ar1\"}]",
                      "stop=9 s"});
        Run();
        const std::set<Ipv6Address> expected{"2001:1:0:1::4"};
        NS_TEST_EXPECT_MSG_EQ((GetUpdated("mn") == expected), true, "Binding Updates");
        NS_TEST_EXPECT_MSG_EQ(recorder.Count("mn", Mip6Direction::SENT, DISCOVERY_REQUEST),
                              0,
                              "questions");
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetHomeAddress(),
                              Ipv6Address("2001:1:0:1::100"),
                              "given");
    }
};

/// Scenario "discovery".
class DiscoveryTestCase : public HomeLinkTestCase
{
  public:
    DiscoveryTestCase()
        : HomeLinkTestCase("discovery",
                           "One question and one answer lead to the preferred of three home "
                           "agents, which serves all movements.")
    {
    }

  private:
    void DoRun() override
    {
        BuildBundled({"protocol.route_optimization=false"});
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.Count("mn", Mip6Direction::SENT, DISCOVERY_REQUEST), 1, "");
        NS_TEST_EXPECT_MSG_EQ(recorder.Count("mn", Mip6Direction::RECEIVED, DISCOVERY_REPLY),
                              1,
                              "answers");
        const std::set<Ipv6Address> expected{"2001:1:0:1::3"};
        NS_TEST_EXPECT_MSG_EQ((GetUpdated("mn") == expected), true, "Binding Updates to ha2 only");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 3, "one for each movement");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 3, "one for each movement");
    }
};

/// Scenario "home-agent-failure".
class FailureTestCase : public HomeLinkTestCase
{
  public:
    /// @param recovers whether the home agent comes back, and nobody else is there
    explicit FailureTestCase(bool recovers)
        : HomeLinkTestCase("home-agent-failure",
                           recovers
                               ? "Without a second home agent the mobile node keeps trying, and "
                                 "traffic resumes soon after the first one is back."
                               : "When a home agent fails, traffic resumes through the second "
                                 "one, after the timers at most."),
          m_recovers(recovers)
    {
    }

  private:
    void DoRun() override
    {
        // Both stop before the return home, which is not what this is about.
        std::vector<std::string> settings{"mobile.attach=[{at=\"10 s\", to=\"ar1\"}]", "stop=60 s"};
        if (m_recovers)
        {
            settings.insert(settings.end(),
                            {"event=[{at=\"20 s\", node=\"ha1\"}, {at=\"20 s\", node=\"ha2\"}, "
                             "{at=\"40 s\", kind=\"home_agent_recovers\", node=\"ha1\"}]"});
        }
        BuildBundled(settings);
        Run();
        // Up to the refresh of a binding of 16 s; answers are waited for during 1 s and 2 s.
        const Time outage = Seconds(16) + Seconds(1 + 2);
        // Waits double up to 32 s, so the next try comes at most as late as it has taken so far.
        const Time latest = m_recovers ? Seconds(40) + (Seconds(40) - Seconds(20))
                                       : Seconds(20) + outage + PROBING + MilliSeconds(200);
        CheckFlow(0, latest);
        CheckFlow(1, latest);
        NS_TEST_EXPECT_MSG_EQ((GetMobile()->GetState() == Mip6MobileNodeState::REGISTERED),
                              true,
                              "registered at the end");
        NS_TEST_EXPECT_MSG_EQ(network.homeAgents[m_recovers ? 0 : 1].second->GetBindingCount(),
                              1,
                              "who serves");
    }

    /// @param flow number @param latest when it has resumed
    void CheckFlow(std::size_t flow, Time latest)
    {
        const std::vector<Time> arrivals = GetArrivals(flow);
        const auto next = std::upper_bound(arrivals.begin(), arrivals.end(), Seconds(20.1));
        NS_TEST_ASSERT_MSG_EQ((next != arrivals.end()), true, "flow " << flow << " resumes");
        NS_TEST_EXPECT_MSG_LT(*next, latest, "flow " << flow << " resumes in time");
        NS_TEST_EXPECT_MSG_GT(*next, Seconds(21), "the failure is felt");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(flow, *next + MilliSeconds(50), Seconds(59)),
                              0,
                              "nothing is lost from then on");
    }

    /// Duplicate address detection of a home agent.
    inline static const Time PROBING = Seconds(1);

    bool m_recovers; //!< whether the home agent comes back
};

/// Scenario "renumbering".
class RenumberingTestCase : public HomeLinkTestCase
{
  public:
    RenumberingTestCase()
        : HomeLinkTestCase("renumbering",
                           "A connection over the old home address lives until the address is "
                           "invalid; new ones use the new home address.")
    {
    }

  private:
    void DoRun() override
    {
        BuildBundled();
        Callback<void, Ptr<const Packet>, const Address&, const Address&, const SeqTsSizeHeader&>
            note([this](Ptr<const Packet>,
                        const Address& from,
                        const Address&,
                        const SeqTsSizeHeader&) {
                m_senders.insert(Inet6SocketAddress::ConvertFrom(from).GetIpv6());
            });
        network.flows[2].sink->TraceConnectWithoutContext("RxWithSeqTsSize", note);
        Run();
        const auto old = GetArrivals(0);
        NS_TEST_ASSERT_MSG_EQ(old.empty(), false, "the old connection has worked");
        // Binding lifetimes come in steps of 4 s, and the last one ends before the address.
        NS_TEST_EXPECT_MSG_GT(old.back(), Seconds(60 - 4), "it lives while the address is valid");
        NS_TEST_EXPECT_MSG_LT(old.back(), Seconds(60.3), "and not longer");
        NS_TEST_EXPECT_MSG_GT(GetArrivals(2).back(), Seconds(89), "the new connection lives");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(3, Seconds(42), Seconds(89)), 0, "datagrams");
        const auto addresses = GetMobile()->GetHomeAddresses();
        NS_TEST_ASSERT_MSG_EQ(addresses.size(), 1, "one home address is left");
        const Ipv6Address prefix = Ipv6Address(addresses[0]).CombinePrefix(Ipv6Prefix(64));
        NS_TEST_EXPECT_MSG_EQ(prefix, Ipv6Address("2001:1:0:5::"), "the new one");
        const std::set<Ipv6Address> expected{addresses[0]};
        NS_TEST_EXPECT_MSG_EQ((m_senders == expected), true, "senders of the new connection");
    }

    std::set<Ipv6Address> m_senders; //!< addresses that the new connection comes from
};

/// Scenario "multicast-listener".
class MulticastTestCase : public HomeLinkTestCase
{
  public:
    /// @param mode of membership
    explicit MulticastTestCase(MulticastMode mode)
        : HomeLinkTestCase(
              "multicast-listener",
              std::string("Every packet of a group arrives once, at home and away, with "
                          "membership: ") +
                  mip6::GetName(mode)),
          m_mode(mode)
    {
    }

  private:
    void DoRun() override
    {
        BuildBundled({std::string("protocol.multicast=") + mip6::GetName(m_mode)});
        const Ptr<Node> source = GetNode("cn");
        const auto table = Ipv6StaticRoutingHelper().GetStaticRouting(source->GetObject<Ipv6>());
        NS_TEST_EXPECT_MSG_EQ(table->GetNMulticastRoutes(), 0, "a host forwards nothing");
        Run();
        for (const auto& [from, until] : SETTLED)
        {
            NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(0, from, until), 0, from.As(Time::S));
            NS_TEST_EXPECT_MSG_GT(recorder.CountSent(0, from, until), 200, from.As(Time::S));
        }
    }

    /// Times in which the mobile node does not move.
    inline static const std::vector<std::pair<Time, Time>> SETTLED{
        {Seconds(3), Seconds(9.9)},
        {Seconds(14), Seconds(29.9)},
        {Seconds(33), Seconds(49.9)},
        {Seconds(53), Seconds(64.9)},
    };

    MulticastMode m_mode; //!< of membership
};

/// The suite.
class HomeLinkScenariosTestSuite : public TestSuite
{
  public:
    HomeLinkScenariosTestSuite()
        : TestSuite("mip6-home-link-scenarios", SYSTEM)
    {
        AddTestCase(new HomeAgentsTestCase);
        AddTestCase(new NamedAgentTestCase);
        AddTestCase(new DiscoveryTestCase);
        AddTestCase(new FailureTestCase(false));
        AddTestCase(new FailureTestCase(true));
        AddTestCase(new RenumberingTestCase);
        AddTestCase(new MulticastTestCase(MulticastMode::TUNNEL));
        AddTestCase(new MulticastTestCase(MulticastMode::LOCAL));
    }
};

HomeLinkScenariosTestSuite g_homeLinkScenariosTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

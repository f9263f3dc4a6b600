/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agents-network.h"

#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

#include <algorithm>

/**
 * @file
 * @ingroup mip6-tests
 * Dynamic home agent address discovery over a network, and home agents that fail, recover, do not
 * forward or are not the default router (RFC 6275 sections 10.4 and 10.5).
 */

namespace ns3::mip6::tests
{

namespace
{

/// Home agents by number, in the order of a reply.
using Order = std::vector<std::size_t>;

/// One home agent, asked from far away.
class SimpleDiscoveryTestCase : public HomeAgentsTestCase
{
  public:
    SimpleDiscoveryTestCase()
        : HomeAgentsTestCase("A home agent answers a request to the anycast address from its own "
                             "address, which nobody has announced.")
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}});
        AskAt(Seconds(3), 0xABCD);
        std::vector<std::string> traced;
        const auto sink = Callback<void, const Mip6SignallingRecord&>(
            [&traced](const Mip6SignallingRecord& record) {
                traced.push_back(record.message + " " + std::to_string(*record.sequence) + " " +
                                 std::to_string(record.octets));
            });
        GetAgent(0)->TraceConnectWithoutContext("Signalling", sink);
        RunUntil(Seconds(5));
        const auto replies = atAway.Find<HomeAgentAddressDiscoveryReply>();
        NS_TEST_ASSERT_MSG_EQ(replies.size(), 1, "one reply");
        NS_TEST_EXPECT_MSG_EQ(replies[0].first.header.GetSource(), GetAgentAddress(0), "source");
        NS_TEST_EXPECT_MSG_EQ(replies[0].first.header.GetDestination(), CARE_OF, "direct");
        NS_TEST_EXPECT_MSG_EQ(replies[0].second.identifier, 0xABCD, "identifier");
        NS_TEST_EXPECT_MSG_EQ(replies[0].second.homeAgents.size(), 1, "home agents");
        NS_TEST_EXPECT_MSG_EQ(replies[0].second.homeAgents[0], GetAgentAddress(0), "itself");
        NS_TEST_ASSERT_MSG_EQ(traced.size(), 2, "both are traced");
        NS_TEST_EXPECT_MSG_EQ(traced[0], "Home Agent Address Discovery Request 43981 48", "heard");
        NS_TEST_EXPECT_MSG_EQ(traced[1], "Home Agent Address Discovery Reply 43981 64", "sent");
        NS_TEST_EXPECT_MSG_EQ(atHost.FindAdvertisements(ANYCAST).size(), 0, "not announced");
        for (const auto& [packet, solicitation] : atHost.Find<NeighborSolicitation>())
        {
            const bool isProbe = packet.header.GetSource().IsAny();
            NS_TEST_EXPECT_MSG_EQ((isProbe && solicitation.target == ANYCAST), false, "no test");
        }
        NS_TEST_EXPECT_MSG_EQ(GetAgent(0)->GetProxyCount(), 0, "no mobile node");
    }
};

/// A request that is none.
class BadRequestTestCase : public HomeAgentsTestCase
{
  public:
    BadRequestTestCase()
        : HomeAgentsTestCase("What comes to the anycast address and is no request is discarded, "
                             "and a request with a wrong checksum is, too.")
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}});
        uint32_t unexpected = 0;
        uint32_t damaged = 0;
        GetAgent(0)->TraceConnectWithoutContext(
            "Drop",
            Callback<void, Ptr<const Packet>, Mip6DropReason>(
                [&](Ptr<const Packet>, Mip6DropReason reason) {
                    unexpected += reason == Mip6DropReason::UNEXPECTED_MESSAGE;
                    damaged += reason == Mip6DropReason::BAD_CHECKSUM;
                }));
        SendIcmpv6At(Seconds(3), ANYCAST, MobilePrefixSolicitation{1});
        Simulator::Schedule(Seconds(4), [this] {
            Mip6Icmpv6Header header;
            header.SetMessage(HomeAgentAddressDiscoveryRequest{2, false}, CARE_OF, HOME);
            auto packet = Create<Packet>();
            packet->AddHeader(header);
            away->GetObject<Ipv6L3Protocol>()->Send(packet,
                                                    CARE_OF,
                                                    ANYCAST,
                                                    NEXT_HEADER_ICMPV6,
                                                    nullptr);
        });
        RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(unexpected, 1, "no request");
        NS_TEST_EXPECT_MSG_EQ(damaged, 1, "wrong checksum");
        NS_TEST_EXPECT_MSG_EQ(atAway.Find<HomeAgentAddressDiscoveryReply>().size(), 0, "silence");
    }
};

/// Preferences of home agents and the order of the reply.
class OrderTestCase : public HomeAgentsTestCase
{
  public:
    /**
     * @param name row of the conformance list
     * @param preferences of the home agents
     * @param expected order
     */
    OrderTestCase(const std::string& name, std::vector<uint16_t> preferences, Order expected)
        : HomeAgentsTestCase(name + ": home agents are listed by preference, whoever answers."),
          m_preferences(std::move(preferences)),
          m_expected(std::move(expected))
    {
    }

  private:
    void DoRun() override
    {
        std::vector<AgentOptions> options;
        for (const uint16_t preference : m_preferences)
        {
            options.push_back({preference});
        }
        Build(options);
        AskAt(Seconds(4), 1);
        RunUntil(Seconds(6));
        const auto reply = GetReply(1);
        NS_TEST_ASSERT_MSG_EQ(reply.has_value(), true, "answered");
        NS_TEST_ASSERT_MSG_EQ(reply->size(), m_expected.size(), "complete");
        for (std::size_t i = 0; i < m_expected.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ((*reply)[i], GetAgentAddress(m_expected[i]), "place " << i);
        }
    }

    std::vector<uint16_t> m_preferences; //!< of the home agents
    Order m_expected;                    //!< of the reply
};

/// The preference of a home agent is changed while it runs.
class ChangedPreferenceTestCase : public HomeAgentsTestCase
{
  public:
    ChangedPreferenceTestCase()
        : HomeAgentsTestCase("HA_7_2_12: a later advertisement changes the order.")
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}, {0xFFFF}});
        AskAt(Seconds(4), 1);
        Simulator::Schedule(Seconds(5), [this] {
            GetAdvertiser(1)->SetAttribute("HomeAgentPreference", UintegerValue(0));
        });
        AskAt(Seconds(7), 2);
        RunUntil(Seconds(9));
        NS_TEST_ASSERT_MSG_EQ((GetReply(1) && GetReply(2)), true, "answered");
        NS_TEST_EXPECT_MSG_EQ(GetReply(1)->front(), GetAgentAddress(1), "before");
        NS_TEST_EXPECT_MSG_EQ(GetReply(2)->front(), GetAgentAddress(0), "after");
    }
};

/// A home agent falls silent, or says that it is one no more.
class GoneTestCase : public HomeAgentsTestCase
{
  public:
    /// @param isDefaultRouter whether the one that fails goes on as a router
    explicit GoneTestCase(bool isDefaultRouter)
        : HomeAgentsTestCase(isDefaultRouter
                                 ? "HA_7_4_1: a home agent that fails and stays a router is "
                                   "listed no more at once."
                                 : "HA_7_2_10: a home agent that falls silent is listed until "
                                   "its lifetime has run out."),
          m_isDefaultRouter(isDefaultRouter)
    {
    }

  private:
    void DoRun() override
    {
        AgentOptions leaving{0xFFFF};
        leaving.homeAgentLifetime = Seconds(4);
        leaving.routerLifetime = m_isDefaultRouter ? Seconds(1800) : Time();
        Build({{10}, leaving});
        AskAt(Seconds(4), 1);
        Simulator::Schedule(Seconds(5), [this] { Mip6Helper::FailHomeAgent(agents[1]); });
        AskAt(Seconds(7), 2);
        AskAt(Seconds(10), 3);
        Simulator::Schedule(Seconds(11), [this] { Mip6Helper::RecoverHomeAgent(agents[1]); });
        AskAt(Seconds(13), 4);
        RunUntil(Seconds(15));
        const std::size_t expected[] = {2, m_isDefaultRouter ? 1U : 2U, 1, 2};
        for (uint16_t i = 0; i < 4; ++i)
        {
            const auto reply = GetReply(static_cast<uint16_t>(i + 1));
            NS_TEST_ASSERT_MSG_EQ(reply.has_value(), true, "request " << i + 1);
            NS_TEST_EXPECT_MSG_EQ(reply->size(), expected[i], "request " << i + 1);
        }
    }

    bool m_isDefaultRouter; //!< whether the one that fails goes on as a router
};

/// The default router of the home link is the home agent.
class DefaultRouterTestCase : public HomeAgentsTestCase
{
  public:
    DefaultRouterTestCase()
        : HomeAgentsTestCase("A home agent that is the default router of the home link answers "
                             "requests that come in on its other interface.")
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}});
        Mip6Helper helper;
        SetAttributes(helper, {20, Seconds(10), Seconds(1800), true, 1});
        const auto role = helper.InstallHomeAgent(router, router->GetDevice(1));
        AskAt(Seconds(4), 1);
        RunUntil(Seconds(6));
        const auto replies = atAway.Find<HomeAgentAddressDiscoveryReply>();
        NS_TEST_ASSERT_MSG_EQ(replies.size(), 1, "one reply");
        NS_TEST_EXPECT_MSG_EQ(replies[0].first.header.GetSource(), role->GetAddress(), "source");
        NS_TEST_ASSERT_MSG_EQ(replies[0].second.homeAgents.size(), 2, "home agents");
        NS_TEST_EXPECT_MSG_EQ(replies[0].second.homeAgents[0], role->GetAddress(), "preferred");
        NS_TEST_EXPECT_MSG_EQ(replies[0].second.homeAgents[1], GetAgentAddress(0), "the other");
    }
};

/// A home agent beside the default router.
class BesideTheRouterTestCase : public HomeAgentsTestCase
{
  public:
    /// @param forwards whether the home agent forwards for others
    explicit BesideTheRouterTestCase(bool forwards)
        : HomeAgentsTestCase(std::string("A home agent that is not the default router and ") +
                             (forwards ? "forwards" : "does not forward") +
                             " for others serves a mobile node."),
          m_forwards(forwards)
    {
    }

  private:
    void DoRun() override
    {
        AgentOptions options{10};
        options.forwards = m_forwards;
        Build({options});
        UpdateAt(Seconds(3), {1});
        const auto socket = Socket::CreateSocket(away, UdpSocketFactory::GetTypeId());
        socket->Bind6();
        Simulator::Schedule(Seconds(6), [socket] {
            socket->SendTo(Create<Packet>(64), 0, Inet6SocketAddress(HOME, 7000));
        });
        RunUntil(Seconds(8));
        const auto answers = atAway.FindAcknowledgements();
        NS_TEST_ASSERT_MSG_EQ(answers.size(), 1, "answered");
        NS_TEST_EXPECT_MSG_EQ((answers[0].status == BindingStatus::ACCEPTED), true, "accepted");
        NS_TEST_EXPECT_MSG_EQ(GetAgent(0)->GetTunnelCount(), 1, "tunnel");
        NS_TEST_EXPECT_MSG_EQ(atAway.Count(NEXT_HEADER_IPV6), 1, "intercepted and tunnelled");
    }

    bool m_forwards; //!< whether the home agent forwards for others
};

/// A home agent fails and comes back.
class FailureTestCase : public HomeAgentsTestCase
{
  public:
    FailureTestCase()
        : HomeAgentsTestCase("A failed home agent has no binding and is silent; recovered, it "
                             "begins anew.")
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}});
        UpdateAt(Seconds(3), {5});
        Simulator::Schedule(Seconds(6), [this] {
            NS_TEST_EXPECT_MSG_EQ(GetAgent(0)->GetBindingCount(), 1, "bound");
            Mip6Helper::FailHomeAgent(agents[0]);
            NS_TEST_EXPECT_MSG_EQ(GetAgent(0)->GetBindingCount(), 0, "binding");
            NS_TEST_EXPECT_MSG_EQ(GetAgent(0)->GetTunnelCount(), 0, "tunnel");
            NS_TEST_EXPECT_MSG_EQ(GetAgent(0)->GetProxyCount(), 0, "proxy");
        });
        UpdateAt(Seconds(7), {6});
        AskAt(Seconds(7), 1);
        Simulator::Schedule(Seconds(10), [this] {
            NS_TEST_EXPECT_MSG_EQ(atAway.FindAcknowledgements(Seconds(6)).size(), 0, "silent");
            NS_TEST_EXPECT_MSG_EQ(atHost.Find<RouterAdvertisement>(Seconds(6)).size(), 0, "silent");
            NS_TEST_EXPECT_MSG_EQ(GetReply(1).has_value(), false, "silent");
            Mip6Helper::RecoverHomeAgent(agents[0]);
        });
        // An older number than before: nothing is remembered.
        UpdateAt(Seconds(12), {2});
        AskAt(Seconds(12), 2);
        RunUntil(Seconds(15));
        const auto answers = atAway.FindAcknowledgements(Seconds(10));
        NS_TEST_ASSERT_MSG_EQ(answers.size(), 1, "answered again");
        NS_TEST_EXPECT_MSG_EQ((answers[0].status == BindingStatus::ACCEPTED), true, "accepted");
        NS_TEST_EXPECT_MSG_EQ(GetReply(2).has_value(), true, "discovered again");
        NS_TEST_EXPECT_MSG_GT(atHost.Find<RouterAdvertisement>(Seconds(10)).size(), 2, "heard");
    }
};

/// The suite.
class HomeAgentsTestSuite : public TestSuite
{
  public:
    HomeAgentsTestSuite()
        : TestSuite("mip6-home-agents")
    {
        AddTestCase(new SimpleDiscoveryTestCase);
        AddTestCase(new BadRequestTestCase);
        AddTestCase(new OrderTestCase("HA_7_2_1", {10, 0}, {0, 1}));
        AddTestCase(new OrderTestCase("HA_7_2_2", {10, 0xFFFF}, {1, 0}));
        AddTestCase(new OrderTestCase("HA_7_2_3", {10, 1, 0}, {0, 1, 2}));
        AddTestCase(new OrderTestCase("HA_7_2_4", {10, 0, 1}, {0, 2, 1}));
        AddTestCase(new OrderTestCase("HA_7_2_5", {10, 0xFFFF, 0}, {1, 0, 2}));
        AddTestCase(new OrderTestCase("HA_7_2_6", {10, 0, 0xFFFF}, {2, 0, 1}));
        AddTestCase(new OrderTestCase("HA_7_2_7", {10, 0xFFFF, 0xFFFE}, {1, 2, 0}));
        AddTestCase(new OrderTestCase("HA_7_2_8", {10, 0xFFFE, 0xFFFF}, {2, 1, 0}));
        AddTestCase(new ChangedPreferenceTestCase);
        AddTestCase(new GoneTestCase(false));
        AddTestCase(new GoneTestCase(true));
        AddTestCase(new DefaultRouterTestCase);
        AddTestCase(new BesideTheRouterTestCase(true));
        AddTestCase(new BesideTheRouterTestCase(false));
        AddTestCase(new FailureTestCase);
    }
};

HomeAgentsTestSuite g_homeAgentsTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

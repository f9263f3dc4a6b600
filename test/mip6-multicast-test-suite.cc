/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-multicast-network.h"

/**
 * @file
 * @ingroup mip6-tests
 * Multicast of mobile nodes at home and away from home (RFC 6275 sections 10.4.2, 10.4.3 and
 * 11.3.4).
 */

namespace ns3::mip6::tests
{

namespace
{

/// A source that a mobile node listens to on all its ways.
class RoundTripTestCase : public MulticastTestCase
{
  public:
    /// @param isOnHomeLink whether the source is a host of the home link; else it is beyond it
    explicit RoundTripTestCase(bool isOnHomeLink)
        : MulticastTestCase(std::string("Packets of a source ") +
                            (isOnHomeLink ? "on the home link" : "elsewhere") +
                            " are received once each at home, through the tunnel, after a second "
                            "movement and at home again."),
          m_isOnHomeLink(isOnHomeLink)
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}, {Seconds(20), "ar2"}, {Seconds(35), "home"}},
                           Seconds(45)));
        const auto source = m_isOnHomeLink ? AddMulticastHost("ha", HOST_ADDRESS) : GetNode("cn");
        if (!m_isOnHomeLink)
        {
            RouteFromCorrespondent();
        }
        GroupSink sink(network.mobiles[0].node);
        GroupSource stream(source, GROUP);
        stream.SendFrom(Seconds(2), Seconds(44));
        JoinAt(Seconds(1));
        CheckMembershipsAt(Seconds(4), 0);
        CheckMembershipsAt(Seconds(15), 1);
        CheckMembershipsAt(Seconds(34), 1);
        Run();
        const auto acknowledged = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(acknowledged.size(), 3, "handovers");
        CheckOnce(stream, sink, Seconds(2), Seconds(5) - CN_TO_HA);
        // The query follows the acknowledgement, and the report goes back.
        CheckOnce(stream, sink, acknowledged[0] + TUNNEL_ROUND_TRIP, Seconds(20) - LONGEST_WAY);
        // A membership outlives a movement.
        CheckOnce(stream, sink, acknowledged[1], Seconds(35) - LONGEST_WAY);
        CheckOnce(stream, sink, acknowledged[2], Seconds(44));
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated(), 0, "nothing came twice");
        CheckMessages();
    }

    void CheckMessages()
    {
        NS_TEST_EXPECT_MSG_EQ(CountSent("ha", "Multicast Listener Query"), 2, "one a movement");
        NS_TEST_EXPECT_MSG_EQ(CountSent("mn", "Multicast Listener Report", HOME_ADDRESS),
                              3,
                              "two of the new group, one for the second query");
        NS_TEST_EXPECT_MSG_EQ(
            recorder.Count("ha", Mip6Direction::RECEIVED, "Multicast Listener Report"),
            3,
            "and all arrived");
        NS_TEST_EXPECT_MSG_EQ(CountSent("mn", "Multicast Listener Done"), 0, "it never left");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetMembershipCount(), 0, "nothing remains");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::TUNNEL_INNER_ADDRESS], 0, "no drop");
    }

    bool m_isOnHomeLink; //!< where the source is
};

/// A mobile node that leaves a group.
class LeaveTestCase : public MulticastTestCase
{
  public:
    LeaveTestCase()
        : MulticastTestCase("A Done through the tunnel ends a membership after two queries for the "
                            "group.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(30)));
        GroupSink sink(network.mobiles[0].node);
        GroupSource stream(AddMulticastHost("ha", HOST_ADDRESS), GROUP);
        stream.SendFrom(Seconds(10), Seconds(30));
        JoinAt(Seconds(1));
        Simulator::Schedule(Seconds(20), [this] { GetMobile()->LeaveMulticastGroup(GROUP); });
        CheckMembershipsAt(Seconds(21), 1);
        CheckMembershipsAt(Seconds(22) + AR1_TO_HA + TOLERANCE, 0);
        Run();
        CheckOnce(stream, sink, Seconds(10), Seconds(20) - AR1_TO_HA - TOLERANCE);
        NS_TEST_EXPECT_MSG_EQ(stream.CountReceived(sink, Seconds(20), Seconds(30)), 0, "no more");
        NS_TEST_EXPECT_MSG_EQ(CountSent("mn", "Multicast Listener Done", HOME_ADDRESS), 1, "Done");
        NS_TEST_EXPECT_MSG_EQ(CountSent("ha", "Multicast Listener Query"), 3, "general, group * 2");
        // What was on its way and what comes in the last two seconds is refused.
        const auto expected = stream.CountSent(Seconds(20) - AR1_TO_HA, Seconds(22) + AR1_TO_HA);
        NS_TEST_EXPECT_MSG_EQ_TOL(recorder.drops[Mip6DropReason::TUNNEL_INNER_ADDRESS],
                                  expected,
                                  1,
                                  "drops");
    }
};

/// Two mobile nodes in one group, one in none.
class TwoMembersTestCase : public MulticastTestCase
{
  public:
    TwoMembersTestCase()
        : MulticastTestCase("Each mobile node in a group gets one copy, one that is in no group "
                            "gets none.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(20));
        description.mobile.count = 3;
        Build(description);
        GroupSink first(network.mobiles[0].node);
        GroupSink second(network.mobiles[1].node);
        GroupSink third(network.mobiles[2].node);
        GroupSource stream(AddMulticastHost("ha", HOST_ADDRESS), GROUP);
        stream.SendFrom(Seconds(12), Seconds(19));
        JoinAt(Seconds(1), 0);
        JoinAt(Seconds(1), 1);
        CheckMembershipsAt(Seconds(12), 2);
        Run();
        CheckOnce(stream, first, Seconds(12), Seconds(19));
        CheckOnce(stream, second, Seconds(12), Seconds(19));
        NS_TEST_EXPECT_MSG_EQ(first.CountRepeated() + second.CountRepeated(), 0, "once");
        NS_TEST_EXPECT_MSG_EQ(stream.CountReceived(third, Time(), Seconds(20)), 0, "no member");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::TUNNEL_INNER_ADDRESS], 0, "no drop");
    }
};

/// Groups of several scopes.
class ScopeTestCase : public MulticastTestCase
{
  public:
    /// @param group joined @param leastScope attribute of the home agent @param isTunnelled
    /// expected
    ScopeTestCase(const char* group, uint8_t leastScope, bool isTunnelled)
        : MulticastTestCase(std::string("Packets to ") + group + " are " +
                            (isTunnelled ? "" : "not ") + "tunnelled where the least scope is " +
                            std::to_string(leastScope) + "."),
          m_group(group),
          m_leastScope(leastScope),
          m_isTunnelled(isTunnelled)
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(20)));
        GetHomeAgent()->SetAttribute("MulticastScope", UintegerValue(m_leastScope));
        GroupSink sink(network.mobiles[0].node);
        GroupSource stream(AddMulticastHost("ha", HOST_ADDRESS), m_group);
        stream.SendFrom(Seconds(2), Seconds(19));
        Simulator::Schedule(Seconds(1), [this] { GetMobile()->JoinMulticastGroup(m_group); });
        CheckMembershipsAt(Seconds(15), m_isTunnelled ? 1 : 0);
        Run();
        CheckOnce(stream, sink, Seconds(2), Seconds(5) - TOLERANCE);
        const auto sent = stream.CountSent(Seconds(12), Seconds(19));
        const std::size_t expected = m_isTunnelled ? sent : 0;
        const auto received = stream.CountReceived(sink, Seconds(12), Seconds(19));
        NS_TEST_EXPECT_MSG_EQ(received, expected, "away");
    }

    Ipv6Address m_group;  //!< joined
    uint8_t m_leastScope; //!< attribute
    bool m_isTunnelled;   //!< expected
};

/// Membership on foreign links.
class LocalTestCase : public MulticastTestCase
{
  public:
    LocalTestCase()
        : MulticastTestCase("With local membership a group is received from and reported on each "
                            "foreign link, and not tunnelled.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}, {Seconds(15), "ar2"}}, Seconds(25)));
        GetMobile()->SetAttribute("MulticastMembership", StringValue("Local"));
        GroupSink sink(network.mobiles[0].node);
        GroupSource atHome(AddMulticastHost("ha", HOST_ADDRESS), GROUP, 0);
        GroupSource onFirst(AddMulticastHost("ar1", "2001:1:0:2::50"), GROUP, 10000);
        GroupSource onSecond(AddMulticastHost("ar2", "2001:1:0:3::50"), GROUP, 20000);
        atHome.SendFrom(Seconds(2), Seconds(24));
        onFirst.SendFrom(Seconds(2), Seconds(24));
        onSecond.SendFrom(Seconds(2), Seconds(24));
        JoinAt(Seconds(1));
        CheckMembershipsAt(Seconds(12), 0);
        Run();
        CheckOnce(atHome, sink, Seconds(2), Seconds(5) - TOLERANCE);
        CheckOnce(onFirst, sink, Seconds(10), Seconds(15) - TOLERANCE);
        CheckOnce(onSecond, sink, Seconds(20), Seconds(24));
        NS_TEST_EXPECT_MSG_EQ(atHome.CountReceived(sink, Seconds(6), Seconds(24)), 0, "home");
        NS_TEST_EXPECT_MSG_EQ(onFirst.CountReceived(sink, Seconds(15), Seconds(24)), 0, "left");
        NS_TEST_EXPECT_MSG_EQ(sink.CountRepeated(), 0, "once each");
        CheckReports();
    }

    void CheckReports()
    {
        std::map<bool, uint32_t> afterMove;
        for (const auto& message : recorder.messages)
        {
            if (message.node == "mn" && message.record.message == "Multicast Listener Report" &&
                message.at > Seconds(5))
            {
                NS_TEST_EXPECT_MSG_EQ(message.record.source.IsLinkLocal(), true, "source");
                ++afterMove[message.at > Seconds(15)];
            }
        }
        NS_TEST_EXPECT_MSG_GT(afterMove[false], 0, "reported on the first foreign link");
        NS_TEST_EXPECT_MSG_GT(afterMove[true], 0, "and on the second");
        NS_TEST_EXPECT_MSG_EQ(CountSent("mn", "Multicast Listener Report", HOME_ADDRESS),
                              0,
                              "tunnel");
    }
};

/// A mobile node that sends to a group.
class SenderTestCase : public MulticastTestCase
{
  public:
    /// @param membership attribute of the mobile node
    explicit SenderTestCase(const std::string& membership)
        : MulticastTestCase("A mobile node away from home whose membership is " + membership +
                            " sends to a group with the right source on the right link, and hears "
                            "no packet of its own."),
          m_membership(membership)
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(20));
        description.mobile.count = 2;
        Build(description);
        GetMobile()->SetAttribute("MulticastMembership", StringValue(m_membership));
        const bool isTunnelled = m_membership == "HomeTunnel";
        GroupSink own(network.mobiles[0].node);
        GroupSink other(network.mobiles[1].node);
        GroupSink home(AddMulticastHost("ha", HOST_ADDRESS));
        GroupSink foreign(AddMulticastHost("ar1", "2001:1:0:2::50"));
        GroupSource stream(network.mobiles[0].node, GROUP);
        stream.SendFrom(Seconds(2), Seconds(19));
        JoinAt(Seconds(1), 0);
        JoinAt(Seconds(1), 1);
        Run();
        const auto sent = stream.CountSent(Seconds(12), Seconds(19));
        const std::size_t throughTunnel = isTunnelled ? sent : 0;
        const std::size_t onTheLink = isTunnelled ? 0 : sent;
        const auto count = [&](const GroupSink& sink) {
            return stream.CountReceived(sink, Seconds(12), Seconds(19));
        };
        CheckOnce(stream, home, Seconds(2), Seconds(5) - TOLERANCE);
        NS_TEST_EXPECT_MSG_EQ(count(home), throughTunnel, "home link");
        NS_TEST_EXPECT_MSG_EQ(count(foreign), onTheLink, "foreign link");
        NS_TEST_EXPECT_MSG_EQ(count(other), throughTunnel, "another member");
        NS_TEST_EXPECT_MSG_EQ(count(own), 0, "not the sender");
        NS_TEST_EXPECT_MSG_EQ(home.CountRepeated() + other.CountRepeated(), 0, "once each");
        CheckSources(isTunnelled ? home : foreign, isTunnelled);
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates("mn1"), 1, "no correspondent registration");
    }

    /// @param sink that received @param isTunnelled whether the home address is the source
    void CheckSources(const GroupSink& sink, bool isTunnelled)
    {
        const auto careOfAddress = GetMobile()->GetCareOfAddress();
        NS_TEST_ASSERT_MSG_EQ(careOfAddress.has_value(), true, "away");
        const Ipv6Address expected = isTunnelled ? HOME_ADDRESS : *careOfAddress;
        const auto other = sink.CountOtherSources(Seconds(12), expected);
        NS_TEST_EXPECT_MSG_EQ(other, 0, "source address");
    }

    std::string m_membership; //!< attribute
};

/// A mobile node whose reports do not arrive.
class ExpiryTestCase : public MulticastTestCase
{
  public:
    ExpiryTestCase()
        : MulticastTestCase("A membership that is not reported again ends with the listener "
                            "interval, and with it the copies.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(70)));
        // RFC 2710 section 7.4: 2 * 11 s + 10 s.
        GetHomeAgent()->SetAttribute("MulticastQueryInterval", TimeValue(Seconds(11)));
        Lose(GetStation("ar1"), [](const Ptr<const Packet>& packet) {
            uint8_t octets[47];
            const bool isTunnelled = packet->CopyData(octets, 47) == 47 && octets[6] == 41;
            return Simulator::Now() > Seconds(30) && isTunnelled && octets[46] == 0;
        });
        GroupSink sink(network.mobiles[0].node);
        GroupSource stream(AddMulticastHost("ha", HOST_ADDRESS), GROUP);
        stream.SendFrom(Seconds(10), Seconds(69));
        JoinAt(Seconds(1));
        CheckMembershipsAt(Seconds(30), 1);
        CheckMembershipsAt(Seconds(63), 0);
        Run();
        CheckOnce(stream, sink, Seconds(10), Seconds(40));
        NS_TEST_EXPECT_MSG_EQ(stream.CountReceived(sink, Seconds(63), Seconds(69)), 0, "no copy");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 1, "the binding is there");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::TUNNEL_INNER_ADDRESS], 0, "no drop");
    }
};

/// A report for somebody else.
class ForgedReportTestCase : public MulticastTestCase
{
  public:
    ForgedReportTestCase()
        : MulticastTestCase("A report through the tunnel of one mobile node makes no other one a "
                            "member.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(15));
        description.mobile.count = 2;
        Build(description);
        Simulator::Schedule(Seconds(10), [this] { Forge(); });
        CheckMembershipsAt(Seconds(9), 0);
        Run();
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetMembershipCount(), 0, "no membership");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::TUNNEL_SOURCE], 1, "refused");
    }

    /// The first mobile node reports for the second.
    void Forge()
    {
        const auto& [own, other] = std::tie(network.mobiles[0], network.mobiles[1]);
        Mip6Stack::Get(own.node)->GetVirtualDevice()->SendThroughTunnel(
            MakeListenerPacket(MulticastListenerReport{GROUP}, other.homeAddress),
            {*own.role->GetCareOfAddress(), own.homeAgent});
    }
};

/// A home agent without multicast.
class DisabledTestCase : public MulticastTestCase
{
  public:
    DisabledTestCase()
        : MulticastTestCase("A home agent that forwards no multicast asks nobody, so that nobody "
                            "reports through the tunnel.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(20)));
        GetHomeAgent()->SetAttribute("MulticastForwarding", BooleanValue(false));
        GroupSink sink(network.mobiles[0].node);
        GroupSource stream(AddMulticastHost("ha", HOST_ADDRESS), GROUP);
        stream.SendFrom(Seconds(2), Seconds(19));
        JoinAt(Seconds(1));
        Run();
        NS_TEST_EXPECT_MSG_EQ(CountSent("ha", "Multicast Listener Query"), 0, "asks nobody");
        NS_TEST_EXPECT_MSG_EQ(CountSent("mn", "Multicast Listener Report", HOME_ADDRESS),
                              0,
                              "silent");
        CheckOnce(stream, sink, Seconds(2), Seconds(5) - TOLERANCE);
        NS_TEST_EXPECT_MSG_EQ(stream.CountReceived(sink, Seconds(6), Seconds(19)), 0, "away");
    }
};

/// The suite.
class MulticastTestSuite : public TestSuite
{
  public:
    MulticastTestSuite()
        : TestSuite("mip6-multicast")
    {
        AddTestCase(new RoundTripTestCase(true));
        AddTestCase(new RoundTripTestCase(false));
        AddTestCase(new LeaveTestCase);
        AddTestCase(new TwoMembersTestCase);
        AddTestCase(new ScopeTestCase("ff0e::1", 14, true));
        AddTestCase(new ScopeTestCase("ff05::1:2", 14, false));
        AddTestCase(new ScopeTestCase("ff05::1:2", 5, true));
        AddTestCase(new ScopeTestCase("ff02::1:2", 3, false));
        AddTestCase(new LocalTestCase);
        AddTestCase(new SenderTestCase("HomeTunnel"));
        AddTestCase(new SenderTestCase("Local"));
        AddTestCase(new ExpiryTestCase);
        AddTestCase(new ForgedReportTestCase);
        AddTestCase(new DisabledTestCase);
    }
};

MulticastTestSuite g_multicastTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

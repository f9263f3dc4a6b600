/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/enum.h"
#include "ns3/string.h"

/**
 * @file
 * @ingroup mip6-tests
 * When a mobile node leaves its link, by each policy: on links apart, and where two are heard.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Longest wait for an unsolicited advertisement.
const Time LONGEST_INTERVAL = MilliSeconds(70);
/// Three advertised intervals, which may be rounded up by 20 ms each (RFC 6275 section 7.5).
const Time LONGEST_SILENCE = MilliSeconds(270);
/// Three intervals less what has passed since the last advertisement.
const Time SHORTEST_SILENCE = MilliSeconds(140);
/// Three probes of a router that does not answer.
const Time PROBING = Seconds(3);
/// From leaving one link to being on the next.
const Time HANDOVER_DELAY = MilliSeconds(50);

/// A policy and how long it needs.
struct Policy
{
    std::string name;     //!< value of the attribute
    Time shortestMove;    //!< least time from a move to the advertisement that counts
    Time longestMove;     //!< longest
    Time shortestFailure; //!< least time from the end of a router to the switch
    Time longestFailure;  //!< longest; 0: never
};

/// A mobile node with a policy.
class MovementTestCase : public NetworkTestCase
{
  public:
    /// @param policy of the mobile node @param sentence what must hold
    MovementTestCase(const Policy& policy, const std::string& sentence)
        : NetworkTestCase(policy.name + ": " + sentence),
          m_policy(policy)
    {
    }

  protected:
    /// @param moves of the mobile node @param stop length of the run
    void BuildWith(const std::vector<Move>& moves, Time stop)
    {
        Build(MakeScenario(moves, stop));
        GetMobile()->SetAttribute("MovementDetection", StringValue(m_policy.name));
    }

    /// @param after when the count begins @return links found from then on
    std::vector<Time> GetLinks(Time after) const
    {
        std::vector<Time> links;
        for (const Time& at : recorder.GetPhases(Mip6HandoverPhase::ADVERTISED))
        {
            if (at >= after)
            {
                links.push_back(at - after);
            }
        }
        return links;
    }

    Policy m_policy; //!< of the mobile node
};

/// From home to an access link that does not overlap.
class MoveTestCase : public MovementTestCase
{
  public:
    /// @param policy of the mobile node
    explicit MoveTestCase(const Policy& policy)
        : MovementTestCase(policy, "a move is noticed once, in the time that the policy needs.")
    {
    }

  private:
    void DoRun() override
    {
        BuildWith({{Seconds(5), "ar1"}}, Seconds(15));
        Run();
        const auto links = GetLinks(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(scenario.access.handoverDelay, HANDOVER_DELAY, "as the table has it");
        NS_TEST_ASSERT_MSG_EQ(links.size(), 1, "links");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(links.front(), m_policy.shortestMove, "not before");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(links.front(), m_policy.longestMove + TOLERANCE, "in time");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 1, "Binding Updates");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 1, "Acknowledgements");
    }
};

/// Two access routers on one access link, one of which ends.
class TwoRoutersTestCase : public MovementTestCase
{
  public:
    /// @param policy of the mobile node
    explicit TwoRoutersTestCase(const Policy& policy)
        : MovementTestCase(policy, "of two links that are heard, one is kept until it ends.")
    {
    }

  private:
    void DoRun() override
    {
        BuildWith({{Seconds(5), "ar1"}}, Seconds(25));
        GetLink("ar2")->Leave(GetStation("ar2"));
        GetStation("ar2")->SetChannel(GetLink("ar1"));
        Simulator::Schedule(Seconds(15), [this] { EndRouter(); });
        Run();
        NS_TEST_EXPECT_MSG_EQ(m_updatesBefore, 1, "no flapping");
        const auto links = GetLinks(Seconds(15));
        const bool moves = m_policy.longestFailure.IsStrictlyPositive();
        NS_TEST_ASSERT_MSG_EQ(links.size(), moves ? 1U : 0U, "links");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), moves ? 2U : 1U, "Binding Updates");
        if (!moves)
        {
            return;
        }
        NS_TEST_EXPECT_MSG_GT_OR_EQ(links.front(), m_policy.shortestFailure, "not before");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(links.front(), m_policy.longestFailure + TOLERANCE, "in time");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 2, "Acknowledgements");
    }

    /// The router that the mobile node uses is not there any more.
    void EndRouter()
    {
        m_updatesBefore = recorder.CountUpdates();
        const auto careOfAddress = GetMobile()->GetCareOfAddress();
        NS_TEST_ASSERT_MSG_EQ(careOfAddress.has_value(), true, "care-of address");
        const Ipv6Prefix prefix(64);
        const bool isFirst = prefix.IsMatch(*careOfAddress, Ipv6Address("2001:1:0:2::"));
        GetLink("ar1")->Leave(GetStation(isFirst ? "ar1" : "ar2"));
    }

    std::size_t m_updatesBefore{0}; //!< until the router ends
};

/// Neighbor Unreachability Detection of the present router.
class ProbeTestCase : public MovementTestCase
{
  public:
    ProbeTestCase()
        : MovementTestCase({"Unreachability", {}, {}, {}, {}},
                           "a router that answers a probe is kept, one that does not is probed "
                           "three times.")
    {
    }

  private:
    void DoRun() override
    {
        BuildWith({{Seconds(5), "ar1"}}, Seconds(15));
        Simulator::Schedule(Seconds(12), [this] {
            GetLink("ar2")->Leave(GetStation("ar2"));
            GetStation("ar2")->SetChannel(GetLink("ar1"));
        });
        Run();
        std::size_t before = 0;
        std::size_t after = 0;
        for (const auto& message : recorder.messages)
        {
            const bool isProbe = message.node == "mn" &&
                                 message.record.message == "Neighbor Solicitation" &&
                                 message.record.direction == Mip6Direction::SENT;
            before += isProbe && message.at < Seconds(10);
            after += isProbe && message.at > Seconds(12);
        }
        NS_TEST_EXPECT_MSG_EQ(before, 3, "probes of the home link's router");
        NS_TEST_EXPECT_MSG_EQ(after, 1, "probes of the router that is there");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 1, "Binding Updates");
    }
};

/// A policy of the user's own.
class OwnPolicyTestCase : public MovementTestCase
{
  public:
    OwnPolicyTestCase()
        : MovementTestCase({"Lazy", {}, {}, {}, {}},
                           "a policy of the user's own replaces that of the attribute.")
    {
    }

  private:
    void DoRun() override
    {
        BuildWith({{Seconds(5), "ar1"}}, Seconds(15));
        uint32_t asked = 0;
        GetMobile()->SetMovementPolicy([&asked](const MovementEvidence&) {
            ++asked;
            return MovementVerdict::STAY;
        });
        Run();
        NS_TEST_EXPECT_MSG_GT(asked, 100, "asked about each advertisement");
        NS_TEST_EXPECT_MSG_EQ(GetLinks(Seconds(5)).size(), 0, "the node stays where it is not");
    }
};

/// The suite.
class MovementTestSuite : public TestSuite
{
  public:
    MovementTestSuite()
        : TestSuite("mip6-movement")
    {
        const std::vector<Policy> policies{
            {"Lazy",
             HANDOVER_DELAY,
             HANDOVER_DELAY + LONGEST_INTERVAL,
             SHORTEST_SILENCE,
             LONGEST_SILENCE + LONGEST_INTERVAL},
            {"Eager",
             HANDOVER_DELAY,
             HANDOVER_DELAY + LONGEST_INTERVAL,
             SHORTEST_SILENCE,
             LONGEST_SILENCE},
            {"Unreachability",
             HANDOVER_DELAY + PROBING,
             HANDOVER_DELAY + PROBING,
             SHORTEST_SILENCE + PROBING,
             LONGEST_SILENCE + PROBING},
            {"LinkLayer", HANDOVER_DELAY, HANDOVER_DELAY + LONGEST_INTERVAL, Time(), Time()},
            {"Advertisements",
             SHORTEST_SILENCE,
             LONGEST_SILENCE,
             SHORTEST_SILENCE,
             LONGEST_SILENCE}};
        for (const auto& policy : policies)
        {
            AddTestCase(new MoveTestCase(policy));
            AddTestCase(new TwoRoutersTestCase(policy));
        }
        AddTestCase(new ProbeTestCase);
        AddTestCase(new OwnPolicyTestCase);
    }
};

MovementTestSuite g_movementTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

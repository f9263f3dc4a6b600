/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * Movements without loss: how many messages, when, and what happens to the traffic meanwhile.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Duplicate address detection of stock ns-3.
const Time DAD = Seconds(1);

/// Counts and times of home -> ar1 -> ar2 -> home.
class RoundTripTestCase : public NetworkTestCase
{
  public:
    RoundTripTestCase()
        : NetworkTestCase("Each move takes one Binding Update and one Acknowledgement, as long as "
                          "the link delays say; between moves no packet is lost or doubled.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description =
            MakeScenario({{Seconds(5), "ar1"}, {Seconds(15), "ar2"}, {Seconds(25), "home"}},
                         Seconds(35));
        description.traffic = {MakeFlow("cn", "mn"), MakeFlow("mn", "cn")};
        Build(description);
        Run();
        CheckMessages();
        CheckTimes();
        CheckTraffic();
        CheckRemains();
    }

    void CheckMessages()
    {
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 3, "one update a move");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 3, "one answer an update");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAnswers(0), 3, "all accepted");
        NS_TEST_EXPECT_MSG_EQ(recorder.Count("mn", Mip6Direction::SENT, "Router Solicitation"),
                              4,
                              "one solicitation a link");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("ha", Mip6BindingEvent::ADDED), 1, "first");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("ha", Mip6BindingEvent::UPDATED), 1, "second");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("ha", Mip6BindingEvent::REMOVED), 1, "third");
        const auto expired = recorder.CountChanges("ha", Mip6BindingEvent::EXPIRED);
        NS_TEST_EXPECT_MSG_EQ(expired, 0, "none forgotten");
    }

    void CheckTimes()
    {
        const auto sent = recorder.GetPhases(Mip6HandoverPhase::UPDATE_SENT);
        const auto acknowledged = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        const auto advertised = recorder.GetPhases(Mip6HandoverPhase::ADVERTISED);
        const auto ready = recorder.GetPhases(Mip6HandoverPhase::ADDRESS_READY);
        NS_TEST_ASSERT_MSG_EQ(sent.size(), 3, "updates");
        NS_TEST_ASSERT_MSG_EQ(acknowledged.size(), 3, "acknowledgements");
        NS_TEST_ASSERT_MSG_EQ(advertised.size(), 4, "advertised links, the first included");
        NS_TEST_ASSERT_MSG_EQ(ready.size(), 4, "addresses, the first included");
        // The first registration includes the home agent's own duplicate address detection.
        CheckSpan(acknowledged[0] - sent[0], DAD + AR1_TO_HA + AR1_TO_HA, "first registration");
        CheckSpan(acknowledged[1] - sent[1], AR2_TO_HA + AR2_TO_HA, "second registration");
        CheckSpan(acknowledged[2] - sent[2], Time(), "de-registration");
        CheckSpan(ready[1] - advertised[1], DAD, "care-of address");
        CheckSpan(ready[3] - advertised[3], Time(), "home address");
        // Layer 2, then at most one advertisement interval.
        const Time longest = scenario.access.handoverDelay + scenario.protocol.raIntervalMax;
        NS_TEST_EXPECT_MSG_LT(advertised[1] - Seconds(5), longest + TOLERANCE, "movement detected");
    }

    void CheckSpan(Time actual, Time expected, const std::string& what)
    {
        NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(actual, expected),
                              true,
                              what << " took " << actual.As(Time::MS) << " instead of "
                                   << expected.As(Time::MS));
    }

    void CheckTraffic()
    {
        const auto acknowledged = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        const Time moves[] = {Seconds(15), Seconds(25), Seconds(34)};
        for (std::size_t i = 0; i < acknowledged.size(); ++i)
        {
            // What is under way from the correspondent when the move comes is lost with it.
            const Time until = moves[i] - CN_TO_HA - AR2_TO_HA;
            for (std::size_t flow = 0; flow < 2; ++flow)
            {
                NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(flow, acknowledged[i], until),
                                      0,
                                      "flow " << flow << " after move " << i + 1);
                NS_TEST_EXPECT_MSG_GT(recorder.CountSent(flow, acknowledged[i], until),
                                      300,
                                      "packets in that window");
            }
        }
        for (const auto& flow : recorder.flows)
        {
            for (const auto& [sequence, copies] : flow.received)
            {
                NS_TEST_EXPECT_MSG_EQ(copies.size(), 1, "packet " << sequence << " came once");
            }
        }
        const uint32_t lossyDrops = recorder.drops[Mip6DropReason::TUNNEL_SOURCE] +
                                    recorder.drops[Mip6DropReason::TUNNEL_INNER_ADDRESS];
        NS_TEST_EXPECT_MSG_EQ(lossyDrops, 0, "no packet was refused at a tunnel's end");
    }

    void CheckRemains()
    {
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 0, "no binding");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetProxyCount(), 0, "no proxy entry");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetTunnelCount(), 0, "no tunnel");
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetQueueSize(), 0, "nothing waits");
        NS_TEST_EXPECT_MSG_EQ((GetMobile()->GetState() == Mip6MobileNodeState::AT_HOME),
                              true,
                              "at home");
    }
};

/// Ways of duplicate address detection.
class DadModeTestCase : public NetworkTestCase
{
  public:
    /// @param mode of the mobile node @param span from advertisement to address
    DadModeTestCase(DadMode mode, Time span)
        : NetworkTestCase(std::string("Duplicate address detection ") + mip6::GetName(mode) +
                          " makes the address usable in time."),
          m_mode(mode),
          m_span(span)
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(10));
        description.protocol.dad = m_mode;
        Build(description);
        Run();
        const auto advertised = recorder.GetPhases(Mip6HandoverPhase::ADVERTISED);
        const auto ready = recorder.GetPhases(Mip6HandoverPhase::ADDRESS_READY);
        NS_TEST_ASSERT_MSG_EQ(advertised.size(), 2, "links");
        NS_TEST_ASSERT_MSG_EQ(ready.size(), 2, "addresses");
        NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(ready[1] - advertised[1], m_span), true, "span");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 1, "one update");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 1, "one answer");
    }

    DadMode m_mode; //!< of the mobile node
    Time m_span;    //!< from advertisement to address
};

/// Packets that wait for the registration.
class PendingQueueTestCase : public NetworkTestCase
{
  public:
    /// @param limit of the queue
    explicit PendingQueueTestCase(uint32_t limit)
        : NetworkTestCase("While a registration is pending, " + std::to_string(limit) +
                          " packets from the home address wait, and leave when it is accepted."),
          m_limit(limit)
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(12));
        description.protocol.pendingQueue = m_limit;
        description.traffic = {MakeFlow("mn", "cn")};
        Build(description);
        Run();
        const Time advertised = recorder.GetPhases(Mip6HandoverPhase::ADVERTISED).back();
        const Time acknowledged = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED).back();
        const auto pending = recorder.CountSent(0, advertised, acknowledged);
        NS_TEST_ASSERT_MSG_GT(pending, 50, "packets sent while the registration was pending");
        const auto lost = recorder.CountNotOnce(0, advertised, acknowledged);
        NS_TEST_EXPECT_MSG_EQ(lost, pending - m_limit, "all but those that waited are lost");
        const auto reason =
            m_limit == 0 ? Mip6DropReason::QUEUE_DISABLED : Mip6DropReason::QUEUE_FULL;
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[reason], lost, "and each loss has its reason");
        const auto until = Seconds(11);
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(0, acknowledged, until), 0, "then none");
    }

    uint32_t m_limit; //!< of the queue
};

/// Two visits of the same foreign link with the home link between them.
class RepeatedVisitTestCase : public NetworkTestCase
{
  public:
    RepeatedVisitTestCase()
        : NetworkTestCase("A link that was left can be visited again, and again.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"},
                                             {Seconds(12), "home"},
                                             {Seconds(19), "ar1"},
                                             {Seconds(26), "ar2"},
                                             {Seconds(33), "ar1"}},
                                            Seconds(40));
        description.traffic = {MakeFlow("cn", "mn")};
        Build(description);
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 5, "one update a move");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 5, "one answer an update");
        const auto acknowledged = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(acknowledged.size(), 5, "handovers");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(0, acknowledged[2], Seconds(25)), 0, "second");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(0, acknowledged[4], Seconds(39)), 0, "last");
    }
};

/// A movement that begins before the one before it has ended.
class HastyMoveTestCase : public NetworkTestCase
{
  public:
    HastyMoveTestCase()
        : NetworkTestCase("A mobile node that moves on before its registration is accepted ends "
                          "registered where it is.")
    {
    }

  private:
    void DoRun() override
    {
        // On ar1 the update is out (after 1.1 s) and the home agent still probes; ar2 is left while
        // the care-of address is still tentative.
        Build(MakeScenario(
            {{Seconds(5), "ar1"}, {MilliSeconds(6500), "ar2"}, {MilliSeconds(7100), "ar1"}},
            Seconds(15)));
        Run();
        NS_TEST_EXPECT_MSG_EQ((GetMobile()->GetState() == Mip6MobileNodeState::REGISTERED),
                              true,
                              "registered");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 1, "one binding");
        const Ipv6Address careOfAddress = recorder.changes.back().record.careOfAddress;
        NS_TEST_EXPECT_MSG_EQ(careOfAddress.CombinePrefix(Ipv6Prefix(64)),
                              Ipv6Address("2001:1:0:2::"),
                              "on the last link");
    }
};

/// A mobile node that never was at home.
class StartAwayTestCase : public NetworkTestCase
{
  public:
    StartAwayTestCase()
        : NetworkTestCase("A mobile node that starts on a foreign link registers from there.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({}, Seconds(10));
        description.traffic = {MakeFlow("cn", "mn")};
        Build(description);
        const auto device = DynamicCast<SimpleNetDevice>(network.mobiles.front().device);
        GetLink("ha")->Leave(device);
        device->SetChannel(GetLink("ar1"));
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 1, "one update");
        const auto acknowledged = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(acknowledged.size(), 1, "registered");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(0, acknowledged[0], Seconds(9)), 0, "traffic");
    }
};

/// The suite.
class HandoverTestSuite : public TestSuite
{
  public:
    HandoverTestSuite()
        : TestSuite("mip6-handover")
    {
        AddTestCase(new RoundTripTestCase);
        AddTestCase(new DadModeTestCase(DadMode::STANDARD, DAD));
        AddTestCase(new DadModeTestCase(DadMode::OPTIMISTIC, Time()));
        AddTestCase(new DadModeTestCase(DadMode::OFF, Time()));
        AddTestCase(new PendingQueueTestCase(16));
        AddTestCase(new PendingQueueTestCase(0));
        AddTestCase(new RepeatedVisitTestCase);
        AddTestCase(new HastyMoveTestCase);
        AddTestCase(new StartAwayTestCase);
    }
};

HandoverTestSuite g_handoverTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/boolean.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-mobility-protocol.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <memory>

/**
 * @file
 * @ingroup mip6-tests
 * Home registrations with lost messages, refusals and expiry.
 */

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param type MH Type to lose
 * @param count how many of them, from the first one on
 * @return a predicate for PickyErrorModel
 */
PickyErrorModel::Predicate
LoseFirst(int type, uint32_t count)
{
    const auto left = std::make_shared<uint32_t>(count);
    return [type, left](const Ptr<const Packet>& packet) {
        if (*left == 0 || GetMobilityType(packet) != type)
        {
            return false;
        }
        --*left;
        return true;
    };
}

/// The first Binding Update is lost.
class LostUpdateTestCase : public NetworkTestCase
{
  public:
    LostUpdateTestCase()
        : NetworkTestCase("A lost first Binding Update is repeated after 1.5 s, and answered once.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(12)));
        Lose(GetStation("ar1"), LoseFirst(BINDING_UPDATE, 1));
        Run();
        const auto sent = recorder.GetPhases(Mip6HandoverPhase::UPDATE_SENT);
        NS_TEST_ASSERT_MSG_EQ(sent.size(), 2, "two updates");
        NS_TEST_EXPECT_MSG_EQ(sent[1] - sent[0], MilliSeconds(1500), "the wait between them");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 1, "one answer");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("ha", Mip6BindingEvent::ADDED), 1, "bound");
        const auto acknowledged = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(acknowledged.size(), 1, "registered");
        const Time expected = Seconds(1) + AR1_TO_HA + AR1_TO_HA;
        NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(acknowledged[0] - sent[1], expected), true, "time");
    }
};

/// The first Binding Acknowledgement is lost.
class LostAcknowledgementTestCase : public NetworkTestCase
{
  public:
    LostAcknowledgementTestCase()
        : NetworkTestCase("A lost first Acknowledgement costs one more exchange, without a second "
                          "detection of duplicates.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(12)));
        Lose(DynamicCast<SimpleNetDevice>(network.mobiles.front().device),
             LoseFirst(BINDING_ACKNOWLEDGEMENT, 1));
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 2, "two updates");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAnswers(0), 2, "two answers sent");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 1, "one of them received");
        const auto sent = recorder.GetPhases(Mip6HandoverPhase::UPDATE_SENT);
        const auto acknowledged = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(sent.size(), 2, "updates");
        NS_TEST_ASSERT_MSG_EQ(acknowledged.size(), 1, "registered");
        NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(acknowledged[0] - sent[1], AR1_TO_HA + AR1_TO_HA),
                              true,
                              "the second exchange takes the round trip only");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 1, "one binding");
    }
};

/// The answer to the de-registration is lost.
class LostDeregistrationAnswerTestCase : public NetworkTestCase
{
  public:
    LostDeregistrationAnswerTestCase()
        : NetworkTestCase("When the answer to a de-registration is lost, the next one finds the "
                          "entry that stays for a while, and the mobile node is at home.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}, {Seconds(10), "home"}}, Seconds(15)));
        const auto device = DynamicCast<SimpleNetDevice>(network.mobiles.front().device);
        Simulator::Schedule(Seconds(9), [this, device] {
            Lose(device, LoseFirst(BINDING_ACKNOWLEDGEMENT, 1));
        });
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 3, "one, and two for the deletion");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAnswers(0), 3, "one, and two for the deletion");
        NS_TEST_EXPECT_MSG_EQ((GetMobile()->GetState() == Mip6MobileNodeState::AT_HOME),
                              true,
                              "at home");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 0, "no binding");
    }
};

/// All refreshes are lost.
class LostRefreshesTestCase : public NetworkTestCase
{
  public:
    LostRefreshesTestCase()
        : NetworkTestCase("A binding whose refreshes are all lost expires on both sides, and comes "
                          "back when the path does.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(90));
        description.protocol.lifetime = Seconds(20);
        description.traffic = {MakeFlow("cn", "mn")};
        Build(description);
        const auto lossy = GetStation("ar1");
        Simulator::Schedule(Seconds(10), [lossy] { Lose(lossy, LoseFirst(BINDING_UPDATE, 1000)); });
        Simulator::Schedule(Seconds(60), [lossy] { Lose(lossy, LoseFirst(BINDING_UPDATE, 0)); });
        Simulator::Schedule(Seconds(50), [this] { CheckGone(); });
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("ha", Mip6BindingEvent::EXPIRED), 1, "there");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("mn", Mip6BindingEvent::EXPIRED), 1, "here");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("ha", Mip6BindingEvent::ADDED), 2, "again");
        const auto expired = GetExpiry("mn");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(expired,
                                    GetExpiry("ha"),
                                    "the mobile node trusts it no longer "
                                    "than the home agent keeps it");
        const auto registered = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(registered.size(), 2, "registered twice");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(0, registered[1], Seconds(89)), 0, "traffic");
    }

    void CheckGone()
    {
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 0, "no binding");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetProxyCount(), 0, "no proxy entry");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetTunnelCount(), 0, "no tunnel");
        NS_TEST_EXPECT_MSG_EQ((GetMobile()->GetState() == Mip6MobileNodeState::REGISTERING),
                              true,
                              "the mobile node knows");
    }

    /// @param node whose table @return when its entry expired
    Time GetExpiry(const std::string& node) const
    {
        for (const auto& change : recorder.changes)
        {
            if (change.node == node && change.record.event == Mip6BindingEvent::EXPIRED)
            {
                return change.at;
            }
        }
        return Time();
    }
};

/// Refreshes of a short binding.
class RefreshTestCase : public NetworkTestCase
{
  public:
    RefreshTestCase()
        : NetworkTestCase("A binding is refreshed at three quarters of its lifetime, without loss "
                          "of packets, and is no new handover.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(100));
        description.protocol.lifetime = Seconds(20);
        description.traffic = {MakeFlow("cn", "mn"), MakeFlow("mn", "cn")};
        Build(description);
        Run();
        const auto sent = recorder.GetPhases(Mip6HandoverPhase::UPDATE_SENT);
        NS_TEST_ASSERT_MSG_EQ(sent.size(), 7, "one, and a refresh each 15 s");
        for (std::size_t i = 1; i < sent.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ(sent[i] - sent[i - 1], Seconds(15), "refresh " << i);
        }
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), 7, "answers");
        const auto registered = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(registered.size(), 1, "one handover");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(0, registered[0], Seconds(99)), 0, "down");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(1, registered[0], Seconds(99)), 0, "up");
    }
};

/// A home agent that refuses.
class RefusalTestCase : public NetworkTestCase
{
  public:
    /// How a home agent comes to refuse.
    using Preparation = std::function<void(RefusalTestCase&)>;

    /// @param status of the answer @param prepare the home agent @param updates expected in 40 s
    RefusalTestCase(uint8_t status, Preparation prepare, std::size_t updates)
        : NetworkTestCase("A home agent answers " + std::to_string(status) +
                          " for its reason, and the mobile node reacts to it."),
          m_status(status),
          m_prepare(std::move(prepare)),
          m_updates(updates)
    {
    }

    /// @param name of an attribute of the home agent @param value of it
    void SetHomeAgent(const std::string& name, const AttributeValue& value)
    {
        GetHomeAgent()->SetAttribute(name, value);
    }

    using NetworkTestCase::AddHost;
    using NetworkTestCase::GetHomeAgent;
    using NetworkTestCase::GetMobile;
    using NetworkTestCase::GetNode;

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(45));
        description.traffic = {MakeFlow("cn", "mn")};
        Build(description);
        m_prepare(*this);
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), m_updates, "updates");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAnswers(m_status), m_updates, "refusals");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(), m_updates, "all received");
        NS_TEST_EXPECT_MSG_EQ(recorder.GetPhases(Mip6HandoverPhase::REFUSED).size(),
                              m_updates,
                              "and noticed");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 0, "no binding");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetProxyCount(), 0, "no proxy entry");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetTunnelCount(), 0, "no tunnel");
        const auto arrived = recorder.CountSent(0, Seconds(6), Seconds(44)) -
                             recorder.CountNotOnce(0, Seconds(6), Seconds(44));
        NS_TEST_EXPECT_MSG_EQ(arrived, 0, "nothing is tunnelled");
    }

    uint8_t m_status;      //!< of the answers
    Preparation m_prepare; //!< of the home agent
    std::size_t m_updates; //!< expected
};

/// A mobile node whose sequence numbers are behind.
class SequenceTestCase : public NetworkTestCase
{
  public:
    SequenceTestCase()
        : NetworkTestCase("A sequence number out of window is answered with 135 and the last one; "
                          "the mobile node goes on from there.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}, {Seconds(15), "ar2"}}, Seconds(25)));
        // An update that overtook the mobile node's own ones, from its care-of address.
        Simulator::Schedule(Seconds(10), [this] { SendAhead(); });
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAnswers(135), 1, "one refusal");
        const auto registered = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_ASSERT_MSG_EQ(registered.size(), 2, "registered on both links");
        const auto sent = recorder.GetPhases(Mip6HandoverPhase::UPDATE_SENT);
        NS_TEST_ASSERT_MSG_EQ(sent.size(), 3, "one, and two on the second link");
        NS_TEST_EXPECT_MSG_EQ(
            IsWithinTolerance(registered[1] - sent[1], (AR2_TO_HA + AR2_TO_HA) * int64_t{2}),
            true,
            "two round trips");
    }

    /// Let the home agent see the mobile node's next 1000 sequence numbers as used.
    void SendAhead()
    {
        Mip6ReceivedMessage ahead;
        const Mip6BindingRecord last = recorder.changes.back().record;
        BindingUpdate update;
        update.acknowledge = false;
        update.homeRegistration = true;
        update.lifetime = Seconds(420);
        for (const auto& message : recorder.messages)
        {
            update.sequence = message.record.sequence.value_or(update.sequence);
        }
        update.sequence = static_cast<uint16_t>(update.sequence + 1000);
        ahead.message = update;
        ahead.source = last.homeAddress;
        ahead.destination = GetHomeAgent()->GetAddress();
        ahead.wireSource = last.careOfAddress;
        ahead.wireDestination = ahead.destination;
        GetHomeAgent()->HandleMessage(ahead);
    }
};

/// Lifetimes in both directions.
class LifetimeTestCase : public NetworkTestCase
{
  public:
    LifetimeTestCase()
        : NetworkTestCase("The home agent grants no more than its maximum, with status 1 where the "
                          "home prefix ends sooner.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(10));
        description.protocol.lifetime = Seconds(400);
        description.protocol.maxLifetime = Seconds(100);
        Build(description);
        const auto homeAgent = GetHomeAgent();
        Mip6Helper::SetPrefix(homeAgent->GetDevice(),
                              {homeAgent->GetAddress(), 64, Seconds(60), Seconds(60), false});
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountAnswers(1), 1, "status 1");
        const auto received = recorder.GetLast("Binding Acknowledgement");
        NS_TEST_EXPECT_MSG_EQ(received.lifetime.value_or(Time()), Seconds(60), "granted");
        NS_TEST_EXPECT_MSG_EQ((GetMobile()->GetState() == Mip6MobileNodeState::REGISTERED),
                              true,
                              "which is an acceptance");
    }
};

/// The suite.
class RegistrationTestSuite : public TestSuite
{
  public:
    RegistrationTestSuite()
        : TestSuite("mip6-registration")
    {
        AddTestCase(new LostUpdateTestCase);
        AddTestCase(new LostAcknowledgementTestCase);
        AddTestCase(new LostDeregistrationAnswerTestCase);
        AddTestCase(new LostRefreshesTestCase);
        AddTestCase(new RefreshTestCase);
        AddTestCase(new SequenceTestCase);
        AddTestCase(new LifetimeTestCase);
        AddRefusals();
    }

  private:
    /// One case a status; two updates in 40 s where a retry after 32 s can help, and with a foreign
    /// home address, for which the first link is a foreign one, too.
    void AddRefusals()
    {
        using Case = RefusalTestCase;
        AddTestCase(new Case(
            128,
            [](Case& test) { TakeHomeLinkDown(test); },
            2));
        AddTestCase(new Case(
            129,
            [](Case& test) { test.GetHomeAgent()->ProhibitHomeAddress("2001:1:0:1::100"); },
            1));
        AddTestCase(new Case(
            130,
            [](Case& test) { test.SetHomeAgent("MaxBindings", UintegerValue(0)); },
            2));
        AddTestCase(new Case(
            131,
            [](Case& test) { test.SetHomeAgent("Enabled", BooleanValue(false)); },
            1));
        AddTestCase(new Case(
            132,
            [](Case& test) {
                test.GetMobile()->SetAttribute("HomeAddress", Ipv6AddressValue("2001:1:0:77::100"));
            },
            2));
        AddTestCase(new Case(
            133,
            [](Case& test) { test.GetHomeAgent()->AddServedHomeAddress("2001:1:0:1::999"); },
            1));
        AddTestCase(new Case(
            134,
            [](Case& test) {
                // It comes when the mobile node has left, so that both believe in their address.
                Simulator::Schedule(Seconds(5), [&test] { test.AddHost("ha", "2001:1:0:1::100"); });
            },
            1));
    }

    /// @param test whose home agent loses its home link
    static void TakeHomeLinkDown(RefusalTestCase& test)
    {
        Simulator::Schedule(Seconds(6), [&test] {
            auto ipv6 = test.GetNode("ha")->GetObject<Ipv6L3Protocol>();
            const int32_t interface =
                ipv6->GetInterfaceForAddress(test.GetHomeAgent()->GetAddress());
            // The address moves to the loopback, as on a router whose home interface has failed.
            ipv6->RemoveAddress(static_cast<uint32_t>(interface), "2001:1:0:1::1");
            ipv6->AddAddress(0, Ipv6InterfaceAddress("2001:1:0:1::1", Ipv6Prefix(128)), false);
            ipv6->SetDown(static_cast<uint32_t>(interface));
        });
    }
};

RegistrationTestSuite g_registrationTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

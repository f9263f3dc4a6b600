/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-wire-recorder.h"

#include "ns3/boolean.h"

#include <algorithm>

/**
 * @file
 * @ingroup mip6-tests
 * When route optimization begins, goes on and ends: from the first second, through movements in a
 * row, through refreshes, and when nobody uses it.
 */

namespace ns3::mip6::tests
{

namespace
{

const Time MOVE_AT = Seconds(5);          //!< first movement
const Time SETTLED = Seconds(5);          //!< after a movement
const Time IN_FLIGHT = MilliSeconds(100); //!< what may be on its way
const Time LIFETIME = Seconds(420);       //!< of a binding
const Time MAX_TOKEN_AGE = Seconds(210);  //!< of keygen tokens
const Time TESTS = MilliSeconds(100);     //!< longer than return routability

/// A test of one mobile node and cn.
class StartTestCase : public WireTestCase
{
  public:
    using WireTestCase::WireTestCase;

  protected:
    /// @param moves of the mobile node @param stop end @return a network with optimization
    static Scenario MakeStart(const std::vector<Move>& moves, Time stop)
    {
        Scenario description = MakeScenario(moves, stop);
        description.protocol.routeOptimization = true;
        return description;
    }

    /// @param from sender @param to receiver @return 10 datagrams a second from the start
    static Traffic MakeSlowFlow(const std::string& from, const std::string& to)
    {
        Traffic flow = MakeFlow(from, to);
        flow.rate = DataRate("12800bps");
        return flow;
    }

    /// @param span of time @return messages of the mobile node with cn
    std::string GetMessages(const Span& span) const
    {
        return GetExchange("mn", GetAddress("cn"), span);
    }

    /// @param at when @param bindings at cn @param paths of the mobile node
    void ExpectBound(Time at, std::size_t bindings, std::size_t paths)
    {
        Simulator::Schedule(at, [this, at, bindings, paths] {
            const auto role = GetCorrespondent("cn");
            NS_TEST_EXPECT_MSG_EQ(role->GetBindingCount(), bindings, at.As(Time::S));
            NS_TEST_EXPECT_MSG_EQ(role->GetDirectPathCount(), bindings, at.As(Time::S));
            NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetDirectPathCount(), paths, at.As(Time::S));
        });
    }
};

/// Away from home from the beginning.
class AwayTestCase : public StartTestCase
{
  public:
    AwayTestCase()
        : StartTestCase("A mobile node that begins away from home, without duplicate address "
                        "detection, is optimized within the first second.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeStart({{Seconds(0), "ar1"}}, Seconds(5));
        description.protocol.dad = DadMode::OFF;
        // That of the home agent for the home address.
        description.attributes = {{"ns3::Icmpv6L4Protocol::DadTimeout", "10ms"}};
        description.traffic = {MakeFlow("cn", "mn"), MakeFlow("mn", "cn")};
        for (Traffic& flow : description.traffic)
        {
            flow.start = MilliSeconds(10);
        }
        Observe(description);
        ExpectBound(Seconds(1), 1, 1);
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.GetPhases(Mip6HandoverPhase::OPTIMIZED).size(), 1, "once");
        NS_TEST_EXPECT_MSG_EQ(GetMessages({Time(), Seconds(1)}), "1 1 1 1 1 1 ", "messages");
        NS_TEST_EXPECT_MSG_EQ(GetMessages({Seconds(1), Seconds(5)}), "0 0 0 0 0 0 ", "later");
        ExpectForm("mn", 0, {Seconds(1), Seconds(5) - IN_FLIGHT}, "type2");
        ExpectForm("cn", 1, {Seconds(1), Seconds(5) - IN_FLIGHT}, "option");
    }
};

/// Two handovers in a row.
class RowTestCase : public StartTestCase
{
  public:
    /// @param sentence what must hold @param pause from the first movement to the second
    /// @param messages of both
    RowTestCase(const std::string& sentence, Time pause, const std::string& messages)
        : StartTestCase(sentence),
          m_pause(pause),
          m_messages(messages)
    {
    }

  private:
    void DoRun() override
    {
        const Time next = MOVE_AT + m_pause;
        const Time stop = next + Seconds(60);
        Scenario description = MakeStart({{MOVE_AT, "ar1"}, {next, "ar2"}}, stop);
        description.traffic = {MakeFlow("cn", "mn"), MakeFlow("mn", "cn")};
        Observe(description);
        ExpectBound(stop - Seconds(1), 1, 1);
        Run();
        NS_TEST_EXPECT_MSG_EQ(GetMessages({Time(), stop}), m_messages, "messages");
        ExpectForm("mn", 0, {next + Seconds(10), stop - IN_FLIGHT}, "type2");
        ExpectForm("cn", 1, {next + Seconds(10), stop - IN_FLIGHT}, "option");
        const auto careOf = GetMobile()->GetCareOfAddress();
        for (const WirePacket& packet : packets)
        {
            const bool isLate = packet.at > next + Seconds(10) && packet.GetType2();
            NS_TEST_ASSERT_MSG_EQ((!isLate || packet.destination == careOf), true, "where it is");
        }
    }

    Time m_pause;           //!< from the first movement to the second
    std::string m_messages; //!< of both
};

/// Home again and again.
class ReturnTestCase : public StartTestCase
{
  public:
    ReturnTestCase()
        : StartTestCase("Home, away, home, away: every stay away is optimized, and every return "
                        "deletes the bindings of all five correspondents.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeStart({{Seconds(5), "ar1"},
                                          {Seconds(20), "home"},
                                          {Seconds(35), "ar1"},
                                          {Seconds(50), "home"}},
                                         Seconds(65));
        std::vector<std::string> names{"cn"};
        for (const std::string name : {"c2", "c3", "c4", "c5"})
        {
            names.push_back(name);
            description.nodes.push_back({name, NodeRole::CORRESPONDENT, std::nullopt});
            description.links.push_back({name, "r1", MilliSeconds(5), DataRate("1Gbps")});
        }
        for (const std::string& name : names)
        {
            description.traffic.push_back(MakeSlowFlow(name, "mn"));
            description.traffic.push_back(MakeSlowFlow("mn", name));
        }
        Observe(description);
        Run();
        const std::vector<std::string> expected{"1 1 1 1 1 1 ", "0 0 0 0 1 1 "};
        for (int64_t stay = 0; stay < 4; ++stay)
        {
            const Span span{Seconds(5) + stay * Seconds(15), Seconds(20) + stay * Seconds(15)};
            const Span settled{span.from + SETTLED, span.until - IN_FLIGHT};
            for (std::size_t i = 0; i < names.size(); ++i)
            {
                NS_TEST_EXPECT_MSG_EQ(GetExchange("mn", GetAddress(names[i]), span),
                                      expected[stay % 2],
                                      names[i] << " stay " << stay);
                ExpectForm("mn", 2 * i, settled, stay % 2 == 0 ? "type2" : "plain");
                ExpectForm(names[i], 2 * i + 1, settled, stay % 2 == 0 ? "option" : "plain");
            }
        }
        for (const auto& [name, role] : network.correspondents)
        {
            NS_TEST_EXPECT_MSG_EQ(role->GetBindingCount(), 0, name);
            NS_TEST_EXPECT_MSG_EQ(role->GetDirectPathCount(), 0, name);
        }
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetBindingUpdateListSize(), 1, "home agent only");
    }
};

/// Traffic in one direction for a long time.
class RefreshTestCase : public StartTestCase
{
  public:
    /// @param isUp whether the mobile node sends
    explicit RefreshTestCase(bool isUp)
        : StartTestCase(std::string("Traffic ") + (isUp ? "from" : "to") +
                        " the mobile node alone keeps its binding for 1000 s, without a gap and "
                        "without the tunnel."),
          m_isUp(isUp)
    {
    }

  private:
    void DoRun() override
    {
        const Time stop = Seconds(1010);
        Scenario description = MakeStart({{MOVE_AT, "ar1"}}, stop);
        description.traffic = {m_isUp ? MakeSlowFlow("mn", "cn") : MakeSlowFlow("cn", "mn")};
        Observe(description);
        Run();
        const auto bound = recorder.GetPhases(Mip6HandoverPhase::OPTIMIZED);
        NS_TEST_EXPECT_MSG_EQ(bound.size(), 1, "optimized once");
        if (bound.empty())
        {
            return;
        }
        const std::string form = m_isUp ? "option" : "type2";
        ExpectForm(m_isUp ? "cn" : "mn", 0, {bound.front(), stop - IN_FLIGHT}, form);
        CheckUpdates(stop);
        NS_TEST_EXPECT_MSG_EQ(
            FindSignals("mn", Mip6Direction::RECEIVED, "Binding Refresh Request", {Time(), stop})
                .size(),
            0,
            "no need to ask");
    }

    /// Every update comes when three quarters of the lifetime before are over. @param stop end
    void CheckUpdates(Time stop)
    {
        const Ipv6Address cn = GetAddress("cn");
        Time home;   // until when the home agent has a binding
        Time due;    // of the next update, nothing known of the first one
        Time tested; // when the tokens were made
        uint32_t updates = 0;
        for (const Signal& signal : signals)
        {
            const auto& record = signal.record;
            if (signal.node != "mn" || record.message != "Binding Update")
            {
                continue;
            }
            if (record.destination != cn)
            {
                home = signal.at + *record.lifetime;
                continue;
            }
            const bool isDue = signal.at >= due && signal.at <= due + TESTS;
            NS_TEST_EXPECT_MSG_EQ((isDue || updates == 0), true, "at " << signal.at.As(Time::S));
            NS_TEST_EXPECT_MSG_LT_OR_EQ(signal.at + *record.lifetime, home, "not beyond the home");
            const bool isTested = updates == 0 || due - tested >= MAX_TOKEN_AGE;
            tested = isTested ? signal.at : tested;
            NS_TEST_EXPECT_MSG_EQ(GetMessages({signal.at - TESTS, signal.at + TESTS}),
                                  (isTested ? "1 1 1 1 1 1 " : "0 0 0 0 1 1 "),
                                  "at " << signal.at.As(Time::S));
            due = signal.at + *record.lifetime * 0.75;
            ++updates;
        }
        NS_TEST_EXPECT_MSG_GT_OR_EQ(updates, 4, "updates");
        NS_TEST_EXPECT_MSG_GT(due, stop, "none is missing");
        const std::string all = GetMessages({Time(), stop});
        const std::string count = " " + std::to_string(updates) + " ";
        NS_TEST_EXPECT_MSG_EQ(all.substr(all.size() - 2 * count.size() + 1),
                              count + count.substr(1),
                              "in all");
    }

    bool m_isUp; //!< whether the mobile node sends
};

/// No traffic.
class IdleTestCase : public StartTestCase
{
  public:
    IdleTestCase()
        : StartTestCase("A binding that nobody has used since its refresh ends, on both sides; "
                        "the next datagram begins anew.")
    {
    }

  private:
    void DoRun() override
    {
        const Time stop = Seconds(500);
        Scenario description = MakeStart({{MOVE_AT, "ar1"}}, stop);
        Traffic early = MakeSlowFlow("cn", "mn");
        early.stop = Seconds(15);
        Traffic late = MakeSlowFlow("cn", "mn");
        late.start = Seconds(450);
        description.traffic = {early, late};
        Observe(description);
        // No binding lasts longer than that at the home agent, which begins after the sixth second.
        ExpectBound(Seconds(6) + LIFETIME - Seconds(4), 1, 1);
        ExpectBound(Seconds(7) + LIFETIME, 0, 0);
        ExpectBound(stop - Seconds(1), 1, 1);
        Run();
        const Time refresh = Seconds(300);
        NS_TEST_EXPECT_MSG_EQ(GetMessages({Time(), refresh}), "1 1 1 1 1 1 ", "early");
        // The binding was used since it was made, but not since then.
        NS_TEST_EXPECT_MSG_EQ(GetMessages({refresh, late.start}), "1 1 1 1 1 1 ", "refresh");
        NS_TEST_EXPECT_MSG_EQ(GetMessages({late.start, stop}), "1 1 1 1 1 1 ", "late");
        ExpectForm("mn", 1, {late.start + Seconds(1), stop - IN_FLIGHT}, "type2");
    }
};

/// The correspondent's lifetime is shorter than the mobile node knows.
class RefreshRequestTestCase : public StartTestCase
{
  public:
    RefreshRequestTestCase()
        : StartTestCase("A mobile node that asks for no acknowledgement, and does not know how "
                        "short its binding is, refreshes it when it is asked to, without a gap.")
    {
    }

  private:
    void DoRun() override
    {
        const Time stop = Seconds(130);
        Scenario description = MakeStart({{MOVE_AT, "ar1"}}, stop);
        description.traffic = {MakeSlowFlow("cn", "mn"), MakeSlowFlow("mn", "cn")};
        Observe(description);
        GetMobile()->SetAttribute("CorrespondentAcknowledge", BooleanValue(false));
        GetCorrespondent("cn")->SetAttribute("MaxBindingLifetime", TimeValue(Seconds(40)));
        Run();
        const Span all{Time(), stop};
        const auto updates = FindSignals("cn", Mip6Direction::RECEIVED, "Binding Update", all);
        const auto asked = FindSignals("cn", Mip6Direction::SENT, "Binding Refresh Request", all);
        NS_TEST_EXPECT_MSG_EQ(updates.size(), 4, "Binding Updates");
        NS_TEST_EXPECT_MSG_EQ(asked.size(), 3, "Binding Refresh Requests");
        for (std::size_t i = 0; i < std::min(updates.size(), asked.size()); ++i)
        {
            // A tenth of the lifetime before its end.
            NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(asked[i], updates[i] + Seconds(36)),
                                  true,
                                  "asked at " << asked[i].As(Time::S));
        }
        NS_TEST_EXPECT_MSG_EQ(GetMessages(all), "4 4 4 4 4 0 ", "messages");
        if (updates.empty())
        {
            return;
        }
        ExpectForm("mn", 0, {updates.front(), stop - IN_FLIGHT}, "type2");
        ExpectForm("cn", 1, {updates.front(), stop - IN_FLIGHT}, "option");
    }
};

/// The suite.
class OptimizationStartTestSuite : public TestSuite
{
  public:
    OptimizationStartTestSuite()
        : TestSuite("mip6-optimization-start", SYSTEM)
    {
        AddTestCase(new AwayTestCase);
        AddTestCase(new RowTestCase(
            "A movement before the home registration has ended: the correspondent hears of the "
            "second link alone.",
            MilliSeconds(600),
            "1 1 1 1 1 1 "));
        AddTestCase(new RowTestCase(
            "A movement during return routability: both tests are done again on the second link.",
            MilliSeconds(2110),
            "2 2 1 2 1 1 "));
        AddTestCase(new RowTestCase(
            "A movement before the acknowledgement: the Home Test is good on the second link.",
            MilliSeconds(2150),
            "1 2 1 2 2 1 "));
        AddTestCase(new RowTestCase(
            "A movement at once after the acknowledgement: as if it had been a long stay.",
            MilliSeconds(2200),
            "1 2 1 2 2 2 "));
        AddTestCase(new ReturnTestCase);
        AddTestCase(new RefreshTestCase(false));
        AddTestCase(new RefreshTestCase(true));
        AddTestCase(new IdleTestCase);
        AddTestCase(new RefreshRequestTestCase);
    }
};

OptimizationStartTestSuite g_optimizationStartTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-wire-recorder.h"

#include <algorithm>

/**
 * @file
 * @ingroup mip6-tests
 * Correspondents that know nothing of Mobile IPv6: how often they are asked, and that their packets
 * go through the tunnel meanwhile.
 */

namespace ns3::mip6::tests
{

namespace
{

const Time MOVE_AT = Seconds(5);          //!< to ar1
const Time TRAFFIC_AT = Seconds(10);      //!< the first datagram, with everything registered
const Time RETRY = Seconds(60);           //!< how long a node without Mobile IPv6 is left alone
const Time TRIAL = Seconds(15);           //!< 1, 2, 4 and 8 s (RFC 6275 section 11.8)
const Time INTERVAL = MilliSeconds(100);  //!< between datagrams of a flow
const Time IN_FLIGHT = MilliSeconds(100); //!< what may be on its way at the end

/// A test with the correspondent "old" next to cn.
class LegacyTestCase : public WireTestCase
{
  public:
    using WireTestCase::WireTestCase;

  protected:
    /// Build. @param support of the correspondent @param moves of the mobile node @param stop end
    void Prepare(MobileIpv6Support support, const std::vector<Move>& moves, Time stop)
    {
        Scenario description = MakeScenario(moves, stop);
        description.protocol.routeOptimization = true;
        ScenarioNode old{"old", NodeRole::CORRESPONDENT, std::nullopt};
        old.mobileIpv6 = support;
        description.nodes.push_back(old);
        description.links.push_back({"old", "r1", MilliSeconds(5), DataRate("1Gbps")});
        description.traffic = m_traffic;
        Observe(description);
        GetMobile()->SetAttribute("RouteOptimizationRetry", TimeValue(RETRY));
    }

    /// Add a pair of flows, one each way. @param peer of the mobile node
    /// @param stop when they end, nothing for the end of the run
    void AddFlows(const std::string& peer, const std::optional<Time>& stop)
    {
        for (Traffic flow : {MakeFlow(peer, "mn"), MakeFlow("mn", peer)})
        {
            flow.rate = DataRate("12800bps"); // 10 packets per second
            flow.start = TRAFFIC_AT;
            flow.stop = stop;
            m_traffic.push_back(flow);
        }
    }

    /// @param name of the message @param peer to whom @return when the mobile node has sent it
    std::vector<Time> FindSent(const std::string& name, const std::string& peer) const
    {
        std::vector<Time> found;
        for (const Signal& signal : signals)
        {
            if (signal.node == "mn" && signal.record.message == name &&
                signal.record.direction == Mip6Direction::SENT &&
                signal.record.destination == GetAddress(peer))
            {
                found.push_back(signal.at);
            }
        }
        return found;
    }

    /// Judge when the tests with a node were tried. @param expected times of the Inits, after the
    /// first of them
    void ExpectTrials(const std::vector<Time>& expected)
    {
        for (const std::string name : {"Home Test Init", "Care-of Test Init"})
        {
            const auto sent = FindSent(name, "old");
            NS_TEST_EXPECT_MSG_EQ(sent.size(), expected.size(), name << "s");
            for (std::size_t i = 0; i < std::min(sent.size(), expected.size()); ++i)
            {
                const Time from = sent.front() + expected[i];
                // The next trial begins with a datagram.
                NS_TEST_EXPECT_MSG_EQ((sent[i] >= from && sent[i] <= from + INTERVAL),
                                      true,
                                      name << " " << i << " at " << sent[i].As(Time::S));
            }
        }
        NS_TEST_EXPECT_MSG_EQ(FindSent("Binding Update", "old").size(), 0, "updates");
    }

    /// Judge that everything of a pair of flows goes through the tunnel. @param pair its number
    /// @param peer of the mobile node @param span of time
    void ExpectTunnel(std::size_t pair, const std::string& peer, const Span& span)
    {
        ExpectForm("mn", 2 * pair, span, "tunnel");
        ExpectForm(peer, 2 * pair + 1, span, "plain");
        ExpectForm("ar1", 2 * pair + 1, span, "tunnel");
    }

  private:
    std::vector<Traffic> m_traffic; //!< flows
};

/// A node that keeps silent.
class SilentTestCase : public LegacyTestCase
{
  public:
    /// @param hasTraffic whether datagrams go on all the time
    explicit SilentTestCase(bool hasTraffic)
        : LegacyTestCase(hasTraffic
                             ? "A silent correspondent is asked four times with growing pauses, "
                               "and again after the retry interval; all its datagrams arrive "
                               "through the tunnel."
                             : "A silent correspondent without traffic is asked four times and "
                               "never again."),
          m_hasTraffic(hasTraffic)
    {
    }

  private:
    void DoRun() override
    {
        const auto end = m_hasTraffic ? std::nullopt : std::optional(TRAFFIC_AT + Seconds(20));
        AddFlows("old", end);
        const Time stop = TRAFFIC_AT + TRIAL + RETRY + TRIAL + RETRY / 2;
        Prepare(MobileIpv6Support::SILENT, {{MOVE_AT, "ar1"}}, stop);
        Run();
        const Time again = TRIAL + RETRY;
        std::vector<Time> expected{Seconds(0), Seconds(1), Seconds(3), Seconds(7)};
        if (m_hasTraffic)
        {
            for (std::size_t i = 0; i < 4; ++i)
            {
                expected.push_back(again + expected[i]);
            }
        }
        ExpectTrials(expected);
        ExpectTunnel(0, "old", {TRAFFIC_AT, end.value_or(stop) - IN_FLIGHT});
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetBindingUpdateListSize(), 1, "home agent only");
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetDirectPathCount(), 0, "paths");
    }

    bool m_hasTraffic; //!< all the time
};

/// A node that reports what it does not know.
class AnsweringTestCase : public LegacyTestCase
{
  public:
    AnsweringTestCase()
        : LegacyTestCase("A correspondent that answers with Parameter Problems is asked once, and "
                         "again after the retry interval.")
    {
    }

  private:
    void DoRun() override
    {
        AddFlows("old", std::nullopt);
        const Time stop = TRAFFIC_AT + RETRY + RETRY / 2;
        Prepare(MobileIpv6Support::ANSWERS, {{MOVE_AT, "ar1"}}, stop);
        Run();
        // The answer to the Care-of Test Init is there before that to the Home Test Init.
        ExpectTrials({Seconds(0), RETRY});
        ExpectTunnel(0, "old", {TRAFFIC_AT, stop - IN_FLIGHT});
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetBindingUpdateListSize(), 1, "home agent only");
    }
};

/// One of each kind.
class MixedTestCase : public LegacyTestCase
{
  public:
    /// @param support of the correspondent next to the one with route optimization
    explicit MixedTestCase(MobileIpv6Support support)
        : LegacyTestCase(std::string("Next to a correspondent that ") +
                         (support == MobileIpv6Support::SILENT ? "keeps silent" : "refuses") +
                         ", route optimization works with another one, and so it does after a "
                         "movement, which asks the first one no more."),
          m_support(support)
    {
    }

  private:
    void DoRun() override
    {
        AddFlows("old", std::nullopt);
        AddFlows("cn", std::nullopt);
        const Time next = TRAFFIC_AT + TRIAL + Seconds(5);
        const Time home = next + Seconds(10);
        const Time stop = home + Seconds(10);
        Prepare(m_support, {{MOVE_AT, "ar1"}, {next, "ar2"}, {home, "home"}}, stop);
        Run();
        const bool isSilent = m_support == MobileIpv6Support::SILENT;
        ExpectTrials(isSilent ? std::vector<Time>{Seconds(0), Seconds(1), Seconds(3), Seconds(7)}
                              : std::vector<Time>{Seconds(0)});
        const Ipv6Address cn = GetAddress("cn");
        NS_TEST_EXPECT_MSG_EQ(GetExchange("mn", cn, {Time(), next}), "1 1 1 1 1 1 ", "ar1");
        NS_TEST_EXPECT_MSG_EQ(GetExchange("mn", cn, {next, home}), "0 1 0 1 1 1 ", "ar2");
        NS_TEST_EXPECT_MSG_EQ(GetExchange("mn", cn, {home, stop}), "0 0 0 0 1 1 ", "home");
        ExpectTunnel(0, "old", {TRAFFIC_AT, next - IN_FLIGHT});
        for (const Span& span : {Span{TRAFFIC_AT + Seconds(1), next - IN_FLIGHT},
                                 Span{next + Seconds(5), home - IN_FLIGHT}})
        {
            ExpectForm("mn", 0, span, "tunnel");
            ExpectForm("old", 1, span, "plain");
            ExpectForm("mn", 2, span, "type2");
            ExpectForm("cn", 3, span, "option");
        }
        for (const std::size_t flow : {0, 1, 2, 3})
        {
            const std::string node = scenario.traffic[flow].to;
            ExpectForm(node, flow, {home + Seconds(5), stop - IN_FLIGHT}, "plain");
        }
    }

    MobileIpv6Support m_support; //!< of the one without route optimization
};

/// The suite.
class LegacyCorrespondentsTestSuite : public TestSuite
{
  public:
    LegacyCorrespondentsTestSuite()
        : TestSuite("mip6-legacy-correspondents", SYSTEM)
    {
        AddTestCase(new SilentTestCase(true));
        AddTestCase(new SilentTestCase(false));
        AddTestCase(new AnsweringTestCase);
        AddTestCase(new MixedTestCase(MobileIpv6Support::SILENT));
        AddTestCase(new MixedTestCase(MobileIpv6Support::ANSWERS));
    }
};

LegacyCorrespondentsTestSuite g_legacyCorrespondentsTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

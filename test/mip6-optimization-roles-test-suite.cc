/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-wire-recorder.h"

#include <algorithm>
#include <utility>

/**
 * @file
 * @ingroup mip6-tests
 * Who can be whose correspondent: several of each, mobile nodes of each other, and nodes on the
 * links that mobile nodes are on.
 */

namespace ns3::mip6::tests
{

namespace
{

/// From a move until everything is optimized again, duplicate address detection included.
const Time SETTLED = Seconds(5);
/// What may be on its way when a link is left.
const Time IN_FLIGHT = MilliSeconds(100);

const std::string NOTHING = "0 0 0 0 0 0 ";       //!< no message at all
const std::string FULL_EXCHANGE = "1 1 1 1 1 1 "; //!< both tests, update, acknowledgement
const std::string NEXT_EXCHANGE = "0 1 0 1 1 1 "; //!< with the home keygen token of before
const std::string DELETION = "0 0 0 0 1 1 ";      //!< with that token alone

const std::pair<std::string, std::string> AWAY{"type2", "option"}; //!< to and from there
const std::pair<std::string, std::string> HOME{"plain", "plain"};  //!< likewise

/// What the tables of a node hold.
struct Tables
{
    std::string node;     //!< name
    std::size_t bindings; //!< of it as correspondent node
    std::size_t paths;    //!< likewise
    std::size_t listed;   //!< in its Binding Update List, if it is mobile; the home agent stays
    std::size_t direct;   //!< paths of it as mobile node
};

/// A test whose mobile nodes optimize.
class RoleTestCase : public WireTestCase
{
  public:
    using WireTestCase::WireTestCase;

  protected:
    /// @param moves of mobile nodes @param pairs flows go in both directions between them
    /// @return the network, up to 10 s after the last move
    static Scenario MakeRoles(const std::vector<Move>& moves,
                              const std::vector<std::pair<std::string, std::string>>& pairs)
    {
        Scenario description = MakeScenario(moves, moves.back().at + Seconds(10));
        description.protocol.routeOptimization = true;
        for (const auto& [one, other] : pairs)
        {
            description.traffic.push_back(MakeFlow(one, other));
            description.traffic.push_back(MakeFlow(other, one));
        }
        return description;
    }

    /// @param at when to look @param expected contents
    void ExpectTables(Time at, const std::vector<Tables>& expected)
    {
        Simulator::Schedule(at, [this, at, expected] {
            for (const Tables& tables : expected)
            {
                CheckTables(at, tables);
            }
        });
    }

    /// Judge a pair of flows that go in both directions. @param pair its number
    /// @param move number @param forms of the first and of the second flow
    void ExpectWays(std::size_t pair,
                    std::size_t move,
                    const std::pair<std::string, std::string>& forms)
    {
        const auto& moves = scenario.mobile.attach;
        const Time until = move + 1 < moves.size() ? moves[move + 1].at : scenario.stop;
        const Span span{moves[move].at + SETTLED, until - IN_FLIGHT};
        const Traffic& traffic = scenario.traffic[2 * pair];
        ExpectForm(traffic.to, 2 * pair, span, forms.first);
        ExpectForm(traffic.from, 2 * pair + 1, span, forms.second);
    }

    /// @param node whose messages count @param peer one end of them @param move number
    /// @param expected messages until the next move
    void ExpectMessages(const std::string& node,
                        const std::string& peer,
                        std::size_t move,
                        const std::string& expected)
    {
        const auto& moves = scenario.mobile.attach;
        const Time until = move + 1 < moves.size() ? moves[move + 1].at : scenario.stop;
        const auto address = peer.empty() ? Ipv6Address::GetAny() : GetAddress(peer);
        NS_TEST_EXPECT_MSG_EQ(GetExchange(node, address, {moves[move].at, until}),
                              expected,
                              node << " with " << peer << " after move " << move);
    }

  private:
    /// @param at when @param tables that must be there
    void CheckTables(Time at, const Tables& tables)
    {
        const auto& name = tables.node;
        const auto role = GetCorrespondent(name);
        if (!role)
        {
            NS_TEST_EXPECT_MSG_EQ(true, false, name << " is no correspondent node");
            return;
        }
        NS_TEST_EXPECT_MSG_EQ(role->GetBindingCount(), tables.bindings, name << at.As(Time::S));
        NS_TEST_EXPECT_MSG_EQ(role->GetDirectPathCount(), tables.paths, name << at.As(Time::S));
        for (const NetworkMobile& mobile : network.mobiles)
        {
            if (mobile.name == name)
            {
                NS_TEST_EXPECT_MSG_EQ(mobile.role->GetBindingUpdateListSize(),
                                      tables.listed,
                                      "list of " << name << at.As(Time::S));
                NS_TEST_EXPECT_MSG_EQ(mobile.role->GetDirectPathCount(),
                                      tables.direct,
                                      "paths of " << name << at.As(Time::S));
            }
        }
    }
};

/// Two correspondents of one mobile node.
class TwoCorrespondentsTestCase : public RoleTestCase
{
  public:
    TwoCorrespondentsTestCase()
        : RoleTestCase("Two correspondents of a mobile node get a binding each, and lose it when "
                       "the mobile node is home.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description =
            MakeRoles({{Seconds(5), "ar1"}, {Seconds(20), "home"}}, {{"cn", "mn"}, {"far", "mn"}});
        description.nodes.push_back({"far", NodeRole::CORRESPONDENT, std::nullopt});
        description.links.push_back({"far", "ar2", MilliSeconds(7), DataRate("1Gbps")});
        Observe(description);
        ExpectTables(Seconds(4), {{"cn", 0, 0, 0, 0}, {"mn", 0, 0, 0, 0}});
        ExpectTables(Seconds(19), {{"cn", 1, 1, 0, 0}, {"far", 1, 1, 0, 0}, {"mn", 0, 0, 3, 2}});
        ExpectTables(Seconds(29), {{"cn", 0, 0, 0, 0}, {"far", 0, 0, 0, 0}, {"mn", 0, 0, 1, 0}});
        Run();
        for (const std::size_t pair : {0, 1})
        {
            ExpectWays(pair, 0, {"type2", "option"});
            ExpectWays(pair, 1, {"plain", "plain"});
        }
        for (const std::string name : {"cn", "far"})
        {
            ExpectMessages("mn", name, 0, FULL_EXCHANGE);
            ExpectMessages(name, "", 0, FULL_EXCHANGE);
            ExpectMessages("mn", name, 1, DELETION);
            ExpectMessages(name, "", 1, DELETION);
        }
    }
};

/// Two mobile nodes with one correspondent.
class TwoMobilesTestCase : public RoleTestCase
{
  public:
    TwoMobilesTestCase()
        : RoleTestCase("Two mobile nodes with one correspondent each have a binding there, on the "
                       "same link and on different ones.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeRoles({{Seconds(5), "ar1"},
                                          {Seconds(15), "ar2", "mn2"},
                                          {Seconds(25), "home", "mn1"},
                                          {Seconds(35), "home", "mn2"}},
                                         {{"cn", "mn1"}, {"cn", "mn2"}});
        description.mobile.count = 2;
        Observe(description);
        ExpectTables(Seconds(14), {{"cn", 2, 2, 0, 0}, {"mn1", 0, 0, 2, 1}, {"mn2", 0, 0, 2, 1}});
        ExpectTables(Seconds(24), {{"cn", 2, 2, 0, 0}, {"mn1", 0, 0, 2, 1}, {"mn2", 0, 0, 2, 1}});
        ExpectTables(Seconds(34), {{"cn", 1, 1, 0, 0}, {"mn1", 0, 0, 1, 0}, {"mn2", 0, 0, 2, 1}});
        ExpectTables(Seconds(44), {{"cn", 0, 0, 0, 0}, {"mn1", 0, 0, 1, 0}, {"mn2", 0, 0, 1, 0}});
        Run();
        const std::vector<std::string> first{FULL_EXCHANGE, NOTHING, DELETION, NOTHING};
        const std::vector<std::string> second{FULL_EXCHANGE, NEXT_EXCHANGE, NOTHING, DELETION};
        const std::vector<std::string> both{"2 2 2 2 2 2 ", NEXT_EXCHANGE, DELETION, DELETION};
        for (std::size_t move = 0; move < both.size(); ++move)
        {
            ExpectMessages("mn1", "cn", move, first[move]);
            ExpectMessages("mn2", "cn", move, second[move]);
            ExpectMessages("cn", "", move, both[move]);
            ExpectWays(0, move, move < 2 ? AWAY : HOME);
            ExpectWays(1, move, move < 3 ? AWAY : HOME);
        }
    }
};

/// Two mobile nodes that are correspondents of each other.
class EachOtherTestCase : public RoleTestCase
{
  public:
    EachOtherTestCase()
        : RoleTestCase("Mobile nodes that are correspondents of each other use a header for each "
                       "of them that is away, on 48 octets when both are, whoever moves.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeRoles({{Seconds(5), "ar1", "mn1"},
                                          {Seconds(15), "ar2", "mn2"},
                                          {Seconds(25), "ar2", "mn1"},
                                          {Seconds(35), "ar1", "mn2"},
                                          {Seconds(45), "home", "mn1"},
                                          {Seconds(55), "home", "mn2"}},
                                         {{"mn1", "mn2"}});
        description.mobile.count = 2;
        Observe(description);
        ExpectTables(Seconds(14), {{"mn1", 0, 0, 2, 1}, {"mn2", 1, 1, 0, 0}});
        for (const Time& at : {Seconds(24), Seconds(34), Seconds(44)})
        {
            ExpectTables(at, {{"mn1", 1, 1, 2, 1}, {"mn2", 1, 1, 2, 1}});
        }
        ExpectTables(Seconds(54), {{"mn1", 1, 1, 1, 0}, {"mn2", 0, 0, 2, 1}});
        ExpectTables(Seconds(64), {{"mn1", 0, 0, 1, 0}, {"mn2", 0, 0, 1, 0}});
        Run();
        const std::pair<std::string, std::string> both{"type2 option", "type2 option"};
        ExpectWays(0, 0, {"option", "type2"});
        ExpectWays(0, 1, both);
        ExpectWays(0, 2, both);
        ExpectWays(0, 3, both);
        ExpectWays(0, 4, {"type2", "option"});
        ExpectWays(0, 5, {"plain", "plain"});
        const std::vector<std::string> messages{FULL_EXCHANGE,
                                                FULL_EXCHANGE,
                                                NEXT_EXCHANGE,
                                                NEXT_EXCHANGE,
                                                DELETION,
                                                DELETION};
        for (std::size_t move = 0; move < messages.size(); ++move)
        {
            ExpectMessages("mn1", "", move, messages[move]);
            ExpectMessages("mn2", "", move, messages[move]);
        }
        CheckSizes();
        CheckPeers();
    }

    /// Mobile nodes know each other by their home addresses alone.
    void CheckPeers()
    {
        uint32_t inits = 0;
        for (const auto& message : recorder.messages)
        {
            const std::string& name = message.record.message;
            if (name != "Home Test Init" && name != "Care-of Test Init")
            {
                continue;
            }
            ++inits;
            const bool isHome =
                Ipv6Prefix(64).IsMatch(message.record.destination, Ipv6Address("2001:1:0:1::"));
            NS_TEST_EXPECT_MSG_EQ(isHome, true, name << " to " << message.record.destination);
        }
        // Each node tests both addresses on its first link abroad, and one on its second.
        NS_TEST_EXPECT_MSG_EQ(inits, 2 * (2 + 1), "Test Inits");
    }

    /// Two headers are 48 octets.
    void CheckSizes()
    {
        uint32_t both = 0;
        for (const WirePacket& packet : packets)
        {
            if (packet.GetPort() == 0 || packet.GetForm() != "type2 option")
            {
                continue;
            }
            ++both;
            NS_TEST_ASSERT_MSG_EQ(packet.size, PLAIN_OCTETS + 48, "both headers");
            // RFC 6275 section 6.3: the routing header comes first.
            NS_TEST_ASSERT_MSG_LT(packet.layout.routing, packet.layout.destination, "order");
        }
        NS_TEST_EXPECT_MSG_GT(both, 1000, "packets with both");
    }
};

/// A correspondent on a link that the mobile node knows.
class NeighborTestCase : public RoleTestCase
{
  public:
    /// @param link that the correspondent is on, "home" or "ar1"
    explicit NeighborTestCase(const std::string& link)
        : RoleTestCase("A correspondent on the " +
                       std::string(link == "home" ? "home link" : "visited link") +
                       " is one like any other."),
          m_link(link)
    {
    }

  private:
    void DoRun() override
    {
        Scenario description =
            MakeRoles({{Seconds(5), "ar1"}, {Seconds(15), "ar2"}, {Seconds(25), "home"}},
                      {{"near", "mn"}});
        description.nodes.push_back({"near", NodeRole::CORRESPONDENT, std::nullopt, m_link});
        Observe(description);
        ExpectTables(Seconds(14), {{"near", 1, 1, 0, 0}, {"mn", 0, 0, 2, 1}});
        ExpectTables(Seconds(24), {{"near", 1, 1, 0, 0}, {"mn", 0, 0, 2, 1}});
        ExpectTables(Seconds(34), {{"near", 0, 0, 0, 0}, {"mn", 0, 0, 1, 0}});
        Run();
        ExpectWays(0, 0, {"type2", "option"});
        ExpectWays(0, 1, {"type2", "option"});
        ExpectWays(0, 2, {"plain", "plain"});
        const std::vector<std::string> messages{FULL_EXCHANGE, NEXT_EXCHANGE, DELETION};
        for (std::size_t move = 0; move < messages.size(); ++move)
        {
            ExpectMessages("mn", "near", move, messages[move]);
            ExpectMessages("near", "", move, messages[move]);
        }
        CheckShortest();
    }

    /// On the same link no router sees the packets of the flows.
    void CheckShortest()
    {
        const std::size_t move = m_link == "home" ? 2 : 0;
        const auto& moves = scenario.mobile.attach;
        const Span span{moves[move].at + SETTLED, moves[move].at + Seconds(9)};
        const auto passing =
            std::count_if(packets.begin(), packets.end(), [&span](const WirePacket& packet) {
                const bool isEnd = packet.node == "mn" || packet.node == "near";
                return packet.GetPort() != 0 && span.Has(packet.at) && !isEnd &&
                       packet.node != "ha" && packet.node != "ar1";
            });
        NS_TEST_EXPECT_MSG_EQ(passing, 0, "beyond the link");
    }

    std::string m_link; //!< of the correspondent
};

/// The suite.
class OptimizationRolesTestSuite : public TestSuite
{
  public:
    OptimizationRolesTestSuite()
        : TestSuite("mip6-optimization-roles", SYSTEM)
    {
        AddTestCase(new TwoCorrespondentsTestCase);
        AddTestCase(new TwoMobilesTestCase);
        AddTestCase(new EachOtherTestCase);
        AddTestCase(new NeighborTestCase("home"));
        AddTestCase(new NeighborTestCase("ar1"));
    }
};

OptimizationRolesTestSuite g_optimizationRolesTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

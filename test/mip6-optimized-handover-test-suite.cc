/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-wire-recorder.h"

#include <algorithm>

/**
 * @file
 * @ingroup mip6-tests
 * Handovers of a mobile node that optimizes its routes: messages, times, octets, and what must not
 * be on the wire.
 *
 *     cn --5 ms-- r1 --10 ms-- ha (home link)
 *     far -7 ms--  |--2 ms-- ar1 (access link)
 *                  |--3 ms-- ar2 (access link)
 */

namespace ns3::mip6::tests
{

namespace
{

/// One way from a correspondent to the router in the middle.
using Delays = std::map<std::string, Time>;
const Delays TO_ROUTER{{"cn", MilliSeconds(5)}, {"far", MilliSeconds(7)}};
/// One way from the router in the middle to the home agent.
const Time ROUTER_TO_HA = MilliSeconds(10);
/// What may be on its way when a link is left.
const Time IN_FLIGHT = MilliSeconds(60);

/// @param packet of a data flow or a message @return whether a header of route optimization is on
/// it
bool
IsOptimized(const WirePacket& packet)
{
    return packet.GetType2() || packet.GetOption();
}

/// Two correspondents and a mobile node that leaves home, visits two links and returns.
class HandoverTestCase : public WireTestCase
{
  public:
    using WireTestCase::WireTestCase;

  protected:
    /// Run. @param moves to ar1, ar2 and home @param interval of packets, in each direction
    /// @param stop end
    void RunMoves(const std::vector<Time>& moves, Time interval, Time stop)
    {
        m_moves = moves;
        Scenario description =
            MakeScenario({{moves[0], "ar1"}, {moves[1], "ar2"}, {moves[2], "home"}}, stop);
        description.protocol.routeOptimization = true;
        description.nodes.push_back({"far", NodeRole::CORRESPONDENT, std::nullopt});
        description.links.push_back({"far", "r1", MilliSeconds(7), DataRate("1Gbps")});
        for (const std::string name : {"cn", "far"})
        {
            description.traffic.push_back(MakeFlow(name, "mn"));
            description.traffic.push_back(MakeFlow("mn", name));
        }
        for (Traffic& flow : description.traffic)
        {
            flow.rate = DataRate(static_cast<uint64_t>(flow.packet * 8 / interval.GetSeconds()));
        }
        Observe(description);
        for (std::size_t i = 0; i < moves.size(); ++i)
        {
            Simulator::Schedule(moves[i] - NanoSeconds(1), [this] {
                m_careOf.push_back(GetMobile()->GetCareOfAddress().value_or(HomeAddress()));
            });
        }
        Run();
        m_registered = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED);
        NS_TEST_EXPECT_MSG_EQ(m_registered.size(), 3, "three handovers");
        m_registered.resize(3);
    }

    /// @return of the mobile node
    Ipv6Address HomeAddress() const
    {
        return network.mobiles.front().homeAddress;
    }

    /// @param move number, from 0 @return from there to the next one
    Span GetStay(std::size_t move) const
    {
        return {m_moves[move], move + 1 < m_moves.size() ? m_moves[move + 1] : scenario.stop};
    }

    /// @param name of a correspondent @param move number @return when it has bound the mobile node
    /// there, or deleted its binding
    Time GetBoundAt(const std::string& name, std::size_t move)
    {
        const auto found =
            FindSignals(name, Mip6Direction::SENT, "Binding Acknowledgement", GetStay(move));
        NS_TEST_EXPECT_MSG_EQ(found.size(), 1, name << " acknowledges in move " << move);
        return found.empty() ? Time() : found.front();
    }

    /// @param name of a correspondent @param move number @return when the mobile node has learned
    /// that
    Time GetKnownAt(const std::string& name, std::size_t move)
    {
        for (const WirePacket& packet : packets)
        {
            if (packet.node == "mn" && packet.source == GetAddress(name) &&
                GetStay(move).Has(packet.at) && packet.GetMobility() == BINDING_ACKNOWLEDGEMENT)
            {
                return packet.at;
            }
        }
        NS_TEST_EXPECT_MSG_EQ(true, false, name << " does not acknowledge in move " << move);
        return Time();
    }

    std::vector<Time> m_moves;         //!< when
    std::vector<Time> m_registered;    //!< when the home agent's answers arrived
    std::vector<Ipv6Address> m_careOf; //!< addresses on the wire, from the first link on
    const std::vector<std::string> m_names{"cn", "far"}; //!< of correspondents
};

/// Messages.
class MessagesTestCase : public HandoverTestCase
{
  public:
    /// @param sentence what must hold @param moves when @param home messages at home
    MessagesTestCase(const std::string& sentence, std::vector<Time> moves, const std::string& home)
        : HandoverTestCase(sentence),
          m_times(std::move(moves)),
          m_expected{"1 1 1 1 1 1 ", "0 1 0 1 1 1 ", home}
    {
    }

  private:
    void DoRun() override
    {
        RunMoves(m_times, MilliSeconds(20), m_times.back() + Seconds(15));
        for (const std::string& name : m_names)
        {
            const Ipv6Address address = GetAddress(name);
            for (std::size_t move = 0; move < m_moves.size(); ++move)
            {
                const Span stay = GetStay(move);
                const std::string& expected = m_expected[move];
                NS_TEST_EXPECT_MSG_EQ(GetExchange("mn", address, stay), expected, name << move);
                NS_TEST_EXPECT_MSG_EQ(GetExchange(name, Ipv6Address::GetAny(), stay),
                                      expected,
                                      "at " << name << ", move " << move);
                NS_TEST_EXPECT_MSG_EQ(GetArrived(name, stay), expected, "on the wire");
            }
            NS_TEST_EXPECT_MSG_EQ(GetExchange("mn", address, {Time(), m_moves[0]}),
                                  "0 0 0 0 0 0 ",
                                  "nothing before the first move");
            NS_TEST_EXPECT_MSG_EQ(GetCorrespondent(name)->GetBindingCount(), 0, name);
            NS_TEST_EXPECT_MSG_EQ(GetCorrespondent(name)->GetDirectPathCount(), 0, name);
        }
        // That of the home agent stays, with the sequence number of the next Binding Update.
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetBindingUpdateListSize(), 1, "list");
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetDirectPathCount(), 0, "paths");
    }

    /// @param name of a correspondent @param span of time @return messages that have reached it
    /// and, from it, the mobile node
    std::string GetArrived(const std::string& name, const Span& span) const
    {
        std::string counts;
        for (int type = 1; type <= 6; ++type)
        {
            const bool isForMobile = type == 3 || type == 4 || type == 6;
            counts += std::to_string(CountArrived(isForMobile ? "mn" : name,
                                                  static_cast<MobilityType>(type),
                                                  GetAddress(name),
                                                  span)) +
                      " ";
        }
        return counts;
    }

    std::vector<Time> m_times;           //!< of moves
    std::vector<std::string> m_expected; //!< messages by move
};

/// When the first packets travel directly.
class TimesTestCase : public HandoverTestCase
{
  public:
    TimesTestCase()
        : HandoverTestCase("The first packets travel directly as soon as return routability, the "
                           "Binding Update and its acknowledgement can have crossed the links.")
    {
    }

  private:
    void DoRun() override
    {
        RunMoves({Seconds(3), Seconds(7), Seconds(11)}, MicroSeconds(500), Seconds(14));
        const std::vector<Time> access{MilliSeconds(2), MilliSeconds(3)};
        for (const std::string& name : m_names)
        {
            for (std::size_t move = 0; move < access.size(); ++move)
            {
                const Time direct = TO_ROUTER.at(name) + access[move];
                const Time detour = direct + ROUTER_TO_HA + ROUTER_TO_HA;
                // RFC 6275 section 5.2.5: both tests, at the same time; later the home test is
                // good still.
                const Time tests =
                    move == 0 ? std::max(detour + detour, direct + direct) : direct + direct;
                const Time bound = m_registered[move] + tests + direct;
                const Time known = bound + direct;
                Expect(GetBoundAt(name, move), bound, name + " accepts");
                Expect(FindFirst("mn", GetAddress(name), move), known, name + " first type 2");
                Expect(FindFirst(name, m_careOf[move + 1], move),
                       known + direct,
                       name + " first Home Address option");
            }
            const Time home = TO_ROUTER.at(name) + ROUTER_TO_HA;
            Expect(GetBoundAt(name, 2), m_registered[2] + home, name + " deletes");
        }
    }

    /// @param measured time @param expected from the links @param what it is
    void Expect(Time measured, Time expected, const std::string& what)
    {
        NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(measured, expected),
                              true,
                              what << " at " << measured.As(Time::MS) << ", not "
                                   << expected.As(Time::MS));
    }

    /// @param node where @param source of it @param move number @return when the first datagram
    /// with a header of route optimization arrives
    Time FindFirst(const std::string& node, const Ipv6Address& source, std::size_t move) const
    {
        for (const WirePacket& packet : packets)
        {
            if (packet.node == node && packet.source == source && packet.GetPort() != 0 &&
                packet.at >= m_registered[move] && IsOptimized(packet))
            {
                return packet.at;
            }
        }
        return Time();
    }
};

/// Octets, and which packets take which way.
class WaysTestCase : public HandoverTestCase
{
  public:
    WaysTestCase()
        : HandoverTestCase("Every datagram after the handshake travels directly with 24 octets "
                           "more and none is lost; before it goes through the tunnel with 40 more.")
    {
    }

  private:
    void DoRun() override
    {
        RunMoves({Seconds(6), Seconds(12), Seconds(18)}, MilliSeconds(4), Seconds(22));
        for (std::size_t i = 0; i < m_names.size(); ++i)
        {
            const std::string& name = m_names[i];
            const Span before{Seconds(2), m_moves[0] - IN_FLIGHT};
            ExpectForm("mn", 2 * i, before, "plain");
            ExpectForm(name, 2 * i + 1, before, "plain");
            for (std::size_t move = 0; move < 3; ++move)
            {
                const Time until = GetStay(move).until - IN_FLIGHT;
                const bool isAway = move < 2;
                ExpectForm("mn",
                           2 * i,
                           {GetBoundAt(name, move), until},
                           isAway ? "type2" : "plain");
                const Time known = GetKnownAt(name, move);
                ExpectForm(name, 2 * i + 1, {known, until}, isAway ? "option" : "plain");
                if (isAway)
                {
                    ExpectForm("ha", 2 * i + 1, {m_registered[move], known}, "tunnel");
                }
            }
        }
        CheckSizes();
        CheckOldAddresses();
        CheckAfterwards();
    }

    /// Every datagram on every link has the octets of its form.
    void CheckSizes()
    {
        const std::map<std::string, uint32_t> sizes{{"plain", PLAIN_OCTETS},
                                                    {"type2", PLAIN_OCTETS + 24},
                                                    {"option", PLAIN_OCTETS + 24},
                                                    {"tunnel", PLAIN_OCTETS + 40}};
        std::map<std::string, uint32_t> wrong;
        for (const WirePacket& packet : packets)
        {
            const auto size = sizes.find(packet.GetForm());
            const bool isRight = size != sizes.end() && size->second == packet.size;
            wrong[packet.GetForm()] += packet.GetPort() != 0 && !isRight ? 1 : 0;
        }
        for (const auto& [form, count] : wrong)
        {
            NS_TEST_EXPECT_MSG_EQ(count, 0, "of the wrong size, " << form);
        }
    }

    /// Nothing for an old care-of address leaves a correspondent after it knows better.
    void CheckOldAddresses()
    {
        for (const std::string& name : m_names)
        {
            for (std::size_t move = 1; move < 3; ++move)
            {
                // The router is the first to see what a correspondent sends.
                const Time from = GetBoundAt(name, move) + TO_ROUTER.at(name);
                const auto late =
                    std::count_if(packets.begin(), packets.end(), [&](const WirePacket& packet) {
                        return packet.node == "r1" && packet.source == GetAddress(name) &&
                               packet.at > from && packet.destination == m_careOf[move];
                    });
                NS_TEST_EXPECT_MSG_EQ(late, 0, name << " to the address before move " << move);
            }
        }
    }

    /// Nothing is optimized once the last correspondent has deleted its binding.
    void CheckAfterwards()
    {
        for (const std::string& name : m_names)
        {
            const Time known = GetKnownAt(name, 2);
            const Ipv6Address address = GetAddress(name);
            const auto late =
                std::count_if(packets.begin(), packets.end(), [&](const WirePacket& packet) {
                    const bool isOfIt = packet.source == address || packet.destination == address;
                    return packet.at > known && isOfIt && packet.GetForm() != "plain";
                });
            NS_TEST_EXPECT_MSG_EQ(late, 0, "not plain between home and " << name);
        }
    }
};

/// The suite.
class OptimizedHandoverTestSuite : public TestSuite
{
  public:
    OptimizedHandoverTestSuite()
        : TestSuite("mip6-optimized-handover", SYSTEM)
    {
        AddTestCase(new MessagesTestCase(
            "A handover takes one message of each kind for each correspondent; the home keygen "
            "token serves the next one and the return home, too.",
            {Seconds(10), Seconds(30), Seconds(50)},
            "0 0 0 0 1 1 "));
        AddTestCase(new MessagesTestCase(
            "A return home 230 s after the home test takes a new one, and no care-of test.",
            {Seconds(10), Seconds(30), Seconds(240)},
            "1 0 1 0 1 1 "));
        AddTestCase(new TimesTestCase);
        AddTestCase(new WaysTestCase);
    }
};

OptimizedHandoverTestSuite g_optimizedHandoverTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

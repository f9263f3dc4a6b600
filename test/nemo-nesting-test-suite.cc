/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-test-network.h"

#include "ns3/test.h"

#include <algorithm>

/**
 * @file
 * @ingroup mip6-tests
 * Mobile routers in networks of mobile routers, see nemo-test-network.h.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Lets the largest frame with a flow's datagram tell the headers around it.
class WireMeter
{
  public:
    /// @param channel to watch
    explicit WireMeter(const Ptr<Mip6AccessChannel>& channel)
    {
        channel->TraceConnectWithoutContext(
            "FrameSent",
            Callback<void, Ptr<const Packet>, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>>(
                [this](Ptr<const Packet> packet, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>) {
                    ++sizes[packet->GetSize()];
                }));
    }

    std::map<uint32_t, uint32_t> sizes; //!< number of frames by octets from the IPv6 header on
};

/// Octets of a datagram of NemoFlow from its IPv6 header on: 40 + 8 + 12 + 100.
constexpr uint32_t DATAGRAM = 160;
/// Octets of a tunnel.
constexpr uint32_t TUNNEL = 40;

/// A chain of mobile routers at the first access link, each in the network of the one before.
class DepthCase : public TestCase
{
  public:
    /// @param depth of the chain
    explicit DepthCase(uint32_t depth)
        : TestCase("At nesting depth " + std::to_string(depth) +
                   " every packet has 40 octets more for each level, both ways"),
          m_depth(depth)
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        // One after the other, each when the one around it is registered.
        const auto nowhere = CreateObject<Mip6AccessChannel>();
        auto link = network.ar1;
        for (uint32_t i = 0; i < m_depth; ++i)
        {
            NemoRouter& router = network.AddRouter(nowhere);
            network.MoveAt(router, Seconds(4 * i), link);
            link = router.network;
        }
        NemoRouter& inner = *network.routers.back();
        const auto node = network.AddFixedNode(inner);
        const Time start = Seconds(40);
        const Time stop = Seconds(42);
        const Ipv6Address address = NemoNetwork::GetFixedAddress(inner);
        const auto& in =
            network.AddFlow({network.cn, network.cnAddress, node, address}, start, stop);
        const auto& out =
            network.AddFlow({node, address, network.cn, network.cnAddress}, start, stop);
        WireMeter meter(network.ar1);
        network.Run(Seconds(44));

        NS_TEST_EXPECT_MSG_EQ(in.CountLost(start, stop), 0, "inward");
        NS_TEST_EXPECT_MSG_EQ(out.CountLost(start, stop), 0, "outward");
        NS_TEST_EXPECT_MSG_EQ(meter.sizes[DATAGRAM + m_depth * TUNNEL], 200, "100 each way");
        for (const auto& router : network.routers)
        {
            NS_TEST_EXPECT_MSG_EQ(router->record.Count(Mip6Direction::SENT, "Binding Update"),
                                  1,
                                  "one Binding Update each");
        }
        // All have one home agent, which strips one tunnel after the other at once.
        const Time delay = in.received.at(50).front() - in.sent.at(50);
        const Time direct = MilliSeconds(15) + NemoNetwork::AR1_TO_HA;
        const bool isDirect = delay >= direct && delay < direct + MilliSeconds(5);
        NS_TEST_EXPECT_MSG_EQ(isDirect, true, "one detour");
    }

    uint32_t m_depth; //!< of the chain
};

/// A chain of mobile routers whose home agents are far from each other.
class PinballCase : public TestCase
{
  public:
    /// @param depth of the chain
    explicit PinballCase(uint32_t depth)
        : TestCase("At nesting depth " + std::to_string(depth) +
                   " each packet goes by way of the home agents of all levels"),
          m_depth(depth)
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        const auto nowhere = CreateObject<Mip6AccessChannel>();
        auto link = network.ar1;
        for (uint32_t i = 0; i < m_depth; ++i)
        {
            network.AddHomeAgent();
            NemoRouter& router = network.AddRouter(nowhere);
            network.MoveAt(router, Seconds(4 * i), link);
            link = router.network;
        }
        NemoRouter& inner = *network.routers.back();
        const auto node = network.AddFixedNode(inner);
        const Ipv6Address address = NemoNetwork::GetFixedAddress(inner);
        const Time start = Seconds(40);
        const Time stop = Seconds(42);
        const auto& in =
            network.AddFlow({network.cn, network.cnAddress, node, address}, start, stop);
        const auto& out =
            network.AddFlow({node, address, network.cn, network.cnAddress}, start, stop);
        network.Run(Seconds(44));
        // From core to a home agent and back, 20 ms; and once from cn and to ar1.
        const Time expected = MilliSeconds(20) * m_depth + MilliSeconds(7);
        for (const auto* flow : {&in, &out})
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(start, stop), 0, "lost");
            const Time delay = flow->received.at(50).front() - flow->sent.at(50);
            const bool isExpected = delay >= expected && delay < expected + MilliSeconds(1);
            NS_TEST_EXPECT_MSG_EQ(isExpected,
                                  true,
                                  "delay " + std::to_string(delay.GetMicroSeconds()));
        }
    }

    uint32_t m_depth; //!< of the chain
};

/// What a move costs those who do not make it.
class OthersAreSilentCase : public TestCase
{
  public:
    OthersAreSilentCase()
        : TestCase("Moves of the outer router cost no message of the inner one, and the reverse")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& outer = network.AddRouter(network.home);
        NemoRouter& other = network.AddRouter(network.ar2);
        NemoRouter& inner = network.AddRouter(outer.network);
        const auto node = network.AddFixedNode(inner);
        const Ipv6Address address = NemoNetwork::GetFixedAddress(inner);
        NemoNetwork::Route(network.ha, outer.prefix, 64, outer.homeAddress);
        const auto& in = network.AddFlow({network.cn, network.cnAddress, node, address},
                                         Seconds(5),
                                         Seconds(70));
        network.MoveAt(outer, Seconds(10), network.ar1);
        network.MoveAt(outer, Seconds(20), network.ar2);
        // Out of its parent, into another network, and back.
        network.MoveAt(inner, Seconds(30), network.ar1);
        network.MoveAt(inner, Seconds(40), other.network);
        network.MoveAt(inner, Seconds(50), outer.network);
        network.MoveAt(outer, Seconds(60), network.home);
        network.Run(Seconds(71));

        const auto sent = [](const NemoRouter& router, Time from, Time to) {
            const auto& messages = router.record.messages;
            return std::count_if(messages.begin(), messages.end(), [&](const auto& entry) {
                // Queries for multicast listeners of a network come by the clock.
                return entry.first >= from && entry.first < to &&
                       entry.second.direction == Mip6Direction::SENT &&
                       entry.second.message != "Multicast Listener Query";
            });
        };
        NS_TEST_EXPECT_MSG_EQ(sent(inner, Seconds(9), Seconds(30)), 0, "the outer router moves");
        NS_TEST_EXPECT_MSG_EQ(sent(outer, Seconds(29), Seconds(60)), 0, "the inner router moves");
        NS_TEST_EXPECT_MSG_EQ(sent(other, Seconds(9), Seconds(70)), 0, "another one moves");
        NS_TEST_EXPECT_MSG_EQ(sent(inner, Seconds(59), Seconds(70)), 0, "the outer one returns");
        for (const int at : {14, 24, 34, 44, 54, 64})
        {
            NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(at), Seconds(at + 5)), 0, "from " << at);
        }
        NS_TEST_EXPECT_MSG_EQ(inner.record.Count(Mip6Direction::SENT, "Binding Update"),
                              4,
                              "at the start and for three moves");
        NS_TEST_EXPECT_MSG_EQ(outer.record.Count(Mip6Direction::SENT, "Binding Update"),
                              3,
                              "two links and home");
    }
};

/// Nodes inside that move themselves.
class VisitorCase : public TestCase
{
  public:
    VisitorCase()
        : TestCase("A visiting mobile node registers and optimizes its route through a mobile "
                   "router, which moves and costs it no message")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        NemoNetwork::Route(network.ha, router.prefix, 64, router.homeAddress);
        const auto visitor = NemoNetwork::MakeNode();
        const auto device = NemoNetwork::AddStation(visitor, router.network, false);
        const Ipv6Address homeAddress("2001:1:0:1::500");
        const auto role =
            network.mip6.InstallMobileNode(visitor, device, homeAddress, network.homeAgent);
        NemoRecord record;
        record.Connect(role);
        network.mip6.InstallCorrespondentNode(network.cn);
        const auto& in = network.AddFlow({network.cn, network.cnAddress, visitor, homeAddress},
                                         Seconds(5),
                                         Seconds(30));
        network.MoveAt(router, Seconds(10), network.ar1);
        network.MoveAt(router, Seconds(20), network.ar2);
        WireMeter meter(network.ar2);
        network.Run(Seconds(31));

        NS_TEST_EXPECT_MSG_EQ(role->GetDirectPathCount(), 1, "the route is optimized");
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::SENT, "Binding Update"),
                              2,
                              "home agent and correspondent, once");
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::SENT, "Binding Update", Seconds(9)),
                              0,
                              "none for the moves of the router");
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(13), Seconds(19.9)), 0, "at ar1");
        NS_TEST_EXPECT_MSG_EQ(in.CountLost(Seconds(23), Seconds(29.9)), 0, "at ar2");
        // The type 2 routing header has 24 octets; the tunnel is that of the router.
        NS_TEST_EXPECT_MSG_GT(meter.sizes[DATAGRAM + 24 + TUNNEL], 400, "one tunnel");
        NS_TEST_EXPECT_MSG_EQ(meter.sizes[DATAGRAM + 2 * TUNNEL], 0, "not two");
    }
};

class NemoNestingTestSuite : public TestSuite
{
  public:
    NemoNestingTestSuite()
        : TestSuite("nemo-nesting")
    {
        for (uint32_t depth = 1; depth <= 8; ++depth)
        {
            AddTestCase(new DepthCase(depth));
        }
        for (const uint32_t depth : {1, 2, 3, 8})
        {
            AddTestCase(new PinballCase(depth));
        }
        AddTestCase(new OthersAreSilentCase);
        AddTestCase(new VisitorCase);
    }
};

NemoNestingTestSuite g_nemoNestingTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-nested-network.h"

#include "ns3/integer.h"
#include "ns3/mip6-virtual-device.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <set>

/**
 * @file
 * @ingroup mip6-tests
 * How deep tunnels may be nested, and what they cost, see nemo-nested-network.h.
 */

namespace ns3::mip6::tests
{

namespace
{

class DepthCase : public TestCase
{
  public:
    /// @param depth of the nesting @param limit of all nodes, -1 for no option
    DepthCase(std::size_t depth, int limit)
        : TestCase("Mobile routers nested " + std::to_string(depth) + " deep, limit " +
                   std::to_string(limit) + ": a fixed header a level, both ways"),
          m_depth(depth),
          m_limit(limit)
    {
    }

  private:
    void DoRun() override
    {
        NestedNetwork network(m_depth);
        SetEverywhere(network, "TunnelEncapsulationLimit", IntegerValue(m_limit));
        network.RunFlows();
        NS_TEST_EXPECT_MSG_EQ(network.in->sent.size(), DATAGRAMS, "sent inward");
        NS_TEST_EXPECT_MSG_EQ(network.in->CountLost(Time(), NestedNetwork::STOP), 0, "inward");
        NS_TEST_EXPECT_MSG_EQ(network.out->CountLost(Time(), NestedNetwork::STOP), 0, "outward");
        const std::size_t level = m_limit < 0 ? 40 : 48;
        const auto octets = static_cast<uint32_t>(DATAGRAM_OCTETS + m_depth * level);
        NS_TEST_EXPECT_MSG_EQ(
            network.access.Count(NestedNetwork::READY, NestedNetwork::STOP, octets),
            2 * DATAGRAMS,
            "datagrams of both directions with so many octets on the access link");
        NS_TEST_EXPECT_MSG_EQ(CountRefused(network.haRecord), 0, "nothing refused");
    }

    std::size_t m_depth; //!< of the nesting
    int m_limit;         //!< of all nodes
};

class OptionLimitCase : public TestCase
{
  public:
    OptionLimitCase()
        : TestCase("With limit 4 the sixth tunnel is refused: a Parameter Problem to the entry of "
                   "the fifth, and an unreachable destination to the source")
    {
    }

  private:
    void DoRun() override
    {
        NestedNetwork network(6);
        SetEverywhere(network, "TunnelEncapsulationLimit", IntegerValue(4));
        ErrorRecord entry;
        entry.Connect(network.routers.at(1)->node);
        ErrorRecord fixed;
        fixed.Connect(network.fixed);
        ErrorRecord correspondent;
        correspondent.Connect(network.cn);
        network.RunFlows();
        NS_TEST_EXPECT_MSG_EQ(network.in->received.size(), 0, "inward");
        NS_TEST_EXPECT_MSG_EQ(network.out->received.size(), 0, "outward");
        // The signalling of the innermost router takes five tunnels only.
        NS_TEST_EXPECT_MSG_EQ(network.routers.back()->record.Count(Mip6Direction::RECEIVED,
                                                                   "Binding Acknowledgement"),
                              1,
                              "registered");
        NS_TEST_EXPECT_MSG_EQ(CountRefused(network.haRecord) - network.refusedBefore,
                              DATAGRAMS,
                              "by the home agent");
        for (std::size_t i = 0; i < network.routers.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ(CountRefused(network.routers[i]->record),
                                  (i == 0 ? DATAGRAMS : 0),
                                  "by router " << i);
        }
        // A burst of 10, and one each 100 ms for 2 s.
        ExpectErrors(entry, ICMPV6_PARAMETER_PROBLEM);
        const ArrivedError& problem = entry.errors.front();
        NS_TEST_EXPECT_MSG_EQ(+problem.code, 0, "code");
        NS_TEST_EXPECT_MSG_EQ(problem.parameter, 44, "pointer");
        NS_TEST_EXPECT_MSG_EQ(problem.source,
                              NemoNetwork::GetFixedAddress(*network.routers[0], 1),
                              "told by the outermost router");
        const auto headers = DecodeTunnelHeaders(problem.quote.data(), problem.quote.size());
        NS_TEST_ASSERT_MSG_EQ(headers.has_value() && headers->encapsulationLimit.has_value(),
                              true,
                              "quotes the packet");
        NS_TEST_EXPECT_MSG_EQ(+headers->encapsulationLimit->value, 0, "limit");
        NS_TEST_EXPECT_MSG_EQ(headers->encapsulationLimit->offset, 44, "where it points to");
        NS_TEST_EXPECT_MSG_EQ(
            CountNestedPackets(problem.quote.data(), problem.quote.size()).GetTunnels(),
            5,
            "tunnels of the packet");
        ExpectErrors(fixed, ICMPV6_DESTINATION_UNREACHABLE);
        NS_TEST_EXPECT_MSG_EQ(+fixed.errors.front().code, 3, "address unreachable");
        NS_TEST_EXPECT_MSG_GT(correspondent.Count(ICMPV6_DESTINATION_UNREACHABLE), 0, "told");
        NS_TEST_EXPECT_MSG_LT(correspondent.Count(ICMPV6_DESTINATION_UNREACHABLE), 31, "limited");
    }

    /// @param record of a node @param type of all its errors
    void ExpectErrors(const ErrorRecord& record, uint8_t type)
    {
        NS_TEST_EXPECT_MSG_GT(record.Count(type), 20, "errors of the right type");
        NS_TEST_EXPECT_MSG_LT(record.Count(type), 32, "errors of the right type");
        NS_TEST_EXPECT_MSG_EQ(record.errors.size(), record.Count(type), "no others");
    }
};

class DepthLimitCase : public TestCase
{
  public:
    DepthLimitCase()
        : TestCase("With MaxTunnelDepth 3 the fourth tunnel is refused without a word, and the "
                   "third is not")
    {
    }

  private:
    void DoRun() override
    {
        {
            NestedNetwork network(3);
            SetEverywhere(network, "MaxTunnelDepth", UintegerValue(3));
            network.RunFlows();
            NS_TEST_EXPECT_MSG_EQ(network.in->CountLost(Time(), NestedNetwork::STOP), 0, "in");
            NS_TEST_EXPECT_MSG_EQ(network.out->CountLost(Time(), NestedNetwork::STOP), 0, "out");
        }
        NestedNetwork network(4);
        SetEverywhere(network, "MaxTunnelDepth", UintegerValue(3));
        ErrorRecord entry;
        entry.Connect(network.routers.at(1)->node);
        network.RunFlows();
        NS_TEST_EXPECT_MSG_EQ(network.in->received.size(), 0, "inward");
        NS_TEST_EXPECT_MSG_EQ(network.out->received.size(), 0, "outward");
        NS_TEST_EXPECT_MSG_EQ(CountRefused(network.haRecord) - network.refusedBefore,
                              DATAGRAMS,
                              "by the home agent");
        NS_TEST_EXPECT_MSG_EQ(CountRefused(network.routers.front()->record),
                              DATAGRAMS,
                              "by the outermost router");
        NS_TEST_EXPECT_MSG_EQ(entry.errors.size(), 0, "no octet to point to");
    }
};

class LargePacketsCase : public TestCase
{
  public:
    LargePacketsCase()
        : TestCase("Packets as large as the tunnel device takes pass three tunnels with the "
                   "option, which makes it 8 octets smaller")
    {
    }

  private:
    void DoRun() override
    {
        NestedNetwork network(3);
        const auto device = Mip6Stack::Get(network.ha)->GetVirtualDevice();
        NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), 1500 - 64, "MTU without the option");
        SetEverywhere(network, "TunnelEncapsulationLimit", IntegerValue(4));
        NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), 1500 - 72, "MTU with the option");
        const auto target = NemoNetwork::GetFixedAddress(*network.routers.back());
        std::set<uint32_t> inward;
        std::set<uint32_t> outward;
        const auto atFixed = Receive(network.fixed, inward);
        const auto atCn = Receive(network.cn, outward);
        // Until all tunnels know their paths (RFC 2473 section 7.1) some are lost.
        for (int i = 0; i < 20; ++i)
        {
            const Time at = NestedNetwork::READY - MilliSeconds(2000 - 50 * i);
            SendAt(network.cn, {target, PORT}, MOST, at);
            SendAt(network.fixed, {network.cnAddress, PORT}, MOST, at);
        }
        Simulator::Schedule(NestedNetwork::READY - MilliSeconds(500), [&inward, &outward] {
            inward.clear();
            outward.clear();
        });
        for (uint32_t size = LEAST; size <= MOST; ++size)
        {
            const Time at = NestedNetwork::READY + MilliSeconds(5 * (size - LEAST));
            SendAt(network.cn, {target, PORT}, size, at);
            SendAt(network.fixed, {network.cnAddress, PORT}, size, at);
        }
        network.Run(NestedNetwork::STOP);
        NS_TEST_EXPECT_MSG_EQ(inward.size(), MOST - LEAST + 1, "sizes that came, inward");
        NS_TEST_EXPECT_MSG_EQ(outward.size(), MOST - LEAST + 1, "sizes that came, outward");
    }

    static constexpr uint16_t PORT = 7000; //!< of the receivers
    /// Largest datagram that enters the tunnel device in one piece.
    static constexpr uint32_t MOST = 1500 - 72 - 48;
    /// Smallest datagram that is sent.
    static constexpr uint32_t LEAST = MOST - 200;

    /// @param node receiver @param sizes of what it gets @return its socket
    static Ptr<Socket> Receive(const Ptr<Node>& node, std::set<uint32_t>& sizes)
    {
        auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
        socket->SetRecvCallback(Callback<void, Ptr<Socket>>([&sizes](Ptr<Socket> from) {
            while (const auto packet = from->Recv())
            {
                sizes.insert(packet->GetSize());
            }
        }));
        return socket;
    }

    /// @param node sender @param to receiver @param size octets of the datagram @param at when
    static void SendAt(const Ptr<Node>& node, const Inet6SocketAddress& to, uint32_t size, Time at)
    {
        auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        socket->Bind6();
        Simulator::Schedule(at, [=] { socket->SendTo(Create<Packet>(size), 0, to); });
    }
};

class NemoTunnelDepthTestSuite : public TestSuite
{
  public:
    NemoTunnelDepthTestSuite()
        : TestSuite("nemo-tunnel-depth")
    {
        for (std::size_t depth = 1; depth <= 8; ++depth)
        {
            AddTestCase(new DepthCase(depth, -1));
        }
        AddTestCase(new DepthCase(5, 8));
        AddTestCase(new DepthCase(5, 4));
        AddTestCase(new OptionLimitCase);
        AddTestCase(new DepthLimitCase);
        AddTestCase(new LargePacketsCase);
    }
};

NemoTunnelDepthTestSuite g_nemoTunnelDepthTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

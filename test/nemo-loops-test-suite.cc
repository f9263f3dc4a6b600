/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-nested-network.h"

#include "ns3/integer.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-route.h"
#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"
#include "ns3/test.h"

#include <array>

/**
 * @file
 * @ingroup mip6-tests
 * Tunnels that lead into each other, see nemo-nested-network.h.
 */

namespace ns3::mip6::tests
{

namespace
{

/// @param router that has registered itself @return Sequence # of its latest Binding Update
uint16_t
GetLastSequence(const NemoRouter& router)
{
    uint16_t sequence = 0;
    for (const auto& [at, record] : router.record.messages)
    {
        sequence =
            record.message == "Binding Update" ? record.sequence.value_or(sequence) : sequence;
    }
    return sequence;
}

/// @param router that has registered itself @param homeAgent where @param careOfAddress a new one
/// @return a Binding Update, from its first extension header on
Bytes
MakeUpdate(const NemoRouter& router, const Ipv6Address& homeAgent, const Ipv6Address& careOfAddress)
{
    BindingUpdate message;
    message.sequence = static_cast<uint16_t>(GetLastSequence(router) + 1);
    message.acknowledge = true;
    message.homeRegistration = true;
    message.mobileRouter = true;
    message.lifetime = Seconds(60);
    message.options = {AlternateCareOfAddress{careOfAddress}};
    Bytes octets = EncodeMobilityMessage(message);
    PatchChecksum({router.homeAddress, homeAgent, NEXT_HEADER_MOBILITY}, 4, octets);
    Bytes packet = EncodeHomeAddressHeader(NEXT_HEADER_MOBILITY, router.homeAddress);
    packet.insert(packet.end(), octets.begin(), octets.end());
    return packet;
}

/// Let the correspondent send a Binding Update in the name of a mobile router, which has to be
/// registered and stays silent.
/// @param network of both @param at when @param router to bind @param careOfAddress to bind it to
void
PlayRebinding(const NemoNetwork& network,
              Time at,
              const NemoRouter& router,
              const Ipv6Address& careOfAddress)
{
    Simulator::Schedule(at, [&network, &router, careOfAddress] {
        const Bytes octets = MakeUpdate(router, network.homeAgent, careOfAddress);
        const auto ipv6 = network.cn->GetObject<Ipv6L3Protocol>();
        Ipv6Header header;
        header.SetDestination(network.homeAgent);
        Socket::SocketErrno error = Socket::ERROR_NOTERROR;
        const auto route = ipv6->GetRoutingProtocol()->RouteOutput(nullptr, header, nullptr, error);
        ipv6->Send(Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size())),
                   careOfAddress,
                   network.homeAgent,
                   NEXT_HEADER_DESTINATION_OPTIONS,
                   route);
    });
}

class OwnNetworkCase : public TestCase
{
  public:
    OwnNetworkCase()
        : TestCase("A home agent whose tunnel leads to an address in the network behind that "
                   "tunnel discards what enters it, and works when the router moves on")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.ar1);
        const auto node = network.AddFixedNode(router);
        PlayRebinding(network, Seconds(9), router, NemoNetwork::GetFixedAddress(router, 9));
        FrameCounter access;
        access.Connect(network.ar1);
        FrameCounter inside;
        inside.Connect(router.network);
        uint32_t before = 0;
        Simulator::Schedule(Seconds(11), [&] { before = CountRefused(network.haRecord); });
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(12), Seconds(14));
        network.MoveAt(router, Seconds(15), network.ar2);
        const auto& later =
            network.AddFlow(Inward(network, router, node), Seconds(20), Seconds(22));
        const auto& back =
            network.AddFlow(Outward(network, router, node), Seconds(20), Seconds(22));
        network.Run(Seconds(23));

        NS_TEST_EXPECT_MSG_EQ(in.sent.size(), 100, "sent");
        NS_TEST_EXPECT_MSG_EQ(in.received.size(), 0, "there is no way to the node");
        NS_TEST_EXPECT_MSG_GT(before, 0, "the Acknowledgement of the played update");
        NS_TEST_EXPECT_MSG_EQ(CountRefused(network.haRecord) - before, 100, "one drop a packet");
        NS_TEST_EXPECT_MSG_EQ(inside.Count(Seconds(12), Seconds(14), DATAGRAM_OCTETS),
                              0,
                              "nothing in the mobile network");
        NS_TEST_EXPECT_MSG_EQ(access.Count(Seconds(12), Seconds(14), DATAGRAM_OCTETS + 40),
                              0,
                              "nothing on the access link");
        NS_TEST_EXPECT_MSG_EQ(later.CountLost(Time(), Seconds(23)), 0, "moved on, inward");
        NS_TEST_EXPECT_MSG_EQ(back.CountLost(Time(), Seconds(23)), 0, "moved on, outward");
    }
};

class PlayedMutualCase : public TestCase
{
  public:
    /// @param limit of all nodes, -1 for no option
    explicit PlayedMutualCase(int limit)
        : TestCase(
              "Two home registrations, each to an address in the network of the other, limit " +
              std::to_string(limit) + ": every packet ends at the home agent"),
          m_limit(limit)
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& first = network.AddRouter(network.ar1);
        NemoRouter& second = network.AddRouter(network.ar2);
        const auto node = network.AddFixedNode(first);
        SetEverywhere(network, "TunnelEncapsulationLimit", IntegerValue(m_limit));
        ErrorRecord correspondent;
        correspondent.Connect(network.cn);
        PlayRebinding(network, Seconds(9), first, NemoNetwork::GetFixedAddress(second, 9));
        PlayRebinding(network, Seconds(9), second, NemoNetwork::GetFixedAddress(first, 9));
        network.AddFlow(Inward(network, first, node), Seconds(12), Seconds(13));
        network.Run(Seconds(14));
        const NemoFlow& flow = *network.flows.front();
        NS_TEST_EXPECT_MSG_EQ(flow.sent.size(), 50, "sent");
        NS_TEST_EXPECT_MSG_EQ(flow.received.size(), 0, "there is no way to the node");
        NS_TEST_EXPECT_MSG_GT(CountRefused(network.haRecord), 49, "one drop a packet");
        NS_TEST_EXPECT_MSG_LT(CountRefused(network.haRecord), 100, "and some for errors");
        const std::size_t told = correspondent.Count(ICMPV6_DESTINATION_UNREACHABLE);
        NS_TEST_EXPECT_MSG_EQ((told > 0), (m_limit >= 0), "the option gives an answer");
    }

    int m_limit; //!< of all nodes
};

/// Two mobile routers that move into the network of each other and out again.
class MutualNetwork : public NemoNetwork
{
  public:
    MutualNetwork()
        : first(AddRouter(ar1)),
          second(AddRouter(ar2))
    {
        for (NemoRouter* router : {&first, &second})
        {
            fixed.push_back(AddFixedNode(*router));
            AddFlow(Inward(*this, *router, fixed.back()), Seconds(5), Seconds(40));
            AddFlow(Outward(*this, *router, fixed.back()), Seconds(5), Seconds(40));
        }
        inside[0].Connect(first.network);
        inside[1].Connect(second.network);
        MoveAt(first, Seconds(10), second.network);
        MoveAt(second, Seconds(10), first.network);
        MoveAt(first, Seconds(25), ar1);
        MoveAt(second, Seconds(25), ar2);
    }

    NemoRouter& first;                  //!< a router
    NemoRouter& second;                 //!< the other one
    std::vector<Ptr<Node>> fixed;       //!< of the first network, of the second one
    std::array<FrameCounter, 2> inside; //!< of the two networks
};

/// Cases with a MutualNetwork.
class MutualTestCase : public TestCase
{
  public:
    using TestCase::TestCase;

  protected:
    /// @param network that has run
    void ExpectFlows(const MutualNetwork& network)
    {
        for (const auto& flow : network.flows)
        {
            NS_TEST_EXPECT_MSG_LT(flow->CountLost(Seconds(6), Seconds(9.9)), 2, "before");
            NS_TEST_EXPECT_MSG_GT(flow->CountLost(Seconds(12), Seconds(25)), 640, "meanwhile");
            NS_TEST_EXPECT_MSG_LT(flow->CountLost(Seconds(30), Seconds(40)), 2, "afterwards");
        }
    }
};

class MutualCase : public MutualTestCase
{
  public:
    MutualCase()
        : MutualTestCase("Two mobile routers move into the network of each other: neither is "
                         "registered from there, no packet goes round, and once they have moved "
                         "out again everything works")
    {
    }

  private:
    void DoRun() override
    {
        MutualNetwork network;
        network.Run(Seconds(41));
        ExpectFlows(network);
        for (const FrameCounter& link : network.inside)
        {
            // 50 datagrams and 20 advertisements a second.
            NS_TEST_EXPECT_MSG_LT(link.Count(Seconds(12), Seconds(25)), 13 * 90, "frames");
        }
        // Updates wait for a tunnel that they are to open.
        for (const NemoRouter* router : {&network.first, &network.second})
        {
            NS_TEST_EXPECT_MSG_GT(
                router->record.Count(Mip6Direction::SENT, "Binding Update", Seconds(10)),
                2,
                "retransmissions");
            NS_TEST_EXPECT_MSG_EQ(
                router->record.Count(Mip6Direction::RECEIVED, "Binding Acknowledgement"),
                2,
                "before and afterwards");
        }
    }
};

class LoopCase : public MutualTestCase
{
  public:
    /// @param limit of all nodes, -1 for no option @param tunnels that a packet gets into
    LoopCase(int limit, std::size_t tunnels)
        : MutualTestCase("Two mobile routers in the network of each other that take themselves for "
                         "registered, limit " +
                         std::to_string(limit) + ": a packet goes round through " +
                         std::to_string(tunnels) + " tunnels and ends"),
          m_limit(limit),
          m_tunnels(tunnels)
    {
    }

  private:
    void DoRun() override
    {
        MutualNetwork network;
        SetEverywhere(network, "TunnelEncapsulationLimit", IntegerValue(m_limit));
        PlayAcknowledgement(network, Seconds(13), network.first, network.fixed.at(1));
        PlayAcknowledgement(network, Seconds(13), network.second, network.fixed.at(0));
        std::array<uint32_t, 2> refused{};
        const auto note = [&](int sign) {
            for (const NemoRouter* router : {&network.first, &network.second})
            {
                refused[sign > 0 ? 1 : 0] += CountRefused(router->record);
            }
        };
        Simulator::Schedule(Seconds(15), [&] { note(-1); });
        Simulator::Schedule(Seconds(20), [&] { note(1); });
        network.Run(Seconds(41));
        ExpectFlows(network);
        // 250 datagrams from each fixed node in 5 s, and errors about them.
        const uint32_t count = refused[1] - refused[0];
        NS_TEST_EXPECT_MSG_GT(count, 498, "every datagram ends at a router");
        NS_TEST_EXPECT_MSG_LT(count, 700, "and some errors do");
        for (const FrameCounter& link : network.inside)
        {
            const std::size_t frames = link.Count(Seconds(15), Seconds(20));
            const std::size_t least = 250 * (m_tunnels + 1);
            NS_TEST_EXPECT_MSG_GT(frames, least - 50, "the packets go round");
            NS_TEST_EXPECT_MSG_LT(frames, 2 * least, "and end");
            const auto last =
                static_cast<uint32_t>(DATAGRAM_OCTETS + m_tunnels * (m_limit < 0 ? 40 : 48));
            NS_TEST_EXPECT_MSG_GT(link.Count(Seconds(15), Seconds(20), last), 240, "last round");
            NS_TEST_EXPECT_MSG_EQ(link.mostTunnels, m_tunnels, "tunnels of a frame");
        }
    }

    /**
     * Let a fixed node acknowledge in the name of the home agent the latest Binding Update of a
     * mobile router that is in its network.
     * @param network of all
     * @param at when
     * @param router visitor
     * @param neighbor in the network that it visits
     */
    static void PlayAcknowledgement(const NemoNetwork& network,
                                    Time at,
                                    const NemoRouter& router,
                                    const Ptr<Node>& neighbor)
    {
        Simulator::Schedule(at, [&network, &router, neighbor] {
            const Ipv6Address careOf = router.record.messages.back().second.source;
            BindingAcknowledgement message;
            message.mobileRouter = true;
            message.sequence = GetLastSequence(router);
            message.lifetime = Seconds(60);
            Bytes octets = EncodeMobilityMessage(message);
            PatchChecksum({network.homeAgent, router.homeAddress, NEXT_HEADER_MOBILITY}, 4, octets);
            Bytes packet = EncodeType2RoutingHeader({NEXT_HEADER_MOBILITY, 1, router.homeAddress});
            packet.insert(packet.end(), octets.begin(), octets.end());
            const auto ipv6 = neighbor->GetObject<Ipv6L3Protocol>();
            auto route = Create<Ipv6Route>();
            route->SetSource(network.homeAgent);
            route->SetDestination(careOf);
            route->SetGateway(Ipv6Address::GetAny());
            route->SetOutputDevice(ipv6->GetNetDevice(1));
            ipv6->Send(Create<Packet>(packet.data(), static_cast<uint32_t>(packet.size())),
                       network.homeAgent,
                       careOf,
                       NEXT_HEADER_ROUTING,
                       route);
        });
    }

    int m_limit;           //!< of all nodes
    std::size_t m_tunnels; //!< that a packet gets into
};

class NemoLoopsTestSuite : public TestSuite
{
  public:
    NemoLoopsTestSuite()
        : TestSuite("nemo-loops")
    {
        AddTestCase(new OwnNetworkCase);
        AddTestCase(new PlayedMutualCase(-1));
        AddTestCase(new PlayedMutualCase(4));
        AddTestCase(new MutualCase);
        AddTestCase(new LoopCase(-1, 16));
        AddTestCase(new LoopCase(4, 5));
    }
};

NemoLoopsTestSuite g_nemoLoopsTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ndisc-cache.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

/**
 * @file
 * @ingroup mip6-tests
 * Neighbors on the home link and on access links: proxying, defence, duplicates, several mobile
 * nodes.
 */

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address HOME_ADDRESS("2001:1:0:1::100"); //!< of the first mobile node
const Ipv6Address HOST_ADDRESS("2001:1:0:1::50");  //!< of a host on the home link

/**
 * @param host with one link
 * @param address of a neighbor
 * @return link-layer address in the host's neighbor cache, invalid without an entry
 */
Address
GetNeighbor(const Ptr<Node>& host, const Ipv6Address& address)
{
    auto ipv6 = host->GetObject<Ipv6L3Protocol>();
    auto* entry = ipv6->GetInterface(1)->GetNdiscCache()->Lookup(address);
    return entry ? entry->GetMacAddress() : Address();
}

/// Counts UDP packets that a host sends to a mobile node.
class Probe
{
  public:
    /**
     * @param from sender
     * @param to receiver
     * @param address of the receiver
     */
    Probe(const Ptr<Node>& from, const Ptr<Node>& to, const Ipv6Address& address)
        : m_destination(address, 7000)
    {
        m_sink = Socket::CreateSocket(to, UdpSocketFactory::GetTypeId());
        m_sink->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), 7000));
        m_sink->SetRecvCallback(Callback<void, Ptr<Socket>>([this](Ptr<Socket> socket) {
            while (socket->Recv())
            {
                ++received;
            }
        }));
        m_source = Socket::CreateSocket(from, UdpSocketFactory::GetTypeId());
        m_source->Bind6();
    }

    /// @param at when to send one packet
    void SendAt(Time at)
    {
        Simulator::Schedule(at, [this] { m_source->SendTo(Create<Packet>(64), 0, m_destination); });
    }

    uint32_t received{0}; //!< packets that arrived

  private:
    Inet6SocketAddress m_destination; //!< of the packets
    Ptr<Socket> m_sink;               //!< receives
    Ptr<Socket> m_source;             //!< sends
};

/// A neighbor on the home link while the mobile node is there, away, and back.
class NeighborCacheTestCase : public NetworkTestCase
{
  public:
    NeighborCacheTestCase()
        : NetworkTestCase(
              "Neighbors on the home link follow the home address to the home agent and "
              "back, and reach the mobile node all the time.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}, {Seconds(20), "home"}}, Seconds(30)));
        m_host = AddHost("ha", HOST_ADDRESS);
        Probe probe(m_host, network.mobiles.front().node, HOME_ADDRESS);
        for (const int64_t at : {3, 10, 15, 19, 25, 29})
        {
            probe.SendAt(Seconds(at));
        }
        const Address own = network.mobiles.front().device->GetAddress();
        const Address agent = GetStation("ha")->GetAddress();
        ExpectNeighborAt(Seconds(4), own, "at home");
        ExpectNeighborAt(Seconds(9), agent, "away, by the home agent's advertisement alone");
        ExpectNeighborAt(Seconds(18), agent, "away");
        ExpectNeighborAt(Seconds(21), own, "back, by the mobile node's advertisement alone");
        ExpectNeighborAt(Seconds(28), own, "back");
        Run();
        NS_TEST_EXPECT_MSG_EQ(probe.received, 6, "every packet came through");
    }

    void ExpectNeighborAt(Time at, const Address& expected, const std::string& when)
    {
        Simulator::Schedule(at, [this, expected, when] {
            NS_TEST_EXPECT_MSG_EQ(GetNeighbor(m_host, HOME_ADDRESS), expected, when);
        });
    }

    Ptr<Node> m_host; //!< the neighbor
};

/// A neighbor that comes up while the mobile node is away.
class LateNeighborTestCase : public NetworkTestCase
{
  public:
    LateNeighborTestCase()
        : NetworkTestCase("The home agent answers solicitations for the home address while it is "
                          "bound, and only then.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}, {Seconds(20), "home"}, {Seconds(30), "ar1"}},
                           Seconds(32)));
        const auto host = AddHost("ha", HOST_ADDRESS);
        Probe probe(host, network.mobiles.front().node, HOME_ADDRESS);
        probe.SendAt(Seconds(15));
        auto ipv6 = GetNode("ha")->GetObject<Ipv6L3Protocol>();
        const auto group = Ipv6Address::MakeSolicitedAddress(HOME_ADDRESS);
        const auto interface =
            static_cast<uint32_t>(ipv6->GetInterfaceForAddress(GetHomeAgent()->GetAddress()));
        const auto expectJoined = [=](Time at, bool joined) {
            Simulator::Schedule(at, [=] {
                NS_TEST_EXPECT_MSG_EQ(ipv6->IsRegisteredMulticastAddress(group, interface),
                                      joined,
                                      "group at " << at.As(Time::S));
            });
        };
        expectJoined(Seconds(4), false);
        expectJoined(Seconds(15), true);
        expectJoined(Seconds(25), false);
        Run();
        NS_TEST_EXPECT_MSG_EQ(probe.received, 1, "resolved, tunnelled");
        NS_TEST_EXPECT_MSG_EQ(GetNeighbor(host, HOME_ADDRESS),
                              network.mobiles.front().device->GetAddress(),
                              "the entry of the proxy was overridden on return");
    }
};

/// Somebody takes the home address while the mobile node is away.
class DefenceTestCase : public NetworkTestCase
{
  public:
    DefenceTestCase()
        : NetworkTestCase("The home agent defends a bound home address against duplicate use.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(15)));
        Ptr<Node> intruder;
        Simulator::Schedule(Seconds(10), [&] { intruder = AddHost("ha", HOME_ADDRESS); });
        Run();
        auto interface = intruder->GetObject<Ipv6L3Protocol>()->GetInterface(1);
        bool found = false;
        for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
        {
            const auto address = interface->GetAddress(i);
            if (address.GetAddress() == HOME_ADDRESS)
            {
                found = true;
                NS_TEST_EXPECT_MSG_EQ(address.GetState(),
                                      Ipv6InterfaceAddress::INVALID,
                                      "the intruder has noticed");
            }
        }
        NS_TEST_EXPECT_MSG_EQ(found, true, "the intruder had the address");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 1, "the binding stands");
    }
};

/// Somebody on the foreign link has the care-of address.
class DuplicateCareOfAddressTestCase : public NetworkTestCase
{
  public:
    DuplicateCareOfAddressTestCase()
        : NetworkTestCase("A duplicate care-of address is given up for another one, which is "
                          "registered alone.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(15)));
        const auto taken =
            Ipv6Address::MakeAutoconfiguredAddress(network.mobiles.front().device->GetAddress(),
                                                   Ipv6Address("2001:1:0:2::"));
        AddHost("ar1", taken);
        Run();
        const auto advertised = recorder.GetPhases(Mip6HandoverPhase::ADVERTISED);
        const auto ready = recorder.GetPhases(Mip6HandoverPhase::ADDRESS_READY);
        NS_TEST_ASSERT_MSG_EQ(advertised.size(), 2, "links");
        NS_TEST_ASSERT_MSG_EQ(ready.size(), 2, "addresses");
        NS_TEST_EXPECT_MSG_EQ(recorder.GetPhases(Mip6HandoverPhase::ADDRESS_TENTATIVE).size(),
                              2,
                              "two were tried");
        NS_TEST_EXPECT_MSG_EQ(recorder.GetPhases(Mip6HandoverPhase::ADDRESS_DUPLICATE).size(),
                              1,
                              "one was a duplicate");
        NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(ready[1] - advertised[1], Seconds(2)),
                              true,
                              "two detections");
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 1, "one update");
        NS_TEST_EXPECT_MSG_NE(recorder.changes.back().record.careOfAddress, taken, "not that one");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 1, "registered");
    }
};

/// The same with optimistic detection, where the duplicate was in use already.
class OptimisticDuplicateTestCase : public NetworkTestCase
{
  public:
    OptimisticDuplicateTestCase()
        : NetworkTestCase("An optimistic care-of address that turns out to be a duplicate is "
                          "replaced at the home agent.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(15));
        description.protocol.dad = DadMode::OPTIMISTIC;
        Build(description);
        const auto taken =
            Ipv6Address::MakeAutoconfiguredAddress(network.mobiles.front().device->GetAddress(),
                                                   Ipv6Address("2001:1:0:2::"));
        AddHost("ar1", taken);
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.GetPhases(Mip6HandoverPhase::ADDRESS_DUPLICATE).size(),
                              1,
                              "one was a duplicate");
        NS_TEST_EXPECT_MSG_NE(recorder.changes.back().record.careOfAddress, taken, "replaced");
        NS_TEST_EXPECT_MSG_EQ((GetMobile()->GetState() == Mip6MobileNodeState::REGISTERED),
                              true,
                              "registered");
    }
};

/// Two mobile nodes that move together.
class TwoMobileNodesTestCase : public NetworkTestCase
{
  public:
    TwoMobileNodesTestCase()
        : NetworkTestCase("Two mobile nodes on one link register each for itself, and talk to each "
                          "other through the home agent.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description =
            MakeScenario({{Seconds(5), "ar1"}, {Seconds(15), "ar2"}, {Seconds(25), "home"}},
                         Seconds(35));
        description.mobile.count = 2;
        description.traffic = {MakeFlow("cn", "mn1"),
                               MakeFlow("cn", "mn2"),
                               MakeFlow("mn1", "mn2")};
        Build(description);
        Run();
        for (const std::string name : {"mn1", "mn2"})
        {
            NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(name), 3, name << " updates");
            NS_TEST_EXPECT_MSG_EQ(recorder.CountAcknowledgements(name), 3, name << " answers");
            const auto registered = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED, name);
            NS_TEST_ASSERT_MSG_EQ(registered.size(), 3, name << " handovers");
        }
        const auto first = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED, "mn1");
        const auto second = recorder.GetPhases(Mip6HandoverPhase::ACKNOWLEDGED, "mn2");
        const Time until[] = {MilliSeconds(14900), MilliSeconds(24900), Seconds(34)};
        for (std::size_t i = 0; i < first.size(); ++i)
        {
            const Time from = std::max(first[i], second[i]);
            for (std::size_t flow = 0; flow < 3; ++flow)
            {
                NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(flow, from, until[i]),
                                      0,
                                      "flow " << flow << " after move " << i + 1);
            }
        }
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 0, "none is left");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetProxyCount(), 0, "none is left");
    }
};

/// Routers that advertise rarely.
class SolicitationTestCase : public NetworkTestCase
{
  public:
    SolicitationTestCase()
        : NetworkTestCase("Every Router Solicitation is answered within half a second, however "
                          "rarely the router advertises by itself.")
    {
    }

  private:
    void DoRun() override
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"},
                                             {Seconds(10), "ar2"},
                                             {Seconds(15), "ar1"},
                                             {Seconds(20), "home"}},
                                            Seconds(25));
        description.protocol.raIntervalMin = Seconds(600);
        description.protocol.raIntervalMax = Seconds(1800);
        Build(description);
        const auto device = DynamicCast<SimpleNetDevice>(network.mobiles.front().device);
        // At the start the routers' addresses are still tentative; solicit again when they are not.
        Simulator::Schedule(Seconds(2), [this, device] { device->SetChannel(GetLink("ha")); });
        Run();
        const auto advertised = recorder.GetPhases(Mip6HandoverPhase::ADVERTISED);
        const auto solicited = recorder.GetPhases(Mip6HandoverPhase::SOLICITED);
        NS_TEST_ASSERT_MSG_EQ(advertised.size(), 5, "every link was found");
        NS_TEST_ASSERT_MSG_EQ(solicited.size(), 6, "one solicitation a link, two for the first");
        for (std::size_t i = 0; i < advertised.size(); ++i)
        {
            const Time wait = advertised[i] - solicited[i + 1];
            NS_TEST_EXPECT_MSG_LT(wait, MilliSeconds(500) + TOLERANCE, "answer " << i);
        }
    }
};

/// The suite.
class HomeLinkTestSuite : public TestSuite
{
  public:
    HomeLinkTestSuite()
        : TestSuite("mip6-home-link")
    {
        AddTestCase(new NeighborCacheTestCase);
        AddTestCase(new LateNeighborTestCase);
        AddTestCase(new DefenceTestCase);
        AddTestCase(new DuplicateCareOfAddressTestCase);
        AddTestCase(new OptimisticDuplicateTestCase);
        AddTestCase(new TwoMobileNodesTestCase);
        AddTestCase(new SolicitationTestCase);
    }
};

HomeLinkTestSuite g_homeLinkTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

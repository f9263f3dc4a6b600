/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agents-network.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ndisc-cache.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

/**
 * @file
 * @ingroup mip6-tests
 * Neighbors on the home link, whatever they know of a mobile node when it leaves and when it
 * returns (RFC 6275 sections 10.4.1 and 11.5.5).
 */

namespace ns3::mip6::tests
{

namespace
{

/// When the mobile node registers.
const Time REGISTERED_AT = Seconds(3);

/// A neighbor whose cache has the mobile node in some state when it leaves and when it returns.
class NeighborStateTestCase : public HomeAgentsTestCase
{
  public:
    /// What the cache entry is.
    enum class State
    {
        REACHABLE,
        STALE,
        DELAY,
        PROBE
    };

    /**
     * @param state of the entry
     * @param name of it
     * @param isStock whether the neighbor has nothing but the stock stack
     */
    NeighborStateTestCase(State state, const std::string& name, bool isStock)
        : HomeAgentsTestCase(std::string("A neighbor with ") +
                             (isStock ? "a stock stack" : "a Mobile IPv6 role") +
                             ", whose entry of the mobile node is in " + name +
                             " when it leaves and returns, reaches it all the time."),
          m_state(state),
          m_isStock(isStock)
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}});
        if (!m_isStock)
        {
            Mip6Helper().InstallCorrespondentNode(host);
        }
        AddStation();
        UpdateAt(REGISTERED_AT, {5});
        // In the middle of the home agent's test of the address.
        Simulator::Schedule(REGISTERED_AT + MilliSeconds(500),
                            [this] { Prepare(GetMac(m_station)); });
        UpdateAt(Seconds(40), {6, Time()});
        Simulator::Schedule(Seconds(40), [this] { Prepare(GetMac(agents[0])); });
        Simulator::Schedule(Seconds(41), [this] { AnnounceReturn(); });
        const auto socket = Socket::CreateSocket(host, UdpSocketFactory::GetTypeId());
        socket->Bind6();
        for (int64_t at = 7; at < 80; at += 5)
        {
            Simulator::Schedule(Seconds(at), [socket] {
                socket->SendTo(Create<Packet>(64), 0, Inet6SocketAddress(HOME, 7000));
            });
        }
        RunUntil(Seconds(81));
        NS_TEST_EXPECT_MSG_EQ(atAway.Count(NEXT_HEADER_IPV6), 7, "away: 7 s to 37 s");
        NS_TEST_EXPECT_MSG_EQ(m_atStation.Count(Ipv6Header::IPV6_UDP), 8, "back: 42 s to 77 s");
    }

    /// Put a node onto the home link, which is the mobile node when it is at home.
    void AddStation()
    {
        m_station = MakeNode();
        Attach(m_station,
               DynamicCast<SimpleChannel>(host->GetDevice(1)->GetChannel()),
               Ipv6Address("2001:1:0:1::60"),
               true);
        Simulator::Schedule(Seconds(40) + MilliSeconds(500), [this] {
            m_station->GetObject<Ipv6>()->AddAddress(1, Ipv6InterfaceAddress(HOME, Ipv6Prefix(64)));
        });
        m_atStation.Connect(m_station);
    }

    /// The mobile node is at home, and says so (RFC 6275 section 11.5.5).
    void AnnounceReturn()
    {
        NeighborAdvertisement message;
        message.override = true;
        message.target = HOME;
        LinkLayerAddress mac{};
        GetMac(m_station).CopyTo(mac.data());
        message.options.emplace_back(TargetLinkLayerAddress{mac});
        const auto all = Ipv6Address::GetAllNodesMulticast();
        Mip6Icmpv6Header icmpv6;
        icmpv6.SetMessage(message, HOME, all);
        auto packet = Create<Packet>();
        packet->AddHeader(icmpv6);
        Ipv6Header header;
        header.SetSource(HOME);
        header.SetDestination(all);
        header.SetNextHeader(NEXT_HEADER_ICMPV6);
        header.SetHopLimit(255);
        header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
        packet->AddHeader(header);
        const auto device = m_station->GetDevice(1);
        device->Send(packet, device->GetMulticast(all), Ipv6L3Protocol::PROT_NUMBER);
    }

    /// @param linkLayer address that the neighbor has of the mobile node
    void Prepare(const Address& linkLayer)
    {
        const auto cache = host->GetObject<Ipv6L3Protocol>()->GetInterface(1)->GetNdiscCache();
        auto* entry = cache->Lookup(HOME);
        entry = entry ? entry : cache->Add(HOME);
        entry->SetRouter(false);
        entry->StopNudTimer();
        entry->MarkStale(linkLayer);
        switch (m_state)
        {
        case State::REACHABLE:
            entry->MarkReachable(linkLayer);
            entry->StartReachableTimer();
            break;
        case State::STALE:
            break;
        case State::DELAY:
            entry->MarkDelay();
            entry->StartDelayTimer();
            break;
        case State::PROBE:
            entry->MarkProbe();
            entry->StartProbeTimer();
            break;
        }
    }

    State m_state;        //!< of the entry
    bool m_isStock;       //!< whether the neighbor has nothing but the stock stack
    Ptr<Node> m_station;  //!< the mobile node at home
    Listener m_atStation; //!< what comes to it
};

/// The suite.
class NeighborStatesTestSuite : public TestSuite
{
  public:
    NeighborStatesTestSuite()
        : TestSuite("mip6-neighbor-states")
    {
        using State = NeighborStateTestCase::State;
        // In PROBE a stock neighbor that hears an advertisement stays there: see D32 of
        // doc/rfc-coverage.rst.
        AddTestCase(new NeighborStateTestCase(State::REACHABLE, "REACHABLE", true));
        AddTestCase(new NeighborStateTestCase(State::STALE, "STALE", true));
        AddTestCase(new NeighborStateTestCase(State::DELAY, "DELAY", true));
        AddTestCase(new NeighborStateTestCase(State::REACHABLE, "REACHABLE", false));
        AddTestCase(new NeighborStateTestCase(State::STALE, "STALE", false));
        AddTestCase(new NeighborStateTestCase(State::DELAY, "DELAY", false));
        AddTestCase(new NeighborStateTestCase(State::PROBE, "PROBE", false));
    }
};

NeighborStatesTestSuite g_neighborStatesTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

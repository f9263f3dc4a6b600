/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-packet-maker.h"
#include "nemo-test-network.h"

#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * Router and Neighbor Advertisements of mobile routers, by the conformance list, see
 * nemo-test-network.h. Each case names its rows.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Where solicitations of routers go.
const Ipv6Address ALL_ROUTERS = Ipv6Address::GetAllRoutersMulticast();

/// @param router any @return link-local address of its egress interface
Ipv6Address
GetEgressLinkLocal(const NemoRouter& router)
{
    const auto ipv6 = router.node->GetObject<Ipv6L3Protocol>();
    return ipv6->GetInterface(1)->GetLinkLocalAddress().GetAddress();
}

/// Advertisers that hardly say anything unless they are asked. @param network any
void
SlowAdvertisers(NemoNetwork& network)
{
    network.nemo.SetRouterAdvertiserAttribute("MinInterval", TimeValue(Seconds(100)));
    network.nemo.SetRouterAdvertiserAttribute("MaxInterval", TimeValue(Seconds(100)));
}

/// NEMO-MR-1-2-1-4-001 to 016, 1-1-1-4-002 to 011, on the egress side.
class EgressAdvertisementCase : public TestCase
{
  public:
    /// @param advertises whether it does so at home
    explicit EgressAdvertisementCase(bool advertises)
        : TestCase(advertises ? "A mobile router that advertises itself does so at home only, as "
                                "no default router"
                              : "A mobile router does not advertise itself on its egress link"),
          m_advertises(advertises)
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        SlowAdvertisers(network);
        network.nemo.SetAdvertiseAtHome(m_advertises);
        NemoRouter& router = network.AddRouter(network.home);
        const Ipv6Address own = GetEgressLinkLocal(router);
        const NemoSender atHome(network.home);
        const NemoSender abroad(network.ar1);
        const NemoSniffer home(network.home);
        const NemoSniffer visited(network.ar1);
        const auto group = Mac48Address::GetMulticast(ALL_ROUTERS);
        const auto device = router.egress->GetAddress();
        atHome.SolicitAt(Seconds(5), ALL_ROUTERS, group);
        atHome.SolicitAt(Seconds(6), router.homeAddress, device);
        atHome.SolicitAt(Seconds(7), own, device);
        network.MoveAt(router, Seconds(10), network.ar1);
        abroad.SolicitAt(Seconds(15), ALL_ROUTERS, group);
        abroad.SolicitAt(Seconds(16), own, device);
        network.MoveAt(router, Seconds(20), network.home);
        atHome.SolicitAt(Seconds(25), ALL_ROUTERS, group);
        network.Run(Seconds(46));

        for (const int at : {5, 6, 7, 25})
        {
            const Time start = Seconds(at);
            const auto found = home.Find(router.egress, ICMPV6_RA, start, start + Seconds(0.6));
            NS_TEST_EXPECT_MSG_EQ(found.size(), m_advertises ? 1 : 0, "answer at " << at << " s");
        }
        // The first ones after a change come 16 s after one another.
        const auto periodic = home.Find(router.egress, ICMPV6_RA, Seconds(26), Seconds(46));
        NS_TEST_EXPECT_MSG_EQ(periodic.size(), m_advertises ? 1 : 0, "unsolicited");
        for (const NemoFrame& frame : home.Find(router.egress, ICMPV6_RA, Time(), Seconds(46)))
        {
            Icmpv6RA advertisement;
            frame.payload->PeekHeader(advertisement);
            NS_TEST_EXPECT_MSG_EQ(advertisement.GetLifeTime(), 0, "no default router");
            NS_TEST_EXPECT_MSG_EQ(advertisement.GetFlagH(), false, "no home agent");
            NS_TEST_EXPECT_MSG_EQ(frame.GetOptions(3).size(), 0, "no prefix");
            NS_TEST_EXPECT_MSG_EQ(+frame.header.GetHopLimit(), 255, "RFC 4861 section 6.1.2");
        }
        NS_TEST_EXPECT_MSG_EQ(visited.Find(router.egress, ICMPV6_RA, Time(), Seconds(46)).size(),
                              0,
                              "silent abroad");
        NS_TEST_EXPECT_MSG_EQ(router.record.Count(Mip6Direction::SENT, "Binding Update"), 2, "");
    }

    bool m_advertises; //!< whether it does so at home
};

/// NEMO-MR-1-2-1-4-007 to 012, D-MR-7.
class IngressAdvertisementCase : public TestCase
{
  public:
    IngressAdvertisementCase()
        : TestCase("A mobile router answers solicitations of its network, at home and abroad")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        SlowAdvertisers(network);
        NemoRouter& router = network.AddRouter(network.home);
        const NemoSender sender(router.network);
        const NemoSniffer inside(router.network);
        const auto ingress = NemoNetwork::GetDevice(router.node, 2);
        const auto ipv6 = router.node->GetObject<Ipv6L3Protocol>();
        const Ipv6Address linkLocal = ipv6->GetInterface(2)->GetLinkLocalAddress().GetAddress();
        const Ipv6Address global = NemoNetwork::GetFixedAddress(router, 1);
        const auto group = Mac48Address::GetMulticast(ALL_ROUTERS);
        network.MoveAt(router, Seconds(10), network.ar1);
        for (const int at : {5, 15})
        {
            sender.SolicitAt(Seconds(at), ALL_ROUTERS, group);
            sender.SolicitAt(Seconds(at + 1), global, ingress->GetAddress());
            sender.SolicitAt(Seconds(at + 2), linkLocal, ingress->GetAddress());
        }
        network.Run(Seconds(20));

        for (const int at : {5, 6, 7, 15, 16, 17})
        {
            const Time start = Seconds(at);
            const auto found = inside.Find(ingress, ICMPV6_RA, start, start + Seconds(0.6));
            NS_TEST_ASSERT_MSG_EQ(found.size(), 1, "answer at " << at << " s");
            Icmpv6RA advertisement;
            Icmpv6OptionPrefixInformation prefix;
            auto payload = found.front().payload->Copy();
            payload->RemoveHeader(advertisement);
            payload->RemoveHeader(prefix);
            NS_TEST_EXPECT_MSG_GT(advertisement.GetLifeTime(), 0, "default router");
            NS_TEST_EXPECT_MSG_EQ(advertisement.GetFlagH(), false, "no home agent");
            NS_TEST_EXPECT_MSG_EQ(found.front().GetOptions(3).size(), 1, "one prefix");
            NS_TEST_EXPECT_MSG_EQ(prefix.GetPrefix(), router.prefix, "that of the network");
        }
    }
};

/// NEMO-MR-1-4-1-4-001 to 006, 1-3-2-4-010.
class NeighborCase : public TestCase
{
  public:
    NeighborCase()
        : TestCase("Neighbor Advertisements have the router flag at home and not abroad, where "
                   "the home address is not defended")
    {
    }

  private:
    /// @param frames Neighbor Advertisements @param isRouter expected flag @param what they answer
    void ExpectOne(const std::vector<NemoFrame>& frames, bool isRouter, const std::string& what)
    {
        NS_TEST_ASSERT_MSG_EQ(frames.size(), 1, what);
        Icmpv6NA advertisement;
        frames.front().payload->PeekHeader(advertisement);
        NS_TEST_EXPECT_MSG_EQ(advertisement.GetFlagR(), isRouter, what);
    }

    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const Ipv6Address own = GetEgressLinkLocal(router);
        const NemoSender atHome(network.home);
        const NemoSender abroad(network.ar1);
        const NemoSniffer home(network.home);
        const NemoSniffer visited(network.ar1);
        atHome.ResolveAt(Seconds(5), Ipv6Address::GetAny(), router.homeAddress);
        atHome.ResolveAt(Seconds(6), atHome.GetAddress(), router.homeAddress);
        atHome.ResolveAt(Seconds(7), atHome.GetAddress(), own);
        network.MoveAt(router, Seconds(10), network.ar1);
        Simulator::Schedule(Seconds(14), [&] {
            abroad.ResolveAt(Seconds(1), Ipv6Address::GetAny(), GetNemoCareOfAddress(router));
        });
        abroad.ResolveAt(Seconds(16), abroad.GetAddress(), router.homeAddress);
        network.Run(Seconds(20));

        const auto find = [&router](const NemoSniffer& sniffer, int at) {
            return sniffer.Find(router.egress, ICMPV6_NA, Seconds(at), Seconds(at + 0.9));
        };
        ExpectOne(find(home, 5), true, "duplicate of the home address");
        ExpectOne(find(home, 6), true, "home address");
        ExpectOne(find(home, 7), true, "link-local address");
        ExpectOne(find(visited, 15), false, "duplicate of the care-of address");
        NS_TEST_EXPECT_MSG_EQ(find(visited, 16).size(), 0, "home address abroad");
    }
};

/// NEMO-HA_7_1_1, D-NHA-4.
class HomeAgentFlagCase : public TestCase
{
  public:
    /// @param serves whether the home agent serves mobile routers
    explicit HomeAgentFlagCase(bool serves)
        : TestCase(serves ? "A home agent of mobile routers tells so in each Router Advertisement"
                          : "A plain home agent does not tell that it serves mobile routers"),
          m_serves(serves)
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        const auto device = NemoNetwork::GetDevice(network.ha, 2);
        for (uint32_t i = 0; !m_serves && i < network.ha->GetNApplications(); ++i)
        {
            // As Mip6Helper alone would leave it.
            network.ha->GetApplication(i)->SetAttribute("MobileRouters", BooleanValue(false));
        }
        const NemoSniffer home(network.home);
        network.Run(Seconds(5));

        const auto found = home.Find(device, ICMPV6_RA, Seconds(1), Seconds(5));
        NS_TEST_EXPECT_MSG_GT(found.size(), 10, "every 30 to 70 ms");
        for (const NemoFrame& frame : found)
        {
            Icmpv6RA advertisement;
            frame.payload->PeekHeader(advertisement);
            NS_TEST_EXPECT_MSG_EQ(advertisement.GetFlagH(), true, "home agent");
            const auto options = frame.GetOptions(8);
            NS_TEST_ASSERT_MSG_EQ(options.size(), 1, "Home Agent Information");
            NS_TEST_EXPECT_MSG_EQ((options.front()[2] & 0x80), (m_serves ? 0x80 : 0), "R flag");
        }
    }

    bool m_serves; //!< whether the home agent serves mobile routers
};

class NemoAdvertisementsTestSuite : public TestSuite
{
  public:
    NemoAdvertisementsTestSuite()
        : TestSuite("nemo-advertisements")
    {
        AddTestCase(new EgressAdvertisementCase(true));
        AddTestCase(new EgressAdvertisementCase(false));
        AddTestCase(new IngressAdvertisementCase);
        AddTestCase(new NeighborCase);
        AddTestCase(new HomeAgentFlagCase(true));
        AddTestCase(new HomeAgentFlagCase(false));
    }
};

NemoAdvertisementsTestSuite g_nemoAdvertisementsTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

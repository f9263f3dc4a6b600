/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-forgery-test-case.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mip6-mobility-checksum.h"

/**
 * @file
 * @ingroup mip6-tests
 * Redirects, which routers ignore.
 */

namespace ns3::mip6::tests
{

namespace
{

constexpr uint8_t ICMPV6 = 58; //!< next header

/// A Redirect for a router.
class RedirectTestCase : public ForgeryTestCase
{
  public:
    RedirectTestCase()
        : ForgeryTestCase("A Redirect changes no route of a home agent, which is a router.")
    {
    }

  private:
    void DoRun() override
    {
        uint32_t before = 0;
        RunWith(Seconds(10), [this, &before] {
            before = CountRoutes();
            Receive(MakeRedirect());
        });
        NS_TEST_EXPECT_MSG_GT(before, 0, "routes");
        NS_TEST_EXPECT_MSG_EQ(CountRoutes(), before, "routes afterwards");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::UNEXPECTED_MESSAGE], 1, "dropped");
    }

    /// @return routes of the home agent
    uint32_t CountRoutes() const
    {
        const Ipv6StaticRoutingHelper helper;
        return helper.GetStaticRouting(GetNode("ha")->GetObject<Ipv6>())->GetNRoutes();
    }

    /// @return a Redirect from the home agent's first hop, with a target on the link
    static Ptr<Packet> MakeRedirect()
    {
        const Ipv6Address source("fe80::7");
        Bytes octets{137, 0, 0, 0, 0, 0, 0, 0};
        octets.resize(40);
        source.GetBytes(&octets[8]);
        Ipv6Address("2001:1:0:9::77").GetBytes(&octets[24]);
        // A Redirected Header option with 40 octets of a packet.
        octets.insert(octets.end(), {4, 6, 0, 0, 0, 0, 0, 0});
        octets.resize(octets.size() + 40);
        PatchChecksum({source, HOME_AGENT, ICMPV6}, ICMPV6_CHECKSUM_OFFSET, octets);
        auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
        Ipv6Header header;
        header.SetSource(source);
        header.SetDestination(HOME_AGENT);
        header.SetNextHeader(ICMPV6);
        header.SetHopLimit(255);
        header.SetPayloadLength(static_cast<uint16_t>(octets.size()));
        packet->AddHeader(header);
        return packet;
    }

    /// @param packet that comes to the home agent on its home link
    void Receive(const Ptr<Packet>& packet) const
    {
        const auto ipv6 = GetNode("ha")->GetObject<Ipv6L3Protocol>();
        const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForAddress(HOME_AGENT));
        const auto device = ipv6->GetNetDevice(interface);
        const Address mac = device->GetAddress();
        const uint16_t protocol = Ipv6L3Protocol::PROT_NUMBER;
        ipv6->Receive(device, packet, protocol, mac, mac, NetDevice::PACKET_HOST);
    }
};

/// The suite.
class RedirectTestSuite : public TestSuite
{
  public:
    RedirectTestSuite()
        : TestSuite("mip6-redirect")
    {
        AddTestCase(new RedirectTestCase);
    }
};

RedirectTestSuite g_redirectTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

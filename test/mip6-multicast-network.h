/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_NETWORK_H
#define MIP6_MULTICAST_NETWORK_H

#include "mip6-multicast-traffic.h"
#include "mip6-test-network.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mip6-listener-packet.h"
#include "ns3/mip6-routing.h"
#include "ns3/mip6-stack.h"
#include "ns3/mip6-virtual-device.h"
#include "ns3/uinteger.h"

#include <cstdint>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * Sources and listeners of a multicast group in the network of mip6-test-network.h.
 */

namespace ns3::mip6::tests
{

/// Of the first mobile node.
inline const Ipv6Address HOME_ADDRESS("2001:1:0:1::100");
/// Of a host on the home link.
inline const Ipv6Address HOST_ADDRESS("2001:1:0:1::50");
/// The longest way from the home agent to a mobile node.
inline const Time LONGEST_WAY = AR2_TO_HA + CN_TO_HA + TOLERANCE;
/// From an acknowledgement to the first packet of a group: a query on its heels, and a report.
inline const Time TUNNEL_ROUND_TRIP = AR1_TO_HA + TOLERANCE + TOLERANCE;

/// A test with a multicast group.
class MulticastTestCase : public NetworkTestCase
{
  public:
    using NetworkTestCase::NetworkTestCase;

  protected:
    /**
     * @param router of the link
     * @param address of the host
     * @return a host on the link that sends to groups and receives GROUP
     */
    Ptr<Node> AddMulticastHost(const std::string& router, const Ipv6Address& address) const
    {
        const auto host = AddHost(router, address);
        const auto ipv6 = host->GetObject<Ipv6L3Protocol>();
        ipv6->AddMulticastAddress(GROUP, 1);
        Ipv6StaticRoutingHelper().GetStaticRouting(ipv6)->SetDefaultMulticastRoute(1);
        return host;
    }

    /// @param from a node @param to another node @return interface of the first to the second
    uint32_t FindInterface(const std::string& from, const std::string& to) const
    {
        for (const auto& entry : network.devices)
        {
            const auto channel = entry.device->GetChannel();
            if (entry.node != from || channel->GetNDevices() != 2)
            {
                continue;
            }
            for (std::size_t i = 0; i < 2; ++i)
            {
                if (channel->GetDevice(i)->GetNode() == GetNode(to))
                {
                    return GetNode(from)->GetObject<Ipv6>()->GetInterfaceForDevice(entry.device);
                }
            }
        }
        return 0;
    }

    /// Static multicast routes from the correspondent to the home link.
    void RouteFromCorrespondent() const
    {
        const auto table = [this](const std::string& node) {
            return Ipv6StaticRoutingHelper().GetStaticRouting(GetNode(node)->GetObject<Ipv6>());
        };
        table("cn")->SetDefaultMulticastRoute(FindInterface("cn", "r1"));
        table("r1")->AddMulticastRoute(Ipv6Address::GetAny(),
                                       GROUP,
                                       FindInterface("r1", "cn"),
                                       {FindInterface("r1", "ha")});
        const auto ipv6 = GetNode("ha")->GetObject<Ipv6>();
        const auto home = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(GetStation("ha")));
        table("ha")->AddMulticastRoute(Ipv6Address::GetAny(),
                                       GROUP,
                                       FindInterface("ha", "r1"),
                                       {home});
    }

    /// @param at when GROUP is joined @param mobile index of the mobile node that joins
    void JoinAt(Time at, std::size_t mobile = 0)
    {
        Simulator::Schedule(at, [this, mobile] {
            network.mobiles[mobile].role->JoinMulticastGroup(GROUP);
        });
    }

    /// @param at when @param expected memberships at the home agent
    void CheckMembershipsAt(Time at, std::size_t expected)
    {
        Simulator::Schedule(at, [this, expected] {
            NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetMembershipCount(), expected, "memberships");
        });
    }

    /**
     * Every packet that was sent in a window has come once.
     * @param source of the packets
     * @param sink of the packets
     * @param from first sending time that counts
     * @param until first sending time that does not count
     */
    void CheckOnce(const GroupSource& source, const GroupSink& sink, Time from, Time until)
    {
        std::size_t missing = 0;
        for (const auto& [number, at] : source.sent)
        {
            const auto found = sink.arrivals.find(number);
            const std::size_t copies = found == sink.arrivals.end() ? 0 : found->second.size();
            missing += at >= from && at < until && copies != 1;
        }
        NS_TEST_EXPECT_MSG_GT(source.CountSent(from, until), 40, "packets sent in the window");
        NS_TEST_EXPECT_MSG_EQ(missing,
                              0,
                              "packets not received once between " << from.As(Time::S) << " and "
                                                                   << until.As(Time::S));
    }

    /**
     * @param node that sends
     * @param name of the message
     * @param source of the IPv6 header; unspecified for any
     * @return how many it has sent
     */
    std::size_t CountSent(const std::string& node,
                          const std::string& name,
                          const Ipv6Address& source = Ipv6Address()) const
    {
        std::size_t count = 0;
        for (const auto& message : recorder.messages)
        {
            count += message.node == node && message.record.direction == Mip6Direction::SENT &&
                     message.record.message == name &&
                     (source.IsAny() || message.record.source == source);
        }
        return count;
    }
};

} // namespace ns3::mip6::tests

#endif /* MIP6_MULTICAST_NETWORK_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_NETWORK_H
#define MIP6_MULTICAST_NETWORK_H

#include "mip6-test-network.h"

#include "ns3/boolean.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mip6-listener-packet.h"
#include "ns3/mip6-routing.h"
#include "ns3/mip6-stack.h"
#include "ns3/mip6-virtual-device.h"
#include "ns3/socket-factory.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Sources and listeners of a multicast group in the network of mip6-test-network.h.
 */

namespace ns3::mip6::tests
{

/// The group of the tests.
inline const Ipv6Address GROUP("ff0e::1:2:3");
/// Of the first mobile node.
inline const Ipv6Address HOME_ADDRESS("2001:1:0:1::100");
/// Of a host on the home link.
inline const Ipv6Address HOST_ADDRESS("2001:1:0:1::50");
/// UDP port of the group.
constexpr uint16_t GROUP_PORT = 7777;
/// The longest way from the home agent to a mobile node.
inline const Time LONGEST_WAY = AR2_TO_HA + CN_TO_HA + TOLERANCE;
/// From an acknowledgement to the first packet of a group: a query on its heels, and a report.
inline const Time TUNNEL_ROUND_TRIP = AR1_TO_HA + TOLERANCE + TOLERANCE;

/// Receives what is sent to the port of the group.
class GroupSink
{
  public:
    /// One packet.
    struct Arrival
    {
        Time at;            //!< when
        Ipv6Address source; //!< of the packet
    };

    /// @param node that receives, if its interfaces let the group in
    explicit GroupSink(const Ptr<Node>& node)
        : m_socket(Socket::CreateSocket(node, UdpSocketFactory::GetTypeId()))
    {
        m_socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), GROUP_PORT));
        m_socket->SetRecvCallback(MakeCallback(&GroupSink::Receive, this));
    }

    ~GroupSink()
    {
        m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    }

    GroupSink(const GroupSink&) = delete;
    GroupSink& operator=(const GroupSink&) = delete;

    /// @return packets that came more than once
    std::size_t CountRepeated() const
    {
        std::size_t count = 0;
        for (const auto& [number, copies] : arrivals)
        {
            count += copies.size() > 1;
        }
        return count;
    }

    /// @param from time @param expected source @return packets since then from another source
    std::size_t CountOtherSources(Time from, const Ipv6Address& expected) const
    {
        std::size_t count = 0;
        for (const auto& [number, copies] : arrivals)
        {
            for (const Arrival& copy : copies)
            {
                count += copy.at >= from && copy.source != expected;
            }
        }
        return count;
    }

    std::map<uint16_t, std::vector<Arrival>> arrivals; //!< by number of the packet

  private:
    /// @param socket that has packets
    void Receive(Ptr<Socket> socket)
    {
        Address from;
        while (const auto packet = socket->RecvFrom(from))
        {
            std::array<uint8_t, 2> octets{};
            packet->CopyData(octets.data(), octets.size());
            const auto number = static_cast<uint16_t>(octets[0] << 8 | octets[1]);
            arrivals[number].push_back(
                {Simulator::Now(), Inet6SocketAddress::ConvertFrom(from).GetIpv6()});
        }
    }

    Ptr<Socket> m_socket; //!< receives
};

/// Sends numbered packets to a group, 20 a second.
class GroupSource
{
  public:
    /**
     * @param node that sends
     * @param group to send to
     * @param firstNumber of the packets, to tell sources apart
     */
    GroupSource(const Ptr<Node>& node, const Ipv6Address& group, uint16_t firstNumber = 0)
        : m_socket(Socket::CreateSocket(node, UdpSocketFactory::GetTypeId())),
          m_group(group, GROUP_PORT),
          m_number(firstNumber)
    {
        m_socket->Bind6();
        if (group.IsLinkLocalMulticast())
        {
            m_socket->BindToNetDevice(node->GetObject<Ipv6>()->GetNetDevice(1));
        }
    }

    /// @param from first sending time @param until end
    void SendFrom(Time from, Time until)
    {
        for (Time at = from; at < until; at += MilliSeconds(50))
        {
            Simulator::Schedule(at, &GroupSource::Send, this);
        }
    }

    /// @param from first sending time @param until end @return packets sent
    std::size_t CountSent(Time from, Time until) const
    {
        std::size_t count = 0;
        for (const auto& [number, at] : sent)
        {
            count += at >= from && at < until;
        }
        return count;
    }

    /**
     * @param sink that receives
     * @param from first sending time that counts
     * @param until first sending time that does not count
     * @return packets sent in the window that the sink has got, once or more often
     */
    std::size_t CountReceived(const GroupSink& sink, Time from, Time until) const
    {
        std::size_t count = 0;
        for (const auto& [number, at] : sent)
        {
            count += at >= from && at < until && sink.arrivals.count(number) > 0;
        }
        return count;
    }

    std::map<uint16_t, Time> sent; //!< by number

  private:
    /// Send one packet.
    void Send()
    {
        const std::array<uint8_t, 2> octets{static_cast<uint8_t>(m_number >> 8),
                                            static_cast<uint8_t>(m_number)};
        sent[m_number++] = Simulator::Now();
        m_socket->SendTo(Create<Packet>(octets.data(), octets.size()), 0, m_group);
    }

    Ptr<Socket> m_socket;       //!< sends
    Inet6SocketAddress m_group; //!< where to
    uint16_t m_number;          //!< of the next packet
};

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

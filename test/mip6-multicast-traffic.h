/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_TRAFFIC_H
#define MIP6_MULTICAST_TRAFFIC_H

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"

#include <array>
#include <cstdint>
#include <map>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Sources and listeners of a multicast group, on any nodes.
 */

namespace ns3::mip6::tests
{

/// The group of the tests.
inline const Ipv6Address GROUP("ff0e::1:2:3");
/// UDP port of the group.
constexpr uint16_t GROUP_PORT = 7777;

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

} // namespace ns3::mip6::tests

#endif /* MIP6_MULTICAST_TRAFFIC_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DATAGRAM_TEST_CASE_H
#define MIP6_DATAGRAM_TEST_CASE_H

#include "mip6-wire-recorder.h"

#include "ns3/boolean.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Single datagrams, each of which is followed from link to link.
 *
 *     cn --5 ms-- r1 --10 ms-- ha (home link: mn1, mn2)
 *     old -5 ms--  |--2 ms-- ar1 (access link)
 *                  |--3 ms-- ar2 (access link)
 */

namespace ns3::mip6::tests
{

/// A test that sends single datagrams, between nodes of which "old" knows no Mobile IPv6.
class DatagramTestCase : public WireTestCase
{
  public:
    using WireTestCase::WireTestCase;

  protected:
    /// A datagram.
    struct Datagram
    {
        Time at;          //!< when it is sent
        std::string from; //!< node
        std::string to;   //!< node; for a mobile one its home address
        uint16_t port{0}; //!< of the destination, by which it is known
    };

    /// A datagram that a socket has received.
    struct Arrival
    {
        Time at;            //!< when
        Ipv6Address source; //!< as the socket sees it
    };

    /// Build. @param moves of mn1 and mn2 @param stop end of the run
    void Prepare(const std::vector<Move>& moves, Time stop)
    {
        Scenario description = MakeScenario(moves, stop);
        description.protocol.routeOptimization = true;
        description.mobile.count = 2;
        ScenarioNode old{"old", NodeRole::CORRESPONDENT, std::nullopt};
        old.mobileIpv6 = MobileIpv6Support::SILENT;
        description.nodes.push_back(old);
        description.links.push_back({"old", "r1", MilliSeconds(5), DataRate("1Gbps")});
        Observe(description);
    }

    /// @param number 1 or 2 @return the role of a mobile node
    Ptr<Mip6MobileNode> GetRole(std::size_t number) const
    {
        return network.mobiles[number - 1].role;
    }

    /// @param datagram to send, and to receive
    void Send(const Datagram& datagram)
    {
        Listen(datagram.to, datagram.port);
        const auto node = GetNode(datagram.from);
        const Inet6SocketAddress to(GetAddress(datagram.to), datagram.port);
        Simulator::Schedule(datagram.at, [node, to] {
            auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
            socket->Bind6();
            socket->SendTo(Create<Packet>(uint32_t{100}), 0, to);
        });
    }

    /// @param name of a node @param port that it shall listen on, if it does not yet
    void Listen(const std::string& name, uint16_t port)
    {
        if (!m_listening.insert({name, port}).second)
        {
            return;
        }
        auto socket = Socket::CreateSocket(GetNode(name), UdpSocketFactory::GetTypeId());
        socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), port));
        socket->SetRecvCallback(Callback<void, Ptr<Socket>>([this, port](Ptr<Socket> receiver) {
            Address from;
            receiver->RecvFrom(from);
            arrivals[port].push_back(
                {Simulator::Now(), Inet6SocketAddress::ConvertFrom(from).GetIpv6()});
        }));
    }

    /// @param port of a datagram @return where it has arrived and how it has travelled there, such
    /// as "r1 plain, ha plain, ar1 tunnel"
    std::string GetTrail(uint16_t port) const
    {
        std::string trail;
        for (const WirePacket& packet : packets)
        {
            if (packet.GetPort() == port)
            {
                trail += (trail.empty() ? "" : ", ") + packet.node + " " + packet.GetForm();
            }
        }
        return trail;
    }

    /// @param port of a datagram @param trail it must have left
    /// @param source that its socket must have seen, once
    void ExpectTrail(uint16_t port, const std::string& trail, const std::string& source)
    {
        NS_TEST_EXPECT_MSG_EQ(GetTrail(port), trail, "datagram " << port);
        NS_TEST_EXPECT_MSG_EQ(arrivals[port].size(), 1, "arrivals of datagram " << port);
        for (const Arrival& arrival : arrivals[port])
        {
            NS_TEST_EXPECT_MSG_EQ(arrival.source, GetAddress(source), "as received");
        }
    }

    /// @param number of a mobile node @param peer to whom @param span of time
    /// @return Home Test Inits that it has sent
    std::size_t CountStarts(std::size_t number, const Ipv6Address& peer, const Span& span) const
    {
        std::size_t count = 0;
        for (const Signal& signal : signals)
        {
            count += signal.node == network.mobiles[number - 1].name && span.Has(signal.at) &&
                     signal.record.direction == Mip6Direction::SENT &&
                     signal.record.message == "Home Test Init" && signal.record.destination == peer;
        }
        return count;
    }

    /// @return Home Test Inits that any mobile node has sent to any node
    std::size_t CountAllStarts() const
    {
        return recorder.Count("mn1", Mip6Direction::SENT, "Home Test Init") +
               recorder.Count("mn2", Mip6Direction::SENT, "Home Test Init");
    }

    std::map<uint16_t, std::vector<Arrival>> arrivals; //!< by port

  private:
    std::set<std::pair<std::string, uint16_t>> m_listening; //!< nodes and ports
};

} // namespace ns3::mip6::tests

#endif /* MIP6_DATAGRAM_TEST_CASE_H */

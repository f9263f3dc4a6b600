/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-optimization-network.h"

#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ping6-helper.h"
#include "ns3/socket.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/udp-socket-factory.h"

/**
 * @file
 * @ingroup mip6-tests
 * Packets between a correspondent node and mobile nodes that are bound there: what is on the wire,
 * and when it ends.
 */

namespace ns3::mip6::tests
{

namespace
{

/// When the bindings stand.
const Time BOUND_AT = Seconds(3);
/// Octets of a UDP header.
constexpr uint32_t UDP_HEADER_OCTETS = 8;

/// One way between two nodes, as the wire shows it.
struct WireFacts
{
    Ipv6Address source;      //!< of the IPv6 header
    Ipv6Address destination; //!< of the IPv6 header
    Ipv6Address type2;       //!< in a type 2 routing header, unspecified without one
    Ipv6Address option;      //!< in a Home Address option, unspecified without one

    /// @param other facts @return whether they are the same
    bool operator==(const WireFacts& other) const
    {
        return source == other.source && destination == other.destination && type2 == other.type2 &&
               option == other.option;
    }
};

/// @param os stream @param facts to print @return the stream
std::ostream&
operator<<(std::ostream& os, const WireFacts& facts)
{
    return os << facts.source << " > " << facts.destination << " type 2 " << facts.type2
              << " option " << facts.option;
}

/// @param packet on the wire @return its facts
WireFacts
GetFacts(const Bytes& packet)
{
    const PacketLayout layout = FindHeaders(packet);
    WireFacts facts{ReadAddress(packet, SOURCE_AT), ReadAddress(packet, DESTINATION_AT), {}, {}};
    facts.type2 = facts.option = Ipv6Address::GetAny();
    if (layout.routing != 0 && packet[layout.routing + 2] == ROUTING_TYPE_2)
    {
        facts.type2 = ReadAddress(packet, layout.routing + 8);
    }
    if (layout.destination != 0 && packet[layout.destination + 6] == HOME_ADDRESS_OPTION_TYPE)
    {
        facts.option = ReadAddress(packet, layout.destination + 8);
    }
    return facts;
}

const WireFacts TO_M1{CN, CARE_OF_1, HOME_1, Ipv6Address::GetAny()};   //!< from cn, bound
const WireFacts FROM_M1{CARE_OF_1, CN, Ipv6Address::GetAny(), HOME_1}; //!< to cn, bound
const WireFacts PLAIN_TO_M1{CN, HOME_1, Ipv6Address::GetAny(), Ipv6Address::GetAny()}; //!< not

/// A test with UDP sockets on all nodes, which answer what they receive.
class EchoTestCase : public OptimizationTestCase
{
  public:
    using OptimizationTestCase::OptimizationTestCase;

  protected:
    /// What a socket has received.
    struct Received
    {
        Ipv6Address from; //!< as the socket sees it
        uint32_t octets;  //!< of the payload
    };

    /// @param node to be on @param address to bind to, unspecified for all
    /// @return a socket that answers what it receives on port 9
    Ptr<Socket> AddEcho(const Ptr<Node>& node, const Ipv6Address& address)
    {
        auto socket = AddSocket(node, address, 9);
        socket->SetRecvCallback(Callback<void, Ptr<Socket>>([this](Ptr<Socket> receiver) {
            Address from;
            const auto packet = receiver->RecvFrom(from);
            echoed.push_back({Inet6SocketAddress::ConvertFrom(from).GetIpv6(), packet->GetSize()});
            // The packet itself, with whatever tags it has come with.
            receiver->SendTo(packet, 0, from);
        }));
        return socket;
    }

    /// @param node to be on @param address to bind to @param port likewise @return a UDP socket
    /// that notes what it receives
    Ptr<Socket> AddSocket(const Ptr<Node>& node, const Ipv6Address& address, uint16_t port)
    {
        auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        socket->Bind(Inet6SocketAddress(address, port));
        socket->SetRecvCallback(Callback<void, Ptr<Socket>>([this](Ptr<Socket> receiver) {
            Address from;
            const auto packet = receiver->RecvFrom(from);
            answered.push_back(
                {Inet6SocketAddress::ConvertFrom(from).GetIpv6(), packet->GetSize()});
        }));
        return socket;
    }

    /// @param at when @param socket to send from @param to whom @param octets of payload
    static void SendAt(Time at, const Ptr<Socket>& socket, const Ipv6Address& to, uint32_t octets)
    {
        Simulator::Schedule(at, [socket, to, octets] {
            socket->SendTo(Create<Packet>(octets), 0, Inet6SocketAddress(to, 9));
        });
    }

    /// Bind m1 at cn. @param at when @param lifetime to ask for, 0 deletes
    void RegisterAt(Time at, Time lifetime)
    {
        Simulator::Schedule(at, [this, lifetime] { m1->Register(CN, lifetime); });
    }

    std::vector<Received> echoed;   //!< by the sockets that answer
    std::vector<Received> answered; //!< by the others
};

/// One datagram and its answer, in one direction.
class DatagramTestCase : public EchoTestCase
{
  public:
    DatagramTestCase()
        : EchoTestCase("Bound: a datagram and its answer carry one header of 24 octets each, and "
                       "the sockets see the home address.")
    {
    }

  private:
    void DoRun() override
    {
        Build();
        RegisterAt(Seconds(2), Seconds(100));
        AddEcho(GetMobile(1), Ipv6Address::GetAny());
        AddEcho(GetCn(), Ipv6Address::GetAny());
        SendAt(BOUND_AT, AddSocket(GetCn(), Ipv6Address::GetAny(), 1000), HOME_1, 100);
        SendAt(BOUND_AT + Seconds(1),
               AddSocket(GetMobile(1), Ipv6Address::GetAny(), 1000),
               CN,
               200);
        Run(Seconds(6));
        NS_TEST_ASSERT_MSG_EQ(m1->acknowledgements.size(), 1, "registered");
        NS_TEST_EXPECT_MSG_EQ(m1->type2, 1, "the acknowledgement has a type 2 routing header");
        NS_TEST_EXPECT_MSG_EQ(correspondent->GetBindingCount(), 1, "bindings");
        NS_TEST_EXPECT_MSG_EQ(correspondent->GetDirectPathCount(), 1, "paths");
        const auto packets = Find(UDP, BOUND_AT);
        NS_TEST_ASSERT_MSG_EQ(packets.size(), 4, "two datagrams, two answers");
        const std::vector<WireFacts> facts{TO_M1, FROM_M1, FROM_M1, TO_M1};
        const std::vector<uint32_t> payload{100, 100, 200, 200};
        for (std::size_t i = 0; i < packets.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ(GetFacts(packets[i]), facts[i], "packet " << i);
            NS_TEST_EXPECT_MSG_EQ(ReadU16(packets[i], PAYLOAD_LENGTH_AT),
                                  TYPE2_OCTETS + UDP_HEADER_OCTETS + payload[i],
                                  "length of packet " << i);
        }
        NS_TEST_ASSERT_MSG_EQ(echoed.size(), 2, "datagrams");
        NS_TEST_ASSERT_MSG_EQ(answered.size(), 2, "answers");
        NS_TEST_EXPECT_MSG_EQ(echoed[0].from, CN, "at the mobile node");
        NS_TEST_EXPECT_MSG_EQ(answered[0].from, HOME_1, "back at the correspondent");
        NS_TEST_EXPECT_MSG_EQ(echoed[1].from, HOME_1, "at the correspondent");
        NS_TEST_EXPECT_MSG_EQ(answered[1].from, CN, "back at the mobile node");
        NS_TEST_EXPECT_MSG_EQ(m1->direct[CN], 2, "told about packets without a home agent");
    }
};

/// A TCP connection.
class ConnectionTestCase : public OptimizationTestCase
{
  public:
    /// @param fromMobile who opens it
    explicit ConnectionTestCase(bool fromMobile)
        : OptimizationTestCase(std::string("Bound: a TCP connection that the ") +
                               (fromMobile ? "mobile" : "correspondent") +
                               " node opens uses the binding."),
          m_fromMobile(fromMobile)
    {
    }

  private:
    static constexpr uint32_t OCTETS = 20000; //!< to transfer

    void DoRun() override
    {
        Build();
        Simulator::Schedule(Seconds(2), [this] { m1->Register(CN, Seconds(100)); });
        const auto client = m_fromMobile ? GetMobile(1) : GetCn();
        const auto server = m_fromMobile ? GetCn() : GetMobile(1);
        const Ipv6Address to = m_fromMobile ? CN : HOME_1;
        auto listener = Socket::CreateSocket(server, TcpSocketFactory::GetTypeId());
        listener->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), 80));
        listener->Listen();
        listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                    Callback<void, Ptr<Socket>, const Address&>(
                                        [this](Ptr<Socket> socket, const Address& from) {
                                            m_peer =
                                                Inet6SocketAddress::ConvertFrom(from).GetIpv6();
                                            Listen(socket);
                                        }));
        auto socket = Socket::CreateSocket(client, TcpSocketFactory::GetTypeId());
        Simulator::Schedule(BOUND_AT, [socket, to] {
            socket->Bind6();
            socket->Connect(Inet6SocketAddress(to, 80));
            socket->Send(Create<Packet>(OCTETS));
            socket->Close();
        });
        Run(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(m_received, OCTETS, "all data");
        NS_TEST_EXPECT_MSG_EQ(m_peer, m_fromMobile ? HOME_1 : CN, "peer of the server");
        const auto packets = Find(TCP, BOUND_AT);
        NS_TEST_EXPECT_MSG_GT(packets.size(), 40, "segments");
        for (const Bytes& packet : packets)
        {
            const WireFacts facts = GetFacts(packet);
            NS_TEST_EXPECT_MSG_EQ((facts == TO_M1 || facts == FROM_M1), true, facts);
        }
    }

    /// @param socket whose data is counted
    void Listen(const Ptr<Socket>& socket)
    {
        socket->SetRecvCallback(Callback<void, Ptr<Socket>>([this](Ptr<Socket> receiver) {
            while (const auto packet = receiver->Recv())
            {
                m_received += packet->GetSize();
            }
        }));
    }

    bool m_fromMobile;      //!< who opens the connection
    uint32_t m_received{0}; //!< octets at the server
    Ipv6Address m_peer;     //!< of the server
};

/// Echo requests from raw sockets, which ns-3 binds to the device of their address.
class PingTestCase : public OptimizationTestCase
{
  public:
    PingTestCase()
        : OptimizationTestCase("Bound: echo requests and replies use the binding, also from an "
                               "address that the application names.")
    {
    }

  private:
    void DoRun() override
    {
        Build();
        Simulator::Schedule(Seconds(2), [this] { m1->Register(CN, Seconds(100)); });
        Ping(GetCn(), CN, HOME_1);
        Ping(GetMobile(1), HOME_1, CN);
        Run(Seconds(10));
        const auto packets = Find(NEXT_HEADER_ICMPV6, BOUND_AT);
        NS_TEST_ASSERT_MSG_EQ(packets.size(), 12, "three requests and replies each way");
        uint32_t toMobile = 0;
        for (const Bytes& packet : packets)
        {
            const WireFacts facts = GetFacts(packet);
            NS_TEST_EXPECT_MSG_EQ((facts == TO_M1 || facts == FROM_M1), true, facts);
            toMobile += facts == TO_M1 ? 1 : 0;
        }
        NS_TEST_EXPECT_MSG_EQ(toMobile, 6, "half of them");
    }

    /// @param node to ping from @param source to name @param destination of the requests
    static void Ping(const Ptr<Node>& node,
                     const Ipv6Address& source,
                     const Ipv6Address& destination)
    {
        Ping6Helper ping;
        ping.SetLocal(source);
        ping.SetRemote(destination);
        ping.SetAttribute("MaxPackets", UintegerValue(3));
        ping.SetAttribute("PacketSize", UintegerValue(56));
        ping.Install(node).Start(BOUND_AT);
    }
};

/// Datagrams that no link can carry in one packet.
class FragmentTestCase : public EchoTestCase
{
  public:
    FragmentTestCase()
        : EchoTestCase("Bound: datagrams of 2000 octets go in fragments behind the header.")
    {
    }

  private:
    void DoRun() override
    {
        Build();
        RegisterAt(Seconds(2), Seconds(100));
        AddEcho(GetMobile(1), Ipv6Address::GetAny());
        SendAt(BOUND_AT, AddSocket(GetCn(), Ipv6Address::GetAny(), 1000), HOME_1, 2000);
        Run(Seconds(5));
        NS_TEST_ASSERT_MSG_EQ(echoed.size(), 1, "whole at the mobile node");
        NS_TEST_ASSERT_MSG_EQ(answered.size(), 1, "whole at the correspondent");
        NS_TEST_EXPECT_MSG_EQ(echoed[0].octets, 2000, "size");
        NS_TEST_EXPECT_MSG_EQ(answered[0].octets, 2000, "size of the answer");
        const auto packets = Find(FRAGMENT, BOUND_AT);
        NS_TEST_ASSERT_MSG_EQ(packets.size(), 4, "two fragments each way");
        for (std::size_t i = 0; i < packets.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ(GetFacts(packets[i]), (i < 2 ? TO_M1 : FROM_M1), i);
            NS_TEST_EXPECT_MSG_LT(packets[i].size(), 1501, "fits the link");
        }
    }
};

/// Two mobile nodes that are correspondents of each other.
class BothHeadersTestCase : public EchoTestCase
{
  public:
    BothHeadersTestCase()
        : EchoTestCase("Two mobile nodes bound at each other put both headers on their packets.")
    {
    }

  private:
    void DoRun() override
    {
        Build();
        helper.InstallCorrespondentNode(GetMobile(1));
        helper.InstallCorrespondentNode(GetMobile(2));
        Simulator::Schedule(Seconds(2), [this] {
            m1->Register(HOME_2, Seconds(100));
            m2->Register(HOME_1, Seconds(100));
        });
        AddEcho(GetMobile(2), Ipv6Address::GetAny());
        const auto socket = AddSocket(GetMobile(1), Ipv6Address::GetAny(), 1000);
        SendAt(BOUND_AT, socket, HOME_2, 100);
        SendAt(BOUND_AT + Seconds(1), socket, HOME_2, 2000);
        Run(Seconds(5));
        const WireFacts forth{CARE_OF_1, CARE_OF_2, HOME_2, HOME_1};
        const WireFacts back{CARE_OF_2, CARE_OF_1, HOME_1, HOME_2};
        const auto packets = Find(UDP, BOUND_AT);
        NS_TEST_ASSERT_MSG_EQ(packets.size(), 2, "a datagram and its answer");
        NS_TEST_EXPECT_MSG_EQ(GetFacts(packets[0]), forth, "datagram");
        NS_TEST_EXPECT_MSG_EQ(GetFacts(packets[1]), back, "answer");
        // RFC 6275 section 6.3: the routing header comes first.
        NS_TEST_EXPECT_MSG_EQ(+packets[0][NEXT_HEADER_AT], +NEXT_HEADER_ROUTING, "first");
        NS_TEST_EXPECT_MSG_EQ(ReadU16(packets[0], PAYLOAD_LENGTH_AT), 24 + 24 + 8 + 100, "length");
        NS_TEST_EXPECT_MSG_EQ(Find(FRAGMENT, BOUND_AT).size(), 4, "fragments of the second one");
        NS_TEST_ASSERT_MSG_EQ(answered.size(), 2, "answers");
        NS_TEST_EXPECT_MSG_EQ(answered[0].from, HOME_2, "as the socket sees it");
        NS_TEST_EXPECT_MSG_EQ(answered[1].octets, 2000, "in whole");
        NS_TEST_EXPECT_MSG_EQ(m1->direct[HOME_2], 3, "noted by home address, fragments one by one");
        NS_TEST_EXPECT_MSG_EQ(m1->direct[CARE_OF_2], 0, "and not by care-of address");
    }
};

/// Fields of the IPv6 header that the application chooses.
class HeaderFieldsTestCase : public EchoTestCase
{
  public:
    HeaderFieldsTestCase()
        : EchoTestCase("Hop limit and traffic class of a packet are those of the application.")
    {
    }

  private:
    void DoRun() override
    {
        Build();
        RegisterAt(Seconds(2), Seconds(100));
        const auto plain = AddSocket(GetCn(), Ipv6Address::GetAny(), 1000);
        const auto special = AddSocket(GetCn(), Ipv6Address::GetAny(), 1001);
        special->SetIpv6HopLimit(17);
        special->SetIpv6Tclass(0xb8);
        SendAt(BOUND_AT, plain, HOME_1, 10);
        SendAt(BOUND_AT + Seconds(1), special, HOME_1, 10);
        Run(Seconds(5));
        const auto packets = Find(UDP, BOUND_AT);
        NS_TEST_ASSERT_MSG_EQ(packets.size(), 2, "datagrams");
        NS_TEST_EXPECT_MSG_EQ(+packets[0][HOP_LIMIT_AT], 64, "default hop limit");
        NS_TEST_EXPECT_MSG_EQ(ReadU16(packets[0], 0), 0x6000, "default traffic class");
        NS_TEST_EXPECT_MSG_EQ(+packets[1][HOP_LIMIT_AT], 17, "hop limit");
        NS_TEST_EXPECT_MSG_EQ(ReadU16(packets[1], 0), 0x6b80, "traffic class");
        NS_TEST_EXPECT_MSG_EQ(GetFacts(packets[1]), TO_M1, "with the header");
    }
};

/// A binding that is deleted.
class DeletionTestCase : public EchoTestCase
{
  public:
    DeletionTestCase()
        : EchoTestCase("After the deletion of a binding no packet has a type 2 routing header.")
    {
    }

  private:
    void DoRun() override
    {
        Build();
        RegisterAt(Seconds(2), Seconds(100));
        RegisterAt(Seconds(5), Time());
        const auto socket = AddSocket(GetCn(), Ipv6Address::GetAny(), 1000);
        for (int i = 0; i < 40; ++i)
        {
            SendAt(Seconds(1) + MilliSeconds(200) * i, socket, HOME_1, 100);
        }
        Run(Seconds(10));
        NS_TEST_ASSERT_MSG_EQ(m1->acknowledgements.size(), 2, "registered and deleted");
        NS_TEST_EXPECT_MSG_EQ(correspondent->GetBindingCount(), 0, "bindings");
        NS_TEST_EXPECT_MSG_EQ(correspondent->GetDirectPathCount(), 0, "paths");
        const auto packets = Find(UDP, Time());
        NS_TEST_ASSERT_MSG_EQ(packets.size(), 40, "datagrams");
        for (std::size_t i = 0; i < packets.size(); ++i)
        {
            // The tests and the update that follows take 4 ms, so the sixth goes as before.
            const bool isBound = i > 5 && i <= 20;
            NS_TEST_EXPECT_MSG_EQ(GetFacts(packets[i]), (isBound ? TO_M1 : PLAIN_TO_M1), i);
        }
    }
};

/// The suite.
class RouteOptimizationTestSuite : public TestSuite
{
  public:
    RouteOptimizationTestSuite()
        : TestSuite("mip6-route-optimization")
    {
        AddTestCase(new DatagramTestCase);
        AddTestCase(new ConnectionTestCase(false));
        AddTestCase(new ConnectionTestCase(true));
        AddTestCase(new PingTestCase);
        AddTestCase(new FragmentTestCase);
        AddTestCase(new BothHeadersTestCase);
        AddTestCase(new HeaderFieldsTestCase);
        AddTestCase(new DeletionTestCase);
    }
};

RouteOptimizationTestSuite g_routeOptimizationTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

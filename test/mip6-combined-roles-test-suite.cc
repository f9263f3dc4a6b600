/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-wire-recorder.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-routing-table-entry.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-udp-checksum.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"

#include <algorithm>
#include <sstream>

/**
 * @file
 * @ingroup mip6-tests
 * One node, x, that is a mobile node, a correspondent node and the home agent of another mobile
 * node, mn1, at once. Its link to r1 stays; its other interface moves.
 *
 *     cn --5 ms-- r1 --10 ms-- ha (home link of x and mn2)
 *     home link     |--2 ms-- ar1 (access link)
 *     of mn1 - x ---|--3 ms-- ar2 (access link)
 */

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address X_HOME("2001:1:0:1::500");   //!< of x, as mobile node
const Ipv6Address X_AGENT("2001:1:0:77::1");   //!< of x, as home agent
const Ipv6Address MN_HOME("2001:1:0:77::100"); //!< of mn1
const Ipv6Address X_NET("2001:1:0:77::");      //!< home link of mn1
/// To ar1. Neighbors have made sure by then of who has asked them first: what stock ns-3 is probing
/// it loses when the home agent's advertisement comes.
const Time X_MOVES = Seconds(12);
const Time MN_MOVES = Seconds(18);  //!< mn1 and mn2 to ar2
const Time X_RETURNS = Seconds(26); //!< home
const Time STOP = Seconds(34);      //!< end
const Time SETTLED = Seconds(5);    //!< after a movement
constexpr uint16_t PORT = 9;        //!< of those who answer

/// A node with all roles.
class CombinedRolesTestCase : public WireTestCase
{
  public:
    CombinedRolesTestCase()
        : WireTestCase("A node can be mobile node, correspondent node and home agent at once, and "
                       "it does not matter which role it has taken first.")
    {
    }

  private:
    void DoRun() override
    {
        std::string order = "CHM";
        std::string first;
        do
        {
            const std::string result = RunOrder(order);
            first = first.empty() ? result : first;
            NS_TEST_EXPECT_MSG_EQ(result, first, "order " << order);
            DoTeardown();
        } while (std::next_permutation(order.begin(), order.end()));
        NS_TEST_EXPECT_MSG_EQ(first,
                              // x is away, mn2 at home; both are away; x is at home again.
                              "17 s: x 0 0 3 2, agent 1 1, mn1 2 1, cn 2 2\n"
                              "25 s: x 1 1 3 2, agent 1 1, mn1 2 1, cn 2 2\n"
                              "33 s: x 1 1 1 0, agent 1 1, mn1 2 1, cn 1 1\n"
                              "away: option, not answered 0\n"
                              "moved: type2 option, not answered 0\n"
                              "home: type2, not answered 0\n",
                              "tables and ways");
    }

    /// @param order in which x takes the roles @return what came of it
    std::string RunOrder(const std::string& order)
    {
        packets.clear();
        signals.clear();
        recorder = Recorder();
        m_sent.clear();
        m_answered.clear();
        Scenario description = MakeScenario({{MN_MOVES, "ar2"}}, STOP);
        description.protocol.routeOptimization = true;
        description.mobile.count = 2;
        Observe(description);
        GetMobile()->SetAttribute("HomeAddress", Ipv6AddressValue(MN_HOME));
        GetMobile()->SetAttribute("HomeAgent", Ipv6AddressValue(X_AGENT));
        BuildNode(order);
        AddTraffic();
        std::ostringstream result;
        for (const Time& at : {Seconds(17), Seconds(25), Seconds(33)})
        {
            Simulator::Schedule(at, [this, at, &result] { Describe(at, result); });
        }
        Run();
        DescribeWays("away", {X_MOVES + SETTLED, MN_MOVES - SETTLED / 20}, result);
        DescribeWays("moved", {MN_MOVES + SETTLED, X_RETURNS - SETTLED / 20}, result);
        DescribeWays("home", {X_RETURNS + SETTLED, STOP - SETTLED / 20}, result);
        m_agent = nullptr;
        m_mobile = nullptr;
        m_correspondent = nullptr;
        m_x = nullptr;
        return result.str();
    }

    /// Build x. @param order in which it takes the roles
    void BuildNode(const std::string& order)
    {
        m_x = CreateObject<Node>();
        InternetStackHelper stack;
        stack.SetIpv4StackInstall(false);
        stack.Install(m_x);
        RepairUdpChecksums(m_x);
        const auto mobileDevice = AddStation(GetLink("ha"), Ipv6Address::GetAny());
        const auto agentDevice = AddStation(CreateObject<Mip6AccessChannel>(), X_AGENT);
        AddFixedLink();
        Mip6Helper helper;
        for (const char role : order)
        {
            if (role == 'M')
            {
                m_mobile =
                    helper.InstallMobileNode(m_x,
                                             mobileDevice,
                                             X_HOME,
                                             network.homeAgents.front().second->GetAddress());
            }
            else if (role == 'H')
            {
                m_agent = helper.InstallHomeAgent(m_x, agentDevice);
            }
            else
            {
                m_correspondent = helper.InstallCorrespondentNode(m_x);
            }
        }
        Mip6Helper::AssignStreams(NodeContainer(m_x), 9'000'000);
        ConnectDevice("x", mobileDevice);
        ScheduleMove(mobileDevice, X_MOVES, GetLink("ar1"));
        ScheduleMove(mobileDevice, X_RETURNS, GetLink("ha"));
    }

    /// @param channel of a link @param address of x there, unspecified for none @return its device
    Ptr<SimpleNetDevice> AddStation(const Ptr<Mip6AccessChannel>& channel,
                                    const Ipv6Address& address) const
    {
        auto device = CreateObject<SimpleNetDevice>();
        device->SetAddress(Mac48Address::Allocate());
        device->SetMtu(1500);
        m_x->AddDevice(device);
        device->SetChannel(channel);
        AddInterface(m_x, device, address);
        return device;
    }

    /// @param node to configure @param device of it @param address of it, unspecified for none
    /// @return its interface
    static uint32_t AddInterface(const Ptr<Node>& node,
                                 const Ptr<NetDevice>& device,
                                 const Ipv6Address& address)
    {
        const auto ipv6 = node->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(device);
        ipv6->SetForwarding(interface, !address.IsAny());
        ipv6->SetUp(interface);
        if (!address.IsAny())
        {
            ipv6->AddAddress(interface, Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
        }
        return interface;
    }

    /// Connect x with r1, and let all routers know its home link.
    void AddFixedLink() const
    {
        const auto router = GetNode("r1");
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        link.SetChannelAttribute("Delay", StringValue("1ms"));
        const auto devices = link.Install(router, m_x);
        const Ipv6Address near("2001:1:0:66::1");
        const Ipv6Address far("2001:1:0:66::2");
        const uint32_t atRouter = AddInterface(router, devices.Get(0), near);
        const uint32_t atNode = AddInterface(m_x, devices.Get(1), far);
        Ipv6StaticRoutingHelper routing;
        const Ipv6Prefix all(32);
        routing.GetStaticRouting(m_x->GetObject<Ipv6>())
            ->AddNetworkRouteTo("2001:1::", all, near, atNode);
        routing.GetStaticRouting(router->GetObject<Ipv6>())
            ->AddNetworkRouteTo(X_NET, Ipv6Prefix(64), far, atRouter);
        for (const std::string name : {"ha", "ar1", "ar2"})
        {
            const auto table = routing.GetStaticRouting(GetNode(name)->GetObject<Ipv6>());
            // Where the correspondent is, there is the rest of the world.
            const auto route = FindRoute(table, GetAddress("cn"));
            table->AddNetworkRouteTo(X_NET,
                                     Ipv6Prefix(64),
                                     route.GetGateway(),
                                     route.GetInterface());
        }
    }

    /// @param table of a router @param destination any @return the route there
    static Ipv6RoutingTableEntry FindRoute(const Ptr<Ipv6StaticRouting>& table,
                                           const Ipv6Address& destination)
    {
        Ipv6RoutingTableEntry found;
        for (uint32_t i = 0; i < table->GetNRoutes(); ++i)
        {
            const Ipv6RoutingTableEntry route = table->GetRoute(i);
            if (route.GetDestNetworkPrefix().IsMatch(destination, route.GetDestNetwork()) &&
                !route.GetGateway().IsAny())
            {
                found = route;
            }
        }
        return found;
    }

    /// @param device that moves @param at when @param link next one
    static void ScheduleMove(const Ptr<SimpleNetDevice>& device,
                             Time at,
                             const Ptr<Mip6AccessChannel>& link)
    {
        Simulator::Schedule(at, [device, link] {
            DynamicCast<Mip6AccessChannel>(device->GetChannel())->Leave(device);
            Simulator::Schedule(MilliSeconds(50), [device, link] { device->SetChannel(link); });
        });
    }

    /// From x's home address to cn, mn2 and mn1, whom it serves, and from mn1 to cn: ten questions
    /// a second each.
    void AddTraffic()
    {
        for (const auto& node : {GetNode("cn"), GetNode("mn1"), GetNode("mn2")})
        {
            auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
            socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
            socket->SetRecvCallback(Callback<void, Ptr<Socket>>([](Ptr<Socket> receiver) {
                Address from;
                const auto packet = receiver->RecvFrom(from);
                receiver->SendTo(Create<Packet>(packet->GetSize()), 0, from);
            }));
        }
        AddQuestions(m_x, X_HOME, GetAddress("cn"));
        AddQuestions(m_x, X_HOME, GetAddress("mn2"));
        AddQuestions(m_x, X_HOME, MN_HOME);
        AddQuestions(GetNode("mn1"), Ipv6Address::GetAny(), GetAddress("cn"));
    }

    /// @param node that asks @param source of its questions @param destination of them
    void AddQuestions(const Ptr<Node>& node,
                      const Ipv6Address& source,
                      const Ipv6Address& destination)
    {
        auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        socket->Bind(Inet6SocketAddress(source, 0));
        socket->SetRecvCallback(Callback<void, Ptr<Socket>>([this](Ptr<Socket> receiver) {
            // The size of a question is its number.
            ++m_answered[receiver->Recv()->GetSize()];
        }));
        for (Time at = Seconds(5); at < STOP; at += MilliSeconds(100))
        {
            const auto number = static_cast<uint32_t>(m_sent.size() + 100);
            m_sent[number] = at;
            Simulator::Schedule(at, [socket, number, destination] {
                socket->SendTo(Create<Packet>(number), 0, Inet6SocketAddress(destination, PORT));
            });
        }
    }

    /// @param at now @param result gets what the tables hold
    void Describe(Time at, std::ostream& result) const
    {
        const auto cn = GetCorrespondent("cn");
        result << at.GetSeconds() << " s: x " << m_correspondent->GetBindingCount() << " "
               << m_correspondent->GetDirectPathCount() << " "
               << m_mobile->GetBindingUpdateListSize() << " " << m_mobile->GetDirectPathCount()
               << ", agent " << m_agent->GetBindingCount() << " " << m_agent->GetTunnelCount()
               << ", mn1 " << GetMobile()->GetBindingUpdateListSize() << " "
               << GetMobile()->GetDirectPathCount() << ", cn " << cn->GetBindingCount() << " "
               << cn->GetDirectPathCount() << "\n";
    }

    /// @param name of a span @param span of time
    /// @param result gets how questions have come to mn2, and how many had no answer
    void DescribeWays(const std::string& name, const Span& span, std::ostream& result)
    {
        std::set<std::string> forms;
        for (const WirePacket& packet : packets)
        {
            if (packet.node == "mn2" && packet.GetPort() == PORT && span.Has(packet.at))
            {
                forms.insert(packet.GetForm());
            }
        }
        std::size_t missing = 0;
        for (const auto& [number, at] : m_sent)
        {
            missing += span.Has(at) && m_answered[number] != 1 ? 1 : 0;
        }
        result << name << ":";
        for (const std::string& form : forms)
        {
            result << " " << form;
        }
        result << ", not answered " << missing << "\n";
    }

    Ptr<Node> m_x;                              //!< with all roles
    Ptr<Mip6MobileNode> m_mobile;               //!< of x
    Ptr<Mip6HomeAgent> m_agent;                 //!< of x
    Ptr<Mip6CorrespondentNode> m_correspondent; //!< of x
    std::map<uint32_t, Time> m_sent;            //!< questions
    std::map<uint32_t, uint32_t> m_answered;    //!< answers to them
};

/// The suite.
class CombinedRolesTestSuite : public TestSuite
{
  public:
    CombinedRolesTestSuite()
        : TestSuite("mip6-combined-roles", SYSTEM)
    {
        AddTestCase(new CombinedRolesTestCase);
    }
};

CombinedRolesTestSuite g_combinedRolesTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests

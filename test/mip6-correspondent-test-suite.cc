/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-optimization-network.h"
#include "mip6-test-network.h"

#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"

/**
 * @file
 * @ingroup mip6-tests
 * Errors about the packets of a correspondent node, and nodes that are none.
 */

namespace ns3::mip6::tests
{

namespace
{

/// When the binding stands.
const Time BOUND_AT = Seconds(3);
/// Octets of an ICMPv6 error before what it quotes.
constexpr std::size_t ERROR_OCTETS = 8;

/// Destination Unreachable, with a packet of the correspondent node quoted.
class UnreachableTestCase : public OptimizationTestCase
{
  public:
    UnreachableTestCase()
        : OptimizationTestCase("The third Destination Unreachable about a care-of address ends its "
                               "binding; those about other packets do not count.")
    {
    }

  private:
    void DoRun() override
    {
        Build();
        Simulator::Schedule(Seconds(2), [this] { m1->Register(CN, Seconds(100)); });
        auto socket = Socket::CreateSocket(GetCn(), UdpSocketFactory::GetTypeId());
        Simulator::Schedule(BOUND_AT, [socket] {
            socket->SendTo(Create<Packet>(100), 0, Inet6SocketAddress(HOME_1, 9));
        });
        Simulator::Schedule(Seconds(4), [this] { SendOthers(); });
        ExpectAfter(Seconds(5), 1, "others do not count");
        Simulator::Schedule(Seconds(6), [this] { SendErrors(2); });
        ExpectAfter(Seconds(7), 1, "two do not suffice");
        Simulator::Schedule(Seconds(8), [this] { SendErrors(1); });
        ExpectAfter(Seconds(9), 0, "the third ends the binding");
        Run(Seconds(10));
        NS_TEST_EXPECT_MSG_EQ(m_checks, 3, "all was looked at");
        NS_TEST_EXPECT_MSG_EQ(correspondent->GetDirectPathCount(), 0, "paths");
    }

    /// @param at when @param count of bindings expected @param what that means
    void ExpectAfter(Time at, std::size_t count, const std::string& what)
    {
        Simulator::Schedule(at, [this, count, what] {
            ++m_checks;
            NS_TEST_EXPECT_MSG_EQ(correspondent->GetBindingCount(), count, what);
            NS_TEST_EXPECT_MSG_EQ(correspondent->GetDirectPathCount(), count, what);
        });
    }

    /// @return the datagram of the correspondent node, as the router has seen it
    Bytes GetDatagram() const
    {
        return Find(UDP, BOUND_AT).front();
    }

    /// Report errors about packets that say nothing of the binding.
    void SendOthers()
    {
        Bytes otherCareOf = GetDatagram();
        WriteAddress(otherCareOf, DESTINATION_AT, CARE_OF_2);
        Bytes otherSource = GetDatagram();
        WriteAddress(otherSource, SOURCE_AT, CARE_OF_2);
        Bytes otherHome = GetDatagram();
        WriteAddress(otherHome, IPV6_OCTETS + 8, HOME_2);
        Bytes cut = GetDatagram();
        cut.resize(IPV6_OCTETS + TYPE2_OCTETS - 1);
        for (int i = 0; i < 5; ++i)
        {
            SendError(otherCareOf);
            SendError(otherSource);
            SendError(otherHome);
            SendError(cut);
            SendError(Bytes(1));
        }
    }

    /// @param count of errors about the datagram
    void SendErrors(int count)
    {
        for (int i = 0; i < count; ++i)
        {
            SendError(GetDatagram());
        }
    }

    /// @param quoted what a Destination Unreachable from the router quotes
    void SendError(const Bytes& quoted)
    {
        GetRouter()->GetObject<Icmpv6L4Protocol>()->SendErrorDestinationUnreachable(
            Create<Packet>(quoted.data(), static_cast<uint32_t>(quoted.size())),
            CN,
            Icmpv6Header::ICMPV6_ADDR_UNREACHABLE);
    }

    uint32_t m_checks{0}; //!< made
};

/// Mobility Headers to a node that knows none.
class UnknownHeaderTestCase : public OptimizationTestCase
{
  public:
    /// @param answers whether the node has been given an answer
    explicit UnknownHeaderTestCase(bool answers)
        : OptimizationTestCase(answers
                                   ? "A node without Mobile IPv6 that was given an answer points "
                                     "at the Next Header field of a Mobility Header."
                                   : "A node without Mobile IPv6 keeps silent."),
          m_answers(answers)
    {
    }

  private:
    void DoRun() override
    {
        Build(false);
        if (m_answers)
        {
            const auto answer = Mip6Helper::InstallUnknownHeaderAnswer(GetCn());
            NS_TEST_EXPECT_MSG_EQ(Mip6Helper::InstallUnknownHeaderAnswer(GetCn()), answer, "once");
        }
        // A plain one, one behind padding in Destination Options, and one that says "none".
        Simulator::Schedule(Seconds(2), [this] { m1->Register(CN, Seconds(100)); });
        const Bytes options{NEXT_HEADER_MOBILITY, 0, 1, 4, 0, 0, 0, 0};
        SendAt(Seconds(3), options, NEXT_HEADER_DESTINATION_OPTIONS);
        SendAt(Seconds(4), {}, NEXT_HEADER_NONE);
        Run(Seconds(10));
        std::vector<Bytes> errors;
        for (const Bytes& packet : Find(NEXT_HEADER_ICMPV6, Time()))
        {
            if (ReadAddress(packet, SOURCE_AT) == CN)
            {
                errors.push_back(packet);
            }
        }
        NS_TEST_ASSERT_MSG_EQ(errors.size(), (m_answers ? 3 : 0), "errors");
        if (m_answers)
        {
            Check(errors[0], HOME_1, NEXT_HEADER_AT);
            Check(errors[1], CARE_OF_1, NEXT_HEADER_AT);
            Check(errors[2], CARE_OF_1, IPV6_OCTETS);
        }
    }

    /// @param at when @param start of what follows the IPv6 header @param next header it is
    void SendAt(Time at, Bytes start, uint8_t next)
    {
        start.resize(start.size() + 16);
        Simulator::Schedule(at, [this, start, next] {
            GetMobile(1)->GetObject<Ipv6>()->Send(
                Create<Packet>(start.data(), static_cast<uint32_t>(start.size())),
                CARE_OF_1,
                CN,
                next,
                nullptr);
        });
    }

    /// @param error from the node @param destination it must have @param pointer it must have
    void Check(const Bytes& error, const Ipv6Address& destination, std::size_t pointer)
    {
        NS_TEST_EXPECT_MSG_EQ(ReadAddress(error, DESTINATION_AT), destination, "to the source");
        NS_TEST_EXPECT_MSG_EQ(+error[IPV6_OCTETS], 4, "Parameter Problem");
        NS_TEST_EXPECT_MSG_EQ(+error[IPV6_OCTETS + 1], 1, "unrecognized Next Header");
        NS_TEST_EXPECT_MSG_EQ(ReadU16(error, IPV6_OCTETS + 6), pointer, "pointer");
        const Bytes quoted(error.begin() + IPV6_OCTETS + ERROR_OCTETS, error.end());
        const bool isQuoted = std::any_of(seen.begin(), seen.end(), [&](const Seen& packet) {
            Bytes octets = packet.octets;
            // The router, from whom the node has it, has counted the hop.
            --octets[HOP_LIMIT_AT];
            return octets == quoted;
        });
        NS_TEST_EXPECT_MSG_EQ(isQuoted, true, "the whole packet is quoted");
        Bytes checked = error;
        RepairChecksum(checked);
        NS_TEST_EXPECT_MSG_EQ((checked == error), true, "checksum");
    }

    bool m_answers; //!< whether the node has been given an answer
};

/// A flood of unknown headers.
class AnswerRateTestCase : public OptimizationTestCase
{
  public:
    AnswerRateTestCase()
        : OptimizationTestCase("A node answers ten unknown headers at once, and no more.")
    {
    }

  private:
    void DoRun() override
    {
        Build(false);
        Mip6Helper::InstallUnknownHeaderAnswer(GetCn());
        Simulator::Schedule(Seconds(2), [this] {
            for (int i = 0; i < 50; ++i)
            {
                GetMobile(1)->GetObject<Ipv6>()->Send(Create<Packet>(16),
                                                      CARE_OF_1,
                                                      CN,
                                                      NEXT_HEADER_MOBILITY,
                                                      nullptr);
            }
        });
        Run(Seconds(3));
        NS_TEST_EXPECT_MSG_EQ(Find(NEXT_HEADER_MOBILITY, Time()).size(), 50, "packets");
        NS_TEST_EXPECT_MSG_EQ(Find(NEXT_HEADER_ICMPV6, Time()).size(), 10, "answers");
    }
};

/// Roles of one node.
class RoleOrderTestCase : public OptimizationTestCase
{
  public:
    RoleOrderTestCase()
        : OptimizationTestCase("The correspondent node is asked last, and is there once.")
    {
    }

  private:
    void DoRun() override
    {
        Build();
        const auto first = helper.InstallCorrespondentNode(GetRouter());
        NS_TEST_EXPECT_MSG_EQ(helper.InstallCorrespondentNode(GetRouter()), first, "one");
        auto device = GetRouter()->GetDevice(1);
        const auto homeAgent = helper.InstallHomeAgent(GetRouter(), device);
        const auto& roles = Mip6Stack::Get(GetRouter())->GetRoles();
        NS_TEST_ASSERT_MSG_EQ(roles.size(), 2, "roles");
        NS_TEST_EXPECT_MSG_EQ((roles[0] == Ptr<Mip6Role>(homeAgent)), true, "home agent");
        NS_TEST_EXPECT_MSG_EQ((roles[1] == Ptr<Mip6Role>(first)), true, "correspondent node");
    }
};

/// A home registration of an address that has a correspondent registration.
class TypeChangeTestCase : public OptimizationTestCase
{
  public:
    TypeChangeTestCase()
        : OptimizationTestCase("A home registration does not replace a correspondent registration "
                               "with the same node.")
    {
    }

  private:
    void DoRun() override
    {
        const Ipv6Address agent("2001:1:0:a::1");
        Build();
        helper.InstallHomeAgent(GetRouter(), GetRouter()->GetDevice(1));
        const auto role = helper.InstallCorrespondentNode(GetRouter());
        Simulator::Schedule(Seconds(2), [this, agent] { m1->Register(agent, Seconds(100)); });
        Simulator::Schedule(Seconds(3), [this, agent] {
            BindingUpdate update;
            update.acknowledge = true;
            update.homeRegistration = true;
            update.sequence = 100;
            update.lifetime = Seconds(100);
            Mip6Stack::Get(GetMobile(1))
                ->GetMobilityProtocol()
                ->Send({CARE_OF_1, agent, HOME_1, {}, update});
        });
        Run(Seconds(6));
        NS_TEST_ASSERT_MSG_EQ(m1->acknowledgements.size(), 2, "both are answered");
        NS_TEST_EXPECT_MSG_EQ((m1->acknowledgements[0].status == BindingStatus::ACCEPTED),
                              true,
                              "correspondent registration");
        NS_TEST_EXPECT_MSG_EQ(
            (m1->acknowledgements[1].status == BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED),
            true,
            "home registration");
        NS_TEST_EXPECT_MSG_EQ(role->GetBindingCount(), 1, "the first stands");
    }
};

/// A home agent that is a correspondent node of its own mobile node.
class TunnelledTestTestCase : public NetworkTestCase
{
  public:
    TunnelledTestTestCase()
        : NetworkTestCase("A home agent answers the Home Test Init of a mobile node that it serves "
                          "through the tunnel.")
    {
    }

  private:
    void DoRun() override
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(15)));
        const Ipv6Address homeAddress = GetMobile()->GetHomeAddress();
        const Ipv6Address homeAgent = GetHomeAgent()->GetAddress();
        Mip6Helper().InstallCorrespondentNode(GetNode("ha"));
        Simulator::Schedule(Seconds(10), [this, homeAddress, homeAgent] {
            Mip6Stack::Get(network.mobiles.front().node)
                ->GetMobilityProtocol()
                ->Send({homeAddress, homeAgent, {}, {}, HomeTestInit{{1}, {}}});
        });
        network.mobiles.front().node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "Rx",
            Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                    Bytes octets(packet->GetSize());
                    packet->CopyData(octets.data(), packet->GetSize());
                    const std::size_t inner = IPV6_OCTETS;
                    const bool isTest = octets[NEXT_HEADER_AT] == NEXT_HEADER_IPV6 &&
                                        octets[inner + NEXT_HEADER_AT] == NEXT_HEADER_MOBILITY &&
                                        octets[inner + IPV6_OCTETS + 2] ==
                                            static_cast<uint8_t>(MobilityType::HOME_TEST);
                    m_tests += isTest ? 1 : 0;
                }));
        Run();
        NS_TEST_EXPECT_MSG_EQ(m_tests, 1, "Home Tests in the tunnel");
    }

    uint32_t m_tests{0}; //!< in the tunnel
};

/// A mobile node that is the correspondent of another one, but not bound there.
class TunnelledHeaderTestCase : public OptimizationTestCase
{
  public:
    TunnelledHeaderTestCase()
        : OptimizationTestCase("A mobile node sends through its tunnel to a mobile node that is "
                               "bound at it, with a type 2 routing header but for signalling.")
    {
    }

  private:
    void DoRun() override
    {
        const Ipv6Address agent("2001:1:0:b::1");
        Build();
        helper.InstallCorrespondentNode(GetMobile(1));
        Simulator::Schedule(Seconds(2), [this] { m2->Register(HOME_1, Seconds(100)); });
        Simulator::Schedule(BOUND_AT, [this, agent] {
            m1->tunnel = Mip6TunnelEnds{CARE_OF_1, agent};
            const auto ipv6 = GetMobile(1)->GetObject<Ipv6>();
            ipv6->Send(Create<Packet>(20), HOME_1, HOME_2, UDP, nullptr);
            ipv6->Send(Create<Packet>(24), HOME_1, HOME_2, NEXT_HEADER_MOBILITY, nullptr);
        });
        Run(Seconds(4));
        const auto packets = Find(NEXT_HEADER_IPV6, BOUND_AT);
        NS_TEST_ASSERT_MSG_EQ(packets.size(), 2, "tunnelled packets");
        NS_TEST_EXPECT_MSG_EQ(ReadAddress(packets[0], SOURCE_AT), CARE_OF_1, "outer source");
        NS_TEST_EXPECT_MSG_EQ(ReadAddress(packets[0], DESTINATION_AT), agent, "outer destination");
        const Bytes data(packets[0].begin() + IPV6_OCTETS, packets[0].end());
        NS_TEST_EXPECT_MSG_EQ(ReadAddress(data, SOURCE_AT), HOME_1, "inner source");
        NS_TEST_EXPECT_MSG_EQ(ReadAddress(data, DESTINATION_AT), CARE_OF_2, "inner destination");
        NS_TEST_EXPECT_MSG_EQ(+data[NEXT_HEADER_AT], +NEXT_HEADER_ROUTING, "header");
        NS_TEST_EXPECT_MSG_EQ(ReadAddress(data, IPV6_OCTETS + 8), HOME_2, "home address");
        NS_TEST_EXPECT_MSG_EQ(ReadU16(data, PAYLOAD_LENGTH_AT), TYPE2_OCTETS + 20, "length");
        const Bytes signalling(packets[1].begin() + IPV6_OCTETS, packets[1].end());
        NS_TEST_EXPECT_MSG_EQ(ReadAddress(signalling, DESTINATION_AT), HOME_2, "not optimized");
        NS_TEST_EXPECT_MSG_EQ(+signalling[NEXT_HEADER_AT], +NEXT_HEADER_MOBILITY, "no header");
    }
};

/// Many direct paths.
class DirectPathsTestCase : public TestCase
{
  public:
    DirectPathsTestCase()
        : TestCase("A direct path keeps its latest use when it moves, and forgets it when it ends.")
    {
    }

  private:
    void DoRun() override
    {
        Mip6DirectPaths paths;
        paths.Open(HOME_1, CN, CARE_OF_1);
        paths.Open(HOME_2, CN, CARE_OF_2);
        NS_TEST_EXPECT_MSG_EQ(paths.GetLastUse(HOME_1).has_value(), false, "not used");
        NS_TEST_ASSERT_MSG_NE(paths.Touch(HOME_1, Seconds(3)), nullptr, "there");
        paths.Open(HOME_1, CN, CARE_OF_2);
        NS_TEST_ASSERT_MSG_NE(paths.Find(HOME_1), nullptr, "there");
        NS_TEST_EXPECT_MSG_EQ(paths.Find(HOME_1)->remote, CARE_OF_2, "moved");
        NS_TEST_EXPECT_MSG_EQ((paths.GetLastUse(HOME_1) == Seconds(3)), true, "kept");
        NS_TEST_EXPECT_MSG_EQ(paths.GetLastUse(HOME_2).has_value(), false, "of another");
        NS_TEST_EXPECT_MSG_EQ(paths.GetSize(), 2, "paths");
        paths.Close(HOME_1);
        NS_TEST_EXPECT_MSG_EQ(paths.Touch(HOME_1, Seconds(4)), nullptr, "gone");
        NS_TEST_EXPECT_MSG_EQ(paths.GetSize(), 1, "paths");
        paths.Open(HOME_1, CN, CARE_OF_1);
        NS_TEST_EXPECT_MSG_EQ(paths.GetLastUse(HOME_1).has_value(), false, "a new path");
        NS_TEST_EXPECT_MSG_EQ(paths.Find(Ipv6Address::GetAny()), nullptr, "no address");
        NS_TEST_EXPECT_MSG_EQ(paths.Find(Ipv6Address::GetOnes()), nullptr, "all ones");
    }
};

/// The suite.
class CorrespondentTestSuite : public TestSuite
{
  public:
    CorrespondentTestSuite()
        : TestSuite("mip6-correspondent")
    {
        AddTestCase(new UnreachableTestCase);
        AddTestCase(new UnknownHeaderTestCase(true));
        AddTestCase(new UnknownHeaderTestCase(false));
        AddTestCase(new AnswerRateTestCase);
        AddTestCase(new RoleOrderTestCase);
        AddTestCase(new TypeChangeTestCase);
        AddTestCase(new TunnelledTestTestCase);
        AddTestCase(new TunnelledHeaderTestCase);
        AddTestCase(new DirectPathsTestCase);
    }
};

CorrespondentTestSuite g_correspondentTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

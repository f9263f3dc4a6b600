/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-optimization-network.h"

#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/mip6-mobility-header.h"
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
    }
};

CorrespondentTestSuite g_correspondentTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

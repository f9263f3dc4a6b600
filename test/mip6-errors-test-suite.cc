/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-forgery-test-case.h"

#include "ns3/config.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-extension-headers.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-stack.h"
#include "ns3/uinteger.h"

/**
 * @file
 * @ingroup mip6-tests
 * What a node answers to packets that it cannot process: Binding Error, Parameter Problem, silence.
 *
 *     cn - r1 - ha - home link        cn sends what is wrong and looks at what comes back
 *          |
 *          ar1 - access link - mn
 */

namespace ns3::mip6::tests
{

namespace
{

constexpr uint8_t HOP_BY_HOP = 0;        //!< next header
constexpr uint8_t ICMPV6 = 58;           //!< next header
constexpr std::size_t PAYLOAD_PROTO = 0; //!< offset in a Mobility Header
constexpr std::size_t HEADER_LEN = 1;    //!< offset in a Mobility Header
constexpr std::size_t MOBILITY_TYPE = 2; //!< offset in a Mobility Header

/// One packet that came back to the correspondent.
struct Answer
{
    Ipv6Header header; //!< of the packet
    Bytes payload;     //!< behind it
};

/// The correspondent sends packets and keeps what comes back.
class AnswerTestCase : public ForgeryTestCase
{
  public:
    using ForgeryTestCase::ForgeryTestCase;

  protected:
    /// @param action sends packets, 10 s into the run
    void RunAndListen(const std::function<void()>& action)
    {
        RunWith(Seconds(10), [this, action] {
            const auto ipv6 = GetNode("cn")->GetObject<Ipv6L3Protocol>();
            correspondent = ipv6->SourceAddressSelection(1, HOME_AGENT);
            ipv6->TraceConnectWithoutContext(
                "Rx",
                Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                    [this](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) { Keep(*packet); }));
            action();
        });
    }

    /// @param packet with its IPv6 header
    void Keep(const Packet& packet)
    {
        auto rest = packet.Copy();
        Answer answer;
        rest->RemoveHeader(answer.header);
        const uint8_t next = answer.header.GetNextHeader();
        answer.payload.resize(rest->GetSize());
        rest->CopyData(answer.payload.data(), rest->GetSize());
        // Neighbor Discovery of the link and ordinary ICMPv6 are not answers, nor is the Parameter
        // Problem that a stock node sends to itself when it gets a Mobility Header.
        const bool isProblem = next == ICMPV6 && answer.payload.front() == 4;
        const bool isOwn = answer.header.GetSource() == correspondent;
        if (!isOwn && (next == MOBILITY || isProblem))
        {
            answers.push_back(answer);
        }
    }

    /**
     * @param octets a Mobility Header, whose checksum is filled in
     * @param destination of the packet
     * @param homeAddress of a Home Address option; none: no option
     */
    void SendMobility(Bytes octets,
                      const Ipv6Address& destination,
                      const std::optional<Ipv6Address>& homeAddress = {})
    {
        octets[MOBILITY_CHECKSUM_OFFSET] = 0;
        octets[MOBILITY_CHECKSUM_OFFSET + 1] = 0;
        PatchChecksum({homeAddress.value_or(correspondent), destination, MOBILITY},
                      MOBILITY_CHECKSUM_OFFSET,
                      octets);
        SendOctets(octets, destination, homeAddress);
    }

    /**
     * @param octets behind all extension headers
     * @param destination of the packet
     * @param homeAddress of a Home Address option; none: no option
     */
    void SendOctets(const Bytes& octets,
                    const Ipv6Address& destination,
                    const std::optional<Ipv6Address>& homeAddress)
    {
        auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
        if (homeAddress)
        {
            Mip6HomeAddressHeader option;
            option.Set(MOBILITY, *homeAddress);
            packet->AddHeader(option);
        }
        SendLater(packet, destination, homeAddress ? DESTINATION : MOBILITY);
    }

    /**
     * Send after all that were sent before, so that answers come in the same order.
     * @param packet behind the IPv6 header
     * @param destination of the packet
     * @param next header that follows
     */
    void SendLater(const Ptr<Packet>& packet, const Ipv6Address& destination, uint8_t next)
    {
        Simulator::Schedule(delay, [this, packet, destination, next] {
            Send(packet, correspondent, destination, next);
        });
        delay += spacing;
    }

    /**
     * @param answer that came back
     * @param source it must have
     * @param expected its content
     */
    void ExpectBindingError(const Answer& answer,
                            const Ipv6Address& source,
                            const BindingError& expected)
    {
        NS_TEST_EXPECT_MSG_EQ(answer.header.GetSource(), source, "source");
        NS_TEST_EXPECT_MSG_EQ(answer.header.GetDestination(), correspondent, "destination");
        NS_TEST_ASSERT_MSG_EQ(answer.header.GetNextHeader(), MOBILITY, "a Mobility Header");
        NS_TEST_EXPECT_MSG_EQ(ComputeChecksum({source, correspondent, MOBILITY},
                                              answer.payload.data(),
                                              answer.payload.size()),
                              0,
                              "checksum");
        const auto decoded = DecodeMobilityMessage(answer.payload.data(), answer.payload.size());
        NS_TEST_ASSERT_MSG_EQ(bool(decoded), true, "decodes");
        NS_TEST_EXPECT_MSG_EQ((*decoded.value == MobilityMessage(expected)), true, "content");
    }

    /**
     * @param answer that came back
     * @param source it must have
     * @param pointer it must hold
     * @param quoted the Mobility Header that must be what the pointer's packet ends with
     */
    void ExpectProblem(const Answer& answer,
                       const Ipv6Address& source,
                       uint32_t pointer,
                       const Bytes& quoted)
    {
        NS_TEST_EXPECT_MSG_EQ(answer.header.GetSource(), source, "source");
        NS_TEST_ASSERT_MSG_EQ(answer.header.GetNextHeader(), ICMPV6, "ICMPv6");
        const Bytes& octets = answer.payload;
        NS_TEST_EXPECT_MSG_EQ(
            ComputeChecksum({source, correspondent, ICMPV6}, octets.data(), octets.size()),
            0,
            "checksum");
        ByteReader reader(octets.data(), octets.size());
        NS_TEST_EXPECT_MSG_EQ(reader.ReadU16(), 0x0400, "Parameter Problem, code 0");
        reader.Skip(2);
        NS_TEST_EXPECT_MSG_EQ(reader.ReadU32(), pointer, "pointer");
        const Bytes quote = reader.ReadBytes(reader.GetRemaining());
        NS_TEST_ASSERT_MSG_GT(quote.size(), quoted.size(), "quote");
        const auto tail = quote.end() - static_cast<std::ptrdiff_t>(quoted.size());
        // All but the checksum, which was filled in on sending.
        NS_TEST_EXPECT_MSG_EQ(std::equal(quoted.begin(), quoted.begin() + 4, tail), true, "start");
        NS_TEST_EXPECT_MSG_EQ(std::equal(quoted.begin() + 6, quoted.end(), tail + 6), true, "rest");
    }

    /// @return a Home Test Init, which no node of the network expects
    static Bytes MakeHomeTestInit()
    {
        return EncodeMobilityMessage(HomeTestInit{{1, 2, 3, 4, 5, 6, 7, 8}, {}});
    }

    /// @param offset of an octet @param value of it @return a Home Test Init with that octet
    /// changed
    static Bytes MakeSpoiled(std::size_t offset, uint8_t value)
    {
        Bytes octets = MakeHomeTestInit();
        octets[offset] = value;
        return octets;
    }

    /// @param expected how many answers there must be @return whether there are
    bool ExpectAnswers(std::size_t expected)
    {
        NS_TEST_EXPECT_MSG_EQ(answers.size(), expected, "answers");
        return answers.size() == expected;
    }

    std::vector<Answer> answers;     //!< in the order of arrival
    Ipv6Address correspondent;       //!< sends the packets, gets the answers
    Time spacing{MilliSeconds(100)}; //!< between packets that are sent
    Time delay;                      //!< until the next one is sent
};

/// Mobility Headers of unknown types.
class UnknownTypeTestCase : public AnswerTestCase
{
  public:
    UnknownTypeTestCase()
        : AnswerTestCase("An unknown Mobility Header type is answered with Binding Error 2 to the "
                         "address on the wire, whatever else is wrong with the message.")
    {
    }

  private:
    void DoRun() override
    {
        Ipv6Address careOf;
        RunAndListen([this, &careOf] {
            careOf = GetCareOfAddress();
            SendMobility(MakeSpoiled(MOBILITY_TYPE, 8), HOME_AGENT);
            SendMobility(MakeSpoiled(MOBILITY_TYPE, 255), HOME_AGENT, Ipv6Address("2001:db8::7"));
            Bytes octets = MakeSpoiled(MOBILITY_TYPE, 20);
            octets[PAYLOAD_PROTO] = UDP;
            octets[HEADER_LEN] = 0;
            SendMobility(octets, careOf);
            // Through the tunnel in both directions.
            SendMobility(MakeSpoiled(MOBILITY_TYPE, 8), HOME_ADDRESS);
        });
        if (!ExpectAnswers(4))
        {
            return;
        }
        BindingError error{BindingErrorStatus::UNKNOWN_MOBILITY_TYPE, Ipv6Address::GetAny(), {}};
        ExpectBindingError(answers[0], HOME_AGENT, error);
        ExpectBindingError(answers[2], careOf, error);
        ExpectBindingError(answers[3], HOME_ADDRESS, error);
        error.homeAddress = "2001:db8::7";
        ExpectBindingError(answers[1], HOME_AGENT, error);
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::UNKNOWN_MESSAGE], 4, "dropped");
        NS_TEST_EXPECT_MSG_EQ(recorder.Count("ha", Mip6Direction::SENT, "Binding Error"),
                              2,
                              "traced at the home agent");
    }
};

/// Mobility Headers with wrong common fields.
class WrongFieldTestCase : public AnswerTestCase
{
  public:
    WrongFieldTestCase()
        : AnswerTestCase("Wrong Payload Proto and Header Len are answered with a Parameter Problem "
                         "that points at them in the packet as it was on the wire.")
    {
    }

  private:
    void DoRun() override
    {
        const Bytes payload = MakeSpoiled(PAYLOAD_PROTO, UDP);
        const Bytes shortLength = MakeSpoiled(HEADER_LEN, 0);
        const Bytes longLength = MakeSpoiled(HEADER_LEN, 2);
        Ipv6Address careOf;
        RunAndListen([&] {
            careOf = GetCareOfAddress();
            SendMobility(payload, HOME_AGENT);
            SendMobility(shortLength, HOME_AGENT);
            SendMobility(longLength, HOME_AGENT);
            SendMobility(payload, HOME_AGENT, Ipv6Address("2001:db8::7"));
            SendMobility(shortLength, HOME_AGENT, Ipv6Address("2001:db8::7"));
            SendBehindHopByHop(shortLength);
            SendMobility(payload, careOf);
            SendMobility(shortLength, HOME_ADDRESS);
        });
        if (!ExpectAnswers(8))
        {
            return;
        }
        ExpectProblem(answers[0], HOME_AGENT, 40, payload);
        ExpectProblem(answers[1], HOME_AGENT, 41, shortLength);
        ExpectProblem(answers[2], HOME_AGENT, 41, longLength);
        ExpectProblem(answers[3], HOME_AGENT, 64, payload);
        ExpectProblem(answers[4], HOME_AGENT, 65, shortLength);
        ExpectProblem(answers[5], HOME_AGENT, 49, shortLength);
        ExpectProblem(answers[6], careOf, 40, payload);
        ExpectProblem(answers[7], HOME_ADDRESS, 41, shortLength);
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::MALFORMED], 8, "dropped");
    }

    /// @param octets a Mobility Header for the home agent
    void SendBehindHopByHop(Bytes octets)
    {
        PatchChecksum({correspondent, HOME_AGENT, MOBILITY}, MOBILITY_CHECKSUM_OFFSET, octets);
        const Bytes chain{MOBILITY, 0, 1, 4, 0, 0, 0, 0};
        octets.insert(octets.begin(), chain.begin(), chain.end());
        auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
        SendLater(packet, HOME_AGENT, HOP_BY_HOP);
    }
};

/// Mobility Headers that get no answer.
class SilenceTestCase : public AnswerTestCase
{
  public:
    SilenceTestCase()
        : AnswerTestCase("A wrong checksum, malformed options and messages that nobody expects are "
                         "discarded in silence.")
    {
    }

  private:
    void DoRun() override
    {
        RunAndListen([this] {
            Bytes octets = MakeSpoiled(MOBILITY_TYPE, 8);
            SendOctets(octets, HOME_AGENT, {});
            SendOctets(octets, GetCareOfAddress(), {});
            SendOctets(Bytes(7), HOME_AGENT, {});
            // An option of length 255 in a Binding Update.
            BindingUpdate update;
            update.homeRegistration = true;
            octets = EncodeMobilityMessage(update);
            octets[12] = 200;
            octets[13] = 255;
            SendMobility(octets, HOME_AGENT, HOME_ADDRESS);
            SendMobility(MakeHomeTestInit(), HOME_AGENT);
        });
        NS_TEST_EXPECT_MSG_EQ(answers.size(), 0, "no answer");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::BAD_CHECKSUM], 3, "checksum");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::MALFORMED], 1, "option");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::UNEXPECTED_MESSAGE], 1, "Test Init");
    }
};

/// Packets with a Home Address option and without a binding.
class UnknownBindingTestCase : public AnswerTestCase
{
  public:
    UnknownBindingTestCase()
        : AnswerTestCase("A Home Address option without a binding is answered with Binding Error "
                         "1; one with an address that is not unicast routable is not.")
    {
    }

  private:
    void DoRun() override
    {
        RunAndListen([this] {
            SendData("2001:db8::7");
            SendData(HOME_ADDRESS); // bound, but to another care-of address
            SendData("ff02::1");
            SendData("fe80::7");
        });
        if (!ExpectAnswers(2))
        {
            return;
        }
        BindingError error{BindingErrorStatus::UNKNOWN_BINDING, "2001:db8::7", {}};
        ExpectBindingError(answers[0], HOME_AGENT, error);
        error.homeAddress = HOME_ADDRESS;
        ExpectBindingError(answers[1], HOME_AGENT, error);
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::NO_BINDING], 2, "no binding");
        NS_TEST_EXPECT_MSG_EQ(recorder.drops[Mip6DropReason::MALFORMED], 2, "bad address");
    }

    /// @param homeAddress of the option in front of a UDP packet for the home agent
    void SendData(const Ipv6Address& homeAddress)
    {
        auto packet = Create<Packet>(PAYLOAD_OCTETS);
        Mip6HomeAddressHeader option;
        option.Set(UDP, homeAddress);
        packet->AddHeader(option);
        SendLater(packet, HOME_AGENT, DESTINATION);
    }
};

/// Many packets that would be answered.
class RateTestCase : public AnswerTestCase
{
  public:
    /// @param burst value of the attribute @param least answers @param most answers
    RateTestCase(uint32_t burst, std::size_t least, std::size_t most)
        : AnswerTestCase("Of 1,000 packets in a second, no more than " + std::to_string(most) +
                         " are answered if " + std::to_string(burst) + " may be at once."),
          m_burst(burst),
          m_least(least),
          m_most(most)
    {
    }

  private:
    void DoRun() override
    {
        Config::SetDefault("ns3::Mip6Stack::ErrorBurst", UintegerValue(m_burst));
        spacing = MilliSeconds(1);
        RunAndListen([this] {
            for (int i = 0; i < 1000; ++i)
            {
                const uint8_t type = i % 2 == 0 ? 8 : 1;
                Bytes octets = MakeSpoiled(MOBILITY_TYPE, type);
                octets[PAYLOAD_PROTO] = UDP;
                SendMobility(octets, HOME_AGENT);
            }
        });
        Config::Reset();
        NS_TEST_EXPECT_MSG_GT_OR_EQ(answers.size(), m_least, "some are");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(answers.size(), m_most, "not many are");
        const auto dropped = recorder.drops[Mip6DropReason::UNKNOWN_MESSAGE] +
                             recorder.drops[Mip6DropReason::MALFORMED];
        NS_TEST_EXPECT_MSG_EQ(dropped, 1000, "all are dropped");
    }

    uint32_t m_burst;    //!< value of the attribute
    std::size_t m_least; //!< answers
    std::size_t m_most;  //!< answers
};

/// The suite.
class ErrorsTestSuite : public TestSuite
{
  public:
    ErrorsTestSuite()
        : TestSuite("mip6-errors")
    {
        AddTestCase(new UnknownTypeTestCase);
        AddTestCase(new WrongFieldTestCase);
        AddTestCase(new SilenceTestCase);
        AddTestCase(new UnknownBindingTestCase);
        AddTestCase(new RateTestCase(10, 19, 20));
        AddTestCase(new RateTestCase(0, 0, 0));
    }
};

ErrorsTestSuite g_errorsTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests

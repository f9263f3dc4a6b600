/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-error-answers.h"
#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address HOME_ADDRESS("2001:db8:1::10");
const Ipv6Address CARE_OF_ADDRESS("2001:db8:2::10");
const Ipv6Address NODE("2001:db8:1::1");

/// @return a packet with a Home Address option
OffendingPacket
MakePacket()
{
    return {CARE_OF_ADDRESS, NODE, HOME_ADDRESS};
}

/**
 * @param answer to look into
 * @return its Binding Error, which must be there
 */
BindingError
GetBindingError(const ErrorAnswer& answer)
{
    return std::get<BindingError>(std::get<SendMessage>(answer).message);
}

/**
 * @param answers of a node
 * @param now time of all packets
 * @param packets how many
 * @return how many are answered
 */
int
CountAnswers(ErrorAnswers& answers, const Time& now, int packets)
{
    int count = 0;
    for (int i = 0; i < packets; ++i)
    {
        count +=
            std::holds_alternative<std::monostate>(answers.HandleUnknownType(now, MakePacket()))
                ? 0
                : 1;
    }
    return count;
}

TEST(ErrorAnswers, UnknownTypeIsAnsweredWithStatusTwoToTheAddressOnTheWire)
{
    ErrorAnswers answers({});
    const auto answer = answers.HandleUnknownType(Seconds(1), MakePacket());
    const auto& send = std::get<SendMessage>(answer);
    EXPECT_EQ(send.source, NODE);
    EXPECT_EQ(send.destination, CARE_OF_ADDRESS);
    EXPECT_FALSE(send.homeAddressOption);
    EXPECT_FALSE(send.type2HomeAddress);
    EXPECT_EQ(GetBindingError(answer),
              (BindingError{BindingErrorStatus::UNKNOWN_MOBILITY_TYPE, HOME_ADDRESS, {}}));
}

TEST(ErrorAnswers, WithoutAHomeAddressOptionTheHomeAddressIsUnspecified)
{
    ErrorAnswers answers({});
    const auto answer = answers.HandleUnknownType(Seconds(1), {HOME_ADDRESS, NODE, {}});
    EXPECT_EQ(GetBindingError(answer).homeAddress, Ipv6Address::GetAny());
}

TEST(ErrorAnswers, UnknownBindingIsAnsweredWithStatusOne)
{
    ErrorAnswers answers({});
    const auto answer = answers.HandleUnknownBinding(Seconds(1), MakePacket());
    EXPECT_EQ(GetBindingError(answer),
              (BindingError{BindingErrorStatus::UNKNOWN_BINDING, HOME_ADDRESS, {}}));
}

TEST(ErrorAnswers, WrongPayloadProtoAndHeaderLenArePointedAt)
{
    ErrorAnswers answers({});
    const Refusal payloadProto{DecodeError::BAD_PAYLOAD_PROTO, 0};
    const Refusal headerLen{DecodeError::BAD_LENGTH, 1};
    const auto first = answers.HandleRefused(Seconds(1), MakePacket(), payloadProto, 64);
    const auto second = answers.HandleRefused(Seconds(1), MakePacket(), headerLen, 64);
    const auto& problem = std::get<ParameterProblem>(first);
    EXPECT_EQ(problem.source, NODE);
    EXPECT_EQ(problem.destination, CARE_OF_ADDRESS);
    EXPECT_EQ(problem.code, PARAMETER_PROBLEM_ERRONEOUS_FIELD);
    EXPECT_EQ(problem.pointer, 64U);
    EXPECT_EQ(std::get<ParameterProblem>(second).pointer, 65U);
}

TEST(ErrorAnswers, UnknownRoutingTypeIsAnsweredWithItsOctet)
{
    ErrorAnswers answers({1, Seconds(100)});
    const OffendingPacket packet = MakePacket();
    const auto first = answers.HandleUnknownRouting(Seconds(1), packet, 42);
    ASSERT_TRUE(std::holds_alternative<ParameterProblem>(first));
    const auto& problem = std::get<ParameterProblem>(first);
    EXPECT_EQ(problem.source, packet.destination);
    EXPECT_EQ(problem.destination, packet.source);
    EXPECT_EQ(problem.code, PARAMETER_PROBLEM_ERRONEOUS_FIELD);
    EXPECT_EQ(problem.pointer, 42U);
    const auto second = answers.HandleUnknownRouting(Seconds(1), packet, 42);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(second)) << "the only token is spent";
}

TEST(ErrorAnswers, OtherRefusalsStaySilent)
{
    ErrorAnswers answers({1, Seconds(100)});
    for (const Refusal& refusal : {Refusal{DecodeError::TRUNCATED, 1},
                                   Refusal{DecodeError::BAD_CHECKSUM, 4},
                                   Refusal{DecodeError::BAD_LENGTH, 13},
                                   Refusal{DecodeError::BAD_VALUE, 12}})
    {
        const auto answer = answers.HandleRefused(Seconds(1), MakePacket(), refusal, 40);
        EXPECT_TRUE(std::holds_alternative<std::monostate>(answer)) << GetName(refusal.error);
    }
    // Silence costs nothing: the only token is still there.
    EXPECT_EQ(CountAnswers(answers, Seconds(1), 2), 1);
}

TEST(ErrorAnswers, SourcesAndDestinationsThatAreNotOneNodeAreNotAnswered)
{
    ErrorAnswers answers({1, Seconds(100)});
    for (const OffendingPacket& packet : {OffendingPacket{"::", NODE, {}},
                                          OffendingPacket{"ff02::1", NODE, {}},
                                          OffendingPacket{CARE_OF_ADDRESS, "ff02::1", {}}})
    {
        EXPECT_TRUE(
            std::holds_alternative<std::monostate>(answers.HandleUnknownType(Seconds(1), packet)));
        EXPECT_TRUE(std::holds_alternative<std::monostate>(
            answers.HandleUnknownBinding(Seconds(1), packet)));
        EXPECT_TRUE(std::holds_alternative<std::monostate>(
            answers.HandleRefused(Seconds(1), packet, {DecodeError::BAD_PAYLOAD_PROTO, 0}, 40)));
        EXPECT_TRUE(std::holds_alternative<std::monostate>(
            answers.HandleUnknownRouting(Seconds(1), packet, 42)));
    }
    EXPECT_EQ(CountAnswers(answers, Seconds(1), 2), 1);
}

TEST(ErrorAnswers, BurstIsFollowedByOneAnswerPerInterval)
{
    ErrorAnswers answers({3, Seconds(2)});
    EXPECT_EQ(CountAnswers(answers, Seconds(10), 100), 3);
    EXPECT_EQ(CountAnswers(answers, Seconds(11.9), 100), 0);
    EXPECT_EQ(CountAnswers(answers, Seconds(12), 100), 1);
    EXPECT_EQ(CountAnswers(answers, Seconds(13.9), 100), 0);
    EXPECT_EQ(CountAnswers(answers, Seconds(16), 100), 2);
}

TEST(ErrorAnswers, QuietTimeEarnsNoMoreThanABurst)
{
    ErrorAnswers answers({3, Seconds(2)});
    EXPECT_EQ(CountAnswers(answers, Seconds(1), 100), 3);
    EXPECT_EQ(CountAnswers(answers, Hours(100), 100), 3);
    EXPECT_EQ(CountAnswers(answers, Hours(100), 100), 0);
}

TEST(ErrorAnswers, BurstIsThereAtTimeZero)
{
    ErrorAnswers answers({});
    EXPECT_EQ(CountAnswers(answers, Seconds(0), 100), 10);
    EXPECT_EQ(CountAnswers(answers, Seconds(1), 100), 10);
}

TEST(ErrorAnswers, BurstOfZeroStaysSilentForEver)
{
    ErrorAnswers answers({0, Seconds(1)});
    EXPECT_EQ(CountAnswers(answers, Hours(1), 100), 0);
}

TEST(ErrorAnswers, IntervalOfZeroEarnsNothing)
{
    ErrorAnswers answers({2, Seconds(0)});
    EXPECT_EQ(CountAnswers(answers, Seconds(1), 100), 2);
    EXPECT_EQ(CountAnswers(answers, Hours(1), 100), 0);
}

TEST(ErrorAnswers, UnknownNextHeaderIsPointedAt)
{
    ErrorAnswers answers({1, Seconds(0)});
    QuotedPacket quoted;
    quoted.nextHeader = NEXT_HEADER_NONE;
    quoted.nextHeaderOffset = 40;
    EXPECT_TRUE(std::holds_alternative<std::monostate>(
        answers.HandleUnknownNextHeader(Seconds(1), MakePacket(), quoted)));
    quoted.nextHeader = NEXT_HEADER_MOBILITY;
    const auto answer = answers.HandleUnknownNextHeader(Seconds(1), MakePacket(), quoted);
    const auto& problem = std::get<ParameterProblem>(answer);
    EXPECT_EQ(problem.source, NODE);
    EXPECT_EQ(problem.destination, CARE_OF_ADDRESS);
    EXPECT_EQ(problem.code, PARAMETER_PROBLEM_UNKNOWN_NEXT_HEADER);
    EXPECT_EQ(problem.pointer, 40);
}

TEST(ErrorAnswers, UnreachableAddressIsToldFromTheGivenSource)
{
    ErrorAnswers answers({1, Seconds(0)});
    const Ipv6Address source("fe80::1");
    const auto answer = answers.HandleUnreachable(Seconds(1), MakePacket(), source);
    const auto& error = std::get<DestinationUnreachable>(answer);
    EXPECT_EQ(error.source, source);
    EXPECT_EQ(error.destination, CARE_OF_ADDRESS);
    EXPECT_EQ(error.code, DESTINATION_UNREACHABLE_ADDRESS);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(
        answers.HandleUnreachable(Seconds(1), MakePacket(), source)));
}

TEST(ErrorAnswers, UnreachableAddressIsNotToldToAMulticastSource)
{
    ErrorAnswers answers({});
    OffendingPacket packet = MakePacket();
    packet.source = Ipv6Address("ff02::1");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(
        answers.HandleUnreachable(Seconds(1), packet, Ipv6Address("fe80::1"))));
}

TEST(ErrorAnswers, EncapsulationLimitIsPointedAtFromTheGivenSource)
{
    ErrorAnswers answers({1, Seconds(0)});
    const Ipv6Address source("2001:db8::5");
    const auto answer = answers.HandleEncapsulationLimit(Seconds(1), MakePacket(), source, 44);
    const auto& problem = std::get<ParameterProblem>(answer);
    EXPECT_EQ(problem.source, source);
    EXPECT_EQ(problem.destination, CARE_OF_ADDRESS);
    EXPECT_EQ(problem.code, PARAMETER_PROBLEM_ERRONEOUS_FIELD);
    EXPECT_EQ(problem.pointer, 44);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(
        answers.HandleEncapsulationLimit(Seconds(1), MakePacket(), source, 44)));
}

} // namespace

} // namespace ns3::mip6::tests

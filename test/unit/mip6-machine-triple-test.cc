/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-machine-triple.h"
#include "mip6-named-row.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

using State = Mip6MobileNodeState;

/**
 * Mobile node and correspondent node exchange packets directly.
 * @param triple after it has settled
 * @param careOfAddress of the mobile node
 */
void
ExpectOptimized(const MachineTriple& triple, const Ipv6Address& careOfAddress)
{
    EXPECT_EQ(triple.GetMobile().GetState(), State::REGISTERED);
    EXPECT_EQ(triple.GetMobilePath(), careOfAddress);
    EXPECT_EQ(triple.GetPeerPath(), careOfAddress);
    ASSERT_EQ(triple.GetPeer().GetBindingCache().GetSize(), 1U);
    const Binding* binding = triple.GetPeer().GetBindingCache().Find(HOME_ADDRESS);
    EXPECT_EQ(binding->careOfAddress, careOfAddress);
    const auto* entry = GetList(triple.GetMobile()).Find(CORRESPONDENT);
    ASSERT_NE(entry, nullptr);
    ASSERT_TRUE(entry->expiresAt);
    // What the mobile node counts on, the correspondent node holds.
    EXPECT_LE(*entry->expiresAt, binding->expiresAt);
}

/**
 * No side knows of a binding at the correspondent node.
 * @param triple after it has settled
 */
void
ExpectNotBound(const MachineTriple& triple)
{
    EXPECT_EQ(triple.GetMobilePath(), std::nullopt);
    EXPECT_EQ(triple.GetPeerPath(), std::nullopt);
    EXPECT_EQ(triple.GetPeer().GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(GetList(triple.GetMobile()).Find(CORRESPONDENT), nullptr);
}

/// @param lines any @param part to look for @return how many lines end with it
std::size_t
CountEndings(const Lines& lines, const std::string& part)
{
    return static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(), [&part](const std::string& line) {
            return line.size() >= part.size() &&
                   line.compare(line.size() - part.size(), part.size(), part) == 0;
        }));
}

/// @param number of the only message to lose @return what loses it
std::function<bool(std::size_t)>
LoseOnly(std::size_t number)
{
    return [number](std::size_t message) { return message == number; };
}

/// Registered at the first foreign link, then optimized.
class OptimizedTriple : public MachineTriple
{
  public:
    /// @param config of all
    explicit OptimizedTriple(const TripleConfig& config = TripleConfig())
        : MachineTriple(config)
    {
        MoveToA();
        LetFlow(MilliSeconds(100));
        Run(Seconds(10));
        ClearMessages();
    }
};

TEST(MachineTriple, RouteOptimizationTakesSixMessagesOfTheCorrespondentNode)
{
    TripleConfig config;
    config.homeDelay = MilliSeconds(40);
    MachineTriple triple(config);
    triple.MoveToA();
    triple.LetFlow(MilliSeconds(100));
    triple.Run(Minutes(1));
    EXPECT_EQ(triple.GetMessages(),
              (Lines{"1.01 home BU",
                     "2.05 BA 0",
                     "2.1 HoTI",
                     "2.1 CoTI",
                     "2.11 CoT",
                     "2.14 HoT",
                     "2.18 BU",
                     "2.19 BA 0"}));
    ExpectOptimized(triple, CARE_OF_A);
    EXPECT_EQ(triple.GetLostPackets(), 0U);
}

TEST(MachineTriple, UpdateWaitsForTheLongerPath)
{
    TripleConfig config;
    config.directDelay = MilliSeconds(70);
    MachineTriple triple(config);
    triple.MoveToA();
    triple.LetFlow(MilliSeconds(100));
    triple.Run(Minutes(1));
    ASSERT_EQ(triple.GetMessages().size(), 8U);
    EXPECT_EQ(triple.GetMessages()[2], "2.1 HoTI");
    EXPECT_EQ(triple.GetMessages()[6], "2.24 BU");
    ExpectOptimized(triple, CARE_OF_A);
}

TEST(MachineTriple, MoveWithAFreshHomeTokenTakesFourMessagesOfTheCorrespondentNode)
{
    OptimizedTriple triple;
    triple.MoveToB();
    triple.Run(Minutes(1));
    EXPECT_EQ(triple.GetMessages(),
              (Lines{"11.01 home BU",
                     "11.02 BA 0",
                     "11.03 CoTI",
                     "11.04 CoT",
                     "11.05 BU",
                     "11.06 BA 0"}));
    ExpectOptimized(triple, CARE_OF_B);
}

/// A single message that is lost.
struct LossRow : NamedRow
{
    std::size_t number; //!< of the message
};

/// @return each of the first eight messages
std::vector<LossRow>
MakeLossRows()
{
    const Lines names{"HomeUpdate",
                      "HomeAcknowledgement",
                      "HomeTestInit",
                      "CareOfTestInit",
                      "HomeTest",
                      "CareOfTest",
                      "Update",
                      "Acknowledgement"};
    std::vector<LossRow> rows;
    for (const auto& name : names)
    {
        rows.push_back({{name}, rows.size() + 1});
    }
    return rows;
}

/// See LossRow.
class LostMessage : public testing::TestWithParam<LossRow>
{
};

TEST_P(LostMessage, IsMadeUpForWithinFourSeconds)
{
    TripleConfig config;
    config.isLost = LoseOnly(GetParam().number);
    MachineTriple triple(config);
    triple.MoveToA();
    triple.LetFlow(MilliSeconds(100));
    triple.Run(Seconds(6));
    ExpectOptimized(triple, CARE_OF_A);
    EXPECT_EQ(triple.GetLostPackets(), 0U);
}

INSTANTIATE_TEST_SUITE_P(FirstRegistration,
                         LostMessage,
                         testing::ValuesIn(MakeLossRows()),
                         [](const auto& info) { return info.param.name; });

TEST(MachineTriple, ReturnDeletesTheBinding)
{
    OptimizedTriple triple;
    triple.MoveHome();
    triple.Run(Minutes(1));
    EXPECT_EQ(triple.GetMessages(),
              (Lines{"10.01 home BU", "10.02 BA 0", "10.03 BU", "10.04 BA 0"}));
    EXPECT_EQ(triple.GetMobile().GetState(), State::AT_HOME);
    ExpectNotBound(triple);
}

TEST(MachineTriple, LostDeletionIsRepeated)
{
    OptimizedTriple triple; // eight messages so far
    triple.Lose(LoseOnly(11));
    triple.MoveHome();
    triple.Run(Minutes(1));
    EXPECT_EQ(triple.GetMessages().size(), 5U);
    ExpectNotBound(triple);
}

TEST(MachineTriple, HomeAwayHomeAwayEndsOptimizedAgain)
{
    OptimizedTriple triple;
    triple.MoveHome();
    triple.Run(Minutes(1));
    triple.MoveToA();
    triple.Run(Minutes(1));
    ExpectOptimized(triple, CARE_OF_A);
}

TEST(MachineTriple, UnusedBindingEndsOnBothSides)
{
    OptimizedTriple triple;
    triple.LetFlow(std::nullopt);
    triple.Run(Seconds(500));
    ExpectNotBound(triple);
    EXPECT_EQ(triple.GetMobile().GetState(), State::REGISTERED);
}

TEST(MachineTriple, LongStayOutlivesTokensAndNonces)
{
    OptimizedTriple triple;
    triple.Run(Hours(3));
    ExpectOptimized(triple, CARE_OF_A);
    EXPECT_EQ(triple.GetLostPackets(), 0U);
    // A refresh every 315 s with the home agent. The home registration limits the lifetimes of the
    // others, some of which are shorter therefore.
    const std::size_t home = CountEndings(triple.GetMessages(), "home BU");
    EXPECT_EQ(home, 34U);
    EXPECT_EQ(CountEndings(triple.GetMessages(), " BU") - home, 46U);
}

TEST(MachineTriple, RestartedCorrespondentNodeGetsANewBinding)
{
    OptimizedTriple triple;
    triple.RestartPeer();
    triple.Run(Seconds(5));
    ExpectOptimized(triple, CARE_OF_A);
    EXPECT_EQ(CountEndings(triple.GetMessages(), "BE"), 1U);
    EXPECT_EQ(triple.GetLostPackets(), 1U);
}

TEST(MachineTriple, CorrespondentNodeThatRestartsDuringTheTestsIsBoundInTheEnd)
{
    MachineTriple triple;
    triple.MoveToA();
    triple.LetFlow(MilliSeconds(100));
    triple.Run(Seconds(2.115)); // a Test has been answered
    triple.RestartPeer();
    triple.Run(Minutes(5));
    ExpectOptimized(triple, CARE_OF_A);
}

TEST(MachineTriple, CorrespondentNodeThatRestartsDuringARefreshIsBoundInTheEnd)
{
    OptimizedTriple triple;
    triple.Run(Seconds(307.12)); // the tests of the refresh at 317.1 s are under way
    triple.RestartPeer();
    triple.Run(Minutes(5));
    ExpectOptimized(triple, CARE_OF_A);
}

TEST(MachineTriple, ThousandRandomMovesWithLossLeaveConsistentTables)
{
    constexpr uint32_t SEED = 20260704;
    std::mt19937 random(SEED);
    SCOPED_TRACE("seed " + std::to_string(SEED));
    MachineTriple triple;
    triple.Lose([&random](std::size_t) { return random() % 20 == 0; });
    triple.LetFlow(MilliSeconds(500));
    for (int move = 0; move < 1000; ++move)
    {
        const auto link = random() % 3;
        link == 0 ? triple.MoveHome() : link == 1 ? triple.MoveToA() : triple.MoveToB();
        triple.Run(MilliSeconds(random() % 20000));
    }
    triple.Lose([](std::size_t) { return false; });
    triple.MoveToB();
    triple.Run(Minutes(10));
    ExpectOptimized(triple, CARE_OF_B);
    triple.MoveHome();
    triple.Run(Minutes(10));
    ExpectNotBound(triple);
}

} // namespace

} // namespace ns3::mip6::tests

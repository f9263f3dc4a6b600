/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-played-correspondent.h"

#include "ns3/mip6-routability-test.h"

#include <gtest/gtest.h>
#include <set>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// A Home Test of nonce index 7 is waited for since 0 s, and random bits for more.
struct StartedTest
{
    StartedTest()
        : cookie(test.Start(Time(), HOME_ADDRESS, random))
    {
    }

    /// @return the nonce index of the token at a time @param at time
    std::optional<uint16_t> GetIndex(Time at) const
    {
        const auto token = test.GetToken(at, HOME_ADDRESS);
        return token ? std::optional<uint16_t>(token->nonceIndex) : std::nullopt;
    }

    RandomSource random{MakeCounter()}; //!< bits
    RoutabilityTest test;               //!< under test
    Cookie cookie;                      //!< of the latest Test Init
};

TEST(RoutabilityTest, NewOneWaitsForNothingAndHasNothing)
{
    const RoutabilityTest test;
    EXPECT_FALSE(test.IsRunning());
    EXPECT_FALSE(test.IsDue(Days(1)));
    EXPECT_EQ(test.GetRetryAt(), std::nullopt);
    EXPECT_EQ(test.GetAttempts(), 0U);
    EXPECT_FALSE(test.GetToken(Time(), Ipv6Address()));
}

TEST(RoutabilityTest, CookieHasAllOfTheRandomBits)
{
    RoutabilityTest test;
    const Cookie cookie = test.Start(Time(), HOME_ADDRESS, [] { return 0x1122334455667788U; });
    EXPECT_EQ(std::multiset<uint8_t>(cookie.begin(), cookie.end()),
              (std::multiset<uint8_t>{0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88}));
}

TEST(RoutabilityTest, WaitsOneSecondAndDoublesUpTo32Seconds)
{
    StartedTest started;
    std::vector<double> times;
    while (times.size() < 8)
    {
        const Time at = started.test.GetRetryAt().value();
        EXPECT_FALSE(started.test.IsDue(at - TimeStep(1)));
        EXPECT_TRUE(started.test.IsDue(at));
        times.push_back(at.GetSeconds());
        started.test.Repeat(at, started.random);
    }
    EXPECT_EQ(times, (std::vector<double>{1, 3, 7, 15, 31, 63, 95, 127}));
    EXPECT_EQ(started.test.GetAttempts(), 9U);
}

TEST(RoutabilityTest, DMN5EachTestInitHasAnotherCookie)
{
    StartedTest started;
    std::set<Cookie> cookies{started.cookie};
    for (int i = 1; i < 10; ++i)
    {
        cookies.insert(started.test.Repeat(Seconds(i), started.random));
    }
    cookies.insert(started.test.Start(Seconds(10), HOME_ADDRESS, started.random));
    EXPECT_EQ(cookies.size(), 11U);
}

TEST(RoutabilityTest, AnswerEndsTheWaitAndBringsTheToken)
{
    StartedTest started;
    EXPECT_TRUE(started.test.Accept(started.cookie, MakeToken(7)));
    EXPECT_FALSE(started.test.IsRunning());
    EXPECT_EQ(started.test.GetRetryAt(), std::nullopt);
    EXPECT_EQ(started.GetIndex(Seconds(1)), 7);
    EXPECT_EQ(started.test.GetToken(Seconds(1), HOME_ADDRESS)->token, MakeToken(7).token);
}

TEST(RoutabilityTest, EveryBitOfTheCookieCounts)
{
    StartedTest started;
    for (std::size_t bit = 0; bit < 64; ++bit)
    {
        Cookie wrong = started.cookie;
        wrong.at(bit / 8) = static_cast<uint8_t>(wrong.at(bit / 8) ^ 1 << bit % 8);
        EXPECT_FALSE(started.test.Accept(wrong, MakeToken(7))) << bit;
    }
    EXPECT_TRUE(started.test.IsRunning());
    EXPECT_EQ(started.GetIndex(Time()), std::nullopt);
}

TEST(RoutabilityTest, CookieOfAnEarlierTestInitIsRefused)
{
    StartedTest started;
    const Cookie latest = started.test.Repeat(Seconds(1), started.random);
    EXPECT_FALSE(started.test.Accept(started.cookie, MakeToken(7)));
    EXPECT_TRUE(started.test.Accept(latest, MakeToken(8)));
    EXPECT_EQ(started.GetIndex(Seconds(1)), 8);
}

TEST(RoutabilityTest, SecondAnswerIsRefusedAndChangesNothing)
{
    StartedTest started;
    started.test.Accept(started.cookie, MakeToken(7));
    EXPECT_FALSE(started.test.Accept(started.cookie, MakeToken(8)));
    EXPECT_EQ(started.GetIndex(Seconds(1)), 7);
}

TEST(RoutabilityTest, AnswerWithoutATestInitIsRefused)
{
    RoutabilityTest test;
    EXPECT_FALSE(test.Accept(Cookie{}, MakeToken(7)));
    EXPECT_FALSE(test.GetToken(Time(), Ipv6Address()));
}

TEST(RoutabilityTest, AnswerAfterStopIsRefused)
{
    StartedTest started;
    started.test.Stop();
    EXPECT_FALSE(started.test.Accept(started.cookie, MakeToken(7)));
    EXPECT_EQ(started.test.GetRetryAt(), std::nullopt);
}

TEST(RoutabilityTest, TokenStaysAfterStop)
{
    StartedTest started;
    started.test.Accept(started.cookie, MakeToken(7));
    started.test.Stop();
    EXPECT_EQ(started.GetIndex(Seconds(1)), 7);
}

TEST(RoutabilityTest, TokenEnds210SecondsAfterTheTestInitThatBroughtIt)
{
    StartedTest started;
    const Cookie latest = started.test.Repeat(Seconds(1), started.random);
    started.test.Accept(latest, MakeToken(7));
    EXPECT_EQ(started.GetIndex(Seconds(211) - TimeStep(1)), 7);
    EXPECT_EQ(started.GetIndex(Seconds(211)), std::nullopt);
}

TEST(RoutabilityTest, TokenIsForItsAddressOnly)
{
    StartedTest started;
    started.test.Accept(started.cookie, MakeToken(7));
    EXPECT_FALSE(started.test.GetToken(Seconds(1), CARE_OF_A));
}

TEST(RoutabilityTest, ForgottenTokenIsGone)
{
    StartedTest started;
    started.test.Accept(started.cookie, MakeToken(7));
    started.test.Forget();
    EXPECT_EQ(started.GetIndex(Seconds(1)), std::nullopt);
}

TEST(RoutabilityTest, StartForgetsTheTokenAndCountsAnew)
{
    StartedTest started;
    started.test.Accept(started.test.Repeat(Seconds(1), started.random), MakeToken(7));
    started.test.Start(Seconds(5), HOME_ADDRESS, started.random);
    EXPECT_EQ(started.GetIndex(Seconds(5)), std::nullopt);
    EXPECT_EQ(started.test.GetAttempts(), 1U);
    EXPECT_EQ(started.test.GetRetryAt(), Seconds(6));
}

} // namespace

} // namespace ns3::mip6::tests

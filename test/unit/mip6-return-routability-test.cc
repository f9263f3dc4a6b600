/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-played-correspondent.h"

#include "ns3/mip6-return-routability.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// Of a registration of the first care-of address.
const CorrespondentAddresses AT_A{HOME_ADDRESS, CARE_OF_A, CORRESPONDENT};
/// Of a registration of the second one.
const CorrespondentAddresses AT_B{HOME_ADDRESS, CARE_OF_B, CORRESPONDENT};
/// Of a deletion.
const CorrespondentAddresses AT_HOME{HOME_ADDRESS, HOME_ADDRESS, CORRESPONDENT};

/// The procedure with a correspondent node that is played.
class Procedure
{
  public:
    /// @param at time @param addresses of the registration @return messages
    Lines Begin(Time at, const CorrespondentAddresses& addresses)
    {
        return See(tests.Begin(at, addresses));
    }

    /// @param at time @return messages that were due
    Lines Repeat(Time at)
    {
        return See(tests.Repeat(at, AT_A));
    }

    /// @return whether the Home Test was waited for
    bool AnswerHome()
    {
        return tests.Accept(peer.MakeHomeTest());
    }

    /// @return whether the Care-of Test was waited for
    bool AnswerCareOf()
    {
        return tests.Accept(peer.MakeCareOfTest());
    }

    /// Get both tokens, at 0 s.
    void Complete()
    {
        Begin(Time(), AT_A);
        AnswerHome();
        AnswerCareOf();
    }

    RandomSource random{MakeCounter()}; //!< bits
    ReturnRoutability tests{random};    //!< under test
    PlayedCorrespondent peer;           //!< that it talks to

  private:
    /// @param actions of the procedure @return its messages
    Lines See(const Actions& actions)
    {
        peer.See(actions);
        return NameMessages(actions);
    }
};

TEST(ReturnRoutability, MN2112001TestInitsLeaveTogetherEachFromTheAddressThatItTests)
{
    RandomSource random = MakeCounter();
    ReturnRoutability tests(random);
    EXPECT_EQ(Describe(tests.Begin(Time(), AT_A)),
              (Lines{"Send 2001:db8::10 > 2001:db8:c::1 message 3b010100000000006400000000000000",
                     "Send 2001:db8:a::10 > 2001:db8:c::1 message"
                     " 3b010200000000006500000000000000"}));
    EXPECT_TRUE(tests.IsRunning());
    EXPECT_EQ(tests.GetRetryAt(), Seconds(1));
}

TEST(ReturnRoutability, TokensAreThereOnceBothTestsAreAnsweredInAnyOrder)
{
    for (const bool isHomeFirst : {true, false})
    {
        Procedure procedure;
        procedure.Begin(Time(), AT_A);
        EXPECT_TRUE(isHomeFirst ? procedure.AnswerHome() : procedure.AnswerCareOf());
        EXPECT_TRUE(procedure.tests.IsRunning());
        EXPECT_FALSE(procedure.tests.GetTokens(Time(), AT_A));
        EXPECT_TRUE(isHomeFirst ? procedure.AnswerCareOf() : procedure.AnswerHome());
        EXPECT_FALSE(procedure.tests.IsRunning());
        const auto tokens = procedure.tests.GetTokens(Time(), AT_A);
        ASSERT_TRUE(tokens);
        EXPECT_EQ(tokens->home.nonceIndex, 7);
        EXPECT_EQ(tokens->careOf.nonceIndex, 9);
        EXPECT_EQ(tokens->home.token, MakeToken(7).token);
        EXPECT_EQ(tokens->careOf.token, MakeToken(9).token);
    }
}

TEST(ReturnRoutability, CookiesOfTheTwoTestsAreNotInterchangeable)
{
    Procedure procedure;
    procedure.Begin(Time(), AT_A);
    HomeTest home = procedure.peer.MakeHomeTest();
    CareOfTest careOf = procedure.peer.MakeCareOfTest();
    std::swap(home.homeInitCookie, careOf.careOfInitCookie);
    EXPECT_FALSE(procedure.tests.Accept(home));
    EXPECT_FALSE(procedure.tests.Accept(careOf));
}

TEST(ReturnRoutability, OnlyTheMissingTestIsRepeated)
{
    Procedure procedure;
    procedure.Begin(Time(), AT_A);
    procedure.AnswerCareOf();
    EXPECT_EQ(procedure.tests.GetDueAttempts(Seconds(1) - TimeStep(1)), 0U);
    EXPECT_EQ(procedure.Repeat(Seconds(1) - TimeStep(1)), Lines());
    EXPECT_EQ(procedure.tests.GetDueAttempts(Seconds(1)), 1U);
    EXPECT_EQ(procedure.Repeat(Seconds(1)), Lines{"HoTI"});
    EXPECT_EQ(procedure.tests.GetRetryAt(), Seconds(3));
    EXPECT_EQ(procedure.tests.GetDueAttempts(Seconds(3)), 2U);
}

TEST(ReturnRoutability, FreshTokensNeedNoTest)
{
    Procedure procedure;
    procedure.Complete();
    EXPECT_EQ(procedure.Begin(Seconds(210) - TimeStep(1), AT_A), Lines());
    EXPECT_FALSE(procedure.tests.IsRunning());
}

TEST(ReturnRoutability, DMN4OldTokensAreRenewed)
{
    Procedure procedure;
    procedure.Complete();
    EXPECT_FALSE(procedure.tests.GetTokens(Seconds(210), AT_A));
    EXPECT_EQ(procedure.Begin(Seconds(210), AT_A), (Lines{"HoTI", "CoTI"}));
}

TEST(ReturnRoutability, NewCareOfAddressNeedsTheCareOfTestOnly)
{
    Procedure procedure;
    procedure.Complete();
    EXPECT_FALSE(procedure.tests.GetTokens(Seconds(10), AT_B));
    EXPECT_EQ(procedure.Begin(Seconds(10), AT_B), Lines{"CoTI"});
    EXPECT_TRUE(procedure.AnswerCareOf());
    EXPECT_TRUE(procedure.tests.GetTokens(Seconds(10), AT_B));
    EXPECT_FALSE(procedure.tests.GetTokens(Seconds(10), AT_A));
}

TEST(ReturnRoutability, NewCareOfAddressWithAnOldHomeTokenNeedsBothTests)
{
    Procedure procedure;
    procedure.Complete();
    EXPECT_EQ(procedure.Begin(Seconds(215), AT_B), (Lines{"HoTI", "CoTI"}));
}

TEST(ReturnRoutability, DeletionNeedsNoCareOfTest)
{
    Procedure procedure;
    EXPECT_EQ(procedure.Begin(Time(), AT_HOME), Lines{"HoTI"});
    EXPECT_TRUE(procedure.AnswerHome());
    const auto tokens = procedure.tests.GetTokens(Time(), AT_HOME);
    ASSERT_TRUE(tokens);
    EXPECT_EQ(tokens->home.nonceIndex, 7);
    EXPECT_EQ(tokens->careOf.nonceIndex, 0);
}

TEST(ReturnRoutability, DeletionWithAFreshHomeTokenNeedsNoTest)
{
    Procedure procedure;
    procedure.Complete();
    EXPECT_EQ(procedure.Begin(Seconds(209), AT_HOME), Lines());
    EXPECT_TRUE(procedure.tests.GetTokens(Seconds(209), AT_HOME));
}

TEST(ReturnRoutability, StopKeepsTokens)
{
    Procedure procedure;
    procedure.Begin(Time(), AT_A);
    procedure.AnswerHome();
    procedure.tests.Stop();
    EXPECT_FALSE(procedure.tests.IsRunning());
    EXPECT_EQ(procedure.tests.GetRetryAt(), std::nullopt);
    EXPECT_FALSE(procedure.AnswerCareOf());
    EXPECT_EQ(procedure.Begin(Seconds(5), AT_A), Lines{"CoTI"});
}

TEST(ReturnRoutability, ForgottenTokensAreAskedForOneByOne)
{
    Procedure procedure;
    procedure.Complete();
    procedure.tests.ForgetHomeToken();
    EXPECT_FALSE(procedure.tests.GetTokens(Seconds(1), AT_A));
    EXPECT_EQ(procedure.Begin(Seconds(1), AT_A), Lines{"HoTI"});
    EXPECT_TRUE(procedure.AnswerHome());
    procedure.tests.ForgetCareOfToken();
    EXPECT_FALSE(procedure.tests.GetTokens(Seconds(1), AT_A));
    EXPECT_EQ(procedure.Begin(Seconds(1), AT_A), Lines{"CoTI"});
}

} // namespace

} // namespace ns3::mip6::tests

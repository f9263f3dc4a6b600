/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-advertisement-makers.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-prefix-discovery.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Registered on the first foreign link.
const PrefixDiscoveryPath PATH_A{CARE_OF_A, HOME_ADDRESS, HOME_AGENT};
/// Registered on the second foreign link.
const PrefixDiscoveryPath PATH_B{CARE_OF_B, HOME_ADDRESS, HOME_AGENT};

/// @param identifier random @return the solicitation over the first foreign link
Lines
SolicitationA(int identifier)
{
    return {"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 prefix solicitation " +
            std::to_string(identifier)};
}

/// @param identifier random @return the solicitation over the second foreign link
Lines
SolicitationB(int identifier)
{
    return {"Send 2001:db8:b::10 > 2001:db8::1 option 2001:db8::10 prefix solicitation " +
            std::to_string(identifier)};
}

/// @param identifier to put in @return an advertisement of the home prefix as it shall be
PrefixAdvertisementInput
MakeInput(uint16_t identifier)
{
    PrefixAdvertisementInput input{HOME_AGENT, HOME_ADDRESS, {}};
    input.message.identifier = identifier;
    input.message.options = {MakePrefix(HOME_AGENT)};
    GetPrefix(input.message).routerAddress = true;
    return input;
}

/// A prefix discovery whose identifiers count up from 101.
struct Played
{
    /// Perform what is due, one deadline after the other. @param until time, inclusive
    /// @return times of solicitations
    std::vector<double> Run(Time until)
    {
        std::vector<double> times;
        for (auto at = discovery.GetNextDeadline(); at && *at <= until;
             at = discovery.GetNextDeadline())
        {
            EXPECT_TRUE(discovery.HandleDeadline(*at - TimeStep(1)).empty());
            if (!discovery.HandleDeadline(*at).empty())
            {
                times.push_back(at->GetSeconds());
            }
        }
        return times;
    }

    /// The same, and each solicitation is answered at once. @param until time, inclusive
    /// @return times of solicitations
    std::vector<double> RunAnswered(Time until)
    {
        std::vector<double> times;
        for (auto at = discovery.GetNextDeadline(); at && *at <= until;
             at = discovery.GetNextDeadline())
        {
            EXPECT_EQ(discovery.HandleDeadline(*at).size(), 1U);
            times.push_back(at->GetSeconds());
            discovery.HandleAdvertisement(*at, MakeInput(static_cast<uint16_t>(bits)));
        }
        return times;
    }

    uint64_t bits{100};                                   //!< last random bits
    PrefixDiscovery discovery{[this] { return ++bits; }}; //!< under test
};

TEST(PrefixDiscovery, NewOneIsSilent)
{
    Played played;
    EXPECT_FALSE(played.discovery.IsRunning());
    EXPECT_EQ(played.discovery.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(played.discovery.HandleDeadline(Days(1)).empty());
    const auto result = played.discovery.HandleAdvertisement(Seconds(1), MakeInput(1));
    EXPECT_EQ(result.verdict, PrefixAdvertisementVerdict::DISCARDED);
    EXPECT_TRUE(result.actions.empty());
}

TEST(PrefixDiscovery, SolicitationCarriesTheHomeAddressUnlessItIsTheSource)
{
    Played played;
    EXPECT_EQ(Describe(played.discovery.Solicit(Seconds(1), PATH_A)), SolicitationA(101));
    Played home;
    EXPECT_EQ(
        Describe(home.discovery.Solicit(Seconds(1), {HOME_ADDRESS, HOME_ADDRESS, HOME_AGENT})),
        Lines{"Send 2001:db8::10 > 2001:db8::1 prefix solicitation 101"});
}

TEST(PrefixDiscovery, MN41111004UnansweredIsRepeatedAfterThreeSecondsDoublingUpTo32)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    EXPECT_EQ(played.Run(Seconds(160)), (std::vector<double>{3, 9, 21, 45, 77, 109, 141}));
    // The same message: an answer to any of them will do.
    EXPECT_EQ(Describe(played.discovery.HandleDeadline(Seconds(173))), SolicitationA(101));
}

TEST(PrefixDiscovery, MN42111001AnswerBringsThePrefixesAndEndsTheRepetition)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    const PrefixAdvertisementInput answer = MakeInput(101);
    const auto result = played.discovery.HandleAdvertisement(Seconds(1), answer);
    EXPECT_EQ(result.verdict, PrefixAdvertisementVerdict::ACCEPTED);
    EXPECT_EQ(
        result.prefixes,
        std::vector<PrefixInformation>{std::get<PrefixInformation>(answer.message.options[0])});
    EXPECT_TRUE(result.actions.empty());
    EXPECT_FALSE(played.discovery.IsRunning());
    EXPECT_EQ(played.discovery.GetNextDeadline(), std::nullopt);
}

TEST(PrefixDiscovery, MN42111019UnknownOptionIsSkipped)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    PrefixAdvertisementInput answer = MakeInput(101);
    answer.message.options.insert(answer.message.options.begin(), UnknownNdOption{200, {1, 2}});
    answer.message.options.emplace_back(MakePrefix(PREFIX_B));
    const auto result = played.discovery.HandleAdvertisement(Seconds(1), answer);
    EXPECT_EQ(result.verdict, PrefixAdvertisementVerdict::ACCEPTED);
    EXPECT_EQ(result.prefixes.size(), 2U);
}

TEST(PrefixDiscovery, AnswerCountsOnceAndAfterwardsIsAReasonToAsk)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    played.discovery.HandleAdvertisement(Seconds(1), MakeInput(101));
    const auto result = played.discovery.HandleAdvertisement(Seconds(5), MakeInput(101));
    EXPECT_EQ(result.verdict, PrefixAdvertisementVerdict::UNSOLICITED);
    EXPECT_TRUE(result.prefixes.empty());
    EXPECT_EQ(Describe(result.actions), SolicitationA(102));
}

TEST(PrefixDiscovery, MN41111002UnsolicitedAdvertisementIsAReasonToAskAtOnce)
{
    Played played;
    EXPECT_TRUE(played.discovery.Move(Time(), PATH_A).empty());
    const auto result = played.discovery.HandleAdvertisement(Seconds(5), MakeInput(7));
    EXPECT_EQ(result.verdict, PrefixAdvertisementVerdict::UNSOLICITED);
    EXPECT_TRUE(result.prefixes.empty());
    EXPECT_EQ(Describe(result.actions), SolicitationA(101));
    EXPECT_EQ(played.discovery.GetNextDeadline(), Seconds(8));
}

TEST(PrefixDiscovery, UnsolicitedAdvertisementIsAnsweredByTheHomeAddressThatItCameTo)
{
    Played played;
    played.discovery.Move(Time(), PATH_A);
    PrefixAdvertisementInput input = MakeInput(7);
    input.homeAddress = Ipv6Address("2001:db8::11");
    EXPECT_EQ(Describe(played.discovery.HandleAdvertisement(Seconds(5), input).actions),
              Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::11 prefix solicitation "
                    "101"});
}

TEST(PrefixDiscovery, UnsolicitedAdvertisementsDoNotDisturbAnExchange)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    EXPECT_TRUE(played.discovery.HandleAdvertisement(Seconds(1), MakeInput(7)).actions.empty());
    EXPECT_EQ(played.discovery.GetNextDeadline(), Seconds(3));
    EXPECT_EQ(played.discovery.HandleAdvertisement(Seconds(2), MakeInput(101)).verdict,
              PrefixAdvertisementVerdict::ACCEPTED);
}

TEST(PrefixDiscovery, FloodOfUnsolicitedAdvertisementsCostsOneSolicitationInThreeSeconds)
{
    Played played;
    played.discovery.Move(Time(), PATH_A);
    std::vector<double> times;
    for (Time now = Seconds(10); now < Seconds(20); now += MilliSeconds(500))
    {
        Actions actions = played.discovery.HandleDeadline(now);
        Append(actions, played.discovery.HandleAdvertisement(now, MakeInput(7)).actions);
        if (!actions.empty())
        {
            times.push_back(now.GetSeconds());
            played.discovery.HandleAdvertisement(now,
                                                 MakeInput(static_cast<uint16_t>(played.bits)));
        }
    }
    EXPECT_EQ(times, (std::vector<double>{10, 13, 16, 19}));
}

TEST(PrefixDiscovery, MN42111012AdvertisementOfSomebodyElseIsDiscarded)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    PrefixAdvertisementInput input = MakeInput(101);
    input.source = Ipv6Address("2001:db8::2");
    EXPECT_EQ(played.discovery.HandleAdvertisement(Seconds(1), input).verdict,
              PrefixAdvertisementVerdict::DISCARDED);
    EXPECT_EQ(played.Run(Seconds(10)), (std::vector<double>{3, 9}));
}

TEST(PrefixDiscovery, AdvertisementWithoutARoutingHeaderOrWithoutAPrefixIsDiscarded)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    PrefixAdvertisementInput bare = MakeInput(101);
    bare.homeAddress.reset();
    EXPECT_EQ(played.discovery.HandleAdvertisement(Seconds(1), bare).verdict,
              PrefixAdvertisementVerdict::DISCARDED);
    PrefixAdvertisementInput empty = MakeInput(101);
    empty.message.options.clear();
    EXPECT_EQ(played.discovery.HandleAdvertisement(Seconds(1), empty).verdict,
              PrefixAdvertisementVerdict::DISCARDED);
    EXPECT_TRUE(played.discovery.IsRunning());
}

TEST(PrefixDiscovery, SolicitWhileAnAnswerIsWaitedForSendsNothing)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    EXPECT_TRUE(played.discovery.Solicit(Seconds(2), PATH_A).empty());
    EXPECT_TRUE(played.discovery.Move(Seconds(2), PATH_A).empty());
    EXPECT_EQ(played.discovery.GetNextDeadline(), Seconds(3));
}

TEST(PrefixDiscovery, AfterAMoveTheExchangeGoesOnFromTheNewCareOfAddress)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    played.Run(Seconds(9));
    EXPECT_EQ(Describe(played.discovery.Move(Seconds(10), PATH_B)), SolicitationB(101));
    EXPECT_EQ(played.discovery.GetNextDeadline(), Seconds(13));
}

TEST(PrefixDiscovery, SuspendedNeitherSendsNorAccepts)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    played.discovery.Suspend();
    EXPECT_EQ(played.discovery.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(played.discovery.HandleDeadline(Seconds(3)).empty());
    EXPECT_EQ(played.discovery.HandleAdvertisement(Seconds(4), MakeInput(101)).verdict,
              PrefixAdvertisementVerdict::DISCARDED);
    EXPECT_EQ(Describe(played.discovery.Move(Seconds(50), PATH_B)), SolicitationB(101));
}

TEST(PrefixDiscovery, MN41111001AsksBeforeAShortLivedHomeAddressEnds)
{
    Played played;
    played.discovery.Move(Time(), PATH_A);
    played.discovery.SetExpiry(Time(), {Seconds(90), Seconds(90)});
    EXPECT_EQ(played.Run(Seconds(90)), (std::vector<double>{45, 48, 54, 66, 90}));
}

TEST(PrefixDiscovery, AsksAnHourBeforeALongLivedHomeAddressIsDeprecated)
{
    Played played;
    played.discovery.Move(Time(), PATH_A);
    played.discovery.SetExpiry(Time(), {Days(7), Days(30)});
    EXPECT_EQ(played.discovery.GetNextDeadline(), Days(7) - Hours(1));
}

TEST(PrefixDiscovery, HomeAddressThatNeverEndsIsNoReasonToAsk)
{
    Played played;
    played.discovery.Move(Time(), PATH_A);
    played.discovery.SetExpiry(Time(), {});
    EXPECT_EQ(played.discovery.GetNextDeadline(), std::nullopt);
}

TEST(PrefixDiscovery, EndThatIsNotPutOffIsAskedAboutAFewTimes)
{
    Played played;
    played.discovery.Move(Time(), PATH_A);
    played.discovery.SetExpiry(Time(), {Seconds(32), Seconds(96)});
    EXPECT_EQ(played.RunAnswered(Days(1)), (std::vector<double>{16, 24, 28, 62, 79, 87.5, 91.75}));
}

TEST(PrefixDiscovery, EndThatIsPutOffMovesTheNextSolicitation)
{
    Played played;
    played.discovery.Move(Time(), PATH_A);
    played.discovery.SetExpiry(Time(), {std::nullopt, Seconds(90)});
    EXPECT_EQ(played.RunAnswered(Seconds(45)), std::vector<double>{45});
    played.discovery.SetExpiry(Seconds(45), {std::nullopt, Seconds(1045)});
    EXPECT_EQ(played.discovery.GetNextDeadline(), Seconds(545));
    played.discovery.SetExpiry(Seconds(500), {std::nullopt, Seconds(1045)});
    EXPECT_EQ(played.discovery.GetNextDeadline(), Seconds(545));
}

TEST(PrefixDiscovery, WhatWasDueWhileSuspendedIsAskedForAfterwards)
{
    Played played;
    played.discovery.Move(Time(), PATH_A);
    played.discovery.SetExpiry(Time(), {std::nullopt, Seconds(90)});
    played.discovery.Suspend();
    EXPECT_EQ(played.discovery.GetNextDeadline(), std::nullopt);
    EXPECT_EQ(Describe(played.discovery.Move(Seconds(60), PATH_B)), SolicitationB(101));
}

TEST(PrefixDiscovery, PlannedSolicitationDoesNotReplaceOneThatIsWanted)
{
    Played played;
    played.discovery.Solicit(Time(), PATH_A);
    played.discovery.HandleAdvertisement(Seconds(1), MakeInput(101));
    EXPECT_TRUE(played.discovery.HandleAdvertisement(Seconds(2), MakeInput(7)).actions.empty());
    played.discovery.SetExpiry(Seconds(2), {std::nullopt, Days(1)});
    EXPECT_EQ(played.discovery.GetNextDeadline(), Seconds(3));
    EXPECT_EQ(Describe(played.discovery.HandleDeadline(Seconds(3))), SolicitationA(102));
}

} // namespace

} // namespace ns3::mip6::tests

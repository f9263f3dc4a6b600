/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-advertisement-makers.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-prefix-advertising.h"

#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// A second mobile node.
const Ipv6Address OTHER_HOME_ADDRESS("2001:db8::11");
/// A second prefix of the home link.
const Ipv6Address SECOND_PREFIX_ADDRESS("2001:db8:2::1");

/// @param address of the home agent @param preferred lifetime @param valid lifetime
/// @return a prefix with constant lifetimes
LinkPrefix
MakeLinkPrefix(const Ipv6Address& address, Time preferred = Days(7), Time valid = Days(30))
{
    return {address, 64, true, true, {preferred, {}}, {valid, {}}};
}

/// @param prefixes of the home link @return as a list
LinkPrefixes
MakeLink(const std::vector<LinkPrefix>& prefixes)
{
    LinkPrefixes link;
    for (const LinkPrefix& prefix : prefixes)
    {
        link.Set(Time(), prefix);
    }
    return link;
}

/// @param at time of deliveries @param deliveries any @return one line for each
Lines
Describe(Time at, const PrefixDeliveries& deliveries)
{
    Lines lines;
    for (const PrefixDelivery& delivery : deliveries)
    {
        std::ostringstream text;
        text << at.GetSeconds() << ' ' << delivery.homeAddress;
        if (delivery.careOfAddress)
        {
            text << " at " << *delivery.careOfAddress;
        }
        text << " id " << delivery.message.identifier;
        for (const NdOption& option : delivery.message.options)
        {
            const auto& prefix = std::get<PrefixInformation>(option);
            text << ' ' << prefix.prefix << (prefix.routerAddress ? " R " : " ")
                 << prefix.preferredLifetime.ToInteger(Time::S) << '/'
                 << prefix.validLifetime.ToInteger(Time::S);
        }
        lines.push_back(text.str());
    }
    return lines;
}

/// A home agent's advertising with one prefix, and what it has sent.
struct Played
{
    /// @param config of the advertising
    explicit Played(PrefixAdvertisingConfig config = {})
        : advertising(config, MakeLink({MakeLinkPrefix(HOME_AGENT)}), [this] { return ++bits; })
    {
    }

    /// Perform what is due, one deadline after the other. @param until time, inclusive
    /// @return times of advertisements
    std::vector<double> Run(Time until)
    {
        std::vector<double> times;
        for (auto at = advertising.GetNextDeadline(); at && *at <= until;
             at = advertising.GetNextDeadline())
        {
            EXPECT_TRUE(advertising.HandleDeadline(*at - TimeStep(1)).empty());
            for (const PrefixDelivery& delivery : advertising.HandleDeadline(*at))
            {
                times.push_back(at->GetSeconds());
                last = delivery;
            }
        }
        return times;
    }

    /// @param now time @param preferred lifetime from now on @param valid lifetime from now on
    /// @return what the change leads to
    PrefixDeliveries Change(Time now, Time preferred, Time valid)
    {
        return advertising.HandlePrefixes(now,
                                          MakeLink({MakeLinkPrefix(HOME_AGENT, preferred, valid)}));
    }

    /// @param now time @param identifier of a solicitation @return the answer
    PrefixDeliveries Solicit(Time now, uint16_t identifier)
    {
        return advertising.HandleSolicitation(now, {HOME_ADDRESS, CARE_OF_A, {identifier}});
    }

    uint64_t bits{100};            //!< last random bits
    PrefixAdvertising advertising; //!< under test
    PrefixDelivery last;           //!< latest advertisement of Run
};

/// The usual one, with a mobile node that registered at 0 s and was answered then.
struct AnsweredOnce : Played
{
    /// @param config of the advertising
    explicit AnsweredOnce(PrefixAdvertisingConfig config = {})
        : Played(config)
    {
        advertising.HandleRegistration(Time(), HOME_ADDRESS);
        Solicit(Time(), 1);
        bits = 100;
    }
};

TEST(PrefixAdvertising, HA811SolicitationIsAnsweredRightAway)
{
    Played played;
    played.advertising.HandleRegistration(Time(), HOME_ADDRESS);
    EXPECT_EQ(Describe(Seconds(5), played.Solicit(Seconds(5), 0xBEEF)),
              Lines{"5 2001:db8::10 at 2001:db8:a::10 id 48879 2001:db8::1 R 604800/2592000"});
}

TEST(PrefixAdvertising, DHA24AllPrefixesAreAdvertised)
{
    AnsweredOnce played;
    played.advertising.HandlePrefixes(
        Seconds(1),
        MakeLink({MakeLinkPrefix(HOME_AGENT),
                  MakeLinkPrefix(SECOND_PREFIX_ADDRESS, Seconds(0), Seconds(0))}));
    EXPECT_EQ(Describe(Seconds(5), played.Solicit(Seconds(5), 7)),
              Lines{"5 2001:db8::10 at 2001:db8:a::10 id 7 2001:db8::1 R 604800/2592000 "
                    "2001:db8:2::1 R 0/0"});
}

TEST(PrefixAdvertising, StrangersAreNotAnswered)
{
    Played played;
    EXPECT_TRUE(played.Solicit(Seconds(5), 7).empty());
    EXPECT_EQ(played.advertising.GetNextDeadline(), std::nullopt);
}

TEST(PrefixAdvertising, SwitchedOffItIsSilent)
{
    PrefixAdvertisingConfig config;
    config.enabled = false;
    Played played(config);
    EXPECT_TRUE(played.advertising.HandleRegistration(Time(), HOME_ADDRESS).empty());
    EXPECT_TRUE(played.Solicit(Seconds(5), 7).empty());
    EXPECT_TRUE(played.Change(Seconds(6), Seconds(0), Seconds(0)).empty());
    EXPECT_EQ(played.advertising.GetNextDeadline(), std::nullopt);
}

TEST(PrefixAdvertising, MobileNodeGetsOneAdvertisementInASecondAtMost)
{
    AnsweredOnce played;
    EXPECT_TRUE(played.Solicit(MilliSeconds(300), 2).empty());
    EXPECT_TRUE(played.Solicit(MilliSeconds(600), 3).empty());
    EXPECT_EQ(played.advertising.GetNextDeadline(), Seconds(1));
    // The latest one is answered.
    EXPECT_EQ(Describe(Seconds(1), played.advertising.HandleDeadline(Seconds(1))),
              Lines{"1 2001:db8::10 at 2001:db8:a::10 id 3 2001:db8::1 R 604800/2592000"});
    EXPECT_TRUE(played.Change(MilliSeconds(1500), Seconds(5), Seconds(10)).empty());
    EXPECT_EQ(played.Run(Seconds(4)), std::vector<double>{2});
}

TEST(PrefixAdvertising, NewRegistrationGetsOneAfterARandomDelay)
{
    for (uint64_t bits : {uint64_t{0}, uint64_t{85799999999999}, UINT64_MAX})
    {
        PrefixAdvertising advertising({}, MakeLink({MakeLinkPrefix(HOME_AGENT)}), [bits] {
            return bits;
        });
        EXPECT_TRUE(advertising.HandleRegistration(Seconds(10), HOME_ADDRESS).empty());
        EXPECT_EQ(advertising.GetNextDeadline(), Seconds(610) + TimeStep(bits % 85800000000000))
            << bits;
    }
}

TEST(PrefixAdvertising, PreferredLifetimeLimitsTheDelay)
{
    for (Time preferred : {Seconds(700), Seconds(600), Seconds(550)})
    {
        PrefixAdvertising advertising({},
                                      MakeLink({MakeLinkPrefix(HOME_AGENT, preferred, Days(1))}),
                                      [] { return UINT64_MAX; });
        advertising.HandleRegistration(Time(), HOME_ADDRESS);
        const Time at = advertising.GetNextDeadline().value();
        EXPECT_GE(at, Seconds(600)) << preferred;
        EXPECT_LE(at, Seconds(600) + Abs(preferred - Seconds(600))) << preferred;
    }
}

TEST(PrefixAdvertising, DHA23UnsolicitedOneIsRepeatedAfter3And6And12SecondsAndNotAgain)
{
    AnsweredOnce played;
    EXPECT_EQ(Describe(Seconds(10), played.Change(Seconds(10), Seconds(60), Seconds(120))),
              Lines{"10 2001:db8::10 id 101 2001:db8::1 R 60/120"});
    EXPECT_EQ(played.Run(Seconds(900)), (std::vector<double>{13, 19, 31}));
    EXPECT_EQ(played.last.message.identifier, 101);
    EXPECT_EQ(played.advertising.GetNextDeadline(), Seconds(31 + 86400));
}

TEST(PrefixAdvertising, SolicitationEndsTheRepetition)
{
    AnsweredOnce played;
    played.Change(Seconds(10), Seconds(60), Seconds(120));
    EXPECT_EQ(played.Run(Seconds(13)), std::vector<double>{13});
    EXPECT_EQ(Describe(Seconds(15), played.Solicit(Seconds(15), 7)),
              Lines{"15 2001:db8::10 at 2001:db8:a::10 id 7 2001:db8::1 R 60/120"});
    EXPECT_TRUE(played.Run(Seconds(900)).empty());
}

TEST(PrefixAdvertising, SolicitationWithinASecondOfTheAdvertisementIsAnsweredThereafter)
{
    AnsweredOnce played;
    played.Change(Seconds(10), Seconds(60), Seconds(120));
    EXPECT_TRUE(played.Solicit(MilliSeconds(10050), 7).empty());
    EXPECT_EQ(played.Run(Seconds(900)), std::vector<double>{11});
    EXPECT_EQ(played.last.message.identifier, 7);
}

TEST(PrefixAdvertising, BindingUpdateEndsTheRepetition)
{
    AnsweredOnce played;
    played.Change(Seconds(10), Seconds(60), Seconds(120));
    EXPECT_TRUE(played.advertising.HandleRegistration(Seconds(12), HOME_ADDRESS).empty());
    EXPECT_TRUE(played.Run(Seconds(900)).empty());
    EXPECT_TRUE(played.advertising.HandleRegistration(Seconds(900), HOME_ADDRESS).empty());
}

TEST(PrefixAdvertising, BindingUpdateAfterTheLastRepetitionStartsItAgain)
{
    AnsweredOnce played;
    played.Change(Seconds(10), Seconds(60), Seconds(120));
    played.Run(Seconds(31));
    EXPECT_EQ(
        Describe(Seconds(50), played.advertising.HandleRegistration(Seconds(50), HOME_ADDRESS)),
        Lines{"50 2001:db8::10 id 102 2001:db8::1 R 60/120"});
    EXPECT_EQ(played.Run(Seconds(900)), (std::vector<double>{53, 59, 71}));
}

TEST(PrefixAdvertising, EndOfTheBindingEndsTheRepetitionAndTheNextOneStartsItAgain)
{
    AnsweredOnce played;
    played.Change(Seconds(10), Seconds(60), Seconds(120));
    played.advertising.HandleExpiry(Seconds(12), HOME_ADDRESS);
    EXPECT_TRUE(played.Run(Seconds(900)).empty());
    EXPECT_TRUE(played.Solicit(Seconds(900), 7).empty());
    EXPECT_EQ(played.advertising.HandleRegistration(Seconds(901), HOME_ADDRESS).size(), 1U);
    EXPECT_EQ(played.Run(Seconds(1000)), (std::vector<double>{904, 910, 922}));
}

TEST(PrefixAdvertising, SilenceIsForgottenAfterADay)
{
    AnsweredOnce played;
    played.Change(Seconds(10), Seconds(60), Seconds(120));
    played.advertising.HandleExpiry(Seconds(12), HOME_ADDRESS);
    EXPECT_TRUE(played.Run(Days(2)).empty());
    EXPECT_EQ(played.advertising.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(played.advertising.HandleRegistration(Days(2), HOME_ADDRESS).empty());
}

TEST(PrefixAdvertising, EndOfTheBindingCancelsWhatIsScheduled)
{
    AnsweredOnce expired;
    expired.advertising.HandleExpiry(Seconds(12), HOME_ADDRESS);
    EXPECT_EQ(expired.advertising.GetNextDeadline(), std::nullopt);
    AnsweredOnce deleted;
    deleted.Change(Seconds(10), Seconds(60), Seconds(120));
    deleted.advertising.HandleDeletion(HOME_ADDRESS);
    EXPECT_EQ(deleted.advertising.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(deleted.advertising.HandleRegistration(Seconds(20), HOME_ADDRESS).empty());
}

TEST(PrefixAdvertising, OneThatIsADayOldIsFollowedByAnother)
{
    PrefixAdvertisingConfig config;
    config.minInterval = Seconds(20);
    config.maxInterval = Seconds(20);
    AnsweredOnce played(config);
    EXPECT_EQ(played.Run(Seconds(70)), (std::vector<double>{40, 43, 49, 61}));
    EXPECT_EQ(played.Run(Seconds(102)), std::vector<double>{101});
}

TEST(PrefixAdvertising, ChangeThatDoesNotDeprecateIsToldAfterARandomDelay)
{
    AnsweredOnce played;
    EXPECT_TRUE(played.Change(Seconds(10), Days(6), Days(30)).empty());
    EXPECT_EQ(played.advertising.GetNextDeadline(), Seconds(610) + TimeStep(101));
    // A further change does not move it.
    EXPECT_TRUE(played.Change(Seconds(20), Days(5), Days(30)).empty());
    EXPECT_EQ(played.advertising.GetNextDeadline(), Seconds(610) + TimeStep(101));
    played.Run(Seconds(611));
    EXPECT_EQ(Describe(Time(), {played.last}),
              Lines{"0 2001:db8::10 id 102 2001:db8::1 R 432000/2592000"});
}

TEST(PrefixAdvertising, ChangeOfAFlagIsTold)
{
    AnsweredOnce played;
    LinkPrefix prefix = MakeLinkPrefix(HOME_AGENT);
    prefix.autonomous = false;
    played.advertising.HandlePrefixes(Seconds(10), MakeLink({prefix}));
    EXPECT_EQ(played.advertising.GetNextDeadline(), Seconds(610) + TimeStep(101));
}

TEST(PrefixAdvertising, NewPrefixIsTold)
{
    AnsweredOnce played;
    played.advertising.HandlePrefixes(
        Seconds(10),
        MakeLink({MakeLinkPrefix(HOME_AGENT), MakeLinkPrefix(SECOND_PREFIX_ADDRESS)}));
    EXPECT_EQ(played.advertising.GetNextDeadline(), Seconds(610) + TimeStep(101));
}

TEST(PrefixAdvertising, ChangeOfAnotherPrefixAndThePassingOfTimeAreNotTold)
{
    AnsweredOnce played;
    LinkPrefix ending = MakeLinkPrefix(HOME_AGENT);
    ending.valid.endsAt = Days(3);
    played.advertising.HandlePrefixes(Time(),
                                      MakeLink({ending, MakeLinkPrefix(SECOND_PREFIX_ADDRESS)}));
    played.Solicit(Seconds(2), 2);
    played.advertising.HandlePrefixes(
        Hours(1),
        MakeLink({ending, MakeLinkPrefix(SECOND_PREFIX_ADDRESS, Seconds(1), Seconds(2))}));
    EXPECT_EQ(played.advertising.GetNextDeadline(), Seconds(2) + Days(1));
}

TEST(PrefixAdvertising, RemovedPrefixIsToldAtOnce)
{
    AnsweredOnce played;
    EXPECT_EQ(Describe(Seconds(10),
                       played.advertising.HandlePrefixes(
                           Seconds(10),
                           MakeLink({MakeLinkPrefix(SECOND_PREFIX_ADDRESS)}))),
              Lines{"10 2001:db8::10 id 101 2001:db8:2::1 R 604800/2592000"});
}

TEST(PrefixAdvertising, ChangeDuringARepetitionStartsANewAdvertisement)
{
    AnsweredOnce played;
    played.Change(Seconds(10), Seconds(60), Seconds(120));
    played.Run(Seconds(13));
    EXPECT_EQ(Describe(Seconds(15), played.Change(Seconds(15), Seconds(30), Seconds(60))),
              Lines{"15 2001:db8::10 id 102 2001:db8::1 R 30/60"});
    EXPECT_EQ(played.Run(Seconds(100)), (std::vector<double>{18, 24, 36}));
}

TEST(PrefixAdvertising, EveryMobileNodeIsToldInTheSameOrder)
{
    Played played;
    for (const Ipv6Address& homeAddress : {OTHER_HOME_ADDRESS, HOME_ADDRESS})
    {
        played.advertising.HandleRegistration(Time(), homeAddress);
    }
    played.bits = 200;
    EXPECT_EQ(Describe(Seconds(10), played.Change(Seconds(10), Seconds(60), Seconds(120))),
              (Lines{"10 2001:db8::10 id 201 2001:db8::1 R 60/120",
                     "10 2001:db8::11 id 202 2001:db8::1 R 60/120"}));
    EXPECT_EQ(played.Run(Seconds(40)), (std::vector<double>{13, 13, 19, 19, 31, 31}));
}

} // namespace

} // namespace ns3::mip6::tests

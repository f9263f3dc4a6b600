/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-advertisement-makers.h"
#include "mip6-named-row.h"

#include "ns3/mip6-movement-detector.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @return the usual home subnet, and the usual policy
MovementConfig
MakeMovementConfig()
{
    MovementConfig config;
    config.homePrefixes = {{HOME_ADDRESS, 64}};
    return config;
}

/// @return a detector of the usual home subnet, whose link came up at 0 s
MovementDetector
MakeDetector()
{
    MovementDetector detector(MakeMovementConfig());
    detector.HandleLinkUp(Time());
    return detector;
}

/// @return a detector that is on the first foreign link since 0 s
MovementDetector
MakeAttached()
{
    MovementDetector detector = MakeDetector();
    detector.HandleRouterAdvertisement(Time(), MakeAdvertisementA());
    return detector;
}

/**
 * @param validLifetime of the prefix
 * @return an advertisement of the first foreign link, without an advertisement interval and from a
 * router that does not go away within the test
 */
RouterAdvertisementInput
MakeLasting(Time validLifetime)
{
    RouterAdvertisementInput input = MakeAdvertisementA();
    RemoveOptions<AdvertisementInterval>(input.advertisement);
    input.advertisement.routerLifetime = Days(365);
    GetPrefix(input.advertisement).validLifetime = validLifetime;
    GetPrefix(input.advertisement).preferredLifetime = validLifetime;
    return input;
}

TEST(MovementDetector, KnowsNothingAtFirst)
{
    const MovementDetector detector(MakeMovementConfig());
    EXPECT_FALSE(detector.GetAttachment().has_value());
    EXPECT_EQ(detector.GetPrefixValidUntil(), std::nullopt);
    EXPECT_EQ(detector.GetNextDeadline(), std::nullopt);
}

TEST(MovementDetector, LinkIsHeardSinceTheLastAdvertisementOnIt)
{
    MovementDetector detector = MakeDetector();
    EXPECT_FALSE(detector.IsLinkHeard(Time()));
    detector.HandleRouterAdvertisement(Seconds(1), MakeAdvertisementA());
    EXPECT_TRUE(detector.IsLinkHeard(Seconds(1)));
    detector.HandleLinkUp(Seconds(2));
    EXPECT_FALSE(detector.IsLinkHeard(Seconds(2)));
    detector.HandleRouterAdvertisement(Seconds(3), MakeAdvertisementA());
    EXPECT_TRUE(detector.IsLinkHeard(Seconds(3)));
    EXPECT_FALSE(detector.IsLinkHeard(Hours(1)));
}

TEST(MovementDetector, ForeignLinkIsReportedAsAdvertised)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeAdvertisementA();
    input.advertisement.options.emplace_back(
        SourceLinkLayerAddress{LinkLayerAddress{2, 0, 0, 0, 0, 1}});
    const auto link = detector.HandleRouterAdvertisement(Seconds(1), input).attachment;
    ASSERT_TRUE(link.has_value());
    EXPECT_EQ(link->router, ROUTER_A);
    EXPECT_EQ(link->routerLinkLayerAddress, (LinkLayerAddress{2, 0, 0, 0, 0, 1}));
    EXPECT_EQ(link->routerGlobalAddress, std::nullopt);
    EXPECT_EQ(link->prefix, PREFIX_A);
    EXPECT_EQ(link->prefixLength, 64);
    EXPECT_TRUE(link->onLink);
    EXPECT_FALSE(link->home);
    EXPECT_TRUE(link->defaultRouter);
}

TEST(MovementDetector, PrefixWithTheRouterFlagGivesPrefixAndAddress)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeAdvertisementA();
    GetPrefix(input.advertisement).prefix = Ipv6Address("2001:db8:a::1");
    GetPrefix(input.advertisement).routerAddress = true;
    const auto link = detector.HandleRouterAdvertisement(Seconds(1), input).attachment;
    ASSERT_TRUE(link.has_value());
    EXPECT_EQ(link->prefix, PREFIX_A);
    EXPECT_EQ(link->routerGlobalAddress, Ipv6Address("2001:db8:a::1"));
}

TEST(MovementDetector, OffLinkPrefixIsUsedAndMarked)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeAdvertisementA();
    GetPrefix(input.advertisement).onLink = false;
    const auto link = detector.HandleRouterAdvertisement(Seconds(1), input).attachment;
    ASSERT_TRUE(link.has_value());
    EXPECT_FALSE(link->onLink);
}

TEST(MovementDetector, HomePrefixMeansHome)
{
    MovementDetector detector = MakeDetector();
    const auto link =
        detector.HandleRouterAdvertisement(Seconds(1), MakeHomeAdvertisement()).attachment;
    ASSERT_TRUE(link.has_value());
    EXPECT_TRUE(link->home);
    EXPECT_EQ(link->prefix, HOME_PREFIX);
}

TEST(MovementDetector, HomePrefixMeansHomeAlsoBehindAnotherPrefix)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeHomeAdvertisement();
    input.advertisement.options = {MakePrefix(PREFIX_A), MakePrefix(HOME_PREFIX)};
    const auto link = detector.HandleRouterAdvertisement(Seconds(1), input).attachment;
    ASSERT_TRUE(link.has_value());
    EXPECT_TRUE(link->home);
}

TEST(MovementDetector, HomePrefixOfARouterThatIsNoDefaultRouterMeansHome)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeHomeAdvertisement();
    input.advertisement.routerLifetime = Time();
    const auto link = detector.HandleRouterAdvertisement(Seconds(1), input).attachment;
    ASSERT_TRUE(link.has_value());
    EXPECT_TRUE(link->home);
    EXPECT_FALSE(link->defaultRouter);
}

TEST(MovementDetector, PrefixOfAnotherLengthIsNotTheHomePrefix)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeHomeAdvertisement();
    GetPrefix(input.advertisement).prefixLength = 48;
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Seconds(1), input).attachment.has_value());
}

/// A prefix from which no care-of address may be formed.
struct UnusableRow : NamedRow
{
    void (*spoil)(RouterAdvertisement&); //!< what makes it so
};

/// RFC 4862 section 5.5.3.
class UnusablePrefixTable : public testing::TestWithParam<UnusableRow>
{
};

TEST_P(UnusablePrefixTable, FormsNoCareOfAddress)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeAdvertisementA();
    GetParam().spoil(input.advertisement);
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Seconds(1), input).attachment.has_value());
    EXPECT_FALSE(detector.GetAttachment().has_value());
}

INSTANTIATE_TEST_SUITE_P(
    MovementDetector,
    UnusablePrefixTable,
    testing::Values(
        UnusableRow{"Deprecated", [](auto& ra) { GetPrefix(ra).preferredLifetime = Time(); }},
        UnusableRow{"NotAutonomous", [](auto& ra) { GetPrefix(ra).autonomous = false; }},
        UnusableRow{"TooShort", [](auto& ra) { GetPrefix(ra).prefixLength = 56; }},
        UnusableRow{"TooLong", [](auto& ra) { GetPrefix(ra).prefixLength = 65; }},
        UnusableRow{"Invalid", [](auto& ra) { GetPrefix(ra).validLifetime = Time(); }},
        UnusableRow{"PreferredBeyondValid",
                    [](auto& ra) { GetPrefix(ra).preferredLifetime = Days(31); }},
        UnusableRow{"NoDefaultRouter", [](auto& ra) { ra.routerLifetime = Time(); }},
        UnusableRow{"NoPrefix", [](auto& ra) { ra.options.clear(); }}),
    [](const auto& instance) { return instance.param.name; });

TEST(MovementDetector, InvalidHomePrefixDoesNotMeanHome)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeHomeAdvertisement();
    GetPrefix(input.advertisement).validLifetime = Time();
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Seconds(1), input).attachment.has_value());
}

TEST(MovementDetector, FirstUsablePrefixIsChosen)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeAdvertisementA();
    PrefixInformation deprecated = MakePrefix(Ipv6Address("2001:db8:c::"));
    deprecated.preferredLifetime = Time();
    input.advertisement.options = {deprecated, MakePrefix(PREFIX_B), MakePrefix(PREFIX_A)};
    const auto link = detector.HandleRouterAdvertisement(Seconds(1), input).attachment;
    ASSERT_TRUE(link.has_value());
    EXPECT_EQ(link->prefix, PREFIX_B);
}

TEST(MovementDetector, SamePrefixAfterLinkUpIsNoMovement)
{
    MovementDetector detector = MakeAttached();
    detector.HandleLinkUp(Seconds(1));
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Seconds(2), MakeAdvertisementA())
                     .attachment.has_value());
    EXPECT_EQ(detector.GetNextDeadline(), Seconds(5)); // the next advertisement is awaited
}

TEST(MovementDetector, OtherPrefixAfterLinkUpIsAMovement)
{
    MovementDetector detector = MakeAttached();
    detector.HandleLinkUp(Seconds(1));
    const auto link =
        detector.HandleRouterAdvertisement(Seconds(2), MakeAdvertisementB()).attachment;
    ASSERT_TRUE(link.has_value());
    EXPECT_EQ(link->prefix, PREFIX_B);
    EXPECT_EQ(detector.GetAttachment()->router, ROUTER_B);
}

TEST(MovementDetector, OtherPrefixWhileTheLinkIsNotDoubtedIsIgnored)
{
    MovementDetector detector = MakeAttached();
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Seconds(1), MakeAdvertisementB())
                     .attachment.has_value());
    EXPECT_EQ(detector.GetAttachment()->prefix, PREFIX_A);
}

TEST(MovementDetector, HomePrefixWhileAForeignLinkIsNotDoubtedIsIgnored)
{
    MovementDetector detector = MakeAttached();
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Seconds(1), MakeHomeAdvertisement())
                     .attachment.has_value());
}

TEST(MovementDetector, ThreeMissingAdvertisementsCauseDoubt)
{
    MovementDetector detector = MakeAttached();
    EXPECT_EQ(detector.GetNextDeadline(), Seconds(3));
    EXPECT_EQ(Describe(detector.HandleDeadline(Seconds(3)).actions), Lines{"SolicitRouter"});
    EXPECT_TRUE(detector.HandleRouterAdvertisement(Seconds(4), MakeAdvertisementB())
                    .attachment.has_value());
}

TEST(MovementDetector, RepeatedAdvertisementsKeepTheLinkOutOfDoubt)
{
    MovementDetector detector = MakeAttached();
    for (int second = 1; second <= 100; ++second)
    {
        detector.HandleRouterAdvertisement(Seconds(second), MakeAdvertisementA());
        EXPECT_EQ(Describe(detector.HandleDeadline(Seconds(second)).actions), Lines());
    }
    EXPECT_EQ(detector.GetNextDeadline(), Seconds(103));
}

TEST(MovementDetector, DoubtedLinkThatIsHeardAgainIsKept)
{
    MovementDetector detector = MakeAttached();
    detector.HandleDeadline(Seconds(3));
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Seconds(4), MakeAdvertisementA())
                     .attachment.has_value());
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Seconds(5), MakeAdvertisementB())
                     .attachment.has_value());
}

TEST(MovementDetector, WithoutAnIntervalTheRouterLifetimeCounts)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeAdvertisementA();
    RemoveOptions<AdvertisementInterval>(input.advertisement);
    detector.HandleRouterAdvertisement(Time(), input);
    EXPECT_EQ(detector.GetNextDeadline(), Seconds(1800));
}

TEST(MovementDetector, SolicitationsAreRepeatedWithADoublingWait)
{
    MovementDetector detector = MakeDetector();
    std::vector<double> times;
    while (times.size() < 5)
    {
        const Time at = detector.GetNextDeadline().value();
        ASSERT_EQ(Describe(detector.HandleDeadline(at).actions), Lines{"SolicitRouter"});
        times.push_back(at.GetSeconds());
    }
    EXPECT_EQ(times, (std::vector<double>{4, 12, 28, 60, 124})); // waits of 4, 8, 16, 32, 64 s
}

TEST(MovementDetector, SolicitationsSlowDownToOneAnHour)
{
    MovementDetector detector = MakeDetector();
    Time last;
    for (int i = 0; i < 20; ++i)
    {
        last = detector.GetNextDeadline().value();
        detector.HandleDeadline(last);
    }
    EXPECT_EQ(detector.GetNextDeadline(), last + Hours(1));
}

TEST(MovementDetector, AdvertisementEndsTheSolicitations)
{
    MovementDetector detector = MakeDetector();
    detector.HandleRouterAdvertisement(Seconds(1), MakeLasting(Days(30)));
    EXPECT_EQ(Describe(detector.HandleDeadline(Seconds(4)).actions), Lines());
    EXPECT_EQ(detector.GetNextDeadline(), Seconds(1) + Days(30));
}

TEST(MovementDetector, LinkUpBeginsTheSolicitationsAnew)
{
    MovementDetector detector = MakeDetector();
    detector.HandleDeadline(Seconds(4));
    detector.HandleLinkUp(Seconds(5));
    EXPECT_EQ(detector.GetNextDeadline(), Seconds(9));
}

TEST(MovementDetector, UnusableAdvertisementDoesNotEndTheSolicitations)
{
    MovementDetector detector = MakeDetector();
    RouterAdvertisementInput input = MakeAdvertisementA();
    RemoveOptions<PrefixInformation>(input.advertisement);
    detector.HandleRouterAdvertisement(Seconds(1), input);
    EXPECT_EQ(Describe(detector.HandleDeadline(Seconds(4)).actions), Lines{"SolicitRouter"});
}

TEST(MovementDetector, LinkIsGoneWhenItsPrefixEnds)
{
    MovementDetector detector = MakeDetector();
    detector.HandleRouterAdvertisement(Time(), MakeLasting(Seconds(100)));
    EXPECT_EQ(detector.GetPrefixValidUntil(), Seconds(100));
    EXPECT_TRUE(detector.HandleDeadline(Seconds(100)).lost);
    EXPECT_FALSE(detector.GetAttachment().has_value());
    EXPECT_EQ(detector.GetNextDeadline(), Seconds(104)); // solicits
}

TEST(MovementDetector, LinkWhosePrefixEndedIsNewWhenItComesBack)
{
    MovementDetector detector = MakeDetector();
    detector.HandleRouterAdvertisement(Time(), MakeLasting(Seconds(100)));
    detector.HandleDeadline(Seconds(100));
    const auto link =
        detector.HandleRouterAdvertisement(Seconds(101), MakeAdvertisementA()).attachment;
    EXPECT_TRUE(link.has_value());
}

TEST(MovementDetector, RepeatedAdvertisementsKeepThePrefixBeyondItsFirstLifetime)
{
    MovementDetector detector = MakeDetector();
    for (int second = 0; second <= 1000; second += 10)
    {
        detector.HandleRouterAdvertisement(Seconds(second), MakeLasting(Seconds(100)));
        EXPECT_EQ(Describe(detector.HandleDeadline(Seconds(second)).actions), Lines());
    }
    EXPECT_EQ(detector.GetPrefixValidUntil(), Seconds(1100));
}

/// A valid lifetime that follows another one.
struct LifetimeRow : NamedRow
{
    Time first;                     //!< announced at 0 s
    Time second;                    //!< announced at 10 s
    std::optional<Time> validUntil; //!< expected end
};

/// RFC 4862 section 5.5.3 e.
class ValidLifetimeTable : public testing::TestWithParam<LifetimeRow>
{
};

TEST_P(ValidLifetimeTable, IsLengthenedFreelyAndShortenedToTwoHoursAtMost)
{
    MovementDetector detector = MakeDetector();
    detector.HandleRouterAdvertisement(Time(), MakeLasting(GetParam().first));
    detector.HandleRouterAdvertisement(Seconds(10), MakeLasting(GetParam().second));
    EXPECT_EQ(detector.GetPrefixValidUntil(), GetParam().validUntil);
}

INSTANTIATE_TEST_SUITE_P(
    MovementDetector,
    ValidLifetimeTable,
    testing::Values(
        LifetimeRow{"Longer", Seconds(100), Seconds(200), Seconds(210)},
        LifetimeRow{"ShorterThanAShortRest", Seconds(100), Seconds(5), Seconds(100)},
        LifetimeRow{"ZeroForAShortRest", Seconds(100), Seconds(0), Seconds(100)},
        LifetimeRow{"ShorterThanALongRest", Hours(5), Seconds(5), Hours(2) + Seconds(10)},
        LifetimeRow{"ZeroForALongRest", Hours(5), Seconds(0), Hours(2) + Seconds(10)},
        LifetimeRow{"ShorterButAboveTwoHours", Hours(5), Hours(3), Hours(3) + Seconds(10)},
        LifetimeRow{"ExactlyTwoHours", Hours(5), Hours(2), Hours(2) + Seconds(10)},
        LifetimeRow{"ToInfinite", Seconds(100), ND_INFINITE_LIFETIME, std::nullopt},
        LifetimeRow{"InfiniteToShort", ND_INFINITE_LIFETIME, Seconds(5), Hours(2) + Seconds(10)},
        LifetimeRow{"InfiniteToLong", ND_INFINITE_LIFETIME, Hours(3), Hours(3) + Seconds(10)},
        LifetimeRow{"InfiniteAgain", ND_INFINITE_LIFETIME, ND_INFINITE_LIFETIME, std::nullopt}),
    [](const auto& instance) { return instance.param.name; });

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-movement-listener.h"
#include "mip6-named-row.h"

#include "ns3/mip6-movement-detector.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// Global address of the first foreign router.
const Ipv6Address GLOBAL_A("2001:db8:a::1");

/// @param source of it @param target of it @return a solicited answer of a router
NeighborAdvertisementInput
MakeAnswer(const Ipv6Address& source, const Ipv6Address& target)
{
    NeighborAdvertisementInput input;
    input.source = source;
    input.advertisement.router = true;
    input.advertisement.solicited = true;
    input.advertisement.target = target;
    return input;
}

// ----- two links are heard

/// What becomes of a node that is on A and hears B, too, until A falls silent.
struct TwoLinksRow : NamedRow
{
    MovementPolicy policy; //!< under test
    Links both;            //!< while both are heard
    Links one;             //!< after A has fallen silent at 10 s
    Time leftAt;           //!< when A was left, at latest
};

class TwoLinksTable : public testing::TestWithParam<TwoLinksRow>
{
};

TEST_P(TwoLinksTable, NobodyFlapsBetweenThem)
{
    Listener node(GetParam().policy);
    for (int tick = 0; tick < 100; ++tick)
    {
        const Time at = MilliSeconds(100 * tick);
        node.Hear(at, MakeAdvertisementA());
        node.Hear(at + MilliSeconds(50), MakeAdvertisementB());
        for (const auto& probe : FindActions<ProbeRouter>(node.Wait(at + MilliSeconds(60))))
        {
            node.Note(
                node.detector.HandleNeighborAdvertisement(at + MilliSeconds(60),
                                                          MakeAnswer(probe.router, probe.target)));
        }
    }
    EXPECT_EQ(node.links, GetParam().both);
}

TEST_P(TwoLinksTable, TheOtherOneIsTakenWhenTheFirstFallsSilent)
{
    Listener node(GetParam().policy);
    node.Hear(Time(), MakeAdvertisementA());
    std::optional<Time> leftAt;
    for (int tick = 1; tick <= 200; ++tick)
    {
        const Time at = MilliSeconds(100 * tick);
        node.Wait(at);
        if (at <= Seconds(10))
        {
            node.Hear(at, MakeAdvertisementA());
        }
        node.Hear(at + MilliSeconds(50), MakeAdvertisementB());
        if (!leftAt && node.links.back() == PREFIX_B)
        {
            leftAt = at;
        }
    }
    EXPECT_EQ(node.links, GetParam().one);
    EXPECT_EQ(leftAt.value_or(Time()), GetParam().leftAt);
}

INSTANTIATE_TEST_SUITE_P(
    MovementVariants,
    TwoLinksTable,
    testing::Values(
        TwoLinksRow{{"Lazy"}, MoveLazily, {PREFIX_A}, {PREFIX_A, PREFIX_B}, Seconds(13)},
        TwoLinksRow{{"Eager"},
                    MoveEagerly,
                    {PREFIX_A, PREFIX_B},
                    {PREFIX_A, PREFIX_B},
                    MilliSeconds(100)},
        TwoLinksRow{{"Unreachability"},
                    MoveWhenUnreachable,
                    {PREFIX_A},
                    {PREFIX_A, PREFIX_B},
                    Seconds(16)}, // three probes of a second more
        TwoLinksRow{{"LinkLayer"}, MoveByLinkLayer, {PREFIX_A}, {PREFIX_A}, Time()},
        TwoLinksRow{{"Advertisements"},
                    MoveByAdvertisements,
                    {PREFIX_A},
                    {PREFIX_A, PREFIX_B},
                    Seconds(13)}),
    [](const auto& instance) { return instance.param.name; });

TEST(MovementVariants, EagerSwitchesAtOnceToALinkThatIsStillHeard)
{
    Listener node(MoveEagerly);
    node.Hear(Time(), MakeAdvertisementA());
    node.Hear(Seconds(1), MakeAdvertisementB());
    node.Hear(Seconds(2), MakeAdvertisementA());
    const Actions actions = node.Wait(Seconds(4)); // B was silent for 3 s
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B, PREFIX_A}));
    EXPECT_EQ(node.lastDeadline, Seconds(4));
    EXPECT_EQ(Describe(actions), Lines());
}

TEST(MovementVariants, EagerTakesALinkAsNewAfterItWasSilent)
{
    Listener node(MoveEagerly);
    node.Hear(Time(), MakeAdvertisementA());
    for (int second = 1; second <= 10; ++second)
    {
        node.Hear(Seconds(second), MakeAdvertisementB());
    }
    node.Hear(Seconds(11), MakeAdvertisementA()); // silent since 3 s
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B, PREFIX_A}));
}

TEST(MovementVariants, LinkUpForgetsWhatWasHeardBefore)
{
    Listener node(MoveWhenUnreachable);
    node.Hear(Time(), MakeAdvertisementA());
    node.Hear(MilliSeconds(100), MakeAdvertisementB());
    node.Note(node.detector.HandleNeighborAdvertisement(MilliSeconds(200),
                                                        MakeAnswer(ROUTER_A, ROUTER_A)));
    node.Note(node.detector.HandleLinkUp(Seconds(1)));
    node.Wait(Seconds(4)); // the probe fails, and B was heard elsewhere
    EXPECT_EQ(node.links, (Links{PREFIX_A}));
    node.Hear(Seconds(5), MakeAdvertisementB());
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B}));
}

TEST(MovementVariants, LinkOfAnEndedPrefixIsLeftForOneThatIsHeard)
{
    Listener node(MoveEagerly);
    node.Hear(Time(), MakeAdvertisementA());
    RouterAdvertisementInput input = MakeAdvertisementB();
    GetPrefix(input.advertisement).validLifetime = Seconds(2);
    GetPrefix(input.advertisement).preferredLifetime = Seconds(2);
    node.Hear(Seconds(1), input);
    node.Hear(Seconds(2), MakeAdvertisementA());
    node.Wait(Seconds(3));
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B, PREFIX_A}));
}

TEST(MovementVariants, NoMoreLinksThanTheLimitAreRemembered)
{
    HeardLinks links;
    HeardLink link;
    link.silence = Seconds(100);
    link.silentAt = Seconds(100);
    for (std::size_t i = 0; i <= MAX_HEARD_LINKS; ++i)
    {
        link.attachment.prefix = Ipv6Address(("2001:db8:" + std::to_string(i) + "::").c_str());
        EXPECT_FALSE(links.Hear(Seconds(1), link));
    }
    link.attachment.prefix = Ipv6Address("2001:db8:1::");
    EXPECT_TRUE(links.Hear(Seconds(1), link));
    link.attachment.prefix = Ipv6Address("2001:db8:0::"); // the oldest has given way
    EXPECT_FALSE(links.Hear(Seconds(1), link));
}

// ----- probes

TEST(MovementVariants, SilentRouterIsProbedThreeTimesASecondApart)
{
    Listener node(MoveWhenUnreachable);
    node.Hear(Time(), MakeAdvertisementA());
    const Actions first = node.Hear(Seconds(1), MakeAdvertisementB());
    EXPECT_EQ(Describe(first), Lines{"ProbeRouter fe80::a for fe80::a"});
    EXPECT_EQ(node.detector.GetNextDeadline(), Seconds(2));
    const Actions others = node.Wait(MilliSeconds(3999));
    EXPECT_EQ(CountActions<ProbeRouter>(others), MAX_UNICAST_SOLICIT - 1);
    EXPECT_EQ(node.links, (Links{PREFIX_A}));
    node.Hear(MilliSeconds(3999), MakeAdvertisementB());
    node.Wait(Seconds(4));
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B}));
    EXPECT_EQ(node.lastDeadline, Seconds(4));
}

TEST(MovementVariants, ProbeAsksForTheGlobalAddressWhereItIsKnown)
{
    Listener node(MoveWhenUnreachable);
    RouterAdvertisementInput input = MakeAdvertisementA();
    GetPrefix(input.advertisement).prefix = GLOBAL_A;
    GetPrefix(input.advertisement).routerAddress = true;
    node.Hear(Time(), input);
    const Actions actions = node.Hear(Seconds(1), MakeAdvertisementB());
    EXPECT_EQ(Describe(actions), Lines{"ProbeRouter fe80::a for 2001:db8:a::1"});
}

/// A Neighbor Advertisement after a probe.
struct AnswerRow : NamedRow
{
    Ipv6Address target; //!< of it
    bool solicited;     //!< S
    bool router;        //!< R
    bool counts;        //!< whether it answers
};

/// RFC 4861 sections 7.2.5 and 7.3.1.
class AnswerTable : public testing::TestWithParam<AnswerRow>
{
};

TEST_P(AnswerTable, OnlyASolicitedOneOfTheRouterCounts)
{
    Listener node(MoveWhenUnreachable);
    node.Hear(Time(), MakeAdvertisementA());
    node.Hear(Seconds(1), MakeAdvertisementB());
    NeighborAdvertisementInput input = MakeAnswer(ROUTER_A, GetParam().target);
    input.advertisement.solicited = GetParam().solicited;
    input.advertisement.router = GetParam().router;
    node.Note(node.detector.HandleNeighborAdvertisement(MilliSeconds(1100), input));
    EXPECT_EQ(node.detector.GetNextDeadline(), MilliSeconds(GetParam().counts ? 4100 : 2000));
    node.Hear(Seconds(4), MakeAdvertisementB());
    node.Wait(Seconds(4));
    EXPECT_EQ(node.links, GetParam().counts ? Links{PREFIX_A} : (Links{PREFIX_A, PREFIX_B}));
}

INSTANTIATE_TEST_SUITE_P(MovementVariants,
                         AnswerTable,
                         testing::Values(AnswerRow{{"Answer"}, ROUTER_A, true, true, true},
                                         AnswerRow{{"OfAnother"}, ROUTER_B, true, true, false},
                                         AnswerRow{{"Unsolicited"}, ROUTER_A, false, true, false},
                                         AnswerRow{{"OfAHost"}, ROUTER_A, true, false, false}),
                         [](const auto& instance) { return instance.param.name; });

TEST(MovementVariants, AdvertisementOfTheRouterEndsTheProbe)
{
    Listener node(MoveWhenUnreachable);
    node.Hear(Time(), MakeAdvertisementA());
    node.Hear(Seconds(1), MakeAdvertisementB());
    node.Hear(Seconds(2), MakeAdvertisementA());
    EXPECT_EQ(Describe(node.Wait(MilliSeconds(4999))), Lines());
    EXPECT_EQ(node.links, (Links{PREFIX_A}));
}

TEST(MovementVariants, AnswerWithoutAProbeIsIgnored)
{
    Listener node(MoveWhenUnreachable);
    node.Hear(Time(), MakeAdvertisementA());
    const auto result =
        node.detector.HandleNeighborAdvertisement(Seconds(1), MakeAnswer(ROUTER_A, ROUTER_A));
    EXPECT_EQ(Describe(result.actions), Lines());
    EXPECT_EQ(node.detector.GetNextDeadline(), Seconds(3));
}

// ----- what the link layer reports

TEST(MovementVariants, ByAdvertisementsLinkUpIsIgnoredOnAKnownLink)
{
    Listener node(MoveByAdvertisements);
    node.Hear(Time(), MakeAdvertisementA());
    EXPECT_EQ(Describe(node.detector.HandleLinkUp(Seconds(1)).actions), Lines());
    node.Hear(Seconds(2), MakeAdvertisementB());
    EXPECT_EQ(node.links, (Links{PREFIX_A}));
    node.Wait(Seconds(3));
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B}));
}

TEST(MovementVariants, ByLinkLayerTheNextAdvertisementAfterLinkUpCounts)
{
    Listener node(MoveByLinkLayer);
    node.Hear(Time(), MakeAdvertisementA());
    node.Wait(Seconds(100)); // silence is no sign
    EXPECT_EQ(node.links, (Links{PREFIX_A}));
    EXPECT_EQ(Describe(node.detector.HandleLinkUp(Seconds(101)).actions), Lines{"SolicitRouter"});
    node.Hear(Seconds(102), MakeAdvertisementB());
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B}));
}

TEST(MovementVariants, UsersPolicyIsObeyed)
{
    std::vector<MovementEvent> asked;
    Listener node([&asked](const MovementEvidence& evidence) {
        asked.push_back(evidence.event);
        return evidence.recentlyHeard ? MovementVerdict::STAY : MovementVerdict::SWITCH;
    });
    node.Hear(Time(), MakeAdvertisementA());
    node.Hear(Seconds(1), MakeAdvertisementB());
    node.Hear(Seconds(2), MakeAdvertisementB());
    EXPECT_EQ(node.links, (Links{PREFIX_A}));
    node.Wait(Seconds(3));
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B}));
    EXPECT_EQ(asked,
              (std::vector<MovementEvent>{MovementEvent::NEW_LINK_HEARD,
                                          MovementEvent::OTHER_LINK_HEARD,
                                          MovementEvent::ADVERTISEMENTS_MISSED}));
}

TEST(MovementVariants, PolicyThatAlwaysDoubtsDoesNotFloodTheLink)
{
    Listener node([](const MovementEvidence&) { return MovementVerdict::DOUBT; });
    node.Hear(Time(), MakeAdvertisementA());
    Actions actions;
    for (int tick = 1; tick <= 20; ++tick)
    {
        Append(actions, node.Hear(MilliSeconds(50 * tick), MakeAdvertisementB()));
    }
    EXPECT_EQ(CountActions<SolicitRouter>(actions), 1U);
}

} // namespace

} // namespace ns3::mip6::tests

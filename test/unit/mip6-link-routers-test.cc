/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-movement-listener.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * What the present link's own advertisements change: its routers, and whether it is home.
 */

namespace ns3::mip6::tests
{

namespace
{

/// @return an advertisement of the first foreign link whose router is no default router any more
RouterAdvertisementInput
MakeWithdrawal()
{
    RouterAdvertisementInput input = MakeAdvertisementA();
    input.advertisement.routerLifetime = Time();
    return input;
}

/// @param router another one @return its advertisement of the first foreign link
RouterAdvertisementInput
MakeSecondRouter(const char* router)
{
    RouterAdvertisementInput input = MakeAdvertisementA();
    input.router = Ipv6Address(router);
    return input;
}

// ----- routers of the present link

TEST(LinkRouters, RouterThatWithdrawsCausesDoubt)
{
    Listener node(MoveLazily);
    node.Hear(Time(), MakeAdvertisementA());
    EXPECT_EQ(Describe(node.Hear(Seconds(1), MakeWithdrawal())),
              (Lines{"UseRouter fe80::a no-default", "SolicitRouter"}));
    EXPECT_EQ(Describe(node.Hear(Seconds(2), MakeWithdrawal())), Lines());
    node.Hear(Seconds(3), MakeAdvertisementB());
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_B}));
}

TEST(LinkRouters, RouterThatComesBackIsUsedAgain)
{
    Listener node(MoveLazily);
    node.Hear(Time(), MakeAdvertisementA());
    node.Hear(Seconds(1), MakeWithdrawal());
    EXPECT_EQ(Describe(node.Hear(Seconds(2), MakeAdvertisementA())), Lines{"UseRouter fe80::a"});
    node.Hear(Seconds(3), MakeAdvertisementB());
    EXPECT_EQ(node.links, (Links{PREFIX_A}));
    EXPECT_EQ(node.detector.GetNextDeadline(), Seconds(5));
}

TEST(LinkRouters, AnotherRouterOfTheLinkTakesThePlaceOfOneThatWithdraws)
{
    Listener node(MoveLazily);
    node.Hear(Time(), MakeAdvertisementA());
    node.Hear(MilliSeconds(500), MakeSecondRouter("fe80::a2"));
    EXPECT_EQ(Describe(node.Hear(Seconds(1), MakeWithdrawal())), Lines{"UseRouter fe80::a2"});
    node.Hear(Seconds(2), MakeAdvertisementB());
    EXPECT_EQ(node.links, (Links{PREFIX_A}));
}

TEST(LinkRouters, AnotherRouterOfTheLinkTakesThePlaceOfOneThatIsSilent)
{
    Listener node(MoveLazily);
    node.Hear(Time(), MakeAdvertisementA());
    node.Hear(Seconds(2), MakeSecondRouter("fe80::a2"));
    EXPECT_EQ(Describe(node.Wait(Seconds(3))), Lines{"UseRouter fe80::a2"});
    EXPECT_EQ(node.detector.GetAttachment()->prefix, PREFIX_A);
    EXPECT_EQ(node.detector.GetNextDeadline(), Seconds(6));
}

TEST(LinkRouters, DefaultRouterOfTheHomeLinkIsFoundBehindAnAgentThatIsNone)
{
    Listener node(MoveLazily);
    RouterAdvertisementInput agent = MakeHomeAdvertisement();
    agent.advertisement.routerLifetime = Time();
    agent.advertisement.homeAgent = true;
    node.Hear(Time(), agent);
    EXPECT_FALSE(node.detector.GetAttachment()->defaultRouter);
    EXPECT_TRUE(node.detector.GetAttachment()->homeAgents);
    RouterAdvertisementInput router = MakeHomeAdvertisement();
    router.router = Ipv6Address("fe80::2");
    EXPECT_EQ(Describe(node.Hear(Seconds(1), router)), Lines{"UseRouter fe80::2"});
    EXPECT_EQ(node.links, (Links{HOME_PREFIX}));
    EXPECT_FALSE(node.detector.GetAttachment()->homeAgents);
}

TEST(LinkRouters, HomeLinkIsNotDoubtedWhenItsRouterWithdraws)
{
    Listener node(MoveLazily);
    node.Hear(Time(), MakeHomeAdvertisement());
    RouterAdvertisementInput input = MakeHomeAdvertisement();
    input.advertisement.routerLifetime = Time();
    EXPECT_EQ(Describe(node.Hear(Seconds(1), input)), Lines{"UseRouter fe80::1 no-default"});
    node.Hear(Seconds(2), MakeAdvertisementA());
    EXPECT_EQ(node.links, (Links{HOME_PREFIX}));
}

// ----- home prefixes

TEST(LinkRouters, AnyHomePrefixMeansHome)
{
    Listener node(MoveLazily);
    node.detector.SetHomePrefixes({{HOME_ADDRESS, 64}, {PREFIX_B, 64}});
    node.Hear(Time(), MakeAdvertisementB());
    EXPECT_TRUE(node.detector.GetAttachment()->home);
}

TEST(LinkRouters, PrefixThatBecomesAHomePrefixIsHomeFromTheNextAdvertisementOn)
{
    Listener node(MoveLazily);
    node.Hear(Time(), MakeAdvertisementA());
    node.detector.SetHomePrefixes({{PREFIX_A, 64}});
    node.Hear(Seconds(1), MakeAdvertisementA());
    EXPECT_EQ(node.links, (Links{PREFIX_A, PREFIX_A}));
    EXPECT_TRUE(node.detector.GetAttachment()->home);
    node.detector.SetHomePrefixes({{HOME_ADDRESS, 64}});
    node.Hear(Seconds(2), MakeAdvertisementA());
    EXPECT_FALSE(node.detector.GetAttachment()->home);
}

TEST(LinkRouters, HomeLinkLastsAsLongAsOneOfItsPrefixes)
{
    Listener node(MoveLazily);
    node.detector.SetHomePrefixes({{HOME_ADDRESS, 64}, {PREFIX_B, 64}});
    RouterAdvertisementInput first = MakeHomeAdvertisement();
    GetPrefix(first.advertisement).validLifetime = Seconds(100);
    node.Hear(Time(), first);
    RouterAdvertisementInput second = MakeAdvertisement(ROUTER_HOME, MakePrefix(PREFIX_B));
    for (int second10 = 1; second10 <= 20; ++second10)
    {
        node.Hear(Seconds(10 * second10), second);
        node.Wait(Seconds(10 * second10));
    }
    EXPECT_EQ(node.links, (Links{HOME_PREFIX}));
    EXPECT_EQ(node.detector.GetPrefixValidUntil(), Seconds(200) + Days(30));
}

// ----- addresses given by servers

TEST(LinkRouters, ManagedLinkWithoutAPrefixForAnAddressIsReported)
{
    Listener node(MoveLazily);
    RouterAdvertisementInput input = MakeAdvertisementA();
    input.advertisement.managed = true;
    EXPECT_EQ(Describe(node.Hear(Time(), input)), Lines());
    input = MakeAdvertisementB();
    input.advertisement.managed = true;
    GetPrefix(input.advertisement).autonomous = false;
    EXPECT_EQ(Describe(node.Hear(Seconds(1), input)), Lines{"Drop managed addresses only"});
    input.advertisement.managed = false;
    EXPECT_EQ(Describe(node.Hear(Seconds(1), input)), Lines());
}

TEST(LinkRouters, StatefulNodeNeedsTheManagedFlag)
{
    MovementConfig config = Listener::MakeConfig(MoveLazily);
    config.stateful = true;
    MovementDetector detector(config);
    RouterAdvertisementInput input = MakeAdvertisementA();
    EXPECT_FALSE(detector.HandleRouterAdvertisement(Time(), input).attachment.has_value());
    input.advertisement.managed = true;
    GetPrefix(input.advertisement).autonomous = false;
    EXPECT_TRUE(detector.HandleRouterAdvertisement(Time(), input).attachment.has_value());
}

} // namespace

} // namespace ns3::mip6::tests

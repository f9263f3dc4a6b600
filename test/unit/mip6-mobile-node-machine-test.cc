/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-fixture.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

TEST(MobileNodeMachine, LinkUpIsReportedAndARouterSolicited)
{
    MobileNode mobile;
    EXPECT_EQ(Describe(mobile.LinkUp()), (Lines{"Phase link up 2001:db8::10", "SolicitRouter"}));
}

TEST(MobileNodeMachine, StartAtHomeConfiguresTheHomeAddressWithDuplicateDetection)
{
    MobileNode mobile;
    EXPECT_EQ(Describe(GoHome(mobile)),
              (Lines{"Phase new link advertised fe80::1",
                     "LeaveLink",
                     "ConfigureLink 2001:db8::/64 via fe80::1 home",
                     "PlaceHomeAddress link detect",
                     "Phase address ready 2001:db8::10",
                     "State detached > at home",
                     "ReleaseHeldPackets"}));
}

TEST(MobileNodeMachine, LeavingClosesTheTunnelAndMovesTheHomeAddressBeforeTheNewLinkIsUsed)
{
    MobileNode mobile;
    mobile.Reach(State::AT_HOME);
    EXPECT_EQ(Describe(GoToA(mobile)),
              (Lines{"Phase new link advertised fe80::a",
                     "CloseTunnel 2001:db8::10",
                     "LeaveLink",
                     "PlaceHomeAddress tunnel",
                     "ConfigureLink 2001:db8:a::/64 via fe80::a",
                     "State at home > configuring"}));
}

TEST(MobileNodeMachine, ReadyCareOfAddressIsRegistered)
{
    MobileNode mobile;
    mobile.Reach(State::CONFIGURING);
    EXPECT_EQ(Describe(GetReady(mobile)),
              (Lines{"Phase address ready 2001:db8:a::10",
                     "State configuring > registering",
                     "Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 101 AH 420"
                     " alternate 2001:db8:a::10",
                     "Phase binding update sent 2001:db8:a::10"}));
}

TEST(MobileNodeMachine, AcceptanceCompletesTheHandoverAndOpensTheTunnel)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    EXPECT_EQ(Describe(BeAccepted(mobile)),
              (Lines{"List added 2001:db8::10 at 2001:db8:a::10 419",
                     "State registering > registered",
                     "Phase binding acknowledged 2001:db8:a::10",
                     "OpenTunnel 2001:db8::10: 2001:db8:a::10 > 2001:db8::1"}));
}

TEST(MobileNodeMachine, ReturnSendsTheDeletionFromThePlacedHomeAddressBeforeAnythingElse)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    EXPECT_EQ(Describe(GoHome(mobile)),
              (Lines{"Phase new link advertised fe80::1",
                     "LeaveLink",
                     "ConfigureLink 2001:db8::/64 via fe80::1 home",
                     "PlaceHomeAddress link",
                     "Phase address ready 2001:db8::10",
                     "State registered > returning",
                     "Send 2001:db8::10 > 2001:db8::1 BU 102 AH 0 alternate 2001:db8::10",
                     "Phase binding update sent 2001:db8::10",
                     "ReleaseHeldPackets"}));
}

TEST(MobileNodeMachine, DelayedDeletionHoldsPacketsUntilItIsSent)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.updateJitter = Seconds(1);
    MobileNode mobile(config);
    mobile.Reach(State::CONFIGURING);
    GetReady(mobile);
    mobile.Wait(mobile.machine.GetNextDeadline().value());
    const Actions arrival = GoHome(mobile);
    EXPECT_EQ(CountActions<SendMessage>(arrival), 0U);
    EXPECT_EQ(CountActions<ReleaseHeldPackets>(arrival), 0U);
    EXPECT_EQ(Describe(mobile.machine.HandleDeadline(mobile.now + Seconds(1))),
              (Lines{"Send 2001:db8::10 > 2001:db8::1 BU 102 AH 0 alternate 2001:db8::10",
                     "Phase binding update sent 2001:db8::10",
                     "ReleaseHeldPackets"}));
}

TEST(MobileNodeMachine, LeavingHomeBeforeTheDelayedDeletionReleasesNothing)
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.updateJitter = Seconds(1);
    MobileNode mobile(config);
    mobile.Reach(State::CONFIGURING);
    GetReady(mobile);
    mobile.Wait(mobile.machine.GetNextDeadline().value());
    mobile.Arrive(MakeHomeAdvertisement());
    mobile.Arrive(MakeAdvertisementB());
    mobile.Ready(CARE_OF_B);
    const Actions actions = mobile.machine.HandleDeadline(mobile.now + Seconds(1));
    EXPECT_EQ(FindAction<SendMessage>(actions).source, CARE_OF_B);
    EXPECT_EQ(CountActions<ReleaseHeldPackets>(actions), 0U);
}

TEST(MobileNodeMachine, HomeAddressIsAnnouncedOnceTheDeletionIsAcknowledged)
{
    MobileNode mobile;
    mobile.Reach(State::RETURNING);
    EXPECT_EQ(Describe(BeDeleted(mobile)),
              (Lines{"List removed 2001:db8::10 at 2001:db8::10 0",
                     "State returning > at home",
                     "Phase binding acknowledged 2001:db8::10",
                     "AnnounceHomeAddress"}));
}

TEST(MobileNodeMachine, RepeatedDeletionReleasesNothingAndAnnouncesNothing)
{
    MobileNode mobile;
    mobile.Reach(State::RETURNING);
    EXPECT_EQ(Describe(mobile.Wait(mobile.now + Seconds(1))),
              (Lines{"Send 2001:db8::10 > 2001:db8::1 BU 103 AH 0 alternate 2001:db8::10",
                     "Phase binding update sent 2001:db8::10"}));
}

TEST(MobileNodeMachine, AcknowledgementFromAnotherNodeIsDropped)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    const BindingAcknowledgementInput input{CARE_OF_B, HOME_ADDRESS, MakeAcknowledgement(101)};
    EXPECT_EQ(Describe(mobile.machine.HandleBindingAcknowledgement(Seconds(4), input)),
              (Lines{"Drop unexpected message"}));
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERING);
}

TEST(MobileNodeMachine, AcknowledgementForAnotherAddressIsDropped)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    const BindingAcknowledgementInput input{HOME_AGENT, CARE_OF_A, MakeAcknowledgement(101)};
    EXPECT_EQ(Describe(mobile.machine.HandleBindingAcknowledgement(Seconds(4), input)),
              (Lines{"Drop unexpected message"}));
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERING);
}

TEST(MobileNodeMachine, AcknowledgementThatFitsNothingIsDropped)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    EXPECT_EQ(Describe(mobile.Receive(MakeAcknowledgement(100))),
              (Lines{"Drop unexpected message"}));
}

TEST(MobileNodeMachine, AcknowledgementAtHomeIsDropped)
{
    MobileNode mobile;
    mobile.Reach(State::AT_HOME);
    EXPECT_EQ(Describe(BeAccepted(mobile)), (Lines{"Drop unexpected message"}));
}

TEST(MobileNodeMachine, RefusalIsReported)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    EXPECT_EQ(Describe(BeRefused(mobile)), (Lines{"Phase binding refused 2001:db8:a::10"}));
}

TEST(MobileNodeMachine, DuplicateCareOfAddressWhileConfiguringIsReported)
{
    MobileNode mobile;
    mobile.Reach(State::CONFIGURING);
    EXPECT_EQ(Describe(LoseAddress(mobile)), (Lines{"Phase address duplicate 2001:db8:a::10"}));
}

TEST(MobileNodeMachine, LostCareOfAddressStopsTheRegistration)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    EXPECT_EQ(Describe(LoseAddress(mobile)),
              (Lines{"Phase address duplicate 2001:db8:a::10",
                     "CloseTunnel 2001:db8::10",
                     "State registering > configuring"}));
    EXPECT_EQ(CountActions<SendMessage>(mobile.Wait(Seconds(500))), 0U);
}

TEST(MobileNodeMachine, AnotherCareOfAddressOnTheSameLinkIsRegistered)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    LoseAddress(mobile);
    const auto actions = mobile.Ready(Ipv6Address("2001:db8:a::11"));
    EXPECT_EQ(FindAction<SendMessage>(actions).source, Ipv6Address("2001:db8:a::11"));
    EXPECT_EQ(FindUpdate(actions).sequence, 102);
}

TEST(MobileNodeMachine, LossOfAnAddressThatIsNotInUseChangesNothing)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    EXPECT_EQ(Describe(mobile.Lose(CARE_OF_B)), (Lines{"Phase address duplicate 2001:db8:b::10"}));
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERED);
}

TEST(MobileNodeMachine, ReadyAddressAtHomeIsIgnored)
{
    MobileNode mobile;
    mobile.Reach(State::AT_HOME);
    EXPECT_TRUE(GetReady(mobile).empty());
}

TEST(MobileNodeMachine, RefreshIsNoHandover)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    const auto actions = mobile.Wait(Seconds(318)); // registered at 3 s
    EXPECT_EQ(FindUpdate(actions).sequence, 102);
    EXPECT_EQ(Describe(mobile.Receive(MakeAcknowledgement(102))),
              (Lines{"List updated 2001:db8::10 at 2001:db8:a::10 419"}));
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERED);
}

TEST(MobileNodeMachine, ExpiredBindingHoldsPacketsUntilItIsRegisteredAgain)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    mobile.Wait(Seconds(422));
    EXPECT_EQ(Describe(mobile.machine.HandleDeadline(Seconds(423))),
              (Lines{"List expired 2001:db8::10 at 2001:db8:a::10 0",
                     "CloseTunnel 2001:db8::10",
                     "State registered > registering"}));
}

TEST(MobileNodeMachine, SecondHandoverBeforeTheFirstAcknowledgementRegistersTheSecondAddress)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    GoToB(mobile);
    EXPECT_EQ(FindUpdate(mobile.Ready(CARE_OF_B)).sequence, 102);
    EXPECT_EQ(Describe(BeAccepted(mobile)), (Lines{"Drop unexpected message"}));
    const auto actions = mobile.Receive(MakeAcknowledgement(102));
    EXPECT_EQ(FindAction<OpenTunnel>(actions).local, CARE_OF_B);
}

TEST(MobileNodeMachine, LateAcknowledgementWhileConfiguringIsDropped)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    GoToB(mobile);
    EXPECT_EQ(Describe(BeAccepted(mobile)), (Lines{"Drop unexpected message"}));
    EXPECT_EQ(mobile.machine.GetState(), State::CONFIGURING);
}

TEST(MobileNodeMachine, RequestedLifetimeEndsWithTheAdvertisedPrefix)
{
    MobileNode mobile;
    RouterAdvertisementInput input = MakeAdvertisementA();
    GetPrefix(input.advertisement).validLifetime = Seconds(100);
    GetPrefix(input.advertisement).preferredLifetime = Seconds(100);
    mobile.Arrive(input); // at 2 s
    EXPECT_EQ(FindUpdate(GetReady(mobile)).lifetime, Seconds(99));
}

TEST(MobileNodeMachine, RepeatedAdvertisementLengthensTheNextRequestedLifetime)
{
    MobileNode mobile;
    RouterAdvertisementInput input = MakeAdvertisementA();
    GetPrefix(input.advertisement).validLifetime = Seconds(100);
    GetPrefix(input.advertisement).preferredLifetime = Seconds(100);
    mobile.Arrive(input); // at 2 s
    GetReady(mobile);     // at 3 s
    EXPECT_TRUE(mobile.machine.HandleRouterAdvertisement(Seconds(4), input).empty());
    EXPECT_EQ(FindUpdate(mobile.machine.HandleDeadline(Seconds(4.5))).lifetime, Seconds(99.5));
}

TEST(MobileNodeMachine, EndOfThePrefixClosesTheTunnelAndSolicits)
{
    MobileNode mobile;
    RouterAdvertisementInput input = MakeAdvertisementA();
    GetPrefix(input.advertisement).validLifetime = Seconds(100);
    GetPrefix(input.advertisement).preferredLifetime = Seconds(100);
    mobile.Arrive(input); // at 2 s
    mobile.Wait(Seconds(101));
    EXPECT_EQ(Describe(mobile.machine.HandleDeadline(Seconds(102))),
              (Lines{"CloseTunnel 2001:db8::10",
                     "LeaveLink",
                     "State configuring > detached",
                     "SolicitRouter"}));
}

TEST(MobileNodeMachine, HandleDeadlineBeforeItsTimeDoesNothing)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    EXPECT_TRUE(mobile.machine.HandleDeadline(mobile.now).empty());
}

TEST(MobileNodeMachine, SilenceOfTheRouterIsAnsweredWithASolicitation)
{
    MobileNode mobile;
    mobile.Reach(State::AT_HOME); // advertised at 2 s
    EXPECT_EQ(mobile.machine.GetNextDeadline(), Seconds(5));
    EXPECT_EQ(Describe(mobile.machine.HandleDeadline(Seconds(5))), (Lines{"SolicitRouter"}));
}

} // namespace

} // namespace ns3::mip6::tests

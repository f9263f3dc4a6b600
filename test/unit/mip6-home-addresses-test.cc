/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-fixture.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * Home addresses that come and go with the prefixes of the home link (RFC 6275 sections 11.4.3 and
 * 11.5.2).
 */

namespace ns3::mip6::tests
{

namespace
{

/// A second prefix of the home link, with the home agent's address there.
const Ipv6Address NEW_AGENT("2001:db8:1::1");
/// What the mobile node makes of it.
const Ipv6Address NEW_HOME("2001:db8:1::10");
/// That it talks to.
const Ipv6Address CORRESPONDENT("2001:db8:c::1");

/// @param address of the home agent @param preferred lifetime @param valid lifetime
/// @return information on a prefix of the home link
PrefixInformation
MakeHomePrefix(const Ipv6Address& address, Time preferred, Time valid)
{
    PrefixInformation prefix;
    prefix.prefix = address;
    prefix.routerAddress = true;
    prefix.preferredLifetime = preferred;
    prefix.validLifetime = valid;
    return prefix;
}

/// A mobile node whose home agent tells it about prefixes.
class RenumberedNode : public MobileNode
{
  public:
    /**
     * Be told, after being asked to ask.
     * @param prefixes of the home link
     * @return actions of the solicited advertisement
     */
    Actions Learn(const std::vector<PrefixInformation>& prefixes)
    {
        now += Seconds(10);
        PrefixAdvertisementInput input{HOME_AGENT, HOME_ADDRESS, {}};
        input.message.identifier = 1;
        const Actions asked = machine.HandlePrefixAdvertisement(now, input);
        const auto solicitation = FindAction<SendIcmpv6>(asked);
        input.message.identifier =
            std::get<MobilePrefixSolicitation>(solicitation.message).identifier;
        input.message.options.assign(prefixes.begin(), prefixes.end());
        return machine.HandlePrefixAdvertisement(now, input);
    }

    /// @param homeAgent of the new home address
    /// @return actions of its first Binding Update being accepted
    Actions AcceptNew(const Ipv6Address& homeAgent)
    {
        return machine.HandleBindingAcknowledgement(
            now,
            {homeAgent, NEW_HOME, MakeAcknowledgement(101)});
    }

    /// Away, with both home addresses registered. The old one is preferred for 100 s and valid for
    /// 200 s.
    void Renumber()
    {
        Reach(State::REGISTERED);
        Learn({MakeHomePrefix(HOME_AGENT, Seconds(100), Seconds(200)),
               MakeHomePrefix(NEW_AGENT, Days(7), Days(30))});
        AcceptNew(NEW_AGENT);
    }
};

TEST(HomeAddresses, NewPrefixMakesANewHomeAddressThatIsRegistered) // D-MN-19
{
    RenumberedNode mobile;
    mobile.Reach(State::REGISTERED);
    const Actions actions = mobile.Learn({MakeHomePrefix(HOME_AGENT, Days(7), Days(30)),
                                          MakeHomePrefix(NEW_AGENT, Days(7), Days(30))});
    EXPECT_EQ(Describe(actions),
              (Lines{"PlaceHomeAddress tunnel 2001:db8:1::10",
                     "Send 2001:db8:a::10 > 2001:db8:1::1 option 2001:db8:1::10 BU 101 AH 420"
                     " alternate 2001:db8:a::10"}));
    EXPECT_EQ(mobile.machine.GetHomeAddresses().GetAll().size(), 2U);
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERED);
}

TEST(HomeAddresses, NewFlowsChangeWhenTheOldPrefixIsDeprecated)
{
    RenumberedNode mobile;
    mobile.Renumber();
    EXPECT_EQ(CountActions<PreferHomeAddress>(mobile.Wait(mobile.now + Seconds(99))), 0U);
    const Actions actions = mobile.Wait(mobile.now + Seconds(1));
    EXPECT_EQ(FindAction<PreferHomeAddress>(actions).homeAddress, NEW_HOME);
    EXPECT_EQ(CountActions<RemoveHomeAddress>(actions), 0U);
}

TEST(HomeAddresses, OldOneStaysUntilItsPrefixEnds)
{
    RenumberedNode mobile;
    mobile.Renumber();
    const Time end = mobile.now + Seconds(200);
    EXPECT_EQ(CountActions<RemoveHomeAddress>(mobile.Wait(end - MilliSeconds(1))), 0U);
    EXPECT_EQ(FindAction<RemoveHomeAddress>(mobile.Wait(end)).homeAddress, HOME_ADDRESS);
    EXPECT_EQ(mobile.machine.GetHomeAddresses().GetAll().size(), 1U);
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERED);
}

TEST(HomeAddresses, BindingThatWouldOutliveItsPrefixIsRefreshed)
{
    RenumberedNode mobile;
    mobile.Reach(State::REGISTERED);
    const Actions actions = mobile.Learn({MakeHomePrefix(HOME_AGENT, Seconds(100), Seconds(200))});
    const BindingUpdate update = FindUpdate(actions);
    EXPECT_EQ(update.sequence, 102U);
    EXPECT_LE(update.lifetime, Seconds(200));
}

TEST(HomeAddresses, BothGoHome)
{
    RenumberedNode mobile;
    mobile.Renumber();
    RouterAdvertisementInput home = MakeHomeAdvertisement();
    home.advertisement.options.emplace_back(MakeHomePrefix(NEW_AGENT, Days(7), Days(30)));
    const Actions actions = mobile.Arrive(home);
    EXPECT_EQ(CountActions<LeaveLink>(actions), 1U);
    EXPECT_EQ(CountActions<ConfigureLink>(actions), 1U);
    EXPECT_EQ(CountActions<PlaceHomeAddress>(actions), 2U);
}

TEST(HomeAddresses, CareOfAddressNeedsNoSecondTest)
{
    RenumberedNode mobile;
    mobile.Renumber();
    const Actions first =
        mobile.machine.HandleCorrespondent(mobile.now, {HOME_ADDRESS, CORRESPONDENT});
    CareOfTest test;
    test.careOfNonceIndex = 5;
    for (const auto& send : FindActions<SendMessage>(first))
    {
        if (const auto* init = std::get_if<CareOfTestInit>(&send.message))
        {
            test.careOfInitCookie = init->careOfInitCookie;
        }
    }
    mobile.machine.HandleCareOfTest(mobile.now, {CORRESPONDENT, CARE_OF_A}, test);
    const Actions second =
        mobile.machine.HandleCorrespondent(mobile.now, {NEW_HOME, CORRESPONDENT});
    const auto sent = FindActions<SendMessage>(second);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<HomeTestInit>(sent[0].message));
    EXPECT_EQ(sent[0].source, NEW_HOME);
}

TEST(HomeAddresses, HomeLinkIsWhereTheFirstHomeAgentIsHeard)
{
    MobileNodeConfig config;
    config.linkLocalAddress = Ipv6Address("fe80::10");
    MobileNode mobile(config);
    EXPECT_EQ(CountActions<PlaceHomeAddress>(GoToA(mobile)), 0U);
    RouterAdvertisementInput home = MakeHomeAdvertisement();
    home.advertisement.homeAgent = true;
    const Actions actions = mobile.Arrive(home);
    EXPECT_EQ(FindAction<PlaceHomeAddress>(actions).homeAddress, HOME_ADDRESS);
    EXPECT_EQ(FindAction<PreferHomeAddress>(actions).homeAddress, HOME_ADDRESS);
    EXPECT_EQ(FindAction<ReportState>(actions).after, State::AT_HOME);
    GoToB(mobile);
    EXPECT_EQ(FindAction<SendMessage>(mobile.Ready(CARE_OF_B)).destination, HOME_AGENT);
}

TEST(HomeAddresses, AdvertisementOfAStrangerChangesNothing) // MN-4-2-1-1-012
{
    RenumberedNode mobile;
    mobile.Reach(State::REGISTERED);
    EXPECT_EQ(Describe(mobile.machine.HandlePrefixAdvertisement(
                  mobile.now + Seconds(1),
                  {Ipv6Address("2001:db8::66"), HOME_ADDRESS, {}})),
              (Lines{"Drop unexpected message"}));
}

TEST(HomeAddresses, StatusOneIsAnsweredByASolicitation) // MN-2-2-1-1-002
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    const Actions actions = mobile.Receive(
        MakeAcknowledgement(101, Seconds(100), BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY));
    EXPECT_EQ(Describe({FindAction<SendIcmpv6>(actions)}),
              (Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10"
                     " prefix solicitation 100"}));
}

} // namespace

} // namespace ns3::mip6::tests

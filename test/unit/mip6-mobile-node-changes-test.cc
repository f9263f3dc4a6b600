/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-fixture.h"
#include "mip6-route-optimizer-fixture.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * Whom a mobile node tells when something about its home changes: neighbors when it is back,
 * correspondent nodes when a home address is valid for less time than they believe.
 */

namespace ns3::mip6::tests
{

namespace
{

/// On the home link, with the interface identifier of the home address.
const Ipv6Address LINK_LOCAL("fe80::10");
/// A second prefix of the home link, with the home agent's address there.
const Ipv6Address SECOND_AGENT("2001:db8:1::1");
/// What the mobile node makes of it.
const Ipv6Address SECOND_HOME("2001:db8:1::10");

/// @param actions any @return addresses that neighbors are told of, in this order
std::vector<Ipv6Address>
FindAnnounced(const Actions& actions)
{
    std::vector<Ipv6Address> addresses;
    for (const auto& announce : FindActions<AnnounceHomeAddress>(actions))
    {
        addresses.push_back(announce.homeAddress);
    }
    return addresses;
}

TEST(MobileNodeChanges, NeighborsAreToldOfTheLinkLocalAddressAsWell) // RFC 6275 section 11.5.5
{
    MobileNodeConfig config = MakeMobileNodeConfig();
    config.linkLocalAddress = LINK_LOCAL;
    MobileNode mobile(config);
    mobile.Reach(State::RETURNING);
    EXPECT_EQ(FindAnnounced(BeDeleted(mobile)),
              (std::vector<Ipv6Address>{HOME_ADDRESS, LINK_LOCAL}));
}

TEST(MobileNodeChanges, NeighborsAreToldOfEachHomeAddress) // RFC 6275 section 11.5.5
{
    MobileNode mobile;
    RouterAdvertisementInput home = MakeHomeAdvertisement();
    PrefixInformation second = MakePrefix(SECOND_AGENT);
    second.routerAddress = true;
    home.advertisement.homeAgent = true;
    home.advertisement.options.emplace_back(second);
    mobile.Arrive(home);
    GoToA(mobile);
    mobile.Ready(CARE_OF_A);
    mobile.Receive(MakeAcknowledgement(101));
    mobile.machine.HandleBindingAcknowledgement(
        mobile.now,
        {SECOND_AGENT, SECOND_HOME, MakeAcknowledgement(101)});
    mobile.Arrive(home);
    NeighborAdvertisementInput answer; // of the home agent, which the second one is asked for
    answer.advertisement.target = SECOND_HOME;
    mobile.machine.HandleNeighborAdvertisement(mobile.now, answer);
    Actions actions = BeDeleted(mobile);
    Append(actions,
           mobile.machine.HandleBindingAcknowledgement(
               mobile.now,
               {SECOND_AGENT, SECOND_HOME, MakeAcknowledgement(102, Time())}));
    EXPECT_EQ(FindAnnounced(actions), (std::vector<Ipv6Address>{HOME_ADDRESS, SECOND_HOME}));
}

TEST(MobileNodeChanges, BindingsThatWouldLastTooLongAreUpdated) // RFC 6275 section 11.4.2
{
    OptimizedFixture mobile;
    EXPECT_EQ(Describe(mobile.optimizer.SetValidUntil(Seconds(5), Seconds(420))), Lines());
    EXPECT_EQ(NameMessages(mobile.See(mobile.optimizer.SetValidUntil(Seconds(5), Seconds(105)))),
              Lines{"BU 102 100"});
    mobile.Accept(Seconds(5));
    EXPECT_EQ(mobile.list.Find(CORRESPONDENT)->expiresAt, Seconds(105));
}

} // namespace

} // namespace ns3::mip6::tests

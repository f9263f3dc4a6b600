/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "nemo-makers.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * What a mobile router tells home agents, and when it tells it again (RFC 3963 section 5).
 */

namespace ns3::mip6::tests
{

namespace
{

/// How every registration on the first foreign link begins.
const std::string FROM_A = "Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU ";

/// A mode and what its Binding Updates say.
struct ModeRow : NamedRow
{
    NemoMode mode;       //!< of the mobile router
    Networks networks;   //!< behind it
    const char* flags;   //!< expected
    const char* options; //!< expected behind the care-of address
};

/// RFC 3963 sections 5.1 and 5.2.
class ModeTable : public testing::TestWithParam<ModeRow>
{
};

TEST_P(ModeTable, RegistrationTellsFlagAndPrefixes)
{
    const ModeRow& row = GetParam();
    MobileRouter router({row.mode, row.networks});
    EXPECT_EQ(Select(router.Ask(), "Send"),
              (Lines{FROM_A + "101 " + row.flags + " 420 alternate 2001:db8:a::10" + row.options}));
}

TEST_P(ModeTable, DeletionTellsTheFlagAlone)
{
    const ModeRow& row = GetParam();
    MobileRouter router({row.mode, row.networks});
    router.Register();
    EXPECT_EQ(Select(GoHome(router), "Send"),
              (Lines{std::string("Send 2001:db8::10 > 2001:db8::1 BU 102 ") + row.flags +
                     " 0 alternate 2001:db8::10"}));
}

INSTANTIATE_TEST_SUITE_P(
    NemoMobileNetworks,
    ModeTable,
    testing::Values(
        ModeRow{{"Host"}, NemoMode::HOST, {NETWORK_1}, "AH", ""},
        ModeRow{{"Implicit"}, NemoMode::IMPLICIT, {NETWORK_1}, "AHR", ""},
        ModeRow{{"ImplicitWithoutNetworks"}, NemoMode::IMPLICIT, {}, "AHR", ""},
        ModeRow{{"Explicit"}, NemoMode::EXPLICIT, {NETWORK_1}, "AHR", " network 2001:db8:100::/64"},
        ModeRow{{"ExplicitTwice"},
                NemoMode::EXPLICIT,
                {NETWORK_1, NETWORK_2},
                "AHR",
                " network 2001:db8:100::/64 network 2001:db8:101::/64"},
        ModeRow{{"ExplicitWithoutNetworks"}, NemoMode::EXPLICIT, {}, "AH", ""}),
    [](const auto& instance) { return instance.param.name; });

TEST(NemoMobileNetworks, OtherHomeAddressesAreThoseOfAMobileNode)
{
    NemoMobileNetworks networks;
    networks.SetHomeAddress(HOME_ADDRESS);
    networks.SetNetworks(Time(), {NETWORK_1}, nullptr);
    BindingUpdate update = MakeBindingUpdate(1);
    networks.Extend(Ipv6Address("2001:db8::11"), update);
    EXPECT_FALSE(update.mobileRouter);
    EXPECT_EQ(update.options.size(), 1U);
    EXPECT_TRUE(networks.IsGranted(Ipv6Address("2001:db8::11"), MakeAcknowledgement(1)));
    EXPECT_FALSE(networks.IsFinal(Ipv6Address("2001:db8::11"), BindingStatus::INVALID_PREFIX));
}

TEST(NemoMobileNetworks, FirstHomeAddressIsTakenIfNoneIsSet)
{
    NemoMobileNetworks networks;
    networks.SetNetworks(Time(), {NETWORK_1}, nullptr);
    BindingUpdate update = MakeBindingUpdate(1);
    networks.Extend(HOME_ADDRESS, update);
    EXPECT_TRUE(update.mobileRouter);
    EXPECT_EQ(networks.GetHomeAddress(), HOME_ADDRESS);
}

TEST(NemoMobileNetworks, RefreshTellsThePrefixesAgain)
{
    MobileRouter router;
    router.Register();
    EXPECT_EQ(Select(router.Wait(Seconds(350)), "Send").front(),
              FROM_A + "102 AHR 420 alternate 2001:db8:a::10 network 2001:db8:100::/64");
}

TEST(NemoMobileNetworks, AddedNetworkIsRegisteredAtOnce) // D-MR-10
{
    MobileRouter router;
    router.Register();
    EXPECT_EQ(Describe(router.SetNetworks({NETWORK_1, NETWORK_2})),
              (Lines{FROM_A + "102 AHR 420 alternate 2001:db8:a::10 network 2001:db8:100::/64"
                              " network 2001:db8:101::/64",
                     "Phase binding update sent 2001:db8:a::10"}));
}

TEST(NemoMobileNetworks, WithdrawnNetworkIsNotToldAnyMore)
{
    MobileRouter router({NemoMode::EXPLICIT, {NETWORK_1, NETWORK_2}});
    router.Register();
    EXPECT_EQ(Select(router.SetNetworks({NETWORK_2}), "Send"),
              (Lines{FROM_A + "102 AHR 420 alternate 2001:db8:a::10 network 2001:db8:101::/64"}));
}

TEST(NemoMobileNetworks, WithoutItsLastNetworkItIsAHost)
{
    MobileRouter router;
    router.Register();
    EXPECT_EQ(Select(router.SetNetworks({}), "Send"),
              (Lines{FROM_A + "102 AHR 0 alternate 2001:db8:a::10",
                     FROM_A + "103 AH 420 alternate 2001:db8:a::10"}));
    EXPECT_FALSE(router.networks.NeedsRouterSupport());
}

TEST(NemoMobileNetworks, HostWithItsFirstNetworkIsARouter)
{
    MobileRouter router({NemoMode::EXPLICIT, {}});
    router.Ask();
    router.Receive(MakeAcknowledgement(101));
    EXPECT_EQ(Select(router.SetNetworks({NETWORK_1}), "Send"),
              (Lines{FROM_A + "102 AH 0 alternate 2001:db8:a::10",
                     FROM_A + "103 AHR 420 alternate 2001:db8:a::10 network 2001:db8:100::/64"}));
}

TEST(NemoMobileNetworks, NetworksAreNotToldInImplicitMode)
{
    MobileRouter router({NemoMode::IMPLICIT, {NETWORK_1}});
    router.Register();
    EXPECT_TRUE(router.SetNetworks({NETWORK_1, NETWORK_2}).empty());
    EXPECT_EQ(router.networks.GetNetworks(), (Networks{NETWORK_1, NETWORK_2}));
}

/// A change of mode while registered.
struct SwitchRow : NamedRow
{
    NemoMode before; //!< registered
    NemoMode after;  //!< from then on
    Lines messages;  //!< expected
};

/// RFC 3963 section 5.2: a binding keeps its R flag.
class SwitchTable : public testing::TestWithParam<SwitchRow>
{
};

TEST_P(SwitchTable, ChangeIsToldAtOnce)
{
    const SwitchRow& row = GetParam();
    MobileRouter router({row.before, {NETWORK_1}});
    router.Register();
    EXPECT_EQ(Select(router.SetMode(row.after), "Send"), row.messages);
    EXPECT_EQ(router.networks.GetMode(), row.after);
}

INSTANTIATE_TEST_SUITE_P(
    NemoMobileNetworks,
    SwitchTable,
    testing::Values(SwitchRow{{"ImplicitToExplicit"},
                              NemoMode::IMPLICIT,
                              NemoMode::EXPLICIT,
                              {FROM_A +
                               "102 AHR 420 alternate 2001:db8:a::10 network 2001:db8:100::/64"}},
                    SwitchRow{{"ExplicitToImplicit"},
                              NemoMode::EXPLICIT,
                              NemoMode::IMPLICIT,
                              {FROM_A + "102 AHR 420 alternate 2001:db8:a::10"}},
                    SwitchRow{{"ExplicitToHost"},
                              NemoMode::EXPLICIT,
                              NemoMode::HOST,
                              {FROM_A + "102 AHR 0 alternate 2001:db8:a::10",
                               FROM_A + "103 AH 420 alternate 2001:db8:a::10"}},
                    SwitchRow{{"HostToImplicit"},
                              NemoMode::HOST,
                              NemoMode::IMPLICIT,
                              {FROM_A + "102 AH 0 alternate 2001:db8:a::10",
                               FROM_A + "103 AHR 420 alternate 2001:db8:a::10"}},
                    SwitchRow{{"Same"}, NemoMode::EXPLICIT, NemoMode::EXPLICIT, {}}),
    [](const auto& instance) { return instance.param.name; });

TEST(NemoMobileNetworks, NothingIsToldAtHome)
{
    MobileRouter router;
    GoHome(router);
    EXPECT_TRUE(router.SetNetworks({NETWORK_1, NETWORK_2}).empty());
    EXPECT_TRUE(router.SetMode(NemoMode::HOST).empty());
}

TEST(NemoMobileNetworks, TunnelIsClosedUntilTheOtherBindingIsThere)
{
    MobileRouter router;
    router.Register();
    const Actions actions = router.SetMode(NemoMode::HOST);
    EXPECT_EQ(CountActions<CloseTunnel>(actions), 1U);
    EXPECT_EQ(router.machine.GetState(), State::REGISTERING);
    const Actions accepted = router.Receive(MakeAcknowledgement(103));
    EXPECT_EQ(CountActions<OpenTunnel>(accepted), 1U);
    EXPECT_EQ(router.machine.GetState(), State::REGISTERED);
}

} // namespace

} // namespace ns3::mip6::tests

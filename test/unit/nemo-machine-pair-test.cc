/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-machine-pair.h"
#include "nemo-makers.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * A mobile router and its home agent with a clock of their own.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Far ends by network.
using Routes = std::map<Ipv6Address, Ipv6Address>;

/// Networks of both sides; a base, so that they are there before the machines.
struct NemoSides
{
    NemoMobileNetworks networks; //!< of the mobile router
    NemoPrefixTable table;       //!< of the home agent
};

/// Both machines.
class NemoPair : public NemoSides, public MachinePair
{
  public:
    /// @param mode of the mobile router @param config of both
    explicit NemoPair(NemoMode mode = NemoMode::EXPLICIT, PairConfig config = PairConfig())
        : MachinePair(Extend(std::move(config), *this))
    {
        networks.SetHomeAddress(HOME_ADDRESS);
        networks.SetMode(Time(), mode, nullptr);
        networks.SetNetworks(Time(), {NETWORK_1}, nullptr);
        table.Add(HOME_ADDRESS, NETWORK_1);
        table.Add(HOME_ADDRESS, NETWORK_2);
    }

    /// @param mode from now on
    void SetMode(NemoMode mode)
    {
        ChangeMobile([&](Time now, MobileNodeMachine& machine) {
            return networks.SetMode(now, mode, &machine);
        });
    }

    /// @param all networks from now on
    void SetNetworks(const Networks& all)
    {
        ChangeMobile([&](Time now, MobileNodeMachine& machine) {
            return networks.SetNetworks(now, all, &machine);
        });
    }

    /// @param part to look for @return how many messages contain it
    std::size_t Count(const std::string& part) const
    {
        const Lines& lines = GetMessages();
        return static_cast<std::size_t>(
            std::count_if(lines.begin(), lines.end(), [&part](const std::string& line) {
                return line.find(part) != std::string::npos;
            }));
    }

    /// @return state of the mobile router
    State GetState() const
    {
        return GetMobile().GetState();
    }

  private:
    /// @param config of both @param sides that they ask @return configuration
    static PairConfig Extend(PairConfig config, NemoSides& sides)
    {
        config.mobile.extension = &sides.networks;
        config.agent.networks = &sides.table;
        return config;
    }
};

/// @param first of the messages @param step distance @return every so many-th message number
std::set<std::size_t>
MakeEvery(std::size_t first, std::size_t step)
{
    std::set<std::size_t> numbers;
    for (std::size_t number = first; number <= 10000; number += step)
    {
        numbers.insert(number);
    }
    return numbers;
}

/// Where the first network is reached from the first foreign link.
const Routes ONE_AT_A{{NETWORK_1.network, CARE_OF_A}};
/// Where both are.
const Routes BOTH_AT_A{{NETWORK_1.network, CARE_OF_A}, {NETWORK_2.network, CARE_OF_A}};
/// Where the first one is from the second foreign link.
const Routes ONE_AT_B{{NETWORK_1.network, CARE_OF_B}};

TEST(NemoMachinePair, RegistrationTakesOneUpdateAndOneAcknowledgement)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    EXPECT_EQ(
        pair.GetMessages(),
        (Lines{"Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 101 AHR 420 alternate "
               "2001:db8:a::10 network 2001:db8:100::/64",
               "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 BA 101 status 0 R 420"}));
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
    EXPECT_EQ(pair.GetMobileTunnel(), CARE_OF_A);
}

TEST(NemoMachinePair, ImplicitModeForwardsWhatTheHomeAgentKnows)
{
    NemoPair pair(NemoMode::IMPLICIT);
    pair.MoveToA();
    pair.Run(Minutes(1));
    EXPECT_EQ(pair.GetMessages().size(), 2U);
    EXPECT_EQ(pair.GetPrefixRoutes(), BOTH_AT_A);
}

TEST(NemoMachinePair, HostModeForwardsNoNetwork)
{
    NemoPair pair(NemoMode::HOST);
    pair.MoveToA();
    pair.Run(Minutes(1));
    EXPECT_EQ(pair.GetMessages().size(), 2U);
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
}

TEST(NemoMachinePair, RoutesFollowTheMobileRouter)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.MoveToB();
    pair.Run(Minutes(1));
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_B);
    EXPECT_EQ(pair.GetMessages().size(), 4U);
}

TEST(NemoMachinePair, LostUpdateIsRepeatedWithItsPrefixes)
{
    PairConfig config;
    config.lost = {1};
    NemoPair pair(NemoMode::EXPLICIT, config);
    pair.MoveToA();
    pair.Run(Minutes(1));
    EXPECT_EQ(pair.Count("network 2001:db8:100::/64"), 2U);
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
}

TEST(NemoMachinePair, LostAcknowledgementIsRepeated)
{
    PairConfig config;
    config.lost = {2};
    NemoPair pair(NemoMode::EXPLICIT, config);
    pair.MoveToA();
    pair.Run(Minutes(1));
    EXPECT_EQ(pair.Count("BA 102 status 0 R 420"), 1U);
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
}

TEST(NemoMachinePair, RefreshesGoOnForHoursWithEveryThirdMessageLost)
{
    PairConfig config;
    config.lost = MakeEvery(3, 3);
    NemoPair pair(NemoMode::EXPLICIT, config);
    pair.MoveToA();
    pair.Run(Hours(6));
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
    EXPECT_GE(pair.Count("status 0 R"), 60U);
    EXPECT_EQ(pair.GetAgent().GetNetworkCount(), 1U);
}

TEST(NemoMachinePair, NetworkIsAddedWhileBound)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.SetNetworks({NETWORK_1, NETWORK_2});
    pair.Run(Seconds(1));
    EXPECT_EQ(pair.GetPrefixRoutes(), BOTH_AT_A);
    EXPECT_EQ(pair.GetMessages().size(), 4U);
}

TEST(NemoMachinePair, NetworkIsWithdrawnWhileBound)
{
    NemoPair pair;
    pair.SetNetworks({NETWORK_1, NETWORK_2});
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.SetNetworks({NETWORK_2});
    pair.Run(Seconds(1));
    EXPECT_EQ(pair.GetPrefixRoutes(), (Routes{{NETWORK_2.network, CARE_OF_A}}));
    EXPECT_EQ(pair.GetMessages().size(), 4U);
}

TEST(NemoMachinePair, LastNetworkIsWithdrawnWhileBound)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.SetNetworks({});
    pair.Run(Seconds(3));
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
    EXPECT_EQ(pair.GetAgent().GetBindingCache().GetSize(), 1U);
}

TEST(NemoMachinePair, TableOfTheHomeAgentGrowsWhileBound)
{
    NemoPair pair(NemoMode::IMPLICIT);
    pair.table.Remove(HOME_ADDRESS, NETWORK_2);
    pair.MoveToA();
    pair.Run(Minutes(1));
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
    pair.table.Add(HOME_ADDRESS, NETWORK_2);
    pair.ChangeAgent([](HomeAgentMachine& agent) { return agent.HandleNetworks(HOME_ADDRESS); });
    EXPECT_EQ(pair.GetPrefixRoutes(), BOTH_AT_A);
}

TEST(NemoMachinePair, TakenNetworkIsRefusedAtTheNextRefresh)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.table.Remove(HOME_ADDRESS, NETWORK_1);
    pair.ChangeAgent([](HomeAgentMachine& agent) { return agent.HandleNetworks(HOME_ADDRESS); });
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    pair.Run(Minutes(10));
    EXPECT_EQ(pair.Count("status 142 R"), 1U);
    EXPECT_EQ(pair.GetState(), State::REGISTERING);
    EXPECT_EQ(pair.GetMobileTunnel(), std::nullopt);
    EXPECT_EQ(pair.GetAgentTunnel(), std::nullopt);
}

TEST(NemoMachinePair, ModesAreSwitchedInACircle)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.SetMode(NemoMode::IMPLICIT);
    pair.Run(Seconds(5));
    EXPECT_EQ(pair.GetPrefixRoutes(), BOTH_AT_A);
    pair.SetMode(NemoMode::HOST);
    pair.Run(Seconds(5));
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
    pair.SetMode(NemoMode::EXPLICIT);
    pair.Run(Seconds(5));
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
    EXPECT_EQ(pair.Count("status 0"), 6U); // four registrations and two deletions
    EXPECT_EQ(pair.Count("status 135"), 0U);
}

TEST(NemoMachinePair, SwitchWithALostDeletionEndsWellToo)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.Lose({1});
    pair.SetMode(NemoMode::HOST);
    pair.Run(Seconds(5));
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
}

/// A refusal by the home agent.
struct RefusalCase
{
    NemoMode mode;                          //!< of the mobile router
    std::function<void(NemoPair&)> prepare; //!< what is wrong
    int status;                             //!< expected
};

TEST(NemoMachinePair, RefusalsAreTakenAtTheirWord)
{
    const std::vector<RefusalCase> cases{
        {NemoMode::EXPLICIT, [](NemoPair& pair) { pair.table.Prohibit(HOME_ADDRESS); }, 140},
        {NemoMode::IMPLICIT, [](NemoPair& pair) { pair.table.Prohibit(HOME_ADDRESS); }, 140},
        {NemoMode::EXPLICIT,
         [](NemoPair& pair) {
             pair.SetNetworks({{Ipv6Address("fe80::"), 64}});
         },
         141},
        {NemoMode::EXPLICIT, [](NemoPair& pair) { pair.SetNetworks({FOREIGN_NETWORK}); }, 142},
        {NemoMode::IMPLICIT,
         [](NemoPair& pair) {
             pair.table.Remove(HOME_ADDRESS, NETWORK_1);
             pair.table.Remove(HOME_ADDRESS, NETWORK_2);
         },
         143}};
    for (const RefusalCase& one : cases)
    {
        SCOPED_TRACE(one.status);
        NemoPair pair(one.mode);
        one.prepare(pair);
        pair.MoveToA();
        pair.Run(Hours(1));
        pair.MoveToB();
        pair.Run(Hours(1));
        EXPECT_EQ(pair.Count(" BU "), 1U);
        EXPECT_EQ(pair.Count("status " + std::to_string(one.status) + " R 0"), 1U);
        EXPECT_EQ(pair.GetState(), State::REGISTERING);
        EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
        EXPECT_EQ(pair.GetAgent().GetBindingCache().GetSize(), 0U);
    }
}

TEST(NemoMachinePair, MendedNetworksAreAccepted)
{
    NemoPair pair;
    pair.SetNetworks({FOREIGN_NETWORK});
    pair.MoveToA();
    pair.Run(Minutes(10));
    EXPECT_EQ(pair.GetState(), State::REGISTERING);
    pair.SetNetworks({NETWORK_1});
    pair.Run(Seconds(2));
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
}

TEST(NemoMachinePair, PlainHomeAgentKeepsNoBinding)
{
    PairConfig config;
    NemoSides sides;
    sides.networks.SetNetworks(Time(), {NETWORK_1}, nullptr);
    config.mobile.extension = &sides.networks;
    MachinePair pair(config);
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.MoveToB();
    pair.Run(Hours(1));
    EXPECT_EQ(pair.GetMessages().size(), 4U);
    EXPECT_EQ(pair.GetMessages()[2],
              "Send 2001:db8:a::10 > 2001:db8::1 option 2001:db8::10 BU 102 AHR 0 alternate "
              "2001:db8:a::10");
    EXPECT_EQ(pair.GetAgent().GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(pair.GetAgentTunnel(), std::nullopt);
}

TEST(NemoMachinePair, ReturnHomeEndsTheRoutes)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.MoveHome();
    pair.Run(Seconds(1));
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    EXPECT_EQ(pair.GetState(), State::AT_HOME);
    EXPECT_EQ(pair.GetMessages().back(), "Send 2001:db8::1 > 2001:db8::10 BA 102 status 0 R 0");
}

TEST(NemoMachinePair, BothSidesExpireWhenEachRefreshIsLost)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.Lose(MakeEvery(1, 1));
    pair.Run(Minutes(10));
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    EXPECT_EQ(pair.GetMobileTunnel(), std::nullopt);
    pair.Lose({});
    pair.Run(Minutes(5));
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
    EXPECT_EQ(pair.GetState(), State::REGISTERED);
}

TEST(NemoMachinePair, RestartedHomeAgentLearnsTheNetworksWithTheNextRefresh)
{
    NemoPair pair;
    pair.MoveToA();
    pair.Run(Minutes(1));
    pair.ChangeAgent([](HomeAgentMachine& agent) { return agent.HandleRestart(); });
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    EXPECT_EQ(pair.GetAgentTunnel(), std::nullopt);
    pair.Run(Minutes(6));
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_A);
    EXPECT_EQ(pair.GetAgentTunnel(), CARE_OF_A);
}

TEST(NemoMachinePair, HundredMovesAndChangesLeaveNothingBehind)
{
    NemoPair pair;
    for (int move = 0; move < 100; ++move)
    {
        SCOPED_TRACE(move);
        pair.MoveToA();
        pair.Run(MilliSeconds(1500 + 20 * move));
        pair.SetMode(move % 3 == 0 ? NemoMode::IMPLICIT : NemoMode::HOST);
        pair.MoveToB();
        pair.Run(MilliSeconds(900 + 20 * move));
        pair.SetMode(NemoMode::EXPLICIT);
        pair.SetNetworks(move % 2 == 0 ? Networks{NETWORK_1} : Networks{NETWORK_1, NETWORK_2});
    }
    pair.SetNetworks({NETWORK_1});
    pair.Run(Minutes(2));
    EXPECT_EQ(pair.GetPrefixRoutes(), ONE_AT_B);
    pair.MoveHome();
    pair.Run(Minutes(2));
    EXPECT_EQ(pair.GetPrefixRoutes(), Routes());
    EXPECT_EQ(pair.GetAgent().GetNetworkCount(), 0U);
    EXPECT_EQ(pair.GetAgent().GetPendingCount(), 0U);
    EXPECT_EQ(pair.GetState(), State::AT_HOME);
}

} // namespace

} // namespace ns3::mip6::tests

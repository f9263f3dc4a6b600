/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "nemo-makers.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * The rows of the conformance list of home agents of mobile routers that are about home agent
 * address discovery, with the numbers of that list.
 */

namespace ns3::mip6::tests
{

namespace
{

/// A home agent of the link that is heard, and the replies afterwards.
struct Heard
{
    bool homeAgent;               //!< H flag
    bool mobileRouters;           //!< R flag
    int preference;               //!< of the Home Agent Information; negative: without that
    std::vector<int> plain;       //!< expected reply without the R flag: 0 is the home agent itself
    std::vector<int> forRouters;  //!< expected reply with the R flag
    Time lifetime{Seconds(1800)}; //!< of the home agent
};

/// Home agents that are heard one after the other.
struct DiscoveryRow : NamedRow
{
    std::vector<Heard> steps; //!< the first one is number 1
};

/// RFC 3963 section 7.2. The home agent itself has the preference 10.
class NemoDiscovery : public testing::Test
{
  protected:
    NemoDiscovery()
        : m_home({NETWORK_1}, MakeConfig())
    {
        Hear(0, {true, true, 10, {}, {}});
    }

    /// @param number of a home agent @param heard what it advertises @param at when
    void Hear(int number, const Heard& heard, Time at = Seconds(1))
    {
        RouterAdvertisement advertisement;
        advertisement.homeAgent = heard.homeAgent;
        advertisement.routerLifetime = Seconds(1800);
        if (heard.preference >= 0)
        {
            advertisement.options.emplace_back(
                HomeAgentInformation{static_cast<uint16_t>(heard.preference),
                                     heard.lifetime,
                                     heard.mobileRouters});
        }
        PrefixInformation prefix = MakePrefix(MakeAddress(number));
        prefix.routerAddress = true;
        advertisement.options.emplace_back(prefix);
        const std::string router = "fe80::" + std::to_string(number + 1);
        m_home.machine.HandleRouterAdvertisement(at, Ipv6Address(router.c_str()), advertisement);
    }

    /// @param mobileRouters R flag of the request @param expected home agents @param at when
    /// @return whether the reply lists them, with the same flag
    bool IsAnswered(bool mobileRouters, const std::vector<int>& expected, Time at = Seconds(2))
    {
        HomeAgentAddressDiscoveryReply reply{7, mobileRouters, {}};
        for (int number : expected)
        {
            reply.homeAgents.push_back(MakeAddress(number));
        }
        const Actions actions =
            m_home.machine.HandleDiscoveryRequest(at, {CARE_OF_A, HOME_AGENT, {7, mobileRouters}});
        return std::get<HomeAgentAddressDiscoveryReply>(FindAction<SendIcmpv6>(actions).message) ==
               reply;
    }

    RouterHome m_home; //!< under test

  private:
    /// @return of the home agent
    static HomeAgentConfig MakeConfig()
    {
        HomeAgentConfig config = MakeHomeAgentConfig();
        config.linkLocal = ROUTER_HOME;
        config.addresses = {HOME_AGENT};
        return config;
    }

    /// @param number of a home agent @return its address
    static Ipv6Address MakeAddress(int number)
    {
        return Ipv6Address(("2001:db8::" + std::to_string(number + 1)).c_str());
    }
};

/// RFC 3963 section 7.2, by the list.
class NemoDiscoveryTable : public NemoDiscovery, public testing::WithParamInterface<DiscoveryRow>
{
};

TEST_P(NemoDiscoveryTable, RepliesAreAsTheListSays)
{
    int number = 0;
    for (const Heard& heard : GetParam().steps)
    {
        SCOPED_TRACE(number);
        Hear(++number, heard);
        EXPECT_TRUE(IsAnswered(false, heard.plain));
        EXPECT_TRUE(IsAnswered(true, heard.forRouters));
    }
}

INSTANTIATE_TEST_SUITE_P(
    NemoHomeAgent,
    NemoDiscoveryTable,
    testing::Values(
        DiscoveryRow{{"NEMO_HA_7_1_1"}, {{false, false, -1, {0}, {0}}}},
        DiscoveryRow{{"NEMO_HA_7_2_1"}, {{true, true, 0, {0, 1}, {0, 1}}}},
        DiscoveryRow{{"NEMO_HA_7_2_3"},
                     {{true, true, 1, {0, 1}, {0, 1}}, {true, true, 0, {0, 1, 2}, {0, 1, 2}}}},
        DiscoveryRow{{"NEMO_HA_7_2_4"},
                     {{true, true, 0, {0, 1}, {0, 1}}, {true, true, 1, {0, 2, 1}, {0, 2, 1}}}},
        DiscoveryRow{{"NEMO_HA_7_2_5"},
                     {{true, true, 0xFFFF, {1, 0}, {1, 0}}, {true, true, 0, {1, 0, 2}, {1, 0, 2}}}},
        DiscoveryRow{
            {"NEMO_HA_7_2_8"},
            {{true, true, 0xFFFE, {1, 0}, {1, 0}}, {true, true, 0xFFFF, {2, 1, 0}, {2, 1, 0}}}},
        DiscoveryRow{{"NEMO_HA_7_2_11"}, {{true, false, -1, {0, 1}, {0}}}},
        DiscoveryRow{{"NEMO_HA_7_6_2"}, {{false, false, 1, {0}, {0}}, {false, true, 0, {0}, {0}}}},
        DiscoveryRow{{"NEMO_HA_7_6_4"},
                     {{false, false, 1, {0}, {0}}, {true, true, 0, {0, 2}, {0, 2}}}},
        DiscoveryRow{{"NEMO_HA_7_6_6"},
                     {{true, false, 1, {0, 1}, {0}}, {true, false, 0, {0, 1, 2}, {0}}}},
        DiscoveryRow{{"NEMO_HA_7_6_8"},
                     {{true, true, 1, {0, 1}, {0, 1}}, {false, true, 0, {0, 1}, {0, 1}}}},
        DiscoveryRow{{"NEMO_HA_7_6_10"},
                     {{true, true, 1, {0, 1}, {0, 1}}, {true, true, 0, {0, 1, 2}, {0, 1, 2}}}}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(NemoDiscovery, LifetimeOfAHomeAgentEnds) // NEMO-HA_7_2_10, 7_2_13
{
    const Heard short32{true, true, 0xFFFF, {}, {}, Seconds(32)};
    Hear(1, short32);
    EXPECT_TRUE(IsAnswered(true, {1, 0}, Seconds(20)));
    Hear(1, short32, Seconds(20));
    EXPECT_TRUE(IsAnswered(true, {1, 0}, Seconds(51)));
    EXPECT_TRUE(IsAnswered(true, {0}, Seconds(52)));
    EXPECT_TRUE(IsAnswered(false, {0}, Seconds(52)));
}

TEST_F(NemoDiscovery, ReplyFitsIntoTheLeastMtu) // NEMO-HA_7_5_1
{
    std::vector<int> best;
    for (int number = 1; number <= 78; ++number)
    {
        Hear(number, {true, true, 1000 - number, {}, {}});
        best.push_back(number);
    }
    best.resize(77);
    EXPECT_TRUE(IsAnswered(true, best));
    EXPECT_TRUE(IsAnswered(false, best));
}

TEST(NemoDiscoveryConformance, PlainHomeAgentRepliesWithoutTheFlag) // D-NHA-3
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.linkLocal = ROUTER_HOME;
    config.addresses = {HOME_AGENT};
    HomeAgentMachine agent(config, MakeRandom());
    const Actions actions =
        agent.HandleDiscoveryRequest(Seconds(1), {CARE_OF_A, HOME_AGENT, {7, true}});
    EXPECT_EQ(Describe(actions),
              (Lines{"Send 2001:db8::1 > 2001:db8:a::10 discovery reply 7 2001:db8::1"}));
}

} // namespace

} // namespace ns3::mip6::tests

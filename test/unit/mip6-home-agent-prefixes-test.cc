/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-granted-lifetime.h"
#include "ns3/mip6-home-agent-machine.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// A second prefix of the home link.
const Ipv6Address SECOND_ADDRESS("2001:db8:2::1");

/// @param preferredUntil end @param validUntil end @return the home prefix, counting down
LinkPrefix
MakeEnding(Time preferredUntil, Time validUntil)
{
    return {HOME_AGENT, 64, true, true, {{}, preferredUntil}, {{}, validUntil}};
}

/// @param prefix of the home link @return as a list
LinkPrefixes
MakeLink(const LinkPrefix& prefix)
{
    LinkPrefixes prefixes;
    prefixes.Set(Time(), prefix);
    return prefixes;
}

/// The usual home agent, with the usual mobile node registered at 2 s for 420 s.
struct BoundAgent : HomeAgentMachine
{
    /// @param config of the home agent
    explicit BoundAgent(const HomeAgentConfig& config = MakeHomeAgentConfig())
        : HomeAgentMachine(config, MakeRandom())
    {
        HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
        HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    }

    /// @return end of the binding
    std::optional<Time> GetEnd() const
    {
        return GetBindingCache().GetNextExpiry();
    }
};

/// What an advertisement to the mobile node begins with.
const std::string ADVERTISEMENT = "Send 2001:db8::1 > 2001:db8:a::10 type2 2001:db8::10 prefix "
                                  "advertisement ";

/// Lifetimes of a prefix at 0 s, and what is granted to who wants 100 s then.
struct UnitsRow : NamedRow
{
    Time preferred; //!< of the prefix
    Time valid;     //!< of the prefix
    int status;     //!< expected
    Time granted;   //!< expected
};

/// RFC 6275 section 10.3.1: compared in units of 4 s.
class HomePrefixUnits : public testing::TestWithParam<UnitsRow>
{
};

TEST_P(HomePrefixUnits, StatusTellsOfTheEndOfThePrefix)
{
    const LinkPrefix prefix = MakeEnding(GetParam().preferred, GetParam().valid);
    ASSERT_TRUE(CanGrant(Time(), prefix));
    const GrantedLifetime granted = Grant(Time(), prefix, Seconds(100));
    EXPECT_EQ(granted.lifetime, GetParam().granted);
    EXPECT_EQ(static_cast<int>(granted.status), GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(
    GrantedLifetime,
    HomePrefixUnits,
    testing::Values(UnitsRow{"LongAfter", Seconds(500), Seconds(900), 0, Seconds(100)},
                    UnitsRow{"Deprecated", Seconds(0), Seconds(900), 1, Seconds(100)},
                    UnitsRow{"AlmostDeprecated", Seconds(3), Seconds(900), 1, Seconds(100)},
                    UnitsRow{"DeprecatedDuring", Seconds(99), Seconds(900), 1, Seconds(100)},
                    UnitsRow{"DeprecatedAtTheEnd", Seconds(100), Seconds(900), 0, Seconds(100)},
                    UnitsRow{"InvalidAtTheEnd", Seconds(100), Seconds(103), 1, Seconds(100)},
                    UnitsRow{"InvalidAUnitLater", Seconds(100), Seconds(104), 0, Seconds(100)},
                    UnitsRow{"InvalidBefore", Seconds(50), Seconds(50), 1, Seconds(50)}),
    [](const auto& instance) { return instance.param.name; });

TEST(GrantedLifetime, LessThanAUnitIsNothing)
{
    EXPECT_TRUE(CanGrant(Seconds(6), MakeEnding(Seconds(10), Seconds(10))));
    EXPECT_FALSE(CanGrant(Seconds(6) + TimeStep(1), MakeEnding(Seconds(10), Seconds(10))));
    EXPECT_FALSE(CanGrant(Seconds(60), MakeEnding(Seconds(10), Seconds(10))));
}

TEST(HomeAgentPrefixes, HA811SolicitationIsAnsweredWithARoutingHeaderFromTheAddressOfTheBinding)
{
    BoundAgent agent;
    EXPECT_EQ(
        Describe(agent.HandlePrefixSolicitation(Seconds(5), {HOME_ADDRESS, CARE_OF_A, {0xBEEF}})),
        Lines{ADVERTISEMENT + "48879 2001:db8::1/64 R 2.592e+06/2.592e+06"});
}

TEST(HomeAgentPrefixes, SolicitationFromElsewhereIsDropped)
{
    BoundAgent agent;
    const Lines dropped{std::string("Drop ") + GetName(Mip6DropReason::UNEXPECTED_MESSAGE)};
    EXPECT_EQ(Describe(agent.HandlePrefixSolicitation(Seconds(5), {HOME_ADDRESS, CARE_OF_B, {1}})),
              dropped);
    EXPECT_EQ(Describe(agent.HandlePrefixSolicitation(Seconds(5), {HOME_AGENT, CARE_OF_A, {1}})),
              dropped);
}

TEST(HomeAgentPrefixes, DHA32BindingEndsWithItsPrefix)
{
    BoundAgent agent;
    const auto actions =
        agent.HandlePrefixes(Seconds(10), MakeLink(MakeEnding(Seconds(15), Seconds(20))));
    EXPECT_EQ(Describe(actions),
              (Lines{ADVERTISEMENT + "100 2001:db8::1/64 R 5/10",
                     "Cache updated 2001:db8::10 at 2001:db8:a::10 10"}));
    EXPECT_EQ(agent.GetEnd(), Seconds(20));
    EXPECT_EQ(Describe(agent.HandleDeadline(Seconds(20))),
              (Lines{"CloseTunnel 2001:db8::10",
                     "Release 2001:db8::10",
                     "Cache expired 2001:db8::10 at 2001:db8:a::10 0"}));
}

TEST(HomeAgentPrefixes, WithdrawnPrefixIsAdvertisedAndEndsTheBindingAtOnce)
{
    BoundAgent agent;
    EXPECT_EQ(
        Describe(agent.HandlePrefixes(Seconds(10), MakeLink(MakeEnding(Seconds(10), Seconds(10))))),
        (Lines{ADVERTISEMENT + "100 2001:db8::1/64 R 0/0",
               "CloseTunnel 2001:db8::10",
               "Release 2001:db8::10",
               "Cache expired 2001:db8::10 at 2001:db8:a::10 0"}));
    EXPECT_EQ(agent.GetBindingCache().GetSize(), 0U);
    EXPECT_EQ(FindAcknowledgement(agent.HandleBindingUpdate(Seconds(11), MakeUpdateInput(102))),
              MakeRefusal(102, BindingStatus::NOT_HOME_SUBNET));
}

TEST(HomeAgentPrefixes, LongerPrefixDoesNotLengthenABinding)
{
    BoundAgent agent;
    EXPECT_TRUE(
        agent.HandlePrefixes(Seconds(10), MakeLink(MakeEnding(Days(40), Days(50)))).empty());
    EXPECT_EQ(agent.GetEnd(), Seconds(422));
}

TEST(HomeAgentPrefixes, HomeAddressesOfAllPrefixesAreServed)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.prefixes.Set(Time(), {SECOND_ADDRESS, 64});
    HomeAgentMachine agent(config, MakeRandom());
    BindingUpdateInput input = MakeUpdateInput(101);
    input.homeAddress = Ipv6Address("2001:db8:2::10");
    EXPECT_EQ(CountActions<StartDad>(agent.HandleBindingUpdate(Seconds(1), input)), 1U);
    input.homeAddress = SECOND_ADDRESS;
    EXPECT_EQ(FindAcknowledgement(agent.HandleBindingUpdate(Seconds(1), input)).status,
              BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE);
    input.homeAddress = CARE_OF_B;
    EXPECT_EQ(FindAcknowledgement(agent.HandleBindingUpdate(Seconds(1), input)).status,
              BindingStatus::NOT_HOME_SUBNET);
}

TEST(HomeAgentPrefixes, PrefixThatEndsDuringTheProbeRefuses)
{
    HomeAgentMachine agent(MakeHomeAgentConfig(), MakeRandom());
    agent.HandleBindingUpdate(Seconds(1), MakeUpdateInput(101));
    agent.HandlePrefixes(MilliSeconds(1500), MakeLink(MakeEnding(Seconds(1), Seconds(1))));
    const auto actions = agent.HandleDadResult(Seconds(2), HOME_ADDRESS, DadOutcome::UNIQUE);
    EXPECT_EQ(CountActions<ReleaseAddress>(actions), 1U);
    EXPECT_EQ(FindAcknowledgement(actions), MakeRefusal(101, BindingStatus::NOT_HOME_SUBNET));
}

TEST(HomeAgentPrefixes, MobileNodeThatHasGoneHomeOrWhoseBindingHasEndedIsNotToldAnyMore)
{
    BoundAgent home;
    home.HandleBindingUpdate(Seconds(3), MakeDeletionInput(102));
    EXPECT_EQ(home.GetNextDeadline(), std::nullopt);
    BoundAgent expired;
    expired.HandleDeadline(Seconds(422));
    EXPECT_EQ(expired.GetNextDeadline(), std::nullopt);
    EXPECT_TRUE(
        expired.HandlePrefixes(Seconds(430), MakeLink(MakeEnding(Seconds(440), Seconds(450))))
            .empty());
}

TEST(HomeAgentPrefixes, RestartForgetsWhomToTell)
{
    BoundAgent agent;
    agent.HandleRestart();
    EXPECT_EQ(agent.GetNextDeadline(), std::nullopt);
}

TEST(HomeAgentPrefixes, SwitchedOffNothingIsSentButBindingsAreLimited)
{
    HomeAgentConfig config = MakeHomeAgentConfig();
    config.advertising.enabled = false;
    BoundAgent agent(config);
    EXPECT_TRUE(agent.HandlePrefixSolicitation(Seconds(5), {HOME_ADDRESS, CARE_OF_A, {1}}).empty());
    EXPECT_EQ(
        Describe(agent.HandlePrefixes(Seconds(10), MakeLink(MakeEnding(Seconds(15), Seconds(20))))),
        Lines{"Cache updated 2001:db8::10 at 2001:db8:a::10 10"});
    EXPECT_EQ(agent.GetNextDeadline(), Seconds(20));
}

} // namespace

} // namespace ns3::mip6::tests

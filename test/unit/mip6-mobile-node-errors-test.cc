/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-fixture.h"
#include "mip6-protocol-makers.h"

#include "ns3/mip6-numbers.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup mip6-tests
 * What a mobile node learns from ICMPv6 errors (RFC 6275 section 11.3.5).
 */

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address PEER("2001:db8:9::2"); //!< a correspondent node

/// @return a Parameter Problem of PEER about a Home Test Init
Icmpv6Error
MakeUnknownHeader()
{
    Icmpv6Error error;
    error.type = ICMPV6_PARAMETER_PROBLEM;
    error.code = PARAMETER_PROBLEM_UNKNOWN_NEXT_HEADER;
    error.packet.source = HOME_ADDRESS;
    error.packet.destination = PEER;
    error.packet.nextHeader = NEXT_HEADER_MOBILITY;
    return error;
}

/// @return a Parameter Problem of PEER about a Binding Update
Icmpv6Error
MakeUnknownOption()
{
    Icmpv6Error error = MakeUnknownHeader();
    error.code = PARAMETER_PROBLEM_UNKNOWN_OPTION;
    error.packet.source = CARE_OF_A;
    error.packet.optionHomeAddress = HOME_ADDRESS;
    return error;
}

/// A mobile node that waits for the tests of PEER.
class MobileNodeErrors : public testing::Test
{
  protected:
    void SetUp() override
    {
        m_mobile.Reach(State::REGISTERED);
        m_mobile.machine.HandleCorrespondent(m_mobile.now, {HOME_ADDRESS, PEER});
    }

    /// @param error from PEER @return whether route optimization with PEER goes on
    bool GoesOn(const Icmpv6Error& error)
    {
        m_mobile.machine.HandleIcmpv6Error(m_mobile.now, PEER, error);
        return GetList(m_mobile.machine).Find(PEER) != nullptr;
    }

    MobileNode m_mobile; //!< under test
};

} // namespace

TEST_F(MobileNodeErrors, MN4222002UnknownMobilityHeaderEndsRouteOptimization)
{
    EXPECT_FALSE(GoesOn(MakeUnknownHeader()));
    EXPECT_FALSE(m_mobile.machine.NoteTunnelled(m_mobile.now, {HOME_ADDRESS, PEER}));
}

TEST_F(MobileNodeErrors, NodeThatDoesNotKnowIsTriedAgainLater)
{
    GoesOn(MakeUnknownHeader());
    const Time later = m_mobile.now + RouteOptimizationConfig().retryInterval;
    EXPECT_FALSE(m_mobile.machine.NoteTunnelled(later - NanoSeconds(1), {HOME_ADDRESS, PEER}));
    EXPECT_TRUE(m_mobile.machine.NoteTunnelled(later, {HOME_ADDRESS, PEER}));
}

TEST_F(MobileNodeErrors, UnknownHomeAddressOptionEndsRouteOptimization)
{
    EXPECT_FALSE(GoesOn(MakeUnknownOption()));
}

TEST_F(MobileNodeErrors, ErrorFromAnotherNodeChangesNothing)
{
    Icmpv6Error error = MakeUnknownHeader();
    error.packet.destination = HOME_AGENT;
    EXPECT_TRUE(GoesOn(error));
}

TEST_F(MobileNodeErrors, ErrorAboutAnothersPacketChangesNothing)
{
    Icmpv6Error error = MakeUnknownHeader();
    error.packet.source = CARE_OF_B;
    EXPECT_TRUE(GoesOn(error));
}

TEST_F(MobileNodeErrors, ErrorAboutAnotherHeaderChangesNothing)
{
    Icmpv6Error error = MakeUnknownHeader();
    error.packet.nextHeader = NEXT_HEADER_IPV6;
    EXPECT_TRUE(GoesOn(error));
}

TEST_F(MobileNodeErrors, ErrorAboutAnotherOptionChangesNothing)
{
    Icmpv6Error error = MakeUnknownOption();
    error.packet.optionHomeAddress.reset();
    EXPECT_TRUE(GoesOn(error));
}

TEST_F(MobileNodeErrors, AnErroneousFieldChangesNothing)
{
    Icmpv6Error error = MakeUnknownHeader();
    error.code = PARAMETER_PROBLEM_ERRONEOUS_FIELD;
    EXPECT_TRUE(GoesOn(error));
}

TEST_F(MobileNodeErrors, AnotherErrorChangesNothing)
{
    Icmpv6Error error = MakeUnknownHeader();
    error.type = ICMPV6_PARAMETER_PROBLEM - 1;
    EXPECT_TRUE(GoesOn(error));
}

TEST(MobileNodeHomeAgentErrors, MN6221001HomeAgentWithoutMobileIpv6IsLeftAlone)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERING);
    Icmpv6Error error = MakeUnknownOption();
    error.packet.destination = HOME_AGENT;
    mobile.machine.HandleIcmpv6Error(mobile.now, HOME_AGENT, error);
    EXPECT_EQ(CountActions<SendMessage>(mobile.Wait(mobile.now + Seconds(100))), 0U);
    EXPECT_EQ(CountActions<SendMessage>(mobile.Arrive(MakeAdvertisementA())), 0U);
}

TEST(MobileNodeHomeAgentErrors, ErrorOnceRegisteredChangesNothing)
{
    MobileNode mobile;
    mobile.Reach(State::REGISTERED);
    Icmpv6Error error = MakeUnknownOption();
    error.packet.destination = HOME_AGENT;
    mobile.machine.HandleIcmpv6Error(mobile.now, HOME_AGENT, error);
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERED);
    EXPECT_GT(CountActions<SendMessage>(mobile.Wait(mobile.now + Seconds(400))), 0U);
}

} // namespace ns3::mip6::tests

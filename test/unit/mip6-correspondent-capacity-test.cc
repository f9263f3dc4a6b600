/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-fixture.h"
#include "mip6-named-row.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param maxBindings at most so many
 * @return a configuration
 */
CorrespondentNodeConfig
MakeSmallConfig(uint32_t maxBindings)
{
    CorrespondentNodeConfig config;
    config.maxBindings = maxBindings;
    return config;
}

/// Holds so many bindings.
constexpr uint32_t CAPACITY = 10;

/// A machine that is full: the bindings of the home addresses 0 to 9 end in this order.
class FullCorrespondent : public CorrespondentFixture
{
  protected:
    FullCorrespondent()
        : CorrespondentFixture(MakeSmallConfig(CAPACITY))
    {
    }

    void SetUp() override
    {
        for (uint8_t number = 0; number < CAPACITY; ++number)
        {
            ASSERT_EQ(BindNumber(number, Seconds(100 + 4 * number)).size(), 2U);
        }
    }

    /// @param number of a mobile node @return its home address
    static Ipv6Address MakeHome(uint8_t number)
    {
        const std::array<uint8_t, 16>
            octets{0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, number};
        return Ipv6Address::Deserialize(octets.data());
    }

    /**
     * Register without asking for an acknowledgement.
     * @param number of a mobile node
     * @param lifetime of the binding
     * @param sequence number
     * @return what the machine does
     */
    Lines BindNumber(uint8_t number, Time lifetime, uint16_t sequence = 101)
    {
        TestBoth(MakeHome(number));
        Draft draft(sequence);
        draft.homeAddress = MakeHome(number);
        draft.message.lifetime = lifetime;
        draft.message.acknowledge = false;
        return Send(draft);
    }

    /// @param victim number of a mobile node @return the actions that replace it by number 10
    static Lines MakeReplacement(int victim)
    {
        const std::string number = std::to_string(victim);
        return {"ClosePath 2001:db8:1::10" + number,
                "Cache replaced 2001:db8:1::10" + number + " at 2001:db8:a::10 0",
                "OpenPath 2001:db8:1::10a: 2001:db8:c::1 > 2001:db8:a::10",
                "Cache added 2001:db8:1::10a at 2001:db8:a::10 420"};
    }
};

TEST_F(FullCorrespondent, UnusedBindingThatEndsFirstIsReplaced)
{
    EXPECT_EQ(BindNumber(10, Seconds(420)), MakeReplacement(0));
    EXPECT_EQ(m_machine.GetBindingCache().GetSize(), CAPACITY);
    EXPECT_EQ(GetBound(MakeHome(0)), std::nullopt);
    EXPECT_EQ(GetBound(MakeHome(10)), CARE_OF_A);
}

TEST_F(FullCorrespondent, UnusedBindingIsReplacedBeforeUsedOnes)
{
    for (const uint8_t number : {0, 1, 2, 3, 5, 6, 7})
    {
        m_uses[MakeHome(number)] = Seconds(number);
    }
    EXPECT_EQ(BindNumber(10, Seconds(420)), MakeReplacement(4));
}

TEST_F(FullCorrespondent, LeastRecentlyUsedBindingIsReplaced)
{
    for (uint8_t number = 0; number < CAPACITY; ++number)
    {
        m_uses[MakeHome(number)] = Seconds(number == 6 ? 1 : 2);
    }
    EXPECT_EQ(BindNumber(10, Seconds(420)), MakeReplacement(6));
}

TEST_F(FullCorrespondent, OnlyTheEightThatEndFirstAreConsidered)
{
    for (uint8_t number = 0; number < 8; ++number)
    {
        m_uses[MakeHome(number)] = Seconds(10 - number);
    }
    EXPECT_EQ(BindNumber(10, Seconds(420)), MakeReplacement(7));
}

TEST_F(FullCorrespondent, OfEquallyUsedBindingsThatWhichEndsFirstIsReplaced)
{
    for (uint8_t number = 0; number < CAPACITY; ++number)
    {
        m_uses[MakeHome(number)] = Seconds(number < 2 ? 6 : 5);
    }
    EXPECT_EQ(BindNumber(10, Seconds(420)), MakeReplacement(2));
}

TEST_F(FullCorrespondent, KnownMobileNodeReplacesNobody)
{
    EXPECT_EQ(BindNumber(3, Seconds(420), 102),
              (Lines{"OpenPath 2001:db8:1::103: 2001:db8:c::1 > 2001:db8:a::10",
                     "Cache updated 2001:db8:1::103 at 2001:db8:a::10 420"}));
    EXPECT_EQ(m_machine.GetBindingCache().GetSize(), CAPACITY);
}

TEST_F(FullCorrespondent, ReplacedBindingHasNoDeadlines)
{
    BindNumber(10, Seconds(420));
    // The refresh of number 1, whose lifetime is 104 s.
    EXPECT_EQ(m_machine.GetNextDeadline(), m_now + Seconds(104) * 9 / 10);
}

TEST_F(FullCorrespondent, ReplacedMobileNodeComesBack)
{
    BindNumber(10, Seconds(420));
    const Lines actions = BindNumber(0, Seconds(420), 102);
    ASSERT_EQ(actions.size(), 4U);
    EXPECT_EQ(actions[1], "Cache replaced 2001:db8:1::101 at 2001:db8:a::10 0");
    EXPECT_EQ(GetBound(MakeHome(0)), CARE_OF_A);
}

TEST_F(FullCorrespondent, ManyMobileNodesNeverExceedTheCapacity)
{
    for (int i = 0; i < 500; ++i)
    {
        BindNumber(static_cast<uint8_t>(i % 200), Seconds(40 + 4 * (i % 70)), 200 + i);
        Advance(MilliSeconds(100));
        EXPECT_EQ(m_machine.GetBindingCache().GetSize(), CAPACITY);
    }
    EXPECT_EQ(Advance(Seconds(420)).size(), 2 * CAPACITY);
    EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
}

/// A machine that keeps no bindings.
class CorrespondentWithoutRoom : public CorrespondentFixture
{
  protected:
    CorrespondentWithoutRoom()
        : CorrespondentFixture(MakeSmallConfig(0))
    {
    }
};

TEST_F(CorrespondentWithoutRoom, RefusesRegistrations)
{
    TestBoth();
    Draft draft(101);
    EXPECT_EQ(Send(draft), (Lines{MakeAnswer("101 status 130 0 authorized")}));
    draft.message.acknowledge = false;
    EXPECT_EQ(Send(draft), (Lines{MakeAnswer("101 status 130 0 authorized")}));
    EXPECT_EQ(GetBound(), std::nullopt);
    EXPECT_EQ(m_machine.GetNextDeadline(), std::nullopt);
}

TEST_F(CorrespondentWithoutRoom, GrantsDeletions)
{
    TestBoth();
    EXPECT_EQ(Send(MakeDeletion(101)), (Lines{MakeAnswer("101 status 0 0 authorized")}));
}

} // namespace

} // namespace ns3::mip6::tests

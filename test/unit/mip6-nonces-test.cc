/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"

#include "ns3/mip6-nonces.h"

#include <gtest/gtest.h>
#include <set>

namespace ns3::mip6::tests
{

namespace
{

/// The moment before another.
const Time TICK = NanoSeconds(1);

/// @param first number that the source yields @return a source that counts
RandomSource
CountFrom(uint64_t first)
{
    return [next = first]() mutable { return next++; };
}

/// The first three numbers of the source are the node key, the fourth is the first index.
constexpr uint64_t NUMBERS_OF_KEY = 3;

/// @param index of the first nonce @return nonces
Nonces
MakeNonces(uint16_t index)
{
    return Nonces(CountFrom(index - NUMBERS_OF_KEY));
}

TEST(Nonces, NodeKeyIsDrawnOnce)
{
    Nonces nonces(CountFrom(0x0102030405060708));
    const NodeKey expected{8, 7, 6, 5, 4, 3, 2, 1, 9, 7, 6, 5, 4, 3, 2, 1, 10, 7, 6, 5};
    EXPECT_EQ(nonces.GetNodeKey(), expected);
    nonces.GetCurrent(Seconds(0));
    nonces.GetCurrent(Seconds(1000));
    EXPECT_EQ(nonces.GetNodeKey(), expected);
}

TEST(Nonces, NothingIsKnownBeforeATestIsAnswered)
{
    const Nonces nonces = MakeNonces(7);
    EXPECT_EQ(nonces.Find(Seconds(0), 7), std::nullopt);
    EXPECT_EQ(nonces.Find(Seconds(0), 0), std::nullopt);
}

TEST(Nonces, FirstNonceHasARandomIndexAndRandomOctets)
{
    Nonces nonces = MakeNonces(7);
    const IndexedNonce current = nonces.GetCurrent(Seconds(5));
    EXPECT_EQ(current.index, 7);
    EXPECT_EQ(current.nonce, (Nonce{8, 0, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(nonces.Find(Seconds(5), 7), current.nonce);
}

/// A time after the first use, and the index that a test gets then.
struct RenewalRow : NamedRow
{
    Time age;       //!< of the first nonce
    uint16_t index; //!< expected; the first is 65535
};

/// RFC 6275 section 5.2.7.
class RenewalTable : public testing::TestWithParam<RenewalRow>
{
};

TEST_P(RenewalTable, NonceIsRenewedWhenATokenCouldOutliveIt)
{
    Nonces nonces = MakeNonces(65535);
    const IndexedNonce first = nonces.GetCurrent(Seconds(100));
    const IndexedNonce later = nonces.GetCurrent(Seconds(100) + GetParam().age);
    EXPECT_EQ(first.index, 65535);
    EXPECT_EQ(later.index, GetParam().index);
    EXPECT_EQ(later.nonce == first.nonce, later.index == first.index);
}

INSTANTIATE_TEST_SUITE_P(Nonces,
                         RenewalTable,
                         testing::Values(RenewalRow{"AtOnce", Seconds(0), 65535},
                                         RenewalRow{"Before", Seconds(30) - TICK, 65535},
                                         RenewalRow{"Renewed", Seconds(30), 0},
                                         RenewalRow{"LongAfter", Seconds(100000), 0}),
                         [](const auto& instance) { return instance.param.name; });

/// A time after the first use, and whether the nonce is accepted then.
struct AgeRow : NamedRow
{
    Time age;      //!< of the nonce
    bool accepted; //!< expected
};

/// RFC 6275 section 5.2.7.
class AgeTable : public testing::TestWithParam<AgeRow>
{
};

TEST_P(AgeTable, NonceIsAcceptedForAWhile)
{
    Nonces nonces = MakeNonces(7);
    nonces.GetCurrent(Seconds(100));
    EXPECT_EQ(nonces.Find(Seconds(100) + GetParam().age, 7).has_value(), GetParam().accepted);
}

TEST_P(AgeTable, AgeCountsFromTheFirstUse)
{
    Nonces nonces = MakeNonces(7);
    nonces.GetCurrent(Seconds(100));
    nonces.GetCurrent(Seconds(129));
    nonces.GetCurrent(Seconds(140));
    EXPECT_EQ(nonces.Find(Seconds(100) + GetParam().age, 7).has_value(), GetParam().accepted);
}

INSTANTIATE_TEST_SUITE_P(Nonces,
                         AgeTable,
                         testing::Values(AgeRow{"AtOnce", Seconds(0), true},
                                         AgeRow{"TokenLifetime", Seconds(210), true},
                                         AgeRow{"Before", Seconds(240) - TICK, true},
                                         AgeRow{"Ended", Seconds(240), false},
                                         AgeRow{"LongAfter", Seconds(100000), false}),
                         [](const auto& instance) { return instance.param.name; });

TEST(Nonces, OtherIndicesAreUnknown)
{
    Nonces nonces = MakeNonces(65535);
    nonces.GetCurrent(Seconds(0));
    nonces.GetCurrent(Seconds(30));
    for (int index = 0; index < 65536; ++index)
    {
        const auto found = nonces.Find(Seconds(31), static_cast<uint16_t>(index));
        ASSERT_EQ(found.has_value(), index == 65535 || index == 0) << index;
    }
}

TEST(Nonces, EveryTokenLivesItsLifetimeThrough)
{
    Nonces nonces = MakeNonces(65500);
    for (Time now; now < Seconds(2000); now += Seconds(7))
    {
        const IndexedNonce current = nonces.GetCurrent(now);
        EXPECT_EQ(nonces.Find(now + MAX_TOKEN_LIFETIME, current.index), current.nonce) << now;
    }
}

TEST(Nonces, FewGenerationsAreKeptAndAllDiffer)
{
    Nonces nonces = MakeNonces(0);
    std::set<Nonce> different;
    for (uint16_t index = 0; index < 100; ++index)
    {
        const Time now = Seconds(30 * index);
        const IndexedNonce current = nonces.GetCurrent(now);
        EXPECT_EQ(current.index, index);
        different.insert(current.nonce);
        EXPECT_EQ(nonces.Find(now, static_cast<uint16_t>(index - 7)).has_value(), index >= 7);
        EXPECT_EQ(nonces.Find(now, static_cast<uint16_t>(index - 8)), std::nullopt);
    }
    EXPECT_EQ(different.size(), 100U);
}

TEST(Nonces, ForgottenOnesAreNotAcceptedAndTheIndexGoesOn)
{
    Nonces nonces = MakeNonces(7);
    nonces.GetCurrent(Seconds(0));
    nonces.GetCurrent(Seconds(30));
    const IndexedNonce third = nonces.GetCurrent(Seconds(60));
    nonces.Forget(Seconds(30));
    EXPECT_EQ(nonces.Find(Seconds(61), 7), std::nullopt);
    EXPECT_EQ(nonces.Find(Seconds(61), 8), std::nullopt);
    EXPECT_EQ(nonces.Find(Seconds(61), 9), third.nonce);
    nonces.Forget(Seconds(60));
    EXPECT_EQ(nonces.Find(Seconds(61), 9), std::nullopt);
    EXPECT_EQ(nonces.GetCurrent(Seconds(61)).index, 10);
}

} // namespace

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-protocol-makers.h"

#include "ns3/mip6-binding-cache.h"

#include <array>
#include <gtest/gtest.h>
#include <set>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param number of the home address
 * @return an address of the home link
 */
Ipv6Address
MakeHomeAddress(uint32_t number)
{
    std::array<uint8_t, 16> octets{0x20, 0x01, 0x0d, 0xb8};
    octets[13] = static_cast<uint8_t>(number >> 16);
    octets[14] = static_cast<uint8_t>(number >> 8);
    octets[15] = static_cast<uint8_t>(number);
    return Ipv6Address(octets.data());
}

/**
 * @param number of the home address
 * @param expiresAt end
 * @return a home registration
 */
Binding
MakeBinding(uint32_t number, Time expiresAt)
{
    Binding binding;
    binding.homeAddress = MakeHomeAddress(number);
    binding.careOfAddress = CARE_OF_A;
    binding.localAddress = HOME_AGENT;
    binding.expiresAt = expiresAt;
    binding.sequence = static_cast<uint16_t>(number);
    binding.homeRegistration = true;
    return binding;
}

/**
 * @param bindings any
 * @return their sequence numbers, which MakeBinding derives from the home address
 */
std::vector<uint16_t>
GetNumbers(const std::vector<Binding>& bindings)
{
    std::vector<uint16_t> numbers;
    for (const Binding& binding : bindings)
    {
        numbers.push_back(binding.sequence);
    }
    return numbers;
}

TEST(BindingCache, EmptyCacheFindsNothingAndNeverExpires)
{
    BindingCache cache;
    EXPECT_EQ(cache.Find(HOME_ADDRESS), nullptr);
    EXPECT_EQ(cache.GetNextExpiry(), std::nullopt);
    EXPECT_TRUE(cache.TakeExpired(Days(1000)).empty());
    EXPECT_EQ(cache.GetSize(), 0U);
}

TEST(BindingCache, EntryIsFoundWithAllThatWasPut)
{
    BindingCache cache;
    cache.Put(MakeBinding(7, Seconds(10)));
    const Binding* found = cache.Find(MakeHomeAddress(7));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->homeAddress, MakeHomeAddress(7));
    EXPECT_EQ(found->careOfAddress, CARE_OF_A);
    EXPECT_EQ(found->localAddress, HOME_AGENT);
    EXPECT_EQ(found->expiresAt, Seconds(10));
    EXPECT_EQ(found->sequence, 7);
    EXPECT_TRUE(found->homeRegistration);
}

TEST(BindingCache, PutReplacesTheEntryOfTheSameHomeAddress)
{
    BindingCache cache;
    cache.Put(MakeBinding(7, Seconds(10)));
    Binding replacement = MakeBinding(7, Seconds(20));
    replacement.careOfAddress = CARE_OF_B;
    cache.Put(replacement);
    EXPECT_EQ(cache.GetSize(), 1U);
    EXPECT_EQ(cache.Find(MakeHomeAddress(7))->careOfAddress, CARE_OF_B);
    // A look at the former time finds nothing; the next one is at the expiry.
    EXPECT_LE(cache.GetNextExpiry(), Seconds(20));
    EXPECT_TRUE(cache.TakeExpired(Seconds(10)).empty());
    EXPECT_EQ(cache.GetNextExpiry(), Seconds(20));
}

TEST(BindingCache, NextToExpireAreInTheOrderOfTheirPresentExpiries)
{
    BindingCache cache;
    for (uint32_t number = 1; number <= 4; ++number)
    {
        cache.Put(MakeBinding(number, Seconds(10 * number)));
    }
    cache.Put(MakeBinding(1, Seconds(35)));
    cache.Put(MakeBinding(2, Seconds(50)));
    const std::vector<Ipv6Address> order{MakeHomeAddress(3),
                                         MakeHomeAddress(1),
                                         MakeHomeAddress(4),
                                         MakeHomeAddress(2)};
    EXPECT_EQ(cache.GetNextToExpire(4), order);
    EXPECT_EQ(cache.TakeExpired(Seconds(35)).size(), 2U);
}

TEST(BindingCache, ReplacedEntryDoesNotExpireAtItsFormerTime)
{
    BindingCache cache;
    cache.Put(MakeBinding(7, Seconds(10)));
    cache.Put(MakeBinding(7, Seconds(20)));
    EXPECT_TRUE(cache.TakeExpired(Seconds(10)).empty());
    EXPECT_EQ(GetNumbers(cache.TakeExpired(Seconds(20))), (std::vector<uint16_t>{7}));
}

TEST(BindingCache, RemovedEntryIsNeitherFoundNorExpires)
{
    BindingCache cache;
    cache.Put(MakeBinding(7, Seconds(10)));
    cache.Remove(MakeHomeAddress(7));
    EXPECT_EQ(cache.Find(MakeHomeAddress(7)), nullptr);
    EXPECT_EQ(cache.GetNextExpiry(), std::nullopt);
    EXPECT_TRUE(cache.TakeExpired(Seconds(10)).empty());
}

TEST(BindingCache, RemovingAnUnknownAddressChangesNothing)
{
    BindingCache cache;
    cache.Put(MakeBinding(7, Seconds(10)));
    cache.Remove(MakeHomeAddress(8));
    EXPECT_EQ(cache.GetSize(), 1U);
}

TEST(BindingCache, ExpiredEntriesAreTakenEarliestFirstAndOthersStay)
{
    BindingCache cache;
    cache.Put(MakeBinding(1, Seconds(30)));
    cache.Put(MakeBinding(2, Seconds(10)));
    cache.Put(MakeBinding(3, Seconds(40)));
    cache.Put(MakeBinding(4, Seconds(20)));
    EXPECT_EQ(GetNumbers(cache.TakeExpired(Seconds(30))), (std::vector<uint16_t>{2, 4, 1}));
    EXPECT_EQ(cache.GetSize(), 1U);
    EXPECT_NE(cache.Find(MakeHomeAddress(3)), nullptr);
}

TEST(BindingCache, EntryExpiresAtItsTimeAndNotBefore)
{
    BindingCache cache;
    cache.Put(MakeBinding(7, Seconds(10)));
    EXPECT_TRUE(cache.TakeExpired(Seconds(10) - TimeStep(1)).empty());
    EXPECT_EQ(cache.TakeExpired(Seconds(10)).size(), 1U);
}

TEST(BindingCache, NextExpiryFollowsEachChange)
{
    BindingCache cache;
    cache.Put(MakeBinding(1, Seconds(30)));
    cache.Put(MakeBinding(2, Seconds(10)));
    EXPECT_EQ(cache.GetNextExpiry(), Seconds(10));
    cache.Remove(MakeHomeAddress(2));
    EXPECT_EQ(cache.GetNextExpiry(), Seconds(30));
    cache.Put(MakeBinding(1, Seconds(5)));
    EXPECT_EQ(cache.GetNextExpiry(), Seconds(5));
}

TEST(BindingCache, TenThousandEntriesWithEqualExpiriesExpireTogether)
{
    constexpr uint32_t COUNT = 10000;
    BindingCache cache;
    for (uint32_t number = 0; number < COUNT; ++number)
    {
        cache.Put(MakeBinding(number, Seconds(10)));
    }
    cache.Remove(MakeHomeAddress(5000));
    ASSERT_EQ(cache.GetSize(), COUNT - 1);
    const auto numbers = GetNumbers(cache.TakeExpired(Seconds(10)));
    const std::set<uint16_t> distinct(numbers.begin(), numbers.end());
    EXPECT_EQ(distinct.size(), COUNT - 1);
    EXPECT_EQ(distinct.count(5000), 0U);
    EXPECT_EQ(cache.GetSize(), 0U);
    EXPECT_EQ(cache.GetNextExpiry(), std::nullopt);
}

TEST(BindingCache, NextToExpireAreToldInOrder)
{
    BindingCache cache;
    for (const uint32_t number : {3, 1, 4, 2})
    {
        cache.Put(MakeBinding(number, Seconds(10 * number)));
    }
    const std::vector<Ipv6Address> firstTwo{MakeHomeAddress(1), MakeHomeAddress(2)};
    EXPECT_EQ(cache.GetNextToExpire(2), firstTwo);
    EXPECT_EQ(cache.GetNextToExpire(9).size(), 4U);
    EXPECT_TRUE(cache.GetNextToExpire(0).empty());
    EXPECT_TRUE(BindingCache().GetNextToExpire(1).empty());
    EXPECT_EQ(cache.GetSize(), 4U);
}

} // namespace

} // namespace ns3::mip6::tests

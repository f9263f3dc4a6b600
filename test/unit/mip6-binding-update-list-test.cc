/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-protocol-makers.h"

#include "ns3/mip6-binding-update-list.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/**
 * @param careOfAddress of the entry
 * @return an acknowledged entry
 */
BindingUpdateEntry
MakeEntry(const Ipv6Address& careOfAddress)
{
    return {careOfAddress, Seconds(420), 101, Seconds(430)};
}

TEST(BindingUpdateList, EmptyListFindsNothing)
{
    const BindingUpdateList list;
    EXPECT_EQ(list.Find(HOME_AGENT), nullptr);
    EXPECT_EQ(list.GetSize(), 0U);
}

TEST(BindingUpdateList, EntryIsFoundWithAllThatWasPut)
{
    BindingUpdateList list;
    list.Put(HOME_AGENT, MakeEntry(CARE_OF_A));
    const BindingUpdateEntry* found = list.Find(HOME_AGENT);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->careOfAddress, CARE_OF_A);
    EXPECT_EQ(found->lifetime, Seconds(420));
    EXPECT_EQ(found->sequence, 101);
    EXPECT_EQ(found->expiresAt, Seconds(430));
}

TEST(BindingUpdateList, NewEntryIsNotAcknowledged)
{
    EXPECT_EQ(BindingUpdateEntry().expiresAt, std::nullopt);
}

TEST(BindingUpdateList, PutReplacesTheEntryOfTheSameDestination)
{
    BindingUpdateList list;
    list.Put(HOME_AGENT, MakeEntry(CARE_OF_A));
    list.Put(HOME_AGENT, MakeEntry(CARE_OF_B));
    EXPECT_EQ(list.GetSize(), 1U);
    EXPECT_EQ(list.Find(HOME_AGENT)->careOfAddress, CARE_OF_B);
}

TEST(BindingUpdateList, DestinationsHaveEntriesOfTheirOwn)
{
    BindingUpdateList list;
    list.Put(HOME_AGENT, MakeEntry(CARE_OF_A));
    list.Put(ROUTER_B, MakeEntry(CARE_OF_B));
    list.Remove(HOME_AGENT);
    EXPECT_EQ(list.Find(HOME_AGENT), nullptr);
    ASSERT_NE(list.Find(ROUTER_B), nullptr);
    EXPECT_EQ(list.Find(ROUTER_B)->careOfAddress, CARE_OF_B);
}

TEST(BindingUpdateList, RemovingAnUnknownDestinationChangesNothing)
{
    BindingUpdateList list;
    list.Put(HOME_AGENT, MakeEntry(CARE_OF_A));
    list.Remove(ROUTER_B);
    EXPECT_EQ(list.GetSize(), 1U);
}

TEST(BindingUpdateList, FoundEntryCanBeChangedInPlace)
{
    BindingUpdateList list;
    list.Put(HOME_AGENT, MakeEntry(CARE_OF_A));
    list.Find(HOME_AGENT)->sequence = 102;
    EXPECT_EQ(list.Find(HOME_AGENT)->sequence, 102);
}

} // namespace

TEST(BindingUpdateList, LastSequenceOfARemovedEntryIsRemembered)
{
    BindingUpdateList list;
    EXPECT_EQ(list.FindLastSequence(HOME_AGENT), std::nullopt);
    BindingUpdateEntry entry;
    entry.sequence = 65535;
    list.Put(HOME_AGENT, entry);
    list.Remove(HOME_AGENT);
    EXPECT_EQ(list.FindLastSequence(HOME_AGENT), 65535);
    EXPECT_EQ(list.GetSize(), 0U);
}

} // namespace ns3::mip6::tests

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-protocol-makers.h"

#include "ns3/mip6-address-deadlines.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// A list of addresses.
using Addresses = std::vector<Ipv6Address>;

TEST(AddressDeadlines, NothingIsDueWhenThereIsNothing)
{
    AddressDeadlines deadlines;
    EXPECT_EQ(deadlines.GetNext(), std::nullopt);
    EXPECT_TRUE(deadlines.TakeDue(Seconds(1000)).empty());
}

TEST(AddressDeadlines, DueOnesAreTakenInOrder)
{
    AddressDeadlines deadlines;
    deadlines.Put(CARE_OF_A, Seconds(3));
    deadlines.Put(CARE_OF_B, Seconds(1));
    deadlines.Put(HOME_ADDRESS, Seconds(2));
    EXPECT_EQ(deadlines.GetNext(), Seconds(1));
    EXPECT_EQ(deadlines.TakeDue(Seconds(2)), (Addresses{CARE_OF_B, HOME_ADDRESS}));
    EXPECT_EQ(deadlines.GetNext(), Seconds(3));
}

TEST(AddressDeadlines, LaterOneReplaces)
{
    AddressDeadlines deadlines;
    deadlines.Put(CARE_OF_A, Seconds(1));
    deadlines.Put(CARE_OF_A, Seconds(5));
    EXPECT_EQ(deadlines.GetNext(), Seconds(5));
    EXPECT_TRUE(deadlines.TakeDue(Seconds(4)).empty());
    EXPECT_EQ(deadlines.TakeDue(Seconds(5)), (Addresses{CARE_OF_A}));
}

TEST(AddressDeadlines, RemovedOneIsNotDue)
{
    AddressDeadlines deadlines;
    deadlines.Put(CARE_OF_A, Seconds(1));
    deadlines.Put(CARE_OF_B, Seconds(1));
    deadlines.Remove(CARE_OF_A);
    deadlines.Remove(HOME_ADDRESS);
    EXPECT_EQ(deadlines.TakeDue(Seconds(1)), (Addresses{CARE_OF_B}));
    EXPECT_EQ(deadlines.GetNext(), std::nullopt);
}

} // namespace

} // namespace ns3::mip6::tests

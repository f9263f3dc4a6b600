/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"

#include "ns3/mip6-byte-io.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

TEST(ByteReader, ReadsNetworkOrder)
{
    const Bytes data = FromHex("01 0203 04050607 08090a0b0c0d0e0f");
    ByteReader reader(data.data(), data.size());
    EXPECT_EQ(reader.ReadU8(), 0x01);
    EXPECT_EQ(reader.ReadU16(), 0x0203);
    EXPECT_EQ(reader.ReadU32(), 0x04050607U);
    EXPECT_EQ(reader.ReadU64(), 0x08090A0B0C0D0E0FU);
    EXPECT_EQ(reader.GetOffset(), 15U);
    EXPECT_EQ(reader.GetRemaining(), 0U);
    EXPECT_FALSE(reader.HasFailed());
}

TEST(ByteReader, ReadsHighBitsWithoutSignExtension)
{
    const Bytes data = FromHex("fffefdfcfbfaf9f8 fffefdfc fffe");
    ByteReader reader(data.data(), data.size());
    EXPECT_EQ(reader.ReadU64(), 0xFFFEFDFCFBFAF9F8U);
    EXPECT_EQ(reader.ReadU32(), 0xFFFEFDFCU);
    EXPECT_EQ(reader.ReadU16(), 0xFFFE);
}

TEST(ByteReader, ReadsAddressAndBytes)
{
    const Bytes data = FromHex("20010db8000000000000000000000001 c0ffee");
    ByteReader reader(data.data(), data.size());
    EXPECT_EQ(reader.ReadAddress(), Ipv6Address("2001:db8::1"));
    EXPECT_EQ(reader.ReadBytes(3), FromHex("c0ffee"));
    EXPECT_FALSE(reader.HasFailed());
}

TEST(ByteReader, ReadPastEndAnswersZeroAndSticks)
{
    const Bytes data = FromHex("ffffff");
    ByteReader reader(data.data(), data.size());
    EXPECT_EQ(reader.ReadU32(), 0U);
    EXPECT_TRUE(reader.HasFailed());
    // The three octets are there, but the reader has failed before.
    EXPECT_EQ(reader.ReadU8(), 0);
    EXPECT_EQ(reader.ReadU16(), 0);
    EXPECT_EQ(reader.ReadU64(), 0U);
    EXPECT_EQ(reader.ReadAddress(), Ipv6Address("::"));
    EXPECT_TRUE(reader.ReadBytes(1).empty());
    EXPECT_TRUE(reader.HasFailed());
}

TEST(ByteReader, HalfOfALongIntegerIsNotRead)
{
    const Bytes data = FromHex("ffffffffffff");
    ByteReader reader(data.data(), data.size());
    EXPECT_EQ(reader.ReadU64(), 0U);
    EXPECT_TRUE(reader.HasFailed());
    EXPECT_EQ(reader.GetOffset(), 0U);
}

TEST(ByteReader, FailsAfterAnIntegerThatFollowsAFailure)
{
    const Bytes data(16, 0xFF);
    ByteReader reader(data.data(), data.size());
    reader.Skip(17);
    EXPECT_EQ(reader.ReadU64(), 0U);
    EXPECT_TRUE(reader.HasFailed());
}

TEST(ByteReader, SkipBeyondEndFailsEvenForTheLargestCount)
{
    const Bytes data = FromHex("0102");
    ByteReader reader(data.data(), data.size());
    reader.Skip(1);
    EXPECT_FALSE(reader.HasFailed());
    reader.Skip(SIZE_MAX);
    EXPECT_TRUE(reader.HasFailed());
    EXPECT_EQ(reader.GetOffset(), 1U);
}

TEST(ByteReader, WithoutDataFailsOnFirstRead)
{
    ByteReader reader(nullptr, 5);
    EXPECT_EQ(reader.GetRemaining(), 0U);
    EXPECT_EQ(reader.ReadU8(), 0);
    EXPECT_TRUE(reader.HasFailed());
}

TEST(ByteWriter, WritesNetworkOrder)
{
    ByteWriter writer;
    writer.Reserve(16);
    writer.WriteU8(0x01);
    writer.WriteU16(0xF203);
    writer.WriteU32(0xF4050607);
    writer.WriteU64(0xF8090A0B0C0D0E0F);
    EXPECT_EQ(writer.GetSize(), 15U);
    EXPECT_EQ(ToHex(writer.Take()), "01f203f4050607f8090a0b0c0d0e0f");
}

TEST(ByteWriter, WritesAddressBytesAndZeros)
{
    ByteWriter writer;
    writer.WriteZeros(2);
    writer.WriteAddress("2001:db8::1");
    writer.WriteBytes(FromHex("c0ffee"));
    EXPECT_EQ(ToHex(writer.Take()), "000020010db8000000000000000000000001c0ffee");
}

TEST(ByteWriter, PatchChangesOneOctetThatIsThere)
{
    ByteWriter writer;
    writer.WriteU32(0);
    writer.PatchU8(1, 0xAB);
    writer.PatchU8(4, 0xCD);
    EXPECT_EQ(ToHex(writer.Take()), "00ab0000");
}

TEST(ByteWriter, IsEmptyAfterTake)
{
    ByteWriter writer;
    writer.WriteU8(1);
    EXPECT_EQ(writer.Take(), Bytes{1});
    EXPECT_EQ(writer.GetSize(), 0U);
    writer.WriteU8(2);
    EXPECT_EQ(writer.Take(), Bytes{2});
}

} // namespace

} // namespace ns3::mip6::tests

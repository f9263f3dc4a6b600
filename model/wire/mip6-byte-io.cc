/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-byte-io.h"

#include <utility>

namespace ns3::mip6
{

uint32_t
ByteReader::ReadU32()
{
    if (!Take(4))
    {
        return 0;
    }
    const uint8_t* octets = m_data + m_offset - 4;
    return uint32_t{octets[0]} << 24 | uint32_t{octets[1]} << 16 | uint32_t{octets[2]} << 8 |
           uint32_t{octets[3]};
}

uint64_t
ByteReader::ReadU64()
{
    if (GetRemaining() < 8)
    {
        // All or nothing: a half that is there does not count.
        Take(8);
        return 0;
    }
    const uint64_t high = ReadU32();
    return high << 32 | ReadU32();
}

Ipv6Address
ByteReader::ReadAddress()
{
    static constexpr uint8_t ZERO[16]{};
    return Ipv6Address::Deserialize(Take(16) ? m_data + m_offset - 16 : ZERO);
}

Bytes
ByteReader::ReadBytes(std::size_t count)
{
    if (!Take(count))
    {
        return {};
    }
    const uint8_t* end = m_data + m_offset;
    return Bytes(end - count, end);
}

void
ByteWriter::Reserve(std::size_t octets)
{
    m_bytes.reserve(octets);
}

void
ByteWriter::WriteU32(uint32_t value)
{
    WriteU16(static_cast<uint16_t>(value >> 16));
    WriteU16(static_cast<uint16_t>(value));
}

void
ByteWriter::WriteU64(uint64_t value)
{
    WriteU32(static_cast<uint32_t>(value >> 32));
    WriteU32(static_cast<uint32_t>(value));
}

void
ByteWriter::WriteAddress(const Ipv6Address& address)
{
    const std::size_t offset = m_bytes.size();
    m_bytes.resize(offset + 16);
    address.GetBytes(m_bytes.data() + offset);
}

void
ByteWriter::WriteBytes(const Bytes& bytes)
{
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

void
ByteWriter::WriteZeros(std::size_t count)
{
    m_bytes.resize(m_bytes.size() + count);
}

void
ByteWriter::PatchU8(std::size_t offset, uint8_t value)
{
    if (offset < m_bytes.size())
    {
        m_bytes[offset] = value;
    }
}

Bytes
ByteWriter::Take()
{
    return std::exchange(m_bytes, {});
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BYTE_IO_H
#define MIP6_BYTE_IO_H

#include "ns3/ipv6-address.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup mip6-wire
 * Octets in network order: a reader that cannot over-read, a writer that grows.
 */

namespace ns3::mip6
{

/// A run of octets.
using Bytes = std::vector<uint8_t>;

/**
 * Reads network order from octets that it does not own. A read past the end answers zero and sets a
 * failure that sticks, so a decoder can read a whole struct and ask once.
 */
class ByteReader
{
  public:
    /**
     * @param data first octet; must outlive the reader
     * @param size octets that may be read
     */
    ByteReader(const uint8_t* data, std::size_t size);

    uint8_t ReadU8();          //!< @return next octet
    uint16_t ReadU16();        //!< @return next 2 octets
    uint32_t ReadU32();        //!< @return next 4 octets
    uint64_t ReadU64();        //!< @return next 8 octets
    Ipv6Address ReadAddress(); //!< @return next 16 octets
    /**
     * @param count how many
     * @return the next octets, empty after a failure
     */
    Bytes ReadBytes(std::size_t count);
    /**
     * @param octets filled with the next octets, all or nothing
     */
    template <std::size_t Count>
    void ReadOctets(std::array<uint8_t, Count>& octets);
    /// @param count how many octets to pass over
    void Skip(std::size_t count);

    std::size_t GetOffset() const;    //!< @return octets consumed
    std::size_t GetRemaining() const; //!< @return octets left
    bool HasFailed() const;           //!< @return whether any read went past the end

  private:
    /**
     * @param count octets wanted
     * @return whether they are there; sets the failure if not
     */
    bool Take(std::size_t count);

    const uint8_t* m_data{nullptr}; //!< first octet
    std::size_t m_size{0};          //!< octets that may be read
    std::size_t m_offset{0};        //!< octets consumed
    bool m_failed{false};           //!< sticks
};

/// Writes network order into a buffer of its own.
class ByteWriter
{
  public:
    /// @param octets expected size of the whole buffer, to grow it once only
    void Reserve(std::size_t octets);
    void WriteU8(uint8_t value);                   //!< @param value one octet
    void WriteU16(uint16_t value);                 //!< @param value two octets
    void WriteU32(uint32_t value);                 //!< @param value four octets
    void WriteU64(uint64_t value);                 //!< @param value eight octets
    void WriteAddress(const Ipv6Address& address); //!< @param address sixteen octets
    void WriteBytes(const Bytes& bytes);           //!< @param bytes copied as they are
    /// @param octets copied as they are
    template <std::size_t Count>
    void WriteOctets(const std::array<uint8_t, Count>& octets);
    void WriteZeros(std::size_t count); //!< @param count how many zero octets
    /**
     * @param offset of an octet written before
     * @param value its new value
     */
    void PatchU8(std::size_t offset, uint8_t value);

    std::size_t GetSize() const; //!< @return octets written
    /// @return the octets; the writer is empty afterwards
    Bytes Take();

  private:
    Bytes m_bytes; //!< octets written
};

// These run for every field of every message; a call would take longer than what they do.

inline ByteReader::ByteReader(const uint8_t* data, std::size_t size)
    : m_data(data),
      m_size(data == nullptr ? 0 : size)
{
}

inline bool
ByteReader::Take(std::size_t count)
{
    if (m_failed || count > GetRemaining())
    {
        m_failed = true;
        return false;
    }
    m_offset += count;
    return true;
}

inline uint8_t
ByteReader::ReadU8()
{
    return Take(1) ? m_data[m_offset - 1] : uint8_t{0};
}

inline uint16_t
ByteReader::ReadU16()
{
    if (!Take(2))
    {
        return 0;
    }
    const uint8_t* octets = m_data + m_offset - 2;
    return static_cast<uint16_t>(octets[0] << 8 | octets[1]);
}

inline void
ByteReader::Skip(std::size_t count)
{
    Take(count);
}

inline std::size_t
ByteReader::GetOffset() const
{
    return m_offset;
}

inline std::size_t
ByteReader::GetRemaining() const
{
    return m_size - m_offset;
}

inline bool
ByteReader::HasFailed() const
{
    return m_failed;
}

template <std::size_t Count>
void
ByteReader::ReadOctets(std::array<uint8_t, Count>& octets)
{
    if (Take(Count))
    {
        std::copy_n(m_data + m_offset - Count, Count, octets.begin());
    }
}

inline void
ByteWriter::WriteU8(uint8_t value)
{
    m_bytes.push_back(value);
}

inline void
ByteWriter::WriteU16(uint16_t value)
{
    WriteU8(static_cast<uint8_t>(value >> 8));
    WriteU8(static_cast<uint8_t>(value));
}

inline std::size_t
ByteWriter::GetSize() const
{
    return m_bytes.size();
}

template <std::size_t Count>
void
ByteWriter::WriteOctets(const std::array<uint8_t, Count>& octets)
{
    m_bytes.insert(m_bytes.end(), octets.begin(), octets.end());
}

} // namespace ns3::mip6

#endif /* MIP6_BYTE_IO_H */

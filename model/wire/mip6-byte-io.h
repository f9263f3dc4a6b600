/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BYTE_IO_H
#define MIP6_BYTE_IO_H

#include "ns3/ipv6-address.h"

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
    void WriteZeros(std::size_t count);            //!< @param count how many zero octets
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

} // namespace ns3::mip6

#endif /* MIP6_BYTE_IO_H */

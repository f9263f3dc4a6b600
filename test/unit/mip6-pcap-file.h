/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PCAP_FILE_H
#define MIP6_PCAP_FILE_H

#include "ns3/mip6-byte-io.h"

#include <cstddef>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Reader of the captures in test/vectors, which extract-captures.py writes.
 */

namespace ns3::mip6::tests
{

/// Reads 32-bit fields of a capture in the order of the machine that wrote it.
class PcapFields
{
  public:
    /// @param octets the whole file, which must outlive this
    explicit PcapFields(const Bytes& octets)
        : m_octets(octets)
    {
        constexpr uint32_t MAGIC = 0xA1B2C3D4;
        constexpr uint32_t SWAPPED_MAGIC = 0xD4C3B2A1;
        const uint32_t magic = Read(0);
        if (magic != MAGIC && magic != SWAPPED_MAGIC)
        {
            throw std::invalid_argument("not a capture file");
        }
        m_isLittle = magic == SWAPPED_MAGIC;
    }

    /**
     * @param offset of a field
     * @return its value
     */
    uint32_t Read(std::size_t offset) const
    {
        uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i)
        {
            value = value << 8 | m_octets.at(offset + (m_isLittle ? 3 - i : i));
        }
        return value;
    }

  private:
    const Bytes& m_octets;  //!< the whole file
    bool m_isLittle{false}; //!< lowest octet first
};

/**
 * @param frame an Ethernet frame
 * @return whether it holds an IPv6 packet
 */
inline bool
IsIpv6Frame(const Bytes& frame)
{
    return frame.size() >= 14 && frame[12] == 0x86 && frame[13] == 0xDD;
}

/**
 * @param fileName in test/vectors; a capture of Ethernet frames
 * @return its IPv6 packets in order, each from the IPv6 header on; none if the file is not there
 */
inline std::vector<Bytes>
ReadPcapFile(const std::string& fileName)
{
    constexpr std::size_t FILE_HEADER_OCTETS = 24;
    constexpr std::size_t RECORD_HEADER_OCTETS = 16;
    constexpr std::size_t LINK_TYPE_OFFSET = 20;
    constexpr std::size_t CAPTURED_OCTETS_OFFSET = 8;
    constexpr uint32_t ETHERNET = 1;
    constexpr std::ptrdiff_t ETHERNET_OCTETS = 14;

    std::ifstream file(MIP6_VECTOR_DIR "/" + fileName, std::ios::binary);
    const Bytes octets{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (octets.empty())
    {
        return {};
    }
    const PcapFields fields(octets);
    if (fields.Read(LINK_TYPE_OFFSET) != ETHERNET)
    {
        throw std::invalid_argument("not a capture of Ethernet frames");
    }
    std::vector<Bytes> packets;
    for (std::size_t at = FILE_HEADER_OCTETS; at < octets.size();)
    {
        const std::size_t begin = at + RECORD_HEADER_OCTETS;
        at = begin + fields.Read(at + CAPTURED_OCTETS_OFFSET);
        if (at > octets.size())
        {
            throw std::invalid_argument("capture file cut short");
        }
        const Bytes frame(&octets[begin], octets.data() + at);
        if (IsIpv6Frame(frame))
        {
            packets.emplace_back(frame.begin() + ETHERNET_OCTETS, frame.end());
        }
    }
    return packets;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PCAP_FILE_H */

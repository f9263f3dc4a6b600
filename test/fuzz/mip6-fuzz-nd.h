/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_FUZZ_ND_H
#define MIP6_FUZZ_ND_H

#include "mip6-fuzz-check.h"

#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-numbers.h"

#include <array>
#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-tests
 * A second opinion on ICMPv6 messages, straight from the formats of RFC 4861 section 4 and RFC 6275
 * sections 6.5 to 6.8 and 7: where reserved bits are, and which options are harmless.
 */

namespace ns3::mip6::fuzz
{

/// Lengths of options count in this (RFC 4861 section 4.6).
constexpr std::size_t ND_UNIT_OCTETS = 8;
/// Octets before the options, from Router Solicitation to Redirect (RFC 4861 sections 4.1 to 4.5).
constexpr std::array<std::size_t, 5> ND_FIXED_OCTETS{8, 16, 24, 24, 40};

/**
 * @param type ICMPv6 type
 * @return octets before the options of a Neighbor Discovery message, 0 for another message
 */
inline std::size_t
GetNdFixedOctets(uint8_t type)
{
    const bool isNd = type >= ICMPV6_ROUTER_SOLICITATION && type <= ICMPV6_REDIRECT;
    return isNd ? ND_FIXED_OCTETS.at(type - std::size_t{ICMPV6_ROUTER_SOLICITATION}) : 0;
}

/// An option of a message.
struct NdOptionView
{
    const uint8_t* octets{nullptr}; //!< from the Type octet on, there in full
    std::size_t size{0};            //!< of the whole option

    /// @return its type
    NdOptionType GetType() const
    {
        return static_cast<NdOptionType>(octets[0]);
    }

    /**
     * @param offset in the option
     * @return 32 bits
     */
    uint32_t GetU32(std::size_t offset) const
    {
        return ByteReader(octets + offset, 4).ReadU32();
    }
};

/**
 * @param message octets
 * @param offset of the Type octet of an option
 * @return the option, nullptr as octets if it is not there in full or its length is 0
 */
inline NdOptionView
ViewNdOption(const Bytes& message, std::size_t offset)
{
    const std::size_t remaining = message.size() - offset;
    if (remaining < 2)
    {
        return {};
    }
    const std::size_t size = message[offset + 1] * ND_UNIT_OCTETS;
    return size == 0 || size > remaining ? NdOptionView{} : NdOptionView{&message[offset], size};
}

/// Judges the options of one message in their order.
class StockJudge
{
  public:
    /**
     * @param option the next one
     * @return whether the stock node handles it without harm
     */
    bool IsHarmless(const NdOptionView& option)
    {
        switch (option.GetType())
        {
        case NdOptionType::SOURCE_LINK_LAYER_ADDRESS:
            return option.size <= 2 * ND_UNIT_OCTETS && ++m_sources == 1;
        case NdOptionType::TARGET_LINK_LAYER_ADDRESS:
            return option.size <= 2 * ND_UNIT_OCTETS;
        case NdOptionType::PREFIX_INFORMATION:
            return option.size == 4 * ND_UNIT_OCTETS && option.octets[2] <= 128;
        case NdOptionType::MTU:
            return option.size == ND_UNIT_OCTETS && ++m_mtus == 1;
        case NdOptionType::ADVERTISEMENT_INTERVAL:
        case NdOptionType::HOME_AGENT_INFORMATION:
            return option.size == ND_UNIT_OCTETS;
        case NdOptionType::REDIRECTED_HEADER:
            m_hasRedirectedHeader = true;
            return true;
        default:
            return true;
        }
    }

    /// @return whether a Redirected Header option was among them
    bool HasRedirectedHeader() const
    {
        return m_hasRedirectedHeader;
    }

  private:
    int m_sources{0};                  //!< Source Link-Layer Address options so far
    int m_mtus{0};                     //!< MTU options so far
    bool m_hasRedirectedHeader{false}; //!< a Redirected Header option was there
};

/**
 * @param message octets of an ICMPv6 message
 * @return whether CheckNdOptions shall let it through to the stock node
 */
inline bool
IsHarmlessToStock(const Bytes& message)
{
    const std::size_t fixedOctets = message.empty() ? 0 : GetNdFixedOctets(message[0]);
    if (fixedOctets == 0 || message.size() < fixedOctets)
    {
        return fixedOctets == 0;
    }
    StockJudge judge;
    for (std::size_t offset = fixedOctets; offset < message.size();)
    {
        const NdOptionView option = ViewNdOption(message, offset);
        if (option.octets == nullptr || !judge.IsHarmless(option))
        {
            return false;
        }
        offset += option.size;
    }
    return message[0] != ICMPV6_REDIRECT || judge.HasRedirectedHeader();
}

/**
 * Clear the reserved bits of one option, unless it holds values that a receiver ignores and the
 * codec keeps as they came.
 * @param octets of the message
 * @param offset of the option
 */
inline void
ClearReservedOfOption(Bytes& octets, std::size_t offset)
{
    const NdOptionView option = ViewNdOption(octets, offset);
    switch (option.GetType())
    {
    case NdOptionType::PREFIX_INFORMATION:
        // RFC 4861 section 4.6.2: Reserved2, behind both lifetimes.
        if (option.octets[2] <= 128 && option.GetU32(8) <= option.GetU32(4))
        {
            Clear(octets, offset + 12, 4);
        }
        break;
    case NdOptionType::MTU:
    case NdOptionType::ADVERTISEMENT_INTERVAL:
        Clear(octets, offset + 2, 2);
        break;
    case NdOptionType::HOME_AGENT_INFORMATION:
        // RFC 6275 section 7.4: a lifetime of 0 is ignored; RFC 3963 section 7.3: the first bit.
        if ((option.GetU32(4) & 0xFFFF) != 0)
        {
            octets[offset + 2] &= 0x80;
            Clear(octets, offset + 3, 1);
        }
        break;
    default:
        break;
    }
}

/**
 * Clear the reserved bits of the fixed part of a message, and cut what a format without options
 * does not use.
 * @param octets of a message that was decoded
 * @return offset of its options, the size of the message if there are none
 */
inline std::size_t
ClearReservedOfFixedPart(Bytes& octets)
{
    switch (octets[0])
    {
    case ICMPV6_ROUTER_ADVERTISEMENT:
        break;
    case ICMPV6_ROUTER_SOLICITATION:
    case ICMPV6_NEIGHBOR_SOLICITATION:
        Clear(octets, 4, 4);
        break;
    case ICMPV6_NEIGHBOR_ADVERTISEMENT:
        octets[4] &= 0xE0;
        Clear(octets, 5, 3);
        break;
    case ICMPV6_MOBILE_PREFIX_SOLICITATION:
        Clear(octets, 6, 2);
        octets.resize(8);
        break;
    case ICMPV6_MOBILE_PREFIX_ADVERTISEMENT:
        octets[6] &= 0xC0;
        Clear(octets, 7, 1);
        return 8;
    case ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST:
        octets.resize(8);
        [[fallthrough]];
    default:
        octets[6] &= 0x80;
        Clear(octets, 7, 1);
    }
    const std::size_t fixedOctets = GetNdFixedOctets(octets[0]);
    return fixedOctets == 0 ? octets.size() : fixedOctets;
}

/**
 * @param octets of an ICMPv6 message that was decoded
 * @return what its encoder shall write: the same with Checksum and reserved bits 0
 */
inline Bytes
WithoutReserved(Bytes octets)
{
    Clear(octets, 2, 2);
    std::size_t offset = ClearReservedOfFixedPart(octets);
    while (offset < octets.size())
    {
        ClearReservedOfOption(octets, offset);
        offset += octets[offset + 1] * ND_UNIT_OCTETS;
    }
    return octets;
}

} // namespace ns3::mip6::fuzz

#endif /* MIP6_FUZZ_ND_H */

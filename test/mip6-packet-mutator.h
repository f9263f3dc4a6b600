/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_MUTATOR_H
#define MIP6_PACKET_MUTATOR_H

#include "mip6-packet-layout.h"
#include "mip6-packet-octets.h"

#include "ns3/ipv6-address.h"
#include "ns3/mip6-numbers.h"

#include <array>
#include <cstdint>
#include <iterator>
#include <random>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Changes signalling packets, each time in one of the ways that a careless or hostile sender could.
 */

namespace ns3::mip6::tests
{

/// Changes packets, the same way for the same seed.
class PacketMutator
{
  public:
    /// Where packets may claim to come from or lead to.
    using Addresses = std::vector<Ipv6Address>;

    /// @param seed of the choices @param strangers addresses to put into packets
    PacketMutator(uint32_t seed, Addresses strangers)
        : m_random(seed),
          m_strangers(std::move(strangers))
    {
    }

    /// @param limit above zero @return a number from 0 to below the limit
    std::size_t Draw(std::size_t limit)
    {
        // Distributions of the standard library differ between implementations.
        return m_random() % limit;
    }

    /// One way to change a packet.
    struct Mutation
    {
        const char* name;                                          //!< in a few words
        bool (PacketMutator::*apply)(Bytes&, const PacketLayout&); //!< false: does not apply to it
    };

    /// @return all ways
    static const std::vector<Mutation>& GetMutations();

    /// @param mutation a way @param packet to change, well-formed @return whether that way applies
    bool Apply(const Mutation& mutation, Bytes& packet)
    {
        return (this->*mutation.apply)(packet, FindLayout(packet));
    }

  private:
    /// @tparam Container of the values @param values not empty @return one of them
    template <typename Container>
    auto Pick(const Container& values)
    {
        return *std::next(std::begin(values), static_cast<std::ptrdiff_t>(Draw(std::size(values))));
    }

    /// @return a number that length fields and counters stumble over
    uint8_t PickOctet()
    {
        static constexpr uint8_t EXTREMES[] = {0, 1, 2, 3, 31, 32, 127, 128, 254, 255};
        return Draw(3) == 0 ? static_cast<uint8_t>(Draw(256)) : Pick(EXTREMES);
    }

    /// @param packet to change @param at where @param octets to put there
    static void Insert(Bytes& packet, std::size_t at, const Bytes& octets)
    {
        packet.insert(packet.begin() + static_cast<std::ptrdiff_t>(at),
                      octets.begin(),
                      octets.end());
        FitPayloadLength(packet);
    }

    /// Put headers in front of all others. @param packet to change @param headers each one's Next
    /// Header names the next, the last one's is filled in here @param next what the first one is
    static void Prepend(Bytes& packet, std::vector<Bytes> headers, uint8_t next)
    {
        headers.back()[0] = packet[NEXT_HEADER_AT];
        packet[NEXT_HEADER_AT] = next;
        for (auto header = headers.rbegin(); header != headers.rend(); ++header)
        {
            Insert(packet, IPV6_OCTETS, *header);
        }
    }

    /// @return a Home Address option behind four octets of padding
    Bytes MakeHomeAddressOption()
    {
        Bytes option{DESTINATION_PADN_TYPE, 4, 0, 0, 0, 0, HOME_ADDRESS_OPTION_TYPE, 16};
        option.resize(option.size() + ADDRESS_OCTETS);
        WriteAddress(option, 8, Pick(m_strangers));
        return option;
    }

    /// @name Ways to change a packet
    /// @{
    bool Repeat(Bytes& /* packet */, const PacketLayout& /* layout */)
    {
        return true;
    }

    bool FlipBit(Bytes& packet, const PacketLayout& /* layout */)
    {
        packet[IPV6_OCTETS + Draw(packet.size() - IPV6_OCTETS)] ^=
            static_cast<uint8_t>(1U << Draw(8));
        return true;
    }

    bool FlipBits(Bytes& packet, const PacketLayout& layout)
    {
        for (std::size_t i = 2 + Draw(15); i > 0; --i)
        {
            FlipBit(packet, layout);
        }
        return true;
    }

    bool SetOctet(Bytes& packet, const PacketLayout& /* layout */)
    {
        packet[IPV6_OCTETS + Draw(packet.size() - IPV6_OCTETS)] = PickOctet();
        return true;
    }

    bool Truncate(Bytes& packet, const PacketLayout& /* layout */)
    {
        packet.resize(IPV6_OCTETS + Draw(packet.size() - IPV6_OCTETS));
        if (Draw(2) == 0)
        {
            FitPayloadLength(packet);
        }
        return true;
    }

    bool Extend(Bytes& packet, const PacketLayout& /* layout */)
    {
        for (std::size_t i = 1 + Draw(40); i > 0; --i)
        {
            packet.push_back(PickOctet());
        }
        FitPayloadLength(packet);
        return true;
    }

    bool ChangePayloadLength(Bytes& packet, const PacketLayout& /* layout */)
    {
        static constexpr uint16_t LENGTHS[] = {0, 1, 7, 8, 12, 23, 24, 0xFFFF};
        WriteU16(packet, PAYLOAD_LENGTH_AT, Pick(LENGTHS));
        return true;
    }

    bool ChangeExtensionLength(Bytes& packet, const PacketLayout& layout)
    {
        const bool isAny = !layout.extensions.empty();
        if (isAny)
        {
            packet[Pick(layout.extensions) + 1] = PickOctet();
        }
        return isAny;
    }

    bool ChangeOptionLength(Bytes& packet, const PacketLayout& layout)
    {
        const bool isAny = !layout.options.empty();
        if (isAny)
        {
            packet[Pick(layout.options) + 1] = PickOctet();
        }
        return isAny;
    }

    bool ChangeOptionType(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint8_t TYPES[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 35, 0x1E, 0x5E, 0x9E, 0xC9};
        const bool isAny = !layout.options.empty();
        if (isAny)
        {
            packet[Pick(layout.options)] = Pick(TYPES);
        }
        return isAny;
    }

    bool SwapType(Bytes& packet, const PacketLayout& layout)
    {
        const bool isMobility = layout.protocol == NEXT_HEADER_MOBILITY;
        packet[layout.upper + (isMobility ? 2 : 0)] =
            static_cast<uint8_t>(isMobility ? Draw(8) : ICMPV6_ROUTER_SOLICITATION + Draw(5));
        return true;
    }

    bool SetUnknownType(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint8_t TYPES[] = {8, 20, 255};
        packet[layout.upper + 2] = Pick(TYPES);
        return layout.protocol == NEXT_HEADER_MOBILITY;
    }

    bool ChangePayloadProto(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint8_t PROTOCOLS[] = {0, 6, 17, 58, 60, 135, 255};
        packet[layout.upper] = Pick(PROTOCOLS);
        return layout.protocol == NEXT_HEADER_MOBILITY;
    }

    bool ChangeHeaderLen(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint8_t LENGTHS[] = {0, 1, 255};
        packet[layout.upper + 1] = Pick(LENGTHS);
        return layout.protocol == NEXT_HEADER_MOBILITY;
    }

    bool DuplicateHomeAddress(Bytes& packet, const PacketLayout& layout)
    {
        if (layout.destination == 0)
        {
            return false;
        }
        packet[layout.destination + 1] += 3;
        Insert(packet, layout.destination + 2, MakeHomeAddressOption());
        // What is behind the inserted 24 octets keeps its alignment.
        return true;
    }

    bool InsertHomeAddress(Bytes& packet, const PacketLayout& /* layout */)
    {
        Bytes header{0, 2, DESTINATION_PADN_TYPE, 2, 0, 0, HOME_ADDRESS_OPTION_TYPE, 16};
        header.resize(TYPE2_OCTETS);
        WriteAddress(header, 8, Pick(m_strangers));
        Prepend(packet, {header}, NEXT_HEADER_DESTINATION_OPTIONS);
        return true;
    }

    bool InsertRouting(Bytes& packet, const PacketLayout& /* layout */)
    {
        Bytes header{0, 2, ROUTING_TYPE_2, 1, 0, 0, 0, 0};
        header.resize(TYPE2_OCTETS);
        WriteAddress(header, 8, Pick(m_strangers));
        Prepend(packet, {header}, NEXT_HEADER_ROUTING);
        return true;
    }

    bool ChangeHomeAddress(Bytes& packet, const PacketLayout& layout)
    {
        const bool isAny = !layout.extensions.empty();
        if (isAny)
        {
            WriteAddress(packet, Pick(layout.extensions) + 8, Pick(m_strangers));
        }
        return isAny;
    }

    bool ChangeSegmentsLeft(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint8_t SEGMENTS[] = {0, 2, 255};
        packet[layout.routing + 3] = Pick(SEGMENTS);
        return layout.routing != 0;
    }

    bool ChangeRoutingType(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint8_t TYPES[] = {0, 1, 3, 4, 255};
        packet[layout.routing + 2] = Pick(TYPES);
        packet[layout.routing + 3] = static_cast<uint8_t>(Draw(3));
        return layout.routing != 0;
    }

    bool InsertHugeHeader(Bytes& packet, const PacketLayout& /* layout */)
    {
        static constexpr uint8_t UNITS[] = {30, 31, 62, 255};
        Bytes header{0, Pick(UNITS)};
        const std::size_t size = (std::size_t{header[1]} + 1) * 8;
        // Padding up to the end, so that nothing but the size is special.
        header.resize(size, DESTINATION_PAD1_TYPE);
        Prepend(packet, {header}, NEXT_HEADER_DESTINATION_OPTIONS);
        return true;
    }

    bool InsertChain(Bytes& packet, const PacketLayout& /* layout */)
    {
        static constexpr uint8_t KINDS[] = {NEXT_HEADER_DESTINATION_OPTIONS, NEXT_HEADER_ROUTING};
        const uint8_t kind = Pick(KINDS);
        // Padding of four octets, or a routing header of an unknown type that is at its end.
        const bool isRouting = kind == NEXT_HEADER_ROUTING;
        const uint8_t routingType = 253;
        const Bytes header = isRouting ? Bytes{kind, 0, routingType, 0, 0, 0, 0, 0}
                                       : Bytes{kind, 0, DESTINATION_PADN_TYPE, 4, 0, 0, 0, 0};
        const std::vector<Bytes> headers(1 + Draw(40), header);
        Prepend(packet, headers, kind);
        return true;
    }

    bool LoopNextHeader(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint8_t KINDS[] = {NEXT_HEADER_DESTINATION_OPTIONS,
                                            NEXT_HEADER_ROUTING,
                                            NEXT_HEADER_MOBILITY,
                                            NEXT_HEADER_NONE,
                                            200};
        const std::size_t count = layout.extensions.size();
        const std::size_t choice = Draw(count + 1);
        packet[choice == count ? NEXT_HEADER_AT : layout.extensions[choice]] = Pick(KINDS);
        return true;
    }

    bool ChangeCode(Bytes& packet, const PacketLayout& layout)
    {
        packet[layout.upper + 1] = static_cast<uint8_t>(1 + Draw(255));
        return layout.protocol == NEXT_HEADER_ICMPV6;
    }

    bool ChangeHopLimit(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint8_t LIMITS[] = {0, 1, 64, 254};
        packet[HOP_LIMIT_AT] = Pick(LIMITS);
        return layout.protocol == NEXT_HEADER_ICMPV6;
    }

    bool ChangeSource(Bytes& packet, const PacketLayout& /* layout */)
    {
        // The first of them is a node of the network, which bears an answer.
        WriteAddress(packet, SOURCE_AT, m_strangers.front());
        return true;
    }

    bool ChangeSequence(Bytes& packet, const PacketLayout& layout)
    {
        static constexpr uint16_t STEPS[] = {0, 1, 2, 100, 0x7FFE, 0x8001, 0xFFFF};
        const std::size_t at = layout.FindSequence(packet);
        if (at != 0)
        {
            WriteU16(packet, at, static_cast<std::size_t>(ReadU16(packet, at) - Pick(STEPS)));
        }
        return at != 0;
    }

    /// @}

    std::mt19937 m_random; //!< source of all choices
    Addresses m_strangers; //!< addresses to put into packets
};

inline const std::vector<PacketMutator::Mutation>&
PacketMutator::GetMutations()
{
    static const std::vector<Mutation> MUTATIONS{
        {"repeated", &PacketMutator::Repeat},
        {"one bit", &PacketMutator::FlipBit},
        {"some bits", &PacketMutator::FlipBits},
        {"one octet", &PacketMutator::SetOctet},
        {"cut off", &PacketMutator::Truncate},
        {"longer", &PacketMutator::Extend},
        {"Payload Length", &PacketMutator::ChangePayloadLength},
        {"Hdr Ext Len", &PacketMutator::ChangeExtensionLength},
        {"option length", &PacketMutator::ChangeOptionLength},
        {"option type", &PacketMutator::ChangeOptionType},
        {"other type", &PacketMutator::SwapType},
        {"unknown MH Type", &PacketMutator::SetUnknownType},
        {"Payload Proto", &PacketMutator::ChangePayloadProto},
        {"Header Len", &PacketMutator::ChangeHeaderLen},
        {"two Home Address options", &PacketMutator::DuplicateHomeAddress},
        {"new Home Address option", &PacketMutator::InsertHomeAddress},
        {"new routing header", &PacketMutator::InsertRouting},
        {"home address", &PacketMutator::ChangeHomeAddress},
        {"Segments Left", &PacketMutator::ChangeSegmentsLeft},
        {"Routing Type", &PacketMutator::ChangeRoutingType},
        {"huge header", &PacketMutator::InsertHugeHeader},
        {"chain of headers", &PacketMutator::InsertChain},
        {"Next Header", &PacketMutator::LoopNextHeader},
        {"Code", &PacketMutator::ChangeCode},
        {"hop limit", &PacketMutator::ChangeHopLimit},
        {"source", &PacketMutator::ChangeSource},
        {"Sequence #", &PacketMutator::ChangeSequence},
    };
    return MUTATIONS;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PACKET_MUTATOR_H */

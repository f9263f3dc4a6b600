/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-quoted-packet.h"

#include "mip6-byte-io.h"
#include "mip6-home-address-option.h"
#include "mip6-numbers.h"
#include "mip6-type2-routing.h"

namespace ns3::mip6
{

namespace
{

/// Octets of an ICMPv6 error before the packet that it quotes (RFC 4443 section 2.1).
constexpr std::size_t ICMPV6_ERROR_OCTETS = 8;

/// Octets of an IPv6 header (RFC 8200 section 3).
constexpr std::size_t IPV6_HEADER_OCTETS = 40;
/// Offset of the Next Header field in an IPv6 header.
constexpr std::size_t NEXT_HEADER_OFFSET = 6;
/// Octets of a Fragment header, and least octets of another extension header.
constexpr std::size_t EXTENSION_UNIT_OCTETS = 8;
/// Offset of Fragment Offset and flags in a Fragment header (RFC 8200 section 4.5).
constexpr std::size_t FRAGMENT_OFFSET_OFFSET = 2;
/// Fragment Offset without the flags.
constexpr uint16_t FRAGMENT_OFFSET_MASK = 0xFFF8;
/// The IP version in the first octet of an IPv6 header.
constexpr uint8_t IPV6_VERSION = 6;

/// Walks over the headers of a packet.
class Walk
{
  public:
    /**
     * @param data first octet of an IPv6 packet
     * @param size octets present, at least those of the IPv6 header
     */
    Walk(const uint8_t* data, std::size_t size)
        : m_data(data),
          m_size(size)
    {
        ByteReader reader(data, size);
        reader.Skip(8);
        m_packet.source = reader.ReadAddress();
        m_packet.destination = reader.ReadAddress();
        m_packet.nextHeader = data[NEXT_HEADER_OFFSET];
        m_packet.nextHeaderOffset = NEXT_HEADER_OFFSET;
    }

    /// @return what the headers say
    QuotedPacket Run()
    {
        while (const std::size_t octets = GetExtensionOctets())
        {
            ReadExtension(octets);
            const bool isLaterFragment = IsLaterFragment();
            m_packet.nextHeader = m_data[m_at];
            m_packet.nextHeaderOffset = m_at;
            m_at += octets;
            if (isLaterFragment)
            {
                break;
            }
        }
        return m_packet;
    }

  private:
    /// @return octets of the extension header at hand; 0 if there is none, or not in full
    std::size_t GetExtensionOctets() const
    {
        const std::size_t rest = m_size - m_at;
        if (rest < EXTENSION_UNIT_OCTETS)
        {
            return 0;
        }
        switch (m_packet.nextHeader)
        {
        case NEXT_HEADER_FRAGMENT:
            return EXTENSION_UNIT_OCTETS;
        case NEXT_HEADER_HOP_BY_HOP_OPTIONS:
        case NEXT_HEADER_ROUTING:
        case NEXT_HEADER_DESTINATION_OPTIONS: {
            // RFC 8200 section 4: Hdr Ext Len counts 8-octet units without the first.
            const std::size_t octets = (std::size_t{m_data[m_at + 1]} + 1) * EXTENSION_UNIT_OCTETS;
            return octets <= rest ? octets : 0;
        }
        default:
            return 0;
        }
    }

    /// @return whether the header at hand is that of a fragment that is not the first: no header
    /// follows it
    bool IsLaterFragment() const
    {
        if (m_packet.nextHeader != NEXT_HEADER_FRAGMENT)
        {
            return false;
        }
        ByteReader reader(m_data + m_at, EXTENSION_UNIT_OCTETS);
        reader.Skip(FRAGMENT_OFFSET_OFFSET);
        return (reader.ReadU16() & FRAGMENT_OFFSET_MASK) != 0;
    }

    /// @param octets of the extension header at hand
    void ReadExtension(std::size_t octets)
    {
        m_packet.hasFragmentHeader =
            m_packet.hasFragmentHeader || m_packet.nextHeader == NEXT_HEADER_FRAGMENT;
        if (m_packet.nextHeader == NEXT_HEADER_ROUTING)
        {
            if (const auto routing = DecodeType2RoutingHeader(m_data + m_at, octets))
            {
                m_packet.type2HomeAddress = routing.value->homeAddress;
            }
        }
        if (m_packet.nextHeader != NEXT_HEADER_DESTINATION_OPTIONS)
        {
            return;
        }
        const auto options = DecodeDestinationOptions(m_data + m_at, octets);
        if (options && options.value->homeAddress)
        {
            m_packet.optionHomeAddress = options.value->homeAddress;
            m_packet.optionOffset = m_at + options.value->homeAddressOffset;
        }
    }

    const uint8_t* m_data;                //!< first octet of the packet
    std::size_t m_size;                   //!< octets present
    std::size_t m_at{IPV6_HEADER_OCTETS}; //!< header at hand
    QuotedPacket m_packet;                //!< so far
};

} // namespace

bool
operator==(const QuotedPacket& a, const QuotedPacket& b)
{
    return a.source == b.source && a.destination == b.destination &&
           a.type2HomeAddress == b.type2HomeAddress && a.optionHomeAddress == b.optionHomeAddress &&
           a.optionOffset == b.optionOffset && a.hasFragmentHeader == b.hasFragmentHeader &&
           a.nextHeader == b.nextHeader && a.nextHeaderOffset == b.nextHeaderOffset;
}

std::optional<QuotedPacket>
DecodeQuotedPacket(const uint8_t* data, std::size_t size)
{
    if (size < IPV6_HEADER_OCTETS || data[0] >> 4 != IPV6_VERSION)
    {
        return std::nullopt;
    }
    return Walk(data, size).Run();
}

std::optional<Icmpv6Error>
DecodeIcmpv6Error(const uint8_t* data, std::size_t size)
{
    if (size < ICMPV6_ERROR_OCTETS || data[0] >= ICMPV6_FIRST_INFORMATIONAL)
    {
        return std::nullopt;
    }
    const auto packet = DecodeQuotedPacket(data + ICMPV6_ERROR_OCTETS, size - ICMPV6_ERROR_OCTETS);
    return packet ? std::optional(Icmpv6Error{data[0], data[1], *packet}) : std::nullopt;
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-header-reader.h"

#include "ns3/ipv6-header.h"

#include <algorithm>
#include <array>

namespace ns3::mip6
{

namespace
{

/// Octets of an IPv6 header.
constexpr std::size_t IPV6_OCTETS = 40;

/// Places of fields of an IPv6 header.
/// @{
constexpr std::size_t NEXT_HEADER = 6;
constexpr std::size_t SOURCE = 8;
constexpr std::size_t DESTINATION = 24;
/// @}

/// Octets of a fragment header, and the least of other extension headers.
constexpr std::size_t EXTENSION_OCTETS = 8;

/// Octets that are read: enough for 30 tunnels.
constexpr std::size_t READ_OCTETS = 1280;

/// What follows an IPv6 header, up to a header that is no extension.
struct Extensions
{
    std::size_t end{0};          //!< number of the octet after them
    uint8_t next{0};             //!< kind of the header there
    bool hasOptions{false};      //!< a routing header or destination options are among them
    bool isLaterFragment{false}; //!< the rest is not the start of anything
};

/// @param next kind of a header @return whether it is an extension that others may follow
bool
IsExtension(uint8_t next)
{
    return next == Ipv6Header::IPV6_EXT_HOP_BY_HOP || next == Ipv6Header::IPV6_EXT_ROUTING ||
           next == Ipv6Header::IPV6_EXT_FRAGMENTATION || next == Ipv6Header::IPV6_EXT_DESTINATION;
}

/**
 * @param data octets of a packet
 * @param size how many there are
 * @param start number of the octet after an IPv6 header
 * @param next the kind of header that begins there
 * @return the extension headers, as far as they are there
 */
Extensions
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): as in the header itself
ReadExtensions(const uint8_t* data, std::size_t size, std::size_t start, uint8_t next)
{
    Extensions extensions{start, next};
    while (IsExtension(extensions.next) && extensions.end + EXTENSION_OCTETS <= size)
    {
        const uint8_t* header = data + extensions.end;
        if (extensions.next == Ipv6Header::IPV6_EXT_FRAGMENTATION)
        {
            extensions.isLaterFragment = header[2] != 0 || (header[3] & 0xF8) != 0;
            extensions.end += EXTENSION_OCTETS;
        }
        else
        {
            extensions.hasOptions |= extensions.next != Ipv6Header::IPV6_EXT_HOP_BY_HOP;
            extensions.end += EXTENSION_OCTETS * (1U + header[1]);
        }
        extensions.next = header[0];
        if (extensions.isLaterFragment)
        {
            break;
        }
    }
    return extensions;
}

} // namespace

void
HeaderReader::AddRouter(const Ipv6Address& homeAddress)
{
    m_routers.insert(homeAddress);
}

void
HeaderReader::AddBinding(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress)
{
    // At home there is no care-of address.
    if (!careOfAddress.IsAny() && careOfAddress != homeAddress)
    {
        m_bindings[careOfAddress].insert(homeAddress);
    }
}

PacketHeaders
HeaderReader::Read(const Packet& packet) const
{
    std::array<uint8_t, IPV6_OCTETS> first{};
    packet.CopyData(first.data(), IPV6_OCTETS);
    if (first[NEXT_HEADER] != Ipv6Header::IPV6_IPV6 && !IsExtension(first[NEXT_HEADER]))
    {
        return {};
    }
    std::array<uint8_t, READ_OCTETS> octets{};
    const std::size_t size = packet.CopyData(octets.data(), READ_OCTETS);
    return ReadHeaders({octets.data(), size});
}

PacketHeaders
HeaderReader::ReadHeaders(const Octets& octets) const
{
    PacketHeaders headers;
    Ends outer;
    std::size_t start = 0;
    for (bool isInTunnel = false; start + IPV6_OCTETS <= octets.size; isInTunnel = true)
    {
        const uint8_t* header = octets.data + start;
        const Ends ends{Ipv6Address::Deserialize(header + SOURCE),
                        Ipv6Address::Deserialize(header + DESTINATION)};
        if (isInTunnel)
        {
            AddTunnel(headers, outer, ends);
        }
        const Extensions extensions =
            ReadExtensions(octets.data, octets.size, start + IPV6_OCTETS, header[NEXT_HEADER]);
        headers.isLaterFragment = extensions.isLaterFragment;
        if (extensions.isLaterFragment || extensions.next != Ipv6Header::IPV6_IPV6)
        {
            // Options of a tunnel are its own affair; those of the packet in it tell its way.
            const auto path = extensions.hasOptions ? PacketPath::OPTIMIZED : PacketPath::DIRECT;
            headers.path = std::max(headers.path, path);
            break;
        }
        outer = ends;
        start = extensions.end;
    }
    const auto least = headers.depth > 0 ? PacketPath::NEMO : PacketPath::DIRECT;
    headers.path = std::max(headers.path, least);
    return headers;
}

void
HeaderReader::AddTunnel(PacketHeaders& headers, const Ends& outer, const Ends& inner) const
{
    const bool isOut = IsRouter(outer.source);
    const bool isIn = IsRouter(outer.destination);
    const bool isOwn =
        IsBound(outer.source, inner.source) || IsBound(outer.destination, inner.destination);
    if (isOwn || (!isOut && !isIn))
    {
        headers.path = PacketPath::TUNNEL;
        return;
    }
    headers.depth++;
    headers.passage = Join(headers.passage, isOut ? PacketPassage::OUT : PacketPassage::NONE);
    headers.passage = Join(headers.passage, isIn ? PacketPassage::IN : PacketPassage::NONE);
}

bool
HeaderReader::IsRouter(const Ipv6Address& address) const
{
    const auto homes = m_bindings.find(address);
    return homes != m_bindings.end() &&
           std::any_of(homes->second.begin(), homes->second.end(), [this](const auto& home) {
               return m_routers.count(home) != 0;
           });
}

bool
HeaderReader::IsBound(const Ipv6Address& careOfAddress, const Ipv6Address& address) const
{
    const auto homes = m_bindings.find(careOfAddress);
    return homes != m_bindings.end() && homes->second.count(address) != 0;
}

} // namespace ns3::mip6

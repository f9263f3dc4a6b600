/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_EXTENSION_HEADERS_H
#define MIP6_EXTENSION_HEADERS_H

#include "ns3/header.h"
#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-quoted-packet.h"
#include "ns3/packet.h"
#include "ns3/tag.h"

#include <array>
#include <optional>

namespace ns3
{

/// Octets of an IPv6 header.
constexpr uint32_t IPV6_HEADER_OCTETS = 40;

/**
 * ns-3 walks over extension headers with an offset of 8 bits: it would read the same header again
 * where the next one is out of its reach, and could do so for ever.
 * @param offset of an extension header behind the IPv6 header
 * @param octets of it
 * @return whether ns-3 can go on to what follows
 */
constexpr bool
IsWithinReach(uint8_t offset, std::size_t octets)
{
    return offset + octets <= UINT8_MAX;
}

/// Room for the headers that ns-3 can walk over, and for one of those of route optimization more.
using Mip6HeaderChain = std::array<uint8_t, UINT8_MAX + 24>;

/**
 * @param packet from the first extension header on
 * @param offset of an extension header of the common form
 * @param chain gets the packet up to the end of that header
 * @return octets of the header, 0 if it is cut short or does not fit
 */
std::size_t CopyExtensionHeader(const Packet& packet, uint8_t offset, Mip6HeaderChain& chain);

/**
 * @param packet what follows a header of route optimization
 * @param nextHeader of that header
 * @return whether it is signalling of Mobile IPv6: a Mobility Header, or ICMPv6 of home agent or
 * mobile prefix discovery
 */
bool IsMobilitySignalling(const Packet& packet, uint8_t nextHeader);

/**
 * @param packet what follows a header of route optimization
 * @param nextHeader of that header
 * @return whether anybody behind it may ask for the addresses on the wire
 */
bool NeedsWireAddresses(const Packet& packet, uint8_t nextHeader);

/**
 * @ingroup mip6-stack
 * Destination Options header with a Home Address option (RFC 6275 section 6.3) as an ns3::Header.
 */
class Mip6HomeAddressHeader : public Header
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;

    /**
     * @param nextHeader what follows
     * @param homeAddress of the mobile node
     */
    void Set(uint8_t nextHeader, const Ipv6Address& homeAddress);

    uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    uint32_t Deserialize(Buffer::Iterator start) override;
    void Print(std::ostream& os) const override;

  private:
    uint8_t m_nextHeader{0};   //!< what follows
    Ipv6Address m_homeAddress; //!< of the mobile node
};

/**
 * @ingroup mip6-stack
 * Type 2 routing header (RFC 6275 section 6.4) as an ns3::Header.
 */
class Mip6Type2RoutingHeader : public Header
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;

    /**
     * @param nextHeader what follows
     * @param homeAddress final destination
     */
    void Set(uint8_t nextHeader, const Ipv6Address& homeAddress);

    uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    uint32_t Deserialize(Buffer::Iterator start) override;
    void Print(std::ostream& os) const override;

  private:
    uint8_t m_nextHeader{0};   //!< what follows
    Ipv6Address m_homeAddress; //!< final destination
};

/**
 * @ingroup mip6-stack
 * Octets put in front of a packet as they are, for a header that was changed in place.
 */
class Mip6OctetsHeader : public Header
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;

    /// @param octets the header
    void Set(mip6::Bytes octets);

    uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    uint32_t Deserialize(Buffer::Iterator start) override;
    void Print(std::ostream& os) const override;

  private:
    mip6::Bytes m_octets; //!< the header
};

/**
 * @ingroup mip6-stack
 * Remembers, inside a node, the addresses that a packet had on the wire before a Home Address
 * option or a type 2 routing header was processed.
 */
class Mip6WireAddressTag : public Tag
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;

    Ipv6Address source;      //!< of the IPv6 header on the wire; unspecified: unchanged
    Ipv6Address destination; //!< of the IPv6 header on the wire; unspecified: unchanged

    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer buffer) const override;
    void Deserialize(TagBuffer buffer) override;
    void Print(std::ostream& os) const override;
};

/**
 * Put the headers of route optimization in front of a packet.
 * @param packet what follows
 * @param nextHeader of it
 * @param homeAddressOption home address of a Home Address option, nothing for none
 * @param type2HomeAddress final destination of a type 2 routing header, nothing for none
 * @return the Next Header value of the packet now
 */
uint8_t AddOptimizationHeaders(const Ptr<Packet>& packet,
                               uint8_t nextHeader,
                               const std::optional<Ipv6Address>& homeAddressOption,
                               const std::optional<Ipv6Address>& type2HomeAddress);

/**
 * @param packet from its IPv6 header on
 * @return what its headers say, those that ns-3 can walk over at least
 */
std::optional<mip6::QuotedPacket> PeekHeaders(const Packet& packet);

/**
 * @param packet from its IPv6 header on
 * @param nextHeader of the IPv6 header
 * @return whether it carries a Mobility Header, whatever extension headers come first
 */
bool IsSignalling(const Packet& packet, uint8_t nextHeader);

} // namespace ns3

#endif /* MIP6_EXTENSION_HEADERS_H */

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-extension-headers.h"

#include "ns3/ipv6-header.h"
#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-type2-routing.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(Mip6HomeAddressHeader);
NS_OBJECT_ENSURE_REGISTERED(Mip6Type2RoutingHeader);
NS_OBJECT_ENSURE_REGISTERED(Mip6OctetsHeader);
NS_OBJECT_ENSURE_REGISTERED(Mip6WireAddressTag);

std::size_t
CopyExtensionHeader(const Packet& packet, uint8_t offset, Mip6HeaderChain& chain)
{
    const std::size_t lengthEnd = std::size_t{offset} + 2;
    if (packet.CopyData(chain.data(), static_cast<uint32_t>(lengthEnd)) < lengthEnd)
    {
        return 0;
    }
    // RFC 8200 section 4: Hdr Ext Len counts 8-octet units without the first.
    const std::size_t octets = (std::size_t{chain[offset + 1U]} + 1) * 8;
    const std::size_t end = offset + octets;
    if (end > chain.size() || packet.CopyData(chain.data(), static_cast<uint32_t>(end)) < end)
    {
        return 0;
    }
    return octets;
}

bool
IsMobilitySignalling(const Packet& packet, uint8_t nextHeader)
{
    if (nextHeader != mip6::NEXT_HEADER_ICMPV6)
    {
        return nextHeader == mip6::NEXT_HEADER_MOBILITY;
    }
    uint8_t type = 0;
    return packet.CopyData(&type, 1) == 1 && mip6::IsMobilityDiscovery(type);
}

bool
NeedsWireAddresses(const Packet& packet, uint8_t nextHeader)
{
    if (IsMobilitySignalling(packet, nextHeader))
    {
        return true;
    }
    // The traffic itself, which is spared the work.
    return nextHeader != Ipv6Header::IPV6_UDP && nextHeader != Ipv6Header::IPV6_TCP &&
           nextHeader != Ipv6Header::IPV6_ICMPV6 && nextHeader != Ipv6Header::IPV6_IPV6;
}

// ----- Mip6HomeAddressHeader

TypeId
Mip6HomeAddressHeader::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6HomeAddressHeader")
                            .SetParent<Header>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6HomeAddressHeader>();
    return tid;
}

TypeId
Mip6HomeAddressHeader::GetInstanceTypeId() const
{
    return GetTypeId();
}

void
Mip6HomeAddressHeader::Set(uint8_t nextHeader, const Ipv6Address& homeAddress)
{
    m_nextHeader = nextHeader;
    m_homeAddress = homeAddress;
}

uint32_t
Mip6HomeAddressHeader::GetSerializedSize() const
{
    return mip6::HOME_ADDRESS_HEADER_OCTETS;
}

void
Mip6HomeAddressHeader::Serialize(Buffer::Iterator start) const
{
    const auto octets = mip6::EncodeHomeAddressHeader(m_nextHeader, m_homeAddress);
    start.Write(octets.data(), GetSerializedSize());
}

uint32_t
Mip6HomeAddressHeader::Deserialize(Buffer::Iterator start)
{
    mip6::Bytes octets(std::min<uint32_t>(start.GetRemainingSize(), GetSerializedSize()));
    start.Read(octets.data(), static_cast<uint32_t>(octets.size()));
    const auto decoded = mip6::DecodeDestinationOptions(octets.data(), octets.size());
    if (decoded)
    {
        m_nextHeader = decoded.value->nextHeader;
        m_homeAddress = decoded.value->homeAddress.value_or(Ipv6Address());
    }
    return static_cast<uint32_t>(octets.size());
}

void
Mip6HomeAddressHeader::Print(std::ostream& os) const
{
    os << "home address " << m_homeAddress << " next header " << uint32_t(m_nextHeader);
}

// ----- Mip6Type2RoutingHeader

TypeId
Mip6Type2RoutingHeader::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6Type2RoutingHeader")
                            .SetParent<Header>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6Type2RoutingHeader>();
    return tid;
}

TypeId
Mip6Type2RoutingHeader::GetInstanceTypeId() const
{
    return GetTypeId();
}

void
Mip6Type2RoutingHeader::Set(uint8_t nextHeader, const Ipv6Address& homeAddress)
{
    m_nextHeader = nextHeader;
    m_homeAddress = homeAddress;
}

uint32_t
Mip6Type2RoutingHeader::GetSerializedSize() const
{
    return mip6::TYPE2_ROUTING_OCTETS;
}

void
Mip6Type2RoutingHeader::Serialize(Buffer::Iterator start) const
{
    const auto octets = mip6::EncodeType2RoutingHeader({m_nextHeader, 1, m_homeAddress});
    start.Write(octets.data(), GetSerializedSize());
}

uint32_t
Mip6Type2RoutingHeader::Deserialize(Buffer::Iterator start)
{
    mip6::Bytes octets(std::min<uint32_t>(start.GetRemainingSize(), GetSerializedSize()));
    start.Read(octets.data(), static_cast<uint32_t>(octets.size()));
    const auto decoded = mip6::DecodeType2RoutingHeader(octets.data(), octets.size());
    if (decoded)
    {
        m_nextHeader = decoded.value->nextHeader;
        m_homeAddress = decoded.value->homeAddress;
    }
    return static_cast<uint32_t>(octets.size());
}

void
Mip6Type2RoutingHeader::Print(std::ostream& os) const
{
    os << "final destination " << m_homeAddress << " next header " << uint32_t(m_nextHeader);
}

// ----- Mip6OctetsHeader

TypeId
Mip6OctetsHeader::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6OctetsHeader")
                            .SetParent<Header>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6OctetsHeader>();
    return tid;
}

TypeId
Mip6OctetsHeader::GetInstanceTypeId() const
{
    return GetTypeId();
}

void
Mip6OctetsHeader::Set(mip6::Bytes octets)
{
    m_octets = std::move(octets);
}

uint32_t
Mip6OctetsHeader::GetSerializedSize() const
{
    return static_cast<uint32_t>(m_octets.size());
}

void
Mip6OctetsHeader::Serialize(Buffer::Iterator start) const
{
    start.Write(m_octets.data(), GetSerializedSize());
}

uint32_t
Mip6OctetsHeader::Deserialize(Buffer::Iterator start)
{
    m_octets.resize(start.GetRemainingSize());
    start.Read(m_octets.data(), GetSerializedSize());
    return GetSerializedSize();
}

void
Mip6OctetsHeader::Print(std::ostream& os) const
{
    os << m_octets.size() << " octets";
}

// ----- Mip6WireAddressTag

TypeId
Mip6WireAddressTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6WireAddressTag")
                            .SetParent<Tag>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6WireAddressTag>();
    return tid;
}

TypeId
Mip6WireAddressTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
Mip6WireAddressTag::GetSerializedSize() const
{
    return 32;
}

void
Mip6WireAddressTag::Serialize(TagBuffer buffer) const
{
    uint8_t octets[16];
    source.GetBytes(octets);
    buffer.Write(octets, sizeof(octets));
    destination.GetBytes(octets);
    buffer.Write(octets, sizeof(octets));
}

void
Mip6WireAddressTag::Deserialize(TagBuffer buffer)
{
    uint8_t octets[16];
    buffer.Read(octets, sizeof(octets));
    source.Set(octets);
    buffer.Read(octets, sizeof(octets));
    destination.Set(octets);
}

void
Mip6WireAddressTag::Print(std::ostream& os) const
{
    os << "wire " << source << " -> " << destination;
}

uint8_t
AddOptimizationHeaders(const Ptr<Packet>& packet,
                       uint8_t nextHeader,
                       const std::optional<Ipv6Address>& homeAddressOption,
                       const std::optional<Ipv6Address>& type2HomeAddress)
{
    // RFC 6275 section 6.3: routing header first, then the Home Address option.
    if (homeAddressOption)
    {
        Mip6HomeAddressHeader header;
        header.Set(nextHeader, *homeAddressOption);
        packet->AddHeader(header);
        nextHeader = mip6::NEXT_HEADER_DESTINATION_OPTIONS;
    }
    if (type2HomeAddress)
    {
        Mip6Type2RoutingHeader header;
        header.Set(nextHeader, *type2HomeAddress);
        packet->AddHeader(header);
        nextHeader = mip6::NEXT_HEADER_ROUTING;
    }
    return nextHeader;
}

std::optional<mip6::QuotedPacket>
PeekHeaders(const Packet& packet)
{
    std::array<uint8_t, IPV6_HEADER_OCTETS + UINT8_MAX + 1> octets{};
    const uint32_t size = packet.CopyData(octets.data(), octets.size());
    return mip6::DecodeQuotedPacket(octets.data(), size);
}

bool
IsSignalling(const Packet& packet, uint8_t nextHeader)
{
    // Most packets have no extension header: they cost no more than a look at Next Header.
    if (nextHeader != mip6::NEXT_HEADER_HOP_BY_HOP_OPTIONS &&
        nextHeader != mip6::NEXT_HEADER_ROUTING &&
        nextHeader != mip6::NEXT_HEADER_DESTINATION_OPTIONS)
    {
        return nextHeader == mip6::NEXT_HEADER_MOBILITY;
    }
    const auto headers = PeekHeaders(packet);
    return headers && headers->nextHeader == mip6::NEXT_HEADER_MOBILITY;
}

} // namespace ns3

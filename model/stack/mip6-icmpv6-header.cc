/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-icmpv6-header.h"

#include "mip6-message-printer.h"

#include "ns3/mip6-numbers.h"

#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(Mip6Icmpv6Header);

TypeId
Mip6Icmpv6Header::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6Icmpv6Header")
                            .SetParent<Header>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6Icmpv6Header>();
    return tid;
}

TypeId
Mip6Icmpv6Header::GetInstanceTypeId() const
{
    return GetTypeId();
}

void
Mip6Icmpv6Header::SetMessage(const mip6::Icmpv6Message& message,
                             const Ipv6Address& source,
                             const Ipv6Address& destination)
{
    m_message = message;
    m_octets = mip6::EncodeIcmpv6Message(message);
    mip6::PatchChecksum({source, destination, mip6::NEXT_HEADER_ICMPV6},
                        mip6::ICMPV6_CHECKSUM_OFFSET,
                        m_octets);
}

const std::optional<mip6::Icmpv6Message>&
Mip6Icmpv6Header::GetMessage() const
{
    return m_message;
}

uint32_t
Mip6Icmpv6Header::GetSerializedSize() const
{
    return static_cast<uint32_t>(m_octets.size());
}

void
Mip6Icmpv6Header::Serialize(Buffer::Iterator start) const
{
    start.Write(m_octets.data(), GetSerializedSize());
}

uint32_t
Mip6Icmpv6Header::Deserialize(Buffer::Iterator start)
{
    Buffer::Iterator end = start;
    end.Next(start.GetRemainingSize());
    return Deserialize(start, end);
}

uint32_t
Mip6Icmpv6Header::Deserialize(Buffer::Iterator start, Buffer::Iterator end)
{
    // An ICMPv6 message has no length of its own: it ends with its packet.
    m_octets.resize(end.GetDistanceFrom(start));
    start.Read(m_octets.data(), GetSerializedSize());
    m_message = mip6::DecodeIcmpv6Message(m_octets.data(), m_octets.size()).value;
    return GetSerializedSize();
}

void
Mip6Icmpv6Header::Print(std::ostream& os) const
{
    if (!m_message)
    {
        os << "malformed or unknown ICMPv6 message";
        return;
    }
    PrintMessage(os, *m_message);
}

} // namespace ns3

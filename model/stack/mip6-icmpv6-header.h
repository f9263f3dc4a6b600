/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ICMPV6_HEADER_H
#define MIP6_ICMPV6_HEADER_H

#include "ns3/header.h"
#include "ns3/mip6-icmpv6-messages.h"
#include "ns3/mip6-mobility-checksum.h"

namespace ns3
{

/**
 * @ingroup mip6-stack
 * One of the ICMPv6 messages of the wire room as an ns3::Header: Neighbor Discovery with the
 * changes of RFC 6275 section 7, home agent address discovery and mobile prefix discovery
 * (sections 6.5 to 6.8).
 */
class Mip6Icmpv6Header : public Header
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;

    /**
     * @param message content
     * @param source of the IPv6 header, for the checksum
     * @param destination of the IPv6 header, for the checksum
     */
    void SetMessage(const mip6::Icmpv6Message& message,
                    const Ipv6Address& source,
                    const Ipv6Address& destination);

    /// @return the content; nothing if the octets were refused
    const std::optional<mip6::Icmpv6Message>& GetMessage() const;

    uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    uint32_t Deserialize(Buffer::Iterator start) override;
    uint32_t Deserialize(Buffer::Iterator start, Buffer::Iterator end) override;
    void Print(std::ostream& os) const override;

  private:
    std::optional<mip6::Icmpv6Message> m_message; //!< content
    mip6::Bytes m_octets;                         //!< the whole message
};

} // namespace ns3

#endif /* MIP6_ICMPV6_HEADER_H */

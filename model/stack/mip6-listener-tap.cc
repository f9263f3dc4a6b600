/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-listener-tap.h"

#include "mip6-extension-headers.h"
#include "mip6-listener-packet.h"

#include "ns3/ipv6-l3-protocol.h"

#include <array>
#include <utility>

namespace ns3
{

namespace
{

/**
 * @param packet any that is said to be one of IPv6
 * @return whether its header is complete and can be that of a message; most packets end here
 */
bool
CanBeMessage(const Packet& packet)
{
    // The version, and behind the payload length: next header and hop limit (RFC 2710 section 3).
    std::array<uint8_t, 8> octets{};
    return packet.GetSize() >= IPV6_HEADER_OCTETS &&
           packet.CopyData(octets.data(), octets.size()) == octets.size() && octets[0] >> 4 == 6 &&
           octets[6] == Ipv6Header::IPV6_EXT_HOP_BY_HOP && octets[7] == 1;
}

} // namespace

Mip6ListenerTap::Mip6ListenerTap(const Ptr<NetDevice>& device, Handler handler)
    : m_node(device->GetNode()),
      m_handler(std::move(handler))
{
    m_node->RegisterProtocolHandler(MakeCallback(&Mip6ListenerTap::Receive, this),
                                    Ipv6L3Protocol::PROT_NUMBER,
                                    device);
}

Mip6ListenerTap::~Mip6ListenerTap()
{
    m_node->UnregisterProtocolHandler(MakeCallback(&Mip6ListenerTap::Receive, this));
}

void
// NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
Mip6ListenerTap::Receive(Ptr<NetDevice>,
                         Ptr<const Packet> packet,
                         uint16_t,
                         const Address&,
                         const Address&,
                         NetDevice::PacketType)
{
    if (!CanBeMessage(*packet))
    {
        return;
    }
    Ipv6Header header;
    packet->PeekHeader(header);
    // RFC 2710 section 3: a source that only this link knows.
    if (!header.GetSource().IsLinkLocal())
    {
        return;
    }
    if (const auto message = ReadListenerPacket(*packet, header))
    {
        m_handler(*message, header.GetSource());
    }
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-udp-checksum.h"

#include "ns3/ipv6-route.h"
#include "ns3/packet.h"
#include "ns3/udp-header.h"
#include "ns3/udp-l4-protocol.h"

#include <array>

namespace ns3::mip6
{

namespace
{

/// @param packet from its UDP header on; a checksum of 0 becomes 0xffff
void
RepairChecksum(const Ptr<Packet>& packet)
{
    std::array<uint8_t, 8> octets{};
    packet->CopyData(octets.data(), octets.size());
    if (octets[6] != 0 || octets[7] != 0)
    {
        return;
    }
    UdpHeader wrong;
    packet->RemoveHeader(wrong);
    UdpHeader right;
    right.SetSourcePort(wrong.GetSourcePort());
    right.SetDestinationPort(wrong.GetDestinationPort());
    right.ForceChecksum(UINT16_MAX);
    packet->AddHeader(right);
}

} // namespace

void
RepairUdpChecksums(Ptr<Node> node)
{
    auto udp = node->GetObject<UdpL4Protocol>();
    const IpL4Protocol::DownTargetCallback6 send = udp->GetDownTarget6();
    udp->SetDownTarget6(
        Callback<void, Ptr<Packet>, Ipv6Address, Ipv6Address, uint8_t, Ptr<Ipv6Route>>(
            [send](Ptr<Packet> packet,
                   Ipv6Address source,
                   Ipv6Address destination,
                   uint8_t protocol,
                   Ptr<Ipv6Route> route) {
                if (Node::ChecksumEnabled())
                {
                    RepairChecksum(packet);
                }
                send(packet, source, destination, protocol, route);
            }));
}

} // namespace ns3::mip6

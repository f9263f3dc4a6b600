/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_ROUTED_NETWORK_H
#define NEMO_ROUTED_NETWORK_H

#include "nemo-test-network.h"

#include "ns3/ipv6-list-routing-helper.h"
#include "ns3/ipv6-route.h"
#include "ns3/mip6-routing.h"
#include "ns3/mip6-stack.h"
#include "ns3/nemo-tunnel-device.h"
#include "ns3/ripng-helper.h"
#include "ns3/udp-header.h"

#include <set>

/**
 * @file
 * @ingroup mip6-tests
 * The network of nemo-test-network.h, where mobile routers tell their networks by RIPng and no
 * prefix table has an entry.
 */

namespace ns3::mip6::tests
{

/// The routing of nodes that speak RIPng.
struct RipngRouting
{
    RipngRouting()
    {
        routing.Add(Ipv6StaticRoutingHelper(), 0);
        routing.Add(RipNgHelper(), 10);
    }

    Ipv6ListRoutingHelper routing; //!< RIPng before static routing
};

/// The network of nemo-test-network.h, where RIPng takes the place of the prefix table.
class RoutedNetwork : public RipngRouting, public NemoNetwork
{
  public:
    RoutedNetwork()
        : NemoNetwork(MilliSeconds(30), MilliSeconds(70), &routing)
    {
        table->SetAttribute("DynamicRouting", BooleanValue(true));
        nemo.EnableDynamicRouting();
    }

    /// @param link that it is on at first @return a mobile router without an entry
    NemoRouter& AddRouter(const Ptr<Mip6AccessChannel>& link)
    {
        NemoRouter& router = NemoNetwork::AddRouter(link);
        table->RemoveNetwork(router.homeAddress, router.prefix, 64);
        return router;
    }
};

/// Counts the RIPng messages on a link, as one of its stations sees them.
struct RipngProbe
{
    uint32_t plain{0};              //!< messages on the link itself
    uint32_t tunnelled{0};          //!< messages in a tunnel over the link
    std::set<Ipv6Address> speakers; //!< sources of those on the link itself

    /// @param node on the link @param device of it
    void Watch(const Ptr<Node>& node, const Ptr<NetDevice>& device)
    {
        node->RegisterProtocolHandler(MakeCallback(&RipngProbe::Receive, this),
                                      Ipv6L3Protocol::PROT_NUMBER,
                                      device,
                                      true);
    }

    /// @param packet behind an IPv6 header @param header the header @return whether it is RIPng
    static bool IsRipng(const Ptr<Packet>& packet, const Ipv6Header& header)
    {
        UdpHeader udp;
        return header.GetNextHeader() == 17 && packet->PeekHeader(udp) > 0 &&
               udp.GetDestinationPort() == 521;
    }

    /// A frame. @param frame from its IPv6 header on
    // NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
    void Receive(Ptr<NetDevice>,
                 Ptr<const Packet> frame,
                 uint16_t,
                 const Address&,
                 const Address&,
                 NetDevice::PacketType)
    {
        auto packet = frame->Copy();
        Ipv6Header header;
        packet->RemoveHeader(header);
        if (IsRipng(packet, header))
        {
            ++plain;
            speakers.insert(header.GetSource());
        }
        if (header.GetNextHeader() == 41)
        {
            packet->RemoveHeader(header);
            tunnelled += IsRipng(packet, header) ? 1 : 0;
        }
    }
};

/// @param node with a role @param address any @return device that its routing protocols choose
inline Ptr<NetDevice>
FindDevice(const Ptr<Node>& node, const Ipv6Address& address)
{
    Ipv6Header header;
    header.SetDestination(address);
    const auto route = Mip6Stack::Get(node)->GetRouting()->RouteDirect(header);
    return route ? route->GetOutputDevice() : nullptr;
}

/// @param node with a role @param address any @return whether a route leads into a tunnel
inline bool
IsTunnelled(const Ptr<Node>& node, const Ipv6Address& address)
{
    return DynamicCast<NemoTunnelDevice>(FindDevice(node, address)) != nullptr;
}

/// @param network any @param router of a mobile network with a fixed node @param node the node
/// @return from the correspondent to the node
inline NemoNetwork::Ends
Inward(const RoutedNetwork& network, const NemoRouter& router, const Ptr<Node>& node)
{
    return {network.cn, network.cnAddress, node, NemoNetwork::GetFixedAddress(router)};
}

/// @param network any @param router of a mobile network with a fixed node @param node the node
/// @return from the node to the correspondent
inline NemoNetwork::Ends
Outward(const RoutedNetwork& network, const NemoRouter& router, const Ptr<Node>& node)
{
    return {node, NemoNetwork::GetFixedAddress(router), network.cn, network.cnAddress};
}

} // namespace ns3::mip6::tests

#endif /* NEMO_ROUTED_NETWORK_H */

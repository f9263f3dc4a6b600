/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-packet-probe.h"

#include "mip6-packet-meter.h"

#include "ns3/callback.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/net-device.h"
#include "ns3/simulator.h"

#include <set>

namespace ns3::mip6
{

namespace
{

/**
 * @param reason of the IPv6 layer
 * @return words for it
 */
const char*
GetReasonText(Ipv6L3Protocol::DropReason reason)
{
    switch (reason)
    {
    case Ipv6L3Protocol::DROP_TTL_EXPIRED:
        return "hop limit exceeded";
    case Ipv6L3Protocol::DROP_NO_ROUTE:
        return "no route";
    case Ipv6L3Protocol::DROP_INTERFACE_DOWN:
        return "interface down";
    case Ipv6L3Protocol::DROP_ROUTE_ERROR:
        return "no way to forward";
    case Ipv6L3Protocol::DROP_UNKNOWN_PROTOCOL:
        return "unknown protocol";
    case Ipv6L3Protocol::DROP_UNKNOWN_OPTION:
        return "unknown option";
    case Ipv6L3Protocol::DROP_MALFORMED_HEADER:
        return "malformed header";
    case Ipv6L3Protocol::DROP_FRAGMENT_TIMEOUT:
        return "fragment missing";
    }
    return "dropped";
}

/**
 * @param reason of an access link
 * @return words for it
 */
const char*
GetReasonText(Mip6AccessChannel::DropReason reason)
{
    switch (reason)
    {
    case Mip6AccessChannel::DropReason::SENDER_LEFT:
        return "sender is on no link";
    case Mip6AccessChannel::DropReason::RECEIVER_LEFT:
        return "receiver left the link";
    case Mip6AccessChannel::DropReason::NO_RECEIVER:
        return "receiver is not on the link";
    }
    return "lost on the link";
}

} // namespace

PacketProbe::PacketProbe(PacketMeter& meter)
    : m_meter(meter)
{
}

std::vector<std::string>
PacketProbe::GetNodeNames(const ScenarioNetwork& network)
{
    std::vector<std::string> names;
    for (const auto& node : network.nodes)
    {
        names.push_back(node.name);
    }
    return names;
}

void
PacketProbe::Connect(const ScenarioNetwork& network)
{
    for (const auto& name : GetNodeNames(network))
    {
        m_numbers.emplace(name, static_cast<uint16_t>(m_numbers.size()));
    }
    ConnectFlows(network);
    ConnectNodes(network);
    ConnectDevices(network);
    ConnectRoles(network);
}

void
PacketProbe::ConnectFlows(const ScenarioNetwork& network)
{
    for (std::size_t i = 0; i < network.flows.size(); i++)
    {
        network.flows[i].source->TraceConnectWithoutContext(
            "TxWithSeqTsSize",
            MakeCallback(&PacketProbe::OnDeparture, this, i));
        network.flows[i].sink->TraceConnectWithoutContext(
            "RxWithSeqTsSize",
            MakeCallback(&PacketProbe::OnArrival, this, i));
    }
}

void
PacketProbe::ConnectNodes(const ScenarioNetwork& network)
{
    for (const auto& node : network.nodes)
    {
        const auto ipv6 = node.node->GetObject<Ipv6L3Protocol>();
        const uint16_t number = m_numbers[node.name];
        ipv6->TraceConnectWithoutContext("Tx", MakeCallback(&PacketProbe::OnHop, this, number));
        ipv6->TraceConnectWithoutContext("Drop",
                                         MakeCallback(&PacketProbe::OnLayerDrop, this, number));
    }
}

void
PacketProbe::ConnectDevices(const ScenarioNetwork& network)
{
    std::set<Ptr<Mip6AccessChannel>> channels;
    for (const auto& [node, device] : network.devices)
    {
        const uint16_t number = m_numbers[node];
        m_devices.insert(PeekPointer(device));
        // Devices lack some of these trace sources; connecting to a missing one does nothing.
        device->TraceConnectWithoutContext(
            "PhyRxDrop",
            MakeCallback(&PacketProbe::OnDeviceDrop, this, number, std::string("frame damaged")));
        device->TraceConnectWithoutContext(
            "MacTxDrop",
            MakeCallback(&PacketProbe::OnDeviceDrop, this, number, std::string("queue full")));
        if (const auto channel = DynamicCast<Mip6AccessChannel>(device->GetChannel()))
        {
            channels.insert(channel);
        }
    }
    for (const auto& channel : channels)
    {
        channel->TraceConnectWithoutContext("Drop",
                                            MakeCallback(&PacketProbe::OnChannelDrop, this));
    }
}

void
PacketProbe::ConnectRoles(const ScenarioNetwork& network)
{
    for (const auto& mobile : network.mobiles)
    {
        ConnectRole(mobile.name, mobile.role);
    }
    for (const auto& router : network.mobileRouters)
    {
        m_reader.AddRouter(router.homeAddress);
        router.role->TraceConnectWithoutContext("Binding",
                                                MakeCallback(&PacketProbe::OnRouterBinding, this));
    }
    for (const auto& [name, homeAgent] : network.homeAgents)
    {
        ConnectRole(name, homeAgent);
    }
    for (const auto& [name, correspondent] : network.correspondents)
    {
        ConnectRole(name, correspondent);
    }
}

void
PacketProbe::ConnectRole(const std::string& name, const Ptr<Object>& role)
{
    role->TraceConnectWithoutContext("Drop",
                                     MakeCallback(&PacketProbe::OnRoleDrop, this, m_numbers[name]));
    role->TraceConnectWithoutContext("Binding", MakeCallback(&PacketProbe::OnBinding, this));
}

void
PacketProbe::OnDeparture(std::size_t flow,
                         Ptr<const Packet> packet,
                         const Address& /* from */,
                         const Address& /* to */,
                         const SeqTsSizeHeader& header)
{
    m_meter.HandleDeparture(
        Simulator::Now(),
        {flow, header.GetSeq(), static_cast<uint32_t>(header.GetSize()), packet->GetUid()});
}

void
PacketProbe::OnArrival(std::size_t flow,
                       Ptr<const Packet> /* packet */,
                       const Address& /* from */,
                       const Address& /* to */,
                       const SeqTsSizeHeader& header)
{
    m_meter.HandleArrival(Simulator::Now(), flow, header.GetSeq());
}

void
PacketProbe::OnHop(uint16_t node, Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t interface)
{
    if (!m_meter.IsFollowed(packet->GetUid()))
    {
        return;
    }
    // Entering a tunnel is no hop: the packet that contains this one follows.
    if (m_devices.count(PeekPointer(ipv6->GetNetDevice(interface))) == 0)
    {
        return;
    }
    m_meter.HandleHop({packet->GetUid(), node, packet->GetSize(), m_reader.Read(*packet)});
}

void
// NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
PacketProbe::OnLayerDrop(uint16_t node,
                         const Ipv6Header& /* header */,
                         Ptr<const Packet> packet,
                         Ipv6L3Protocol::DropReason reason,
                         Ptr<Ipv6> /* ipv6 */,
                         uint32_t /* interface */)
{
    m_meter.HandleLoss(Simulator::Now(), packet->GetUid(), node, GetReasonText(reason));
}

void
PacketProbe::OnRoleDrop(uint16_t node, Ptr<const Packet> packet, Mip6DropReason reason)
{
    m_meter.HandleLoss(Simulator::Now(), packet->GetUid(), node, GetName(reason));
}

void
PacketProbe::OnBinding(const Mip6BindingRecord& record)
{
    m_reader.AddBinding(record.homeAddress, record.careOfAddress);
}

void
PacketProbe::OnRouterBinding(const Mip6BindingRecord& record)
{
    // Its home address may have been found during the run.
    if (record.table == Mip6BindingTable::BINDING_UPDATE_LIST)
    {
        m_reader.AddRouter(record.homeAddress);
    }
}

void
// NOLINTNEXTLINE(performance-unnecessary-value-param): ns-3 binds arguments by exactly this type
PacketProbe::OnDeviceDrop(uint16_t node, std::string reason, Ptr<const Packet> packet)
{
    m_meter.HandleLoss(Simulator::Now(), packet->GetUid(), node, reason);
}

void
PacketProbe::OnChannelDrop(Ptr<const Packet> packet, Mip6AccessChannel::DropReason reason)
{
    m_meter.HandleLinkLoss(Simulator::Now(), packet->GetUid(), GetReasonText(reason));
}

} // namespace ns3::mip6

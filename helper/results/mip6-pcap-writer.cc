/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-pcap-writer.h"

#include "ns3/callback.h"
#include "ns3/channel.h"
#include "ns3/ethernet-header.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/ppp-header.h"
#include "ns3/simulator.h"

#include <ios>
#include <set>

namespace ns3::mip6
{

namespace
{

constexpr uint32_t LINK_TYPE_ETHERNET = 1;      //!< DLT_EN10MB
constexpr uint16_t ETHERNET_TYPE_IPV6 = 0x86dd; //!< of all packets of this module
constexpr uint16_t PPP_IPV6 = 0x0057;           //!< protocol number in PPP frames
constexpr int64_t NS_PER_SECOND = 1000000000;   //!< nanoseconds

/**
 * @param device one end of a point-to-point link
 * @return address of the other end
 */
Mac48Address
GetPeerAddress(const Ptr<PointToPointNetDevice>& device)
{
    const auto channel = device->GetChannel();
    const bool isFirst = channel->GetDevice(0) == device;
    return Mac48Address::ConvertFrom(channel->GetDevice(isFirst ? 1 : 0)->GetAddress());
}

} // namespace

std::optional<std::string>
PcapWriter::Open(const ScenarioNetwork& network, const std::string& directory)
{
    for (const auto& node : network.nodes)
    {
        const std::string path = directory + "/" + node.name + ".pcap";
        auto file = std::make_unique<PcapFile>();
        file->Open(path, std::ios::out | std::ios::binary | std::ios::trunc);
        if (file->Fail())
        {
            return "cannot write " + path;
        }
        file->Init(LINK_TYPE_ETHERNET,
                   PcapFile::SNAPLEN_DEFAULT,
                   PcapFile::ZONE_DEFAULT,
                   false,
                   true);
        m_captures[node.node->GetId()] = {path, std::move(file)};
    }
    Connect(network);
    return std::nullopt;
}

std::optional<std::string>
PcapWriter::Close()
{
    std::optional<std::string> problem;
    for (const auto& [node, capture] : m_captures)
    {
        capture.file->Close();
        if (capture.file->Fail() && !problem)
        {
            problem = "cannot write " + capture.path;
        }
    }
    m_captures.clear();
    return problem;
}

void
PcapWriter::Connect(const ScenarioNetwork& network)
{
    std::set<Ptr<Mip6AccessChannel>> channels;
    for (const auto& entry : network.devices)
    {
        if (const auto device = DynamicCast<PointToPointNetDevice>(entry.device))
        {
            ConnectPointToPoint(device);
        }
        else if (const auto channel = DynamicCast<Mip6AccessChannel>(entry.device->GetChannel()))
        {
            channels.insert(channel);
        }
    }
    for (const auto& channel : channels)
    {
        channel->TraceConnectWithoutContext("FrameSent",
                                            MakeCallback(&PcapWriter::OnAccessFrame, this));
        channel->TraceConnectWithoutContext("FrameReceived",
                                            MakeCallback(&PcapWriter::OnAccessFrame, this));
    }
}

void
PcapWriter::ConnectPointToPoint(const Ptr<PointToPointNetDevice>& device)
{
    const uint32_t node = device->GetNode()->GetId();
    const Mac48Address own = Mac48Address::ConvertFrom(device->GetAddress());
    const Mac48Address peer = GetPeerAddress(device);
    device->TraceConnectWithoutContext(
        "PhyTxBegin",
        MakeCallback(&PcapWriter::OnPointToPointFrame, this, node, own, peer));
    device->TraceConnectWithoutContext(
        "PhyRxEnd",
        MakeCallback(&PcapWriter::OnPointToPointFrame, this, node, peer, own));
}

void
PcapWriter::OnAccessFrame(Ptr<const Packet> packet,
                          Mac48Address from,
                          Mac48Address to,
                          Ptr<SimpleNetDevice> device)
{
    Write({device->GetNode()->GetId(), from, to}, packet);
}

void
PcapWriter::OnPointToPointFrame(uint32_t node,
                                Mac48Address from,
                                Mac48Address to,
                                Ptr<const Packet> packet)
{
    const Ptr<Packet> content = packet->Copy();
    PppHeader header;
    content->RemoveHeader(header);
    if (header.GetProtocol() == PPP_IPV6)
    {
        Write({node, from, to}, content);
    }
}

void
PcapWriter::Write(const Frame& frame, const Ptr<const Packet>& packet)
{
    const auto capture = m_captures.find(frame.node);
    if (capture == m_captures.end())
    {
        return;
    }
    EthernetHeader header(false);
    header.SetSource(frame.from);
    header.SetDestination(frame.to);
    header.SetLengthType(ETHERNET_TYPE_IPV6);
    const int64_t now = Simulator::Now().GetNanoSeconds();
    capture->second.file->Write(static_cast<uint32_t>(now / NS_PER_SECOND),
                                static_cast<uint32_t>(now % NS_PER_SECOND),
                                header,
                                packet);
}

} // namespace ns3::mip6

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node.h"

#include "mip6-mobility-protocol.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"

#include <utility>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MobileNode");

Mip6MobileNode::Mip6MobileNode() = default;
Mip6MobileNode::~Mip6MobileNode() = default;

void
Mip6MobileNode::Install(Ptr<Node> node, Ptr<NetDevice> device)
{
    NS_LOG_FUNCTION(this << node << device);
    const auto stack = Mip6Stack::Get(node);
    SetStack(stack);
    const int32_t interface = stack->GetIpv6()->GetInterfaceForDevice(device);
    NS_ABORT_MSG_IF(interface < 0, "Mip6MobileNode: the device has no IPv6 interface");
    m_device = device;
    m_interface = static_cast<uint32_t>(interface);
    m_icmpv6 = stack->GetIcmpv6(m_interface);
    // The stock solicitation of routers would repeat itself, since its answers end here.
    stack->GetIpv6()->GetIcmpv6()->SetAttributeFailSafe("RsMaxRetransmissionDuration",
                                                        TimeValue(TimeStep(1)));
    stack->GetVirtualDevice()->AdjustMtu();
    stack->AddRole(this);
}

void
Mip6MobileNode::DoInitialize()
{
    NS_LOG_FUNCTION(this);
    NS_ABORT_MSG_IF(!m_device, "Mip6MobileNode: Install was not called");
    NS_ABORT_MSG_IF(m_homeAddress.IsAny() || m_homeAgent.IsAny(),
                    "Mip6MobileNode: the attributes HomeAddress and HomeAgent must be set");
    BuildParts();
    m_icmpv6->SetEnforceHopLimit(m_requireHopLimit);
    m_icmpv6->AddHandler(mip6::ICMPV6_ROUTER_ADVERTISEMENT, [this](const Mip6Icmpv6Input& input) {
        return OnRouterAdvertisement(input);
    });
    // A host route of a redirect would stay behind on the old link.
    m_icmpv6->AddHandler(mip6::ICMPV6_REDIRECT, [](const Mip6Icmpv6Input&) { return true; });
    m_device->AddLinkChangeCallback(MakeCallback(&Mip6MobileNode::OnLinkChange, this));
    Apply(m_machine->HandleLinkUp(Simulator::Now()));
    Mip6Role::DoInitialize();
}

void
Mip6MobileNode::BuildParts()
{
    const auto random = [this] { return DrawBits(); };
    m_machine = std::make_unique<mip6::MobileNodeMachine>(MakeConfig(), random);
    Mip6AddressConfiguration::Listener listener;
    listener.tentative = [this](const Ipv6Address& address) {
        m_phaseTrace(Mip6HandoverPhase::ADDRESS_TENTATIVE, address);
    };
    listener.ready = [this](const Ipv6Address& address) {
        // Later in the same instant: the machine must not be entered from its own action.
        Simulator::ScheduleNow([this, address] {
            Apply(m_machine->HandleCareOfAddressReady(Simulator::Now(), address));
        });
    };
    listener.lost = [this](const Ipv6Address& address) {
        Apply(m_machine->HandleCareOfAddressLost(Simulator::Now(), address));
    };
    m_configuration =
        std::make_unique<Mip6AddressConfiguration>(GetStack(), m_interface, random, listener);
    m_configuration->SetDadMode(m_dadMode);
}

void
Mip6MobileNode::DoDispose()
{
    m_queue.clear();
    m_configuration.reset();
    m_machine.reset();
    m_icmpv6 = nullptr;
    m_device = nullptr;
    Mip6Role::DoDispose();
}

Mip6MobileNodeState
Mip6MobileNode::GetState() const
{
    return m_machine ? m_machine->GetState() : Mip6MobileNodeState::DETACHED;
}

Ipv6Address
Mip6MobileNode::GetHomeAddress() const
{
    return m_homeAddress;
}

std::optional<Ipv6Address>
Mip6MobileNode::GetCareOfAddress() const
{
    return m_configuration ? m_configuration->GetCareOfAddress() : std::nullopt;
}

std::size_t
Mip6MobileNode::GetBindingUpdateListSize() const
{
    return m_machine ? m_machine->GetBindingUpdateList().GetSize() : 0;
}

std::size_t
Mip6MobileNode::GetQueueSize() const
{
    return m_queue.size();
}

// ----- inputs

void
Mip6MobileNode::OnLinkChange()
{
    if (m_machine && m_device->IsLinkUp())
    {
        Apply(m_machine->HandleLinkUp(Simulator::Now()));
    }
}

bool
Mip6MobileNode::OnRouterAdvertisement(const Mip6Icmpv6Input& input)
{
    auto decoded = mip6::DecodeRouterAdvertisement(input.message.data(), input.message.size());
    // RFC 4861 section 6.1.2: from a link-local address.
    if (!decoded || !input.header.GetSource().IsLinkLocal())
    {
        return true;
    }
    Apply(m_machine->HandleRouterAdvertisement(
        Simulator::Now(),
        {input.header.GetSource(), std::move(*decoded.value)}));
    return true;
}

bool
Mip6MobileNode::HandleMessage(const Mip6ReceivedMessage& received)
{
    const auto* message = std::get_if<mip6::BindingAcknowledgement>(&received.message);
    if (!message || !m_machine)
    {
        return false;
    }
    TraceSignalling(Mip6MobilityProtocol::MakeRecord(received));
    Apply(
        m_machine->HandleBindingAcknowledgement(Simulator::Now(),
                                                {received.source, received.destination, *message}),
        received.packet);
    return true;
}

std::optional<Time>
Mip6MobileNode::GetNextDeadline() const
{
    return m_machine->GetNextDeadline();
}

void
Mip6MobileNode::HandleDeadline()
{
    Apply(m_machine->HandleDeadline(Simulator::Now()));
}

// ----- data path

std::optional<Ipv6Address>
Mip6MobileNode::SteerOutput(const Mip6RouteRequest& request) const
{
    // A socket that is bound to a physical device means that device.
    if (m_place != mip6::HomeAddressPlace::TUNNEL || request.isDeviceChosen ||
        request.destination.IsMulticast() || request.destination.IsLinkLocal())
    {
        return std::nullopt;
    }
    // RFC 6275 section 11.3.1: the home address is the default source of a node away from home.
    if (request.source == m_homeAddress || request.source.IsAny())
    {
        return m_homeAddress;
    }
    return std::nullopt;
}

Mip6TunnelVerdict
Mip6MobileNode::ChooseWay(const Ptr<Packet>& packet, const Ipv6Header& inner, Mip6Way& way)
{
    // At home only a binding of the peer leads packets here, which need no tunnel of ours.
    if (inner.GetSource() != m_homeAddress || m_place != mip6::HomeAddressPlace::TUNNEL)
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    if (m_tunnel)
    {
        way.tunnel = m_tunnel;
        return Mip6TunnelVerdict::SEND;
    }
    Enqueue(packet);
    return Mip6TunnelVerdict::TAKEN;
}

void
Mip6MobileNode::Enqueue(const Ptr<Packet>& packet)
{
    if (m_queue.size() < m_queueLimit)
    {
        m_queue.push_back(packet->Copy());
        return;
    }
    ReportDrop(packet,
               m_queueLimit == 0 ? Mip6DropReason::QUEUE_DISABLED : Mip6DropReason::QUEUE_FULL);
}

std::optional<Mip6DropReason>
Mip6MobileNode::CheckTunnelled(const Ipv6Header& outer, const Ipv6Header& inner) const
{
    // RFC 6275 section 11.3.3: only the home agent tunnels to us, and only for the home address.
    if (outer.GetSource() != m_homeAgent || outer.GetDestination() != GetCareOfAddress())
    {
        return Mip6DropReason::TUNNEL_SOURCE;
    }
    if (inner.GetDestination() != m_homeAddress)
    {
        return Mip6DropReason::TUNNEL_INNER_ADDRESS;
    }
    return std::nullopt;
}

bool
Mip6MobileNode::IsHomeAddress(const Ipv6Address& address) const
{
    return address == m_homeAddress;
}

void
Mip6MobileNode::HandleTunnelTooBig(const Ipv6Address& remote, uint32_t mtu)
{
    if (remote == m_homeAgent)
    {
        GetStack()->GetVirtualDevice()->LimitTunnelMtu(mtu);
    }
}

// ----- actions

void
Mip6MobileNode::Perform(const mip6::Action& action)
{
    std::visit(
        [this](const auto& value) {
            using Kind = std::decay_t<decltype(value)>;
            constexpr bool ours = !std::is_same_v<Kind, mip6::SendMessage> &&
                                  !std::is_same_v<Kind, mip6::ReportBinding> &&
                                  !std::is_same_v<Kind, mip6::ReportDrop> &&
                                  !std::is_same_v<Kind, mip6::OpenDirectPath> &&
                                  !std::is_same_v<Kind, mip6::CloseDirectPath> &&
                                  !std::is_same_v<Kind, mip6::StartDad> &&
                                  !std::is_same_v<Kind, mip6::DefendAddress> &&
                                  !std::is_same_v<Kind, mip6::ReleaseAddress>;
            if constexpr (ours)
            {
                Do(value);
            }
        },
        action);
}

void
Mip6MobileNode::Do(const mip6::OpenTunnel& action)
{
    m_tunnel = Mip6TunnelEnds{action.local, action.remote};
    std::deque<Ptr<Packet>> waiting;
    waiting.swap(m_queue);
    for (const auto& packet : waiting)
    {
        GetStack()->GetVirtualDevice()->SendThroughTunnel(packet, *m_tunnel);
    }
}

void
Mip6MobileNode::Do(const mip6::CloseTunnel&)
{
    m_tunnel.reset();
}

void
Mip6MobileNode::Do(const mip6::SolicitRouter&)
{
    const Ipv6Address source = GetUsableLinkLocal();
    mip6::RouterSolicitation solicitation;
    // RFC 4861 section 4.1: our link-layer address, unless the source is unspecified.
    if (!source.IsAny())
    {
        solicitation.options.emplace_back(
            mip6::SourceLinkLayerAddress{m_icmpv6->GetLinkLayerAddress()});
    }
    Mip6SignallingRecord record;
    record.message = "Router Solicitation";
    record.source = source;
    record.destination = Ipv6Address::GetAllRoutersMulticast();
    record.octets = m_icmpv6->SendNd(solicitation, source, record.destination);
    TraceSignalling(record);
    m_phaseTrace(Mip6HandoverPhase::SOLICITED, source);
}

Ipv6Address
Mip6MobileNode::GetUsableLinkLocal() const
{
    const auto interface = GetStack()->GetIpv6()->GetInterface(m_interface);
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const Ipv6InterfaceAddress entry = interface->GetAddress(i);
        if (entry.GetAddress().IsLinkLocal() && entry.GetState() == Ipv6InterfaceAddress::PREFERRED)
        {
            return entry.GetAddress();
        }
    }
    return Ipv6Address::GetAny();
}

void
Mip6MobileNode::Do(const mip6::ConfigureLink& action)
{
    m_configuration->Configure(action.attachment);
}

void
Mip6MobileNode::Do(const mip6::LeaveLink&)
{
    m_configuration->Leave();
}

void
Mip6MobileNode::Do(const mip6::PlaceHomeAddress& action)
{
    if (m_place == action.place)
    {
        return;
    }
    m_place = action.place;
    auto ipv6 = GetStack()->GetIpv6();
    const uint32_t tunnel = GetStack()->GetVirtualDevice()->GetInterface();
    if (action.place == mip6::HomeAddressPlace::LINK)
    {
        ipv6->RemoveAddress(tunnel, m_homeAddress);
        m_configuration->AddHomeAddress(m_homeAddress, m_homePrefixLength, action.detectDuplicates);
        return;
    }
    m_configuration->RemoveHomeAddress(m_homeAddress);
    // A host prefix without a route: the home subnet is not on-link here.
    ipv6->AddAddress(tunnel, Ipv6InterfaceAddress(m_homeAddress, Ipv6Prefix(128)), false);
}

void
Mip6MobileNode::Do(const mip6::ReleaseHeldPackets&)
{
    m_tunnel.reset();
    std::deque<Ptr<Packet>> waiting;
    waiting.swap(m_queue);
    for (const auto& packet : waiting)
    {
        Ipv6Header header;
        packet->RemoveHeader(header);
        SocketIpv6HopLimitTag hopLimit;
        hopLimit.SetHopLimit(header.GetHopLimit());
        packet->AddPacketTag(hopLimit);
        GetStack()->GetIpv6()->Send(packet,
                                    header.GetSource(),
                                    header.GetDestination(),
                                    header.GetNextHeader(),
                                    nullptr);
    }
}

void
Mip6MobileNode::Do(const mip6::AnnounceHomeAddress&)
{
    // RFC 6275 section 11.5.5: to all nodes, S clear, O set.
    mip6::NeighborAdvertisement announcement;
    announcement.override = true;
    announcement.target = m_homeAddress;
    announcement.options.emplace_back(
        mip6::TargetLinkLayerAddress{m_icmpv6->GetLinkLayerAddress()});
    m_icmpv6->SendNd(announcement, m_homeAddress, Ipv6Address::GetAllNodesMulticast());
}

void
Mip6MobileNode::Do(const mip6::ReportPhase& action)
{
    NS_LOG_INFO(GetName(action.phase) << " " << action.address);
    m_phaseTrace(action.phase, action.address);
}

void
Mip6MobileNode::Do(const mip6::ReportState& action)
{
    NS_LOG_INFO(GetName(action.before) << " -> " << GetName(action.after));
    m_stateTrace(action.before, action.after);
}

} // namespace ns3

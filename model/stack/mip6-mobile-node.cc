/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node.h"

#include "mip6-extension-headers.h"
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

#include <array>
#include <utility>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MobileNode");

namespace
{

/**
 * @param packet from its IPv6 header on
 * @param header of the packet
 * @return whether it tells that applications talk to each other
 */
bool
IsTraffic(const Ptr<const Packet>& packet, const Ipv6Header& header)
{
    if (header.GetNextHeader() != mip6::NEXT_HEADER_ICMPV6)
    {
        // RFC 6275 section 11.7.2: return routability is no reason for return routability.
        return !IsSignalling(*packet, header.GetNextHeader());
    }
    // RFC 6275 section 11.3.5: nor is an error.
    std::array<uint8_t, IPV6_HEADER_OCTETS + 1> octets{};
    const uint32_t size = packet->CopyData(octets.data(), octets.size());
    return size == octets.size() && octets.back() >= mip6::ICMPV6_FIRST_INFORMATIONAL;
}

} // namespace

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
    // About what the home address has sent, and about what the care-of address has.
    GetStack()->AddIcmpv6Handler(mip6::ICMPV6_PARAMETER_PROBLEM,
                                 [this](const Mip6Icmpv6Input& input) {
                                     OnIcmpv6Error(input);
                                     return false; // the stock stack tells the sockets
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
    m_machine = std::make_unique<mip6::MobileNodeMachine>(
        MakeConfig(),
        random,
        [this](const Ipv6Address& peer) { return m_paths.GetLastUse(peer); });
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
    m_paths.Clear();
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

std::size_t
Mip6MobileNode::GetDirectPathCount() const
{
    return m_paths.GetSize();
}

bool
Mip6MobileNode::BindToCareOfAddress(const Ptr<Socket>& socket) const
{
    const bool isUsable = GetState() == Mip6MobileNodeState::REGISTERING ||
                          GetState() == Mip6MobileNodeState::REGISTERED;
    const auto careOfAddress = GetCareOfAddress();
    return isUsable && careOfAddress && socket->Bind(Inet6SocketAddress(*careOfAddress, 0)) == 0;
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

std::optional<mip6::Actions>
Mip6MobileNode::HandleMobilityMessage(const Mip6ReceivedMessage& received)
{
    const Time now = Simulator::Now();
    const mip6::MessagePath path{received.source,
                                 received.destination,
                                 received.isTunnelled,
                                 received.hasType2Routing};
    if (const auto* message = std::get_if<mip6::BindingAcknowledgement>(&received.message))
    {
        return m_machine->HandleBindingAcknowledgement(
            now,
            {received.source, received.destination, *message, received.CopyMobilityHeader()});
    }
    if (const auto* message = std::get_if<mip6::HomeTest>(&received.message))
    {
        return m_machine->HandleHomeTest(now, path, *message);
    }
    if (const auto* message = std::get_if<mip6::CareOfTest>(&received.message))
    {
        return m_machine->HandleCareOfTest(now, path, *message);
    }
    if (const auto* message = std::get_if<mip6::BindingError>(&received.message))
    {
        return m_machine->HandleBindingError(now, path, *message);
    }
    if (std::holds_alternative<mip6::BindingRefreshRequest>(received.message))
    {
        return m_machine->HandleRefreshRequest(now, path);
    }
    return std::nullopt;
}

bool
Mip6MobileNode::HandleMessage(const Mip6ReceivedMessage& received)
{
    const auto actions = m_machine ? HandleMobilityMessage(received) : std::nullopt;
    if (!actions)
    {
        return false;
    }
    TraceSignalling(Mip6MobilityProtocol::MakeRecord(received));
    Apply(*actions, received.packet);
    return true;
}

void
Mip6MobileNode::OnIcmpv6Error(const Mip6Icmpv6Input& input)
{
    if (const auto error = mip6::DecodeIcmpv6Error(input.message.data(), input.message.size()))
    {
        Apply(m_machine->HandleIcmpv6Error(Simulator::Now(), input.header.GetSource(), *error));
    }
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
    const Mip6DirectPath* path =
        way.isTunnelOnly ? nullptr : m_paths.Touch(inner.GetDestination(), Simulator::Now());
    if (path)
    {
        way.careOfSource = path->local;
        return Mip6TunnelVerdict::SEND;
    }
    // This node is the home agent of the destination: the tunnel home would lead back here.
    if (GetStack()->HasHomeRegistration(inner.GetDestination()))
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    if (!m_tunnel)
    {
        Enqueue(packet);
        return Mip6TunnelVerdict::TAKEN;
    }
    way.tunnel = m_tunnel;
    NoteTunnelled(packet, inner, inner.GetDestination());
    return Mip6TunnelVerdict::SEND;
}

void
Mip6MobileNode::HandleTunnelled(const Ptr<const Packet>& packet, const Ipv6Header& inner)
{
    Ipv6Address peer = inner.GetSource();
    if (inner.GetNextHeader() == mip6::NEXT_HEADER_DESTINATION_OPTIONS)
    {
        // RFC 6275 section 11.7.2: a mobile peer is known by its Home Address option.
        const auto headers = PeekHeaders(*packet);
        peer = headers ? headers->optionHomeAddress.value_or(peer) : peer;
    }
    NoteTunnelled(packet, inner, peer);
}

void
Mip6MobileNode::NoteTunnelled(const Ptr<const Packet>& packet,
                              const Ipv6Header& header,
                              const Ipv6Address& peer)
{
    if (!IsTraffic(packet, header) || !m_machine->NoteTunnelled(Simulator::Now(), peer))
    {
        return;
    }
    // Later in the same instant: the packet at hand is still on its way through this node.
    Simulator::ScheduleNow(
        [this, peer] { Apply(m_machine->HandleCorrespondent(Simulator::Now(), peer)); });
}

void
Mip6MobileNode::NoteDirectPacket(const Ipv6Address& peer)
{
    m_paths.Touch(peer, Simulator::Now());
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

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node.h"

#include "mip6-extension-headers.h"
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
    // A group has no care-of address, and who sends to it does not talk to this node.
    if (header.GetDestination().IsMulticast())
    {
        return false;
    }
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
    m_multicast = std::make_unique<Mip6MulticastMember>(*this, stack, m_interface, [this] {
        return DrawBits();
    });
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
    NS_ABORT_MSG_IF(m_homeAddress.IsAny() && !m_homePrefix.IsAny() && m_homePrefixLength != 64,
                    "Mip6MobileNode: with HomePrefix the attribute HomePrefixLength must be 64");
    BuildParts();
    AddHandlers();
    m_multicast->SetMembership(m_multicastMembership);
    m_multicast->Prefer(m_preferred);
    Apply(m_machine->HandleLinkUp(Simulator::Now()));
    Mip6Role::DoInitialize();
}

void
Mip6MobileNode::BuildParts()
{
    const auto random = [this] { return DrawBits(); };
    const auto flowUse = [this](const mip6::FlowAddresses& ends) {
        const Home* home = FindHome(ends.homeAddress);
        return home ? home->paths.GetLastUse(ends.peer) : std::nullopt;
    };
    const mip6::MobileNodeConfig config = MakeConfig();
    m_preferred = config.homeAddress;
    m_machine = std::make_unique<mip6::MobileNodeMachine>(config, random, flowUse);
    Use(m_interface);
}

std::unique_ptr<Mip6AddressConfiguration>
Mip6MobileNode::MakeConfiguration()
{
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
    auto configuration = std::make_unique<Mip6AddressConfiguration>(
        GetStack(),
        m_interface,
        [this] { return DrawBits(); },
        listener);
    configuration->SetDadMode(m_dadMode);
    if (m_addressConfiguration == STATEFUL)
    {
        configuration->UseServers();
    }
    return configuration;
}

void
Mip6MobileNode::DoDispose()
{
    m_homes.clear();
    m_multicast.reset();
    m_configuration = nullptr;
    m_configurations.clear();
    m_machine.reset();
    m_icmpv6 = nullptr;
    m_device = nullptr;
    Mip6Role::DoDispose();
}

void
Mip6MobileNode::SetMovementPolicy(mip6::MovementPolicy policy)
{
    NS_ABORT_MSG_IF(m_machine, "Mip6MobileNode: SetMovementPolicy after the start");
    m_policy = std::move(policy);
}

Mip6MobileNodeState
Mip6MobileNode::GetState() const
{
    return m_machine ? m_machine->GetState() : Mip6MobileNodeState::DETACHED;
}

Ipv6Address
Mip6MobileNode::GetHomeAddress() const
{
    return m_machine ? m_preferred : m_homeAddress;
}

std::vector<Ipv6Address>
Mip6MobileNode::GetHomeAddresses() const
{
    std::vector<Ipv6Address> addresses;
    if (m_machine)
    {
        for (const auto& home : m_machine->GetHomeAddresses().GetAll())
        {
            addresses.push_back(home->GetHomeAddress());
        }
    }
    return addresses;
}

std::optional<Ipv6Address>
Mip6MobileNode::GetHomeAgent(const Ipv6Address& homeAddress) const
{
    const auto* home = m_machine ? m_machine->GetHomeAddresses().Find(homeAddress) : nullptr;
    return home ? home->GetHomeAgent() : std::nullopt;
}

std::optional<Ipv6Address>
Mip6MobileNode::GetCareOfAddress() const
{
    return m_configuration ? m_configuration->GetCareOfAddress() : std::nullopt;
}

std::size_t
Mip6MobileNode::GetBindingUpdateListSize() const
{
    return m_machine ? m_machine->GetBindingUpdateListSize() : 0;
}

std::size_t
Mip6MobileNode::GetQueueSize() const
{
    std::size_t packets = 0;
    for (const auto& home : m_homes)
    {
        packets += home->queue.size();
    }
    return packets;
}

std::size_t
Mip6MobileNode::GetDirectPathCount() const
{
    std::size_t paths = 0;
    for (const auto& home : m_homes)
    {
        paths += home->paths.GetSize();
    }
    return paths;
}

bool
Mip6MobileNode::BindToCareOfAddress(const Ptr<Socket>& socket) const
{
    const bool isUsable = GetState() == Mip6MobileNodeState::REGISTERING ||
                          GetState() == Mip6MobileNodeState::REGISTERED;
    const auto careOfAddress = GetCareOfAddress();
    return isUsable && careOfAddress && socket->Bind(Inet6SocketAddress(*careOfAddress, 0)) == 0;
}

std::optional<Time>
Mip6MobileNode::GetNextDeadline() const
{
    return m_machine ? m_machine->GetNextDeadline() : std::nullopt;
}

void
Mip6MobileNode::HandleDeadline()
{
    Apply(m_machine->HandleDeadline(Simulator::Now()));
}

mip6::MobileNodeMachine*
Mip6MobileNode::GetMachine() const
{
    return m_machine.get();
}

mip6::RegistrationExtension*
Mip6MobileNode::GetExtension()
{
    return nullptr;
}

// ----- data path

Mip6MobileNode::Home*
Mip6MobileNode::FindHome(const Ipv6Address& address) const
{
    for (const auto& home : m_homes)
    {
        if (home->address == address)
        {
            return home.get();
        }
    }
    return nullptr;
}

Mip6MobileNode::Home&
Mip6MobileNode::GetHome(const Ipv6Address& address)
{
    if (Home* home = FindHome(address))
    {
        return *home;
    }
    m_homes.push_back(std::make_unique<Home>());
    m_homes.back()->address = address;
    return *m_homes.back();
}

bool
Mip6MobileNode::IsAway(const Ipv6Address& homeAddress) const
{
    const Home* home = FindHome(homeAddress);
    return home && home->IsAway();
}

std::optional<Mip6TunnelEnds>
Mip6MobileNode::FindTunnel(const Ipv6Address& homeAddress) const
{
    const Home* home = FindHome(homeAddress);
    return home ? home->tunnel : std::nullopt;
}

void
Mip6MobileNode::Hold(const Ipv6Address& homeAddress, const Ptr<Packet>& packet)
{
    Enqueue(GetHome(homeAddress), packet);
}

std::optional<Ipv6Address>
Mip6MobileNode::SteerOutput(const Mip6RouteRequest& request) const
{
    // A socket that is bound to a physical device means that device.
    if (request.isDeviceChosen || request.destination.IsLinkLocal() ||
        (request.destination.IsMulticast() && !m_multicast->IsTunnelled(request)))
    {
        return std::nullopt;
    }
    // RFC 6275 section 11.3.1: the home address is the default source of a node away from home.
    const Home* home = FindHome(request.source.IsAny() ? m_preferred : request.source);
    return home && home->IsAway() ? std::optional(home->address) : std::nullopt;
}

std::optional<Ipv6Address>
Mip6MobileNode::ImproveSource(const Ipv6Address& source) const
{
    const Home* preferred = source == m_preferred ? nullptr : FindHome(m_preferred);
    const bool isHome = preferred && preferred->place == mip6::HomeAddressPlace::LINK;
    return isHome && FindHome(source) ? std::optional(m_preferred) : std::nullopt;
}

Mip6TunnelVerdict
Mip6MobileNode::ChooseWay(const Ptr<Packet>& packet, const Ipv6Header& inner, Mip6Way& way)
{
    // At home only a binding of the peer leads packets here, which need no tunnel of ours.
    Home* home = FindHome(inner.GetSource());
    if (!home || !home->IsAway())
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    const Mip6DirectPath* path =
        way.isTunnelOnly ? nullptr : home->paths.Touch(inner.GetDestination(), Simulator::Now());
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
    if (!home->tunnel)
    {
        Enqueue(*home, packet);
        return Mip6TunnelVerdict::TAKEN;
    }
    way.tunnel = home->tunnel;
    NoteTunnelled(packet, inner, {home->address, inner.GetDestination()});
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
    NoteTunnelled(packet, inner, {inner.GetDestination(), peer});
}

void
Mip6MobileNode::NoteTunnelled(const Ptr<const Packet>& packet,
                              const Ipv6Header& header,
                              const mip6::FlowAddresses& ends)
{
    if (!IsTraffic(packet, header) || !m_machine->NoteTunnelled(Simulator::Now(), ends))
    {
        return;
    }
    // Later in the same instant: the packet at hand is still on its way through this node.
    Simulator::ScheduleNow(
        [this, ends] { Apply(m_machine->HandleCorrespondent(Simulator::Now(), ends)); });
}

void
Mip6MobileNode::NoteDirectPacket(const Ipv6Address& homeAddress, const Ipv6Address& peer)
{
    if (Home* home = FindHome(homeAddress))
    {
        home->paths.Touch(peer, Simulator::Now());
    }
}

void
Mip6MobileNode::Enqueue(Home& home, const Ptr<Packet>& packet)
{
    if (home.queue.size() < m_queueLimit)
    {
        home.queue.push_back(packet->Copy());
        return;
    }
    ReportDrop(packet,
               m_queueLimit == 0 ? Mip6DropReason::QUEUE_DISABLED : Mip6DropReason::QUEUE_FULL);
}

std::optional<Mip6DropReason>
Mip6MobileNode::CheckTunnelled(const Ipv6Header& outer, const Ipv6Header& inner) const
{
    if (inner.GetDestination().IsMulticast())
    {
        return CheckMulticast(outer, inner);
    }
    // RFC 6275 section 11.3.3: only the home agent tunnels to us, and only for the home address.
    const auto homeAgent = GetHomeAgent(inner.GetDestination());
    if (!homeAgent)
    {
        return outer.GetSource() == GetHomeAgent(m_preferred) ? Mip6DropReason::TUNNEL_INNER_ADDRESS
                                                              : Mip6DropReason::TUNNEL_SOURCE;
    }
    if (outer.GetSource() != *homeAgent || outer.GetDestination() != GetCareOfAddress())
    {
        return Mip6DropReason::TUNNEL_SOURCE;
    }
    return std::nullopt;
}

bool
Mip6MobileNode::IsHomeAddress(const Ipv6Address& address) const
{
    return FindHome(address) != nullptr;
}

void
Mip6MobileNode::HandleTunnelTooBig(const Ipv6Address& remote, uint32_t mtu)
{
    for (const auto& home : m_homes)
    {
        if (home->tunnel && home->tunnel->remote == remote)
        {
            GetStack()->GetVirtualDevice()->LimitTunnelMtu(mtu);
        }
    }
}

} // namespace ns3

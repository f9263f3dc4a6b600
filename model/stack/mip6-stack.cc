/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-stack.h"

#include "mip6-destination-extension.h"
#include "mip6-icmpv6-interface.h"
#include "mip6-link-prefix-table.h"
#include "mip6-mobility-protocol.h"
#include "mip6-role.h"
#include "mip6-routing-extension.h"
#include "mip6-routing.h"
#include "mip6-tunnel-protocol.h"
#include "mip6-virtual-device.h"

#include "ns3/integer.h"
#include "ns3/ipv6-extension-demux.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/loopback-net-device.h"
#include "ns3/mip6-numbers.h"
#include "ns3/nstime.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6Stack");
NS_OBJECT_ENSURE_REGISTERED(Mip6Stack);

namespace
{

/// Value of the attribute TunnelEncapsulationLimit for no option.
constexpr int16_t NO_ENCAPSULATION_LIMIT = -1;
/// Deepest nesting that the attribute MaxTunnelDepth allows.
constexpr std::size_t DEEPEST_NESTING = 64;

} // namespace

TypeId
Mip6Stack::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::Mip6Stack")
            .SetParent<Object>()
            .SetGroupName("Mip6")
            .AddConstructor<Mip6Stack>()
            .AddAttribute("ErrorBurst",
                          "Binding Errors and Parameter Problems that the node may "
                          "send at once; 0 sends none.",
                          UintegerValue(mip6::ERROR_BURST),
                          MakeUintegerAccessor(&Mip6Stack::m_errorBurst),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("ErrorInterval",
                          "Time after which the node may send one such error more; "
                          "0 sends no more than ErrorBurst in all.",
                          TimeValue(mip6::ERROR_INTERVAL),
                          MakeTimeAccessor(&Mip6Stack::m_errorInterval),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("TunnelEncapsulationLimit",
                          "How many tunnels more a packet may enter behind one of "
                          "this node, 0 to 255, told in a Tunnel Encapsulation "
                          "Limit option of 8 octets (RFC 2473 section 6.6); -1: "
                          "packets that bring no option get none.",
                          IntegerValue(NO_ENCAPSULATION_LIMIT),
                          MakeIntegerAccessor(&Mip6Stack::SetEncapsulationLimit,
                                              &Mip6Stack::GetEncapsulationLimit),
                          MakeIntegerChecker<int16_t>(NO_ENCAPSULATION_LIMIT, UINT8_MAX))
            .AddAttribute(
                "MaxTunnelDepth",
                "Tunnels that a packet may be in, one in the other; it "
                "does not enter one more, with or without the option.",
                UintegerValue(mip6::MAX_TUNNEL_DEPTH),
                MakeUintegerAccessor(&Mip6Stack::SetMaxTunnelDepth, &Mip6Stack::GetMaxTunnelDepth),
                MakeUintegerChecker<uint32_t>(1, DEEPEST_NESTING))
            .AddTraceSource("Drop",
                            "A packet that no role was asked about was discarded; "
                            "the first role traces it as well.",
                            MakeTraceSourceAccessor(&Mip6Stack::m_dropTrace),
                            "ns3::Mip6Stack::DropTracedCallback");
    return tid;
}

Mip6Stack::Mip6Stack() = default;
Mip6Stack::~Mip6Stack() = default;

Ptr<Mip6Stack>
Mip6Stack::Get(Ptr<Node> node)
{
    auto stack = node->GetObject<Mip6Stack>();
    if (!stack)
    {
        stack = CreateObject<Mip6Stack>();
        stack->Install(node);
        node->AggregateObject(stack);
    }
    return stack;
}

void
Mip6Stack::Install(Ptr<Node> node)
{
    NS_LOG_FUNCTION(this << node);
    m_node = node;
    m_ipv6 = node->GetObject<Ipv6L3Protocol>();
    NS_ABORT_MSG_IF(!m_ipv6 || !m_ipv6->GetRoutingProtocol(),
                    "Mobile IPv6 needs an internet stack with IPv6 on node "
                        << node->GetId() << "; install InternetStackHelper first");
    m_device = CreateObject<Mip6VirtualDevice>();
    m_device->Install(this, node);

    m_routing = CreateObject<Mip6Routing>();
    m_routing->Install(this, m_ipv6->GetRoutingProtocol());
    m_ipv6->SetRoutingProtocol(m_routing);

    m_mobility = CreateObject<Mip6MobilityProtocol>();
    m_mobility->Install(this);
    m_ipv6->Insert(m_mobility);
    auto tunnel = CreateObject<Mip6TunnelProtocol>();
    tunnel->Install(this);
    m_ipv6->Insert(tunnel);
    InstallExtensions();
    m_errorSender.emplace(this, mip6::ErrorLimits{m_errorBurst, m_errorInterval});
    m_ipv6->TraceConnectWithoutContext(
        "Rx",
        MakeCallback(&Mip6ErrorSender::HandleArrival, &*m_errorSender));
}

void
Mip6Stack::InstallExtensions()
{
    auto demux = m_node->GetObject<Ipv6ExtensionDemux>();
    auto destination = CreateObject<Mip6DestinationExtension>();
    destination->Install(this);
    auto routing = CreateObject<Mip6RoutingExtension>();
    routing->Install(this);
    // The demultiplexer finds the first of a number, so the stock one has to go.
    demux->Remove(demux->GetExtension(destination->GetExtensionNumber()));
    demux->Insert(destination);
    demux->Remove(demux->GetExtension(routing->GetExtensionNumber()));
    demux->Insert(routing);
}

void
Mip6Stack::DoInitialize()
{
    for (uint32_t i = 0; i < m_ipv6->GetNInterfaces(); ++i)
    {
        const auto device = m_ipv6->GetNetDevice(i);
        if (device != m_device && !DynamicCast<LoopbackNetDevice>(device))
        {
            GetIcmpv6(i);
        }
    }
    for (const uint8_t type : {mip6::ICMPV6_DESTINATION_UNREACHABLE,
                               mip6::ICMPV6_PACKET_TOO_BIG,
                               mip6::ICMPV6_TIME_EXCEEDED,
                               mip6::ICMPV6_PARAMETER_PROBLEM})
    {
        AddIcmpv6Handler(type, [this](const Mip6Icmpv6Input& input) {
            m_errorSender->RelayTunnelError(input);
            return false; // the stock stack remembers path MTUs
        });
    }
    Object::DoInitialize();
}

void
Mip6Stack::DoDispose()
{
    if (m_errorSender)
    {
        m_ipv6->TraceDisconnectWithoutContext(
            "Rx",
            MakeCallback(&Mip6ErrorSender::HandleArrival, &*m_errorSender));
        m_errorSender.reset();
    }
    m_roles.clear();
    m_icmpv6.clear();
    m_linkPrefixes.clear();
    m_mobility = nullptr;
    m_routing = nullptr;
    m_device = nullptr;
    m_ipv6 = nullptr;
    m_node = nullptr;
    Object::DoDispose();
}

void
Mip6Stack::AddRole(Ptr<Mip6Role> role)
{
    const auto isLast = [](const Ptr<Mip6Role>& other) { return other->IsAskedLast(); };
    const auto place =
        role->IsAskedLast() ? m_roles.end() : std::find_if(m_roles.begin(), m_roles.end(), isLast);
    m_roles.insert(place, role);
}

const std::vector<Ptr<Mip6Role>>&
Mip6Stack::GetRoles() const
{
    return m_roles;
}

Ptr<Node>
Mip6Stack::GetNode() const
{
    return m_node;
}

Ptr<Ipv6L3Protocol>
Mip6Stack::GetIpv6() const
{
    return m_ipv6;
}

Ptr<Mip6VirtualDevice>
Mip6Stack::GetVirtualDevice() const
{
    return m_device;
}

Ptr<Mip6Routing>
Mip6Stack::GetRouting() const
{
    return m_routing;
}

Ptr<Mip6MobilityProtocol>
Mip6Stack::GetMobilityProtocol() const
{
    return m_mobility;
}

const mip6::EncapsulationLimits&
Mip6Stack::GetEncapsulationLimits() const
{
    return m_encapsulationLimits;
}

void
Mip6Stack::SetEncapsulationLimit(int16_t limit)
{
    m_encapsulationLimits.option =
        limit < 0 ? std::nullopt : std::optional(static_cast<uint8_t>(limit));
    if (m_device)
    {
        m_device->AdjustMtu();
    }
}

int16_t
Mip6Stack::GetEncapsulationLimit() const
{
    return m_encapsulationLimits.option.value_or(NO_ENCAPSULATION_LIMIT);
}

void
Mip6Stack::SetMaxTunnelDepth(uint32_t depth)
{
    m_encapsulationLimits.maxDepth = depth;
}

uint32_t
Mip6Stack::GetMaxTunnelDepth() const
{
    return static_cast<uint32_t>(m_encapsulationLimits.maxDepth);
}

Mip6ErrorSender&
Mip6Stack::GetErrorSender()
{
    return *m_errorSender;
}

bool
Mip6Stack::Reinject(const Ptr<Packet>& packet, const Ipv6Address& address)
{
    const int32_t interface = m_ipv6->GetInterfaceForAddress(address);
    if (interface < 0)
    {
        return false;
    }
    const auto device = m_ipv6->GetNetDevice(static_cast<uint32_t>(interface));
    const Mip6ErrorSender::Reinjection scope(*m_errorSender);
    m_ipv6->Receive(device,
                    packet,
                    Ipv6L3Protocol::PROT_NUMBER,
                    device->GetAddress(),
                    device->GetAddress(),
                    NetDevice::PACKET_HOST);
    return true;
}

Mip6WireAddressTag
Mip6Stack::TakeWireAddresses(const Ptr<Packet>& packet) const
{
    Mip6WireAddressTag tag;
    if (packet->RemovePacketTag(tag) && !m_errorSender->IsReinjecting())
    {
        return Mip6WireAddressTag();
    }
    return tag;
}

Ptr<Mip6Icmpv6Interface>
Mip6Stack::GetIcmpv6(uint32_t interface)
{
    auto& icmpv6 = m_icmpv6[interface];
    if (!icmpv6)
    {
        icmpv6 = CreateObject<Mip6Icmpv6Interface>();
        icmpv6->Install(m_node, interface);
        icmpv6->SetInvalidHandler([this](const Mip6Icmpv6Input& input, Mip6DropReason reason) {
            const auto size = static_cast<uint32_t>(input.message.size());
            ReportDrop(Create<Packet>(input.message.data(), size), reason);
        });
        icmpv6->SetWireReader(
            [this](const Ptr<Packet>& packet) { return TakeWireAddresses(packet); });
    }
    return icmpv6;
}

Mip6LinkPrefixTable&
Mip6Stack::GetLinkPrefixes(uint32_t interface)
{
    auto& table = m_linkPrefixes[interface];
    if (!table)
    {
        table = std::make_unique<Mip6LinkPrefixTable>(m_ipv6, interface);
    }
    return *table;
}

void
Mip6Stack::AddIcmpv6Handler(uint8_t type,
                            const std::function<bool(const Mip6Icmpv6Input&)>& handler)
{
    for (uint32_t i = 0; i < m_ipv6->GetNInterfaces(); ++i)
    {
        if (!DynamicCast<LoopbackNetDevice>(m_ipv6->GetNetDevice(i)))
        {
            GetIcmpv6(i)->AddHandler(type, handler);
        }
    }
}

void
Mip6Stack::ReportDrop(const Ptr<const Packet>& packet, Mip6DropReason reason) const
{
    NS_LOG_INFO("drop: " << GetName(reason));
    m_dropTrace(packet, reason);
    if (!m_roles.empty())
    {
        m_roles.front()->ReportDrop(packet, reason);
    }
}

bool
Mip6Stack::IsHomeAddress(const Ipv6Address& address) const
{
    return std::any_of(m_roles.begin(), m_roles.end(), [&](const Ptr<Mip6Role>& role) {
        return role->IsHomeAddress(address);
    });
}

bool
Mip6Stack::HasBinding(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress) const
{
    return std::any_of(m_roles.begin(), m_roles.end(), [&](const Ptr<Mip6Role>& role) {
        return role->HasBinding(homeAddress, careOfAddress);
    });
}

bool
Mip6Stack::HasHomeRegistration(const Ipv6Address& homeAddress) const
{
    return std::any_of(m_roles.begin(), m_roles.end(), [&](const Ptr<Mip6Role>& role) {
        return role->HasHomeRegistration(homeAddress);
    });
}

bool
Mip6Stack::HasCorrespondentBinding(const Ipv6Address& homeAddress) const
{
    return std::any_of(m_roles.begin(), m_roles.end(), [&](const Ptr<Mip6Role>& role) {
        return role->HasCorrespondentBinding(homeAddress);
    });
}

void
Mip6Stack::NoteDirectPacket(const Ipv6Address& local, const Ipv6Address& peer) const
{
    for (const auto& role : m_roles)
    {
        role->NoteDirectPacket(local, peer);
    }
}

} // namespace ns3

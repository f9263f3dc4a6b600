/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent.h"

#include "mip6-mobility-protocol.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-config.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6HomeAgent");
NS_OBJECT_ENSURE_REGISTERED(Mip6HomeAgent);

TypeId
Mip6HomeAgent::GetTypeId()
{
    using Self = Mip6HomeAgent;
    static TypeId tid =
        TypeId("ns3::Mip6HomeAgent")
            .SetParent<Mip6Role>()
            .SetGroupName("Mip6")
            .AddConstructor<Self>()
            .AddAttribute("Enabled",
                          "Whether home registrations are accepted; if not, they are refused with "
                          "status 131.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::m_enabled),
                          MakeBooleanChecker())
            .AddAttribute(
                "MaxBindingLifetime",
                "Longest lifetime granted to a home registration (RFC 6275 section "
                "10.3.1).",
                TimeValue(mip6::HomeAgentConfig().maxLifetime),
                MakeTimeAccessor(&Self::m_maxLifetime),
                MakeTimeChecker(mip6::BINDING_LIFETIME_UNIT, mip6::MAX_BINDING_LIFETIME_ON_WIRE))
            .AddAttribute("HomePrefixLifetime",
                          "Lifetime of the home subnet prefix, which limits bindings with status 1 "
                          "(RFC 6275 section 10.3.1); 0 for unlimited.",
                          TimeValue(mip6::HomeAgentConfig().prefixLifetime),
                          MakeTimeAccessor(&Self::m_prefixLifetime),
                          MakeTimeChecker(Time()))
            .AddAttribute("BindingRefreshAdvice",
                          "When mobile nodes shall refresh a home registration (RFC 6275 section "
                          "6.2.4), in steps of 4 s; 0 sends no advice.",
                          TimeValue(mip6::HomeAgentConfig().refreshAdvice),
                          MakeTimeAccessor(&Self::m_refreshAdvice),
                          MakeTimeChecker(Time(), mip6::MAX_BINDING_LIFETIME_ON_WIRE))
            .AddAttribute("MaxBindings",
                          "Home registrations held at most; further ones are refused with status "
                          "130.",
                          UintegerValue(mip6::HomeAgentConfig().maxBindings),
                          MakeUintegerAccessor(&Self::m_maxBindings),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("MulticastForwarding",
                          "Whether mobile nodes away from home are asked for their multicast "
                          "groups and get their packets (RFC 6275 sections 10.4.2 and 10.4.3).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::m_multicastForwarding),
                          MakeBooleanChecker())
            .AddAttribute("MulticastQueryInterval",
                          "Time between two Multicast Listener Queries through a tunnel (RFC 2710 "
                          "section 7.2: 125 s).",
                          TimeValue(mip6::MULTICAST_QUERY_INTERVAL),
                          MakeTimeAccessor(&Self::m_multicastQueryInterval),
                          MakeTimeChecker(mip6::MULTICAST_QUERY_RESPONSE_INTERVAL + TimeStep(1)))
            .AddAttribute("MulticastScope",
                          "Smallest scope of multicast groups that are tunnelled (RFC 6275 section "
                          "10.4.2: global, 14); link scope never is.",
                          UintegerValue(mip6::MULTICAST_SCOPE_GLOBAL),
                          MakeUintegerAccessor(&Self::m_multicastScope),
                          MakeUintegerChecker<uint8_t>(mip6::MULTICAST_SCOPE_LINK + 1, 15));
    return tid;
}

Mip6HomeAgent::Mip6HomeAgent()
{
    // Two keys that are never home addresses mark free and freed places.
    m_tunnels.set_empty_key(Ipv6Address::GetAny());
    m_tunnels.set_deleted_key(Ipv6Address::GetOnes());
}

Mip6HomeAgent::~Mip6HomeAgent() = default;

void
Mip6HomeAgent::Install(Ptr<Node> node, Ptr<NetDevice> device)
{
    NS_LOG_FUNCTION(this << node << device);
    const auto stack = Mip6Stack::Get(node);
    SetStack(stack);
    const auto ipv6 = stack->GetIpv6();
    const int32_t interface = ipv6->GetInterfaceForDevice(device);
    NS_ABORT_MSG_IF(interface < 0, "Mip6HomeAgent: the device has no IPv6 interface");
    m_device = device;
    m_interface = static_cast<uint32_t>(interface);
    // Updates for the address on the home link come in on other interfaces, and so do packets out
    // of tunnels; from ns-3 3.41 on the strong model would discard them.
    ipv6->SetAttribute("StrongEndSystemModel", BooleanValue(false));
    // What leaves through the device that it came from has only changed tunnels.
    ipv6->SetAttribute("SendIcmpv6Redirect", BooleanValue(false));
    stack->GetVirtualDevice()->AdjustMtu();
    stack->AddRole(this);
}

void
Mip6HomeAgent::DoInitialize()
{
    NS_LOG_FUNCTION(this);
    NS_ABORT_MSG_IF(!m_device, "Mip6HomeAgent: Install was not called");
    NS_ABORT_MSG_IF(m_prefixLifetime.IsStrictlyPositive() &&
                        m_prefixLifetime < mip6::BINDING_LIFETIME_UNIT,
                    "Mip6HomeAgent: HomePrefixLifetime is below 4 s and not 0");
    m_address = FindGlobalAddress().GetAddress();
    m_machine = std::make_unique<mip6::HomeAgentMachine>(MakeConfig());
    m_proxy = std::make_unique<Mip6NeighborProxy>(
        GetStack(),
        m_interface,
        m_address,
        [this](const Ipv6Address& homeAddress, mip6::DadOutcome outcome) {
            Apply(m_machine->HandleDadResult(Simulator::Now(), homeAddress, outcome));
        });
    BuildMulticast();
    Mip6Role::DoInitialize();
}

void
Mip6HomeAgent::BuildMulticast()
{
    if (!m_multicastForwarding)
    {
        return;
    }
    mip6::MulticastQuerierConfig config;
    config.queryInterval = m_multicastQueryInterval;
    config.leastScope = m_multicastScope;
    const auto findTunnel = [this](const Ipv6Address& homeAddress) {
        const auto found = m_tunnels.find(homeAddress);
        return found == m_tunnels.end() ? nullptr : &found->second;
    };
    m_multicast = std::make_unique<Mip6MulticastForwarder>(
        *this,
        Mip6MulticastForwarder::Place{GetStack(),
                                      m_interface,
                                      m_address,
                                      findTunnel,
                                      [this] { return DrawBits(); }},
        config);
}

void
Mip6HomeAgent::DoDispose()
{
    m_tunnels.clear();
    m_multicast.reset();
    m_proxy.reset();
    m_machine.reset();
    m_device = nullptr;
    Mip6Role::DoDispose();
}

Ipv6InterfaceAddress
Mip6HomeAgent::FindGlobalAddress() const
{
    const auto interface = GetStack()->GetIpv6()->GetInterface(m_interface);
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const Ipv6InterfaceAddress entry = interface->GetAddress(i);
        if (!entry.GetAddress().IsLinkLocal())
        {
            return entry;
        }
    }
    NS_ABORT_MSG("Mip6HomeAgent: the device on the home link has no global address");
    return Ipv6InterfaceAddress();
}

mip6::HomeAgentConfig
Mip6HomeAgent::MakeConfig() const
{
    const Ipv6InterfaceAddress address = FindGlobalAddress();
    mip6::HomeAgentConfig config;
    config.enabled = m_enabled;
    config.homePrefix = address.GetAddress();
    config.homePrefixLength = address.GetPrefix().GetPrefixLength();
    config.maxLifetime = m_maxLifetime;
    config.prefixLifetime = m_prefixLifetime;
    config.refreshAdvice = m_refreshAdvice;
    config.maxBindings = m_maxBindings;
    config.served = m_served;
    config.prohibited = m_prohibited;
    return config;
}

void
Mip6HomeAgent::AddServedHomeAddress(const Ipv6Address& homeAddress)
{
    NS_ABORT_MSG_IF(m_machine, "Mip6HomeAgent: AddServedHomeAddress after the start");
    m_served.push_back(homeAddress);
}

void
Mip6HomeAgent::ProhibitHomeAddress(const Ipv6Address& homeAddress)
{
    NS_ABORT_MSG_IF(m_machine, "Mip6HomeAgent: ProhibitHomeAddress after the start");
    m_prohibited.push_back(homeAddress);
}

Ipv6Address
Mip6HomeAgent::GetAddress() const
{
    return m_machine ? m_address : FindGlobalAddress().GetAddress();
}

std::size_t
Mip6HomeAgent::GetBindingCount() const
{
    return m_machine ? m_machine->GetBindingCache().GetSize() : 0;
}

std::size_t
Mip6HomeAgent::GetProxyCount() const
{
    return m_proxy ? m_proxy->GetSize() : 0;
}

std::size_t
Mip6HomeAgent::GetMembershipCount() const
{
    return m_multicast ? m_multicast->GetMembershipCount() : 0;
}

std::size_t
Mip6HomeAgent::GetTunnelCount() const
{
    return m_tunnels.size();
}

bool
Mip6HomeAgent::HandleMessage(const Mip6ReceivedMessage& received)
{
    const auto* message = std::get_if<mip6::BindingUpdate>(&received.message);
    if (!message || !message->homeRegistration || !m_machine)
    {
        return false;
    }
    // RFC 6275 section 9.5.1: a binding does not change its type. Who has it refuses.
    if (GetStack()->HasCorrespondentBinding(received.source))
    {
        return false;
    }
    TraceSignalling(Mip6MobilityProtocol::MakeRecord(received));
    Apply(m_machine->HandleBindingUpdate(
              Simulator::Now(),
              {received.wireSource, received.source, received.destination, *message}),
          received.packet);
    return true;
}

std::optional<Time>
Mip6HomeAgent::GetNextDeadline() const
{
    return m_machine->GetNextDeadline();
}

void
Mip6HomeAgent::HandleDeadline()
{
    Apply(m_machine->HandleDeadline(Simulator::Now()));
}

// ----- data path

std::optional<Ipv6Address>
Mip6HomeAgent::SteerOutput(const Mip6RouteRequest& request) const
{
    // Also where a device is chosen: raw sockets name that of the address they are bound to.
    const auto found = m_tunnels.find(request.destination);
    if (found == m_tunnels.end() || request.source.IsLinkLocal() ||
        request.kind == Mip6PacketKind::ACKNOWLEDGEMENT)
    {
        return std::nullopt;
    }
    return request.source.IsAny() ? found->second.local : request.source;
}

Mip6TunnelVerdict
Mip6HomeAgent::SteerForwarded(const Ptr<const Packet>& packet, const Ipv6Header& header)
{
    if (m_multicast && header.GetDestination().IsMulticast())
    {
        m_multicast->Forward(packet, header);
        return Mip6TunnelVerdict::NOT_MINE;
    }
    if (m_tunnels.find(header.GetDestination()) == m_tunnels.end())
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    // RFC 6275 section 10.4.1: Neighbor Discovery of the home link is answered, not tunnelled.
    if (m_proxy->HandleTransit(packet, header))
    {
        return Mip6TunnelVerdict::TAKEN;
    }
    // RFC 6275 section 10.4.2: a link-local source has no meaning beyond the home link.
    if (header.GetSource().IsLinkLocal())
    {
        ReportDrop(packet, Mip6DropReason::LINK_SCOPE);
        return Mip6TunnelVerdict::TAKEN;
    }
    return Mip6TunnelVerdict::SEND;
}

Mip6TunnelVerdict
Mip6HomeAgent::ChooseWay(const Ptr<Packet>&, const Ipv6Header& inner, Mip6Way& way)
{
    const auto found = m_tunnels.find(inner.GetDestination());
    if (found == m_tunnels.end() || way.tunnel)
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    way.tunnel = found->second;
    return Mip6TunnelVerdict::SEND;
}

std::optional<Mip6DropReason>
Mip6HomeAgent::CheckTunnelled(const Ipv6Header& outer, const Ipv6Header& inner) const
{
    const auto found = m_tunnels.find(inner.GetSource());
    if (found == m_tunnels.end())
    {
        return Mip6DropReason::TUNNEL_INNER_ADDRESS;
    }
    // RFC 6275 section 10.4.5: the tunnel's source must be the current care-of address.
    const Mip6TunnelEnds& ends = found->second;
    if (outer.GetSource() != ends.remote || outer.GetDestination() != ends.local)
    {
        return Mip6DropReason::TUNNEL_SOURCE;
    }
    return std::nullopt;
}

bool
Mip6HomeAgent::TakeMulticast(const Ptr<const Packet>& packet,
                             const Ipv6Header&,
                             const Ipv6Header& inner)
{
    if (m_multicast)
    {
        m_multicast->HandleTunnelled(packet, inner);
    }
    return m_multicast != nullptr;
}

bool
Mip6HomeAgent::HasBinding(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress) const
{
    const auto found = m_tunnels.find(homeAddress);
    return found != m_tunnels.end() && found->second.remote == careOfAddress;
}

bool
Mip6HomeAgent::HasHomeRegistration(const Ipv6Address& homeAddress) const
{
    return m_tunnels.find(homeAddress) != m_tunnels.end();
}

void
Mip6HomeAgent::HandleTunnelTooBig(const Ipv6Address&, uint32_t)
{
    // One device carries all tunnels, so one narrow path does not shrink it: the stack remembers
    // the path MTU of the care-of address and fragments the outer packets.
}

// ----- actions

void
Mip6HomeAgent::Perform(const mip6::Action& action)
{
    if (const auto* open = std::get_if<mip6::OpenTunnel>(&action))
    {
        Mip6TunnelEnds& ends = m_tunnels[open->homeAddress];
        const bool isSame = ends.local == open->local && ends.remote == open->remote;
        ends = Mip6TunnelEnds{open->local, open->remote};
        if (m_multicast && !isSame)
        {
            m_multicast->HandleTunnel(open->homeAddress);
        }
    }
    else if (const auto* close = std::get_if<mip6::CloseTunnel>(&action))
    {
        m_tunnels.erase(close->homeAddress);
        if (m_multicast)
        {
            m_multicast->HandleTunnelEnd(close->homeAddress);
        }
    }
    else if (const auto* dad = std::get_if<mip6::StartDad>(&action))
    {
        m_proxy->Probe(dad->address);
    }
    else if (const auto* defend = std::get_if<mip6::DefendAddress>(&action))
    {
        m_proxy->Defend(defend->address);
    }
    else if (const auto* release = std::get_if<mip6::ReleaseAddress>(&action))
    {
        m_proxy->Release(release->address);
    }
}

} // namespace ns3

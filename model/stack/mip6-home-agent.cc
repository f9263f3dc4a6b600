/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent.h"

#include "mip6-discovery-signalling.h"
#include "mip6-icmpv6-interface.h"
#include "mip6-link-prefix-table.h"
#include "mip6-mobility-protocol.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6HomeAgent");

namespace
{

/// Of the table of tunnels; half of it is the default, which takes twice the memory.
constexpr float MAX_LOAD = 0.8F;

} // namespace

Mip6HomeAgent::Mip6HomeAgent()
{
    // Two keys that are never home addresses mark free and freed places.
    m_tunnels.set_empty_key(Ipv6Address::GetAny());
    m_tunnels.set_deleted_key(Ipv6Address::GetOnes());
    m_tunnels.max_load_factor(MAX_LOAD);
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
    NS_ABORT_MSG_IF(m_maxPrefixInterval < m_minPrefixInterval,
                    "Mip6HomeAgent: MaxMobPfxAdvInterval is below MinMobPfxAdvInterval");
    m_address = GetAddress();
    m_machine =
        std::make_unique<mip6::HomeAgentMachine>(MakeConfig(), [this] { return DrawBits(); });
    m_proxy = std::make_unique<Mip6NeighborProxy>(
        GetStack(),
        m_interface,
        m_address,
        [this](const Ipv6Address& address, mip6::DadOutcome outcome) {
            Apply(m_machine->HandleDadResult(Simulator::Now(), address, outcome));
        });
    m_discovery = std::make_unique<Mip6DiscoveryService>(
        GetStack(),
        m_interface,
        Mip6DiscoveryService::Handlers{
            [this](const Ipv6Address& router, const mip6::RouterAdvertisement& advertisement) {
                OnAdvertisement(router, advertisement);
            },
            [this](const mip6::DiscoveryRequestInput& input, const Mip6SignallingRecord& record) {
                TraceSignalling(record);
                Apply(m_machine->HandleDiscoveryRequest(Simulator::Now(), input));
            }});
    if (!m_failed)
    {
        m_discovery->Start(FindGlobalAddresses(), *m_proxy);
    }
    GetStack()->GetLinkPrefixes(m_interface).AddListener([this] { OnPrefixes(); });
    GetStack()->AddIcmpv6Handler(
        mip6::ICMPV6_MOBILE_PREFIX_SOLICITATION,
        [this](const Mip6Icmpv6Input& input) { return OnPrefixSolicitation(input); });
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
    const auto findTunnel = [this](const Ipv6Address& address) { return FindTunnel(address); };
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
    m_networks.Clear();
    m_discovery.reset();
    m_multicast.reset();
    m_proxy.reset();
    m_machine.reset();
    m_device = nullptr;
    Mip6Role::DoDispose();
}

std::vector<Ipv6InterfaceAddress>
Mip6HomeAgent::FindGlobalAddresses() const
{
    std::vector<Ipv6InterfaceAddress> addresses;
    const auto interface = GetStack()->GetIpv6()->GetInterface(m_interface);
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        if (!interface->GetAddress(i).GetAddress().IsLinkLocal())
        {
            addresses.push_back(interface->GetAddress(i));
        }
    }
    return addresses;
}

Ipv6Address
Mip6HomeAgent::GetAddress() const
{
    if (m_machine)
    {
        return m_address;
    }
    const auto addresses = FindGlobalAddresses();
    NS_ABORT_MSG_IF(addresses.empty(),
                    "Mip6HomeAgent: the device on the home link has no global address");
    return addresses.front().GetAddress();
}

std::size_t
Mip6HomeAgent::GetBindingCount() const
{
    return m_machine ? m_machine->GetBindingCache().GetSize() : 0;
}

std::size_t
Mip6HomeAgent::GetProxyCount() const
{
    return m_proxy ? m_proxy->GetSize() - m_discovery->GetSize() : 0;
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

std::size_t
Mip6HomeAgent::GetNetworkCount() const
{
    return m_networks.GetSize();
}

bool
Mip6HomeAgent::IsMobileRouter(const Ipv6Address& homeAddress) const
{
    return m_machine && m_machine->IsMobileRouter(homeAddress);
}

void
Mip6HomeAgent::ServeMobileNetworks(const mip6::MobileNetworkAuthority* authority)
{
    NS_ABORT_MSG_IF(m_machine, "Mip6HomeAgent: ServeMobileNetworks after the start");
    m_authority = authority;
}

void
Mip6HomeAgent::HandleNetworks(const Ipv6Address& homeAddress)
{
    if (m_machine)
    {
        Apply(m_machine->HandleNetworks(homeAddress));
    }
}

void
Mip6HomeAgent::Fail()
{
    NS_LOG_FUNCTION(this);
    m_failed = true;
    if (m_machine)
    {
        m_discovery->Stop(*m_proxy);
        Apply(m_machine->HandleRestart());
    }
}

void
Mip6HomeAgent::Recover()
{
    NS_LOG_FUNCTION(this);
    if (!m_failed)
    {
        return;
    }
    m_failed = false;
    if (m_machine)
    {
        m_discovery->Start(FindGlobalAddresses(), *m_proxy);
    }
}

Ptr<NetDevice>
Mip6HomeAgent::GetDevice() const
{
    return m_device;
}

void
Mip6HomeAgent::OnAdvertisement(const Ipv6Address& router,
                               const mip6::RouterAdvertisement& advertisement)
{
    if (!m_failed)
    {
        m_machine->HandleRouterAdvertisement(Simulator::Now(), router, advertisement);
        Apply({});
    }
}

void
Mip6HomeAgent::OnPrefixes()
{
    if (!m_machine)
    {
        return;
    }
    if (!m_failed)
    {
        m_discovery->Start(FindGlobalAddresses(), *m_proxy);
    }
    const auto& prefixes = GetStack()->GetLinkPrefixes(m_interface).GetPrefixes();
    Apply(m_machine->HandlePrefixes(Simulator::Now(), prefixes));
}

bool
Mip6HomeAgent::OnPrefixSolicitation(const Mip6Icmpv6Input& input)
{
    const auto decoded =
        mip6::DecodeMobilePrefixSolicitation(input.message.data(), input.message.size());
    // RFC 6275 section 6.7: it has a Home Address option.
    if (!decoded || !m_machine || !input.HasHomeAddressOption())
    {
        return false;
    }
    TraceSignalling(MakeDiscoveryRecord(input, *decoded.value));
    Apply(m_machine->HandlePrefixSolicitation(
              Simulator::Now(),
              {input.header.GetSource(), input.GetWireSource(), *decoded.value}),
          Create<Packet>(input.message.data(), static_cast<uint32_t>(input.message.size())));
    return true;
}

bool
Mip6HomeAgent::HandleMessage(const Mip6ReceivedMessage& received)
{
    const auto* message = std::get_if<mip6::BindingUpdate>(&received.message);
    const bool isForRouters = message && message->mobileRouter && m_authority;
    if (!message || !(message->homeRegistration || isForRouters) || !m_machine)
    {
        return false;
    }
    if (m_failed)
    {
        ReportDrop(received.packet, Mip6DropReason::UNEXPECTED_MESSAGE);
        return true;
    }
    // RFC 6275 section 9.5.1: a binding does not change its type. Who has it refuses.
    if (message->homeRegistration && GetStack()->HasCorrespondentBinding(received.source))
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

// ----- actions

void
Mip6HomeAgent::Perform(const mip6::Action& action)
{
    if (const auto* open = std::get_if<mip6::OpenTunnel>(&action))
    {
        Mip6TunnelEnds& ends = m_tunnels[open->homeAddress];
        const Mip6TunnelEnds opened{open->local, open->remote};
        const bool isSame = ends == opened;
        ends = opened;
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
    else if (const auto* add = std::get_if<mip6::AddPrefixRoute>(&action))
    {
        m_networks.Put(add->network, {add->local, add->remote});
    }
    else if (const auto* remove = std::get_if<mip6::RemovePrefixRoute>(&action))
    {
        m_networks.Remove(remove->network);
    }
    else if (const auto* dad = std::get_if<mip6::StartDad>(&action))
    {
        m_proxy->Probe(dad->address);
    }
    else if (const auto* defend = std::get_if<mip6::DefendAddress>(&action))
    {
        m_proxy->Defend(defend->address, m_announcements);
    }
    else if (const auto* release = std::get_if<mip6::ReleaseAddress>(&action))
    {
        m_proxy->Release(release->address);
    }
}

} // namespace ns3

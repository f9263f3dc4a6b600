/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-mobile-router.h"

#include "mip6-icmpv6-interface.h"
#include "mip6-router-advertiser.h"
#include "mip6-routing.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/boolean.h"
#include "ns3/enum.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NemoMobileRouter");
NS_OBJECT_ENSURE_REGISTERED(NemoMobileRouter);

namespace
{

/// @param mode of the attribute @return that of the machine
mip6::NemoMode
ToNemoMode(NemoMobileRouter::Mode mode)
{
    switch (mode)
    {
    case NemoMobileRouter::HOST:
        return mip6::NemoMode::HOST;
    case NemoMobileRouter::IMPLICIT:
        return mip6::NemoMode::IMPLICIT;
    case NemoMobileRouter::EXPLICIT:
        break;
    }
    return mip6::NemoMode::EXPLICIT;
}

} // namespace

TypeId
NemoMobileRouter::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::NemoMobileRouter")
            .SetParent<Mip6MobileNode>()
            .SetGroupName("Mip6")
            .AddConstructor<NemoMobileRouter>()
            .AddAttribute("Mode",
                          "What is registered: Host (the home address alone), Implicit (the mobile "
                          "networks, which the home agent knows) or Explicit (the mobile networks, "
                          "named in each Binding Update; RFC 3963 section 5.2).",
                          EnumValue(EXPLICIT),
                          MakeEnumAccessor(&NemoMobileRouter::SetMode, &NemoMobileRouter::GetMode),
                          MakeEnumChecker(HOST, "Host", IMPLICIT, "Implicit", EXPLICIT, "Explicit"))
            .AddAttribute("MulticastProxy",
                          "Whether the ingress links are asked for multicast listeners, and groups "
                          "forwarded to and from them (RFC 4605).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&NemoMobileRouter::m_multicastProxy),
                          MakeBooleanChecker())
            .AddAttribute("MulticastQueryInterval",
                          "Time between two Multicast Listener Queries on an ingress link (RFC "
                          "2710 section 7.2: 125 s).",
                          TimeValue(mip6::MULTICAST_QUERY_INTERVAL),
                          MakeTimeAccessor(&NemoMobileRouter::m_multicastQueryInterval),
                          MakeTimeChecker(mip6::MULTICAST_QUERY_RESPONSE_INTERVAL + TimeStep(1)))
            .AddAttribute("MulticastLimit",
                          "Multicast groups that an ingress link may have members of.",
                          UintegerValue(mip6::MULTICAST_GROUP_LIMIT),
                          MakeUintegerAccessor(&NemoMobileRouter::m_multicastLimit),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("EgressPatience",
                          "How long the link in use may be doubted before another egress interface "
                          "takes over that hears a router.",
                          TimeValue(MilliSeconds(200)),
                          MakeTimeAccessor(&NemoMobileRouter::m_egressPatience),
                          MakeTimeChecker(Time()))
            .AddAttribute("DynamicRouting",
                          "Whether RIPng tells the home agent the mobile networks, through the "
                          "tunnel and on the home link (RFC 3963 section 8); the node needs "
                          "ns3::RipNg, and Mode is to be Implicit.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&NemoMobileRouter::m_dynamicRouting),
                          MakeBooleanChecker());
    return tid;
}

NemoMobileRouter::NemoMobileRouter() = default;
NemoMobileRouter::~NemoMobileRouter() = default;

// ----- set-up

void
NemoMobileRouter::AddEgress(const Ptr<NetDevice>& device)
{
    const int32_t interface = GetStack()->GetIpv6()->GetInterfaceForDevice(device);
    NS_ABORT_MSG_IF(interface < 0, "NemoMobileRouter: the egress device has no IPv6 interface");
    m_egress.push_back(static_cast<uint32_t>(interface));
    GetStack()->GetVirtualDevice()->AdjustMtu();
}

void
NemoMobileRouter::AddIngress(const Ptr<NetDevice>& device)
{
    const auto ipv6 = GetStack()->GetIpv6();
    const int32_t interface = ipv6->GetInterfaceForDevice(device);
    NS_ABORT_MSG_IF(interface < 0, "NemoMobileRouter: the ingress device has no IPv6 interface");
    m_ingress.push_back(static_cast<uint32_t>(interface));
    GetStack()->GetVirtualDevice()->AdjustMtu();
    for (uint32_t i = 0; i < ipv6->GetNAddresses(m_ingress.back()); ++i)
    {
        const Ipv6InterfaceAddress entry = ipv6->GetAddress(m_ingress.back(), i);
        if (!entry.GetAddress().IsLinkLocal())
        {
            AddNetwork(entry.GetAddress(), entry.GetPrefix().GetPrefixLength());
        }
    }
}

void
NemoMobileRouter::AdvertiseAtHome(const Ptr<Mip6RouterAdvertiser>& advertiser)
{
    advertiser->SetAttribute("RouterLifetime", TimeValue(Time()));
    advertiser->SetAttribute("Prefixes", BooleanValue(false));
    advertiser->SetPaused(true);
    m_homeAdvertisers.push_back(advertiser);
}

void
NemoMobileRouter::DoInitialize()
{
    NS_LOG_FUNCTION(this);
    const auto ipv6 = GetStack()->GetIpv6();
    // Packets for an address of an ingress interface come out of the tunnel; from ns-3 3.41 on the
    // strong model would discard them.
    ipv6->SetAttribute("StrongEndSystemModel", BooleanValue(false));
    // What leaves through the device that it came from has only changed tunnels.
    ipv6->SetAttribute("SendIcmpv6Redirect", BooleanValue(false));
    m_egress.insert(m_egress.begin(), GetInterface());
    for (const uint32_t interface : m_ingress)
    {
        ipv6->SetForwarding(interface, true);
    }
    for (std::size_t i = 1; i < m_egress.size(); ++i)
    {
        Listen(m_egress[i]);
    }
    StartRouting();
    Mip6MobileNode::DoInitialize();
    m_networks.SetHomeAddress(GetHomeAddress());
    BuildMulticast();
}

void
NemoMobileRouter::DoDispose()
{
    m_routing.reset();
    m_egress.clear();
    m_ingress.clear();
    m_proxy.reset();
    m_homeAdvertisers.clear();
    Mip6MobileNode::DoDispose();
}

mip6::RegistrationExtension*
NemoMobileRouter::GetExtension()
{
    return &m_networks;
}

// ----- networks

void
NemoMobileRouter::ChangeNetworks(std::vector<mip6::AddressRange> networks)
{
    Apply(m_networks.SetNetworks(Simulator::Now(), std::move(networks), GetMachine()));
}

void
NemoMobileRouter::AddNetwork(const Ipv6Address& network, uint8_t prefixLength)
{
    NS_ABORT_MSG_IF(prefixLength < 1 || prefixLength > 128,
                    "NemoMobileRouter: a prefix has a length of 1 to 128 bits");
    const mip6::AddressRange range = mip6::MakeRange(network, prefixLength);
    auto networks = m_networks.GetNetworks();
    if (std::find(networks.begin(), networks.end(), range) == networks.end())
    {
        networks.push_back(range);
        ChangeNetworks(std::move(networks));
    }
}

void
NemoMobileRouter::RemoveNetwork(const Ipv6Address& network, uint8_t prefixLength)
{
    auto networks = m_networks.GetNetworks();
    const auto found =
        std::find(networks.begin(), networks.end(), mip6::MakeRange(network, prefixLength));
    if (found != networks.end())
    {
        networks.erase(found);
        ChangeNetworks(std::move(networks));
    }
}

void
NemoMobileRouter::SetMode(Mode mode)
{
    Apply(m_networks.SetMode(Simulator::Now(), ToNemoMode(mode), GetMachine()));
}

NemoMobileRouter::Mode
NemoMobileRouter::GetMode() const
{
    switch (m_networks.GetMode())
    {
    case mip6::NemoMode::HOST:
        return HOST;
    case mip6::NemoMode::IMPLICIT:
        return IMPLICIT;
    case mip6::NemoMode::EXPLICIT:
        break;
    }
    return EXPLICIT;
}

std::vector<mip6::AddressRange>
NemoMobileRouter::GetNetworks() const
{
    return m_networks.GetNetworks();
}

const std::vector<uint32_t>&
NemoMobileRouter::GetIngressInterfaces() const
{
    return m_ingress;
}

Ptr<NetDevice>
NemoMobileRouter::GetEgress() const
{
    return GetStack()->GetIpv6()->GetNetDevice(GetInterface());
}

std::optional<Mip6TunnelEnds>
NemoMobileRouter::GetNetworkTunnel() const
{
    return m_networks.GetMode() == mip6::NemoMode::HOST ? std::nullopt
                                                        : FindTunnel(m_networks.GetHomeAddress());
}

bool
NemoMobileRouter::IsInNetwork(const Ipv6Address& address) const
{
    return mip6::Contains(m_networks.GetNetworks(), address) ||
           (m_routing && address != GetCareOfAddress() && m_routing->IsInside(address));
}

bool
NemoMobileRouter::IsEgress(uint32_t interface) const
{
    return std::find(m_egress.begin(), m_egress.end(), interface) != m_egress.end();
}

bool
NemoMobileRouter::IsNetworkAway() const
{
    return IsAway(m_networks.GetHomeAddress());
}

// ----- data path

std::optional<Ipv6Address>
NemoMobileRouter::SteerOutput(const Mip6RouteRequest& request) const
{
    // RFC 3963 section 5.5: what has a source in a mobile network takes the tunnel, unless it stays
    // there.
    const bool isOutward = IsInNetwork(request.source) && !request.destination.IsLinkLocal() &&
                           !request.destination.IsMulticast() && !IsInNetwork(request.destination);
    if (isOutward && IsNetworkAway())
    {
        return request.source;
    }
    return Mip6MobileNode::SteerOutput(request);
}

Mip6TunnelVerdict
NemoMobileRouter::SteerForwarded(const Ptr<const Packet>& packet,
                                 const Ipv6Header& header,
                                 const Ptr<const NetDevice>& inputDevice)
{
    const auto ipv6 = GetStack()->GetIpv6();
    const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(inputDevice));
    if (header.GetDestination().IsMulticast())
    {
        return SteerMulticast(packet, header, interface);
    }
    // Link scope stays on its link.
    if (!GetMachine() || header.GetDestination().IsLinkLocal() || header.GetSource().IsLinkLocal())
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    if (IsIngress(interface))
    {
        return SteerOutward(packet, header);
    }
    if (interface == GetStack()->GetVirtualDevice()->GetInterface())
    {
        return SteerInward(packet, header);
    }
    // RFC 3963 section 5.6: on a foreign link it is no router.
    return IsEgress(interface) && IsNetworkAway() ? Discard(packet, Mip6DropReason::NOT_TUNNELLED)
                                                  : Mip6TunnelVerdict::NOT_MINE;
}

bool
NemoMobileRouter::IsNetworkSource(const Ipv6Address& source) const
{
    // RFC 3963 section 9: no source of others, nor one of this node itself.
    return IsInNetwork(source) && GetStack()->GetIpv6()->GetInterfaceForAddress(source) < 0;
}

Mip6TunnelVerdict
NemoMobileRouter::SteerOutward(const Ptr<const Packet>& packet, const Ipv6Header& header)
{
    if (!IsNetworkSource(header.GetSource()))
    {
        return Discard(packet, Mip6DropReason::INGRESS_SOURCE);
    }
    if (!IsNetworkAway() || IsInNetwork(header.GetDestination()))
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    return Mip6TunnelVerdict::SEND;
}

Mip6TunnelVerdict
NemoMobileRouter::SteerInward(const Ptr<const Packet>& packet, const Ipv6Header& header)
{
    if (!IsInNetwork(header.GetDestination()))
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    // A part of a mobile network that is on no ingress interface: the default route would lead to
    // the foreign link.
    const auto route = GetStack()->GetRouting()->RouteDirect(header);
    const int32_t interface =
        route ? GetStack()->GetIpv6()->GetInterfaceForDevice(route->GetOutputDevice()) : -1;
    const bool isInside = interface >= 0 && !IsEgress(static_cast<uint32_t>(interface));
    return isInside ? Mip6TunnelVerdict::NOT_MINE : Discard(packet, Mip6DropReason::NO_BINDING);
}

Mip6TunnelVerdict
NemoMobileRouter::Discard(const Ptr<const Packet>& packet, Mip6DropReason reason) const
{
    ReportDrop(packet, reason);
    return Mip6TunnelVerdict::TAKEN;
}

Mip6TunnelVerdict
NemoMobileRouter::ChooseWay(const Ptr<Packet>& packet, const Ipv6Header& inner, Mip6Way& way)
{
    if (way.tunnel || !IsInNetwork(inner.GetSource()))
    {
        return Mip6MobileNode::ChooseWay(packet, inner, way);
    }
    if (m_networks.GetMode() == mip6::NemoMode::HOST || !IsNetworkAway())
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    const auto tunnel = GetNetworkTunnel();
    if (!tunnel)
    {
        // RFC 3963 section 5.5: nothing leaves around the tunnel.
        Hold(m_networks.GetHomeAddress(), packet);
        return Mip6TunnelVerdict::TAKEN;
    }
    way.tunnel = tunnel;
    return Mip6TunnelVerdict::SEND;
}

std::optional<Mip6DropReason>
NemoMobileRouter::CheckTunnelled(const Ipv6Header& outer, const Ipv6Header& inner) const
{
    const bool isRouting = m_routing && NemoTunnelDevice::IsOnLink(inner);
    if (!isRouting && !IsInNetwork(inner.GetDestination()))
    {
        return Mip6MobileNode::CheckTunnelled(outer, inner);
    }
    // RFC 3963 section 5.5: from the home agent that forwards the networks.
    const auto tunnel = GetNetworkTunnel();
    const bool isTunnel =
        tunnel && outer.GetSource() == tunnel->remote && outer.GetDestination() == tunnel->local;
    return isTunnel ? std::nullopt : std::optional(Mip6DropReason::TUNNEL_SOURCE);
}

// ----- actions

void
NemoMobileRouter::Perform(const mip6::Action& action)
{
    if (const auto* place = std::get_if<mip6::PlaceHomeAddress>(&action))
    {
        // RFC 3963 section 5.6: Neighbor Advertisements of a router at home only.
        GetStack()->GetIpv6()->SetForwarding(GetInterface(),
                                             place->place == mip6::HomeAddressPlace::LINK);
    }
    const auto* prefer = std::get_if<mip6::PreferHomeAddress>(&action);
    if (prefer && m_networks.GetHomeAddress().IsAny())
    {
        m_networks.SetHomeAddress(prefer->homeAddress); // formed on the home link
    }
    Mip6MobileNode::Perform(action);
    InformRouting(action);
    if (const auto* state = std::get_if<mip6::ReportState>(&action))
    {
        // RFC 3963 section 5.6: no Router Advertisement on a foreign link.
        const bool isAtHome = state->after == Mip6MobileNodeState::AT_HOME;
        for (const auto& advertiser : m_homeAdvertisers)
        {
            advertiser->SetPaused(!isAtHome || advertiser->GetDevice() != GetEgress());
        }
    }
    if (std::holds_alternative<mip6::SolicitRouter>(action))
    {
        SolicitElsewhere();
    }
}

void
NemoMobileRouter::SolicitElsewhere()
{
    for (const uint32_t interface : m_egress)
    {
        if (interface != GetInterface())
        {
            Solicit(interface);
        }
    }
}

bool
NemoMobileRouter::OnOtherAdvertisement(uint32_t interface, const Mip6Icmpv6Input& input)
{
    if (GetMachine()->IsLinkDoubted(Simulator::Now() - m_egressPatience))
    {
        SwitchTo(interface);
        return OnRouterAdvertisement(input);
    }
    return true;
}

} // namespace ns3

/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-tunnel-routing.h"

#include "mip6-home-agent.h"
#include "mip6-stack.h"
#include "nemo-tunnel-device.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NemoTunnelRouting");
NS_OBJECT_ENSURE_REGISTERED(NemoTunnelRouting);

namespace
{

/// @param outer header of a tunnelled packet @return the tunnel it has come by, seen from here
Mip6TunnelEnds
GetArrivalEnds(const Ipv6Header& outer)
{
    return {outer.GetDestination(), outer.GetSource()};
}

} // namespace

TypeId
NemoTunnelRouting::GetTypeId()
{
    static TypeId tid = TypeId("ns3::NemoTunnelRouting")
                            .SetParent<Mip6Role>()
                            .SetGroupName("Mip6")
                            .AddConstructor<NemoTunnelRouting>();
    return tid;
}

NemoTunnelRouting::NemoTunnelRouting() = default;
NemoTunnelRouting::~NemoTunnelRouting() = default;

void
NemoTunnelRouting::Install(Ptr<Mip6Stack> stack, Ptr<Mip6HomeAgent> agent)
{
    NS_LOG_FUNCTION(this << stack << agent);
    SetStack(stack);
    m_agent = agent;
    m_ripng = std::make_unique<NemoRipng>(PeekPointer(stack));
    // A mobile router that has left home has not said so there: its routes through the tunnel
    // replace those that it told on the home link.
    m_ripng->Disfavor(GetHomeInterface());
    m_agent->TraceConnectWithoutContext("Binding",
                                        MakeCallback(&NemoTunnelRouting::OnBinding, this));
    stack->AddRole(this);
}

void
NemoTunnelRouting::DoDispose()
{
    m_routers.clear();
    m_ripng.reset();
    m_agent = nullptr;
    Mip6Role::DoDispose();
}

Ptr<NemoTunnelDevice>
NemoTunnelRouting::GetDevice(const Ipv6Address& homeAddress) const
{
    const auto found = m_routers.find(homeAddress);
    const bool isOpen = found != m_routers.end() && !found->second.careOfAddress.IsAny();
    return isOpen ? found->second.device : nullptr;
}

// ----- bindings

void
NemoTunnelRouting::OnBinding(const Mip6BindingRecord& record)
{
    if (!m_agent)
    {
        return;
    }
    if (m_agent->IsMobileRouter(record.homeAddress))
    {
        Open(record.homeAddress, record.careOfAddress);
        return;
    }
    const auto found = m_routers.find(record.homeAddress);
    if (found != m_routers.end() && !found->second.careOfAddress.IsAny())
    {
        Close(found->second);
    }
}

void
NemoTunnelRouting::Open(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress)
{
    Router& router = m_routers[homeAddress];
    // What the mobile router has told while it moved is lost. It is asked for it as soon as it is
    // heard, since it does not listen before the acknowledgement.
    router.isMissed = router.isMissed || router.careOfAddress != careOfAddress;
    router.careOfAddress = careOfAddress;
    if (!router.device)
    {
        NS_LOG_INFO("a device for the tunnel of " << homeAddress);
        router.device = CreateObject<NemoTunnelDevice>();
        router.device->Install(PeekPointer(GetStack()), [this, homeAddress](const Ipv6Header&) {
            const auto* ends = GetDevice(homeAddress) ? m_agent->FindTunnel(homeAddress) : nullptr;
            return ends ? std::optional(*ends) : std::nullopt;
        });
    }
    m_ripng->Start(router.device->GetInterface());
}

void
NemoTunnelRouting::Close(Router& router)
{
    router.careOfAddress = Ipv6Address::GetAny();
    m_ripng->Stop(router.device->GetInterface());
    // RFC 3963 section 8: a mobile router at home tells its routes there.
    RequestSoon(GetHomeInterface());
}

uint32_t
NemoTunnelRouting::GetHomeInterface() const
{
    const auto ipv6 = GetStack()->GetIpv6();
    return static_cast<uint32_t>(ipv6->GetInterfaceForDevice(m_agent->GetDevice()));
}

void
NemoTunnelRouting::RequestSoon(uint32_t interface)
{
    // Behind what is at hand: a mobile router at home listens when it is acknowledged.
    Simulator::ScheduleNow([self = Ptr<NemoTunnelRouting>(this), interface] {
        if (self->m_ripng)
        {
            self->m_ripng->Request(interface);
        }
    });
}

// ----- data path

std::optional<Ipv6Address>
NemoTunnelRouting::SteerOutput(const Mip6RouteRequest&) const
{
    return std::nullopt;
}

std::optional<Ipv6Address>
NemoTunnelRouting::ImproveSource(const Ipv6Address& source) const
{
    if (!source.IsLinkLocal())
    {
        return std::nullopt;
    }
    // A tunnel has no address that mobile networks could answer to.
    const auto ipv6 = GetStack()->GetIpv6();
    const int32_t interface = ipv6->GetInterfaceForAddress(source);
    const bool isTunnel =
        interface >= 0 &&
        DynamicCast<NemoTunnelDevice>(ipv6->GetNetDevice(static_cast<uint32_t>(interface)));
    return isTunnel ? std::optional(m_agent->GetAddress()) : std::nullopt;
}

Mip6TunnelVerdict
NemoTunnelRouting::ChooseWay(const Ptr<Packet>&, const Ipv6Header&, Mip6Way&)
{
    // Routes lead past the virtual device.
    return Mip6TunnelVerdict::NOT_MINE;
}

std::optional<Ipv6Address>
NemoTunnelRouting::FindSender(const Ipv6Header& outer) const
{
    // Only for routing messages, which are few.
    const Mip6TunnelEnds arrived = GetArrivalEnds(outer);
    for (const auto& [homeAddress, router] : m_routers)
    {
        const auto* ends =
            router.careOfAddress.IsAny() ? nullptr : m_agent->FindTunnel(homeAddress);
        if (ends && *ends == arrived)
        {
            return homeAddress;
        }
    }
    return std::nullopt;
}

std::optional<Mip6DropReason>
NemoTunnelRouting::CheckTunnelled(const Ipv6Header& outer, const Ipv6Header& inner) const
{
    if (NemoTunnelDevice::IsOnLink(inner))
    {
        return FindSender(outer) ? std::nullopt : std::optional(Mip6DropReason::TUNNEL_SOURCE);
    }
    // RFC 3963 section 6.5: the source is in a network of the mobile router that has sent it, that
    // is, routes lead back to it.
    const auto device = DynamicCast<NemoTunnelDevice>(m_ripng->FindDevice(inner.GetSource()));
    const auto ends = device ? device->FindEnds(inner) : std::nullopt;
    if (!ends)
    {
        return Mip6DropReason::TUNNEL_INNER_ADDRESS;
    }
    return *ends == GetArrivalEnds(outer) ? std::nullopt
                                          : std::optional(Mip6DropReason::TUNNEL_SOURCE);
}

bool
NemoTunnelRouting::TakeLinkScope(const Ptr<Packet>& packet,
                                 const Ipv6Header& outer,
                                 const Ipv6Header& inner)
{
    const auto sender = NemoTunnelDevice::IsOnLink(inner) ? FindSender(outer) : std::nullopt;
    if (!sender)
    {
        return false;
    }
    Router& router = m_routers.at(*sender);
    if (router.isMissed)
    {
        router.isMissed = false;
        RequestSoon(router.device->GetInterface());
    }
    // RFC 3963 section 8: what is of link scope goes no further than this link.
    router.device->Inject(packet);
    return true;
}

// ----- signalling, of which it has none

bool
NemoTunnelRouting::HandleMessage(const Mip6ReceivedMessage&)
{
    return false;
}

void
NemoTunnelRouting::Perform(const mip6::Action&)
{
}

std::optional<Time>
NemoTunnelRouting::GetNextDeadline() const
{
    return std::nullopt;
}

void
NemoTunnelRouting::HandleDeadline()
{
}

} // namespace ns3

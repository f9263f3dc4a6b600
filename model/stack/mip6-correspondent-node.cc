/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-node.h"

#include "mip6-icmpv6-interface.h"
#include "mip6-mobility-protocol.h"
#include "mip6-stack.h"
#include "mip6-virtual-device.h"

#include "ns3/boolean.h"
#include "ns3/icmpv6-header.h"
#include "ns3/log.h"
#include "ns3/mip6-quoted-packet.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6CorrespondentNode");
NS_OBJECT_ENSURE_REGISTERED(Mip6CorrespondentNode);

namespace
{

/**
 * @param received a Home Test Init or Care-of Test Init
 * @param cookie of it
 * @return what the machine needs of it
 */
mip6::TestInitInput
MakeTestInput(const Mip6ReceivedMessage& received, const mip6::Cookie& cookie)
{
    return {received.wireSource,
            received.destination,
            received.hasHomeAddressOption,
            received.hasType2Routing,
            cookie};
}

} // namespace

TypeId
Mip6CorrespondentNode::GetTypeId()
{
    using Self = Mip6CorrespondentNode;
    static TypeId tid =
        TypeId("ns3::Mip6CorrespondentNode")
            .SetParent<Mip6Role>()
            .SetGroupName("Mip6")
            .AddConstructor<Self>()
            .AddAttribute(
                "MaxBindingLifetime",
                "Longest lifetime granted to a correspondent registration (RFC 6275 "
                "section 12: at most 420 s), in steps of 4 s.",
                TimeValue(mip6::CorrespondentNodeConfig().maxLifetime),
                MakeTimeAccessor(&Self::m_maxLifetime),
                MakeTimeChecker(mip6::BINDING_LIFETIME_UNIT, mip6::MAX_RR_BINDING_LIFETIME))
            .AddAttribute("MaxBindings",
                          "Correspondent registrations held at most; one more replaces another "
                          "(RFC 6275 section 9.6). 0 refuses all.",
                          UintegerValue(mip6::CorrespondentNodeConfig().maxBindings),
                          MakeUintegerAccessor(&Self::m_maxBindings),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("RefreshRequests",
                          "Whether mobile nodes are asked to refresh bindings that are in use and "
                          "about to end (RFC 6275 section 9.5.5).",
                          BooleanValue(mip6::CorrespondentNodeConfig().refreshRequests),
                          MakeBooleanAccessor(&Self::m_refreshRequests),
                          MakeBooleanChecker())
            .AddAttribute("UnreachableLimit",
                          "ICMPv6 Destination Unreachable messages about a care-of address that "
                          "end its binding (RFC 6275 section 9.3.4); 0: they do not.",
                          UintegerValue(mip6::CorrespondentNodeConfig().unreachableLimit),
                          MakeUintegerAccessor(&Self::m_unreachableLimit),
                          MakeUintegerChecker<uint32_t>());
    return tid;
}

Mip6CorrespondentNode::Mip6CorrespondentNode() = default;
Mip6CorrespondentNode::~Mip6CorrespondentNode() = default;

void
Mip6CorrespondentNode::Install(Ptr<Node> node)
{
    NS_LOG_FUNCTION(this << node);
    const auto stack = Mip6Stack::Get(node);
    SetStack(stack);
    stack->GetVirtualDevice()->AdjustMtu();
    stack->AddRole(this);
}

void
Mip6CorrespondentNode::DoInitialize()
{
    NS_LOG_FUNCTION(this);
    NS_ABORT_MSG_IF(!GetStack(), "Mip6CorrespondentNode: Install was not called");
    m_machine = std::make_unique<mip6::CorrespondentMachine>(
        MakeConfig(),
        [this] { return DrawBits(); },
        [this](const Ipv6Address& peer) { return m_paths.GetLastUse(peer); });
    GetStack()->AddIcmpv6Handler(Icmpv6Header::ICMPV6_ERROR_DESTINATION_UNREACHABLE,
                                 [this](const Mip6Icmpv6Input& input) {
                                     OnUnreachable(input);
                                     return false; // the stock stack tells the sockets
                                 });
    Mip6Role::DoInitialize();
}

void
Mip6CorrespondentNode::DoDispose()
{
    m_paths.Clear();
    m_machine.reset();
    Mip6Role::DoDispose();
}

mip6::CorrespondentNodeConfig
Mip6CorrespondentNode::MakeConfig() const
{
    mip6::CorrespondentNodeConfig config;
    config.maxLifetime = m_maxLifetime;
    config.maxBindings = m_maxBindings;
    config.refreshRequests = m_refreshRequests;
    config.unreachableLimit = m_unreachableLimit;
    return config;
}

std::size_t
Mip6CorrespondentNode::GetBindingCount() const
{
    return m_machine ? m_machine->GetBindingCache().GetSize() : 0;
}

std::size_t
Mip6CorrespondentNode::GetDirectPathCount() const
{
    return m_paths.GetSize();
}

bool
Mip6CorrespondentNode::IsAskedLast() const
{
    return true;
}

// ----- inputs

bool
Mip6CorrespondentNode::HandleMessage(const Mip6ReceivedMessage& received)
{
    if (!m_machine)
    {
        return false;
    }
    const Time now = Simulator::Now();
    if (const auto* home = std::get_if<mip6::HomeTestInit>(&received.message))
    {
        const auto input = MakeTestInput(received, home->homeInitCookie);
        Take(received, m_machine->HandleHomeTestInit(now, input));
        return true;
    }
    if (const auto* careOf = std::get_if<mip6::CareOfTestInit>(&received.message))
    {
        const auto input = MakeTestInput(received, careOf->careOfInitCookie);
        Take(received, m_machine->HandleCareOfTestInit(now, input));
        return true;
    }
    if (const auto* update = std::get_if<mip6::BindingUpdate>(&received.message))
    {
        const bool isHomeRegistered = GetStack()->HasHomeRegistration(received.source);
        Take(received,
             m_machine->HandleBindingUpdate(now,
                                            {received.wireSource,
                                             received.source,
                                             received.destination,
                                             received.hasType2Routing,
                                             isHomeRegistered,
                                             *update,
                                             received.CopyMobilityHeader()}));
        return true;
    }
    return false;
}

void
Mip6CorrespondentNode::Take(const Mip6ReceivedMessage& received, const mip6::Actions& actions)
{
    TraceSignalling(Mip6MobilityProtocol::MakeRecord(received));
    Apply(actions, received.packet);
}

void
Mip6CorrespondentNode::OnUnreachable(const Mip6Icmpv6Input& input)
{
    const auto error = mip6::DecodeIcmpv6Error(input.message.data(), input.message.size());
    // Whoever saw a packet of ours knows its source.
    if (!error || !error->packet.type2HomeAddress ||
        error->packet.source != input.header.GetDestination())
    {
        return;
    }
    Apply(
        m_machine->HandleUnreachable(Simulator::Now(),
                                     {*error->packet.type2HomeAddress, error->packet.destination}));
}

std::optional<Time>
Mip6CorrespondentNode::GetNextDeadline() const
{
    return m_machine->GetNextDeadline();
}

void
Mip6CorrespondentNode::HandleDeadline()
{
    Apply(m_machine->HandleDeadline(Simulator::Now()));
}

// ----- data path

std::optional<Ipv6Address>
Mip6CorrespondentNode::SteerOutput(const Mip6RouteRequest& request) const
{
    // Also where a device is chosen: raw sockets name that of the address they are bound to.
    if (request.kind != Mip6PacketKind::DATA || request.source.IsLinkLocal())
    {
        return std::nullopt;
    }
    const Mip6DirectPath* path = m_paths.Find(request.destination);
    if (!path)
    {
        return std::nullopt;
    }
    return request.source.IsAny() ? path->local : request.source;
}

Mip6TunnelVerdict
Mip6CorrespondentNode::ChooseWay(const Ptr<Packet>&, const Ipv6Header& inner, Mip6Way& way)
{
    if (way.isTunnelOnly)
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    const Ipv6Address homeAddress = inner.GetDestination();
    // The tunnel of a home registration leads to the mobile node already.
    if (way.tunnel && GetStack()->HasHomeRegistration(homeAddress))
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    const Mip6DirectPath* path = m_paths.Touch(homeAddress, Simulator::Now());
    if (!path)
    {
        return Mip6TunnelVerdict::NOT_MINE;
    }
    // RFC 6275 section 9.3.2: to the care-of address, with the home address in a routing header.
    way.careOfDestination = path->remote;
    return Mip6TunnelVerdict::SEND;
}

void
Mip6CorrespondentNode::NoteDirectPacket(const Ipv6Address&, const Ipv6Address& peer)
{
    m_paths.Touch(peer, Simulator::Now());
}

bool
Mip6CorrespondentNode::HasBinding(const Ipv6Address& homeAddress,
                                  const Ipv6Address& careOfAddress) const
{
    const Mip6DirectPath* path = m_paths.Find(homeAddress);
    return path && path->remote == careOfAddress;
}

bool
Mip6CorrespondentNode::HasCorrespondentBinding(const Ipv6Address& homeAddress) const
{
    return m_paths.Find(homeAddress) != nullptr;
}

// ----- actions

void
Mip6CorrespondentNode::Perform(const mip6::Action& action)
{
    if (const auto* open = std::get_if<mip6::OpenDirectPath>(&action))
    {
        m_paths.Open(open->peer, open->local, open->remote);
    }
    else if (const auto* close = std::get_if<mip6::CloseDirectPath>(&action))
    {
        m_paths.Close(close->peer);
    }
}

} // namespace ns3

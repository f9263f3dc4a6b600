/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-unknown-header-answer.h"

#include "mip6-error-packets.h"

#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-quoted-packet.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <variant>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6UnknownHeaderAnswer");
NS_OBJECT_ENSURE_REGISTERED(Mip6UnknownHeaderAnswer);

TypeId
Mip6UnknownHeaderAnswer::GetTypeId()
{
    using Self = Mip6UnknownHeaderAnswer;
    static TypeId tid = TypeId("ns3::Mip6UnknownHeaderAnswer")
                            .SetParent<Object>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Self>()
                            .AddAttribute("ErrorBurst",
                                          "Parameter Problems that the node may send at once; 0 "
                                          "sends none.",
                                          UintegerValue(mip6::ERROR_BURST),
                                          MakeUintegerAccessor(&Self::m_errorBurst),
                                          MakeUintegerChecker<uint32_t>())
                            .AddAttribute("ErrorInterval",
                                          "Time after which the node may send one more; 0 sends no "
                                          "more than ErrorBurst in all.",
                                          TimeValue(mip6::ERROR_INTERVAL),
                                          MakeTimeAccessor(&Self::m_errorInterval),
                                          MakeTimeChecker(Seconds(0)));
    return tid;
}

void
Mip6UnknownHeaderAnswer::Install(Ptr<Node> node)
{
    NS_LOG_FUNCTION(this << node);
    m_ipv6 = node->GetObject<Ipv6L3Protocol>();
    NS_ABORT_MSG_IF(!m_ipv6,
                    "Mip6UnknownHeaderAnswer: node " << node->GetId() << " has no IPv6 stack");
    m_ipv6->TraceConnectWithoutContext("Drop",
                                       MakeCallback(&Mip6UnknownHeaderAnswer::HandleDrop, this));
}

void
Mip6UnknownHeaderAnswer::DoInitialize()
{
    m_answers.emplace(mip6::ErrorLimits{m_errorBurst, m_errorInterval});
    Object::DoInitialize();
}

void
Mip6UnknownHeaderAnswer::DoDispose()
{
    if (m_ipv6)
    {
        m_ipv6->TraceDisconnectWithoutContext(
            "Drop",
            MakeCallback(&Mip6UnknownHeaderAnswer::HandleDrop, this));
    }
    m_ipv6 = nullptr;
    Object::DoDispose();
}

void
// NOLINTNEXTLINE(readability-function-size): the signature is that of ns-3
Mip6UnknownHeaderAnswer::HandleDrop(const Ipv6Header& header,
                                    Ptr<const Packet> packet,
                                    Ipv6L3Protocol::DropReason reason,
                                    Ptr<Ipv6>,
                                    uint32_t)
{
    if (reason != Ipv6L3Protocol::DROP_UNKNOWN_PROTOCOL || !m_answers)
    {
        return;
    }
    const auto quote = packet->Copy();
    quote->AddHeader(header);
    mip6::Bytes octets(quote->GetSize());
    quote->CopyData(octets.data(), quote->GetSize());
    const auto quoted = mip6::DecodeQuotedPacket(octets.data(), octets.size());
    if (!quoted || quoted->hasFragmentHeader)
    {
        return;
    }
    const auto answer = m_answers->HandleUnknownNextHeader(
        Simulator::Now(),
        {header.GetSource(), header.GetDestination(), std::nullopt},
        *quoted);
    const auto* problem = std::get_if<mip6::ParameterProblem>(&answer);
    if (!problem)
    {
        return;
    }
    NS_LOG_INFO("unknown header of " << problem->destination << " at " << problem->pointer);
    m_ipv6->Send(MakeParameterProblem(*problem, quote),
                 problem->source,
                 problem->destination,
                 mip6::NEXT_HEADER_ICMPV6,
                 nullptr);
}

} // namespace ns3
